//! Whether a payload came back unchanged: the one comparison of all tests that send payloads there and back.
//!
//! Two texts are held against each other as texts, so that no parser rounds a number before it is looked at.

mod number;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;

/// The first place where two JSON texts are not the same JSON value, and what stands there; `None` when they are.
///
/// The same is what JSON Schema calls equal (2020-12 core, section 4.2.2): objects without an order, strings by
/// their characters, `1` and `1.0` alike. A number in integer spelling has exactly the value that it says, any
/// other that of the nearest double. An object with two members of one name is equal to nothing.
///
/// ```
/// use evenkeel_lossless::difference;
///
/// assert_eq!(difference(r#"{"a": 1, "b": "\u0061"}"#, r#"{"b":"a","a":1.0}"#), None);
/// let rounded = difference("[9007199254740993]", "[9007199254740992]");
/// assert_eq!(rounded.as_deref(), Some("/0: 9007199254740993 became 9007199254740992"));
/// ```
pub fn difference(before: &str, after: &str) -> Option<String> {
    match (serde_json::from_str(before), serde_json::from_str(after)) {
        (Ok(before), Ok(after)) => compare("", before, after).err(),
        (before, _) => Some(format!("the text {} is no JSON", if before.is_err() { "before" } else { "after" })),
    }
}

fn compare(path: &str, before: &RawValue, after: &RawValue) -> Result<(), String> {
    let changed = || Err(format!("{path}: {} became {}", cut(before.get()), cut(after.get())));
    match (kind(before), kind(after)) {
        (b'{', b'{') => {
            let (Ok(before), Ok(mut after)) = (parse::<Members<'_>>(before), parse::<Members<'_>>(after)) else {
                return Err(format!("{path}: two members of one name"));
            };
            for (name, value) in before.0 {
                let below = format!("{path}/{}", name.replace('~', "~0").replace('/', "~1"));
                match after.0.remove(&name) {
                    Some(other) => compare(&below, value, other)?,
                    None => return Err(format!("{below}: it is gone")),
                }
            }
            match after.0.keys().next() {
                Some(name) => Err(format!("{path}: the member `{name}` was added")),
                None => Ok(()),
            }
        }
        (b'[', b'[') => {
            let items = |text| parse::<Vec<&RawValue>>(text).map_err(|error| format!("{path}: {error}"));
            let (before, after) = (items(before)?, items(after)?);
            if before.len() != after.len() {
                return Err(format!("{path}: {} items became {}", before.len(), after.len()));
            }
            let mut pairs = before.into_iter().zip(after).enumerate();
            pairs.try_for_each(|(index, (before, after))| compare(&format!("{path}/{index}"), before, after))
        }
        (b'"', b'"') => match (parse::<String>(before), parse::<String>(after)) {
            (Ok(a), Ok(b)) if a == b => Ok(()),
            _ => changed(),
        },
        (b'-' | b'0'..=b'9', b'-' | b'0'..=b'9') if number::same(before.get(), after.get()) => Ok(()),
        _ if before.get() == after.get() => Ok(()),
        _ => changed(),
    }
}

fn kind(value: &RawValue) -> u8 {
    value.get().as_bytes().first().copied().unwrap_or_default()
}

fn parse<'a, T: Deserialize<'a>>(value: &'a RawValue) -> Result<T, serde_json::Error> {
    serde_json::from_str(value.get())
}

fn cut(text: &str) -> String {
    let short: String = text.chars().take(80).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

/// The members of an object, no two of one name.
struct Members<'a>(BTreeMap<String, &'a RawValue>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;

        impl<'de> Visitor<'de> for Each {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = BTreeMap::new();
                while let Some((name, value)) = map.next_entry()? {
                    if members.insert(name, value).is_some() {
                        return Err(serde::de::Error::custom("two members of one name"));
                    }
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Each)
    }
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn the_same_value_in_other_words() {
        for (before, after) in [
            ("1", "1.0"),
            ("-0", "0.0"),
            ("1e2", "100"),
            ("0.1", "1e-1"),
            ("0.1000000000000000055", "0.1"),
            ("18446744073709551617", "18446744073709551617"),
            ("1180591620717411303424", "1.1805916207174113e21"),
            (r#"{"a":[1,{}],"b":null}"#, r#"{"b": null, "a": [1.0, {}]}"#),
            (r#""\u00e9\/""#, "\"é/\""),
        ] {
            assert_eq!(difference(before, after), None, "{before} and {after}");
        }
    }

    #[test]
    fn what_was_changed_is_said() {
        for (before, after, said) in [
            ("9007199254740993", "9007199254740992.0", ": 9007199254740993 became 9007199254740992.0"),
            ("18446744073709551617", "1.8446744073709552e19", ": 18446744073709551617 became 1.8446744073709552e19"),
            ("0.1", "0.1000000000000001", ": 0.1 became 0.1000000000000001"),
            ("[1, 2]", "[1]", ": 2 items became 1"),
            (r#"{"a": 1}"#, "{}", "/a: it is gone"),
            (r#"{"a/b": null}"#, r#"{"a/b": false}"#, "/a~1b: null became false"),
            ("{}", r#"{"a": null}"#, ": the member `a` was added"),
            ("{}", r#"{"a": 1, "\u0061": 1}"#, ": two members of one name"),
            ("\"é\"", "\"e\\u0301\"", ": \"é\" became \"e\\u0301\""),
            ("1", "true", ": 1 became true"),
            ("{}", "{", "the text after is no JSON"),
        ] {
            assert_eq!(difference(before, after).as_deref(), Some(said));
        }
    }
}
