//! The metaschemas of both dialects, so that a reference to one needs no network.

use std::collections::HashMap;

use crate::contract::Document;
use crate::read;
use crate::source::{Source, Sources};

const TEXTS: [(&str, &str); 10] = [
    ("http://json-schema.org/draft-07/schema", include_str!("metaschemas/draft-07.json")),
    ("https://json-schema.org/draft/2020-12/schema", include_str!("metaschemas/2020-12/schema.json")),
    ("https://json-schema.org/draft/2020-12/meta/core", include_str!("metaschemas/2020-12/meta/core.json")),
    ("https://json-schema.org/draft/2020-12/meta/applicator", include_str!("metaschemas/2020-12/meta/applicator.json")),
    (
        "https://json-schema.org/draft/2020-12/meta/unevaluated",
        include_str!("metaschemas/2020-12/meta/unevaluated.json"),
    ),
    ("https://json-schema.org/draft/2020-12/meta/validation", include_str!("metaschemas/2020-12/meta/validation.json")),
    ("https://json-schema.org/draft/2020-12/meta/meta-data", include_str!("metaschemas/2020-12/meta/meta-data.json")),
    ("https://json-schema.org/draft/2020-12/meta/content", include_str!("metaschemas/2020-12/meta/content.json")),
    (
        "https://json-schema.org/draft/2020-12/meta/format-annotation",
        include_str!("metaschemas/2020-12/meta/format-annotation.json"),
    ),
    (
        "https://json-schema.org/draft/2020-12/meta/format-assertion",
        include_str!("metaschemas/2020-12/meta/format-assertion.json"),
    ),
];

/// Whether a URI names a metaschema.
pub(super) fn has(uri: &str) -> bool {
    TEXTS.iter().any(|(known, _)| *known == uri)
}

/// Reads all of them; their documents are numbered from `first`.
pub(super) fn read_all(sources: &mut Sources) -> Vec<Document> {
    let read = |(uri, text): &(&str, &str)| {
        let file = sources.add(Source {
            // The ending tells the reader that it is JSON.
            path: format!("{uri}.json"),
            display: (*uri).to_owned(),
            text: (*text).to_owned(),
        });
        let node = read::read(file, sources.get(file)).ok()?;
        Some(Document { file, path: (*uri).to_owned(), node, resources: HashMap::new() })
    };
    TEXTS.iter().filter_map(read).collect()
}
