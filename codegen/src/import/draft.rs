//! The drafts that schemas come in, and what each is written as.

use super::tree::Tree;
use crate::contract::Dialect;
use crate::diagnostic::Diagnostic;
use crate::read::{Member, Node, Object};
use crate::resolve::vocabulary::{self, Row};

/// By which rules a schema was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Draft {
    Four,
    Six,
    Seven,
    Of2019,
    Of2020,
    /// The Schema Object of `AsyncAPI`: draft-07 and three annotations.
    AsyncApi,
}

impl Draft {
    /// The draft that `$schema` names; `None` for an unknown one.
    pub(super) fn named(schema: &str) -> Option<Self> {
        let name = schema.strip_suffix('#').unwrap_or(schema);
        let name = name.strip_prefix("https://").or_else(|| name.strip_prefix("http://")).unwrap_or(name);
        Some(match name {
            "json-schema.org/draft-04/schema" => Self::Four,
            "json-schema.org/draft-06/schema" => Self::Six,
            "json-schema.org/draft-07/schema" => Self::Seven,
            "json-schema.org/draft/2019-09/schema" => Self::Of2019,
            "json-schema.org/draft/2020-12/schema" => Self::Of2020,
            _ => return None,
        })
    }

    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Four => "draft-04",
            Self::Six => "draft-06",
            Self::Seven => "draft-07",
            Self::Of2019 => "draft 2019-09",
            Self::Of2020 => "draft 2020-12",
            Self::AsyncApi => "AsyncAPI's schema object",
        }
    }

    /// The dialect that it is written as.
    pub(super) fn dialect(self) -> Dialect {
        match self {
            Self::Four | Self::Six | Self::Seven | Self::AsyncApi => Dialect::DRAFT_7,
            Self::Of2019 | Self::Of2020 => Dialect::DRAFT_2020,
        }
    }

    /// The `$schema` of what is written.
    pub(super) fn written(self) -> &'static str {
        if self.dialect().is_draft7() {
            "http://json-schema.org/draft-07/schema#"
        } else {
            "https://json-schema.org/draft/2020-12/schema"
        }
    }

    /// Whether `$ref` silences what stands beside it.
    pub(super) fn reference_stands_alone(self) -> bool {
        self.dialect().is_draft7()
    }

    /// The row of a keyword that this draft knows.
    pub(super) fn row(self, name: &str) -> Option<&'static Row> {
        match (self, name) {
            (Self::Of2019, "prefixItems" | "$dynamicRef" | "$dynamicAnchor") => None,
            (Self::Of2019, _) => vocabulary::row(name),
            _ => vocabulary::row_in(name, self.dialect()),
        }
    }

    /// What keeps a keyword from being written as it stands.
    pub(super) fn refuses(self, member: &Member, object: &Object) -> Option<Diagnostic> {
        let name = member.key.as_str();
        let meaningless: &[&str] = match self {
            Self::Four => &["const", "contains", "propertyNames", "if", "then", "else", "$id"],
            Self::Six => &["if", "then", "else"],
            Self::Of2019 => &["prefixItems", "$dynamicRef", "$dynamicAnchor"],
            _ => &[],
        };
        let error = |message: String, hint: &str| Diagnostic::error("old-draft", member.key_span, message).hint(hint);
        if meaningless.contains(&name) {
            let message = format!("`{name}` means nothing in {}, and would begin to mean something", self.name());
            return Some(error(
                message,
                "name the draft that the schema is written for in `$schema`, or remove the keyword",
            ));
        }
        let bound = matches!(name, "exclusiveMinimum" | "exclusiveMaximum");
        if self == Self::Four && bound && member.value.as_bool().is_none() {
            let message = format!("`{name}` is `true` or `false` in draft-04");
            return Some(error(message, "name a newer draft in `$schema` if it is a number"));
        }
        if self == Self::Of2019 && (name == "$recursiveRef" || name == "$recursiveAnchor") {
            let message = format!("`{name}` of draft 2019-09 is not imported");
            return Some(error(message, "write `$ref`, or `$dynamicRef` by the rules of draft 2020-12"));
        }
        if self == Self::Of2019 && name == "unevaluatedItems" && object.get("contains").is_some() {
            let message = "`unevaluatedItems` beside `contains` means something else in draft 2020-12";
            return Some(error(message.to_owned(), "rewrite the schema by the rules of draft 2020-12"));
        }
        None
    }

    /// The name that a keyword is written under; `None` where it is left out, its meaning carried by
    /// another one.
    pub(super) fn rename<'m>(self, member: &'m Member, object: &Object) -> Option<&'m str> {
        let name = member.key.as_str();
        let tuple = || object.get("items").is_some_and(|items| items.as_array().is_some());
        match (self, name) {
            (Self::Four, "minimum") if is_true(object, "exclusiveMinimum") => Some("exclusiveMinimum"),
            (Self::Four, "maximum") if is_true(object, "exclusiveMaximum") => Some("exclusiveMaximum"),
            (Self::Of2019, "items") if tuple() => Some("prefixItems"),
            (Self::Of2019, "additionalItems") if tuple() => Some("items"),
            (Self::Of2019, "additionalItems") | (Self::Four, "exclusiveMinimum" | "exclusiveMaximum") => None,
            _ => Some(name),
        }
    }
}

/// The draft that a root without `$schema` was probably written for.
pub(super) fn guess(root: &Node) -> Draft {
    let old = |object: &Object| {
        let has = |name| object.get(name).is_some();
        (has("definitions") && !has("$defs")) || has("dependencies") || has("additionalItems")
    };
    if root.as_object().is_some_and(old) { Draft::Seven } else { Draft::Of2020 }
}

/// `$schema` as it is written.
pub(super) fn schema_member(draft: Draft) -> (String, Tree) {
    ("$schema".to_owned(), Tree::string(draft.written()))
}

fn is_true(object: &Object, name: &str) -> bool {
    object.get(name).and_then(Node::as_bool) == Some(true)
}
