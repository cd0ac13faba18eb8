//! What the log is told of violations: it is read by more people than the dead letters are.

use evenkeel::Violations;

/// Where a payload breaks its contract: `breaks its contract at /total (required), /id (format)`.
pub(crate) fn broken_rules(violations: &Violations) -> String {
    const LISTED: usize = 5;
    let rule = |violation: &evenkeel::Violation| {
        let place: String = violation.instance_path.chars().take(100).flat_map(char::escape_debug).collect();
        match place.as_str() {
            "" => format!("the payload ({})", violation.keyword),
            place => format!("`{place}` ({})", violation.keyword),
        }
    };
    let rules: Vec<String> = violations.iter().take(LISTED).map(rule).collect();
    let more = match violations.len() - rules.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("breaks its contract at {}{more}", rules.join(", "))
}

#[cfg(test)]
mod tests {
    use super::broken_rules;
    use evenkeel::{Event, Violation, Violations, decode};
    use serde::{Deserialize, Serialize};

    #[derive(Debug, Serialize)]
    struct Nothing;

    impl<'de> Deserialize<'de> for Nothing {
        fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            Err(serde::de::Error::custom("refused"))
        }
    }

    impl Event for Nothing {
        const DOMAIN: &'static str = "test";
        const NAME: &'static str = "nothing";
        const VERSION: u32 = 1;
        const TYPE: &'static str = "test.nothing.v1";
        const SUBJECT: &'static str = "events.test.nothing.v1";

        fn schema() -> &'static str {
            r#"{"additionalProperties":{"type":"null"}}"#
        }

        fn validate(&self) -> Result<(), Violations> {
            Ok(())
        }
    }

    #[test]
    fn the_log_tells_rules_and_no_values() {
        let one = Violations::from(Violation::new("/card", "pattern", "a match of `^4`", "\"5105\""));
        assert_eq!(broken_rules(&one), "breaks its contract at `/card` (pattern)");
        let whole = Violations::from(Violation::new("", "required", "the member `id`", "none"));
        assert_eq!(broken_rules(&whole), "breaks its contract at the payload (required)");
        let body = r#"{"a\n":"s3cret","b":1,"c":1,"d":1,"e":1,"f":1,"g":1}"#;
        let Err(evenkeel::Error::Invalid(many)) = decode::<Nothing>(body.as_bytes()) else {
            panic!("it is refused");
        };
        assert_eq!(
            broken_rules(&many),
            "breaks its contract at `/a\\n` (type), `/b` (type), \
             `/c` (type), `/d` (type), `/e` (type) and 2 more"
        );
    }
}
