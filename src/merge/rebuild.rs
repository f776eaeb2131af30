//! The merge from nothing: what the identity and the default graph must hold, computed from the
//! sources alone and compared with what they do hold.

use super::component::{Component, is_local};
use super::identity::statement;
use super::image::image;
use super::keys::{bearers, merged};
use crate::store::terms::{CANONICAL, NAME_KEY, SAME_AS};
use crate::store::{Store, StoreError};
use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, Quad};
use oxigraph::store::Transaction;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// How the computed graphs differ from what the sources give.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Statements that were not there and should be.
    pub missing: usize,
    /// Statements that were there and should not be.
    pub surplus: usize,
}

impl Difference {
    /// Whether everything was as it should be.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// Computes the merge from nothing and says how the store differs from it.
pub fn check(store: &Store) -> Result<Difference, StoreError> {
    compare(store, None)
}

/// Computes the merge from nothing and puts right what differs, all at once.
pub fn rebuild(store: &Store) -> Result<Difference, StoreError> {
    let mut transaction = store.transaction()?;
    let difference = compare(store, Some(&mut transaction))?;
    store.commit(transaction, difference.missing + difference.surplus)?;
    Ok(difference)
}

/// Reads the store as it is; what differs goes into the transaction, if there is one.
fn compare(store: &Store, into: Option<&mut Transaction<'_>>) -> Result<Difference, StoreError> {
    let sources = source_graphs(store)?;
    let mut names = Names::default();
    for graph in &sources {
        for (thing, key) in bearers(store.base(), &statements(store, graph)?) {
            names.keys.entry(thing.clone()).or_default().insert(key.clone());
            names.bearers.entry(key).or_default().insert(thing);
        }
    }
    let (links, canonical) = names.resolve(store);

    let mut comparison = Comparison { into, ..Comparison::default() };
    for quad in &links {
        comparison.expect(store, quad)?;
    }
    for graph in &sources {
        for quad in merged(&statements(store, graph)?) {
            let own = |thing: &NamedNode| {
                Ok::<_, Infallible>(canonical.get(thing).unwrap_or(thing).clone())
            };
            let Ok(image) = image(quad, own);
            comparison.expect(store, &image)?;
        }
    }
    comparison.find_surplus(store, store.identity_graph().into())?;
    comparison.find_surplus(store, GraphNameRef::DefaultGraph)?;
    Ok(comparison.difference)
}

/// Which thing bears which key, both ways.
#[derive(Default)]
struct Names {
    keys: BTreeMap<NamedNode, BTreeSet<NamedNode>>,
    bearers: BTreeMap<NamedNode, BTreeSet<NamedNode>>,
}

impl Names {
    /// The statements of the identity graph, and the canonical IRI of every local thing with a name.
    fn resolve(&self, store: &Store) -> (Vec<Quad>, BTreeMap<NamedNode, NamedNode>) {
        let list = |of: &BTreeMap<NamedNode, BTreeSet<NamedNode>>, iri: &NamedNode| {
            Ok::<_, Infallible>(of.get(iri).into_iter().flatten().cloned().collect())
        };
        let (mut links, mut canonicals) = (Vec::new(), BTreeMap::new());
        for (thing, keys) in &self.keys {
            links.extend(keys.iter().map(|key| statement(store, thing, NAME_KEY, key)));
            let (true, Some(key)) = (is_local(store.base(), thing), keys.first()) else { continue };
            if canonicals.contains_key(thing) {
                continue;
            }
            let Ok(component) = Component::of(
                store.base(),
                key,
                |key| list(&self.bearers, key),
                |thing| list(&self.keys, thing),
            );
            let Some(canonical) = component.canonical(store.base()) else { continue };
            for key in &component.keys {
                links.push(statement(store, key, CANONICAL, &canonical));
            }
            for local in component.locals {
                if local != canonical {
                    links.push(statement(store, &local, SAME_AS, &canonical));
                }
                canonicals.insert(local, canonical.clone());
            }
        }
        (links, canonicals)
    }
}

/// The expected statements, of which only 128 bits each are kept: a store's merged graph may be
/// larger than memory, and no two statements will ever share them by chance.
#[derive(Default)]
struct Comparison<'a, 'b> {
    into: Option<&'a mut Transaction<'b>>,
    expected: HashSet<u128>,
    difference: Difference,
}

impl Comparison<'_, '_> {
    fn expect(&mut self, store: &Store, quad: &Quad) -> Result<(), StoreError> {
        if self.expected.insert(fingerprint(quad)) && !store.quads().contains(quad)? {
            self.difference.missing += 1;
            if let Some(transaction) = &mut self.into {
                transaction.insert(quad);
            }
        }
        Ok(())
    }

    fn find_surplus(&mut self, store: &Store, graph: GraphNameRef<'_>) -> Result<(), StoreError> {
        for quad in store.quads().quads_for_pattern(None, None, None, Some(graph)) {
            let quad = quad?;
            if !self.expected.contains(&fingerprint(&quad)) {
                self.difference.surplus += 1;
                if let Some(transaction) = &mut self.into {
                    transaction.remove(&quad);
                }
            }
        }
        Ok(())
    }
}

fn fingerprint(quad: &Quad) -> u128 {
    let half = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        (seed, quad).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

/// All named graphs but the computed ones, sorted.
fn source_graphs(store: &Store) -> Result<Vec<NamedNode>, StoreError> {
    let mut graphs = Vec::new();
    for graph in store.quads().named_graphs() {
        if let NamedOrBlankNode::NamedNode(graph) = graph?
            && !store.is_computed(&graph)
        {
            graphs.push(graph);
        }
    }
    graphs.sort_unstable();
    Ok(graphs)
}

fn statements(store: &Store, graph: &NamedNode) -> Result<Vec<Quad>, StoreError> {
    let graph = Some(GraphNameRef::from(graph));
    Ok(store.quads().quads_for_pattern(None, None, None, graph).collect::<Result<_, _>>()?)
}
