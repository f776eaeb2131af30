//! The command line: global options and the list of commands. Each command's own options stand in
//! its file under `commands/`.

use crate::commands::compare::CompareArgs;
use crate::commands::eval::EvalArgs;
use crate::commands::export::ExportArgs;
use crate::commands::extract::ExtractArgs;
use crate::commands::forget::ForgetArgs;
use crate::commands::ingest::IngestArgs;
use crate::commands::map::MapArgs;
use crate::commands::merge::MergeArgs;
use crate::commands::query::QueryArgs;
use crate::commands::rebuild::RebuildArgs;
use crate::commands::stats::StatsArgs;
use crate::commands::train::TrainArgs;
use crate::commands::validate::ValidateArgs;
use crate::iri::DEFAULT_BASE;
use crate::printer::Verbosity;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Reads news and gives a knowledge graph: people, organisations, programmes, figures and
/// quotations, each with the words that say so.
#[derive(Debug, Parser)]
#[command(name = "newsgraph", version, propagate_version = true, arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: GlobalArgs,
    #[command(subcommand)]
    pub command: Command,
}

/// Where `--help` lists the options that every command takes.
const EVERYWHERE: &str = "Options of every command";

/// Options that every command takes.
#[derive(Clone, Debug, Args)]
pub struct GlobalArgs {
    /// Folder of the store
    #[arg(
        long,
        global = true,
        help_heading = EVERYWHERE,
        value_name = "DIR",
        env = "NEWSGRAPH_STORE",
        default_value = "newsgraph.store"
    )]
    pub store: PathBuf,
    /// IRI that the store's own IRIs begin with; kept in the store at its creation
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "IRI", env = "NEWSGRAPH_BASE")]
    pub base: Option<String>,
    /// More words: a SKOS file in Turtle beside the bundled ontology; may be given again
    #[arg(
        long,
        global = true,
        help_heading = EVERYWHERE,
        value_name = "FILE",
        env = "NEWSGRAPH_ONTOLOGY",
        value_delimiter = ','
    )]
    pub ontology: Vec<PathBuf>,
    /// More well-known things: a CSV file with the columns of data/catalogue; may be given again
    #[arg(
        long,
        global = true,
        help_heading = EVERYWHERE,
        value_name = "FILE",
        env = "NEWSGRAPH_CATALOGUE",
        value_delimiter = ','
    )]
    pub catalogue: Vec<PathBuf>,
    /// A model of names made by `newsgraph train`, in the place of the bundled one
    #[arg(long, global = true, help_heading = EVERYWHERE, value_name = "FILE", env = "NEWSGRAPH_MODEL")]
    pub model: Option<PathBuf>,
    /// Says only what went wrong
    #[arg(long, global = true, help_heading = EVERYWHERE, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Says more of what is done
    #[arg(long, short, global = true, help_heading = EVERYWHERE)]
    pub verbose: bool,
}

impl GlobalArgs {
    /// How much the command says on standard error.
    pub fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        }
    }

    /// The base IRI asked for, or the default one.
    pub fn base_or_default(&self) -> &str {
        self.base.as_deref().unwrap_or(DEFAULT_BASE)
    }
}

/// One command each; the order is that of `--help`.
#[derive(Debug, Subcommand)]
pub enum Command {
    Ingest(IngestArgs),
    /// Shows what articles say, without a store
    Extract(ExtractArgs),
    Merge(MergeArgs),
    Stats(StatsArgs),
    Forget(ForgetArgs),
    Rebuild(RebuildArgs),
    Query(QueryArgs),
    Compare(CompareArgs),
    Export(ExportArgs),
    Validate(ValidateArgs),
    /// Runs an RML mapping over CSV files and prints the triples
    Map(MapArgs),
    Train(TrainArgs),
    Eval(EvalArgs),
}
