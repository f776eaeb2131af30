//! `newsgraph ingest`: takes articles into the store.
//!
//! Articles are extracted from text, or read from tables that `extract --format csv` wrote and a
//! person corrected: a folder that holds `article.csv`.
//!
//! Documents are read and turned into graphs on all cores (see `reading.rs`), a portion at a time; one
//! thread writes them, in the order of the command line, many a commit. So an article is in the store
//! whole or not at all. Reading goes on while a batch is written, but only some portions ahead, so that
//! memory does not grow with the number of articles.

use super::reading::{self, Chosen, Read, ReadArgs, Verdict};
use super::{Status, graph, open};
use crate::article::{Article, Document, Progress, ReadError, sources};
use crate::cli::GlobalArgs;
use crate::facts::csv::read_tables;
use crate::facts::{ArticleRecord, Facts, Record as _};
use crate::merge::{self, ArticleGraph, Batch, Candidate, Change, Needless};
use crate::pipeline::{Identity, Pipeline};
use crate::printer::Printer;
use crate::rml::Mapping;
use crate::store::{Store, StoreError};
use anyhow::{Result, anyhow, bail};
use clap::Args;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use oxigraph::model::NamedNode;
use std::fmt;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

/// Up to so many articles have a line each; of more only the sum is said.
const LINES: usize = 20;

/// Takes articles into the store: new ones are added, changed ones replaced
#[derive(Debug, Args)]
pub struct IngestArgs {
    /// Files, folders of them, folders of corrected tables, or `-` for standard input
    ///
    /// Read are web pages, feeds (RSS, Atom, JSON Feed), IPTC ninjs and NewsML, JSON lines, CSV,
    /// WARC, e-mail (.eml), Markdown and plain text, also in gz, zst and zip. What a file is shows in its
    /// content; from folders those with a usual ending are taken.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub read: ReadArgs,
    /// Reads again what the store has unchanged, also where tables were corrected by hand since
    #[arg(long)]
    pub again: bool,
    /// Stops at the first document that cannot be taken in
    #[arg(long)]
    pub strict: bool,
    /// How many articles are written at once: more is quicker for thousands, and takes more memory
    #[arg(long, value_name = "N", default_value = "512")]
    pub batch: NonZeroUsize,
}

/// Something to be read.
enum Input {
    Document(Result<Document, ReadError>),
    /// A folder of tables.
    Tables(PathBuf),
}

/// Something to be worked on: an article, or the tables of one.
struct Piece {
    origin: String,
    position: u64,
    what: Result<What>,
}

enum What {
    Article(Box<Article>),
    Facts(Box<Facts>, Vec<String>),
}

/// What an article is to the store.
enum Taken {
    /// To be written.
    Graph(ArticleGraph, Counts),
    /// Known without reading it: nothing is to be written.
    Known(Needless),
}

/// What came of one article: where it was read from and what is to be said of it, or why it cannot be
/// taken in.
struct Reading {
    origin: String,
    position: u64,
    notes: Vec<String>,
    taken: Result<Taken>,
}

pub(super) fn run(args: &IngestArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    if !args.paths.iter().any(|path| is_there(path)) {
        // No store is made for nothing.
        let paths: Vec<String> =
            args.paths.iter().map(|path| format!("`{}`", path.display())).collect();
        bail!("there is no document at {}", paths.join(", "));
    }
    let store = open::or_make(global)?;
    let pipeline = super::pipeline(global, store.base().clone())?;
    let mapping = graph::mapping(store.base())?;
    let progress = Progress::default();
    let mut choice = args.read.choice();
    let mut talk = Talk::new(printer);
    let tally = thread::scope(|scope| {
        if printer.shows_progress() {
            // Folders may be large: the first articles are read while their sizes are added up.
            let bar = talk.bar.clone();
            scope.spawn(move || bar.set_length(reading::total_size(&args.paths)));
        }
        let choice = &mut choice;
        let choose = |piece: Piece| match &piece.what {
            Ok(What::Article(article)) => match choice.judge(article, pipeline) {
                Verdict::Take => Chosen::Yes(piece),
                Verdict::PassOver => Chosen::No,
                Verdict::Stop => Chosen::NoMore,
            },
            _ if choice.is_full() => Chosen::NoMore,
            _ => Chosen::Yes(piece),
        };
        let portions = reading::stages(
            scope,
            inputs(&args.paths, &args.read, &progress),
            size,
            |input| parts(input, pipeline),
            choose,
            |piece| work(piece, (!args.again).then_some(&store), pipeline, &mapping),
        );
        take_in(&store, portions.into_iter().flatten(), args, &mut talk)
    });
    // Also after a failure: what was committed shall be on disk.
    let flushed = store.flush();
    talk.bar.finish_and_clear();
    let tally = tally?;
    flushed?;
    talk.finish();
    if !choice.passed_over().is_empty() {
        printer.say(&choice.passed_over());
    }
    if progress.skipped() > 0 {
        printer.detail(&format!(
            "passed over {} files or records that are hidden or of other kinds",
            progress.skipped()
        ));
    }
    printer.say(&tally.to_string());
    if !store.foreign_sources()?.is_empty() {
        printer.say("`newsgraph merge` finds what of this other people's graphs speak of, too");
    }
    Ok(if tally.skipped > 0 { Status::FoundWrong } else { Status::Done })
}

