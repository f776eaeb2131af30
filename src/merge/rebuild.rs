//! The merge from nothing: what the identity and the default graph must hold, computed from the
//! sources alone and compared with what they do hold.

use super::MergeError;
use super::alignment::{Alignment, is_empty};
use super::cluster::{Clusters, Group};
use super::component::{Edge, Index, is_local};
use super::copies;
use super::identity::statement;
use super::image::{image, readings};
use super::keys::{bearers, merged};
use super::statement::{self, Statement, is_stated};
use crate::store::terms::{ALTERNATE_OF, CANONICAL, NAME_KEY, SAME_AS, WAS_DERIVED_FROM};
use crate::store::{Changes, Pattern, Store, StoreError, View};
use oxigraph::model::{GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};
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
pub fn check(store: &Store) -> Result<Difference, MergeError> {
    let alignment = alignment_of(store, store)?;
    Ok(compare(store, store, &alignment, &mut |_, _| ())?)
}

/// Computes the merge from nothing and puts right what differs, all at once.
pub fn rebuild(store: &Store) -> Result<Difference, MergeError> {
    let mut changes = store.changes()?;
    let difference = settle(store, &mut changes)?;
    store.apply(changes)?;
    Ok(difference)
}

/// What differs, as lines: `+` is missing, `-` is too much.
#[cfg(test)]
pub(super) fn differences(store: &Store) -> Result<Vec<String>, MergeError> {
    let mut lines = Vec::new();
    compare(store, store, &alignment_of(store, store)?, &mut |quad, missing| {
        lines.push(format!("{} {quad}", if missing { '+' } else { '-' }));
    })?;
    Ok(lines)
}

/// Makes the computed graphs what the sources give, seen with changes.
pub(super) fn settle(store: &Store, changes: &mut Changes<'_>) -> Result<Difference, MergeError> {
    let alignment = alignment_of(store, changes)?;
    let mut wrong = Vec::new();
    let difference =
        compare(store, changes, &alignment, &mut |quad, missing| wrong.push((quad, missing)))?;
    for (quad, missing) in wrong {
        if missing {
            changes.insert(quad);
        } else {
            changes.remove(quad);
        }
    }
    Ok(difference)
}

/// The alignment that a store uses: the bundled one, and the rules that people added.
pub(super) fn alignment_of(store: &Store, view: &impl View) -> Result<Alignment, MergeError> {
    let graph = Some(GraphNameRef::from(store.alignment_graph()));
    Ok(Alignment::with(&view.find(None, None, None, graph)?)?)
}

/// Reads a store as it is or will be. `wrong` is told of each statement that differs, and whether it is
/// missing.
fn compare(
    store: &Store,
    view: &impl View,
    alignment: &Alignment,
    wrong: &mut dyn FnMut(Quad, bool),
) -> Result<Difference, StoreError> {
    let sources = source_graphs(store, view)?;
    let (mut names, stated) = Names::read(store, view, &sources)?;
    names.connect(&stated);
    let (mut links, canonical) = names.resolve(store);
    let copies = copies::all(store, view, &sources)?;
    let (repeats, none) = (copies::repeats(&copies), BTreeSet::new());

    let mut comparison =
        Comparison { view, wrong, expected: HashSet::new(), difference: Difference::default() };
    links.extend(copies.iter().cloned());
    for quad in &links {
        comparison.expect(quad)?;
    }
    let own =
        |thing: &NamedNode| Ok::<_, Infallible>(canonical.get(thing).unwrap_or(thing).clone());
    for quad in copies.iter().filter(|quad| quad.predicate == ALTERNATE_OF) {
        let Ok(image) = image(quad, own);
        comparison.expect(&image)?;
    }
    for (graph, foreign) in &sources {
        let statements = statements(view, graph)?;
        if *foreign {
            for quad in readings(alignment, &statements) {
                let Ok(image) = image(&quad, own);
                if !is_empty(&image) {
                    comparison.expect(&image)?;
                }
            }
        } else {
            for quad in merged(&statements, repeats.get(graph).unwrap_or(&none)) {
                let Ok(image) = image(quad, own);
                comparison.expect(&image)?;
            }
        }
    }
    comparison.find_surplus(store, store.identity_graph().into())?;
    comparison.find_surplus(store, GraphNameRef::DefaultGraph)?;
    Ok(comparison.difference)
}

/// Which thing bears which key, both ways, and what is stated of it.
#[derive(Default)]
pub(super) struct Names {
    keys: BTreeMap<NamedNode, BTreeSet<NamedNode>>,
    pub(super) bearers: BTreeMap<NamedNode, BTreeSet<NamedNode>>,
    edges: BTreeMap<NamedNode, Vec<Edge>>,
    different: BTreeMap<NamedNode, Vec<NamedNode>>,
}

impl Index for Names {
    type Error = Infallible;

    fn bearers_of(&self, key: &NamedNode) -> Result<Vec<NamedNode>, Infallible> {
        Ok(self.bearers.get(key).into_iter().flatten().cloned().collect())
    }

    fn keys_of(&self, thing: &NamedNode) -> Result<Vec<NamedNode>, Infallible> {
        Ok(self.keys.get(thing).into_iter().flatten().cloned().collect())
    }

    fn links_of(&self, thing: &NamedNode) -> Result<Vec<Edge>, Infallible> {
        Ok(self.edges.get(thing).cloned().unwrap_or_default())
    }

