//! Work that is done again whenever what it reads has changed.

use notify::event::EventKind;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::inputs::Inputs;

/// How long nothing must happen before a change counts as whole: saving a file takes several steps.
const QUIET: Duration = Duration::from_millis(50);

/// How long a change may go on before the work is done in the middle of it.
const LONGEST: Duration = Duration::from_secs(1);

/// What ends the waiting.
#[derive(Debug)]
enum Signal {
    /// Something that is read has changed.
    Changed,
    /// The user wants to end it.
    Stop,
    /// Changes can no longer be seen.
    Blind(notify::Error),
}

/// Does the work now and after every change of what it reads, until Ctrl-C or a request to terminate.
///
/// Each round watches anew before it reads, so that a change is either read or seen, and a folder that
/// came later is watched too.
pub(crate) fn watch(inputs: impl Fn() -> Inputs, mut work: impl FnMut() -> Result<(), Failure>) -> Result<(), Failure> {
    let (tell, signals) = mpsc::channel();
    let stop = tell.clone();
    ctrlc::set_handler(move || _ = stop.send(Signal::Stop))
        .map_err(|error| Failure::unusable(format!("cannot wait for Ctrl-C: {error}")))?;
    loop {
        let watched = inputs();
        let _watcher = start(watched.clone(), tell.clone()).map_err(|error| blind(&error))?;
        // What happened before is going to be read.
        while let Ok(signal) = signals.try_recv() {
            if let Signal::Stop = signal {
                return Ok(());
            }
        }
        work()?;
        if inputs() != watched {
            continue;
        }
        match next(&signals) {
            Signal::Changed => {}
            Signal::Stop => return Ok(()),
            Signal::Blind(error) => return Err(blind(&error)),
        }
    }
}

fn start(watched: Inputs, tell: Sender<Signal>) -> notify::Result<RecommendedWatcher> {
    let places = watched.places();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let signal = match event {
            Ok(event) if is_change(&event, &watched) => Signal::Changed,
            Ok(_) => return,
            Err(error) => Signal::Blind(error),
        };
        // Nobody listens when the work has ended.
        _ = tell.send(signal);
    })?;
    for (place, is_tree) in places {
        let mode = if is_tree { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        match watcher.watch(&place, mode) {
            // It has just gone; the next look at the inputs finds that.
            Err(_) if !place.exists() => {}
            result => result?,
        }
    }
    Ok(watcher)
}

fn is_change(event: &notify::Event, watched: &Inputs) -> bool {
    event.need_rescan()
        || (!matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| watched.concerns(path)))
}

/// Waits for a change, and for its end.
fn next(signals: &Receiver<Signal>) -> Signal {
    let Ok(mut signal) = signals.recv() else { return Signal::Stop };
    let begin = Instant::now();
    while matches!(signal, Signal::Changed) && begin.elapsed() < LONGEST {
        match signals.recv_timeout(QUIET) {
            Ok(more) => signal = more,
            Err(_) => break,
        }
    }
    signal
}

fn blind(error: &notify::Error) -> Failure {
    Failure::unusable(format!("cannot watch for changes: {error}"))
}
