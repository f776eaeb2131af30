//! One file a command. Here and above, and nowhere below, errors are `anyhow`'s.

pub mod compare;
mod data;
pub mod eval;
pub mod export;
pub mod extract;
pub mod forget;
mod graph;
pub mod ingest;
pub mod map;
pub mod merge;
mod open;
pub mod query;
mod reading;
pub mod rebuild;
pub mod stats;
pub mod train;
pub mod validate;

use crate::article;
use crate::cli::{Cli, Command, GlobalArgs};
use crate::iri::Base;
use crate::lexicon::{Lexicon, OntologyFile, bundled};
use crate::pipeline::Pipeline;
use crate::printer::Printer;
use crate::recognize::tagger::Model;
use anyhow::{Context as _, Result};

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Exit status 0.
    Done,
    /// Exit status 1: done, and something was found wrong.
    FoundWrong,
}

/// Runs the command that the arguments name.
///
/// # Errors
/// Whatever made the command fail; the exit status is then 2.
pub fn run(cli: &Cli, printer: &Printer) -> Result<Status> {
    let global = &cli.global;
    match &cli.command {
        Command::Ingest(args) => ingest::run(args, global, printer),
        Command::Stats(args) => stats::run(args, global, printer),
        Command::Forget(args) => forget::run(args, global, printer),
        Command::Merge(args) => merge::run(args, global, printer),
        Command::Rebuild(args) => rebuild::run(args, global, printer),
        Command::Extract(args) => extract::run(args, global, printer),
        Command::Query(args) => query::run(args, global, printer),
        Command::Compare(args) => compare::run(args, global, printer),
        Command::Export(args) => export::run(args, global, printer),
        Command::Validate(args) => validate::run(args, global, printer),
        Command::Map(args) => map::run(args, global, printer),
        Command::Train(args) => train::run(args, global, printer),
        Command::Eval(args) => eval::run(args, global, printer),
    }
}

/// The pipeline with the bundled words and things, and the user's own beside them.
///
/// It stays for good: every command ends with the process, and taking apart the many small things that
/// it holds would be a sixth of a short run.
fn pipeline(global: &GlobalArgs, base: Base) -> Result<&'static Pipeline> {
    let (model, own) = match &global.model {
        Some(path) => {
            let data = std::fs::read(path)
                .with_context(|| format!("{}: cannot read the model of names", path.display()))?;
            let model =
                Model::open(data.clone().into()).with_context(|| path.display().to_string())?;
            (model, data)
        }
        None => (Model::bundled()?, Vec::new()),
    };
    pipeline_with(global, base, model, &own)
}

/// The words of the bundled ontology and of the user's own files.
fn lexicon(global: &GlobalArgs) -> Result<Lexicon> {
    let texts = ontology_texts(global)?;
    let mut files: Vec<OntologyFile<'_>> = Vec::new();
    for file in bundled() {
        files.push(file);
    }
    // The user's words add to the bundled ones, so they come last.
    files.extend(texts.iter().map(|(name, turtle)| OntologyFile { name, turtle }));
    Ok(Lexicon::load(files)?)
}

/// The user's ontology files, each with its name for messages.
fn ontology_texts(global: &GlobalArgs) -> Result<Vec<(String, String)>> {
    let read = |path: &std::path::PathBuf| {
        let turtle = std::fs::read_to_string(path)
            .with_context(|| format!("{}: cannot read the ontology file", path.display()))?;
        Ok((path.display().to_string(), turtle))
    };
    global.ontology.iter().map(read).collect()
}

/// The same with this model of names; `own` are its bytes where it is not the bundled one.
fn pipeline_with(
    global: &GlobalArgs,
    base: Base,
    model: Model,
    own: &[u8],
) -> Result<&'static Pipeline> {
    let texts = ontology_texts(global)?;
    let files: Vec<OntologyFile<'_>> =
        texts.iter().map(|(name, turtle)| OntologyFile { name, turtle }).collect();
    let turtle: Vec<&str> = files.iter().map(|file| file.turtle).collect();
    // Every command makes one pipeline, before it reads anything.
    article::add_words(&turtle);
    let mut pipeline = Pipeline::with_model(base, &files, &global.catalogue, model)?;
    if !own.is_empty() {
        pipeline.told_apart_by(own);
    }
    Ok(Box::leak(Box::new(pipeline)))
}
