//! Addresses of the Internet protocol.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Four decimal bytes without leading zeros: RFC 2673, section 3.2.
pub(super) fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// RFC 4291, section 2.2, without a zone.
pub(super) fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}
