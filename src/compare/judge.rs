//! The verdict on two statements that speak of the same thing.

use super::amount::{Relation, relate};
use super::aspect::Aspects;
use super::likeness::{Comparer, LATER, SAME_NEWS};
use super::span::days_between;
use super::statement::{Figure, Modality};
use super::things::{Nature, Thing};
use super::verdict::{Judgement, Kind, Verdict};

impl Comparer<'_> {
    /// How two figures of the same thing stand to each other; `None` where nothing can be said.
    pub(super) fn judge(&self, one: &Figure, two: &Figure) -> Option<Judgement> {
        let (Some(a), Some(b)) = (&one.amount, &two.amount) else {
            return Some(self.same_value(one, two));
        };
        Some(match relate(a, b) {
            Relation::Equal => self.same_value(one, two),
            Relation::Rounded => Judgement::plain(Verdict::Rounded),
            Relation::Compatible => Judgement::plain(Verdict::Compatible),
            Relation::Scale => Judgement::contradicting(Kind::Scale),
            Relation::Currency => Judgement::contradicting(Kind::Currency),
            Relation::Unit => Judgement::contradicting(Kind::Unit),
            Relation::Differ(_) if self.is_later(one, two) => Judgement::plain(Verdict::Superseded),
            Relation::Differ(_) => Judgement::plain(Verdict::Differing),
            Relation::None => return None,
        })
    }

    /// The number is the same: is what is said of it, too?
    fn same_value(&self, one: &Figure, two: &Figure) -> Judgement {
        let near = self.is_same_news(one.article, two.article);
        let deadlines = match (&one.deadline, &two.deadline) {
            (Some(a), Some(b)) => Some(a.nests(b)),
            _ => None,
        };
        if deadlines == Some(false) {
            return self.other_date(one.article, two.article);
        }
        if near && self.contradict_in_claimant(one, two) {
            return Judgement::contradicting(Kind::Claimant);
        }
        if near && self.contradict_in_modality(one, two) {
            return Judgement::contradicting(Kind::Modality);
        }
        Judgement::plain(Verdict::Agreeing)
    }

    /// Another date for the same aim: put off since, or misread.
    pub(super) fn other_date(&self, one: usize, two: usize) -> Judgement {
        match self.days(one, two) {
            Some(days) if days >= LATER => Judgement::plain(Verdict::Superseded),
            _ => Judgement::contradicting(Kind::Deadline),
        }
    }

    /// Whether a later value takes the place of an earlier one: the same source or none, and time
    /// enough between, or a count that rises as more becomes known.
    fn is_later(&self, one: &Figure, two: &Figure) -> bool {
        let others = match (one.claimant, two.claimant) {
            (Some(a), Some(b)) => !self.stated.things.are_kin(a, b),
            _ => false,
        };
        let rising = self.is_running(one) || self.is_running(two);
        self.days(one.article, two.article)
            .is_some_and(|days| !others && (days >= LATER || (days >= 1 && rising)))
    }

    /// Whether a figure is a count that rises as more becomes known.
    pub(super) fn is_running(&self, figure: &Figure) -> bool {
        let mut by = figure.aspects.iter().copied().chain(self.concept(figure));
        by.any(|concept| self.lexicon.concept(concept).flag("runningCount"))
    }

    /// One forecast has one maker. Facts may be told by many, and so are those not taken in here.
    fn contradict_in_claimant(&self, one: &Figure, two: &Figure) -> bool {
        let (Some(a), Some(b)) = (one.claimant, two.claimant) else { return false };
        let things = &self.stated.things;
        let made = |figure: &Figure| figure.modality != Modality::Reported;
        // An outlet hands on what others say, and who is the figure's subject speaks for itself.
        let passes_on = |who: Thing| things.is(who, Nature::Media);
        let is_about = |who: Thing| {
            [one, two].iter().any(|f| f.subject.is_some_and(|subject| things.are_kin(subject, who)))
        };
        let is_named =
            |who: Thing| things.is(who, Nature::Organization) || things.is(who, Nature::Person);
        let telling = one.amount.as_ref().is_some_and(|amount| amount.telling() >= 1.5);
        let language = |figure: &Figure| &self.stated.articles[figure.article].language;
        !things.are_kin(a, b)
            && !self.may_be_one_claimant(a, b, language(one) == language(two))
            && is_named(a)
            && is_named(b)
            && made(one)
            && made(two)
            && telling
            && ![a, b].into_iter().any(|who| passes_on(who) || is_about(who))
            && !one.evidence.names(b)
            && !two.evidence.names(a)
    }

    /// A fact here, a forecast or an aim there, of what is by its measure the same.
    ///
    /// A word or a tense can make a forecast of a fact, so it must be borne out: the fact is told as
    /// done, and either the other is for a time to come and the fact is not, or both say the same of it
    /// by the same source.
    fn contradict_in_modality(&self, one: &Figure, two: &Figure) -> bool {
        let telling = one.amount.as_ref().is_some_and(|amount| amount.telling() >= 1.5);
        let known = self.concept(one).is_some() && self.concept(one) == self.concept(two);
        let coming =
            |figure: &Figure| matches!(figure.modality, Modality::Projected | Modality::Targeted);
        let (fact, aim) = match (one.modality, two.modality) {
            (Modality::Reported, _) if coming(two) => (one, two),
            (_, Modality::Reported) if coming(one) => (two, one),
            _ => return false,
        };
        let same_source = match (one.claimant, two.claimant) {
            (Some(a), Some(b)) => self.stated.things.are_kin(a, b),
            _ => false,
        };
        let borne_out = (self.is_to_come(aim) && !self.is_to_come(fact))
            || (same_source && Aspects::share(&one.aspects, &two.aspects));
        telling && known && fact.done && borne_out
    }

    /// Whether a figure is for a time after its article.
    fn is_to_come(&self, figure: &Figure) -> bool {
        let Some(day) = self.stated.articles[figure.article].day else {
            return figure.deadline.is_some();
        };
        let period = figure
            .days()
            .is_some_and(|(_, last)| last > day && days_between(last, day) > SAME_NEWS);
        period || figure.deadline.as_ref().is_some_and(|deadline| deadline.last > day)
    }
}
