//! JSON texts (RFC 8259) to nodes.
//!
//! Where it is plain what was meant, reading goes on after a problem, so that all of them are told at
//! once; what was read then is never used.

use std::ops::Range;

use super::members::Members;
use super::problems::{Problems, SPACE, Stop};
use super::{MAX_DEPTH, Member, Node, Value};
use crate::diagnostic::{quote, suggest};

/// Reads a text; a byte order mark in front is passed over.
pub(super) fn read(text: &str, problems: &mut Problems) -> Result<Node, Stop> {
    let at = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let mut reader = Reader { text, at, depth: 0, problems };
    reader.skip_space()?;
    if reader.peek().is_none() {
        return reader.problems.empty_document();
    }
    let node = reader.value()?;
    reader.skip_space()?;
    if reader.peek().is_some() {
        let rest = reader.at..reader.text.trim_end_matches(SPACE).len();
        let problem = reader.problems.error("trailing-text", rest, "the JSON value has ended, but the text goes on");
        return reader.problems.stop(problem.hint("a file holds one value"));
    }
    Ok(node)
}

/// Reads the value that a text begins with, and says how far it got.
pub(super) fn leading(text: &str, problems: &mut Problems) -> (Result<Node, Stop>, usize) {
    let mut reader = Reader { text, at: 0, depth: 0, problems };
    let node = match reader.skip_space() {
        Ok(()) => reader.value(),
        Err(stop) => Err(stop),
    };
    (node, reader.at)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    problems: &'a mut Problems,
}

/// An array or object that is not closed yet.
#[derive(Clone, Copy)]
struct Open {
    at: usize,
    close: u8,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The bytes from a place on, as long as they satisfy a condition.
    fn run(&self, from: usize, condition: impl Fn(u8) -> bool) -> Range<usize> {
        let rest = &self.text.as_bytes()[from..];
        from..from + rest.iter().position(|byte| !condition(*byte)).unwrap_or(rest.len())
    }

    fn character(&self) -> Range<usize> {
        let width = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        self.at..self.at + width
    }

    fn syntax(&mut self, range: Range<usize>, message: impl Into<String>, hint: &str) -> Result<(), Stop> {
        let problem = self.problems.error("syntax", range, message).hint(hint);
        self.problems.add(problem)
    }

