//! Measures quality on the annotated corpora beside the project and fails below the recorded floors.
//! Floors only go up. Where the corpora are absent, each part says «skipped».
//!
//! `QUALITY_ERRORS=fr cargo test --release --test quality -- --nocapture` prints each error in a corpus,
//! `QUALITY_ERRORS=fr+gold` each error that is left in figures, quotations and roles where the names are
//! given as annotated.

#![expect(clippy::print_stdout, reason = "the tables of figures are what these tests are read for")]

mod corpus;
mod facts;
mod judge;
mod names;
mod noise;
mod offsets;
mod seed;
mod seed_facts;
mod suites;
mod timebank;
mod times;
