//! The keywords of both dialects, in one table: what they are called, who knows them, and where
//! schemas stand in them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::contract::Dialect;
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
}

macro_rules! table {
    ($($keyword:ident $name:literal $known:ident $holds:ident,)*) => {
        /// A keyword of either dialect, or one of ours.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Keyword { $($keyword,)* }

        const TABLE: &[Row] = &[$(Row {
            keyword: Keyword::$keyword,
            name: $name,
            known: Known::$known,
            holds: Holds::$holds,
        },)*];
    };
}

// Both dialects count `$defs` and `definitions` as places for schemas: 2020-12 names the old one in
// its metaschema, and draft-07 documents in the wild use the new one.
table! {
    Schema "$schema" Both Nothing,
    Id "$id" Both Nothing,
    Anchor "$anchor" Draft2020 Nothing,
    DynamicAnchor "$dynamicAnchor" Draft2020 Nothing,
    Ref "$ref" Both Nothing,
    DynamicRef "$dynamicRef" Draft2020 Nothing,
    Vocabulary "$vocabulary" Draft2020 Nothing,
    Comment "$comment" Both Nothing,
    Defs "$defs" Both Map,
    Definitions "definitions" Both Map,
    Type "type" Both Nothing,
    Enum "enum" Both Nothing,
    Const "const" Both Nothing,
    MultipleOf "multipleOf" Both Nothing,
    Maximum "maximum" Both Nothing,
    ExclusiveMaximum "exclusiveMaximum" Both Nothing,
    Minimum "minimum" Both Nothing,
    ExclusiveMinimum "exclusiveMinimum" Both Nothing,
    MaxLength "maxLength" Both Nothing,
    MinLength "minLength" Both Nothing,
    Pattern "pattern" Both Nothing,
    Format "format" Both Nothing,
    ContentEncoding "contentEncoding" Both Nothing,
    ContentMediaType "contentMediaType" Both Nothing,
    ContentSchema "contentSchema" Draft2020 Schema,
    PrefixItems "prefixItems" Draft2020 List,
    Items "items" Both SchemaOrList,
    AdditionalItems "additionalItems" Draft7 Schema,
    Contains "contains" Both Schema,
    MinContains "minContains" Draft2020 Nothing,
    MaxContains "maxContains" Draft2020 Nothing,
    MaxItems "maxItems" Both Nothing,
    MinItems "minItems" Both Nothing,
    UniqueItems "uniqueItems" Both Nothing,
    UnevaluatedItems "unevaluatedItems" Draft2020 Schema,
    Properties "properties" Both Map,
    PatternProperties "patternProperties" Both Map,
    AdditionalProperties "additionalProperties" Both Schema,
    PropertyNames "propertyNames" Both Schema,
    UnevaluatedProperties "unevaluatedProperties" Draft2020 Schema,
    Required "required" Both Nothing,
    MaxProperties "maxProperties" Both Nothing,
    MinProperties "minProperties" Both Nothing,
    DependentRequired "dependentRequired" Draft2020 Nothing,
    DependentSchemas "dependentSchemas" Draft2020 Map,
    Dependencies "dependencies" Draft7 SchemasAndNames,
    AllOf "allOf" Both List,
    AnyOf "anyOf" Both List,
    OneOf "oneOf" Both List,
    Not "not" Both Schema,
    If "if" Both Schema,
    Then "then" Both Schema,
    Else "else" Both Schema,
    Title "title" Both Nothing,
    Description "description" Both Nothing,
    Default "default" Both Nothing,
    Deprecated "deprecated" Both Nothing,
    ReadOnly "readOnly" Both Nothing,
    WriteOnly "writeOnly" Both Nothing,
    Examples "examples" Both Nothing,
    XEvent "x-event" Both Nothing,
    XRustType "x-rust-type" Both Nothing,
    XRustName "x-rust-name" Both Nothing,
    XSensitive "x-sensitive" Both Nothing,
}

impl Row {
    /// Whether a dialect knows the keyword.
    pub(crate) fn known_in(&self, dialect: Dialect) -> bool {
        match self.known {
            Known::Both => true,
            Known::Draft7 => dialect == Dialect::Draft7,
            Known::Draft2020 => dialect == Dialect::Draft2020,
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
