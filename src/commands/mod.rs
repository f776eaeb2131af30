//! One file a command. Here and above, and nowhere below, errors are `anyhow`'s.

mod data;
pub mod export;
pub mod map;
pub mod query;
pub mod validate;

use crate::cli::{Cli, Command};
use crate::printer::Printer;
use anyhow::Result;

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
pub fn run(cli: Cli, printer: &Printer) -> Result<Status> {
    let global = &cli.global;
    match &cli.command {
        Command::Query(args) => query::run(args, global, printer),
        Command::Export(args) => export::run(args, global, printer),
        Command::Validate(args) => validate::run(args, global, printer),
        Command::Map(args) => map::run(args, global, printer),
    }
}
