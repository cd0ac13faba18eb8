//! A JSON value that knows where it stands.

use std::cell::OnceCell;
use std::hash::{Hash, Hasher};

use super::Number;
use crate::json_string::write_json_string;
use crate::source::Span;

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where the value stands, without the key before it.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, digit for digit.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object, in the order of the text.
    Object(Object),
}

/// A member of an object.
#[derive(Clone, Debug)]
pub struct Member {
    /// The name.
    pub key: String,
    /// Where the name stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// The members of an object in the order of the text; no name stands twice.
#[derive(Clone, Debug, Default)]
pub struct Object {
    members: Vec<Member>,
    /// The members' numbers in the order of their names; made when a large object is first searched.
    by_name: OnceCell<Box<[u32]>>,
}

impl Node {
    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// The value of a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The number.
    pub fn as_number(&self) -> Option<&Number> {
        match &self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items of an array.
    pub fn as_array(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The object.
    pub fn as_object(&self) -> Option<&Object> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The JSON type in JSON Schema's words: `null`, `boolean`, `number`, `string`, `array`, `object`.
    pub fn type_name(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        }
    }

    /// The node that a JSON pointer (RFC 6901) leads to; the empty pointer leads to this one.
    pub fn pointer(&self, pointer: &str) -> Option<&Node> {
        if pointer.is_empty() {
            return Some(self);
        }
        let tokens = pointer.strip_prefix('/')?.split('/');
        tokens.into_iter().try_fold(self, |node, token| node.child(&unescape(token)?))
    }

    /// The member or item that a token of a JSON pointer names, the token without its escapes.
    pub(crate) fn child(&self, token: &str) -> Option<&Node> {
        match &self.value {
            Value::Object(object) => object.get(token),
            Value::Array(items) => items.get(array_index(token)?),
            _ => None,
        }
    }

    /// Whether both are equal as JSON Schema sees it (core, section 4.2.2): `1` is `1.0`, the order of
    /// members does not count, places do not count.
    pub fn same_json(&self, other: &Node) -> bool {
        match (&self.value, &other.value) {
            (Value::Null, Value::Null) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Number(a), Value::Number(b)) => a == b,
            (Value::String(a), Value::String(b)) => a == b,
            (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same_json(b)),
            (Value::Object(a), Value::Object(b)) => {
                a.len() == b.len()
                    && a.by_name().iter().zip(b.by_name()).all(|(a, b)| a.key == b.key && a.value.same_json(&b.value))
            }
            _ => false,
        }
    }

    /// Compact JSON: members in the order of the text, numbers digit for digit.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out);
        out
    }

    fn write_json(&self, out: &mut String) {
        match &self.value {
            Value::Null => out.push_str("null"),
            Value::Bool(true) => out.push_str("true"),
            Value::Bool(false) => out.push_str("false"),
            Value::Number(number) => out.push_str(number.text()),
            Value::String(text) => write_json_string(out, text),
            Value::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write_json(out);
                }
                out.push(']');
            }
            Value::Object(object) => {
                out.push('{');
                for (index, member) in object.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_json_string(out, &member.key);
                    out.push(':');
                    member.value.write_json(out);
                }
                out.push('}');
            }
        }
    }
}

/// A value as a member of a set by JSON Schema's equality: [`Node::same_json`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct ByValue<'a>(pub(crate) &'a Node);

impl PartialEq for ByValue<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.same_json(other.0)
    }
}

impl Eq for ByValue<'_> {}

impl Hash for ByValue<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(&self.0.value).hash(state);
        match &self.0.value {
            Value::Null => {}
            Value::Bool(value) => value.hash(state),
            Value::Number(number) => number.hash(state),
            Value::String(text) => text.hash(state),
            Value::Array(items) => items.iter().for_each(|item| ByValue(item).hash(state)),
            Value::Object(object) => {
                for member in object.by_name() {
                    member.key.hash(state);
                    ByValue(&member.value).hash(state);
                }
            }
        }
    }
}

impl Object {
    /// An object of members that have different names.
    pub(super) fn new(members: Vec<Member>) -> Self {
        Self { members, by_name: OnceCell::new() }
    }

