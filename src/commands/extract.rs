//! `newsgraph extract`: shows what articles say, without a store.

use super::reading::{self, Chosen, Read, ReadArgs, Verdict};
use super::{Status, export, graph};
use crate::article::Progress;
use crate::cli::GlobalArgs;
use crate::export::{Format, Style, write_quads};
use crate::facts::csv::{CsvTables, write_table};
use crate::facts::html::{self, IndexEntry};
use crate::facts::{AtomicFile, Facts, json, overview, sections};
use crate::iri::{Base, slug};
use crate::pipeline::Pipeline;
use crate::prefixes::Prefixes;
use crate::printer::Printer;
use crate::rml::Mapping;
use anyhow::{Context as _, Result, anyhow, bail};
use clap::{Args, ValueEnum};
use oxigraph::model::{GraphName, Quad};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

/// What `extract` is asked for.
#[derive(Clone, Debug, Args)]
pub struct ExtractArgs {
    /// Files, folders of them, or `-` for standard input: web pages, feeds, ninjs, NewsML, JSON lines,
    /// CSV, WARC, e-mail, Markdown, text, also in gz, zst and zip
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub read: ReadArgs,
    /// Form of the output; a table on a terminal, else JSON, where it is not given
    #[arg(long, short, value_enum, value_name = "FORMAT")]
    pub format: Option<ExtractFormat>,
    /// Folder to write files to: a CSV file a table, or a web page an article
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The one table that is written to standard output (with --format csv)
    #[arg(long, value_name = "NAME", conflicts_with = "out")]
    pub table: Option<String>,
}

/// The forms that `extract` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExtractFormat {
    /// Aligned tables for reading
    Table,
    /// An object an article: indented for one on a terminal, else one on a line
    Json,
    /// A file a table (with --out), or one table on standard output (with --table)
    Csv,
    /// A page with the text and every fact marked in it
    Html,
    /// The graph of all articles together
    Turtle,
    /// A graph an article, under its name
    Trig,
    /// As trig, a statement on a line
    Nquads,
}

impl ExtractFormat {
    /// The format of a graph; `None` for the forms of tables.
    fn rdf(self) -> Option<Format> {
        match self {
            Self::Table | Self::Json | Self::Csv | Self::Html => None,
            Self::Turtle => Some(Format::Turtle),
            Self::Trig => Some(Format::TriG),
            Self::Nquads => Some(Format::NQuads),
        }
    }
}

/// Reads the articles and writes what they say.
///
/// # Errors
/// Where the arguments do not fit together, the output cannot be written, or no document could be
/// read.
pub fn run(args: &ExtractArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    let default = if printer.is_terminal() { ExtractFormat::Table } else { ExtractFormat::Json };
    let format = args.format.unwrap_or(default);
    let pipeline = super::pipeline(global, Base::new(global.base_or_default())?)?;
    let mut sink = Sink::new(args, format, pipeline.base(), printer)?;
    let outcome = extract_all(args, pipeline, printer, |facts| sink.push(facts))?;
    if outcome.read == 0 && (outcome.failed > 0 || !args.read.narrows()) {
        // Nothing is written then, so that older files are not replaced by empty ones.
        bail!("no document could be read");
    }
    sink.finish()?;
    Ok(if outcome.failed == 0 { Status::Done } else { Status::FoundWrong })
}

/// How many documents were read, and how many were not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Outcome {
    read: usize,
    failed: usize,
}

