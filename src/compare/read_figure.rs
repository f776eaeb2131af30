//! Reads the figures of one source graph: amounts, measures, times, and what else the sentence counts.

use super::amount::{Amount, Nearness, UnitKind};
use super::aspect::Aspects;
use super::likeness::LATER;
use super::read::{Reader, Stated};
use super::span::{Span, days_between};
use super::statement::{Figure, Modality};
use super::terms::{
    ABOUT, APPROXIMATION, ATTRIBUTED_TO, BASELINE, DEADLINE, FIGURE, HAS_UNIT, MAX_VALUE, MEASURE,
    MODALITY, PERIOD_END, PERIOD_START, SURFACE, UNIT_TEXT, VALUE, VARIABLE,
};
use super::things::{Thing, tail};
use crate::language::fold;
use crate::lexicon::Scheme;
use jiff::civil::Date;
use std::collections::BTreeSet;

impl Reader<'_> {
    pub(super) fn figures(
        &mut self,
        article: usize,
        language: &str,
        places: &[(usize, usize, Thing)],
    ) {
        let view = self.view;
        let aspects = Aspects::new(self.lexicon);
        let from = self.stated.figures.len();
        for iri in view.of_class(FIGURE) {
            if self.is_repeated(iri) {
                continue;
            }
            let words = view.text(iri, SURFACE);
            let evidence = self.evidence(iri, words, places);
            let measure = view.text(iri, VARIABLE);
            let amount = self.amount(iri);
            let found = if amount.is_some() {
                aspects.of(&evidence.sentence, evidence.mark, language)
            } else {
                aspects.all(measure, language)
            };
            let span = |predicate| Span::read(view.text(iri, predicate));
            let period = match (span(PERIOD_START), span(PERIOD_END)) {
                (Some(start), Some(end)) => Some((start, end)),
                (Some(only), None) | (None, Some(only)) => Some((only.clone(), only)),
                (None, None) => None,
            };
            let day = self.stated.articles[article].day;
            let period = period.filter(|period| !is_news_day(period, day));
            let concept = view.iri(iri, MEASURE).and_then(|concept| self.lexicon.id(concept));
            let done = aspects.is_done(&evidence.sentence, evidence.mark, language);
            let figure = Figure {
                iri: iri.to_owned(),
                article,
                evidence,
                words: words.to_owned(),
                amount,
                measure: fold(measure),
                concept,
                modality: modality(view.iri(iri, MODALITY).unwrap_or_default()),
                claimant: view.iri(iri, ATTRIBUTED_TO).map(|who| self.thing(who)),
                subject: view.iri(iri, ABOUT).map(|what| self.thing(what)),
                period,
                baseline: span(BASELINE),
                deadline: span(DEADLINE),
                done,
                aspects: found,
                beside: BTreeSet::new(),
            };
            self.stated.figures.push(figure);
        }
        let Stated { figures, articles, .. } = &mut *self.stated;
        let mine = &mut figures[from..];
        let others: Vec<(String, f64, String)> = mine
            .iter()
            .filter_map(|f| {
                Some((f.number()?, f.amount.as_ref()?.telling(), f.evidence.sentence.clone()))
            })
            .collect();
        for figure in mine {
            let own = figure.number();
            for (number, telling, sentence) in &others {
                if Some(number) != own.as_ref()
                    && *sentence == figure.evidence.sentence
                    && *telling >= 1.0
                {
                    figure.beside.insert(number.clone());
                }
            }
        }
        for (number, telling, _) in others {
            articles[article].numbers.insert(number, telling);
        }
    }

    fn amount(&self, iri: &str) -> Option<Amount> {
        let view = self.view;
        let decimal = |predicate| view.text(iri, predicate).parse().ok();
        let unit = view.text(iri, UNIT_TEXT).to_owned();
        let currency = view.iri(iri, HAS_UNIT).is_some_and(|unit| tail(unit).starts_with("CCY_"));
        let kind = match self.lexicon.by_notation(Scheme::Units, &unit) {
            _ if unit.is_empty() => UnitKind::None,
            _ if currency => UnitKind::Currency,
            _ if matches!(unit.as_str(), "%" | "pp") => UnitKind::Share,
            Some(id) => UnitKind::Of(self.lexicon.property(id, "unitKind").to_owned()),
            None if unit.len() == 3 && unit.chars().all(|c| c.is_ascii_uppercase()) => {
                UnitKind::Currency
            }
            None => UnitKind::Of(unit.clone()),
        };
        let nearness = match tail(view.iri(iri, APPROXIMATION).unwrap_or_default()).as_str() {
            "About" => Nearness::About,
            "AtLeast" | "MoreThan" => Nearness::AtLeast,
            "AtMost" | "LessThan" => Nearness::AtMost,
            "Between" => Nearness::Between,
            "OrderOfMagnitude" => Nearness::Magnitude,
            _ => Nearness::Plain,
        };
        Some(Amount { value: decimal(VALUE)?, max: decimal(MAX_VALUE), nearness, unit, kind })
    }
}

/// Whether a period is but the day of the news («said on Friday»), for which no figure is given.
fn is_news_day((start, end): &(Span, Span), published: Option<Date>) -> bool {
    start == end
        && start.first == start.last
        && published.is_some_and(|day| start.first <= day && days_between(start.first, day) < LATER)
}

fn modality(iri: &str) -> Modality {
    match tail(iri).as_str() {
        "Estimated" => Modality::Estimated,
        "Projected" => Modality::Projected,
        "Targeted" => Modality::Targeted,
        _ => Modality::Reported,
    }
}
