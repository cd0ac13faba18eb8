//! What a field's type must be able to hold: a trait of its own for each level of a field's type, so that
//! the compiler says what is wrong in the words of the schema.
//!
//! What stands in a body speaks of a value through these traits alone. Where a type does not have the
//! trait, the body is right all the same, and one message is left: that of the assertion at the field.

use super::super::checks::{Value, describe};
use super::super::code::literal;
use super::Emitter;
use crate::rust::shape::{Check, Judged, Kind, Type, Use};

/// A trait that was written, and what stands behind it.
pub(super) struct Level {
    pub(super) name: String,
    pub(super) value: Use,
    pub(super) inner: Vec<Level>,
}

/// What is spoken of: `total`, an item of it.
pub(super) struct Spoken<'a> {
    /// For people.
    pub(super) what: String,
    /// For the trait's name.
    pub(super) name: String,
    /// `order/created.v1.yaml:17`.
    pub(super) place: &'a str,
    /// The index of the field or variant.
    pub(super) part: usize,
    /// It stands in an `Option` that says whether it is there.
    pub(super) optional: bool,
}

impl Spoken<'_> {
    pub(super) fn inner(&self, what: &str, name: &str) -> Self {
        Self {
            what: format!("{what} of {}", self.what),
            name: format!("{}{name}", self.name),
            optional: false,
            ..*self
        }
    }
}

