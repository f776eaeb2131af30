//! Copies: one text that several papers print, or one paper under several addresses.
//!
//! Each article keeps its graph as it came. What the copies have in common is worked out from these graphs,
//! and stands in the identity graph:
//!
//! ```turtle
//! <graph/2ba8a36b29e5> ng:textSignature "1f4-09ab..." ; ng:textBand "0-09ab77c1", ... .
//! <graph/44123ba0c6b0> ng:textGroup <graph/2ba8a36b29e5> ; ng:repeats <doc/44123ba0c6b0#figure-10-20> .
//! <https://b.example/a> prov:alternateOf <https://a.example/a> .
//! ```
//! The last of these goes into the merged graph, and what `ng:repeats` names stays out of it: a claim that
//! five papers print is there once, in the article that was first (`cluster.rs` says which that is). The
//! rest of a copy, its headline and its publisher and what it alone says, is merged like any other.
//!
//! `signature.rs` tells copies from other articles, `cluster.rs` gathers them, `claim.rs` finds what they
//! repeat. All of it is a pure function of the article graphs: [`all`] computes it from nothing,
//! [`Turned::follow`] keeps it up to date with one article.

mod claim;
mod cluster;
mod follow;
#[cfg(test)]
mod measure;
mod signature;

pub(super) use claim::is_claim;
pub(super) use follow::Turned;

use crate::store::terms::{
    ALTERNATE_OF, DATE_PUBLISHED, HEADLINE, IS_STRING, PRIMARY_SOURCE, REPEATS, TEXT_BAND,
    TEXT_GROUP, TEXT_SIGNATURE,
};
use crate::store::{Store, StoreError, View};
use claim::{Claim, claims, repeated};
use cluster::{Printing, groups, originals};
use oxigraph::model::{
    GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term,
};
use signature::Signature;
use std::collections::{BTreeMap, BTreeSet};

/// What the identity graph has to say of all copies, computed from the article graphs.
pub(super) fn all(
    store: &Store,
    view: &impl View,
    graphs: &[(NamedNode, bool)],
) -> Result<Vec<Quad>, StoreError> {
    let mut printings = Vec::new();
    for (graph, foreign) in graphs {
        if *foreign || graph == store.catalogue_graph() {
            continue;
        }
        let Some(article) = store.source_of(view, graph)? else { continue };
        let said = heading(view, graph, &article)?;
        if let Some(signature) = signature(&article, &said) {
            let date = date(&article, &said);
            printings.push(Printing { graph: graph.clone(), article, date, signature });
        }
    }
    let mut says: Vec<Quad> = printings.iter().flat_map(|one| marks(store, one)).collect();
    says.extend(common(store, view, &printings, None)?);
    Ok(says)
}

/// The claims that each graph repeats, by what the identity graph says.
pub(super) fn repeats(says: &[Quad]) -> BTreeMap<NamedNode, BTreeSet<NamedNode>> {
    let mut repeats: BTreeMap<NamedNode, BTreeSet<NamedNode>> = BTreeMap::new();
    for quad in says.iter().filter(|quad| quad.predicate == REPEATS) {
        if let (NamedOrBlankNode::NamedNode(graph), Term::NamedNode(claim)) =
            (&quad.subject, &quad.object)
        {
            repeats.entry(graph.clone()).or_default().insert(claim.clone());
        }
    }
    repeats
}

/// What a graph says of the article itself and of its text: enough for its signature and rank.
fn heading(
    view: &impl View,
    graph: &NamedNode,
    article: &NamedNode,
) -> Result<Vec<Quad>, StoreError> {
    let name = Some(GraphNameRef::from(graph));
    let mut said = view.find(None, Some(IS_STRING), None, name)?;
    for predicate in [HEADLINE, DATE_PUBLISHED] {
        said.extend(view.find(Some(article.into()), Some(predicate), None, name)?);
    }
    Ok(said)
}

/// The signature of an article's text, its headline left out.
fn signature(article: &NamedNode, said: &[Quad]) -> Option<Signature> {
    let text = said.iter().find(|quad| quad.predicate == IS_STRING).and_then(value)?;
    let about = NamedOrBlankNode::from(article.clone());
    let mut titles = said.iter().filter(|quad| quad.predicate == HEADLINE && quad.subject == about);
    let body = titles.find_map(|quad| text.strip_prefix(value(quad)?));
    Signature::of(body.unwrap_or(text))
}

fn date(article: &NamedNode, said: &[Quad]) -> String {
    let about = NamedOrBlankNode::from(article.clone());
    let of_article =
        said.iter().filter(|quad| quad.predicate == DATE_PUBLISHED && quad.subject == about);
    of_article.filter_map(value).min().unwrap_or_default().to_owned()
}

fn value(quad: &Quad) -> Option<&str> {
    match &quad.object {
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

/// What says how a text can be found.
fn marks(store: &Store, printing: &Printing) -> Vec<Quad> {
    let mark = |predicate: NamedNodeRef<'_>, text: String| {
        let text = Literal::new_simple_literal(text);
        Quad::new(printing.graph.clone(), predicate, text, store.identity_graph().clone())
    };
    let mut marks = vec![mark(TEXT_SIGNATURE, printing.signature.to_text())];
    marks.extend(printing.signature.bands().map(|band| mark(TEXT_BAND, band)));
    marks
}

/// What says which of some printings are copies, and of what. `own`: a graph that is not in the view yet,
/// with all that it says.
fn common(
    store: &Store,
    view: &impl View,
    printings: &[Printing],
    own: Option<(&NamedNode, &[Quad])>,
) -> Result<Vec<Quad>, StoreError> {
    let mut says = Vec::new();
    let mut say = |subject: &NamedNode, predicate: NamedNodeRef<'_>, object: &NamedNode| {
        let graph = store.identity_graph().clone();
        says.push(Quad::new(subject.clone(), predicate, object.clone(), graph));
    };
    for group in groups(printings) {
        let Some(first) = group.first() else { continue };
        let mut of_each = Vec::with_capacity(group.len());
        for printing in &group {
            of_each.push(match own {
                Some((graph, quads)) if *graph == printing.graph => {
                    claims(store.base(), &printing.article, quads)
                }
                _ => claims_of(store, view, printing)?,
            });
        }
        let (originals, repeated) = (originals(&group), repeated(&of_each));
        for ((printing, original), repeated) in group.iter().zip(originals).zip(repeated) {
            say(&printing.graph, TEXT_GROUP, &first.graph);
            if let Some(original) = original {
                say(&printing.article, ALTERNATE_OF, &original.article);
            }
            for claim in &repeated {
                say(&printing.graph, REPEATS, claim);
            }
        }
    }
    Ok(says)
}

/// The claims of an article in the store.
fn claims_of(
    store: &Store,
    view: &impl View,
    printing: &Printing,
) -> Result<Vec<Claim>, StoreError> {
    let name = Some(GraphNameRef::from(&printing.graph));
    let article = Some((&printing.article).into());
    let mut quads = view.find(None, Some(IS_STRING), None, name)?;
    let mut sentences = BTreeSet::new();
    for quad in view.find(None, Some(PRIMARY_SOURCE), article, name)? {
        let NamedOrBlankNode::NamedNode(node) = &quad.subject else { continue };
        if !is_claim(store.base(), node) {
            continue;
        }
        let said = view.find(Some(node.into()), None, None, name)?;
        sentences.extend(claim::sentences(&said).cloned());
        quads.extend(said);
    }
    for sentence in &sentences {
        quads.extend(view.find(Some(sentence.into()), None, None, name)?);
    }
    Ok(claims(store.base(), &printing.article, &quads))
}
