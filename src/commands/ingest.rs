//! `newsgraph ingest`: takes articles into the store.
//!
//! Articles are extracted from text, or read from tables that `extract --format csv` wrote and a
//! person corrected: a folder that holds `article.csv`.
//!
//! Documents are read and turned into graphs on all cores, a portion at a time; one thread writes
//! them, in the order of the command line, many portions a commit. So an article is in the store
//! whole or not at all. Reading goes on while a batch is written, but only some portions ahead, so
//! that memory does not grow with the number of documents.

use super::{Status, graph, open};
use crate::article::{ReadError, Source, sources};
use crate::cli::GlobalArgs;
use crate::facts::csv::read_tables;
use crate::facts::{ArticleRecord, Facts, Record as _};
use crate::merge::{ArticleGraph, Batch, Change};
use crate::pipeline::Pipeline;
use crate::printer::Printer;
use crate::rml::Mapping;
use crate::store::{Store, StoreError};
use anyhow::{Context as _, Result, anyhow, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::fmt;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

/// Up to so many documents have a line each; more have a progress bar.
const LINES: usize = 20;

/// So many documents are read at a time.
const PORTION: usize = 64;
/// So many portions are read before they are asked for.
const AHEAD: usize = 4;

/// Takes articles into the store: new ones are added, changed ones replaced
#[derive(Debug, Args)]
pub struct IngestArgs {
    /// Articles, folders of them, folders of corrected tables; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Stops at the first document that cannot be taken in
    #[arg(long)]
    pub strict: bool,
    /// How many documents are written at once: more is quicker for thousands, and takes more memory
    #[arg(long, value_name = "N", default_value = "512")]
    pub batch: NonZeroUsize,
}

/// Something to be taken in.
enum Document {
    Text(Source),
    /// A folder of tables.
    Tables(PathBuf),
    Unreadable(ReadError),
}

impl Document {
    fn is_there(&self) -> bool {
        match self {
            Self::Text(Source::File(path)) => path.exists(),
            Self::Text(Source::StandardInput) | Self::Tables(_) => true,
            Self::Unreadable(_) => false,
        }
    }
}

fn list(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
    paths.join(", ")
}

/// One article, ready to be written.
struct Taken {
    graph: ArticleGraph,
    counts: Counts,
}

/// What came of one document: where it was read from, what is to be said of it, and its articles (a
/// folder of tables has several) or why there are none.
struct Reading {
    origin: String,
    notes: Vec<String>,
    articles: Result<Vec<Taken>>,
}

pub(super) fn run(args: &IngestArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    let documents = documents(&args.paths, printer);
    if !documents.iter().any(Document::is_there) {
        // No store is made for nothing.
        bail!("there is no document at {}", list(&args.paths));
    }
    let store = open::or_make(global)?;
    let pipeline = super::pipeline(global, store.base().clone())?;
    let mapping = graph::mapping(store.base())?;
    let read = |document| read(document, pipeline, &mapping);
    let status = take_in(&store, documents, read, args, printer)?;
    if !store.foreign_sources()?.is_empty() {
        printer.say("`newsgraph merge` finds what of this other people's graphs speak of, too");
    }
    Ok(status)
}

/// All documents under some paths, in their order.
fn documents(paths: &[PathBuf], printer: &Printer) -> Vec<Document> {
    let mut documents = Vec::new();
    for path in paths {
        let article_table = format!("{}.csv", ArticleRecord::TABLE);
        if path.join(&article_table).is_file() {
            documents.push(Document::Tables(path.clone()));
            continue;
        }
        if path.file_name().is_some_and(|name| name == article_table.as_str()) {
            documents.push(Document::Tables(path.parent().unwrap_or(Path::new("")).to_owned()));
            continue;
        }
        let mut found = sources(std::slice::from_ref(path));
        for source in found.by_ref() {
            documents.push(source.map_or_else(Document::Unreadable, Document::Text));
        }
        if found.skipped() > 0 {
            printer.detail(&format!(
                "{}: passed over {} files that are hidden or of other kinds",
                path.display(),
                found.skipped()
            ));
        }
    }
    documents
}

/// Reads one document into graphs.
fn read(document: Document, pipeline: &Pipeline, mapping: &Mapping) -> Reading {
    let taken = |facts: &Facts| -> Result<Taken> {
        Ok(Taken { graph: graph::graph_of(mapping, facts)?, counts: Counts::of(facts) })
    };
    let mut notes = Vec::new();
    let (origin, articles) = match document {
        Document::Unreadable(error) => (error.origin, Err(anyhow!("{}", error.reason))),
        Document::Text(source) => {
            // The reason says all: what it comes from says the same again.
            let articles = source.read().map_err(|error| anyhow!("{}", error.reason));
            let articles =
                articles.and_then(|article| Ok(vec![taken(&pipeline.extract(&article))?]));
            (source.origin(), articles)
        }
        Document::Tables(folder) => {
            let mut articles = || {
                let mut articles = Vec::new();
                for mut facts in read_tables(&folder)? {
                    for unresolved in pipeline.complete(&mut facts)? {
                        notes.push(format!("{unresolved}; left out"));
                    }
                    articles.push(taken(&facts)?);
                }
                Ok(articles)
            };
            let articles = articles();
            (folder.display().to_string(), articles)
        }
    };
    Reading { origin, notes, articles }
}

/// How many facts of the main kinds an article gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Counts {
    people: usize,
    organizations: usize,
    programmes: usize,
    figures: usize,
    quotes: usize,
}

