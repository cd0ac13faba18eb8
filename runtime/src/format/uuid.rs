//! UUIDs.

/// The text of a UUID: RFC 4122, section 3. Any version and variant.
pub(super) fn is_uuid(text: &str) -> bool {
    let Ok(text) = <&[u8; 36]>::try_from(text.as_bytes()) else { return false };
    // No byte ends the search, so that several are looked at in one step.
    let (fits, dashes) = text.iter().fold((true, 0), |(fits, dashes), byte| {
        let is_dash = *byte == b'-';
        (fits & (is_dash | byte.is_ascii_hexdigit()), dashes + u8::from(is_dash))
    });
    fits && dashes == 4 && [8, 13, 18, 23].iter().all(|dash| text[*dash] == b'-')
}
