//! Whether two things that nobody has joined may be one all the same, going by their names: then
//! nothing must be made of the difference.

use super::likeness::Comparer;
use super::things::{Nature, Thing};
use crate::language::Language;
use crate::lexicon::Scheme;
use std::collections::BTreeSet;

/// Names that are alike so far (Jaro-Winkler) may be one person's.
const ALIKE: f64 = 0.88;

/// A word of a name tells something from so many letters on.
const TELLING: usize = 4;

impl Comparer<'_> {
    /// Whether two names may be one person's: a name in common, or spelt alike.
    pub(super) fn may_be_one_person(&self, one: Thing, two: Thing) -> bool {
        let words = |thing: Thing| -> BTreeSet<String> {
            let names = self.stated.things.names(thing).map(crate::iri::slug);
            let words =
                names.flat_map(|name| name.split('-').map(str::to_owned).collect::<Vec<_>>());
            words.filter(|word| word.chars().count() >= TELLING).collect()
        };
        let (one, two) = (words(one), words(two));
        one.iter().any(|a| two.iter().any(|b| strsim::jaro_winkler(a, b) >= ALIKE))
    }

    /// Whether two claimants may be one: a person spelt in two ways, or a body that is called otherwise
    /// in another language («ABVV», «FGTB»).
    pub(super) fn may_be_one_claimant(&self, one: Thing, two: Thing, same_language: bool) -> bool {
        let things = &self.stated.things;
        let person = |thing: Thing| things.is(thing, Nature::Person);
        match (person(one), person(two)) {
            (true, true) => self.may_be_one_person(one, two),
            (false, false) if !same_language => {
                let linked = things.is_linked(one) && things.is_linked(two);
                let acronyms = self.is_acronym(one) && self.is_acronym(two);
                !linked && (acronyms || self.is_described(one) || self.is_described(two))
            }
            _ => false,
        }
    }

    fn is_acronym(&self, thing: Thing) -> bool {
        let mut names = self.stated.things.names(thing);
        names.any(|name| name.chars().count() <= 5 && name.chars().all(char::is_uppercase))
    }

    /// Whether a name has a word for a kind of body («bureau», «bank»), which other languages translate.
    fn is_described(&self, thing: Thing) -> bool {
        self.stated.things.names_with_language(thing).any(|(name, language)| {
            let Ok(language) = language.parse::<Language>() else { return false };
            let Some(facts) = self.lexicon.words(language) else { return false };
            let tokens = crate::language::tokenize(name, facts);
            let kinds = self.lexicon.phrases(Scheme::OrganizationKinds, language);
            // German and Dutch write the kind at the end of one word: «Planbureau».
            let ends_so = |word: &str| {
                word.char_indices()
                    .skip(1)
                    .any(|(at, _)| word.len() - at > TELLING && kinds.word(&word[at..]).is_some())
            };
            !kinds.find(name, &tokens, 0..tokens.len()).is_empty()
                || tokens.iter().any(|token| ends_so(&token.folded))
        })
    }

    /// Whether two currencies are called by one word («dollar»), so that who reads it may take it for
    /// either.
    pub(super) fn share_a_name(&self, one: &str, two: &str) -> bool {
        let names = |code: &str| -> BTreeSet<String> {
            let concept = self.lexicon.by_notation(Scheme::Currencies, code);
            let names = concept.into_iter().flat_map(|id| self.lexicon.concept(id).names.values());
            let words = names.flat_map(|name| {
                crate::iri::slug(name).split('-').map(str::to_owned).collect::<Vec<_>>()
            });
            words.filter(|word| word.chars().count() >= TELLING).collect()
        };
        !names(one).is_disjoint(&names(two))
    }
}
