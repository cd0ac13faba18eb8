//! The keywords of both dialects, in one table: what they are called, who knows them, and where
//! schemas stand in them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::contract::{Dialect, Vocabulary};
use crate::read::Node;

/// Where schemas stand in a keyword's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Nowhere.
    Nothing,
    /// The value is one.
    Schema,
    /// The value is an array of them.
    List,
    /// The value is an object of them.
    Map,
    /// The value is one or an array of them.
    SchemaOrList,
    /// The value is an object of schemas and arrays of names.
    SchemasAndNames,
}

impl Holds {
    /// The schemas in a keyword's value, each with its name or index below the keyword, if any.
    pub(crate) fn children(self, value: &Node) -> Vec<(Option<Cow<'_, str>>, &Node)> {
        let object = || value.as_object().into_iter().flatten();
        let items = || value.as_array().into_iter().flatten().enumerate();
        let list = || items().map(|(index, item)| (Some(Cow::Owned(index.to_string())), item)).collect();
        match self {
            Self::Nothing => Vec::new(),
            Self::Schema => vec![(None, value)],
            Self::SchemaOrList if value.as_array().is_none() => vec![(None, value)],
            Self::List | Self::SchemaOrList => list(),
            Self::Map => object().map(|member| (Some(Cow::Borrowed(member.key.as_str())), &member.value)).collect(),
            Self::SchemasAndNames => object()
                .filter(|member| member.value.as_array().is_none())
                .map(|member| (Some(Cow::Borrowed(member.key.as_str())), &member.value))
                .collect(),
        }
    }
}

/// Which dialects know a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    Both,
    Draft7,
    Draft2020,
}

/// A keyword's row in the table.
#[derive(Debug)]
pub(crate) struct Row {
    /// The keyword.
    pub(crate) keyword: Keyword,
    /// What it is called in a schema.
    pub(crate) name: &'static str,
    /// Where schemas stand in it.
    pub(crate) holds: Holds,
    known: Known,
    /// The vocabulary of 2020-12 that defines it.
    vocabulary: Vocabulary,
}

macro_rules! table {
    ($($keyword:ident $name:literal $known:ident $vocabulary:ident $holds:ident,)*) => {
        /// A keyword of either dialect, or one of ours.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Keyword { $($keyword,)* }

        const TABLE: &[Row] = &[$(Row {
            keyword: Keyword::$keyword,
            name: $name,
            known: Known::$known,
            vocabulary: Vocabulary::$vocabulary,
            holds: Holds::$holds,
        },)*];
    };
}

// Both dialects count `$defs` and `definitions` as places for schemas: 2020-12 names the old one in
// its metaschema, and draft-07 documents in the wild use the new one.
table! {
    Schema "$schema" Both Core Nothing,
    Id "$id" Both Core Nothing,
    Anchor "$anchor" Draft2020 Core Nothing,
    DynamicAnchor "$dynamicAnchor" Draft2020 Core Nothing,
    Ref "$ref" Both Core Nothing,
    DynamicRef "$dynamicRef" Draft2020 Core Nothing,
    Vocabulary "$vocabulary" Draft2020 Core Nothing,
    Comment "$comment" Both Core Nothing,
    Defs "$defs" Both Core Map,
    Definitions "definitions" Both Core Map,
    Type "type" Both Validation Nothing,
    Enum "enum" Both Validation Nothing,
    Const "const" Both Validation Nothing,
    MultipleOf "multipleOf" Both Validation Nothing,
    Maximum "maximum" Both Validation Nothing,
    ExclusiveMaximum "exclusiveMaximum" Both Validation Nothing,
    Minimum "minimum" Both Validation Nothing,
    ExclusiveMinimum "exclusiveMinimum" Both Validation Nothing,
    MaxLength "maxLength" Both Validation Nothing,
    MinLength "minLength" Both Validation Nothing,
    Pattern "pattern" Both Validation Nothing,
    Format "format" Both Format Nothing,
    ContentEncoding "contentEncoding" Both Core Nothing,
    ContentMediaType "contentMediaType" Both Core Nothing,
    ContentSchema "contentSchema" Draft2020 Core Schema,
    PrefixItems "prefixItems" Draft2020 Applicator List,
    Items "items" Both Applicator SchemaOrList,
    AdditionalItems "additionalItems" Draft7 Applicator Schema,
    Contains "contains" Both Applicator Schema,
    MinContains "minContains" Draft2020 Validation Nothing,
    MaxContains "maxContains" Draft2020 Validation Nothing,
    MaxItems "maxItems" Both Validation Nothing,
    MinItems "minItems" Both Validation Nothing,
    UniqueItems "uniqueItems" Both Validation Nothing,
    UnevaluatedItems "unevaluatedItems" Draft2020 Unevaluated Schema,
    Properties "properties" Both Applicator Map,
    PatternProperties "patternProperties" Both Applicator Map,
    AdditionalProperties "additionalProperties" Both Applicator Schema,
    PropertyNames "propertyNames" Both Applicator Schema,
    UnevaluatedProperties "unevaluatedProperties" Draft2020 Unevaluated Schema,
    Required "required" Both Validation Nothing,
    MaxProperties "maxProperties" Both Validation Nothing,
    MinProperties "minProperties" Both Validation Nothing,
    DependentRequired "dependentRequired" Draft2020 Validation Nothing,
    DependentSchemas "dependentSchemas" Draft2020 Applicator Map,
    Dependencies "dependencies" Draft7 Applicator SchemasAndNames,
    AllOf "allOf" Both Applicator List,
    AnyOf "anyOf" Both Applicator List,
    OneOf "oneOf" Both Applicator List,
    Not "not" Both Applicator Schema,
    If "if" Both Applicator Schema,
    Then "then" Both Applicator Schema,
    Else "else" Both Applicator Schema,
    Title "title" Both Core Nothing,
    Description "description" Both Core Nothing,
    Default "default" Both Core Nothing,
    Deprecated "deprecated" Both Core Nothing,
    ReadOnly "readOnly" Both Core Nothing,
    WriteOnly "writeOnly" Both Core Nothing,
    Examples "examples" Both Core Nothing,
    XEvent "x-event" Both Core Nothing,
    XRustType "x-rust-type" Both Core Nothing,
    XRustName "x-rust-name" Both Core Nothing,
    XSensitive "x-sensitive" Both Core Nothing,
}

impl Row {
    /// Whether a dialect knows the keyword.
    pub(crate) fn known_in(&self, dialect: Dialect) -> bool {
        self.known_in_draft(dialect) && dialect.vocabularies.has(self.vocabulary)
    }

    /// Whether a dialect's draft knows the keyword, its vocabularies aside.
    pub(crate) fn known_in_draft(&self, dialect: Dialect) -> bool {
        match self.known {
            Known::Both => true,
            Known::Draft7 => dialect.is_draft7(),
            Known::Draft2020 => !dialect.is_draft7(),
        }
    }
}

/// The row of a name, whichever dialect knows it.
pub(crate) fn row(name: &str) -> Option<&'static Row> {
    static ROWS: LazyLock<HashMap<&str, &Row>> = LazyLock::new(|| TABLE.iter().map(|row| (row.name, row)).collect());
    ROWS.get(name).copied()
}

/// The row of a name, if the dialect knows it.
pub(crate) fn row_in(name: &str, dialect: Dialect) -> Option<&'static Row> {
    row(name).filter(|row| row.known_in(dialect))
}

/// The names that a dialect knows.
pub(crate) fn names(dialect: Dialect) -> impl Iterator<Item = &'static str> {
    TABLE.iter().filter(move |row| row.known_in(dialect)).map(|row| row.name)
}
