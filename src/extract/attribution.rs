//! Who says it: attribution cues («according to X») and reporting verbs with their subject.

use super::oblique::is_oblique;
use super::reading::{Reading, is_agent};
use super::source_phrase;
use crate::language::TokenKind;
use crate::lexicon::{ConceptId, Match, Scheme};
use crate::recognize::NameType;
use std::ops::Range;

/// How far behind a verb its subject may stand, titles and roles between.
const AFTER_VERB: usize = 9;
/// How far before a verb its subject may stand, an apposition between.
const BEFORE_VERB: usize = 16;

/// Somebody or something that an article speaks of: by name, or as worded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The thing's name in full, or the words of the text.
    pub name: String,
    /// Its index among the entities, where it is one.
    pub entity: Option<usize>,
}

impl Party {
    /// The party that a name stands for.
    pub fn named(reading: &Reading<'_>, name: usize) -> Self {
        let entity = reading.entities.of_name[name];
        Self { name: reading.entities.all[entity].name.clone(), entity: Some(entity) }
    }
}

/// A statement's source, with the words that tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    pub party: Party,
    /// The reporting verb; none where a cue («according to») tells.
    pub verb: Option<Match>,
    /// The tokens of cue or verb.
    pub cue: Range<usize>,
}

/// A source behind or before an attribution cue; weak cues («pour X») count only where asked for.
pub(super) fn by_cue(
    reading: &Reading<'_>,
    within: &Range<usize>,
    weak_too: bool,
) -> Option<Attribution> {
    for hit in reading.find(Scheme::AttributionCues, within.clone()) {
        let concept = reading.lexicon.concept(hit.concept);
        if concept.flag("weak") && !weak_too {
            continue;
        }
        let after = concept.property("position") == "after";
        let party = if after {
            name_ending_at(reading, hit.tokens.start, within.start)
        } else {
            party_from(reading, hit.tokens.end, within.end, !concept.flag("weak"))
        };
        if let Some(party) = party {
            return Some(Attribution { party, verb: None, cue: hit.tokens });
        }
    }
    None
}

/// A source that is the subject of a reporting verb.
pub(super) fn by_verb(reading: &Reading<'_>, within: &Range<usize>) -> Option<Attribution> {
    for hit in reading.find(Scheme::ReportingVerbs, within.clone()) {
        if reading.name_over(hit.tokens.start).is_some() {
            continue;
        }
        let party = subject_after(reading, hit.tokens.end, within.end)
            .or_else(|| source_phrase::phrase_before(reading, &hit, within.start))
            .or_else(|| subject_before(reading, hit.tokens.start, within.start))
            .or_else(|| source_phrase::phrase_behind(reading, &hit, within));
        if let Some(party) = party {
            let cue = hit.tokens.clone();
            return Some(Attribution { party, verb: Some(hit), cue });
        }
    }
    None
}

/// The modality that a reporting verb gives to what it reports («predicts»), or an empty text.
pub(super) fn modality_of<'a>(reading: &Reading<'a>, verb: ConceptId) -> &'a str {
    reading.lexicon.property(verb, "modality")
}

/// The subject right behind a verb: «a déclaré le Premier ministre Bart De Wever», «said he».
fn subject_after(reading: &Reading<'_>, at: usize, end: usize) -> Option<Party> {
    let stop = end.min(at + AFTER_VERB);
    let mut token = at;
    while token < stop {
        if let Some(name) = reading.name_over(token) {
            // «a lancé un partenariat avec X», «told Reuters in Y»: not the subject.
            if is_oblique(reading, name) {
                token = reading.names[name].tokens.end;
                continue;
            }
            let kind = reading.names[name].kind;
            // «said Microsoft boss Satya Nadella»: a person behind an organisation speaks.
            let person = reading.names.get(name + 1).filter(|next| {
                next.kind == NameType::Person
                    && next.tokens.end <= stop
                    && !(reading.names[name].tokens.end..next.tokens.start)
                        .any(|i| reading.is_mark(i, ",;:()"))
            });
            if kind != NameType::Person && person.is_some() {
                return Some(Party::named(reading, name + 1));
            }
            return is_agent(kind).then(|| Party::named(reading, name));
        }
        if let Some(party) = pronoun(reading, token) {
            return Some(party);
        }
        let mark = reading.tokens()[token].kind == TokenKind::Mark;
        let complement = reading.is_class("complementizer", token);
        // «a annoncé que», «a déclaré : «»: what follows is said, not the sayer.
        if mark || complement || reading.is_class("partitive", token) && token == at {
            return None;
        }
        token += 1;
    }
    None
}

