//! What an article as a whole says of where it plays: the countries of the things that it names beyond doubt, and
//! those whose adjectives and inhabitants it names.

use crate::catalogue::Catalogue;
use crate::language::Analysis;
use crate::lexicon::{Lexicon, Scheme};
use crate::recognize::{Name, NameType};
use std::collections::{BTreeMap, BTreeSet};

/// How much a country counts that is named itself, and what lies or lives in it.
const COUNTRY: u32 = 2;
const INSIDE: u32 = 1;

/// The countries of an article, seen from one of its things.
#[derive(Clone, Debug, Default)]
pub(super) struct Context<'a> {
    /// By ISO 3166-1 code.
    countries: BTreeMap<&'a str, u32>,
    /// How many things of each sort are named beyond doubt.
    sorts: BTreeMap<&'a str, u32>,
}

impl<'a> Context<'a> {
    /// Counts countries. `certain` are the article's things that their names prove, each once; `home` is the code of
    /// the country that the article comes from, empty where unknown.
    pub(super) fn new(
        analysis: &Analysis<'_>,
        lexicon: &'a Lexicon,
        catalogue: &'a Catalogue,
        certain: &BTreeSet<usize>,
        home: &'a str,
    ) -> Self {
        let mut context = Self::default();
        for &number in certain {
            context.add(catalogue, number, true);
        }
        let phrases = lexicon.phrases(Scheme::Nationalities, analysis.language);
        let found = phrases.find(analysis.text, &analysis.tokens, 0..analysis.tokens.len());
        let adjectives: BTreeSet<&str> = found
            .iter()
            .filter_map(|found| lexicon.concept(found.concept).property("country").get(..2))
            .collect();
        for country in adjectives.into_iter().chain(Some(home).filter(|home| !home.is_empty())) {
            *context.countries.entry(country).or_default() += INSIDE;
        }
        context
    }

    /// The context that the other things are for one of them.
    pub(super) fn without(&self, catalogue: &'a Catalogue, number: Option<usize>) -> Self {
        let mut others = self.clone();
        if let Some(number) = number {
            others.add(catalogue, number, false);
        }
        others
    }

    fn add(&mut self, catalogue: &'a Catalogue, number: usize, more: bool) {
        let entry = catalogue.entry(number);
        let change = |count: &mut u32, by: u32| {
            *count = if more { *count + by } else { count.saturating_sub(by) };
        };
        if !entry.country.is_empty() {
            let by = if entry.sort == "country" { COUNTRY } else { INSIDE };
            change(self.countries.entry(&entry.country).or_default(), by);
        }
        if !entry.sort.is_empty() {
            change(self.sorts.entry(&entry.sort).or_default(), 1);
        }
    }

    /// How much speaks for a country.
    pub(super) fn votes(&self, country: &str) -> u32 {
        self.countries.get(country).copied().unwrap_or_default()
    }

    /// The most that speaks for any country.
    pub(super) fn most(&self) -> u32 {
        self.countries.values().copied().max().unwrap_or_default()
    }

    /// Whether another thing of a sort is named.
    pub(super) fn has_other(&self, sort: &str) -> bool {
        self.sorts.get(sort).is_some_and(|&count| count > 0)
    }
}

/// The country that is stated right behind one of some mentions of a place: «Halle (Belgique)», «London, Ontario,».
pub(super) fn stated<'c>(
    analysis: &Analysis<'_>,
    names: &[Name],
    mentions: &[usize],
    catalogue: &'c Catalogue,
) -> Option<&'c str> {
    mentions.iter().find_map(|&mention| {
        let end = names[mention].tokens.end;
        let next = names.get(mention + 1).filter(|next| next.kind == NameType::Place)?;
        let is = |at: usize, marks: &[&str]| {
            analysis.tokens.get(at).is_some_and(|token| marks.contains(&token.folded.as_str()))
        };
        let closes =
            |marks: &[&str]| next.tokens.end == analysis.tokens.len() || is(next.tokens.end, marks);
        let bracketed = is(end, &["("]) && closes(&[")"]);
        // «Bruxelles, Paris et Londres» is a list.
        let apposed = is(end, &[","]) && closes(&[",", ".", ")", ";"]);
        if next.tokens.start != end + 1 || !(bracketed || apposed) {
            return None;
        }
        let surface = &analysis.text[next.bytes.clone()];
        catalogue
            .named(surface)
            .iter()
            .map(|&number| catalogue.entry(number as usize))
            .find(|entry| matches!(entry.sort.as_str(), "country" | "region"))
            .map(|entry| entry.country.as_str())
            .filter(|country| !country.is_empty())
    })
}
