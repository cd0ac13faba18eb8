//! All nodes of a comparison, equal ones under one number.

use std::ops::Index;
use std::sync::Arc;

use ahash::{HashMap, HashMapExt};

use super::node::{ANYTHING, NOTHING, Node, NodeId};

/// The nodes.
#[derive(Debug)]
pub(crate) struct Arena {
    nodes: Vec<Arc<Node>>,
    numbers: HashMap<Arc<Node>, NodeId>,
}

impl Arena {
    pub(crate) fn new() -> Self {
        let mut arena = Self { nodes: Vec::new(), numbers: HashMap::new() };
        arena.add(Node::default());
        arena.add(Node::nothing());
        arena
    }

    /// The number of a node; the same for an equal one.
    pub(crate) fn add(&mut self, node: Node) -> NodeId {
        if let Some(known) = self.numbers.get(&node) {
            return *known;
        }
        let node = Arc::new(node);
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Arc::clone(&node));
        self.numbers.insert(node, id);
        id
    }

    /// A node by itself, to be filled in later: a recursive schema.
    pub(crate) fn reserve(&mut self) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Arc::new(Node::nothing()));
        id
    }

    /// Fills a reserved place.
    pub(crate) fn fill(&mut self, id: NodeId, node: Node) {
        self.nodes[id.0 as usize] = Arc::new(node);
    }

    pub(crate) fn get(&self, id: NodeId) -> Arc<Node> {
        Arc::clone(&self.nodes[id.0 as usize])
    }

    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Gives recursive schemas that say the same one number: nodes are told apart by what they say, then
    /// by what the nodes that they name say, until nothing changes. Returns the number of each node.
    pub(crate) fn merge(&mut self) -> Vec<NodeId> {
        let ids = || (0..).map(NodeId);
        let mut links: Vec<Vec<NodeId>> = Vec::with_capacity(self.nodes.len());
        let mut firsts: HashMap<Node, NodeId> = HashMap::new();
        let mut class: Vec<NodeId> = Vec::with_capacity(self.nodes.len());
        for (node, id) in self.nodes.iter().zip(ids()) {
            let mut alone = Node::clone(node);
            links.push(alone.links().into_iter().map(|link| std::mem::replace(link, ANYTHING)).collect());
            class.push(*firsts.entry(alone).or_insert(id));
        }
        let mut count = firsts.len();
        loop {
            let mut firsts: HashMap<(NodeId, Vec<NodeId>), NodeId> = HashMap::with_capacity(count);
            let named = |link: &NodeId| class[link.0 as usize];
            let next = class.iter().zip(&links).zip(ids());
            let next =
                next.map(|((own, links), id)| *firsts.entry((*own, links.iter().map(named).collect())).or_insert(id));
            class = next.collect();
            if firsts.len() == count {
                break;
            }
            count = firsts.len();
        }
        for node in &mut self.nodes {
            let node = Arc::make_mut(node);
            node.links().into_iter().for_each(|link| *link = class[link.0 as usize]);
        }
        self.numbers = self.nodes.iter().enumerate().map(|(number, node)| (Arc::clone(node), class[number])).collect();
        debug_assert!(class[0] == ANYTHING && class[1] == NOTHING);
        class
    }
}

impl Index<NodeId> for Arena {
    type Output = Node;
    fn index(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }
}
