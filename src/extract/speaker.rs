//! The speaker of a quotation: subject of a reporting verb, named beside it, by a pronoun, by a role.

use super::attribution::{self, Party};
use super::oblique::is_oblique;
use super::reading::Reading;
use super::role::RoleFact;
use crate::language::TokenKind;
use crate::lexicon::{ConceptId, Match, Scheme};
use crate::recognize::NameType;
use std::ops::Range;

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
pub(super) fn pronoun_suffix(reading: &Reading<'_>, folded: &str) -> Option<&'static str> {
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
    pub(super) fn behind(&self, clause: &Range<usize>, last: Option<&Party>) -> Verdict {
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
    pub(super) fn ahead(&self, clause: &Range<usize>, last: Option<&Party>) -> Verdict {
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
    pub(super) fn ends_with_source(&self, clause: &Range<usize>) -> bool {
        let cues = self.reading.find(Scheme::AttributionCues, clause.clone());
        cues.last().is_some_and(|cue| cue.tokens.start + 14 >= clause.end)
    }

    /// Whether a clause begins with a reporting verb or a cue: «, says X».
    pub(super) fn opens_with_source(&self, clause: &Range<usize>) -> bool {
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
    pub(super) fn subject_of_clause(&self, clause: &Range<usize>, last: Option<&Party>) -> Verdict {
        let reading = self.reading;
        let person = reading.names_in(clause).find(|&name| {
            reading.names[name].kind == NameType::Person
                && self.is_outside(reading.names[name].tokens.start)
                && !is_oblique(self.reading, name)
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
        person.map_or(Verdict::Silent, |name| Verdict::Named(Party::named(reading, name), None))
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
}

fn named_or_not(party: Party, verb: Option<Match>) -> Verdict {
    if party.entity.is_some() { Verdict::Named(party, verb) } else { Verdict::Unnamed(verb) }
}
