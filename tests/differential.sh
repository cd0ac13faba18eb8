#!/usr/bin/env bash
# The long differential run: `tests/differential.sh [SCHEMAS] [INSTANCES] [FIRST_SEED]`. It takes about 20 minutes of
# one core for 10,000 schemas of 1,000 payloads, and writes tests/differential/RESULT.md.
set -euo pipefail
cd "$(dirname "$0")/.."
schemas=${1:-10000} instances=${2:-1000} seed=${3:-1001}
batch=500
tally=target/differential/tally.json
rm -f "$tally"
program=target/differential/evenkeel-differential
# What the generator refuses as meaningless is drawn again in another batch. A batch is compiled while the
# one before it runs.
drawn=0
while [ "$drawn" -lt "$schemas" ]; do
    DIFFERENTIAL_SEED=$seed DIFFERENTIAL_SCHEMAS=$batch \
        cargo build --quiet --profile differential --package evenkeel-differential 2>/dev/null
    wait
    cp "$program" "$program.run"
    drawn=$((drawn + $("$program.run" count)))
    "$program.run" run "$instances" "$tally" &
    seed=$((seed + 1))
done
wait
"$program" report "$tally" tests/differential/RESULT.md "$(git rev-parse --short HEAD)" "$(date -u +%F)"
