//! The identity graph, kept up to date. It holds three kinds of statements:
//!
//! ```turtle
//! ngr:person.jo-rau~1a2b3c ng:nameKey <key/person.jo-rau> ; owl:sameAs ngr:person.jo-rau .
//! <key/person.jo-rau> ng:canonical ngr:person.jo-rau .
//! ```
//! Who bears which key (of all things, linked ones too), what the local bearers of a key are, and
//! from that the links, so that a thing's key says why it was joined. A local thing without a link
//! is its own canonical IRI.
//!
//! These statements are the merge's index too: one more bearer of a known name costs two look-ups,
//! however many bear it already. Only where keys connect anew, or a linked thing comes or goes, is
//! the component walked.

use super::component::{Component, is_local};
use super::keys::{Bearer, FAMILIES, key, key_of_local};
use crate::store::terms::{CANONICAL, NAME, NAME_KEY, SAME_AS, TYPE};
use crate::store::{Changes, Store, StoreError};
use oxigraph::model::{
    GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad,
    Term, TermRef,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// About so many answers are kept, which bounds memory whatever the batch.
const CACHED: usize = 100_000;

/// Changes that know the identity graph.
pub(super) struct Identity<'a> {
    store: &'a Store,
    pub(super) changes: Changes<'a>,
    /// Local things whose canonical IRI was asked for before.
    cache: HashMap<NamedNode, NamedNode>,
}

/// Local things whose canonical IRI has changed, with the one they had before.
pub(super) type Moved = BTreeMap<NamedNode, NamedNode>;

impl<'a> Identity<'a> {
    pub(super) fn begin(store: &'a Store) -> Result<Self, StoreError> {
        let changes = store.changes()?;
        Ok(Self { store, changes, cache: HashMap::new() })
    }

    fn insert(&mut self, quad: Quad) {
        self.changes.insert(quad);
    }

    fn remove(&mut self, quad: Quad) {
        self.changes.remove(quad);
    }

    /// The one IRI under which the merged graph speaks of a thing.
    pub(super) fn canonical(&mut self, thing: &NamedNode) -> Result<NamedNode, StoreError> {
        if !is_local(self.store.base(), thing) {
            return Ok(thing.clone());
        }
        if let Some(known) = self.cache.get(thing) {
            return Ok(known.clone());
        }
        // Most shared things bear the IRI of their only key, which is quickly seen.
        let key = key_of_local(self.store.base(), thing);
        let is_own = self.changes.contains(&self.statement(thing, NAME_KEY, &key))?
            && self.changes.contains(&self.statement(&key, CANONICAL, thing))?;
        let other = if is_own { None } else { self.objects(thing, SAME_AS)?.pop() };
        let canonical = other.unwrap_or_else(|| thing.clone());
        self.remember(thing, &canonical);
        Ok(canonical)
    }

    /// The other IRIs under which the sources speak of what the merged graph calls `canonical`.
    pub(super) fn linked_to(
        &self,
        canonical: &NamedNode,
    ) -> impl Iterator<Item = Result<NamedOrBlankNode, StoreError>> {
        let (object, graph) = (Some(canonical.into()), Some(self.graph()));
        self.changes
            .quads_for_pattern(None, Some(SAME_AS), object, graph)
            .map(|quad| Ok(quad?.subject))
    }

    /// Whether the merged graph calls a thing by another IRI, namely by `canonical`.
    pub(super) fn is_linked(
        &self,
        thing: &NamedNode,
        canonical: &NamedNode,
    ) -> Result<bool, StoreError> {
        Ok(is_local(self.store.base(), thing)
            && self.changes.contains(&self.statement(thing, SAME_AS, canonical))?)
    }

    /// Takes up what has changed in the sources. `gone` are bearers that the changed graph no longer
    /// names (others may), `come` those that it now does.
    ///
    /// To be called after the old statements have left the sources.
    pub(super) fn update(
        &mut self,
        gone: impl Iterator<Item = Bearer>,
        come: impl Iterator<Item = Bearer>,
    ) -> Result<Moved, StoreError> {
        if self.cache.len() >= CACHED {
            self.cache.clear();
        }
        let (gone, come): (Vec<Bearer>, Vec<Bearer>) = (gone.collect(), come.collect());
        for (thing, _) in gone.iter().chain(&come) {
            // From here to the end the cache knows what these were; the graph is in between.
            self.canonical(thing)?;
        }
        // For each thing the keys that it lost and those that it got.
        let mut touched: BTreeMap<NamedNode, [BTreeSet<NamedNode>; 2]> = BTreeMap::new();
        for (thing, key) in gone {
            if !self.is_named_by_others(&thing, &key)? {
                self.remove(self.statement(&thing, NAME_KEY, &key));
                touched.entry(thing).or_default()[0].insert(key);
            }
        }
        for (thing, key) in come {
            let statement = self.statement(&thing, NAME_KEY, &key);
            if !self.changes.contains(&statement)? {
                self.insert(statement);
                touched.entry(thing).or_default()[1].insert(key);
            }
        }
        let mut moved = Moved::new();
        let mut unsure = BTreeSet::new();
        for (thing, [lost, got]) in &touched {
            let changed = lost.union(got);
            if !is_local(self.store.base(), thing) {
                unsure.extend(changed.cloned());
                continue;
            }
            let has = self.objects(thing, NAME_KEY)?;
            if has.is_empty() {
                self.set_canonical(thing, thing, &mut moved)?;
            }
            // A thing with one key connects nothing, so its coming and going moves no other.
            match (lost.first(), got.first(), has.len() + lost.len()) {
                (None, Some(key), 1) => match self.objects(key, CANONICAL)?.pop() {
                    Some(canonical) => self.set_canonical(thing, &canonical, &mut moved)?,
                    None => unsure.extend([key.clone()]),
                },
                (Some(key), None, 1) if self.has_local_bearer(key)? => {}
                _ => unsure.extend(changed.cloned().chain(has)),
            }
        }
        self.settle(unsure, &mut moved)?;
        let mut truly = Moved::new();
        for (thing, was) in moved {
            if self.canonical(&thing)? != was {
                truly.insert(thing, was);
            }
        }
        Ok(truly)
    }

