//! Units told by another unit: «50 meters per millisecond», «30 km/min», «12 litres par heure».

use super::quantity::{Quantity, UnitKind};
use super::reading::Reading;
use crate::lexicon::Scheme;

/// What may be told by the hour.
const RATED: [&str; 6] = ["length", "mass", "volume", "area", "energy", "information"];

/// Takes in the unit of time that a unit behind a number is told by: «km» becomes «km/h».
pub(super) fn per_time(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) {
    let Some(unit) = quantity.unit_concept.filter(|_| quantity.kind == UnitKind::Physical) else {
        return;
    };
    let at = quantity.tokens.end;
    let end = end.min(reading.sentence_tokens(at.saturating_sub(1)).end);
    if at >= end || !RATED.contains(&reading.lexicon.concept(unit).property("unitKind")) {
        return;
    }
    let behind = if reading.is_mark(at, "/") && reading.spaced(at) == reading.spaced(at + 1) {
        at + 1
    } else if let Some(per) = reading.class_at("per", at, end) {
        per.end
    } else {
        return;
    };
    let Some(time) = reading.match_at(Scheme::Units, behind, end) else { return };
    let concept = reading.lexicon.concept(time.concept);
    let symbol = concept.property("symbol");
    if symbol.is_empty() {
        return;
    }
    quantity.unit = format!("{}/{symbol}", quantity.unit);
    quantity.unit_iri.clear();
    quantity.unit_concept = None;
    quantity.tokens.end = time.tokens.end;
}
