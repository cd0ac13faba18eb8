//! Names of a user's scope that the code must not meet.
#![deny(warnings)]
#![allow(dead_code, non_camel_case_types)]

mod std {}
mod core {}
mod evenkeel_of_ours {
    pub use evenkeel::*;
}

type Result<T> = ::std::option::Option<T>;
struct Ok;
struct Some;
struct Vec;
struct Box;
struct Default;
struct A;
enum Option<T> {
    None(T),
}
trait Into {}
trait From {}
trait Iterator {}

#[derive(evenkeel::Event, serde::Serialize, serde::Deserialize)]
#[event(schema = "schemas/shop/listed.v1.yaml", crate = "crate::evenkeel_of_ours")]
struct Listed {
    tags: ::std::vec::Vec<String>,
    stock: ::std::collections::BTreeMap<String, i64>,
    place: (f64, f64),
    seen: evenkeel::format::DateTime,
    sold: bool,
    owner: ::std::option::Option<String>,
}

fn main() {
    let text = br#"{"tags":[],"stock":{"a":1},"place":[1,2],"seen":"2026-11-20T10:00:00Z","sold":true,"owner":null}"#;
    let listed: Listed = evenkeel::decode(text).unwrap();
    assert!(evenkeel::encode(&listed).is_ok());
}
