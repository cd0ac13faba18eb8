//! Lines of Rust, indented and formatted as rustfmt would.

use std::fmt::Write as _;

/// The widest line.
const WIDTH: usize = 100;
/// The widest list or call that stays on one line (rustfmt's `array_width`, `fn_call_width`).
const LIST_WIDTH: usize = 60;
/// Elements up to this width share lines (rustfmt's `short_array_element_width_threshold`).
const SHORT: usize = 10;
/// The widest body of a struct literal that stays on one line (rustfmt's `struct_lit_width`).
const STRUCT_WIDTH: usize = 18;

/// Rust text that grows line by line.
#[derive(Debug, Default)]
pub(super) struct Code {
    text: String,
    depth: usize,
    /// How many constants the function at hand has.
    constants: usize,
}

impl Code {
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// One line at the present depth; an empty one stays empty.
    pub(super) fn line(&mut self, line: &str) {
        if !line.is_empty() {
            for _ in 0..self.depth {
                self.text.push_str("    ");
            }
            self.text.push_str(line);
        }
        self.text.push('\n');
    }

    /// An empty line, but never two, and none after an opening brace.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") && !self.text.ends_with("{\n") {
            self.text.push('\n');
        }
    }

    /// A line that opens a block.
    pub(super) fn open(&mut self, line: &str) {
        self.line(line);
        self.depth += 1;
    }

    /// A line that ends a block.
    pub(super) fn close(&mut self, line: &str) {
        self.depth -= 1;
        self.line(line);
    }

    /// Whether a line fits at the present depth.
    pub(super) fn fits(&self, line: &str) -> bool {
        self.depth * 4 + line.chars().count() <= WIDTH
    }

    /// `before` + `[a, b, c]` + `after`, on one line or several.
    pub(super) fn list(&mut self, before: &str, elements: &[String], after: &str) {
        let inline = elements.join(", ");
        let one_line = format!("{before}[{inline}]{after}");
        let narrow = inline.chars().count() <= LIST_WIDTH;
        if narrow && self.fits(&one_line) {
            return self.line(&one_line);
        }
        // A list that fits below its name goes there.
        if let (true, Some((name, borrow))) = (narrow, before.split_once(" = ")) {
            self.line(&format!("{name} ="));
            return self.indented(|code| code.line(&format!("{borrow}[{inline}]{after}")));
        }
        self.open(&format!("{before}["));
        if elements.iter().all(|element| element.chars().count() <= SHORT) {
            let mut line = String::new();
            for element in elements {
                let more = if line.is_empty() { format!("{element},") } else { format!("{line} {element},") };
                // Lines of many are one shorter than others.
                if !line.is_empty() && !self.fits(&format!("{more} ")) {
                    self.line(&line);
                    line = format!("{element},");
                } else {
                    line = more;
                }
            }
            self.line(&line);
        } else {
            for element in elements {
                self.line(&format!("{element},"));
            }
        }
        self.close(&format!("]{after}"));
    }

    /// `head(a, b)tail`: a call, its arguments one to a line where it is too wide.
    pub(super) fn call(&mut self, head: &str, arguments: &[&str], tail: &str) {
        let inline = arguments.join(", ");
        self.arguments(head, arguments, tail, inline.chars().count() <= LIST_WIDTH);
    }

    /// `head(a, b)tail`: a signature, its parameters one to a line where it does not fit.
    pub(super) fn signature(&mut self, head: &str, parameters: &[&str], tail: &str) {
        self.arguments(head, parameters, tail, true);
    }

    fn arguments(&mut self, head: &str, arguments: &[&str], tail: &str, narrow: bool) {
        let one_line = format!("{head}({}){tail}", arguments.join(", "));
        if narrow && self.fits(&one_line) {
            return self.line(&one_line);
        }
        self.open(&format!("{head}("));
        for argument in arguments {
            self.line(&format!("{argument},"));
        }
        self.close(&format!("){tail}"));
    }

    /// `head { a, b }tail`: a struct literal, its fields given as lines of their own.
    pub(super) fn structure(&mut self, head: &str, tail: &str, fields: impl FnOnce(&mut Self)) {
        let start = self.text.len();
        self.open(&format!("{head} {{"));
        let body = self.text.len();
        fields(self);
        let lines: Vec<&str> = self.text[body..].lines().map(str::trim_start).collect();
        let inline = lines.join(" ");
        let inline = inline.trim_end_matches(',');
        let one_line =
            if inline.is_empty() { format!("{head} {{}}{tail}") } else { format!("{head} {{ {inline} }}{tail}") };
        if inline.chars().count() > STRUCT_WIDTH {
            return self.close(&format!("}}{tail}"));
        }
        self.text.truncate(start);
        self.depth -= 1;
        self.line(&one_line);
    }

    /// Whether these write anything.
    pub(super) fn said(&mut self, lines: impl FnOnce(&mut Self)) -> bool {
        let before = self.text.len();
        lines(self);
        self.text.len() > before
    }

    /// `head` and a block, unless the lines tell that it is not needed; whether it stands there.
    pub(super) fn block_if(&mut self, head: &str, lines: impl FnOnce(&mut Self) -> bool) -> bool {
        let (start, depth) = (self.text.len(), self.depth);
        self.open(head);
        let needed = lines(self);
        if needed {
            self.close("}");
        } else {
            self.text.truncate(start);
            self.depth = depth;
        }
        needed
    }

    /// `#[allow(…)]`.
    pub(super) fn allow(&mut self, lints: &[&str]) {
        let one_line = format!("#[allow({})]", lints.join(", "));
        if self.fits(&one_line) {
            return self.line(&one_line);
        }
        self.open("#[allow(");
        for (index, lint) in lints.iter().enumerate() {
            self.line(&format!("{lint}{}", if index + 1 < lints.len() { "," } else { "" }));
        }
        self.close(")]");
    }

    /// `head(first, &[a, b])tail`.
    pub(super) fn call_with_list(&mut self, head: &str, first: &[&str], elements: &[String], tail: &str) {
        let inline = format!("{}, &[{}]", first.join(", "), elements.join(", "));
        let one_line = format!("{head}({inline}){tail}");
        if inline.chars().count() <= LIST_WIDTH && self.fits(&one_line) {
            return self.line(&one_line);
        }
        self.open(&format!("{head}("));
        for argument in first {
            self.line(&format!("{argument},"));
        }
        self.list("&", elements, ",");
        self.close(&format!("){tail}"));
    }

    /// A doc comment. What a schema smuggles in stays text: no code block, no control character.
    pub(super) fn docs(&mut self, text: &str) {
        let mut blank = true;
        for line in text.trim().lines() {
            let line = doc_line(line);
            if line.is_empty() && blank {
                continue;
            }
            blank = line.is_empty();
            if blank {
                self.line("///");
            } else {
                self.line(&format!("/// {line}"));
            }
        }
    }
}

