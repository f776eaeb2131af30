//! Who a noun phrase without a name means («the president», «l'entreprise»), and which words stand
//! between a verb and its subject.

use super::attribution::Party;
use super::oblique::is_oblique;
use super::role_words::{compound_role, is_plural};
use super::speaker::{Speakers, Verdict};
use crate::language::TokenKind;
use crate::lexicon::{Match, Scheme};
use crate::recognize::NameType;
use std::ops::Range;

impl Speakers<'_, '_> {
    /// «the president», «l'entreprise», «a spokesman»: who a noun phrase without a name means.
    pub(super) fn noun_phrase(
        &self,
        at: usize,
        end: usize,
        verb: &Match,
        last: Option<&Party>,
    ) -> Option<Verdict> {
        let reading = self.reading;
        let unnamed = Some(Verdict::Unnamed(Some(verb.clone())));
        let start = if reading.is_class("indefinite", at) {
            return unnamed;
        } else if reading.is_class("article", at) || reading.is_class("determiner", at) {
            at + 1
        } else if reading.is_class("unnamed", at) {
            return unnamed;
        } else {
            return None;
        };
        let stop = end.min(start + 6);
        let stop = (start..stop)
            .find(|&i| {
                reading.tokens()[i].kind == TokenKind::Mark || reading.name_over(i).is_some()
            })
            .unwrap_or(stop);
        if (start..stop).any(|i| reading.is_class("unnamed", i)) {
            return unnamed;
        }
        let told = |party: Party| Verdict::Named(party, Some(verb.clone()));
        for i in start..stop {
            if let Some(hit) = reading.match_at(Scheme::Roles, i, stop) {
                if hit.tokens.len() == 1 && is_plural(reading, i, hit.concept) {
                    return unnamed;
                }
                let party = self.holder(hit.concept, at).or_else(|| self.antecedent(at, "", last));
                return party.map(told).or(unnamed);
            }
            if reading.match_at(Scheme::OrganizationKinds, i, stop).is_some() {
                let before = reading.names.partition_point(|name| name.tokens.end <= at);
                let bodies = || {
                    (0..before).rev().filter(|&name| {
                        reading.names[name].kind == NameType::Organization
                            && self.is_outside(reading.names[name].tokens.start)
                    })
                };
                let body = bodies()
                    .find(|&name| !is_oblique(self.reading, name))
                    .or_else(|| bodies().next());
                return body.map(|name| told(Party::named(reading, name))).or(unnamed);
            }
            // «the 31-year-old», «der 23-Jährige».
            if reading.tokens()[i].kind == TokenKind::Number {
                return self.antecedent(at, "", last).map(told).or(unnamed);
            }
        }
        None
    }

    /// Whether the words between two names tell what the second is: «Microsoft [boss] Satya Nadella».
    pub(super) fn describes(&self, between: Range<usize>) -> bool {
        let reading = self.reading;
        let mut at = between.start;
        while at < between.end {
            let schemes =
                [Scheme::Roles, Scheme::Titles, Scheme::RoleModifiers, Scheme::Nationalities];
            let hit = schemes.into_iter().find_map(|s| reading.match_at(s, at, between.end));
            let small = reading.is_class("article", at)
                || reading.tokens()[at].folded == "'s"
                || compound_role(reading, at).is_some();
            match hit {
                Some(hit) => at = hit.tokens.end,
                None if small => at += 1,
                None => return false,
            }
        }
        true
    }

    /// Behind a few words that a preposition opens right behind a verb: «a déclaré [à la foule] X».
    pub(super) fn behind_phrase(&self, at: usize, stop: usize) -> Option<usize> {
        let reading = self.reading;
        let noun = (at + 1..stop.min(at + 4)).find(|&i| !reading.is_function_word(i))?;
        let plain =
            reading.tokens()[noun].kind == TokenKind::Word && reading.name_over(noun).is_none();
        let next = noun + 1;
        (plain && next < stop && reading.tokens()[next].kind != TokenKind::Mark).then_some(next)
    }
}
