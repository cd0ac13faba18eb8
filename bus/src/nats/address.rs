//! The address of NATS servers: `nats://user:password@host:4222,other:4222/?lease=30s`.

use crate::cloudevents::decoded;
use std::fmt;
use std::time::Duration;

const PORT: u16 = 4222;
const LEASE: Duration = Duration::from_secs(30);
/// A lease is extended three times before it ends; below this, that would be chatter.
const SHORTEST_LEASE: Duration = Duration::from_secs(1);

/// Where the servers are, and how to come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Servers {
    /// `nats://host:4222`, each without a login: what holds an address may be logged.
    pub(super) urls: Vec<String>,
    pub(super) login: Login,
    pub(super) tls: bool,
    /// How long the server waits for a word of whoever has an event in hand.
    pub(super) lease: Duration,
}

/// Who comes in.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Login {
    Nobody,
    Token(String),
    User { name: String, password: String },
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nobody => "Nobody",
            Self::Token(_) => "Token(…)",
            Self::User { .. } => "User(…)",
        })
    }
}

impl Servers {
    /// Reads what stands behind `nats:` or `tls:`. A problem quotes nothing that may be secret.
    pub(crate) fn parse(rest: &str, tls: bool) -> Result<Self, String> {
        let Some(rest) = rest.strip_prefix("//") else {
            return Err("write the server behind two slashes: `nats://localhost:4222`".into());
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, options) = rest.split_at(end);
        let options = match options.strip_prefix('/').unwrap_or(options) {
            "" => "",
            options => options.strip_prefix('?').ok_or_else(|| {
                format!("behind the servers only options can stand, as in `nats://localhost:4222/?lease=30s`{ENCODE}")
            })?,
        };
        let (login, hosts) = match authority.rsplit_once('@') {
            Some((login, hosts)) => (Login::parse(login)?, hosts),
            None => (Login::Nobody, authority),
        };
        let urls = hosts.split(',').map(server).collect::<Result<_, _>>()?;
        Ok(Self { urls, login, tls, lease: lease(options)? })
    }
}

const ENCODE: &str = "; in a login, write `/`, `?`, `#` and `@` as `%2F`, `%3F`, `%23` and `%40`";

impl Login {
    fn parse(text: &str) -> Result<Self, String> {
        let decode = |part: &str| decoded(part.to_owned());
        match text.split_once(':') {
            _ if text.is_empty() => Err("the login before the `@` is empty".into()),
            Some((name, password)) => Ok(Self::User { name: decode(name), password: decode(password) }),
            None => Ok(Self::Token(decode(text))),
        }
    }
}

/// One server, with its port.
fn server(text: &str) -> Result<String, String> {
    let problem = || format!("each server is a host and a port, as in `localhost:4222`{ENCODE}");
    // The colons of an IPv6 address stand in brackets (RFC 3986, section 3.2.2).
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().map_err(|_| problem())?),
        _ => (text, PORT),
    };
    let name = |host: &str| host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    let six = |host: &str| host.parse::<std::net::Ipv6Addr>().is_ok();
    let good = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(host) => six(host),
        None => !host.is_empty() && name(host),
    };
    if good { Ok(format!("nats://{host}:{port}")) } else { Err(problem()) }
}

fn lease(options: &str) -> Result<Duration, String> {
    let mut lease = LEASE;
    for option in options.split('&').filter(|option| !option.is_empty()) {
        let value = option.strip_prefix("lease=").ok_or("the only option is `lease`, as in `?lease=30s`")?;
        lease = duration(value).filter(|lease| *lease >= SHORTEST_LEASE).ok_or_else(|| {
            format!("`lease` is a number with `ms`, `s` or `m`, at least {SHORTEST_LEASE:?}: `?lease=30s`")
        })?;
    }
    Ok(lease)
}

fn duration(text: &str) -> Option<Duration> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (count, unit) = text.split_at(digits);
    // A number of seven digits fits every unit.
    let count: u64 = Some(count).filter(|count| count.len() <= 7)?.parse().ok()?;
    match unit {
        "ms" => Some(Duration::from_millis(count)),
        "s" => Some(Duration::from_secs(count)),
        "m" => Some(Duration::from_secs(count * 60)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{LEASE, Login, Servers};
    use std::time::Duration;

    #[test]
    fn good_addresses() {
        let user = |name: &str, password: &str| Login::User { name: name.into(), password: password.into() };
        for (text, urls, login, lease) in [
            ("//localhost", &["nats://localhost:4222"][..], Login::Nobody, LEASE),
            ("//10.0.0.1:14222/", &["nats://10.0.0.1:14222"], Login::Nobody, LEASE),
            ("//[::1]", &["nats://[::1]:4222"], Login::Nobody, LEASE),
            ("//[::1]:1", &["nats://[::1]:1"], Login::Nobody, LEASE),
            ("//a:1,b,c:3", &["nats://a:1", "nats://b:4222", "nats://c:3"], Login::Nobody, LEASE),
            ("//s3cret@a", &["nats://a:4222"], Login::Token("s3cret".into()), LEASE),
            ("//me:s3cret@a", &["nats://a:4222"], user("me", "s3cret"), LEASE),
            ("//m%40e:%2F:%3f@a", &["nats://a:4222"], user("m@e", "/:?"), LEASE),
            ("//a?lease=1500ms", &["nats://a:4222"], Login::Nobody, Duration::from_millis(1500)),
            ("//a/?lease=2m", &["nats://a:4222"], Login::Nobody, Duration::from_secs(120)),
        ] {
            let servers = Servers::parse(text, false).unwrap();
            assert_eq!((&*servers.urls, &servers.login, servers.lease), (urls_of(urls).as_slice(), &login, lease));
            assert!(!format!("{servers:?}").contains("s3cret"));
        }
    }

    fn urls_of(urls: &[&str]) -> Vec<String> {
        urls.iter().map(|url| (*url).to_owned()).collect()
    }

    #[test]
    fn bad_addresses() {
        for (text, part) in [
            ("localhost:4222", "two slashes"),
            ("//", "a host and a port"),
            ("//a,,b", "a host and a port"),
            ("//a:70000", "a host and a port"),
            ("//[::1", "a host and a port"),
            ("//a b", "a host and a port"),
            ("//@a", "the login before the `@` is empty"),
            ("//me:s3cret/x@a", "only options"),
            ("//me:1/s3cret@a", "`%2F`"),
            ("//a/s3cret", "only options"),
            ("//a#s3cret", "only options"),
            ("//a?token=s3cret", "the only option is `lease`"),
            ("//a?lease=0s", "at least 1s"),
            ("//a?lease=s3cret", "`?lease=30s`"),
            ("//a?lease=99999999999999999999m", "`?lease=30s`"),
        ] {
            let problem = Servers::parse(text, false).unwrap_err();
            assert!(problem.contains(part) && !problem.contains("s3cret"), "{text}: {problem}");
        }
    }
}
