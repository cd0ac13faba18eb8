use evenkeel::Contract;
use serde::{Deserialize, Serialize};

#[derive(Contract, Serialize, Deserialize)]
#[contract(schema = "schemas/common/money.yaml")]
enum Money {
    Euro,
}

fn main() {}
