//! Random schemas: something a person could write, with keywords thrown in that nobody would put together.

use crate::equal::same;
use crate::keywords::KEYWORDS;
use crate::random::Random;
use crate::words::{FORMATS, NAMES, PATTERNS, value};
use serde_json::{Map, Value, json};

type Object = Map<String, Value>;

/// A dialect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Draft {
    /// 2020-12
    Latest,
    /// draft-07
    Seven,
}

/// A schema document with a number of its own.
pub(crate) fn schema(random: &mut Random, number: usize) -> Value {
    let draft = if random.percent(20) { Draft::Seven } else { Draft::Latest };
    let mut draw = Draw { random, number, draft, anchored: false };
    let mut root = draw.document();
    let words = root.as_object_mut().into_iter();
    words.for_each(|words| {
        words.insert("$schema".into(), draft.uri().into());
    });
    if draft == Draft::Seven { older(root) } else { root }
}

impl Draft {
    fn uri(self) -> &'static str {
        match self {
            Self::Latest => "https://json-schema.org/draft/2020-12/schema",
            Self::Seven => "http://json-schema.org/draft-07/schema#",
        }
    }
}

struct Draw<'r> {
    random: &'r mut Random,
    number: usize,
    draft: Draft,
    /// Whether the anchor `here` is taken.
    anchored: bool,
}

