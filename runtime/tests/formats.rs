//! The formats. Each file of `formats/` is named for one, and lists strings of both kinds.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use evenkeel::{Value, format};
use std::{fmt::Debug, fs, path::Path};

fn table(name: &str) -> (Vec<String>, Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/formats/{name}.json"));
    let table: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let strings = |key: &str| -> Vec<String> { serde_json::from_value(table[key].clone()).unwrap() };
    assert!(table["source"].is_string() && !strings("valid").is_empty() && !strings("invalid").is_empty(), "{name}");
    (strings("valid"), strings("invalid"))
}

/// Every way into a type must take what the grammar takes, and keep it.
fn agrees<T>(name: &str)
where
    T: for<'a> TryFrom<&'a str, Error = format::Invalid> + std::str::FromStr<Err = format::Invalid>,
    T: TryFrom<String, Error = format::Invalid> + Into<String> + AsRef<str> + Clone + Debug + Ord,
    T: serde::Serialize + serde::de::DeserializeOwned + std::fmt::Display,
{
    let (valid, invalid) = table(name);
    for text in &valid {
        assert!(format::is_format(name, text), "{text:?} is of the format {name}");
        let value = text.parse::<T>().unwrap();
        assert_eq!(T::try_from(text.as_str()).unwrap(), value);
        assert_eq!(T::try_from(text.clone()).unwrap(), value);
        assert_eq!(value.as_ref(), text);
        assert_eq!(&value.to_string(), text);
        let json = serde_json::to_string(&value).unwrap();
        assert_eq!(json, serde_json::to_string(text).unwrap());
        assert_eq!(serde_json::from_str::<T>(&json).unwrap(), value);
        assert_eq!(&Into::<String>::into(value), text);
    }
    for text in &invalid {
        assert!(!format::is_format(name, text), "{text:?} is not of the format {name}");
        let error = T::try_from(text.as_str()).unwrap_err();
        assert_eq!(error.format(), name);
        assert!(error.to_string().contains(name) && error.text().chars().count() <= 61, "{error}");
        assert_eq!(T::try_from(text.clone()), Err(error));
        assert!(serde_json::from_str::<T>(&serde_json::to_string(text).unwrap()).is_err());
    }
    assert!(serde_json::from_str::<T>("1").is_err());
}

macro_rules! formats {
    ($($test:ident: $type:ident, $name:literal;)*) => {
        $(
            #[test]
            fn $test() {
                agrees::<format::$type>($name);
            }
        )*

        #[test]
        fn every_table_is_tried() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
            let mut names: Vec<String> = fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
                .collect();
            names.sort();
            let mut tried = [$($name),*];
            tried.sort_unstable();
            assert_eq!(names, tried);
        }
    };
}

formats! {
    date_time: DateTime, "date-time";
    date: Date, "date";
    time: Time, "time";
    duration: Duration, "duration";
    uuid: Uuid, "uuid";
    uri: Uri, "uri";
    uri_reference: UriReference, "uri-reference";
    iri: Iri, "iri";
    iri_reference: IriReference, "iri-reference";
    uri_template: UriTemplate, "uri-template";
    email: Email, "email";
    idn_email: IdnEmail, "idn-email";
    hostname: Hostname, "hostname";
    ipv4: Ipv4, "ipv4";
    ipv6: Ipv6, "ipv6";
    json_pointer: JsonPointer, "json-pointer";
    relative_json_pointer: RelativeJsonPointer, "relative-json-pointer";
    regex: Regex, "regex";
}

#[test]
fn names_that_the_specification_does_not_know_say_nothing() {
    assert!(format::is_format("no-such-format", "anything"));
}
