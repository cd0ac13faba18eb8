//! A stream of JSON values, read as it comes.

use evenkeel_codegen::diagnostic::{Diagnostic, Lines};
use evenkeel_codegen::read::{self, Leading, Node};
use evenkeel_codegen::source::{FileId, Source, Sources};
use std::io::{self, BufRead, Read};

use super::scan::Scan;
use super::{Place, Problem};

/// The most bytes of one value, and of one line. No broker carries as much in a message.
const MOST: usize = 256 << 20;

/// JSON values in a stream, one after the other, on lines of their own or not.
///
/// At most the lines of one value are held in memory. After a broken value, reading goes on at the next
/// line; where the broken value goes over many lines, at the next that can begin a value of its own.
pub(crate) struct Stream<R> {
    input: R,
    ended: bool,
    /// Whole lines that were read and are still of use.
    buffer: String,
    /// How many lines came before the buffer.
    lines_before: usize,
    /// How far the buffer is used up.
    at: usize,
    /// Bytes that are no UTF-8, and where the character that replaces each stands in the buffer.
    not_utf8: Vec<(usize, u8)>,
    skip: Option<Skip>,
    file: FileId,
}

/// What one step through a stream finds.
pub(crate) struct Item {
    pub(super) place: Place,
    pub(super) value: Result<Value, Vec<Problem>>,
}

/// A value, and the places in it.
pub(crate) struct Value {
    pub(super) node: Node,
    pub(super) text: String,
    lines: Lines,
    start: Place,
}

/// What is to be passed over behind a broken value.
struct Skip {
    /// The indentation of the line in which the value began.
    indent: usize,
    /// The line in which it began.
    first_line: usize,
    /// The line in which reading stopped.
    last_line: usize,
    /// Whether the value was read to its end.
    complete: bool,
}

impl<R: BufRead> Stream<R> {
    pub(crate) fn new(input: R) -> Self {
        let source = Source { path: String::new(), display: String::new(), text: String::new() };
        Self {
            input,
            ended: false,
            buffer: String::new(),
            lines_before: 0,
            at: 0,
            not_utf8: Vec::new(),
            skip: None,
            // The texts pass by and are not kept: the number stands for the stream.
            file: Sources::default().add(source),
        }
    }

    /// The next value, whole or broken; `None` at the end of the stream.
    pub(crate) fn next(&mut self) -> io::Result<Option<Item>> {
        if let Some(skip) = self.skip.take() {
            self.skip(&skip)?;
        }
        if !self.find_start()? {
            return Ok(None);
        }
        self.read_whole()?;
        let place = self.place(self.at);
        let rest = &self.buffer[self.at..];
        let Leading { node, end, complete } = read::leading(self.file, rest);
        let end = self.at + end;
        let last = end + self.buffer[end..].find('\n').unwrap_or(self.buffer.len() - end);
        let reached = if node.is_ok() { end } else { last };
        let not_utf8 = self.not_utf8.iter().find(|(at, _)| (self.at..reached).contains(at)).copied();
        let value = match (node, not_utf8) {
            (Ok(node), None) => {
                let text = self.buffer[self.at..end].to_owned();
                self.at = end;
                return Ok(Some(Item {
                    place,
                    value: Ok(Value { node, lines: Lines::new(&text), text, start: place }),
                }));
            }
            (_, Some((at, byte))) => vec![self.not_utf8(at, byte)],
            (Err(problems), None) => problems.iter().map(|problem| self.problem(problem)).collect(),
        };
        let line = self.line_start(self.at);
        self.skip = Some(Skip {
            indent: indent(&self.buffer[line..]),
            first_line: place.line,
            last_line: self.place(end).line,
            complete,
        });
        Ok(Some(Item { place, value: Err(value) }))
    }

    /// Goes to where the next value begins; whether there is one.
    fn find_start(&mut self) -> io::Result<bool> {
        loop {
            let rest = &self.buffer[self.at..];
            self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
            if self.at < self.buffer.len() {
                return Ok(true);
            }
            if !self.read_line()? {
                return Ok(false);
            }
        }
    }

