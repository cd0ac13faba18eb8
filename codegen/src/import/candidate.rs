//! A schema that is to become an event, and what it is to be called.

use super::input::Inputs;
use super::tree::Tree;
use super::words::{self, Said};
use super::{Guess, Options};
use crate::diagnostic::{Diagnostic, quote};
use crate::resolve::Place;
use crate::source::{FileId, Span};

/// A schema that is to become an event.
#[derive(Debug)]
pub(super) struct Candidate<'a> {
    /// The schema.
    pub(super) place: Place<'a>,
    /// The place to name where something is wrong with it.
    pub(super) span: Span,
    /// What may name it, the best first.
    pub(super) labels: Vec<Label>,
    /// What the definition says beyond the schema.
    pub(super) more: More,
}

/// A text that may name an event.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) text: String,
    /// Where it stands, to go on after "from": `the title`.
    pub(super) from: &'static str,
}

/// What a definition says beyond the schema.
#[derive(Debug, Default)]
pub(super) struct More {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) examples: Vec<Tree>,
    /// Further members of `x-event`.
    pub(super) block: Vec<(String, Tree)>,
    pub(super) guesses: Vec<Guess>,
}

/// Domain, name and version, and which of them were guessed.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) domain: String,
    pub(super) name: String,
    pub(super) version: u32,
    pub(super) guesses: Vec<Guess>,
}

impl Label {
    pub(super) fn new(text: impl Into<String>, from: &'static str) -> Self {
        Self { text: text.into(), from }
    }
}

impl Named {
    pub(super) fn event_type(&self) -> String {
        format!("{}.{}.v{}", self.domain, self.name, self.version)
    }

    /// Where the definition goes, below the schema folder.
    pub(super) fn file(&self) -> String {
        format!("{}/{}.v{}.yaml", self.domain, self.name, self.version)
    }

    /// The `x-event` block.
    pub(super) fn block(&self, more: &[(String, Tree)]) -> Tree {
        let text = |name: &str, value: &str| (name.to_owned(), Tree::string(value));
        let mut members = vec![text("domain", &self.domain), text("name", &self.name)];
        members.push(("version".to_owned(), Tree::number(self.version)));
        members.extend(more.iter().cloned());
        Tree::Object(members)
    }
}

/// Gives an event its name: what was said first, then the first label that says enough; of
/// those, one in the past tense comes first.
pub(super) fn name(
    labels: &[Label],
    version: Option<u32>,
    span: Span,
    options: &Options,
) -> Result<Named, Box<Diagnostic>> {
    let mut guesses = Vec::new();
    let said: Vec<(Said, &Label)> =
        labels.iter().map(|label| (words::said(&label.text, options.domain.as_deref()), label)).collect();
    let enough = |(said, _): &&(Said, &Label)| {
        (said.name.is_some() || options.name.is_some()) && (said.domain.is_some() || options.domain.is_some())
    };
    let past = |(said, _): &&(Said, &Label)| said.name.as_deref().is_some_and(words::is_past_tense);
    let best = said.iter().filter(enough).find(past).or_else(|| said.iter().find(enough));
    let domain = options.domain.clone().or_else(|| best.and_then(|(said, _)| said.domain.clone()));
    let name = options.name.clone().or_else(|| best.and_then(|(said, _)| said.name.clone()));
    let (Some(domain), Some(name)) = (domain, name) else {
        return Err(Box::new(unnamed(labels, span, options)));
    };
    if let Some((_, label)) = best.filter(|_| options.name.is_none() || options.domain.is_none()) {
        guesses.push(Guess::new(
            "name",
            format!("{domain}.{name}"),
            format!("from {} {}", label.from, quote(&label.text)),
        ));
    }
    let spoken = said.iter().find_map(|(said, label)| Some((said.version?, *label)));
    let version = match (options.version, spoken, version) {
        (Some(version), ..) => version,
        (None, Some((version, label)), _) => {
            guesses.push(Guess::new(
                "version",
                version.to_string(),
                format!("from {} {}", label.from, quote(&label.text)),
            ));
            version
        }
        (None, None, Some(version)) => {
            guesses.push(Guess::new("version", version.to_string(), "from the property `version`"));
            version
        }
        (None, None, None) => {
            guesses.push(Guess::new("version", "1", "nothing says another"));
            1
        }
    };
    if domain == "shared" {
        return Err(Box::new(
            Diagnostic::error("reserved-domain", span, "no domain is called `shared`")
                .hint("generated code keeps the types of files without an event there: name another with `--domain`"),
        ));
    }
    if !words::is_past_tense(&name) {
        guesses.push(Guess::new("tense", name.clone(), "which is no past tense, and an event has happened"));
    }
    Ok(Named { domain, name, version, guesses })
}

fn unnamed(labels: &[Label], span: Span, options: &Options) -> Diagnostic {
    let mut tried: Vec<String> = labels.iter().map(|label| format!("{} {}", label.from, quote(&label.text))).collect();
    tried.dedup();
    let said = labels.iter().find_map(|label| words::said(&label.text, None).name);
    let (message, hint) = match (&options.domain, options.name.as_ref().or(said.as_ref())) {
        (None, Some(name)) => {
            (format!("nothing says which domain {} belongs to", quote(name)), "say it with `--domain`")
        }
        (Some(_), _) => ("nothing says what the event is called".to_owned(), "say it with `--name`"),
        _ => ("nothing says what the event is called".to_owned(), "say it with `--domain` and `--name`"),
    };
    let problem = Diagnostic::error("unnamed-event", span, message).hint(hint);
    if tried.is_empty() { problem } else { problem.label(format!("all there is: {}", tried.join(", "))) }
}

/// Says that `--name` names one event.
pub(super) fn one_name(inputs: &Inputs, events: usize) -> Diagnostic {
    let first = inputs.documents.first().map(|document| document.file);
    let file = first.or_else(|| inputs.samples.first().map(|samples| samples.file)).unwrap_or(FileId(0));
    let message = format!("`--name` names one event, and there are {events}");
    Diagnostic::error("several-events", Span { file, start: 0, end: 0 }, message)
        .hint("leave `--name` out to have each name told from the input, or import one event at a time")
}
