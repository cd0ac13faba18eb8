use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/common/money.yaml")]
struct Money(f64, String);

fn main() {}
