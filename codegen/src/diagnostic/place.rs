//! Bytes to lines and columns.

/// A place as people count: lines and columns from 1, a column being a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1. A byte order mark is none.
    pub column: usize,
}

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    /// Finds the lines of a text. They end in `\n` or `\r\n`.
    pub fn new(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The place of a byte of the same text; bytes behind the end are at the end.
    ///
    /// ```
    /// use evenkeel_codegen::diagnostic::{Lines, Place};
    ///
    /// let text = "é: 1\r\nb: 2\n";
    /// assert_eq!(Lines::new(text).place(text, 8), Place { line: 2, column: 2 });
    /// ```
    pub fn place(&self, text: &str, byte: usize) -> Place {
        let byte = byte.min(text.len());
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = text.get(start..byte).unwrap_or_default();
        let before = if start == 0 { before.trim_start_matches('\u{FEFF}') } else { before };
        Place { line, column: before.chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters() {
        let text = "\u{FEFF}aé😀b\n\nlast";
        let lines = Lines::new(text);
        for (found, line, column) in [
            ("a", 1, 1),
            ("é", 1, 2),
            ("😀", 1, 3),
            ("b", 1, 4),
            ("\n\n", 1, 5),
            ("\nlast", 2, 1),
            ("last", 3, 1),
            ("st", 3, 3),
        ] {
            let byte = text.find(found).unwrap();
            assert_eq!(lines.place(text, byte), Place { line, column }, "{found:?}");
        }
        assert_eq!(lines.place(text, 0), Place { line: 1, column: 1 });
        assert_eq!(lines.place(text, text.len()), Place { line: 3, column: 5 });
        assert_eq!(lines.place(text, usize::MAX), Place { line: 3, column: 5 });
        assert_eq!(Lines::new("").place("", 0), Place { line: 1, column: 1 });
        assert_eq!(Lines::new("a\n").place("a\n", 2), Place { line: 2, column: 1 });
    }
}
