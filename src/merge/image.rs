//! A source's statement as the merged graph has it: in the default graph, each thing under its one
//! canonical IRI.

use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};

/// The image of a statement; `canonical` gives the one IRI of a thing. Predicates stay as they are.
pub(super) fn image<E>(
    quad: &Quad,
    mut canonical: impl FnMut(&NamedNode) -> Result<NamedNode, E>,
) -> Result<Quad, E> {
    let subject = match &quad.subject {
        NamedOrBlankNode::NamedNode(thing) => canonical(thing)?.into(),
        other @ NamedOrBlankNode::BlankNode(_) => other.clone(),
    };
    let object = match &quad.object {
        Term::NamedNode(thing) => canonical(thing)?.into(),
        other => other.clone(),
    };
    Ok(Quad::new(subject, quad.predicate.clone(), object, GraphName::DefaultGraph))
}
