#!/usr/bin/env bash
# What `evenkeel check` costs on a repository of 1,000 events of which 50 changed: wall time of the command
# in release, git included, the disk warm; the median of five runs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cargo build --quiet --release -p evenkeel-cli
evenkeel=$PWD/target/release/evenkeel
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

definition() {
    cat << END
x-event: { domain: domain_$(($1 % 20)), name: event_$1, version: 1, key: /id }
type: object
required: [id, state, total, lines]
properties:
  id: { type: string, format: uuid }
  state: { enum: [open, paid, sent, closed] }
  note: { type: string, maxLength: $2 }
  total: { \$ref: money.yaml }
  buyer:
    type: object
    required: [name]
    properties:
      name: { type: string, minLength: 1 }
      email: { type: string, format: email }
      phone: { type: [string, "null"], pattern: "^[0-9+ ]*$" }
  lines:
    type: array
    minItems: 1
    items:
      type: object
      required: [sku, quantity]
      properties:
        sku: { type: string, pattern: "^[A-Z]{3}-[0-9]+$" }
        quantity: { type: integer, minimum: 1, maximum: 999 }
        price: { \$ref: money.yaml }
END
}

mkdir schemas
printf 'type: object\nrequired: [amount]\nproperties:\n  amount: { type: number, multipleOf: 0.01 }\n' > schemas/money.yaml
for i in $(seq 1000); do definition "$i" 500 > "schemas/event_$i.yaml"; done
git init -q -b main
git add -A
git -c user.name=bench -c user.email=bench@example.com commit -qm first
# Half of the changes narrow a bound, half widen one.
for i in $(seq 20 20 1000); do definition "$i" $((i % 40 ? 400 : 600)) > "schemas/event_$i.yaml"; done

TIMEFORMAT=%R
for _ in 1 2 3 4 5; do
    { time "$evenkeel" check > out 2> err || true; } 2>> times
done
tail -1 err
printf 'wall time: %s s\n' "$(sort -n times | sed -n 3p)"
