//! Checks nodes against shapes: value nodes by the path, then each constraint by its definition.

use super::constraint::{Constraint, NodeKinds, Qualified};
use super::data::Graph;
use super::literal::{compare, is_well_formed};
use super::path::Path;
use super::report::ValidationResult;
use super::shapes::{Shape, Shapes, Target};
use oxigraph::model::{LiteralRef, NamedNode, Term, TermRef};
use oxigraph::store::StorageError;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A check of one data graph.
pub(super) struct Checker<'a> {
    pub(super) data: &'a Graph<'a>,
    pub(super) shapes: &'a Shapes,
    /// The checks under way. SHACL leaves recursive shapes open; here a node that is being checked
    /// against a shape counts as conforming to it.
    under_way: HashSet<(Term, Term)>,
}

/// What was found of a value, before it is known whose shape it belongs to.
struct Finding {
    path: Option<Path>,
    value: Option<Term>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(data: &'a Graph<'a>, shapes: &'a Shapes) -> Self {
        Self { data, shapes, under_way: HashSet::new() }
    }

    /// The focus nodes of a shape's targets, each once.
    pub(super) fn focus_nodes(&self, shape: &Shape) -> Result<Vec<Term>, StorageError> {
        let mut nodes = Vec::new();
        for target in &shape.targets {
            match target {
                Target::Node(node) => nodes.push(node.clone()),
                Target::Class(class) => nodes.extend(self.data.instances(class)?),
                Target::SubjectsOf(predicate) => {
                    nodes.extend(self.data.subjects(predicate.as_ref(), None)?);
                }
                Target::ObjectsOf(predicate) => {
                    nodes.extend(self.data.all_objects(predicate.as_ref())?);
                }
            }
        }
        let mut seen = HashSet::new();
        nodes.retain(|node| seen.insert(node.clone()));
        Ok(nodes)
    }

    /// Checks a node against a shape.
    pub(super) fn check(
        &mut self,
        shape: &Shape,
        focus: &Term,
        results: &mut Vec<ValidationResult>,
    ) -> Result<(), StorageError> {
        let key = (shape.node.clone(), focus.clone());
        if shape.deactivated || !self.under_way.insert(key.clone()) {
            return Ok(());
        }
        let values = match &shape.path {
            Some(path) => path.values(self.data, focus)?,
            None => vec![focus.clone()],
        };
        for constraint in &shape.constraints {
            if let Constraint::Property(property) = constraint {
                if let Some(property) = self.shapes.get(property) {
                    for value in &values {
                        self.check(property, value, results)?;
                    }
                }
                continue;
            }
            for finding in self.findings(constraint, focus, &values)? {
                results.push(ValidationResult {
                    focus: focus.clone(),
                    path: finding.path.or_else(|| shape.path.clone()),
                    value: finding.value,
                    shape: shape.node.clone(),
                    component: constraint.component(),
                    severity: shape.severity.clone(),
                    messages: shape.messages.clone(),
                    constraint: constraint.clone(),
                });
            }
        }
        self.under_way.remove(&key);
        Ok(())
    }

    fn conforms(&mut self, node: &Term, value: &Term) -> Result<bool, StorageError> {
        let shapes = self.shapes;
        let Some(shape) = shapes.get(node) else { return Ok(true) };
        let mut results = Vec::new();
        self.check(shape, value, &mut results)?;
        Ok(results.is_empty())
    }

    fn findings(
        &mut self,
        constraint: &Constraint,
        focus: &Term,
        values: &[Term],
    ) -> Result<Vec<Finding>, StorageError> {
        let count = values.len() as u64;
        let whole = |wrong: bool| {
            if wrong { vec![Finding { path: None, value: None }] } else { Vec::new() }
        };
        Ok(match constraint {
            Constraint::MinCount(min) => whole(count < *min),
            Constraint::MaxCount(max) => whole(count > *max),
            Constraint::HasValue(value) => whole(!values.contains(value)),
            Constraint::UniqueLang => shared_languages(values),
            Constraint::Qualified(qualified) => whole(self.misses(qualified, values)?),
            Constraint::Closed(allowed) => self.not_allowed(allowed, values)?,
            Constraint::Equals(other) => self.unequal(focus, other, values)?,
            Constraint::LessThan(other) => self.not_less(focus, other, values, false)?,
            Constraint::LessThanOrEquals(other) => self.not_less(focus, other, values, true)?,
            Constraint::Disjoint(other) => {
                let others = self.data.objects(focus, other.as_ref())?;
                values.iter().filter(|value| others.contains(value)).map(Finding::of).collect()
            }
            _ => {
                let mut findings = Vec::new();
                for value in values {
                    if !self.value_fits(constraint, value)? {
                        findings.push(Finding::of(value));
                    }
                }
                findings
            }
        })
    }

