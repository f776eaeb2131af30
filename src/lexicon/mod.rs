//! The words to look for, per language: SKOS concepts out of `ontology/*.ttl`, compiled once.
//!
//! A new word or a new language is an edit to Turtle. Labels are cut into the same tokens as texts,
//! so a label matches wherever its tokens stand in a row; the longest label wins.

mod load;
mod phrases;
mod scheme;

pub use load::{LexiconError, OntologyFile, bundled};
pub use phrases::{Beginnings, Match, Phrases};
pub use scheme::Scheme;

use crate::language::{Language, WordFacts, tokenize};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Index of a concept in its [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptId(u32);

/// A SKOS concept.
#[derive(Clone, Debug)]
pub struct Concept {
    pub iri: String,
    pub scheme: Scheme,
    /// `skos:notation`, its own or that of the nearest broader concept; empty where none has one.
    pub notation: String,
    /// `skos:broader`, where it lies in the same lexicon.
    pub broader: Option<ConceptId>,
    /// `skos:prefLabel` per language.
    pub names: BTreeMap<Language, String>,
    /// Values of the `ng:` properties that steer extraction, by local name (`position`, `weak`, ...).
    properties: Vec<(String, String)>,
}

impl Concept {
    /// A property's value by its local name in `ng:`, or an empty text.
    pub fn property(&self, name: &str) -> &str {
        self.properties.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// Whether a boolean property of `ng:` is true.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.property(name), "true" | "1")
    }
}

/// The phrases of one language.
#[derive(Debug, Default)]
struct Vocabulary {
    /// By scheme.
    phrases: Vec<Phrases>,
    beginnings: Beginnings,
}

/// All concepts and, per scheme and language, the phrases that name them.
#[derive(Debug, Default)]
pub struct Lexicon {
    concepts: Vec<Concept>,
    ids: BTreeMap<String, ConceptId>,
    phrases: FxHashMap<Language, Vocabulary>,
    /// The concepts on top of their scheme, by notation.
    tops: BTreeMap<Scheme, BTreeMap<String, ConceptId>>,
    words: BTreeMap<Language, WordFacts>,
    capital_nouns: BTreeSet<Language>,
    fingerprint: String,
    none: Phrases,
    nothing: Beginnings,
}

impl Lexicon {
    /// The lexicon of the ontology files that the program carries.
    ///
    /// # Errors
    /// Never for the files as shipped; they are read by the same code as a user's own.
    pub fn bundled() -> Result<Self, LexiconError> {
        Self::load(bundled())
    }

    /// Compiles ontology files. Later files add to earlier ones: labels of a concept that is already
    /// known are added to it.
    ///
    /// # Errors
    /// Where a file is no Turtle, or a concept lacks what its scheme needs.
    pub fn load<'a>(
        files: impl IntoIterator<Item = OntologyFile<'a>>,
    ) -> Result<Self, LexiconError> {
        load::load(files)
    }

    /// A concept by its index.
    pub fn concept(&self, id: ConceptId) -> &Concept {
        &self.concepts[id.0 as usize]
    }

    /// A concept by its IRI.
    pub fn id(&self, iri: &str) -> Option<ConceptId> {
        self.ids.get(iri).copied()
    }

    /// The notation of a concept, its own or the nearest broader one's.
    pub fn notation(&self, id: ConceptId) -> &str {
        &self.concept(id).notation
    }

    /// The scheme's concept which bears this very notation and stands on top.
    pub fn by_notation(&self, scheme: Scheme, notation: &str) -> Option<ConceptId> {
        self.tops.get(&scheme)?.get(notation).copied()
    }

    /// The concept that some words name, all of them, in a language.
    pub fn named(&self, scheme: Scheme, language: Language, words: &str) -> Option<ConceptId> {
        self.names(scheme, language, words).next()
    }

    /// All concepts that some words name, all of them, in a language.
    pub fn names(
        &self,
        scheme: Scheme,
        language: Language,
        words: &str,
    ) -> impl Iterator<Item = ConceptId> {
        let tokens = self.words(language).map(|facts| tokenize(words, facts)).unwrap_or_default();
        let matches: Vec<Match> =
            self.phrases(scheme, language).matches_at(words, &tokens, 0).collect();
        let whole = tokens.len();
        matches.into_iter().filter(move |m| m.tokens.len() == whole).map(|m| m.concept)
    }

    /// A property of a concept or of the nearest broader concept which has it.
    pub fn property(&self, id: ConceptId, name: &str) -> &str {
        let mut at = Some(id);
        for _ in 0..16 {
            let Some(concept) = at.map(|id| self.concept(id)) else { break };
            if !concept.property(name).is_empty() {
                return concept.property(name);
            }
            at = concept.broader;
        }
        ""
    }

    /// Whether a concept is another or lies below it.
    pub fn is_within(&self, id: ConceptId, ancestor: ConceptId) -> bool {
        let mut at = Some(id);
        // A bound keeps a circle in a user's file from hanging us.
        for _ in 0..16 {
            match at {
                Some(id) if id == ancestor => return true,
                Some(id) => at = self.concept(id).broader,
                None => return false,
            }
        }
        false
    }

    /// The phrases of a scheme in a language; none where the ontology has none.
    pub fn phrases(&self, scheme: Scheme, language: Language) -> &Phrases {
        let vocabulary = self.phrases.get(&language);
        vocabulary.and_then(|v| v.phrases.get(scheme as usize)).unwrap_or(&self.none)
    }

    /// Which schemes have labels that begin with a word of a language.
    pub fn beginnings(&self, language: Language) -> &Beginnings {
        self.phrases.get(&language).map_or(&self.nothing, |vocabulary| &vocabulary.beginnings)
    }

    /// The languages that the ontology speaks, in the order of their tags.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        self.words.keys().copied()
    }

    /// What tokens and sentences must know of a language; `None` for a language without words.
    pub fn words(&self, language: Language) -> Option<&WordFacts> {
        self.words.get(&language)
    }

    /// All languages with their words, as language detection takes them.
    pub fn all_words(&self) -> impl Iterator<Item = (Language, &WordFacts)> {
        self.words.iter().map(|(&language, words)| (language, words))
    }

    /// Whether a language writes common nouns with a capital: told by its names of measures, which are
    /// common nouns.
    pub fn writes_nouns_with_capitals(&self, language: Language) -> bool {
        self.capital_nouns.contains(&language)
    }

    /// Twelve hexadecimal digits that change when any ontology file does.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// The number of concepts.
    pub fn len(&self) -> usize {
        self.concepts.len()
    }

    /// Whether the lexicon has no concept at all.
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }
}
