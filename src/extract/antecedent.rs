//! Who is meant by a pronoun, a surname alone, or a role that the article gave somebody.

use super::attribution::Party;
use super::marks::paragraph_of;
use super::oblique::{is_object, is_oblique};
use super::role::RoleFact;
use super::speaker::Speakers;
use crate::language::{Shape, TokenKind};
use crate::lexicon::{ConceptId, Scheme};
use crate::recognize::NameType;
use std::ops::Range;

/// How many sentences back a pronoun looks.
const LOOK_BACK: usize = 8;

impl Speakers<'_, '_> {
    /// Who held the role that a definite phrase at a token gives: «the president».
    pub(super) fn holder_at(&self, at: usize, end: usize) -> Option<Party> {
        let reading = self.reading;
        let definite = reading.is_class("article", at) && !reading.is_class("indefinite", at);
        let hit = reading.match_at(Scheme::Roles, at + 1, end).filter(|_| definite)?;
        if reading.name_over(hit.tokens.end.min(end)).is_some() {
            return None;
        }
        self.holder(hit.concept, at)
    }

    /// The last person before a token whom the article gave a role.
    pub(super) fn holder(&self, concept: ConceptId, at: usize) -> Option<Party> {
        let same = |role: &&RoleFact| role.tokens.start < at && role.concept == Some(concept);
        let role = self.roles.iter().rev().find(same)?;
        Some(Party::named(self.reading, role.person))
    }

    /// The sex of a pronoun for one person at a token.
    pub(super) fn pronoun_at(&self, token: usize) -> Option<&'static str> {
        ["sex-he", "sex-she"]
            .into_iter()
            .find(|class| self.reading.is_class(class, token) && self.is_outside(token))
    }

    /// The person whose surname stands at a token that no person's name covers.
    pub(super) fn surname_at(&self, token: usize) -> Option<Party> {
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
    pub(super) fn antecedent(&self, at: usize, sex: &str, last: Option<&Party>) -> Option<Party> {
        let reading = self.reading;
        let index = reading.analysis.sentence_of(at);
        let last = last.filter(|party| party.entity.is_some_and(|e| self.entity_fits(e, sex)));
        let quoted_before = self.quoted.partition_point(|inner| inner.end <= at);
        // The quotation in the pronoun's own sentence is not the one before it.
        let here = reading.analysis.sentences.get(index)?.tokens.start;
        let before = self.quoted[..quoted_before]
            .iter()
            .rev()
            .find(|inner| inner.end <= here.max(1) && inner.len() >= 3);
        let last_sentence = before.map(|inner| reading.analysis.sentence_of(inner.end));
        for sentence in (index.saturating_sub(LOOK_BACK)..=index).rev() {
            let tokens = &reading.analysis.sentences[sentence].tokens;
            if let Some(name) = self.subject_of_sentence(tokens, at, sex) {
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
                self.may_be_meant(name, at, sex)
                    && paragraph_of(reading, reading.names[name].tokens.start) + LOOK_BACK
                        >= paragraph
            })?;
            Some(Party::named(reading, name))
        })
    }

    /// Whether a pronoun at a token may mean a name: a person of its sex named before it, outside
    /// quotation marks.
    fn may_be_meant(&self, name: usize, at: usize, sex: &str) -> bool {
        let tokens = &self.reading.names[name].tokens;
        self.reading.names[name].kind == NameType::Person
            && tokens.end <= at
            && self.is_outside(tokens.start)
            && self.sex_fits(name, sex)
    }

    /// The person that a sentence has for a subject: who speaks in it, else the first that is no
    /// object. None where a pronoun stands before: it means somebody named earlier.
    fn subject_of_sentence(&self, tokens: &Range<usize>, at: usize, sex: &str) -> Option<usize> {
        let reading = self.reading;
        let fits = |name: &usize| self.may_be_meant(*name, at, sex) && !is_oblique(reading, *name);
        let speaks = |name: &usize| {
            let end = reading.names[*name].tokens.end;
            let verb = end + usize::from(reading.is_class("auxiliary", end));
            reading.match_at(Scheme::ReportingVerbs, verb, tokens.end).is_some()
        };
        let names = || reading.names_in(tokens).filter(fits);
        if let Some(name) = names().find(speaks) {
            return Some(name);
        }
        // «Sarah met Tom. He …»: the subject is of the other sex.
        let others =
            || reading.names_in(tokens).filter(|&n| reading.names[n].kind == NameType::Person);
        let other = others().next().is_some_and(|name| !self.sex_fits(name, sex));
        let first = names().find(|&name| other || !is_object(reading, name))?;
        let pronoun = (tokens.start..reading.names[first].tokens.start).any(|i| {
            i != at && self.pronoun_at(i).is_some_and(|other| sex.is_empty() || other == sex)
        });
        (!pronoun).then_some(first)
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

    pub(super) fn is_outside(&self, token: usize) -> bool {
        let after = self.quoted.partition_point(|inner| inner.end <= token);
        self.quoted.get(after).is_none_or(|inner| token < inner.start)
    }
}
