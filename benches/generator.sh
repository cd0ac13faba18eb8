#!/usr/bin/env bash
# What the generator costs: unoptimised, as build scripts run, and in release.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo run --quiet -p evenkeel-benches --bin generator
cargo run --quiet --release -p evenkeel-benches --bin generator
