//! A text with its names, as all corpora are read.

use crate::language::Language;
use crate::recognize::NameType;
use std::ops::Range;

/// What a corpus says of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Types {
    /// All seven; what is not marked is no name.
    All,
    /// People, organisations and places, perhaps others as names of an unknown type; what is not marked may
    /// be a programme, product, event or work.
    Classic,
}

/// A text with its names.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The document that it comes from.
    pub id: String,
    pub language: Language,
    pub text: String,
    /// Byte range and type; no type where the corpus only says that it is a name of another kind.
    pub names: Vec<(Range<usize>, Option<NameType>)>,
    pub types: Types,
}
