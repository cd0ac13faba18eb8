//! Keeping a delivery for as long as its event is worked on.

use crate::transport::{Token, Transport};
use std::time::Duration;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

/// How often a lease is extended before it would end: twice in vain is not yet too late.
const TIMES: u32 = 3;

/// Does the work, and extends the delivery's lease until it is done.
///
/// When the broker cannot be reached the work goes on: whether the event was taken back in the
/// meantime is seen when it is settled.
pub(super) async fn keep<T>(
    transport: &dyn Transport,
    token: &Token,
    lease: Option<Duration>,
    work: impl Future<Output = T>,
) -> T {
    let Some(lease) = lease else {
        return work.await;
    };
    let extend = async move {
        let period = (lease / TIMES).max(Duration::from_millis(1));
        let mut ticks = interval_at(Instant::now() + period, period);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            if let Err(error) = transport.extend(token).await {
                tracing::warn!(%error, "the lease of a delivery was not extended: its event may come twice");
            }
        }
    };
    tokio::select! {
        biased;
        done = work => done,
        never = extend => never,
    }
}