/// The subject before a verb, an apposition between: «Stijn Bijnens, CEO, zegt».
fn subject_before(reading: &Reading<'_>, verb: usize, from: usize) -> Option<Party> {
    let from = from.max(verb.saturating_sub(BEFORE_VERB));
    let names = reading.names_in(&(from..verb));
    // «China reports»: a place acts where the verb stands right behind it.
    let agents = names.rev().filter(|&name| {
        let name = &reading.names[name];
        is_agent(name.kind)
            || name.kind == NameType::Place
                && (name.tokens.end..verb).all(|i| reading.is_class("auxiliary", i))
    });
    let mut best: Option<usize> = None;
    for name in agents {
        let end = reading.names[name].tokens.end;
        let crossed = (end..verb)
            .any(|i| reading.is_mark(i, ":;«»“”\"„") || reading.is_class("complementizer", i));
        if crossed || is_oblique(reading, name) {
            continue;
        }
        let person = reading.names[name].kind == NameType::Person;
        match best {
            None => best = Some(name),
            // The person before an organisation («Bijnens, CEO, Proximus Group, zegt») speaks.
            Some(nearer) if person && reading.names[nearer].kind != NameType::Person => {
                best = Some(name);
            }
            Some(_) => {}
        }
    }
    let near_pronoun =
        || (from.max(verb.saturating_sub(3))..verb).rev().find_map(|token| pronoun(reading, token));
    match best {
        Some(name) => Some(Party::named(reading, name)),
        None => near_pronoun(),
    }
}

/// The person that «he» or «she» means: the last one named before. None where nobody was named.
fn pronoun(reading: &Reading<'_>, token: usize) -> Option<Party> {
    let is_person = reading.is_class("sex-he", token) || reading.is_class("sex-she", token);
    if !is_person {
        return None;
    }
    let before = reading.names.partition_point(|name| name.tokens.end <= token);
    let person = (0..before).rev().find(|&name| reading.names[name].kind == NameType::Person)?;
    Some(Party::named(reading, person))
}

/// The subject of a sentence: its first name that acts and stands behind no preposition.
pub(super) fn sentence_agent(reading: &Reading<'_>, sentence: &Range<usize>) -> Option<usize> {
    reading
        .names_in(sentence)
        .find(|&name| is_agent(reading.names[name].kind) && !is_oblique(reading, name))
}

/// The agent that a sentence is about: its own, else that of the nearest sentence before it in the
/// same paragraph.
pub(super) fn topic_agent(reading: &Reading<'_>, sentence_index: usize) -> Option<usize> {
    let sentences = &reading.analysis.sentences;
    let paragraph = sentences.get(sentence_index)?.paragraph;
    (0..=sentence_index)
        .rev()
        .take_while(|&index| sentences[index].paragraph == paragraph)
        .find_map(|index| sentence_agent(reading, &sentences[index].tokens))
}

/// The party that begins behind a cue: a name, or the words of a noun phrase.
fn party_from(reading: &Reading<'_>, at: usize, end: usize, phrases_too: bool) -> Option<Party> {
    let stop = end.min(at + 8);
    let first_mark =
        (at..stop).find(|&i| reading.tokens()[i].kind == TokenKind::Mark).unwrap_or(stop);
    let named = reading.names_in(&(at..first_mark));
    // A person among the names speaks, else the first that can act; a place may («Moscou»).
    let names: Vec<usize> = named.collect();
    let person = names.iter().find(|&&n| reading.names[n].kind == NameType::Person);
    let agent = names.iter().find(|&&n| is_agent(reading.names[n].kind));
    if let Some(&name) = person.or(agent) {
        return Some(Party::named(reading, name));
    }
    if !phrases_too {
        return None;
    }
    let mut start = at;
    while start < first_mark
        && (reading.is_class("article", start) || reading.is_class("determiner", start))
    {
        start += 1;
    }
    let mut last = start;
    while last < first_mark && last - start < 4 {
        let token = &reading.tokens()[last];
        let verb = reading.match_at(Scheme::ReportingVerbs, last, last + 1).is_some()
            || reading.is_class("auxiliary", last)
            || reading.is_class("copula", last);
        if token.kind != TokenKind::Word || verb || reading.is_class("complementizer", last) {
            break;
        }
        last += 1;
    }
    while last > start && reading.is_function_word(last - 1) {
        last -= 1;
    }
    (last > start)
        .then(|| Party { name: reading.analysis.slice(&(start..last)).to_owned(), entity: None })
}

/// The name that ends right before a token.
fn name_ending_at(reading: &Reading<'_>, at: usize, from: usize) -> Option<Party> {
    let name = reading.name_over(at.checked_sub(1)?)?;
    (reading.names[name].tokens.start >= from && is_agent(reading.names[name].kind))
        .then(|| Party::named(reading, name))
}
