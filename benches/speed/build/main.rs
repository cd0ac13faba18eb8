//! Makes a module of every event that is measured, in each peer's form, and a table of them with their
//! payloads: the named ones, the example shop's, and every golden case that has valid payloads.

mod peer_typify;

use evenkeel_codegen::import::Options;
use evenkeel_codegen::{Builder, export};
use serde_json::Value;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Three of GitHub's payloads: the case's name, the event, and the payload's place among the examples.
const GITHUB: [(&str, &str, &str, usize); 3] = [
    ("github small", "github_app_authorization", "revoked", 0),
    ("github median", "release", "published", 10),
    ("github large", "pull_request", "labeled", 9),
];

/// A folder of definitions, and what is known of its events.
struct Corpus {
    module: String,
    schemas: PathBuf,
    builder: Builder,
    /// Whether typify's types are measured too.
    typify: bool,
}

struct Tables {
    out: PathBuf,
    modules: String,
    cases: String,
}

fn main() -> Result<()> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../..");
    for watched in ["benches/speed/schemas", "benches/speed/payloads", "schemas", "tests/golden/cases"] {
        println!("cargo:rerun-if-changed={}", root.join(watched).display());
    }
    let mut tables = Tables { out, modules: String::new(), cases: String::new() };
    named(&mut tables, &root.join("benches/speed"))?;
    github(&mut tables)?;
    // The corpus takes minutes to compile; without it, a change is quickly measured.
    if env::var_os("CARGO_FEATURE_CORPUS").is_some() {
        shop(&mut tables, &root.join("schemas"))?;
        golden(&mut tables, &root.join("tests/golden/cases"))?;
    }
    let text = format!("{}\n/// Every case.\npub static CASES: &[Case] = &[\n{}];\n", tables.modules, tables.cases);
    fs::write(tables.out.join("cases.rs"), text)?;
    Ok(())
}

/// The flat one, the order, and the order with 500 lines.
fn named(tables: &mut Tables, here: &Path) -> Result<()> {
    let corpus =
        Corpus { module: "named".into(), schemas: here.join("schemas"), builder: Builder::new(), typify: true };
    let read =
        |name: &str| -> Result<Value> { Ok(serde_json::from_slice(&fs::read(here.join("payloads").join(name))?)?) };
    let mut large = read("order.json")?;
    let lines = large["lines"].as_array().ok_or("an order has lines")?.clone();
    large["lines"] = lines.iter().cycle().take(500).cloned().collect();
    let payloads = [
        ("flat, 200 B", "shop.page_viewed.v1", read("flat.json")?, "FLAT"),
        ("order, 700 B", "shop.order_placed.v1", read("order.json")?, "ORDER"),
        ("order, 500 lines", "shop.order_placed.v1", large, "ORDER"),
    ];
    let compiled = tables.compile(&corpus)?;
    for (name, event, payload, garde) in payloads {
        let by_hand = format!("Some(crate::by_hand::{garde})");
        tables.case(name, "Named", &compiled, event, &[payload.to_string()], &by_hand)?;
    }
    let settled = read("settled.json")?;
    let line = &settled["lines"][0];
    for (name, event) in [("a condition", "billing.order_settled.v1"), ("none", "billing.order_settled_freely.v1")] {
        for lines in [1, 10, 100, 1000] {
            let mut payload = settled.clone();
            payload["lines"] = vec![line.clone(); lines].into();
            tables.case(&format!("{name}, {lines}"), "Buffered", &compiled, event, &[payload.to_string()], "None")?;
        }
    }
    Ok(())
}

