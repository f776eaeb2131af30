//! The only writer: data goes to standard output, talk and progress to standard error.

use std::io::{self, IsTerminal as _, Write};

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    Quiet,
    #[default]
    Normal,
    Verbose,
}

/// Decides once what is said, where, and whether in colour.
#[derive(Clone, Copy, Debug)]
pub struct Printer {
    verbosity: Verbosity,
    colour_out: bool,
    colour_err: bool,
}

impl Printer {
    /// Colours are used on terminals only, and never where `NO_COLOR` is set.
    pub fn new(verbosity: Verbosity) -> Self {
        let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self {
            verbosity,
            colour_out: wanted && io::stdout().is_terminal(),
            colour_err: wanted && io::stderr().is_terminal(),
        }
    }

    /// Standard output, for data. Errors (a closed pipe among them) come back to the caller.
    pub fn stdout(&self) -> impl Write + use<> {
        io::BufWriter::new(io::stdout().lock())
    }

    /// Whether data may be coloured.
    pub fn colour(&self) -> bool {
        self.colour_out
    }

    /// Whether standard output is a terminal, which decides default formats.
    pub fn is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// Whether progress may be shown: a terminal, and not asked to be quiet.
    pub fn shows_progress(&self) -> bool {
        self.verbosity >= Verbosity::Normal && io::stderr().is_terminal()
    }

    /// Whether all is to be said.
    pub fn is_verbose(&self) -> bool {
        self.verbosity >= Verbosity::Verbose
    }

    /// Says what was done.
    pub fn say(&self, message: &str) {
        if self.verbosity >= Verbosity::Normal {
            let _ = writeln!(io::stderr().lock(), "{message}");
        }
    }

    /// Says what only the curious want to know.
    pub fn detail(&self, message: &str) {
        if self.verbosity >= Verbosity::Verbose {
            let _ = writeln!(io::stderr().lock(), "{message}");
        }
    }

    /// Says that something is wrong but the work goes on.
    pub fn warn(&self, message: &str) {
        self.labelled("warning", "33", message);
    }

    /// Says why the work failed.
    pub fn error(&self, message: &str) {
        self.labelled("error", "31", message);
    }

    fn labelled(&self, label: &str, colour: &str, message: &str) {
        let mut stderr = io::stderr().lock();
        let _ = if self.colour_err {
            writeln!(stderr, "\x1b[1;{colour}m{label}:\x1b[0m {message}")
        } else {
            writeln!(stderr, "{label}: {message}")
        };
    }
}
