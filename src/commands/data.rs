//! What `query`, `export` and `validate` read: the store, or a file in its place.

use crate::cli::GlobalArgs;
use crate::iri::Base;
use crate::prefixes::Prefixes;
use crate::store::{Access, Store};
use anyhow::{Context as _, Result, anyhow};
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// A store for reading, and what belongs to it.
pub(super) struct Data {
    pub(super) store: Store,
    pub(super) prefixes: Prefixes,
}

impl Data {
    /// Opens the file where one is given, else the store.
    pub(super) fn open(file: Option<&Path>, global: &GlobalArgs) -> Result<Self> {
        let base = global.base.as_deref().map(Base::new).transpose()?;
        let store = match file {
            Some(file) => {
                let store = Store::in_memory(base.unwrap_or_default())?;
                load(file, &store)?;
                store
            }
            None => Store::open_existing(&global.store, base.as_ref(), Access::Read)?,
        };
        let prefixes = Prefixes::new(store.base());
        Ok(Self { store, prefixes })
    }

    /// The graphs of the sources: all named graphs but those that the store keeps for itself.
    pub(super) fn sources(&self) -> Result<Vec<NamedNode>> {
        let store = &self.store;
        let own = [
            store.identity_graph(),
            store.catalogue_graph(),
            store.alignment_graph(),
            store.comparison_graph(),
        ];
        let mut names = Vec::new();
        for graph in self.store.quads().named_graphs() {
            match graph? {
                NamedOrBlankNode::NamedNode(name) if !own.contains(&&name) => names.push(name),
                _ => {}
            }
        }
        names.sort_by(|left, right| left.as_str().cmp(right.as_str()));
        Ok(names)
    }

    /// The graph of an IRI as typed, whole or with a prefix.
    ///
    /// # Errors
    /// Where the store has no such graph.
    pub(super) fn graph(&self, iri: &str) -> Result<GraphName> {
        let bare = iri.trim_start_matches('<').trim_end_matches('>');
        let whole = self.prefixes.expand(bare).unwrap_or_else(|| bare.to_owned());
        let name = NamedNode::new(&whole).with_context(|| format!("`{iri}` is no IRI"))?;
        if !self.store.quads().contains_named_graph(&name)? {
            return Err(anyhow!(
                "there is no graph <{whole}>; `newsgraph query -q 'SELECT DISTINCT ?g {{ GRAPH ?g {{}} }}'` lists those there are"
            ));
        }
        Ok(name.into())
    }
}

/// Reads an RDF file, whose extension tells the format. Relative IRIs are resolved against the file.
pub(super) fn load(path: &Path, store: &Store) -> Result<()> {
    let shown = path.display();
    let format = path
        .extension()
        .and_then(|extension| RdfFormat::from_extension(extension.to_str()?))
        .with_context(|| format!("`{shown}`: a file's extension tells its format: use .ttl, .trig, .nt, .nq, .rdf or .jsonld"))?;
    let file = File::open(path).with_context(|| format!("`{shown}` could not be opened"))?;
    let absolute = std::path::absolute(path).with_context(|| format!("`{shown}`"))?;
    let mut parser = RdfParser::from_format(format);
    if let Ok(based) = parser.clone().with_base_iri(format!("file://{}", absolute.display())) {
        parser = based;
    }
    let mut loader = store.quads().bulk_loader();
    loader
        .load_from_reader(parser, BufReader::new(file))
        .with_context(|| format!("`{shown}` could not be read"))?;
    Ok(loader.commit()?)
}
