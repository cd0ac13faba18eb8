//! What JSON is, as every generated type reads it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use evenkeel::{
    __private::{self as p, Raw, Read, ReadObject, ReadTagged, Seed},
    Extra, Nullable, Value,
};
use serde::de::{DeserializeSeed, Deserializer, MapAccess};
use serde_json::json;
use std::{borrow::Cow, collections::BTreeMap, fmt::Debug};

/// Reads through every way that `serde_json` has, which must agree.
fn read<T: for<'de> Read<'de> + PartialEq + Debug>(text: &str) -> Result<T, String> {
    let mut parser = serde_json::Deserializer::from_str(text);
    let from_str = Seed::<T>::new().deserialize(&mut parser).and_then(|value| parser.end().map(|()| value));
    let mut parser = serde_json::Deserializer::from_slice(text.as_bytes());
    let from_slice = Seed::<T>::new().deserialize(&mut parser).and_then(|value| parser.end().map(|()| value));
    let mut parser = serde_json::Deserializer::from_reader(text.as_bytes());
    let from_reader = Seed::<T>::new().deserialize(&mut parser).and_then(|value| parser.end().map(|()| value));
    let (from_str, from_slice, from_reader) = (from_str.ok(), from_slice.map_err(|e| e.to_string()), from_reader.ok());
    assert_eq!(from_str.as_ref(), from_slice.as_ref().ok(), "from_str and from_slice: {text}");
    assert_eq!(from_reader, from_str, "from_reader and from_str: {text}");
    // A value has no duplicates, no surrogates and no unbounded depth any more, but all else must agree.
    // What `serde_json` reads by itself ends one level before.
    if let (Ok(value), Ok(parsed)) = (&from_slice, serde_json::from_str::<Value>(text)) {
        assert_eq!(Seed::<T>::new().deserialize(&parsed).ok().as_ref(), Some(value), "from a reference: {text}");
        assert_eq!(Seed::<T>::new().deserialize(parsed).ok().as_ref(), Some(value), "from_value: {text}");
    }
    from_slice
}

fn accepts<T: for<'de> Read<'de> + PartialEq + Debug>(text: &str, value: T) {
    assert_eq!(read::<T>(text), Ok(value), "{text}");
}

#[track_caller]
fn refuses<T: for<'de> Read<'de> + PartialEq + Debug>(text: &str) {
    assert!(read::<T>(text).is_err(), "{} must be refused, is {:?}", &text[..text.len().min(100)], read::<T>(text));
}

/// Every value is dropped, strictly.
#[derive(Debug, PartialEq)]
struct Nothing;

impl<'de> Read<'de> for Nothing {
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        p::object(d)
    }
}

impl<'de> ReadObject<'de> for Nothing {
    const NAME: &'static str = "Nothing";

    fn read_object<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let (mut ignored, mut next) = (p::Ignored::new(), 0);
        while let Some(Err(name)) = p::next_key(&mut map, &[], &mut next)? {
            ignored.skip(&mut map, name)?;
        }
        Ok(Self)
    }
}

