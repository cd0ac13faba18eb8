//! Groups that can stand in one folder: no two of them claim one URI.

use super::groups::Group;
use evenkeel_codegen::{Builder, UnknownFields};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// Groups that are compiled together.
#[derive(Default)]
pub(crate) struct Catalog<'a> {
    pub(crate) groups: Vec<&'a Group>,
    ids: HashSet<&'a str>,
    annotates_format: bool,
}

/// The fewest catalogs that a walk through the groups needs.
pub(crate) fn of(groups: &[Group]) -> Vec<Catalog<'_>> {
    let mut catalogs: Vec<Catalog<'_>> = Vec::new();
    for group in groups {
        let mut ids = HashSet::new();
        collect_ids(&group.schema, &mut ids);
        let fits = |catalog: &&mut Catalog<'_>| {
            catalog.annotates_format == group.annotates_format() && catalog.ids.is_disjoint(&ids)
        };
        match catalogs.iter_mut().find(fits) {
            Some(catalog) => {
                catalog.groups.push(group);
                catalog.ids.extend(ids);
            }
            None => catalogs.push(Catalog { groups: vec![group], ids, annotates_format: group.annotates_format() }),
        }
    }
    catalogs
}

fn collect_ids<'a>(value: &'a Value, ids: &mut HashSet<&'a str>) {
    match value {
        Value::Object(members) => {
            ids.extend(members.get("$id").and_then(Value::as_str));
            members.values().for_each(|value| collect_ids(value, ids));
        }
        Value::Array(items) => items.iter().for_each(|value| collect_ids(value, ids)),
        _ => {}
    }
}

impl Catalog<'_> {
    /// Writes the definitions into a folder; how they are to be compiled.
    pub(crate) fn write(&self, folder: &Path, remotes: &[(String, PathBuf)]) -> Result<Builder, Box<dyn Error>> {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        for group in &self.groups {
            let below = folder.join(group.domain());
            fs::create_dir_all(&below)?;
            let schema = format!("schema{}.json", group.index);
            fs::write(below.join(&schema), group.draft.said_in(group.schema.clone()).to_string())?;
            let event = json!({
                "x-event": { "domain": group.domain(), "name": group.name(), "version": 1 },
                "type": "object",
                "required": ["v"],
                "properties": { "v": { "$ref": schema } },
            });
            fs::write(below.join(format!("{}.v1.json", group.name())), event.to_string())?;
        }
        let builder = Builder::new().unknown_fields(UnknownFields::Keep).assert_format(!self.annotates_format);
        let mapped = |builder: Builder, (uri, path): &(String, PathBuf)| builder.resource(uri, path);
        Ok(remotes.iter().fold(builder, mapped))
    }
}
