//! As typify's documentation shows it.

use std::error::Error;
use std::path::Path;
use std::{env, fs};
use typify::{TypeSpace, TypeSpaceSettings};

fn main() -> Result<(), Box<dyn Error>> {
    let schema = "../evenkeel/schemas/created.v1.json";
    println!("cargo:rerun-if-changed={schema}");
    let schema = serde_json::from_str::<schemars::schema::RootSchema>(&fs::read_to_string(schema)?)?;
    let mut types = TypeSpace::new(TypeSpaceSettings::default().with_struct_builder(true));
    types.add_root_schema(schema)?;
    let code = prettyplease::unparse(&syn::parse2::<syn::File>(types.to_stream())?);
    fs::write(Path::new(&env::var("OUT_DIR")?).join("events.rs"), code)?;
    Ok(())
}
