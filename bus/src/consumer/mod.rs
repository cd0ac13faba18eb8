//! Consuming: handlers for events, and what happens around them.

mod keep;
mod plan;
mod route;
mod run;
mod stop;
mod tell;
mod turns;
mod work;

use crate::handler::Handler;
use crate::transport::{Group, Transport};
use crate::validation::{Breach, Breaches, Contracts};
use crate::{Backoff, Bus, Error, Outcome};
use evenkeel::{Event, Validation};
use route::Route;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

const DELIVERIES: u32 = 5;
const TIMEOUT: Duration = Duration::from_secs(60);
/// Less than the 30 seconds that Kubernetes leaves a process by default.
const DRAIN: Duration = Duration::from_secs(25);

/// Handles events, as one member of a group.
///
/// The consumer's name is its group: each group gets each event, and consumers of one name, in
/// one process or in many, share the work. A group begins when it is first
/// [declared](Self::declare), gets what is published from then on, and goes on where it was when
/// its consumers come back.
///
/// What becomes of an event:
///
/// | what happens | the event |
/// |---|---|
/// | the handler succeeds | is acknowledged, after that and never before |
/// | the payload breaks its contract, or is no JSON | goes to the dead letters with its violations; no handler sees it (but see [`validation`](Self::validation)) |
/// | the handler fails, panics or takes too long | comes again after a delay; after the last delivery it goes to the dead letters |
/// | it kills the process, each time | goes to the dead letters, after twice as many deliveries, before a handler sees it again |
/// | the handler [rejects](crate::Failure::reject) it | goes to the dead letters at once |
/// | nobody handles its subject | comes again, since another member may handle it; after the last delivery it goes to the dead letters |
///
/// An event can come more than once: a handler may do its work and the broker not learn of it.
/// [`Context::event_id`](crate::Context::event_id) tells whether it came before.
///
/// Events are routed by their subject alone, so that a plain message without CloudEvents
/// attributes is handled too.
#[must_use = "a consumer does nothing until it runs"]
pub struct Consumer {
    transport: Arc<dyn Transport>,
    name: Arc<str>,
    routes: Vec<Route>,
    observers: Vec<Observer>,
    max_deliveries: u32,
    backoff: Backoff,
    timeout: Duration,
    drain: Duration,
    concurrency: usize,
    ordered: bool,
    contracts: Contracts,
}

type Observer = Arc<dyn Fn(&Outcome) + Send + Sync>;

impl Consumer {
    /// A consumer without handlers. The name is made of ASCII letters, digits, `-` and `_`.
    pub fn new(bus: &Bus, name: &str) -> Self {
        Self {
            transport: bus.transport(),
            name: name.into(),
            routes: Vec::new(),
            observers: Vec::new(),
            max_deliveries: DELIVERIES,
            backoff: Backoff::default(),
            timeout: TIMEOUT,
            drain: DRAIN,
            concurrency: 1,
            ordered: false,
            contracts: Contracts::default(),
        }
    }

