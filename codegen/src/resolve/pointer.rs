//! JSON pointers (RFC 6901): building them, and their tokens.

use std::borrow::Cow;

use crate::read::unescape;

/// Appends a token to a pointer.
pub(crate) fn push(pointer: &mut String, token: &str) {
    pointer.push('/');
    for c in token.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

/// The tokens of a pointer, without their escapes; each is `None` when a `~` in it is neither `~0`
/// nor `~1`. The pointer starts with `/` or is empty.
pub(crate) fn tokens(pointer: &str) -> impl Iterator<Item = Option<Cow<'_, str>>> {
    pointer.split('/').skip(1).map(unescape)
}
