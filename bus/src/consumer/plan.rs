//! Whether a consumer is put together well, asked before it does anything.

use super::Consumer;
use crate::Error;
use crate::bus::require;
use crate::transport::Capability;

/// What every consumer needs of its broker.
const NEEDS: &[Capability] = &[Capability::Groups, Capability::DelayedRetry, Capability::DeadLetters];

impl Consumer {
    pub(super) fn check(&self) -> Result<(), Error> {
        let problems = self.problems();
        if !problems.is_empty() {
            return Err(Error::Consumer { consumer: self.name.to_string(), problems });
        }
        require(&*self.transport, NEEDS)?;
        if self.ordered { require(&*self.transport, &[Capability::KeyOrder]) } else { Ok(()) }
    }

    fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if self.name.is_empty() || !self.name.chars().all(allowed) {
            problems.push(
                "its name must be made of ASCII letters, digits, `-` and `_`, \
                 since every broker must be able to carry it"
                    .to_owned(),
            );
        }
        if self.routes.is_empty() {
            problems.push("it has no handler: add one with `on`".to_owned());
        }
        for (i, route) in self.routes.iter().enumerate() {
            let same = |other: &&super::Route| other.subject == route.subject;
            // Told once, at the second.
            if self.routes[..i].iter().filter(same).count() == 1 {
                problems.push(format!(
                    "there is more than one handler for `{}`: call one from the other, or give \
                     each its own consumer",
                    route.subject
                ));
            }
        }
        for (limit, name) in
            [(u64::from(self.max_deliveries), "max_deliveries"), (self.concurrency as u64, "concurrency")]
        {
            if limit == 0 {
                problems.push(format!("`{name}` is 0: it must be at least 1"));
            }
        }
        if self.timeout.is_zero() {
            problems.push("`timeout` is 0: no handler could ever succeed".to_owned());
        }
        for event_type in self.contracts.named() {
            if !self.routes.iter().any(|route| route.event_type == event_type) {
                problems.push(format!("`validation_of` is told about `{event_type}`, which has no handler here"));
            }
        }
        problems
    }
}
