//! A clone that lacks a part of the baseline: a partial one, or one that is damaged.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::path::Path;
use std::process::Command;
use std::{env, fs};

#[test]
fn a_blob_that_is_missing_stops_nothing_but_the_check() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("missing_blob");
    if place.exists() {
        fs::remove_dir_all(&place).unwrap();
    }
    let schemas = place.join("schemas");
    fs::create_dir_all(&schemas).unwrap();
    let definition = "x-event: { domain: order, name: created, version: 1 }\n";
    fs::write(schemas.join("a.yaml"), definition).unwrap();
    // More than a pipe holds, so that git waits for a reader.
    fs::write(schemas.join("b.yaml"), format!("{{}} #{}\n", "x".repeat(1 << 20))).unwrap();
    let git = |args: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Ada", "-c", "user.email=ada@example.com"]).args(args).current_dir(&place);
        let output = git.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "one"]);
    let blob = git(&["rev-parse", "HEAD:schemas/a.yaml"]);
    let (folder, file) = blob.split_at(2);
    fs::remove_file(place.join(".git/objects").join(folder).join(file)).unwrap();

    let mut evenkeel = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
    evenkeel.args(["check", "--against", "git:HEAD"]).current_dir(&place).env_remove("GIT_DIR");
    let output = evenkeel.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).replace(&blob, "BLOB");
    assert_eq!(told, "error: cannot read from git: it says `BLOB missing`\n");
    assert_eq!(output.status.code(), Some(2));
}
