#!/usr/bin/env python3
"""Fills fuzz/corpus from what the repository holds: seeds.py [folder of the official test suite's tests]."""
import hashlib, json, pathlib, sys

here = pathlib.Path(__file__).parent
root = here.parent
LONGEST = 16_000


def put(target, data):
    if len(data) > LONGEST:
        return
    folder = here / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def definitions():
    for pattern in ["schemas/**/*", "tests/golden/cases/*/schemas/**/*", "tests/golden/broken/*/**/*", "codegen/tests/**/*", "fuzz/seeds/definitions/*"]:
        for path in sorted(root.glob(pattern)):
            if path.suffix in (".yaml", ".yml", ".json") and path.is_file():
                yield path.suffix == ".json", path.read_bytes()


def suite():
    for folder in sys.argv[1:]:
        for path in sorted(pathlib.Path(folder).rglob("*.json")):
            for group in json.loads(path.read_text()):
                yield group["schema"], [test["data"] for test in group["tests"]]


for is_json, text in definitions():
    put("reader", bytes([0 if is_json else 1]) + text)
    put("generator", bytes([2 if is_json else 3]) + text)
cases = sorted(path.parent.name for path in (root / "tests/golden/cases").glob("*/payloads.json"))
payloads = [json.loads((root / "tests/golden/cases" / case / "payloads.json").read_text()) for case in cases]
number = 0
for case in payloads:
    for subject in case.values():
        for verdict in subject.values():
            for payload in verdict if isinstance(verdict, list) else []:
                put("decode", bytes([number % 256, 1]) + json.dumps(payload, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        number += 1
for path in sorted((here / "seeds/payloads").glob("*")):
    for number in range(0, 256, 8):
        put("decode", bytes([number, 1]) + path.read_bytes())
for schema, data in suite():
    if isinstance(schema, dict):
        schema = {"x-event": {"domain": "order", "name": "created", "version": 1}, **schema}
        text = json.dumps(schema).encode()
        put("reader", b"\0" + text)
        put("generator", b"\2" + text)
    for value in data:
        put("decode", bytes([len(json.dumps(value)) % 64, 1]) + json.dumps(value).encode())
for target in ("reader", "generator", "decode"):
    print(target, len(list((here / "corpus" / target).iterdir())))
