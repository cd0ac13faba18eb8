//! What JSON is, and what serde's own reading would let through.

use crate::shop::{self, OrderCreated};
use crate::thing::Happened;
use evenkeel::Error;

fn refused(text: &str) -> String {
    match evenkeel::decode::<OrderCreated>(text.as_bytes()) {
        Ok(_) => panic!("accepted: {text}"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn what_is_no_json() {
    for (from, to, expected) in [
        (r#""version": "v1""#, r#""version": "v1", "version": "v1""#, "duplicate member `version`"),
        (r#""version": "v1""#, r#""version": "v1", "user_id": "u""#, "duplicate member `user_id`"),
        (r#""quantity": 2"#, r#""quantity": 2, "quantity": 2"#, "duplicate member `quantity`"),
        (r#""version": "v1""#, r#""version": "v1", "x": 1, "x": 1"#, "duplicate member `x`"),
        (r#""version": "v1""#, r#""version": "v1", "x": 1e999"#, "out of range"),
        (r#""version": "v1""#, r#""version": "v1", "x": "\ud800""#, "surrogate"),
        (r#""version": "v1""#, r#""version": "v1" x"#, "not JSON"),
    ] {
        let text = shop::VALID.replacen(from, to, 1);
        let said = refused(&text);
        assert!(said.contains(expected) || said.contains("not JSON"), "{text}\n{said}");
        assert!(matches!(evenkeel::decode::<OrderCreated>(text.as_bytes()), Err(Error::Malformed(_))), "{said}");
    }
    assert!(refused(&format!("{} x", shop::VALID)).contains("trailing"));
    assert!(evenkeel::decode::<OrderCreated>(b"\xff").is_err());
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| {
        let tree = r#"{"value":1,"left":"#.repeat(depth) + r#"{"value":1}"# + &"}".repeat(depth);
        crate::thing::VALID.replacen(r#""flag": true"#, &format!(r#""flag": true, "x": {tree}"#), 1)
    };
    assert!(evenkeel::decode::<Happened>(nested(20).as_bytes()).is_ok());
    assert!(evenkeel::decode::<Happened>(nested(200).as_bytes()).is_err());
}

#[test]
fn absent_null_and_a_value_are_three_things() {
    let with = |note: &str| shop::VALID.replacen(r#""note": null,"#, note, 1);
    let note = |text: &str| evenkeel::decode::<OrderCreated>(text.as_bytes()).expect("valid").note;
    assert_eq!(note(&with("")), None);
    assert_eq!(note(&with(r#""note": null,"#)), Some(evenkeel::Nullable::Null));
    assert_eq!(note(&with(r#""note": "x","#)), Some("x".to_owned().into()));
    // `coupon` may be absent, and is never null.
    let text = shop::VALID.replacen(r#""SPRING24""#, "null", 1);
    assert_eq!(refused(&text), "1 violation:\n  /coupon (line 4, column 27): expected a string, found null");
}
