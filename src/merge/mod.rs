//! The merged graph: every statement of every source, each thing under one IRI.
//!
//! What counts is the sources (one named graph an article; other people's files, a source each), the
//! links that the last search for identity found, what people decided, and the rules by which foreign
//! words read. Sources are never rewritten. The keys and canonical IRIs of the identity graph and the
//! whole default graph are computed from these, and are a pure function of them: whatever the order of
//! coming, replacing and forgetting, they hold what [`check`] computes from nothing.
//!
//! What a copy of another article repeats of it stays in its source too (see `copies`): an agency's text in
//! five papers is one claim.
//!
//! Mention, sentence and context nodes stay in their source; statements that point at them
//! (`prov:wasDerivedFrom`) are merged as they are, so that a fact leads to its sentence.
//!
//! [`Batch`] keeps both graphs up to date with each article, [`Revision`] takes in foreign graphs,
//! decisions and links and computes all anew, [`rebuild`] puts right what other hands changed. All stand
//! on the same rules, in `component.rs` (names), `cluster.rs` (links) and `alignment.rs` (words).

mod alignment;
mod batch;
mod cluster;
mod component;
mod copies;
mod explain;
mod foreign;
mod identity;
mod image;
mod keys;
pub mod link;
mod rebuild;
mod search;
mod statement;
mod things;
mod versions;

pub use alignment::{AlignmentError, rules};
pub use batch::{ArticleGraph, Batch, Change};
pub use explain::{Explanation, Member, explain};
pub use foreign::{Revision, Taken};
pub use rebuild::{Difference, check, rebuild};
pub use search::{Found, Pair};
pub use statement::{Finding, Statement, decimal};
pub use things::Knowledge;
pub use versions::{Candidate, Needless, foresee, revise};

use crate::store::StoreError;
use thiserror::Error;

/// Why the merged graph cannot be computed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum MergeError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The rules by which foreign words read.
    #[error(transparent)]
    Alignment(#[from] AlignmentError),
}

#[cfg(test)]
mod tests;