impl Draw<'_> {
    fn document(&mut self) -> Value {
        let depth = 1 + usize::from(self.random.percent(20));
        let mut root = match self.random.below(8) {
            0 | 1 => json!({}),
            2 => self.array(depth),
            3 | 4 => self.any(depth),
            _ => self.object(depth),
        };
        if !root.is_object() {
            root = json!({});
        }
        let leaf = self.scalar();
        let mut node = self.object(1);
        let mut definitions = Object::new();
        if let Some(words) = node.as_object_mut() {
            let next = if self.random.percent(50) {
                json!({ "$ref": "#/$defs/node" })
            } else {
                json!({ "type": "array", "items": { "$ref": "#/$defs/node" } })
            };
            let members = words.entry("properties").or_insert_with(|| json!({}));
            members.as_object_mut().into_iter().for_each(|members| _ = members.insert("next".into(), next.clone()));
        }
        // The keywords of the pairs, in one schema: the root, a property, an item or a definition.
        let host = self.host();
        let place = self.random.below(6);
        let words = root.as_object_mut();
        let Some(words) = words else { return root };
        match place {
            0 => _ = definitions.insert("host".into(), host),
            1 | 2 => {
                let members = words.entry("properties").or_insert_with(|| json!({}));
                members.as_object_mut().into_iter().for_each(|members| {
                    members.insert("a".into(), host.clone());
                });
            }
            3 => _ = words.insert("items".into(), host),
            _ => host.as_object().into_iter().flatten().for_each(|(name, value)| {
                words.insert(name.clone(), value.clone());
            }),
        }
        if place == 0 {
            let members = words.entry("properties").or_insert_with(|| json!({}));
            members.as_object_mut().into_iter().for_each(|members| {
                members.insert("b".into(), json!({ "$ref": "#/$defs/host" }));
            });
        }
        definitions.insert("leaf".into(), leaf);
        definitions.insert("node".into(), node);
        if self.draft == Draft::Latest {
            definitions.insert("tree".into(), self.tree());
            if self.random.percent(50) {
                words.insert("$id".into(), format!("https://example.com/{}/root", self.number).into());
                words.insert("$dynamicAnchor".into(), "node".into());
            }
        }
        words.insert("$defs".into(), definitions.into());
        root
    }

    /// Something of its own that whoever refers to it can extend (core vocabulary, §8.2.3.2).
    fn tree(&mut self) -> Value {
        json!({
            "$id": format!("https://example.com/{}/tree", self.number),
            "$dynamicAnchor": "node",
            "type": "object",
            "properties": {
                "a": self.scalar(),
                "children": { "type": "array", "items": { "$dynamicRef": "#node" } },
            },
        })
    }

    /// A schema of a few keywords, whichever.
    fn host(&mut self) -> Value {
        let mut words = Object::new();
        for _ in 0..4 + self.random.below(2) {
            let keyword = *self.random.pick(&KEYWORDS);
            self.add(&mut words, keyword, 1);
        }
        words.into()
    }

    /// A schema of at most that many levels more.
    fn any(&mut self, depth: usize) -> Value {
        if depth == 0 {
            return match self.random.below(25) {
                0 => true.into(),
                1 => json!({ "$ref": "#/$defs/node" }),
                2 if self.draft == Draft::Latest => json!({ "$ref": "#/$defs/tree" }),
                _ => self.scalar(),
            };
        }
        match self.random.below(20) {
            0..=5 => self.object(depth),
            6..=9 => self.array(depth),
            10 => self.union("oneOf", depth),
            11 => self.union("anyOf", depth),
            12 => self.tagged(depth),
            13 => json!({ "allOf": [self.any(depth - 1), self.any(0)] }),
            14 => json!({ "not": self.scalar() }),
            15 => json!({ "anyOf": [self.any(depth - 1), { "type": "null" }] }),
            16 => json!({ "oneOf": [{ "type": "null" }, self.any(depth - 1)] }),
            17 => json!({ "type": ["object", "null"], "properties": { "a": self.any(depth - 1) } }),
            _ => self.any(0),
        }
    }

    fn scalar(&mut self) -> Value {
        match self.random.below(16) {
            0..=3 => self.number_schema(),
            4..=7 => self.string(),
            8 => json!({ "type": "boolean" }),
            9 => json!({ "type": "null" }),
            10 => json!({ "enum": self.values() }),
            11 => json!({ "const": value(self.random) }),
            12 => json!({ "type": ["string", "null"], "minLength": self.random.between(0, 2) }),
            13 => {
                json!({ "type": ["integer", "string"], "minimum": self.bound(), "maxLength": self.random.between(0, 3) })
            }
            14 => json!({ "type": "string", "enum": (["a", "b", "x_a", ""][..=self.random.below(4)]) }),
            _ => json!({ "type": ["number", "boolean"], "maximum": self.bound() }),
        }
    }

    fn values(&mut self) -> Value {
        let mut all: Vec<Value> = Vec::new();
        for _ in 0..=self.random.below(6) {
            let value = value(self.random);
            if !all.iter().any(|other| same(other, &value)) {
                all.push(value);
            }
        }
        all.into()
    }

    fn bound(&mut self) -> Value {
        match self.random.below(8) {
            0 => json!(1.5),
            1 => json!(-0.5),
            2 => json!(129.95),
            3 => json!(9_007_199_254_740_992_i64),
            _ => self.random.between(-5, 12).into(),
        }
    }

    fn number_schema(&mut self) -> Value {
        let mut words = Object::new();
        words.insert("type".into(), (*self.random.pick(&["integer", "number"])).into());
        self.some(
            &mut words,
            &[("minimum", 30), ("exclusiveMinimum", 15), ("maximum", 30), ("exclusiveMaximum", 15), ("multipleOf", 25)],
            0,
        );
        words.into()
    }

    fn string(&mut self) -> Value {
        let mut words = Object::new();
        words.insert("type".into(), "string".into());
        self.some(&mut words, &[("minLength", 30), ("maxLength", 30), ("pattern", 25), ("format", 20)], 0);
        words.into()
    }

    fn object(&mut self, depth: usize) -> Value {
        let mut words = Object::new();
        let chances = [
            ("type", 0),
            ("properties", 90),
            ("required", 50),
            ("patternProperties", 12),
            ("additionalProperties", 22),
            ("propertyNames", 6),
            ("minProperties", 6),
            ("maxProperties", 6),
            ("dependentRequired", 6),
            ("dependentSchemas", 5),
            ("unevaluatedProperties", 7),
            ("allOf", 6),
            ("if", 5),
            ("not", 3),
            ("anyOf", 4),
            ("oneOf", 3),
        ];
        if self.random.percent(90) {
            words.insert("type".into(), "object".into());
        }
        self.some(&mut words, &chances, depth);
        words.into()
    }

    fn array(&mut self, depth: usize) -> Value {
        let mut words = Object::new();
        if self.random.percent(90) {
            words.insert("type".into(), "array".into());
        }
        let chances = [
            ("prefixItems", 35),
            ("items", 65),
            ("minItems", 16),
            ("maxItems", 16),
            ("uniqueItems", 15),
            ("contains", 15),
            ("unevaluatedItems", 10),
            ("allOf", 5),
        ];
        self.some(&mut words, &chances, depth);
        if words.contains_key("contains") {
            self.some(&mut words, &[("minContains", 40), ("maxContains", 40)], depth);
        }
        words.into()
    }

    fn union(&mut self, keyword: &str, depth: usize) -> Value {
        let branches: Vec<Value> = (0..2 + self.random.below(2)).map(|_| self.any(depth - 1)).collect();
        json!({ keyword: branches })
    }

    /// A union that is told apart by a constant.
    fn tagged(&mut self, depth: usize) -> Value {
        let keyword = if self.random.percent(80) { "oneOf" } else { "anyOf" };
        let several = self.random.percent(20);
        let mut branches: Vec<Value> = Vec::new();
        for tag in &["a", "b", "c"][..2 + self.random.below(2)] {
            let tag = if several { json!({ "enum": [tag, format!("{tag}{tag}")] }) } else { json!({ "const": tag }) };
            let mut branch =
                json!({ "type": "object", "required": ["t"], "properties": { "t": tag, "a": self.any(depth - 1) } });
            if self.random.percent(30) {
                branch["additionalProperties"] = false.into();
            }
            branches.push(branch);
        }
        json!({ keyword: branches })
    }

    /// Adds each keyword so often in a hundred.
    fn some(&mut self, words: &mut Object, chances: &[(&str, usize)], depth: usize) {
        for &(keyword, percent) in chances {
            if self.random.percent(percent) {
                self.add(words, keyword, depth);
            }
        }
    }

    fn name(&mut self) -> &'static str {
        self.random.pick::<&str>(&NAMES)
    }

    fn names(&mut self) -> Value {
        let mut names: Vec<&str> = Vec::new();
        for _ in 0..=self.random.below(2) {
            let name = self.name();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.into()
    }

    fn pattern(&mut self) -> &'static str {
        // Look-around and back-references are rare: one validator has no engine for them.
        let few = if self.random.percent(10) { PATTERNS.len() } else { PATTERNS.len() - 2 };
        PATTERNS[self.random.below(few)].0
    }

    /// A small object schema, for branches.
    fn shape(&mut self) -> Value {
        match self.random.below(4) {
            0 => json!({ "required": self.names() }),
            1 => json!({ "properties": { self.name(): self.scalar() } }),
            2 => json!({ "properties": { self.name(): self.scalar() }, "required": self.names() }),
            _ => self.scalar(),
        }
    }

    fn inner(&mut self, depth: usize) -> Value {
        if depth == 0 || self.random.percent(40) { self.any(0) } else { self.any(depth - 1) }
    }

    /// Adds a keyword.
    fn add(&mut self, words: &mut Object, keyword: &str, depth: usize) {
        let random = &mut *self.random;
        let value = match keyword {
            "type" => {
                let types = ["null", "boolean", "integer", "number", "string", "array", "object"];
                match random.below(3) {
                    0 => json!(*random.pick(&types)),
                    _ => {
                        let from = random.below(5);
                        json!(types[from..from + 2 + random.below(2)])
                    }
                }
            }
            "enum" => self.values(),
            "const" => value(random),
            "multipleOf" => random
                .pick(&[json!(2), json!(3), json!(0.5), json!(1.5), json!(0.01), json!(0.1), json!(1), json!(1e-8)])
                .clone(),
            "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum" => self.bound(),
            "minLength" => random.between(0, 3).into(),
            "maxLength" => random.between(1, 6).into(),
            "minItems" | "minProperties" | "maxContains" => random.between(1, 3).into(),
            "maxItems" | "maxProperties" => random.between(0, 4).into(),
            "uniqueItems" => random.percent(95).into(),
            "minContains" => random.between(0, 2).into(),
            "pattern" => self.pattern().into(),
            "format" => {
                // Hidden faults of a common format matter more than those of a rare one.
                let format = if random.percent(50) { random.below(6) } else { random.below(FORMATS.len()) };
                FORMATS[format].0.into()
            }
            "prefixItems" => (0..=self.random.below(2)).map(|_| self.inner(depth)).collect(),
            "items" | "unevaluatedItems" | "additionalProperties" | "unevaluatedProperties" => match random.below(10) {
                0..=3 => false.into(),
                4 if keyword != "items" => true.into(),
                _ => self.inner(depth),
            },
            "contains" => self.inner(0),
            "properties" => {
                let mut members = Object::new();
                for _ in 0..=self.random.below(2) {
                    members.insert(self.name().into(), self.inner(depth));
                }
                members.into()
            }
            "patternProperties" => json!({ self.pattern(): self.inner(depth.min(1)) }),
            "required" => self.names(),
            "propertyNames" => match random.below(5) {
                0 => json!({ "maxLength": random.between(1, 3) }),
                1 => json!({ "pattern": self.pattern() }),
                2 => json!({ "format": "date" }),
                3 => json!({ "minLength": 2 }),
                _ => json!({ "enum": ["a", "b", "id", "t", "x_a"] }),
            },
            "dependentRequired" => json!({ self.name(): self.names() }),
            "dependentSchemas" => json!({ self.name(): self.shape() }),
            "dependencies" => {
                let dependency = if self.random.percent(50) { self.names() } else { self.shape() };
                json!({ self.name(): dependency })
            }
            "allOf" => (0..=self.random.below(2)).map(|_| self.branch(depth)).collect(),
            "anyOf" | "oneOf" => (0..2 + self.random.below(2)).map(|_| self.branch(depth)).collect(),
            "if" => {
                if self.random.percent(90) {
                    words.insert("then".into(), self.shape());
                }
                if self.random.percent(50) {
                    words.insert("else".into(), self.shape());
                }
                self.shape()
            }
            "not" | "then" | "else" => self.shape(),
            "$ref" => match random.below(6) {
                0 => "#",
                1 | 2 => "#/$defs/leaf",
                3 if self.draft == Draft::Latest => "#/$defs/tree",
                4 if self.anchored => "#here",
                _ => "#/$defs/node",
            }
            .into(),
            "$dynamicRef" => if self.random.percent(60) { "#/$defs/leaf" } else { "#/$defs/tree" }.into(),
            "$anchor" => {
                if self.anchored {
                    return;
                }
                self.anchored = true;
                "here".into()
            }
            _ => return,
        };
        words.insert(keyword.into(), value);
    }

    fn branch(&mut self, depth: usize) -> Value {
        if self.random.percent(50) { self.shape() } else { self.inner(depth) }
    }
}

