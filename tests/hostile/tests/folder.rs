//! Folders of definitions that lead out of themselves, and files that are no text.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use evenkeel_codegen::Builder;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// A folder with a secret beside the schemas, removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("evenkeel-hostile-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("schemas/order")).unwrap();
        fs::write(path.join("secret.json"), r#"{"description": "SECRET", "type": "string"}"#).unwrap();
        Self(path)
    }

    fn schemas(&self) -> PathBuf {
        self.0.join("schemas")
    }

    fn event(&self, rest: &str) {
        let text = format!("x-event: {{domain: order, name: paid, version: 1}}\ntype: object\n{rest}\n");
        fs::write(self.schemas().join("order/paid.v1.yaml"), text).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn refused(schemas: &Path, word: &str) {
    let report = Builder::new().generate(schemas).unwrap_err().to_string();
    assert!(report.contains(word), "not refused for {word}: {report}");
    assert!(!report.contains("SECRET"), "{report}");
}

#[test]
fn references_do_not_leave_the_folder() {
    let folder = Folder::new("references");
    for reference in [
        "../../secret.json",
        "../../../../../../../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "%2e%2e/%2e%2e/secret.json",
        "..%2f..%2fsecret.json",
        "..\\\\..\\\\secret.json",
        "./././../order/../../secret.json",
        "//example.com/secret.json",
        "https://example.com/secret.json",
        "http://169.254.169.254/latest/meta-data",
        "data:application/json,{}",
    ] {
        folder.event(&format!("properties: {{ a: {{ $ref: \"{reference}\" }} }}"));
        refused(&folder.schemas(), "error[");
    }
}

#[test]
fn links_do_not_leave_the_folder() {
    for (name, target) in
        [("file", "secret.json"), ("folder", "."), ("nothing", "gone.json"), ("itself", "schemas/link.json")]
    {
        let folder = Folder::new(name);
        folder.event("");
        symlink(folder.0.join(target), folder.schemas().join("link.json")).unwrap();
        refused(&folder.schemas(), "link.json");
    }
    let folder = Folder::new("inside");
    folder.event("");
    symlink(folder.schemas(), folder.schemas().join("order/loop")).unwrap();
    refused(&folder.schemas(), "loop");
}

#[test]
fn files_that_are_no_text() {
    let folder = Folder::new("bytes");
    let path = folder.schemas().join("order/paid.v1.yaml");
    for (bytes, word) in [
        (&b"\xff\xfe\x00"[..], "not-utf8"),
        (b"x-event: {domain: order, name: paid, version: 1}\ndescription: \xc3\x28", "not-utf8"),
        (b"{\"a\": \"\xed\xa0\x80\"}", "not-utf8"),
        (b"\xef\xbb\xbf\xef\xbb\xbfx-event: {}", "error"),
        (b"x-event: {domain: order, name: paid, version: 1}\n\0", "error"),
        (b"\xff\xfex\0-\0e\0", "not-utf8"),
    ] {
        fs::write(&path, bytes).unwrap();
        refused(&folder.schemas(), word);
    }
    fs::write(&path, b"\xef\xbb\xbfx-event: {domain: order, name: paid, version: 1}\n").unwrap();
    Builder::new().generate(folder.schemas()).unwrap();
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    fs::write(path.join("paid.v1.json"), r#"{"x-event": {"domain": "order", "name": "paid", "version": 1}}"#).unwrap();
    let _ = Builder::new().generate(folder.schemas());
}

#[test]
fn a_configuration_names_no_code() {
    let folder = Folder::new("config");
    folder.event("");
    for text in [
        "unknown-fields = \"keep\\\"; fn main() {}\"",
        "schemas = [1]",
        "out = 7",
        "[resources]\n\"not a uri\" = \"x\"",
        "[resources]\n\"https://example.com/a.json\" = 1",
        "unknown-fields = ",
        "\u{202e}",
        "a = 1\na = 2",
        "[resources\n",
        "events = [\"order.*\", 7]",
    ] {
        fs::write(folder.0.join("evenkeel.toml"), text).unwrap();
        let report = Builder::new().configured(&folder.0).unwrap_err().to_string();
        assert!(report.contains("error"), "{text}: {report}");
        assert!(!report.contains(['\0', '\u{202e}', '\u{1b}']), "{report:?}");
    }
    let deep = format!("schemas = {}1{}", "[".repeat(10_000), "]".repeat(10_000));
    for text in [deep, format!("schemas{} = 1", ".a".repeat(10_000)), "a".repeat(1_000_000), "[a]\n".repeat(10_000)] {
        fs::write(folder.0.join("evenkeel.toml"), text).unwrap();
        assert!(Builder::new().configured(&folder.0).is_err());
    }
}

#[test]
fn a_path_to_the_runtime_is_a_path() {
    let folder = Folder::new("crate-path");
    folder.event("");
    for path in
        ["::evenkeel; fn x() {}", "a b", "::a::{b}", "\"", "evenkeel!()", "", "::", "a::", "1::b", "a//", "r#\""]
    {
        let result = Builder::new().crate_path(path).generate(folder.schemas());
        assert!(result.is_err(), "`{path}` is taken for a path");
    }
    for path in ["::evenkeel", "crate::evenkeel", "::contracts::evenkeel", "super::r#type", "evenkeel"] {
        Builder::new().crate_path(path).generate(folder.schemas()).unwrap();
    }
}
