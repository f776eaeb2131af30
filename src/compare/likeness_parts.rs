//! The parts of a likeness: measures, subjects, places, times, what is named beside.

use super::amount::UnitKind;
use super::likeness::{Comparer, Measure, Subject};
use super::span::Span;
use super::statement::{Figure, Modality};
use super::things::{Nature, Thing};
use crate::lexicon::ConceptId;
use std::collections::BTreeSet;

impl Comparer<'_> {
    /// How the measures agree; `None` where they are different ones.
    pub(super) fn measure(&self, one: &Figure, two: &Figure) -> Option<Measure> {
        let same_language = self.stated.articles[one.article].language
            == self.stated.articles[two.article].language;
        let same_words = same_language && !one.measure.is_empty() && one.measure == two.measure;
        match (self.concept(one), self.concept(two)) {
            (Some(a), Some(b)) if a == b => Some(Measure::Same),
            (Some(a), Some(b)) => {
                let (top_a, top_b) = (self.top(a), self.top(b));
                if self.lexicon.is_within(a, b) || self.lexicon.is_within(b, a) {
                    return Some(Measure::Broader);
                }
                if top_a == top_b && (self.generic(a) || self.generic(b)) {
                    return Some(Measure::Broader);
                }
                let share = one.unit_kind() == Some(&UnitKind::Share);
                (top_a == top_b || share).then_some(Measure::Kin)
            }
            _ if same_words => Some(Measure::Same),
            // Two nouns of one language that are not the same name different things.
            (None, None) if same_language && !one.measure.is_empty() && !two.measure.is_empty() => {
                None
            }
            _ => Some(Measure::Kin),
        }
    }

    /// The measure's concept, unless the unit gives it the lie: money is no number of people.
    pub(super) fn concept(&self, figure: &Figure) -> Option<ConceptId> {
        let concept = figure.concept?;
        let top = self.lexicon.concept(self.top(concept)).iri.as_str();
        let money = top.ends_with("/money");
        match figure.unit_kind() {
            Some(UnitKind::Currency) if !money => None,
            Some(UnitKind::None | UnitKind::Of(_)) if money => None,
            _ => Some(concept),
        }
    }

    pub(super) fn is_weak(&self, figure: &Figure) -> bool {
        self.concept(figure).is_some_and(|concept| self.lexicon.concept(concept).flag("weak"))
    }

    pub(super) fn is_generic(&self, figure: &Figure) -> bool {
        self.concept(figure).is_some_and(|concept| self.generic(concept))
    }

    fn generic(&self, concept: ConceptId) -> bool {
        self.lexicon.concept(concept).flag("generic")
    }

    /// Ages change with time, and each person of an article has one.
    pub(super) fn is_age(&self, figure: &Figure) -> bool {
        self.concept(figure).is_some_and(|c| self.lexicon.concept(c).iri.ends_with("/age"))
    }

    fn top(&self, concept: ConceptId) -> ConceptId {
        let mut at = concept;
        // A bound keeps a circle in a user's file from hanging us.
        for _ in 0..16 {
            let Some(broader) = self.lexicon.concept(at).broader else { break };
            at = broader;
        }
        at
    }

    /// How the things that they are about agree.
    pub(super) fn subject(&self, one: &Figure, two: &Figure) -> Subject {
        let things = &self.stated.things;
        let named = |what: Thing, other: &Figure| {
            if other.evidence.names(what) {
                Subject::InSentence
            } else if self.stated.articles[other.article].named.contains(&what) {
                Subject::InArticle
            } else {
                Subject::Unknown
            }
        };
        match (one.subject, two.subject) {
            (Some(a), Some(b)) if a == b => Subject::Same,
            (Some(a), Some(b)) if things.are_kin(a, b) => Subject::Kin,
            // Each sentence names what the other is about: which of the two it is, is anybody's guess.
            (Some(a), Some(b)) if two.evidence.names(a) && one.evidence.names(b) => {
                Subject::InSentence
            }
            // Of two languages with no catalogue between them nobody knows: «German government» may be
            // «Duitse overheid».
            (Some(a), Some(b)) if self.may_be_translated(one, a, two, b) => Subject::Unknown,
            (Some(a), Some(b)) if self.may_be_spelt_so(a, b) => Subject::Unknown,
            (Some(_), Some(_)) => Subject::Other,
            (Some(a), None) => named(a, two),
            (None, Some(b)) => named(b, one),
            (None, None) => Subject::Unknown,
        }
    }

    fn may_be_spelt_so(&self, a: Thing, b: Thing) -> bool {
        let person = |thing: Thing| self.stated.things.is(thing, Nature::Person);
        person(a) && person(b) && self.may_be_one_person(a, b)
    }

    fn may_be_translated(&self, one: &Figure, a: Thing, two: &Figure, b: Thing) -> bool {
        let things = &self.stated.things;
        let language = |figure: &Figure| &self.stated.articles[figure.article].language;
        language(one) != language(two)
            && (!things.is_linked(a) || !things.is_linked(b))
            && !things.is(a, Nature::Person)
            && !things.is(b, Nature::Person)
            && things.is(a, Nature::Place) == things.is(b, Nature::Place)
    }

    /// Whether the sentences place them elsewhere: Belgium here, Flanders there.
    pub(super) fn places_exclude(&self, one: &Figure, two: &Figure) -> bool {
        let things = &self.stated.things;
        let is_place = |thing: Thing| {
            things.is(thing, Nature::Place)
                && !things.is(thing, Nature::Organization)
                && !things.is(thing, Nature::Programme)
        };
        if let (Some(a), Some(b)) = (one.subject, two.subject)
            && a != b
            && is_place(a)
            && is_place(b)
            && !self.may_be_translated(one, a, two, b)
        {
            return true;
        }
        let places = |figure: &Figure| -> BTreeSet<Thing> {
            figure.evidence.named.iter().copied().filter(|&thing| is_place(thing)).collect()
        };
        let (here, there) = (places(one), places(two));
        if here.is_empty() || there.is_empty() || !here.is_disjoint(&there) {
            return false;
        }
        // The other article may name it in another sentence, and mean the same.
        let names = |article: usize, all: &BTreeSet<Thing>| {
            all.iter().any(|place| self.stated.articles[article].named.contains(place))
        };
        let known_there = names(two.article, &here) || names(one.article, &there);
        let same_subject = one.subject.is_some() && one.subject == two.subject;
        // «zone Princesse Élisabeth» may be «Prinses Elisabethzone»: no catalogue says so.
        let language = |figure: &Figure| &self.stated.articles[figure.article].language;
        let unlinked = |all: &BTreeSet<Thing>| all.iter().any(|&place| !things.is_linked(place));
        let untold = language(one) != language(two) && (unlinked(&here) || unlinked(&there));
        known_there || !(same_subject || untold)
    }

    /// How much the sentences have in common of what they name, from 0 to 1, by how rare it is.
    pub(super) fn anchors(&self, one: &Figure, two: &Figure) -> f64 {
        let things = &self.stated.things;
        let (a, b) = (&one.evidence.named, &two.evidence.named);
        let sum =
            |set: &BTreeSet<Thing>| set.iter().map(|&thing| things.weight(thing)).sum::<f64>();
        let size = (sum(a) * sum(b)).sqrt();
        let shared = a.intersection(b).map(|&thing| things.weight(thing)).sum::<f64>();
        if size > 0.0 { shared / size } else { 0.0 }
    }
}

