//! serde's attributes: what they mean for the wire is honoured, or refused by name.
//!
//! Events are read and written by their contract. An attribute that would make serde's own derive read or
//! write something else has no place on such a type.

use crate::problems::Problems;
use crate::rename::Case;
use evenkeel_codegen::diagnostic::suggest;
use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta, Token};

/// What serde's attributes of a type say.
#[derive(Default)]
pub(crate) struct OfType {
    pub(crate) rename_all: Case,
    pub(crate) strict: Option<Span>,
    pub(crate) tag: Option<LitStr>,
}

/// What serde's attributes of a field or variant say.
#[derive(Default)]
pub(crate) struct OfPart {
    pub(crate) rename: Option<String>,
    pub(crate) skip: bool,
    pub(crate) flatten: bool,
}

/// What an attribute stands on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum On {
    Struct,
    Enum,
    /// A field, and whether its type is an `Option`.
    Field(bool),
    Variant,
}

/// Attributes of a type that change the wire, and why they cannot stand there.
const TYPE_REFUSED: &[(&str, &str)] = &[
    ("content", "evenkeel knows no union whose content stands beside its tag"),
    ("untagged", "evenkeel needs a tag to tell the branches apart; generate the code for a union without one"),
    ("transparent", "use the inner type for the field"),
    ("default", "the contract says what may be absent: an `Option`"),
    ("from", "the type itself is held against the contract"),
    ("try_from", "the type itself is held against the contract"),
    ("into", "the type itself is held against the contract"),
    ("remote", "the type itself is held against the contract"),
    ("variant_identifier", "the type itself is held against the contract"),
    ("field_identifier", "the type itself is held against the contract"),
];

/// Attributes of a field or variant that change the wire, and why they cannot stand there.
const PART_REFUSED: &[(&str, &str)] = &[
    ("alias", "it accepts a name that the contract does not know"),
    ("skip_serializing", "what is read is written too; `skip` is for what is no part of the payload"),
    ("skip_deserializing", "what is written is read too; `skip` is for what is no part of the payload"),
    ("with", "the type of the field says how it is written: use the one that the contract asks for"),
    ("serialize_with", "the type of the field says how it is written: use the one that the contract asks for"),
    ("deserialize_with", "the type of the field says how it is read: use the one that the contract asks for"),
    ("getter", "the type itself is held against the contract"),
    ("borrow", "an event owns what it holds"),
    ("other", "the contract says which values there are"),
    ("untagged", "the contract says which values there are"),
];

/// Attributes that leave the wire alone.
const QUIET: [&str; 5] = ["bound", "crate", "expecting", "rename_all_fields", "rename"];

impl OfType {
    pub(crate) fn read(attributes: &[Attribute], on: On, problems: &mut Problems) -> Self {
        let mut said = Self::default();
        for meta in metas(attributes, problems) {
            let name = name(&meta);
            match name.as_str() {
                "rename_all" => {
                    if let Some(case) = both(&meta, problems) {
                        said.rename_all = case_of(&case, problems);
                    }
                }
                "deny_unknown_fields" => said.strict = Some(meta.span()),
                "tag" if on == On::Enum => said.tag = text(&meta),
                "tag" => refuse(
                    &meta,
                    "tag",
                    "it adds a member that the contract does not know; a `const` of the contract is written by itself",
                    problems,
                ),
                _ => refuse_listed(&meta, &name, TYPE_REFUSED, problems),
            }
        }
        said
    }
}

impl OfPart {
    pub(crate) fn read(attributes: &[Attribute], on: On, problems: &mut Problems) -> Self {
        let mut said = Self::default();
        let metas = metas(attributes, problems);
        said.skip = metas.iter().any(|meta| name(meta) == "skip");
        said.flatten = metas.iter().any(|meta| name(meta) == "flatten");
        for meta in &metas {
            let name = name(meta);
            match name.as_str() {
                "rename" => said.rename = both(meta, problems).map(|text| text.value()),
                "skip" if on == On::Variant => {
                    refuse(meta, "skip", "the contract says which values there are", problems);
                }
                "skip" | "flatten" => {}
                "default" => said.no_default(meta, on, problems),
                "skip_serializing_if" => {
                    let none = text(meta).is_some_and(|text| text.value().rsplit("::").next() == Some("is_none"));
                    let optional = none && on == On::Field(true);
                    if !(optional || said.skip || said.flatten) {
                        let why = "only what may be absent is left out, and that is an `Option` with `Option::is_none`";
                        refuse(meta, "skip_serializing_if", why, problems);
                    }
                }
                _ => refuse_listed(meta, &name, PART_REFUSED, problems),
            }
        }
        said
    }

    fn no_default(&self, meta: &Meta, on: On, problems: &mut Problems) {
        let plain = matches!(meta, Meta::Path(_));
        let why = match on {
            _ if plain && (self.skip || self.flatten || on == On::Field(true)) => return,
            _ if !plain => "absence stays absence: a `default` of the contract is no value of the payload",
            _ => "a member that the contract requires has no default; one that it does not is an `Option`",
        };
        refuse(meta, "default", why, problems);
    }
}

fn metas(attributes: &[Attribute], problems: &mut Problems) -> Vec<Meta> {
    let mut all = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        // What cannot be read at all is for serde to complain of.
        match attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated) {
            Ok(metas) => all.extend(metas),
            Err(error) => problems.add(error),
        }
    }
    all
}

fn name(meta: &Meta) -> String {
    meta.path().get_ident().map(ToString::to_string).unwrap_or_default()
}

fn text(meta: &Meta) -> Option<LitStr> {
    match meta {
        Meta::NameValue(pair) => literal(&pair.value),
        Meta::Path(_) | Meta::List(_) => None,
    }
}

fn literal(expression: &Expr) -> Option<LitStr> {
    match expression {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.clone()),
        Expr::Group(group) => literal(&group.expr),
        _ => None,
    }
}

/// A name for both ways: `rename = "x"`, or `rename(serialize = "x", deserialize = "x")`.
fn both(meta: &Meta, problems: &mut Problems) -> Option<LitStr> {
    let Meta::List(list) = meta else { return text(meta) };
    let ways = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap_or_default();
    let way = |wanted: &str| ways.iter().find(|meta| name(meta) == wanted).and_then(text);
    match (way("serialize"), way("deserialize")) {
        (Some(one), Some(other)) if one.value() == other.value() => Some(one),
        _ => {
            refuse(meta, &name(meta), "a contract has one name for reading and writing", problems);
            None
        }
    }
}

fn case_of(text: &LitStr, problems: &mut Problems) -> Case {
    Case::named(&text.value()).unwrap_or_else(|| {
        let names = Case::NAMES.map(|(name, _)| name);
        let hint = suggest(&text.value(), names).map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"));
        problems.at(text, format!("serde has no case `{}`{hint}", text.value()));
        Case::None
    })
}

fn refuse_listed(meta: &Meta, name: &str, list: &[(&str, &str)], problems: &mut Problems) {
    match list.iter().find(|(refused, _)| *refused == name) {
        Some((_, why)) => refuse(meta, name, why, problems),
        None if QUIET.contains(&name) => {}
        // What it does to the wire cannot be known.
        None => refuse(meta, name, "it is unknown here", problems),
    }
}

fn refuse(meta: &Meta, name: &str, why: &str, problems: &mut Problems) {
    problems.at(meta, format!("serde's `{name}` cannot stand on a type with a contract: {why}"));
}
