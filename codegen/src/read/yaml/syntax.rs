//! What the parser finds wrong, at the bytes that are wrong.

use std::ops::Range;

use granit_parser::ErrorKind;

use super::explain::explain;
use crate::diagnostic::Diagnostic;
use crate::read::problems::{Problems, SPACE};

/// The problem of an error, at the bytes that are wrong.
pub(super) fn problem(kind: &ErrorKind, text: &str, at: usize, problems: &Problems) -> Diagnostic {
    if matches!(kind, ErrorKind::RecursionLimitExceeded) {
        return problems.too_deep_at(place(kind, text, at));
    }
    let code = match kind {
        ErrorKind::InvalidLowSurrogate
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate => "lone-surrogate",
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => "invalid-escape",
        _ => "syntax",
    };
    let (message, hint) = explain(kind);
    let problem = problems.error(code, place(kind, text, at), message);
    match hint {
        Some(hint) => problem.hint(hint),
        None => problem,
    }
}

/// The bytes that are wrong. The parser names the start of a scalar for what is wrong inside of it.
fn place(kind: &ErrorKind, text: &str, at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or_default();
    match kind {
        ErrorKind::InvalidLowSurrogate
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => {
            let escape = broken_escape(rest);
            at + escape.start..at + escape.end
        }
        ErrorKind::TabInPlainScalar | ErrorKind::TabInIndentation => match rest.find('\t') {
            Some(tab) => at + tab..at + tab + 1,
            None => character(text, at),
        },
        ErrorKind::UnclosedQuotedScalar | ErrorKind::UndeclaredTagHandle => {
            at..at + rest.find(['\n', '\r', ' ']).unwrap_or(rest.len())
        }
        _ => character(text, at),
    }
}

/// The first escape of a double-quoted text that stands for no character.
fn broken_escape(quoted: &str) -> Range<usize> {
    let mut at = 0;
    while let Some(slash) = quoted[at..].find('\\').map(|slash| at + slash) {
        let Some(letter) = quoted[slash + 1..].chars().next() else {
            return slash..slash + 1;
        };
        let width = match letter {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let end = slash + 1 + letter.len_utf8();
        let digits = digits(quoted, end, width);
        let unit = u32::from_str_radix(digits, 16).unwrap_or(0);
        let after = end + digits.len();
        let is_known = "0abt\tnvfre \"/\\N_LPxuU\r\n".contains(letter);
        let pairs = matches!(unit, 0xD800..=0xDBFF)
            && quoted[after..].starts_with("\\u")
            && matches!(u32::from_str_radix(self::digits(quoted, after + 2, 4), 16), Ok(0xDC00..=0xDFFF));
        if pairs {
            at = after + 6;
        } else if !is_known || digits.len() < width || (width > 0 && char::from_u32(unit).is_none()) {
            return slash..after;
        } else {
            at = after;
        }
    }
    0..quoted.len().min(1)
}

/// The hexadecimal digits from a place on, at most so many.
fn digits(text: &str, start: usize, most: usize) -> &str {
    let rest = &text[start..];
    let end = rest.bytes().take(most).position(|byte| !byte.is_ascii_hexdigit());
    &rest[..end.unwrap_or(most.min(rest.len()))]
}

/// The character at a place; at the end of the text, the place behind the last one that can be seen.
fn character(text: &str, at: usize) -> Range<usize> {
    if let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        return at..at + c.len_utf8();
    }
    let end = text.trim_end_matches(SPACE).len();
    end..end
}
