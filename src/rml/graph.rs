//! The mapping's Turtle as a graph to look things up in, in the order of the document.

use super::RmlError;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Term};
use std::collections::HashMap;

/// The RML vocabulary.
pub(super) const RML: &str = "http://w3id.org/rml/";
/// The vocabulary of CSV on the Web, whose dialects RML-IO borrows.
pub(super) const CSVW: &str = "http://www.w3.org/ns/csvw#";

/// The statements of a mapping, by subject.
pub(super) struct Graph {
    /// In order of appearance.
    pub(super) subjects: Vec<NamedOrBlankNode>,
    facts: HashMap<NamedOrBlankNode, Vec<(String, Term)>>,
}

impl Graph {
    pub(super) fn parse(turtle: &str, base: &str) -> Result<Self, RmlError> {
        let parser = RdfParser::from_format(RdfFormat::Turtle)
            .with_base_iri(base)
            .map_err(|_| RmlError::Base(base.to_owned()))?;
        let mut graph = Self { subjects: Vec::new(), facts: HashMap::new() };
        for quad in parser.for_slice(turtle.as_bytes()) {
            let quad = quad.map_err(|error| RmlError::Turtle(error.to_string()))?;
            let facts = graph.facts.entry(quad.subject.clone()).or_default();
            if facts.is_empty() {
                graph.subjects.push(quad.subject);
            }
            facts.push((quad.predicate.into_string(), quad.object));
        }
        Ok(graph)
    }

    /// All statements of a node.
    pub(super) fn facts(&self, node: &NamedOrBlankNode) -> &[(String, Term)] {
        self.facts.get(node).map_or(&[], Vec::as_slice)
    }

    /// The objects of a node under a property, given in full or, for RML's own, by its local name.
    pub(super) fn objects<'a>(
        &'a self,
        node: &NamedOrBlankNode,
        property: &'a str,
    ) -> impl Iterator<Item = &'a Term> {
        self.facts(node).iter().filter_map(move |(name, object)| {
            let known = name == property || name.strip_prefix(RML) == Some(property);
            known.then_some(object)
        })
    }

    /// The only object of a node under a property, if any; several are an error.
    pub(super) fn one<'a>(
        &'a self,
        node: &NamedOrBlankNode,
        property: &'a str,
    ) -> Result<Option<&'a Term>, String> {
        let mut objects = self.objects(node, property);
        let first = objects.next();
        match objects.next() {
            None => Ok(first),
            Some(_) => {
                Err(format!("{} is given more than once where one is allowed", short(property)))
            }
        }
    }

    /// Refuses RML properties that this processor would otherwise overlook in silence.
    pub(super) fn refuse_others(
        &self,
        node: &NamedOrBlankNode,
        known: &[&str],
    ) -> Result<(), String> {
        for (property, _) in self.facts(node) {
            if let Some(name) = property.strip_prefix(RML)
                && !known.contains(&name)
            {
                return Err(format!("rml:{name} is not supported here"));
            }
        }
        Ok(())
    }
}

/// A property as messages give it.
pub(super) fn short(property: &str) -> String {
    match property.rsplit_once(['/', '#']) {
        Some((_, name)) => name.to_owned(),
        None => format!("rml:{property}"),
    }
}

/// A term as a node that can have statements.
pub(super) fn node(term: &Term) -> Result<NamedOrBlankNode, String> {
    match term {
        Term::NamedNode(iri) => Ok(iri.clone().into()),
        Term::BlankNode(blank) => Ok(blank.clone().into()),
        Term::Literal(_) => Err(format!("expected a node, found {term}")),
    }
}

/// The text of an IRI or literal.
pub(super) fn text(term: &Term) -> Result<&str, String> {
    match term {
        Term::NamedNode(iri) => Ok(iri.as_str()),
        Term::Literal(literal) => Ok(literal.value()),
        Term::BlankNode(_) => Err(format!("expected a text, found {term}")),
    }
}
