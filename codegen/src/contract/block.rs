//! The `x-event` block, read and checked by itself.

use super::event::{Compatibility, Deprecated, EventBlock, Mode, Producer};
use super::schema::At;
use super::spelling;
use super::value::{self, Problems, at, brief, wrong};
use crate::diagnostic::{Diagnostic, suggest};
use crate::read::{Member, Node, Object};
use crate::source::Span;

const KEYS: [&str; 15] = [
    "domain",
    "name",
    "version",
    "key",
    "idempotency",
    "owner",
    "stream",
    "tags",
    "consumers",
    "producers",
    "compatibility",
    "deprecated",
    "supersedes",
    "retention",
    "counterexamples",
];

const MODES: [(&str, Mode); 7] = [
    ("none", Mode::None),
    ("backward", Mode::Backward),
    ("forward", Mode::Forward),
    ("full", Mode::Full),
    ("backward-transitive", Mode::BackwardTransitive),
    ("forward-transitive", Mode::ForwardTransitive),
    ("full-transitive", Mode::FullTransitive),
];

/// Reads the block of a definition. `None` when domain, name or version cannot be told.
pub(super) fn load(member: &Member, problems: &mut Problems) -> Option<EventBlock> {
    let Some(object) = member.value.as_object() else {
        problems.push(wrong("x-event", &member.value, "an object with `domain`, `name` and `version`"));
        return None;
    };
    refuse_unknown("x-event", object, &KEYS, problems);
    let mut reading = Reading { block: member, object, problems };
    let domain = reading.required("domain", Reading::domain);
    let name = reading.required("name", Reading::identifier);
    let version = reading.required("version", Reading::version);
    Some(EventBlock {
        span: member.value.span,
        key: reading.optional("key", Reading::pointer),
        idempotency: reading.optional("idempotency", Reading::pointer),
        owner: reading.optional("owner", Reading::string),
        stream: reading.optional("stream", Reading::string),
        tags: reading.names("tags"),
        consumers: reading.names("consumers"),
        producers: reading.optional("producers", Reading::producers).unwrap_or_default(),
        compatibility: reading.optional("compatibility", Reading::compatibility),
        deprecated: reading.optional("deprecated", Reading::deprecated),
        supersedes: reading.optional("supersedes", Reading::event_type),
        retention: reading.optional("retention", Reading::duration),
        counterexamples: reading.optional("counterexamples", Reading::values).unwrap_or_default(),
        domain: domain?,
        name: name?,
        version: version?,
    })
}

fn refuse_unknown(of: &str, object: &Object, known: &[&str], problems: &mut Problems) {
    for member in value::unknown_members(object, known) {
        let problem = Diagnostic::error("unknown-key", member.key_span, format!("`{of}` has no key `{}`", member.key));
        problems.push(match suggest(&member.key, known.iter().copied()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint(format!("its keys are {}", spelling::listed(known))),
        });
    }
}

struct Reading<'a> {
    block: &'a Member,
    object: &'a Object,
    problems: &'a mut Problems,
}

