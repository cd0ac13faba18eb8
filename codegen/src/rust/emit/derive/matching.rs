//! Fields against properties: all that the tokens tell.

use super::words;
use super::{At, Emitter, Given, Holds, Member, Problem, Role};
use crate::diagnostic::suggest;
use crate::rust::UnknownFields;
use crate::rust::shape::{Field, FieldKind, Literal, Rest, Struct, Type, TypeId, Use};

/// How a property is held by the struct at hand.
pub(super) enum Held {
    /// By the field of this index.
    Field { member: usize, value: Use, optional: bool },
    /// By a field that must have this value.
    Constant { member: usize, value: Use, literal: Literal },
    /// By no field: it is written and checked.
    Written(Literal),
    /// It must not be there.
    Forbidden,
}

/// What becomes of a property that the schema does not name.
pub(super) enum Others {
    Ignored,
    Refused,
    /// They are kept by the field of this index.
    Kept(usize),
    /// They are values of a type, kept by the field of this index.
    Typed(usize, Use),
}

impl Emitter<'_> {
    /// Which field holds which property, and everything that does not fit.
    pub(super) fn matched(
        &self,
        id: TypeId,
        object: &Struct,
        members: &[Member],
        given: &Given,
    ) -> Result<(Vec<Held>, Others), Vec<Problem>> {
        let owner = self.context.program[id].schema;
        let mut problems = self.superfluous(id, object, members);
        let mut held = Vec::with_capacity(object.fields.len());
        for field in &object.fields {
            let wanted = |member: &&Member| member.holds == Holds::Property(field.name.clone());
            let place = words::property_place(self.context.catalog, owner, &field.name);
            let mut all = members.iter().enumerate().filter(|(_, member)| wanted(member));
            match (all.next(), all.next()) {
                (Some((index, _)), Some((second, _))) => {
                    let message = format!("`{}` is held by the field `{}` already", field.name, members[index].ident);
                    problems.push(Problem { at: At::Member(second), message });
                }
                (Some((index, member)), None) => match self.fits(field, &place, index, member) {
                    Ok(found) => held.push(found),
                    Err(problem) => problems.push(problem),
                },
                (None, _) => match &field.kind {
                    FieldKind::Constant(literal) => held.push(Held::Written(literal.clone())),
                    FieldKind::Forbidden => held.push(Held::Forbidden),
                    FieldKind::Required(_) | FieldKind::Optional(_) => {
                        problems.extend(missing(field, &place, object, members));
                    }
                },
            }
        }
        match self.others(id, object, members, given) {
            Ok(others) if problems.is_empty() => Ok((held, others)),
            Ok(_) => Err(problems),
            Err(problem) => {
                problems.push(problem);
                Err(problems)
            }
        }
    }

    /// Fields that hold no property.
    fn superfluous(&self, id: TypeId, object: &Struct, members: &[Member]) -> Vec<Problem> {
        let here = self.here(self.context.program[id].schema);
        let free: Vec<&str> = object
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .filter(|name| !members.iter().any(|member| member.holds == Holds::Property((*name).to_owned())))
            .collect();
        let mut problems = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let Holds::Property(name) = &member.holds else { continue };
            if object.fields.iter().any(|field| field.name == *name) {
                continue;
            }
            let spelled = |free: &&&str| plain(free) == plain(name) || plain(free) == plain(&member.ident);
            let hint = match free.iter().find(spelled) {
                Some(meant) => format!("it has `{meant}`: `#[serde(rename = \"{meant}\")]`"),
                None => match suggest(name, free.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None if object.rest == Rest::Closed => "no other is allowed there".to_owned(),
                    None => "declare it there, or `#[serde(skip)]` it here".to_owned(),
                },
            };
            let message = format!("{here} has no property `{name}`; {hint}");
            problems.push(Problem { at: At::Member(index), message });
        }
        problems
    }

    /// One field against its property.
    fn fits(&self, field: &Field, place: &str, index: usize, member: &Member) -> Result<Held, Problem> {
        let name = &field.name;
        let asks = |value: &Use| words::asks(self.context.program, value);
        match &field.kind {
            FieldKind::Required(value) if member.optional && !nullable(value) => Err(Problem {
                at: At::Type(index),
                message: format!("`{name}` is required by {place}, and is never null: take the `Option` away"),
            }),
            FieldKind::Required(value) => Ok(Held::Field { member: index, value: value.clone(), optional: false }),
            FieldKind::Optional(value) if !member.optional => {
                let rust = words::optional(value);
                let message = format!("`{name}` may be absent by {place}, which says {}: use `{rust}`", asks(value));
                Err(Problem { at: At::Type(index), message })
            }
            FieldKind::Optional(value) => Ok(Held::Field { member: index, value: value.clone(), optional: true }),
            FieldKind::Constant(literal) if member.optional => {
                let message = format!(
                    "`{name}` is always {} by {place}: take the `Option` away, or the field, and it is written by itself",
                    shown(literal)
                );
                Err(Problem { at: At::Type(index), message })
            }
            FieldKind::Constant(Literal::Json(json)) if json == "null" => {
                Ok(Held::Field { member: index, value: Use::plain(Type::Null), optional: false })
            }
            FieldKind::Constant(literal) => match constant(literal) {
                Some(ty) => Ok(Held::Constant { member: index, value: Use::plain(ty), literal: literal.clone() }),
                None => Err(Problem {
                    at: At::Member(index),
                    message: format!(
                        "`{name}` is always {} by {place}: take the field away, it is written by itself",
                        shown(literal)
                    ),
                }),
            },
            FieldKind::Forbidden => Err(Problem {
                at: At::Member(index),
                message: format!("`{name}` must not be there by {place}: take the field away"),
            }),
        }
    }

    fn others(&self, id: TypeId, object: &Struct, members: &[Member], given: &Given) -> Result<Others, Problem> {
        let here = self.here(self.context.program[id].schema);
        let mut all = members.iter().enumerate().filter(|(_, member)| member.holds == Holds::Others);
        let first = all.next().map(|(index, _)| index);
        if let Some((second, _)) = all.next() {
            let message = "one field holds all properties that the schema does not name: take one `flatten` away";
            return Err(Problem { at: At::Member(second), message: message.into() });
        }
        let unknown = self.context.unknown;
        if given.strict && object.rest != Rest::Closed && unknown != UnknownFields::Deny {
            let message = format!(
                "{here} allows properties that it does not name: `deny_unknown_fields` would refuse them; \
                 say `additionalProperties: false` there, or `unknown-fields = \"deny\"` in evenkeel.toml"
            );
            return Err(Problem { at: At::Strict, message });
        }
        match (&object.rest, first) {
            (Rest::Typed(value), Some(index)) => Ok(Others::Typed(index, value.clone())),
            (Rest::Typed(value), None) => {
                let (asks, rust) = (words::asks(self.context.program, value), words::rust(value));
                let message = format!(
                    "no field for the properties that {here} allows beside the named ones, each {asks}: \
                     add `#[serde(flatten)] others: BTreeMap<String, {rust}>`"
                );
                Err(Problem { at: At::Name, message })
            }
            (Rest::Closed, Some(index)) => Err(Problem {
                at: At::Member(index),
                message: format!("{here} allows no other properties: take the field away"),
            }),
            (Rest::Open, Some(index)) if unknown == UnknownFields::Deny => Err(Problem {
                at: At::Member(index),
                message: "evenkeel.toml says `unknown-fields = \"deny\"`: nothing is left for this field".into(),
            }),
            (Rest::Open, Some(index)) => Ok(Others::Kept(index)),
            (Rest::Open, None) if unknown == UnknownFields::Keep => {
                let message =
                    "evenkeel.toml says `unknown-fields = \"keep\"`: add `#[serde(flatten)] extra: evenkeel::Extra`";
                Err(Problem { at: At::Name, message: message.into() })
            }
            (Rest::Closed, None) => Ok(Others::Refused),
            (Rest::Open, None) if unknown == UnknownFields::Deny => Ok(Others::Refused),
            (Rest::Open, None) => Ok(Others::Ignored),
        }
    }

    /// The expressions of the keys of an event.
    pub(super) fn keys(&self, object: &Struct, held: &[Held]) -> [Option<String>; 2] {
        let catalog = self.context.catalog;
        let document = catalog[self.root()].document;
        let contract = catalog.contracts.iter().find(|contract| contract.document == document);
        let Some(contract) = contract else { return [None, None] };
        let key = |pointer: &str| {
            let whole = || format!("__p::at_pointer(&__p::Written(self), {})", super::literal(pointer));
            let Some(rest) = pointer.strip_prefix('/') else { return whole() };
            let (token, below) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let name = crate::rust::place::unescape(token);
            // What lies in one field needs no look at the others.
            match object.fields.iter().position(|field| field.name == name).map(|index| &held[index]) {
                Some(Held::Field { member, value, optional: false }) => match value.ty {
                    Type::String | Type::Format(_) | Type::Integer(_) | Type::Bool if below.is_empty() => {
                        format!("__p::scalar(&self.__Field{member})")
                    }
                    _ => format!("__p::at_pointer(&__p::Written(&self.__Field{member}), {})", super::literal(below)),
                },
                _ => whole(),
            }
        };
        [&contract.event.key, &contract.event.idempotency].map(|at| at.as_ref().map(|at| key(&at.value)))
    }
}

