//! The one order in which statements are written, and stable names for blank nodes.

use oxigraph::model::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm, Dataset};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term, Triple};
use std::cmp::Ordering;

/// By subject, then property with `rdf:type` first, then object.
pub(super) fn compare(left: &Triple, right: &Triple) -> Ordering {
    let predicate =
        |triple: &Triple| (triple.predicate != rdf::TYPE, triple.predicate.as_str().to_owned());
    compare_subjects(&left.subject, &right.subject)
        .then_with(|| {
            if left.predicate == right.predicate {
                Ordering::Equal
            } else {
                predicate(left).cmp(&predicate(right))
            }
        })
        .then_with(|| compare_objects(&left.object, &right.object))
}

/// IRIs before blank nodes.
pub(super) fn compare_subjects(left: &NamedOrBlankNode, right: &NamedOrBlankNode) -> Ordering {
    match (left, right) {
        (NamedOrBlankNode::NamedNode(left), NamedOrBlankNode::NamedNode(right)) => {
            left.as_str().cmp(right.as_str())
        }
        (NamedOrBlankNode::BlankNode(left), NamedOrBlankNode::BlankNode(right)) => {
            compare_labels(left.as_str(), right.as_str())
        }
        (NamedOrBlankNode::NamedNode(_), NamedOrBlankNode::BlankNode(_)) => Ordering::Less,
        (NamedOrBlankNode::BlankNode(_), NamedOrBlankNode::NamedNode(_)) => Ordering::Greater,
    }
}

/// IRIs, blank nodes, then literals by value, language and datatype.
pub fn compare_objects(left: &Term, right: &Term) -> Ordering {
    let rank = |term: &Term| match term {
        Term::NamedNode(_) => 0,
        Term::BlankNode(_) => 1,
        Term::Literal(_) => 2,
    };
    match (left, right) {
        (Term::NamedNode(left), Term::NamedNode(right)) => left.as_str().cmp(right.as_str()),
        (Term::BlankNode(left), Term::BlankNode(right)) => {
            compare_labels(left.as_str(), right.as_str())
        }
        (Term::Literal(left), Term::Literal(right)) => {
            let key = (left.value(), left.language(), left.datatype().as_str());
            key.cmp(&(right.value(), right.language(), right.datatype().as_str()))
        }
        _ => rank(left).cmp(&rank(right)).then_with(|| left.to_string().cmp(&right.to_string())),
    }
}

/// `c14n2` before `c14n10`.
fn compare_labels(left: &str, right: &str) -> Ordering {
    left.len().cmp(&right.len()).then_with(|| left.cmp(right))
}

/// Sorts and drops repetitions.
pub(super) fn sort(triples: &mut Vec<Triple>) {
    triples.sort_unstable_by(compare);
    triples.dedup();
}

/// Names blank nodes by RDFC-1.0 (<https://www.w3.org/TR/rdf-canon/>): the same graph gives the
/// same names wherever its nodes come from. The time is exponential in the worst case, which only
/// graphs made for it reach.
pub(super) fn name_blank_nodes(quads: &[Quad]) -> Vec<Quad> {
    let mut dataset: Dataset = quads.iter().collect();
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 {
        hash_algorithm: CanonicalizationHashAlgorithm::Sha256,
    });
    dataset.iter().map(oxigraph::model::QuadRef::into_owned).collect()
}

/// Whether a statement holds a blank node.
pub(super) fn is_blank(quad: &Quad) -> bool {
    quad.subject.is_blank_node() || quad.object.is_blank_node() || quad.graph_name.is_blank_node()
}

/// A triple as a statement of the default graph.
pub(super) fn in_default_graph(triple: Triple) -> Quad {
    triple.in_graph(GraphName::DefaultGraph)
}
