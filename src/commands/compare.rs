//! `newsgraph compare`: where several articles agree on the same thing, differ, and contradict.

use super::export::{GraphFormat, context};
use super::{Status, lexicon, open};
use crate::cli::GlobalArgs;
use crate::compare::{
    self, Comparison, Filter, Style as TableStyle, Verdict, write_csv, write_html, write_json,
    write_table,
};
use crate::export::{Format, Style, write_quads};
use crate::language::fold;
use crate::lexicon::{ConceptId, Lexicon, Scheme};
use crate::prefixes::Prefixes;
use crate::printer::Printer;
use crate::store::{Access, Store};
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use oxigraph::model::GraphName;
use std::io::Write as _;

/// Lays side by side what several articles state of the same thing: do they agree?
///
/// Figures, aims, roles and deadlines of different articles go together when they have the same
/// measure (jobs, emplois, banen), are about the same thing or tell the same story, and nothing sets
/// them apart: another period, place or claim (jobs created, jobs lost). Each group has a verdict, the
/// most urgent first:
///
///   contradicting  they cannot both be right, and it shows why: scale (million, billion), currency,
///                  unit, claimant, modality (a fact here, a forecast there), deadline, holder
///   differing      other values, and nothing tells why
///   superseded     a later value or holder in the place of an earlier one
///   compatible     within the bounds: at least, up to, between
///   rounded        the same, rounded: about 85,000, tens of thousands
///   agreeing       the same value
///
/// Each statement is laid to the first of its group, which is what most articles give, and the newest
/// where something is superseded; a holder of a role to the next in time.
///
/// Exit status 1 where a contradiction is shown.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct CompareArgs {
    /// Only what is about or names this: a name, a part of one, an IRI, or wd:Q31
    #[arg(long, value_name = "NAME")]
    about: Option<String>,
    /// Only this measure or role and what is narrower: jobs, emplois, measure:jobs, "prime minister"
    #[arg(long, value_name = "CONCEPT")]
    measure: Option<String>,
    /// Only groups with these verdicts, parted by commas
    #[arg(long, value_name = "VERDICT", value_enum, value_delimiter = ',')]
    only: Vec<VerdictChoice>,
    /// Only articles from this day, month or year on
    #[arg(long, value_name = "DATE", value_parser = date)]
    since: Option<String>,
    /// Only articles up to this day, month or year
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<String>,
    /// How it is written. Default: table on a terminal, csv elsewhere
    #[arg(long, short, value_enum)]
    format: Option<CompareFormat>,
    /// Keeps the findings in the store, in a graph of their own that replaces the last one, so that
    /// queries see them (`newsgraph query comparisons`). It does not follow later changes of the
    /// sources: compare again
    #[arg(long)]
    keep: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum VerdictChoice {
    Contradicting,
    Differing,
    Superseded,
    Compatible,
    Rounded,
    Agreeing,
}

impl From<VerdictChoice> for Verdict {
    fn from(choice: VerdictChoice) -> Self {
        match choice {
            VerdictChoice::Contradicting => Self::Contradicting,
            VerdictChoice::Differing => Self::Differing,
            VerdictChoice::Superseded => Self::Superseded,
            VerdictChoice::Compatible => Self::Compatible,
            VerdictChoice::Rounded => Self::Rounded,
            VerdictChoice::Agreeing => Self::Agreeing,
        }
    }
}

/// The forms of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CompareFormat {
    /// Aligned tables for reading
    Table,
    /// A row a statement
    Csv,
    Json,
    /// A page with the sentences side by side
    Html,
    /// The findings as a graph
    Turtle,
    /// The same, under the name of the graph that --keep writes
    Trig,
    Ntriples,
    Nquads,
}

impl CompareFormat {
    fn graph(self) -> Option<Format> {
        GraphFormat::from_str(self.to_possible_value()?.get_name(), false).ok().map(Format::from)
    }
}

fn date(text: &str) -> Result<String, String> {
    if Filter::is_date(text) {
        Ok(text.to_owned())
    } else {
        Err("write a day, a month or a year: 2025-11-18, 2025-11, 2025".to_owned())
    }
}

