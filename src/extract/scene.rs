//! What one sentence says to all its figures: times, cues of modality, source and subject.

use super::attribution::{self, Party};
use super::figure::{FigureFact, Owners};
use super::modality::Modality;
use super::reading::{Reading, is_agent};
use super::time::{Time, TimeRole};
use crate::language::Sentence;
use crate::lexicon::Scheme;
use crate::recognize::NameType;
use std::ops::Range;

/// How near behind a reporting verb its object stands.
const NEAR: usize = 3;

/// What one sentence gives to all its figures.
pub(super) struct Scene<'r> {
    pub(super) reading: &'r Reading<'r>,
    pub(super) index: usize,
    pub(super) sentence: &'r Sentence,
    pub(super) times: Vec<&'r Time>,
    pub(super) cues: Vec<(Range<usize>, Modality, bool)>,
    pub(super) cited: Option<Party>,
    pub(super) reported: Option<attribution::Attribution>,
    /// The source of the sentence before, where this one speaks on of the same thing.
    pub(super) inherited: Option<Party>,
    /// The insides of all quotation marks of the article.
    pub(super) quoted: &'r [Range<usize>],
}

impl<'r> Scene<'r> {
    pub(super) fn new(
        reading: &'r Reading<'r>,
        index: usize,
        sentence: &'r Sentence,
        times: &'r [Time],
        cited: Option<Party>,
        carried: Option<&(usize, Party)>,
        quoted: &'r [Range<usize>],
    ) -> Self {
        let within = sentence.tokens.clone();
        let times: Vec<&Time> = times
            .iter()
            .filter(|t| t.tokens.start >= within.start && t.tokens.end <= within.end)
            .collect();
        let cue = |hit: crate::lexicon::Match| {
            let modality = Modality::from_notation(reading.lexicon.notation(hit.concept))?;
            let weak = reading.lexicon.concept(hit.concept).flag("weak");
            let named = reading.name_over(hit.tokens.start).is_some();
            (!named).then_some((hit.tokens, modality, weak))
        };
        let mut cues: Vec<_> = reading
            .find(Scheme::ModalityCues, within.clone())
            .into_iter()
            .filter_map(cue)
            .collect();
        // Verbs that predict or estimate say how sure the figure is, too.
        for hit in reading.find(Scheme::ReportingVerbs, within.clone()) {
            if let Some(modality) =
                Modality::from_notation(attribution::modality_of(reading, hit.concept))
            {
                cues.push((hit.tokens, modality, false));
            }
        }
        let anaphoric = reading.class_at("anaphor", within.start, within.end).is_some()
            || times.iter().any(|t| t.role == TimeRole::SamePeriod);
        let same_paragraph =
            |other: usize| reading.analysis.sentences[other].paragraph == sentence.paragraph;
        let inherited = carried
            .filter(|(from, _)| anaphoric && *from + 1 == index && same_paragraph(*from))
            .map(|(_, party)| party.clone());
        let reported = attribution::by_verb(reading, &within);
        Self { reading, index, sentence, times, cues, cited, reported, inherited, quoted }
    }

    /// The nearest time of a role; `reach` in tokens.
    pub(super) fn nearest(
        &self,
        role: TimeRole,
        tokens: &Range<usize>,
        reach: usize,
    ) -> Option<&'r Time> {
        let distance = |time: &Time| {
            if time.tokens.start >= tokens.end {
                time.tokens.start - tokens.end
            } else {
                // What stands before counts double: times follow their figures more often.
                2 * tokens.start.saturating_sub(time.tokens.end)
            }
        };
        let near = self.times.iter().filter(|t| t.role == role && distance(t) <= 2 * reach);
        near.min_by_key(|time| distance(time)).copied()
    }

    /// The name that the figure is about: the first before it that stands behind no preposition.
    pub(super) fn subject(&self, tokens: &Range<usize>, age_of: Option<usize>) -> Option<Party> {
        if let Some(name) = age_of {
            return Some(Party::named(self.reading, name));
        }
        let before = self.sentence.tokens.start..tokens.start;
        let mut names = self.reading.names_in(&before);
        let name = names.find(|&name| !super::oblique::is_oblique(self.reading, name))?;
        Some(Party::named(self.reading, name))
    }

    /// Whether a reporting verb speaks of the figure: it stands in what the verb opens («said that»,
    /// «:»), in quotation marks, before an inverted verb, or is the verb's near object.
    pub(super) fn speaks_of(&self, verb: &Range<usize>, tokens: &Range<usize>) -> bool {
        let reading = self.reading;
        if tokens.end <= verb.start {
            // «..., said the agency»
            return (verb.start.saturating_sub(4)..verb.start)
                .any(|i| reading.is_mark(i, ",»”\"'’"));
        }
        let end = self.sentence.tokens.end;
        let opens = (verb.end..end.min(verb.end + 8))
            .find(|&i| reading.is_class("complementizer", i) || reading.is_mark(i, ":«“„\""));
        opens.is_some_and(|i| i < tokens.start) || tokens.start - verb.end.min(tokens.start) <= NEAR
    }

    /// Whether the sentence itself names a party.
    pub(super) fn names(&self, party: &Party) -> bool {
        let reading = self.reading;
        party.entity.is_none_or(|entity| {
            reading
                .names_in(&self.sentence.tokens)
                .any(|name| reading.entities.of_name[name] == entity)
        })
    }

    pub(super) fn source(
        &self,
        tokens: &Range<usize>,
        modality: Modality,
        subject: Option<&Party>,
        owners: &Owners,
    ) -> Option<Party> {
        if let Some(cited) = &self.cited {
            return Some(cited.clone());
        }
        if let Some(reported) = &self.reported
            && self.names(&reported.party)
            && self.speaks_of(&reported.cue, tokens)
        {
            return Some(reported.party.clone());
        }
        if self.inherited.is_some() && modality != Modality::Reported {
            return self.inherited.clone();
        }
        if modality != Modality::Target {
            return None;
        }
        // A target is set by whom the sentence is about, or by the owner of the plan it is about.
        let entity = subject?.entity?;
        if is_agent(self.reading.entities.all[entity].kind) {
            return subject.cloned();
        }
        if self.reading.entities.all[entity].kind != NameType::Programme {
            return None;
        }
        let owner = *owners.get(&entity)?;
        let name = self.reading.entities.all[owner].name.clone();
        Some(Party { name, entity: Some(owner) })
    }

    pub(super) fn period(
        &self,
        tokens: &Range<usize>,
        previous: Option<&FigureFact>,
    ) -> Option<(String, String)> {
        if self.times.iter().any(|t| t.role == TimeRole::SamePeriod) {
            let previous = previous?;
            let near = self.reading.analysis.sentence_of(previous.tokens.start) + 1 >= self.index;
            return if near { previous.period.clone() } else { None };
        }
        if let Some(time) = self.nearest(TimeRole::Period, tokens, 25) {
            return (!time.start.is_empty()).then(|| (time.start.clone(), time.end.clone()));
        }
        let since = self.nearest(TimeRole::Start, tokens, 20)?;
        (!since.start.is_empty()).then(|| (since.start.clone(), String::new()))
    }
}
