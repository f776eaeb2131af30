//! Writes graphs to files: Turtle, TriG, N-Triples, N-Quads, RDF/XML and compact JSON-LD, always
//! sorted, so that the same graph gives the same bytes.
//!
//! Memory: one graph at a time is held and sorted (some 300 bytes a statement); the number of named
//! graphs does not matter, except where blank nodes occur, which need the whole selection at
//! once to get stable names.

mod context;
mod error;
mod file;
mod format;
mod jsonld;
mod order;
mod term;
mod turtle;
mod xml;

pub use context::Context;
pub use error::ExportError;
pub use file::write_file;
pub use format::Format;
pub use order::compare_objects as compare_terms;

use crate::prefixes::Prefixes;
use oxigraph::model::{GraphName, GraphNameRef, NamedNode, Quad, Triple};
use oxigraph::store::Store;
use std::collections::BTreeMap;
use std::io::{self, Write};
use term::TermWriter;

/// Which graphs are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// One graph, as if it stood alone: its name is left out.
    Graph(GraphName),
    /// Named graphs under their names.
    Named(Vec<NamedNode>),
}

/// What every format needs beside the statements.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    pub format: Format,
    pub prefixes: &'a Prefixes,
    /// For JSON-LD.
    pub context: &'a Context,
}

/// Writes graphs of a store.
///
/// # Errors
/// [`ExportError::OneGraphOnly`] for named graphs in a format without them; else what reading,
/// writing and the format's limits bring.
pub fn write_store(
    store: &Store,
    selection: &Selection,
    style: Style<'_>,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let mut names = match selection {
        Selection::Graph(name) => vec![name.clone()],
        Selection::Named(_) if !style.format.holds_graphs() => {
            return Err(ExportError::OneGraphOnly(style.format.title()));
        }
        Selection::Named(names) => names.iter().cloned().map(GraphName::from).collect(),
    };
    names.sort_by_key(ToString::to_string);
    let in_its_place = |name: &GraphName| match selection {
        Selection::Graph(_) => GraphName::DefaultGraph,
        Selection::Named(_) => name.clone(),
    };
    if has_blank_nodes(store, &names)? {
        let mut quads = Vec::new();
        for name in &names {
            for quad in store.quads_for_pattern(None, None, None, Some(name.as_ref())) {
                let Quad { subject, predicate, object, .. } = quad?;
                quads.push(Quad { subject, predicate, object, graph_name: in_its_place(name) });
            }
        }
        return write_quads(&quads, style, out);
    }
    let graphs = names.iter().map(|name| {
        let triples = read_graph(store, name.as_ref())?;
        Ok((in_its_place(name), triples))
    });
    // TriG's prefixes stand before its graphs, so that which are used must be known before.
    let mut terms = TermWriter::new(style.prefixes);
    if style.format == Format::TriG {
        for name in &names {
            collect_prefixes(&read_graph(store, name.as_ref())?, &in_its_place(name), &mut terms)?;
        }
    }
    write_graphs(graphs, terms, style, out)
}

/// Writes statements held in memory, such as the answer of a CONSTRUCT. Blank nodes get stable names.
///
/// # Errors
/// As [`write_store`].
pub fn write_quads(
    quads: &[Quad],
    style: Style<'_>,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let named;
    let quads = if quads.iter().any(order::is_blank) {
        named = order::name_blank_nodes(quads);
        &named
    } else {
        quads
    };
    let mut graphs: BTreeMap<String, (GraphName, Vec<Triple>)> = BTreeMap::new();
    for quad in quads {
        let key = match &quad.graph_name {
            GraphName::DefaultGraph => String::new(),
            name => name.to_string(),
        };
        let entry = graphs.entry(key).or_insert_with(|| (quad.graph_name.clone(), Vec::new()));
        entry.1.push(quad.clone().into());
    }
    if !style.format.holds_graphs() && graphs.keys().any(|key| !key.is_empty()) {
        return Err(ExportError::OneGraphOnly(style.format.title()));
    }
    let mut graphs: Vec<(GraphName, Vec<Triple>)> = graphs.into_values().collect();
    if graphs.is_empty() {
        graphs.push((GraphName::DefaultGraph, Vec::new()));
    }
    let mut terms = TermWriter::new(style.prefixes);
    for (name, triples) in &mut graphs {
        order::sort(triples);
        if style.format == Format::TriG {
            collect_prefixes(triples, name, &mut terms)?;
        }
    }
    write_graphs(graphs.into_iter().map(Ok), terms, style, out)
}

/// Writes triples held in memory.
///
/// # Errors
/// As [`write_store`].
pub fn write_triples(
    triples: impl IntoIterator<Item = Triple>,
    style: Style<'_>,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let quads: Vec<Quad> = triples.into_iter().map(order::in_default_graph).collect();
    write_quads(&quads, style, out)
}