impl Counts {
    fn of(facts: &Facts) -> Self {
        Self {
            people: facts.people.len(),
            organizations: facts.organizations.len(),
            programmes: facts.programmes.len(),
            figures: facts.figures.len(),
            quotes: facts.quotes.len(),
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.people, "person", "people"),
            (self.organizations, "organisation", "organisations"),
            (self.programmes, "programme", "programmes"),
            (self.figures, "figure", "figures"),
            (self.quotes, "quote", "quotes"),
        ];
        for (place, (count, one, many)) in counts.into_iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}{count} {}", if count == 1 { one } else { many })?;
        }
        Ok(())
    }
}

/// How the run went so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    added: usize,
    replaced: usize,
    unchanged: usize,
    skipped: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.added + self.replaced + self.unchanged;
        let noun = if all == 1 { "article" } else { "articles" };
        write!(
            f,
            "{all} {noun}: {} new, {} replaced, {} unchanged",
            self.added, self.replaced, self.unchanged
        )?;
        if self.skipped > 0 {
            write!(f, "; {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

/// Takes documents into the store. `read` turns one into graphs; it runs on all cores. A document
/// that fails is named and left out; if `strict`, it ends the run, after those before it.
fn take_in<D: Send>(
    store: &Store,
    documents: Vec<D>,
    read: impl Fn(D) -> Reading + Sync,
    args: &IngestArgs,
    printer: &Printer,
) -> Result<Status> {
    let talk = Talk::new(documents.len(), printer);
    let mut tally = Tally::default();
    let outcome: Result<()> = thread::scope(|scope| {
        let (sender, portions) = mpsc::sync_channel::<Vec<Reading>>(AHEAD);
        let read = &read;
        scope.spawn(move || {
            let mut documents = documents.into_iter();
            loop {
                let portion: Vec<D> = documents.by_ref().take(PORTION).collect();
                // The writer hangs up when it fails: nothing more is read then.
                if portion.is_empty()
                    || sender.send(portion.into_par_iter().map(read).collect()).is_err()
                {
                    break;
                }
            }
        });
        let mut readings = portions.into_iter().flatten().peekable();
        while readings.peek().is_some() {
            let batch = readings.by_ref().take(args.batch.get());
            write(store, batch, args.strict, &talk, &mut tally)?;
        }
        Ok(())
    });
    // Also after a failure: what was committed shall be on disk.
    let flushed = store.flush();
    talk.bar.finish_and_clear();
    outcome.and(flushed.map_err(Into::into))?;
    printer.say(&tally.to_string());
    Ok(if tally.skipped > 0 { Status::FoundWrong } else { Status::Done })
}

/// Writes one batch, which becomes visible as a whole.
fn write(
    store: &Store,
    readings: impl Iterator<Item = Reading>,
    strict: bool,
    talk: &Talk<'_>,
    tally: &mut Tally,
) -> Result<()> {
    let mut batch = Batch::begin(store)?;
    let mut said = Vec::new();
    let mut failed = None;
    let mut written = *tally;
    for Reading { origin, notes, articles } in readings {
        said.extend(notes.into_iter().map(|note| Err(format!("{origin}: {note}"))));
        let mut problem = None;
        match articles {
            Err(error) => problem = Some(error),
            Ok(articles) => {
                for Taken { graph, counts } in articles {
                    match batch.put(graph) {
                        Ok(change) => {
                            let note = written.count(change);
                            said.push(Ok(format!("{origin}: {counts}{note}")));
                        }
                        // Nothing of it was written, and the batch can go on.
                        Err(error @ StoreError::GraphTaken { .. }) => problem = Some(error.into()),
                        Err(error) => return Err(error).with_context(|| origin.clone()),
                    }
                }
            }
        }
        match problem {
            Some(error) if strict => {
                failed = Some(error.context(origin));
                break;
            }
            Some(error) => {
                written.skipped += 1;
                said.push(Err(format!("{origin}: {error:#}; skipped")));
            }
            None => {}
        }
        talk.bar.inc(1);
    }
    batch.commit()?;
    // Only now it is true.
    *tally = written;
    for line in said {
        talk.say(line);
    }
    failed.map_or(Ok(()), Err)
}

impl Tally {
    /// Counts an article and gives what its line says beside the figures.
    fn count(&mut self, change: Change) -> &'static str {
        let (counter, note) = match change {
            Change::Added => (&mut self.added, ""),
            Change::Replaced => (&mut self.replaced, " (replaced)"),
            Change::Unchanged => (&mut self.unchanged, " (unchanged)"),
        };
        *counter += 1;
        note
    }
}

/// A line for each of a few articles, a progress bar for many.
struct Talk<'a> {
    printer: &'a Printer,
    few: bool,
    bar: ProgressBar,
}

