//! The speaker of a quotation: subject of a reporting verb, named beside it, by a pronoun, by a role.

use super::attribution::{self, Party};
use super::marks::paragraph_of;
use super::reading::Reading;
use super::role::RoleFact;
use crate::language::{Shape, TokenKind};
use crate::lexicon::{ConceptId, Match, Scheme};
use crate::recognize::NameType;
use std::ops::Range;

/// How far behind a verb its subject may stand, titles and roles between.
const AFTER_VERB: usize = 14;
/// How far before a verb its subject may stand, an apposition between.
const BEFORE_VERB: usize = 40;
/// How many sentences back a pronoun looks.
const LOOK_BACK: usize = 8;

/// What a stretch of text says about who speaks.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verdict {
    /// Somebody with a name.
    Named(Party, Option<Match>),
    /// Somebody without one: nobody else may be guessed.
    Unnamed(Option<Match>),
    /// It says nothing.
    Silent,
}

/// Everything that telling speakers needs.
pub(super) struct Speakers<'r, 'a> {
    pub reading: &'r Reading<'a>,
    /// All stretches in quotation marks.
    pub quoted: &'r [Range<usize>],
    pub roles: &'r [RoleFact],
}

/// The verb in «explique-t-il», where a token is one.
pub(super) fn verb_of_pronoun(reading: &Reading<'_>, token: usize) -> Option<ConceptId> {
    let folded = &reading.tokens().get(token)?.folded;
    pronoun_suffix(reading, folded)?;
    let verb = folded.split_once('-')?.0;
    reading.phrases(Scheme::ReportingVerbs).word(verb)
}

