//! Roles behind the name: «Stijn Bijnens, CEO, Proximus Group», «X is the head of Y».

use super::reading::Reading;
use super::role::{RoleFact, finish};
use super::role_words::{
    Worded, compound_owner, enumerated, holds_roles, is_adjective, is_plural, may_be_singular,
    owner_behind, role_at,
};
use crate::language::{Shape, TokenKind};
use crate::lexicon::Scheme;
use std::ops::Range;

/// How many words may stand between an article and the role's words («a nonpartisan political analyst»).
const MOST_ADJECTIVES: usize = 3;
/// The most tokens of an age («20-year-old»).
const LONGEST_AGE: usize = 6;

/// «Stijn Bijnens, CEO, Proximus Group», «X (CEO van Y)», «X is the head of Y», «X, who is …»,
/// «X, a professor at Y and director of Z».
pub(super) fn behind(
    reading: &Reading<'_>,
    person: usize,
    sentence: &Range<usize>,
) -> Vec<RoleFact> {
    let end = sentence.end;
    let mut found = Vec::new();
    let Some((at, sure)) = opening(reading, reading.names[person].tokens.end, end) else {
        return found;
    };
    let Some((worded, organization)) = described(reading, at, end) else { return found };
    // «X, of the analysts Y»: not one of several.
    let several = worded.concept.is_some_and(|concept| {
        let last = worded.tokens.end - 1;
        let one = (at..worded.tokens.end).any(|i| reading.is_class("indefinite", i));
        !one && is_plural(reading, last, concept) && !may_be_singular(reading, last, concept)
    });
    if several {
        return found;
    }
    let mut next = organization
        .map_or(worded.tokens.end, |name| reading.names[name].tokens.end)
        .max(worded.tokens.end);
    let more = if organization.is_some() { enumerated(reading, next, end) } else { Vec::new() };
    let fact = finish(reading, person, worded, organization, sentence.start, sure);
    for other in more {
        found.push(RoleFact { organization: Some(other), ..fact.clone() });
    }
    found.insert(0, fact);
    // «…, and director of Z», «…, is chairman of Z»: another role of the same person.
    while let Some(start) = further(reading, next, end) {
        let Some((worded, organization)) = described(reading, start, end) else { break };
        if worded.tokens.start > start + MOST_ADJECTIVES + 1 {
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

/// Where another role of the same person may begin behind the first: behind «and», the place where
/// the first is held between («ambassador in China and former governor»), or behind «, is».
fn further(reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
    let mut next = at;
    if reading.is_class("locative", next)
        && let Some(place) = reading.name_over(next + 1)
    {
        next = reading.names[place].tokens.end;
    }
    if next < end && reading.is_class("link", next) {
        return Some(next + 1);
    }
    let comma = reading.is_mark(at, ",") && at + 1 < end;
    reading.class_at("copula", at + 1, end).filter(|_| comma).map(|copula| copula.end)
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
            let near = (next + 1..end.min(next + 5)).filter(|&i| !reading.is_mark(i, ",;:"));
            // «X, who has worked there for years and is the convenor»
            let joined =
                (next + 1..end.min(next + 16)).filter(|&i| reading.is_class("link", i - 1));
            let copula = near.chain(joined).find_map(|i| reading.class_at("copula", i, end));
            if let Some(copula) = copula {
                return Some((copula.end, 84));
            }
            // «X, der auch Vizepremier ist»: the verb stands at the end.
            let last = described(reading, next + 1, end).map(|(worded, organization)| {
                organization.map_or(worded.tokens.end, |name| reading.names[name].tokens.end)
            });
            if last.is_some_and(|at| reading.class_at("copula", at, end).is_some()) {
                return Some((next + 1, 82));
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
    // «dann wird X der neue Chef»: the verb stands before the name.
    let start = reading.name_over(at - 1).map_or(at, |name| reading.names[name].tokens.start);
    let verb = start.checked_sub(1).filter(|&i| {
        reading.is_class("copula", i)
            && !reading.is_class("as", i)
            && reading.name_over(i).is_none()
    });
    if verb.is_some_and(|i| i > reading.sentence_tokens(at - 1).start)
        && (reading.is_class("article", at) || role_at(reading, at, end).is_some())
    {
        return Some((at, 78));
    }
    // «X is», «X will remain», «X is to become».
    let mut next = at;
    while next < end.min(at + 4) {
        if let Some(copula) = reading.class_at("copula", next, end) {
            // «X is not the only rapper»
            let near = at..end.min(copula.end + 1);
            if !reading.find(Scheme::Negations, near).is_empty() {
                return None;
            }
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
pub(super) fn described(
    reading: &Reading<'_>,
    at: usize,
    end: usize,
) -> Option<(Worded, Option<usize>)> {
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
    start = behind_age(reading, start, end);
    let first = start;
    let mut worded = role_at(reading, start, end);
    while worded.is_none() && start < end && start < first + MOST_ADJECTIVES {
        let token = &reading.tokens()[start];
        let capital = token.has_capital()
            && !reading.lexicon.writes_nouns_with_capitals(reading.analysis.language);
        let broken = token.kind == TokenKind::Mark
            || reading.is_function_word(start)
            || reading.name_over(start).is_some()
            || capital && !reading.is_class("role-adjective", start)
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
    // «porte-parole nationale de», «conseillère principale et»
    let closes = |i: usize| {
        ["partitive", "contraction", "link"].iter().any(|class| reading.is_class(class, i))
    };
    let follows = last + 1 < end && is_adjective(reading, last) && closes(last + 1);
    if let Some(adjective) = adjective.or(follows.then_some(last + 1)) {
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

/// Behind an age that is written as one word: «a [20-year-old] basketball player».
fn behind_age(reading: &Reading<'_>, at: usize, end: usize) -> usize {
    if reading.tokens().get(at).is_none_or(|token| token.kind != TokenKind::Number) {
        return at;
    }
    let mut next = at + 1;
    while next < end && next < at + LONGEST_AGE && !reading.analysis.spaced(next) {
        next += 1;
    }
    if next > at + 1 && !reading.is_mark(next - 1, ",.") { next } else { at }
}
