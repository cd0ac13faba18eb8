//! How a consumer's end reaches its handlers.

use tokio::sync::watch;

/// How far the end has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// Handlers begin and end.
    Running,
    /// None begins any more; those that run go on.
    Draining,
    /// Those that still run are cancelled.
    Over,
}

/// Hears of the end.
#[derive(Clone)]
pub(super) struct Stop(watch::Receiver<Phase>);

impl Stop {
    /// Whoever says the phase, and whoever hears of it.
    pub(super) fn new() -> (watch::Sender<Phase>, Self) {
        let (sender, receiver) = watch::channel(Phase::Running);
        (sender, Self(receiver))
    }

    /// Resolves once the phase is reached, or nobody is left who could say so.
    pub(super) async fn reached(&self, phase: Phase) {
        drop(self.0.clone().wait_for(|now| *now >= phase).await);
    }
}
