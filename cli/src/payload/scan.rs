//! Whether lines can hold a whole value, before they are parsed.

use evenkeel_codegen::read::MAX_DEPTH;

/// Counts brackets, so that a value over many lines is parsed once and not once a line.
#[derive(Debug, Default)]
pub(super) struct Scan {
    depth: usize,
}

impl Scan {
    /// Takes in a line.
    pub(super) fn line(&mut self, line: &str) {
        // No string goes over the end of a line.
        let (mut in_string, mut escaped) = (false, false);
        for byte in line.bytes() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                b'{' | b'[' if !in_string => self.depth += 1,
                b'}' | b']' if !in_string => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
    }

    /// Whether a parser would come to an end: all is closed, or more is open than it allows.
    pub(super) fn is_enough(&self) -> bool {
        self.depth == 0 || self.depth > MAX_DEPTH
    }
}
