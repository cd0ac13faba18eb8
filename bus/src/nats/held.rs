//! An event in this process's hands, and the words that it can be settled with.

use super::connection::Link;
use super::failed;
use super::member::Shelf;
use crate::Error;
use crate::transport::Settlement;
use async_nats::client::RequestErrorKind;
use async_nats::jetstream::AckKind;
use async_nats::{Request, Subject};
use bytes::Bytes;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::{Instant, sleep};

/// For so long the server may have nobody who answers: a leader is being elected, or the consumer
/// is gone.
const NOBODY: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(100);
/// Not every word is answered: a server that was restarted hears none about an event that it does not
/// remember to have delivered, until it has delivered it again.
const ANSWER: Duration = Duration::from_secs(1);

/// The right to settle one delivery. Dropped unused, as when a handler is cancelled, it gives the
/// event back, so that nobody waits for its lease to end.
pub(super) struct Held {
    /// Where to say how it ended.
    pub(super) reply: Subject,
    /// Where the event stands, for a dead letter that cannot hold it.
    pub(super) stream: String,
    pub(super) sequence: u64,
    /// Where it was fetched to.
    shelf: Arc<Shelf>,
    /// Takes what was dropped; `None` once it is settled or left to its lease.
    returns: Option<UnboundedSender<Subject>>,
}

impl Held {
    pub(super) fn new(
        reply: Subject,
        stream: String,
        sequence: u64,
        shelf: Arc<Shelf>,
        returns: UnboundedSender<Subject>,
    ) -> Self {
        Self { reply, stream, sequence, shelf, returns: Some(returns) }
    }

    /// Puts it back, to be given back with what was fetched; false where it has to be given back here.
    pub(super) fn put_back(&self, settlement: &Settlement) -> bool {
        match settlement {
            Settlement::GiveBack => self.shelf.take_back(self.sequence, self.reply.clone()),
            Settlement::Retry { after } if after.is_zero() => {
                self.shelf.take_back_at_end(self.sequence, self.reply.clone())
            }
            _ => false,
        }
    }

    /// Dropping it says nothing any more.
    pub(super) fn let_go(&mut self) {
        self.returns = None;
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(returns) = self.returns.take() {
            // Without a receiver the connection is gone, and the lease ends by itself.
            let _ = returns.send(self.reply.clone());
        }
    }
}

impl Link {
    /// Says a word about a delivery without waiting for an answer.
    pub(super) async fn say(&self, reply: Subject, word: AckKind) -> Result<(), Error> {
        let sent = self.client.publish(reply, Bytes::from(word)).await;
        sent.map_err(|error| failed("speak of a delivery", error))
    }

    /// Says how a delivery ended, until the server has heard it or the time is up.
    pub(super) async fn confirm(&self, reply: &Subject, word: AckKind, time: Duration) -> Result<(), Error> {
        let start = Instant::now();
        let word = Bytes::from(word);
        loop {
            let mut reconnected = pin!(self.reconnected());
            let question = Request::new().payload(word.clone()).timeout(Some(ANSWER));
            let error = tokio::select! {
                answer = self.client.send_request(reply.clone(), question) => match answer {
                    Ok(_) => return Ok(()),
                    Err(error) => error,
                },
                // Asked again: the server knows what it has heard before.
                () = &mut reconnected => continue,
            };
            let patience = match error.kind() {
                RequestErrorKind::NoResponders => time.min(NOBODY),
                RequestErrorKind::TimedOut => time,
                _ => Duration::ZERO,
            };
            if self.is_closed() {
                return Err(super::closed());
            }
            if start.elapsed() >= patience {
                return Err(failed("settle a delivery", error));
            }
            sleep(PAUSE).await;
        }
    }
}
