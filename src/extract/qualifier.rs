//! The qualifier of a quantity: «about», «at least», «fewer than» that touches it.

use super::measure;
use super::quantity::{Quantity, UnitKind};
use super::reading::Reading;
use crate::lexicon::{ConceptId, Match, Scheme};

/// Takes in the qualifier that touches the quantity, before it or behind.
pub(super) fn qualify(reading: &Reading<'_>, quantity: &mut Quantity, from: usize, end: usize) {
    quantity.core = quantity.tokens.clone();
    let (text, tokens) = (reading.analysis.text, reading.tokens());
    let phrases = reading.phrases(Scheme::Approximators);
    let position = |id: ConceptId| reading.lexicon.concept(id).property("position");
    let mut start = quantity.tokens.start;
    // «environ les 59 milliards», «more than a third»: an article may stand between.
    let steps = [0, usize::from(start > from && reading.is_class("article", start - 1))];
    for step in steps {
        let hit = reading.match_before(Scheme::Approximators, start - step, from);
        let fits = |hit: &Match| {
            position(hit.concept) != "after"
                && !is_among(reading, quantity, hit, end)
                && (!reading.lexicon.concept(hit.concept).flag("ofCount")
                    || is_bare_count(reading, quantity))
        };
        if let Some(hit) = hit.filter(fits) {
            start = hit.tokens.start;
            quantity.qualifier = Some(hit.concept);
            quantity.tokens.start = start;
            return;
        }
    }
    let mut behind = phrases.matches_at(text, &tokens[..end], quantity.tokens.end);
    if let Some(hit) = behind.find(|hit| position(hit.concept) == "after") {
        quantity.qualifier = Some(hit.concept);
        quantity.tokens.end = hit.tokens.end;
    }
}

/// «unter 20.000 Schülern», «onder 20.000 leerlingen»: who are counted are those among whom something
/// holds, unless what stands before speaks of their number («mit unter 20 Schülern»).
fn is_among(reading: &Reading<'_>, quantity: &Quantity, hit: &Match, end: usize) -> bool {
    let concept = reading.lexicon.concept(hit.concept);
    if !concept.flag("among") || quantity.kind != UnitKind::Count {
        return false;
    }
    let at = hit.tokens.start;
    if at > 0 && reading.is_class("of-number", at - 1) {
        return false;
    }
    measure::counted(reading, quantity.core.end, end).is_some_and(|counted| {
        let last = &reading.tokens()[counted.tokens.end - 1].folded;
        let people = counted.concept.is_some_and(|id| reading.lexicon.concept(id).flag("persons"))
            || reading.is_class("person", counted.tokens.end - 1)
            || reading
                .match_at(Scheme::Roles, counted.tokens.end - 1, counted.tokens.end)
                .is_some();
        people && last.ends_with(concept.property("nounEnding"))
    })
}

/// «een 200 mensen»: a plain number of things, nothing joined to it.
fn is_bare_count(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    quantity.kind == UnitKind::Count
        && quantity.max.is_none()
        && !reading.is_mark(quantity.core.end, "-–")
        && measure::counted(reading, quantity.core.end, reading.tokens().len()).is_some()
}
