//! Strings with a grammar: the formats of JSON Schema 2020-12 validation, section 7.3.
//!
//! Each type checks the grammar of its RFC and keeps the text as it came. Types of date and time
//! libraries do not: they rewrite `.000Z` and `+00:00`, and a payload that passes through a service
//! must not change.
//!
//! ```
//! use evenkeel::format::{DateTime, Uuid};
//!
//! let at: DateTime = "2026-02-28T12:00:00.000Z".parse()?;
//! assert_eq!(at.as_str(), "2026-02-28T12:00:00.000Z");
//! assert!(Uuid::new("6f1c").is_err());
//! # Ok::<(), evenkeel::format::Invalid>(())
//! ```
//!
//! The features `jiff`, `chrono` and `uuid` convert to the types of these crates and back: to the same
//! value or not at all. Each conversion says what it loses.

mod convert;
mod date;
mod duration;
mod email;
mod hostname;
#[cfg(feature = "fallback")]
mod idn_hostname;
mod ip;
mod pointer;
mod punycode;
mod regex;
mod scan;
mod text;
mod time;
mod uri;
mod uri_template;
mod uuid;

#[cfg(any(feature = "chrono", feature = "jiff"))]
pub use convert::Inexact;
pub use text::Invalid;

use text::formats;

#[cfg(feature = "fallback")]
use idn_hostname::is_idn_hostname;

#[cfg(not(feature = "fallback"))]
fn is_idn_hostname(_: &str) -> bool {
    true
}

formats! {
    /// A date and a time with an offset: `2026-02-28T12:00:00.5+01:00`. RFC 3339, section 5.6.
    DateTime "date-time" time::is_date_time;
    /// A date: `2026-02-28`. RFC 3339, section 5.6 (`full-date`).
    Date "date" date::is_date;
    /// A time with an offset: `12:00:00Z`. RFC 3339, section 5.6 (`full-time`).
    Time "time" time::is_time;
    /// A length of time: `P1DT12H`. RFC 3339, appendix A.
    Duration "duration" duration::is_duration;
    /// An identifier: `6f1c2a34-9a2b-4c1d-8e2f-0123456789ab`. RFC 4122, section 3, any version.
    Uuid "uuid" uuid::is_uuid;
    /// A URI with a scheme: `https://example.com/a?b#c`. RFC 3986, section 3.
    Uri "uri" uri::is_uri;
    /// A URI or a relative reference: `../a`. RFC 3986, section 4.1.
    UriReference "uri-reference" uri::is_uri_reference;
    /// A URI of any characters: `https://example.com/ä`. RFC 3987, section 2.2.
    Iri "iri" uri::is_iri;
    /// An IRI or a relative reference. RFC 3987, section 2.2.
    IriReference "iri-reference" uri::is_iri_reference;
    /// A URI with blanks to fill: `/orders/{id}`. RFC 6570, section 2.
    UriTemplate "uri-template" uri_template::is_uri_template;
    /// A mailbox: `joe@example.com`. RFC 5321, section 4.1.2.
    Email "email" email::is_email;
    /// A mailbox of any characters: `jörg@example.com`. RFC 6531, section 3.3.
    IdnEmail "idn-email" email::is_idn_email;
    /// A host's name: `www.example.com`. RFC 1123, section 2.1. Labels in the form of RFC 5890
    /// (`xn--…`) have to decode; whether their characters are allowed is not looked up.
    Hostname "hostname" hostname::is_hostname;
    /// A host's name in any script: `www.bücher.example`. RFC 5890, section 2.3.2.3. It is checked with the
    /// feature `fallback`; without it any text is one, and a contract that names the format does not build.
    IdnHostname "idn-hostname" is_idn_hostname;
    /// An address of four bytes: `192.0.2.1`. RFC 2673, section 3.2.
    Ipv4 "ipv4" ip::is_ipv4;
    /// An address of sixteen bytes: `2001:db8::1`. RFC 4291, section 2.2.
    Ipv6 "ipv6" ip::is_ipv6;
    /// A place in a JSON document: `/lines/0`. RFC 6901, section 3.
    JsonPointer "json-pointer" pointer::is_json_pointer;
    /// A place seen from another one: `1/quantity`, `0#`. draft-handrews-relative-json-pointer-01.
    RelativeJsonPointer "relative-json-pointer" pointer::is_relative_json_pointer;
    /// A regular expression. ECMA 262, section 22.2.1, with the flag `u`.
    Regex "regex" regex::is_regex;
}
