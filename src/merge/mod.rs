//! The merged graph: every statement of every source, each thing under one IRI.
//!
//! Sources (one named graph an article) are never rewritten. The identity graph and the default
//! graph are computed from them, and are a pure function of the set of sources: whatever the order
//! of coming, replacing and forgetting, they hold what [`check`] computes from nothing.
//!
//! Mention, sentence and context nodes stay in their source; statements that point at them
//! (`prov:wasDerivedFrom`) are merged as they are, so that a fact leads to its sentence.
//!
//! [`Batch`] keeps both graphs up to date with each article, [`rebuild`] puts them right from
//! nothing. Both stand on the same rule, in `component.rs`.

mod batch;
mod component;
mod identity;
mod image;
mod keys;
mod rebuild;
mod versions;

pub use batch::{ArticleGraph, Batch, Change};
pub use rebuild::{Difference, check, rebuild};
pub use versions::{Candidate, Needless, foresee, revise};

#[cfg(test)]
mod tests;
