//! The catalogue: which named graph comes from which article.

use super::terms::{ENTITY, TYPE, WAS_ATTRIBUTED_TO, WAS_DERIVED_FROM};
use super::{Store, StoreError};
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxigraph::store::Transaction;

/// A source graph and the article that it comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    pub article: NamedNode,
    pub graph: NamedNode,
}

impl Store {
    /// All sources, sorted by article.
    pub fn sources(&self) -> Result<Vec<Source>, StoreError> {
        let graph = GraphNameRef::from(&self.catalogue);
        let mut sources = Vec::new();
        for quad in self.quads.quads_for_pattern(None, Some(WAS_DERIVED_FROM), None, Some(graph)) {
            sources.extend(source(quad?));
        }
        sources.sort_unstable();
        Ok(sources)
    }

    /// The graphs that an article has, seen from inside a transaction.
    pub(crate) fn graphs_of(
        &self,
        transaction: &Transaction<'_>,
        article: NamedNodeRef<'_>,
    ) -> Result<Vec<NamedNode>, StoreError> {
        let graph = Some(GraphNameRef::from(&self.catalogue));
        let article = Some(article.into());
        let mut graphs = Vec::new();
        for quad in transaction.quads_for_pattern(None, Some(WAS_DERIVED_FROM), article, graph) {
            graphs.extend(source(quad?).map(|source| source.graph));
        }
        graphs.sort_unstable();
        Ok(graphs)
    }

    /// The article that a graph comes from, seen from inside a transaction.
    pub(crate) fn article_of(
        &self,
        transaction: &Transaction<'_>,
        graph: NamedNodeRef<'_>,
    ) -> Result<Option<NamedNode>, StoreError> {
        let catalogue = Some(GraphNameRef::from(&self.catalogue));
        let graph = Some(graph.into());
        let mut found =
            transaction.quads_for_pattern(graph, Some(WAS_DERIVED_FROM), None, catalogue);
        Ok(found.next().transpose()?.and_then(source).map(|source| source.article))
    }

    /// What the catalogue says of one source.
    pub(crate) fn catalogue_entry(&self, source: &Source) -> Vec<Quad> {
        // No clock: the same input must give the same bytes. Who made the graph is the program in
        // its version, whose IRI hangs on no base.
        let agent = NamedNode::new_unchecked(concat!(
            "https://newsgraph.example/software/newsgraph-",
            env!("CARGO_PKG_VERSION")
        ));
        let entry = |predicate: NamedNodeRef<'_>, object: Term| {
            Quad::new(source.graph.clone(), predicate, object, self.catalogue.clone())
        };
        vec![
            entry(TYPE, ENTITY.into_owned().into()),
            entry(WAS_DERIVED_FROM, source.article.clone().into()),
            entry(WAS_ATTRIBUTED_TO, agent.into()),
        ]
    }
}

fn source(quad: Quad) -> Option<Source> {
    match (quad.subject, quad.object) {
        (NamedOrBlankNode::NamedNode(graph), Term::NamedNode(article)) => {
            Some(Source { article, graph })
        }
        _ => None,
    }
}
