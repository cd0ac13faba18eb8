//! Words of the input inside messages.

/// The most characters of the input that a message repeats.
const LONGEST: usize = 60;

/// A piece of input as it stands in a message: between backticks, on one line, and cut when it is long.
pub fn quote(text: &str) -> String {
    format!("`{}`", one_line(text, LONGEST))
}

/// Any text on one line, cut after so many characters.
pub(crate) fn one_line(text: &str, longest: usize) -> String {
    let mut line = String::with_capacity(text.len().min(longest) + 2);
    for (index, c) in text.chars().enumerate() {
        if index == longest {
            line.push('…');
            break;
        }
        match c {
            '"' | '\'' | '\\' => line.push(c),
            // What cannot be seen is spelt out.
            c => line.extend(c.escape_debug()),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_one_short_line() {
        assert_eq!(quote("type"), "`type`");
        assert_eq!(quote("a\nb\t\u{1b}[31m"), "`a\\nb\\t\\u{1b}[31m`");
        assert_eq!(quote("\u{a0}1\u{202e}"), "`\\u{a0}1\\u{202e}`");
        assert_eq!(quote("'é' \\ \"x\""), "`'é' \\ \"x\"`");
        assert_eq!(quote(&"é".repeat(61)), format!("`{}…`", "é".repeat(60)));
    }
}
