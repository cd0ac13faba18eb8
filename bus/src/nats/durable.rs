//! A group as the server knows it: one durable pull consumer, of the group's name, on each stream.
//!
//! One consumer with all the subjects of the group hands them out in the order of the stream. How
//! often an event is tried is counted by evenkeel, so the consumer has no limit of deliveries and no
//! back-off of its own.

use super::connection::Link;
use super::failed;
use crate::Error;
use async_nats::jetstream::consumer::pull::Config;
use async_nats::jetstream::consumer::{AckPolicy, DeliverPolicy, FromConsumer, PullConsumer, ReplayPolicy};
use async_nats::jetstream::context::ConsumerInfoErrorKind;
use async_nats::jetstream::stream::{ConsumerCreateStrictErrorKind, Stream};
use std::time::Duration;

/// How many events of a group may be in hands or wait to be tried again. Past it, the group stands
/// still: whatever its handlers need is down, and going on would bring dead letters only.
const IN_HAND: i64 = 10_000;
/// How often members that declare at one time may get in each other's way.
const TRIES: usize = 5;
/// No limit, in the server's words.
const UNLIMITED: i64 = -1;

/// Makes sure that the consumer exists, is as it must be, and takes these subjects.
pub(super) async fn declare(
    link: &Link,
    stream: &Stream,
    group: &str,
    subjects: &[String],
    lease: Duration,
) -> Result<(), Error> {
    let task = || format!("declare group `{group}` on the stream `{}`", stream.cached_info().config.name);
    for _ in 0..TRIES {
        let Some(consumer) = find(link, stream, group).await? else {
            let config = fresh(group, subjects, lease);
            can_filter(link, &config).map_err(|why| failed(task(), why))?;
            match stream.create_consumer_strict(config).await {
                // Looked at again, because an old server leaves out in silence what it does not know.
                Ok(_) => continue,
                Err(error) if error.kind() == ConsumerCreateStrictErrorKind::AlreadyExists => continue,
                Err(error) => return Err(failed(task(), error)),
            }
        };
        let found = pull_config(&consumer)?;
        let mended = mend(&found, subjects, lease).map_err(|why| failed(task(), why))?;
        if mended == found {
            return Ok(());
        }
        can_filter(link, &mended).map_err(|why| failed(task(), why))?;
        tracing::info!(group, subjects = ?filters(&mended), "updating the consumer on the server");
        // Looked at again: another member may update it at the same time, with other subjects.
        stream.update_consumer(mended).await.map_err(|error| failed(task(), error))?;
    }
    Err(failed(task(), "the server does not keep its settings, or its members keep changing them"))
}

/// The group's consumer on this stream.
pub(super) async fn find(link: &Link, stream: &Stream, group: &str) -> Result<Option<PullConsumer>, Error> {
    let task = || format!("look at group `{group}`");
    let info = match stream.consumer_info(group).await {
        Ok(info) => info,
        Err(error) if error.kind() == ConsumerInfoErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(task(), error)),
    };
    match Config::try_from_consumer_config(info.config.clone()) {
        Ok(config) => Ok(Some(PullConsumer::new(config, info, link.jetstream.clone()))),
        Err(_) => Err(failed(task(), "a push consumer has its name: delete that one, or name the group otherwise")),
    }
}

/// The subjects of the group that a member with these does not handle.
pub(super) fn passed_on(consumer: &PullConsumer, subjects: &[String]) -> Result<Vec<String>, Error> {
    let mut all = filters(&pull_config(consumer)?);
    all.retain(|subject| !subjects.contains(subject));
    Ok(all)
}

fn pull_config(consumer: &PullConsumer) -> Result<Config, Error> {
    Config::try_from_consumer_config(consumer.cached_info().config.clone())
        .map_err(|error| failed("read a consumer's settings", error.to_string()))
}

/// A new consumer: it begins now.
fn fresh(group: &str, subjects: &[String], lease: Duration) -> Config {
    let mut config = Config {
        durable_name: Some(group.to_owned()),
        name: Some(group.to_owned()),
        description: Some("a group of consumers (evenkeel)".to_owned()),
        deliver_policy: DeliverPolicy::New,
        ack_policy: AckPolicy::Explicit,
        replay_policy: ReplayPolicy::Instant,
        ack_wait: lease,
        max_deliver: UNLIMITED,
        max_ack_pending: IN_HAND,
        ..Config::default()
    };
    set_filters(&mut config, subjects.to_vec());
    config
}

