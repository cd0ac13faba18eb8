//! Parts of a contract that no typed check expresses: the text of a value is held against the schema
//! itself, in the context that it has in the whole contract.

use super::{Raw, Read, lenient, member};
use crate::{json, report};
use serde::{
    Serialize,
    de::{DeserializeSeed, Deserializer, Error, MapAccess},
};
use std::marker::PhantomData;

/// Rules that the text of a value is held against.
///
/// It is a list: the contract's text; then `within URI` for each resource that judging has come through
/// on the way to the value, as far as it matters; then a rule each: `KEYWORD PLACE` for one keyword of a
/// schema, `all PLACE` for a whole one, the place being a JSON pointer or a URI. Other contracts may follow. A list that begins with `null` does
/// not speak of null.
pub struct Part(pub &'static [&'static str]);

impl Part {
    /// Takes a value as its text, which keeps the rules.
    pub fn raw<'de, D: Deserializer<'de>>(&self, d: D) -> Result<Raw<'de>, D::Error> {
        let raw = Raw::read(d)?;
        self.judge(&raw)?;
        Ok(raw)
    }

    /// Reads a value whose text keeps the rules.
    pub fn parse<'de, T: Read<'de>, E: Error>(&self, raw: &Raw<'de>) -> Result<T, E> {
        let value = raw.parse()?;
        self.judge(raw)?;
        Ok(value)
    }

    /// Reads a value, if it is a `T`, its text keeps the rules and not too much was tried before.
    pub fn attempt<'de, T: Read<'de>>(&self, raw: &Raw<'de>) -> Option<T> {
        // A branch that is tried keeps its rules in every mode.
        raw.attempt().filter(|_| self.verdict(raw.text()) == Some(true))
    }

    /// Whether a typed value keeps the rules as it is written.
    pub fn keeps<T: Serialize>(&self, value: &T) -> bool {
        serde_json::to_string(value).is_ok_and(|text| self.verdict(&text) == Some(true))
    }

    /// The same, for a value that may be absent.
    pub fn keeps_if_there<T: Serialize>(&self, value: &Option<T>) -> bool {
        value.as_ref().is_none_or(|value| self.keeps(value))
    }

    fn judge<E: Error>(&self, raw: &Raw<'_>) -> Result<(), E> {
        const RULE: &str = "the contract refuses it";
        match self.verdict(raw.text()) {
            Some(true) => Ok(()),
            Some(false) if lenient::forgives(RULE) => Ok(()),
            _ => Err(E::custom(RULE)),
        }
    }

    /// Whether the text keeps the rules; none when it is no JSON.
    fn verdict(&self, text: &str) -> Option<bool> {
        let value = json::parse(text).ok()?;
        Some(match self.0 {
            ["null", ..] if value.is_null() => true,
            ["null", rules @ ..] | rules => report::verdict::keeps(rules, &value, text.len()),
        })
    }
}

/// Reads a member's value, whose text keeps rules, into its slot. A second member of the name is refused.
pub fn judged_member<'de, T: Read<'de>, A: MapAccess<'de>>(
    map: &mut A,
    slot: &mut Option<T>,
    name: &'static str,
    rules: &'static [&'static str],
) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(member::duplicate(name));
    }
    *slot = Some(map.next_value_seed(Judged(Part(rules), PhantomData))?);
    Ok(())
}

struct Judged<T>(Part, PhantomData<T>);

impl<'de, T: Read<'de>> DeserializeSeed<'de> for Judged<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<T, D::Error> {
        self.0.parse(&Raw::read(d)?)
    }
}
