//! What a scope comes to: nothing that is not declared, a rule for the rest, or a member that escapes.

use std::sync::Arc;

use super::branch::{Atom, Branch, Kind, Scope};
use super::goal::Literal;
use super::keys::{KeySet, Keys};
use crate::compat::model::{NOTHING, NodeId};

impl Branch {
    /// Lets no property in but those.
    pub(super) fn close(&mut self, keys: KeySet) {
        self.rest(keys, Literal::holds(NOTHING));
    }

    /// Asks something of all other properties.
    pub(super) fn rest(&mut self, keys: KeySet, literal: Literal) {
        if !keys.all {
            Arc::make_mut(&mut self.object).every(Keys::Outside(Arc::new(keys)), literal);
        }
    }

    /// Asks for a property or an item that is not evaluated and fails a node.
    pub(super) fn escape(&mut self, scope: Scope, rest: NodeId) -> bool {
        let fails = Literal::fails(rest);
        let atom = if self.kind == Kind::Array {
            if scope.all_items {
                return false;
            }
            let literals = scope.contains.into_iter().map(Literal::fails).chain([fails]).collect();
            Atom::Item { from: scope.prefix, to: None, literals }
        } else {
            if scope.keys.all {
                return false;
            }
            Atom::Member { keys: Keys::Outside(Arc::new(scope.keys)), value: vec![fails], name: Vec::new() }
        };
        self.apply(&atom)
    }
}
