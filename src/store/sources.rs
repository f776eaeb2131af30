//! The catalogue: which named graph comes from which article.

use super::terms::WAS_DERIVED_FROM;
use super::{Changes, Store, StoreError};
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

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

    /// The graphs that an article has, seen with changes.
    pub(crate) fn graphs_of(
        &self,
        changes: &Changes<'_>,
        article: NamedNodeRef<'_>,
    ) -> Result<Vec<NamedNode>, StoreError> {
        let graph = Some(GraphNameRef::from(&self.catalogue));
        let article = Some(article.into());
        let mut graphs = Vec::new();
        for quad in changes.quads_for_pattern(None, Some(WAS_DERIVED_FROM), article, graph) {
            graphs.extend(source(quad?).map(|source| source.graph));
        }
        graphs.sort_unstable();
        Ok(graphs)
    }

    /// The article that a graph comes from, seen with changes.
    pub(crate) fn article_of(
        &self,
        changes: &Changes<'_>,
        graph: NamedNodeRef<'_>,
    ) -> Result<Option<NamedNode>, StoreError> {
        let catalogue = Some(GraphNameRef::from(&self.catalogue));
        let graph = Some(graph.into());
        let mut found = changes.quads_for_pattern(graph, Some(WAS_DERIVED_FROM), None, catalogue);
        Ok(found.next().transpose()?.and_then(source).map(|source| source.article))
    }

    /// What the catalogue says of one source. Anything more on the graph (which program made it)
    /// its own statements say.
    pub(crate) fn catalogue_entry(&self, source: &Source) -> Quad {
        let (graph, article) = (source.graph.clone(), source.article.clone());
        Quad::new(graph, WAS_DERIVED_FROM, article, self.catalogue.clone())
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
