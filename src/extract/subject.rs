//! The subject of a reporting verb: behind it, before it, by name or as a noun phrase.

use super::attribution::Party;
use super::oblique::{is_oblique, is_oblique_behind};
use super::speaker::{Speakers, Verdict, pronoun_suffix};
use crate::language::TokenKind;
use crate::lexicon::{Match, Scheme};
use crate::recognize::NameType;
use std::ops::Range;

/// How far behind a verb its subject may stand, titles and roles between.
const AFTER_VERB: usize = 14;
/// How far before a verb its subject may stand, an apposition between.
const BEFORE_VERB: usize = 40;

impl Speakers<'_, '_> {
    /// The subject of a reporting verb in its clause.
    pub(super) fn subject(
        &self,
        verb: &Match,
        clause: &Range<usize>,
        last: Option<&Party>,
    ) -> Verdict {
        let reading = self.reading;
        // «explique-t-il», «a-t-il déclaré».
        let start = verb.tokens.start;
        let own = (clause.start.max(start.saturating_sub(3))..verb.tokens.end)
            .rev()
            .find_map(|at| Some((at, pronoun_suffix(reading, &reading.tokens()[at].folded)?)));
        let told = |party: Option<Party>| {
            party.map_or(Verdict::Unnamed(Some(verb.clone())), |party| {
                Verdict::Named(party, Some(verb.clone()))
            })
        };
        if let Some((at, sex)) = own {
            return told(self.antecedent(at, sex, last));
        }
        let opens_clause = (clause.start..start).all(|at| {
            reading.tokens()[at].kind == TokenKind::Mark || reading.is_class("auxiliary", at)
        });
        let hears = reading.is_class("hearer", start);
        let after = || self.subject_after(verb, clause.end, last);
        let before = || self.subject_before(verb, clause.start, last);
        if hears {
            // «she told X»: who stands behind the verb listens, unless nothing stands before it.
            let told = before();
            return if told == Verdict::Silent && opens_clause { after() } else { told };
        }
        let (first, second): (Verdict, &dyn Fn() -> Verdict) =
            if opens_clause { (after(), &before) } else { (before(), &after) };
        if first == Verdict::Silent { second() } else { first }
    }

