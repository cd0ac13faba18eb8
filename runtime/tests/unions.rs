//! Unions within unions, whose branches nothing tells apart.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use evenkeel::__private::{Fitting, Raw, Read};
use serde::de::Deserializer;

/// `anyOf` that refers to itself: an integer, or a list of these, twice.
#[derive(Debug, PartialEq)]
enum Any {
    Leaf(i64),
    List(Vec<Any>),
    Other(Vec<Any>),
}

/// `oneOf` that refers to itself, with two branches that a list fits both.
#[derive(Debug, PartialEq)]
enum One {
    Leaf(i64),
    List(Vec<One>),
    Other(Vec<One>),
}

impl<'de> Read<'de> for Any {
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let raw: Raw<'_> = Read::read(d)?;
        let mut fitting = Fitting::new();
        fitting.or(|| raw.attempt().map(Self::Leaf), |_| Ok(()));
        fitting.or(|| raw.attempt().map(Self::List), |_| Ok(()));
        fitting.or(|| raw.attempt().map(Self::Other), |_| Ok(()));
        fitting.first()
    }
}

impl<'de> Read<'de> for One {
    fn read<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let raw: Raw<'_> = Read::read(d)?;
        let mut fitting = Fitting::new();
        fitting.offer(|| raw.attempt().map(Self::Leaf), |_| Ok(()));
        fitting.offer(|| raw.attempt().map(Self::List), |_| Ok(()));
        fitting.offer(|| raw.attempt().map(Self::Other), |_| Ok(()));
        fitting.only()
    }
}

fn read<T: for<'de> Read<'de>>(text: &str) -> Result<T, String> {
    T::read(&mut serde_json::Deserializer::from_str(text)).map_err(|error| error.to_string())
}

fn nested(depth: usize, leaf: &str) -> String {
    "[".repeat(depth) + leaf + &"]".repeat(depth)
}

#[test]
fn what_takes_exponential_work_is_refused() {
    for text in [nested(60, "\"x\""), format!("[1,{},1]", nested(100, "[1],true"))] {
        assert!(read::<Any>(&text).unwrap_err().contains("too much work"), "{text}");
        assert!(read::<One>(&text).unwrap_err().contains("too much work"), "{text}");
        assert!(read::<Vec<Any>>(&format!("[{text}]")).unwrap_err().contains("too much work"), "{text}");
    }
    assert!(read::<One>(&nested(60, "1")).unwrap_err().contains("too much work"));
}

#[test]
fn the_first_branch_that_fits_is_enough() {
    let mut value = read::<Any>(&nested(100, "1")).unwrap();
    while let Any::List(mut items) = value {
        value = items.pop().unwrap();
    }
    assert_eq!(value, Any::Leaf(1));
}

#[test]
fn one_payload_does_not_pay_for_another() {
    for _ in 0..3 {
        assert!(read::<Any>(&nested(60, "true")).is_err());
        assert_eq!(read("1"), Ok(Any::Leaf(1)));
        assert_eq!(read("[[2]]"), Ok(Any::List(vec![Any::List(vec![Any::Leaf(2)])])));
        assert_eq!(read::<One>("[2]").unwrap_err(), "more than one branch of `oneOf` fits");
    }
}

#[test]
fn a_large_payload_may_take_more() {
    let item = nested(4, "1");
    let text = format!("[{}{item}]", format!("{item},").repeat(20_000));
    assert_eq!(read::<Vec<Any>>(&text).unwrap().len(), 20_001);
    assert!(matches!(read(&text), Ok(Any::List(items)) if items.len() == 20_001));
}
