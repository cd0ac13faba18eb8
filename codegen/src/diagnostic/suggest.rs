//! "Did you mean …?"

/// Longer words are nobody's slip of the pen, and comparing them costs time.
const LONGEST: usize = 64;

/// The candidate that was most likely meant by a word: the nearest one by insertions, deletions,
/// replacements and swapped neighbours, if a third of the word or less is wrong. The case of ASCII
/// letters counts for nothing; of two equally near candidates the first is taken.
///
/// ```
/// use evenkeel_codegen::diagnostic::suggest;
///
/// assert_eq!(suggest("strng", ["number", "string"]), Some("string"));
/// assert_eq!(suggest("minlength", ["minLength", "maxLength"]), Some("minLength"));
/// assert_eq!(suggest("colour", ["number", "string"]), None);
/// ```
pub fn suggest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(LONGEST + 1).collect();
    let limit = (word.len() / 3).max(1);
    if word.len() > LONGEST {
        return None;
    }
    let distances = candidates.into_iter().filter_map(|candidate| {
        let letters: Vec<char> = candidate.chars().take(LONGEST + 1).collect();
        let near = letters.len().abs_diff(word.len()) <= limit && !letters.is_empty();
        near.then(|| (distance(&word, &letters), candidate))
    });
    // A word of one or two letters with a letter wrong has little or nothing in common with the other.
    let likely = distances.filter(|(distance, _)| *distance <= limit && *distance < word.len().max(2));
    likely.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// The optimal string alignment distance.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for j in 0..b.len() {
            let replaced = above[j] + usize::from(!same(a[i], b[j]));
            let mut best = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && same(a[i], b[j - 1]) && same(a[i - 1], b[j]) {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

fn same(a: char, b: char) -> bool {
    a.eq_ignore_ascii_case(&b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        for (a, b, expected) in [
            ("", "", 0),
            ("string", "string", 0),
            ("String", "sTRING", 0),
            ("strng", "string", 1),
            ("stirng", "string", 1),
            ("strings", "string", 1),
            ("spring", "string", 1),
            ("abc", "", 3),
            ("kitten", "sitting", 3),
        ] {
            let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
            assert_eq!(distance(&a, &b), expected, "{a:?} {b:?}");
        }
    }

    #[test]
    fn only_likely_words_are_suggested() {
        let keywords = ["type", "pattern", "properties", "minLength", "if", "then"];
        for (word, expected) in [
            ("tpye", Some("type")),
            ("propertys", Some("properties")),
            ("PATTERN", Some("pattern")),
            ("thne", Some("then")),
            ("lemon", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(suggest(word, keywords), expected, "{word}");
        }
        assert_eq!(suggest(&"a".repeat(1_000_000), keywords), None);
    }
}
