//! The reason of a dead letter as one line of JSON, for a header.

use crate::Reason;
use evenkeel::{Malformed, Value, Violation, Violations};
use serde_json::json;
use std::fmt::Write;
use std::time::Duration;

/// One line of ASCII. Of violations, and of texts, no more is written than about so many bytes hold.
pub(super) fn write(reason: &Reason, longest: usize) -> String {
    let object = match reason {
        Reason::Violates(violations) => violates(violations, longest),
        Reason::Malformed(Malformed { line, column, message, .. }) => {
            json!({ "kind": "malformed", "line": line, "column": column, "message": cut(message, longest) })
        }
        Reason::Failed { error } => json!({ "kind": "failed", "error": cut(error, longest) }),
        Reason::Rejected { error } => json!({ "kind": "rejected", "error": cut(error, longest) }),
        Reason::Panicked { message } => json!({ "kind": "panicked", "message": cut(message, longest) }),
        Reason::TimedOut { limit } => json!({ "kind": "timed-out", "limit_us": whole(limit.as_micros()) }),
        Reason::Unhandled => json!({ "kind": "unhandled" }),
        Reason::Unfinished => json!({ "kind": "unfinished" }),
    };
    ascii(&object.to_string())
}

/// The reason in such a line; `None` where it is none.
pub(super) fn read(text: &str) -> Option<Reason> {
    let object: Value = serde_json::from_str(text).ok()?;
    let text = |name: &str| Some(object.get(name)?.as_str()?.to_owned());
    let number = |name: &str| usize::try_from(object.get(name)?.as_u64()?).ok();
    Some(match object.get("kind")?.as_str()? {
        "violates" => {
            let list: Option<Vec<_>> = object.get("violations")?.as_array()?.iter().map(violation).collect();
            Reason::Violates(Violations::of_report(list?, number("count")?, object.get("complete")?.as_bool()?)?)
        }
        "malformed" => Reason::Malformed(Malformed::new(number("line")?, number("column")?, text("message")?)),
        "failed" => Reason::Failed { error: text("error")? },
        "rejected" => Reason::Rejected { error: text("error")? },
        "panicked" => Reason::Panicked { message: text("message")? },
        "timed-out" => Reason::TimedOut { limit: Duration::from_micros(object.get("limit_us")?.as_u64()?) },
        "unhandled" => Reason::Unhandled,
        "unfinished" => Reason::Unfinished,
        _ => return None,
    })
}

fn violates(violations: &Violations, longest: usize) -> Value {
    let mut listed: Vec<Value> = Vec::new();
    let mut length = 0;
    for violation in violations {
        let Ok(object) = serde_json::to_value(violation) else { continue };
        length += object.to_string().len();
        if length > longest && !listed.is_empty() {
            break;
        }
        listed.push(if length > longest { shortened(violation) } else { object });
    }
    json!({
        "kind": "violates",
        "count": violations.len(),
        "complete": violations.is_complete(),
        "violations": listed,
    })
}

/// The only violation that is listed, where even one is too long.
fn shortened(violation: &Violation) -> Value {
    const LONGEST: usize = 100;
    let mut object = json!({
        "instance_path": cut(&violation.instance_path, LONGEST),
        "schema_path": cut(&violation.schema_path, LONGEST),
        "keyword": violation.keyword,
        "expected": cut(&violation.expected, LONGEST),
        "found": cut(&violation.found, LONGEST),
    });
    if let (Some(line), Some(column)) = (violation.line, violation.column) {
        object["line"] = line.into();
        object["column"] = column.into();
    }
    object
}

fn violation(object: &Value) -> Option<Violation> {
    let text = |name: &str| Some(object.get(name)?.as_str()?.to_owned());
    let number = |name: &str| object.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let mut violation = Violation::new(text("instance_path")?, text("keyword")?, text("expected")?, text("found")?);
    violation.schema_path = text("schema_path")?;
    violation.line = number("line");
    violation.column = number("column");
    Some(violation)
}

fn whole(number: u128) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn cut(text: &str, longest: usize) -> String {
    if text.len() <= longest {
        return text.to_owned();
    }
    let room = longest.saturating_sub('…'.len_utf8());
    let end = (0..=room).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    format!("{}…", &text[..end])
}

/// The same JSON, with what is not ASCII as escapes (RFC 8259, section 7).
fn ascii(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a text cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::Reason;
    use evenkeel::{Malformed, Violation, Violations};
    use std::time::Duration;

    fn violations(count: usize, found: &str) -> Violations {
        let list: Vec<_> =
            (0..count).map(|n| Violation::new(format!("/lines/{n}"), "minimum", "at least 1", found)).collect();
        Violations::of_report(list, count, true).unwrap()
    }

    #[test]
    fn each_reason_survives_its_way() {
        let mut placed = Violation::new("/größe", "type", "a number", "\"😀\r\n\"");
        (placed.schema_path, placed.line, placed.column) = ("/$ref/type".into(), Some(3), Some(7));
        for reason in [
            Reason::Violates(placed.into()),
            Reason::Violates(violations(3, "0")),
            Reason::Violates(Violations::of_report(vec![Violation::new("", "a", "b", "c")], 10, false).unwrap()),
            Reason::Malformed(Malformed::new(2, 5, "no \"JSON\"".into())),
            Reason::Failed { error: "broken\nline".into() },
            Reason::Rejected { error: String::new() },
            Reason::Panicked { message: "größer".into() },
            Reason::TimedOut { limit: Duration::from_millis(1500) },
            Reason::Unhandled,
            Reason::Unfinished,
        ] {
            let line = write(&reason, 10_000);
            assert!(line.bytes().all(|b| matches!(b, b' '..=b'~')), "{line}");
            assert_eq!(read(&line), Some(reason));
        }
    }

    #[test]
    fn a_long_reason_is_shortened() {
        let many = write(&Reason::Violates(violations(1000, "0")), 1000);
        assert!(many.len() < 1200, "{}", many.len());
        let Some(Reason::Violates(read_back)) = read(&many) else { panic!("{many}") };
        assert_eq!(read_back.len(), 1000);
        assert!(read_back.iter().count() > 2 && read_back.unlisted() > 900);

        let long = write(&Reason::Violates(violations(2, &"9".repeat(5000))), 1000);
        assert!(long.len() < 1500, "{}", long.len());
        assert!(matches!(read(&long), Some(Reason::Violates(one)) if one.len() == 2));

        let error = write(&Reason::Failed { error: "ä".repeat(5000) }, 1001);
        assert!(matches!(read(&error), Some(Reason::Failed { error }) if error.len() <= 1001 && error.ends_with('…')));
    }

    #[test]
    fn what_others_write_is_no_reason() {
        for text in [
            "",
            "{",
            "1",
            "{}",
            r#"{"kind":"else"}"#,
            r#"{"kind":"failed"}"#,
            r#"{"kind":"violates","count":0,"complete":true,"violations":[]}"#,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
