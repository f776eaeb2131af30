//! Roles: what somebody is, and of what, as the text states it beside the name.

use super::reading::Reading;
use super::role_words::{
    Worded, compound_owner, enumerated, hit_before, holds_roles, match_before, organization_before,
    owner_before, owner_behind, role_at, role_before,
};
use crate::language::{Shape, TokenKind};
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

/// How many words may stand between an article and the role's words («a nonpartisan political analyst»).
const MOST_ADJECTIVES: usize = 3;
/// How far before a name its role may begin, «of X» between them.
const FAR_BEFORE: usize = 12;

/// All roles of an article in the order of the text.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<RoleFact> {
    let mut found: Vec<RoleFact> = Vec::new();
    for (index, name) in reading.names.iter().enumerate() {
        if name.kind != NameType::Person {
            continue;
        }
        let sentence = reading.sentence_tokens(name.tokens.start);
        let facts =
            before(reading, index, &sentence).into_iter().chain(behind(reading, index, &sentence));
        for fact in facts {
            // «the suspect X», «victim X»: no role that anybody holds.
            let office = fact
                .concept
                .is_none_or(|concept| reading.lexicon.property(concept, "office") != "false");
            if !office {
                continue;
            }
            let known = found.iter().any(|other| {
                reading.entities.of_name[other.person] == reading.entities.of_name[index]
                    && other.bytes == fact.bytes
                    && other.organization == fact.organization
            });
            if !known {
                found.push(fact);
            }
        }
    }
    found.sort_by_key(|fact| fact.tokens.start);
    found
}

/// «le Premier ministre Bart De Wever», «Proximus-CEO Stijn Bijnens», «patron de Proximus, X»,
/// «former governor and candidate X».
fn before(reading: &Reading<'_>, person: usize, sentence: &Range<usize>) -> Vec<RoleFact> {
    let mut found = Vec::new();
    let mut at = reading.names[person].tokens.start;
    let from = sentence.start;
    if at > from && reading.is_mark(at - 1, ",") {
        at -= 1;
    }
    let mut nearest = nearest_before(reading, at, from);
    if nearest.is_none()
        && let Some(title) = match_before(reading, Scheme::Titles, at, from)
    {
        nearest = nearest_before(reading, title.start, from);
    }
    let Some((worded, mut organization)) = nearest.or_else(|| far_before(reading, at, from)) else {
        return found;
    };
    if organization.is_none() {
        organization = compound_owner(reading, &worded)
            .or_else(|| owner_before(reading, worded.tokens.start, from))
            .or_else(|| {
                // «President X of Y», not «President X in Y».
                let at = reading.names[person].tokens.end;
                let of = reading.is_class("partitive", at) && !reading.is_class("locative", at);
                of.then(|| owner_behind(reading, at, sentence.end, false)).flatten()
            });
    }
    let fact = finish(reading, person, worded, organization, from, 92);
    // «former Alaska governor and vice presidential candidate X»: a role before the role.
    let mut start = fact.tokens.start;
    found.push(fact);
    while start > from + 1 && reading.is_class("link", start - 1) {
        let Some(worded) = role_before(reading, start - 1, from) else { break };
        let organization = compound_owner(reading, &worded)
            .or_else(|| owner_before(reading, worded.tokens.start, from))
            .or(organization);
        let fact = finish(reading, person, worded, organization, from, 86);
        start = fact.tokens.start;
        found.push(fact);
    }
    found
}

/// A role whose words end right before a token, an adjective or «of X» between.
fn nearest_before(
    reading: &Reading<'_>,
    at: usize,
    from: usize,
) -> Option<(Worded, Option<usize>)> {
    if let Some(worded) = role_before(reading, at, from) {
        return Some((worded, None));
    }
    // An adjective («président français X») or «of X» may stand between role and name.
    if let Some(adjective) = match_before(reading, Scheme::Nationalities, at, from) {
        let worded = role_before(reading, adjective.start, from)?;
        let bytes = worded.bytes.start..reading.tokens()[at - 1].end;
        let tokens = worded.tokens.start..at;
        return Some((Worded { bytes, tokens, concept: worded.concept }, None));
    }
    let (name, start) = organization_before(reading, at, from)?;
    Some((role_before(reading, start, from)?, Some(name)))
}

