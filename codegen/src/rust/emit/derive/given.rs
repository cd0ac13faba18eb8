//! A type that someone wrote, as far as its tokens tell, and what is wrong with it.

/// A struct or an enum that is to be held against a schema.
#[derive(Clone, Debug)]
pub struct Given {
    /// The type's name.
    pub name: String,
    /// What it is to become.
    pub role: Role,
    /// Its fields or variants.
    pub body: Body,
    /// It refuses members that it does not name: serde's `deny_unknown_fields`.
    pub strict: bool,
    /// It has parameters: what is asserted of a field that speaks of one is left to where the type is used.
    pub generic: bool,
}

/// What a type is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An event: `#[derive(Event)]`.
    Event,
    /// A part of one: `#[derive(Contract)]`.
    Part,
}

/// The inside of a type.
#[derive(Clone, Debug)]
pub enum Body {
    /// A struct with named fields.
    Struct(Vec<Member>),
    /// An enum, and the name of serde's `tag`.
    Enum(Vec<Choice>, Option<String>),
}

/// A field.
#[derive(Clone, Debug)]
pub struct Member {
    /// The name in Rust.
    pub ident: String,
    /// What it holds.
    pub holds: Holds,
    /// Its type is written `Option<…>`.
    pub optional: bool,
    /// Its type speaks of a parameter of the struct.
    pub generic: bool,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// The property of this name.
    Property(String),
    /// Properties that the schema does not name: serde's `flatten`.
    Others,
    /// Nothing of the payload: serde's `skip`.
    Nothing,
}

/// A variant.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The name in Rust.
    pub ident: String,
    /// The value in JSON: of the string, or of the tag.
    pub value: String,
    /// It holds one unnamed value.
    pub holds: bool,
}

/// Something wrong, and where it is to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place.
    pub at: At,
    /// What is wrong, and what to do.
    pub message: String,
}

/// A place in a type that someone wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The schema that the attribute names.
    Schema,
    /// The type's name.
    Name,
    /// The field of this index.
    Member(usize),
    /// The type of the field of this index.
    Type(usize),
    /// The variant of this index.
    Choice(usize),
    /// `deny_unknown_fields`.
    Strict,
    /// serde's `tag`.
    Tag,
}
