//! The streams that hold events and dead letters.
//!
//! Whatever stream takes a subject is used, as its operator made it. Where none does, one is made:
//! a single one for all events, so that the order between them is kept and a group needs one
//! consumer. What it should be beyond that (replicas, limits, placement) is for its operator to say.

use super::connection::Link;
use super::failed;
use crate::Error;
use async_nats::jetstream::context::GetStreamByNameErrorKind;
use async_nats::jetstream::stream::{Config, DiscardPolicy, RetentionPolicy, StorageType, Stream};
use std::time::Duration;

/// So long the server remembers the ids of events.
const DUPLICATE_WINDOW: Duration = Duration::from_secs(120);

/// A stream that is made where none takes its subjects.
pub(super) struct Default {
    pub(super) name: &'static str,
    /// Its subjects begin so: `events.`.
    pub(super) prefix: &'static str,
    description: &'static str,
}

pub(super) const EVENTS: Default = Default { name: "EVENTS", prefix: "events.", description: "events" };

pub(super) const DEAD_LETTERS: Default = Default {
    name: "DEAD_LETTERS",
    prefix: "dead_letters.",
    description: "events that a consumer could not take, with the reason: dead_letters.<consumer>.<subject>",
};

impl Link {
    /// The stream that takes this subject.
    pub(super) async fn stream_of(&self, subject: &str) -> Result<Option<Stream>, Error> {
        let task = || format!("find the stream of `{subject}`");
        let name = match self.jetstream.stream_by_subject(subject).await {
            Ok(name) => name,
            Err(error) if error.kind() == GetStreamByNameErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(task(), hinted(error))),
        };
        match self.jetstream.get_stream(&name).await {
            Ok(stream) => Ok(Some(stream)),
            Err(error) => Err(failed(task(), error)),
        }
    }

    /// The stream that takes this event's subject; made if there is none.
    pub(super) async fn events(&self, subject: &str) -> Result<Stream, Error> {
        if let Some(stream) = self.stream_of(subject).await? {
            return Ok(stream);
        }
        if !subject.starts_with(EVENTS.prefix) {
            let why = format!(
                "no stream takes it, and only for `{}>` one is made: create a stream with this subject",
                EVENTS.prefix
            );
            return Err(failed(format!("find the stream of `{subject}`"), why));
        }
        self.make(&EVENTS, None).await
    }

    /// The stream of the dead letters; made if there is none, with as many copies as `like` has.
    pub(super) async fn dead_letters(&self, like: &Config) -> Result<Stream, Error> {
        match self.stream_of(&format!("{}>", DEAD_LETTERS.prefix)).await? {
            Some(stream) => Ok(stream),
            None => self.make(&DEAD_LETTERS, Some(like)).await,
        }
    }

    async fn make(&self, stream: &Default, like: Option<&Config>) -> Result<Stream, Error> {
        let config = Config {
            name: stream.name.to_owned(),
            description: Some(stream.description.to_owned()),
            subjects: vec![format!("{}>", stream.prefix)],
            storage: StorageType::File,
            retention: RetentionPolicy::Limits,
            // A limit that is set later refuses new events, which their publishers hear of.
            discard: DiscardPolicy::New,
            duplicate_window: DUPLICATE_WINDOW,
            allow_direct: true,
            num_replicas: like.map_or(1, |like| like.num_replicas),
            placement: like.and_then(|like| like.placement.clone()),
            ..Config::default()
        };
        match self.jetstream.create_stream(config).await {
            Ok(_) => tracing::info!(stream = stream.name, "made the stream; it keeps everything until you limit it"),
            // Somebody else may have been quicker; that shows when the stream is looked for.
            Err(error) => match self.stream_of(&format!("{}>", stream.prefix)).await? {
                Some(stream) => return Ok(stream),
                None => {
                    let task = format!("make the stream `{}` with the subjects `{}>`", stream.name, stream.prefix);
                    return Err(failed(task, hinted(error)));
                }
            },
        }
        self.jetstream
            .get_stream(stream.name)
            .await
            .map_err(|error| failed(format!("find the stream `{}`", stream.name), error))
    }
}

/// An error of the server with what usually is behind it.
fn hinted(error: impl std::error::Error) -> String {
    let text = super::chain(&error);
    if text.contains("resource does not exist") || text.contains("not enabled") {
        return format!("{text}: is JetStream switched on in this server and for this account (`nats-server -js`)?");
    }
    text
}

/// Holds a stream against what is promised: what breaks a promise at once is an error, what may
/// break it one day is a warning.
pub(super) fn check(config: &Config) -> Result<(), Error> {
    if config.no_ack {
        let task = format!("use the stream `{}`", config.name);
        return Err(failed(task, "it confirms nothing (`no_ack`), so nobody knows what is stored: set it to false"));
    }
    for risk in risks(config) {
        tracing::warn!(stream = config.name, risk, "the stream may lose events");
    }
    Ok(())
}

/// What may lose confirmed events.
fn risks(config: &Config) -> Vec<&'static str> {
    let limited = [config.max_messages, config.max_bytes, config.max_messages_per_subject].iter().any(|max| *max > 0);
    let limited_by_subject = config.max_messages_per_subject > 0 && !config.discard_new_per_subject;
    let risks = [
        (config.storage == StorageType::Memory, "it is in memory: events end with the server"),
        (
            limited && config.discard == DiscardPolicy::Old,
            "at its limit it drops the oldest events, handled or not: set `discard` to `new`",
        ),
        (
            limited_by_subject && config.discard == DiscardPolicy::New,
            "at the limit of a subject it drops the oldest events, handled or not: set `discard_new_per_subject`",
        ),
        (
            config.duplicate_window < Duration::from_secs(10),
            "it forgets event ids early: an event that is sent again is stored twice",
        ),
    ];
    risks.into_iter().filter_map(|(applies, risk)| applies.then_some(risk)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Config, DUPLICATE_WINDOW, DiscardPolicy, StorageType, check, risks};
    use std::time::Duration;

    #[test]
    fn what_may_lose_events_is_told() {
        let good = || Config { duplicate_window: DUPLICATE_WINDOW, max_messages: -1, ..Config::default() };
        let cases = [
            (good(), 0, None),
            (Config { max_messages: 3, ..good() }, 0, Some("`discard`")),
            (Config { max_messages: 3, discard: DiscardPolicy::New, ..good() }, 0, None),
            (
                Config { max_messages_per_subject: 3, discard: DiscardPolicy::New, ..good() },
                0,
                Some("`discard_new_per_subject`"),
            ),
            (
                Config {
                    max_messages_per_subject: 3,
                    discard: DiscardPolicy::New,
                    discard_new_per_subject: true,
                    ..good()
                },
                0,
                None,
            ),
            (Config { storage: StorageType::Memory, ..good() }, 0, Some("in memory")),
            (Config { duplicate_window: Duration::from_secs(1), ..good() }, 0, Some("forgets")),
            (Config { no_ack: true, ..good() }, 1, None),
        ];
        for (config, errors, risk) in cases {
            assert_eq!(usize::from(check(&config).is_err()), errors);
            let found = risks(&config);
            assert_eq!(found.len(), usize::from(risk.is_some()), "{found:?}");
            assert!(risk.is_none_or(|part| found[0].contains(part)), "{found:?}");
        }
    }
}
