//! The report of a validation: for readers, and as RDF.

use super::constraint::{Constraint, component_iri, display};
use super::data::to_subject;
use super::path::Path;
use super::shapes::Shapes;
use super::terms;
use crate::prefixes::Prefixes;
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNode, Term, Triple};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One thing that a shape finds wrong.
#[derive(Clone, Debug)]
pub struct ValidationResult {
    pub focus: Term,
    pub path: Option<Path>,
    pub value: Option<Term>,
    /// The shape's node in the shapes graph.
    pub shape: Term,
    /// The constraint component's name behind `sh:`.
    pub component: &'static str,
    pub severity: NamedNode,
    /// The shape's own messages; where there are none, the constraint's words are used.
    pub messages: Vec<Literal>,
    pub(super) constraint: Constraint,
}

impl ValidationResult {
    fn messages(&self, prefixes: &Prefixes) -> Vec<Literal> {
        if self.messages.is_empty() {
            vec![Literal::new_language_tagged_literal_unchecked(
                self.constraint.message(prefixes),
                "en",
            )]
        } else {
            self.messages.clone()
        }
    }

    /// What the results are sorted by. Nothing of it hangs on the labels of blank nodes.
    fn key(
        &self,
        label: &str,
        prefixes: &Prefixes,
    ) -> (String, String, String, &'static str, String, String) {
        let messages: Vec<String> = self.messages.iter().map(Literal::to_string).collect();
        (
            label.to_owned(),
            self.focus.to_string(),
            self.path.as_ref().map(|path| path.display(prefixes)).unwrap_or_default(),
            self.component,
            self.value.as_ref().map(Term::to_string).unwrap_or_default(),
            messages.concat(),
        )
    }
}

/// All that was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Sorted; `labels` names the shape of each.
    results: Vec<ValidationResult>,
    labels: Vec<String>,
}

impl Report {
    pub(super) fn new(
        results: Vec<ValidationResult>,
        shapes: &Shapes,
        prefixes: &Prefixes,
    ) -> Self {
        let mut labelled: Vec<(String, ValidationResult)> = results
            .into_iter()
            .map(|result| (label(&result.shape, shapes, prefixes), result))
            .collect();
        labelled.sort_by_cached_key(|(label, result)| result.key(label, prefixes));
        let (labels, results) = labelled.into_iter().unzip();
        Self { results, labels }
    }

    /// Whether nothing was found, whatever its severity, as SHACL has it.
    pub fn conforms(&self) -> bool {
        self.results.is_empty()
    }

    /// What was found, by shape and focus node.
    pub fn results(&self) -> &[ValidationResult] {
        &self.results
    }

    /// How many results of each severity, such as `2 violations, 1 warning`.
    pub fn summary(&self) -> String {
        if self.conforms() {
            return "conforms".to_owned();
        }
        // Worst first; severities of the shapes' own come last.
        let rank =
            |name: &str| ["Violation", "Warning", "Info"].iter().position(|known| *known == name);
        let mut counts: BTreeMap<(usize, &str), usize> = BTreeMap::new();
        for result in &self.results {
            let name = result.severity.as_str().rsplit(['#', '/']).next().unwrap_or_default();
            *counts.entry((rank(name).unwrap_or(usize::MAX), name)).or_default() += 1;
        }
        let counts: Vec<String> = counts
            .into_iter()
            .map(|((_, name), count)| {
                let plural = if count == 1 { "" } else { "s" };
                format!("{count} {}{plural}", name.to_lowercase())
            })
            .collect();
        format!("does not conform: {}", counts.join(", "))
    }

    /// The report for readers: by shape, a line for each thing found.
    pub fn to_text(&self, prefixes: &Prefixes) -> String {
        let mut text = String::new();
        let mut previous = None;
        for (label, result) in self.labels.iter().zip(&self.results) {
            if previous != Some(label) {
                let count = self.labels.iter().filter(|other| *other == label).count();
                let gap = if previous.is_some() { "\n" } else { "" };
                let _ = writeln!(text, "{gap}{label} ({count})");
                previous = Some(label);
            }
            let severity = result.severity.as_str().rsplit(['#', '/']).next().unwrap_or_default();
            let _ =
                write!(text, "  {}: {}", severity.to_lowercase(), display(&result.focus, prefixes));
            if let Some(path) = &result.path {
                let _ = write!(text, " {}", path.display(prefixes));
            }
            if let Some(value) = result.value.as_ref().filter(|value| **value != result.focus) {
                let _ = write!(text, " {}", display(value, prefixes));
            }
            // English first: the rest of the report is English.
            let own = result.messages.iter();
            let message = own.min_by_key(|message| {
                !message.language().is_some_and(|language| language.starts_with("en"))
            });
            let found = result.constraint.message(prefixes);
            let _ = match message {
                Some(message) => writeln!(text, ": {} ({found})", message.value()),
                None => writeln!(text, ": {found}"),
            };
        }
        text
    }

    /// The report as `sh:ValidationReport`. Its nodes are IRIs made of `base`, so that the same
    /// findings give the same graph.
    pub fn to_triples(&self, base: &str, prefixes: &Prefixes) -> Vec<Triple> {
        let report = NamedNode::new_unchecked(format!("{base}validation#report"));
        let conforms = Literal::new_typed_literal(self.conforms().to_string(), xsd::BOOLEAN);
        let mut triples = vec![
            Triple::new(report.clone(), rdf::TYPE, terms::VALIDATION_REPORT),
            Triple::new(report.clone(), terms::CONFORMS, conforms),
        ];
        for (index, result) in self.results.iter().enumerate() {
            let stem = format!("{base}validation#result-{}", index + 1);
            let node = NamedNode::new_unchecked(stem.as_str());
            let mut add = |predicate, object: Term| {
                triples.push(Triple::new(node.clone(), predicate, object));
            };
            add(rdf::TYPE, terms::VALIDATION_RESULT.into_owned().into());
            add(terms::FOCUS_NODE, result.focus.clone());
            add(terms::RESULT_SEVERITY, result.severity.clone().into());
            add(terms::SOURCE_CONSTRAINT_COMPONENT, component_iri(result.component).into());
            for message in result.messages(prefixes) {
                add(terms::RESULT_MESSAGE, message.into());
            }
            if let Some(value) = &result.value {
                add(terms::VALUE, value.clone());
            }
            if to_subject(&result.shape).is_some() {
                add(terms::SOURCE_SHAPE, result.shape.clone());
            }
            if let Some(path) = &result.path {
                let path = path.write(&stem, &mut 0, &mut triples);
                triples.push(Triple::new(node.clone(), terms::RESULT_PATH, path));
            }
            triples.push(Triple::new(report.clone(), terms::RESULT, node));
        }
        triples
    }
}

/// A shape's name; a shape without one is named by its path within the shape that holds it.
fn label(node: &Term, shapes: &Shapes, prefixes: &Prefixes) -> String {
    const DEPTH: usize = 10;
    let mut parts = Vec::new();
    let mut current = Some(node.clone());
    while let (Some(node), true) = (current.take(), parts.len() < DEPTH) {
        if let Term::NamedNode(named) = &node {
            parts.push(prefixes.display(named.as_str()));
            break;
        }
        let Some(shape) = shapes.get(&node) else { break };
        if let Some(path) = &shape.path {
            parts.push(path.display(prefixes));
        }
        current.clone_from(&shape.parent);
    }
    parts.reverse();
    if parts.is_empty() { "what has no name".to_owned() } else { parts.join(" › ") }
}
