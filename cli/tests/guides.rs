//! The `console` blocks of the guides in `docs/`: what they show is what happens.
//!
//! `$ cat FILE` makes the file where there is none, else its content must be what is shown; `$ evenkeel …`
//! runs the command, whose standard output and standard error must be what is shown.

#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn guides_show_what_happens() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let mut guides: Vec<PathBuf> = fs::read_dir(&docs).unwrap().map(|entry| entry.unwrap().path()).collect();
    guides.retain(|path| path.file_name().unwrap().to_str().unwrap().starts_with("coming-from-"));
    assert!(guides.len() >= 4, "the guides are in {}", docs.display());
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
        ["cat", file] => fs::write(place.join(file), shown).unwrap(),
        ["evenkeel", ref args @ ..] => {
            let output = Command::new(env!("CARGO_BIN_EXE_evenkeel")).args(args).current_dir(place).output().unwrap();
            let found = [output.stdout, output.stderr].concat();
            assert_eq!(String::from_utf8(found).unwrap(), shown, "{}: {command}", place.display());
            assert!(output.status.success(), "{command}");
        }
        _ => panic!("what is `{command}`?"),
    }
}
