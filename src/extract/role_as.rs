//! Roles behind «as»: «X joined as chairman», «zijn tijd als trainer», «en tant que directrice».

use super::reading::Reading;
use super::role::{RoleFact, finish};
use super::role_behind::described;
use super::role_words::enumerated;
use crate::recognize::NameType;
use std::ops::Range;

/// How far before the word the person may be named, in tokens.
const REACH: usize = 20;

/// The roles that a sentence gives somebody by «as»: the person named last before it.
pub(super) fn behind_as(reading: &Reading<'_>, sentence: &Range<usize>) -> Vec<RoleFact> {
    let mut found = Vec::new();
    for at in sentence.clone() {
        let Some(word) = reading.class_at("as", at, sentence.end) else { continue };
        let next = word.end;
        // «as the president said», «als der Minister kam»: another clause.
        let definite = (reading.is_class("article", next) || reading.is_class("determiner", next))
            && !reading.is_class("indefinite", next);
        if definite || reading.name_over(at).is_some() || reading.name_over(next).is_some() {
            continue;
        }
        let before = at.saturating_sub(REACH).max(sentence.start)..at;
        let person = reading
            .names_in(&before)
            .rev()
            .find(|&name| reading.names[name].kind == NameType::Person)
            .filter(|&name| {
                let end = reading.names[name].tokens.end;
                end < at && !(end..at).any(|i| reading.is_mark(i, ";:«»“”\"„()"))
            });
        let Some(person) = person else { continue };
        let Some((worded, organization)) = described(reading, next, sentence.end) else { continue };
        // «as chairman X said»: the role is X's.
        if reading.name_over(worded.tokens.end).is_some_and(|name| {
            reading.names[name].kind == NameType::Person
                && reading.names[name].tokens.start == worded.tokens.end
        }) {
            continue;
        }
        let more = organization.map_or_else(Vec::new, |name| {
            enumerated(reading, reading.names[name].tokens.end, sentence.end)
        });
        let fact = finish(reading, person, worded, organization, next, 72);
        found.extend(
            more.into_iter().map(|other| RoleFact { organization: Some(other), ..fact.clone() }),
        );
        found.push(fact);
    }
    found
}
