//! Names of hosts.

use super::punycode;

/// A host's name: RFC 1123, section 2.1, at most 253 characters (RFC 1035, section 2.3.4).
pub(super) fn is_hostname(text: &str) -> bool {
    text.len() <= 253 && text.split('.').all(is_label)
}

/// Letters, digits and inner hyphens. Hyphens in the third and fourth place announce an encoding
/// (RFC 5891, section 4.2.3.1), and `xn` is the only one.
pub(super) fn is_label(label: &str) -> bool {
    let bytes = label.as_bytes();
    let fits = (1..=63).contains(&bytes.len())
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-');
    match bytes.get(..4) {
        Some([x, n, b'-', b'-']) => {
            fits && x.eq_ignore_ascii_case(&b'x') && n.eq_ignore_ascii_case(&b'n') && punycode::decodes(&bytes[4..])
        }
        _ => fits,
    }
}
