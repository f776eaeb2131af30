//! Changing what counts beside the articles: other people's files, decisions, links, and how foreign
//! words read. All of it becomes visible at once, with the merged graph that follows from it.

use super::MergeError;
use super::rebuild::{Difference, settle};
use super::statement::{self, Finding, Statement};
use crate::foreign::ForeignGraph;
use crate::store::terms::{FILE_NAME, GRAPH_NAME, LICENSE, TYPE, WAS_DERIVED_FROM};
use crate::store::{Changes, Store, StoreError, View};
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};
use std::collections::{HashMap, HashSet};

/// What taking in a file changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    Added,
    /// A file of that name was there and said something else.
    Replaced,
    /// The very same was there.
    Unchanged,
}

/// Several changes that become visible together with [`Revision::commit`], or not at all.
pub struct Revision<'a> {
    store: &'a Store,
    changes: Changes<'a>,
}

impl<'a> Revision<'a> {
    /// Starts a revision; dropped without a commit it leaves no trace.
    pub fn begin(store: &'a Store) -> Result<Self, MergeError> {
        Ok(Self { store, changes: store.changes()? })
    }

    /// Takes in a file, in the place of whatever the store has under its name.
    pub fn put(&mut self, graph: &ForeignGraph) -> Result<Taken, MergeError> {
        let iri = self.store.foreign_iri(&graph.sha256);
        let mut taken = Taken::Added;
        let known = self.store.foreign_in(&self.changes)?;
        // What comes by standard input has no name that would tell it from others.
        for other in known.iter().filter(|other| other.iri != iri && graph.name != "-") {
            if other.names.contains(&graph.name) {
                taken = Taken::Replaced;
                if other.names.len() == 1 {
                    self.forget(&other.iri)?;
                } else {
                    self.remove_all(Some(&other.iri), FILE_NAME, &graph.name)?;
                }
            }
        }
        let licenses = licenses(graph);
        for quad in self.store.foreign_entry(&iri, &graph.name, &graph.sha256, &licenses) {
            self.changes.insert(quad);
        }
        if known.iter().any(|known| known.iri == iri) {
            return Ok(if taken == Taken::Added { Taken::Unchanged } else { taken });
        }
        let mut names: HashMap<GraphName, NamedNode> = HashMap::new();
        for quad in &graph.quads {
            if !names.contains_key(&quad.graph_name) {
                let name = match &quad.graph_name {
                    GraphName::NamedNode(given) => self.name_for(&iri, given)?,
                    _ => self.store.foreign_graph(&graph.sha256),
                };
                let catalogue = self.store.catalogue_graph().clone();
                self.insert(Quad::new(name.clone(), WAS_DERIVED_FROM, iri.clone(), catalogue));
                names.insert(quad.graph_name.clone(), name);
            }
            let mut quad = quad.clone();
            if let Some(name) = names.get(&quad.graph_name) {
                quad.graph_name = name.clone().into();
            }
            self.changes.insert(quad);
        }
        Ok(taken)
    }

    /// Takes out a file by its IRI. `false` where the store has none of that IRI.
    pub fn forget(&mut self, iri: &NamedNode) -> Result<bool, MergeError> {
        let known = self.store.foreign_in(&self.changes)?;
        let Some(source) = known.into_iter().find(|known| known.iri == *iri) else {
            return Ok(false);
        };
        for graph in &source.graphs {
            let given = self.store.given_name(&self.changes, graph)?;
            self.remove_graph(graph)?;
            self.changes.remove_name(graph.clone());
            if let Some(given) = given {
                self.give_back(&given)?;
            }
        }
        let catalogue = Some(GraphNameRef::from(self.store.catalogue_graph()));
        for quad in self.changes.find(Some(iri.into()), None, None, catalogue)? {
            self.changes.remove(quad);
        }
        Ok(true)
    }

    /// Adds rules by which foreign words read.
    pub fn align(&mut self, rules: &[Quad]) {
        for rule in rules {
            let mut rule = rule.clone();
            rule.graph_name = self.store.alignment_graph().clone().into();
            self.changes.insert(rule);
        }
    }