fn has_blank_nodes(store: &Store, names: &[GraphName]) -> Result<bool, ExportError> {
    for name in names {
        for quad in store.quads_for_pattern(None, None, None, Some(name.as_ref())) {
            if order::is_blank(&quad?) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn read_graph(store: &Store, name: GraphNameRef<'_>) -> Result<Vec<Triple>, ExportError> {
    let mut triples = Vec::new();
    for quad in store.quads_for_pattern(None, None, None, Some(name)) {
        triples.push(quad?.into());
    }
    order::sort(&mut triples);
    Ok(triples)
}

/// Writes into nothing, for the prefixes' sake.
fn collect_prefixes(
    triples: &[Triple],
    name: &GraphName,
    terms: &mut TermWriter<'_>,
) -> Result<(), ExportError> {
    if let GraphName::NamedNode(name) = name {
        terms.iri(name.as_ref());
    }
    Ok(turtle::write_triples(triples, terms, "", &mut io::sink())?)
}

/// Writes sorted graphs in their order.
fn write_graphs(
    graphs: impl Iterator<Item = Result<(GraphName, Vec<Triple>), ExportError>>,
    mut terms: TermWriter<'_>,
    style: Style<'_>,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    match style.format {
        Format::Turtle => {
            for graph in graphs {
                let (name, triples) = graph?;
                collect_prefixes(&triples, &name, &mut terms)?;
                write_directives(&terms, out)?;
                turtle::write_triples(&triples, &mut terms, "", out)?;
            }
        }
        Format::TriG => {
            write_directives(&terms, out)?;
            for (index, graph) in graphs.enumerate() {
                let (name, triples) = graph?;
                if index > 0 {
                    writeln!(out)?;
                }
                write_trig_graph(&name, &triples, &mut terms, out)?;
            }
        }
        Format::NTriples | Format::NQuads => {
            for graph in graphs {
                let (name, triples) = graph?;
                write_lines(&name, &triples, out)?;
            }
        }
        Format::RdfXml => {
            for graph in graphs {
                xml::write(&graph?.1, style.prefixes, out)?;
            }
        }
        Format::JsonLd => write_jsonld(graphs, style.context, out)?,
    }
    out.flush()?;
    Ok(())
}

fn write_directives(terms: &TermWriter<'_>, out: &mut dyn Write) -> io::Result<()> {
    let directives = terms.directives();
    if directives.is_empty() { Ok(()) } else { writeln!(out, "{directives}") }
}

fn write_trig_graph(
    name: &GraphName,
    triples: &[Triple],
    terms: &mut TermWriter<'_>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let name = match name {
        GraphName::DefaultGraph => return turtle::write_triples(triples, terms, "", out),
        GraphName::NamedNode(name) => terms.iri(name.as_ref()),
        GraphName::BlankNode(name) => name.to_string(),
    };
    writeln!(out, "{name} {{")?;
    turtle::write_triples(triples, terms, "    ", out)?;
    writeln!(out, "}}")
}

/// N-Triples and N-Quads in canonical form, sorted by their lines.
fn write_lines(name: &GraphName, triples: &[Triple], out: &mut dyn Write) -> io::Result<()> {
    let graph = match name {
        GraphName::DefaultGraph => String::new(),
        name => format!(" {name}"),
    };
    let mut lines: Vec<String> =
        triples.iter().map(|triple| format!("{triple}{graph} .")).collect();
    lines.sort_unstable();
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// One object after the other, so that no more than a graph is in memory.
fn write_jsonld(
    graphs: impl Iterator<Item = Result<(GraphName, Vec<Triple>), ExportError>>,
    context: &Context,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let heading = serde_json::to_string_pretty(&context.json).map_err(io::Error::from)?;
    writeln!(out, "{{\n  \"@context\": {},", heading.replace('\n', "\n  "))?;
    write!(out, "  \"{}\": [", context.keyword("@graph"))?;
    let mut separator = "\n";
    for graph in graphs {
        let (name, triples) = graph?;
        let inner = jsonld::nodes(&triples, context)?;
        let nodes = match name {
            GraphName::DefaultGraph => inner,
            GraphName::NamedNode(name) => vec![jsonld::graph(name.as_str(), inner, context)?],
            GraphName::BlankNode(name) => vec![jsonld::graph(&name.to_string(), inner, context)?],
        };
        for node in nodes {
            let text = serde_json::to_string_pretty(&node).map_err(io::Error::from)?;
            write!(out, "{separator}    {}", text.replace('\n', "\n    "))?;
            separator = ",\n";
        }
    }
    writeln!(out, "\n  ]\n}}")?;
    Ok(())
}

#[cfg(test)]
mod tests;
