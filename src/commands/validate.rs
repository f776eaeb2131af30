//! `newsgraph validate`: checks the graph against SHACL shapes.

use super::Status;
use super::data::{Data, load};
use super::export::{GraphFormat, context};
use crate::cli::GlobalArgs;
use crate::export::{Style, write_triples};
use crate::iri::Base;
use crate::printer::Printer;
use crate::store::Store;
use crate::validate::{Graph, Report, Shapes, validate};
use anyhow::{Context as _, Result};
use clap::Args;
use oxigraph::model::GraphName;
use std::io::Write as _;
use std::path::PathBuf;

/// The shapes of the graph that newsgraph makes.
const SHAPES: &str = include_str!("../../ontology/shapes.ttl");

/// Checks the merged graph, the sources or a file against SHACL shapes (SHACL Core)
///
/// Exit status 1 where something does not conform.
#[derive(Debug, Args)]
pub struct ValidateArgs {
    /// The shapes. Default: those of the project's own graph
    #[arg(long, value_name = "FILE")]
    shapes: Option<PathBuf>,
    /// Each source by itself and not the merged graph
    #[arg(long, conflicts_with = "graph")]
    sources: bool,
    /// One named graph
    #[arg(long, value_name = "IRI")]
    graph: Option<String>,
    /// Checks this RDF file and not the store
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// Gives the report as RDF (sh:ValidationReport). Default: a text
    #[arg(long, short, value_enum)]
    format: Option<GraphFormat>,
}

/// Runs the command.
///
/// # Errors
/// Where data or shapes cannot be read, or a shape is ill-formed.
pub fn run(args: &ValidateArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    let shape_store = Store::in_memory(Base::default())?;
    let (shapes_name, result) = match &args.shapes {
        Some(path) => (path.display().to_string(), load(path, &shape_store)),
        None => ("the built-in shapes".to_owned(), load_built_in(&shape_store)),
    };
    result?;
    let shapes = Shapes::read(&Graph::new(shape_store.quads(), GraphName::DefaultGraph))
        .with_context(|| shapes_name.clone())?;
    if shapes.count() == 0 {
        printer.warn(&format!("{shapes_name}: no shape has a target, so nothing is checked"));
    }
    let data = Data::open(args.data.as_deref(), global)?;
    let graphs = match &args.graph {
        Some(iri) => vec![data.graph(iri)?],
        None if args.sources => data.sources()?.into_iter().map(GraphName::from).collect(),
        None => vec![GraphName::DefaultGraph],
    };
    let mut reports = Vec::new();
    for graph in graphs {
        let report =
            validate(&Graph::new(data.store.quads(), graph.clone()), &shapes, &data.prefixes)?;
        reports.push((graph, report));
    }
    let wrong = reports.iter().filter(|(_, report)| !report.conforms()).count();
    match args.format {
        Some(format) => write_rdf(&reports, format, &data, *printer)?,
        None => write_text(&reports, &data, *printer)?,
    }
    if args.sources {
        printer.say(&format!("{} of {} graphs conform", reports.len() - wrong, reports.len()));
    }
    Ok(if wrong == 0 { Status::Done } else { Status::FoundWrong })
}

fn load_built_in(store: &Store) -> Result<()> {
    let format = oxigraph::io::RdfFormat::Turtle;
    store.quads().load_from_slice(format, SHAPES).context("the built-in shapes cannot be read")
}

fn write_text(reports: &[(GraphName, Report)], data: &Data, printer: Printer) -> Result<()> {
    let mut out = printer.stdout();
    for (graph, report) in reports {
        match graph {
            GraphName::DefaultGraph => writeln!(out, "{}", report.summary())?,
            // Sources that conform need no line each; the closing count tells of them.
            _ if report.conforms() => continue,
            graph => writeln!(out, "{graph} {}", report.summary())?,
        }
        write!(out, "{}", report.to_text(&data.prefixes))?;
    }
    Ok(out.flush()?)
}

fn write_rdf(
    reports: &[(GraphName, Report)],
    format: GraphFormat,
    data: &Data,
    printer: Printer,
) -> Result<()> {
    let context = context()?;
    let mut triples = Vec::new();
    for (graph, report) in reports {
        // A report about a source has its own nodes, made of the source's name.
        let base = match graph {
            GraphName::NamedNode(name) => format!("{}/", name.as_str()),
            _ => data.store.base().as_str().to_owned(),
        };
        triples.extend(report.to_triples(&base, &data.prefixes));
    }
    let style = Style { format: format.into(), prefixes: &data.prefixes, context: &context };
    Ok(write_triples(triples, style, &mut printer.stdout())?)
}
