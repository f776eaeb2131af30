//! Roles before the name: «le Premier ministre Bart De Wever», «patron de Proximus, X».

use super::reading::Reading;
use super::role::{RoleFact, finish};
use super::role_words::{
    Worded, compound_owner, holds_roles, match_before, organization_before, owner_before,
    owner_behind, role_at, role_before,
};
use crate::language::TokenKind;
use crate::lexicon::Scheme;
use crate::recognize::NameType;
use std::ops::Range;

/// How far before a name its role may begin, «of X» between them.
const FAR_BEFORE: usize = 12;

/// «le Premier ministre Bart De Wever», «Proximus-CEO Stijn Bijnens», «patron de Proximus, X»,
/// «former governor and candidate X».
pub(super) fn before(
    reading: &Reading<'_>,
    person: usize,
    sentence: &Range<usize>,
) -> Vec<RoleFact> {
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
