//! The address of a bus: `memory:orders`.

use crate::Error;

/// The transports of this build, each with an address as it should look.
const TRANSPORTS: &[(&str, &str)] = &[
    ("memory", "memory:orders"),
    #[cfg(feature = "nats")]
    ("nats", "nats://localhost:4222"),
];

/// Where a bus is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// In this process, under a name.
    Memory(String),
    /// NATS servers.
    #[cfg(feature = "nats")]
    Nats(crate::nats::Servers),
}

impl Address {
    /// Reads an address.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let Some((scheme, rest)) = text.split_once(':') else {
            return Err(error(text, format!("an address starts with a transport: {}", examples())));
        };
        match scheme.to_ascii_lowercase().as_str() {
            "memory" => memory(rest).map_err(|problem| error(text, problem)),
            #[cfg(feature = "nats")]
            scheme @ ("nats" | "tls") => {
                let servers = crate::nats::Servers::parse(rest, scheme == "tls");
                servers.map(Self::Nats).map_err(|problem| error(text, problem))
            }
            #[cfg(not(feature = "nats"))]
            "nats" | "tls" => Err(error(text, "for NATS, switch on the feature `nats` of evenkeel-bus".into())),
            scheme => Err(error(text, unknown(scheme, rest))),
        }
    }
}

fn memory(name: &str) -> Result<Address, String> {
    if name.is_empty() {
        return Err("a bus in memory needs a name: `memory:orders`".into());
    }
    let allowed = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    match name.chars().find(|c| !allowed(c)) {
        None => Ok(Address::Memory(name.to_owned())),
        Some(c) => Err(format!(
            "{c:?} cannot be in the name of a bus in memory: \
             use ASCII letters, digits, `-`, `_` and `.`, as in `memory:orders`"
        )),
    }
}

fn unknown(scheme: &str, rest: &str) -> String {
    let nearest = TRANSPORTS.iter().map(|(name, _)| (distance(scheme, name), name)).min();
    match nearest {
        Some((1..=2, name)) => {
            format!("there is no such transport; did you mean `{name}:{}`?", public(rest))
        }
        _ => format!("there is no such transport; this build has {}", examples()),
    }
}

fn examples() -> String {
    let examples: Vec<_> = TRANSPORTS.iter().map(|(_, example)| format!("`{example}`")).collect();
    examples.join(", ")
}

fn error(text: &str, problem: String) -> Error {
    Error::Address { address: shown(text), problem }
}

/// An address without what may be secret.
fn shown(text: &str) -> String {
    match text.split_once(':') {
        Some((scheme, rest)) if !scheme.contains('@') => {
            format!("{}:{}", public(scheme), public(rest))
        }
        _ => public(text),
    }
}

/// A text without what may be secret: whatever stands before an `@`, after a `?` or a `#`.
fn public(text: &str) -> String {
    const LONGEST: usize = 80;
    // The last `@`: a password may hold any character, even when it should not.
    let (hidden, rest) = match text.rsplit_once('@') {
        Some((_, host)) => ("…@", host),
        None => ("", text),
    };
    let public = rest.split(['?', '#']).next().unwrap_or_default();
    let more = if public.len() < rest.len() { "…" } else { "" };
    let public: String = public.chars().take(LONGEST).flat_map(char::escape_debug).collect();
    format!("{hidden}{public}{more}")
}

/// How many letters have to be added, dropped, replaced or swapped with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (&a.as_bytes()[..a.len().min(32)], b.as_bytes());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + changed);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::{Address, examples};

    #[test]
    fn good_addresses() {
        for text in ["memory:orders", "Memory:orders"] {
            assert_eq!(Address::parse(text).unwrap(), Address::Memory("orders".into()));
        }
    }

    #[test]
    fn bad_addresses() {
        for (text, message) in [
            (
                "memroy:orders",
                "cannot connect to `memroy:orders`: there is no such transport; did you mean `memory:orders`?",
            ),
            (
                "carrier-pigeon:coop",
                "cannot connect to `carrier-pigeon:coop`: there is no such transport; this build has {all}",
            ),
            ("orders", "cannot connect to `orders`: an address starts with a transport: {all}"),
            ("", "cannot connect to ``: an address starts with a transport: {all}"),
            ("memory:", "cannot connect to `memory:`: a bus in memory needs a name: `memory:orders`"),
            (
                "memory://orders",
                "cannot connect to `memory://orders`: '/' cannot be in the name of a bus in memory: \
                 use ASCII letters, digits, `-`, `_` and `.`, as in `memory:orders`",
            ),
        ] {
            let message = message.replace("{all}", &examples());
            assert_eq!(Address::parse(text).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn servers_are_found_or_asked_for() {
        for text in ["nats://localhost", "NATS://localhost:4222", "tls://localhost"] {
            let read = Address::parse(text);
            if cfg!(feature = "nats") {
                assert!(read.is_ok(), "{read:?}");
            } else {
                assert!(read.unwrap_err().to_string().contains("switch on the feature `nats`"));
            }
        }
    }

    #[test]
    fn secrets_stay_hidden() {
        for (text, shown) in [
            ("rabbit://me:s3cret@host:5672/vhost", "`rabbit:…@host:5672/vhost`"),
            ("rabbit://me:s3cret?@/#s3cret@host", "`rabbit:…@host`"),
            ("rabbit://host?password=s3cret", "`rabbit://host…`"),
            ("rabbit://host#s3cret", "`rabbit://host…`"),
            ("nats://me:s3cret/@host:x", "`nats:…@host:x`"),
            ("tls://s3cret:s3cret@host?lease=s3cret", "`tls:…@host…`"),
            ("s3cret@host", "`…@host`"),
            ("s3cret@host:5672", "`…@host:5672`"),
            ("memory:s3cret@host?s3cret", "`memory:…@host…`"),
        ] {
            let message = Address::parse(text).unwrap_err().to_string();
            assert!(message.contains(shown) && !message.contains("s3cret"), "{message}");
        }
    }
}
