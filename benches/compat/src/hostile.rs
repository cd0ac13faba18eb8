//! Pairs that are made to take long: products of unions, automata and values that grow without end, large
//! documents. Every one has to be answered in time, if need be by "undecided", for the reason `budget`.

use serde_json::{Map, Value, json};
use std::fmt::Write as _;

use crate::Pair;

pub fn pairs() -> Vec<Pair> {
    let sets = [products(), names(), strings(), numbers(), arrays(), large(), nested(), evaluated()];
    sets.into_iter().flatten().collect()
}

fn pair(name: &str, old: Value, new: Value) -> Pair {
    Pair { name: name.to_owned(), old, new, draft7: false, expected: None }
}

/// A pair of which the second is the first, changed.
fn changed(name: &str, old: Value, change: impl FnOnce(&mut Value)) -> Pair {
    let mut new = old.clone();
    change(&mut new);
    pair(name, old, new)
}

fn list<T: Into<Value>>(count: usize, make: impl Fn(usize) -> T) -> Value {
    (0..count).map(|number| make(number).into()).collect::<Vec<Value>>().into()
}

fn named(count: usize, make: impl Fn(usize) -> (String, Value)) -> Value {
    (0..count).map(make).collect::<Map<_, _>>().into()
}

/// Branches that overlap, so that no choice follows from another.
fn products() -> Vec<Pair> {
    let branch = |of: usize, number: usize| json!({ "required": [format!("a{of}_{number}")], "minProperties": number });
    let unions = |count: usize, ways: usize, keyword: &str| json!({ "type": "object", "allOf": list(count, |of| json!({ keyword: list(ways, |number| branch(of, number)) })) });
    let conditions = json!({ "type": "object", "allOf": list(40, |number| json!({
        "if": { "required": [format!("a{number}")] },
        "then": { "required": [format!("a{}", (number * 7 + 1) % 40)] },
        "else": { "required": [format!("a{}", (number * 11 + 3) % 40)] }
    })) });
    let clauses = list(60, |number| {
        let literal = |index: usize| {
            let required = json!({ "required": [format!("x{}", (number * (index * 2 + 3) + index) % 20)] });
            if (number >> index) & 1 == 0 { required } else { json!({ "not": required }) }
        };
        json!({ "anyOf": [literal(0), literal(1), literal(2)] })
    });
    let deep = (0..45).fold(json!({ "type": "string" }), |inner, number| match number % 3 {
        0 => json!({ "allOf": [inner, { "not": { "const": number } }] }),
        1 => json!({ "oneOf": [inner, { "type": "integer", "minimum": number }] }),
        _ => json!({ "not": { "not": inner } }),
    });
    vec![
        changed("12 anyOf of 6", unions(12, 6, "anyOf"), |new| new["minProperties"] = 13.into()),
        changed("8 oneOf of 8", unions(8, 8, "oneOf"), |new| new["maxProperties"] = 4.into()),
        changed("a oneOf of 100", unions(1, 100, "oneOf"), |new| {
            new["allOf"][0]["oneOf"][50]["minProperties"] = 51.into()
        }),
        changed("40 conditions", conditions, |new| new["maxProperties"] = 39.into()),
        pair(
            "60 clauses over 20 names",
            json!({ "type": "object", "allOf": clauses }),
            json!({ "type": "object", "minProperties": 21 }),
        ),
        changed("45 levels of allOf, oneOf and not", deep, |new| {
            *new = json!({ "allOf": [new.clone(), { "maxLength": 5 }] })
        }),
    ]
}

/// Patterns of property names.
fn names() -> Vec<Pair> {
    let patterns = |count: usize| {
        named(count, |number| {
            (format!("{}.{{{}}}$", ["a", "b", "[c-f]"][number % 3], number % 7), json!({ "minimum": number }))
        })
    };
    let of_names =
        list(20, |number| json!({ "not": { "pattern": format!("[a-z]{{{number}}}x.*y{{{}}}", number % 5) } }));
    vec![
        changed("12 patternProperties", json!({ "patternProperties": patterns(12) }), |new| {
            new["minProperties"] = 1.into()
        }),
        changed("40 patternProperties", json!({ "patternProperties": patterns(40) }), |new| {
            new["additionalProperties"] = false.into()
        }),
        changed("20 patterns of names", json!({ "propertyNames": { "allOf": of_names } }), |new| {
            new["minProperties"] = 3.into()
        }),
        pair(
            "1,000,000 properties of any name",
            json!({ "type": "object", "minProperties": 1_000_000, "propertyNames": { "pattern": "^[ab]+$" } }),
            json!({ "maxProperties": 5 }),
        ),
        pair(
            "1,500 properties of any name",
            json!({ "type": "object", "minProperties": 1_500, "propertyNames": { "pattern": "^[ab]+$" } }),
            json!({ "maxProperties": 5 }),
        ),
    ]
}

