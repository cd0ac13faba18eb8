use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/common/money.yaml")]
struct Money {
    amount: f64,
    #[serde(rename = "amount")]
    sum: f64,
    currency: String,
}

fn main() {}
