//! Plain words for what a schema asks for and for what a payload holds.

use serde_json::Value;
use std::fmt::Display;

/// The longest text that is shown of one value, in characters.
const VALUE: usize = 60;

/// The longest list of allowed values, in characters.
const LIST: usize = 200;

/// A value in a few words. What lies in arrays and objects is not shown: it may be long, and it
/// may be none of the reader's business.
pub(super) fn found(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("an array of {}", count(items.len(), "item")),
        Value::Object(members) => format!("an object of {}", count(members.len(), "member")),
        scalar => cut(&scalar.to_string(), VALUE),
    }
}

/// One of the schema's own values.
pub(super) fn constant(value: &Value) -> String {
    cut(&value.to_string(), LIST)
}

/// One of the schema's own values, of several: `"a"`, `"a" or "b"`, `one of "a", "b", "c"`.
pub(super) fn one_of<T: Display>(items: &[T]) -> String {
    let list = if items.len() > 2 { format!("one of {}", joined(items)) } else { any_of(items) };
    cut(&list, LIST)
}

/// Things of which any would do, as many as a list shows.
pub(super) fn choices<T: Into<String>>(items: impl Iterator<Item = T>) -> Vec<String> {
    let mut room = LIST;
    let mut shown = Vec::new();
    for item in items.map(Into::into) {
        let length = item.chars().count();
        shown.push(item);
        match room.checked_sub(length) {
            Some(left) => room = left,
            None => break,
        }
    }
    shown
}

/// `a string`, `a string or null`, `a string, an object or null`.
pub(super) fn any_of<T: Display>(items: &[T]) -> String {
    match items {
        [] => "nothing".to_owned(),
        [one] => one.to_string(),
        [most @ .., last] => cut(&format!("{} or {last}", joined(most)), LIST),
    }
}

fn joined<T: Display>(items: &[T]) -> String {
    let list: Vec<String> = items.iter().map(T::to_string).collect();
    list.join(", ")
}

/// `1 item`, `2 items`.
pub(super) fn count(n: impl Display, what: &str) -> String {
    let n = n.to_string();
    let plural = if n == "1" { "" } else { "s" };
    format!("{n} {what}{plural}")
}

/// A name, or a pattern, as it stands in a text.
pub(super) fn name(name: &str) -> String {
    format!("`{}`", cut(name, VALUE))
}

/// A type's name with its article.
pub(super) fn kind(name: &str) -> &str {
    match name {
        "array" => "an array",
        "boolean" => "true or false",
        "integer" => "an integer",
        "number" => "a number",
        "object" => "an object",
        "string" => "a string",
        other => other,
    }
}

/// The text, or its beginning and an ellipsis, with what a terminal would obey spelled out.
pub(crate) fn cut(text: &str, length: usize) -> String {
    let mut shown = String::new();
    for (i, c) in text.chars().enumerate() {
        if i == length {
            shown.push('…');
            break;
        }
        if c.is_control() || is_direction(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Characters that turn the direction of the text around them.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
