//! Figures: each quantity of an article with its measure, modality, source, subject, period, baseline
//! and deadline.

use super::attribution::{self, Party};
use super::described;
use super::measure::{self, Measure};
use super::modality::Modality;
use super::number::NumberForm;
use super::quantity::{Quantity, UnitKind};
use super::reading::Reading;
use super::scene::Scene;
use super::time::{Time, TimeRole};
use super::worth::{confidence, is_part_of_group, is_part_of_more, is_worth_telling};
use crate::lexicon::Scheme;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;

/// A figure with all that the text says of it, or a target without a number.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureFact {
    /// The tokens of the figure's words.
    pub tokens: Range<usize>,
    pub quantity: Option<Quantity>,
    pub measure: Option<Measure>,
    pub modality: Modality,
    pub source: Option<Party>,
    pub subject: Option<Party>,
    /// First and last year, month or day that the figure holds for.
    pub period: Option<(String, String)>,
    pub baseline: String,
    pub deadline: String,
    /// 0 to 100.
    pub confidence: u8,
}

/// Owners of programmes and products, by entity.
pub(super) type Owners = BTreeMap<usize, usize>;

/// Reads every quantity of an article.
pub(super) fn figures(
    reading: &Reading<'_>,
    quantities: &[Quantity],
    times: &[Time],
    owners: &Owners,
) -> Vec<FigureFact> {
    let mut facts: Vec<FigureFact> = Vec::new();
    let quoted = super::marks::quoted(reading);
    let mut next = 0;
    let mut carried: Option<(usize, Party)> = None;
    for (index, sentence) in reading.analysis.sentences.iter().enumerate() {
        let first = next;
        while quantities.get(next).is_some_and(|q| q.tokens.start < sentence.tokens.end) {
            next += 1;
        }
        let cited = attribution::by_cue(reading, &sentence.tokens, false);
        if first < next {
            let scene = Scene::new(
                reading,
                index,
                sentence,
                times,
                cited.as_ref().map(|c| c.party.clone()),
                carried.as_ref(),
                &quoted,
            );
            for quantity in &quantities[first..next] {
                let bound = quantities.get(next).map_or(sentence.tokens.end, |q| q.tokens.start);
                let others = &quantities[first..next];
                if let Some(fact) = scene.read(quantity, others, bound, facts.last(), owners) {
                    facts.push(fact);
                }
            }
        }
        if let Some(cited) = cited {
            carried = Some((index, cited.party));
        }
    }
    facts
}