/// The class of the pronoun that a word of verb and pronoun ends with («a-t-il»).
fn pronoun_suffix(reading: &Reading<'_>, folded: &str) -> Option<&'static str> {
    let (_, pronoun) = folded.rsplit_once('-')?;
    ["sex-he", "sex-she"].into_iter().find(|class| {
        reading
            .phrases(Scheme::LanguageFacts)
            .concepts_of(pronoun)
            .any(|id| reading.lexicon.property(id, "wordClass") == *class)
    })
}

impl Speakers<'_, '_> {
    /// What a clause behind a quotation says: «…, a déclaré X», «…, X said», «…, aldus X».
    pub fn behind(&self, clause: &Range<usize>, last: Option<&Party>) -> Verdict {
        let soon = clause.start..clause.end.min(clause.start + 30);
        let cue = self.reading.find(Scheme::AttributionCues, soon.clone()).into_iter().next();
        let verbs = self.verbs(&soon);
        let cue = cue.filter(|cue| {
            verbs.first().is_none_or(|verb| cue.tokens.start <= verb.tokens.start)
                && cue.tokens.start < clause.start + 14
        });
        if let Some(cue) = cue {
            match self.source(&cue, &soon, last) {
                Verdict::Silent => {}
                told => return told,
            }
        }
        for verb in verbs {
            match self.subject(&verb, clause, last) {
                Verdict::Silent => {}
                told => return told,
            }
        }
        Verdict::Silent
    }

    /// What a clause before a quotation says: «X a déclaré : «», «Pour X, «», «X: «».
    pub fn ahead(&self, clause: &Range<usize>, last: Option<&Party>) -> Verdict {
        for verb in self.verbs(clause).into_iter().rev() {
            match self.subject(&verb, clause, last) {
                Verdict::Silent => {}
                told => return told,
            }
        }
        for cue in self.reading.find(Scheme::AttributionCues, clause.clone()) {
            match self.source(&cue, clause, last) {
                Verdict::Silent => {}
                told => return told,
            }
        }
        // «Bart De Wever: «»: a name and a colon.
        let reading = self.reading;
        if clause.is_empty() || !reading.is_mark(clause.end - 1, ":") {
            return Verdict::Silent;
        }
        self.subject_of_clause(clause, last)
    }

    /// Whether a clause says by a cue whose words follow: «According to X, «».
    pub fn ends_with_source(&self, clause: &Range<usize>) -> bool {
        let cues = self.reading.find(Scheme::AttributionCues, clause.clone());
        cues.last().is_some_and(|cue| cue.tokens.start + 14 >= clause.end)
    }

    /// Whether a clause begins with a reporting verb or a cue: «, says X».
    pub fn opens_with_source(&self, clause: &Range<usize>) -> bool {
        let near = clause.start..clause.end.min(clause.start + 5);
        !self.verbs(&near).is_empty()
            || !self.reading.find(Scheme::AttributionCues, near).is_empty()
    }

    /// The source that a cue names: «aldus X», «so der Präsident», «selon lui».
    fn source(&self, cue: &Match, within: &Range<usize>, last: Option<&Party>) -> Verdict {
        let reading = self.reading;
        let concept = reading.lexicon.concept(cue.concept);
        let weak = concept.flag("weak");
        if concept.property("position") != "after" {
            let told = |party: Option<Party>| {
                party.map_or(Verdict::Unnamed(None), |party| Verdict::Named(party, None))
            };
            let at = cue.tokens.end;
            for (class, sex) in [("sex-him", "sex-he"), ("sex-her", "sex-she")] {
                if at < within.end && reading.is_class(class, at) {
                    return told(self.antecedent(cue.tokens.start, sex, last));
                }
            }
            match self.subject_after(cue, within.end, last) {
                Verdict::Silent => {}
                Verdict::Named(party, _) => return Verdict::Named(party, None),
                Verdict::Unnamed(_) if weak => return Verdict::Silent,
                Verdict::Unnamed(_) => return Verdict::Unnamed(None),
            }
        }
        let here = cue.tokens.start..within.end;
        let here = if concept.property("position") == "after" { within } else { &here };
        attribution::by_cue(reading, here, true)
            .map_or(Verdict::Silent, |found| named_or_not(found.party, found.verb))
    }

    /// Who a clause is about, verb or not: its first person that is a subject, or its pronoun.
    pub fn subject_of_clause(&self, clause: &Range<usize>, last: Option<&Party>) -> Verdict {
        let reading = self.reading;
        let person = reading.names_in(clause).find(|&name| {
            reading.names[name].kind == NameType::Person
                && self.is_outside(reading.names[name].tokens.start)
                && !self.is_oblique(name)
        });
        let pronoun = clause.clone().find(|&at| self.pronoun_at(at).is_some());
        // «…, the president did not …»: a role that the article gave somebody.
        let known = clause.clone().find_map(|at| {
            let opens = at == clause.start || reading.tokens()[at - 1].kind == TokenKind::Mark;
            let party = opens.then(|| self.holder_at(at, clause.end)).flatten()?;
            Some((at, party))
        });
        if let Some((at, party)) = known {
            let first = person.is_none_or(|name| at < reading.names[name].tokens.start)
                && pronoun.is_none_or(|pronoun| at < pronoun);
            if first {
                return Verdict::Named(party, None);
            }
        }
        let first_pronoun = match (person, pronoun) {
            (Some(name), Some(at)) => at < reading.names[name].tokens.start,
            (None, Some(_)) => true,
            _ => false,
        };
        if let (true, Some(at)) = (first_pronoun, pronoun) {
            let party = self.pronoun_at(at).and_then(|sex| self.antecedent(at, sex, last));
            return party.map_or(Verdict::Silent, |party| Verdict::Named(party, None));
        }
        person.map_or(Verdict::Silent, |name| {
            Verdict::Named(Party::named(reading, name), None)
        })
    }

    /// The reporting verbs of a clause outside quotations, those with a pronoun in them too.
    fn verbs(&self, clause: &Range<usize>) -> Vec<Match> {
        let reading = self.reading;
        let mut found: Vec<Match> = reading
            .find(Scheme::ReportingVerbs, clause.clone())
            .into_iter()
            .filter(|hit| {
                reading.name_over(hit.tokens.start).is_none() && self.is_outside(hit.tokens.start)
            })
            .collect();
        for at in clause.clone() {
            if let Some(concept) = verb_of_pronoun(reading, at) {
                found.push(Match { concept, tokens: at..at + 1 });
            }
        }
        found.sort_by_key(|hit| hit.tokens.start);
        found
    }

    /// The subject of a reporting verb in its clause.
    fn subject(&self, verb: &Match, clause: &Range<usize>, last: Option<&Party>) -> Verdict {
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
        let after = || {
            if hears { Verdict::Silent } else { self.subject_after(verb, clause.end, last) }
        };
        let before = || self.subject_before(verb, clause.start, last);
        let (first, second): (Verdict, &dyn Fn() -> Verdict) =
            if opens_clause { (after(), &before) } else { (before(), &after) };
        if first == Verdict::Silent { second() } else { first }
    }

    /// «a déclaré le Premier ministre Bart De Wever», «said he», «said the president».
    fn subject_after(&self, verb: &Match, end: usize, last: Option<&Party>) -> Verdict {
        let reading = self.reading;
        let at = verb.tokens.end;
        let stop = end.min(at + AFTER_VERB);
        let mut token = at;
        let mut noun: Option<Verdict> = None;
        while token < stop {
            if let Some(name) = reading.name_over(token) {
                let after = reading.names[name].tokens.end;
                if self.is_oblique(name) {
                    token = after;
                    continue;
                }
                // «said Microsoft boss Satya Nadella»: a person behind an organisation speaks.
                let person = reading.names.get(name + 1).filter(|next| {
                    next.kind == NameType::Person
                        && next.tokens.end <= stop
                        && !(after..next.tokens.start).any(|i| reading.is_mark(i, ",;:()"))
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
            if token < at + 4 {
                if let Some(sex) = self.pronoun_at(token) {
                    return self.antecedent(token, sex, last).map_or(
                        Verdict::Unnamed(Some(verb.clone())),
                        |party| Verdict::Named(party, Some(verb.clone())),
                    );
                }
            }
            if let Some(party) = self.surname_at(token) {
                return Verdict::Named(party, Some(verb.clone()));
            }
            let is_mark = reading.tokens()[token].kind == TokenKind::Mark;
            if is_mark && noun.is_some() && reading.is_mark(token, ",") {
                // «said the prime minister, X»: the name stands behind a comma.
                let next = reading.name_over(token + 1).filter(|&n| {
                    reading.names[n].kind == NameType::Person
                        && reading.names[n].tokens.start == token + 1
                });
                if let Some(name) = next.filter(|_| token + 1 < end) {
                    return Verdict::Named(Party::named(reading, name), Some(verb.clone()));
                }
            }
            let complement = reading.is_class("complementizer", token);
            let preposition = token == at
                && !reading.is_class("article", token)
                && (reading.is_class("partitive", token) || reading.is_class("preposition", token));
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
        let mut best: Option<usize> = None;
        for name in reading.names_in(&(from..start)).rev() {
            let kind = reading.names[name].kind;
            let end = reading.names[name].tokens.end;
            let crossed = (end..start).any(|i| {
                reading.is_mark(i, ":;") || reading.is_class("complementizer", i)
                    || !self.is_outside(i)
            });
            if crossed {
                break;
            }
            if !speaks(kind) || self.is_oblique(name) || !self.is_outside(end - 1) {
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
        // «…, the president said»: a role nearer than the last name.
        let near = best.map_or(from, |name| reading.names[name].tokens.end);
        if let Some(party) = (near.max(at.saturating_sub(3))..at).rev().find_map(|i| {
            self.surname_at(i)
        }) {
            return told(party);
        }
        let named_close = best.is_some_and(|name| {
            let end = reading.names[name].tokens.end;
            !(end..at).any(|i| reading.is_mark(i, ","))
        });
        if !named_close {
            for first in (near.max(at.saturating_sub(7))..at).rev() {
                let opens = first == from || relative && reading.is_class("article", first)
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

    /// Who held the role that a definite phrase at a token gives: «the president».
    fn holder_at(&self, at: usize, end: usize) -> Option<Party> {
        let reading = self.reading;
        let definite = reading.is_class("article", at) && !reading.is_class("indefinite", at);
        let hit = reading.match_at(Scheme::Roles, at + 1, end).filter(|_| definite)?;
        if reading.name_over(hit.tokens.end.min(end)).is_some() {
            return None;
        }
        self.holder(hit.concept, at)
    }

    /// The last person before a token whom the article gave a role.
    fn holder(&self, concept: ConceptId, at: usize) -> Option<Party> {
        let same = |role: &&RoleFact| role.tokens.start < at && role.concept == Some(concept);
        let role = self.roles.iter().rev().find(same)?;
        Some(Party::named(self.reading, role.person))
    }

    /// «the president», «l'entreprise», «a spokesman»: who a noun phrase without a name means.
    fn noun_phrase(
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
                let party =
                    self.holder(hit.concept, at).or_else(|| self.antecedent(at, "", last));
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
                let body =
                    bodies().find(|&name| !self.is_oblique(name)).or_else(|| bodies().next());
                return body.map(|name| told(Party::named(reading, name))).or(unnamed);
            }
            // «the 31-year-old», «der 23-Jährige».
            if reading.tokens()[i].kind == TokenKind::Number {
                return self.antecedent(at, "", last).map(told).or(unnamed);
            }
        }
        None
    }

    /// The sex of a pronoun for one person at a token.
    fn pronoun_at(&self, token: usize) -> Option<&'static str> {
        ["sex-he", "sex-she"]
            .into_iter()
            .find(|class| self.reading.is_class(class, token) && self.is_outside(token))
    }

    /// The person whose surname stands at a token that no person's name covers.
    fn surname_at(&self, token: usize) -> Option<Party> {
        let reading = self.reading;
        let here = reading.tokens().get(token)?;
        let plain = here.kind == TokenKind::Word && here.shape != Shape::Lower;
        let covered =
            reading.name_over(token).is_some_and(|n| reading.names[n].kind == NameType::Person);
        if !plain || covered {
            return None;
        }
        reading.names[..reading.names.partition_point(|n| n.tokens.end <= token)]
            .iter()
            .position(|name| {
                let surname = &reading.tokens()[name.tokens.end - 1].folded;
                name.kind == NameType::Person
                    && name.tokens.len() > 1
                    && (*surname == here.folded
                        || surname.rsplit('-').next() == Some(here.folded.as_str()))
            })
            .map(|name| Party::named(reading, name))
    }

    /// Who a pronoun means: the last speaker while nobody else is the subject of a sentence
    /// between, else the subject of the nearest sentence that has a person for one.
    pub fn antecedent(&self, at: usize, sex: &str, last: Option<&Party>) -> Option<Party> {
        let reading = self.reading;
        let index = reading.analysis.sentence_of(at);
        let fits = |name: usize| {
            let name_at = reading.names[name].tokens.start;
            reading.names[name].kind == NameType::Person
                && reading.names[name].tokens.end <= at
                && self.is_outside(name_at)
                && self.sex_fits(name, sex)
        };
        let last = last.filter(|party| party.entity.is_some_and(|e| self.entity_fits(e, sex)));
        let quoted_before = self.quoted.partition_point(|inner| inner.end <= at);
        // The quotation in the pronoun's own sentence is not the one before it.
        let here = reading.analysis.sentences.get(index)?.tokens.start;
        let before = self.quoted[..quoted_before].iter().rev().find(|inner| {
            inner.end <= here.max(1) && inner.len() >= 3
        });
        let last_sentence = before.map(|inner| reading.analysis.sentence_of(inner.end));
        for sentence in (index.saturating_sub(LOOK_BACK)..=index).rev() {
            let tokens = &reading.analysis.sentences[sentence].tokens;
            let subject = reading.names_in(tokens).find(|&n| fits(n) && !self.is_oblique(n));
            if let Some(name) = subject {
                return Some(Party::named(reading, name));
            }
            if last.is_some() && last_sentence == Some(sentence) {
                return last.cloned();
            }
        }
        let before = reading.names.partition_point(|name| name.tokens.end <= at);
        let paragraph = paragraph_of(reading, at);
        last.cloned().or_else(|| {
            let name = (0..before).rev().find(|&name| {
                fits(name)
                    && paragraph_of(reading, reading.names[name].tokens.start) + LOOK_BACK
                        >= paragraph
            })?;
            Some(Party::named(reading, name))
        })
    }

    /// Whether a person's titles leave room for a pronoun.
    fn sex_fits(&self, name: usize, sex: &str) -> bool {
        self.entity_fits(self.reading.entities.of_name[name], sex)
    }

    fn entity_fits(&self, entity: usize, sex: &str) -> bool {
        let reading = self.reading;
        let wanted = match sex {
            "sex-he" => "male",
            "sex-she" => "female",
            _ => return true,
        };
        let mentions = &reading.entities.all[entity].mentions;
        let told = mentions.iter().find_map(|&name| self.sex_by_title(name));
        let told = told.or_else(|| mentions.iter().find_map(|&name| self.sex_by_name(name)));
        told.is_none_or(|gender| gender == wanted)
    }

    fn sex_by_title(&self, name: usize) -> Option<&str> {
        let reading = self.reading;
        let start = reading.names.get(name)?.tokens.start;
        let hit = reading.phrases(Scheme::Titles).match_before(
            reading.analysis.text,
            reading.tokens(),
            start,
            start.saturating_sub(3),
        )?;
        Some(reading.lexicon.property(hit.concept, "gender")).filter(|sex| !sex.is_empty())
    }

    /// The sex that the first of several words of a name tells.
    fn sex_by_name(&self, name: usize) -> Option<&'static str> {
        let tokens = &self.reading.names.get(name)?.tokens;
        if tokens.len() < 2 {
            return None;
        }
        [("given-male", "male"), ("given-female", "female")]
            .into_iter()
            .find(|(class, _)| self.reading.is_class(class, tokens.start))
            .map(|(_, sex)| sex)
    }

    fn is_outside(&self, token: usize) -> bool {
        let after = self.quoted.partition_point(|inner| inner.end <= token);
        self.quoted.get(after).is_none_or(|inner| token < inner.start)
    }

    /// Whether a name stands behind a preposition, or is enumerated with one that does.
    fn is_oblique(&self, name: usize) -> bool {
        let reading = self.reading;
        let mut at = reading.names[name].tokens.start;
        let from = reading.sentence_tokens(at).start;
        for _ in 0..12 {
            let Some(before) = at.checked_sub(1).filter(|&i| i >= from) else { return false };
            let article = reading.is_class("article", before);
            let contraction = reading.is_class("contraction", before);
            let preposition =
                reading.is_class("preposition", before) || reading.is_class("partitive", before);
            if contraction || preposition && !article {
                return true;
            }
            let in_link = reading.is_class("link", before);
            if in_link {
                return before
                    .checked_sub(1)
                    .and_then(|i| reading.name_over(i))
                    .is_some_and(|earlier| earlier != name && self.is_oblique(earlier));
            }
            let phrase = [Scheme::Titles, Scheme::Roles, Scheme::Nationalities, Scheme::RoleModifiers]
                .into_iter()
                .find_map(|scheme| {
                    reading.phrases(scheme).match_before(
                        reading.analysis.text,
                        reading.tokens(),
                        at,
                        from,
                    )
                });
            match phrase {
                Some(hit) => at = hit.tokens.start,
                None if article || reading.is_class("determiner", before) => at = before,
                None => return false,
            }
        }
        false
    }
}

fn speaks(kind: NameType) -> bool {
    matches!(kind, NameType::Person | NameType::Organization | NameType::Place)
}

fn named_or_not(party: Party, verb: Option<Match>) -> Verdict {
    if party.entity.is_some() { Verdict::Named(party, verb) } else { Verdict::Unnamed(verb) }
}
