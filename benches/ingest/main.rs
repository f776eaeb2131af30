//! Taking many articles in: articles a second on all cores, and the store's share of the time.
//!
//! ```text
//! cargo bench --bench ingest -- [--articles N] [--write DIR]
//! cargo bench --bench ingest -- --archives [--articles N]
//! ```
//! The articles are recombined sentences of `../shared/corpora/ntrex`. The stages are measured one by
//! one on the first thousand, held in memory; the command on all of them (10,000 take a minute or
//! two), with the most memory that it took. With `--write` the articles are only written to a folder,
//! for measuring the command by other means. With `--archives` they are one file of JSON lines and one
//! WARC, which are read alone, and the lines taken in too.

mod corpus;

use corpus::Corpus;
use newsgraph::article::{Article, Columns, Document, Progress, documents};
use newsgraph::facts::Facts;
use newsgraph::iri::Base;
use newsgraph::merge::{ArticleGraph, Batch};
use newsgraph::pipeline::Pipeline;
use newsgraph::rml::Mapping;
use newsgraph::store::Store;
use oxigraph::model::NamedNode;
use rayon::prelude::*;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// What is measured where nothing else is asked for.
const ARTICLES: u64 = 1000;
/// No more than so many articles are held in memory.
const SAMPLE: usize = 1000;
/// Sizes of a batch to compare.
const BATCHES: [usize; 3] = [64, 256, 512];

/// What the command line asks for.
struct Wish {
    articles: u64,
    write: Option<PathBuf>,
    archives: bool,
    /// Reads a file and says how many articles it held: what another process of this bench is told.
    read: Option<PathBuf>,
}

impl Wish {
    fn read() -> Result<Self, Box<dyn Error>> {
        let mut wish = Self { articles: ARTICLES, write: None, archives: false, read: None };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--articles" => wish.articles = arguments.next().ok_or("how many?")?.parse()?,
                "--write" => wish.write = Some(arguments.next().ok_or("where to?")?.into()),
                "--archives" => wish.archives = true,
                "--read" => wish.read = Some(arguments.next().ok_or("what?")?.into()),
                // Cargo's own.
                _ => {}
            }
        }
        Ok(wish)
    }
}

#[expect(clippy::print_stdout, reason = "the figures are the output")]
fn main() -> Result<(), Box<dyn Error>> {
    let wish = Wish::read()?;
    if let Some(path) = &wish.read {
        let (columns, progress) = (Columns::default(), Progress::default());
        let documents = documents(std::slice::from_ref(path), &columns, &progress);
        let read = |document: Result<_, _>| {
            document.map_or(0, |d: Document| d.articles().iter().flatten().count())
        };
        println!("{}", documents.par_bridge().map(read).sum::<usize>());
        return Ok(());
    }
    let Some(corpus) = Corpus::read()? else {
        println!("ingest: skipped, there is no ../shared/corpora/ntrex");
        return Ok(());
    };
    if let Some(folder) = &wish.write {
        corpus.write(folder, wish.articles)?;
        return Ok(());
    }
    let work = tempfile::tempdir()?;
    if wish.archives {
        return archives(&corpus, work.path(), wish.articles);
    }
    let folder = work.path().join("articles");
    corpus.write(&folder, wish.articles)?;
    let (columns, progress) = (Columns::default(), Progress::default());
    let articles: Vec<Article> = documents(std::slice::from_ref(&folder), &columns, &progress)
        .articles()
        .take(SAMPLE)
        .collect::<Result<_, _>>()?;
    let characters: usize = articles.iter().map(|article| article.text.chars().count()).sum();
    println!(
        "{} articles of {} characters on average, {} threads",
        wish.articles,
        characters / articles.len().max(1),
        rayon::current_num_threads()
    );

    let pipeline = Pipeline::new(Base::default(), &[], &[])?;
    let start = Instant::now();
    let facts: Vec<Facts> = articles.par_iter().map(|a| pipeline.extract(a)).collect();
    say("text to tables, all cores", start.elapsed(), articles.len());

    let mapping =
        Mapping::parse(include_str!("../../ontology/mapping.ttl"), Base::default().as_str())?;
    let start = Instant::now();
    let graphs = facts
        .par_iter()
        .map(|facts| graph(&mapping, facts))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| error.to_string())?;
    say("tables to statements, all cores", start.elapsed(), articles.len());
    let statements: usize = graphs.iter().map(|graph| graph.quads.len()).sum();
    println!("  {statements} statements");

    for portion in BATCHES {
        let graphs = graphs.clone();
        let start = Instant::now();
        put(&work.path().join(format!("store{portion}")), graphs, portion)?;
        say(&format!("store alone, {portion} in a batch"), start.elapsed(), articles.len());
    }
    drop((facts, graphs));

    let store = work.path().join("store");
    ingest("newsgraph ingest, all of it", &store, &folder, wish.articles)?;
    println!("  {:.1} MB on disk", size(&store)? as f64 / 1e6);
    ingest("newsgraph ingest, the same again", &store, &folder, wish.articles)
}

