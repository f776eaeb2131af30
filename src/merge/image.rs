//! A source's statement as the merged graph has it: in the default graph, each thing under its one
//! canonical IRI.

use super::alignment::Alignment;
use crate::store::terms::{MENTIONS, TYPE};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use std::collections::HashSet;

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

/// What the merged graph takes of one foreign graph, in our words: all but what is said of the parts of
/// texts, of which only what they mention counts.
pub(super) fn readings(alignment: &Alignment, quads: &[Quad]) -> Vec<Quad> {
    let is_text = |quad: &&Quad| {
        quad.predicate == TYPE
            && matches!(&quad.object, Term::NamedNode(class) if alignment.is_text(class))
    };
    let texts: HashSet<&NamedOrBlankNode> =
        quads.iter().filter(is_text).map(|quad| &quad.subject).collect();
    let mut readings = Vec::with_capacity(quads.len());
    for quad in quads {
        let in_text = texts.contains(&quad.subject);
        readings.extend(alignment.read(quad).into_iter().filter(|read| fits(read, in_text)));
    }
    readings
}

/// Whether a reading of a statement goes into the merged graph. `in_text`: whether the statement's
/// subject is a part of a text.
pub(super) fn fits(reading: &Quad, in_text: bool) -> bool {
    !in_text || reading.predicate == MENTIONS
}