    /// Walks the components of some keys and writes down what their things are.
    fn settle(
        &mut self,
        mut unsure: BTreeSet<NamedNode>,
        moved: &mut Moved,
    ) -> Result<(), StoreError> {
        while let Some(key) = unsure.pop_first() {
            let component = Component::of(
                self.store.base(),
                &key,
                |key| self.subjects(NAME_KEY, key),
                |thing| self.objects(thing, NAME_KEY),
            )?;
            let canonical = component.canonical(self.store.base());
            // The links first: what a thing was is read with the help of the key.
            if let Some(canonical) = &canonical {
                for local in &component.locals {
                    self.set_canonical(local, canonical, moved)?;
                }
            }
            for key in &component.keys {
                unsure.remove(key);
                self.set_key(key, canonical.as_ref())?;
            }
        }
        Ok(())
    }

    fn set_key(
        &mut self,
        key: &NamedNode,
        canonical: Option<&NamedNode>,
    ) -> Result<(), StoreError> {
        let was = self.objects(key, CANONICAL)?.pop();
        if was.as_ref() != canonical {
            if let Some(was) = was {
                self.remove(self.statement(key, CANONICAL, &was));
            }
            if let Some(canonical) = canonical {
                self.insert(self.statement(key, CANONICAL, canonical));
            }
        }
        Ok(())
    }

    fn set_canonical(
        &mut self,
        thing: &NamedNode,
        canonical: &NamedNode,
        moved: &mut Moved,
    ) -> Result<(), StoreError> {
        let was = self.canonical(thing)?;
        if was == *canonical {
            return Ok(());
        }
        if was != *thing {
            self.remove(self.statement(thing, SAME_AS, &was));
        }
        if canonical != thing {
            self.insert(self.statement(thing, SAME_AS, canonical));
        }
        self.remember(thing, canonical);
        // Should it move twice, what counts is where it came from.
        moved.entry(thing.clone()).or_insert(was);
        Ok(())
    }

    /// Whether some source still gives a thing a name and a class that make this key.
    fn is_named_by_others(
        &self,
        thing: &NamedNode,
        searched: &NamedNode,
    ) -> Result<bool, StoreError> {
        let subject: NamedOrBlankNodeRef<'_> = thing.into();
        for quad in self.changes.quads_for_pattern(Some(subject), Some(NAME), None, None) {
            let quad = quad?;
            let Term::Literal(name) = &quad.object else { continue };
            if quad.graph_name == GraphName::DefaultGraph {
                continue;
            }
            for (family, class) in FAMILIES {
                let graph = quad.graph_name.as_ref();
                if key(self.store.base(), family, name.value()) == *searched
                    && self.changes.contains(&Quad::new(thing.clone(), TYPE, class, graph))?
                {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn has_local_bearer(&self, key: &NamedNode) -> Result<bool, StoreError> {
        let (object, graph) = (Some(TermRef::from(key)), Some(self.graph()));
        for quad in self.changes.quads_for_pattern(None, Some(NAME_KEY), object, graph) {
            if let NamedOrBlankNode::NamedNode(thing) = quad?.subject
                && is_local(self.store.base(), &thing)
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn objects(
        &self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
    ) -> Result<Vec<NamedNode>, StoreError> {
        let (subject, graph) = (Some(subject.into()), Some(self.graph()));
        let mut objects = Vec::new();
        for quad in self.changes.quads_for_pattern(subject, Some(predicate), None, graph) {
            if let Term::NamedNode(object) = quad?.object {
                objects.push(object);
            }
        }
        Ok(objects)
    }

    fn subjects(
        &self,
        predicate: NamedNodeRef<'_>,
        object: &NamedNode,
    ) -> Result<Vec<NamedNode>, StoreError> {
        let (object, graph) = (Some(object.into()), Some(self.graph()));
        let mut subjects = Vec::new();
        for quad in self.changes.quads_for_pattern(None, Some(predicate), object, graph) {
            if let NamedOrBlankNode::NamedNode(subject) = quad?.subject {
                subjects.push(subject);
            }
        }
        Ok(subjects)
    }

    fn statement(
        &self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        object: &NamedNode,
    ) -> Quad {
        statement(self.store, subject, predicate, object)
    }

    fn graph(&self) -> GraphNameRef<'a> {
        self.store.identity_graph().into()
    }

    fn remember(&mut self, thing: &NamedNode, canonical: &NamedNode) {
        self.cache.insert(thing.clone(), canonical.clone());
    }
}

/// A statement of the identity graph.
pub(super) fn statement(
    store: &Store,
    subject: &NamedNode,
    predicate: NamedNodeRef<'_>,
    object: &NamedNode,
) -> Quad {
    Quad::new(subject.clone(), predicate, object.clone(), store.identity_graph().clone())
}
