//! Prints what happens as it happens, and counts it.

use evenkeel_bus::{Ending, Outcome};
use std::fmt::Display;
use std::io::{IsTerminal, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// So long nothing must happen before the next chapter begins.
const SILENCE: Duration = Duration::from_millis(120);

/// How something ended, as the timeline marks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// The broker has stored an event.
    Published,
    /// An event broke its contract and never left its service.
    Refused,
    /// A handler did its work.
    Handled,
    /// A handler failed and will get the event again.
    Retried,
    /// An event was put aside for people to look at.
    DeadLettered,
}

/// The timeline of one run, shared by everyone who has something to tell.
#[derive(Clone)]
pub(crate) struct Timeline(Arc<Shared>);

struct Shared {
    start: Instant,
    coloured: bool,
    state: Mutex<State>,
}

struct State {
    /// How often each mark was set, in the order of [`Mark::ALL`].
    counts: [usize; Mark::ALL.len()],
    /// Something may happen until then.
    busy_until: Instant,
}

impl Mark {
    const ALL: [Self; 5] = [
        Self::Published,
        Self::Refused,
        Self::Handled,
        Self::Retried,
        Self::DeadLettered,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Refused => "refused",
            Self::Handled => "handled",
            Self::Retried => "retried",
            Self::DeadLettered => "dead-lettered",
        }
    }

    /// ANSI: what went well is quiet, what went wrong is not.
    fn colour(self) -> &'static str {
        match self {
            Self::Published => "36",
            Self::Refused => "35",
            Self::Handled => "32",
            Self::Retried => "33",
            Self::DeadLettered => "31",
        }
    }
}

impl Timeline {
    /// A timeline that starts now. It is coloured on a terminal, unless `NO_COLOR` is set.
    pub(crate) fn start() -> Self {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self(Arc::new(Shared {
            start: Instant::now(),
            coloured: std::io::stdout().is_terminal() && !no_color,
            state: Mutex::new(State {
                counts: [0; Mark::ALL.len()],
                busy_until: Instant::now(),
            }),
        }))
    }

    /// One line: when, who, how it ended, which subject. Further lines of `detail` go below it.
    pub(crate) fn tell(&self, service: &str, subject: &str, mark: Mark, detail: impl Display) {
        let mut state = self.state();
        state.counts[mark as usize] += 1;
        state.stay_busy(Duration::ZERO);
        let seconds = self.0.start.elapsed().as_secs_f64();
        let word = self.paint(mark.colour(), &format!("{:<13}", mark.word()));
        let detail = detail.to_string();
        let mut lines = detail.lines();
        let first = lines.next().unwrap_or_default();
        // The lock is held while printing, so that lines stand in the order of their times.
        print(&format!(
            "{seconds:6.3}s  {service:<12}  {word}  {subject:<38}  {first}"
        ));
        for line in lines {
            print(&format!("{:26}{}", "", self.paint(mark.colour(), line)));
        }
    }

    /// Tells what the bus made of a delivery. Of what went well the services tell themselves.
    pub(crate) fn observe(&self, outcome: &Outcome) {
        let Outcome {
            context, ending, ..
        } = outcome;
        let (consumer, subject) = (context.consumer(), context.subject());
        match ending {
            Ending::Retried { reason, after } => {
                let (next, after_ms) = (context.delivery() + 1, after.as_millis());
                let detail = format_args!("{reason}; delivery {next} in {after_ms} ms");
                self.tell(consumer, subject, Mark::Retried, detail);
                self.state().stay_busy(*after);
            }
            Ending::DeadLettered { reason } => {
                self.tell(consumer, subject, Mark::DeadLettered, reason);
            }
            Ending::Unsettled { error } => self.tell(consumer, subject, Mark::Retried, error),
            _ => {}
        }
    }

    /// A heading between the lines.
    pub(crate) fn chapter(&self, title: &str) {
        print(&format!("\n{}", self.paint("1", title)));
    }

    /// Waits until nothing happens any more and nothing is about to.
    pub(crate) async fn quiet(&self) {
        loop {
            let until = self.state().busy_until;
            if until <= Instant::now() {
                return;
            }
            sleep_until(until).await;
        }
    }

    /// What was counted: `12 published, 1 refused, …`.
    pub(crate) fn summary(&self) {
        let counts = self.state().counts;
        let parts = Mark::ALL.map(|mark| format!("{} {}", counts[mark as usize], mark.word()));
        print(&format!("\n{}", self.paint("1", &parts.join(", "))));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn paint(&self, colour: &str, text: &str) -> String {
        if self.0.coloured {
            format!("\x1b[{colour}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }
}

impl State {
    fn stay_busy(&mut self, until_next: Duration) {
        self.busy_until = self.busy_until.max(Instant::now() + until_next + SILENCE);
    }
}

/// Prints a line. A reader that has gone away (`| head`) is no failure of the shop.
fn print(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
