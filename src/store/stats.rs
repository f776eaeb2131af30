//! How much of what a store holds.

use super::terms::{
    ALTERNATE_OF, FIGURE, IN_LANGUAGE, MEMBERSHIP, MODALITY, ORGANIZATION, PERSON, PLACE,
    PROGRAMME, QUOTATION, TYPE,
};
use super::{Store, StoreError};
use oxigraph::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, Quad, Term, TermRef};
use serde::Serialize;
use std::collections::BTreeMap;

/// Counts of the merged graph: what two articles both speak of counts once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    pub articles: usize,
    /// Articles that print the text of another one.
    pub copies: usize,
    /// Articles by language tag; those that name none are left out.
    pub languages: BTreeMap<String, usize>,
    pub people: usize,
    pub organizations: usize,
    pub programmes: usize,
    pub places: usize,
    pub roles: usize,
    pub figures: usize,
    /// Figures by the last part of their modality's IRI.
    pub modalities: BTreeMap<String, usize>,
    pub quotes: usize,
    /// Source graphs of articles and files.
    pub graphs: usize,
    /// Files of other people's graphs.
    pub foreign: usize,
    /// Statements of the merged graph.
    pub triples: usize,
    /// Statements of all graphs together.
    pub quads: usize,
}

impl Store {
    /// Counts everything; takes as long as reading the whole store.
    pub fn stats(&self) -> Result<Stats, StoreError> {
        let sources = self.sources()?;
        let mut stats = Stats {
            graphs: sources.len(),
            foreign: self.foreign_sources()?.len(),
            people: self.count(PERSON)?,
            organizations: self.count(ORGANIZATION)?,
            programmes: self.count(PROGRAMME)?,
            places: self.count(PLACE)?,
            roles: self.count(MEMBERSHIP)?,
            figures: self.count(FIGURE)?,
            quotes: self.count(QUOTATION)?,
            triples: self.merged(None, None, None).count(),
            quads: self.quads.len()?,
            ..Stats::default()
        };
        let mut articles: Vec<_> = sources.into_iter().map(|source| source.article).collect();
        articles.retain(|article| !self.is_foreign(article));
        articles.dedup();
        stats.articles = articles.len();
        let identity = Some(GraphNameRef::from(self.identity_graph()));
        for quad in self.quads.quads_for_pattern(None, Some(ALTERNATE_OF), None, identity) {
            quad?;
            stats.copies += 1;
        }
        for article in &articles {
            for quad in self.merged(Some(article.into()), Some(IN_LANGUAGE), None) {
                if let Term::Literal(language) = quad?.object {
                    *stats.languages.entry(language.value().to_owned()).or_default() += 1;
                }
            }
        }
        for quad in self.merged(None, Some(MODALITY), None) {
            if let Term::NamedNode(modality) = quad?.object {
                let name = modality.as_str().rsplit(['#', '/']).next().unwrap_or_default();
                *stats.modalities.entry(name.to_owned()).or_default() += 1;
            }
        }
        Ok(stats)
    }

    fn count(&self, class: NamedNodeRef<'_>) -> Result<usize, StoreError> {
        let mut count = 0;
        for quad in self.merged(None, Some(TYPE), Some(class.into())) {
            quad?;
            count += 1;
        }
        Ok(count)
    }

    fn merged(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        let graph = Some(GraphNameRef::DefaultGraph);
        self.quads
            .quads_for_pattern(subject, predicate, object, graph)
            .map(|quad| quad.map_err(StoreError::from))
    }
}
