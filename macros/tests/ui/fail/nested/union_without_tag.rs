use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/shipped.v1.yaml#/properties/reference")]
#[serde(tag = "by")]
enum Reference {
    Text(String),
    Number(i64),
}

fn main() {}
