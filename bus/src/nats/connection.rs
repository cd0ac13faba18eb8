//! A connection that comes back by itself.

use super::address::{Login, Servers};
use super::failed;
use crate::{Error, clock};
use async_nats::connection::State;
use async_nats::jetstream::{self, Context};
use async_nats::{Client, ConnectErrorKind, ConnectOptions, Event};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

/// How long the first connection is tried for.
const PATIENCE: Duration = Duration::from_secs(10);
/// A server that says nothing is given up after the third of these.
const PING: Duration = Duration::from_secs(10);
/// How long one question to the server may take, before it is asked again or given up.
const ANSWER: Duration = Duration::from_secs(5);
/// How long saying goodbye may take.
const GOODBYE: Duration = Duration::from_secs(2);

/// A connection. Clones share it.
#[derive(Clone)]
pub(super) struct Link {
    pub(super) client: Client,
    pub(super) jetstream: Context,
    /// Counts connections: an answer that was awaited over the last one will not come.
    connections: watch::Receiver<u64>,
    closed: watch::Sender<bool>,
}

impl Link {
    /// Connects. A server that cannot be reached is tried again for ten seconds, because services
    /// and brokers start together; one that says no is believed.
    pub(super) async fn open(servers: &Servers) -> Result<Self, Error> {
        let started = Instant::now();
        let (connected, mut connections) = watch::channel(0);
        let closed = watch::Sender::new(false);
        let mut attempt = 0;
        let client = loop {
            match options(servers, connected.clone(), closed.subscribe()).connect(&servers.urls).await {
                Ok(client) => break client,
                Err(error) if is_final(error.kind()) || started.elapsed() > PATIENCE => {
                    let task = format!("connect to {} ({:.0?} tried)", servers.urls.join(", "), started.elapsed());
                    return Err(failed(task, error));
                }
                Err(error) => {
                    attempt += 1;
                    tracing::warn!(%error, attempt, "NATS cannot be reached yet");
                    sleep(delay(attempt)).await;
                }
            }
        };
        // Told beside the connection: from here on, a change is another connection.
        let _ = timeout(ANSWER, connections.wait_for(|count| *count > 0)).await;
        let jetstream = jetstream::context::ContextBuilder::new().timeout(ANSWER).build(client.clone());
        Ok(Self { client, jetstream, connections, closed })
    }

    /// Resolves with the next connection: what was sent over this one has to be sent again.
    pub(super) fn reconnected(&self) -> impl Future<Output = ()> + use<> {
        let mut connections = self.connections.clone();
        connections.mark_unchanged();
        async move {
            if connections.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    pub(super) fn is_closed(&self) -> bool {
        *self.closed.borrow()
    }

    /// Resolves when the connection is closed by this side.
    pub(super) async fn closed(&self) {
        let mut closed = self.closed.subscribe();
        // The sender is in `self`, so it is there.
        let _ = closed.wait_for(|closed| *closed).await;
    }

    /// Sends what is on its way, and goes.
    pub(super) async fn close(&self) -> Result<(), Error> {
        if self.closed.send_replace(true) || self.client.connection_state() != State::Connected {
            return Ok(());
        }
        let goodbye = async {
            self.client.flush().await?;
            self.client.drain().await?;
            Ok::<_, async_nats::Error>(())
        };
        match timeout(GOODBYE, goodbye).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(failed("say goodbye", error)),
            Err(_) => Err(failed("say goodbye", format!("the server takes nothing for {GOODBYE:?}"))),
        }
    }
}

fn options(servers: &Servers, connected: watch::Sender<u64>, closed: watch::Receiver<bool>) -> ConnectOptions {
    let options = match &servers.login {
        Login::Nobody => ConnectOptions::new(),
        Login::Token(token) => ConnectOptions::with_token(token.clone()),
        Login::User { name, password } => ConnectOptions::with_user_and_password(name.clone(), password.clone()),
    };
    let count = connected.subscribe();
    options
        .name("evenkeel")
        .require_tls(servers.tls)
        .ping_interval(PING)
        .request_timeout(Some(ANSWER))
        .reconnect_delay_callback(move |attempt| match (*closed.borrow(), *count.borrow()) {
            // Nobody waits for this connection any more, and nothing else ends the attempts.
            (true, _) => clock::THIRTY_YEARS,
            // The first connection has a loop of its own.
            (false, 0) => Duration::ZERO,
            (false, _) => delay(attempt),
        })
        .event_callback(move |event| {
            match event {
                Event::Connected => connected.send_modify(|count| *count += 1),
                Event::Disconnected => tracing::warn!("NATS is not connected; connecting again"),
                Event::ServerError(error) => tracing::warn!(%error, "NATS says"),
                Event::SlowConsumer(_) => tracing::warn!("NATS sends faster than this process reads"),
                Event::LameDuckMode => tracing::info!("this NATS server is about to go; another one takes over"),
                Event::ClientError(error) => tracing::debug!(%error, "NATS cannot be reached"),
                Event::Draining | Event::Closed => {}
            }
            std::future::ready(())
        })
}

/// Whether no further attempt can succeed.
fn is_final(kind: ConnectErrorKind) -> bool {
    match kind {
        ConnectErrorKind::ServerParse
        | ConnectErrorKind::Authentication
        | ConnectErrorKind::AuthorizationViolation
        | ConnectErrorKind::Tls
        | ConnectErrorKind::MaxReconnects => true,
        ConnectErrorKind::Dns | ConnectErrorKind::TimedOut | ConnectErrorKind::Io => false,
    }
}

/// How long to wait before an attempt, counted from 1: twice as long each time, up to 5 s, and up
/// to half of it less, so that the clients of a server that died do not come back as one.
fn delay(attempt: usize) -> Duration {
    const FIRST: Duration = Duration::from_millis(50);
    const LONGEST: Duration = Duration::from_secs(5);
    let doublings = u32::try_from(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
    let full = FIRST.saturating_mul(2_u32.saturating_pow(doublings)).min(LONGEST);
    full.mul_f64(1.0 - fastrand::f64() / 2.0)
}

#[cfg(test)]
mod tests {
    use super::delay;

    #[test]
    fn delays_double_up_to_a_bound_and_differ() {
        for (attempt, longest) in [(0, 50), (1, 50), (2, 100), (5, 800), (8, 5000), (usize::MAX, 5000)] {
            for _ in 0..100 {
                let millis = delay(attempt).as_millis();
                assert!((longest / 2..=longest).contains(&millis), "attempt {attempt}: {millis} ms");
            }
        }
        assert_ne!(delay(9), delay(9));
    }
}
