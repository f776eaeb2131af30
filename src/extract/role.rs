//! Roles: what somebody is, and of what, as the text states it beside the name.

use super::reading::Reading;
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

/// Words of a role with its concept.
struct Worded {
    tokens: Range<usize>,
    bytes: Range<usize>,
    concept: Option<ConceptId>,
}

/// All roles of an article in the order of the text.
pub(super) fn roles(reading: &Reading<'_>) -> Vec<RoleFact> {
    let mut found: Vec<RoleFact> = Vec::new();
    for (index, name) in reading.names.iter().enumerate() {
        if name.kind != NameType::Person {
            continue;
        }
        let sentence = reading.sentence_tokens(name.tokens.start);
        for fact in [before(reading, index, &sentence), behind(reading, index, &sentence)]
            .into_iter()
            .flatten()
        {
            let known = found.iter().any(|other| {
                reading.entities.of_name[other.person] == reading.entities.of_name[index]
                    && other.concept == fact.concept
                    && other.bytes == fact.bytes
            });
            if !known {
                found.push(fact);
            }
        }
    }
    found.sort_by_key(|fact| fact.tokens.start);
    found
}

/// «le Premier ministre Bart De Wever», «Proximus-CEO Stijn Bijnens», «patron de Proximus, X».
fn before(reading: &Reading<'_>, person: usize, sentence: &Range<usize>) -> Option<RoleFact> {
    let mut at = reading.names[person].tokens.start;
    let from = sentence.start;
    let mut organization = None;
    if at > from && reading.is_mark(at - 1, ",") {
        at -= 1;
    }
    if let Some(title) = match_before(reading, Scheme::Titles, at, from) {
        at = title.start;
    }
    let mut worded = role_before(reading, at, from);
    if worded.is_none() {
        // An adjective («président français X») or «of X» may stand between role and name.
        if let Some(adjective) = match_before(reading, Scheme::Nationalities, at, from) {
            worded = role_before(reading, adjective.start, from).map(|w| Worded {
                bytes: w.bytes.start..reading.tokens()[at - 1].end,
                tokens: w.tokens.start..at,
                concept: w.concept,
            });
        } else if let Some((name, start)) = organization_before(reading, at, from) {
            worded = role_before(reading, start, from);
            organization = Some(name);
        }
    }
    let worded = worded?;
    if organization.is_none() {
        organization = compound_owner(reading, &worded)
            .or_else(|| owner_before(reading, worded.tokens.start, from))
            .or_else(|| {
                owner_behind(reading, reading.names[person].tokens.end, sentence.end, false)
            });
    }
    Some(finish(reading, person, worded, organization, from, 92))
}

/// «Stijn Bijnens, CEO, Proximus Group», «X (CEO van Y)», «X is the head of Y».
fn behind(reading: &Reading<'_>, person: usize, sentence: &Range<usize>) -> Option<RoleFact> {
    let mut at = reading.names[person].tokens.end;
    let end = sentence.end;
    let mut sure = 92;
    if at < end && reading.is_mark(at, ",(–—") {
        at += 1;
    } else if let Some(copula) = reading.class_at("copula", at, end) {
        at = copula.end;
        sure = 84;
    } else {
        return None;
    }
    // «X, 42, chairman of»: an age may stand between.
    if reading.tokens().get(at).is_some_and(|t| t.kind == TokenKind::Number)
        && reading.is_mark(at + 1, ",")
    {
        at += 2;
    }
    for _ in 0..2 {
        let skipped =
            ["article", "determiner"].iter().any(|class| at < end && reading.is_class(class, at));
        at += usize::from(skipped);
    }
    let mut start = at;
    while let Some(hit) = reading.match_at(Scheme::RoleModifiers, start, end) {
        start = hit.tokens.end;
    }
    if let Some(hit) = reading.match_at(Scheme::Nationalities, start, end) {
        start = hit.tokens.end;
    }
    let mut organization = None;
    if let Some(name) = reading.name_over(start).filter(|&n| holds_roles(reading.names[n].kind)) {
        // «X, Apple’s chief executive», «X, Proximus-CEO».
        let possessive = reading.names[name].tokens.end;
        let next = possessive
            + usize::from(reading.tokens().get(possessive).is_some_and(|t| t.folded == "'s"));
        if reading.names[name].tokens.start == start
            && next < end
            && role_at(reading, next, end).is_some()
        {
            organization = Some(name);
            start = next;
        }
    }
    let mut worded = role_at(reading, start, end)?;
    let last = worded.tokens.end;
    let adjective = reading.match_at(Scheme::Nationalities, last, end).map(|hit| hit.tokens.end);
    if let Some(adjective) = adjective {
        worded.tokens.end = adjective;
        worded.bytes.end = reading.tokens()[adjective - 1].end;
    }
    if start > at && organization.is_none() {
        worded.bytes.start = reading.tokens()[at].start;
        worded.tokens.start = at;
    }
    let organization = organization
        .or_else(|| compound_owner(reading, &worded))
        .or_else(|| owner_behind(reading, worded.tokens.end, end, true));
    Some(finish(reading, person, worded, organization, sentence.start, sure))
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
    RoleFact {
        person,
        tokens: worded.tokens,
        bytes: worded.bytes,
        concept: worded.concept,
        organization,
        status,
        confidence,
    }
}

