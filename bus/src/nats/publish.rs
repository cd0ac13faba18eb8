//! Sending a message until the server has said what became of it.

use super::connection::Link;
use super::{chain, wire};
use crate::Headers;
use async_nats::header::NATS_MESSAGE_ID;
use async_nats::jetstream::context::{PublishError, PublishErrorKind};
use async_nats::jetstream::message::PublishMessage;
use async_nats::jetstream::publish::PublishAck;
use async_nats::jetstream::{self, ErrorCode};
use bytes::Bytes;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::future::IntoFuture;
use std::pin::pin;
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};

/// For so long a message is sent again under its id: well within the time in which a stream
/// recognises it.
const AGAIN: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(50);

/// What is to be stored.
pub(super) struct Message {
    pub(super) subject: String,
    pub(super) headers: Headers,
    pub(super) body: Bytes,
    /// The id that the server recognises duplicates by.
    pub(super) id: String,
}

/// Why a message is not known to be stored.
#[derive(Debug)]
pub(super) enum NotStored {
    /// Nobody takes its subject.
    NoStream,
    /// It has, with its headers, more bytes than the server takes.
    TooLong { limit: usize },
    /// It is certainly not stored.
    Refused(String),
    /// It may be.
    Unknown(String),
}

impl Link {
    /// Sends a message, and again whenever its confirmation may be lost.
    pub(super) async fn store(&self, message: &Message, deadline: Instant) -> Result<PublishAck, NotStored> {
        let give_up = deadline.min(Instant::now() + AGAIN);
        // All that were sent are listened to: the first to be stored knows that it is no duplicate.
        let mut answers = FuturesUnordered::new();
        let mut copies = 0;
        let mut lost = "no confirmation in time".to_owned();
        loop {
            let mut reconnected = pin!(self.reconnected());
            let sending = self.jetstream.send_publish(message.subject.clone(), message.outbound()?);
            tokio::select! {
                sent = sending => match sent {
                    Ok(answer) => {
                        copies += 1;
                        answers.push(answer.into_future());
                    }
                    // The way out is full of what waits for a connection.
                    Err(error) if error.kind() == PublishErrorKind::TimedOut => {}
                    Err(error) => return Err(self.not_stored(&error, copies)),
                },
                () = sleep_until(give_up) => return Err(NotStored::after(copies, lost)),
            }
            loop {
                tokio::select! {
                    Some(answer) = answers.next() => match answer {
                        Ok(ack) => return Ok(ack),
                        Err(error) if is_open(&error) && !self.is_closed() => {
                            lost = chain(&error);
                            if answers.is_empty() {
                                if self.is_heard_by_no_stream(&message.subject, give_up).await {
                                    return Err(NotStored::NoStream);
                                }
                                sleep(PAUSE).await;
                                break;
                            }
                        }
                        // This copy is not the only one, or not known to be refused.
                        Err(error) => return Err(self.not_stored(&error, copies - usize::from(is_refusal(&error)))),
                    },
                    () = &mut reconnected => {
                        "the connection broke".clone_into(&mut lost);
                        break;
                    }
                    () = sleep_until(give_up) => return Err(NotStored::after(copies, lost)),
                }
            }
        }
    }

    /// Whether no stream takes the subject, where nobody said so: the server does only where nobody else
    /// listens to it. Whoever may not ask does not know.
    async fn is_heard_by_no_stream(&self, subject: &str, give_up: Instant) -> bool {
        matches!(timeout_at(give_up, self.stream_of(subject)).await, Ok(Ok(None)))
    }

    /// What an error means when so many other copies may have been stored.
    fn not_stored(&self, error: &PublishError, copies: usize) -> NotStored {
        match error.kind() {
            _ if copies > 0 => NotStored::Unknown(chain(error)),
            PublishErrorKind::StreamNotFound => NotStored::NoStream,
            PublishErrorKind::MaxPayloadExceeded => NotStored::TooLong { limit: self.client.max_payload() },
            _ if self.is_closed() => NotStored::Refused("the bus was closed: connect again".into()),
            _ => NotStored::Refused(chain(error)),
        }
    }
}

impl Message {
    fn outbound(&self) -> Result<PublishMessage, NotStored> {
        let mut headers = wire::to_map(&self.headers).map_err(NotStored::Refused)?;
        headers.insert(NATS_MESSAGE_ID, self.id.as_str());
        Ok(PublishMessage::build().payload(self.body.clone()).headers(headers))
    }
}

impl NotStored {
    /// Time is up after so many copies were sent.
    fn after(copies: usize, reason: String) -> Self {
        match copies {
            0 => Self::Refused("the server cannot be reached, and nothing was sent".into()),
            _ => Self::Unknown(reason),
        }
    }
}

/// Whether the error leaves open if the message is stored.
fn is_open(error: &PublishError) -> bool {
    match error.kind() {
        PublishErrorKind::TimedOut | PublishErrorKind::BrokenPipe => true,
        // Another message of this id is just being stored.
        _ => source(error).is_some_and(|code| code == ErrorCode::STREAM_DUPLICATE_MESSAGE_CONFLICT),
    }
}

/// Whether the server said that it does not store the message. What else comes back may be from anyone who
/// listens to the subject, and answers.
fn is_refusal(error: &PublishError) -> bool {
    error.kind() == PublishErrorKind::StreamNotFound || (source(error).is_some() && !is_open(error))
}

fn source(error: &PublishError) -> Option<ErrorCode> {
    let source = std::error::Error::source(error)?;
    Some(source.downcast_ref::<jetstream::Error>()?.error_code())
}
