//! Each case of the conformance suite can fail: for each there is a flaw that it finds.
//!
//! The transport under it has leases and a server, so without a flaw it passes the cases that the bus
//! in memory has no use for.

mod flaw;
mod held;
mod member;
mod rough;

use crate::conformance::paused;
use evenkeel_bus::testing::{CASES, Case, Setup};
use evenkeel_bus::{Bus, Capability};
use flaw::{FLAWS, Flaw};
use rough::{LEASE, Rough};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

async fn rough(name: &str, flaw: Option<Flaw>) -> Setup {
    let rough = Rough::new(name, flaw).await;
    Setup::new(Bus::new(rough.clone()), Capability::ALL).lease(LEASE).server(rough)
}

mod none {
    async fn setup(case: &super::Case) -> super::Setup {
        super::rough(&format!("{}.rough", case.name), None).await
    }

    evenkeel_bus::conformance!(setup, crate::conformance::paused);
}

/// Whether the case finds the flaw.
fn finds(case: &Case, flaw: Flaw) -> bool {
    let check = async {
        let setup = rough(&format!("{}.{flaw:?}", case.name), Some(flaw)).await;
        case.check(&setup).await;
    };
    catch_unwind(AssertUnwindSafe(|| paused(check))).is_err()
}

#[test]
fn each_case_finds_its_flaws() {
    let mut overlooked = Vec::new();
    let mut idle: BTreeSet<_> = CASES.iter().map(|case| case.name).collect();
    for (flaw, names) in FLAWS {
        for name in *names {
            let case = CASES.iter().find(|case| case.name == *name).expect("there is such a case");
            idle.remove(name);
            if !finds(case, *flaw) {
                overlooked.push((case, flaw));
            }
        }
    }
    assert!(overlooked.is_empty(), "{overlooked:?}");
    assert!(idle.is_empty(), "no flaw for {idle:?}");
}