fn strings() -> Vec<Pair> {
    let many = list(30, |number| json!({ "pattern": format!("(a|b)*a(a|b){{{number}}}$") }));
    let word = |number: usize| format!("value-{number}");
    vec![
        pair(
            "an automaton of 2^22 states",
            json!({ "type": "string", "pattern": "^(a|b)*a(a|b){22}$" }),
            json!({ "pattern": "^(a|b)*b(a|b){21}$" }),
        ),
        pair("30 patterns at once", json!({ "type": "string", "allOf": many }), json!({ "maxLength": 3 })),
        pair(
            "repetitions of repetitions",
            json!({ "type": "string", "pattern": "^((a{1,200}){1,200}){1,200}$" }),
            json!({ "pattern": "^a{1,100000}$" }),
        ),
        pair(
            "a string of 10^9 characters",
            json!({ "type": "string", "minLength": 1_000_000_000 }),
            json!({ "pattern": "^a" }),
        ),
        pair(
            "a string of 90,000 characters",
            json!({ "type": "string", "minLength": 90_000, "pattern": "^(ab|cd)*$" }),
            json!({ "pattern": "^(ab)*$" }),
        ),
        changed("an enum of 20,000 strings", json!({ "enum": list(20_000, word) }), |new| {
            drop(new["enum"].as_array_mut().map(Vec::pop))
        }),
        pair(
            "an enum of 20,000 strings, and a pattern",
            json!({ "enum": list(20_000, word) }),
            json!({ "pattern": "^value-[0-9]+$" }),
        ),
        pair(
            "all but 5,000 strings",
            json!({ "type": "string", "pattern": "^value-[0-9]{1,4}$", "not": { "enum": list(5_000, word) } }),
            json!({ "minLength": 50 }),
        ),
    ]
}

fn numbers() -> Vec<Pair> {
    let number = |text: &str| serde_json::from_str::<Value>(text).expect("it is a number");
    let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71];
    let steps = json!({ "type": "integer", "allOf": primes.map(|prime| json!({ "multipleOf": prime })) });
    let holes = json!({ "type": "integer", "allOf": primes.map(|prime| json!({ "not": { "multipleOf": prime } })), "minimum": 2 });
    vec![
        pair(
            "1e308 in steps of 1e-300",
            json!({ "type": "number", "multipleOf": number("1e-300"), "minimum": number("1e308") }),
            json!({ "multipleOf": 7 }),
        ),
        changed("a multiple of 20 primes", steps, |new| new["maximum"] = number("1e20")),
        changed("no multiple of 20 primes", holes, |new| new["minimum"] = 80.into()),
        changed("an enum of 20,000 numbers", json!({ "enum": list(20_000, |number| number) }), |new| {
            new["enum"][500] = 999_999.into()
        }),
        pair(
            "all but 5,000 numbers",
            json!({ "type": "integer", "minimum": 0, "maximum": 5_000, "not": { "enum": list(5_000, |number| number) } }),
            json!(false),
        ),
    ]
}

fn arrays() -> Vec<Pair> {
    let tuple = list(60, |number| json!({ "enum": list(60, |value| (value + number) % 60) }));
    let counted =
        list(6, |number| json!({ "contains": { "multipleOf": number + 2 }, "minContains": 5, "maxContains": 40 }));
    vec![
        pair("10^9 items", json!({ "type": "array", "minItems": 1_000_000_000 }), json!({ "maxItems": 3 })),
        pair(
            "1,500 unlike items",
            json!({ "type": "array", "uniqueItems": true, "minItems": 1_500, "items": { "type": "integer" } }),
            json!({ "maxItems": 1_400 }),
        ),
        changed(
            "60 unlike items of 60 values",
            json!({ "type": "array", "uniqueItems": true, "prefixItems": tuple, "minItems": 60 }),
            |new| new["prefixItems"][0] = json!({ "const": 7 }),
        ),
        pair(
            "61 unlike items of 60 values",
            json!({ "type": "array", "uniqueItems": true, "items": { "enum": list(60, |value| value) } }),
            json!({ "maxItems": 60 }),
        ),
        pair(
            "1,000 items that are contained",
            json!({ "type": "array", "contains": { "const": 1 }, "minContains": 1_000 }),
            json!({ "contains": { "const": 1 }, "maxContains": 999 }),
        ),
        changed("6 contains at once", json!({ "type": "array", "allOf": counted, "maxItems": 30 }), |new| {
            new["maxItems"] = 29.into()
        }),
    ]
}

