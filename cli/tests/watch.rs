//! `evenkeel generate --watch`: what is edited comes out, until Ctrl-C.
//!
//! Each step edits files and waits for what it must lead to, however long that takes on a busy machine.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// How long something may take before it counts as never.
const NEVER: Duration = Duration::from_secs(60);

const WAITING: &str = "waiting for changes; Ctrl-C ends it";

/// A folder, and the command that watches it.
struct Watching {
    folder: PathBuf,
    command: Child,
    lines: Receiver<String>,
    /// What it has said since it last waited.
    said: Vec<String>,
}

impl Watching {
    /// Starts in a folder with these files, and waits until it waits.
    fn start(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir_all(&folder).unwrap();
        for (path, text) in files {
            write(&folder.join(path), text);
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"))
            .args(["generate", "--watch"])
            .current_dir(&folder)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (tell, lines) = mpsc::channel();
        let err = BufReader::new(command.stderr.take().unwrap());
        thread::spawn(move || err.lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
        let mut watching = Self { folder, command, lines, said: Vec::new() };
        watching.round();
        watching
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.folder.join(path), text);
    }

    /// Waits for the end of a round; what was said in it.
    fn round(&mut self) {
        self.said.clear();
        loop {
            let line = self.lines.recv_timeout(NEVER).unwrap_or_else(|_| panic!("only {:?} was said", self.said));
            if line == WAITING {
                return;
            }
            self.said.push(line);
        }
    }

    /// Goes on, round by round, until something is so.
    fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let begin = Instant::now();
        while !is_so(self) {
            assert!(begin.elapsed() < NEVER, "never: {what}; {:?} was said last", self.said);
            self.round();
        }
    }

    fn generated(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap_or_default()
    }

    fn says(&self, words: &str) -> bool {
        self.said.iter().any(|line| line.contains(words))
    }