    fn skip_space(&mut self) -> Result<(), Stop> {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                b'/' => {
                    let rest = &self.text[self.at..];
                    let length = if rest.starts_with("//") {
                        rest.find(['\n', '\r']).unwrap_or(rest.len())
                    } else if rest.starts_with("/*") {
                        rest.find("*/").map_or(rest.len(), |end| end + 2)
                    } else {
                        return Ok(());
                    };
                    let comment = self.at..self.at + length;
                    self.at = comment.end;
                    self.syntax(comment, "JSON has no comments", "say it in `$comment`, or write the file in YAML")?;
                }
                _ => break,
            }
        }
        Ok(())
    }

    fn value(&mut self) -> Result<Node, Stop> {
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Value::String(self.string()?),
            Some(b'0'..=b'9' | b'-' | b'+' | b'.') => self.number()?,
            Some(byte) if is_word(byte) => self.word()?,
            Some(_) => return self.unexpected("a value"),
            None => return self.ended("a value"),
        };
        Ok(Node { span: self.problems.span(start..self.at), value })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value, Stop>) -> Result<Value, Stop> {
        if self.depth == MAX_DEPTH {
            return self.problems.too_deep(self.character());
        }
        self.depth += 1;
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn array(&mut self) -> Result<Value, Stop> {
        let open = Open { at: self.at, close: b']' };
        self.at += 1;
        let mut items = Vec::new();
        while self.next_item(open, items.is_empty())? {
            items.push(self.value()?);
        }
        Ok(Value::Array(items))
    }

    fn object(&mut self) -> Result<Value, Stop> {
        let open = Open { at: self.at, close: b'}' };
        self.at += 1;
        let mut members = Members::default();
        let mut first = true;
        while self.next_item(open, first)? {
            first = false;
            let start = self.at;
            let key = self.key()?;
            let key_span = self.problems.span(start..self.at);
            self.skip_space()?;
            match self.peek() {
                Some(b':') => self.at += 1,
                Some(byte) if starts_value(byte) => {
                    let end = key_span.end as usize;
                    self.syntax(end..end, "a colon is missing after the key", "write `\"key\": value`")?;
                }
                Some(_) => return self.unexpected("`:`"),
                None => return self.unclosed(open),
            }
            self.skip_space()?;
            let value = self.value()?;
            members.add(Member { key, key_span, value }, self.problems)?;
        }
        Ok(Value::Object(members.finish()))
    }

    /// Passes the separator before an item; `false` when there is no further item, after the bracket
    /// that closes.
    fn next_item(&mut self, open: Open, mut first: bool) -> Result<bool, Stop> {
        let end = self.at;
        let mut comma = None;
        loop {
            self.skip_space()?;
            match self.peek() {
                None => return self.unclosed(open),
                Some(b',') if first || comma.is_some() => {
                    self.syntax(self.character(), "there is nothing before this comma", "remove the comma")?;
                    first = false;
                    comma = Some(self.at);
                    self.at += 1;
                }
                Some(b',') => {
                    comma = Some(self.at);
                    self.at += 1;
                }
                Some(byte) if byte == open.close => {
                    self.at += 1;
                    if let Some(comma) = comma {
                        self.syntax(comma..comma + 1, "there is nothing after this comma", "remove the comma")?;
                    }
                    return Ok(false);
                }
                Some(byte) if starts_value(byte) => {
                    if !first && comma.is_none() {
                        self.syntax(end..end, "a comma is missing", "put a comma between the two")?;
                    }
                    return Ok(true);
                }
                Some(_) => return self.unclosed_before(open),
            }
        }
    }

    fn key(&mut self) -> Result<String, Stop> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(byte) if is_word(byte) || byte.is_ascii_digit() => {
                let range = self.run(self.at, |byte| is_word(byte) || byte.is_ascii_digit());
                self.at = range.end;
                let key = self.text[range.clone()].to_owned();
                let hint = format!("write {}", quote(&format!("\"{key}\"")));
                self.syntax(range, "a key must stand in double quotes", &hint)?;
                Ok(key)
            }
            _ => self.unexpected("a key in double quotes"),
        }
    }

    fn number(&mut self) -> Result<Value, Stop> {
        let range = self.run(self.at, |byte| is_word(byte) || matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.'));
        self.at = range.end;
        let number = self.problems.number(range.clone(), &self.text[range])?;
        Ok(number.map_or(Value::Null, Value::Number))
    }

    fn word(&mut self) -> Result<Value, Stop> {
        let range = self.run(self.at, |byte| is_word(byte) || byte.is_ascii_digit());
        self.at = range.end;
        let word = &self.text[range.clone()];
        match word {
            "null" => return Ok(Value::Null),
            "true" => return Ok(Value::Bool(true)),
            "false" => return Ok(Value::Bool(false)),
            _ => {}
        }
        let hint = match suggest(word, ["null", "true", "false"]) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if matches!(word, "NaN" | "Infinity") => "JSON has finite numbers only".to_owned(),
            None => "put it in double quotes, if it is a string".to_owned(),
        };
        self.syntax(range, format!("{} is not a JSON value", quote(word)), &hint)?;
        Ok(Value::Null)
    }

    fn string(&mut self) -> Result<String, Stop> {
        let open = self.at;
        let mut value = String::new();
        self.at += 1;
        loop {
            let plain = self.run(self.at, |byte| byte >= b' ' && byte != b'"' && byte != b'\\');
            self.at = plain.end;
            value.push_str(&self.text[plain]);
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(value);
                }
                Some(b'\\') => value.push(self.escape()?),
                Some(b'\n' | b'\r') | None => {
                    let problem = self.problems.error("syntax", open..self.at, "the string is not closed on its line");
                    return self.problems.stop(problem.hint("close it with `\"`, and write `\\n` for a line break"));
                }
                Some(control) => {
                    let range = self.at..self.at + 1;
                    self.at += 1;
                    let escape = if control == b'\t' { "\\t".to_owned() } else { format!("\\u{control:04x}") };
                    let problem = self
                        .problems
                        .error("control-character", range, "a control character must be escaped in a string")
                        .hint(format!("write `{escape}`"));
                    self.problems.add(problem)?;
                }
            }
        }
    }

    /// The character that an escape stands for; the replacement character for a broken one.
    fn escape(&mut self) -> Result<char, Stop> {
        let start = self.at;
        self.at += 1;
        let Some(letter) = self.peek() else {
            return Ok(char::REPLACEMENT_CHARACTER);
        };
        let simple = match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(start),
            b'\n' | b'\r' => return Ok(char::REPLACEMENT_CHARACTER),
            _ => {
                self.at = self.character().end;
                let hint = "JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX; write `\\\\` for a backslash";
                return self.bad_escape(start, "invalid-escape", "JSON has no such escape", hint);
            }
        };
        self.at += 1;
        Ok(simple)
    }

    fn unicode_escape(&mut self, start: usize) -> Result<char, Stop> {
        let Some(unit) = self.hexadecimal() else {
            let hint = "write four hexadecimal digits after `\\u`";
            return self.bad_escape(start, "invalid-escape", "the escape is not complete", hint);
        };
        let lone = |reader: &mut Self| {
            let hint = "write both halves of the pair, or the character itself";
            reader.bad_escape(start, "lone-surrogate", "half of a surrogate pair is no character", hint)
        };
        let high = match unit {
            0xD800..=0xDBFF => unit - 0xD800,
            0xDC00..=0xDFFF => return lone(self),
            _ => return Ok(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)),
        };
        let after = self.at;
        if self.text[self.at..].starts_with("\\u") {
            self.at += 1;
            if let Some(low @ 0xDC00..=0xDFFF) = self.hexadecimal() {
                let scalar = 0x1_0000 + (high << 10) + (low - 0xDC00);
                return Ok(char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
        self.at = after;
        lone(self)
    }

    /// The four digits after a `u`; when there are fewer, those are passed over.
    fn hexadecimal(&mut self) -> Option<u32> {
        let digits = self.run(self.at + 1, |byte| byte.is_ascii_hexdigit());
        self.at = digits.end.min(digits.start + 4);
        let digits = self.text.get(digits.start..self.at)?;
        if digits.len() == 4 { u32::from_str_radix(digits, 16).ok() } else { None }
    }

    fn bad_escape(&mut self, start: usize, code: &'static str, message: &str, hint: &str) -> Result<char, Stop> {
        let problem = self.problems.error(code, start..self.at, message).hint(hint);
        self.problems.add(problem)?;
        Ok(char::REPLACEMENT_CHARACTER)
    }

    fn unexpected<T>(&mut self, expected: &str) -> Result<T, Stop> {
        let range = self.character();
        let message = format!("expected {expected}, found {}", quote(&self.text[range.clone()]));
        let mut problem = self.problems.error("syntax", range, message);
        if self.peek() == Some(b'\'') {
            problem = problem.hint("JSON strings stand in double quotes");
        }
        self.problems.stop(problem)
    }

    fn unclosed_before<T>(&mut self, open: Open) -> Result<T, Stop> {
        let range = self.character();
        let close = char::from(open.close);
        let found = quote(&self.text[range.clone()]);
        let opened = self.problems.span(open.at..open.at + 1);
        let problem = self
            .problems
            .error("syntax", range, format!("expected `,` or `{close}`, found {found}"))
            .related(opened, "opened here")
            .hint(format!("close it with `{close}` first, or put the text in double quotes"));
        self.problems.stop(problem)
    }

    fn ended<T>(&mut self, expected: &str) -> Result<T, Stop> {
        let end = self.text.trim_end_matches(SPACE).len();
        let problem = self.problems.error("syntax", end..end, format!("expected {expected}, but the text ends"));
        self.problems.stop(problem.hint("the file may have been cut off"))
    }

    fn unclosed<T>(&mut self, open: Open) -> Result<T, Stop> {
        let close = char::from(open.close);
        let end = self.text.trim_end_matches(SPACE).len();
        let text_end = self.problems.span(end..end);
        let kind = if open.close == b']' { "array" } else { "object" };
        let problem = self
            .problems
            .error("syntax", open.at..open.at + 1, format!("the {kind} is not closed"))
            .related(text_end, "the text ends here")
            .hint(format!("close it with `{close}`"));
        self.problems.stop(problem)
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$') || !byte.is_ascii()
}

fn starts_value(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'{' | b'[' | b'"' | b'\'' | b'0'..=b'9' | b'-' | b'+' | b'.')
}
