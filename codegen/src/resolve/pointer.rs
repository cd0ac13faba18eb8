//! JSON pointers (RFC 6901): building them, and their tokens.

use std::borrow::Cow;

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

fn unescape(token: &str) -> Option<Cow<'_, str>> {
    if !token.contains('~') {
        return Some(token.into());
    }
    let mut plain = String::with_capacity(token.len());
    let mut parts = token.split('~');
    plain.push_str(parts.next()?);
    for part in parts {
        plain.push(match part.as_bytes().first()? {
            b'0' => '~',
            b'1' => '/',
            _ => return None,
        });
        plain.push_str(&part[1..]);
    }
    Some(plain.into())
}

/// The index that a token is in an array: digits without a zero in front (section 4).
pub(crate) fn index(token: &str) -> Option<usize> {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (token == "0" || !token.starts_with('0'))).then(|| token.parse().ok())?
}
