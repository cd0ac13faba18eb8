//! What schemas and payloads are made of: names, texts, values.

use crate::random::Random;
use serde_json::{Value, json};

/// Names of properties.
pub(crate) const NAMES: [&str; 8] = ["a", "b", "c", "x_a", "x_b", "id", "é", "a/b"];

/// ECMA 262 patterns, each with texts that are near it.
pub(crate) const PATTERNS: [(&str, [&str; 4]); 12] = [
    ("^x_", ["x_a", "x_", "x", "ax_"]),
    ("^[a-c]$", ["a", "c", "d", "ab"]),
    ("a", ["a", "bab", "b", ""]),
    ("^[a-z]+$", ["abc", "z", "", "aB"]),
    ("^.{1,3}$", ["a", "abc", "abcd", "a\nb"]),
    ("[0-9]$", ["a1", "0", "1a", "a"]),
    ("^\\d+$", ["12", "0", "١", "1a"]),
    ("^\\w+$", ["a_1", "Z", "é", "a b"]),
    ("\\s", ["a b", "\u{a0}", "ab", "\u{feff}"]),
    ("^\\p{L}+$", ["é", "abc", "a1", ""]),
    ("^(?!b)[a-z]", ["a", "cb", "b", "ba"]),
    ("^(a|b)\\1$", ["aa", "bb", "ab", "a"]),
];

/// Formats of §7.3 of the validation vocabulary, each with texts that keep it and texts that do not.
pub(crate) const FORMATS: [(&str, [&str; 4], [&str; 4]); 19] = [
    (
        "date-time",
        ["2020-02-29T00:00:00Z", "1998-12-31T23:59:60Z", "2020-01-01t00:00:00.123+01:30", "0000-01-01T00:00:00Z"],
        ["2021-02-29T00:00:00Z", "2020-01-01T24:00:00Z", "2020-01-01 00:00:00Z", "2020-01-01T00:00:00"],
    ),
    (
        "date",
        ["2020-02-29", "2000-12-31", "0001-01-01", "1999-06-30"],
        ["2021-02-29", "2020-13-01", "20200101", "2020-1-1"],
    ),
    (
        "time",
        ["00:00:00Z", "23:59:60Z", "12:00:00.5+01:00", "23:59:59-23:59"],
        ["24:00:00Z", "12:00:00", "12:60:00Z", "12:00Z"],
    ),
    ("duration", ["P1D", "PT1H2M", "P4W", "P1Y2M3DT4H5M6S"], ["P", "P1", "PT", "P1Y2W"]),
    (
        "email",
        ["a@b.c", "joe.bloggs@example.com", "te~st@example.com", "\"a b\"@example.com"],
        ["a", "@b", "a@", ".a@b.c"],
    ),
    ("idn-email", ["a@b.c", "실례@실례.테스트", "é@é.fr", "joe@example.com"], ["a", "@b", "a@", "2962"]),
    ("hostname", ["example.com", "a", "xn--4gbwdl.xn--wgbh1c", "a-b.c1"], ["", "-a.b", "a_b", "a..b"]),
    ("idn-hostname", ["example.com", "실례.테스트", "a", "é.fr"], ["-a.b", "a..b", "", "a b"]),
    ("ipv4", ["0.0.0.0", "255.255.255.255", "127.0.0.1", "1.2.3.4"], ["256.0.0.1", "1.2.3", "01.2.3.4", "1.2.3.4.5"]),
    ("ipv6", ["::", "::1", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4"], ["1:2:3", ":::", "1::2::3", "12345::"]),
    ("uri", ["http://a/b?c#d", "urn:a:b", "mailto:a@b", "http://[::1]/"], ["a", "/a", "http://a b", ":a"]),
    ("uri-reference", ["a", "/a", "#b", "http://a/b"], ["\\a", "#a\\b", "a b", "http://[::1/"]),
    ("iri", ["http://é/", "urn:a:b", "http://a/é", "http://a"], ["a", "/a", "http://a b", ":a"]),
    ("iri-reference", ["é", "/a", "#ƒ", "http://é"], ["\\a", "#ƒ\\b", "a b", "http://[::1/"]),
    (
        "uuid",
        [
            "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
            "00000000-0000-0000-0000-000000000000",
            "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
        ],
        [
            "2eb8aa08aa9811eab4aa73b441d16380",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
            "",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638g",
        ],
    ),
    ("uri-template", ["a", "http://{a}/b", "{?x,y}", "{a:3}"], ["{", "a}", "{a", "http://{a/b"]),
    ("json-pointer", ["", "/a", "/a~0b", "/é/0"], ["a", "/~", "/a~2", "#/a"]),
    ("relative-json-pointer", ["0", "1/a", "0#", "10/b/0"], ["/a", "01", "-1", "a"]),
    ("regex", ["a", "^[a-z]+$", "(a|b)*", "\\d"], ["(", "[a", "a**", "\\"]),
];

/// A value of any type, one that schemas name.
pub(crate) fn value(random: &mut Random) -> Value {
    match random.below(26) {
        0 => Value::Null,
        1 => true.into(),
        2 => false.into(),
        3 => 0.into(),
        4 => 1.into(),
        5 => json!(1.0),
        6 => json!(1.5),
        7 => json!(-3),
        8 => json!(129.95),
        9 => json!(-0.0),
        10 => 9_007_199_254_740_993_i64.into(),
        11 => json!(1e3),
        12 => json!("a"),
        13 => json!("b"),
        14 => json!(""),
        15 => json!("é𝒳"),
        16 => json!("x_a"),
        17 => json!([]),
        18 => json!([1]),
        19 => json!([1.0, "a"]),
        20 => json!({}),
        21 => json!({ "a": 1 }),
        22 => json!({ "a": null, "b": "a" }),
        23 => json!([[], {}]),
        24 => random.between(-6, 13).into(),
        _ => (*random.pick(&NAMES)).into(),
    }
}
