use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/shop/ordered.v1.yaml#/properties/status")]
#[serde(rename_all = "kebab-case")]
enum Status {
    Open,
    #[serde(alias = "paused")]
    OnHold,
    #[serde(other)]
    Done,
}

fn main() {}
