//! Whether two figures of different articles speak of the same thing, and how sure that is.
//!
//! Some differences rule it out: another measure, another period, another place, another fate (jobs
//! created, jobs lost). What then speaks for it is added up: whom it is about, who says it, the
//! measure, the things and numbers named beside it, and whether the two articles tell one story. The
//! number itself counts only where it is the same, so that more is asked of figures that differ.

use super::amount::{Amount, Nearness, Relation, UnitKind, relate};
use super::aspect::Aspects;
use super::likeness_parts::{times_agree, times_exclude};
use super::read::Stated;
use super::span::days_between;
use super::statement::{Figure, Modality};
use super::things::{Nature, Thing};
use crate::lexicon::{ConceptId, Lexicon};
use std::collections::BTreeMap;

/// Articles so many days apart still tell the same news.
pub(super) const SAME_NEWS: i64 = 31;

/// So many days later another value is news and no misreading.
pub(super) const LATER: i64 = 7;

/// From here on two articles tell the same story.
pub(super) const SAME_STORY: f64 = 0.4;

/// What it takes for the same number, for a misread number, for another number.
const ENOUGH_FOR_SAME: f64 = 5.0;
const ENOUGH_FOR_MISREAD: f64 = 6.0;
const ENOUGH_FOR_OTHER: f64 = 5.5;
const ENOUGH_FOR_LATER: f64 = 6.5;

/// How the measures of two figures agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Measure {
    /// They are of one kind (people, money), or one of them is not known.
    Kin,
    /// One holds the other.
    Broader,
    Same,
}

/// How the things that two figures are about agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    Other,
    /// Neither says, or nothing tells.
    Unknown,
    /// The other article names it.
    InArticle,
    /// The other sentence names it.
    InSentence,
    /// Owner and programme, person and employer.
    Kin,
    Same,
}

/// Two figures that speak of the same thing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Likeness {
    pub(super) relation: Relation,
    pub(super) score: f64,
}

/// Whether a number is a count below ten.
fn is_small(amount: &Amount) -> bool {
    amount.kind == UnitKind::None && amount.value < rust_decimal::Decimal::TEN
}

/// Lays figures side by side.
pub(super) struct Comparer<'a> {
    pub(super) stated: &'a Stated,
    pub(super) lexicon: &'a Lexicon,
    pub(super) aspects: Aspects<'a>,
    /// How many figures an article has of a measure in a unit.
    counts: BTreeMap<(usize, ConceptId, String), usize>,
    /// How much all that an article names and counts tells, by article.
    sizes: Vec<f64>,
}

impl<'a> Comparer<'a> {
    pub(super) fn new(stated: &'a Stated, lexicon: &'a Lexicon) -> Self {
        let aspects = Aspects::new(lexicon);
        let mut comparer =
            Self { stated, lexicon, aspects, counts: BTreeMap::new(), sizes: Vec::new() };
        comparer.sizes = (0..stated.articles.len()).map(|article| comparer.size(article)).collect();
        for figure in &stated.figures {
            if let Some(key) = comparer.counted_as(figure) {
                *comparer.counts.entry(key).or_default() += 1;
            }
        }
        comparer
    }

    /// How far two articles tell one story, from 0 to 1: what they name and the numbers they give.
    pub(super) fn story(&self, one: usize, two: usize) -> f64 {
        let size = (self.sizes[one] * self.sizes[two]).sqrt();
        let (one, two) = (&self.stated.articles[one], &self.stated.articles[two]);
        let things = one.named.intersection(&two.named);
        let numbers = one.numbers.iter().filter(|(number, _)| two.numbers.contains_key(*number));
        let shared = things.map(|&thing| self.stated.things.weight(thing)).sum::<f64>()
            + numbers.map(|(_, telling)| telling).sum::<f64>();
        if size > 0.0 { shared / size } else { 0.0 }
    }

    fn size(&self, article: usize) -> f64 {
        let article = &self.stated.articles[article];
        let things = article.named.iter().map(|&thing| self.stated.things.weight(thing));
        things.sum::<f64>() + article.numbers.values().sum::<f64>()
    }

