use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/shipped.v1.yaml#/properties/way")]
#[serde(tag = "by", rename_all = "lowercase")]
enum Way {
    Truck(String),
    Ship(Ship),
}

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/shipped.v1.yaml#/properties/way/oneOf/1")]
struct Ship {
    port: Option<String>,
}

fn main() {}