/// GitHub's webhooks, imported as a user would.
fn github(tables: &mut Tables) -> Result<()> {
    let package = |variable: &str| {
        println!("cargo:rerun-if-env-changed={variable}");
        env::var(variable).map(PathBuf::from).map_err(|_| format!("`{variable}` is not set: `benches/run.sh` sets it"))
    };
    let schemas = tables.out.join("github-schemas");
    // An import overwrites nothing.
    if schemas.exists() {
        fs::remove_dir_all(&schemas)?;
    }
    let bundle = package("GITHUB_WEBHOOKS_SCHEMAS")?.join("schema.json");
    Builder::new().import(&[bundle], &schemas, &Options::default())?.write()?;
    let examples = package("GITHUB_WEBHOOKS_EXAMPLES")?.join("api.github.com/index.json");
    let examples: Value = serde_json::from_slice(&fs::read(examples)?)?;
    let events = GITHUB.map(|(_, event, action, _)| format!("{event}.{action}.v1"));
    let builder = Builder::new().events(events.clone());
    let compiled = tables.compile(&Corpus { module: "github".into(), schemas, builder, typify: true })?;
    for ((name, group, _, index), event) in GITHUB.into_iter().zip(&events) {
        let groups = examples.as_array().ok_or("a list of events")?;
        let group = groups.iter().find(|found| found["name"] == group).ok_or("the event's examples")?;
        tables.case(name, "Named", &compiled, event, &[group["examples"][index].to_string()], "None")?;
    }
    Ok(())
}

/// The example shop, by its own examples.
fn shop(tables: &mut Tables, schemas: &Path) -> Result<()> {
    let corpus = Corpus { module: "shop".into(), schemas: schemas.to_owned(), builder: Builder::new(), typify: true };
    let compiled = tables.compile(&corpus)?;
    for contract in &compiled.catalog.contracts {
        let given = compiled.catalog[contract.root].keywords().map_or(&[][..], |words| &words.examples);
        let payloads: Vec<String> = given.iter().map(evenkeel_codegen::read::Node::to_json).collect();
        let event = contract.event.event_type();
        tables.case(&format!("schemas: {event}"), "Corpus", &compiled, &event, &payloads, "None")?;
    }
    Ok(())
}

/// The golden cases, by the payloads that they accept.
fn golden(tables: &mut Tables, cases: &Path) -> Result<()> {
    let mut folders: Vec<_> = fs::read_dir(cases)?.collect::<std::result::Result<_, _>>()?;
    folders.sort_by_key(fs::DirEntry::file_name);
    for folder in folders {
        let name = folder.file_name().into_string().map_err(|_| "a case's name is no UTF-8")?;
        let payloads: Value = serde_json::from_slice(&fs::read(folder.path().join("payloads.json"))?)?;
        let corpus = Corpus {
            module: format!("golden_{name}"),
            schemas: folder.path().join("schemas"),
            builder: Builder::new().configured(&folder.path())?,
            typify: false,
        };
        let compiled = tables.compile(&corpus)?;
        for contract in &compiled.catalog.contracts {
            let event = contract.event.event_type();
            let valid = payloads[contract.event.subject()]["valid"].as_array().cloned().unwrap_or_default();
            let valid: Vec<String> = valid.iter().map(Value::to_string).collect();
            if !valid.is_empty() {
                tables.case(&format!("{name}: {event}"), "Corpus", &compiled, &event, &valid, "None")?;
            }
        }
    }
    Ok(())
}

/// A corpus whose modules are written.
struct Compiled {
    module: String,
    catalog: evenkeel_codegen::contract::Catalog,
    /// The path of each event's type.
    types: std::collections::BTreeMap<String, String>,
    /// The generated code of each domain.
    code: std::collections::BTreeMap<String, String>,
    typify: bool,
}

impl Tables {
    fn compile(&mut self, corpus: &Corpus) -> Result<Compiled> {
        let folder = self.out.join(&corpus.module);
        let output = corpus.builder.generate(&corpus.schemas)?;
        output.write(folder.join("evenkeel"))?;
        let (plain, types) = corpus.builder.plain(&corpus.schemas)?;
        fs::write(folder.join("plain.rs"), plain)?;
        for (peer, file) in [("evenkeel", "evenkeel/mod.rs"), ("plain", "plain.rs")] {
            let path = folder.join(file);
            writeln!(self.modules, "#[path = {path:?}]\nmod {}_{peer};", corpus.module)?;
        }
        let mut catalog = corpus.builder.load(&corpus.schemas)?.catalog;
        catalog.contracts.retain(|contract| types.contains_key(&contract.event.event_type()));
        Ok(Compiled { module: corpus.module.clone(), catalog, types, code: output.files, typify: corpus.typify })
    }