fn large() -> Vec<Pair> {
    let property = |number: usize| (format!("p{number}"), json!({ "type": "string", "maxLength": number }));
    let all = json!({ "type": "object", "properties": named(10_000, property), "additionalProperties": false });
    let mut needed = all.clone();
    needed["required"] = list(10_000, |number| format!("p{number}"));
    let nested = (0..60).fold(json!({ "type": "object", "properties": named(150, property) }), |inner, _| {
        let mut outer = json!({ "type": "object", "properties": named(150, property) });
        outer["properties"]["inner"] = inner;
        outer
    });
    vec![
        changed("10,000 properties", all.clone(), |new| new["properties"]["p5000"]["maxLength"] = 4.into()),
        changed("10,000 properties, one gone", all, |new| {
            drop(new["properties"].as_object_mut().map(|all| all.remove("p77")))
        }),
        changed("10,000 required properties", needed, |new| new["properties"]["p5000"]["maxLength"] = 0.into()),
        changed("60 levels of 150 properties", nested, |new| {
            let inner = (0..59).fold(new, |level, _| &mut level["properties"]["inner"]);
            inner["required"] = json!(["p1"]);
        }),
    ]
}

/// Values that grow with each level.
fn nested() -> Vec<Pair> {
    let doubled = |keyword: &str| {
        named(40, |number| {
            let next = if number == 39 {
                json!({ "type": "string" })
            } else {
                json!({ "$ref": format!("#/$defs/d{}", number + 1) })
            };
            let body = match keyword {
                "properties" => {
                    json!({ "type": "object", "required": ["a", "b"], "properties": { "a": next, "b": next } })
                }
                "prefixItems" => json!({ "type": "array", "minItems": 2, "prefixItems": [next, next] }),
                _ => json!({ keyword: [next, { "description": "again", "allOf": [next] }] }),
            };
            (format!("d{number}"), body)
        })
    };
    let twice = |name: &str, keyword: &str| {
        let old = json!({ "$ref": "#/$defs/d0", "$defs": doubled(keyword) });
        changed(name, old, |new| new["$defs"]["d39"] = json!({ "type": "integer" }))
    };
    let graph = |limit: usize| {
        json!({ "$ref": "#/$defs/n0", "$defs": named(40, |number| {
            let to = |step: usize| json!({ "$ref": format!("#/$defs/n{}", (number * step + 1) % 40) });
            (format!("n{number}"), json!({
                "type": "object",
                "properties": { "v": { "type": "integer", "maximum": if number == 33 { limit } else { number } } },
                "anyOf": [{ "properties": { "l": to(3) } }, { "properties": { "r": to(7) }, "required": ["r"] }, { "properties": { "m": { "type": "array", "items": to(5) } } }]
            }))
        }) })
    };
    let ladder = (0..60).fold(
        json!({ "type": "string" }),
        |inner, _| json!({ "type": "object", "required": ["a"], "properties": { "a": inner } }),
    );
    vec![
        twice("an object of 2^40 members", "properties"),
        twice("an array of 2^40 items", "prefixItems"),
        twice("2^40 ways through allOf", "allOf"),
        twice("2^40 ways through anyOf", "anyOf"),
        twice("2^40 ways through oneOf", "oneOf"),
        pair("40 schemas that lead to one another", graph(33), graph(32)),
        changed("60 levels", ladder, |new| {
            let inner = (0..59).fold(new, |level, _| &mut level["properties"]["a"]);
            inner["properties"]["a"] = json!({ "type": ["string", "null"] });
        }),
    ]
}

fn evaluated() -> Vec<Pair> {
    let branches = list(
        20,
        |number| json!({ "properties": { format!("a{number}"): { "minimum": number }, format!("a{}", number + 1): true } }),
    );
    let properties = json!({ "type": "object", "anyOf": branches, "unevaluatedProperties": false });
    let items = json!({ "type": "array", "anyOf": list(14, |number| json!({ "prefixItems": list(number, |at| json!({ "minimum": at })), "minItems": number })), "unevaluatedItems": false });
    let mut text = String::from("^");
    (0..12).for_each(|number| write!(text, "[a-{}]?", ['b', 'c', 'd'][number % 3]).expect("a string takes it"));
    let patterns = json!({ "type": "object", "oneOf": list(12, |number| json!({ "patternProperties": { format!("{text}{number}$"): true } })), "unevaluatedProperties": { "type": "integer" } });
    vec![
        changed("unevaluatedProperties over 20 branches", properties, |new| {
            new["anyOf"][7]["properties"]["a7"]["minimum"] = 8.into()
        }),
        changed("unevaluatedItems over 14 branches", items, |new| new["maxItems"] = 12.into()),
        changed("unevaluatedProperties over patterns", patterns, |new| {
            new["unevaluatedProperties"] = json!({ "type": "number" })
        }),
    ]
}
