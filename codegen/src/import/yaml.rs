//! YAML for people that reads back as exactly what was written: plain where that is safe in YAML 1.2 and
//! 1.1, quoted as JSON where it is not.

use std::fmt::Write as _;

use super::tree::Tree;

/// How wide a line gets before a collection is written a line an entry.
const WIDTH: usize = 100;
/// Of how many characters an implicit key may be (YAML 1.2.2, section 7.4.2), with room for escapes.
const LONGEST_KEY: usize = 1_000;
/// Words that YAML 1.1 reads as booleans.
const WORDS: [&str; 12] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"];

/// A value as the text of a file.
pub(super) fn write(value: &Tree) -> String {
    let mut out = String::new();
    match value {
        Tree::Object(members) if !members.is_empty() => block_object(&mut out, members, 0),
        value => {
            out.push_str(&flow(value, usize::MAX).unwrap_or_default());
            out.push('\n');
        }
    }
    out
}

fn block_object(out: &mut String, members: &[(String, Tree)], indent: usize) {
    for (name, value) in members {
        pad(out, indent);
        member(out, name, value, indent);
    }
}

/// One member, after its indentation.
fn member(out: &mut String, name: &str, value: &Tree, indent: usize) {
    let key = scalar(name);
    if key.len() > LONGEST_KEY {
        out.push_str("? ");
        out.push_str(&key);
        out.push('\n');
        pad(out, indent);
        out.push(':');
    } else {
        out.push_str(&key);
        out.push(':');
    }
    match value {
        Tree::String(text) if is_literal(text) => literal(out, text, indent + 2),
        value => match flow(value, WIDTH.saturating_sub(indent + key.len() + 2)) {
            Some(text) => {
                out.push(' ');
                out.push_str(&text);
                out.push('\n');
            }
            None => block(out, value, indent),
        },
    }
}

/// A collection under its key.
fn block(out: &mut String, value: &Tree, indent: usize) {
    out.push('\n');
    match value {
        Tree::Object(members) => block_object(out, members, indent + 2),
        Tree::Array(items) => items.iter().for_each(|item| block_item(out, item, indent + 2)),
        // A leaf always has a flow form.
        _ => {}
    }
}

fn block_item(out: &mut String, item: &Tree, indent: usize) {
    pad(out, indent);
    out.push('-');
    match (item, flow(item, WIDTH.saturating_sub(indent + 2))) {
        (_, Some(text)) => {
            out.push(' ');
            out.push_str(&text);
            out.push('\n');
        }
        (Tree::Object(members), None) => {
            out.push(' ');
            for (number, (name, value)) in members.iter().enumerate() {
                if number > 0 {
                    pad(out, indent + 2);
                }
                member(out, name, value, indent + 2);
            }
        }
        (Tree::Array(items), None) => {
            out.push('\n');
            items.iter().for_each(|item| block_item(out, item, indent + 2));
        }
        _ => {}
    }
}

/// A value on one line: any scalar, and a collection of scalars, or of nothing deeper than two levels,
/// that fits.
fn flow(value: &Tree, width: usize) -> Option<String> {
    let text = match value {
        Tree::Object(members) if members.is_empty() => return Some("{}".to_owned()),
        Tree::Array(items) if items.is_empty() => return Some("[]".to_owned()),
        Tree::Object(members) => {
            let simple = members.len() <= 6 && members.iter().all(|(name, value)| !name.is_empty() && is_simple(value));
            if !simple {
                return None;
            }
            let entries =
                members.iter().map(|(name, value)| Some(format!("{}: {}", scalar(name), flow(value, width)?)));
            format!("{{ {} }}", entries.collect::<Option<Vec<_>>>()?.join(", "))
        }
        Tree::Array(items) => {
            if !items.iter().all(Tree::is_leaf) {
                return None;
            }
            let items = items.iter().map(|item| flow(item, width));
            format!("[{}]", items.collect::<Option<Vec<_>>>()?.join(", "))
        }
        Tree::Null => return Some("null".to_owned()),
        Tree::Bool(value) => return Some(value.to_string()),
        Tree::Number(text) => return Some(text.clone()),
        Tree::String(text) => return Some(scalar(text)),
    };
    (text.len() <= width).then_some(text)
}

/// Whether a value may stand inside a flow object: a leaf, or an array of leaves.
fn is_simple(value: &Tree) -> bool {
    match value {
        Tree::String(text) => text.len() <= 60,
        Tree::Array(items) => items.iter().all(Tree::is_leaf),
        value => value.is_leaf(),
    }
}

/// Whether a text is better read over several lines, and comes back unchanged from them.
fn is_literal(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    body.contains('\n')
        && !body.ends_with('\n')
        && !body.starts_with([' ', '\n'])
        && body.chars().all(|c| c == '\n' || is_visible(c))
}

