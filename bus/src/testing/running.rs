//! A consumer that runs beside the test.

use super::watching::PATIENCE;
use crate::{Consumer, Error};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A consumer that runs. Dropping it kills the consumer where it is, as a crash would.
pub struct Running {
    shutdown: Option<oneshot::Sender<()>>,
    task: JoinHandle<Result<(), Error>>,
}

/// Declares the consumer's group, then lets it run.
pub async fn start(consumer: Consumer) -> Running {
    consumer.declare().await.expect("the group can be declared");
    let (shutdown, stopped) = oneshot::channel::<()>();
    let task = tokio::spawn(consumer.run(async { drop(stopped.await) }));
    Running { shutdown: Some(shutdown), task }
}

impl Running {
    /// Asks the consumer to stop, without waiting.
    pub fn ask_to_stop(&mut self) {
        drop(self.shutdown.take());
    }

    /// Waits for the consumer's end; a case that waits in vain fails.
    pub async fn ended(&mut self) -> Result<(), Error> {
        tokio::time::timeout(PATIENCE, &mut self.task)
            .await
            .expect("the consumer did not end within a minute")
            .expect("a consumer does not panic")
    }

    /// Stops the consumer in good order.
    pub async fn stop(mut self) {
        self.ask_to_stop();
        self.ended().await.expect("a consumer ends well");
    }

    /// Kills the consumer, and waits until it is gone.
    pub async fn kill(mut self) {
        self.task.abort();
        assert!((&mut self.task).await.expect_err("it was running").is_cancelled());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}
