//! Lines and columns of the values that violations name.

use super::path;
use crate::Violation;
use std::collections::HashMap;

/// Fills in where each violation's value stands in the bytes that it came from.
pub(crate) fn locate(bytes: &[u8], violations: &mut [Violation]) {
    let mut wanted = Wanted::default();
    for violation in &*violations {
        wanted.add(&violation.instance_path);
    }
    Scanner { bytes, at: 0 }.value(Some(&mut wanted));
    let start = |violation: &Violation| wanted.start(&violation.instance_path);
    let mut offsets: Vec<usize> = violations.iter().filter_map(start).collect();
    offsets.sort_unstable();
    let places = places(bytes, &offsets);
    for violation in violations {
        if let Some((line, column)) = start(violation).and_then(|start| places.get(&start)) {
            violation.line = Some(*line);
            violation.column = Some(*column);
        }
    }
}

/// The places that violations name, as a tree: a part without one costs no look at its names.
#[derive(Default)]
struct Wanted {
    start: Option<usize>,
    inside: HashMap<String, Wanted>,
}

impl Wanted {
    fn add(&mut self, path: &str) {
        let mut at = self;
        for token in path.split('/').skip(1) {
            at = at.inside.entry(path::unescape(token)).or_default();
        }
    }

    fn start(&self, path: &str) -> Option<usize> {
        let mut at = self;
        for token in path.split('/').skip(1) {
            at = at.inside.get(&path::unescape(token))?;
        }
        at.start
    }
}

/// Line and column, from 1 and in characters, of each of the ascending offsets.
fn places(bytes: &[u8], offsets: &[usize]) -> HashMap<usize, (usize, usize)> {
    let (mut line, mut column, mut from) = (1, 1, 0);
    let mut places = HashMap::new();
    for offset in offsets {
        for byte in bytes.get(from..*offset).unwrap_or_default() {
            match byte {
                b'\n' => (line, column) = (line + 1, 1),
                // The first byte of a character counts, those that continue it do not.
                byte if byte & 0xC0 != 0x80 => column += 1,
                _ => {}
            }
        }
        from = *offset;
        places.insert(*offset, (line, column));
    }
    places
}

/// Line and column in characters, both from 1, for a parser's line and column in bytes.
pub(super) fn in_characters(bytes: &[u8], line: usize, column: usize) -> (usize, usize) {
    let text = bytes.split(|byte| *byte == b'\n').nth(line.saturating_sub(1)).unwrap_or_default();
    let before = text.get(..column.saturating_sub(1)).unwrap_or(text);
    let characters = before.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
    (line.max(1), characters + 1)
}

/// Walks over bytes that are known to be JSON.
struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scanner<'a> {
    /// Notes where the value starts if it is wanted, and goes on to its end.
    fn value(&mut self, mut wanted: Option<&mut Wanted>) {
        self.space();
        if let Some(wanted) = &mut wanted {
            wanted.start = Some(self.at);
        }
        let wanted = wanted.filter(|wanted| !wanted.inside.is_empty());
        match self.peek() {
            Some(b'{') => self.object(wanted),
            Some(b'[') => self.array(wanted),
            Some(b'"') => drop(self.string()),
            _ => self.scalar(),
        }
    }

    fn object(&mut self, mut wanted: Option<&mut Wanted>) {
        self.at += 1;
        loop {
            self.space();
            match self.peek() {
                Some(b'"') => {
                    let name = self.string();
                    self.space();
                    self.at += 1;
                    let member = wanted.as_mut().and_then(|wanted| {
                        let name: String = serde_json::from_slice(name).ok()?;
                        wanted.inside.get_mut(&name)
                    });
                    self.value(member);
                }
                Some(b',') => self.at += 1,
                _ => break,
            }
        }
        self.at += 1;
    }

    fn array(&mut self, mut wanted: Option<&mut Wanted>) {
        self.at += 1;
        let mut index = 0;
        loop {
            self.space();
            match self.peek() {
                None | Some(b']') => break,
                Some(b',') => self.at += 1,
                Some(_) => {
                    let item = wanted.as_mut().and_then(|wanted| wanted.inside.get_mut(&index.to_string()));
                    self.value(item);
                    index += 1;
                }
            }
        }
        self.at += 1;
    }

    /// Goes past a string, and gives it as it is written.
    fn string(&mut self) -> &'a [u8] {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                break;
            }
        }
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    fn scalar(&mut self) {
        let ends = |byte: u8| matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n');
        while self.peek().is_some_and(|byte| !ends(byte)) {
            self.at += 1;
        }
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}
