//! Relations between names: owners of programmes and products, partners, places, parts, deals.

use super::owner;
use super::reading::Reading;
use super::relation_cue::by_cue;
use crate::language::Sentence;
use crate::lexicon::Scheme;
use crate::recognize::NameType;
use std::ops::Range;

/// A relation between two names of one sentence (or of two, where one speaks on of the other).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationFact {
    /// Names, not entities: they are the evidence.
    pub subject: usize,
    pub object: usize,
    /// As the tables name it: `owner`, `partner`, ...
    pub relation: String,
    /// The cue's tokens, empty where the order of the names alone tells.
    pub tokens: Range<usize>,
    /// 0 to 100.
    pub confidence: u8,
}

/// All relations of an article: each pair of things once a kind, the surest statement of it.
pub(super) fn relations(reading: &Reading<'_>) -> Vec<RelationFact> {
    let mut found = Vec::new();
    for (index, sentence) in reading.analysis.sentences.iter().enumerate() {
        owner::owners_by_position(reading, sentence, &mut found);
        owner::owners_by_topic(reading, sentence, &mut found);
        by_cue(reading, index, sentence, &mut found);
        by_place(reading, sentence, &mut found);
    }
    owner::owners_by_name(reading, &mut found);
    let mut kept: Vec<RelationFact> = Vec::new();
    for fact in found {
        let key = |f: &RelationFact| {
            (reading.entities.of_name[f.subject], reading.entities.of_name[f.object])
        };
        if key(&fact).0 == key(&fact).1 {
            continue;
        }
        match kept
            .iter_mut()
            .find(|other| other.relation == fact.relation && key(other) == key(&fact))
        {
            Some(other) if other.confidence < fact.confidence => *other = fact,
            Some(_) => {}
            None => kept.push(fact),
        }
    }
    owner::one_owner_each(reading, &mut kept);
    kept.sort_by_key(|fact| (fact.tokens.start, fact.subject, fact.object));
    kept
}

/// «… Festival in Brussels», «disponibles localement en Belgique»: a thing and its place.
fn by_place(reading: &Reading<'_>, sentence: &Sentence, found: &mut Vec<RelationFact>) {
    let within = &sentence.tokens;
    for name in reading.names_in(within) {
        if reading.names[name].kind != NameType::Place {
            continue;
        }
        let start = reading.names[name].tokens.start;
        let Some(cue) =
            start.checked_sub(1).filter(|&i| i > within.start && reading.is_class("locative", i))
        else {
            continue;
        };
        let available = reading
            .phrases(Scheme::LanguageFacts)
            .match_before(reading.analysis.text, reading.tokens(), cue, within.start)
            .is_some_and(|hit| {
                reading.lexicon.concept(hit.concept).property("wordClass") == "available"
            });
        if available {
            let before = within.start..cue;
            let thing = reading.names_in(&before).rev().find(|&n| {
                matches!(
                    reading.names[n].kind,
                    NameType::Product | NameType::Programme | NameType::Event
                )
            });
            if let Some(thing) = thing {
                found.push(RelationFact {
                    subject: thing,
                    object: name,
                    relation: "located_in".to_owned(),
                    tokens: cue - 1..cue + 1,
                    confidence: 76,
                });
            }
        }
    }
}