/// A property that no field holds. What a misspelled field was meant to hold is said there.
fn missing(field: &Field, place: &str, object: &Struct, members: &[Member]) -> Option<Problem> {
    let known = |name: &str| object.fields.iter().any(|field| field.name == name);
    let meant = members.iter().any(|member| match &member.holds {
        Holds::Property(name) if !known(name) => {
            plain(name) == plain(&field.name)
                || plain(&member.ident) == plain(&field.name)
                || suggest(name, [field.name.as_str()]).is_some()
        }
        _ => false,
    });
    if meant {
        return None;
    }
    let like = |member: &Member| plain(&member.ident) == plain(&field.name);
    for (index, member) in members.iter().enumerate().filter(|(_, member)| like(member)) {
        let attribute = match member.holds {
            Holds::Others => "flatten",
            Holds::Nothing => "skip",
            Holds::Property(_) => continue,
        };
        let message = format!("`{}` is a property of its own by {place}: take `{attribute}` away", field.name);
        return Some(Problem { at: At::Member(index), message });
    }
    let ident = &field.ident;
    let (verb, rust) = match &field.kind {
        FieldKind::Required(value) => ("requires", words::rust(value)),
        FieldKind::Optional(value) => ("declares", words::optional(value)),
        FieldKind::Constant(_) | FieldKind::Forbidden => return None,
    };
    let rename = if ident.trim_start_matches("r#") == field.name {
        String::new()
    } else {
        format!("#[serde(rename = \"{}\")] ", field.name)
    };
    let message = format!("no field for `{}`, which {place} {verb}: add `{rename}{ident}: {rust}`", field.name);
    Some(Problem { at: At::Name, message })
}

/// Whether `null` is among the values.
fn nullable(value: &Use) -> bool {
    matches!(value.ty, Type::Nullable(_))
}

/// A name without what naming conventions add: `orderId`, `order-id` and `order_id` are one.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The type of a field that holds a constant all the same.
fn constant(literal: &Literal) -> Option<Type> {
    match literal {
        Literal::Text(_) => Some(Type::String),
        Literal::Json(json) if json == "true" || json == "false" => Some(Type::Bool),
        Literal::Json(json) => json.parse::<i64>().ok().map(|_| Type::Integer("i64".into())),
    }
}

fn shown(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => format!("{text:?}"),
        Literal::Json(json) => json.clone(),
    }
}

/// Whether the type at hand is an event.
pub(super) fn is_event(given: &Given) -> bool {
    given.role == Role::Event
}