/// «head of the conservative group Y, X», «Basketballtrainer der LSU, X»: the nearest role with its
/// complement between it and the name.
fn far_before(reading: &Reading<'_>, at: usize, from: usize) -> Option<(Worded, Option<usize>)> {
    let from = from.max(at.saturating_sub(FAR_BEFORE));
    let broken = |i: usize| {
        reading.tokens()[i].kind == TokenKind::Mark
            || reading.is_class("complementizer", i)
            || reading.is_class("auxiliary", i)
            || reading.match_at(Scheme::ReportingVerbs, i, i + 1).is_some()
            || reading.name_over(i).is_some_and(|n| reading.names[n].kind == NameType::Person)
    };
    for start in (from..at.saturating_sub(1)).rev() {
        if broken(start) {
            return None;
        }
        let Some(worded) = role_at(reading, start, at) else { continue };
        let end = worded.tokens.end;
        let joins = ["partitive", "contraction", "preposition", "article"]
            .iter()
            .any(|class| reading.is_class(class, end));
        // «lawyer of X»: the name is the complement itself.
        let open = at > end
            && ["partitive", "contraction", "preposition"]
                .iter()
                .any(|class| reading.is_class(class, at - 1));
        let bare = (end..at).all(|i| reading.is_function_word(i));
        if end >= at || !joins || open || bare || (end..at).any(broken) {
            continue;
        }
        let complement = end..at;
        let names = reading.names_in(&complement).rev();
        let owner = names.into_iter().find(|&name| holds_roles(reading.names[name].kind));
        // Without a comma before the name, the complement must close with a name of its own.
        let comma = reading.is_mark(at, ",");
        let closes = owner.is_some_and(|name| reading.names[name].tokens.end == at);
        return (comma || closes).then_some((worded, owner));
    }
    None
}

/// «Stijn Bijnens, CEO, Proximus Group», «X (CEO van Y)», «X is the head of Y», «X, who is …»,
/// «X, a professor at Y and director of Z».
fn behind(reading: &Reading<'_>, person: usize, sentence: &Range<usize>) -> Vec<RoleFact> {
    let end = sentence.end;
    let mut found = Vec::new();
    let Some((at, sure)) = opening(reading, reading.names[person].tokens.end, end) else {
        return found;
    };
    let Some((worded, organization)) = described(reading, at, end) else { return found };
    let mut next = organization
        .map_or(worded.tokens.end, |name| reading.names[name].tokens.end)
        .max(worded.tokens.end);
    let more = if organization.is_some() { enumerated(reading, next, end) } else { Vec::new() };
    let fact = finish(reading, person, worded, organization, sentence.start, sure);
    for other in more {
        found.push(RoleFact { organization: Some(other), ..fact.clone() });
    }
    found.insert(0, fact);
    // «… and director of Z»: another role of the same person.
    while next < end && reading.is_class("link", next) {
        let Some((worded, organization)) = described(reading, next + 1, end) else { break };
        if worded.tokens.start > next + 1 + MOST_ADJECTIVES + 2 {
            break;
        }
        next = organization
            .map_or(worded.tokens.end, |name| reading.names[name].tokens.end)
            .max(worded.tokens.end);
        let fact = finish(reading, person, worded, organization, next, sure);
        // «partner and director at Mother»: both are held there.
        if let Some(first) = found.first_mut().filter(|first| first.organization.is_none()) {
            first.organization = organization;
        }
        found.push(fact);
    }
    found
}

