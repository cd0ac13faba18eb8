//! What the parser finds wrong, in words for the author of the file.

use std::ops::Range;

use granit_parser::ErrorKind;

use crate::diagnostic::Diagnostic;
use crate::read::problems::Problems;

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
            && matches!(
                u32::from_str_radix(self::digits(quoted, after + 2, 4), 16),
                Ok(0xDC00..=0xDFFF)
            );
        if pairs {
            at = after + 6;
        } else if !is_known || digits.len() < width || (width > 0 && char::from_u32(unit).is_none())
        {
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
    let end = rest
        .bytes()
        .take(most)
        .position(|byte| !byte.is_ascii_hexdigit());
    &rest[..end.unwrap_or(most.min(rest.len()))]
}

/// The character at a place; at the end of the text, the place behind the last one that can be seen.
fn character(text: &str, at: usize) -> Range<usize> {
    if let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        return at..at + c.len_utf8();
    }
    let end = text.trim_end().len();
    end..end
}

/// A message and, where there is something to advise, a hint.
fn explain(kind: &ErrorKind) -> (String, Option<&'static str>) {
    let (message, hint) = match kind {
        ErrorKind::MappingValueNotAllowed => (
            "`:` cannot stand here",
            "check the indentation above; quote the text, if the `:` is a part of it",
        ),
        ErrorKind::InvalidColonPlacement => (
            "`:` cannot stand here",
            "close the bracket above, or quote the text",
        ),
        ErrorKind::SimpleKeyExpected
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::InvalidSimpleKey => (
            "expected `key: value` here",
            "give it a `:` and a value, or indent it as a part of what is above",
        ),
        ErrorKind::InvalidIndentation => (
            "this line is indented unlike its neighbours",
            "indent the members of one object alike",
        ),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => ("a tab cannot indent YAML", "use spaces"),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => (
            "the quote is not closed",
            "close it; inside single quotes write `''` for one quote",
        ),
        ErrorKind::InvalidTrailingDoubleQuotedScalar
        | ErrorKind::InvalidTrailingSingleQuotedScalar => (
            "there is text after the closing quote",
            "put `,` or `:` between, or quote the whole text",
        ),
        ErrorKind::UnknownQuotedScalarEscape => (
            "YAML has no such escape in double quotes",
            "write `\\\\` for a backslash, or use single quotes, where it is an ordinary character",
        ),
        ErrorKind::InvalidQuotedScalarHexEscape | ErrorKind::InvalidUnicodeEscape => (
            "the escape is no character",
            "write `\\xXX`, `\\uXXXX` or `\\UXXXXXXXX`",
        ),
        ErrorKind::UnexpectedCharacter {
            character: '@' | '`',
        } => (
            "a plain text cannot begin with this character",
            "quote the text",
        ),
        ErrorKind::UnexpectedCharacter { .. } => {
            ("this character cannot stand here", "quote the text")
        }
        ErrorKind::MissingAnchorOrAliasName => (
            "`*` or `&` must be followed by a name",
            "quote the text, if it begins with this character",
        ),
        ErrorKind::ExpectedFlowMappingSeparator => (
            "expected `,` or `}` here",
            "a comma is missing, or the brace is not closed",
        ),
        ErrorKind::ExpectedFlowSequenceSeparator => (
            "expected `,` or `]` here",
            "a comma is missing, or the bracket is not closed",
        ),
        ErrorKind::MisplacedFlowCollectionEnd => (
            "this bracket closes nothing",
            "remove it, or quote the text",
        ),
        ErrorKind::MismatchedFlowCollectionEnd { .. } => (
            "another kind of bracket closes this one",
            "close the brackets in the order in which they were opened",
        ),
        ErrorKind::UnclosedFlowCollection { .. } => {
            ("this bracket is not closed", "close it, or quote the text")
        }
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => (
            "expected a value here",
            "remove the comma, or close the bracket",
        ),
        ErrorKind::InvalidLowSurrogate
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate => (
            "half of a surrogate pair is no character",
            "write both halves of the pair, or the character itself",
        ),
        ErrorKind::CommentNotSeparated => (
            "a comment must stand after a space",
            "put a space before `#`, or quote the text",
        ),
        ErrorKind::UndeclaredTagHandle => (
            "this tag is not declared",
            "remove the tag, or quote a text that begins with `!`",
        ),
        other => return (other.to_string(), None),
    };
    (message.to_owned(), Some(hint))
}