    /// «a déclaré le Premier ministre Bart De Wever», «said he», «said the president».
    pub(super) fn subject_after(&self, verb: &Match, end: usize, last: Option<&Party>) -> Verdict {
        let reading = self.reading;
        let at = verb.tokens.end;
        let stop = end.min(at + AFTER_VERB);
        let mut token = at;
        let mut noun: Option<Verdict> = None;
        while token < stop {
            if let Some(name) = reading.name_over(token) {
                let after = reading.names[name].tokens.end;
                if is_oblique_behind(reading, name, at) {
                    token = after;
                    continue;
                }
                // «said Microsoft boss Satya Nadella»: a person behind an organisation speaks.
                let person = reading.names.get(name + 1).filter(|next| {
                    next.kind == NameType::Person
                        && next.tokens.end <= stop
                        && self.describes(after..next.tokens.start)
                });
                let kind = reading.names[name].kind;
                if kind != NameType::Person && person.is_some() {
                    return Verdict::Named(Party::named(reading, name + 1), Some(verb.clone()));
                }
                if !speaks(kind) {
                    return noun.unwrap_or(Verdict::Silent);
                }
                return Verdict::Named(Party::named(reading, name), Some(verb.clone()));
            }
            if token < at + 4
                && let Some(sex) = self.pronoun_at(token)
            {
                return self
                    .antecedent(token, sex, last)
                    .map_or(Verdict::Unnamed(Some(verb.clone())), |party| {
                        Verdict::Named(party, Some(verb.clone()))
                    });
            }
            if let Some(party) = self.surname_at(token) {
                return Verdict::Named(party, Some(verb.clone()));
            }
            // «a déclaré weather.com»: a site speaks by its address.
            if token == at && reading.tokens()[token].kind == TokenKind::Address {
                let name = reading.analysis.surface(token).to_owned();
                return Verdict::Named(Party { name, entity: None }, Some(verb.clone()));
            }
            // «aldus de 23-jarige X»: a dash within a word ends nothing.
            let is_mark =
                reading.tokens()[token].kind == TokenKind::Mark && !reading.is_mark(token, "-");
            if is_mark && noun.is_some() && reading.is_mark(token, ",") {
                // «said the prime minister, X», «selon la fédération des banques, X, «»: the name
                // stands behind a comma.
                let next = reading.name_over(token + 1).filter(|&n| {
                    let name = &reading.names[n];
                    let closes = name.tokens.end >= end || reading.is_mark(name.tokens.end, ",.");
                    let apposed = name.kind == NameType::Person
                        || name.kind == NameType::Organization && closes;
                    apposed && name.tokens.start == token + 1
                });
                if let Some(name) = next.filter(|_| token + 1 < end) {
                    return Verdict::Named(Party::named(reading, name), Some(verb.clone()));
                }
            }
            // «the president of the union (UFIP), X»
            if reading.is_mark(token, "(")
                && let Some(close) = (token..stop.min(token + 5)).find(|&i| reading.is_mark(i, ")"))
            {
                token = close + 1;
                continue;
            }
            let complement = reading.is_class("complementizer", token);
            let preposition = token == at
                && !reading.is_class("article", token)
                && (reading.is_class("partitive", token) || reading.is_class("preposition", token));
            if preposition && let Some(next) = self.behind_phrase(token, stop) {
                token = next;
                continue;
            }
            if is_mark || complement || preposition {
                break;
            }
            if noun.is_none() && token < at + 2 {
                noun = self.noun_phrase(token, stop, verb, last);
            }
            token += 1;
        }
        noun.unwrap_or(Verdict::Silent)
    }

