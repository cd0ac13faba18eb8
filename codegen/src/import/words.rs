//! What names say: the words in them, a domain, a version, and whether they tell of the past.

use heck::ToSnakeCase;

/// What a label says about an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) domain: Option<String>,
    pub(super) name: Option<String>,
    pub(super) version: Option<u32>,
}

/// Words that say what kind of thing a schema is, and nothing of the event.
const KINDS: [&str; 6] = ["event", "message", "payload", "schema", "dto", "webhook"];

/// Past participles that do not end in `ed`.
const IRREGULAR: [&str; 72] = [
    "become",
    "begun",
    "born",
    "borne",
    "bought",
    "bound",
    "broken",
    "brought",
    "built",
    "caught",
    "chosen",
    "come",
    "cut",
    "dealt",
    "done",
    "drawn",
    "driven",
    "fallen",
    "felt",
    "forgotten",
    "fought",
    "found",
    "frozen",
    "given",
    "gone",
    "grown",
    "held",
    "hidden",
    "hit",
    "kept",
    "known",
    "laid",
    "left",
    "lent",
    "lost",
    "made",
    "meant",
    "met",
    "overdrawn",
    "paid",
    "put",
    "quit",
    "read",
    "rebuilt",
    "reset",
    "resent",
    "ridden",
    "risen",
    "run",
    "seen",
    "sent",
    "set",
    "shown",
    "shut",
    "sold",
    "spent",
    "split",
    "stolen",
    "sunk",
    "sworn",
    "taken",
    "taught",
    "thought",
    "thrown",
    "told",
    "undone",
    "unpaid",
    "upset",
    "withdrawn",
    "withheld",
    "won",
    "written",
];

/// A label with more bytes than this names nothing: no file could be called so.
const LONGEST: usize = 150;

/// A text as an identifier, `[a-z][a-z0-9_]*`: `OrderCreated` is `order_created`. `None` where no letter
/// of ASCII is left to begin with.
pub(super) fn identifier(text: &str) -> Option<String> {
    let plain: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let snake = plain.to_snake_case();
    let snake = snake.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    (!snake.is_empty()).then(|| snake.to_owned())
}

/// What a label such as `issues$opened`, `order.created.v2` or `OrderCreatedEvent` says. Where signs part
/// it, the last two parts are domain and name; else the first word is the domain, unless one was said.
pub(super) fn said(label: &str, domain: Option<&str>) -> Said {
    if label.len() > LONGEST {
        return Said::default();
    }
    let parts: Vec<&str> = label.split(['$', '.', '/', ':']).filter(|part| !part.trim().is_empty()).collect();
    let (version, parts) = match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() && version(last).is_some() => (version(last), rest),
        _ => (None, &parts[..]),
    };
    match parts {
        [] => Said::default(),
        [one] => in_words(one, version, domain),
        [.., before, last] => match domain {
            // A domain that is not in the label leaves both parts to the name.
            Some(domain) if identifier(before).as_deref() != Some(domain) => {
                Said { version, ..in_words(&format!("{before} {last}"), version, Some(domain)) }
            }
            _ => {
                let Said { name, version, .. } = in_words(last, version, Some(""));
                Said { domain: identifier(before), name, version }
            }
        },
    }
}

fn in_words(text: &str, found: Option<u32>, domain: Option<&str>) -> Said {
    let Some(snake) = identifier(text) else { return Said { version: found, ..Said::default() } };
    let mut words: Vec<&str> = snake.split('_').collect();
    let mut version = found;
    if let Some(last) = words.last().and_then(|last| self::version(last)).filter(|_| words.len() > 1) {
        version = version.or(Some(last));
        words.pop();
    }
    // `Domain` is empty where it is said elsewhere: one word is enough for the name then.
    let least = if domain.is_none() { 2 } else { 1 };
    while words.len() > least && words.last().is_some_and(|last| KINDS.contains(last)) {
        words.pop();
    }
    match domain {
        Some(domain) => {
            let prefix: Vec<&str> = domain.split('_').collect();
            let rest = words.strip_prefix(&prefix[..]).filter(|rest| !rest.is_empty()).unwrap_or(&words);
            Said { domain: None, name: identifier(&rest.join("_")), version }
        }
        None if words.len() > 1 => {
            Said { domain: Some(words[0].to_owned()), name: identifier(&words[1..].join("_")), version }
        }
        None => Said { domain: None, name: Some(words.join("_")), version },
    }
}

/// `v2`, `V2`: the version of a label's last part.
pub(super) fn version(part: &str) -> Option<u32> {
    let digits = part.trim().strip_prefix(['v', 'V'])?;
    let plain = !digits.is_empty() && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok())?
}

/// Whether a name tells of something that has happened.
pub(super) fn is_past_tense(name: &str) -> bool {
    name.split('_').any(|word| (word.len() > 3 && word.ends_with("ed")) || IRREGULAR.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for (label, domain, expected) in [
            ("issues$opened", None, (Some("issues"), Some("opened"), None)),
            ("push$event", None, (Some("push"), Some("event"), None)),
            ("OrderCreated", None, (Some("order"), Some("created"), None)),
            ("OrderCreatedEvent", None, (Some("order"), Some("created"), None)),
            ("user-profile updated", None, (Some("user"), Some("profile_updated"), None)),
            ("order.created.v2", None, (Some("order"), Some("created"), Some(2))),
            ("com.example.Order.CreatedV3", None, (Some("order"), Some("created"), Some(3))),
            ("events/order/created/v1", None, (Some("order"), Some("created"), Some(1))),
            ("order_created_v2", None, (Some("order"), Some("created"), Some(2))),
            ("created", None, (None, Some("created"), None)),
            ("OrderCreated", Some("order"), (None, Some("created"), None)),
            ("OrderCreated", Some("shop"), (None, Some("order_created"), None)),
            ("issues$opened", Some("github"), (None, Some("issues_opened"), None)),
            ("2nd", None, (None, Some("nd"), None)),
            ("é", None, (None, None, None)),
            ("../../etc/passwd", None, (Some("etc"), Some("passwd"), None)),
        ] {
            let Said { domain: d, name, version } = said(label, domain);
            assert_eq!((d.as_deref(), name.as_deref(), version), expected, "{label}");
        }
    }

    #[test]
    fn tense() {
        for past in ["created", "profile_updated", "sent", "closed_by_user"] {
            assert!(is_past_tense(past), "{past}");
        }
        for present in ["create", "turn_on", "event", "red"] {
            assert!(!is_past_tense(present), "{present}");
        }
    }
}
