#!/usr/bin/env bash
# What a newcomer does, with the crates as they are published: a new package, the dependencies,
# `evenkeel init`, the first event published and consumed. Prints how long the build took, from nothing.
#
#   tests/ten-minutes.sh EVENKEEL     the installed command; `target/debug/evenkeel` unless told
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

evenkeel=$(realpath "${1:-target/debug/evenkeel}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# A registry on disk: every dependency, and our crates as `cargo package` makes them.
registry=$work/registry
# What was packaged before does not count.
rm -rf target/package
published=()
for manifest in */Cargo.toml; do
    grep -q '^publish = false' "$manifest" && continue
    published+=(--package "$(sed -n 's/^name = "\(.*\)"/\1/p' "$manifest" | head -n 1)")
done
cargo package "${published[@]}" --quiet --no-verify --allow-dirty
cargo vendor --quiet --locked --versioned-dirs "$registry" > /dev/null
for crate in target/package/*.crate; do
    tar -xzf "$crate" -C "$registry"
    name=$(basename "$crate" .crate)
    printf '{"files":{},"package":"%s"}' "$(sha256sum "$crate" | cut -d' ' -f1)" \
        > "$registry/$name/.cargo-checksum.json"
    for paper in LICENSE-MIT LICENSE-APACHE README.md; do
        [ -s "$registry/$name/$paper" ] || fail "$name is packaged without $paper"
    done
done
mkdir "$work/.cargo"
cat > "$work/.cargo/config.toml" << END
[source.crates-io]
replace-with = "disk"
[source.disk]
directory = "$registry"
[net]
offline = true
END

# The newcomer.
cd "$work"
cargo new --quiet hello
cd hello
cargo add --quiet evenkeel evenkeel-bus
cargo add --quiet --build evenkeel-codegen
"$evenkeel" init 2> said
# The lines that `init` tells to type take the place of `fn main() {` and its body.
sed -n '/^evenkeel::include_events/,$p' said > src/main.rs
typed=$(grep -cv -e '^$' -e '^}$' src/main.rs)
[ "$typed" -le 10 ] || fail "$typed lines have to be typed"

unset CARGO_TARGET_DIR
start=$(date +%s.%N)
cargo build --quiet 2> warnings || { cat warnings; fail 'the first build fails'; }
took=$(date +%s.%N | awk -v start="$start" '{ printf "%.1f", $1 - start }')
[ ! -s warnings ] || { cat warnings; fail 'the first build warns'; }

# It consumes until it is stopped.
mkfifo heard
target/debug/hello > heard &
service=$!
read -r -t 30 event < heard || fail 'no event came'
kill "$service"
case $event in
    *'order_id: "o-1001"'*) ;;
    *) fail "the event is $event" ;;
esac

# The example of the definition is valid, its counterexample is not.
printf '{"order_id": "o-1001", "user_id": "", "version": "v1"}' > refused.json
if "$evenkeel" validate order.created.v1 refused.json > refused 2> /dev/null; then fail 'a broken payload is valid'; fi
grep -q 'refused.json:1:35: /user_id' refused || fail "the report is $(cat refused)"

printf 'Ten minutes: the first event is consumed, %d lines typed; the build took %s s from nothing, %d cores.\n' \
    "$typed" "$took" "$(nproc)"
