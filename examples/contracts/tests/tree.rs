//! What a crate of contracts costs those who build it.

use std::process::Command;

/// The crates that building this one takes, itself included.
fn tree() -> Result<String, Box<dyn std::error::Error>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "-e",
            "normal,build",
            "--prefix",
            "none",
        ])
        .args(["-p", "contracts", "-f", "{p}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}

#[test]
fn no_macros_and_no_generator() -> Result<(), Box<dyn std::error::Error>> {
    let tree = tree()?;
    let crates: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(crates.contains(&"evenkeel"), "{tree}");
    for heavy in ["syn", "quote", "proc-macro2", "evenkeel-codegen"] {
        assert!(!crates.contains(&heavy), "{heavy} is in\n{tree}");
    }
    Ok(())
}
