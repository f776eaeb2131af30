//! What the catalogue says of foreign graphs: which file each named graph comes from.
//!
//! ```turtle
//! <source/2ba8a36b29e5> a ng:ForeignGraph, prov:Entity ; ng:fileName "their.ttl" ;
//!     ng:contentSha256 "2ba8a36b29e5..." ; schema:license <...> .
//! <graph/2ba8a36b29e5> prov:wasDerivedFrom <source/2ba8a36b29e5> .
//! ```
//! A file is known by its content. Its named graphs keep their names, unless several files (or the store
//! itself) use one: then each file's part stands under a name of its own, and `ng:graphName` says which
//! is meant. So what the store holds hangs on which files it holds, and not on the order of their coming.

use super::terms::{
    CONTENT_SHA256, ENTITY, FILE_NAME, FOREIGN_GRAPH, GRAPH_NAME, LICENSE, TYPE, WAS_DERIVED_FROM,
};
use super::view::View;
use super::{Store, StoreError};
use crate::iri::TextHash;
use oxigraph::model::{GraphNameRef, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use std::collections::BTreeSet;

/// A file whose graphs the store holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ForeignSource {
    /// `{base}source/{hash}`.
    pub iri: NamedNode,
    /// The names under which it was given.
    pub names: BTreeSet<String>,
    /// What it states itself: the IRI or the words.
    pub licenses: BTreeSet<String>,
    pub graphs: Vec<NamedNode>,
}

impl Store {
    /// The IRI of a file by the SHA-256 of its content.
    pub(crate) fn foreign_iri(&self, sha256: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}source/{}", self.base().as_str(), &sha256[..12]))
    }

    /// Whether an IRI is that of a file with foreign graphs.
    pub(crate) fn is_foreign(&self, source: &NamedNode) -> bool {
        let rest = source.as_str().strip_prefix(self.base().as_str());
        rest.is_some_and(|rest| rest.starts_with("source/"))
    }

    /// The graph of a file's statements that name none.
    pub(crate) fn foreign_graph(&self, sha256: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}graph/{}", self.base().as_str(), &sha256[..12]))
    }

    /// The name of a file's part of a graph whose name it cannot have for itself.
    pub(crate) fn own_part(&self, source: &NamedNode, name: &NamedNode) -> NamedNode {
        let hash = source.as_str().rsplit('/').next().unwrap_or_default();
        let part = TextHash::of(name.as_str());
        let base = self.base().as_str();
        NamedNode::new_unchecked(format!("{base}graph/{hash}/{}", part.short()))
    }

    /// Whether a name is one that the store gives, so that no file can have it.
    pub(crate) fn is_own_graph(&self, name: &NamedNode) -> bool {
        let rest = name.as_str().strip_prefix(self.base().as_str());
        rest.is_some_and(|rest| rest.starts_with("graph/"))
    }

    /// What the catalogue says of a file under one of its names, its graphs aside.
    pub(crate) fn foreign_entry(
        &self,
        source: &NamedNode,
        name: &str,
        sha256: &str,
        licenses: &[Term],
    ) -> Vec<Quad> {
        let text = |text: &str| Term::from(Literal::new_simple_literal(text));
        let mut entry: Vec<(NamedNode, Term)> = vec![
            (TYPE.into_owned(), FOREIGN_GRAPH.into_owned().into()),
            (TYPE.into_owned(), ENTITY.into_owned().into()),
            (FILE_NAME.into_owned(), text(name)),
            (CONTENT_SHA256.into_owned(), text(sha256)),
        ];
        entry.extend(licenses.iter().map(|license| (LICENSE.into_owned(), license.clone())));
        let graph = self.catalogue_graph();
        let quad =
            |(predicate, object)| Quad::new(source.clone(), predicate, object, graph.clone());
        entry.into_iter().map(quad).collect()
    }

    /// Whether the store holds any foreign graph.
    pub(crate) fn has_foreign(&self, view: &impl View) -> Result<bool, StoreError> {
        let graph = Some(GraphNameRef::from(self.catalogue_graph()));
        view.is_any(None, Some(TYPE), Some(FOREIGN_GRAPH.into()), graph)
    }

    /// All files with foreign graphs, sorted.
    pub fn foreign_sources(&self) -> Result<Vec<ForeignSource>, StoreError> {
        self.foreign_in(self)
    }

    /// The same, seen with changes.
    pub(crate) fn foreign_in(&self, view: &impl View) -> Result<Vec<ForeignSource>, StoreError> {
        let catalogue = Some(GraphNameRef::from(self.catalogue_graph()));
        let mut sources = Vec::new();
        for quad in view.find(None, Some(TYPE), Some(FOREIGN_GRAPH.into()), catalogue)? {
            let NamedOrBlankNode::NamedNode(iri) = quad.subject else { continue };
            let (mut names, mut licenses) = (BTreeSet::new(), BTreeSet::new());
            for quad in view.find(Some((&iri).into()), None, None, catalogue)? {
                let text = match quad.object {
                    Term::NamedNode(node) => node.into_string(),
                    Term::Literal(literal) => literal.value().to_owned(),
                    Term::BlankNode(_) => continue,
                };
                if quad.predicate == FILE_NAME {
                    names.insert(text);
                } else if quad.predicate == LICENSE {
                    licenses.insert(text);
                }
            }
            let mut graphs = Vec::new();
            for quad in view.find(None, Some(WAS_DERIVED_FROM), Some((&iri).into()), catalogue)? {
                if let NamedOrBlankNode::NamedNode(graph) = quad.subject {
                    graphs.push(graph);
                }
            }
            graphs.sort_unstable();
            sources.push(ForeignSource { iri, names, licenses, graphs });
        }
        sources.sort_unstable();
        Ok(sources)
    }

    /// The article or file that a graph comes from.
    pub(crate) fn source_of(
        &self,
        view: &impl View,
        graph: &NamedNode,
    ) -> Result<Option<NamedNode>, StoreError> {
        let catalogue = Some(GraphNameRef::from(self.catalogue_graph()));
        let found = view.find(Some(graph.into()), Some(WAS_DERIVED_FROM), None, catalogue)?;
        Ok(found.into_iter().find_map(|quad| match quad.object {
            Term::NamedNode(source) => Some(source),
            _ => None,
        }))
    }

    /// The name that a file gave a graph which stands under another.
    pub(crate) fn given_name(
        &self,
        view: &impl View,
        graph: &NamedNode,
    ) -> Result<Option<NamedNode>, StoreError> {
        let catalogue = Some(GraphNameRef::from(self.catalogue_graph()));
        let found = view.find(Some(graph.into()), Some(GRAPH_NAME), None, catalogue)?;
        Ok(found.into_iter().find_map(|quad| match quad.object {
            Term::NamedNode(name) => Some(name),
            _ => None,
        }))
    }
}
