use evenkeel::Contract;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/common/money.yaml")]
struct Money {
    amount: f64,
    currency: String,
    #[serde(flatten)]
    others: BTreeMap<String, String>,
}

fn main() {}
