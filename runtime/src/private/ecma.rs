//! Patterns of ECMA 262 in the words of `fancy-regex`: where the two agree on a spelling and not on
//! its meaning (ECMA 262, section 22.2.1, with the flag `u`).

use std::{fmt::Write as _, iter::Peekable, str::Chars};

const WORD: &str = "A-Za-z0-9_";
/// `WhiteSpace` and `LineTerminator` (sections 12.2 and 12.3).
const SPACE: &str = r"\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}";
const BOUNDARY: &str = "(?:(?<=[A-Za-z0-9_])(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])(?=[A-Za-z0-9_]))";
const NO_BOUNDARY: &str = "(?:(?<=[A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<![A-Za-z0-9_])(?![A-Za-z0-9_]))";

/// The pattern in the other's words. None where an escape is cut short.
pub(super) fn translate(pattern: &str) -> Option<String> {
    let mut translation = Translation { rest: pattern.chars().peekable(), out: String::with_capacity(pattern.len()) };
    translation.pattern()?;
    Some(translation.out)
}

struct Translation<'a> {
    rest: Peekable<Chars<'a>>,
    out: String,
}

impl Translation<'_> {
    fn pattern(&mut self) -> Option<()> {
        while let Some(c) = self.rest.next() {
            match c {
                '\\' => self.escape(false)?,
                '[' => self.class()?,
                '.' => self.out.push_str(r"[^\n\r\x{2028}\x{2029}]"),
                '$' => self.out.push_str(r"\z"),
                '^' => self.out.push_str(r"\A"),
                // No flag makes a sign of these here.
                '#' | ' ' => self.out.extend(['\\', c]),
                c => self.out.push(c),
            }
        }
        Some(())
    }

    /// After `[`.
    fn class(&mut self) -> Option<()> {
        let negated = self.rest.next_if_eq(&'^').is_some();
        if self.rest.next_if_eq(&']').is_some() {
            self.out.push_str(if negated { r"[\s\S]" } else { "(?!)" });
            return Some(());
        }
        self.out.push_str(if negated { "[^" } else { "[" });
        loop {
            match self.rest.next()? {
                ']' => break,
                '\\' => self.escape(true)?,
                // A range's hyphen stays; a doubled sign would take sets apart.
                c @ ('[' | '&' | '~') => self.out.extend(['\\', c]),
                c => self.out.push(c),
            }
        }
        self.out.push(']');
        Some(())
    }

    /// After a backslash.
    fn escape(&mut self, in_class: bool) -> Option<()> {
        let set = |inner: &str, negated: bool| match (in_class, negated) {
            (true, false) => inner.to_owned(),
            (_, true) => format!("[^{inner}]"),
            (false, false) => format!("[{inner}]"),
        };
        match self.rest.next()? {
            'd' => self.out.push_str(&set("0-9", false)),
            'D' => self.out.push_str(&set("0-9", true)),
            'w' => self.out.push_str(&set(WORD, false)),
            'W' => self.out.push_str(&set(WORD, true)),
            's' => self.out.push_str(&set(SPACE, false)),
            'S' => self.out.push_str(&set(SPACE, true)),
            'b' if in_class => self.out.push_str(r"\x08"),
            'b' => self.out.push_str(BOUNDARY),
            'B' => self.out.push_str(NO_BOUNDARY),
            'c' => {
                let letter = self.rest.next()?;
                self.code_point(u32::from(letter) % 32)?;
            }
            'x' => {
                let code = self.hexadecimal(2)?;
                self.code_point(code)?;
            }
            'u' => {
                let code = self.unicode()?;
                self.code_point(code)?;
            }
            '0' => self.code_point(0)?,
            // Classes, references and controls are spelled alike.
            c @ ('p' | 'P' | 'k' | '1'..='9' | 'f' | 'n' | 'r' | 't' | 'v') => self.out.extend(['\\', c]),
            c if c.is_ascii_alphanumeric() => self.out.push(c),
            c if c.is_ascii_punctuation() => self.out.extend(['\\', c]),
            c => self.out.push(c),
        }
        Some(())
    }

    fn code_point(&mut self, code: u32) -> Option<()> {
        write!(self.out, "\\x{{{code:x}}}").ok()
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<u32> {
        let mut code = 0;
        for _ in 0..digits {
            code = code * 16 + self.rest.next()?.to_digit(16)?;
        }
        Some(code)
    }

    /// After `\u`: four digits, a surrogate pair of two times four, or any number in braces.
    fn unicode(&mut self) -> Option<u32> {
        if self.rest.next_if_eq(&'{').is_some() {
            let mut code = 0_u32;
            loop {
                match self.rest.next()? {
                    '}' => return Some(code),
                    digit => code = code.checked_mul(16)?.checked_add(digit.to_digit(16)?)?,
                }
            }
        }
        let first = self.hexadecimal(4)?;
        if !(0xd800..0xdc00).contains(&first) {
            return Some(first);
        }
        let mut ahead = self.rest.clone();
        let pair = ahead.next() == Some('\\') && ahead.next() == Some('u');
        if !pair {
            return Some(first);
        }
        self.rest = ahead;
        let second = self.hexadecimal(4)?;
        Some(0x1_0000 + ((first - 0xd800) << 10) + second.checked_sub(0xdc00)?)
    }
}

#[cfg(test)]
mod tests {
    use super::translate;

    #[test]
    fn what_means_another_thing() {
        for (ecma, text, matches) in [
            (r"^\d$", "٣", false),
            (r"^(?=.)\w$", "ä", false),
            (r"^(?=.)[\s\d]$", "\u{feff}", true),
            (r"(?=a)a$", "a\n", false),
            (r"(?=.)\u{1f600}|\ud83d\ude01", "😁", true),
            (r"(?!b)[^]", "\n", true),
            (r"(?!b)[]", "a", false),
            (r"(?=a)\ba\b", "äaä", true),
            (r"(?<year>\d{4})-\k<year>", "2026-2026", true),
            (r"(?=\/)[a&&b]*\/\cA", "/\u{1}", true),
            (r"(?!x)[^\D]", "1", true),
        ] {
            let pattern = translate(ecma).expect("a pattern");
            let regex = fancy_regex::Regex::new(&pattern).unwrap_or_else(|error| panic!("{ecma}: {pattern}: {error}"));
            assert_eq!(regex.is_match(text).expect("a match"), matches, "{ecma} as {pattern} on {text:?}");
        }
    }
}
