//! Patterns: which engine they run on, and which features a contract needs.

use super::{Lowerer, pattern_size};
use crate::contract::{Keywords, SchemaId};
use crate::diagnostic::Diagnostic;
use crate::rust::conj::keywords;
use crate::rust::shape::{Check, Engine, Need};
use crate::source::Span;
use std::collections::HashSet;

/// Why a pattern runs on no engine.
enum Problem {
    Invalid(String),
    TooLarge,
}

/// How deep groups may lie in one another, as on the linear engine.
const DEEPEST: usize = 250;

/// How deep groups lie in one another at most; what stands in a class counts too.
fn depth(pattern: &str) -> usize {
    let (mut depth, mut deepest, mut escaped) = (0_usize, 0, false);
    for c in pattern.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The rule that a text matches a pattern; none where the pattern is refused.
pub(super) fn pattern_check(ecma: &str) -> Option<Check> {
    engine(ecma).ok().map(|engine| Check::Pattern { ecma: ecma.to_owned(), engine })
}

/// Whether a pattern may match in a name: no only where the texts that its matches begin with are known.
pub(super) fn may_match(pattern: &str, name: &str) -> bool {
    use regex_syntax::hir::{Look, literal::Extractor};
    let regex = jsonschema_regex::to_rust_regex(pattern).ok();
    let Some(parsed) = regex.and_then(|regex| regex_syntax::Parser::new().parse(&regex).ok()) else { return true };
    let at_start = parsed.properties().look_set_prefix().contains(Look::Start);
    let found = |text: &[u8]| {
        let mut ends = (0..=name.len()).map(|start| &name.as_bytes()[start..]);
        if at_start { name.as_bytes().starts_with(text) } else { ends.any(|end| end.starts_with(text)) }
    };
    let beginnings = Extractor::new().extract(&parsed);
    beginnings.literals().is_none_or(|literals| literals.iter().any(|literal| found(literal.as_bytes())))
}

/// What a pattern of ECMA 262 runs on.
fn engine(pattern: &str) -> Result<Engine, Problem> {
    use regex_syntax::ast::ErrorKind::{UnsupportedBackreference, UnsupportedLookAround};
    let valid = jsonschema_regex::is_valid_ecma_regex(pattern);
    let otherwise = |why: String| match valid {
        true if depth(pattern) > DEEPEST => Err(Problem::Invalid(format!("its groups lie more than {DEEPEST} deep"))),
        true => Ok(Engine::Backtracking),
        false => Err(Problem::Invalid(why)),
    };
    let misspelt = "it is not spelled as ECMA 262 says";
    let Ok(regex) = jsonschema_regex::to_rust_regex(pattern) else { return otherwise(misspelt.into()) };
    match regex_syntax::Parser::new().parse(&regex) {
        Ok(parsed) if pattern_size::of(&parsed) > pattern_size::MOST => Err(Problem::TooLarge),
        Ok(_) => Ok(Engine::Linear(regex.into_owned())),
        Err(regex_syntax::Error::Parse(error)) => match error.kind() {
            UnsupportedBackreference | UnsupportedLookAround => otherwise(misspelt.into()),
            kind => Err(Problem::Invalid(kind.to_string())),
        },
        Err(regex_syntax::Error::Translate(error)) => Err(Problem::Invalid(error.kind().to_string())),
        Err(_) => Err(Problem::Invalid("it cannot be compiled".into())),
    }
}

impl Lowerer<'_> {
    /// Looks at every pattern that some schemas reach, those that are judged as text too.
    pub(super) fn patterns(&mut self, from: impl IntoIterator<Item = SchemaId>) {
        let mut pending: Vec<SchemaId> = from.into_iter().collect();
        let mut seen: HashSet<SchemaId> = pending.iter().copied().collect();
        let mut found = Vec::new();
        while let Some(id) = pending.pop() {
            let Some(words) = keywords(self.catalog, id) else { continue };
            pending.extend(words.children().chain(words.references()).filter(|next| seen.insert(*next)));
            found.push(id);
        }
        // In the order of the texts, whichever way leads to them.
        found.sort_unstable();
        for id in found {
            let Some(words) = keywords(self.catalog, id) else { continue };
            self.patterns_of(id, words);
            if self.catalog[id].asserted_format() == Some("idn-hostname") {
                self.out.program.fallback.get_or_insert(Need { schema: id, keyword: "format" });
            }
        }
    }

    fn patterns_of(&mut self, schema: SchemaId, words: &Keywords) {
        let own = words.pattern.iter().map(|at| ("pattern", at));
        let names = words.pattern_properties.iter().map(|property| ("patternProperties", &property.name));
        for (keyword, at) in own.chain(names) {
            let need = Need { schema, keyword };
            match engine(&at.value) {
                Ok(Engine::Linear(_)) => {
                    self.out.program.pattern.get_or_insert(need);
                }
                Ok(Engine::Backtracking) => {
                    self.out.program.fallback.get_or_insert(need);
                    self.refuse(backtracking(at.span));
                }
                Err(problem) => self.refuse(problem.diagnostic(at.span)),
            }
        }
    }
}

fn backtracking(span: Span) -> Diagnostic {
    Diagnostic::warning("backtracking", span, "this pattern looks around or back, which can take long")
        .label("a text that takes more than 1,000,000 steps is refused")
        .hint("it needs the feature `fallback` of `evenkeel`; written without it, it runs in linear time")
}

impl Problem {
    fn diagnostic(self, span: Span) -> Diagnostic {
        match self {
            Self::TooLarge => {
                Diagnostic::error("pattern-too-large", span, "this `pattern` grows too large when it is compiled")
                    .label("its repetitions multiply")
                    .hint(format!(
                        "{} MiB are the most: count with `maxLength`, or repeat smaller classes",
                        pattern_size::MOST >> 20
                    ))
            }
            Self::Invalid(why) => Diagnostic::error("pattern-invalid", span, "this `pattern` is no regular expression")
                .label(why)
                .hint("patterns are regular expressions of ECMA 262"),
        }
    }
}
