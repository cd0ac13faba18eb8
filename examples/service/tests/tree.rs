//! What is not in a service that uses a crate of contracts: anything that reads definitions.

use std::process::Command;

/// What reads YAML.
const YAML: [&str; 5] = [
    "granit-parser",
    "saphyr-parser",
    "serde_yaml",
    "serde_norway",
    "yaml-rust2",
];

/// What reads definitions or prints code.
const GENERATOR: [&str; 4] = [
    "evenkeel-codegen",
    "evenkeel-macros",
    "prettyplease",
    "jsonschema",
];

#[test]
fn no_generator_and_no_parser_of_definitions() -> Result<(), Box<dyn std::error::Error>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "-e",
            "normal,build",
            "--prefix",
            "none",
        ])
        .args(["-p", "service", "-f", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let tree = String::from_utf8(output.stdout)?;
    let crates: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(crates.contains(&"contracts"), "{tree}");
    for heavy in GENERATOR.into_iter().chain(YAML) {
        assert!(!crates.contains(&heavy), "{heavy} is in\n{tree}");
    }
    Ok(())
}
