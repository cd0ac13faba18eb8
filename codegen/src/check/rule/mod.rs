//! What a change can do, a file a rule. The comment that a file opens with is the rule's page.

mod compatibility_weakened;
mod contains_narrowed;
mod contains_widened;
mod event_deleted;
mod event_renamed;
mod exclusion_narrowed;
mod exclusion_widened;
mod field_removed;
mod field_renamed;
mod format_narrowed;
mod format_widened;
mod item_count_narrowed;
mod item_count_widened;
mod items_closed;
mod items_opened;
mod length_narrowed;
mod length_widened;
mod maximum_lowered;
mod maximum_raised;
mod minimum_lowered;
mod minimum_raised;
mod name_narrowed;
mod name_widened;
mod pattern_narrowed;
mod pattern_widened;
mod property_closed;
mod property_count_narrowed;
mod property_count_widened;
mod property_not_required;
mod property_opened;
mod property_required;
mod step_narrowed;
mod step_widened;
mod type_narrowed;
mod type_widened;
mod undecided;
mod union_narrowed;
mod union_widened;
mod uniqueness_added;
mod uniqueness_dropped;
mod unsatisfiable;
mod value_added;
mod value_allowed;
mod value_forbidden;
mod value_removed;
mod version_backwards;
mod version_replaced;

/// Something that a change can do to those who rely on an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// Its name, in kebab case.
    pub name: &'static str,
    /// What to do instead, in one line.
    pub help: &'static str,
    /// The rule that the change breaks when it is made the other way round.
    pub mirror: Option<&'static str>,
    /// The text of its file.
    text: &'static str,
}

/// Every rule, by name.
pub const RULES: [Rule; 47] = [
    compatibility_weakened::RULE,
    contains_narrowed::RULE,
    contains_widened::RULE,
    event_deleted::RULE,
    event_renamed::RULE,
    exclusion_narrowed::RULE,
    exclusion_widened::RULE,
    field_removed::RULE,
    field_renamed::RULE,
    format_narrowed::RULE,
    format_widened::RULE,
    item_count_narrowed::RULE,
    item_count_widened::RULE,
    items_closed::RULE,
    items_opened::RULE,
    length_narrowed::RULE,
    length_widened::RULE,
    maximum_lowered::RULE,
    maximum_raised::RULE,
    minimum_lowered::RULE,
    minimum_raised::RULE,
    name_narrowed::RULE,
    name_widened::RULE,
    pattern_narrowed::RULE,
    pattern_widened::RULE,
    property_closed::RULE,
    property_count_narrowed::RULE,
    property_count_widened::RULE,
    property_not_required::RULE,
    property_opened::RULE,
    property_required::RULE,
    step_narrowed::RULE,
    step_widened::RULE,
    type_narrowed::RULE,
    type_widened::RULE,
    undecided::RULE,
    union_narrowed::RULE,
    union_widened::RULE,
    uniqueness_added::RULE,
    uniqueness_dropped::RULE,
    unsatisfiable::RULE,
    value_added::RULE,
    value_allowed::RULE,
    value_forbidden::RULE,
    value_removed::RULE,
    version_backwards::RULE,
    version_replaced::RULE,
];

/// The rule of that name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

impl Rule {
    /// Its page, as Markdown: what changed, whom it breaks and why, an example, what to do instead.
    pub fn page(&self) -> String {
        let lines = self.text.lines().map_while(|line| line.strip_prefix("//!"));
        lines.flat_map(|line| [line.strip_prefix(' ').unwrap_or(line), "\n"]).collect()
    }

    /// What changed, in one line.
    pub fn summary(&self) -> String {
        let page = self.page();
        let paragraph = page.split("\n\n").nth(1).unwrap_or_default();
        paragraph.lines().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::{RULES, rule};

    #[test]
    fn a_page_says_what_whom_an_example_and_what_to_do() {
        for found in &RULES {
            let page = found.page();
            assert!(page.starts_with(&format!("# {}\n\n", found.name)), "{}", found.name);
            for part in ["**Whom it breaks.** ", "**Example.** ", "**Instead.** "] {
                assert!(page.contains(part), "{} lacks {part}", found.name);
            }
            assert!(!found.summary().is_empty() && !found.help.is_empty());
        }
    }

    #[test]
    fn rules_are_in_the_order_of_their_names() {
        assert!(RULES.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn a_mirror_of_a_mirror_is_the_rule() {
        for found in &RULES {
            let back = found.mirror.map(|mirror| rule(mirror).and_then(|mirror| mirror.mirror));
            assert!(back.is_none() || back == Some(Some(found.name)), "{}", found.name);
        }
    }
}
