//! Names in a text: people, organisations, places, programmes, products, events, works.
//!
//! [`recognize`] goes in four steps, a file each: what the lexicon and the catalogue say of each token
//! (`marks`) and how the whole text writes its words (`document`); the spans that may be names
//! (`candidates`, `bodies`, `quoted`); what speaks for each type (`score`); and what the article
//! as a whole settles (`settle`).

mod bodies;
mod candidates;
mod document;
mod marks;
mod quoted;
mod score;
mod settle;

use crate::catalogue::Catalogue;
use crate::language::Analysis;
use crate::lexicon::Lexicon;
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
    /// All types in their order.
    pub const ALL: [Self; 7] = [
        Self::Person,
        Self::Organization,
        Self::Place,
        Self::Programme,
        Self::Product,
        Self::Event,
        Self::Work,
    ];

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

    /// The type that the tables write so.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
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

/// Finds the names of a text, in the order of the text, none overlapping another.
///
/// The longest name counts; articles, titles and roles stay outside.
pub fn recognize(analysis: &Analysis<'_>, lexicon: &Lexicon, catalogue: &Catalogue) -> Vec<Name> {
    let Some(words) = lexicon.words(analysis.language) else { return Vec::new() };
    let marks = marks::Marks::new(analysis, lexicon, catalogue, words);
    let document = document::Document::new(&marks);
    let mut candidates = quoted::titles(&marks, &document);
    candidates.extend(bodies::bodies(&marks, &document));
    candidates::add_runs(&marks, &document, &mut candidates);
    for candidate in &mut candidates {
        score::score(&marks, &document, candidate);
    }
    settle::settle(&marks, &document, candidates)
}
