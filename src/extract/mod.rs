//! Facts out of names, tokens and the lexicon; one file a kind.

mod attribution;
mod figure;
mod measure;
mod number;
mod quantity;
mod quote;
mod reading;
mod relation;
mod role;
mod target;
mod time;

pub use reading::Reading;