impl Emitter<'_> {
    /// Writes the trait for a value, and those for what is in it. None where no type of a user's own can
    /// hold it; the reason is noted.
    pub(super) fn level(&mut self, value: &Use, spoken: &Spoken<'_>) -> Result<Level, String> {
        let mut value = value.clone();
        if let Type::Boxed(id) = value.ty {
            value.ty = Type::Named(id);
        }
        if let Some(judged) = value.judged.first() {
            return Err(spoken_keyword(judged));
        }
        if let Some(check) = value.checks.iter().find(|check| is_compound(check)) {
            return Err(format!("`{}` has no check of one condition", describe(check)));
        }
        let inner = match &value.ty {
            Type::Vec(item) => vec![self.level(item, &spoken.inner("an item", "Item"))?],
            Type::Map(item) => vec![self.level(item, &spoken.inner("a value", "Value"))?],
            Type::Nullable(inner) => {
                let below = Spoken {
                    what: spoken.what.clone(),
                    name: format!("{}Value", spoken.name),
                    optional: false,
                    ..*spoken
                };
                vec![self.level(inner, &below)?]
            }
            Type::Tuple(positions) if positions.len() > MOST_POSITIONS => {
                return Err(format!("it is an array of {} places: {MOST_POSITIONS} is the most", positions.len()));
            }
            Type::Tuple(positions) => {
                let each = positions.iter().enumerate().map(|(index, position)| {
                    self.level(position, &spoken.inner(&format!("place {index}"), &format!("{index}")))
                });
                each.collect::<Result<_, _>>()?
            }
            _ => Vec::new(),
        };
        match value.ty {
            Type::Named(id) => self.namable(id, &value)?,
            Type::Vec(_) | Type::Map(_) | Type::Tuple(_) | Type::Nullable(_) => {
                if let Some(check) = value.checks.iter().find(|check| !speaks_of_items(&value.ty, check)) {
                    return Err(format!("`{}` speaks of it as a whole", describe(check)));
                }
            }
            _ => {}
        }
        let name = self.name(&format!("__Holds{}", spoken.name));
        let level = Level { name, value, inner };
        self.declare(&level, spoken);
        Ok(level)
    }

    /// Whether a type of the user's own can be this one.
    fn namable(&self, id: crate::rust::shape::TypeId, value: &Use) -> Result<(), String> {
        if let Some(check) = value.checks.first() {
            return Err(format!("`{}` stands beside a type of its own", describe(check)));
        }
        if !self.one.alone.contains(&id) {
            return Err("several schemas say together what it is (`allOf`, or keywords beside `$ref`)".into());
        }
        if let Some(judged) = self.context.program[id].judged.first() {
            return Err(spoken_keyword(judged));
        }
        match &self.context.program[id].kind {
            Kind::Struct(_) | Kind::Enum(_) => Ok(()),
            Kind::Union(union) if matches!(union.choice, crate::rust::shape::Choice::Tag(_)) => Ok(()),
            Kind::Union(_) => Err("it is a union that no string property tells apart".into()),
            Kind::Sequence(_) => Err("it is an array whose places have types of their own".into()),
            Kind::Newtype(_) | Kind::Pending => Err("it holds itself without an object between".into()),
        }
    }

    /// Statements for the rules on a value that an expression refers to.
    pub(super) fn rules(&mut self, level: &Level, expression: &str, name: &str) {
        if !ruled(level) {
            return;
        }
        let Level { name: holds, value, inner } = level;
        match &value.ty {
            Type::Vec(_) => {
                self.code.line(&format!("let items = {holds}::items({expression});"));
                self.sequence_checks(value, "items", name);
                self.inside(&inner[0], "for value in items {", &format!("{name}[]"));
            }
            Type::Map(_) => {
                self.code.line(&format!("let members = {holds}::members({expression});"));
                self.inside(&inner[0], "for value in members.values() {", &format!("{name}{{}}"));
            }
            Type::Nullable(_) => {
                let head = format!("if let Some(value) = {holds}::present({expression}) {{");
                self.inside(&inner[0], &head, name);
            }
            Type::Tuple(_) => {
                self.code.line(&format!("let tuple = {expression};"));
                for (index, position) in inner.iter().enumerate().filter(|(_, position)| ruled(position)) {
                    self.code.open("{");
                    self.code.line(&format!("let value = {holds}::place{index}(tuple);"));
                    self.rules(position, "value", &format!("{name}[{index}]"));
                    self.code.close("}");
                }
            }
            Type::Integer(_) => {
                self.code.line(&format!("let value = &__p::Integer::wide(*{expression});"));
                let wide = Use::checked(Type::Integer("i128".into()), value.checks.clone());
                self.checks(&wide, name);
            }
            _ => {
                let ty = self.context.ty(value);
                self.code.line(&format!("let value = __p::View::<{ty}>::view({expression});"));
                self.checks(value, name);
            }
        }
    }

    fn inside(&mut self, level: &Level, head: &str, name: &str) {
        if !ruled(level) {
            return;
        }
        self.code.open(head);
        self.rules(level, "value", name);
        self.code.close("}");
    }

    /// The rules on `value`, a reference to what generated code would have.
    fn checks(&mut self, value: &Use, name: &str) {
        for check in &value.checks {
            let constant = self.context.constant(&mut self.code, value, check);
            let condition = self.context.condition(value, check, &Value::variable("value"), &constant);
            self.code.broken(&condition, &literal(&format!("{name}: {}", describe(check))));
        }
    }

    fn sequence_checks(&mut self, value: &Use, items: &str, name: &str) {
        for check in &value.checks {
            let condition = match check {
                Check::UniqueItems => format!("!__p::unique_written({items})"),
                _ => self.context.condition(value, check, &Value::variable(items), ""),
            };
            self.code.broken(&condition, &literal(&format!("{name}: {}", describe(check))));
        }
    }
}

/// Whether a rule is more than one condition on the value.
fn is_compound(check: &Check) -> bool {
    matches!(check, Check::Keys(_) | Check::Not(_) | Check::If { .. } | Check::Contains { .. })
}

/// Why what is judged on a value's text has no place in a type of a user's own.
pub(super) fn spoken_keyword(judged: &Judged) -> String {
    match judged.keyword {
        Some(keyword) => format!("`{keyword}` has no typed check"),
        None => "what it says has no typed check".into(),
    }
}

/// The longest tuple of the runtime that writes itself.
const MOST_POSITIONS: usize = 8;

/// Whether a rule on a container is one on the slice of a list.
fn speaks_of_items(ty: &Type, check: &Check) -> bool {
    matches!((ty, check), (Type::Vec(_), Check::MinItems(_) | Check::MaxItems(_) | Check::UniqueItems))
}

/// Whether a rule holds for a value or for what is in it, types of their own left to themselves.
fn ruled(level: &Level) -> bool {
    !level.value.checks.is_empty() || level.inner.iter().any(ruled)
}
