//! What one batch is about to change: the store as it will be, for reading, and the change itself,
//! which is written all at once at the end.
//!
//! Additions are gathered here and not in oxigraph's transaction, because RocksDB has two ways to
//! write: its log, which takes each of the nine keys of a quad and every text of it one by one, and
//! finished files, which are sorted and free of repetition and cost a sixth. Only the first can
//! remove, only the second is quick; so which is taken is known at the end alone.

use super::StoreError;
use oxigraph::model::{
    Dataset, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, QuadRef, TermRef,
};
use oxigraph::store::Transaction;
use std::collections::{BTreeSet, HashSet};

/// A store with changes that are not written yet.
pub(crate) struct Changes<'a> {
    /// The store as it was; it takes up the changes in the end where they are written one by one.
    pub(super) before: Transaction<'a>,
    pub(super) added: Dataset,
    /// Never in `added`; not all of it need be in the store.
    pub(super) removed: HashSet<Quad>,
    /// Graphs whose names go, unless something is put into them again.
    pub(super) emptied: BTreeSet<NamedNode>,
}

impl<'a> Changes<'a> {
    pub(super) fn new(before: Transaction<'a>) -> Self {
        let (added, removed) = (Dataset::new(), HashSet::new());
        Self { before, added, removed, emptied: BTreeSet::new() }
    }

    pub(crate) fn insert(&mut self, quad: QuadRef<'_>) {
        if !self.removed.is_empty() {
            self.removed.remove(&quad.into_owned());
        }
        if let GraphNameRef::NamedNode(graph) = quad.graph_name
            && !self.emptied.is_empty()
        {
            self.emptied.remove(&graph.into_owned());
        }
        self.added.insert(quad);
    }

    pub(crate) fn remove(&mut self, quad: QuadRef<'_>) {
        self.added.remove(quad);
        self.removed.insert(quad.into_owned());
    }

    /// Removes a graph's name; its statements are to be removed one by one.
    pub(crate) fn remove_name(&mut self, graph: NamedNode) {
        self.emptied.insert(graph);
    }

    pub(crate) fn contains(&self, quad: QuadRef<'_>) -> Result<bool, StoreError> {
        if self.added.contains(quad) {
            return Ok(true);
        }
        Ok(self.before.contains(quad)? && !self.is_removed(quad))
    }

    /// The statements of a pattern as they will be, each once.
    pub(crate) fn quads_for_pattern(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> {
        let fits = |quad: &QuadRef<'_>| {
            subject.is_none_or(|subject| quad.subject == subject)
                && predicate.is_none_or(|predicate| quad.predicate == predicate)
                && object.is_none_or(|object| quad.object == object)
                && graph.is_none_or(|graph| quad.graph_name == graph)
        };
        let owned = |quad: QuadRef<'_>| Ok(quad.into_owned());
        let mut added: Vec<Result<Quad, StoreError>> = Vec::new();
        match (subject, object, graph) {
            (Some(subject), ..) => {
                added.extend(self.added.quads_for_subject(subject).filter(fits).map(owned));
            }
            (None, Some(object), _) => {
                added.extend(self.added.quads_for_object(object).filter(fits).map(owned));
            }
            (None, None, Some(graph)) => {
                added.extend(self.added.quads_for_graph_name(graph).filter(fits).map(owned));
            }
            (None, None, None) => added.extend(self.added.iter().filter(fits).map(owned)),
        }
        let before = self.before.quads_for_pattern(subject, predicate, object, graph);
        let before = before.filter_map(|quad| match quad {
            Ok(quad) if self.is_removed(quad.as_ref()) || self.added.contains(&quad) => None,
            quad => Some(quad.map_err(Into::into)),
        });
        before.chain(added)
    }

    fn is_removed(&self, quad: QuadRef<'_>) -> bool {
        !self.removed.is_empty() && self.removed.contains(&quad.into_owned())
    }
}
