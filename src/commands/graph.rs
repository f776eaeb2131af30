//! From the tables of an article to its graph, by the bundled mapping.

use crate::facts::Facts;
use crate::iri::Base;
use crate::merge::ArticleGraph;
use crate::rml::Mapping;
use anyhow::{Context as _, Result};
use oxigraph::model::NamedNode;

const MAPPING: &str = include_str!("../../ontology/mapping.ttl");

/// The bundled mapping.
pub(super) fn mapping(base: &Base) -> Result<Mapping> {
    Mapping::parse(MAPPING, base.as_str()).context("ontology/mapping.ttl")
}

/// What an article's tables say, as a graph.
pub(super) fn graph_of(mapping: &Mapping, facts: &Facts) -> Result<ArticleGraph> {
    let iri = |column: &str, iri: &str| {
        NamedNode::new(iri)
            .with_context(|| format!("the article's {column} `{iri}` is no absolute IRI"))
    };
    let article = iri("iri", &facts.article.iri)?;
    let graph = iri("graph", &facts.article.graph)?;
    let mut quads = Vec::new();
    mapping.run(&facts.tables(), |quad| quads.push(quad))?;
    Ok(ArticleGraph { article, graph, quads })
}
