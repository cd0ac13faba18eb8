use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/nowhere/at_all.yaml")]
struct Thing {
    a: Option<String>,
}

fn main() {}
