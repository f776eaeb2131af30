//! Relations that a verb, noun or phrase of the lexicon states between two names.

use super::attribution;
use super::reading::{Reading, is_ownable};
use super::relation::RelationFact;
use crate::language::Sentence;
use crate::lexicon::{Match, Scheme};
use crate::recognize::NameType;
use std::ops::Range;

/// How far from its cue a name may stand, in tokens.
const REACH: usize = 12;

/// Relations that a verb, noun or phrase of the lexicon states between two names.
pub(super) fn by_cue(
    reading: &Reading<'_>,
    index: usize,
    sentence: &Sentence,
    found: &mut Vec<RelationFact>,
) {
    let within = sentence.tokens.clone();
    for hit in reading.find(Scheme::Relations, within.clone()) {
        let relation = reading.lexicon.notation(hit.concept);
        let form = reading.lexicon.property(hit.concept, "cueForm");
        if reading.name_over(hit.tokens.start).is_some() || form == "preposition" {
            continue;
        }
        let Some(types) = Types::of(relation) else { continue };
        let backward = reading.lexicon.property(hit.concept, "direction") == "backward";
        let (left, right) =
            if backward { (types.object, types.subject) } else { (types.subject, types.object) };
        let objects = names_behind(reading, &hit, within.end, right);
        let Some(first) = objects.first().copied() else { continue };
        let Some(before) = name_before(reading, index, &hit, &within, left, relation) else {
            continue;
        };
        if is_negated(
            reading,
            reading.names[before].tokens.end.max(within.start)..reading.names[first].tokens.start,
        ) {
            continue;
        }
        let confidence = if form == "verb" { 84 } else { 78 };
        for other in objects {
            let (subject, object) = if backward { (other, before) } else { (before, other) };
            found.push(RelationFact {
                subject,
                object,
                relation: relation.to_owned(),
                tokens: hit.tokens.clone(),
                confidence,
            });
        }
    }
}

/// Which types of names a relation joins.
struct Types {
    subject: fn(NameType) -> bool,
    object: fn(NameType) -> bool,
}

impl Types {
    fn of(relation: &str) -> Option<Self> {
        let organization = |kind| kind == NameType::Organization;
        let person = |kind| kind == NameType::Person;
        let place = |kind| kind == NameType::Place;
        let body =
            |kind| matches!(kind, NameType::Organization | NameType::Programme | NameType::Event);
        let thing = |kind| !matches!(kind, NameType::Person | NameType::Place);
        Some(match relation {
            "owner" => Self { subject: is_ownable, object: organization },
            "partner" => Self { subject: body, object: organization },
            "located_in" => Self { subject: thing, object: place },
            "part_of" => Self { subject: body, object: body },
            "invests_in" => Self { subject: organization, object: |kind| kind != NameType::Person },
            "acquires" => Self {
                subject: organization,
                object: |kind| matches!(kind, NameType::Organization | NameType::Product),
            },
            "member_of" => Self {
                subject: |kind| {
                    matches!(kind, NameType::Person | NameType::Organization | NameType::Place)
                },
                object: organization,
            },
            "works_for" | "leads" => Self { subject: person, object: body },
            _ => return None,
        })
    }
}

/// The names behind a cue: the first that fits and those enumerated with it.
fn names_behind(
    reading: &Reading<'_>,
    hit: &Match,
    end: usize,
    fits: fn(NameType) -> bool,
) -> Vec<usize> {
    let mut found: Vec<usize> = Vec::new();
    let mut at = hit.tokens.end;
    let mut stop = end.min(at + REACH);
    while at < stop {
        if let Some(name) = reading.name_over(at) {
            if !fits(reading.names[name].kind) {
                break;
            }
            found.push(name);
            at = reading.names[name].tokens.end;
            stop = end.min(at + 3);
            continue;
        }
        let joins = reading.is_mark(at, ",") || reading.is_class("link", at);
        let passes = if found.is_empty() {
            // Between cue and first name: nothing that ends the phrase.
            !reading.is_mark(at, ".;:()«»") && !reading.is_class("auxiliary", at)
        } else {
            joins || reading.is_class("article", at)
        };
        if !passes {
            break;
        }
        at += 1;
    }
    found
}

/// The name before a cue that fits: a thing that the sentence before aimed at, the sentence's
/// subject, the nearest one, or the paragraph's topic.
fn name_before(
    reading: &Reading<'_>,
    index: usize,
    hit: &Match,
    within: &Range<usize>,
    fits: fn(NameType) -> bool,
    relation: &str,
) -> Option<usize> {
    let fitting = |name: &usize| fits(reading.names[*name].kind);
    // «Pour y parvenir, Microsoft collabore avec …» speaks of the programme named before.
    if relation == "partner"
        && index > 0
        && reading.class_at("purpose", within.start, within.end).is_some()
    {
        let previous = &reading.analysis.sentences[index - 1];
        let aimed = reading
            .names_in(&previous.tokens)
            .find(|&name| reading.names[name].kind == NameType::Programme);
        if aimed.is_some() {
            return aimed;
        }
    }
    let before = within.start..hit.tokens.start;
    let names: Vec<usize> = reading.names_in(&before).filter(fitting).collect();
    let subject = names.iter().rev().find(|&&name| !super::oblique::is_oblique(reading, name));
    let near = |name: &&usize| reading.names[**name].tokens.end + REACH >= hit.tokens.start;
    let nearest = names.last().filter(near);
    if let Some(&name) = subject.filter(near).or(nearest) {
        return Some(name);
    }
    let topic = attribution::topic_agent(reading, index).filter(fitting);
    topic
        .filter(|&name| relation == "partner" && reading.names[name].tokens.end <= hit.tokens.start)
}

fn is_negated(reading: &Reading<'_>, between: Range<usize>) -> bool {
    between.start < between.end && !reading.find(Scheme::Negations, between).is_empty()
}
