//! One source graph as a table of subjects, with the canonical IRI of each thing.

use crate::store::terms::{ALTERNATE_OF, REPEATS, SAME_AS};
use crate::store::{Store, StoreError};
use oxigraph::model::{GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Term};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The canonical IRI of each thing that bears another one in some source.
#[derive(Debug, Default)]
pub(super) struct Canonical(HashMap<String, String>);

impl Canonical {
    pub(super) fn read(store: &Store) -> Result<Self, StoreError> {
        let graph = GraphNameRef::from(store.identity_graph());
        let mut links = HashMap::new();
        for quad in store.quads().quads_for_pattern(None, Some(SAME_AS), None, Some(graph)) {
            let quad = quad?;
            if let (NamedOrBlankNode::NamedNode(thing), Term::NamedNode(canonical)) =
                (quad.subject, quad.object)
            {
                links.insert(thing.into_string(), canonical.into_string());
            }
        }
        Ok(Self(links))
    }

    pub(super) fn of<'a>(&'a self, iri: &'a str) -> &'a str {
        self.0.get(iri).map_or(iri, String::as_str)
    }
}

/// Which articles print the text of another, and what they repeat of it.
#[derive(Debug, Default)]
pub(super) struct Copies {
    /// The article that each copy is of.
    pub(super) originals: BTreeMap<String, String>,
    /// Graphs, each with a claim that it repeats.
    repeated: HashSet<(String, String)>,
}

impl Copies {
    pub(super) fn read(store: &Store) -> Result<Self, StoreError> {
        let mut copies = Self::default();
        let graph = GraphNameRef::from(store.identity_graph());
        for predicate in [ALTERNATE_OF, REPEATS] {
            for quad in store.quads().quads_for_pattern(None, Some(predicate), None, Some(graph)) {
                let quad = quad?;
                let (NamedOrBlankNode::NamedNode(one), Term::NamedNode(other)) =
                    (quad.subject, quad.object)
                else {
                    continue;
                };
                let pair = (one.into_string(), other.into_string());
                if predicate == REPEATS {
                    copies.repeated.insert(pair);
                } else {
                    copies.originals.insert(pair.0, pair.1);
                }
            }
        }
        Ok(copies)
    }

    /// Whether a graph only repeats what another states.
    pub(super) fn repeats(&self, graph: &str, claim: &str) -> bool {
        !self.repeated.is_empty() && self.repeated.contains(&(graph.to_owned(), claim.to_owned()))
    }
}

/// The statements of one graph by subject, sorted.
#[derive(Debug, Default)]
pub(super) struct View(BTreeMap<String, Vec<(String, Term)>>);

impl View {
    pub(super) fn read(store: &Store, graph: &NamedNode) -> Result<Self, StoreError> {
        let mut subjects: BTreeMap<String, Vec<(String, Term)>> = BTreeMap::new();
        let graph = GraphNameRef::from(graph);
        for quad in store.quads().quads_for_pattern(None, None, None, Some(graph)) {
            let quad = quad?;
            if let NamedOrBlankNode::NamedNode(subject) = quad.subject {
                let said = subjects.entry(subject.into_string()).or_default();
                said.push((quad.predicate.into_string(), quad.object));
            }
        }
        for said in subjects.values_mut() {
            said.sort_by_cached_key(|(predicate, object)| (predicate.clone(), object.to_string()));
        }
        Ok(Self(subjects))
    }

    /// All subjects of a class, sorted.
    pub(super) fn of_class<'a>(&'a self, class: &'a str) -> impl Iterator<Item = &'a str> {
        let is = move |iri: &&'a str| self.has_class(iri, class);
        self.0.keys().map(String::as_str).filter(is)
    }

    pub(super) fn has_class(&self, iri: &str, class: &str) -> bool {
        self.iris(iri, super::terms::TYPE).any(|given| given == class)
    }

    pub(super) fn subjects(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    fn objects<'a>(
        &'a self,
        iri: &str,
        predicate: &'a str,
    ) -> impl Iterator<Item = &'a Term> + use<'a> {
        let said = self.0.get(iri).into_iter().flatten();
        said.filter(move |(given, _)| given == predicate).map(|(_, object)| object)
    }

    pub(super) fn iris<'a>(
        &'a self,
        iri: &str,
        predicate: &'a str,
    ) -> impl Iterator<Item = &'a str> + use<'a> {
        self.objects(iri, predicate).filter_map(|object| match object {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        })
    }

    pub(super) fn literals<'a>(
        &'a self,
        iri: &str,
        predicate: &'a str,
    ) -> impl Iterator<Item = &'a Literal> + use<'a> {
        self.objects(iri, predicate).filter_map(|object| match object {
            Term::Literal(literal) => Some(literal),
            _ => None,
        })
    }

    pub(super) fn iri<'a>(&'a self, iri: &str, predicate: &'a str) -> Option<&'a str> {
        self.iris(iri, predicate).next()
    }

    /// The first value of a property, or an empty text.
    pub(super) fn text<'a>(&'a self, iri: &str, predicate: &'a str) -> &'a str {
        self.literals(iri, predicate).next().map_or("", Literal::value)
    }
}
