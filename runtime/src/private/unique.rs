//! `uniqueItems`.

use super::{Write, Written};
use crate::json;
use serde::Serialize;
use serde_json::Value;

/// Up to here, comparing every pair is quicker than sorting.
const FEW: usize = 16;

/// Whether no two items are equal, for types whose equality is JSON Schema's.
pub fn unique<T: Ord>(items: &[T]) -> bool {
    if items.len() <= FEW {
        return items.iter().enumerate().all(|(i, item)| !items[..i].contains(item));
    }
    let mut sorted: Vec<&T> = items.iter().collect();
    sorted.sort_unstable();
    sorted.windows(2).all(|pair| pair[0] != pair[1])
}

/// Whether no two items are equal as JSON. False when an item cannot be JSON.
pub fn unique_json<T: Serialize>(items: &[T]) -> bool {
    let values: Result<Vec<Value>, _> = items.iter().map(serde_json::to_value).collect();
    values.is_ok_and(|values| json::first_repeated(&values).is_none())
}

/// The same for items that write themselves by their contract.
pub fn unique_written<T: Write>(items: &[T]) -> bool {
    unique_elements(&Written(items))
}

/// Whether no two elements of a value that is an array are equal as JSON.
pub fn unique_elements<T: Serialize>(array: &T) -> bool {
    match serde_json::to_value(array) {
        Ok(Value::Array(values)) => json::first_repeated(&values).is_none(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{unique, unique_json};
    use serde_json::json;

    #[test]
    fn few_and_many() {
        assert!(unique::<u8>(&[]));
        assert!(unique(&["b", "a", "c"]));
        assert!(!unique(&["b", "a", "b"]));
        let mut many: Vec<u32> = (0..1000).rev().collect();
        assert!(unique(&many));
        many.push(500);
        assert!(!unique(&many));
    }

    #[test]
    fn as_json() {
        assert!(unique_json(&[json!(1), json!("1"), json!(true), json!([1]), json!(null)]));
        assert!(!unique_json(&[json!(1), json!("1"), json!(1.0)]));
        assert!(!unique_json(&[json!({"a": 1, "b": [2.0]}), json!({"b": [2], "a": 1})]));
        assert!(!unique_json(&[1.5, 2.5, 1.5]));
    }
}