fn match_before(
    reading: &Reading<'_>,
    scheme: Scheme,
    at: usize,
    from: usize,
) -> Option<Range<usize>> {
    hit_before(reading, scheme, at, from).map(|(tokens, _)| tokens)
}

fn hit_before(
    reading: &Reading<'_>,
    scheme: Scheme,
    at: usize,
    from: usize,
) -> Option<(Range<usize>, ConceptId)> {
    if at <= from {
        return None;
    }
    // Words of a name are not words of a role («Proximus [Group] chief executive»).
    let names = reading.names_in(&(from..at));
    let from = names.last().map_or(from, |name| reading.names[name].tokens.end);
    let phrases = reading.phrases(scheme);
    let hit = phrases.match_before(reading.analysis.text, reading.tokens(), at, from)?;
    Some((hit.tokens, hit.concept))
}

/// A role whose words end right before a token.
fn role_before(reading: &Reading<'_>, at: usize, from: usize) -> Option<Worded> {
    if let Some((tokens, concept)) = hit_before(reading, Scheme::Roles, at, from) {
        let bytes = reading.analysis.bytes(&tokens);
        return Some(Worded { tokens, bytes, concept: Some(concept) });
    }
    compound_role(reading, at.checked_sub(1).filter(|&i| i >= from)?)
}

/// A role whose words begin at a token.
fn role_at(reading: &Reading<'_>, at: usize, end: usize) -> Option<Worded> {
    if let Some(hit) = reading.match_at(Scheme::Roles, at, end) {
        let bytes = reading.analysis.bytes(&hit.tokens);
        return Some(Worded { tokens: hit.tokens, bytes, concept: Some(hit.concept) });
    }
    compound_role(reading, at).filter(|_| at < end)
}

/// The end of a compound that is a role: «Microsoft-topvrouw», «Landespolizeichef».
fn compound_role(reading: &Reading<'_>, at: usize) -> Option<Worded> {
    let token = reading.tokens().get(at).filter(|t| t.kind == TokenKind::Word)?;
    let surface = reading.analysis.surface(at);
    let roles = reading.phrases(Scheme::Roles);
    if let Some(hyphen) = surface.rfind('-') {
        let tail = &surface[hyphen + 1..];
        let concept = roles.concepts_of(&crate::language::fold(tail)).next();
        let concept = concept.or_else(|| roles.exact_word(tail))?;
        let named = reading.name_over(at).is_some();
        let start = if named { token.start + hyphen + 1 } else { token.start };
        return Some(Worded {
            tokens: at..at + 1,
            bytes: start..token.end,
            concept: Some(concept),
        });
    }
    if reading.name_over(at).is_some() || token.shape == Shape::Upper {
        return None;
    }
    // The longest tail of five letters or more that is a role by itself; at least three letters of
    // another noun stand before it.
    let folded = &token.folded;
    let starts = folded.char_indices().map(|(i, _)| i).skip(3);
    let tails = starts.filter(|&i| folded[i..].chars().count() >= 5);
    for start in tails {
        if let Some(concept) = roles.word(&folded[start..]) {
            return Some(Worded {
                tokens: at..at + 1,
                bytes: token.start..token.end,
                concept: Some(concept),
            });
        }
    }
    None
}