impl<'a> Reading<'a> {
    fn optional<T>(&mut self, key: &str, read: fn(&mut Self, &'a Member) -> Option<T>) -> Option<T> {
        let member = self.object.get_member(key)?;
        read(self, member)
    }

    fn required<T>(&mut self, key: &str, read: fn(&mut Self, &'a Member) -> Option<T>) -> Option<T> {
        if self.object.get_member(key).is_none() {
            let problem = Diagnostic::error("missing-key", self.block.key_span, format!("`x-event` needs `{key}`"));
            self.problems.push(problem.hint("an event has a `domain`, a `name` and a `version`"));
        }
        self.optional(key, read)
    }

    /// Refuses a string for its spelling.
    fn misspelt<T>(&mut self, member: &Member, takes: &str, hint: Option<String>) -> Option<T> {
        let mut problem = value::misspelt(&member.key, &member.value, takes);
        problem.hint = hint;
        self.problems.push(problem);
        None
    }

    fn refuse<T>(&mut self, node: &Node, key: &str, takes: &str, hint: Option<String>) -> Option<T> {
        let mut problem = wrong(key, node, takes);
        problem.hint = hint;
        self.problems.push(problem);
        None
    }

    fn string(&mut self, member: &'a Member) -> Option<At<String>> {
        value::string(member, self.problems)
    }

    fn names(&mut self, key: &str) -> Vec<At<String>> {
        self.object.get_member(key).map_or_else(Vec::new, |member| value::names(member, self.problems))
    }

    fn values(&mut self, member: &'a Member) -> Option<Vec<Node>> {
        value::array(member, "an array of payloads", self.problems).map(<[Node]>::to_vec)
    }

    fn identifier(&mut self, member: &'a Member) -> Option<At<String>> {
        let text = self.string(member)?;
        if spelling::is_identifier(&text.value) {
            return Some(text);
        }
        let hint = spelling::identifier_like(&text.value).map(|near| format!("write `{near}`"));
        let takes = "small letters, digits and `_`, a letter first";
        self.misspelt(member, takes, hint)
    }

    fn domain(&mut self, member: &'a Member) -> Option<At<String>> {
        let domain = self.identifier(member)?;
        if domain.value == "shared" {
            let problem = Diagnostic::error("reserved-domain", domain.span, "no domain is called `shared`")
                .hint("generated code keeps the types of files without an event there: choose another name");
            self.problems.push(problem);
        }
        Some(domain)
    }

    fn version(&mut self, member: &'a Member) -> Option<At<u32>> {
        let number = member.value.as_number().and_then(crate::read::Number::as_u64);
        let version = number.and_then(|number| u32::try_from(number).ok()).filter(|version| *version > 0);
        let Some(version) = version else {
            let written =
                member.value.as_str().and_then(|text| text.trim_start_matches(['v', 'V']).parse::<u32>().ok());
            let hint = written.map(|number| format!("write `{number}`"));
            return self.refuse(&member.value, &member.key, "a whole number from 1", hint);
        };
        Some(at(version, &member.value))
    }

    fn pointer(&mut self, member: &'a Member) -> Option<At<String>> {
        let text = self.string(member)?;
        if spelling::is_pointer(&text.value) {
            return Some(text);
        }
        let hint = if text.value.starts_with('/') {
            "write `~0` for `~` and `~1` for `/`".to_owned()
        } else {
            format!("write `/{}`", text.value.trim_start_matches(['#', '$', '.']))
        };
        self.misspelt(member, "a JSON pointer to a property", Some(hint))
    }

    fn event_type(&mut self, member: &'a Member) -> Option<At<String>> {
        let text = self.string(member)?;
        if spelling::is_event_type(&text.value) {
            return Some(text);
        }
        let hint = Some("an event's type is spelled `order.created.v1`".to_owned());
        self.misspelt(member, "the type of an event", hint)
    }

    fn date(&mut self, member: &'a Member) -> Option<At<String>> {
        let text = self.string(member)?;
        if spelling::is_date(&text.value) {
            return Some(text);
        }
        self.misspelt(member, "a date", Some("write it as `2026-11-01`".to_owned()))
    }

    fn duration(&mut self, member: &'a Member) -> Option<At<String>> {
        let text = self.string(member)?;
        if spelling::is_duration(&text.value) {
            return Some(text);
        }
        let hint = Some("90 days are `P90D`, 12 hours are `PT12H`".to_owned());
        self.misspelt(member, "an ISO 8601 duration", hint)
    }

    fn producers(&mut self, member: &'a Member) -> Option<Vec<At<Producer>>> {
        let items = value::array(member, "an array of producers", self.problems)?;
        Some(items.iter().filter_map(|item| self.producer(item)).collect())
    }

    fn producer(&mut self, node: &'a Node) -> Option<At<Producer>> {
        let (name, forwards) = match (node.as_str(), node.as_object()) {
            (Some(name), _) => (name.to_owned(), false),
            (_, Some(object)) => {
                refuse_unknown("producers", object, &["name", "forwards"], self.problems);
                let forwards = object.get_member("forwards").and_then(|member| value::boolean(member, self.problems));
                let Some(name) = object.get_member("name") else {
                    return self.refuse(node, "producers", "names, or objects with a `name`", None);
                };
                (self.string(name)?.value, forwards.is_some_and(|forwards| forwards.value))
            }
            _ => return self.refuse(node, "producers", "names, or objects with a `name`", None),
        };
        Some(at(Producer { name, forwards }, node))
    }

    fn compatibility(&mut self, member: &'a Member) -> Option<At<Compatibility>> {
        let node = &member.value;
        let Some(object) = node.as_object() else {
            let mode = self.mode(node)?;
            if mode != Mode::FullTransitive {
                self.weak(brief(node), node.as_str().unwrap_or_default());
            }
            return Some(at(Compatibility { mode, reason: None }, node));
        };
        refuse_unknown("compatibility", object, &["mode", "reason"], self.problems);
        let Some(mode_node) = object.get("mode") else {
            return self.refuse(node, "compatibility", "a mode, or an object with `mode` and `reason`", None);
        };
        let mode = self.mode(mode_node)?;
        let reason = self.text_of(object, "reason").filter(|reason| !reason.trim().is_empty());
        if mode != Mode::FullTransitive && object.get("reason").is_none() {
            self.weak(mode_node.span, mode_node.as_str().unwrap_or_default());
        }
        Some(at(Compatibility { mode, reason }, node))
    }

    fn weak(&mut self, span: Span, mode: &str) {
        let message = format!("`{mode}` is weaker than `full-transitive` and needs a reason");
        let hint = format!("write `compatibility: {{ mode: {mode}, reason: … }}`");
        self.problems.push(Diagnostic::error("missing-reason", span, message).hint(hint));
    }

    fn mode(&mut self, node: &'a Node) -> Option<Mode> {
        let names = MODES.map(|(name, _)| name);
        let text = node.as_str();
        if let Some((_, mode)) = MODES.iter().find(|(name, _)| Some(*name) == text) {
            return Some(*mode);
        }
        let near = text.and_then(|text| suggest(text, names));
        let hint = near.map_or_else(
            || format!("the modes are {}", spelling::listed(&names)),
            |near| format!("did you mean `{near}`?"),
        );
        self.refuse(node, "compatibility", "a mode", Some(hint))
    }

    fn deprecated(&mut self, member: &'a Member) -> Option<At<Deprecated>> {
        let object =
            value::object(member, "an object with `since`, `sunset`, `successor` and `reason`", self.problems)?;
        refuse_unknown("deprecated", object, &["since", "sunset", "successor", "reason"], self.problems);
        let mut outer = std::mem::replace(&mut self.object, object);
        let since = self.optional("since", Self::date);
        let sunset = self.optional("sunset", Self::date);
        let successor = self.optional("successor", Self::event_type);
        let reason = self.optional("reason", Self::string);
        std::mem::swap(&mut self.object, &mut outer);
        if let (Some(since), Some(sunset)) = (&since, &sunset)
            && sunset.value < since.value
        {
            let problem = Diagnostic::error("wrong-value", sunset.span, "`sunset` lies before `since`");
            self.problems.push(problem.related(since.span, "deprecated since then"));
        }
        let text = |at: Option<At<String>>| at.map(|at| at.value);
        let deprecated =
            Deprecated { since: text(since), sunset: text(sunset), successor: text(successor), reason: text(reason) };
        Some(at(deprecated, &member.value))
    }

    fn text_of(&mut self, object: &'a Object, key: &str) -> Option<String> {
        Some(value::string(object.get_member(key)?, self.problems)?.value)
    }
}