/// Where the words on a person begin behind the name, and how sure that is.
fn opening(reading: &Reading<'_>, at: usize, end: usize) -> Option<(usize, u8)> {
    if at >= end {
        return None;
    }
    // «Jeane Freeman MSP».
    let upper = reading.tokens()[at].shape == Shape::Upper && reading.name_over(at).is_none();
    if upper && reading.match_at(Scheme::Roles, at, at + 1).is_some() {
        return Some((at, 88));
    }
    if reading.is_mark(at, ",(–—") {
        let mut next = at + 1;
        // «X, 42, chairman of»: an age may stand between.
        if reading.tokens().get(next).is_some_and(|t| t.kind == TokenKind::Number)
            && reading.is_mark(next + 1, ",")
        {
            next += 2;
        }
        // «X, who also serves as», «X, whose book …, is».
        if reading.is_class("relative", next) || reading.is_class("pronoun", next) {
            let copula = (next + 1..end.min(next + 5)).find_map(|i| {
                reading.class_at("copula", i, end).filter(|_| !reading.is_mark(i, ",;:"))
            });
            if let Some(copula) = copula {
                return Some((copula.end, 84));
            }
        }
        if described(reading, next, end).is_none() {
            let comma = (next..end.min(next + 30)).find(|&i| {
                reading.is_mark(i, ",") && reading.class_at("copula", i + 1, end).is_some()
            });
            let relative = (next..end.min(next + 1)).any(|i| reading.is_function_word(i));
            if let Some(comma) = comma.filter(|_| relative) {
                return reading.class_at("copula", comma + 1, end).map(|hit| (hit.end, 78));
            }
        }
        return Some((next, 92));
    }
    // «X is», «X will remain», «X is to become».
    let mut next = at;
    while next < end.min(at + 4) {
        if let Some(copula) = reading.class_at("copula", next, end) {
            let further = reading.class_at("copula", copula.end, end).map(|hit| hit.end);
            return Some((further.unwrap_or(copula.end), 84));
        }
        let passes = ["auxiliary", "adverb"].iter().any(|class| reading.is_class(class, next));
        if !passes {
            return None;
        }
        next += 1;
    }
    None
}

/// The role that a noun phrase begins with, and its organisation: articles, modifiers, an owner, an
/// age and a few adjectives may stand before the role's words.
fn described(reading: &Reading<'_>, at: usize, end: usize) -> Option<(Worded, Option<usize>)> {
    let mut at = at;
    // «one of the», «then a», «l'une des».
    let small = ["article", "determiner", "indefinite", "adverb", "sentence-opener", "contraction"];
    for _ in 0..4 {
        let of =
            reading.is_class("partitive", at) && at > 0 && reading.is_class("indefinite", at - 1);
        let skipped = at < end && (of || small.iter().any(|class| reading.is_class(class, at)));
        if !skipped || role_at(reading, at, end).is_some() {
            break;
        }
        at += 1;
    }
    let mut start = at;
    while let Some(hit) = reading.match_at(Scheme::RoleModifiers, start, end) {
        start = hit.tokens.end;
    }
    if let Some(hit) = reading.match_at(Scheme::Nationalities, start, end)
        && role_at(reading, start, end).is_none()
    {
        start = hit.tokens.end;
    }
    let mut organization = None;
    if let Some(name) = reading.name_over(start).filter(|&n| holds_roles(reading.names[n].kind)) {
        // «X, Apple’s chief executive», «X, Proximus-CEO», «X, the Unite union convenor».
        let possessive = reading.names[name].tokens.end;
        let next = possessive
            + usize::from(reading.tokens().get(possessive).is_some_and(|t| t.folded == "'s"));
        if reading.names[name].tokens.start == start && next < end {
            organization = Some(name);
            start = next;
        }
    }
    let first = start;
    let mut worded = role_at(reading, start, end);
    while worded.is_none() && start < end && start < first + MOST_ADJECTIVES {
        let token = &reading.tokens()[start];
        let capital = token.has_capital()
            && !reading.lexicon.writes_nouns_with_capitals(reading.analysis.language);
        let broken = token.kind == TokenKind::Mark
            || reading.is_function_word(start)
            || reading.name_over(start).is_some()
            || capital
            || reading.match_at(Scheme::ReportingVerbs, start, start + 1).is_some();
        let joined = reading.is_class("link", start) && start > first;
        if broken && !joined {
            return None;
        }
        start += 1;
        worded = role_at(reading, start, end);
    }
    let mut worded = worded?;
    if organization.is_some() && start > first + 2 {
        return None;
    }
    let last = worded.tokens.end;
    let adjective = reading.match_at(Scheme::Nationalities, last, end).map(|hit| hit.tokens.end);
    if let Some(adjective) = adjective {
        worded.tokens.end = adjective;
        worded.bytes.end = reading.tokens()[adjective - 1].end;
    }
    let begins = if organization.is_some() { first } else { at };
    if worded.tokens.start > begins {
        worded.bytes.start = reading.tokens()[begins].start;
        worded.tokens.start = begins;
    }
    let organization = organization
        .or_else(|| compound_owner(reading, &worded))
        .or_else(|| owner_behind(reading, worded.tokens.end, end, true));
    Some((worded, organization))
}

/// Adds modifiers and adjectives that stand before the role's words, and the status they give.
fn finish(
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
