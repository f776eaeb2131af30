//! Roles before the name: «le Premier ministre Bart De Wever», «patron de Proximus, X».

use super::reading::Reading;
use super::role::{RoleFact, finish};
use super::role_words::{
    Worded, compound_owner, holds_roles, is_adjective, match_before, organization_before,
    owner_before, owner_behind, role_at, role_before,
};
use crate::language::TokenKind;
use crate::lexicon::Scheme;
use crate::recognize::NameType;
use std::ops::Range;

/// How far before a name its role may begin, «of X» between them.
const FAR_BEFORE: usize = 12;
/// The longest complement of one noun: preposition, article, noun.
const LONGEST_NOUN: usize = 3;

/// «le Premier ministre Bart De Wever», «Proximus-CEO Stijn Bijnens», «patron de Proximus, X»,
/// «former governor and candidate X».
pub(super) fn before(
    reading: &Reading<'_>,
    person: usize,
    sentence: &Range<usize>,
) -> Vec<RoleFact> {
    let mut found = Vec::new();
    let from = sentence.start;
    let spots = spots(reading, reading.names[person].tokens.start, from);
    let nearest = spots.iter().find_map(|&at| nearest_before(reading, at, from));
    let far = || spots.iter().find_map(|&at| far_before(reading, at, from));
    let Some((worded, mut organization)) = nearest.or_else(far) else {
        let start = reading.names[person].tokens.start;
        found.extend(predicate(reading, person, start, sentence));
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
    found.extend(predicate(reading, person, start, sentence));
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

/// «Sprecherin ist X», «la directrice est la physicienne X»: a role that opens the sentence, and a verb
/// between it and the name.
fn predicate(
    reading: &Reading<'_>,
    person: usize,
    start: usize,
    sentence: &Range<usize>,
) -> Option<RoleFact> {
    let from = sentence.start;
    let mut at = start;
    while at > from && reading.is_class("article", at - 1) {
        at -= 1;
    }
    let verb = at
        .checked_sub(1)
        .filter(|&i| i > from && reading.is_class("copula", i) && !reading.is_class("as", i))?;
    let worded = role_before(reading, verb, from)?;
    let opens = (from..worded.tokens.start).all(|i| reading.is_function_word(i));
    let denied = !reading.find(Scheme::Negations, from..at).is_empty();
    (opens && !denied).then(|| finish(reading, person, worded, None, from, 84))
}

/// Where a role may end before a name: right before it, before its title, before a comma.
fn spots(reading: &Reading<'_>, start: usize, from: usize) -> Vec<usize> {
    let title = match_before(reading, Scheme::Titles, start, from).map(|title| title.start);
    let mut spots = Vec::new();
    for at in [Some(start), title].into_iter().flatten() {
        let comma = at > from && reading.is_mark(at - 1, ",");
        spots.push(at - usize::from(comma));
    }
    spots
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
    // «le sénateur démocrate X»
    if at > from + 1 && reading.is_class("role-adjective", at - 1) {
        let worded = role_before(reading, at - 1, from)?;
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
    let comma = reading.is_mark(at, ",");
    let is = |classes: &[&str], i: usize| classes.iter().any(|class| reading.is_class(class, i));
    let opens = |i: usize| is(&["partitive", "contraction", "preposition"], i);
    // «the spokeswoman of X, Y»: a person's name may be the complement, a comma behind it.
    let person = |i: usize| {
        reading.name_over(i).is_some_and(|n| {
            let name = &reading.names[n];
            let complement = comma && name.tokens.end == at && opens(name.tokens.start - 1);
            name.kind == NameType::Person && !complement
        })
    };
    let broken = |i: usize| {
        reading.tokens()[i].kind == TokenKind::Mark
            || is(&["complementizer", "auxiliary"], i)
            || reading.match_at(Scheme::ReportingVerbs, i, i + 1).is_some()
            || i > 0 && person(i)
    };
    for start in (from..at.saturating_sub(1)).rev() {
        if broken(start) {
            return None;
        }
        let Some(mut worded) = role_at(reading, start, at) else { continue };
        let mut end = worded.tokens.end;
        // «la présentatrice habituelle de l'émission, X»
        let joins = |i: usize| opens(i) || reading.is_class("article", i);
        if !joins(end) && end + 1 < at && is_adjective(reading, end) && joins(end + 1) {
            end += 1;
            worded.tokens.end = end;
            worded.bytes.end = reading.tokens()[end - 1].end;
        }
        // «lawyer of X»: the name is the complement itself.
        let open = at > end && opens(at - 1);
        let bare = (end..at).all(|i| reading.is_function_word(i));
        if end >= at || !joins(end) || open || bare || (end..at).any(broken) {
            continue;
        }
        let complement = end..at;
        let names = reading.names_in(&complement).rev();
        let owner = names.into_iter().find(|&name| holds_roles(reading.names[name].kind));
        // Without a comma before the name, the complement must close with a name of its own or be
        // one noun («captain of police X»).
        let closes = owner.is_some_and(|name| reading.names[name].tokens.end == at);
        let short = opens(end)
            && complement.len() <= LONGEST_NOUN
            && (end..at - 1).all(|i| reading.is_function_word(i))
            && reading.name_over(at - 1).is_none();
        return (comma || closes || short).then_some((worded, owner));
    }
    None
}
