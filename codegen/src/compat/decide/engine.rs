//! Goals: can a value meet these literals? A goal is taken apart type by type and way by way, until
//! what is left of it is one number, string, array or object to be found; see [`super`].

use std::collections::BTreeSet;
use std::sync::Arc;

use ahash::{HashMap, HashMapExt};

use super::branch::{Branch, Kind, Role, Scope, Task};
use super::goal::{Answer, Goal, Literal, Sign, Tries, goal};
use super::summary::Summary;
use crate::compat::BUDGET;
use crate::compat::defect::{Defect, is_planted};
use crate::compat::model::{ANYTHING, Arena, Json, MAX_VALUES, NOTHING, Node, NodeId};
use crate::compat::regular::{Formats, Pattern};

/// How deep a value may be: JSON that is deeper is refused everywhere.
const MAX_DEPTH: usize = 128;

/// Decides goals over one arena.
pub(crate) struct Engine<'a> {
    pub(crate) arena: &'a mut Arena,
    pub(crate) formats: &'a Formats,
    /// Answers that rest on nothing that is still open.
    known: HashMap<Goal, Answer>,
    /// The goals that are being decided, each for a part of the value of the one before it, with their
    /// numbers on the way.
    path: HashMap<Goal, usize>,
    /// The first goal on the path that an answer rests on.
    rests_on: usize,
    /// How many goals lie in one another, those about other values included.
    nesting: usize,
    /// How many may: what the stack holds.
    most_nested: usize,
    /// Whether it was too few.
    pub(crate) cramped: bool,
    /// How many steps are left.
    pub(crate) steps: u64,
    pub(super) summaries: HashMap<NodeId, Summary>,
    /// The kinds of names that some patterns tell apart.
    pub(super) classes: HashMap<Vec<Arc<Pattern>>, Option<Arc<[u32]>>>,
    pub(super) disjoint: HashMap<(NodeId, NodeId), bool>,
    /// The scope that the node which is being taken apart opened for itself.
    pub(super) own_scope: Option<usize>,
}

/// Rests on nothing.
const NOTHING_OPEN: usize = usize::MAX;

impl<'a> Engine<'a> {
    pub(crate) fn new(arena: &'a mut Arena, formats: &'a Formats, steps: u64, most_nested: usize) -> Self {
        Self {
            arena,
            formats,
            known: HashMap::new(),
            path: HashMap::new(),
            rests_on: NOTHING_OPEN,
            nesting: 0,
            most_nested,
            cramped: false,
            steps,
            summaries: HashMap::new(),
            classes: HashMap::new(),
            disjoint: HashMap::new(),
            own_scope: None,
        }
    }

    /// Decides something at another value than the one that the path leads to.
    pub(super) fn apart_from_the_path<T>(&mut self, ask: impl FnOnce(&mut Self) -> T) -> T {
        let path = std::mem::take(&mut self.path);
        let rests_on = std::mem::replace(&mut self.rests_on, NOTHING_OPEN);
        let own_scope = self.own_scope.take();
        let answer = ask(self);
        self.path = path;
        self.rests_on = rests_on;
        self.own_scope = own_scope;
        answer
    }

    /// Takes so many steps; `None` when they are not left.
    pub(super) fn spend(&mut self, steps: usize) -> Option<()> {
        let left = self.steps.checked_sub(steps as u64);
        self.steps = left.unwrap_or(0);
        left.map(drop)
    }

    /// Whether a value that was made is small enough to go on with.
    pub(super) fn affords(&mut self, value: &Json) -> bool {
        let size = value.size();
        self.spend(size / 16).is_some() && size < MAX_VALUES
    }

    /// Whether a value meets all literals.
    pub(crate) fn meet_all(&mut self, literals: Vec<Literal>) -> Answer {
        match plain(literals) {
            Some(literals) => self.meet(&goal(literals)),
            None => Answer::Empty,
        }
    }

