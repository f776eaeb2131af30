//! Which things of different sources are one. Pure: things in, links out, no store.

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
/// The outcome hangs on the set of things and the options alone, neither on their order nor on the
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