    fn different_from(&self, thing: &NamedNode) -> Result<Vec<NamedNode>, Infallible> {
        Ok(self.different.get(thing).cloned().unwrap_or_default())
    }
}

impl Names {
    /// Reads what the articles call their things and what is stated of any two; of that it takes up
    /// only which of them differ.
    pub(super) fn read(
        store: &Store,
        view: &impl View,
        sources: &[(NamedNode, bool)],
    ) -> Result<(Self, Vec<Statement>), StoreError> {
        let mut names = Self::default();
        for (graph, foreign) in sources {
            if *foreign {
                continue;
            }
            for (thing, key) in bearers(store.base(), &statements(view, graph)?) {
                names.keys.entry(thing.clone()).or_default().insert(key.clone());
                names.bearers.entry(key).or_default().insert(thing);
            }
        }
        let stated = statement::all(store, view)?;
        for stated in stated.iter().filter(|stated| stated.edge().is_none()) {
            for end in [&stated.left, &stated.right] {
                let other = stated.other(end).clone();
                names.different.entry(end.clone()).or_default().push(other);
            }
        }
        Ok((names, stated))
    }

    /// Takes up the links too.
    pub(super) fn connect(&mut self, stated: &[Statement]) {
        for edge in stated.iter().filter_map(Statement::edge) {
            for end in [&edge.left, &edge.right] {
                self.edges.entry(end.clone()).or_default().push(edge.clone());
            }
        }
    }

    /// The statements of the identity graph, and the canonical IRI of every thing that has another.
    fn resolve(&self, store: &Store) -> (Vec<Quad>, BTreeMap<NamedNode, NamedNode>) {
        let base = store.base();
        let linked = !self.edges.is_empty();
        let clusters = Clusters { base, index: self, linked };
        let (mut links, mut canonicals) = (Vec::new(), BTreeMap::new());
        for (thing, keys) in &self.keys {
            links.extend(keys.iter().map(|key| statement(store, thing, NAME_KEY, key)));
        }
        let mut seen = BTreeSet::new();
        let mut done = BTreeSet::new();
        let mut take = |groups: Vec<Group>| {
            for Group { canonical, units } in groups {
                for (iri, unit) in units {
                    // Without links a name is looked at by itself: others may stand for the same thing.
                    if linked && !done.insert(iri.clone()) {
                        continue;
                    }
                    for key in &unit.keys {
                        links.push(statement(store, key, CANONICAL, &canonical));
                    }
                    let own = (!is_local(base, &iri)).then_some(iri);
                    for thing in unit.locals.into_iter().chain(own) {
                        if thing != canonical {
                            links.push(statement(store, &thing, SAME_AS, &canonical));
                            canonicals.insert(thing, canonical.clone());
                        }
                    }
                }
            }
        };
        for key in self.bearers.keys() {
            if !seen.contains(key) {
                let Ok(groups) = clusters.of_key(key, &mut seen);
                take(groups);
            }
        }
        for end in self.edges.keys() {
            let Ok(groups) = clusters.of_thing(end, &mut seen);
            take(groups);
        }
        (links, canonicals)
    }
}

/// The expected statements, of which only 128 bits each are kept: a store's merged graph may be
/// larger than memory, and no two statements will ever share them by chance.
struct Comparison<'a, V> {
    view: &'a V,
    wrong: &'a mut dyn FnMut(Quad, bool),
    expected: HashSet<u128>,
    difference: Difference,
}

impl<V: View> Comparison<'_, V> {
    fn expect(&mut self, quad: &Quad) -> Result<(), StoreError> {
        if self.expected.insert(fingerprint(quad)) && !self.view.has(quad)? {
            self.difference.missing += 1;
            (self.wrong)(quad.clone(), true);
        }
        Ok(())
    }

    fn find_surplus(&mut self, store: &Store, graph: GraphNameRef<'_>) -> Result<(), StoreError> {
        let of_graph = Pattern { graph: Some(graph), ..Pattern::default() };
        let is_identity = graph == GraphNameRef::from(store.identity_graph());
        let Self { view, wrong, expected, difference } = self;
        view.visit(of_graph, &mut |quad| {
            let is_right =
                expected.contains(&fingerprint(&quad)) || (is_identity && is_stated(store, &quad));
            if !is_right {
                difference.surplus += 1;
                wrong(quad, false);
            }
            Ok(true)
        })
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

/// The graphs of all sources and the catalogue, sorted, and whether each is a foreign one.
pub(super) fn source_graphs(
    store: &Store,
    view: &impl View,
) -> Result<Vec<(NamedNode, bool)>, StoreError> {
    let catalogue = store.catalogue_graph();
    let mut graphs = vec![(catalogue.clone(), false)];
    for quad in view.find(None, Some(WAS_DERIVED_FROM), None, Some(catalogue.into()))? {
        if let (NamedOrBlankNode::NamedNode(graph), Term::NamedNode(source)) =
            (quad.subject, quad.object)
        {
            graphs.push((graph, store.is_foreign(&source)));
        }
    }
    graphs.sort_unstable();
    Ok(graphs)
}

pub(super) fn statements(view: &impl View, graph: &NamedNode) -> Result<Vec<Quad>, StoreError> {
    view.find(None, None, None, Some(GraphNameRef::from(graph)))
}