    /// What is found and decided as it will be.
    pub fn statements(&self) -> Result<Vec<Statement>, MergeError> {
        Ok(statement::all(self.store, &self.changes)?)
    }

    /// Takes up a decision, in the place of an older one on the same two things; `None` takes that back.
    pub fn decide(
        &mut self,
        one: NamedNode,
        other: NamedNode,
        decision: Option<Finding>,
    ) -> Result<(), MergeError> {
        let is_taken_back = decision.is_none();
        let withdrawn = Finding::Same { note: String::new() };
        let wanted = Statement::new(one, other, decision.unwrap_or(withdrawn));
        for old in statement::of(self.store, &self.changes, &wanted.left)? {
            if old.is_decision() && old.left == wanted.left && old.right == wanted.right {
                self.remove_statement(&old);
            }
        }
        if !is_taken_back {
            for quad in wanted.quads(self.store) {
                self.changes.insert(quad);
            }
        }
        Ok(())
    }

    /// Puts the links of a search in the place of those before.
    pub fn link(&mut self, links: &[Statement]) -> Result<(), MergeError> {
        for old in statement::all(self.store, &self.changes)? {
            if !old.is_decision() {
                self.remove_statement(&old);
            }
        }
        for quad in links.iter().flat_map(|link| link.quads(self.store)) {
            self.changes.insert(quad);
        }
        Ok(())
    }

    /// Computes the merged graph as it will be. To be called after the last change; may be called before
    /// links are sought, too, which read what it computes.
    pub fn settle(&mut self) -> Result<Difference, MergeError> {
        settle(self.store, &mut self.changes)
    }

    /// The store as it will be.
    pub(super) fn changes(&self) -> &Changes<'a> {
        &self.changes
    }

    /// The store.
    pub(super) fn store(&self) -> &'a Store {
        self.store
    }

    /// Makes all of it visible.
    pub fn commit(mut self) -> Result<Difference, MergeError> {
        let difference = self.settle()?;
        self.store.apply(self.changes)?;
        Ok(difference)
    }

    fn remove_statement(&mut self, statement: &Statement) {
        for quad in statement.quads(self.store) {
            self.changes.remove(quad);
        }
    }

    /// The name under which a file's graph is to stand. Where it must share the name that it was given,
    /// each file's part gets a name of its own.
    fn name_for(&mut self, iri: &NamedNode, given: &NamedNode) -> Result<NamedNode, StoreError> {
        let owner = self.store.article_of(&self.changes, given.into())?;
        let sharers = self.sharers(given)?;
        if owner.is_none() && sharers.is_empty() && !self.store.is_own_graph(given) {
            return Ok(given.clone());
        }
        if let Some(owner) = owner.filter(|owner| self.store.is_foreign(owner) && owner != iri) {
            let part = self.store.own_part(&owner, given);
            self.rename(given, &part, &owner)?;
            self.note_name(&part, given);
        }
        let part = self.store.own_part(iri, given);
        self.note_name(&part, given);
        Ok(part)
    }

    /// Gives a graph its name back where one file alone uses it now.
    fn give_back(&mut self, given: &NamedNode) -> Result<(), StoreError> {
        let sharers = self.sharers(given)?;
        let ([part], false) = (sharers.as_slice(), self.store.is_own_graph(given)) else {
            return Ok(());
        };
        if let Some(owner) = self.store.article_of(&self.changes, part.into())?
            && self.store.article_of(&self.changes, given.into())?.is_none()
        {
            self.rename(part, given, &owner)?;
        }
        Ok(())
    }

    /// The graphs that stand for parts of one that was given this name.
    fn sharers(&self, given: &NamedNode) -> Result<Vec<NamedNode>, StoreError> {
        let catalogue = Some(GraphNameRef::from(self.store.catalogue_graph()));
        let found = self.changes.find(None, Some(GRAPH_NAME), Some(given.into()), catalogue)?;
        Ok(found
            .into_iter()
            .filter_map(|quad| match quad.subject {
                NamedOrBlankNode::NamedNode(part) => Some(part),
                NamedOrBlankNode::BlankNode(_) => None,
            })
            .collect())
    }

    fn rename(
        &mut self,
        from: &NamedNode,
        to: &NamedNode,
        owner: &NamedNode,
    ) -> Result<(), StoreError> {
        let quads = self.changes.find(None, None, None, Some(from.into()))?;
        self.remove_graph(from)?;
        self.changes.remove_name(from.clone());
        for mut quad in quads {
            quad.graph_name = to.clone().into();
            self.changes.insert(quad);
        }
        let catalogue = self.store.catalogue_graph().clone();
        self.insert(Quad::new(to.clone(), WAS_DERIVED_FROM, owner.clone(), catalogue));
        Ok(())
    }

    /// Removes a graph's statements, and what the catalogue says of it.
    fn remove_graph(&mut self, graph: &NamedNode) -> Result<(), StoreError> {
        let catalogue = Some(GraphNameRef::from(self.store.catalogue_graph()));
        let mut quads = self.changes.find(None, None, None, Some(graph.into()))?;
        quads.extend(self.changes.find(Some(graph.into()), None, None, catalogue)?);
        for quad in quads {
            self.changes.remove(quad);
        }
        Ok(())
    }

    fn note_name(&mut self, part: &NamedNode, given: &NamedNode) {
        let catalogue = self.store.catalogue_graph().clone();
        self.insert(Quad::new(part.clone(), GRAPH_NAME, given.clone(), catalogue));
    }

    fn remove_all(
        &mut self,
        subject: Option<&NamedNode>,
        predicate: oxigraph::model::NamedNodeRef<'_>,
        value: &str,
    ) -> Result<(), StoreError> {
        let catalogue = Some(GraphNameRef::from(self.store.catalogue_graph()));
        let subject = subject.map(Into::into);
        for quad in self.changes.find(subject, Some(predicate), None, catalogue)? {
            if matches!(&quad.object, Term::Literal(literal) if literal.value() == value) {
                self.changes.remove(quad);
            }
        }
        Ok(())
    }

    fn insert(&mut self, quad: Quad) {
        self.changes.insert(quad);
    }
}