    /// Reads on until the buffer can hold the value that begins here.
    fn read_whole(&mut self) -> io::Result<()> {
        let mut scan = Scan::default();
        let mut from = self.at;
        loop {
            for line in self.buffer[from..].lines() {
                scan.line(line);
            }
            let scanned = self.buffer.len() - self.at;
            if scan.is_enough() || !self.read_line()? {
                return Ok(());
            }
            from = self.at + scanned;
        }
    }

    /// Goes behind a broken value.
    fn skip(&mut self, skip: &Skip) -> io::Result<()> {
        let mut number = skip.first_line;
        loop {
            let rest = &self.buffer[self.at..];
            self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
            if self.at == self.buffer.len() && !self.read_line()? {
                return Ok(());
            }
            number += 1;
            let line = self.buffer[self.at..].lines().next().unwrap_or_default();
            if skip.ends_at(line, number) {
                return Ok(());
            }
        }
    }

    /// Appends a line to the buffer, without the lines that are used up; false at the end.
    fn read_line(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        self.forget();
        let mut line = Vec::new();
        let limit = u64::try_from(MOST).unwrap_or(u64::MAX);
        let read = (&mut self.input).take(limit).read_until(b'\n', &mut line)?;
        if read == MOST || self.buffer.len() > MOST {
            return Err(io::Error::other(format!(
                "the value in line {} is longer than {} MiB",
                self.lines_before + 1,
                MOST >> 20
            )));
        }
        if read == 0 {
            self.ended = true;
            return Ok(false);
        }
        let first = self.lines_before == 0 && self.buffer.is_empty();
        let start = self.buffer.len();
        match String::from_utf8(line) {
            Ok(text) => self.buffer.push_str(&text),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                self.not_utf8.push((start + at, error.as_bytes()[at]));
                self.buffer.push_str(&String::from_utf8_lossy(error.as_bytes()));
            }
        }
        if first && self.buffer.starts_with('\u{FEFF}') {
            self.at = '\u{FEFF}'.len_utf8();
        }
        Ok(true)
    }

    /// Drops the lines that are used up.
    fn forget(&mut self) {
        let start = self.line_start(self.at);
        self.lines_before += self.buffer[..start].matches('\n').count();
        self.buffer.drain(..start);
        self.at -= start;
        self.not_utf8.retain(|(at, _)| *at >= start);
        for (at, _) in &mut self.not_utf8 {
            *at -= start;
        }
    }

    fn line_start(&self, at: usize) -> usize {
        self.buffer[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    fn place(&self, at: usize) -> Place {
        let line_start = self.line_start(at);
        let before = self.buffer[line_start..at].chars();
        let bom = self.lines_before == 0 && line_start == 0;
        Place {
            line: self.lines_before + self.buffer[..at].matches('\n').count() + 1,
            column: before.filter(|c| !bom || *c != '\u{FEFF}').count() + 1,
        }
    }

    fn problem(&self, problem: &Diagnostic) -> Problem {
        let at = (self.at + problem.span.start as usize).min(self.buffer.len());
        Problem { place: self.place(at), code: problem.code, message: problem.message.clone() }
    }

    fn not_utf8(&self, at: usize, byte: u8) -> Problem {
        let message = format!("the byte 0x{byte:02X} is not UTF-8 here");
        Problem { place: self.place(at), code: "not-utf8", message }
    }
}

impl Skip {
    /// Whether reading goes on at a line behind the one in which the value began.
    fn ends_at(&self, line: &str, number: usize) -> bool {
        if self.first_line == self.last_line {
            return true;
        }
        let text = line.trim_start();
        let outside = indent(line) <= self.indent && !text.is_empty();
        let opens = text.starts_with(['{', '[']);
        let closes = text.starts_with(['}', ']']);
        outside && if number > self.last_line { !closes } else { opens && !self.complete }
    }
}

impl Value {
    /// The place of the value that a JSON pointer leads to.
    pub(super) fn place(&self, pointer: &str) -> Place {
        let byte = self.node.pointer(pointer).map_or(0, |node| node.span.start as usize);
        let found = self.lines.place(&self.text, byte);
        match found.line {
            1 => Place { line: self.start.line, column: self.start.column + found.column - 1 },
            line => Place { line: self.start.line + line - 1, column: found.column },
        }
    }
}

fn indent(line: &str) -> usize {
    line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}
