//! Which events are wanted: `order.*`, `order.created.v1`, `*`.

use super::Error;
use crate::contract::{Catalog, Contract};
use crate::diagnostic::{quote, suggest};

/// Keeps the events that one of the patterns names; no pattern keeps all.
///
/// # Errors
/// Every pattern that names nothing.
pub(super) fn select(catalog: &mut Catalog, patterns: &[String]) -> Result<(), Error> {
    if patterns.is_empty() {
        return Ok(());
    }
    let types: Vec<String> = catalog.contracts.iter().map(|contract| contract.event.event_type()).collect();
    let lost = patterns.iter().filter(|pattern| !types.iter().any(|name| matches(pattern, name)));
    let problems: Vec<String> = lost.map(|pattern| names_nothing(pattern, &types)).collect();
    if !problems.is_empty() {
        return Err(Error::usage(problems.join("\n")));
    }
    let wanted = |contract: &Contract| {
        let name = contract.event.event_type();
        patterns.iter().any(|pattern| matches(pattern, &name))
    };
    (catalog.contracts, catalog.left_out) = std::mem::take(&mut catalog.contracts).into_iter().partition(wanted);
    Ok(())
}

/// What is told of a pattern that names no event, and what may have been meant.
fn names_nothing(pattern: &str, types: &[String]) -> String {
    let mut likely: Vec<String> = types.to_vec();
    likely.extend(types.iter().map(|name| versionless(name).to_owned()));
    likely.extend(types.iter().filter_map(|name| Some(format!("{}.*", name.split_once('.')?.0))));
    let whole_domain = format!("{pattern}.*");
    let meant = if likely.contains(&whole_domain) {
        Some(whole_domain.as_str())
    } else {
        suggest(pattern, likely.iter().map(String::as_str))
    };
    let hint = meant.map_or(String::new(), |meant| format!("; did you mean `{meant}`?"));
    format!("no event is called {}{hint}", quote(pattern))
}

/// `*` stands for any text; a pattern without version means every version.
fn matches(pattern: &str, name: &str) -> bool {
    glob(pattern, name) || (!pattern.contains('*') && pattern == versionless(name))
}

fn versionless(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(before, _)| before)
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
    use super::{matches, names_nothing};

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

    #[test]
    fn slips() {
        let types = ["order.created.v1", "order.paid.v2", "user.renamed.v1"].map(str::to_owned);
        for (pattern, said) in [
            ("ordr.*", "no event is called `ordr.*`; did you mean `order.*`?"),
            ("order", "no event is called `order`; did you mean `order.*`?"),
            ("order.craeted", "no event is called `order.craeted`; did you mean `order.created`?"),
            ("order.paid.v1", "no event is called `order.paid.v1`; did you mean `order.paid.v2`?"),
            ("shipment.*", "no event is called `shipment.*`"),
        ] {
            assert_eq!(names_nothing(pattern, &types), said);
        }
    }
}
