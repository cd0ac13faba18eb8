//! UUIDs and the crate `uuid`.

use crate::format::Uuid;

/// The same UUID. Lost: the case of its letters.
impl From<&Uuid> for ::uuid::Uuid {
    fn from(text: &Uuid) -> Self {
        // What the grammar lets through is a UUID in its usual form.
        Self::try_parse(text.as_str()).unwrap_or_default()
    }
}

/// In lower case, with hyphens.
impl From<::uuid::Uuid> for Uuid {
    fn from(uuid: ::uuid::Uuid) -> Self {
        Self(uuid.hyphenated().to_string().into())
    }
}
