//! Random payloads, drawn near what a schema says.

use crate::random::Random;
use crate::words::{FORMATS, NAMES, PATTERNS, value};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

type Words = Map<String, Value>;

/// Draws the payloads of one schema.
pub(crate) struct Near<'s> {
    root: &'s Value,
    /// Subschemas by their anchors and identifiers.
    named: HashMap<String, &'s Value>,
    random: Random,
    /// How often in a hundred a payload is spoiled. It follows the share of valid ones.
    spoilt: usize,
    /// Payloads that were valid, to be spoiled a little.
    valid: Vec<Value>,
    drawn: [usize; 2],
}

const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];

impl<'s> Near<'s> {
    /// Payloads near a schema.
    pub(crate) fn new(root: &'s Value, random: Random) -> Self {
        let mut named = HashMap::new();
        name(root, &mut named);
        Self { root, named, random, spoilt: 30, valid: Vec::new(), drawn: [0, 0] }
    }

    /// The next payload.
    pub(crate) fn draw(&mut self) -> Value {
        let old = if self.valid.is_empty() || self.random.percent(60) {
            None
        } else {
            Some(self.random.below(self.valid.len()))
        };
        let mut payload = match old {
            Some(index) => self.valid[index].clone(),
            None => self.value(&[self.root], 5),
        };
        if self.random.percent(self.spoilt) {
            let times = 1 + self.random.below(2);
            (0..times).for_each(|_| self.spoil(&mut payload, 4));
        }
        payload
    }

    /// Says what became of the last payload.
    pub(crate) fn judged(&mut self, payload: Value, valid: bool) {
        self.drawn[usize::from(valid)] += 1;
        let [no, yes] = self.drawn;
        if (no + yes) % 20 == 0 {
            self.spoilt = match yes * 100 / (no + yes) {
                0..=45 => self.spoilt.saturating_sub(4),
                55.. => (self.spoilt + 4).min(95),
                _ => self.spoilt,
            };
        }
        if valid && self.valid.len() < 32 {
            self.valid.push(payload);
        } else if valid && self.random.percent(10) {
            let at = self.random.below(32);
            self.valid[at] = payload;
        }
    }

    /// Changes a payload in one place.
    fn spoil(&mut self, payload: &mut Value, depth: usize) {
        let random = &mut self.random;
        let deeper = depth > 0 && random.percent(60);
        match payload {
            Value::Object(members) if deeper && !members.is_empty() => {
                let at = random.below(members.len());
                if let Some((_, inner)) = members.iter_mut().nth(at) {
                    self.spoil(inner, depth - 1);
                }
            }
            Value::Array(items) if deeper && !items.is_empty() => {
                let at = random.below(items.len());
                self.spoil(&mut items[at], depth - 1);
            }
            Value::Object(members) if random.percent(80) => {
                if random.percent(45) && !members.is_empty() {
                    let at = random.below(members.len());
                    let name = members.keys().nth(at).cloned();
                    name.into_iter().for_each(|name| _ = members.remove(&name));
                } else {
                    members.insert((*random.pick(&NAMES)).into(), value(random));
                }
            }
            Value::Array(items) if random.percent(80) => match random.below(4) {
                0 => _ = items.pop(),
                1 if !items.is_empty() => items.push(items[random.below(items.len())].clone()),
                2 if !items.is_empty() => _ = items.remove(random.below(items.len())),
                _ => items.push(value(random)),
            },
            Value::Number(number) if random.percent(70) => {
                let steps = [json!(1), json!(-1), json!(0.5), json!(-0.01), json!(2), json!(0.1)];
                *payload = add(&number.clone().into(), random.pick(&steps));
            }
            Value::String(text) if random.percent(70) => {
                let mut letters: Vec<char> = text.chars().collect();
                match random.below(4) {
                    0 => _ = letters.pop(),
                    1 if !letters.is_empty() => _ = letters.remove(0),
                    2 => letters.insert(0, *random.pick(&['a', 'é', ' ', '0', '𝒳'])),
                    _ => letters.push(*random.pick(&['a', 'é', '\n', '0', '𝒳', 'Z'])),
                }
                *payload = letters.into_iter().collect::<String>().into();
            }
            _ => *payload = value(random),
        }
    }

