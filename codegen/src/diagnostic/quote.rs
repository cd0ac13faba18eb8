//! Words of the input inside messages.

/// The most characters of the input that a message repeats.
const LONGEST: usize = 60;

/// A piece of input as it stands in a message: between backticks, on one line, and cut when it is long.
pub fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len().min(LONGEST) + 2);
    quoted.push('`');
    for (index, c) in text.chars().enumerate() {
        if index == LONGEST {
            quoted.push('…');
            break;
        }
        match c {
            '"' | '\'' | '\\' => quoted.push(c),
            // What cannot be seen is spelt out.
            c => quoted.extend(c.escape_debug()),
        }
    }
    quoted.push('`');
    quoted
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
