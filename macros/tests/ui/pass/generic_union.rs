//! A branch stands for whatever derives `Contract` for its schema.
#![deny(warnings)]

use evenkeel::Contract;
use evenkeel::__private::{Check, Read};
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/shipped.v1.yaml#/properties/way")]
#[serde(tag = "by", rename_all = "lowercase")]
enum Way<T, S> {
    Truck(T),
    Ship(S),
}

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/shipped.v1.yaml#/properties/way/oneOf/0")]
struct Truck {
    plate: String,
}

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/shipped.v1.yaml#/properties/way/oneOf/1")]
struct Ship {
    port: Option<String>,
}

fn main() {
    let mut text = serde_json::Deserializer::from_str(r#"{"by": "ship"}"#);
    let way: Way<Truck, Ship> = Read::read(&mut text).unwrap();
    assert!(matches!(way, Way::Ship(Ship { port: None })) && way.check());
}
