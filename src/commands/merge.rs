//! `newsgraph merge`: takes in other people's graphs, and finds which things of all sources are one.

mod csv;
mod explain;
mod known;

use super::{Status, open};
use crate::cli::GlobalArgs;
use crate::foreign::{ForeignGraph, GraphFile, Reader, Syntax, files};
use crate::merge::link::Options;
use crate::merge::{self, Found, Pair, Revision, Taken, decimal};
use crate::printer::Printer;
use crate::store::{Access, Store, StoreError};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use known::Known;
use std::fmt::Write as _;
use std::path::PathBuf;

/// So many faults of a file, and so many pairs of a kind, are shown unless all are asked for.
const SHOWN: usize = 5;

/// Takes in other people's graphs, and finds which things of all sources are one
///
/// A graph is Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD, gzipped or not. It is kept as it came;
/// in the merged graph it speaks the words of this one, by the rules of ontology/alignment.ttl and your
/// own. The same file again changes nothing; another content under the same name replaces the old.
///
/// Without a graph, the search for things that are one is run anew over what the store holds. What it
/// finds can be overruled: let it write its doubts with --doubts, put «same» or «different» into the
/// column `decision`, and give the file back with --decisions.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// Graphs, folders of them; `-` is standard input
    #[arg(value_name = "GRAPH")]
    pub graphs: Vec<PathBuf>,
    /// The syntax of the graphs. Default: what content and name tell
    #[arg(long, value_enum)]
    pub format: Option<Syntax>,
    /// More rules by which foreign words read, in Turtle; they stay in the store. May be given again
    #[arg(long, value_name = "FILE")]
    pub alignment: Vec<PathBuf>,
    /// What is the same and what is different: CSV with the columns left, right, decision, note.
    /// It wins over whatever the search finds, and stays in the store; an empty decision takes one back
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
    /// Writes what is neither sure nor unlikely, as such a CSV file with scores and reasons
    #[arg(long, value_name = "FILE")]
    pub doubts: Option<PathBuf>,
    /// Writes all that was joined, doubted and left apart, as CSV with scores and reasons
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Says what would be done, and changes nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Says why a thing is what it is: its sources, its names, its links with their reasons
    #[arg(
        long,
        value_name = "IRI",
        conflicts_with_all = ["graphs", "decisions", "doubts", "report", "alignment", "dry_run"]
    )]
    pub explain: Option<String>,
}

pub(super) fn run(args: &MergeArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    if let Some(iri) = &args.explain {
        return explain::run(iri, global, printer);
    }
    let decisions = args.decisions.as_deref().map(csv::decisions).transpose()?.unwrap_or_default();
    let mut rules = Vec::new();
    for path in &args.alignment {
        let name = path.display().to_string();
        let turtle = std::fs::read_to_string(path)
            .with_context(|| format!("{name}: cannot read the alignment"))?;
        rules.extend(merge::rules(&name, &turtle)?);
    }
    let (files, passed_over) = files(&args.graphs)?;
    if files.is_empty() && !args.graphs.is_empty() {
        bail!("there is no graph there: a file in a folder is known by its extension");
    }
    if passed_over > 0 {
        printer
            .detail(&format!("passed over {passed_over} files that are hidden or of other kinds"));
    }
    let store = open_store(args, global)?;
    let mut revision = Revision::begin(&store)?;
    revision.align(&rules);
    let mut tally = Tally::default();
    let reader = Reader { base: store.base(), syntax: args.format };
    for file in &files {
        take(file, &reader, &mut revision, &mut tally, printer)?;
    }
    for decision in decisions {
        revision.decide(decision.left, decision.right, decision.finding)?;
    }
    let options = Options { words: known::words()?, ..Options::default() };
    let found = revision.search(options, &Known::load(&global.catalogue)?)?;
    if let Some(path) = &args.doubts {
        csv::write_doubts(path, &found)?;
    }
    if let Some(path) = &args.report {
        csv::write_report(path, &found)?;
    }
    if args.dry_run {
        drop(revision);
    } else {
        revision.commit()?;
        store.flush()?;
    }
    tally.say(args, printer);
    say(&found, args, printer);
    Ok(if tally.refused + tally.faults > 0 { Status::FoundWrong } else { Status::Done })
}

