//! «one» where it counts, and is no article.

use super::number::{Number, NumberForm, form, value};
use super::reading::Reading;
use crate::language::TokenKind;
use crate::lexicon::Scheme;
use rust_decimal::Decimal;

/// «one» where it counts: emphasised («één», «un seul», «one» where that is no article), or before a
/// duration («une semaine», «another week»). The tokens are those of the words for one.
pub(super) fn one_at(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    let hit = reading.match_at(Scheme::Numbers, at, end)?;
    if value(reading, hit.concept) != Some(Decimal::ONE) || form(reading, hit.concept) != "cardinal"
    {
        return None;
    }
    // «één»: only the accent tells it from the article.
    let mut emphasised = !reading.analysis.surface(at).is_ascii();
    let plain = !emphasised
        && (reading.is_class("article", at) || reading.is_class("counting-adjective", at));
    let mut next = hit.tokens.end;
    while let Some(adjective) = reading.class_at("counting-adjective", next, end) {
        emphasised |= reading.is_class("single", next);
        next = adjective.end;
    }
    let lasts = reading.match_at(Scheme::Units, next, end).is_some_and(|unit| {
        let concept = reading.lexicon.concept(unit.concept);
        // «a second», «a weekend», «une nuit» are more often something else.
        concept.property("unitKind") == "duration" && (!plain || !concept.flag("weak"))
    });
    // «$350 a day», «twice a week»: a rate.
    let rate = at > 0 && ends_quantity(reading, at);
    let counted = (!plain && reading.match_at(Scheme::Measures, next, end).is_some())
        || (emphasised && super::measure::counted(reading, next, end).is_some());
    let stop = if lasts { next } else { hit.tokens.end };
    ((lasts && !rate) || counted).then(|| Number::new(at..stop, Decimal::ONE, NumberForm::Words))
}

/// Whether a number, unit or currency ends right before a token.
fn ends_quantity(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = reading.tokens();
    tokens[at - 1].kind == TokenKind::Number
        || [Scheme::Units, Scheme::Currencies, Scheme::Numbers].into_iter().any(|scheme| {
            let before = reading.match_before(scheme, at, 0);
            before.is_some_and(|hit| form(reading, hit.concept) != "ordinal")
        })
}