    fn interrupt(mut self) -> ExitStatus {
        let kill = format!("kill -INT {}", self.command.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
        self.command.wait().unwrap()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It has ended where a test went well.
        _ = self.command.kill();
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn paid(property: &str) -> String {
    format!(
        "x-event: {{ domain: order, name: paid, version: 1 }}\ntype: object\nproperties:\n  {property}: {{ type: string }}\n"
    )
}

const CONFIG: (&str, &str) = ("evenkeel.toml", "schemas = 'contracts'\nout = 'events'\n");

#[test]
fn a_definition_changes_comes_and_goes() {
    let mut it = Watching::start("definitions", &[CONFIG, ("contracts/order/paid.v1.yaml", &paid("alpha"))]);
    assert!(it.generated("events/order.rs").contains("pub alpha:"));

    it.write("contracts/order/paid.v1.yaml", &paid("beta"));
    it.until("the new property", |it| it.generated("events/order.rs").contains("pub beta:"));

    // In a folder that was not there, with what is written first and named last, as editors do.
    let refunded = paid("gamma").replace("order", "refund");
    it.write("contracts/refund/.paid.v1.yaml.swp", &refunded);
    let folder = it.folder.join("contracts/refund");
    fs::rename(folder.join(".paid.v1.yaml.swp"), folder.join("paid.v1.yaml")).unwrap();
    it.until("the new domain", |it| it.generated("events/refund.rs").contains("pub gamma:"));

    fs::remove_dir_all(folder).unwrap();
    it.until("no such domain", |it| !it.folder.join("events/refund.rs").exists());
    assert!(it.generated("events/order.rs").contains("pub beta:"));
    assert_eq!(it.interrupt().code(), Some(0));
}

#[test]
fn errors_are_told_and_watching_goes_on() {
    let mut it = Watching::start("errors", &[CONFIG, ("contracts/order/paid.v1.yaml", &paid("alpha"))]);

    it.write("contracts/order/paid.v1.yaml", &paid("beta").replace("string", "strng"));
    it.until("the error", |it| it.says("`strng` is no type of JSON Schema"));
    assert!(it.generated("events/order.rs").contains("pub alpha:"), "what stood stays");

    it.write("contracts/order/paid.v1.yaml", &paid("beta"));
    it.until("the mended property", |it| it.generated("events/order.rs").contains("pub beta:"));

    fs::rename(it.folder.join("contracts"), it.folder.join("elsewhere")).unwrap();
    it.until("the missing folder", |it| it.says("the schema folder contracts does not exist"));
    it.write("elsewhere/order/paid.v1.yaml", &paid("gamma"));
    fs::rename(it.folder.join("elsewhere"), it.folder.join("contracts")).unwrap();
    it.until("the folder's return", |it| it.generated("events/order.rs").contains("pub gamma:"));

    // The folder that is watched now is another one.
    it.write("contracts/order/paid.v1.yaml", &paid("delta"));
    it.until("the last property", |it| it.generated("events/order.rs").contains("pub delta:"));
    assert_eq!(it.interrupt().code(), Some(0));
}

#[test]
fn the_configuration_comes_changes_and_goes() {
    let mut it = Watching::start("configuration", &[("schemas/order/paid.v1.yaml", &paid("alpha"))]);
    assert!(it.says("where is the generated code to go?"), "{:?}", it.said);

    it.write("evenkeel.toml", "out = 'events'\n");
    it.until("the first code", |it| it.generated("events/order.rs").contains("pub alpha:"));
    assert!(!it.generated("events/order.rs").contains("pub extra:"));

    it.write("evenkeel.toml", "out = 'events'\nunknown-fields = 'kep'\n");
    it.until("the slip", |it| it.says("did you mean `keep`?"));
    it.write("evenkeel.toml", "out = 'events'\nunknown-fields = 'keep'\n");
    it.until("the extra field", |it| it.generated("events/order.rs").contains("pub extra:"));

    // Files of URIs lie where they like.
    let resources = "\n[resources]\n'urn:name' = 'vendor/name.json'\n";
    it.write("vendor/name.json", r#"{"type": "object", "properties": {"first": {"type": "string"}}}"#);
    it.write("schemas/order/paid.v1.yaml", &paid("alpha").replace("{ type: string }", "{ $ref: 'urn:name' }"));
    it.write("evenkeel.toml", &format!("out = 'events'\n{resources}"));
    let code = |it: &Watching| ["order", "shared"].map(|file| it.generated(&format!("events/{file}.rs"))).concat();
    it.until("the vendor's type", |it| code(it).contains("pub first:"));
    it.write("vendor/name.json", r#"{"type": "object", "properties": {"family": {"type": "string"}}}"#);
    it.until("the vendor's new type", |it| code(it).contains("pub family:"));

    fs::remove_file(it.folder.join("evenkeel.toml")).unwrap();
    it.until("no place for the code", |it| it.says("where is the generated code to go?"));
    assert_eq!(it.interrupt().code(), Some(0));
}

#[test]
fn programs_get_an_object_each_time() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch/json");
    _ = fs::remove_dir_all(&folder);
    write(&folder.join(CONFIG.0), CONFIG.1);
    write(&folder.join("contracts/order/paid.v1.yaml"), &paid("alpha"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"))
        .args(["generate", "--watch", "--format", "json"])
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (tell, objects) = mpsc::channel();
    let out = BufReader::new(command.stdout.take().unwrap());
    thread::spawn(move || {
        let objects = serde_json::Deserializer::from_reader(out).into_iter::<serde_json::Value>();
        objects.map_while(Result::ok).try_for_each(|object| tell.send(object))
    });
    let first = objects.recv_timeout(NEVER).unwrap();
    assert_eq!((&first["format"], &first["changes"][0]["found"]), (&1.into(), &"missing".into()));

    write(&folder.join("contracts/order/paid.v1.yaml"), &paid("alpha").replace("string", "strng"));
    let begin = Instant::now();
    while objects.recv_timeout(NEVER).unwrap()["diagnostics"][0]["code"] != "unknown-type" {
        assert!(begin.elapsed() < NEVER, "the slip is never told");
    }
    command.kill().unwrap();
    command.wait().unwrap();
}