fn doc_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    // Words one space apart: four spaces would be a code block, which rustdoc compiles and runs.
    for word in line.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let word = word.replace("```", "\\`\\`\\`").replace("~~~", "\\~\\~\\~");
        for c in word.chars() {
            let hidden = c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
            if hidden {
                _ = write!(out, "U+{:04X}", u32::from(c));
            } else {
                out.push(c);
            }
        }
    }
    out
}

/// A Rust string literal.
pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}

impl Code {
    /// Lines one level deeper.
    pub(super) fn indented(&mut self, lines: impl FnOnce(&mut Self)) {
        self.depth += 1;
        lines(self);
        self.depth -= 1;
    }

    /// `head: ty,`, the type on a line of its own where it does not fit.
    pub(super) fn field(&mut self, head: &str, ty: &str) {
        let one_line = format!("{head}: {ty},");
        if self.fits(&one_line) {
            return self.line(&one_line);
        }
        self.line(&format!("{head}:"));
        self.indented(|code| code.line(&format!("{ty},")));
    }

    /// A name for one more constant of the function at hand.
    pub(super) fn constant_name(&mut self, name: &str) -> String {
        self.constants += 1;
        if self.constants == 1 { name.to_owned() } else { format!("{name}_{}", self.constants) }
    }

    /// Counts constants anew: a function begins.
    pub(super) fn no_constants(&mut self) {
        self.constants = 0;
    }

    /// `if let pattern = value {`, the value on a line of its own where it does not fit.
    pub(super) fn open_if_let(&mut self, pattern: &str, value: &str) {
        let one_line = format!("if let {pattern} = {value} {{");
        if self.fits(&one_line) {
            return self.open(&one_line);
        }
        self.line(&format!("if let {pattern} ="));
        self.indented(|code| code.line(value));
        self.open("{");
    }

    /// `head = value;`, the value on a line of its own where it does not fit.
    pub(super) fn constant(&mut self, head: &str, value: &str) {
        let one_line = format!("{head} = {value};");
        if self.fits(&one_line) {
            return self.line(&one_line);
        }
        self.line(&format!("{head} ="));
        self.indented(|code| code.line(&format!("{value};")));
    }

    /// A match arm with a short value, in a block where it does not fit on the line.
    pub(super) fn arm_value(&mut self, pattern: &str, value: &str) {
        let one_line = format!("{pattern} => {value},");
        if self.fits(&one_line) {
            return self.line(&one_line);
        }
        self.open(&format!("{pattern} => {{"));
        self.line(value);
        self.close("}");
    }

    /// A match arm with a call, as a block where it does not fit on the line.
    pub(super) fn arm(&mut self, head: &str, call: &str, arguments: &[&str], tail: &str) {
        let inline = arguments.join(", ");
        let one_line = format!("{head}{call}({inline}){tail},");
        if inline.chars().count() <= LIST_WIDTH && self.fits(&one_line) {
            return self.line(&one_line);
        }
        let (pattern, rest) = head.split_once(" => ").unwrap_or((head, ""));
        if let (false, Some((others, last))) = (self.fits(&format!("{pattern} => {{")), pattern.rsplit_once(" | ")) {
            for (index, alternative) in others.split(" | ").enumerate() {
                self.line(&format!("{}{alternative}", if index == 0 { "" } else { "| " }));
            }
            return self.arm(&format!("| {last} => {rest}"), call, arguments, tail);
        }
        let in_block = format!("    {rest}{call}({inline}){tail}");
        if inline.chars().count() > LIST_WIDTH || !self.fits(&in_block) {
            return self.call(&format!("{head}{call}"), arguments, &format!("{tail},"));
        }
        self.open(&format!("{pattern} => {{"));
        self.line(in_block.trim_start());
        self.close("}");
    }
}
