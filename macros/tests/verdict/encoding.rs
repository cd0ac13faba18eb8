//! What a struct holds and its schema refuses is not written.

use crate::shop::{self, OrderCreated};
use crate::thing::{self, Happened, Kept};
use evenkeel::{Error, Event, Nullable};

fn order() -> OrderCreated {
    evenkeel::decode(shop::VALID.as_bytes()).expect("valid")
}

fn happened() -> Happened {
    evenkeel::decode(thing::VALID.as_bytes()).expect("valid")
}

/// All that is wrong with an event, and `encode` says the same.
fn violations<E: Event>(event: &E) -> String {
    let said = event.validate().expect_err("it is broken").to_string();
    let Err(Error::Invalid(violations)) = evenkeel::encode(event) else { panic!("it is written all the same") };
    assert_eq!(violations.to_string(), said);
    said
}

#[test]
fn every_rule_is_checked() {
    type Break = fn(&mut Happened);
    let table: &[(Break, &str)] = &[
        (|e| e.id = "A1".into(), "/id: expected a match of"),
        (|e| e.id = "a".into(), "/id: expected at least 2 characters"),
        (|e| e.small = 101, "/small: expected at most 100"),
        (|e| e.ratio = 0.0, "/ratio: expected more than 0"),
        (|e| e.ratio = 0.3, "/ratio: expected a multiple of 0.5"),
        (|e| e.ratio = f64::NAN, "/ratio: expected a number, found NaN or infinity"),
        (|e| e.three = 4, "/three: expected 3"),
        (|e| e.always = Some(2), "/always: expected 1"),
        (|e| e.maybe = Some("long".into()), "/maybe: expected at most 3 characters"),
        (|e| e.pair.0 = String::new(), "/pair/0: expected at least 1 character"),
        (|e| e.tags = Some(vec!["a".into(), "a".into()]), "/tags"),
        (|e| e.tags = Some(vec!["abcde".into()]), "/tags/0: expected at most 4 characters"),
        (|e| e.tags = Some(vec![String::new(); 4]), "/tags: expected at most 3 items"),
        (|e| _ = e.counts.as_mut().map(|counts| counts.insert("z".into(), 0)), "/counts/z: expected at least 1"),
        (|e| e.matrix = Some(vec![vec![10.0]]), "/matrix/0/0: expected at most 9"),
        (|e| e.inner.name = String::new(), "/inner/name: expected at least 1 character"),
        (|e| _ = e.inner.others.insert("more".into(), 6), "/inner/more: expected at most 5"),
        (|e| e.inner.a = None, "/inner"),
        (
            |e| e.maybe_inner = Some(Nullable::Value(thing::Inner { name: String::new(), ..e.inner.clone() })),
            "/maybe_inner",
        ),
        (
            |e| e.tree.as_mut().and_then(|tree| tree.left.as_mut()).expect("a tree").children = Some(vec![]),
            "/tree/left/children",
        ),
        (|e| e.choice = Some(thing::Shape::Square(thing::Square { size: -1.0 })), "/choice"),
    ];
    for (index, (change, expected)) in table.iter().enumerate() {
        let mut event = happened();
        change(&mut event);
        let said = violations(&event);
        assert!(said.contains(expected), "{index}: {expected}\n{said}");
    }
}

#[test]
fn all_of_it_is_told() {
    let mut order = order();
    order.user_id = String::new();
    order.total.currency = "cny".into();
    order.lines = Some(vec![]);
    assert_eq!(
        violations(&order),
        "\
3 violations:
  /user_id: expected at least 1 character, found \"\" (0)
  /total/currency: expected a match of `^[A-Z]{3}$`, found \"cny\"
  /lines: expected at least 1 item, found an array of 0 items"
    );
}

#[test]
fn a_declared_property_among_the_others_is_refused() {
    let mut event = happened();
    event.inner.others.insert("name".into(), 1);
    assert!(event.validate().is_err());
    let mut kept: Kept = evenkeel::decode(br#"{"id":"a","more":[1]}"#).expect("valid");
    assert_eq!(evenkeel::encode(&kept).expect("valid"), br#"{"id":"a","more":[1]}"#);
    kept.extra.insert("id", "b");
    assert!(kept.validate().is_err());
}

#[test]
fn the_wire_is_the_contracts_whatever_serde_would_write() {
    let mut order = order();
    (order.note, order.coupon, order.lines) = (None, None, None);
    let bytes = evenkeel::encode(&order).expect("valid");
    // serde would write `"coupon":null`, and know nothing of `version`.
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        r#"{"order_id":"0b7e6a52-3c4d-4f10-9a68-5d2f7c1e9b03","user_id":"u-2040","total":{"amount":18.0,"currency":"EUR"},"version":"v1"}"#
    );
}

#[test]
fn names_and_keys() {
    assert_eq!((OrderCreated::DOMAIN, OrderCreated::NAME, OrderCreated::VERSION), ("order", "created", 1));
    assert_eq!((OrderCreated::TYPE, OrderCreated::SUBJECT), ("order.created.v1", "events.order.created.v1"));
    assert_eq!(order().key().as_deref(), Some("0b7e6a52-3c4d-4f10-9a68-5d2f7c1e9b03"));
    assert_eq!((happened().key().as_deref(), happened().idempotency_key().as_deref()), (Some("ab"), Some("n")));
    assert!(OrderCreated::schema().contains("urn:evenkeel:order.created.v1"));
    assert!(!OrderCreated::schema().contains("x-event"));
}
