//! `minLength` and `maxLength`.

/// Whether a string has at least `min` and at most `max` Unicode code points.
#[inline]
pub fn length(s: &str, min: u64, max: u64) -> bool {
    let bytes = s.len() as u64;
    // A code point takes one to four bytes: mostly the bytes alone can tell.
    bytes <= max && bytes.div_ceil(4) >= min || counted(s, min, max)
}

#[inline(never)]
fn counted(s: &str, min: u64, max: u64) -> bool {
    let bytes = s.len() as u64;
    bytes >= min && bytes.div_ceil(4) <= max && (min..=max).contains(&(s.chars().count() as u64))
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn counts_code_points() {
        for (s, count) in [("", 0), ("a", 1), ("é", 1), ("💩💩", 2), ("e\u{301}", 2), ("abcdefgh", 8), ("ﷺﷺﷺ", 3)]
        {
            assert!(length(s, count, count), "{s} has {count}");
            assert!(length(s, 0, u64::MAX));
            assert!(!length(s, count + 1, u64::MAX), "{s} has no {count} and one");
            assert!(count == 0 || !length(s, 0, count - 1), "{s} has more than one less than {count}");
        }
    }
}