/// Extracts from all articles under some paths, in parallel, and hands on the facts in their order.
/// What cannot be read is named and passed over.
fn extract_all(
    args: &ExtractArgs,
    pipeline: &Pipeline,
    printer: &Printer,
    mut hand_on: impl FnMut(Facts) -> Result<()>,
) -> Result<Outcome> {
    let progress = Progress::default();
    let mut choice = args.read.choice();
    let mut outcome = Outcome::default();
    thread::scope(|scope| -> Result<()> {
        let choice = &mut choice;
        let choose = |read: Read| match &read.what {
            Ok(article) => match choice.judge(article, pipeline) {
                Verdict::Take => Chosen::Yes(read),
                Verdict::PassOver => Chosen::No,
                Verdict::Stop => Chosen::NoMore,
            },
            Err(_) if choice.is_full() => Chosen::NoMore,
            Err(_) => Chosen::Yes(read),
        };
        let extract = |read: Read| read.what.map(|article| pipeline.extract(&article));
        let documents = args.read.documents(&args.paths, &progress);
        let portions =
            reading::stages(scope, documents, reading::size, reading::read, choose, extract);
        for result in portions.into_iter().flatten() {
            match result {
                Ok(facts) => {
                    outcome.read += 1;
                    hand_on(facts)?;
                }
                Err(error) => {
                    outcome.failed += 1;
                    printer.warn(&error.to_string());
                }
            }
        }
        Ok(())
    })?;
    if !choice.passed_over().is_empty() {
        printer.say(&choice.passed_over());
    }
    if progress.skipped() > 0 {
        printer.detail(&format!(
            "passed over {} files or records that are hidden or of other kinds",
            progress.skipped()
        ));
    }
    Ok(outcome)
}

/// Where the facts go, article by article.
enum Sink<'a> {
    Table {
        out: Box<dyn Write + 'a>,
        style: overview::Style,
        any: bool,
    },
    /// The first article waits: alone on a terminal it is indented.
    Json {
        out: Box<dyn Write + 'a>,
        first: Option<Box<Facts>>,
        pretty: bool,
    },
    OneTable {
        out: Box<dyn Write + 'a>,
        name: &'a str,
        any: bool,
    },
    Csv(CsvTables),
    /// One article's page, written when it is known to be the only one.
    Page {
        out: Box<dyn Write + 'a>,
        only: Option<Box<Facts>>,
    },
    Pages {
        folder: &'a Path,
        index: Vec<IndexEntry>,
    },
    /// The statements of all articles wait: they are written sorted.
    Graph {
        out: Box<dyn Write + 'a>,
        format: Format,
        mapping: Box<Mapping>,
        prefixes: Prefixes,
        quads: Vec<Quad>,
    },
}

impl<'a> Sink<'a> {
    fn new(
        args: &'a ExtractArgs,
        format: ExtractFormat,
        base: &Base,
        printer: &Printer,
    ) -> Result<Self> {
        let out: Box<dyn Write> = Box::new(printer.stdout());
        if args.table.is_some() && format != ExtractFormat::Csv {
            bail!("--table goes with --format csv only");
        }
        if args.out.is_some() && !matches!(format, ExtractFormat::Csv | ExtractFormat::Html) {
            bail!(
                "--out goes with --format csv and html only: write the others to a file with `>`"
            );
        }
        if let Some(format) = format.rdf() {
            let (mapping, prefixes) = (Box::new(graph::mapping(base)?), Prefixes::new(base));
            return Ok(Self::Graph { out, format, mapping, prefixes, quads: Vec::new() });
        }
        match (format, &args.out, &args.table) {
            (ExtractFormat::Table, ..) => {
                let width = terminal_size::terminal_size().map_or(120, |(width, _)| width.0);
                let style = overview::Style { width, colour: printer.colour() };
                Ok(Self::Table { out, style, any: false })
            }
            (ExtractFormat::Json, ..) => {
                Ok(Self::Json { out, first: None, pretty: printer.is_terminal() })
            }
            (ExtractFormat::Csv, _, Some(name)) => {
                let tables = Facts::default().tables();
                if tables.iter().all(|table| table.name != *name) {
                    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
                    bail!("there is no table `{name}`: the tables are {}", names.join(", "));
                }
                Ok(Self::OneTable { out, name, any: false })
            }
            (ExtractFormat::Csv, Some(folder), None) => Ok(Self::Csv(CsvTables::create(folder)?)),
            (ExtractFormat::Csv, None, None) => {
                bail!(
                    "--format csv writes several files: name their folder with --out DIR, or one table with --table NAME"
                )
            }
            (_, Some(folder), _) => {
                fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
                Ok(Self::Pages { folder, index: Vec::new() })
            }
            (_, None, _) => Ok(Self::Page { out, only: None }),
        }
    }