    /// One event with its payloads, and its types and validators in the peers' forms.
    fn case(
        &mut self,
        name: &str,
        group: &str,
        compiled: &Compiled,
        event: &str,
        payloads: &[String],
        by_hand: &str,
    ) -> Result<()> {
        let contract = compiled.catalog.contracts.iter().find(|contract| contract.event.event_type() == event);
        let contract = contract.ok_or_else(|| format!("no event {event}"))?;
        let schema: Value = serde_json::from_str(&export::schema(&compiled.catalog, contract.root))?;
        let module = format!("{}_{}", compiled.module, event.replace('.', "_"));
        if !self.modules.contains(&format!("mod {module}_schema ")) {
            let path = self.out.join(format!("{module}.json"));
            fs::write(&path, serde_json::to_string(&schema)?)?;
            let judge = if group != "Named" {
                String::new()
            } else {
                format!(
                    "    #[jsonschema::validator(path = {path:?}, validate_formats = true)]\n    pub(crate) struct Macro;\n    \
                     impl crate::Judge for Macro {{ fn is_valid(value: &serde_json::Value) -> bool {{ Macro::is_valid(value) }} }}\n"
                )
            };
            let text = format!("    pub(crate) const TEXT: &str = include_str!({path:?});\n");
            writeln!(self.modules, "mod {module}_schema {{\n{text}{judge}}}")?;
            if compiled.typify {
                let path = self.out.join(format!("{module}_typify.rs"));
                if let Some(code) = peer_typify::code(&schema) {
                    fs::write(&path, code)?;
                    writeln!(self.modules, "#[path = {path:?}]\nmod {module}_typify;")?;
                }
            }
        }
        let domain = &compiled.code[&format!("{}.rs", contract.event.domain.value)];
        let ty = &compiled.types[event];
        let evenkeel = format!("{}_evenkeel::{ty}", compiled.module);
        let plain = format!("{}_plain::{ty}", compiled.module);
        let typify = if self.modules.contains(&format!("mod {module}_typify;")) {
            format!("Some(crate::peers::typify::<{module}_typify::Root>())")
        } else {
            "None".into()
        };
        let compiled = if group != "Named" {
            "None".to_owned()
        } else {
            format!("Some(crate::peers::compiled::<{plain}, {module}_schema::Macro>())")
        };
        writeln!(
            self.cases,
            "    Case {{ name: {name:?}, group: Group::{group}, costs: &{:?}, payloads: &{payloads:?}, schema: {module}_schema::TEXT,\n      \
             evenkeel: crate::peers::evenkeel::<{evenkeel}>(), plain: crate::peers::plain::<{plain}>(),\n      \
             compiled: {compiled}, interpreted: crate::peers::interpreted::<{plain}>(),\n      \
             typify: {typify}, by_hand: {by_hand} }},",
            costs(&schema, domain),
        )?;
        Ok(())
    }
}

/// What in a schema costs more than a plain parse can: the bar speaks of schemas without these.
fn costs(schema: &Value, code: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for keyword in ["pattern", "format", "uniqueItems"] {
        let has = mentions(schema, keyword) || keyword == "pattern" && mentions(schema, "patternProperties");
        if has {
            found.push(keyword);
        }
    }
    if ["__p::Raw", "__p::Part", "JUDGED"].iter().any(|word| code.contains(word)) {
        found.push("buffered");
    }
    found
}

fn mentions(schema: &Value, keyword: &str) -> bool {
    match schema {
        Value::Object(members) => members.iter().any(|(name, value)| {
            name == keyword && !value.is_object()
                || !matches!(name.as_str(), "const" | "enum" | "examples" | "default") && mentions(value, keyword)
        }),
        Value::Array(items) => items.iter().any(|item| mentions(item, keyword)),
        _ => false,
    }
}
