//! Relations between names: owners of programmes and products, partners, places, parts, deals.

use super::attribution;
use super::figure::Owners;
use super::reading::{Reading, is_ownable};
use crate::language::{Sentence, TokenKind};
use crate::lexicon::{Match, Scheme};
use crate::recognize::NameType;
use std::ops::Range;

/// How far from its cue a name may stand, in tokens.
const REACH: usize = 12;

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
        owners_by_position(reading, sentence, &mut found);
        by_topic(reading, sentence, &mut found);
        by_cue(reading, index, sentence, &mut found);
        by_place(reading, sentence, &mut found);
    }
    owners_by_name(reading, &mut found);
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
    one_owner_each(reading, &mut kept);
    kept.sort_by_key(|fact| (fact.tokens.start, fact.subject, fact.object));
    kept
}

/// The owners among relations, by entity.
pub(super) fn owners(reading: &Reading<'_>, relations: &[RelationFact]) -> Owners {
    let of = |name: usize| reading.entities.of_name[name];
    relations
        .iter()
        .filter(|r| r.relation == "owner")
        .map(|r| (of(r.subject), of(r.object)))
        .collect()
}

/// A thing has one owner here: the surest statement, the first among equals.
fn one_owner_each(reading: &Reading<'_>, facts: &mut Vec<RelationFact>) {
    let of = |name: usize| reading.entities.of_name[name];
    let all = facts.clone();
    facts.retain(|fact| {
        fact.relation != "owner"
            || !all.iter().any(|other| {
                other.relation == "owner"
                    && of(other.subject) == of(fact.subject)
                    && of(other.object) != of(fact.object)
                    && (other.confidence, std::cmp::Reverse(other.subject))
                        > (fact.confidence, std::cmp::Reverse(fact.subject))
            })
    });
}

fn is_owner(kind: NameType) -> bool {
    kind == NameType::Organization
}

/// «PROGRAMME (ACRONYM) de ORG», «PLAN, le programme … de ORG», «ORG’s PRODUCT».
fn owners_by_position(reading: &Reading<'_>, sentence: &Sentence, found: &mut Vec<RelationFact>) {
    let names = reading.names_in(&sentence.tokens);
    for name in names.clone() {
        if !is_ownable(reading.names[name].kind) {
            continue;
        }
        let tokens = &reading.names[name].tokens;
        if let Some(owner) = possessor_behind(reading, name, sentence.tokens.end) {
            found.push(owned(name, owner, 90, tokens.end..tokens.end));
        }
        // «Microsoft’s Copilot», «Microsofts Copilot» stand as one name before the other.
        let possessive = tokens.start > sentence.tokens.start
            && reading.tokens()[tokens.start - 1].folded == "'s";
        if possessive {
            let before = reading.name_over(tokens.start.saturating_sub(2));
            if let Some(owner) = before.filter(|&n| is_owner(reading.names[n].kind)) {
                found.push(owned(name, owner, 90, tokens.start - 1..tokens.start));
            }
        }
    }
}

fn owned(thing: usize, owner: usize, confidence: u8, tokens: Range<usize>) -> RelationFact {
    RelationFact { subject: thing, object: owner, relation: "owner".to_owned(), tokens, confidence }
}

/// The organisation that «of» joins to a thing, an acronym in brackets or an apposition between.
fn possessor_behind(reading: &Reading<'_>, thing: usize, end: usize) -> Option<usize> {
    let mut at = reading.names[thing].tokens.end;
    // The acronym in brackets, or the closing quotation mark.
    if reading.is_mark(at, "(") {
        at = (at..end.min(at + 5)).find(|&i| reading.is_mark(i, ")"))? + 1;
    }
    while at < end && reading.is_mark(at, "»”\"’'“") {
        at += 1;
    }
    let apposition = at < end && reading.is_mark(at, ",");
    let bound = end.min(at + if apposition { 9 } else { 4 });
    let mut of = None;
    for i in at + usize::from(apposition)..bound {
        if reading.is_class("partitive", i) {
            of = Some(i);
        }
        if let Some(name) = reading.name_over(i) {
            let joined = of.is_some_and(|of| (of + 1..i).all(|j| reading.is_class("article", j)));
            let owner = is_owner(reading.names[name].kind) && joined;
            return owner.then_some(name);
        }
        let plain = reading.tokens()[i].kind == TokenKind::Word;
        let skips = if apposition {
            plain && !reading.is_class("auxiliary", i)
        } else {
            reading.is_function_word(i)
        };
        if !skips {
            return None;
        }
    }
    None
}

/// «Via Azure Belgium Central, Microsoft rend …»: who acts by means of a thing has it.
fn by_topic(reading: &Reading<'_>, sentence: &Sentence, found: &mut Vec<RelationFact>) {
    let start = sentence.tokens.start;
    let Some(topic) = reading.class_at("topic", start, sentence.tokens.end) else { return };
    let mut at = topic.end;
    while at < sentence.tokens.end
        && (reading.is_class("article", at) || reading.is_class("determiner", at))
    {
        at += 1;
    }
    let Some(thing) = reading.name_over(at) else { return };
    let end = reading.names[thing].tokens.end;
    let owned_kind = matches!(reading.names[thing].kind, NameType::Programme | NameType::Product);
    // French and English part the topic by a comma; Dutch and German put the verb behind it.
    let comma = usize::from(reading.is_mark(end, ","));
    let actor = [end + comma, end + 1].into_iter().find_map(|i| reading.name_over(i));
    let Some(actor) =
        actor.filter(|&n| owned_kind && is_owner(reading.names[n].kind) && n != thing)
    else {
        return;
    };
    if reading.names[actor].tokens.start < end + 2 {
        found.push(owned(thing, actor, 74, topic));
    }
}

/// «Microsoft Copilot» is Microsoft's, where Microsoft is an organisation of the article.
fn owners_by_name(reading: &Reading<'_>, found: &mut Vec<RelationFact>) {
    for (index, name) in reading.names.iter().enumerate() {
        if !matches!(name.kind, NameType::Product | NameType::Programme | NameType::Work)
            || name.tokens.len() < 2
        {
            continue;
        }
        let first = &reading.tokens()[name.tokens.start].folded;
        let owner = reading.names.iter().position(|other| {
            other.kind == NameType::Organization
                && other.tokens.len() == 1
                && reading.tokens()[other.tokens.start].folded == *first
        });
        if let Some(owner) = owner {
            found.push(owned(index, owner, 82, name.tokens.clone()));
        }
    }
}

/// Relations that a verb, noun or phrase of the lexicon states between two names.
fn by_cue(reading: &Reading<'_>, index: usize, sentence: &Sentence, found: &mut Vec<RelationFact>) {
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
    let subject = names.iter().rev().find(|&&name| !attribution::is_oblique(reading, name));
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
