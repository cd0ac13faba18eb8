//! The bus in memory passes the suite: in one thread with a clock that jumps, and in several with the
//! real one.

use evenkeel_bus::Capability;
use evenkeel_bus::testing::{Case, Setup};

async fn memory(name: String) -> Setup {
    Setup::new(evenkeel_bus::connect(&format!("memory:{name}")).await.unwrap(), Capability::ALL)
}

/// Runs a test in one thread with a clock that jumps.
pub fn paused(test: impl Future<Output = ()>) {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().start_paused(true).build().unwrap().block_on(test);
}

mod in_one_thread {
    async fn setup(case: &super::Case) -> super::Setup {
        super::memory(format!("{}.one", case.name)).await
    }

    evenkeel_bus::conformance!(setup, crate::conformance::paused);
}

mod in_several_threads {
    async fn setup(case: &super::Case) -> super::Setup {
        super::memory(format!("{}.several", case.name)).await
    }

    evenkeel_bus::conformance!(setup);
}
