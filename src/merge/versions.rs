//! Versions of an article: a later one replaces the earlier, and the catalogue keeps that it did
//! (`{new graph} prov:wasRevisionOf {earlier graph}`). The earlier graph is gone; its IRI, a hash of the
//! article's IRI and text, stays, so that an earlier version that comes again is known.

use super::Change;
use crate::store::terms::{
    DATE_MODIFIED, DATE_PUBLISHED, INPUT_SHA256, WAS_DERIVED_FROM, WAS_REVISION_OF,
};
use crate::store::{Changes, Store, StoreError};
use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode,
    NamedOrBlankNodeRef, Quad, Term,
};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// An article that is about to be read: how it is known, and when it was made.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    pub article: &'a NamedNode,
    /// The graph that it would have.
    pub graph: &'a NamedNode,
    /// What `ng:inputSha256` of that graph would be.
    pub input_sha256: &'a str,
    /// When this version was made: a day, or a time in UTC; empty where unknown.
    pub version: &'a str,
}

/// What putting the article would change, where that is known without reading it: nothing, because the
/// store has this very version, or a later one. `None`: it has to be read.
pub fn foresee(store: &Store, candidate: Candidate<'_>) -> Result<Option<Change>, StoreError> {
    let Candidate { article, graph, input_sha256, version } = candidate;
    let digest = Literal::new_simple_literal(input_sha256);
    if store.quads().contains(&Quad::new(graph.clone(), INPUT_SHA256, digest, graph.clone()))? {
        return Ok(Some(Change::Unchanged));
    }
    let catalogue = GraphNameRef::from(store.catalogue_graph());
    let found = store.quads().quads_for_pattern(
        None,
        Some(WAS_DERIVED_FROM),
        Some(article.as_ref().into()),
        Some(catalogue),
    );
    for quad in found {
        let NamedOrBlankNode::NamedNode(current) = quad?.subject else { continue };
        if current == *graph {
            // The same text, with other things said of it.
            return Ok(None);
        }
        let mut held = Vec::new();
        for date in [DATE_MODIFIED, DATE_PUBLISHED] {
            let of_article = Some(NamedOrBlankNodeRef::from(article));
            let current = Some(GraphNameRef::from(&current));
            for quad in store.quads().quads_for_pattern(of_article, Some(date), None, current) {
                held.push(quad?);
            }
        }
        let mut earlier = store.quads().quads_for_pattern(
            None,
            Some(WAS_REVISION_OF),
            Some(graph.as_ref().into()),
            Some(catalogue),
        );
        let superseded = earlier.next().transpose()?.is_some();
        if is_earlier(version, &version_of(&held, article.as_ref()), superseded) {
            return Ok(Some(Change::Earlier));
        }
    }
    Ok(None)
}

/// When the version of an article was made that some statements describe; empty where they do not say.
pub(super) fn version_of(quads: &[Quad], article: NamedNodeRef<'_>) -> String {
    let date = |of: NamedNodeRef<'_>| {
        let mut about = quads.iter().filter(|quad| {
            quad.predicate == of && quad.subject.as_ref() == NamedOrBlankNodeRef::from(article)
        });
        about.find_map(|quad| match &quad.object {
            Term::Literal(date) => Some(date.value().to_owned()),
            _ => None,
        })
    };
    date(DATE_MODIFIED).or_else(|| date(DATE_PUBLISHED)).unwrap_or_default()
}

/// Whether a version is earlier than the one held. By their dates; where these do not tell, one that was
/// superseded before still is, and any other is taken for the later.
pub(super) fn is_earlier(new: &str, held: &str, superseded: bool) -> bool {
    match compare(new, held) {
        Some(Ordering::Less) => true,
        Some(Ordering::Greater) => false,
        Some(Ordering::Equal) | None => superseded,
    }
}

/// Compares days; times only where both are known.
fn compare(one: &str, other: &str) -> Option<Ordering> {
    let day = |text: &str| text.get(..10).map(str::to_owned);
    let (one_day, other_day) = (day(one)?, day(other)?);
    let timed = one.len() > 10 && other.len() > 10;
    Some(one_day.cmp(&other_day).then(if timed { one.cmp(other) } else { Ordering::Equal }))
}

/// What the catalogue says of the earlier versions behind a graph.
pub(super) fn revisions(
    store: &Store,
    changes: &Changes<'_>,
    graph: &NamedNode,
) -> Result<Vec<Quad>, StoreError> {
    let catalogue = GraphNameRef::from(store.catalogue_graph());
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let mut open = vec![graph.clone()];
    while let Some(graph) = open.pop() {
        if !seen.insert(graph.clone()) {
            continue;
        }
        let of_graph = Some(NamedOrBlankNodeRef::from(&graph));
        for quad in
            changes.quads_for_pattern(of_graph, Some(WAS_REVISION_OF), None, Some(catalogue))
        {
            let quad = quad?;
            if let Term::NamedNode(earlier) = &quad.object {
                open.push(earlier.clone());
            }
            found.push(quad);
        }
    }
    Ok(found)
}

/// The revisions to be kept when `graph` takes the place of `held`. A version that was there before
/// and has come back is no revision of itself.
pub(super) fn revised(
    store: &Store,
    held: &[NamedNode],
    graph: &NamedNode,
    old: &[Quad],
) -> Vec<Quad> {
    let catalogue = GraphName::from(store.catalogue_graph().clone());
    let is_of = |quad: &&Quad| quad.predicate == WAS_REVISION_OF && quad.graph_name == catalogue;
    let mut kept: Vec<Quad> = old.iter().filter(is_of).cloned().collect();
    if held.contains(graph) {
        return kept;
    }
    let itself = NamedOrBlankNode::from(graph.clone());
    kept.retain(|quad| quad.subject != itself && quad.object != Term::from(graph.clone()));
    for earlier in held {
        kept.push(Quad::new(graph.clone(), WAS_REVISION_OF, earlier.clone(), catalogue.clone()));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::is_earlier;

    #[test]
    fn versions_are_told_by_their_dates_and_else_by_what_was_superseded() {
        for (new, held, superseded, earlier) in [
            ("2026-01-30", "2026-01-31", false, true),
            ("2026-02-01", "2026-01-31", true, false),
            ("2026-01-31T10:00:00Z", "2026-01-31T11:00:00Z", false, true),
            ("2026-01-31", "2026-01-31T11:00:00Z", false, false),
            ("2026-01-31", "2026-01-31", true, true),
            ("", "2026-01-31", false, false),
            ("", "", true, true),
        ] {
            assert_eq!(is_earlier(new, held, superseded), earlier, "{new} {held}");
        }
    }
}
