use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/common/unused.yaml")]
struct Thing {
    a: Option<String>,
}

fn main() {}
