//! Property paths (<https://www.w3.org/TR/shacl/#property-paths>): read, walked, written.

use super::data::Graph;
use super::error::ValidateError;
use super::terms;
use crate::prefixes::Prefixes;
use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef, Triple};
use oxigraph::store::StorageError;
use std::collections::HashSet;

const DEPTH_LIMIT: usize = 100;

/// Makes a path of the one that it repeats or turns round.
type Build = fn(Box<Path>) -> Path;

/// A property path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Path {
    Predicate(NamedNode),
    Inverse(Box<Self>),
    Sequence(Vec<Self>),
    Alternative(Vec<Self>),
    ZeroOrMore(Box<Self>),
    OneOrMore(Box<Self>),
    ZeroOrOne(Box<Self>),
}

impl Path {
    /// Reads the path that a node of the shapes graph stands for.
    pub(super) fn read(
        shapes: &Graph<'_>,
        node: &Term,
        depth: usize,
    ) -> Result<Self, ValidateError> {
        let wrong = || ValidateError::shape(node, "this is no property path");
        if depth > DEPTH_LIMIT {
            return Err(wrong());
        }
        if let Term::NamedNode(predicate) = node {
            return Ok(Self::Predicate(predicate.clone()));
        }
        let read = |node: &Term| Self::read(shapes, node, depth + 1);
        let read_list = |head: &Term| -> Result<Vec<Self>, ValidateError> {
            let members =
                shapes.list(head)?.filter(|members| members.len() > 1).ok_or_else(wrong)?;
            members.iter().map(read).collect()
        };
        if shapes.object(node, rdf::FIRST)?.is_some() {
            return Ok(Self::Sequence(read_list(node)?));
        }
        if let Some(list) = shapes.object(node, terms::ALTERNATIVE_PATH)? {
            return Ok(Self::Alternative(read_list(&list)?));
        }
        let single: [(NamedNodeRef<'_>, Build); 4] = [
            (terms::INVERSE_PATH, Self::Inverse),
            (terms::ZERO_OR_MORE_PATH, Self::ZeroOrMore),
            (terms::ONE_OR_MORE_PATH, Self::OneOrMore),
            (terms::ZERO_OR_ONE_PATH, Self::ZeroOrOne),
        ];
        for (predicate, build) in single {
            if let Some(inner) = shapes.object(node, predicate)? {
                return Ok(build(Box::new(read(&inner)?)));
            }
        }
        Err(wrong())
    }

    /// The nodes that the path leads to, each once, in the order found.
    pub(super) fn values(&self, data: &Graph<'_>, from: &Term) -> Result<Vec<Term>, StorageError> {
        let mut values = self.walk(data, from, false)?;
        let mut seen = HashSet::new();
        values.retain(|value| seen.insert(value.clone()));
        Ok(values)
    }

    fn walk(&self, data: &Graph<'_>, from: &Term, back: bool) -> Result<Vec<Term>, StorageError> {
        match self {
            Self::Predicate(predicate) if back => {
                data.subjects(predicate.as_ref(), Some(from.as_ref()))
            }
            Self::Predicate(predicate) => data.objects(from, predicate.as_ref()),
            Self::Inverse(inner) => inner.walk(data, from, !back),
            Self::Sequence(steps) => {
                let mut nodes = vec![from.clone()];
                let mut ordered: Vec<&Self> = steps.iter().collect();
                if back {
                    ordered.reverse();
                }
                for step in ordered {
                    let mut next = Vec::new();
                    let mut seen = HashSet::new();
                    for node in &nodes {
                        let reached = step.walk(data, node, back)?;
                        next.extend(reached.into_iter().filter(|term| seen.insert(term.clone())));
                    }
                    nodes = next;
                }
                Ok(nodes)
            }
            Self::Alternative(branches) => {
                let mut nodes = Vec::new();
                for branch in branches {
                    nodes.extend(branch.walk(data, from, back)?);
                }
                Ok(nodes)
            }
            Self::ZeroOrMore(inner) => inner.closure(data, vec![from.clone()], back),
            Self::OneOrMore(inner) => {
                let first = inner.walk(data, from, back)?;
                inner.closure(data, first, back)
            }
            Self::ZeroOrOne(inner) => {
                let mut nodes = vec![from.clone()];
                nodes.extend(inner.walk(data, from, back)?);
                Ok(nodes)
            }
        }
    }

    /// The nodes given and all that repeated steps reach from them.
    fn closure(
        &self,
        data: &Graph<'_>,
        from: Vec<Term>,
        back: bool,
    ) -> Result<Vec<Term>, StorageError> {
        let mut seen = HashSet::new();
        let mut nodes: Vec<Term> =
            from.into_iter().filter(|node| seen.insert(node.clone())).collect();
        let mut next = 0;
        while let Some(node) = nodes.get(next).cloned() {
            next += 1;
            for reached in self.walk(data, &node, back)? {
                if seen.insert(reached.clone()) {
                    nodes.push(reached);
                }
            }
        }
        Ok(nodes)
    }

    /// The path as SPARQL writes it.
    pub fn display(&self, prefixes: &Prefixes) -> String {
        let inner = |path: &Self| match path {
            Self::Predicate(_) => path.display(prefixes),
            _ => format!("({})", path.display(prefixes)),
        };
        let joined =
            |paths: &[Self], sign: &str| paths.iter().map(inner).collect::<Vec<_>>().join(sign);
        match self {
            Self::Predicate(predicate) => prefixes.display(predicate.as_str()),
            Self::Inverse(path) => format!("^{}", inner(path)),
            Self::Sequence(paths) => joined(paths, "/"),
            Self::Alternative(paths) => joined(paths, "|"),
            Self::ZeroOrMore(path) => format!("{}*", inner(path)),
            Self::OneOrMore(path) => format!("{}+", inner(path)),
            Self::ZeroOrOne(path) => format!("{}?", inner(path)),
        }
    }

    /// The node that stands for the path, with its triples. Nodes are made of `stem` and a number,
    /// so that the same report has the same nodes.
    pub(super) fn write(&self, stem: &str, count: &mut usize, triples: &mut Vec<Triple>) -> Term {
        let (predicate, object) = match self {
            Self::Predicate(predicate) => return predicate.clone().into(),
            Self::Sequence(paths) => return write_list(paths, stem, count, triples),
            Self::Alternative(paths) => {
                (terms::ALTERNATIVE_PATH, write_list(paths, stem, count, triples))
            }
            Self::Inverse(path) => (terms::INVERSE_PATH, path.write(stem, count, triples)),
            Self::ZeroOrMore(path) => (terms::ZERO_OR_MORE_PATH, path.write(stem, count, triples)),
            Self::OneOrMore(path) => (terms::ONE_OR_MORE_PATH, path.write(stem, count, triples)),
            Self::ZeroOrOne(path) => (terms::ZERO_OR_ONE_PATH, path.write(stem, count, triples)),
        };
        let node = new_node(stem, count);
        triples.push(Triple::new(node.clone(), predicate, object));
        node.into()
    }
}

fn new_node(stem: &str, count: &mut usize) -> NamedOrBlankNode {
    *count += 1;
    NamedNode::new_unchecked(format!("{stem}-path-{count}")).into()
}

fn write_list(paths: &[Path], stem: &str, count: &mut usize, triples: &mut Vec<Triple>) -> Term {
    let mut rest: Term = TermRef::NamedNode(rdf::NIL).into_owned();
    for path in paths.iter().rev() {
        let first = path.write(stem, count, triples);
        let node = new_node(stem, count);
        triples.push(Triple::new(node.clone(), rdf::FIRST, first));
        triples.push(Triple::new(node.clone(), rdf::REST, rest));
        rest = node.into();
    }
    rest
}
