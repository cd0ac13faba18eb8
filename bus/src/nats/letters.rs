//! Dead letters as messages: the event as it came, and what befell it in four more headers.

use super::connection::Link;
use super::held::Held;
use super::publish::{Message, NotStored};
use super::streams::DEAD_LETTERS;
use super::{durable, failed, reason, wire};
use crate::{DeadLetter, Error, Headers};
use async_nats::jetstream::ErrorCode;
use async_nats::jetstream::message::StreamMessage;
use async_nats::jetstream::stream::{RawMessageErrorKind, Stream};
use futures_util::TryStreamExt;
use std::time::Duration;
use tokio::time::Instant;

const CONSUMER: &str = "evenkeel-consumer";
const DELIVERIES: &str = "evenkeel-deliveries";
const REASON: &str = "evenkeel-reason";
const TIME: &str = "evenkeel-time";
/// Where the event stands (`EVENTS/42`), when it leaves no room for the reason beside it.
const EVENT: &str = "evenkeel-event";
/// The longest reason, in bytes.
const LONGEST_REASON: usize = 64 * 1024;
/// The longest reason when there is little room.
const SHORT_REASON: usize = 1024;

impl Link {
    /// Stores a dead letter, as much of it as the server takes.
    pub(super) async fn bury(&self, letter: &DeadLetter, held: &Held, time: Duration) -> Result<(), Error> {
        let task = || format!("store a dead letter of `{}`", letter.consumer);
        let deadline = Instant::now() + time;
        let place = format!("{}/{}", held.stream, held.sequence);
        let forms =
            [whole(letter, &place, LONGEST_REASON), whole(letter, &place, SHORT_REASON), without_event(letter, &place)];
        for form in forms {
            match self.store(&form, deadline).await {
                Ok(_) => return Ok(()),
                Err(NotStored::TooLong { .. }) => {}
                Err(NotStored::NoStream) => {
                    let why = format!("no stream takes `{}>`: declare the consumer again", DEAD_LETTERS.prefix);
                    return Err(failed(task(), why));
                }
                Err(NotStored::Refused(why) | NotStored::Unknown(why)) => return Err(failed(task(), why)),
            }
        }
        Err(failed(task(), "the server takes no message of its size"))
    }

    /// The oldest dead letters of a consumer.
    pub(super) async fn letters_of(&self, consumer: &str, limit: usize) -> Result<Vec<DeadLetter>, Error> {
        let task = || format!("read the dead letters of `{consumer}`");
        let subjects = format!("{}{consumer}.>", DEAD_LETTERS.prefix);
        let mut letters = Vec::new();
        if let Some(stream) = self.stream_of(&subjects).await? {
            let mut next = 1;
            while letters.len() < limit {
                let message = match stream.get_first_raw_message_by_subject(&subjects, next).await {
                    Ok(message) => message,
                    Err(error) if error.kind() == RawMessageErrorKind::NoMessageFound => break,
                    Err(error) => return Err(failed(task(), error)),
                };
                next = message.sequence + 1;
                letters.extend(self.read(consumer, message).await?);
            }
        }
        if letters.is_empty() && !self.is_declared(consumer).await? {
            return Err(failed(task(), "no consumer of that name was declared"));
        }
        Ok(letters)
    }

    /// The letter in a message; nothing where the message is none of ours.
    async fn read(&self, consumer: &str, message: StreamMessage) -> Result<Option<DeadLetter>, Error> {
        let subject = message.subject.as_str();
        let prefix = format!("{}{consumer}.", DEAD_LETTERS.prefix);
        let Some(subject) = subject.strip_prefix(&prefix).map(str::to_owned) else { return Ok(None) };
        let mut headers = wire::from_map(&message.headers);
        let (Some(deliveries), Some(reason), Some(time)) =
            (headers.remove(DELIVERIES), headers.remove(REASON), headers.remove(TIME))
        else {
            return Ok(None);
        };
        headers.remove(CONSUMER);
        let mut envelope = wire::envelope(subject.clone(), headers, message.payload, || {
            format!("{}{}", DEAD_LETTERS.prefix, message.sequence)
        });
        if let Some(place) = envelope.headers.remove(EVENT)
            && let Some(event) = self.event_at(&place).await?
        {
            envelope = wire::read(&subject, Some(&event.headers), event.payload, || place);
        }
        let Some(reason) = reason::read(&reason) else { return Ok(None) };
        Ok(Some(DeadLetter {
            consumer: consumer.to_owned(),
            deliveries: deliveries.parse().unwrap_or(0),
            reason,
            time,
            envelope,
        }))
    }

    /// The event at a place such as `EVENTS/42`, unless it is gone, or its stream.
    async fn event_at(&self, place: &str) -> Result<Option<StreamMessage>, Error> {
        let Some((stream, sequence)) = place.rsplit_once('/') else { return Ok(None) };
        let Ok(sequence) = sequence.parse() else { return Ok(None) };
        let task = || format!("read the event {place}");
        let stream = self.jetstream.get_stream_no_info(stream).await.map_err(|error| failed(task(), error))?;
        match stream.get_raw_message(sequence).await {
            Ok(message) => Ok(Some(message)),
            Err(error) => match error.kind() {
                RawMessageErrorKind::NoMessageFound => Ok(None),
                RawMessageErrorKind::JetStream(why) if why.error_code() == ErrorCode::STREAM_NOT_FOUND => Ok(None),
                _ => Err(failed(task(), error)),
            },
        }
    }

    /// Whether a group of this name is on any stream.
    async fn is_declared(&self, group: &str) -> Result<bool, Error> {
        let task = || format!("look for group `{group}`");
        let streams: Vec<_> = self.jetstream.streams().try_collect().await.map_err(|error| failed(task(), error))?;
        for info in streams {
            let name = &info.config.name;
            let stream: Stream = self.jetstream.get_stream(name).await.map_err(|error| failed(task(), error))?;
            if durable::find(self, &stream, group).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The letter with the whole event.
fn whole(letter: &DeadLetter, place: &str, longest_reason: usize) -> Message {
    let (mut headers, body, _) = wire::write(letter.envelope.clone());
    // Else an event could have whoever reads the letter look at another message.
    headers.remove(EVENT);
    Message { headers: described(letter, headers, longest_reason), body, ..addressed(letter, place) }
}

/// The letter with the event's place instead of the event.
fn without_event(letter: &DeadLetter, place: &str) -> Message {
    let mut headers = described(letter, Headers::new(), SHORT_REASON);
    headers.insert(EVENT, place);
    Message { headers, ..addressed(letter, place) }
}

/// The server tells ids apart on the whole stream. So the group is part of the id, since two groups may
/// put one event aside; and the place, since others may give two events one id, and the second is
/// worth a letter, too.
fn addressed(letter: &DeadLetter, place: &str) -> Message {
    Message {
        subject: format!("{}{}.{}", DEAD_LETTERS.prefix, letter.consumer, letter.subject()),
        headers: Headers::new(),
        body: bytes::Bytes::new(),
        id: format!("{} {place} {}", letter.consumer, wire::identity(&letter.envelope)),
    }
}

fn described(letter: &DeadLetter, mut headers: Headers, longest_reason: usize) -> Headers {
    headers.insert(CONSUMER, letter.consumer.as_str());
    headers.insert(DELIVERIES, letter.deliveries.to_string());
    headers.insert(TIME, letter.time.as_str());
    headers.insert(REASON, reason::write(&letter.reason, longest_reason));
    headers
}
