use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "src/../Cargo.toml")]
struct Thing {
    a: Option<String>,
}

fn main() {}
