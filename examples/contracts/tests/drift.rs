//! The committed code is what the definitions say: `evenkeel generate --check`, without the command.

use evenkeel_codegen::{Builder, Error};
use std::path::Path;

#[test]
fn the_code_is_up_to_date() -> Result<(), Error> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = here.join("src/events");
    let output = Builder::new()
        .configured(here)?
        .generate(here.join("schemas"))?;
    let drift = output.drift(&code)?;
    assert!(
        drift.is_empty(),
        "run `evenkeel generate` and commit what it writes: {drift:#?}"
    );
    Ok(())
}