impl Scene<'_> {
    fn read(
        &self,
        quantity: &Quantity,
        others: &[Quantity],
        bound: usize,
        previous: Option<&FigureFact>,
        owners: &Owners,
    ) -> Option<FigureFact> {
        let end = self.sentence.tokens.end.min(bound.max(quantity.tokens.end));
        let next = others
            .iter()
            .find(|q| q.tokens.start >= quantity.tokens.end)
            .map_or(end, |q| q.tokens.start);
        let mut quantity = quantity.clone();
        let age_of = self.age(&mut quantity, previous);
        let measure = self.measure(&quantity, next, others);
        let spoken = self.is_figure_of_speech(&quantity, measure.as_ref());
        if spoken
            || self.is_only_period(&quantity, others)
            || !is_worth_telling(self.reading, &quantity, measure.as_ref(), age_of)
        {
            return None;
        }
        let mut tokens = quantity.tokens.clone();
        let measure = measure.filter(|_| quantity.kind != UnitKind::Age);
        if let Some(measure) = measure.as_ref().filter(|_| quantity.kind == UnitKind::Count)
            && measure.tokens.start <= tokens.end + 1
            && measure.tokens.end > tokens.end
        {
            tokens.end = measure.tokens.end;
        }
        let deadline = self
            .nearest(TimeRole::Deadline, &tokens, 25)
            .map(|t| t.end.clone())
            .unwrap_or_default();
        let baseline = self
            .nearest(TimeRole::Baseline, &tokens, 20)
            .map(|t| t.end.clone())
            .unwrap_or_default();
        // Ages and results are as they are, whatever is planned around them.
        let settled = matches!(quantity.kind, UnitKind::Age | UnitKind::Score);
        let modality = if settled { Modality::Reported } else { self.modality(&tokens, &deadline) };
        let subject = self.subject(&tokens, age_of);
        let source = self.source(&tokens, modality, subject.as_ref(), owners);
        let period = self.period(&tokens, previous);
        let confidence = confidence(&quantity, measure.as_ref());
        Some(FigureFact {
            tokens,
            quantity: Some(quantity),
            measure,
            modality,
            source,
            subject,
            period,
            baseline,
            deadline,
            confidence,
        })
    }

    /// «saisir à deux mains»: a small number in words, in quotation marks, that counts nothing which
    /// news counts.
    fn is_figure_of_speech(&self, quantity: &Quantity, measure: Option<&Measure>) -> bool {
        let small = quantity.kind == UnitKind::Count
            && quantity.form == NumberForm::Words
            && quantity.value <= Decimal::TWO;
        let start = quantity.tokens.start;
        small
            && measure.is_none_or(|m| m.concept.is_none())
            && self.quoted.iter().any(|inner| inner.contains(&start))
    }

    /// «générer 59 milliards au cours des quatre prochaines années»: a period to come that another figure
    /// of the sentence is for.
    fn is_only_period(&self, quantity: &Quantity, others: &[Quantity]) -> bool {
        let inside = |time: &&&Time| {
            time.tokens.start <= quantity.tokens.start && quantity.tokens.end <= time.tokens.end
        };
        others.len() > 1
            && self.times.iter().find(inside).is_some_and(|time| {
                let hits = self.reading.find(Scheme::Horizons, time.tokens.clone());
                hits.iter().any(|hit| self.reading.lexicon.notation(hit.concept) == "next")
            })
    }

    fn measure(&self, quantity: &Quantity, next: usize, others: &[Quantity]) -> Option<Measure> {
        if let Some(told) = self.told_before(quantity, others) {
            return self.measure(told, next, others);
        }
        let reading = self.reading;
        let (at, next) = match self.told_again(quantity, others) {
            Some(again) => {
                let at = again.tokens.end + 1;
                let later = others.iter().find(|q| q.tokens.start >= at);
                (at, later.map_or(self.sentence.tokens.end, |q| q.tokens.start))
            }
            None => (quantity.tokens.end, next),
        };
        let from = others
            .iter()
            .rev()
            .find(|q| q.tokens.end <= quantity.tokens.start)
            .map_or(self.sentence.tokens.start, |q| q.tokens.end);
        // «rose 2.7 per cent in July» is of no July.
        let dated = self.times.iter().any(|time| (at..at + 2).contains(&time.tokens.start));
        let of_amount = || measure::of_amount(reading, at, next).filter(|_| !dated);
        match quantity.kind {
            // «a death toll of 832», «d'une magnitude de 7,5»: named before.
            UnitKind::Count if is_part_of_more(reading, quantity) => {
                measure::of_whole(reading, at, self.sentence.tokens.end)
            }
            UnitKind::Count if is_part_of_group(reading, quantity) => {
                measure::of_group(reading, at, next)
            }
            UnitKind::Count => measure::counted(reading, at, next).or_else(|| {
                let digits = quantity.form == NumberForm::Digits;
                digits.then(|| measure::before(reading, from, quantity.tokens.start))?
            }),
            UnitKind::Money | UnitKind::Physical => of_amount()
                .or_else(|| measure::behind(reading, at, next))
                .or_else(|| described::behind(reading, quantity, next))
                .or_else(|| described::before(reading, from, quantity.tokens.start))
                .or_else(|| measure::before(reading, from, quantity.tokens.start)),
            UnitKind::Percent if quantity.form == NumberForm::Fraction => {
                of_amount().or_else(|| measure::counted(reading, at, next))
            }
            UnitKind::Percent => of_amount()
                .or_else(|| measure::behind(reading, at, next))
                .or_else(|| measure::before(reading, from, quantity.tokens.start)),
            UnitKind::Duration => {
                of_amount().or_else(|| described::behind(reading, quantity, next))
            }
            UnitKind::Age | UnitKind::Score => None,
        }
    }

    /// «300 km [(180 miles)]»: the same in another unit, behind.
    fn told_again<'q>(&self, quantity: &Quantity, others: &'q [Quantity]) -> Option<&'q Quantity> {
        let end = quantity.tokens.end;
        let opened = self.reading.is_mark(end, "(");
        others.iter().filter(|_| opened).find(|again| {
            again.tokens.start == end + 1
                && again.kind == quantity.kind
                && self.reading.is_mark(again.tokens.end, ")")
        })
    }

    /// «[300 km] (180 miles)»: what a quantity in brackets tells again.
    fn told_before<'q>(&self, quantity: &Quantity, others: &'q [Quantity]) -> Option<&'q Quantity> {
        others.iter().find(|told| {
            self.told_again(told, others).is_some_and(|again| again.tokens == quantity.tokens)
        })
    }
}