#[test]
fn what_is_dropped_is_there_once() {
    accepts(r#"{"a":{"b":1,"c":2},"b":1}"#, Nothing);
    refuses::<Nothing>(r#"{"a":{"b":1,"b":2},"c":1}"#);
    for text in [r#"{"a":1,"a":1}"#, r#"{"a":1,"b":2,"\u0061":3}"#] {
        let parser = &mut serde_json::Deserializer::from_str(text);
        let error = Seed::<Nothing>::new().deserialize(parser).unwrap_err();
        assert!(error.to_string().starts_with("duplicate member `a`"), "{error}");
    }
}

#[test]
fn integers_in_any_spelling() {
    accepts("1.0", 1_i64);
    accepts("1e2", 100_u8);
    accepts("-0", 0_i64);
    accepts("-0.0", 0_u64);
    accepts("1.5e1", 15_i32);
    accepts("9223372036854775807", i64::MAX);
    accepts("-9223372036854775808", i64::MIN);
    accepts("18446744073709551615", u64::MAX);
    accepts("-18446744073709551616.0", -18_446_744_073_709_551_616_i128);
    accepts("1e20", 100_000_000_000_000_000_000_u128);
    accepts("-1.0", -1_i128);
    refuses::<i64>("1.5");
    refuses::<i64>("9223372036854775808");
    refuses::<i64>("9223372036854775808.0");
    refuses::<i64>("1e300");
    refuses::<u8>("256");
    refuses::<u64>("-1");
    refuses::<u128>("-1");
    refuses::<i128>("1e40");
    refuses::<i64>("\"1\"");
    refuses::<i64>("true");
    refuses::<i64>("null");
    refuses::<i64>("[1]");
    refuses::<i64>("01");
    refuses::<i128>("{}");
}

#[test]
fn integers_of_128_bits() {
    // A `Value` cannot hold them, so only text can give them.
    fn read<T: for<'de> Read<'de>>(text: &str) -> Option<T> {
        T::read(&mut serde_json::Deserializer::from_str(text)).ok()
    }
    assert_eq!(read(&i128::MIN.to_string()), Some(i128::MIN));
    assert_eq!(read(&u128::MAX.to_string()), Some(u128::MAX));
    assert_eq!(read::<i128>(&u128::MAX.to_string()), None);
    assert_eq!(read::<u128>("-1"), None);
}

#[test]
fn numbers_within_a_double() {
    accepts("1", 1.0_f64);
    accepts("-1e308", -1e308_f64);
    accepts("1e-999", 0.0_f64);
    accepts("0.1", 0.1_f32);
    for text in ["1e999", "-1e999", &"9".repeat(400), "NaN"] {
        refuses::<f64>(text);
        refuses::<Value>(text);
    }
    refuses::<f64>("\"1\"");
    refuses::<f64>("{}");
    refuses::<f32>("1e39");
}

#[test]
fn a_number_in_disguise_is_an_object() {
    for name in ["$serde_json::private::Number", "$serde_json::private::RawValue"] {
        let text = format!(r#"{{"{name}":"1"}}"#);
        let mut parser = serde_json::Deserializer::from_str(&text);
        let value = Value::read(&mut parser).unwrap();
        assert_eq!(value.as_object().unwrap()[name], "1");
        assert!(Seed::<i64>::new().deserialize(&mut serde_json::Deserializer::from_str(&text)).is_err());
        assert!(Seed::<f64>::new().deserialize(&mut serde_json::Deserializer::from_str(&text)).is_err());
        assert_eq!(read::<Nothing>(&format!(r#"{{"a":{text},"b":1}}"#)), Ok(Nothing));
    }
}

#[test]
fn containers() {
    accepts("null", None::<bool>);
    accepts("true", Some(true));
    accepts("null", Nullable::<String>::Null);
    accepts("\"é\\u00e9\"", Nullable::Value("éé".to_owned()));
    accepts("[1, 2.0]", vec![1_i64, 2]);
    accepts("[]", Vec::<()>::new());
    accepts("[null]", vec![()]);
    accepts(r#"{"b":1,"a":2}"#, BTreeMap::from([("a".to_owned(), 2_i64), ("b".to_owned(), 1)]));
    refuses::<BTreeMap<String, i64>>(r#"{"a":1,"\u0061":1}"#);
    refuses::<Vec<i64>>("{}");
    refuses::<BTreeMap<String, i64>>("[]");
    refuses::<String>("1");
    refuses::<()>("false");
}

#[test]
fn any_value() {
    let text = r#"{"a":[1,2.5,-3,1e2,null,true,"x"],"b":{}}"#;
    let value: Value = read(text).unwrap();
    assert_eq!(value["a"][0], 1);
    assert_eq!(value["a"][3].as_f64(), Some(100.0));
    refuses::<Value>(r#"{"a":1,"a":1}"#);
    refuses::<Value>(r#"[{"b":{"a":1,"\u0061":1}}]"#);
}

#[test]
fn skipped_parts_are_json_too() {
    let member = |value: &str| format!(r#"{{"x":{value}}}"#);
    for value in
        ["1", "-0.5e3", "\"\\ud83d\\ude00\"", "[]", "{}", "[1,[2,{\"a\":null}]]", "{\"a\":1,\"b\":2}", "1e-999"]
    {
        assert_eq!(read::<Nothing>(&member(value)), Ok(Nothing), "{value}");
    }
    for value in [
        "1e999",
        "[1e999]",
        "\"\\ud83d\"",
        "\"\\ude00\"",
        "{\"\\ud83d\":1}",
        "{\"a\":1,\"\\ud83d\":1}",
        "{\"a\":1,\"a\":2}",
        "[{\"a\":1,\"\\u0061\":2}]",
        "[\"\\ud83dx\"]",
        "nul",
        "01",
        "1.",
        "\"\u{1}\"",
        "[1,]",
        "{\"a\"}",
    ] {
        refuses::<Nothing>(&member(value));
    }
    let mut bytes = member("\"a\"").into_bytes();
    *bytes.iter_mut().find(|byte| **byte == b'a').unwrap() = 0xff;
    assert!(Seed::<Nothing>::new().deserialize(&mut serde_json::Deserializer::from_slice(&bytes)).is_err());
}

fn nested(levels: usize) -> String {
    "[".repeat(levels) + &"]".repeat(levels)
}

#[test]
fn depth_is_bounded() {
    assert!(read::<Value>(&nested(128)).is_ok());
    refuses::<Value>(&nested(129));
    refuses::<Value>(&nested(100_000));
    assert!(read::<Nothing>(&format!(r#"{{"x":{}}}"#, nested(127))).is_ok());
    refuses::<Nothing>(&format!(r#"{{"x":{}}}"#, nested(128)));
    refuses::<Nothing>(&format!(r#"{{"x":{}}}"#, nested(100_000)));
    // After a refusal, the count starts at zero.
    assert!(read::<Value>(&nested(128)).is_ok());
}

#[derive(Debug, PartialEq)]
struct Order {
    id: String,
    count: i64,
    note: Option<Nullable<String>>,
    extra: Extra,
}

impl<'de> Read<'de> for Order {
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        p::object(d)
    }
}

impl<'de> ReadObject<'de> for Order {
    const NAME: &'static str = "Order";

    fn read_object<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let (mut id, mut count, mut note, mut version, mut kind) = (None, None, None, false, false);
        let mut extra = Extra::default();
        let mut next = 0;
        while let Some(key) = p::next_key(&mut map, &["id", "count", "note", "version", "kind"], &mut next)? {
            match key {
                Ok(0) => p::member(&mut map, &mut id, "id")?,
                Ok(1) => p::member(&mut map, &mut count, "count")?,
                Ok(2) => p::member(&mut map, &mut note, "note")?,
                Ok(3) => p::constant(&mut map, &mut version, "version", "1")?,
                Ok(_) => p::constant_str(&mut map, &mut kind, "kind", "order")?,
                Err(name) => extra.read(&mut map, name)?,
            }
        }
        p::seen(version, "version")?;
        p::seen(kind, "kind")?;
        Ok(Self { id: p::required(id, "id")?, count: p::required(count, "count")?, note, extra })
    }
}

#[test]
fn objects() {
    let order = |note, extra| Order { id: "a".to_owned(), count: 2, note, extra };
    accepts(r#"{"id":"a","count":2,"version":1.0,"kind":"order"}"#, order(None, Extra::new()));
    accepts(
        r#"{"kind":"\u006frder","version":1,"x":[1],"note":null,"count":2.0,"\u0069d":"a"}"#,
        order(Some(Nullable::Null), [("x", json!([1]))].into_iter().collect()),
    );
    for text in [
        r#"{"id":"a","count":2,"version":1}"#,
        r#"{"id":"a","count":2,"kind":"order"}"#,
        r#"{"count":2,"version":1,"kind":"order"}"#,
        r#"{"id":"a","id":"a","count":2,"version":1,"kind":"order"}"#,
        r#"{"id":"a","count":2,"version":1,"version":1,"kind":"order"}"#,
        r#"{"id":"a","count":2,"version":1,"kind":"order","kind":"order"}"#,
        r#"{"id":"a","count":2,"version":2,"kind":"order"}"#,
        r#"{"id":"a","count":2,"version":1,"kind":"order2"}"#,
        r#"{"id":"a","count":2,"version":1,"kind":1}"#,
        r#"{"id":"a","count":2,"version":1,"kind":"order","x":1,"x":1}"#,
        r#"{"id":"a","count":null,"version":1,"kind":"order"}"#,
        "[]",
        "null",
    ] {
        refuses::<Order>(text);
    }
}

#[derive(Debug, PartialEq)]
enum Shape {
    Circle { radius: f64 },
    Group { of: Vec<Shape> },
    Other { tag: String, members: Vec<String> },
}

impl<'de> Read<'de> for Shape {
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        p::tagged(d)
    }
}

impl<'de> ReadTagged<'de> for Shape {
    const NAME: &'static str = "Shape";
    const TAG: &'static str = "kind";

    fn read_tagged<A: MapAccess<'de>>(tag: &str, mut map: A) -> Result<Self, A::Error> {
        let (mut kind, mut radius, mut of, mut members, mut next) =
            (None::<Nullable<Value>>, None, None, Vec::new(), 0);
        while let Some(key) = p::next_key(&mut map, &["kind", "radius", "of"], &mut next)? {
            match key {
                Ok(0) => p::member(&mut map, &mut kind, "kind")?,
                Ok(1) => p::member(&mut map, &mut radius, "radius")?,
                Ok(_) => p::member(&mut map, &mut of, "of")?,
                Err(name) => {
                    let borrowed = matches!(name, Cow::Borrowed(_));
                    assert!(borrowed || !name.starts_with("borrowed"), "{name}");
                    members.push(name.into_owned());
                    p::skip(&mut map)?;
                }
            }
        }
        match tag {
            _ if kind.is_none() => panic!("the tag is the first member"),
            "circle" => Ok(Self::Circle { radius: p::required(radius, "radius")? }),
            "group" => Ok(Self::Group { of: p::required(of, "of")? }),
            "other" => {
                let Some(Nullable::Value(Value::String(tag))) = kind else { panic!("the tag is among the members") };
                Ok(Self::Other { tag, members })
            }
            tag => Err(p::unknown_tag("kind", tag)),
        }
    }
}

#[test]
fn tagged_unions() {
    accepts(r#"{"kind":"circle","radius":1}"#, Shape::Circle { radius: 1.0 });
    accepts(r#"{"radius":1,"kind":"circle"}"#, Shape::Circle { radius: 1.0 });
    accepts(r#"{"radius":1,"\u006bind":"c\u0069rcle"}"#, Shape::Circle { radius: 1.0 });
    accepts(
        r#"{"of":[{"radius":0.5,"kind":"circle"},{"kind":"group","of":[]}],"kind":"group"}"#,
        Shape::Group { of: vec![Shape::Circle { radius: 0.5 }, Shape::Group { of: vec![] }] },
    );
    for text in [
        r#"{"radius":1}"#,
        r#"{"kind":1,"radius":1}"#,
        r#"{"kind":"square"}"#,
        r#"{"kind":"circle"}"#,
        r#"{"kind":"circle","kind":"circle","radius":1}"#,
        r#"{"radius":1,"kind":"circle","kind":"circle"}"#,
        r#"{"radius":1,"kind":"circle","radius":1}"#,
        r#"{"radius":1e999,"kind":"circle"}"#,
        r#"{"x":1e999,"kind":"circle","radius":1}"#,
        r#"{"x":"\ud83d","kind":"circle","radius":1}"#,
        "[]",
    ] {
        refuses::<Shape>(text);
    }
}

#[test]
fn names_are_borrowed_where_the_input_allows_it() {
    let text = r#"{"borrowed1":1,"\u006fwned1":{},"kind":"other","borrowed2":[],"owned2\n":1}"#;
    let shape = Shape::read(&mut serde_json::Deserializer::from_str(text)).unwrap();
    let names = ["borrowed1", "owned1", "borrowed2", "owned2\n"].map(str::to_owned).to_vec();
    assert_eq!(shape, Shape::Other { tag: "other".to_owned(), members: names });
}

#[test]
fn depth_is_counted_through_parts_that_were_kept() {
    let nest = |levels: usize| {
        let mut text = r#"{"radius":1,"kind":"circle"}"#.to_owned();
        for _ in 0..levels {
            text = format!(r#"{{"of":[{text}],"kind":"group"}}"#);
        }
        text
    };
    // Each group is two levels.
    assert!(read::<Shape>(&nest(63)).is_ok());
    refuses::<Shape>(&nest(64));
    refuses::<Shape>(&nest(1000));
    let skipped = |levels| format!(r#"{{"borrowed":{},"kind":"circle","radius":1}}"#, nested(levels));
    let read = |text: &str| Shape::read(&mut serde_json::Deserializer::from_str(text));
    assert!(read(&skipped(127)).is_ok());
    assert!(read(&skipped(128)).is_err());
}

#[test]
fn raw_text() {
    let raw = |text: &'static str| Raw::read(&mut serde_json::Deserializer::from_str(text)).unwrap();
    for (text, kind) in [
        (" null", p::Kind::Null),
        ("true", p::Kind::Boolean),
        ("false ", p::Kind::Boolean),
        ("-1", p::Kind::Number),
        ("\"\"", p::Kind::String),
        ("\n[]", p::Kind::Array),
        ("{}", p::Kind::Object),
    ] {
        assert_eq!(raw(text).kind(), kind, "{text}");
    }
    assert_eq!(raw("[1, 2.0]").parse::<Vec<i64>, serde_json::Error>().unwrap(), [1, 2]);
    assert!(raw("[1, 2.5]").parse::<Vec<i64>, serde_json::Error>().is_err());
    assert!(raw("{\"a\":1,\"a\":1}").parse::<Value, serde_json::Error>().is_err());
}
