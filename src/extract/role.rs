//! Roles: what somebody is, and of what, as the text states it beside the name.

use super::reading::Reading;
use super::role_as::behind_as;
use super::role_before::before;
use super::role_behind::behind;
use super::role_words::{Worded, hit_before, is_plural, match_before, may_be_singular};
use crate::lexicon::{ConceptId, Scheme};
use crate::recognize::NameType;
use std::ops::Range;

/// A role that the text states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleFact {
    /// The person's name.
    pub person: usize,
    /// The role's tokens as worded, modifiers («former») and adjectives («Belgian») among them.
    pub tokens: Range<usize>,
    /// The role's words, which may be the end of a compound («[Microsoft-]topvrouw»).
    pub bytes: Range<usize>,
    pub concept: Option<ConceptId>,
    /// The organisation's or place's name.
    pub organization: Option<usize>,
    /// former, future, acting, deputy, ... or empty.
    pub status: String,
    /// 0 to 100.
    pub confidence: u8,
}

/// All roles of an article in the order of the text.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<RoleFact> {
    let mut found: Vec<RoleFact> = Vec::new();
    for (index, name) in reading.names.iter().enumerate() {
        if name.kind != NameType::Person {
            continue;
        }
        let sentence = reading.sentence_tokens(name.tokens.start);
        let mut facts = shared(reading, index, before(reading, index, &sentence));
        facts.extend(behind(reading, index, &sentence));
        for fact in facts {
            add(reading, fact, &mut found);
        }
    }
    for sentence in &reading.analysis.sentences {
        for fact in behind_as(reading, &sentence.tokens) {
            add(reading, fact, &mut found);
        }
    }
    found.sort_by_key(|fact| fact.tokens.start);
    found
}

/// Adds a role that somebody holds and that is not known yet.
fn add(reading: &Reading<'_>, fact: RoleFact, found: &mut Vec<RoleFact>) {
    // «the suspect X», «victim X»: no role that anybody holds.
    let office =
        fact.concept.is_none_or(|concept| reading.lexicon.property(concept, "office") != "false");
    let of = |fact: &RoleFact| reading.entities.of_name[fact.person];
    let known = found.iter().any(|other| {
        of(other) == of(&fact)
            && other.bytes == fact.bytes
            && other.organization == fact.organization
    });
    if office && !known {
        found.push(fact);
    }
}

/// «senators X and Y»: a role in the plural belongs to all that are enumerated behind it, and to nobody
/// where one name stands alone («the senators asked X»).
fn shared(reading: &Reading<'_>, person: usize, facts: Vec<RoleFact>) -> Vec<RoleFact> {
    let Some(first) = facts.first() else { return facts };
    let plural =
        first.concept.is_some_and(|concept| is_plural(reading, first.tokens.end - 1, concept));
    if !plural || first.tokens.end > reading.names[person].tokens.start {
        return facts;
    }
    let others = companions(reading, person);
    if others.is_empty() {
        let one =
            first.concept.is_some_and(|id| may_be_singular(reading, first.tokens.end - 1, id));
        return if one { facts } else { Vec::new() };
    }
    let role = first.clone();
    let more = others.into_iter().map(|person| RoleFact { person, ..role.clone() });
    facts.into_iter().chain(more).collect()
}

/// The people enumerated behind a name: «X, Y and Z», «X of A and Y of B».
fn companions(reading: &Reading<'_>, person: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = reading.names[person].tokens.end;
    let end = reading.sentence_tokens(at - 1).end;
    while at < end {
        let Some(name) = (at..end.min(at + 3)).find_map(|i| reading.name_over(i)) else { break };
        let start = reading.names[name].tokens.start;
        let joined = (at..start).any(|i| reading.is_mark(i, ",") || reading.is_class("link", i));
        let small = (at..start).all(|i| reading.is_mark(i, ",") || reading.is_function_word(i));
        if !small {
            break;
        }
        if reading.names[name].kind == NameType::Person && joined {
            found.push(name);
        } else if joined || reading.names[name].kind == NameType::Person {
            break;
        }
        at = reading.names[name].tokens.end;
    }
    found
}

/// Adds modifiers and adjectives that stand before the role's words, and the status they give.
pub(super) fn finish(
    reading: &Reading<'_>,
    person: usize,
    mut worded: Worded,
    organization: Option<usize>,
    from: usize,
    confidence: u8,
) -> RoleFact {
    let mut status = String::new();
    let inside = reading.find(Scheme::RoleModifiers, worded.tokens.clone());
    if let Some(hit) = inside.first() {
        reading.lexicon.notation(hit.concept).clone_into(&mut status);
    }
    loop {
        let at = worded.tokens.start;
        if let Some(modifier) = hit_before(reading, Scheme::RoleModifiers, at, from) {
            if status.is_empty() {
                reading.lexicon.notation(modifier.1).clone_into(&mut status);
            }
            worded.tokens.start = modifier.0.start;
        } else if let Some(adjective) = match_before(reading, Scheme::Nationalities, at, from) {
            worded.tokens.start = adjective.start;
        } else {
            break;
        }
        worded.bytes.start = reading.tokens()[worded.tokens.start].start;
    }
    // The words may have grown beyond those that were found: «chief» + «executive».
    let words = &reading.analysis.text[worded.bytes.clone()];
    let whole = reading.lexicon.named(Scheme::Roles, reading.analysis.language, words);
    RoleFact {
        person,
        tokens: worded.tokens,
        bytes: worded.bytes,
        concept: whole.or(worded.concept),
        organization,
        status,
        confidence,
    }
}