    /// Adds a handler for one more event: see [`Handler`] for what can be one.
    pub fn on<Shape: 'static, H: Handler<Shape>>(mut self, handler: H) -> Self {
        self.routes.push(Route::new(handler));
        self
    }

    /// How often an event is delivered before it becomes a dead letter; 5 unless told.
    pub fn max_deliveries(mut self, max_deliveries: u32) -> Self {
        self.max_deliveries = max_deliveries;
        self
    }

    /// How long to wait between deliveries; see [`Backoff`] for the default.
    pub fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = backoff;
        self
    }

    /// How long a handler may take for one delivery; 60 seconds unless told. One that takes longer is
    /// cancelled where it awaits, and has failed: [`Reason::TimedOut`](crate::Reason::TimedOut).
    ///
    /// While a handler runs, the broker is told that it does, so no other member gets its event. A
    /// handler that blocks its thread can neither be cancelled nor speak for itself: use
    /// `tokio::task::spawn_blocking`.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long handlers may go on after the shutdown; 25 seconds unless told. Those that still run
    /// then are cancelled, and their events come again.
    pub fn drain(mut self, drain: Duration) -> Self {
        self.drain = drain;
        self
    }

    /// Handles the events of one key one after another, in the order of publishing, and those of
    /// different keys side by side, as far as [`concurrency`](Self::concurrency) goes.
    ///
    /// The key is the one that the publisher sent along ([`Event::key`](evenkeel::Event::key),
    /// CloudEvents `subject`), whatever the event's subject. Events without a key wait for none.
    ///
    /// An event that fails is kept, and attempted again here after its delay; later ones of its key
    /// wait until it is done or dead, and other keys go on. At most 256 events wait so; then no more
    /// is fetched until one is done.
    ///
    /// This is the order within one member. Where a group has several, two of them may have events
    /// of one key at a time, unless the broker gives a key to one member. A member that is killed
    /// leaves its events to the broker: they come again, perhaps after later ones of their key, and
    /// the attempts that were made in its hands count as one.
    pub fn ordered_by_key(mut self) -> Self {
        self.ordered = true;
        self
    }

    /// How many events are handled at a time; 1 unless told.
    ///
    /// One at a time keeps the order of first deliveries, within one consumer alone in its group; an
    /// event that fails is overtaken, unless they are [ordered by key](Self::ordered_by_key).
    pub fn concurrency(mut self, concurrency: usize) -> Self {
        self.concurrency = concurrency;
        self
    }

    /// Calls a function with the outcome of each delivery, once it is settled.
    ///
    /// It runs beside the handlers, so it should be quick. The same outcomes go to the log
    /// (`tracing`): done at debug, retried and unsettled at warn, dead-lettered at error.
    pub fn observe(mut self, observer: impl Fn(&Outcome) + Send + Sync + 'static) -> Self {
        self.observers.push(Arc::new(observer));
        self
    }

    /// How contracts are held; [`Validation::Enforce`] unless told.
    ///
    /// With [`Validation::Report`], an event that breaks rules is handled all the same, as far as its
    /// Rust type can hold it, and is [counted](Self::breaches), logged and told to the
    /// [hooks](Self::on_breach); with [`Validation::Off`], nobody is told. What is no JSON, or cannot
    /// be held, goes to the dead letters in each mode.
    pub fn validation(mut self, validation: Validation) -> Self {
        self.contracts.set(validation);
        self
    }

    /// How the contract of one event is held, whatever holds for the others:
    /// `.validation_of::<OrderCreatedV1>(Validation::Report)`.
    pub fn validation_of<E: Event>(mut self, validation: Validation) -> Self {
        self.contracts.set_for::<E>(validation);
        self
    }

    /// Calls a function with each event that breaks its contract and is handled all the same, once a
    /// delivery. It runs before the handler, so it should be quick.
    pub fn on_breach(mut self, hook: impl Fn(&Breach) + Send + Sync + 'static) -> Self {
        self.contracts.add_hook(hook);
        self
    }

    /// The count of those events. Take it before the consumer runs.
    pub fn breaches(&self) -> Breaches {
        self.contracts.breaches()
    }

    /// Makes sure that the group exists, so that events published from now on wait for it.
    ///
    /// [`run`](Self::run) does it too. Call it yourself where something is published before the
    /// consumer is sure to run.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub async fn declare(&self) -> Result<(), Error> {
        self.check()?;
        self.transport.declare(&self.group()).await
    }

    /// Handles events until `shutdown` resolves; then fetches no more, waits for the handlers that
    /// run, for as long as [`drain`](Self::drain) says, settles their events and gives the rest back.
    ///
    /// Dropping the future instead ends the handlers where they are; their events come again.
    ///
    /// # Errors
    /// Before anything is fetched: [`Error::Consumer`] when the consumer is put together wrongly
    /// (two handlers for one event, no handler, a name that brokers do not allow, a limit of 0),
    /// [`Error::Unsupported`] when the broker cannot do what a consumer needs. Later:
    /// [`Error::Closed`] and [`Error::Transport`] when the connection is gone for good; the
    /// handlers that run are waited for here too.
    pub async fn run(self, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
        self.check()?;
        run::run(self, shutdown).await
    }

    fn group(&self) -> Group {
        let subjects = self.routes.iter().map(|route| route.subject.to_owned()).collect();
        Group::new(&*self.name, subjects)
    }
}

impl fmt::Debug for Consumer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Consumer")
            .field("transport", &self.transport.name())
            .field("name", &self.name)
            .field("subjects", &self.group().subjects)
            .field("max_deliveries", &self.max_deliveries)
            .field("backoff", &self.backoff)
            .field("timeout", &self.timeout)
            .field("drain", &self.drain)
            .field("concurrency", &self.concurrency)
            .field("ordered_by_key", &self.ordered)
            .field("validation", &self.contracts)
            .finish_non_exhaustive()
    }
}