    fn target(&self, reference: &str) -> Option<&'s Value> {
        match reference.strip_prefix('#') {
            Some("") => Some(self.root),
            Some(pointer) if pointer.starts_with('/') => self.root.pointer(pointer),
            _ => self.named.get(reference.trim_start_matches('#')).copied(),
        }
    }

    /// The keywords that apply in one place, of one way through the branches.
    fn flatten(&mut self, schema: &'s Value, out: &mut Vec<&'s Words>, depth: usize) {
        let Value::Object(words) = schema else { return };
        if depth == 0 {
            return;
        }
        out.push(words);
        for keyword in ["$ref", "$dynamicRef"] {
            let target = words.get(keyword).and_then(Value::as_str).and_then(|reference| self.target(reference));
            target.into_iter().for_each(|target| self.flatten(target, out, depth - 1));
        }
        for inner in words.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.flatten(inner, out, depth - 1);
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(Value::Array(branches)) = words.get(keyword) {
                let branch = self.random.below(branches.len());
                self.flatten(&branches[branch], out, depth - 1);
            }
        }
        if let Some(condition) = words.get("if") {
            if self.random.percent(50) {
                self.flatten(condition, out, depth - 1);
                words.get("then").into_iter().for_each(|then| self.flatten(then, out, depth - 1));
            } else {
                words.get("else").into_iter().for_each(|other| self.flatten(other, out, depth - 1));
            }
        }
        for keyword in ["dependentSchemas", "dependencies"] {
            for inner in words.get(keyword).and_then(Value::as_object).into_iter().flat_map(Words::values) {
                if inner.is_object() && self.random.percent(40) {
                    self.flatten(inner, out, depth - 1);
                }
            }
        }
        if let Some(negated) = words.get("not")
            && self.random.percent(15)
        {
            self.flatten(negated, out, depth - 1);
        }
    }

    /// A value that meets these schemas, mostly.
    fn value(&mut self, schemas: &[&'s Value], depth: usize) -> Value {
        let mut words = Vec::new();
        schemas.iter().for_each(|schema| self.flatten(schema, &mut words, 6));
        if depth == 0 || self.random.percent(2) || words.is_empty() {
            return value(&mut self.random);
        }
        let said: Vec<&'s Value> = words.iter().filter_map(|words| words.get("const")).collect();
        if !said.is_empty() && self.random.percent(92) {
            return (*self.random.pick(&said)).clone();
        }
        let lists: Vec<&'s Vec<Value>> = words.iter().filter_map(|words| words.get("enum")?.as_array()).collect();
        if !lists.is_empty() && self.random.percent(88) {
            let list = *self.random.pick(&lists);
            return self.random.pick(list).clone();
        }
        let asked: Vec<&'s Value> = words.iter().filter_map(|words| words.get("type")).collect();
        let allows = |asked: &Value, ty: &str| match asked {
            Value::String(name) => name == ty || name == "number" && ty == "integer",
            Value::Array(names) => names.iter().any(|name| name == ty || name == "number" && ty == "integer"),
            _ => true,
        };
        let mut types: Vec<&str> = TYPES.into_iter().filter(|ty| asked.iter().all(|asked| allows(asked, ty))).collect();
        let speaks =
            |keywords: &[&str]| words.iter().any(|words| keywords.iter().any(|keyword| words.contains_key(*keyword)));
        let spoken = [
            (
                "object",
                speaks(&[
                    "properties",
                    "required",
                    "patternProperties",
                    "additionalProperties",
                    "minProperties",
                    "dependentRequired",
                    "unevaluatedProperties",
                    "propertyNames",
                    "maxProperties",
                    "dependencies",
                    "dependentSchemas",
                ]),
            ),
            (
                "array",
                speaks(&[
                    "items",
                    "prefixItems",
                    "contains",
                    "minItems",
                    "maxItems",
                    "uniqueItems",
                    "unevaluatedItems",
                ]),
            ),
            ("string", speaks(&["minLength", "maxLength", "pattern", "format"])),
            ("number", speaks(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"])),
            ("integer", speaks(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"])),
        ];
        for (ty, spoken) in spoken {
            if spoken && types.contains(&ty) {
                types.extend([ty; 5]);
            }
        }
        if types.is_empty() {
            types.extend(TYPES);
        }
        match *self.random.pick(&types) {
            "object" => self.object(&words, depth),
            "array" => self.array(&words, depth),
            ty @ ("integer" | "number") => self.number(&words, ty == "integer"),
            "string" => self.string(&words),
            "boolean" => self.random.percent(50).into(),
            _ => Value::Null,
        }
    }

    #[allow(clippy::cast_possible_truncation, reason = "the numbers are small")]
    fn number(&mut self, words: &[&'s Words], whole: bool) -> Value {
        let random = &mut self.random;
        let limits = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
        let limits: Vec<&Value> =
            words.iter().flat_map(|words| limits.iter().filter_map(|keyword| words.get(*keyword))).collect();
        let step = words.iter().find_map(|words| words.get("multipleOf")?.as_f64()).unwrap_or(1.0);
        let zero = json!(0);
        let base = if limits.is_empty() { &zero } else { random.pick(&limits) };
        if random.percent(25) {
            return base.clone();
        }
        let float = base.as_f64().unwrap_or_default();
        if random.percent(6) {
            return random
                .pick(&[
                    json!(1e20),
                    json!(-1e300),
                    json!(0.1),
                    json!(1e-7),
                    json!(9_007_199_254_740_993_i64),
                    json!(100.0),
                    json!(129.95),
                    json!(i64::MAX),
                ])
                .clone();
        }
        let steps = [0.0, 1.0, -1.0, 2.0, -2.0, 3.0, 0.5, -0.5, 6.0];
        let moved = if random.percent(60) && float.abs() < 1e9 {
            let times = (float / step).round() + random.pick(&steps[..6]);
            // The decimal that a person would write: 0.3, not 0.30000000000000004.
            (times * step * 1e8).round() / 1e8
        } else {
            float + random.pick(&steps)
        };
        let moved = if whole && random.percent(90) { moved.round() } else { moved };
        if moved.fract() == 0.0 && random.percent(85) { json!(moved as i64) } else { json!(moved) }
    }

    fn string(&mut self, words: &[&'s Words]) -> Value {
        let random = &mut self.random;
        let mut texts: Vec<String> = Vec::new();
        for words in words {
            if let Some(pattern) = words.get("pattern").and_then(Value::as_str) {
                let near = PATTERNS.iter().find(|(other, _)| *other == pattern);
                texts.extend(near.into_iter().flat_map(|(_, texts)| texts).map(|text| (*text).to_owned()));
            }
            if let Some(format) = words.get("format").and_then(Value::as_str) {
                let near = FORMATS.iter().find(|(other, ..)| *other == format);
                let near = near
                    .into_iter()
                    .flat_map(|(_, good, bad)| good.iter().chain(if random.percent(25) { &bad[..] } else { &[] }));
                texts.extend(near.map(|text| (*text).to_owned()));
            }
            for keyword in ["minLength", "maxLength"] {
                if let Some(length) = words.get(keyword).and_then(Value::as_u64) {
                    let length = length.saturating_add_signed(random.between(-1, 1));
                    let letter = *random.pick(&["a", "x", "1", "é", "𝒳"]);
                    texts.push(letter.repeat(usize::try_from(length).unwrap_or_default()));
                }
            }
        }
        if texts.is_empty() || random.percent(5) {
            texts.extend(["a", "b", "", "x_a", "abc", "aa", "a1"].map(str::to_owned));
        }
        random.pick(&texts).clone().into()
    }

    fn object(&mut self, words: &[&'s Words], depth: usize) -> Value {
        let mut members = Words::new();
        let mut declared: Vec<(&'s str, Vec<&'s Value>)> = Vec::new();
        for words in words {
            for (name, schema) in words.get("properties").and_then(Value::as_object).into_iter().flatten() {
                match declared.iter_mut().find(|(other, _)| other == name) {
                    Some((_, schemas)) => schemas.push(schema),
                    None => declared.push((name, vec![schema])),
                }
            }
        }
        let likely = [15, 50, 90][self.random.below(3)];
        let mut wanted: Vec<&'s str> = Vec::new();
        for words in words {
            let required = words.get("required").and_then(Value::as_array).into_iter().flatten();
            let required: Vec<&'s str> = required.filter_map(Value::as_str).collect();
            wanted.extend(required.into_iter().filter(|_| self.random.percent(95)));
        }
        let names: Vec<&'s str> = declared.iter().map(|(name, _)| *name).collect();
        wanted.extend(names.into_iter().filter(|_| self.random.percent(likely)));
        let closed = words.iter().any(|words| {
            words.get("additionalProperties") == Some(&Value::Bool(false))
                || words.get("unevaluatedProperties") == Some(&Value::Bool(false))
        });
        if self.random.percent(if closed { 8 } else { 30 }) {
            wanted.push(*self.random.pick(&NAMES));
        }
        let least = words.iter().filter_map(|words| words.get("minProperties")?.as_u64()).max().unwrap_or(0);
        while (wanted.len() as u64) < least && self.random.percent(85) {
            wanted.push(*self.random.pick(&NAMES));
        }
        for words in words {
            for keyword in ["dependentRequired", "dependencies"] {
                for (name, needs) in words.get(keyword).and_then(Value::as_object).into_iter().flatten() {
                    if wanted.contains(&name.as_str()) && self.random.percent(80) {
                        wanted.extend(needs.as_array().into_iter().flatten().filter_map(Value::as_str));
                    }
                }
            }
        }
        for name in wanted {
            if members.contains_key(name) {
                continue;
            }
            let mut schemas: Vec<&'s Value> = declared
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, schemas)| schemas.clone())
                .unwrap_or_default();
            for words in words {
                for (pattern, schema) in words.get("patternProperties").and_then(Value::as_object).into_iter().flatten()
                {
                    let rough =
                        pattern.trim_start_matches('^').chars().next().is_some_and(|first| name.starts_with(first));
                    if rough || self.random.percent(20) {
                        schemas.push(schema);
                    }
                }
                if schemas.is_empty() {
                    let rest = words.get("additionalProperties").or_else(|| words.get("unevaluatedProperties"));
                    schemas.extend(rest.filter(|rest| rest.is_object()));
                }
            }
            let member = self.value(&schemas, depth - 1);
            members.insert(name.to_owned(), member);
        }
        members.into()
    }

    fn array(&mut self, words: &[&'s Words], depth: usize) -> Value {
        let limits = ["minItems", "maxItems", "minContains", "maxContains"];
        let mut limits: Vec<u64> =
            words.iter().flat_map(|words| limits.iter().filter_map(|keyword| words.get(*keyword)?.as_u64())).collect();
        let prefixes: Vec<&'s Vec<Value>> = words
            .iter()
            .filter_map(|words| words.get("prefixItems").or_else(|| words.get("items"))?.as_array())
            .collect();
        limits.extend(prefixes.iter().map(|prefix| prefix.len() as u64));
        limits.extend([0, 2]);
        let least = words.iter().filter_map(|words| words.get("minItems")?.as_u64()).max().unwrap_or(0);
        let most = words.iter().filter_map(|words| words.get("maxItems")?.as_u64()).min().unwrap_or(6);
        let mut length = (*self.random.pick(&limits)).saturating_add_signed(self.random.between(-1, 1)).min(6);
        if self.random.percent(70) {
            length = length.max(least).min(most.max(least));
        }
        let unique = words.iter().any(|words| words.get("uniqueItems") == Some(&Value::Bool(true)));
        let mut items: Vec<Value> = Vec::new();
        for index in 0..usize::try_from(length).unwrap_or_default() {
            let mut schemas: Vec<&'s Value> = prefixes.iter().filter_map(|prefix| prefix.get(index)).collect();
            for words in words {
                if schemas.is_empty() {
                    let rest = ["items", "additionalItems", "unevaluatedItems"];
                    let rest = rest.iter().find_map(|keyword| words.get(*keyword));
                    schemas.extend(rest.filter(|rest| rest.is_object()));
                }
                if self.random.percent(45) {
                    schemas.extend(words.get("contains").filter(|schema| schema.is_object()));
                }
            }
            let item = self.value(&schemas, depth - 1);
            if unique && items.contains(&item) && self.random.percent(80) {
                continue;
            }
            items.push(item);
        }
        items.into()
    }
}

/// A little more or less; an integer stays one where it can.
fn add(number: &Value, step: &Value) -> Value {
    match (number.as_i64(), step.as_i64()) {
        (Some(number), Some(step)) => number.saturating_add(step).into(),
        _ => {
            let sum = number.as_f64().unwrap_or_default() + step.as_f64().unwrap_or_default();
            if sum.abs() < 1e9 { json!((sum * 1e8).round() / 1e8) } else { json!(sum) }
        }
    }
}

fn name<'s>(schema: &'s Value, named: &mut HashMap<String, &'s Value>) {
    match schema {
        Value::Object(words) => {
            for keyword in ["$id", "$anchor", "$dynamicAnchor"] {
                if let Some(text) = words.get(keyword).and_then(Value::as_str) {
                    named.insert(text.to_owned(), schema);
                }
            }
            words.values().for_each(|inner| name(inner, named));
        }
        Value::Array(list) => list.iter().for_each(|inner| name(inner, named)),
        _ => {}
    }
}
