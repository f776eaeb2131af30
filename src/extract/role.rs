//! Roles: what somebody is, and of what, as the text states it beside the name.

use super::reading::Reading;
use super::role_before::before;
use super::role_behind::behind;
use super::role_words::{Worded, hit_before, match_before};
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
