//! Runs public conformance suites, where `../shared` holds them.

mod rml;