    /// «Stijn Bijnens, CEO, zegt», «the president said», «he said».
    fn subject_before(&self, verb: &Match, from: usize, last: Option<&Party>) -> Verdict {
        let reading = self.reading;
        let start = verb.tokens.start;
        let from = from.max(start.saturating_sub(BEFORE_VERB));
        let told = |party: Party| Verdict::Named(party, Some(verb.clone()));
        // The words right before the verb that are no subject: auxiliaries, adverbs, «who».
        let mut at = start;
        while at > from && start - at < 4 {
            let skips = ["auxiliary", "adverb", "relative", "determiner"]
                .iter()
                .any(|class| reading.is_class(class, at - 1));
            if reading.name_over(at - 1).is_some() || !skips || self.pronoun_at(at - 1).is_some() {
                break;
            }
            at -= 1;
        }
        let relative = (at..start).any(|i| reading.is_class("relative", i));
        if let Some(sex) = at.checked_sub(1).filter(|&i| i >= from).and_then(|i| self.pronoun_at(i))
        {
            return self
                .antecedent(at - 1, sex, last)
                .map_or(Verdict::Unnamed(Some(verb.clone())), told);
        }
        // «weather.com reported»
        if at > from && reading.tokens()[at - 1].kind == TokenKind::Address {
            let name = reading.analysis.surface(at - 1).to_owned();
            return told(Party { name, entity: None });
        }
        if relative && at > from && reading.is_mark(at - 1, ",") {
            let name = at.checked_sub(2).and_then(|i| reading.name_over(i));
            if let Some(name) = name.filter(|&n| speaks(reading.names[n].kind)) {
                return told(Party::named(reading, name));
            }
            at -= 1;
        }
        // «Karine X, adviser of the group Y, said»: who opens the clause before a comma.
        let opener = reading.names_in(&(from..start)).next().filter(|&name| {
            let tokens = &reading.names[name].tokens;
            reading.names[name].kind == NameType::Person
                && reading.is_mark(tokens.end, ",")
                && !reading.is_class("conjunction", tokens.end + 1)
                && (from..tokens.start).all(|i| {
                    reading.tokens()[i].kind == TokenKind::Mark
                        || reading.match_at(Scheme::Titles, i, tokens.start).is_some()
                })
        });
        if let Some(name) = opener.filter(|_| !relative) {
            return told(Party::named(reading, name));
        }
        let opening = (from..at).find(|&i| reading.tokens()[i].kind != TokenKind::Mark);
        let indefinite = opening.is_some_and(|i| reading.is_class("indefinite", i));
        let mut best: Option<usize> = None;
        for name in reading.names_in(&(from..start)).rev() {
            let kind = reading.names[name].kind;
            let end = reading.names[name].tokens.end;
            let crossed = (end..start).any(|i| {
                reading.is_mark(i, ":;")
                    || reading.is_class("complementizer", i)
                    || !self.is_outside(i)
            });
            if crossed {
                break;
            }
            if !speaks(kind) || is_oblique(self.reading, name) || !self.is_outside(end - 1) {
                continue;
            }
            let person = kind == NameType::Person;
            match best {
                None => best = Some(name),
                // The person before an organisation («Bijnens, CEO, Proximus Group, zegt») speaks,
                // but not where the organisation opens a clause («…, the White House said»).
                Some(nearer)
                    if person
                        && reading.names[nearer].kind != NameType::Person
                        && !(reading.names[nearer].tokens.end == at
                            && self.opens_clause(nearer)) =>
                {
                    best = Some(name);
                }
                Some(_) => {}
            }
        }
        // «a source close to Jones said», «one Labour member said»: what the name belongs to speaks.
        let complement = best.filter(|_| indefinite).is_some_and(|name| {
            let tokens = &reading.names[name].tokens;
            let between = tokens.end..at;
            let closes = between.clone().any(|i| reading.is_mark(i, ","));
            !closes && (reading.names[name].kind != NameType::Person || !between.is_empty())
        });
        if complement {
            return Verdict::Unnamed(Some(verb.clone()));
        }
        // «…, the president said»: a role nearer than the last name.
        let near = best.map_or(from, |name| reading.names[name].tokens.end);
        if let Some(party) =
            (near.max(at.saturating_sub(3))..at).rev().find_map(|i| self.surname_at(i))
        {
            return told(party);
        }
        let named_close = best.is_some_and(|name| {
            let end = reading.names[name].tokens.end;
            !(end..at).any(|i| reading.is_mark(i, ","))
        });
        if !named_close {
            for first in (near.max(at.saturating_sub(7))..at).rev() {
                let opens = first == from
                    || relative && reading.is_class("article", first)
                    || reading.tokens()[first - 1].kind == TokenKind::Mark
                    || reading.is_class("conjunction", first - 1)
                    || reading.is_class("link", first - 1);
                let phrase = opens.then(|| self.noun_phrase(first, at, verb, last)).flatten();
                if let Some(phrase) = phrase {
                    // An apposition to the name: «X, a professor at Y, says».
                    let apposition = best.is_some_and(|name| {
                        reading.names[name].tokens.end + 1 == first && reading.is_mark(at - 1, ",")
                    });
                    if !apposition && (best.is_none() || matches!(phrase, Verdict::Named(..))) {
                        return phrase;
                    }
                }
            }
        }
        best.map_or(Verdict::Silent, |name| told(Party::named(reading, name)))
    }

    /// Whether a name stands right behind a comma, an article between.
    fn opens_clause(&self, name: usize) -> bool {
        let reading = self.reading;
        let mut at = reading.names[name].tokens.start;
        while at > 0 && reading.is_class("article", at - 1) {
            at -= 1;
        }
        at > 0 && reading.is_mark(at - 1, ",")
    }
}

fn speaks(kind: NameType) -> bool {
    matches!(kind, NameType::Person | NameType::Organization | NameType::Place)
}
