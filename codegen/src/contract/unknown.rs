//! Members of a schema that are no keywords of its dialect. The specification makes annotations of
//! them; what looks like a slip is worth a warning.

use super::dialect::{Dialect, Draft};
use crate::diagnostic::{Diagnostic, suggest};
use crate::read::{Member, Object, Value};
use crate::resolve::vocabulary::{self, Keyword};

/// Keywords of other drafts, each with what is written for it now.
const BYGONE: [(&str, &str); 6] = [
    ("id", "`$id`"),
    ("$recursiveRef", "`$dynamicRef`"),
    ("$recursiveAnchor", "`$dynamicAnchor`"),
    ("divisibleBy", "`multipleOf`"),
    ("extends", "`allOf`"),
    ("disallow", "`not`"),
];

/// Whether a keyword says anything that is lost where only `$ref` counts.
pub(super) fn asserts(keyword: Keyword) -> bool {
    !matches!(
        keyword,
        Keyword::Ref
            | Keyword::Schema
            | Keyword::Id
            | Keyword::Comment
            | Keyword::Defs
            | Keyword::Definitions
            | Keyword::Title
            | Keyword::Description
            | Keyword::Default
            | Keyword::Deprecated
            | Keyword::ReadOnly
            | Keyword::WriteOnly
            | Keyword::Examples
            | Keyword::XEvent
            | Keyword::XRustType
            | Keyword::XRustName
            | Keyword::XSensitive
    )
}

/// Says that a keyword stands beside a `$ref` of draft-07.
pub(super) fn ignored_beside_ref(member: &Member) -> Diagnostic {
    let message = format!("`{}` is ignored: in draft-07 only `$ref` counts beside `$ref`", member.key);
    Diagnostic::warning("ignored-sibling", member.key_span, message).hint("put the `$ref` into an `allOf`")
}

/// Says that an `x-event` block stands in the middle of a file.
pub(super) fn buried_event(member: &Member) -> Diagnostic {
    Diagnostic::warning("no-effect", member.key_span, "`x-event` has no effect in here")
        .hint("only the root of a file is an event")
}

/// What there is to say about a keyword that only the other dialect knows.
pub(super) fn other_dialect(member: &Member, object: &Object, dialect: Dialect) -> Diagnostic {
    let name = member.key.as_str();
    let (here, hint) = match dialect.draft {
        Draft::Draft7 => (
            "draft-07",
            match name {
                "dependentRequired" | "dependentSchemas" => "write `dependencies`, or read the file by draft 2020-12",
                "prefixItems" => "write `items` with an array, or read the file by draft 2020-12",
                "$anchor" => "write `$id: \"#name\"`, or read the file by draft 2020-12",
                _ => "it belongs to draft 2020-12: name that in `$schema`",
            },
        ),
        Draft::Draft2020 => (
            "draft 2020-12",
            match name {
                "dependencies" => "write `dependentRequired` or `dependentSchemas`",
                "additionalItems" if object.get("prefixItems").is_some() => "write `items`",
                _ => "write `prefixItems` and `items`",
            },
        ),
    };
    let problem = Diagnostic::warning("no-effect", member.key_span, format!("`{name}` has no effect in {here}"));
    problem.hint(hint)
}

/// What there is to say about a member that neither dialect knows.
pub(super) fn unknown(member: &Member, object: &Object, dialect: Dialect) -> Option<Diagnostic> {
    let name = member.key.as_str();
    if let Some((_, now)) = BYGONE.iter().find(|(bygone, _)| *bygone == name) {
        let taken = name == "id" && (object.get("$id").is_some() || !matches!(member.value.value, Value::String(_)));
        let problem = || {
            Diagnostic::warning(
                "no-effect",
                member.key_span,
                format!("`{name}` has no effect: it belongs to another draft"),
            )
        };
        return (!taken).then(|| problem().hint(format!("write {now}")));
    }
    if name == "nullable" && member.value.as_bool() == Some(true) {
        return Some(nullable(member, object));
    }
    near(name, dialect).map(|near| near_miss(member, near))
}

/// Says what stands for a keyword of `OpenAPI` 3.0 in JSON Schema.
fn nullable(member: &Member, object: &Object) -> Diagnostic {
    let listed = object.get("enum").map_or("", |_| ", and list null in `enum`");
    let hint = match object.get("type").map(|name| &name.value) {
        Some(Value::String(name)) => format!("write `type: [{name}, \"null\"]`{listed}"),
        _ => "write `anyOf: [{ … }, { type: \"null\" }]`".to_owned(),
    };
    Diagnostic::warning("no-effect", member.key_span, "`nullable` has no effect: it belongs to OpenAPI 3.0").hint(hint)
}

/// Says what a member was probably meant to be.
pub(super) fn near_miss(member: &Member, meant: &str) -> Diagnostic {
    let message = format!("`{}` is no keyword and has no effect", member.key);
    Diagnostic::warning("unknown-keyword", member.key_span, message).hint(format!("did you mean `{meant}`?"))
}

/// The keyword that a name is probably a slip of. A slip seldom changes the first letter, and words of
/// two or three letters are near to too much.
fn near(name: &str, dialect: Dialect) -> Option<&'static str> {
    let extension = name.starts_with("x-");
    let first = name.bytes().find(|byte| *byte != b'$')?;
    let alike = |keyword: &&str| {
        let initial = keyword.bytes().find(|byte| *byte != b'$');
        keyword.len() > 3
            && keyword.starts_with("x-") == extension
            && initial.is_some_and(|initial| initial.eq_ignore_ascii_case(&first))
    };
    suggest(name, vocabulary::names(dialect).filter(alike))
}