    fn push(&mut self, facts: Facts) -> Result<()> {
        match self {
            Self::Table { out, style, any } => {
                if std::mem::replace(any, true) {
                    writeln!(out, "\n")?;
                }
                overview::write(&mut *out, &facts, *style)?;
            }
            Self::Json { first, pretty: true, .. } if first.is_none() => {
                *first = Some(Box::new(facts));
            }
            Self::Json { out, first, pretty } => {
                // A second article: from here on, one on a line.
                *pretty = false;
                if let Some(first) = first.take() {
                    json::write(&mut *out, &first, false)?;
                }
                json::write(&mut *out, &facts, false)?;
            }
            Self::OneTable { out, name, any } => {
                let header = !std::mem::replace(any, true);
                for table in facts.tables().iter().filter(|table| table.name == *name) {
                    write_table(&mut *out, table, header)?;
                }
            }
            Self::Csv(tables) => tables.push(&facts)?,
            Self::Page { only: Some(_), .. } => {
                bail!("several articles make several pages: name their folder with --out DIR");
            }
            Self::Page { only, .. } => *only = Some(Box::new(facts)),
            Self::Pages { folder, index } => index.push(write_page(folder, &facts)?),
            Self::Graph { format, mapping, quads, .. } => {
                let article = graph::graph_of(mapping, &facts)?;
                let graph = if format.holds_graphs() {
                    article.graph.into()
                } else {
                    GraphName::DefaultGraph
                };
                let named = |quad| Quad { graph_name: graph.clone(), ..quad };
                quads.extend(article.quads.into_iter().map(named));
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        match self {
            Self::Json { mut out, first, pretty } => {
                if let Some(first) = first {
                    json::write(&mut out, &first, pretty)?;
                }
                out.flush()?;
            }
            Self::Page { mut out, only } => {
                if let Some(facts) = only {
                    html::write(&mut out, &facts)?;
                }
                out.flush()?;
            }
            Self::Table { mut out, .. } | Self::OneTable { mut out, .. } => out.flush()?,
            Self::Csv(tables) => tables.finish()?,
            Self::Pages { folder, index } => {
                write_file(&folder.join("index.html"), |file| html::write_index(file, &index))?;
            }
            Self::Graph { mut out, format, prefixes, quads, .. } => {
                let context = export::context()?;
                let style = Style { format, prefixes: &prefixes, context: &context };
                write_quads(&quads, style, &mut out)?;
            }
        }
        Ok(())
    }
}

/// Writes one article's page; its name is the same whenever its text is.
fn write_page(folder: &Path, facts: &Facts) -> Result<IndexEntry> {
    let article = &facts.article;
    let hash = article.sha256.get(..12).ok_or_else(|| anyhow!("{}: has no hash", article.iri))?;
    let title = if article.title.is_empty() { &article.iri } else { &article.title };
    let words: String = slug(title).chars().filter(char::is_ascii).take(60).collect();
    let file = format!("{}-{hash}.html", words.trim_matches('-'));
    write_file(&folder.join(&file), |out| html::write(out, facts))?;
    let counts = sections(facts);
    let counts = counts.iter().map(|s| format!("{} {}", s.rows.len(), s.title.to_lowercase()));
    Ok(IndexEntry {
        file,
        title: title.clone(),
        published: article.published.clone(),
        publisher: article.publisher.clone(),
        counts: counts.collect::<Vec<_>>().join(", "),
    })
}

fn write_file(
    path: &Path,
    write: impl FnOnce(&mut AtomicFile) -> std::io::Result<()>,
) -> Result<()> {
    let written = AtomicFile::create(path).and_then(|mut file| {
        write(&mut file)?;
        file.commit()
    });
    written.with_context(|| path.display().to_string())
}
