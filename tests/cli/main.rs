//! The command line from outside: one binary for all commands, one module each.

mod extract;
mod util;
