//! Which events are wanted: `order.*`, `order.created.v1`, `*`.

use super::Error;
use crate::contract::{Catalog, Contract};
use crate::diagnostic::suggest;

/// Keeps the events that one of the patterns names; no pattern keeps all.
pub(super) fn select(catalog: &mut Catalog, patterns: &[String]) -> Result<(), Error> {
    if patterns.is_empty() {
        return Ok(());
    }
    let types: Vec<String> = catalog.contracts.iter().map(|contract| contract.event.event_type()).collect();
    for pattern in patterns {
        if !types.iter().any(|name| matches(pattern, name)) {
            let near = suggest(pattern, types.iter().map(String::as_str));
            let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            return Err(Error::usage(format!("no event is called `{pattern}`{hint}")));
        }
    }
    let wanted = |contract: &Contract| {
        let name = contract.event.event_type();
        patterns.iter().any(|pattern| matches(pattern, &name))
    };
    (catalog.contracts, catalog.left_out) = std::mem::take(&mut catalog.contracts).into_iter().partition(wanted);
    Ok(())
}

/// `*` stands for any text; a pattern without version means every version.
fn matches(pattern: &str, name: &str) -> bool {
    let versionless = name.rsplit_once('.').map_or(name, |(before, _)| before);
    glob(pattern, name) || (!pattern.contains('*') && pattern == versionless)
}

fn glob(pattern: &str, text: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else { return pattern == text };
    let Some(rest) = text.strip_prefix(before) else { return false };
    if after.is_empty() {
        return true;
    }
    rest.char_indices().map(|(at, _)| at).chain([rest.len()]).any(|at| glob(after, &rest[at..]))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns() {
        let name = "order.created.v1";
        for yes in ["*", "order.*", "order.created.v1", "order.created", "*.created.*", "o*d*1"] {
            assert!(matches(yes, name), "{yes}");
        }
        for no in ["order", "order.paid.*", "created", "order.created.v2", "*.v2", ""] {
            assert!(!matches(no, name), "{no}");
        }
    }
}
