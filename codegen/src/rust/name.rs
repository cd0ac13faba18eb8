//! Rust identifiers for JSON names.
//!
//! A name depends on its own spelling alone, so that adding a neighbour renames nothing. Of two
//! spellings that meet in one identifier, the exact one keeps it and the other gets a suffix that is
//! made from its spelling.

use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use std::collections::{HashMap, HashSet};
use unicode_ident::{is_xid_continue, is_xid_start};

/// Words of the language that need `r#`, up to edition 2024.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that even `r#` does not make an identifier.
const RESERVED: &[&str] = &["self", "Self", "super", "crate", "_", ""];

/// A field or module: `order_id`, `r#type`, `plus_1`.
pub(crate) fn snake(name: &str) -> String {
    escape(shorten(start(spell(name).to_snake_case()), name))
}

/// A type or variant: `OrderCreated`, `Plus1`.
pub(crate) fn camel(name: &str) -> String {
    escape(shorten(start(spell(name).to_upper_camel_case()), name))
}

/// Signs become words, where they carry meaning: `+1` is not `-1`.
fn spell(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut before_word = true;
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        let next_digit = chars.peek().is_some_and(char::is_ascii_digit);
        let word = match c {
            '+' => "plus",
            '-' if before_word && next_digit => "minus",
            '<' => "less",
            '>' => "greater",
            '=' => "equals",
            '*' => "star",
            '%' => "percent",
            '&' => "and",
            '|' => "or",
            '#' => "hash",
            '@' => "at",
            '!' => "not",
            '^' => "caret",
            '~' => "tilde",
            '?' => "question",
            '$' => "dollar",
            '€' => "euro",
            '°' => "degree",
            _ if is_xid_continue(c) => {
                out.push(c);
                before_word = false;
                continue;
            }
            _ => "",
        };
        before_word = word.is_empty();
        out.push(' ');
        out.push_str(word);
        out.push(' ');
    }
    // A name of separators alone still needs a name.
    if out.trim_matches([' ', '_']).is_empty() {
        out = name.chars().map(|c| format!("u{:x}", u32::from(c))).collect::<Vec<_>>().join(" ");
        if out.is_empty() {
            out.push_str("empty");
        }
    }
    out
}

fn start(mut name: String) -> String {
    if !name.chars().next().is_some_and(is_xid_start) {
        name.insert(0, if name.chars().any(|c| c.is_ascii_digit()) { '_' } else { 'x' });
    }
    name
}

/// The longest identifier that is made of a name, in characters.
const LONGEST: usize = 150;

/// Cuts what is too long, before letters that stand for all of it.
fn shorten(ident: String, name: &str) -> String {
    match ident.char_indices().nth(LONGEST) {
        None => ident,
        Some((end, _)) => format!("{}_{}", ident[..end].trim_end_matches('_'), fingerprint(name)),
    }
}

fn escape(name: String) -> String {
    if RESERVED.contains(&name.as_str()) {
        name + "_"
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// Gives each spelling its own identifier. `taken` are identifiers that no name may have.
pub(crate) fn distinct<'a>(
    names: impl IntoIterator<Item = &'a str>,
    make: impl Fn(&str) -> String,
    taken: &[&str],
) -> Vec<String> {
    let names: Vec<&str> = names.into_iter().collect();
    let mut owners: HashMap<String, Vec<usize>> = HashMap::new();
    let mut idents: Vec<String> = names.iter().map(|name| make(name)).collect();
    for (index, ident) in idents.iter().enumerate() {
        owners.entry(ident.clone()).or_default().push(index);
    }
    for (ident, indexes) in owners {
        let reserved = taken.contains(&ident.as_str());
        let exact = indexes.iter().copied().min_by_key(|&i| rank(names[i], &ident));
        let exact = exact.filter(|&i| !reserved && rank(names[i], &ident) < usize::MAX);
        if indexes.len() == 1 && !reserved {
            continue;
        }
        for index in indexes {
            if Some(index) != exact {
                idents[index] = format!("{}_{}", ident.trim_start_matches("r#"), fingerprint(names[index]));
            }
        }
    }
    // A suffix may meet a name that was spelled so.
    let mut given = HashSet::new();
    for (index, ident) in idents.iter_mut().enumerate() {
        while !given.insert(ident.clone()) {
            *ident = format!("{ident}_{}", fingerprint(&format!("{index} {}", names[index])));
        }
    }
    idents
}

/// How near a spelling is to its identifier: the nearest of the usual cases keeps it.
pub(crate) fn rank(name: &str, ident: &str) -> usize {
    let ident = ident.trim_start_matches("r#");
    let cases = [ident.to_owned(), ident.to_snake_case(), ident.to_kebab_case(), ident.to_lower_camel_case()];
    let more = [ident.to_upper_camel_case(), ident.to_shouty_snake_case()];
    cases.iter().chain(&more).position(|case| case == name).unwrap_or(usize::MAX)
}

/// Letters made from a spelling.
pub(crate) fn fingerprint(text: &str) -> String {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in text.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    format!("x{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (json, field, ty) in [
            ("order_id", "order_id", "OrderId"),
            ("orderID", "order_id", "OrderId"),
            ("type", "r#type", "Type"),
            ("self", "self_", "Self_"),
            ("+1", "plus_1", "Plus1"),
            ("-1", "minus_1", "Minus1"),
            ("@timestamp", "at_timestamp", "AtTimestamp"),
            ("2fa", "_2fa", "_2fa"),
            ("a-b", "a_b", "AB"),
            ("", "empty", "Empty"),
            ("--", "u2d_u2d", "U2dU2d"),
            ("größe", "größe", "Größe"),
        ] {
            assert_eq!((snake(json), camel(json)), (field.into(), ty.into()), "{json}");
        }
    }

    #[test]
    fn the_exact_spelling_keeps_the_identifier() {
        let got = distinct(["fooBar", "foo_bar", "foo-bar", "other"], snake, &[]);
        assert_eq!(got[1], "foo_bar");
        assert_eq!(got[3], "other");
        assert!(got[0].starts_with("foo_bar_x") && got[2].starts_with("foo_bar_x") && got[0] != got[2]);
    }
}
