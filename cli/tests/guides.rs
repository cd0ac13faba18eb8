//! The `console` blocks of the guides in `docs/`: what they show is what happens.
//!
//! `$ cat FILE` makes the file where there is none, else its content must be what is shown; `$ evenkeel …`
//! runs the command, whose standard output and standard error must be what is shown. `$ git …`, `$ sed …` and
//! what has a `;` in it run in a shell, and what they print must be what is shown.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn guides_show_what_happens() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let mut guides: Vec<PathBuf> = fs::read_dir(&docs).unwrap().map(|entry| entry.unwrap().path()).collect();
    let is_guide = |name: &str| name.starts_with("coming-from-") || name == "changing-a-contract.md";
    guides.retain(|path| is_guide(path.file_name().unwrap().to_str().unwrap()));
    assert!(guides.len() >= 5, "the guides are in {}", docs.display());
    for guide in guides {
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guides").join(guide.file_stem().unwrap());
        if place.exists() {
            fs::remove_dir_all(&place).unwrap();
        }
        fs::create_dir_all(&place).unwrap();
        let text = fs::read_to_string(&guide).unwrap();
        let blocks = text.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap());
        for (command, shown) in blocks.flat_map(steps) {
            step(&command, &shown, &place);
        }
    }
}

/// The commands of a block, each with what stands under it.
fn steps(block: &str) -> Vec<(String, String)> {
    let mut steps: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push((command.to_owned(), String::new())),
            (None, Some((_, shown))) => {
                shown.push_str(line);
                shown.push('\n');
            }
            (None, None) => panic!("{line} stands under no command"),
        }
    }
    steps
}

fn step(command: &str, shown: &str, place: &Path) {
    let words: Vec<&str> = command.split(' ').collect();
    match words[..] {
        ["cat", file] if place.join(file).exists() => {
            assert_eq!(fs::read_to_string(place.join(file)).unwrap(), shown, "{}: {command}", place.display());
        }
        ["cat", file] => {
            fs::create_dir_all(place.join(file).parent().unwrap()).unwrap();
            fs::write(place.join(file), shown).unwrap();
        }
        ["git" | "sed", ..] => shell(command, shown, place),
        _ if command.contains(';') => shell(command, shown, place),
        ["evenkeel", ref args @ ..] => {
            let mut evenkeel = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
            let output = environment(evenkeel.args(args), place).output().unwrap();
            let found = [output.stdout, output.stderr].concat();
            assert_eq!(String::from_utf8(found).unwrap(), shown, "{}: {command}", place.display());
            assert!(output.status.success(), "{command}");
        }
        _ => panic!("what is `{command}`?"),
    }
}

fn shell(command: &str, shown: &str, place: &Path) {
    let own = Path::new(env!("CARGO_BIN_EXE_evenkeel")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths([own].into_iter().chain(std::env::split_paths(&path))).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("exec 2>&1; {command}")]).env("PATH", path);
    let output = environment(&mut shell, place).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), shown, "{}: {command}", place.display());
    assert!(output.status.success(), "{command}");
}

/// The same on every machine: the repository above, the user's settings and the clock do not count.
fn environment<'a>(command: &'a mut Command, place: &Path) -> &'a mut Command {
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GITHUB_BASE_REF", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"]
    {
        command.env_remove(name);
    }
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Ada").env(format!("GIT_{who}_EMAIL"), "ada@example.com");
        command.env(format!("GIT_{who}_DATE"), "2026-11-20T12:00:00Z");
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").current_dir(place)
}
