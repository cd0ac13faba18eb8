use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/counted.v1.yaml#/properties/count")]
struct Count {
    value: u32,
}

fn main() {}
