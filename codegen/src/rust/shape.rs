//! What the generated code will look like: types, fields and checks, before a line is written.

use super::dynamic::Scope;
use crate::contract::SchemaId;

/// A named type, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TypeId(pub(crate) u32);

/// A Rust type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    /// Any JSON: `evenkeel::Value`.
    Any,
    /// Nothing at all; never a field.
    Never,
    /// Only `null`.
    Null,
    Bool,
    /// The name of a Rust integer type.
    Integer(String),
    Float,
    String,
    /// A format type, by its Rust name: `DateTime`.
    Format(&'static str),
    Vec(Box<Use>),
    /// A closed `prefixItems`, every position there.
    Tuple(Vec<Use>),
    /// An object without declared properties.
    Map(Box<Use>),
    /// `null` or the other.
    Nullable(Box<Use>),
    Named(TypeId),
    /// A named type behind a box, since it would hold itself by value.
    Boxed(TypeId),
}

/// A type in one place, with the rules that hold there and that the type does not carry.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Use {
    pub(crate) ty: Type,
    pub(crate) checks: Vec<Check>,
    /// What the value's text is held against.
    pub(crate) judged: Vec<Judged>,
    /// Whether the value stays out of `Debug`.
    pub(crate) hidden: bool,
}

/// A rule that no typed check expresses: the text of a value is held against the schema itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Judged {
    pub(crate) schema: SchemaId,
    /// One keyword of the schema, by its name in 2020-12; all of them where there is none.
    pub(crate) keyword: Option<&'static str>,
    /// The way there, where it matters.
    pub(crate) scope: Option<Scope>,
}

/// A rule on a typed value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Check {
    /// No value keeps it.
    Never,
    MinLength(u64),
    MaxLength(u64),
    /// The pattern as written, and what it runs on.
    Pattern {
        ecma: String,
        engine: Engine,
    },
    /// A second format beside the one that the type carries.
    Format(String),
    /// A bound: the operator that must hold, the bound as a Rust literal (none where no value can
    /// hold it), and as written.
    Bound {
        keyword: &'static str,
        operator: &'static str,
        literal: String,
        bound: String,
    },
    /// The divisor's decimal text.
    MultipleOf(String),
    /// One of these Rust literals.
    AmongLiterals(Vec<String>),
    /// One of these texts.
    AmongTexts(Vec<String>),
    /// Equal, as JSON, to one of these JSON texts.
    AmongJson(Vec<String>),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
    MinProperties(u64),
    MaxProperties(u64),
    /// Every name of a map keeps these.
    Keys(Vec<Check>),
    /// Not all of these hold.
    Not(Vec<Check>),
    If {
        condition: Vec<Check>,
        then: Vec<Check>,
        otherwise: Vec<Check>,
    },
    /// So many items keep these.
    Contains {
        of: Vec<Check>,
        least: u64,
        most: Option<u64>,
    },
}

/// What a pattern runs on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Engine {
    /// The `regex` crate, in whose syntax it is.
    Linear(String),
    /// One that goes back, as it was written.
    Backtracking,
}

/// Why a contract needs a feature of the runtime.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Need {
    pub(crate) schema: SchemaId,
    pub(crate) keyword: &'static str,
}

/// A named type.
#[derive(Clone, Debug)]
pub(crate) struct TypeDef {
    pub(crate) place: Place,
    pub(crate) docs: Docs,
    /// The schema that a value is reported against.
    pub(crate) schema: SchemaId,
    /// The event that the type is, by the contract's index.
    pub(crate) event: Option<usize>,
    pub(crate) kind: Kind,
    /// What the text of a struct or a sequence is held against.
    pub(crate) judged: Vec<Judged>,
    /// Whether every value of the type stays out of `Debug`.
    pub(crate) hidden: bool,
}

/// Where a type lives: modules below the root, and its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) modules: Vec<String>,
    pub(crate) name: String,
}

/// What a schema says about itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Docs {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
}

/// The kinds of named types.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// Still being worked out; only while lowering.
    Pending,
    Struct(Struct),
    /// A string out of a list.
    Enum(Vec<Variant>),
    Union(Union),
    /// An array with a type for each of its first positions.
    Sequence(Sequence),
    /// A type of its own around another: an event that is no object, a list that holds itself.
    Newtype(Use),
}

/// An object with declared properties.
#[derive(Clone, Debug)]
pub(crate) struct Struct {
    pub(crate) fields: Vec<Field>,
    pub(crate) rest: Rest,
    /// Required-combinations from `oneOf` and `anyOf`.
    pub(crate) presence: Vec<Presence>,
    /// Whether what stands beside the declared properties stays out of `Debug`.
    pub(crate) hides_rest: bool,
}

/// What may stand beside the declared properties.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rest {
    /// Anything: the unknown-property policy decides.
    Open,
    /// Nothing.
    Closed,
    /// Values of one type, in a map of their own.
    Typed(Use),
}

