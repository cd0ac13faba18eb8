//! Mailboxes.

use super::{
    hostname::{is_hostname, is_label},
    ip::{is_ipv4, is_ipv6},
};

/// The longest local part: RFC 5321, section 4.5.3.1.1. In bytes.
const LOCAL_PART: usize = 64;

/// The longest domain: RFC 5321, section 4.5.3.1.2. In bytes.
const DOMAIN: usize = 255;

/// `Mailbox` of RFC 5321, section 4.1.2.
pub(super) fn is_email(text: &str) -> bool {
    text.is_ascii() && is_mailbox(text, is_hostname)
}

/// `Mailbox` of RFC 5321 with the characters of RFC 6531, section 3.3.
pub(super) fn is_idn_email(text: &str) -> bool {
    is_mailbox(text, is_international_domain)
}

fn is_mailbox(text: &str, is_domain: fn(&str) -> bool) -> bool {
    // A quoted local part may hold the sign itself, a domain may not.
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let literal = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let domain_fits = domain.len() <= DOMAIN && literal.map_or_else(|| is_domain(domain), is_address);
    local.len() <= LOCAL_PART && domain_fits && (is_dot_string(local) || is_quoted_string(local))
}

/// `Dot-string`: atoms with single dots between them.
fn is_dot_string(local: &str) -> bool {
    local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom_character))
}

/// `atext` of RFC 5322, section 3.2.3, and all that RFC 6531 adds.
fn is_atom_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || !c.is_ascii()
}

/// `Quoted-string`: any printable characters, of which the quote and the backslash are escaped.
fn is_quoted_string(local: &str) -> bool {
    let Some(inner) = local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return false;
    };
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        let c = match c {
            '\\' => chars.next().unwrap_or('\0'),
            '"' => return false,
            c => c,
        };
        if c.is_ascii() && !matches!(c, ' '..='~') {
            return false;
        }
    }
    true
}

/// `address-literal` within its brackets.
fn is_address(literal: &str) -> bool {
    match literal.get(..5) {
        Some(tag) if tag.eq_ignore_ascii_case("IPv6:") => is_ipv6(&literal[5..]),
        _ => is_ipv4(literal),
    }
}

/// Labels of ASCII as in a host's name, and `U-label`s, whose characters are not looked up.
fn is_international_domain(domain: &str) -> bool {
    domain.split('.').all(|label| {
        if label.is_ascii() {
            is_label(label)
        } else {
            let hyphens = label.starts_with('-') || label.ends_with('-');
            !hyphens && label.chars().all(|c| c.is_alphanumeric() || c == '-' || !c.is_ascii() && !c.is_whitespace())
        }
    })
}
