use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract)]
#[contract(schema = "schemas/common/money.yaml")]
union Money {
    amount: f64,
    other: u64,
}

fn main() {}
