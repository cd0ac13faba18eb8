//! Whether a secret is logged, by anyone in this process and at any level.

use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, Once};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

const SECRET: &str = "s3cret";

static SEEN: AtomicUsize = AtomicUsize::new(0);
static LEAKS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Watches all that is logged from now on.
pub fn watch() {
    static WATCHING: Once = Once::new();
    WATCHING.call_once(|| tracing::subscriber::set_global_default(Watcher).unwrap());
}

/// How much was logged so far.
pub fn seen() -> usize {
    SEEN.load(Ordering::Relaxed)
}

/// What was logged with a secret in it.
pub fn leaks() -> Vec<String> {
    LEAKS.lock().unwrap().clone()
}

struct Watcher;

impl Subscriber for Watcher {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Reader);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Reader);
    }

    fn event(&self, event: &Event<'_>) {
        SEEN.fetch_add(1, Ordering::Relaxed);
        event.record(&mut Reader);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Reader;

impl Visit for Reader {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let text = format!("{field}: {value:?}");
        if text.contains(SECRET) {
            LEAKS.lock().unwrap().push(text);
        }
    }
}