    /// The value of the member of that name.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.get_member(name).map(|member| &member.value)
    }

    /// The member of that name.
    pub fn get_member(&self, name: &str) -> Option<&Member> {
        /// Up to here looking at one after the other is as quick.
        const SMALL: usize = 16;
        if self.members.len() <= SMALL {
            return self.members.iter().find(|member| member.key == name);
        }
        let order = self.by_name.get_or_init(|| {
            let mut order: Box<[u32]> = (0..).take(self.members.len()).collect();
            order.sort_unstable_by_key(|number| self.members[*number as usize].key.as_str());
            order
        });
        let found = order.binary_search_by_key(&name, |number| self.members[*number as usize].key.as_str());
        Some(&self.members[order[found.ok()?] as usize])
    }

    /// The members in the order of the text.
    pub fn iter(&self) -> std::slice::Iter<'_, Member> {
        self.members.iter()
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    fn by_name(&self) -> Vec<&Member> {
        let mut members: Vec<&Member> = self.members.iter().collect();
        members.sort_unstable_by(|a, b| a.key.cmp(&b.key));
        members
    }
}

impl<'a> IntoIterator for &'a Object {
    type Item = &'a Member;
    type IntoIter = std::slice::Iter<'a, Member>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A token of a pointer without its escapes; `None` when a `~` is neither `~0` nor `~1`.
pub(crate) fn unescape(token: &str) -> Option<std::borrow::Cow<'_, str>> {
    if !token.contains('~') {
        return Some(token.into());
    }
    let mut plain = String::with_capacity(token.len());
    let mut parts = token.split('~');
    plain.push_str(parts.next()?);
    for part in parts {
        let (escaped, rest) = match part.as_bytes().first()? {
            b'0' => ('~', &part[1..]),
            b'1' => ('/', &part[1..]),
            _ => return None,
        };
        plain.push(escaped);
        plain.push_str(rest);
    }
    Some(plain.into())
}

/// RFC 6901, section 4: digits without a zero in front.
fn array_index(token: &str) -> Option<usize> {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (token == "0" || !token.starts_with('0'))).then(|| token.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;
    use crate::source::{Source, Sources};

    fn node(json: &str) -> Node {
        let mut sources = Sources::default();
        let display = "a.json".to_owned();
        let file = sources.add(Source { path: display.clone(), display, text: json.to_owned() });
        read(file, sources.get(file)).unwrap()
    }

    /// RFC 6901, section 5.
    #[test]
    fn pointers_lead_to_nodes() {
        let text =
            r#"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8,"01":9}"#;
        let document = node(text);
        for (pointer, expected) in [
            ("", Some(text)),
            ("/foo", Some(r#"["bar","baz"]"#)),
            ("/foo/0", Some("\"bar\"")),
            ("/", Some("0")),
            ("/a~1b", Some("1")),
            ("/c%d", Some("2")),
            ("/e^f", Some("3")),
            ("/g|h", Some("4")),
            ("/i\\j", Some("5")),
            ("/k\"l", Some("6")),
            ("/ ", Some("7")),
            ("/m~0n", Some("8")),
            ("/01", Some("9")),
            ("/foo/2", None),
            ("/foo/-", None),
            ("/foo/01", None),
            ("/foo/+1", None),
            ("/foo/", None),
            ("/foo/0/0", None),
            ("/m~n", None),
            ("/m~2n", None),
            ("/a~", None),
            ("foo", None),
            ("/nothing", None),
        ] {
            assert_eq!(document.pointer(pointer).map(Node::to_json).as_deref(), expected, "{pointer:?}");
        }
    }

    #[test]
    fn equality_is_that_of_json_schema() {
        let same = [
            &["1", "1.0", "10e-1"][..],
            &["0", "-0", "0.0"],
            &[r#"{"a":1,"b":[2,{}]}"#, r#"{"b":[2.0,{}],"a":1e0}"#],
            &[r#""é""#, r#""\u00e9""#],
            &["true"],
            &["false"],
            &["null"],
            &["[]"],
            &["{}"],
            &[r#""1""#],
            &["[1,2]"],
            &["[2,1]"],
            &[r#"{"a":null}"#],
            &[r#"{"b":null}"#],
        ];
        for (left, group) in same.iter().enumerate() {
            for (right, other) in same.iter().enumerate() {
                for (a, b) in group.iter().flat_map(|a| other.iter().map(move |b| (a, b))) {
                    assert_eq!(node(a).same_json(&node(b)), left == right, "{a} and {b}");
                }
            }
        }
    }

    #[test]
    fn json_comes_out_as_it_went_in() {
        for text in [r#"{"z":1.50,"a":[1E+2,-0,12345678901234567890],"é":"\"\\\n"}"#, "[null,true,false,\"\",{},[]]"] {
            assert_eq!(node(text).to_json(), text);
        }
    }

    #[test]
    fn as_deep_as_allowed() {
        let deep = format!("{}{}", "[".repeat(128), "]".repeat(128));
        assert_eq!(node(&deep).to_json(), deep);
        assert!(node(&deep).same_json(&node(&deep)));
    }
}
