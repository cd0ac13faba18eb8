use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/ordered.v1.yaml#/properties/status")]
struct Status {
    open: bool,
}

fn main() {}
