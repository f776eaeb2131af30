//! Names in a text: people, organisations, places, programmes, products, events, works.

use std::ops::Range;

/// The seven types of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameType {
    Person,
    Organization,
    Place,
    Programme,
    Product,
    Event,
    Work,
}

impl NameType {
    /// The type as the tables write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organization => "ORG",
            Self::Place => "LOC",
            Self::Programme => "PROG",
            Self::Product => "PROD",
            Self::Event => "EVT",
            Self::Work => "WORK",
        }
    }
}

/// A mention of a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The tokens of the name, without titles, articles and prepositions.
    pub tokens: Range<usize>,
    /// The byte range of the name, which may end inside a token («Microsoft-topvrouw»).
    pub bytes: Range<usize>,
    pub kind: NameType,
    /// 0 to 100.
    pub confidence: u8,
}
