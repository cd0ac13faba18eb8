//! The ids of events.

use uuid::Uuid;

/// A new id: a UUID of version 7 (RFC 9562, section 5.7). Ids of one process sort by their time.
pub(crate) fn fresh() -> String {
    Uuid::now_v7().hyphenated().to_string()
}

#[cfg(test)]
mod tests {
    use super::fresh;

    #[test]
    fn ids_are_unique_and_sort_by_time() {
        let ids: Vec<_> = (0..1000).map(|_| fresh()).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
