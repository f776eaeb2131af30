//! `newsgraph train`: makes a model of names from annotated corpora.

use super::Status;
use crate::cli::GlobalArgs;
use crate::iri::Base;
use crate::language::Language;
use crate::printer::Printer;
use crate::recognize::NameType;
use crate::recognize::tagger::{Model, Sources};
use crate::training::{Corpus, Sample, Settings, calibrate, fit, read};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Trains the recogniser of names on annotated corpora
///
/// A corpus is given as LANGUAGE=FILE. Four kinds of files are read: `.iob2` (a token and its tag a line),
/// `.jsonl` (a text and its spans a line), `.txt` with records in a `.tsv` beside it, and `.txt` with names in
/// brackets («[PER Anna Lind] works for [ORG NATO]», documents separated by empty lines). The same corpora, options
/// and seed give the same model to the byte. Use the model with `--model FILE`.
#[derive(Debug, Args)]
pub struct TrainArgs {
    /// The corpora to learn from, each as LANGUAGE=FILE
    #[arg(required = true, value_name = "LANGUAGE=FILE", value_parser = corpus)]
    corpora: Vec<Corpus>,
    /// Where the model goes
    #[arg(long, short, value_name = "FILE", default_value = "names.bin")]
    output: PathBuf,
    /// Names that the model is to know, one a line, as TYPE=FILE; may be given again
    #[arg(long, value_name = "TYPE=FILE", value_parser = name_list)]
    names: Vec<(NameType, PathBuf)>,
    /// Words by frequency, the most frequent on the first line, as LANGUAGE=FILE; may be given again
    #[arg(long, value_name = "LANGUAGE=FILE", value_parser = corpus)]
    words: Vec<Corpus>,
    /// Documents not to learn from: a file with one id a line
    #[arg(long, value_name = "FILE")]
    leave_out: Option<PathBuf>,
    /// How often all corpora are gone through
    #[arg(long, value_name = "N", default_value_t = Settings::default().passes)]
    passes: usize,
    /// How many features the model keeps at most; 32 bytes each
    #[arg(long, value_name = "N", default_value_t = Settings::default().most)]
    features: usize,
    /// In how many parts the corpora are cut to learn what the model's confidence is worth, each part read by a model
    /// made of the others; 0: the confidence stays as the model gives it
    #[arg(long, value_name = "N", default_value_t = 2)]
    parts: usize,
    /// Start of the random numbers
    #[arg(long, value_name = "N", default_value_t = Settings::default().seed)]
    seed: u64,
}

/// Reads `LANGUAGE=FILE`.
pub(super) fn corpus(text: &str) -> Result<Corpus, String> {
    let (language, path) =
        text.split_once('=').ok_or("give the language and the file, such as `fr=news.iob2`")?;
    Ok(Corpus { language: language.parse::<Language>()?, path: PathBuf::from(path) })
}

fn name_list(text: &str) -> Result<(NameType, PathBuf), String> {
    let help = "give a type (PER, ORG, LOC, PROG, PROD, EVT or WORK) and the file, such as `PER=people.txt`";
    let (kind, path) = text.split_once('=').ok_or(help)?;
    Ok((NameType::from_code(kind).ok_or(help)?, PathBuf::from(path)))
}

/// The documents that a file names, one a line.
pub(super) fn document_ids(path: &Path) -> Result<BTreeSet<String>> {
    let list = text_of(path)?;
    Ok(list.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

fn text_of(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))
}

pub(super) fn run(args: &TrainArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    let left_out = match &args.leave_out {
        Some(path) => document_ids(path)?,
        None => BTreeSet::new(),
    };
    let mut samples: Vec<Sample> = Vec::new();
    for corpus in &args.corpora {
        let mut read = read(corpus)?;
        read.retain(|sample| !left_out.contains(&sample.id));
        samples.append(&mut read);
    }
    if samples.iter().all(|sample| sample.names.is_empty()) {
        bail!(
            "the corpora have no name at all: see `newsgraph train --help` for how they are written"
        );
    }
    let mut sources = Sources::default();
    for words in &args.words {
        sources.add_words(words.language, &text_of(&words.path)?);
    }
    for (kind, path) in &args.names {
        sources.add_names(*kind, &text_of(path)?);
    }
    let pipeline = super::pipeline_with(global, Base::default(), Model::default(), &[])?;
    let settings = Settings {
        passes: args.passes.max(1),
        most: args.features,
        seed: args.seed,
        ..Settings::default()
    };
    let names: usize = samples.iter().map(|sample| sample.names.len()).sum();
    printer.say(&format!("{} documents, {names} names", samples.len()));
    let start = Instant::now();
    let mut model = fit(
        &samples,
        pipeline.lexicon(),
        pipeline.catalogue(),
        &sources,
        &settings,
        |pass, loss| {
            let seconds = start.elapsed().as_secs();
            printer
                .say(&format!("pass {pass} of {}: loss {loss:.0}, {seconds} s", settings.passes));
        },
    );
    if args.parts > 1 {
        let (lexicon, catalogue) = (pipeline.lexicon(), pipeline.catalogue());
        model.calibration =
            calibrate(&samples, lexicon, catalogue, &sources, &settings, args.parts, |part| {
                let seconds = start.elapsed().as_secs();
                printer.say(&format!("confidence, part {part} of {}: {seconds} s", args.parts));
            });
    }
    let bytes = model.to_bytes();
    std::fs::write(&args.output, &bytes)
        .with_context(|| format!("{}: cannot be written", args.output.display()))?;
    printer.say(&format!("{}: {} bytes", args.output.display(), bytes.len()));
    Ok(Status::Done)
}
