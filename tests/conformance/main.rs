//! Runs public conformance suites, where `../shared` holds them.

#![expect(clippy::print_stdout, reason = "a suite says what it counted")]

mod rml;
