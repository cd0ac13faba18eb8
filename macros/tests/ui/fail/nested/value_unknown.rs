use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/ordered.v1.yaml#/properties/status")]
#[serde(rename_all = "lowercase")]
enum Status {
    Open,
    OnHold,
    Done,
    Lost,
}

fn main() {}
