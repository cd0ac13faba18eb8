//! The `git` command, which reads and never writes: no checkout, no filter, no hook, no network.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs, io, thread};

use super::{Missing, Unfound};
use crate::failure::Failure;

/// A repository, seen from a folder of its working tree.
#[derive(Debug)]
pub(super) struct Git {
    /// The folder where commands run.
    folder: PathBuf,
    /// The root of the working tree, without links.
    root: PathBuf,
    shallow: bool,
}

/// There is no repository.
pub(super) struct NotThere;

impl Git {
    /// The repository that a folder lies in.
    pub(super) fn at(folder: &Path) -> Result<Result<Self, NotThere>, Failure> {
        // A hook's `GIT_DIR` can be relative to where it runs.
        let is_told = env::var_os("GIT_DIR").is_some();
        let here = if is_told { PathBuf::from(".") } else { folder.to_owned() };
        let mut git = Self { folder: here, root: PathBuf::new(), shallow: false };
        let output = match git.command(["rev-parse", "--is-shallow-repository", "--show-toplevel"]).output() {
            Ok(output) => output,
            Err(error) if error.kind() == io::ErrorKind::NotFound && folder.is_dir() => return Ok(Err(NotThere)),
            Err(error) => return Err(Failure::unusable(format!("cannot run git: {error}"))),
        };
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            // A repository that git does not trust is another matter: passing it over would pass over a break.
            let none = said.contains("not a git repository") || said.contains("must be run in a work tree");
            return if none && !is_told { Ok(Err(NotThere)) } else { Err(refused(&output)) };
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let mut lines = text.lines();
        git.shallow = lines.next() == Some("true");
        let root = lines.next().unwrap_or_default();
        git.root = fs::canonicalize(root).map_err(|error| Failure::reading(Path::new(root), &error))?;
        Ok(Ok(git))
    }

    /// The commit that a name leads to.
    pub(super) fn commit(&self, name: &str) -> Result<Option<String>, Failure> {
        let revision = format!("{name}^{{commit}}");
        let output = self.run(["rev-parse", "--verify", "--quiet", "--end-of-options", &revision])?;
        Ok(output.status.success().then(|| first_line(&output)))
    }

    /// The commit that a name must lead to.
    pub(super) fn needed(&self, name: &str) -> Result<String, Unfound> {
        match self.commit(name)? {
            Some(commit) => Ok(commit),
            None => Err(Missing { what: format!("there is no commit `{name}`"), run: self.fetch(name) }.into()),
        }
    }

    /// The name and the commit where the ways of two commits parted.
    pub(super) fn merge_base(&self, head: &str, name: &str) -> Result<(String, String), Unfound> {
        let other = self.needed(name)?;
        let output = self.run(["merge-base", head, &other])?;
        match output.status.code() {
            Some(0) => Ok((format!("merge-base({name})"), first_line(&output))),
            Some(1) => {
                let why = if self.shallow { ": the clone is shallow" } else { "" };
                let what = format!("HEAD and `{name}` share no commit{why}");
                Err(Missing { what, run: self.fetch(name) }.into())
            }
            _ => Err(refused(&output).into()),
        }
    }

    /// Every entry of a commit's tree, as `ls-tree -z` prints it.
    pub(super) fn list(&self, commit: &str) -> Result<Vec<u8>, Failure> {
        let output = self.run(["ls-tree", "-r", "-z", "--full-tree", commit])?;
        if output.status.success() { Ok(output.stdout) } else { Err(refused(&output)) }
    }

