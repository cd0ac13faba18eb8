#!/usr/bin/env bash
# Every benchmark, by one command, peers in the same run. `benches/run.sh` runs all of them,
# `benches/run.sh consume publish` some: consume, publish, check, buffered, allocations, instructions,
# compile, generator, build-cost. Each prints its table and puts it in its place in `benches/README.md`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

cache=$PWD/../.cache
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/../target/benches}
export GITHUB_WEBHOOKS_SCHEMAS=${GITHUB_WEBHOOKS_SCHEMAS:-$cache/webhooks-schemas-7.6.1}
export GITHUB_WEBHOOKS_EXAMPLES=${GITHUB_WEBHOOKS_EXAMPLES:-$cache/webhooks-examples-7.6.1}
[ -e "$GITHUB_WEBHOOKS_SCHEMAS/schema.json" ] || { echo 'GitHub'"'"'s contracts are not there: `tests/run.sh` fetches them' >&2; exit 2; }

# Puts standard input between the marks of a section of the table.
section() {
    {
        printf '%s, %s cores, load %s before and %s after.\n\n' "$(date -u +%F)" "$(nproc)" "$2" "$(cut -d' ' -f1 /proc/loadavg)"
        cat "$3"
    } > "$work/section"
    cat "$work/section"
    awk -v begin="<!-- $1 -->" -v end="<!-- /$1 -->" -v file="$work/section" '
        $0 == begin { print; print ""; while ((getline line < file) > 0) print line; print ""; skip = 1; next }
        $0 == end { skip = 0 }
        !skip { print }' README.md > "$work/README.md"
    cp "$work/README.md" README.md
}

built_speed=
speed() {
    [ -n "$built_speed" ] || (cd speed && cargo build --quiet --release)
    built_speed=1
    "$CARGO_TARGET_DIR/release/$1" "${@:2}"
}

consume() { speed speed-beside-peers consume; }
publish() { speed speed-beside-peers publish; }
check() { speed speed-beside-peers check; }
buffered() { speed speed-beside-peers buffered; }
allocations() { speed allocations; }

# Instructions of one operation: what a thousand more of them cost, which does not depend on the machine's load.
instructions() {
    local deed name peer counts
    echo '| event | deed | evenkeel | plain | ratio |'
    echo '| --- | --- | --: | --: | --: |'
    (cd speed && cargo build --quiet --release)
    for name in 'flat, 200 B' 'order, 700 B' 'order, 500 lines' 'github small' 'github median' 'github large'; do
        for deed in consume publish; do
            counts=
            for peer in evenkeel plain; do
                counts+=" $(($(count "$deed" "$peer" "$name" 120) - $(count "$deed" "$peer" "$name" 20)))"
            done
            # shellcheck disable=SC2086
            awk -v n="$name" -v d="$deed" '{ printf "| %s | %s | %d | %d | %.2f |\n", n, d, $1 / 100, $2 / 100, $1 / $2 }' <<< $counts
        done
    done
}

count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$CARGO_TARGET_DIR/release/speed-beside-peers" repeat "$@" 2>&1 \
        | awk '/Collected/ { print $NF }'
}

tool() {
    [ -x "$CARGO_TARGET_DIR/release/compile-beside-peers" ] || (cd compile && cargo build --quiet --release)
    "$CARGO_TARGET_DIR/release/compile-beside-peers" "$@"
}

# A crate for each peer in a folder, with what its code names.
manifests() {
    local peer
    for peer in evenkeel plain typify; do
        {
            printf '[package]\nname = "with"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[profile.release]\nstrip = true\n[dependencies]\n'
            case $peer in
                evenkeel) printf 'evenkeel = { path = "%s", features = ["pattern"] }\n' "$PWD/../runtime" ;;
                plain) printf 'serde = { version = "1", features = ["derive"] }\nserde_json = "1"\n' ;;
                typify) printf 'serde = { version = "1", features = ["derive"] }\nserde_json = "1"\nregress = "0.12"\nchrono = { version = "0.4", features = ["serde"] }\nuuid = { version = "1", features = ["serde"] }\n' ;;
            esac
        } > "$1/$peer/Cargo.toml"
    done
}

