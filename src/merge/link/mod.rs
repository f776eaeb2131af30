//! Which things of different sources are one. Pure: things in, links out, no store.

mod blocking;
mod collection;
mod evidence;
mod options;
mod outcome;
mod rates;
pub(crate) mod search;
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
    let _ = (things, options);
    Outcome::default()
}
