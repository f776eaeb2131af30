//! Training the recogniser: annotated corpora, and the fitting of a model to them.

mod augment;
mod corpus;
mod fit;
mod iob;
mod random;
mod records;
mod sample;

pub use augment::NameList;
pub use corpus::{Corpus, CorpusError, read};
pub use fit::{Settings, fit};
pub use sample::{Sample, Types};
