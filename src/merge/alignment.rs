//! The alignment: how other people's vocabularies read in ours, from RDF (`ontology/alignment.ttl`,
//! which says what its rules mean).
//!
//! Each statement is read by itself, so that the merged graph can follow a change without looking
//! at the rest of a source; and every reading can be asked backwards: which statements might give
//! this one?

use crate::iri::percent_decoded;
use crate::store::terms::{
    EQUIVALENT_CLASS, EQUIVALENT_PROPERTY, IDENT_REF, INVERSE_OF, MENTIONS, NIF_STRING,
    SAME_NAMESPACE, SCHEMA_SAME_AS, SUB_CLASS_OF, SUB_PROPERTY_OF, TITLES, TYPE,
};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use thiserror::Error;

/// The bundled rules.
const BUNDLED: &str = include_str!("../../ontology/alignment.ttl");

/// The namespaces of the merged graph's own words.
const OURS: [&str; 7] = [
    "https://schema.org/",
    "https://newsgraph.example/ns#",
    "http://www.w3.org/ns/prov#",
    "http://www.w3.org/ns/org#",
    "http://qudt.org/schema/qudt/",
    "http://www.w3.org/2005/11/its/rdf#",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
];

/// How fragments that point into a text begin (RFC 5147; NIF 2.0).
const RANGES: [&str; 4] = ["#char=", "#offset_", "#hash_", "#line="];

/// Rules that cannot be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{file}: {problem}")]
pub struct AlignmentError {
    pub file: String,
    /// Where and why, as the parser says it.
    pub problem: String,
}

/// The rules, made ready to be applied.
#[derive(Clone, Debug, Default)]
pub(super) struct Alignment {
    /// Beginnings of IRIs and what they are to be, the longest first.
    namespaces: Vec<(String, String)>,
    /// Beginnings of IRIs whose rest is a title, and its language.
    titles: Vec<(String, String)>,
    /// What a class or property is in the merged graph; those that no rule speaks of are left out.
    readings: FxHashMap<NamedNode, Vec<Reading>>,
    /// From a property of the merged graph to those that are read so.
    written: FxHashMap<NamedNode, Vec<Reading>>,
    /// Classes of nodes that point into a text.
    texts: FxHashSet<NamedNode>,
}

/// A word, and whether subject and object change places.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reading {
    term: NamedNode,
    inverse: bool,
}

/// How a rule changes a term.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    Replaced,
    Beside,
    Inverted,
}

/// Reads the rules of a Turtle file.
///
/// # Errors
/// Where it is no Turtle.
pub fn rules(file: &str, turtle: &str) -> Result<Vec<Quad>, AlignmentError> {
    let failed = |problem: String| AlignmentError { file: file.to_owned(), problem };
    let parsed = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle);
    parsed.collect::<Result<_, _>>().map_err(|error| failed(error.to_string()))
}

impl Alignment {
    /// The bundled rules and others beside them.
    ///
    /// # Errors
    /// Where the bundled file is broken.
    pub(super) fn with(more: &[Quad]) -> Result<Self, AlignmentError> {
        static READ: LazyLock<Result<Vec<Quad>, AlignmentError>> =
            LazyLock::new(|| rules("ontology/alignment.ttl", BUNDLED));
        let mut all = READ.clone()?;
        all.extend_from_slice(more);
        Ok(Self::new(&all))
    }