fn literal(out: &mut String, text: &str, indent: usize) {
    out.push_str(if text.ends_with('\n') { " |\n" } else { " |-\n" });
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        if !line.is_empty() {
            pad(out, indent);
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// A string on one line.
fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Whether a string stands for itself without quotes, in block and in flow style.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let first = bytes.first().is_some_and(|byte| byte.is_ascii_alphabetic() || b"$/_".contains(byte));
    let dots = text.starts_with("../") || text.starts_with("./");
    let plain = |(at, byte): (usize, &u8)| match byte {
        b':' => bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphanumeric() || *next == b'/'),
        b'#' => at > 0 && bytes[at - 1] != b' ',
        byte => byte.is_ascii_alphanumeric() || b" $-./_+@()';=~^%".contains(byte),
    };
    (first || dots)
        && !text.ends_with(' ')
        && bytes.iter().enumerate().all(plain)
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a character is seen as itself: no control, no format character that turns or hides text.
fn is_visible(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{61c}')
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_visible(c) => out.push(c),
            // What is not visible is within the basic plane.
            c => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;
    use crate::source::{Source, Sources};

    fn reread(text: &str) -> Tree {
        let mut sources = Sources::default();
        let file = sources.add(Source { path: "a.yaml".into(), display: "a.yaml".into(), text: text.into() });
        let node = read(file, sources.get(file)).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"));
        Tree::from(&node)
    }

    const STRINGS: &[&str] = &[
        "",
        " ",
        "a",
        "a b",
        " a",
        "a ",
        "no",
        "NO",
        "yes",
        "true",
        "null",
        "~",
        "1",
        "1.0",
        "0x1F",
        "1_000",
        ".5",
        "2026-11-01",
        "12:30:00",
        "-",
        "- a",
        "? a",
        ": a",
        "a: b",
        "a:b",
        "a #b",
        "a#b",
        "#a",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        "'a'",
        "\"a\"",
        "[a]",
        "{a}",
        "a, b",
        "a]",
        "|",
        ">",
        "a\nb",
        "a\nb\n",
        "a\n\nb",
        "a\nb\n\n",
        "\na",
        " a\nb",
        "a\n b",
        "a\n  ",
        "a\tb",
        "\t",
        "a\r\nb",
        "é",
        "日本",
        "😀",
        "\u{202e}",
        "\u{feff}a",
        "\u{85}",
        "\u{2028}",
        "\u{7f}",
        "\0",
        "a\u{1b}[31m",
        "<<",
        "=",
        ".inf",
        ".nan",
        "---",
        "...",
        "--- a\nb",
        "a\n---\nb",
        "*/",
        "#![a]",
        "$ref",
        "https://example.com/a#/b",
        "../common/a.yaml#/$defs/b",
        "a\\b",
        "a\n# b",
        "a:\n- b",
        "y",
    ];

    #[test]
    fn strings_come_back() {
        for text in STRINGS {
            let value = Tree::string(*text);
            let members = vec![
                ("value".to_owned(), value.clone()),
                ((*text).to_owned() + "key", Tree::Array(vec![value.clone(), Tree::Array(vec![value.clone()])])),
                ("in".to_owned(), Tree::Object(vec![((*text).to_owned(), value.clone())])),
                (
                    "deep".to_owned(),
                    Tree::Array(vec![Tree::Object(vec![(
                        "b".to_owned(),
                        Tree::Object(vec![((*text).to_owned(), Tree::Object(vec![("c".to_owned(), value)]))]),
                    )])]),
                ),
            ];
            let value = Tree::Object(members);
            let text = write(&value);
            assert_eq!(reread(&text), value, "{text}");
        }
    }

    #[test]
    fn long_names_and_numbers_come_back() {
        let members = vec![
            ("a".repeat(2_000), Tree::Number("1.50".into())),
            ("\"".repeat(700), Tree::Object(vec![("a".repeat(1_500), Tree::Array(vec![Tree::Null; 60]))])),
            (
                "n".into(),
                Tree::Array(
                    ["-0", "1e5", "1E-7", "12345678901234567890", "0.10"].map(|n| Tree::Number(n.into())).to_vec(),
                ),
            ),
        ];
        let value = Tree::Object(members);
        assert_eq!(reread(&write(&value)), value);
    }

    #[test]
    fn small_things_stand_on_a_line() {
        let object =
            |members: Vec<(&str, Tree)>| Tree::Object(members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect());
        let uuid = object(vec![("type", Tree::string("string")), ("format", Tree::string("uuid"))]);
        let value = object(vec![
            ("required", Tree::Array(vec![Tree::string("order_id")])),
            ("properties", object(vec![("order_id", uuid)])),
            ("description", Tree::string("Two\nlines.")),
        ]);
        let expected = "required: [order_id]\nproperties:\n  order_id: { type: string, format: uuid }\ndescription: |-\n  Two\n  lines.\n";
        assert_eq!(write(&value), expected);
    }
}
