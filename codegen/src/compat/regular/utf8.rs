//! Which bytes may follow one another in UTF-8 (Unicode, table 3-7).

/// Where a byte stands in its character; [`BOUNDARY`] is between two.
pub(super) type Place = u8;

pub(super) const BOUNDARY: Place = 0;
// 1, 2 and 3 expect so many more continuation bytes; those below restrict the next one.
const AFTER_E0: Place = 4;
const AFTER_ED: Place = 5;
const AFTER_F0: Place = 6;
const AFTER_F4: Place = 7;

/// The place after a byte, if it may stand here.
pub(super) fn next(place: Place, byte: u8) -> Option<Place> {
    Some(match (place, byte) {
        (BOUNDARY, 0x00..=0x7F) => BOUNDARY,
        (BOUNDARY, 0xC2..=0xDF) | (AFTER_E0, 0xA0..=0xBF) | (AFTER_ED, 0x80..=0x9F) => 1,
        (BOUNDARY, 0xE0) => AFTER_E0,
        (BOUNDARY, 0xED) => AFTER_ED,
        (BOUNDARY, 0xE1..=0xEF) | (AFTER_F0, 0x90..=0xBF) | (AFTER_F4, 0x80..=0x8F) => 2,
        (BOUNDARY, 0xF0) => AFTER_F0,
        (BOUNDARY, 0xF1..=0xF3) => 3,
        (BOUNDARY, 0xF4) => AFTER_F4,
        (1..=3, 0x80..=0xBF) => place - 1,
        _ => return None,
    })
}

/// Bytes of one class may stand at the same places.
pub(super) fn class(byte: u8) -> u8 {
    match byte {
        0x00..=0x7F => 0,
        0x80..=0x8F => 1,
        0x90..=0x9F => 2,
        0xA0..=0xBF => 3,
        0xC2..=0xDF => 4,
        0xE0 => 5,
        0xED => 6,
        0xE1..=0xEF => 7,
        0xF0 => 8,
        0xF1..=0xF3 => 9,
        0xF4 => 10,
        _ => 11,
    }
}