    /// The contents of blobs, in order, by one process.
    pub(super) fn blobs<'a>(&self, hashes: impl Iterator<Item = &'a str>) -> Result<Vec<Vec<u8>>, Failure> {
        let asked: Vec<String> = hashes.map(|hash| format!("{hash}\n")).collect();
        let wanted = asked.len();
        let failed = |error: io::Error| Failure::unusable(format!("cannot read from git: {error}"));
        let mut command = self.command(["cat-file", "--batch"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(failed)?;
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(failed(io::ErrorKind::BrokenPipe.into()));
        };
        // Asked and answered at once, neither pipe can fill up and stop the other.
        let asking = thread::spawn(move || asked.iter().try_for_each(|hash| stdin.write_all(hash.as_bytes())));
        let mut answers = BufReader::new(stdout);
        let blobs = (0..wanted).map(|_| answer(&mut answers)).collect::<io::Result<Vec<_>>>();
        // Where an answer was the last that is read, git must not wait for a reader.
        drop(answers);
        let asked = asking.join();
        let _ = child.wait();
        match (blobs, asked) {
            (Ok(blobs), Ok(Ok(()))) => Ok(blobs),
            (Err(error), _) | (_, Ok(Err(error))) => Err(failed(error)),
            (_, Err(_)) => Err(failed(io::ErrorKind::Other.into())),
        }
    }

    /// The path of something from the root of the working tree, with `/`; `None` outside it.
    pub(super) fn path_of(&self, path: &Path) -> Result<Option<String>, Failure> {
        let Ok(path) = fs::canonicalize(path) else { return Ok(None) };
        let Ok(below) = path.strip_prefix(&self.root) else { return Ok(None) };
        let parts: Option<Vec<&str>> = below.components().map(|part| part.as_os_str().to_str()).collect();
        let name = || Failure::unusable(format!("the path {} is not UTF-8", path.display()));
        Ok(Some(parts.ok_or_else(name)?.join("/")))
    }

    /// What to run so that a name is there, with all that came before it.
    fn fetch(&self, name: &str) -> String {
        let deepen = if self.shallow { " --unshallow" } else { "" };
        let is_hash = name.len() >= 7 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_release = name.strip_prefix('v').unwrap_or(name).starts_with(|c: char| c.is_ascii_digit());
        // `HEAD~3` and the like begin at what is there.
        let is_relative = name.starts_with("HEAD") || name.contains(['~', '^', '@', ':']);
        let what = match name.strip_prefix("origin/") {
            _ if is_relative => String::new(),
            Some(branch) => format!(" +refs/heads/{branch}:refs/remotes/origin/{branch}"),
            // A server knows whole hashes only.
            None if is_hash && name.len() < 40 => String::new(),
            None if is_hash => format!(" {name}"),
            None if is_release => format!(" tag {name}"),
            None => format!(" {name}:{name}"),
        };
        format!("git fetch{deepen} origin{what}")
    }

    fn run<const N: usize>(&self, arguments: [&str; N]) -> Result<Output, Failure> {
        let output = self.command(arguments).output();
        output.map_err(|error| Failure::unusable(format!("cannot run git: {error}")))
    }

    fn command<I: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = I>) -> Command {
        let mut command = Command::new("git");
        command.arg("--no-replace-objects").args(arguments).current_dir(&self.folder).stdin(Stdio::null());
        // Its words are read; and a partial clone must not fetch what it lacks.
        command.env("LC_ALL", "C").env("GIT_NO_LAZY_FETCH", "1").env("GIT_OPTIONAL_LOCKS", "0");
        command
    }
}

/// One answer of `cat-file --batch`: `HASH blob SIZE`, a line; the bytes; a line's end.
fn answer(answers: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let size = match head.split_whitespace().collect::<Vec<_>>()[..] {
        [_, "blob", size] => size.parse::<u64>().ok(),
        _ => None,
    };
    let size = size.ok_or_else(|| io::Error::other(format!("it says `{}`", head.trim_end())))?;
    let mut bytes = Vec::new();
    answers.take(size).read_to_end(&mut bytes)?;
    let mut end = [0];
    answers.read_exact(&mut end)?;
    Ok(bytes)
}

fn first_line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned()
}

fn refused(output: &Output) -> Failure {
    let said = String::from_utf8_lossy(&output.stderr);
    let first = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("it does not say why");
    Failure::unusable(format!("git refuses: {}", first.trim_start_matches("fatal: ")))
}