/// The store that is to be changed; none is made for nothing.
fn open_store(args: &MergeArgs, global: &GlobalArgs) -> Result<Store> {
    if args.graphs.is_empty() {
        return open::existing(global, Access::Write);
    }
    if !args.dry_run {
        return open::or_make(global);
    }
    match open::existing(global, Access::Write) {
        Err(error) if matches!(error.downcast_ref(), Some(StoreError::Missing { .. })) => {
            Ok(Store::in_memory(open::base(global)?.unwrap_or_default())?)
        }
        store => store,
    }
}

/// How the taking in went so far.
#[derive(Default)]
struct Tally {
    added: usize,
    replaced: usize,
    unchanged: usize,
    refused: usize,
    faults: usize,
}

impl Tally {
    fn say(&self, args: &MergeArgs, printer: &Printer) {
        let all = self.added + self.replaced + self.unchanged;
        if args.graphs.is_empty() {
            return;
        }
        let noun = if all == 1 { "graph" } else { "graphs" };
        let (added, replaced, unchanged) = (self.added, self.replaced, self.unchanged);
        let mut line =
            format!("{all} {noun}: {added} new, {replaced} replaced, {unchanged} unchanged");
        if self.refused > 0 {
            let _ = write!(line, "; {} refused", self.refused);
        }
        if self.faults > 0 {
            let _ = write!(line, "; {} records left out", self.faults);
        }
        printer.say(&line);
    }
}

/// Reads a file and takes it in, or says why not.
fn take(
    file: &GraphFile,
    reader: &Reader<'_>,
    revision: &mut Revision<'_>,
    tally: &mut Tally,
    printer: &Printer,
) -> Result<()> {
    let name = file.name();
    let graph = match reader.read(file) {
        Ok(graph) => graph,
        Err(refused) => {
            printer.warn(&format!("{name}: {refused}; refused"));
            tally.refused += 1;
            return Ok(());
        }
    };
    let ForeignGraph { quads, faults, .. } = &graph;
    tally.faults += faults.len();
    let shown = if printer.is_verbose() { faults.len() } else { SHOWN };
    for fault in faults.iter().take(shown) {
        let line = fault.line.map(|line| format!(", line {line}")).unwrap_or_default();
        printer.warn(&format!("{name}{line}: {}; left out", fault.reason));
    }
    if faults.len() > shown {
        let more = faults.len() - shown;
        printer.warn(&format!("{name}: {more} more records left out; --verbose names them"));
    }
    if quads.is_empty() {
        printer.warn(&format!("{name}: nothing of it can be read; refused"));
        tally.refused += 1;
        return Ok(());
    }
    let (counter, note) = match revision.put(&graph)? {
        Taken::Added => (&mut tally.added, ""),
        Taken::Replaced => (&mut tally.replaced, " (replaced)"),
        Taken::Unchanged => (&mut tally.unchanged, " (unchanged)"),
    };
    *counter += 1;
    printer.say(&format!("{name}: {} statements{note}", quads.len()));
    Ok(())
}

/// What was joined, doubted and left apart.
fn say(found: &Found, args: &MergeArgs, printer: &Printer) {
    let would = if args.dry_run { " (nothing was changed)" } else { "" };
    printer.say(&format!(
        "{} things; {} pairs joined, {} doubtful, {} alike but left apart{would}",
        found.things,
        found.joined.len(),
        found.doubtful.len(),
        found.apart.len()
    ));
    let kinds =
        [("joined", &found.joined), ("doubtful", &found.doubtful), ("left apart", &found.apart)];
    for (kind, pairs) in kinds {
        if pairs.is_empty() {
            continue;
        }
        let shown = if printer.is_verbose() { pairs.len() } else { SHOWN };
        printer.say(&format!("{kind}:"));
        for Pair { left, right, names, score, reasons } in pairs.iter().take(shown) {
            let named = if names[0] == names[1] {
                format!("«{}»", names[0])
            } else {
                format!("«{}», «{}»", names[0], names[1])
            };
            let (left, right, score) = (left.as_str(), right.as_str(), decimal(*score));
            printer.say(&format!("  {named}\n    <{left}> <{right}>\n    {score}: {reasons}"));
        }
        if pairs.len() > shown {
            printer.say(&format!(
                "  and {} more; --verbose or --report shows all",
                pairs.len() - shown
            ));
        }
    }
}