impl<'a> Talk<'a> {
    fn new(documents: usize, printer: &'a Printer) -> Self {
        let few = documents <= LINES;
        let bar = if few || !printer.shows_progress() {
            ProgressBar::hidden()
        } else {
            let style = ProgressStyle::with_template(
                "{wide_bar} {human_pos}/{human_len} articles, {per_sec}, {eta} left",
            );
            let bar = ProgressBar::new(documents as u64);
            style.map_or(bar.clone(), |style| bar.with_style(style))
        };
        Self { printer, few, bar }
    }

    fn say(&self, line: Result<String, String>) {
        self.bar.suspend(|| match line {
            Ok(line) if self.few => self.printer.say(&line),
            Ok(line) => self.printer.detail(&line),
            Err(problem) => self.printer.warn(&problem),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, IngestArgs, Reading, Status, Taken, take_in};
    use crate::facts::{Facts, Person};
    use crate::iri::Base;
    use crate::merge::{ArticleGraph, check};
    use crate::printer::{Printer, Verbosity};
    use crate::store::Store;
    use anyhow::{Result, bail};
    use oxigraph::model::{GraphName, NamedNode, Quad};

    /// An article for every number but 7 and those that a hundred divides.
    fn read(number: usize) -> Reading {
        let article = || {
            if number == 7 || number.is_multiple_of(100) {
                bail!("it is no article");
            }
            let node = |name: &str| NamedNode::new(format!("https://a.example/{name}{number}"));
            let says = Quad::new(node("a")?, node("says")?, node("b")?, GraphName::DefaultGraph);
            let (article, graph) = (node("article")?, node("graph")?);
            let counts = Counts::of(&Facts::default());
            Ok(vec![Taken { graph: ArticleGraph { article, graph, quads: vec![says] }, counts }])
        };
        Reading { origin: format!("{number}.txt"), notes: Vec::new(), articles: article() }
    }

    fn args(strict: bool) -> IngestArgs {
        let batch = 64.try_into().expect("more than 0");
        IngestArgs { paths: Vec::new(), strict, batch }
    }

    fn quiet() -> Printer {
        Printer::new(Verbosity::Quiet)
    }

    #[test]
    fn a_document_that_fails_costs_only_itself() -> Result<()> {
        let store = Store::in_memory(Base::default())?;
        let status = take_in(&store, (1..=200).collect(), read, &args(false), &quiet())?;
        assert_eq!(status, Status::FoundWrong);
        assert_eq!(store.sources()?.len(), 200 - 3);
        assert!(check(&store)?.is_none());
        assert_eq!(take_in(&store, vec![1, 2, 3], read, &args(true), &quiet())?, Status::Done);
        Ok(())
    }

    #[test]
    fn strict_stops_at_the_first_and_keeps_those_before() -> Result<()> {
        let store = Store::in_memory(Base::default())?;
        let outcome = take_in(&store, (1..=200).collect(), read, &args(true), &quiet());
        let said = outcome.err().map(|error| format!("{error:#}"));
        assert_eq!(said.as_deref(), Some("7.txt: it is no article"));
        assert_eq!(store.sources()?.len(), 6);
        Ok(())
    }

    #[test]
    fn counts_are_said_in_the_right_number() {
        let facts = Facts { people: vec![Person::default()], ..Facts::default() };
        assert_eq!(
            Counts::of(&facts).to_string(),
            "1 person, 0 organisations, 0 programmes, 0 figures, 0 quotes"
        );
    }
}