# CPU seconds, wall seconds and peak MiB of the last of a crate's steps; `-` where it does not compile.
rebuild() {
    local folder=$1 i
    shift
    (
        cd "$folder"
        export CARGO_INCREMENTAL=0 CARGO_TARGET_DIR=$folder/target
        cargo build --quiet "$@" > /dev/null 2>&1 || { echo '- - -'; exit; }
        for i in $(seq "${RUNS:-3}"); do
            touch src/lib.rs
            /usr/bin/time -f '%U %S %e %M' cargo build --quiet "$@" 2>&1 | tail -1
        done | awk '{ printf "%.2f %.2f %d\n", $1 + $2, $3, $4 / 1024 }' | sort -n | sed -n "$(((${RUNS:-3} + 1) / 2))p"
    )
}

compile() {
    local catalog peer kind profile lines flags
    tool github "$GITHUB_WEBHOOKS_SCHEMAS/schema.json" "$work/github"
    tool definitions 500 "$work/orders"
    echo '| catalog | what | peer | lines | debug CPU s | wall s | MiB | release CPU s | wall s | MiB | release bytes |'
    echo '| --- | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: |'
    for catalog in orders github; do
        tool programs "$work/$catalog" "$work/$catalog-crates"
        manifests "$work/$catalog-crates"
        for kind in --lib --bin=with; do
            for peer in evenkeel plain typify; do
                lines=$(find "$work/$catalog-crates/$peer/src" -name '*.rs' ! -name main.rs -exec cat {} + | wc -l)
                printf '| %s | %s | %s | %s |' "$catalog" "$([ $kind = --lib ] && echo library || echo program)" "$peer" "$lines"
                for profile in dev release; do
                    flags=(--profile "$profile" "${kind%%=*}")
                    [ $kind = --lib ] || flags+=(with)
                    # shellcheck disable=SC2046
                    printf ' %s | %s | %s |' $(rebuild "$work/$catalog-crates/$peer" "${flags[@]}")
                done
                printf ' %s |\n' "$([ $kind = --lib ] && echo – || stat -c %s "$work/$catalog-crates/$peer/target/release/with" 2> /dev/null || echo –)"
            done
        done
    done
}

generator() {
    local count
    echo '| definitions | evenkeel CPU s | MiB | typify CPU s | MiB |'
    echo '| --: | --: | --: | --: | --: |'
    for count in 100 1000 10000; do
        tool definitions "$count" "$work/definitions-$count"
        tool bundle "$work/definitions-$count" "$work/bundle-$count.json"
        printf '| %s |' "$count"
        measured evenkeel "$work/definitions-$count" "$work/out-$count"
        measured typify "$work/bundle-$count.json" "$work/out-$count.rs"
        echo
    done
}

# CPU seconds and peak MiB of a generator.
measured() {
    (cd "$work" && /usr/bin/time -f '%U %S %M' "$CARGO_TARGET_DIR/release/compile-beside-peers" "$@" 2>&1 > /dev/null) \
        | tail -1 | awk '{ printf " %.2f | %d |", $1 + $2, $3 / 1024 }'
}

build-cost() { ./build-cost.sh | awk 'NR == 1 { print "| with | CPU s | crates |\n| --- | --: | --: |"; next } { print "| " $1 " | " $2 " | " $3 " |" }'; }

all=(consume publish check buffered allocations instructions compile generator build-cost)
for name in "${@:-${all[@]}}"; do
    case " ${all[*]} " in *" $name "*) ;; *) echo "no benchmark \`$name\`: there are ${all[*]}" >&2; exit 2 ;; esac
    printf '\n## %s\n' "$name"
    load=$(cut -d' ' -f1 /proc/loadavg)
    "$name" > "$work/$name.md"
    section "$name" "$load" "$work/$name.md"
done