/// Classes of things that stand for a graph as a whole.
const DATASETS: [&str; 6] = [
    "http://rdfs.org/ns/void#Dataset",
    "http://www.w3.org/ns/dcat#Dataset",
    "http://www.w3.org/2002/07/owl#Ontology",
    "http://schema.org/Dataset",
    "https://schema.org/Dataset",
    "http://www.bbc.co.uk/ontologies/provenance/Dataset",
];

/// The properties that state a licence.
const LICENSES: [&str; 5] = [
    "http://purl.org/dc/terms/license",
    "http://creativecommons.org/ns#license",
    "http://schema.org/license",
    "https://schema.org/license",
    "http://www.w3.org/1999/xhtml/vocab#license",
];

/// The licences that a file states of itself: of one of its graphs, of the file, or of a dataset.
fn licenses(graph: &ForeignGraph) -> Vec<Term> {
    let mut wholes: HashSet<&NamedOrBlankNode> = HashSet::new();
    let mut graphs: HashSet<&str> = HashSet::new();
    for quad in &graph.quads {
        if let GraphName::NamedNode(name) = &quad.graph_name {
            graphs.insert(name.as_str());
        }
        if quad.predicate == TYPE
            && matches!(&quad.object, Term::NamedNode(class) if DATASETS.contains(&class.as_str()))
        {
            wholes.insert(&quad.subject);
        }
    }
    let own = format!("source/{}/", &graph.sha256[..12]);
    let is_whole = |subject: &NamedOrBlankNode| match subject {
        NamedOrBlankNode::NamedNode(node) => {
            graphs.contains(node.as_str()) || node.as_str().ends_with(&own)
        }
        NamedOrBlankNode::BlankNode(_) => false,
    };
    let states = graph.quads.iter().filter(|quad| {
        (LICENSES.contains(&quad.predicate.as_str()) || quad.predicate == LICENSE)
            && (wholes.contains(&quad.subject) || is_whole(&quad.subject))
    });
    states.map(|quad| quad.object.clone()).collect()
}
