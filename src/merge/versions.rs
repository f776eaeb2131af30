//! Versions of an article: a later one replaces the earlier, and its graph keeps that it did
//! (`{new graph} prov:wasRevisionOf {earlier graph}`). The earlier graph is gone; its IRI, a hash of the
//! article's IRI and text, stays, so that an earlier version that comes again is known. Another text
//! under the same IRI is the later version, unless its date says otherwise.

use super::{ArticleGraph, Batch};
use crate::store::terms::{
    DATE_MODIFIED, DATE_PUBLISHED, INPUT_SHA256, WAS_DERIVED_FROM, WAS_REVISION_OF,
};
use crate::store::{Store, StoreError};
use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode,
    NamedOrBlankNodeRef, Quad, Term,
};
use std::cmp::Ordering;

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

/// Why an article need not be put into the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needless {
    /// It would say what is there.
    Unchanged,
    /// A later version of it is there.
    Earlier,
}

/// Why an article need not be read, where the store can tell.
pub fn foresee(store: &Store, candidate: Candidate<'_>) -> Result<Option<Needless>, StoreError> {
    let Candidate { article, graph, input_sha256, version } = candidate;
    let digest = Literal::new_simple_literal(input_sha256);
    if store.quads().contains(&Quad::new(graph.clone(), INPUT_SHA256, digest, graph.clone()))? {
        return Ok(Some(Needless::Unchanged));
    }
    let catalogue = Some(GraphNameRef::from(store.catalogue_graph()));
    let derived = Some(WAS_DERIVED_FROM);
    let of = Some(article.as_ref().into());
    for quad in store.quads().quads_for_pattern(None, derived, of, catalogue) {
        let NamedOrBlankNode::NamedNode(held) = quad?.subject else { continue };
        if held == *graph {
            // The same text, with other things said of it.
            return Ok(None);
        }
        let said = said_of_version(article, &held, |subject, predicate, graph| {
            let found =
                store.quads().quads_for_pattern(subject, Some(predicate), None, Some(graph));
            found.map(|quad| quad.map_err(StoreError::from)).collect()
        })?;
        if is_earlier(version, &version_of(&said, article.as_ref()), supersedes(&said, graph)) {
            return Ok(Some(Needless::Earlier));
        }
    }
    Ok(None)
}

/// Settles what an article is to the version of it that the store has: the graph of a later one is told
/// of those before it, and then to be put. `true`: it is an earlier one, and not to be put.
pub fn revise(batch: &Batch<'_>, new: &mut ArticleGraph) -> Result<bool, StoreError> {
    let (store, changes) = batch.view();
    let ArticleGraph { article, graph, quads } = new;
    let mut revisions = Vec::new();
    for held in store.graphs_of(changes, article.as_ref())? {
        let said = said_of_version(article, &held, |subject, predicate, graph| {
            changes.quads_for_pattern(subject, Some(predicate), None, Some(graph)).collect()
        })?;
        let same = held == *graph;
        let of_held = version_of(&said, article.as_ref());
        if !same
            && is_earlier(&version_of(quads, article.as_ref()), &of_held, supersedes(&said, graph))
        {
            return Ok(true);
        }
        // A version that was there before and has come back is no revision of itself.
        let itself = NamedOrBlankNode::from(graph.clone());
        revisions.extend(said.into_iter().filter(|quad| {
            quad.predicate == WAS_REVISION_OF
                && (same || (quad.subject != itself && quad.object != Term::from(graph.clone())))
        }));
        if !same {
            let name = GraphName::DefaultGraph;
            revisions.push(Quad::new(graph.clone(), WAS_REVISION_OF, held, name));
        }
    }
    // Which graph they stand in is settled with the rest of the article.
    quads.extend(revisions);
    Ok(false)
}

/// What a graph says of the article's dates, and of the versions before it.
fn said_of_version(
    article: &NamedNode,
    held: &NamedNode,
    find: impl Fn(
        Option<NamedOrBlankNodeRef<'_>>,
        NamedNodeRef<'_>,
        GraphNameRef<'_>,
    ) -> Result<Vec<Quad>, StoreError>,
) -> Result<Vec<Quad>, StoreError> {
    let graph = GraphNameRef::from(held);
    let article = Some(NamedOrBlankNodeRef::from(article));
    let mut said = find(article, DATE_MODIFIED, graph)?;
    said.extend(find(article, DATE_PUBLISHED, graph)?);
    said.extend(find(None, WAS_REVISION_OF, graph)?);
    Ok(said)
}

/// Whether a version came before the one that says this.
fn supersedes(said: &[Quad], graph: &NamedNode) -> bool {
    let graph = Term::from(graph.clone());
    said.iter().any(|quad| quad.predicate == WAS_REVISION_OF && quad.object == graph)
}

/// When the version of an article was made that some statements describe; empty where they do not say.
fn version_of(quads: &[Quad], article: NamedNodeRef<'_>) -> String {
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
fn is_earlier(new: &str, held: &str, superseded: bool) -> bool {
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