/// Whether two figures are for different times: that for 2025 and that for 2030.
pub(super) fn times_exclude(one: &Figure, two: &Figure) -> bool {
    let meet = |a: (jiff::civil::Date, jiff::civil::Date),
                b: (jiff::civil::Date, jiff::civil::Date)| {
        a.0 <= b.1 && b.0 <= a.1
    };
    let by = |span: &Span| (span.first, span.last);
    if let (Some(a), Some(b)) = (one.days(), two.days())
        && !meet(a, b)
    {
        return true;
    }
    if let (Some(a), Some(b)) = (&one.baseline, &two.baseline)
        && !a.meets(b)
    {
        return true;
    }
    match (&one.deadline, &two.deadline) {
        (Some(a), Some(b)) if !a.meets(b) => {
            // The same aim may be given another date; another number by another date is another aim.
            let aims = one.modality == Modality::Targeted && two.modality == Modality::Targeted;
            let number =
                |figure: &Figure| figure.amount.as_ref().map(|a| (a.value, a.unit.clone()));
            !(aims && number(one) == number(two))
        }
        (Some(deadline), None) => two.days().is_some_and(|days| !meet(days, by(deadline))),
        (None, Some(deadline)) => one.days().is_some_and(|days| !meet(days, by(deadline))),
        _ => false,
    }
}

/// What it tells that the times are the same.
pub(super) fn times_agree(one: &Figure, two: &Figure) -> f64 {
    let period = match (&one.period, &two.period) {
        (Some(a), Some(b)) if a.0.nests(&b.0) && a.1.nests(&b.1) => 1.0,
        _ => 0.0,
    };
    let deadline = match (&one.deadline, &two.deadline) {
        (Some(a), Some(b)) if a.nests(b) => 1.0,
        _ => 0.0,
    };
    period + deadline
}