/// Runs the command.
///
/// # Errors
/// Where the store cannot be read or written, a concept is not known, or the output not written.
pub fn run(args: &CompareArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    let lexicon = lexicon(global)?;
    let access = if args.keep { Access::Write } else { Access::Read };
    let store = open::existing(global, access)?;
    let prefixes = Prefixes::new(store.base());
    let filter = filter(args, &lexicon, &prefixes)?;
    let comparison = compare::compare(&store, &lexicon, &filter)?;
    if args.keep {
        let count = compare::keep(&store, &comparison)?;
        store.flush()?;
        printer.detail(&format!("kept {count} statements in {}", store.comparison_graph()));
    }
    write(args, &comparison, &store, &prefixes, printer)?;
    printer.say(&summary(&comparison));
    let contradicting = comparison.count(Verdict::Contradicting) > 0;
    Ok(if contradicting { Status::FoundWrong } else { Status::Done })
}

fn filter(args: &CompareArgs, lexicon: &Lexicon, prefixes: &Prefixes) -> Result<Filter> {
    let about = args.about.as_deref().map(|about| {
        let bare = about.trim_start_matches('<').trim_end_matches('>');
        prefixes.expand(bare).unwrap_or_else(|| bare.to_owned())
    });
    let concept =
        args.measure.as_deref().map(|words| concept(words, lexicon, prefixes)).transpose()?;
    Ok(Filter {
        about,
        concept,
        only: args.only.iter().map(|&choice| choice.into()).collect(),
        since: args.since.clone(),
        until: args.until.clone(),
    })
}

/// A measure or role by its IRI, or by one of its names in any language.
fn concept(words: &str, lexicon: &Lexicon, prefixes: &Prefixes) -> Result<ConceptId> {
    let bare = words.trim_start_matches('<').trim_end_matches('>');
    let iri = prefixes.expand(bare).unwrap_or_else(|| bare.to_owned());
    if let Some(id) = lexicon.id(&iri) {
        return Ok(id);
    }
    let schemes = [Scheme::Measures, Scheme::Roles];
    let found = schemes.into_iter().find_map(|scheme| {
        lexicon.languages().find_map(|language| lexicon.named(scheme, language, &fold(words)))
    });
    match found {
        Some(id) => Ok(id),
        None => bail!(
            "`{words}` is no measure and no role of the ontology: give one of its words, such as `jobs`, or its IRI, such as `measure:jobs`"
        ),
    }
}

fn write(
    args: &CompareArgs,
    comparison: &Comparison,
    store: &Store,
    prefixes: &Prefixes,
    printer: &Printer,
) -> Result<()> {
    let default = if printer.is_terminal() { CompareFormat::Table } else { CompareFormat::Csv };
    let format = args.format.unwrap_or(default);
    let mut out = printer.stdout();
    if let Some(format) = format.graph() {
        let graph = if format.holds_graphs() {
            GraphName::NamedNode(store.comparison_graph().clone())
        } else {
            GraphName::DefaultGraph
        };
        let context = context()?;
        let style = Style { format, prefixes, context: &context };
        write_quads(&compare::quads(comparison, store.base(), &graph), style, &mut out)?;
    }
    match format {
        CompareFormat::Table => {
            let width = terminal_size::terminal_size().map_or(160, |(width, _)| width.0);
            write_table(&mut out, comparison, TableStyle { width, colour: printer.colour() })?;
        }
        CompareFormat::Csv => write_csv(&mut out, comparison)?,
        CompareFormat::Json => write_json(&mut out, comparison)?,
        CompareFormat::Html => write_html(&mut out, comparison)?,
        CompareFormat::Turtle
        | CompareFormat::Trig
        | CompareFormat::Ntriples
        | CompareFormat::Nquads => {}
    }
    out.flush().context("the comparison could not be written")
}

/// `7 groups from 4 articles: 1 contradicting, 6 agreeing`.
fn summary(comparison: &Comparison) -> String {
    let counts: Vec<String> = Verdict::ALL
        .iter()
        .map(|&verdict| (comparison.count(verdict), verdict.word()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    let read = comparison.articles.len();
    if counts.is_empty() {
        return format!("{read} articles: nothing that two of them speak of");
    }
    let groups = comparison.groups.len();
    let noun = if groups == 1 { "group" } else { "groups" };
    format!("{groups} {noun} from {read} articles: {}", counts.join(", "))
}
