#!/usr/bin/env bash
# The story of order-flow on real NATS servers: what happens is what happens in memory, and happens
# again on the same server. Usage: tests/order-flow-nats.sh NATS-SERVER...
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=$(mktemp -d)
server=
stop() {
    [ -z "$server" ] || kill -9 "$server" 2> /dev/null || true
    [ -z "$server" ] || wait "$server" 2> /dev/null || true
    server=
}
trap 'stop; rm -rf "$folder"' EXIT

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# The lines without their times, in no order: services do not wait for each other.
lines() {
    sed -E 's/^ *[0-9]+\.[0-9]+s  //; s/ in [0-9]+ ms$//' "$1" | sort
}

flow() {
    cargo run -q -p order-flow --features nats -- "$@"
}

flow > "$folder/memory"
for binary in "$@"; do
    store=$folder/$("$binary" --version | tr -c '[:alnum:].\n' _)
    mkdir -p "$store"
    "$binary" -a 127.0.0.1 -p -1 --ports_file_dir "$store" -js -sd "$store" > "$store/log" 2>&1 &
    server=$!
    ports=$store/$(basename "$binary")_$server.ports
    for _ in $(seq 500); do
        [ -s "$ports" ] && break
        sleep 0.02
    done
    port=$(grep -oE '127\.0\.0\.1:[0-9]+' "$ports" | head -n 1 | cut -d : -f 2)
    [ -n "$port" ] || fail "$binary does not start: $(cat "$store/log")"
    for run in first second; do
        flow --bus "nats://127.0.0.1:$port" > "$folder/nats"
        diff <(lines "$folder/memory") <(lines "$folder/nats") || fail "the $run story on $binary is another one"
    done
    stop
    printf '%s: the same story, twice\n' "$("$binary" --version)"
done
