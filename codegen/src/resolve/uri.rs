//! URIs: bases of files, references against them, fragments (RFC 3986).

use std::borrow::Cow;
use std::fmt::Write as _;

use oxiri::{Iri, IriRef};

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The scheme of files of the folder. It is never written into anything that leaves the crate.
const FOLDER: &str = "evenkeel-folder:/";

/// Why a reference makes no URI.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It is not spelled as a URI reference.
    Malformed,
    /// It climbs out of the schema folder.
    LeavesFolder,
}

impl Refused {
    /// Says so, at the text of a keyword.
    pub(super) fn diagnostic(&self, keyword: &str, text: &str, span: Span) -> Diagnostic {
        match self {
            Self::LeavesFolder => {
                Diagnostic::error("outside-folder", span, format!("`{keyword}: {text}` leaves the schema folder"))
                    .hint("copy the file into the folder, or map its URI to it with `resources`")
            }
            Self::Malformed => {
                let problem =
                    Diagnostic::error("malformed-uri", span, format!("`{keyword}: {text}` is no URI reference"));
                if text.contains('\\') {
                    problem.hint("write `/` between folders")
                } else if text.contains(' ') {
                    problem.hint("write `%20` for a space")
                } else {
                    problem.hint("RFC 3986 says how a URI is spelled; other characters are written as `%` and two hexadecimal digits")
                }
            }
        }
    }
}

/// The base URI of a file of the folder.
pub(crate) fn of_path(path: &str) -> String {
    format!("{FOLDER}{}", self::path(path))
}

/// A path as it stands in a URI.
pub(crate) fn path(path: &str) -> String {
    encode(path, "/")
}

/// The path below the folder that a URI names; `None` for a URI of any other scheme.
pub(crate) fn path_of(uri: &str) -> Option<Cow<'_, str>> {
    percent_decode(uri.strip_prefix(FOLDER)?)
}

/// A reference without its fragment, and the fragment.
pub(crate) fn split(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once('#') {
        Some((uri, fragment)) => (uri, Some(fragment)),
        None => (reference, None),
    }
}

/// Resolves a reference without a fragment against a base (section 5.2).
pub(crate) fn resolve(base: &str, reference: &str) -> Result<String, Refused> {
    if base.starts_with(FOLDER) && leaves(base, reference) {
        return Err(Refused::LeavesFolder);
    }
    // Bases are made by this function and by `of_path`, or checked by `is_absolute`.
    let base = Iri::parse_unchecked(base);
    let reference = IriRef::parse(reference).map_err(|_| Refused::Malformed)?;
    let resolved = base.resolve(&reference).map_err(|_| Refused::Malformed)?.into_inner();
    match path_of(&resolved) {
        Some(path) => Ok(of_path(&path)),
        None => Ok(resolved),
    }
}

/// Whether a text is a URI with a scheme, such as a resource can be mapped to.
pub(crate) fn is_absolute(uri: &str) -> bool {
    Iri::parse(uri).is_ok()
}

/// Whether a relative reference climbs above the root of its base: section 5.2.4 would let it end there
/// in silence.
fn leaves(base: &str, reference: &str) -> bool {
    let has_scheme = reference.split(['/', '?']).next().is_some_and(|first| first.contains(':'));
    if has_scheme || reference.starts_with("//") {
        return false;
    }
    let path = reference.split('?').next().unwrap_or(reference);
    let mut depth = match path.strip_prefix('/') {
        Some(_) => 0,
        None => base[FOLDER.len()..].matches('/').count(),
    };
    for segment in path.trim_start_matches('/').split('/') {
        match segment {
            "." | "" => {}
            ".." if depth == 0 => return true,
            ".." => depth -= 1,
            _ => depth += 1,
        }
    }
    false
}

/// A text with its `%XX` decoded; `None` when that is no UTF-8 or a `%` starts nothing.
pub(crate) fn percent_decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(text.into());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let (digits, after) = after.split_at_checked(2)?;
            let value = |digit: u8| char::from(digit).to_digit(16);
            bytes.push(u8::try_from(value(digits[0])? * 16 + value(digits[1])?).ok()?);
            rest = after;
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

/// A text as it stands in a fragment (section 3.5).
pub(crate) fn fragment(text: &str) -> String {
    encode(text, "/?")
}

/// Percent-encodes all bytes but those of `pchar` (section 3.3) and a few more.
fn encode(text: &str, more: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte);
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if plain(byte) || more.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_references_stay_in_the_folder() {
        let base = of_path("order/created.v1.yaml");
        for (reference, path) in [
            ("money.yaml", Some("order/money.yaml")),
            ("../common/money.yaml", Some("common/money.yaml")),
            ("/common/money.yaml", Some("common/money.yaml")),
            ("a/../../x.yaml", Some("x.yaml")),
            ("m%C3%BCnze.yaml", Some("order/münze.yaml")),
            ("münze.yaml", Some("order/münze.yaml")),
            ("../../x.yaml", None),
            ("a/../../../x.yaml", None),
            ("/../x.yaml", None),
        ] {
            let resolved = resolve(&base, reference);
            match path {
                Some(path) => assert_eq!(resolved, Ok(of_path(path)), "{reference}"),
                None => assert_eq!(resolved, Err(Refused::LeavesFolder), "{reference}"),
            }
        }
    }

    #[test]
    fn other_schemes_resolve_as_the_rfc_says() {
        let base = "https://example.com/schemas/order.json";
        assert_eq!(resolve(base, "../a/b.json").as_deref(), Ok("https://example.com/a/b.json"));
        assert_eq!(resolve(base, "../../../b.json").as_deref(), Ok("https://example.com/b.json"));
        assert_eq!(resolve(base, "urn:example:a").as_deref(), Ok("urn:example:a"));
        assert_eq!(resolve(base, r"..\b.json"), Err(Refused::Malformed));
        assert_eq!(resolve(&of_path("a.yaml"), "http://x.y/z").as_deref(), Ok("http://x.y/z"));
    }

    #[test]
    fn percent_signs() {
        assert_eq!(percent_decode("a%25b%7e").as_deref(), Some("a%b~"));
        assert_eq!(percent_decode("%"), None);
        assert_eq!(percent_decode("%f"), None);
        assert_eq!(percent_decode("%ff"), None);
        assert_eq!(fragment("/a b/%\"ü"), "/a%20b/%25%22%C3%BC");
    }
}
