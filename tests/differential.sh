#!/usr/bin/env bash
# The long differential run: `tests/differential.sh [SCHEMAS] [INSTANCES] [FIRST_SEED]`. It writes
# tests/differential/RESULT.md, and fails where a batch does not compile or does not come to its end, where a payload is
# wrong, or where fewer schemas were judged than asked for.
set -euo pipefail
cd "$(dirname "$0")/.."
schemas=${1:-10000} instances=${2:-1000} seed=${3:-1001}
batch=500
tally=target/differential/tally.json
rm -f "$tally"
program=target/differential/evenkeel-differential
running= ran=
# A batch that died (a panic, a stack that overflowed, no memory left) is a result, not a batch less.
finish() {
    [ -n "$running" ] || return 0
    local status=0
    wait "$running" || status=$?
    running=
    [ "$status" = 0 ] || { echo "seed $ran: the run ended with status $status" >&2; exit 1; }
}
# What the generator refuses as meaningless is drawn again in another batch. A batch is compiled while the
# one before it runs.
drawn=0
while [ "$drawn" -lt "$schemas" ]; do
    DIFFERENTIAL_SEED=$seed DIFFERENTIAL_SCHEMAS=$batch \
        cargo build --quiet --profile differential --package evenkeel-differential ||
        { finish; echo "seed $seed: the schemas did not compile" >&2; exit 1; }
    finish
    cp "$program" "$program.run"
    count=$("$program.run" count)
    [ "$count" -gt 0 ] || { echo "seed $seed: no schema came of it" >&2; exit 1; }
    drawn=$((drawn + count))
    "$program.run" run "$instances" "$tally" &
    running=$! ran=$seed
    seed=$((seed + 1))
done
finish
"$program" report "$tally" tests/differential/RESULT.md "$(git rev-parse --short HEAD)" "$(date -u +%F)" "$schemas"
