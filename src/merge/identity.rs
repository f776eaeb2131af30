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
//! A link between things (see `statement.rs`) goes further: `owl:sameAs` and `ng:canonical` then lead to
//! the IRI of all that are linked, of foreign things too.
//!
//! These statements are the merge's index too: one more bearer of a known name costs two look-ups,
//! however many bear it already. Only where keys connect anew, or a linked thing comes or goes, is
//! the component walked.

use super::cluster::{Clusters, Group};
use super::component::{Edge, Index, is_local};
use super::keys::{Bearer, FAMILIES, key, key_of_local, local_of_key};
use super::statement::{self, Finding, Statement};
use crate::store::terms::{CANONICAL, NAME, NAME_KEY, SAME_AS, TYPE};
use crate::store::{Changes, Store, StoreError};
use oxigraph::model::{
    GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad,
    Term, TermRef,
};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// About so many answers are kept, which bounds memory whatever the batch.
const CACHED: usize = 100_000;

/// Changes that know the identity graph.
pub(super) struct Identity<'a> {
    store: &'a Store,
    pub(super) changes: Changes<'a>,
    /// Things whose canonical IRI was asked for before.
    cache: HashMap<NamedNode, NamedNode>,
    /// Whether anything is stated of any two things; a store of articles alone is spared the search.
    linked: bool,
    /// Which graphs are foreign; `None` where the store holds none.
    foreign: Option<RefCell<HashMap<NamedNode, bool>>>,
}

/// Things whose canonical IRI has changed, with the one they had before.
pub(super) type Moved = BTreeMap<NamedNode, NamedNode>;

impl<'a> Identity<'a> {
    pub(super) fn begin(store: &'a Store) -> Result<Self, StoreError> {
        let changes = store.changes()?;
        let linked = statement::any(store, &changes)?;
        let foreign = store.has_foreign(&changes)?.then(RefCell::default);
        Ok(Self { store, changes, cache: HashMap::new(), linked, foreign })
    }

    fn insert(&mut self, quad: Quad) {
        self.changes.insert(quad);
    }

    fn remove(&mut self, quad: Quad) {
        self.changes.remove(quad);
    }

