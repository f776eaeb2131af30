//! The speaker of a quotation: subject of a reporting verb, named beside it, by a pronoun, by a role.

use super::attribution::{self, Party};
use super::oblique::is_oblique;
use super::reading::Reading;
use super::role::RoleFact;
use crate::language::TokenKind;
use crate::lexicon::{ConceptId, Match, Scheme};
use crate::recognize::NameType;
use std::ops::Range;

/// The most words of who speaks within a quotation, verb, role and name together.
const LONGEST_ASIDE: usize = 16;

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
        let cue = self.cues(&soon).into_iter().next();
        let verbs = self.verbs(&soon);
        let cue = cue.filter(|cue| {
            let weak = self.reading.lexicon.concept(cue.concept).flag("weak");
            verbs.first().is_none_or(|verb| !weak && cue.tokens.start <= verb.tokens.start)
                && cue.tokens.start < clause.start + 14
        });
        if let Some(cue) = cue {
            let opens = cue.tokens.start <= clause.start + 1;
            match self.source(&cue, &soon, opens, last) {
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
        let verbs = self.verbs(clause);
        for (index, verb) in verbs.iter().enumerate().rev() {
            // «he said that Damascus would continue»: the verb that opens the clause speaks.
            let weak = |verb: &Match| self.reading.lexicon.concept(verb.concept).flag("weak");
            let governed = weak(verb)
                && verbs[..index].iter().any(|outer| {
                    let between = outer.tokens.end..verb.tokens.start;
                    between.clone().any(|at| self.reading.is_class("complementizer", at))
                });
            if governed {
                continue;
            }
            match self.subject(verb, clause, last) {
                Verdict::Silent => {}
                told => return told,
            }
        }
        for cue in self.cues(clause) {
            match self.source(&cue, clause, false, last) {
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

    /// What a quotation says in its own midst: «Le plan, poursuit-elle, reste notre horizon».
    pub(super) fn inside(&self, inner: &Range<usize>, last: Option<&Party>) -> Verdict {
        let reading = self.reading;
        for comma in inner.clone().filter(|&at| reading.is_mark(at, ",")) {
            let close = (comma + 1..inner.end.min(comma + LONGEST_ASIDE))
                .find(|&at| reading.is_mark(at, ",.?!"))
                .unwrap_or(inner.end);
            let first = comma + 1 + usize::from(reading.is_class("auxiliary", comma + 1));
            let verb = verb_of_pronoun(reading, first)
                .map(|concept| Match { concept, tokens: first..first + 1 })
                .or_else(|| reading.match_at(Scheme::ReportingVerbs, first, close));
            let Some(verb) = verb else { continue };
            let pronoun = (comma + 1..verb.tokens.end)
                .any(|at| pronoun_suffix(reading, &reading.tokens()[at].folded).is_some());
            let told = if pronoun {
                self.subject(&verb, &(comma + 1..close), last)
            } else {
                self.subject_after(&verb, close, last)
            };
            if told != Verdict::Silent {
                return told;
            }
        }
        Verdict::Silent
    }

    /// Whether a clause says by a cue whose words follow: «According to X, «».
    pub(super) fn ends_with_source(&self, clause: &Range<usize>) -> bool {
        let cues = self.cues(clause);
        cues.last().is_some_and(|cue| cue.tokens.start + 14 >= clause.end)
    }

    /// Whether a clause begins with a reporting verb or a cue: «, says X».
    pub(super) fn opens_with_source(&self, clause: &Range<usize>) -> bool {
        let near = clause.start..clause.end.min(clause.start + 5);
        !self.verbs(&near).is_empty() || !self.cues(&near).is_empty()
    }

    /// The attribution cues of a clause; those that are also common prepositions («pour X, «») only
    /// where they open it.
    fn cues(&self, clause: &Range<usize>) -> Vec<Match> {
        let reading = self.reading;
        let small = ["conjunction", "link", "adverb"];
        let opens = |at: usize| {
            (clause.start..at).all(|i| {
                reading.tokens()[i].kind == TokenKind::Mark
                    || small.iter().any(|class| reading.is_class(class, i))
            })
        };
        let mut cues = reading.find(Scheme::AttributionCues, clause.clone());
        cues.retain(|cue| {
            !reading.lexicon.concept(cue.concept).flag("weak") || opens(cue.tokens.start)
        });
        cues
    }

    /// The source that a cue names: «aldus X», «so der Präsident», «selon lui».
    /// `behind`: the cue opens what stands behind a quotation.
    fn source(
        &self,
        cue: &Match,
        within: &Range<usize>,
        behind: bool,
        last: Option<&Party>,
    ) -> Verdict {
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
                // «“, so die Ankläger» right behind a quotation says it all the same.
                Verdict::Unnamed(_) if weak && !behind => return Verdict::Silent,
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
