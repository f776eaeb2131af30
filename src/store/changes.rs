//! What one batch is about to change: the store as it will be, for reading, and the change itself,
//! which is written all at once at the end.
//!
//! Additions are gathered here and not in oxigraph's transaction, because RocksDB has two ways to
//! write: its log, which takes each of the nine keys of a quad and every text of it one by one, and
//! finished files, which are sorted and free of repetition and cost a sixth. Only the first can
//! remove, only the second is quick; so which is taken is known at the end alone.

use super::StoreError;
use super::additions::Additions;
use oxigraph::model::{
    GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, QuadRef, TermRef,
};
use oxigraph::store::Transaction;
use std::collections::{BTreeSet, HashSet};
use std::iter;

/// A store with changes that are not written yet.
pub(crate) struct Changes<'a> {
    /// The store as it was; it takes up the changes in the end where they are written one by one.
    pub(super) before: Transaction<'a>,
    /// What is added. Some of it may be in the store already, and some was removed again.
    pub(super) added: Additions,
    /// What is removed, in the store or not.
    pub(super) removed: HashSet<Quad>,
    /// Graphs whose names go, unless something is put into them again.
    pub(super) emptied: BTreeSet<NamedNode>,
}

impl<'a> Changes<'a> {
    pub(super) fn new(before: Transaction<'a>) -> Self {
        let (added, removed) = (Additions::default(), HashSet::new());
        Self { before, added, removed, emptied: BTreeSet::new() }
    }

    pub(crate) fn insert(&mut self, quad: Quad) {
        if !self.removed.is_empty() {
            self.removed.remove(&quad);
        }
        if let GraphName::NamedNode(graph) = &quad.graph_name
            && !self.emptied.is_empty()
        {
            self.emptied.remove(graph);
        }
        self.added.insert(quad);
    }

    pub(crate) fn remove(&mut self, quad: Quad) {
        self.removed.insert(quad);
    }

    /// Removes a graph's name; its statements are to be removed one by one.
    pub(crate) fn remove_name(&mut self, graph: NamedNode) {
        self.emptied.insert(graph);
    }

    pub(crate) fn contains(&self, quad: &Quad) -> Result<bool, StoreError> {
        if self.is_removed(quad) {
            return Ok(false);
        }
        Ok(self.added.contains(quad) || self.before.contains(quad)?)
    }

    /// The statements of a pattern as they will be, each once: first those added, for whoever wants
    /// only one the store need not be searched then.
    pub(crate) fn quads_for_pattern(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> {
        let fits = move |quad: QuadRef<'_>| {
            subject.is_none_or(|subject| quad.subject == subject)
                && predicate.is_none_or(|predicate| quad.predicate == predicate)
                && object.is_none_or(|object| quad.object == object)
                && graph.is_none_or(|graph| quad.graph_name == graph)
        };
        let added = self.added.candidates(subject, object, graph);
        let added =
            added.filter(move |quad| fits(quad.as_ref()) && !self.is_removed(quad)).cloned();
        let before = iter::once_with(move || {
            self.before.quads_for_pattern(subject, predicate, object, graph)
        });
        let before = before.flatten().filter_map(|quad| match quad {
            Ok(quad) if self.is_removed(&quad) || self.added.contains(&quad) => None,
            quad => Some(quad.map_err(Into::into)),
        });
        added.map(Ok).chain(before)
    }

    fn is_removed(&self, quad: &Quad) -> bool {
        !self.removed.is_empty() && self.removed.contains(quad)
    }
}
