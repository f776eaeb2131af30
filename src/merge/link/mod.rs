//! Which things of different sources are one. Pure: things in, links out, no store.
//!
//! | file | what it does |
//! |---|---|
//! | `reading`, `collection` | words become numbers; parts (addresses) and connecting nodes (memberships) are read as values of what they belong to |
//! | `blocking` | candidates: shared rare words, spellings, equal names and values, neighbours |
//! | `weight` | the rarer a shared word or neighbour, the more it says |
//! | `rates` | how often properties agree where things are one: learned from sure pairs, so that vocabularies need not be known |
//! | `names`, `evidence` | what speaks for and against a pair, in nats |
//! | `settle`, `constraints` | scores, rivals, and what may not be joined |
//! | `search` | three rounds of all this; each learns from the one before |
//! | `explain` | the reasons in words |
//!
//! The model is that of Fellegi and Sunter (1969), with neighbours and literal values weighed by how
//! well they identify, as PARIS does (Suchanek, Abiteboul, Senellart, PVLDB 5(3), 2011).
//!
//! A source is taken to speak of each thing once, so that of two rivals in it one at most is joined,
//! until the data show that a kind of thing is there more than once. A source that stands alone is
//! searched for doubles.

mod blocking;
mod collection;
mod constraints;
mod evidence;
mod explain;
mod names;
mod options;
mod outcome;
mod rates;
mod reading;
mod search;
mod settle;
mod text;
mod thing;
mod weight;
mod words;

#[cfg(test)]
mod tests;

use evidence::Judge;
use explain::explain;
use rayon::prelude::*;
use search::{Search, search};
use settle::Verdict;

pub use options::Options;
pub use outcome::{Link, Outcome, Reason};
pub use thing::{Family, Name, Thing};
pub use words::Words;

/// Finds which things are one.
///
/// Each source gives each IRI once. The outcome hangs on the set of things and the options alone, neither on their order nor on the
/// number of threads.
pub fn link(things: &[Thing], options: &Options) -> Outcome {
    let Search { collection, weights, rates, links, settled } = search(things, options);
    let judge = Judge { collection: &collection, weights: &weights, rates: &rates, links: &links };
    let explained = |mut verdicts: Vec<Verdict>| -> Vec<Link> {
        verdicts.sort_by_key(|verdict| (verdict.left, verdict.right));
        verdicts.par_iter().with_min_len(64).map(|verdict| explain(&judge, verdict)).collect()
    };
    let groups = settled.groups.into_groups();
    let place = |&thing: &u32| collection.places[thing as usize];
    Outcome {
        joined: explained(settled.joined),
        doubtful: explained(settled.doubtful),
        apart: explained(settled.apart),
        clusters: groups.iter().map(|group| group.iter().map(place).collect()).collect(),
    }
}
