//! URIs and IRIs.

use iri_string::types::{IriReferenceStr, IriStr, UriReferenceStr, UriStr};

/// `URI` of RFC 3986, section 3.
pub(super) fn is_uri(text: &str) -> bool {
    is_plain(text) || UriStr::new(text).is_ok()
}

/// `URI-reference` of RFC 3986, section 4.1.
pub(super) fn is_uri_reference(text: &str) -> bool {
    is_plain(text) || UriReferenceStr::new(text).is_ok()
}

/// `IRI` of RFC 3987, section 2.2.
pub(super) fn is_iri(text: &str) -> bool {
    is_plain(text) || IriStr::new(text).is_ok()
}

/// `IRI-reference` of RFC 3987, section 2.2.
pub(super) fn is_iri_reference(text: &str) -> bool {
    is_plain(text) || IriReferenceStr::new(text).is_ok()
}

/// Whether it is an address as most are, which one look at each byte can tell: a scheme of the web, a host of
/// letters, digits, dots and dashes, then a path and a query without escapes. Any other takes the long way.
fn is_plain(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let is_host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    let rest = rest.as_bytes();
    let path = &rest[rest.iter().take_while(|byte| is_host(byte)).count()..];
    matches!(path.first(), None | Some(b'/' | b'?')) && path.iter().all(|byte| PLAIN[usize::from(*byte)])
}

/// `pchar` of RFC 3986, section 3.3, but for escapes; `/` and `?`.
const PLAIN: [bool; 256] = super::scan::letters_and(b"-._~!$&'()*+,;=:@/?");

#[cfg(test)]
mod tests {
    use super::is_plain;
    use iri_string::types::UriStr;

    /// What is taken the short way is taken the long way.
    #[test]
    fn plain_is_a_part_of_all() {
        for byte in 0..=u8::MAX {
            for text in ["https://a.b-c/", "http://a?", "https://", "https://a"] {
                let text = format!("{text}{}x", char::from(byte));
                assert!(!is_plain(&text) || UriStr::new(&text).is_ok(), "{text}");
            }
        }
        assert!(
            is_plain("https://api.github.com/users/a?b=c&d=(e)") && is_plain("http://h") && is_plain("https://h?q")
        );
        assert!(
            !is_plain("https://h/%41")
                && !is_plain("https://h:1/")
                && !is_plain("ftp://h/")
                && !is_plain("https://h/#f")
        );
    }
}