/// A schema as draft-07 spells it.
fn older(schema: Value) -> Value {
    let Value::Object(words) = schema else { return schema };
    let mut out = Object::new();
    let tuple = words.contains_key("prefixItems");
    let mut dependencies = Object::new();
    for (keyword, value) in words {
        let keyword = match (keyword.as_str(), tuple) {
            ("prefixItems", _) => "items",
            ("items", true) => "additionalItems",
            ("$defs", _) => "definitions",
            ("dependentRequired" | "dependentSchemas" | "dependencies", _) => {
                value.as_object().into_iter().flatten().for_each(|(name, value)| {
                    let value = if value.is_array() { value.clone() } else { older(value.clone()) };
                    dependencies.insert(name.clone(), value);
                });
                continue;
            }
            (
                "unevaluatedItems"
                | "unevaluatedProperties"
                | "minContains"
                | "maxContains"
                | "$dynamicRef"
                | "$anchor"
                | "$dynamicAnchor",
                _,
            ) => continue,
            (other, _) => other,
        }
        .to_owned();
        let value = match keyword.as_str() {
            "properties" | "patternProperties" | "definitions" => match value {
                Value::Object(members) => members.into_iter().map(|(name, value)| (name, older(value))).collect(),
                other => other,
            },
            "enum" | "const" => value,
            "$ref" => match value.as_str() {
                Some("#here") => "#".into(),
                Some(text) => text.replace("$defs", "definitions").into(),
                None => value,
            },
            _ => match value {
                Value::Array(list) => list.into_iter().map(older).collect(),
                Value::Object(_) => older(value),
                other => other,
            },
        };
        out.insert(keyword, value);
    }
    if !dependencies.is_empty() {
        out.insert("dependencies".into(), dependencies.into());
    }
    out.into()
}