/// `oneOf`/`anyOf` over which properties are there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Presence {
    pub(crate) exactly_one: bool,
    /// Field indexes that a branch requires.
    pub(crate) branches: Vec<Vec<usize>>,
}

/// A declared property.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// The name in JSON.
    pub(crate) name: String,
    /// The name in Rust.
    pub(crate) ident: String,
    pub(crate) docs: Docs,
    pub(crate) kind: FieldKind,
    pub(crate) default: Option<Literal>,
    /// Whether the value holds its own type by value, so that it needs a box.
    pub(crate) boxed: bool,
    /// Whether the value stays out of `Debug`.
    pub(crate) hidden: bool,
}

/// How a property is held.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FieldKind {
    /// A required constant: no field, the value in its place.
    Constant(Literal),
    /// Must not be there.
    Forbidden,
    Required(Use),
    Optional(Use),
}

/// A JSON value that a schema gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Literal {
    /// A string.
    Text(String),
    /// Any other value, as JSON text.
    Json(String),
}

/// A value of a string enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variant {
    pub(crate) value: String,
    pub(crate) ident: String,
}

/// `prefixItems` with positions that may be missing, or with items after them.
#[derive(Clone, Debug)]
pub(crate) struct Sequence {
    pub(crate) positions: Vec<Use>,
    /// How many positions are always there.
    pub(crate) there: usize,
    /// What follows; nothing may where there is no type.
    pub(crate) rest: Option<Use>,
}

/// One of several.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    pub(crate) choice: Choice,
    pub(crate) branches: Vec<Branch>,
}

/// How the branch is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// By the value of a string property.
    Tag(String),
    /// By the JSON type.
    ByType,
    /// By trying: the first that fits.
    First,
    /// By trying all: exactly one must fit.
    ExactlyOne,
}

/// A branch of a union.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    pub(crate) ident: String,
    pub(crate) docs: Docs,
    pub(crate) ty: Use,
    /// The tag values that lead here.
    pub(crate) tags: Vec<String>,
    /// The JSON types that lead here.
    pub(crate) types: crate::contract::Types,
    pub(crate) boxed: bool,
}

/// Every named type of a catalog.
#[derive(Clone, Debug, Default)]
pub(crate) struct Program {
    pub(crate) types: Vec<TypeDef>,
    /// The type of each contract, in the catalog's order.
    pub(crate) events: Vec<TypeId>,
    /// The first need of the feature `pattern`, and of `fallback`.
    pub(crate) pattern: Option<Need>,
    pub(crate) fallback: Option<Need>,
}

impl std::ops::Index<TypeId> for Program {
    type Output = TypeDef;
    fn index(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0 as usize]
    }
}

impl std::ops::IndexMut<TypeId> for Program {
    fn index_mut(&mut self, id: TypeId) -> &mut TypeDef {
        &mut self.types[id.0 as usize]
    }
}

impl Literal {
    pub(crate) fn of(node: &crate::read::Node) -> Self {
        node.as_str().map_or_else(|| Self::Json(node.to_json()), |text| Self::Text(text.to_owned()))
    }
}

impl Field {
    /// What the field holds, if it is one.
    pub(crate) fn value_mut(&mut self) -> Option<&mut Use> {
        match &mut self.kind {
            FieldKind::Required(value) | FieldKind::Optional(value) => Some(value),
            FieldKind::Constant(_) | FieldKind::Forbidden => None,
        }
    }

    /// What the field holds, if it is one.
    pub(crate) fn value(&self) -> Option<&Use> {
        match &self.kind {
            FieldKind::Required(value) | FieldKind::Optional(value) => Some(value),
            FieldKind::Constant(_) | FieldKind::Forbidden => None,
        }
    }
}

impl Use {
    /// The use below a possible `null`.
    pub(crate) fn without_null_mut(&mut self) -> &mut Self {
        match self.ty {
            Type::Nullable(ref mut inner) => inner,
            _ => self,
        }
    }

    /// A type without further rules.
    pub(crate) fn plain(ty: Type) -> Self {
        Self::checked(ty, Vec::new())
    }

    /// A type with rules on its typed value.
    pub(crate) fn checked(ty: Type, checks: Vec<Check>) -> Self {
        Self { ty, checks, judged: Vec::new(), hidden: false }
    }

    /// Whether the text of the value, or of what stands below a possible `null`, is judged.
    pub(crate) fn is_judged(&self) -> bool {
        !self.judged.is_empty() || matches!(&self.ty, Type::Nullable(inner) if inner.is_judged())
    }

    /// Whether the value, or a part of it that is of no type of its own, stays out of `Debug`.
    pub(crate) fn hides(&self) -> bool {
        self.hidden
            || match &self.ty {
                Type::Vec(inner) | Type::Map(inner) | Type::Nullable(inner) => inner.hides(),
                Type::Tuple(positions) => positions.iter().any(Self::hides),
                _ => false,
            }
    }

    /// The use below a possible `null`.
    pub(crate) fn without_null(&self) -> &Self {
        match &self.ty {
            Type::Nullable(inner) => inner,
            _ => self,
        }
    }
}
