//! The program does what its contracts say, and ends by itself.

use std::process::Command;

#[test]
fn three_parcels() -> Result<(), Box<dyn std::error::Error>> {
    let output = Command::new(env!("CARGO_BIN_EXE_service")).output()?;
    let told = String::from_utf8(output.stdout)?;
    let mut lines: Vec<&str> = told.lines().collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "6f1c2a34-9a2b-4c1d-8e2f-000000000001: recipient",
            "6f1c2a34-9a2b-4c1d-8e2f-000000000003: neighbour",
            "handler rejected it: too heavy for a courier",
        ],
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.success());
    Ok(())
}