/// Whether there is anything to be read at a path.
fn is_there(path: &Path) -> bool {
    if path.as_os_str() == "-" || tables_at(path).is_some() {
        return true;
    }
    path.exists() && sources(&[path.to_owned()]).any(|source| source.is_ok())
}

/// The folder of tables that a path names, by itself or by its `article.csv`.
fn tables_at(path: &Path) -> Option<PathBuf> {
    let article_table = format!("{}.csv", ArticleRecord::TABLE);
    if path.join(&article_table).is_file() {
        return Some(path.to_owned());
    }
    let named = path.file_name().is_some_and(|name| name == article_table.as_str());
    named.then(|| path.parent().unwrap_or(Path::new("")).to_owned())
}

/// All that is under some paths, in their order.
fn inputs(
    paths: &[PathBuf],
    args: &ReadArgs,
    progress: &Progress,
) -> impl Iterator<Item = Input> + Send + use<> {
    let mut parts: Vec<Box<dyn Iterator<Item = Input> + Send>> = Vec::new();
    for path in paths {
        match tables_at(path) {
            Some(folder) => parts.push(Box::new(std::iter::once(Input::Tables(folder)))),
            None => parts.push(Box::new(
                args.documents(std::slice::from_ref(path), progress).map(Input::Document),
            )),
        }
    }
    parts.into_iter().flatten()
}

fn size(input: &Input) -> usize {
    match input {
        Input::Document(document) => reading::size(document),
        Input::Tables(_) => 0,
    }
}

/// Reads an input.
fn parts(input: Input, pipeline: &Pipeline) -> Vec<Piece> {
    let folder = match input {
        Input::Document(document) => {
            return reading::read(document).into_iter().map(Piece::of).collect();
        }
        Input::Tables(folder) => folder,
    };
    let origin = folder.display().to_string();
    let piece = |what| Piece { origin: origin.clone(), position: 0, what };
    let all = match read_tables(&folder) {
        Ok(all) => all,
        Err(error) => return vec![piece(Err(error.into()))],
    };
    let mut pieces = Vec::new();
    for mut facts in all {
        let what = pipeline.complete(&mut facts).map_err(anyhow::Error::from).map(|unresolved| {
            let notes = unresolved.iter().map(|one| format!("{one}; left out")).collect();
            What::Facts(Box::new(facts), notes)
        });
        pieces.push(piece(what));
    }
    pieces
}

impl Piece {
    fn of(read: Read) -> Self {
        let Read { what, position } = read;
        match what {
            Ok(article) => {
                let origin = article.origin.clone();
                Self { origin, position, what: Ok(What::Article(Box::new(article))) }
            }
            // The reason says all: what it comes from says the same again.
            Err(error) => {
                Self { origin: error.place(), position, what: Err(anyhow!("{}", error.reason)) }
            }
        }
    }
}

/// Turns an article into its graph, unless the store is known to have it.
fn work(piece: Piece, store: Option<&Store>, pipeline: &Pipeline, mapping: &Mapping) -> Reading {
    let Piece { origin, position, what } = piece;
    let mut notes = Vec::new();
    let taken = what.and_then(|what| {
        let facts = match what {
            What::Article(article) => {
                if let Some(store) = store
                    && let Some(needless) = foreseen(store, &article, pipeline)?
                {
                    return Ok(Taken::Known(needless));
                }
                pipeline.extract(&article)
            }
            What::Facts(facts, said) => {
                notes = said;
                *facts
            }
        };
        Ok(Taken::Graph(graph::graph_of(mapping, &facts)?, Counts::of(&facts)))
    });
    Reading { origin, position, notes, taken }
}

