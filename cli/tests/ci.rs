//! The files of `examples/ci`, in a repository: the hook is run by git, and the steps of the workflow as a
//! runner would run them.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]
#![cfg(unix)]

use evenkeel_codegen::read;
use evenkeel_codegen::source::{Source, Sources};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ALLOWED: &str = "properties: { count: { type: integer, maximum: 20 } }";
const BROKEN: &str = "properties: { count: { type: integer, maximum: 10 } }";

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/ci").join(name)
}

/// A repository of its own.
struct Repository(PathBuf);

impl Repository {
    /// With one event and its generated code, on `main`, and then on a branch.
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ci").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        fs::create_dir_all(folder.join("schemas")).unwrap();
        let repository = Self(folder);
        fs::write(repository.0.join("evenkeel.toml"), "out = \"src/events\"\n").unwrap();
        repository.define(ALLOWED);
        repository.done(env!("CARGO_BIN_EXE_evenkeel"), &["generate"]);
        repository.done("git", &["init", "-q", "-b", "main"]);
        repository.done("git", &["add", "-A"]);
        repository.done("git", &["commit", "-qm", "first"]);
        repository.done("git", &["checkout", "-qb", "work"]);
        repository
    }

    fn define(&self, properties: &str) {
        let text = format!("x-event: {{ domain: stock, name: counted, version: 1 }}\ntype: object\n{properties}\n");
        fs::write(self.0.join("schemas/counted.yaml"), text).unwrap();
    }

    /// Runs a program where nothing but the repository and `evenkeel` counts.
    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        self.run_in("", program, arguments)
    }

    /// The same in a folder of it.
    fn run_in(&self, folder: &str, program: &str, arguments: &[&str]) -> Output {
        let own = Path::new(env!("CARGO_BIN_EXE_evenkeel")).parent().unwrap().to_owned();
        let path = std::env::var_os("PATH").unwrap();
        let path = std::env::join_paths([own].into_iter().chain(std::env::split_paths(&path))).unwrap();
        let mut command = Command::new(program);
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"]
        {
            command.env_remove(name);
        }
        command.args(arguments).current_dir(self.0.join(folder)).env("PATH", path);
        command.env("GITHUB_WORKSPACE", fs::canonicalize(&self.0).unwrap());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Ada").env(format!("GIT_{who}_EMAIL"), "ada@example.com");
        }
        command.env("GITHUB_BASE_REF", "main").env("GITHUB_STEP_SUMMARY", self.0.join(".git/summary.md"));
        command.output().unwrap()
    }

    fn done(&self, program: &str, arguments: &[&str]) {
        let output = self.run(program, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_hook_stops_what_breaks_and_nothing_else() {
    let repository = Repository::new("hook");
    fs::copy(example("pre-commit"), repository.0.join(".git/hooks/pre-commit")).unwrap();
    repository.define(BROKEN);
    // From a worktree too, where git names the repository to its hooks.
    for arguments in [&["commit", "-qam", "broken"][..], &["-C", "schemas", "commit", "-qam", "broken"]] {
        let output = repository.run("git", arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains("error[maximum-lowered]"), "{said}");
    }
    repository.define(&ALLOWED.replace("} }", "}, note: { type: string } }"));
    repository.done("git", &["commit", "-qam", "more"]);

    repository.done("git", &["worktree", "add", "-q", "../tree", "-b", "other"]);
    let tree = Repository(repository.0.join("../tree"));
    tree.define(BROKEN);
    let output = tree.run("git", &["commit", "-qam", "broken"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("error[maximum-lowered]"), "{said}");
    tree.define(ALLOWED);
    tree.done("git", &["commit", "-q", "--allow-empty", "-m", "nothing"]);
    repository.done("git", &["worktree", "remove", "--force", "../tree"]);
}

fn workflow() -> Value {
    let mut sources = Sources::default();
    let text = fs::read_to_string(example("contracts.yml")).unwrap();
    let file = sources.add(Source { path: "contracts.yml".into(), display: "contracts.yml".into(), text });
    serde_json::from_str(&read::read(file, sources.get(file)).unwrap().to_json()).unwrap()
}

#[test]
fn the_steps_of_the_workflow_find_what_breaks_and_what_drifted() {
    let workflow = workflow();
    let steps = workflow["jobs"]["contracts"]["steps"].as_array().unwrap();
    assert_eq!(steps[0]["with"]["fetch-depth"], 0);
    let commands: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    let commands: Vec<&str> = commands.into_iter().filter(|command| command.starts_with("evenkeel ")).collect();
    assert_eq!(commands.len(), 2);

    let repository = Repository::new("workflow");
    let codes = || commands.iter().map(|command| repository.run("sh", &["-c", command]).status.code().unwrap());
    assert_eq!(codes().collect::<Vec<_>>(), [0, 0]);
    repository.define(BROKEN);
    repository.done("git", &["commit", "-qam", "broken"]);
    assert_eq!(codes().collect::<Vec<_>>(), [1, 1]);
    let output = repository.run_in("src", "evenkeel", &["check", "../schemas", "--format", "github"]);
    let annotated = String::from_utf8_lossy(&output.stdout);
    assert!(annotated.starts_with("::error file=schemas/counted.yaml,line=3,"), "{annotated}");
    let summary = fs::read_to_string(repository.0.join(".git/summary.md")).unwrap();
    assert!(summary.contains("| `stock.counted.v1` | breaking | new-version |"), "{summary}");
}