    /// The constraints that look at each value by itself.
    fn value_fits(&mut self, constraint: &Constraint, value: &Term) -> Result<bool, StorageError> {
        let order = |bound: &Term| match (value, bound) {
            (Term::Literal(value), Term::Literal(bound)) => compare(value.as_ref(), bound.as_ref()),
            _ => None,
        };
        Ok(match constraint {
            Constraint::Class(class) => self.data.is_instance(value, class)?,
            Constraint::Datatype(datatype) => match value {
                Term::Literal(literal) => {
                    literal.datatype() == datatype.as_ref() && is_well_formed(literal.as_ref())
                }
                _ => false,
            },
            Constraint::NodeKind(kinds) => kind_fits(*kinds, value),
            Constraint::MinExclusive(bound) => order(bound) == Some(Ordering::Greater),
            Constraint::MinInclusive(bound) => order(bound).is_some_and(Ordering::is_ge),
            Constraint::MaxExclusive(bound) => order(bound) == Some(Ordering::Less),
            Constraint::MaxInclusive(bound) => order(bound).is_some_and(Ordering::is_le),
            Constraint::MinLength(length) => {
                text(value).is_some_and(|t| t.chars().count() as u64 >= *length)
            }
            Constraint::MaxLength(length) => {
                text(value).is_some_and(|t| t.chars().count() as u64 <= *length)
            }
            Constraint::Pattern(pattern) => text(value).is_some_and(|text| pattern.is_match(text)),
            Constraint::LanguageIn(ranges) => match value {
                Term::Literal(literal) => literal
                    .language()
                    .is_some_and(|language| ranges.iter().any(|range| in_range(language, range))),
                _ => false,
            },
            Constraint::In(allowed) => allowed.contains(value),
            Constraint::Not(shape) => !self.conforms(shape, value)?,
            Constraint::Node(shape) => self.conforms(shape, value)?,
            Constraint::And(shapes) => self.count_conforming(shapes, value)? == shapes.len(),
            Constraint::Or(shapes) => self.count_conforming(shapes, value)? > 0,
            Constraint::Xone(shapes) => self.count_conforming(shapes, value)? == 1,
            // The others look at all values together, and are dealt with there.
            _ => true,
        })
    }

    fn count_conforming(&mut self, shapes: &[Term], value: &Term) -> Result<usize, StorageError> {
        let mut count = 0;
        for shape in shapes {
            count += usize::from(self.conforms(shape, value)?);
        }
        Ok(count)
    }

    fn misses(&mut self, qualified: &Qualified, values: &[Term]) -> Result<bool, StorageError> {
        let mut count = 0;
        for value in values {
            let counts = self.conforms(&qualified.shape, value)?
                && self.count_conforming(&qualified.siblings, value)? == 0;
            count += u64::from(counts);
        }
        Ok(qualified.min.is_some_and(|min| count < min)
            || qualified.max.is_some_and(|max| count > max))
    }

    fn not_allowed(
        &self,
        allowed: &BTreeSet<String>,
        values: &[Term],
    ) -> Result<Vec<Finding>, StorageError> {
        let mut findings = Vec::new();
        for value in values {
            for (predicate, object) in self.data.statements(value)? {
                if !allowed.contains(predicate.as_str()) {
                    findings.push(Finding {
                        path: Some(Path::Predicate(predicate)),
                        value: Some(object),
                    });
                }
            }
        }
        Ok(findings)
    }

    fn unequal(
        &self,
        focus: &Term,
        other: &NamedNode,
        values: &[Term],
    ) -> Result<Vec<Finding>, StorageError> {
        let others = self.data.objects(focus, other.as_ref())?;
        let only_here = values.iter().filter(|value| !others.contains(value));
        let only_there = others.iter().filter(|value| !values.contains(value));
        Ok(only_here.chain(only_there).map(Finding::of).collect())
    }

    fn not_less(
        &self,
        focus: &Term,
        other: &NamedNode,
        values: &[Term],
        or_equal: bool,
    ) -> Result<Vec<Finding>, StorageError> {
        let others = self.data.objects(focus, other.as_ref())?;
        let mut findings = Vec::new();
        for value in values {
            for bound in &others {
                let order = match (value, bound) {
                    (Term::Literal(value), Term::Literal(bound)) => {
                        compare(value.as_ref(), bound.as_ref())
                    }
                    _ => None,
                };
                let fits =
                    order == Some(Ordering::Less) || or_equal && order == Some(Ordering::Equal);
                if !fits {
                    findings.push(Finding::of(value));
                }
            }
        }
        Ok(findings)
    }
}

impl Finding {
    fn of(value: &Term) -> Self {
        Self { path: None, value: Some(value.clone()) }
    }
}

fn kind_fits(kinds: NodeKinds, value: &Term) -> bool {
    match value {
        Term::NamedNode(_) => kinds.iri,
        Term::BlankNode(_) => kinds.blank,
        Term::Literal(_) => kinds.literal,
    }
}

/// What lengths and patterns look at; blank nodes have none.
fn text(value: &Term) -> Option<&str> {
    match value.as_ref() {
        TermRef::NamedNode(node) => Some(node.as_str()),
        TermRef::Literal(literal) => Some(LiteralRef::value(literal)),
        TermRef::BlankNode(_) => None,
    }
}

/// Basic filtering of RFC 4647: `en` covers `en-GB`.
fn in_range(language: &str, range: &str) -> bool {
    let (language, range) = (language.to_ascii_lowercase(), range.to_ascii_lowercase());
    language == range
        || range == "*"
        || language.strip_prefix(&range).is_some_and(|rest| rest.starts_with('-'))
}

/// One finding for each language that more than one value has.
fn shared_languages(values: &[Term]) -> Vec<Finding> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in values {
        let language = match value {
            Term::Literal(literal) => literal.language(),
            _ => None,
        };
        if let Some(language) = language {
            *counts.entry(language.to_ascii_lowercase()).or_default() += 1;
        }
    }
    let shared = counts.values().filter(|count| **count > 1);
    shared.map(|_| Finding { path: None, value: None }).collect()
}
