//! Times that can be compared on a machine that does other things too: peers take turns in short batches,
//! and the median of the ratios of neighbours is what counts.

use crate::Operation;
use std::time::{Duration, Instant};

/// How long a batch of one peer takes, about.
const BATCH: Duration = Duration::from_micros(150);

/// What came out for several peers.
pub struct Measured {
    /// Each peer's median time of one operation, in nanoseconds.
    pub nanoseconds: Vec<f64>,
    /// The first peer's time divided by each peer's: the median over all rounds.
    pub ratios: Vec<f64>,
}

/// Lets peers take turns, `rounds` times. Each peer runs all of its operations, once for each payload.
pub fn take_turns(peers: &[Vec<Operation>], rounds: usize) -> Measured {
    let repeats: Vec<usize> = peers.iter().map(|peer| repeats(peer)).collect();
    let mut times = vec![Vec::with_capacity(rounds); peers.len()];
    for round in 0..rounds {
        // Nobody is always first.
        for turn in 0..peers.len() {
            let index = (turn + round) % peers.len();
            #[allow(clippy::cast_precision_loss, reason = "a count of repeats is small")]
            times[index].push(run(&peers[index], repeats[index]).as_secs_f64() * 1e9 / repeats[index] as f64);
        }
    }
    let ratios =
        times.iter().map(|other| median(times[0].iter().zip(other).map(|(ours, theirs)| ours / theirs).collect()));
    let ratios = ratios.collect();
    Measured { nanoseconds: times.into_iter().map(median).collect(), ratios }
}

/// How often a peer runs in a batch.
fn repeats(peer: &[Operation]) -> usize {
    let mut repeats = 1;
    while run(peer, repeats) < BATCH {
        repeats *= 2;
    }
    repeats
}

fn run(peer: &[Operation], repeats: usize) -> Duration {
    let start = Instant::now();
    for _ in 0..repeats {
        for operation in peer {
            operation();
        }
    }
    start.elapsed()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The geometric mean.
pub fn geometric_mean(values: &[f64]) -> f64 {
    #[allow(clippy::cast_precision_loss, reason = "a count of schemas is small")]
    let count = values.len() as f64;
    (values.iter().map(|value| value.ln()).sum::<f64>() / count).exp()
}
