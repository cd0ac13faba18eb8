//! Lines and columns of the values that violations name.

use super::path::Escaped;
use crate::Violation;
use std::{collections::HashMap, fmt::Write};

/// Fills in where each violation's value stands in the bytes that it came from.
pub(crate) fn locate(bytes: &[u8], violations: &mut [Violation]) {
    let mut starts: HashMap<String, Option<usize>> =
        violations.iter().map(|violation| (violation.instance_path.clone(), None)).collect();
    Scanner { bytes, at: 0, path: String::new(), starts: &mut starts }.value();
    let mut offsets: Vec<usize> = starts.values().flatten().copied().collect();
    offsets.sort_unstable();
    let places = places(bytes, &offsets);
    for violation in violations {
        let start = starts.get(&violation.instance_path).copied().flatten();
        if let Some((line, column)) = start.and_then(|start| places.get(&start)) {
            violation.line = Some(*line);
            violation.column = Some(*column);
        }
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
    path: String,
    starts: &'a mut HashMap<String, Option<usize>>,
}

impl Scanner<'_> {
    /// Notes where the value starts if a violation names it, and goes on to its end.
    fn value(&mut self) {
        self.space();
        if let Some(start) = self.starts.get_mut(&self.path) {
            *start = Some(self.at);
        }
        match self.peek() {
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'"') => drop(self.string()),
            _ => self.scalar(),
        }
    }

    fn object(&mut self) {
        self.at += 1;
        loop {
            self.space();
            match self.peek() {
                Some(b'"') => {
                    let name = self.string();
                    self.space();
                    self.at += 1;
                    let parent = self.path.len();
                    // Writing to a string does not fail.
                    let _ = write!(self.path, "/{}", Escaped(&name));
                    self.value();
                    self.path.truncate(parent);
                }
                Some(b',') => self.at += 1,
                _ => break,
            }
        }
        self.at += 1;
    }

    fn array(&mut self) {
        self.at += 1;
        let mut index = 0;
        loop {
            self.space();
            match self.peek() {
                None | Some(b']') => break,
                Some(b',') => self.at += 1,
                Some(_) => {
                    let parent = self.path.len();
                    let _ = write!(self.path, "/{index}");
                    self.value();
                    self.path.truncate(parent);
                    index += 1;
                }
            }
        }
        self.at += 1;
    }

    fn string(&mut self) -> String {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                break;
            }
        }
        let text = self.bytes.get(start..self.at).unwrap_or_default();
        serde_json::from_slice(text).unwrap_or_default()
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