    /// Whether two articles of one story are of one event of it: told within days, unless it is a count
    /// that goes on, and not placed elsewhere by their titles (a count of votes here and there).
    fn is_one_event(&self, one: &Figure, two: &Figure) -> bool {
        let days = self.days(one.article, two.article);
        if days.is_some_and(|days| days >= LATER) && !self.is_running(one) && !self.is_running(two)
        {
            return false;
        }
        let scene = |figure: &Figure| &self.stated.articles[figure.article].scene;
        let (here, there) = (scene(one), scene(two));
        here.is_empty() || there.is_empty() || !here.is_disjoint(there)
    }

    /// Days between two articles, where both are dated.
    pub(super) fn days(&self, one: usize, two: usize) -> Option<i64> {
        let day = |article: usize| self.stated.articles[article].day;
        Some(days_between(day(one)?, day(two)?))
    }

    /// Whether two articles are of the same days, as far as is known.
    pub(super) fn is_same_news(&self, one: usize, two: usize) -> bool {
        self.days(one, two).is_none_or(|days| days <= SAME_NEWS)
    }

    /// Whether two figures can by no means be of the same thing.
    pub(super) fn excludes(&self, one: &Figure, two: &Figure) -> bool {
        self.measure(one, two).is_none()
            || self.aspects.exclude(&one.aspects, &two.aspects)
            || times_exclude(one, two)
            || self.places_exclude(one, two)
    }

    /// Whether two figures speak of the same thing, and how their numbers stand to each other.
    pub(super) fn liken(&self, one: &Figure, two: &Figure) -> Option<Likeness> {
        let (Some(a), Some(b)) = (&one.amount, &two.amount) else { return None };
        let relation = relate(a, b);
        let alike_named = relation == Relation::Currency && self.share_a_name(&a.unit, &b.unit);
        if relation == Relation::None || alike_named || self.excludes(one, two) {
            return None;
        }
        let measure = self.measure(one, two)?;
        let subject = self.subject(one, two);
        let story = self.story(one.article, two.article);
        let near = self.is_same_news(one.article, two.article);
        let claimant = match (one.claimant, two.claimant) {
            (Some(a), Some(b)) if self.stated.things.are_kin(a, b) => 1.5,
            (Some(_), Some(_)) | (None, None) => 0.0,
            (Some(who), None) => self.named_by(who, two),
            (None, Some(who)) => self.named_by(who, one),
        };
        let anchors = self.anchors(one, two);
        let beside = one.beside.intersection(&two.beside).count();
        let mut score = claimant
            + 2.0 * anchors
            + if beside > 0 { 1.5 } else { 0.0 }
            + if near { 3.0 } else { 1.5 } * story
            + match subject {
                Subject::Same => 3.0,
                Subject::Kin => 2.5,
                Subject::InSentence => 2.0,
                Subject::InArticle => 0.5,
                Subject::Unknown => 0.0,
                Subject::Other => -2.0,
            }
            + match measure {
                Measure::Same if self.is_weak(one) || self.is_weak(two) => 1.0,
                Measure::Same => 2.0,
                Measure::Broader => 1.0,
                Measure::Kin => 0.0,
            }
            + times_agree(one, two)
            + if Aspects::share(&one.aspects, &two.aspects) { 1.0 } else { 0.0 }
            // Each article has but one figure of this measure.
            + if measure == Measure::Same && self.is_alone(one) && self.is_alone(two) { 1.0 } else { 0.0 };
        let anchored = subject >= Subject::InSentence
            || claimant >= 1.5
            || anchors >= 0.3
            || (story >= SAME_STORY && near);
        let enough = match relation {
            Relation::Equal => {
                score += a.telling();
                ENOUGH_FOR_SAME
            }
            // A round number tells less, and a bound or an order of magnitude little.
            Relation::Rounded => {
                score += 0.5 * a.telling().min(b.telling());
                // «Hundreds» are there in every disaster: of what must be plain.
                let loose = [a, b].iter().any(|amount| amount.nearness == Nearness::Magnitude);
                let plain = measure == Measure::Same && self.may_differ(one, two, subject, anchors);
                let named = self.concept(one).is_some() && self.concept(two).is_some();
                if (loose && !plain) || (a.value != b.value && !named) {
                    f64::INFINITY
                } else {
                    ENOUGH_FOR_SAME
                }
            }
            Relation::Compatible => {
                score += 0.5 * a.telling().min(b.telling());
                if measure == Measure::Kin { f64::INFINITY } else { ENOUGH_FOR_SAME }
            }
            Relation::Scale | Relation::Currency | Relation::Unit => {
                score += a.telling();
                let sure = match a.digits().0.unsigned_abs() {
                    0..=9 => measure == Measure::Same && subject >= Subject::Kin,
                    _ => measure > Measure::Kin || claimant >= 1.5 || subject >= Subject::Kin,
                };
                if sure && subject != Subject::Other { ENOUGH_FOR_MISREAD } else { f64::INFINITY }
            }
            Relation::Differ(ratio) => {
                let comparable = measure == Measure::Same
                    && self.may_differ(one, two, subject, anchors)
                    && ratio <= self.farthest(one, two)
                    // Two here and three there: everything is counted in such numbers.
                    && (!is_small(a) || !is_small(b) || (subject >= Subject::InSentence && anchors >= 0.5))
                    && one.modality.is_fact() == two.modality.is_fact()
                    && (one.modality == Modality::Targeted) == (two.modality == Modality::Targeted);
                match () {
                    () if !comparable => f64::INFINITY,
                    () if !near && subject >= Subject::Kin && self.may_change(one, two) => {
                        ENOUGH_FOR_LATER
                    }
                    () if near && subject >= Subject::Kin && self.may_change(one, two) => {
                        ENOUGH_FOR_OTHER
                    }
                    () if near && story >= SAME_STORY && self.is_one_event(one, two) => {
                        ENOUGH_FOR_OTHER
                    }
                    () => f64::INFINITY,
                }
            }
            Relation::None => f64::INFINITY,
        };
        (anchored && score >= enough).then_some(Likeness { relation, score })
    }

