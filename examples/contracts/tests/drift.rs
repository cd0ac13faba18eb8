//! The committed code is what the definitions say: `evenkeel generate --check`, without the command.
//!
//! `EVENKEEL_BLESS=1 cargo test -p contracts` writes it anew, as `evenkeel generate` does.

use evenkeel_codegen::{Builder, Error};
use std::env;
use std::path::Path;

#[test]
fn the_code_is_up_to_date() -> Result<(), Error> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = here.join("src/events");
    let output = Builder::new()
        .configured(here)?
        .generate(here.join("schemas"))?;
    if env::var_os("EVENKEEL_BLESS").is_some() {
        output.write(&code)?;
    }
    let drift = output.drift(&code)?;
    assert!(
        drift.is_empty(),
        "run `evenkeel generate` and commit what it writes: {drift:#?}"
    );
    Ok(())
}