/// What the store can tell of an article before it is read.
fn foreseen(store: &Store, article: &Article, pipeline: &Pipeline) -> Result<Option<Needless>> {
    let Identity { iri, graph, input_sha256 } = pipeline.identify(article);
    let (iri, graph) = (NamedNode::new(iri)?, NamedNode::new(graph)?);
    let version = if article.modified.is_empty() { &article.published } else { &article.modified };
    let input_sha256 = &input_sha256;
    let candidate = Candidate { article: &iri, graph: &graph, input_sha256, version };
    Ok(merge::foresee(store, candidate)?)
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
    earlier: usize,
    skipped: usize,
    /// Of those new and replaced: how many print a text that others print too.
    copies: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.all();
        let noun = if all == 1 { "article" } else { "articles" };
        write!(
            f,
            "{all} {noun}: {} new, {} replaced, {} unchanged",
            self.added, self.replaced, self.unchanged
        )?;
        if self.earlier > 0 {
            write!(f, ", {} earlier versions", self.earlier)?;
        }
        if self.skipped > 0 {
            write!(f, "; {} skipped", self.skipped)?;
        }
        match self.copies {
            0 => Ok(()),
            1 => write!(f, "; 1 prints a text that the store had"),
            copies => write!(f, "; {copies} print texts that the store had"),
        }
    }
}

/// Writes what was read, a batch at a time. What failed is named and left out; if `strict`, it ends the
/// run, after what stands before it.
fn take_in(
    store: &Store,
    readings: impl Iterator<Item = Reading>,
    args: &IngestArgs,
    talk: &mut Talk<'_>,
) -> Result<Tally> {
    let mut tally = Tally::default();
    let mut readings = readings.peekable();
    while readings.peek().is_some() {
        let batch = readings.by_ref().take(args.batch.get());
        write(store, batch, args.strict, talk, &mut tally)?;
    }
    Ok(tally)
}

/// Writes one batch, which becomes visible as a whole.
fn write(
    store: &Store,
    readings: impl Iterator<Item = Reading>,
    strict: bool,
    talk: &mut Talk<'_>,
    tally: &mut Tally,
) -> Result<()> {
    let mut batch = Batch::begin(store)?;
    let mut said = Vec::new();
    let mut failed = None;
    let mut written = *tally;
    for Reading { origin, position, notes, taken } in readings {
        said.extend(notes.into_iter().map(|note| Err(format!("{origin}: {note}"))));
        let done = taken.and_then(|taken| {
            let (graph, counts) = match taken {
                Taken::Known(needless) => return Ok(Some((outcome_of(needless), None))),
                Taken::Graph(graph, counts) => (graph, counts),
            };
            match put(&mut batch, graph) {
                Ok(outcome) => Ok(Some((outcome, Some(counts)))),
                // Nothing of it was written, and the batch can go on.
                Err(error @ StoreError::GraphTaken { .. }) => Err(error.into()),
                Err(error) => {
                    failed = Some(anyhow::Error::from(error).context(origin.clone()));
                    Ok(None)
                }
            }
        });
        match done {
            Ok(Some((outcome, counts))) => {
                let note = written.count(outcome);
                said.push(Ok(match counts {
                    Some(counts) if note.is_empty() => format!("{origin}: {counts}"),
                    Some(counts) => format!("{origin}: {counts} ({note})"),
                    None => format!("{origin}: {note}"),
                }));
            }
            // The batch is lost.
            Ok(None) => return failed.map_or(Ok(()), Err),
            Err(error) if strict => {
                failed = Some(error.context(origin));
                break;
            }
            Err(error) => {
                written.skipped += 1;
                said.push(Err(format!("{origin}: {error:#}; skipped")));
            }
        }
        talk.advance(position, written.all());
    }
    written.copies += batch.copies();
    batch.commit()?;
    // Only now it is true.
    *tally = written;
    for line in said {
        talk.say(line);
    }
    failed.map_or(Ok(()), Err)
}

impl Tally {
    /// The articles that are in the store now.
    fn all(&self) -> usize {
        self.added + self.replaced + self.unchanged + self.earlier
    }