    /// Whether other numbers may be laid to each other at all: the measure must be a narrow one, or
    /// programme and times must say that it is the same.
    fn may_differ(&self, one: &Figure, two: &Figure, subject: Subject, anchors: f64) -> bool {
        if subject == Subject::Other {
            return false;
        }
        let duration = one.unit_kind() == Some(&UnitKind::Of("duration".to_owned()));
        let vague = self.is_weak(one) || self.is_generic(one) || one.concept.is_none();
        if duration {
            return !vague && subject >= Subject::Kin && !self.is_age(one);
        }
        let same_fate = Aspects::share(&one.aspects, &two.aspects);
        !vague
            || (subject >= Subject::Kin && (same_fate || times_agree(one, two) > 0.0))
            || (same_fate && anchors >= 0.5)
    }

    /// Whether what two figures give long after each other is one thing that changed, and no new event
    /// of its kind: a level, or an aim or a forecast for the same time.
    fn may_change(&self, one: &Figure, two: &Figure) -> bool {
        let level = self.concept(one).is_some_and(|c| self.lexicon.concept(c).flag("level"));
        let coming = !one.modality.is_fact() && one.modality == two.modality;
        // What a named project costs is known better with time.
        let project = one.unit_kind() == Some(&UnitKind::Currency)
            && one.subject.is_some_and(|subject| self.stated.things.is(subject, Nature::Programme));
        level || project || (coming && times_agree(one, two) > 0.0)
    }

    /// Two claimants may be far apart in what they count; what one source says, outlets hardly spread.
    fn farthest(&self, one: &Figure, two: &Figure) -> f64 {
        match (one.claimant, two.claimant) {
            (Some(a), Some(b)) if !self.stated.things.are_kin(a, b) => 20.0,
            _ => 3.0,
        }
    }

    fn counted_as(&self, figure: &Figure) -> Option<(usize, ConceptId, String)> {
        let unit = figure.amount.as_ref()?.unit.clone();
        let concept =
            self.concept(figure).filter(|_| !self.is_weak(figure) && !self.is_generic(figure))?;
        Some((figure.article, concept, unit))
    }

    /// Whether a figure is the only one of its article with a narrow measure.
    fn is_alone(&self, figure: &Figure) -> bool {
        self.counted_as(figure).is_some_and(|key| self.counts.get(&key) == Some(&1))
    }

    fn named_by(&self, who: Thing, other: &Figure) -> f64 {
        if other.evidence.names(who) {
            1.0
        } else if self.stated.articles[other.article].named.contains(&who) {
            0.5
        } else {
            0.0
        }
    }
}
