//! The schema model: every keyword of draft 2020-12 in one shape. Draft-07 is brought into it when
//! it is read (`definitions`, tuples in `items`, `dependencies`), so that no later stage asks for
//! the dialect but where the meaning differs (`format`).

use super::dialect::Dialect;
use crate::read::{Node, Number, Value};
use crate::source::Span;

/// One schema of a catalog, by its number. Two references to one place give one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub(crate) u32);

/// One document (file) of a catalog, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentId(pub(crate) u32);

/// Something and the place it was read from.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The thing.
    pub value: T,
    /// The place of the keyword's value.
    pub span: Span,
}

/// One schema: `true`, `false` or an object of keywords.
#[derive(Clone, Debug)]
pub struct Schema {
    /// The document it stands in.
    pub document: DocumentId,
    /// The JSON pointer to it in its document; empty for the root.
    pub pointer: String,
    /// The place of the whole schema.
    pub span: Span,
    /// The rules it is read by.
    pub dialect: Dialect,
    /// The base URI in force here.
    pub base: std::rc::Rc<str>,
    /// What it says.
    pub body: Body,
}

/// What a schema says.
#[derive(Clone, Debug)]
pub enum Body {
    /// `true` accepts everything, `false` nothing.
    Bool(bool),
    /// An object of keywords.
    Keywords(Box<Keywords>),
}

/// A set of JSON types; `number` includes `integer`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Types(pub(crate) u8);

/// A property and its schema.
#[derive(Clone, Debug)]
pub struct Property {
    /// The name (or the pattern), and where it stands.
    pub name: At<String>,
    /// The schema of its values.
    pub schema: SchemaId,
}

/// `dependentRequired` of one name.
#[derive(Clone, Debug)]
pub struct DependentRequired {
    /// When this property is there …
    pub name: At<String>,
    /// … these must be too.
    pub required: Vec<At<String>>,
}

/// A `$dynamicRef`: where it leads at first, and by which anchor the dynamic scope may redirect it.
#[derive(Clone, Debug)]
pub struct DynamicReference {
    /// The initially resolved target.
    pub target: SchemaId,
    /// The anchor's name, when the target is a `$dynamicAnchor`.
    pub anchor: Option<String>,
}

/// Every keyword of an object schema. What is absent in the text is absent here.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "each field is the keyword of its name")]
#[allow(clippy::struct_excessive_bools, reason = "the keywords are booleans")]
pub struct Keywords {
    // Any instance (validation §6.1).
    pub types: Option<At<Types>>,
    pub enum_values: Option<At<Vec<Node>>>,
    pub const_value: Option<At<Node>>,
    // Numbers (validation §6.2).
    pub multiple_of: Option<At<Number>>,
    pub maximum: Option<At<Number>>,
    pub exclusive_maximum: Option<At<Number>>,
    pub minimum: Option<At<Number>>,
    pub exclusive_minimum: Option<At<Number>>,
    // Strings (validation §6.3, §7, §8).
    pub max_length: Option<At<u64>>,
    pub min_length: Option<At<u64>>,
    pub pattern: Option<At<String>>,
    pub format: Option<At<String>>,
    pub content_encoding: Option<At<String>>,
    pub content_media_type: Option<At<String>>,
    pub content_schema: Option<At<SchemaId>>,
    // Arrays (core §10.3.1, §11.2; validation §6.4).
    pub prefix_items: Option<At<Vec<SchemaId>>>,
    pub items: Option<At<SchemaId>>,
    pub contains: Option<At<SchemaId>>,
    pub min_contains: Option<At<u64>>,
    pub max_contains: Option<At<u64>>,
    pub max_items: Option<At<u64>>,
    pub min_items: Option<At<u64>>,
    pub unique_items: Option<At<bool>>,
    pub unevaluated_items: Option<At<SchemaId>>,
    // Objects (core §10.3.2, §11.3; validation §6.5).
    pub properties: Vec<Property>,
    pub pattern_properties: Vec<Property>,
    pub additional_properties: Option<At<SchemaId>>,
    pub property_names: Option<At<SchemaId>>,
    pub unevaluated_properties: Option<At<SchemaId>>,
    pub required: Vec<At<String>>,
    pub max_properties: Option<At<u64>>,
    pub min_properties: Option<At<u64>>,
    pub dependent_required: Vec<DependentRequired>,
    pub dependent_schemas: Vec<Property>,
    // In place (core §8.2.3, §10.2).
    pub reference: Option<At<SchemaId>>,
    pub dynamic_reference: Option<At<DynamicReference>>,
    pub dynamic_anchor: Option<At<String>>,
    pub all_of: Option<At<Vec<SchemaId>>>,
    pub any_of: Option<At<Vec<SchemaId>>>,
    pub one_of: Option<At<Vec<SchemaId>>>,
    pub not: Option<At<SchemaId>>,
    pub if_schema: Option<At<SchemaId>>,
    pub then_schema: Option<At<SchemaId>>,
    pub else_schema: Option<At<SchemaId>>,
    // Annotations (validation §9).
    pub title: Option<At<String>>,
    pub description: Option<At<String>>,
    pub default: Option<At<Node>>,
    pub deprecated: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub examples: Vec<Node>,
    // Ours.
    pub rust_type: Option<At<String>>,
    pub rust_name: Option<At<String>>,
    pub sensitive: bool,
}

impl Types {
    /// No type: nothing is accepted.
    pub const NONE: Self = Self(0);
    /// `null`.
    pub const NULL: Self = Self(1);
    /// `boolean`.
    pub const BOOLEAN: Self = Self(2);
    /// `integer`: a number without a fraction, `1.0` included.
    pub const INTEGER: Self = Self(4);
    /// Numbers that are not integers. `type: number` is this and [`Types::INTEGER`].
    pub const FRACTION: Self = Self(8);
    /// `number`.
    pub const NUMBER: Self = Self(12);
    /// `string`.
    pub const STRING: Self = Self(16);
    /// `array`.
    pub const ARRAY: Self = Self(32);
    /// `object`.
    pub const OBJECT: Self = Self(64);
    /// Every type.
    pub const ALL: Self = Self(127);

    /// What is in both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is in either.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in this one and not in the other.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether all of the other is in this one.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether nothing is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The type of a value.
    pub fn of(value: &Node) -> Self {
        match &value.value {
            Value::Null => Self::NULL,
            Value::Bool(_) => Self::BOOLEAN,
            Value::Number(number) if number.is_integer() => Self::INTEGER,
            Value::Number(_) => Self::FRACTION,
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::ARRAY,
            Value::Object(_) => Self::OBJECT,
        }
    }

    /// The types by name.
    pub const NAMES: [(&'static str, Self); 7] = [
        ("null", Self::NULL),
        ("boolean", Self::BOOLEAN),
        ("integer", Self::INTEGER),
        ("number", Self::NUMBER),
        ("string", Self::STRING),
        ("array", Self::ARRAY),
        ("object", Self::OBJECT),
    ];

    /// The type of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, types)| *types)
    }
}