fn holds_roles(kind: NameType) -> bool {
    matches!(
        kind,
        NameType::Organization
            | NameType::Place
            | NameType::Programme
            | NameType::Work
            | NameType::Event
    )
}

/// «patron de [Proximus] X»: a name with a preposition before it, ending right before a token; where
/// the preposition begins.
fn organization_before(reading: &Reading<'_>, at: usize, from: usize) -> Option<(usize, usize)> {
    let name = reading.name_over(at.checked_sub(1)?)?;
    let mut start = reading.names[name].tokens.start;
    if !holds_roles(reading.names[name].kind) || start <= from {
        return None;
    }
    while start > from
        && ["article", "determiner"].iter().any(|class| reading.is_class(class, start - 1))
    {
        start -= 1;
    }
    let joined = start > from
        && (reading.is_class("partitive", start - 1) || reading.is_class("preposition", start - 1));
    if joined {
        return Some((name, start - 1));
    }
    // «de la» may be one article to one language and partitive to another: take what was skipped.
    (start < reading.names[name].tokens.start).then_some((name, start))
}

/// The name inside a compound with the role: «[Microsoft]-topvrouw».
fn compound_owner(reading: &Reading<'_>, worded: &Worded) -> Option<usize> {
    let name = reading.name_over(worded.tokens.start)?;
    let inside = reading.names[name].bytes.end <= worded.bytes.start;
    (inside && holds_roles(reading.names[name].kind)).then_some(name)
}

/// «[Apple] CEO Tim Cook», «[Apple]’s chief executive»: a name right before the role.
fn owner_before(reading: &Reading<'_>, at: usize, from: usize) -> Option<usize> {
    let mut end = at;
    if end > from && reading.tokens()[end - 1].folded == "'s" {
        end -= 1;
    }
    let name = reading.name_over(end.checked_sub(1).filter(|&i| i >= from)?)?;
    let ends_here = reading.names[name].tokens.end == end;
    (ends_here && holds_roles(reading.names[name].kind)).then_some(name)
}

/// «CEO [of] the [X] group», «CEO, [X]»: a name behind the role, joined by a preposition or, where
/// allowed, by a comma alone.
fn owner_behind(reading: &Reading<'_>, at: usize, end: usize, comma_too: bool) -> Option<usize> {
    let mut next = at;
    let mut joined = false;
    if comma_too && next < end && reading.is_mark(next, ",") {
        let name = reading.name_over(next + 1)?;
        let organization = reading.names[name].kind == NameType::Organization;
        // «CEO, Proximus Group», but not «président, Microsoft a …»: the name must close the phrase.
        let closes = reading.names[name].tokens.end >= end
            || reading.is_mark(reading.names[name].tokens.end, ",.;:)»”\"");
        return (organization && closes && reading.names[name].tokens.start == next + 1)
            .then_some(name);
    }
    while next < end && next < at + 4 && reading.name_over(next).is_none() {
        let preposition = ["partitive", "preposition", "locative"]
            .iter()
            .any(|class| reading.is_class(class, next));
        let article = ["article", "determiner"].iter().any(|class| reading.is_class(class, next));
        joined |= preposition;
        if !preposition && !article {
            return None;
        }
        next += 1;
    }
    let name = reading.name_over(next).filter(|_| next < end)?;
    let kind = reading.names[name].kind;
    let adjacent = next == at && kind == NameType::Organization && comma_too;
    // German and Dutch genitives join by an article alone («Chef der SPD»).
    ((joined || adjacent || next > at) && holds_roles(kind)).then_some(name)
}