fn ingest(what: &str, store: &Path, path: &Path, articles: u64) -> Result<(), Box<dyn Error>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    command.args(["--quiet", "ingest", "--store"]).args([store, path]);
    timed(what, command, articles)
}

/// Reads one file of JSON lines and one WARC, each in a process of its own, and takes the first in.
#[expect(clippy::print_stdout, reason = "the figures are the output")]
fn archives(corpus: &Corpus, work: &Path, articles: u64) -> Result<(), Box<dyn Error>> {
    println!("{articles} articles, {} threads", rayon::current_num_threads());
    let (lines, warc) = (work.join("news.jsonl"), work.join("news.warc.gz"));
    corpus.write_lines(&lines, articles)?;
    corpus.write_warc(&warc, articles)?;
    for (what, path) in [("reading JSON lines alone", &lines), ("reading a WARC alone", &warc)] {
        println!("  {:.1} MB", path.metadata()?.len() as f64 / 1e6);
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--read").arg(path);
        timed(what, command, articles)?;
    }
    let store = work.join("store");
    ingest("newsgraph ingest, JSON lines", &store, &lines, articles)?;
    ingest("newsgraph ingest, the same again", &store, &lines, articles)
}

/// Runs a command and says how long it took and the most memory that it had.
#[expect(clippy::print_stdout, reason = "the figures are the output")]
fn timed(what: &str, mut command: Command, articles: u64) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    let mut memory = None;
    let status = loop {
        memory = peak_memory(child.id()).max(memory);
        match child.try_wait()? {
            Some(status) => break status,
            None => sleep(Duration::from_millis(20)),
        }
    };
    if !status.success() {
        return Err(format!("{what}: ended with {status}").into());
    }
    say(what, start.elapsed(), articles as usize);
    if let Some(memory) = memory {
        println!("  {:.1} MB of memory at most", memory as f64 / 1e3);
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the figures are the output")]
fn say(what: &str, took: Duration, articles: usize) {
    println!(
        "{what:<40} {:>8.2} s {:>8.0} articles/s",
        took.as_secs_f64(),
        articles as f64 / took.as_secs_f64()
    );
}

fn graph(mapping: &Mapping, facts: &Facts) -> Result<ArticleGraph, Box<dyn Error + Send + Sync>> {
    let article = NamedNode::new(&facts.article.iri)?;
    let graph = NamedNode::new(&facts.article.graph)?;
    let mut quads = Vec::new();
    mapping.run(&facts.tables(), |quad| quads.push(quad))?;
    Ok(ArticleGraph { article, graph, quads })
}

fn put(folder: &Path, graphs: Vec<ArticleGraph>, portion: usize) -> Result<(), Box<dyn Error>> {
    let store = Store::open(folder, None)?;
    let mut graphs = graphs.into_iter().peekable();
    while graphs.peek().is_some() {
        let mut batch = Batch::begin(&store)?;
        for graph in graphs.by_ref().take(portion) {
            batch.put(graph)?;
        }
        batch.commit()?;
    }
    Ok(store.flush()?)
}

/// The most memory that a process has taken so far, in kB; `None` where the system does not say.
fn peak_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    peak.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// The bytes of all files in a folder.
fn size(folder: &Path) -> Result<u64, Box<dyn Error>> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let about = entry.metadata()?;
        bytes += if about.is_dir() { size(&entry.path())? } else { about.len() };
    }
    Ok(bytes)
}