    pub(super) fn meet(&mut self, goal: &Goal) -> Answer {
        if let Some(known) = self.known.get(goal) {
            return known.clone();
        }
        if let Some(number) = self.path.get(goal) {
            // A value that meets the goal has no need of a part that meets it too.
            self.rests_on = self.rests_on.min(*number);
            return Answer::Empty;
        }
        let number = self.path.len();
        if number >= MAX_DEPTH || self.nesting >= self.most_nested {
            self.cramped |= number < MAX_DEPTH;
            return Answer::Unknown(BUDGET);
        }
        let before = std::mem::replace(&mut self.rests_on, NOTHING_OPEN);
        self.path.insert(Arc::clone(goal), number);
        self.nesting += 1;
        let answer = self.kinds(goal);
        self.nesting -= 1;
        self.path.remove(goal);
        let open = self.rests_on < number;
        self.rests_on = if open { self.rests_on.min(before) } else { before };
        let lasting = match answer {
            Answer::Found(_) => true,
            Answer::Empty => !open || is_planted(Defect::OpenCycleCached),
            Answer::Unknown(_) => false,
        };
        if lasting {
            self.known.insert(Arc::clone(goal), answer.clone());
        }
        answer
    }

    /// Tries the types one after the other.
    fn kinds(&mut self, goal: &Goal) -> Answer {
        let mut tries = Tries::new();
        for kind in Kind::ALL {
            let holding = goal.iter().filter(|literal| matches!(literal.sign, Sign::Produced | Sign::Holds));
            if !holding.map(|literal| literal.node).all(|node| self.summary(node).allows(kind)) {
                continue;
            }
            let branch = begin(goal, kind);
            let answer = self.solve(goal, branch);
            if let Some(value) = tries.take(answer) {
                return Answer::Found(value);
            }
        }
        tries.none()
    }

    /// Adds a node that accepts these values alone.
    pub(super) fn constant(&mut self, mut values: Vec<Json>) -> NodeId {
        values.sort();
        self.arena.add(Node { values: Some(values.into()), ..Node::default() })
    }

    /// What a scope comes to once nothing more reports to it; `false` if nothing can be all of it.
    pub(super) fn finish(&mut self, branch: &mut Branch, number: usize) -> bool {
        branch.scopes[number].finished = true;
        let scope: Scope = branch.scopes[number].clone();
        match scope.role {
            Role::Declared if scope.declares || is_planted(Defect::MapIsClosed) => branch.close(scope.keys),
            Role::Declared => {
                let open: BTreeSet<NodeId> =
                    scope.unchosen.into_iter().filter(|node| !branch.held.contains(node)).collect();
                branch
                    .tasks
                    .extend(open.into_iter().map(|node| Task { literal: Literal::fails(node), scopes: Arc::from([]) }));
            }
            Role::Rest(literal) if branch.kind == Kind::Array => {
                if !scope.all_items {
                    let literal = if scope.contains.is_empty() {
                        literal
                    } else {
                        let any = scope.contains.into_iter().chain([literal.node]).collect();
                        Literal::new(self.arena.add(Node { any, ..Node::default() }), literal.sign)
                    };
                    Arc::make_mut(&mut branch.array).every(scope.prefix, None, literal);
                }
            }
            Role::Rest(literal) => branch.rest(scope.keys, literal),
            Role::Escapes(rest) => return branch.escape(scope, rest),
        }
        true
    }
}

/// Leaves out what says nothing; `None` if two literals contradict one another.
fn plain(mut literals: Vec<Literal>) -> Option<Vec<Literal>> {
    let produced = literals.iter().any(|literal| literal.sign == Sign::Produced);
    literals.retain(|literal| match literal.sign {
        Sign::Produced | Sign::Holds => literal.node != ANYTHING,
        Sign::Fails => literal.node != NOTHING,
        Sign::Declares => produced,
    });
    let contradiction = literals.iter().any(|literal| match literal.sign {
        Sign::Produced | Sign::Holds => literal.node == NOTHING || literals.contains(&Literal::fails(literal.node)),
        Sign::Fails => literal.node == ANYTHING,
        Sign::Declares => false,
    });
    (!contradiction).then_some(literals)
}

/// The branch that a goal begins with.
pub(super) fn begin(goal: &Goal, kind: Kind) -> Branch {
    let mut branch = Branch::new(kind);
    let produced = goal.iter().any(|literal| literal.sign == Sign::Produced);
    let declared: Arc<[usize]> = match kind {
        Kind::Object if produced => Arc::from([branch.open(Role::Declared)]),
        _ => Arc::from([]),
    };
    let none: Arc<[usize]> = Arc::from([]);
    branch.tasks.extend(goal.iter().rev().map(|literal| {
        let reports = matches!(literal.sign, Sign::Produced | Sign::Declares);
        Task { literal: *literal, scopes: Arc::clone(if reports { &declared } else { &none }) }
    }));
    branch
}
