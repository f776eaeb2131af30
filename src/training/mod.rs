//! Training the recogniser of names: annotated corpora, the fitting of a model to them, and the measuring of
//! what a recogniser finds.

mod calibrate;
mod corpus;
mod fit;
mod iob;
mod measure;
mod random;
mod records;
mod sample;
mod step;

pub use calibrate::calibrate;
pub use corpus::{Corpus, CorpusError, read};
pub use fit::{Settings, fit};
pub use measure::{Count, Fault, Measure, Reliability};
pub use sample::{Sample, Types};
