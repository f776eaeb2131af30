//! Runs public conformance suites: those in `tests/suites`, and those that `../shared` holds.

#![expect(clippy::print_stdout, reason = "a suite says what it counted")]

mod rml;
mod shacl;
