//! Which thing of the catalogue a name means: the one that type, context and prominence speak for together, or none.
//!
//! Each candidate gets points for what speaks for it. The numbers were set by hand on the cases of
//! `tests/linking`; they say what outweighs what: a name that nothing else bears is proof enough by itself, a
//! doubtful one needs two witnesses, a place that stands in another country than the text says is not meant.

use super::context::Context;
use crate::catalogue::{Catalogue, Entry};
use crate::recognize::NameType;

/// Nothing else that is well known bears the name.
const PLAIN: f32 = 2.0;
/// The thing bears another of the spellings, too.
const TWICE: f32 = 1.0;
/// The text speaks of the thing's country most of all, or also.
const HOME: f32 = 1.5;
const ABROAD: f32 = 0.75;
/// The text speaks of other countries only: a small town, a large one or a region.
const STRANGE_TOWN: f32 = -2.5;
const STRANGE: f32 = -0.5;
/// The country is said behind the name («Halle (Belgique)»).
const STATED: f32 = 2.5;
const OTHERWISE_STATED: f32 = -5.0;
/// A noun says what sort of thing it is («la province de Liège»).
const SORT: f32 = 2.0;
/// The recogniser is sure of the type.
const SURE: f32 = 1.0;
/// The thing is well known.
const KNOWN: f32 = 0.5;
/// A capital is named more often than the region of its name.
const CITY: f32 = 1.0;
/// The text names another thing of the sort.
const COMPANY: f32 = 0.5;
/// What a thing needs, and how far it must lead.
const ENOUGH: f32 = 2.0;
const LEAD: f32 = 1.0;

/// Inhabitants of a place, and rank of another thing, from which it is well known.
const LARGE: u64 = 100_000;
const PROMINENT: u64 = 60;

/// From this confidence on, in percent, a type is sure.
const SURE_FROM: u8 = 90;

/// What an article says of one thing.
pub(super) struct Named<'a> {
    pub(super) kind: NameType,
    /// The fullest first.
    pub(super) spellings: &'a [String],
    /// How sure the recogniser is, in percent.
    pub(super) confidence: u8,
    /// What sort of thing its nouns say that it is; empty where they say nothing.
    pub(super) sort: &'a str,
    /// The country stated behind the name.
    pub(super) stated: Option<&'a str>,
}

/// The catalogue's thing of a type that bears one of these spellings, as far as names alone can tell; `None` where a
/// name is too weak a proof: one word of a person's name, a common word, a name of several well-known things.
pub(super) fn by_name(
    catalogue: &Catalogue,
    kind: NameType,
    spellings: &[String],
) -> Option<usize> {
    candidates(catalogue, kind, spellings).into_iter().find(|c| c.plain).map(|c| c.number)
}

/// The thing that is meant, with what else the article says; `None` where it stays open.
pub(super) fn in_context(
    catalogue: &Catalogue,
    named: &Named<'_>,
    context: &Context<'_>,
) -> Option<usize> {
    let candidates = candidates(catalogue, named.kind, named.spellings);
    let entry = |c: &Candidate| catalogue.entry(c.number);
    let mut scored: Vec<(f32, usize)> = candidates
        .iter()
        .map(|candidate| {
            let twin = |other: &Candidate| {
                other.number != candidate.number
                    && entry(other).sort != "city"
                    && entry(other).country == entry(candidate).country
                    && other.plain == candidate.plain
            };
            let city = entry(candidate).sort == "city" && candidates.iter().any(twin);
            let mut score = score(entry(candidate), candidate.plain, named, context);
            score += if city { CITY } else { 0.0 };
            score += if candidate.twice { TWICE } else { 0.0 };
            (score, candidate.number)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (best, number) = *scored.first()?;
    let second = scored.iter().skip(1).find(|(_, other)| {
        let (one, other) = (catalogue.entry(number), catalogue.entry(*other));
        one.iri.is_empty() || one.iri != other.iri
    });
    let leads = second.is_none_or(|(score, _)| best - score >= LEAD);
    (best >= ENOUGH && leads).then_some(number)
}

fn score(entry: &Entry, plain: bool, named: &Named<'_>, context: &Context<'_>) -> f32 {
    let place = named.kind == NameType::Place;
    let mut score = if plain { PLAIN } else { 0.0 };
    if !entry.country.is_empty() && named.kind != NameType::Person {
        let votes = context.votes(&entry.country);
        // Companies and countries come up anywhere; a town is named where it is known.
        score += match () {
            () if votes > 0 && votes >= context.most() => HOME,
            () if votes > 0 => ABROAD,
            () if !place || entry.sort == "country" || context.most() < 2 => 0.0,
            () if entry.weight < 3 * LARGE => STRANGE_TOWN,
            () => STRANGE,
        };
    }
    if let Some(stated) = named.stated.filter(|_| place && entry.sort != "country") {
        score += if entry.country == stated { STATED } else { OTHERWISE_STATED };
    }
    if !named.sort.is_empty() && !entry.sort.is_empty() && place {
        // «l’État de Washington», «das Land Salzburg»: a part of a country may be called as a country is.
        let part = named.sort == "country" && entry.sort == "region";
        score += if entry.sort == named.sort || part { SORT } else { -SORT };
    } else if !named.sort.is_empty() && entry.sort == named.sort {
        score += SORT;
    }
    if named.confidence >= SURE_FROM {
        score += SURE;
    }
    let least = if place { LARGE } else { PROMINENT };
    if entry.weight >= least {
        score += KNOWN;
    }
    if !place && context.has_other(&entry.sort) {
        score += COMPANY;
    }
    score
}

/// A thing that bears one of a name's spellings.
struct Candidate {
    number: usize,
    /// The name alone is proof: no common word, no name of several well-known things; or two such names of one thing.
    plain: bool,
    /// It bears two of the spellings.
    twice: bool,
}

fn candidates(catalogue: &Catalogue, kind: NameType, spellings: &[String]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for spelling in spellings {
        let one_word = kind == NameType::Person && !spelling.contains(' ');
        if one_word && spellings.len() > 1 {
            continue;
        }
        for &number in catalogue.named(spelling) {
            let number = number as usize;
            let entry = catalogue.entry(number);
            if entry.kind != Some(kind) {
                continue;
            }
            let plain = !(entry.ambiguous || entry.is_common(spelling) || one_word);
            match candidates.iter_mut().find(|c| c.number == number) {
                Some(candidate) => {
                    candidate.plain = true;
                    candidate.twice = true;
                }
                None => candidates.push(Candidate { number, plain, twice: false }),
            }
        }
    }
    candidates
}