    /// The one IRI under which the merged graph speaks of a thing.
    pub(super) fn canonical(&mut self, thing: &NamedNode) -> Result<NamedNode, StoreError> {
        let local = is_local(self.store.base(), thing);
        if !local && !self.linked {
            return Ok(thing.clone());
        }
        if let Some(known) = self.cache.get(thing) {
            return Ok(known.clone());
        }
        if !local {
            let other = self.objects(thing, SAME_AS)?.pop();
            let canonical = other.unwrap_or_else(|| thing.clone());
            self.remember(thing, &canonical);
            return Ok(canonical);
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
        Ok((self.linked || is_local(self.store.base(), thing))
            && self.changes.contains(&self.statement(thing, SAME_AS, canonical))?)
    }

    /// Whether a graph comes from a file of other people, and not from an article.
    pub(super) fn is_foreign(&self, graph: &NamedNode) -> Result<bool, StoreError> {
        let Some(known) = &self.foreign else { return Ok(false) };
        if let Some(known) = known.borrow().get(graph) {
            return Ok(*known);
        }
        let source = self.store.article_of(&self.changes, graph.into())?;
        let is_foreign = source.is_some_and(|source| self.store.is_foreign(&source));
        known.borrow_mut().insert(graph.clone(), is_foreign);
        Ok(is_foreign)
    }

    /// Whether the store holds foreign graphs at all.
    pub(super) fn has_foreign(&self) -> bool {
        self.foreign.is_some()
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
        let mut unsure = Unsure::default();
        for (thing, [lost, got]) in &touched {
            let changed = lost.union(got);
            if !is_local(self.store.base(), thing) {
                unsure.keys.extend(changed.cloned());
                unsure.things.extend(self.linked.then(|| thing.clone()));
                continue;
            }
            let has = self.objects(thing, NAME_KEY)?;
            if has.is_empty() {
                self.set_canonical(thing, thing, &mut moved)?;
            }
            let is_stated =
                self.linked && !statement::of(self.store, &self.changes, thing)?.is_empty();
            // A thing with one key connects nothing, so its coming and going moves no other.
            match (lost.first(), got.first(), has.len() + lost.len()) {
                _ if is_stated => {
                    unsure.things.insert(thing.clone());
                    unsure.keys.extend(changed.cloned().chain(has));
                    unsure.keys.insert(key_of_local(self.store.base(), thing));
                }
                (None, Some(key), 1) => match self.objects(key, CANONICAL)?.pop() {
                    Some(canonical) => self.set_canonical(thing, &canonical, &mut moved)?,
                    None => unsure.keys.extend([key.clone()]),
                },
                (Some(key), None, 1) if self.has_local_bearer(key)? => {}
                _ => unsure.keys.extend(changed.cloned().chain(has)),
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

    /// Walks what is connected with some keys and things, and writes down what each is.
    fn settle(&mut self, mut unsure: Unsure, moved: &mut Moved) -> Result<(), StoreError> {
        if self.linked {
            // What a key's things were linked with may have to do without them now.
            for key in &unsure.keys {
                unsure.things.extend(self.objects(key, CANONICAL)?);
                unsure.things.insert(local_of_key(self.store.base(), key));
            }
        }
        while let Some(key) = unsure.keys.pop_first() {
            let mut seen = BTreeSet::from([key.clone()]);
            let groups = self.clusters().of_key(&key, &mut seen)?;
            self.apply(&groups, &seen, moved)?;
            unsure.keys.retain(|key| !seen.contains(key));
        }
        while let Some(thing) = unsure.things.pop_first() {
            let mut seen = BTreeSet::new();
            let groups = self.clusters().of_thing(&thing, &mut seen)?;
            self.apply(&groups, &seen, moved)?;
        }
        Ok(())
    }

    fn clusters(&self) -> Clusters<'_, Self> {
        Clusters { base: self.store.base(), index: self, linked: self.linked }
    }

    /// Writes down what the things of some groups are; `seen` are all the keys that were walked.
    fn apply(
        &mut self,
        groups: &[Group],
        seen: &BTreeSet<NamedNode>,
        moved: &mut Moved,
    ) -> Result<(), StoreError> {
        // The things first: what one was is read with the help of its key.
        for group in groups {
            for (iri, unit) in &group.units {
                if !is_local(self.store.base(), iri) {
                    self.set_canonical(iri, &group.canonical, moved)?;
                }
                for local in &unit.locals {
                    self.set_canonical(local, &group.canonical, moved)?;
                }
            }
        }
        let mut without: BTreeSet<&NamedNode> = seen.iter().collect();
        for group in groups {
            for key in group.units.values().flat_map(|unit| &unit.keys) {
                without.remove(key);
                self.set_key(key, Some(&group.canonical))?;
            }
        }
        for key in without {
            self.set_key(key, None)?;
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
            let (Term::Literal(name), GraphName::NamedNode(graph)) =
                (&quad.object, &quad.graph_name)
            else {
                continue;
            };
            if self.is_foreign(graph)? {
                continue;
            }
            for (family, class) in FAMILIES {
                if key(self.store.base(), family, name.value()) == *searched
                    && self.changes.contains(&Quad::new(
                        thing.clone(),
                        TYPE,
                        class,
                        graph.clone(),
                    ))?
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

/// Where what things are has to be found anew.
#[derive(Default)]
struct Unsure {
    keys: BTreeSet<NamedNode>,
    things: BTreeSet<NamedNode>,
}

impl Index for Identity<'_> {
    type Error = StoreError;

    fn bearers_of(&self, key: &NamedNode) -> Result<Vec<NamedNode>, StoreError> {
        self.subjects(NAME_KEY, key)
    }

    fn keys_of(&self, thing: &NamedNode) -> Result<Vec<NamedNode>, StoreError> {
        self.objects(thing, NAME_KEY)
    }

    fn links_of(&self, thing: &NamedNode) -> Result<Vec<Edge>, StoreError> {
        if !self.linked {
            return Ok(Vec::new());
        }
        let stated = statement::of(self.store, &self.changes, thing)?;
        Ok(stated.iter().filter_map(Statement::edge).collect())
    }

    fn different_from(&self, thing: &NamedNode) -> Result<Vec<NamedNode>, StoreError> {
        if !self.linked {
            return Ok(Vec::new());
        }
        let mut others = Vec::new();
        for stated in statement::of(self.store, &self.changes, thing)? {
            if matches!(stated.finding, Finding::Different { .. }) {
                others.push(stated.other(thing).clone());
            }
        }
        Ok(others)
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
