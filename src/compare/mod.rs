//! Compares what several articles state: which figures, aims, roles and deadlines speak of the same
//! thing, and whether they agree, round, differ, contradict each other or follow each other in time.
//!
//! `read` takes the statements out of the source graphs, under the canonical IRIs of the identity
//! graph; `group` finds those that speak of one thing, with `likeness` as the measure of it; `judge`
//! gives the verdicts; `roles` and `aims` do both for what has no number. The result is plain data,
//! written by `table`, `rows`, `html` and `graph`.
//!
//! Nothing here is kept in the store unless asked for: a comparison is a pure function of the
//! sources, the identity graph and the ontology.

mod aim;
mod amount;
#[cfg(test)]
mod amount_tests;
mod aspect;
mod filter;
mod graph;
mod graph_view;
mod group;
mod html;
mod judge;
mod likeness;
mod likeness_parts;
mod naming;
mod outcome;
mod read;
mod read_figure;
mod repeated;
mod role;
mod rows;
mod show;
mod span;
mod statement;
mod table;
mod terms;
mod things;
mod verdict;

pub use filter::Filter;
pub use graph::{keep, quads};
pub use html::write as write_html;
pub use outcome::{Comparison, Group, Member, Topic};
pub use rows::{write_csv, write_json};
pub use statement::Article;
pub use table::{Style, write as write_table};
pub use verdict::{Judgement, Kind, Verdict};

use crate::lexicon::Lexicon;
use crate::store::{Store, StoreError};
use likeness::Comparer;
use read::Stated;

/// Compares what the sources of a store state.
///
/// # Errors
/// Where the store cannot be read.
pub fn compare(
    store: &Store,
    lexicon: &Lexicon,
    filter: &Filter,
) -> Result<Comparison, StoreError> {
    let mut stated = Stated::read(store, lexicon, filter)?;
    repeated::gather(&mut stated);
    let comparer = Comparer::new(&stated, lexicon);
    let mut groups = show::figures(&comparer, &group::groups(&comparer));
    groups.extend(aim::groups(&comparer));
    groups.extend(role::groups(&comparer));
    groups.retain(|group| filter.takes(group, lexicon));
    groups.sort_by(outcome::order);
    Ok(Comparison { articles: stated.articles, groups })
}