    /// Makes rules ready.
    fn new(rules: &[Quad]) -> Self {
        let mut alignment = Self::default();
        let mut steps: FxHashMap<NamedNode, Vec<(NamedNode, Rule)>> = FxHashMap::default();
        for rule in rules {
            let NamedOrBlankNode::NamedNode(from) = &rule.subject else { continue };
            let to = match &rule.object {
                Term::NamedNode(to) => to,
                Term::Literal(language) if rule.predicate == TITLES => {
                    let language = language.value().to_owned();
                    alignment.titles.push((from.as_str().to_owned(), language));
                    continue;
                }
                _ => continue,
            };
            let predicate = rule.predicate.as_ref();
            let mut add = |from: &NamedNode, to: &NamedNode, rule| {
                steps.entry(from.clone()).or_default().push((to.clone(), rule));
            };
            if predicate == SAME_NAMESPACE {
                alignment.namespaces.push((from.as_str().to_owned(), to.as_str().to_owned()));
            } else if predicate == EQUIVALENT_CLASS || predicate == EQUIVALENT_PROPERTY {
                // Whichever way round it is written, ours is what it becomes.
                let (from, to) =
                    if is_ours(from) && !is_ours(to) { (to, from) } else { (from, to) };
                add(from, to, Rule::Replaced);
            } else if predicate == SUB_CLASS_OF || predicate == SUB_PROPERTY_OF {
                add(from, to, Rule::Beside);
            } else if predicate == INVERSE_OF {
                let (from, to) =
                    if is_ours(from) && !is_ours(to) { (to, from) } else { (from, to) };
                add(from, to, Rule::Inverted);
            }
        }
        alignment
            .namespaces
            .sort_by(|one, other| other.0.len().cmp(&one.0.len()).then_with(|| one.cmp(other)));
        alignment.titles.sort_unstable();
        for from in steps.keys().cloned().collect::<BTreeSet<_>>() {
            let readings = closure(&steps, &from);
            for Reading { term, inverse } in &readings {
                let back = Reading { term: from.clone(), inverse: *inverse };
                alignment.written.entry(term.clone()).or_default().push(back);
                if *term == NIF_STRING {
                    alignment.texts.insert(from.clone());
                }
            }
            alignment.readings.insert(from, readings);
        }
        alignment.texts.insert(NIF_STRING.into_owned());
        alignment
    }

    /// A statement of a foreign graph in our words, in the default graph; the things in it are yet
    /// to be given their canonical IRIs.
    pub(super) fn read(&self, quad: &Quad) -> Vec<Quad> {
        let subject = match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => Term::from(self.iri(node)),
            NamedOrBlankNode::BlankNode(node) => node.clone().into(),
        };
        let object = match &quad.object {
            Term::NamedNode(node) => self.iri(node).into(),
            other => other.clone(),
        };
        let mut read = Vec::new();
        for Reading { term: predicate, inverse } in self.readings_of(&self.iri(&quad.predicate)) {
            let (subject, object) = if inverse { (&object, &subject) } else { (&subject, &object) };
            let subject = match subject {
                Term::NamedNode(node) => NamedOrBlankNode::from(node.clone()),
                Term::BlankNode(node) => node.clone().into(),
                // A property that is inverted here was given a text where it should have a thing.
                Term::Literal(_) => continue,
            };
            match object {
                Term::NamedNode(class) if predicate == TYPE => {
                    for Reading { term: class, .. } in self.readings_of(class) {
                        read.push(default(subject.clone(), TYPE.into_owned(), class.into()));
                    }
                }
                Term::NamedNode(_) if predicate == IDENT_REF => {
                    if let Some(text) = text_of(&subject) {
                        read.push(default(text, MENTIONS.into_owned(), object.clone()));
                    }
                }
                _ => read.push(default(subject, predicate, object.clone())),
            }
        }
        read
    }

    /// The one form of an IRI.
    pub(super) fn iri(&self, node: &NamedNode) -> NamedNode {
        for (from, to) in &self.namespaces {
            if let Some(rest) = node.as_str().strip_prefix(from.as_str()) {
                return NamedNode::new(format!("{to}{rest}")).unwrap_or_else(|_| node.clone());
            }
        }
        node.clone()
    }

    /// All forms of an IRI that are read as this one, itself among them.
    pub(super) fn forms(&self, node: &NamedNode) -> Vec<NamedNode> {
        let mut forms = vec![node.clone()];
        for (from, to) in &self.namespaces {
            if let Some(rest) = node.as_str().strip_prefix(to.as_str()) {
                forms.extend(NamedNode::new(format!("{from}{rest}")));
            }
        }
        forms
    }

    /// The properties that are read as this one, and those that are read as its inverse.
    pub(super) fn written(&self, predicate: &NamedNode) -> [Vec<NamedNode>; 2] {
        let mut found = [self.forms(predicate), Vec::new()];
        for Reading { term, inverse } in self.written.get(predicate).into_iter().flatten() {
            found[usize::from(*inverse)].extend(self.forms(term));
        }
        found
    }

    /// Whether nodes of a class point into a text.
    pub(super) fn is_text(&self, class: &NamedNode) -> bool {
        self.texts.contains(class)
    }

    /// The title in an IRI of a namespace of titles, and its language.
    pub(super) fn title(&self, iri: &str) -> Option<(String, &str)> {
        let (namespace, language) = self.namespace_of_titles(iri)?;
        let title = percent_decoded(iri.get(namespace.len()..)?).replace('_', " ");
        // What tells titles apart is no part of the name: `Mercury (planet)`.
        let plain = title.split(" (").next().unwrap_or_default().trim();
        (!plain.is_empty()).then(|| (plain.to_owned(), language.as_str()))
    }

    /// Whether an IRI is a title that shares its name with others: `Mercury (planet)`.
    pub(super) fn is_one_of_several(&self, iri: &str) -> bool {
        let namespace = self.namespace_of_titles(iri);
        let title = namespace.and_then(|(namespace, _)| iri.get(namespace.len()..));
        title.is_some_and(|title| percent_decoded(title).contains("_("))
    }

    /// Whether two IRIs are different titles in one namespace.
    pub(super) fn are_two_titles(&self, one: &str, other: &str) -> bool {
        let namespace = self.namespace_of_titles(one);
        one != other && namespace.is_some() && namespace == self.namespace_of_titles(other)
    }

    fn namespace_of_titles(&self, iri: &str) -> Option<&(String, String)> {
        self.titles.iter().find(|(namespace, _)| iri.starts_with(namespace.as_str()))
    }

    fn readings_of(&self, term: &NamedNode) -> Vec<Reading> {
        match self.readings.get(term) {
            Some(readings) => readings.clone(),
            None => vec![Reading { term: term.clone(), inverse: false }],
        }
    }
}

