//! Whoever reads the output may stop at any time.

use std::io::Write;
use std::process::{Command, Stdio};

#[test]
fn a_closed_pipe_is_no_complaint() {
    let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas");
    let mut child = Command::new(env!("CARGO_BIN_EXE_evenkeel"))
        .args(["validate", "--schemas", schemas, "order.created.v1", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    // It may be gone before it has read everything.
    let _ = input.write_all("{}\n".repeat(1000).as_bytes());
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
