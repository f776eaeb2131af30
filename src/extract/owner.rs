//! Owners of programmes, products and works, told by where the names stand.

use super::figure::Owners;
use super::reading::{Reading, is_ownable};
use super::relation::RelationFact;
use crate::language::{Sentence, TokenKind};
use crate::recognize::NameType;
use std::ops::Range;

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
pub(super) fn one_owner_each(reading: &Reading<'_>, facts: &mut Vec<RelationFact>) {
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
pub(super) fn owners_by_position(
    reading: &Reading<'_>,
    sentence: &Sentence,
    found: &mut Vec<RelationFact>,
) {
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
pub(super) fn owners_by_topic(
    reading: &Reading<'_>,
    sentence: &Sentence,
    found: &mut Vec<RelationFact>,
) {
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
pub(super) fn owners_by_name(reading: &Reading<'_>, found: &mut Vec<RelationFact>) {
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