/// The settings that a consumer should have that has these. What its operator may tune stays:
/// `max_ack_pending` and all that has to do with replicas and pulls.
fn mend(found: &Config, subjects: &[String], lease: Duration) -> Result<Config, String> {
    let mut wrong = Vec::new();
    if found.ack_policy != AckPolicy::Explicit {
        wrong.push(format!("it acknowledges by `{:?}`, not each event for itself", found.ack_policy));
    }
    if found.replay_policy != ReplayPolicy::Instant {
        wrong.push("it replays events at the pace of their publishing".to_owned());
    }
    if !wrong.is_empty() {
        let wrong = wrong.join("; ");
        return Err(format!("a consumer of this name is there, and cannot be changed: {wrong}. Delete it"));
    }
    let mut mended = Config {
        ack_wait: lease,
        max_deliver: UNLIMITED,
        backoff: Vec::new(),
        headers_only: false,
        inactive_threshold: Duration::ZERO,
        ..found.clone()
    };
    let taken = filters(found);
    // No filter takes everything; a member gives back what it does not know.
    let missing = |subject: &&String| !taken.is_empty() && !taken.contains(subject);
    if subjects.iter().any(|subject| missing(&subject)) {
        let mut all = taken.clone();
        all.extend(subjects.iter().filter(missing).cloned());
        set_filters(&mut mended, all);
    }
    Ok(mended)
}

/// The subjects that a consumer takes.
fn filters(config: &Config) -> Vec<String> {
    match config.filter_subject.as_str() {
        "" => config.filter_subjects.clone(),
        one => vec![one.to_owned()],
    }
}

fn set_filters(config: &mut Config, mut subjects: Vec<String>) {
    config.filter_subject.clear();
    config.filter_subjects.clear();
    match subjects.len() {
        // One subject is spelled as every server knows it.
        1 => config.filter_subject = subjects.remove(0),
        _ => config.filter_subjects = subjects,
    }
}

/// Servers before 2.10 ignore several subjects in silence, and the group would get everything.
fn can_filter(link: &Link, config: &Config) -> Result<(), String> {
    let server = link.client.server_info().version;
    if config.filter_subjects.is_empty() || link.client.is_server_compatible(2, 10, 0) {
        return Ok(());
    }
    Err(format!(
        "NATS {server} has no consumers for several subjects: use 2.10 or later, or give each subject its own group"
    ))
}

#[cfg(test)]
mod tests {
    use super::{AckPolicy, Config, Duration, IN_HAND, ReplayPolicy, fresh, mend};

    const LEASE: Duration = Duration::from_secs(30);

    fn subjects(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn subjects_are_added_and_never_taken_away() {
        for (there, asked, after) in [
            (&["a"][..], &["a"][..], &["a"][..]),
            (&["a"], &["b"], &["a", "b"]),
            (&["a", "b"], &["b"], &["a", "b"]),
            (&["a", "b"], &["c", "a"], &["a", "b", "c"]),
        ] {
            let found = fresh("audit", &subjects(there), LEASE);
            let mended = mend(&found, &subjects(asked), LEASE).unwrap();
            assert_eq!(mended, fresh("audit", &subjects(after), LEASE), "{there:?} {asked:?}");
        }
        let all = Config { filter_subject: String::new(), ..fresh("audit", &subjects(&["a"]), LEASE) };
        assert_eq!(mend(&all, &subjects(&["a", "b"]), LEASE).unwrap(), all, "everything holds each");
    }

    #[test]
    fn what_breaks_promises_is_mended_and_the_rest_stays() {
        let good = fresh("audit", &subjects(&["a"]), LEASE);
        let drifted = Config {
            ack_wait: Duration::from_secs(1),
            max_deliver: 3,
            backoff: vec![LEASE],
            headers_only: true,
            inactive_threshold: LEASE,
            ..good.clone()
        };
        assert_eq!(mend(&drifted, &subjects(&["a"]), LEASE).unwrap(), good);
        let tuned = Config { max_ack_pending: IN_HAND * 2, num_replicas: 3, ..good };
        assert_eq!(mend(&tuned, &subjects(&["a"]), LEASE).unwrap(), tuned);
    }

    #[test]
    fn what_cannot_be_changed_is_told_at_once() {
        let found = Config {
            ack_policy: AckPolicy::All,
            replay_policy: ReplayPolicy::Original,
            ..fresh("audit", &subjects(&["a"]), LEASE)
        };
        let why = mend(&found, &subjects(&["a"]), LEASE).unwrap_err();
        assert!(why.contains("`All`") && why.contains("replays") && why.contains("Delete it"), "{why}");
    }
}