    /// Counts an article and gives what its line says beside the figures.
    fn count(&mut self, outcome: Outcome) -> &'static str {
        let (counter, note) = match outcome {
            Outcome::Added => (&mut self.added, ""),
            Outcome::Replaced => (&mut self.replaced, "replaced"),
            Outcome::Unchanged => (&mut self.unchanged, "unchanged"),
            Outcome::Earlier => (&mut self.earlier, "earlier than what the store has"),
        };
        *counter += 1;
        note
    }
}

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Added,
    Replaced,
    Unchanged,
    Earlier,
}

fn outcome_of(needless: Needless) -> Outcome {
    match needless {
        Needless::Unchanged => Outcome::Unchanged,
        Needless::Earlier => Outcome::Earlier,
    }
}

/// Puts an article, unless a later version of it is there.
fn put(batch: &mut Batch<'_>, mut graph: ArticleGraph) -> Result<Outcome, StoreError> {
    if merge::revise(batch, &mut graph)? {
        return Ok(Outcome::Earlier);
    }
    Ok(match batch.put(graph)? {
        Change::Added => Outcome::Added,
        Change::Replaced => Outcome::Replaced,
        Change::Unchanged => Outcome::Unchanged,
    })
}

/// What is said while articles are taken in: a bar, what went wrong at once, and in the end a line for
/// each of a few articles.
struct Talk<'a> {
    printer: &'a Printer,
    /// The lines so far, while they are few.
    lines: Vec<String>,
    many: bool,
    bar: ProgressBar,
}

impl<'a> Talk<'a> {
    fn new(printer: &'a Printer) -> Self {
        let bar = if printer.shows_progress() {
            let style = ProgressStyle::with_template(
                "{wide_bar} {binary_bytes} of {binary_total_bytes}, {msg}, {eta} left",
            );
            let bar = ProgressBar::new(0);
            style.map_or(bar.clone(), |style| bar.with_style(style))
        } else {
            ProgressBar::hidden()
        };
        Self { printer, lines: Vec::new(), many: false, bar }
    }

    /// Says how many articles were taken in, and how many bytes of all files were read for that.
    fn advance(&self, position: u64, articles: usize) {
        if self.bar.is_hidden() {
            return;
        }
        let rate = articles as f64 / self.bar.elapsed().as_secs_f64().max(0.001);
        self.bar.set_message(format!("{} articles, {rate:.0}/s", HumanCount(articles as u64)));
        self.bar.set_position(position.max(self.bar.position()));
    }

    fn say(&mut self, line: Result<String, String>) {
        match line {
            Err(problem) => self.bar.suspend(|| self.printer.warn(&problem)),
            Ok(line) if self.many => self.bar.suspend(|| self.printer.detail(&line)),
            Ok(line) => {
                self.lines.push(line);
                if self.lines.len() > LINES {
                    self.many = true;
                    for line in std::mem::take(&mut self.lines) {
                        self.bar.suspend(|| self.printer.detail(&line));
                    }
                }
            }
        }
    }

    /// Says the lines of a few articles.
    fn finish(&mut self) {
        for line in self.lines.drain(..) {
            self.printer.say(&line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, IngestArgs, ReadArgs, Reading, Taken, Talk, Tally, take_in};
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
            Ok(Taken::Graph(ArticleGraph { article, graph, quads: vec![says] }, counts))
        };
        Reading {
            origin: format!("{number}.txt"),
            position: 0,
            notes: Vec::new(),
            taken: article(),
        }
    }

    fn args(strict: bool) -> IngestArgs {
        let batch = 64.try_into().expect("more than 0");
        IngestArgs { paths: Vec::new(), read: ReadArgs::default(), again: false, strict, batch }
    }

    fn take(store: &Store, numbers: impl Iterator<Item = usize>, strict: bool) -> Result<Tally> {
        let printer = Printer::new(Verbosity::Quiet);
        take_in(store, numbers.map(read), &args(strict), &mut Talk::new(&printer))
    }

    #[test]
    fn a_document_that_fails_costs_only_itself() -> Result<()> {
        let store = Store::in_memory(Base::default())?;
        let tally = take(&store, 1..=200, false)?;
        assert_eq!((tally.added, tally.skipped), (197, 3));
        assert_eq!(store.sources()?.len(), 200 - 3);
        assert!(check(&store)?.is_none());
        assert_eq!(take(&store, 1..=3, true)?.unchanged, 3);
        Ok(())
    }

    #[test]
    fn strict_stops_at_the_first_and_keeps_those_before() -> Result<()> {
        let store = Store::in_memory(Base::default())?;
        let outcome = take(&store, 1..=200, true);
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
