//! The parser's errors in words for the author of the file.

use granit_parser::ErrorKind;

/// A message and, where there is something to advise, a hint.
pub(super) fn explain(kind: &ErrorKind) -> (String, Option<&'static str>) {
    let (message, hint) = match kind {
        ErrorKind::MappingValueNotAllowed => {
            ("`:` cannot stand here", "check the indentation above; quote the text, if the `:` is a part of it")
        }
        ErrorKind::InvalidColonPlacement => ("`:` cannot stand here", "close the bracket above, or quote the text"),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => (
            "this does not go on with what is above",
            "indent the members of one object, or the items of one array, alike",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            ("expected `key: value` here", "give it a `:` and a value, or indent it as a part of what is above")
        }
        ErrorKind::InvalidIndentation => {
            ("this line is indented unlike its neighbours", "indent the members of one object alike")
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => ("a tab cannot indent YAML", "use spaces"),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            ("the quote is not closed", "close it; inside single quotes write `''` for one quote")
        }
        ErrorKind::InvalidQuotedScalarIndent => {
            ("this line belongs to a quoted text, but is not indented", "close the quote above, or indent the line")
        }
        ErrorKind::InvalidTrailingDoubleQuotedScalar | ErrorKind::InvalidTrailingSingleQuotedScalar => {
            ("there is text after the closing quote", "put `,` or `:` between, or quote the whole text")
        }
        ErrorKind::UnknownQuotedScalarEscape => (
            "YAML has no such escape in double quotes",
            "write `\\\\` for a backslash, or use single quotes, where it is an ordinary character",
        ),
        ErrorKind::InvalidQuotedScalarHexEscape | ErrorKind::InvalidUnicodeEscape => {
            ("the escape is no character", "write `\\xXX`, `\\uXXXX` or `\\UXXXXXXXX`")
        }
        ErrorKind::UnexpectedCharacter { character: '@' | '`' } => {
            ("a plain text cannot begin with this character", "quote the text")
        }
        ErrorKind::PlainScalarStartsWithDashFlowIndicator => {
            ("a plain text cannot be `-` alone between brackets", "quote the text")
        }
        ErrorKind::UnexpectedCharacter { .. } => ("this character cannot stand here", "quote the text"),
        ErrorKind::MissingAnchorOrAliasName => {
            ("`*` or `&` must be followed by a name", "quote the text, if it begins with this character")
        }
        ErrorKind::ExpectedFlowMappingSeparator => {
            ("expected `,` or `}` here", "a comma is missing, or the brace is not closed")
        }
        ErrorKind::ExpectedFlowSequenceSeparator => {
            ("expected `,` or `]` here", "a comma is missing, or the bracket is not closed")
        }
        ErrorKind::MisplacedFlowCollectionEnd => ("this bracket closes nothing", "remove it, or quote the text"),
        ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            ("another kind of bracket closes this one", "close the brackets in the order in which they were opened")
        }
        ErrorKind::UnclosedFlowCollection { .. } => ("this bracket is not closed", "close it, or quote the text"),
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            ("expected a value here", "remove the comma, or close the bracket")
        }
        ErrorKind::InvalidLowSurrogate
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate => {
            ("half of a surrogate pair is no character", "write both halves of the pair, or the character itself")
        }
        ErrorKind::CommentNotSeparated => {
            ("a comment must stand after a space", "put a space before `#`, or quote the text")
        }
        ErrorKind::UndeclaredTagHandle => {
            ("this tag is not declared", "remove the tag, or quote a text that begins with `!`")
        }
        other => return (other.to_string(), None),
    };
    (message.to_owned(), Some(hint))
}
