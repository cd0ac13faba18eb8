use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/common/money.yaml")]
struct Money {
    amuont: f64,
    #[serde(alias = "iso")]
    currency: Option<String>,
    tip: f64,
}

fn main() {}
