//! An export is the bytes that generated code carries as `SCHEMA`.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn an_export_is_what_generated_code_carries() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("export");
    let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas");
    for (command, out) in [(&["generate"][..], "code"), (&["export", "jsonschema"][..], "export")] {
        let mut evenkeel = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
        let output = evenkeel.args(command).args([schemas, "-o"]).arg(place.join(out)).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let mut compared = 0;
    for entry in fs::read_dir(place.join("export")).unwrap() {
        let file = entry.unwrap();
        if file.file_name() != "index.json" {
            let carried = fs::read(place.join("code/schema").join(file.file_name())).unwrap();
            assert!(fs::read(file.path()).unwrap() == carried, "{}", file.path().display());
            compared += 1;
        }
    }
    assert!(compared >= 9);
}
