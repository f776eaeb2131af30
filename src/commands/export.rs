//! `newsgraph export`: writes the graph to a file or to standard output.

use super::Status;
use super::data::Data;
use crate::cli::GlobalArgs;
use crate::export::{Context, Format, Selection, Style, write_file, write_store};
use crate::printer::Printer;
use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use oxigraph::model::GraphName;
use std::path::PathBuf;

/// Writes the merged graph, the sources or one graph, always sorted: the same graph gives the same
/// bytes
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Every source as it came, each in its named graph (trig, nquads, jsonld)
    #[arg(long, conflicts_with = "graph")]
    sources: bool,
    /// One named graph
    #[arg(long, value_name = "IRI")]
    graph: Option<String>,
    /// Default: by the output file's extension, else turtle, or trig for --sources
    #[arg(long, short, value_enum)]
    format: Option<GraphFormat>,
    /// The file, which appears whole or not at all. Default: standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Writes this RDF file anew and not the store
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
}

/// The formats of graphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum GraphFormat {
    Turtle,
    Trig,
    Ntriples,
    Nquads,
    Rdfxml,
    Jsonld,
}

impl From<GraphFormat> for Format {
    fn from(format: GraphFormat) -> Self {
        match format {
            GraphFormat::Turtle => Self::Turtle,
            GraphFormat::Trig => Self::TriG,
            GraphFormat::Ntriples => Self::NTriples,
            GraphFormat::Nquads => Self::NQuads,
            GraphFormat::Rdfxml => Self::RdfXml,
            GraphFormat::Jsonld => Self::JsonLd,
        }
    }
}

/// The context of the project's JSON-LD.
pub(super) fn context() -> Result<Context> {
    Ok(Context::parse(include_str!("../../ontology/context.jsonld"))?)
}

/// Runs the command.
///
/// # Errors
/// Where the store cannot be read, the format cannot hold the graph, or the file cannot be written.
pub fn run(args: &ExportArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    let format = format(args)?;
    let data = Data::open(args.data.as_deref(), global)?;
    let selection = match &args.graph {
        Some(iri) => Selection::Graph(data.graph(iri)?),
        None if args.sources => Selection::Named(data.sources()?),
        None => Selection::Graph(GraphName::DefaultGraph),
    };
    let context = context()?;
    let style = Style { format, prefixes: &data.prefixes, context: &context };
    match &args.output {
        Some(path) => {
            write_file(path, |out| write_store(data.store.quads(), &selection, style, out))?;
            printer.say(&format!("wrote `{}` ({})", path.display(), format.title()));
        }
        None => write_store(data.store.quads(), &selection, style, &mut printer.stdout())?,
    }
    Ok(Status::Done)
}

fn format(args: &ExportArgs) -> Result<Format> {
    if let Some(format) = args.format {
        return Ok(format.into());
    }
    match &args.output {
        Some(path) => Format::from_path(path).with_context(|| {
            format!("`{}`: the extension tells no format: add --format, or use .ttl, .trig, .nt, .nq, .rdf or .jsonld", path.display())
        }),
        None if args.sources => Ok(Format::TriG),
        None => Ok(Format::Turtle),
    }
}
