//! Compiles one definition under each policy for members that nobody declares.

use evenkeel_codegen::{Builder, UnknownFields};
use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=schemas");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut modules = String::new();
    for (name, policy) in
        [("ignore", UnknownFields::Ignore), ("keep", UnknownFields::Keep), ("deny", UnknownFields::Deny)]
    {
        let folder = out.join(name);
        Builder::new().unknown_fields(policy).generate("schemas")?.write(&folder)?;
        writeln!(
            modules,
            "#[path = {:?}]\n#[allow(dead_code, unreachable_pub)]\nmod {name};",
            folder.join("mod.rs").to_string_lossy()
        )?;
    }
    fs::write(out.join("policies.rs"), modules)?;
    Ok(())
}
