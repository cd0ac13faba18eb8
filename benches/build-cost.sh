#!/usr/bin/env bash
# What a build script costs a crate that is built for the first time: CPU seconds of `cargo build`, from
# an empty target folder, crates downloaded before. One schema, the same for all; the median of five
# runs, taken in turns. evenkeel's side includes the runtime, typify's what its generated code names; prost's has no `protoc` in it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/build-cost"

runs=${1:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%U %S'

crates() {
    (cd "$1" && cargo tree --quiet -e normal,build --no-dedupe --prefix none | sed 's/ (.*//' | sort -u | wc -l)
}

for peer in evenkeel typify prost; do
    (cd "$peer" && cargo fetch --quiet)
done
for _ in $(seq "$runs"); do
    for peer in evenkeel typify prost; do
        rm -rf "$work/target"
        { time (cd "$peer" && CARGO_INCREMENTAL=0 cargo build --quiet --offline --target-dir "$work/target"); } 2>&1 \
            | tail -1 | awk '{ printf "%.2f\n", $1 + $2 }' >> "$work/$peer"
    done
done
printf '%-10s %8s %8s\n' peer 'CPU s' crates
for peer in evenkeel typify prost; do
    printf '%-10s %8s %8s\n' "$peer" "$(sort -n "$work/$peer" | sed -n "$((runs / 2 + 1))p")" "$(crates "$peer")"
done
