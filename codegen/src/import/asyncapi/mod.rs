//! `AsyncAPI` documents: messages become events, what several of them share becomes shared files.
//!
//! A payload is read as `AsyncAPI`'s Schema Object, a superset of draft-07, and written as draft-07;
//! of its own keywords `discriminator` is left out, the others are annotations. Headers are left out,
//! since an event's headers are its `CloudEvents` attributes. A payload in another language is refused.

mod channels;
mod document;
mod message;
mod payload;

use super::candidate::Candidate;
use super::input::Form;
use super::plan::{Plan, opening};
use crate::contract::DocumentId;
use crate::diagnostic::Diagnostic;
use document::Document;

/// The messages of every document.
pub(super) fn candidates<'a>(plan: &mut Plan<'a>, found: &mut Vec<Candidate<'a>>) {
    for (number, form) in plan.inputs.forms.iter().enumerate() {
        let Form::AsyncApi(major) = *form else { continue };
        let root = plan.index.root(DocumentId(u32::try_from(number).unwrap_or(u32::MAX)));
        let mut document = Document::new(plan, root, major);
        let messages = channels::messages(&mut document);
        if messages.is_empty() {
            let place = opening(document.root.node.span);
            let problem = Diagnostic::error("no-events", place, "there is no message in this document");
            document.problem(problem.hint("messages stand in `channels` and in `components`"));
        }
        for message in messages {
            found.extend(message::candidate(&mut document, &message));
        }
    }
}
