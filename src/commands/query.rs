//! `newsgraph query`: asks the store a question in SPARQL.

use super::Status;
use super::data::Data;
use super::export::{GraphFormat, context};
use crate::cli::GlobalArgs;
use crate::export::{Format, Style, write_triples};
use crate::prefixes::Prefixes;
use crate::printer::Printer;
use crate::query::{
    BUNDLED, BundledQuery, Dataset, PreparedQuery, ResultFormat, bundled, write_boolean,
    write_solutions,
};
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use oxigraph::sparql::QueryResults;
use std::io::Read as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// How like a bundled query's name (Jaro-Winkler) a mistyped one must be to be offered.
const ALIKE: f64 = 0.85;

/// Asks the store a question in SPARQL 1.1
///
/// The default graph is the merged graph, each thing once under one IRI; GRAPH ?g sees the sources,
/// each as it came. The prefixes of the vocabularies (schema, ng, org, prov, nif, measure, wd ...)
/// need no declaration. Exit status 1 where an ASK is answered by false.
#[derive(Debug, Args)]
pub struct QueryArgs {
    /// A file, the name of a bundled query (see --list), or `-` for standard input
    #[arg(required_unless_present_any = ["text", "list"])]
    query: Option<String>,
    /// The query itself
    #[arg(long = "query", short = 'q', value_name = "SPARQL", conflicts_with = "query")]
    text: Option<String>,
    /// Lists the bundled queries with their questions and parameters
    #[arg(long, conflicts_with_all = ["query", "text"])]
    list: bool,
    /// Gives a variable its value: <IRI>, wd:Q31, "texte"@fr, 2030, or plain text
    #[arg(long, short = 'P', value_name = "NAME=VALUE")]
    param: Vec<String>,
    /// How the answer is written. Default: table on a terminal, csv elsewhere; turtle for CONSTRUCT
    #[arg(long, short, value_enum)]
    format: Option<QueryFormat>,
    /// What stands outside of GRAPH: the merged graph, or all sources as they came
    #[arg(long, value_enum, default_value = "merged")]
    dataset: DatasetChoice,
    /// Asks this RDF file and not the store
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum DatasetChoice {
    Merged,
    Sources,
}

/// The formats of answers: the first five for SELECT and ASK, the others for CONSTRUCT and DESCRIBE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum QueryFormat {
    Table,
    Csv,
    Tsv,
    Json,
    Xml,
    Turtle,
    Trig,
    Ntriples,
    Nquads,
    Rdfxml,
    Jsonld,
}

impl QueryFormat {
    fn graph(self) -> Option<Format> {
        GraphFormat::from_str(self.to_possible_value()?.get_name(), false).ok().map(Format::from)
    }
}

/// Runs the command.
///
/// # Errors
/// Where the query cannot be read or answered, or the answer not written.
pub fn run(args: &QueryArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    if args.list {
        return list(*printer);
    }
    let (name, text) = read(args)?;
    // A query that cannot be read should not wait for the store.
    PreparedQuery::parse(&name, &text, &Prefixes::default())?;
    let data = Data::open(args.data.as_deref(), global)?;
    let mut query = PreparedQuery::parse(&name, &text, &data.prefixes)?;
    for parameter in &args.param {
        let Some((name, value)) = parameter.split_once('=') else {
            bail!(
                "`--param {parameter}`: write NAME=VALUE, such as `--param person=\"Anna Peeters\"`"
            );
        };
        query.set(name, value, &data.prefixes)?;
    }
    let dataset = match args.dataset {
        DatasetChoice::Merged => Dataset::Merged,
        DatasetChoice::Sources => Dataset::Sources(data.sources()?),
    };
    let mut out = printer.stdout();
    match query.run(data.store.quads(), &dataset)? {
        QueryResults::Solutions(solutions) => {
            let format = result_format(args.format, *printer)?;
            let count = write_solutions(solutions, format, &data.prefixes, &mut out)?;
            printer.detail(&format!("{count} rows"));
            Ok(Status::Done)
        }
        QueryResults::Boolean(answer) => {
            write_boolean(answer, result_format(args.format, *printer)?, &mut out)?;
            Ok(if answer { Status::Done } else { Status::FoundWrong })
        }
        QueryResults::Graph(triples) => {
            let format = match args.format {
                None => Format::Turtle,
                Some(format) => format.graph().context(
                    "CONSTRUCT and DESCRIBE give a graph: choose turtle, trig, ntriples, nquads, rdfxml or jsonld",
                )?,
            };
            let context = context()?;
            let triples: Vec<_> = triples.collect::<Result<_, _>>()?;
            let style = Style { format, prefixes: &data.prefixes, context: &context };
            write_triples(triples, style, &mut out)?;
            Ok(Status::Done)
        }
    }
}

/// The query's name for messages, and its text.
fn read(args: &QueryArgs) -> Result<(String, String)> {
    if let Some(text) = &args.text {
        return Ok(("query".to_owned(), text.clone()));
    }
    let name = args.query.as_deref().unwrap_or_default();
    if name == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("standard input could not be read")?;
        return Ok(("standard input".to_owned(), text));
    }
    let path = Path::new(name);
    if !path.exists() {
        if let Some(query) = bundled(name) {
            return Ok((query.name.to_owned(), query.text.to_owned()));
        }
        match nearest(name) {
            Some(near) => {
                bail!("there is no file and no bundled query `{name}`: did you mean `{near}`?")
            }
            None => bail!(
                "there is no file and no bundled query `{name}`; `newsgraph query --list` shows the bundled ones"
            ),
        }
    }
    let text =
        std::fs::read_to_string(path).with_context(|| format!("`{name}` could not be read"))?;
    Ok((name.to_owned(), text))
}

/// The bundled query whose name is most like a mistyped one, if any is.
fn nearest(name: &str) -> Option<&'static str> {
    let alike = |query: &&BundledQuery| strsim::jaro_winkler(query.name, name);
    let nearest = BUNDLED.iter().max_by(|one, other| alike(one).total_cmp(&alike(other)))?;
    (alike(&nearest) >= ALIKE).then_some(nearest.name)
}

fn result_format(format: Option<QueryFormat>, printer: Printer) -> Result<ResultFormat> {
    let width = || {
        let known = terminal_size::terminal_size().map(|(width, _)| width.0);
        known.filter(|_| printer.is_terminal())
    };
    Ok(match format {
        None if printer.is_terminal() => ResultFormat::Table { width: width() },
        Some(QueryFormat::Table) => ResultFormat::Table { width: width() },
        None | Some(QueryFormat::Csv) => ResultFormat::Csv,
        Some(QueryFormat::Tsv) => ResultFormat::Tsv,
        Some(QueryFormat::Json) => ResultFormat::Json,
        Some(QueryFormat::Xml) => ResultFormat::Xml,
        Some(_) => bail!("SELECT and ASK give rows: choose table, csv, tsv, json or xml"),
    })
}

fn list(printer: Printer) -> Result<Status> {
    let prefixes = Prefixes::default();
    let mut out = printer.stdout();
    for bundled in BUNDLED {
        let query = PreparedQuery::parse(bundled.name, bundled.text, &prefixes)?;
        writeln!(out, "{}\n    {}", bundled.name, query.question())?;
        for declaration in query.declarations() {
            let must = if declaration.default.is_none() { "must be given: " } else { "" };
            writeln!(
                out,
                "    --param {}=...  {must}{}",
                declaration.name, declaration.description
            )?;
        }
    }
    out.flush()?;
    Ok(Status::Done)
}
