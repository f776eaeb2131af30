//! `newsgraph map`: runs an RML mapping over the CSV files of a folder and prints the triples, without
//! any store.

use super::Status;
use crate::cli::GlobalArgs;
use crate::printer::Printer;
use crate::rml::Mapping;
use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::{Quad, Triple};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What `newsgraph map` takes.
#[derive(Debug, Args)]
pub struct MapArgs {
    /// The RML mapping, in Turtle
    pub mapping: PathBuf,
    /// Folder of the CSV files that the mapping names [default: the mapping's own]
    #[arg(long, value_name = "DIR")]
    pub tables: Option<PathBuf>,
    /// Format of the output; those without graphs give the triples of all graphs
    #[arg(long, value_enum, default_value_t = Format::Nquads)]
    pub format: Format,
}

/// RDF formats by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Nquads,
    Trig,
    Ntriples,
    Turtle,
    Rdfxml,
    Jsonld,
}

impl Format {
    fn rdf(self) -> RdfFormat {
        match self {
            Self::Nquads => RdfFormat::NQuads,
            Self::Trig => RdfFormat::TriG,
            Self::Ntriples => RdfFormat::NTriples,
            Self::Turtle => RdfFormat::Turtle,
            Self::Rdfxml => RdfFormat::RdfXml,
            Self::Jsonld => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        }
    }
}

/// Runs the command: sorted, each statement once.
///
/// # Errors
/// Where the mapping or a table cannot be read, or a row gives no valid term.
pub fn run(args: &MapArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    let path = &args.mapping;
    let turtle = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the mapping `{}`", path.display()))?;
    let mapping = Mapping::parse(&turtle, global.base_or_default())
        .with_context(|| path.display().to_string())?;
    let folder = match &args.tables {
        Some(folder) => folder,
        None => path.parent().unwrap_or_else(|| Path::new("")),
    };

    let format = args.format.rdf();
    let mut lines: Vec<(String, Quad)> = Vec::new();
    let result = mapping.run_folder(folder, |quad| {
        let key = if format.supports_datasets() {
            quad.to_string()
        } else {
            Triple::from(quad.clone()).to_string()
        };
        lines.push((key, quad));
    });
    result.with_context(|| path.display().to_string())?;
    lines.sort_by(|a, b| a.0.cmp(&b.0));
    lines.dedup_by(|a, b| a.0 == b.0);

    let mut serializer = RdfSerializer::from_format(format).for_writer(printer.stdout());
    for (_, quad) in &lines {
        if format.supports_datasets() {
            serializer.serialize_quad(quad)?;
        } else {
            serializer.serialize_triple(quad.as_ref())?;
        }
    }
    serializer.finish()?.flush()?;
    Ok(Status::Done)
}
