//! The members of an object while it is read.

use std::collections::HashMap;

use super::problems::{Problems, Stop};
use super::{Member, Object};
use crate::diagnostic::{Diagnostic, quote};

/// Up to so many members names are compared one by one, which is quicker.
const FEW: usize = 16;

/// Members in the order of the text; a name that stands twice is a problem.
#[derive(Default)]
pub(super) struct Members {
    list: Vec<Member>,
    /// Where a name stands in the list; empty while there are few members.
    index: HashMap<String, usize>,
}

impl Members {
    pub(super) fn add(&mut self, member: Member, problems: &mut Problems) -> Result<(), Stop> {
        if let Some(first) = self.find(&member.key) {
            let message = format!("the key {} stands twice in one object", quote(&member.key));
            let problem = Diagnostic::error("duplicate-key", member.key_span, message)
                .label("again here")
                .related(first.key_span, "first here")
                .hint("remove one of them, or rename it");
            return problems.add(problem);
        }
        if self.list.len() == FEW {
            self.index = self.list.iter().enumerate().map(|(at, member)| (member.key.clone(), at)).collect();
        }
        if self.list.len() >= FEW {
            self.index.insert(member.key.clone(), self.list.len());
        }
        self.list.push(member);
        Ok(())
    }

    pub(super) fn finish(self) -> Object {
        Object::new(self.list)
    }

    fn find(&self, key: &str) -> Option<&Member> {
        if self.list.len() <= FEW {
            return self.list.iter().find(|member| member.key == key);
        }
        self.index.get(key).map(|at| &self.list[*at])
    }
}
