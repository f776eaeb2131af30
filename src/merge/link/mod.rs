//! Which things of different sources are one. Pure: things in, links out, no store.

mod blocking;
mod collection;
mod evidence;
mod options;
mod outcome;
mod rates;
mod search;
mod settle;
mod constraints;
mod text;
mod thing;
mod weight;
mod words;

pub use options::Options;
pub use outcome::{Link, Outcome, Reason};
pub use thing::{Family, Name, Thing};
pub use words::Words;

/// Finds which things are one.
///
/// The outcome hangs on the set of things and the options alone, neither on their order nor on the
/// number of threads.
pub fn link(things: &[Thing], options: &Options) -> Outcome {
    let found = search::search(things, options);
    let places = &found.collection.places;
    let links = |verdicts: &[settle::Verdict]| -> Vec<Link> {
        verdicts.iter().map(|v| Link { left: places[v.left as usize], right: places[v.right as usize], score: v.score, reasons: v.reason.iter().cloned().collect() }).collect()
    };
    Outcome { joined: links(&found.settled.joined), doubtful: links(&found.settled.doubtful), apart: links(&found.settled.apart),
        clusters: found.settled.groups.into_groups().into_iter().map(|g| g.into_iter().map(|t| places[t as usize]).collect()).collect() }
}