fn default(subject: NamedOrBlankNode, predicate: NamedNode, object: Term) -> Quad {
    Quad::new(subject, predicate, object, GraphName::DefaultGraph)
}

fn is_ours(term: &NamedNode) -> bool {
    OURS.iter().any(|namespace| term.as_str().starts_with(namespace))
}

/// All that a term is in the end, rule upon rule.
fn closure(steps: &FxHashMap<NamedNode, Vec<(NamedNode, Rule)>>, from: &NamedNode) -> Vec<Reading> {
    let first = Reading { term: from.clone(), inverse: false };
    let (mut seen, mut open) = (BTreeSet::from([first.clone()]), vec![first]);
    let mut stays = BTreeSet::new();
    while let Some(reading) = open.pop() {
        let next = steps.get(&reading.term).map_or(&[][..], Vec::as_slice);
        if next.iter().all(|(_, rule)| *rule == Rule::Beside) {
            stays.insert(reading.clone());
        }
        for (term, rule) in next {
            let inverse = reading.inverse != (*rule == Rule::Inverted);
            let reading = Reading { term: term.clone(), inverse };
            if seen.insert(reading.clone()) {
                open.push(reading);
            }
        }
    }
    stays.into_iter().collect()
}

/// The address of the text that a node points into: the node's IRI without its range.
fn text_of(node: &NamedOrBlankNode) -> Option<NamedOrBlankNode> {
    let NamedOrBlankNode::NamedNode(node) = node else { return None };
    let end = RANGES.iter().find_map(|range| node.as_str().find(range))?;
    Some(NamedNode::new(&node.as_str()[..end]).ok()?.into())
}

/// Whether a statement of the merged graph says nothing: that a thing is itself.
pub(super) fn is_empty(quad: &Quad) -> bool {
    let same_as: NamedNodeRef<'_> = SCHEMA_SAME_AS;
    quad.predicate == same_as
        && matches!((&quad.subject, &quad.object),
            (NamedOrBlankNode::NamedNode(one), Term::NamedNode(other)) if one == other)
}
