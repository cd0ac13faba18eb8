//! A contract that is reported, or left alone: delivered is what the struct can hold.

use crate::{mutation, shop, thing};
use evenkeel::{Error, Event, Validation, decode, decode_with, encode, encode_with};
use serde_json::Value;

/// Payloads that differ from a valid one in one place each: how many break rules and are delivered.
fn delivered<E: Event>(valid: &str) -> usize {
    let valid: Value = serde_json::from_str(valid).expect("JSON");
    let mut delivered = 0;
    for payload in mutation::of(&valid) {
        let bytes = payload.to_string().into_bytes();
        let reported = decode_with::<E>(&bytes, Validation::Report);
        let ignored = decode_with::<E>(&bytes, Validation::Off);
        assert_eq!(reported.is_ok(), ignored.is_ok(), "{payload}");
        match (decode::<E>(&bytes), reported) {
            (Ok(event), Ok(checked)) => {
                assert_eq!(checked.violations, None, "{payload}");
                assert_eq!(encode(&event), encode(&checked.value), "{payload}");
            }
            (Err(Error::Invalid(all)), Ok(checked)) => {
                delivered += 1;
                assert_eq!(checked.violations, Some(all), "{payload}");
                published(&checked.value, &payload);
            }
            (Err(all), Err(told)) => assert_eq!(all, told, "{payload}"),
            (enforced, _) => panic!("{payload}: {:?} once it is enforced", enforced.err()),
        }
    }
    delivered
}

/// What is delivered so is published so, unless all that it breaks was left behind.
fn published<E: Event>(event: &E, payload: &Value) {
    let reported = encode_with(event, Validation::Report).expect("it is JSON");
    assert_eq!(reported.violations, event.validate().err(), "{payload}");
    let ignored = encode_with(event, Validation::Off).expect("it is JSON");
    assert_eq!((ignored.value, ignored.violations), (reported.value.clone(), None), "{payload}");
    let again = decode_with::<E>(&reported.value, Validation::Report).expect("it was held before");
    let again = encode_with(&again.value, Validation::Off).expect("it is JSON");
    assert_eq!(again.value, reported.value, "{payload}");
}

#[test]
fn what_a_struct_can_hold_is_delivered() {
    assert!(delivered::<shop::OrderCreated>(shop::VALID) > 0);
    assert!(delivered::<thing::Happened>(thing::VALID) > 0);
}
