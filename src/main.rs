//! The thin binary: parses the arguments, runs the command, prints the chain of an error, sets the
//! exit status (0 done, 1 done and something was found wrong, 2 failed).

use clap::Parser as _;
use newsgraph::cli::Cli;
use newsgraph::commands::{self, Status};
use newsgraph::printer::Printer;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let printer = Printer::new(cli.global.verbosity());
    match commands::run(&cli, &printer) {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::FoundWrong) => ExitCode::from(1),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            printer.error(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Whoever reads our output may stop when they have enough (`| head`): that is no failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}
