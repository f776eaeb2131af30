//! A graph as validation looks at it: one graph of a store, with the questions that SHACL asks.

use crate::export::compare_terms;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{
    GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Term, TermRef,
};
use oxigraph::store::{StorageError, Store};
use std::collections::HashSet;

const SUB_CLASS_OF: NamedNodeRef<'static> =
    NamedNodeRef::new_unchecked("http://www.w3.org/2000/01/rdf-schema#subClassOf");
const LIST_LIMIT: usize = 100_000;

/// One graph of a store.
#[derive(Clone)]
pub struct Graph<'a> {
    store: &'a Store,
    name: GraphName,
}

impl<'a> Graph<'a> {
    /// The graph of that name in the store.
    pub fn new(store: &'a Store, name: GraphName) -> Self {
        Self { store, name }
    }

    /// Objects of a subject and a property, sorted.
    pub(super) fn objects(
        &self,
        subject: &Term,
        predicate: NamedNodeRef<'_>,
    ) -> Result<Vec<Term>, StorageError> {
        let Some(subject) = as_subject(subject) else { return Ok(Vec::new()) };
        let graph = Some(self.name.as_ref());
        let quads = self.store.quads_for_pattern(Some(subject), Some(predicate), None, graph);
        let mut objects =
            quads.map(|quad| Ok(quad?.object)).collect::<Result<Vec<_>, StorageError>>()?;
        objects.sort_by(compare_terms);
        Ok(objects)
    }

    /// The first object, where there is one.
    pub(super) fn object(
        &self,
        subject: &Term,
        predicate: NamedNodeRef<'_>,
    ) -> Result<Option<Term>, StorageError> {
        Ok(self.objects(subject, predicate)?.into_iter().next())
    }

    /// Subjects of a property and an object (any object where `None`), sorted, each once.
    pub(super) fn subjects(
        &self,
        predicate: NamedNodeRef<'_>,
        object: Option<TermRef<'_>>,
    ) -> Result<Vec<Term>, StorageError> {
        let graph = Some(self.name.as_ref());
        let quads = self.store.quads_for_pattern(None, Some(predicate), object, graph);
        let subjects = quads.map(|quad| Ok(quad?.subject.into()));
        Ok(sorted(subjects.collect::<Result<Vec<_>, StorageError>>()?))
    }

    /// All objects of a property, sorted, each once.
    pub(super) fn all_objects(
        &self,
        predicate: NamedNodeRef<'_>,
    ) -> Result<Vec<Term>, StorageError> {
        let graph = Some(self.name.as_ref());
        let quads = self.store.quads_for_pattern(None, Some(predicate), None, graph);
        Ok(sorted(quads.map(|quad| Ok(quad?.object)).collect::<Result<Vec<_>, StorageError>>()?))
    }

    /// Properties and objects of a subject.
    pub(super) fn statements(
        &self,
        subject: &Term,
    ) -> Result<Vec<(NamedNode, Term)>, StorageError> {
        let Some(subject) = as_subject(subject) else { return Ok(Vec::new()) };
        let quads =
            self.store.quads_for_pattern(Some(subject), None, None, Some(self.name.as_ref()));
        let statements = quads.map(|quad| quad.map(|quad| (quad.predicate, quad.object)));
        let mut statements = statements.collect::<Result<Vec<_>, _>>()?;
        statements.sort_by(|left, right| {
            left.0.as_str().cmp(right.0.as_str()).then_with(|| compare_terms(&left.1, &right.1))
        });
        Ok(statements)
    }

    /// The members of an RDF list; `None` where the term is none or the list is broken.
    pub(super) fn list(&self, head: &Term) -> Result<Option<Vec<Term>>, StorageError> {
        let mut members = Vec::new();
        let mut rest = head.clone();
        while rest.as_ref() != TermRef::NamedNode(rdf::NIL) {
            let Some(first) = self.object(&rest, rdf::FIRST)? else { return Ok(None) };
            let Some(next) = self.object(&rest, rdf::REST)? else { return Ok(None) };
            members.push(first);
            // A list that bites its tail would never end.
            if members.len() > LIST_LIMIT {
                return Ok(None);
            }
            rest = next;
        }
        Ok(Some(members))
    }

    /// A class and all its subclasses that this graph knows of.
    fn class_and_subclasses(&self, class: &Term) -> Result<Vec<Term>, StorageError> {
        let mut classes = vec![class.clone()];
        let mut seen = HashSet::from([class.clone()]);
        let mut next = 0;
        while let Some(class) = classes.get(next).cloned() {
            next += 1;
            for subclass in self.subjects(SUB_CLASS_OF, Some(class.as_ref()))? {
                if seen.insert(subclass.clone()) {
                    classes.push(subclass);
                }
            }
        }
        Ok(classes)
    }

    /// The SHACL instances of a class, sorted, each once.
    pub(super) fn instances(&self, class: &Term) -> Result<Vec<Term>, StorageError> {
        let mut instances = Vec::new();
        for class in self.class_and_subclasses(class)? {
            instances.extend(self.subjects(rdf::TYPE, Some(class.as_ref()))?);
        }
        Ok(sorted(instances))
    }

    /// Whether a node is a SHACL instance of a class: of itself or of one of its subclasses.
    pub(super) fn is_instance(&self, node: &Term, class: &Term) -> Result<bool, StorageError> {
        let mut classes = self.objects(node, rdf::TYPE)?;
        let mut seen: HashSet<Term> = classes.iter().cloned().collect();
        let mut next = 0;
        while let Some(candidate) = classes.get(next).cloned() {
            next += 1;
            if candidate == *class {
                return Ok(true);
            }
            for parent in self.objects(&candidate, SUB_CLASS_OF)? {
                if seen.insert(parent.clone()) {
                    classes.push(parent);
                }
            }
        }
        Ok(false)
    }
}

fn as_subject(term: &Term) -> Option<NamedOrBlankNodeRef<'_>> {
    match term {
        Term::NamedNode(node) => Some(node.into()),
        Term::BlankNode(node) => Some(node.into()),
        Term::Literal(_) => None,
    }
}

fn sorted(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_by(compare_terms);
    terms.dedup();
    terms
}

/// A term that may be a subject.
pub(super) fn to_subject(term: &Term) -> Option<NamedOrBlankNode> {
    as_subject(term).map(NamedOrBlankNodeRef::into_owned)
}
