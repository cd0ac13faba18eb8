//! Makes a module of every case's committed code, and brings that code up to date when asked to.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// What both editions build with.
#[allow(
    unreachable_pub,
    reason = "the same cases are built in another edition"
)]
pub fn main() -> Result<(), Box<dyn Error>> {
    // The other edition's crate stands in a folder beside this one.
    println!("cargo:rerun-if-changed=../golden/cases");
    println!("cargo:rerun-if-env-changed=EVENKEEL_BLESS");
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../golden/cases");
    let mut cases: Vec<_> = fs::read_dir(&root)?.collect::<Result<_, _>>()?;
    cases.sort_by_key(fs::DirEntry::file_name);
    let mut modules = String::new();
    let mut table = String::new();
    let mut wrong = Vec::new();
    for case in cases {
        let name = case
            .file_name()
            .into_string()
            .map_err(|_| "a case's name is no UTF-8")?;
        let rust = case.path().join("rust");
        if env::var_os("EVENKEEL_BLESS").is_some() {
            wrong.extend(bless(&case.path()).err());
        }
        writeln!(
            modules,
            "/// The case of this name.\n#[path = {:?}]\npub mod {name};",
            rust.join("mod.rs").to_string_lossy()
        )?;
        writeln!(
            table,
            "    Case {{ name: {name:?}, decode: |subject, bytes| Ok(Box::new({name}::AnyEvent::decode(subject, bytes)?)) }},"
        )?;
        writeln!(
            modules,
            "impl crate::Reencode for {name}::AnyEvent {{ fn reencode(&self) -> Result<Vec<u8>, evenkeel::Error> {{ self.encode() }} }}"
        )?;
    }
    let wrong: String = wrong.iter().map(ToString::to_string).collect();
    assert!(wrong.is_empty(), "{wrong}");
    let code = format!("{modules}\n/// Every case.\npub const CASES: &[Case] = &[\n{table}];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("cases.rs"), code)?;
    Ok(())
}

/// Writes a case's code; its `evenkeel.toml` stands in its folder.
fn bless(case: &Path) -> Result<(), evenkeel_codegen::Error> {
    let builder = evenkeel_codegen::Builder::new().configured(case)?;
    builder
        .generate(case.join("schemas"))?
        .write(case.join("rust"))?;
    Ok(())
}
