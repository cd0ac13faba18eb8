use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(crate = "evenkeel")]
struct Money {
    amount: f64,
}

fn main() {}
