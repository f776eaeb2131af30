//! `newsgraph eval`: measures the recogniser of names on annotated corpora.

use super::Status;
use super::train::{corpus, document_ids};
use crate::cli::GlobalArgs;
use crate::iri::Base;
use crate::language::Analysis;
use crate::printer::Printer;
use crate::recognize::{NameType, recognize};
use crate::training::{Corpus, Count, Measure, read};
use anyhow::{Result, bail};
use clap::Args;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

/// Measures how well names are found: precision, recall and F1 by type
///
/// Corpora are given and written as for `newsgraph train`. A name is right where its first and last letter and
/// its type are; beside it stands the share where the type is right and the words overlap.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// The corpora to measure on, each as LANGUAGE=FILE
    #[arg(required = true, value_name = "LANGUAGE=FILE", value_parser = corpus)]
    corpora: Vec<Corpus>,
    /// Only these documents: a file with one id a line
    #[arg(long, value_name = "FILE")]
    only: Option<PathBuf>,
    /// How many errors are shown, those first of which the recogniser was most sure
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Shows how many of the names of each confidence are right
    #[arg(long)]
    reliability: bool,
}

pub(super) fn run(args: &EvalArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    let only = args.only.as_deref().map(document_ids).transpose()?;
    let pipeline = super::pipeline(global, Base::default())?;
    let mut out = printer.stdout();
    for corpus in &args.corpora {
        let name = corpus.path.display();
        let Some(words) = pipeline.lexicon().words(corpus.language) else {
            bail!("{name}: no words of the language `{}` in the ontology", corpus.language);
        };
        let mut measure = Measure::default();
        let wanted = |id: &str| only.as_ref().is_none_or(|ids: &BTreeSet<String>| ids.contains(id));
        for sample in read(corpus)?.iter().filter(|sample| wanted(&sample.id)) {
            let analysis = Analysis::new(&sample.text, corpus.language, words);
            let names =
                recognize(pipeline.model(), &analysis, pipeline.lexicon(), pipeline.catalogue());
            measure.add(sample, &names);
        }
        writeln!(out, "{} {name}", corpus.language)?;
        write(&measure, &mut out)?;
        if args.reliability {
            writeln!(out, "  confidence  names   right")?;
            for (tenth, (found, right)) in measure.reliability.iter().enumerate() {
                if *found > 0 {
                    let share = 100.0 * *right as f64 / *found as f64;
                    writeln!(
                        out,
                        "  {:>2} to {:>3}  {found:6}  {share:5.1} %",
                        tenth * 10,
                        tenth * 10 + 10
                    )?;
                }
            }
        }
        measure.faults.sort_by_key(|fault| std::cmp::Reverse(fault.confidence));
        for fault in measure.faults.iter().take(args.errors) {
            let shown = |name: &str| if name.is_empty() { "-".to_owned() } else { name.to_owned() };
            writeln!(
                out,
                "  {:3}  {} instead of {}  [{}]  {}",
                fault.confidence,
                shown(&fault.found),
                shown(&fault.wanted),
                fault.document,
                fault.context
            )?;
        }
    }
    out.flush()?;
    Ok(Status::Done)
}

fn write(measure: &Measure, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "  type      gold  found       P      R     F1   overlapping F1")?;
    let mut line = |name: &str, count: Count| {
        let ([p, r, f], [.., overlap]) = (count.exact(), count.overlapping());
        let Count { gold, found, .. } = count;
        writeln!(out, "  {name:8} {gold:5}  {found:5}  {p:6.1} {r:6.1} {f:6.1}   {overlap:6.1}")
    };
    for (kind, count) in &measure.counts {
        line(kind.code(), *count)?;
    }
    let classic = [NameType::Person, NameType::Organization, NameType::Place];
    line("P+O+L", measure.sum(&classic))?;
    line("all", measure.sum(&NameType::ALL))
}
