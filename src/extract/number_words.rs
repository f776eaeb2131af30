//! Numbers in words from left to right: «one million and a half», «zwei Komma drei», «3 hundred and 21».

use super::number::{Number, NumberForm, numeral_at};
use super::number_digits::plain;
use super::number_pieces::{Kind, pieces_at};
use super::number_sum::{Outcome, Stage, Sum, add};
use super::reading::Reading;
use crate::lexicon::Scheme;
use rust_decimal::Decimal;

/// The number in words that begins at a token.
pub(super) fn words(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    let mut sum = Sum::new(at);
    run(reading, &mut sum, end, true);
    // «a», «un» before a scale word make it exact; alone it tells the order of magnitude only.
    if sum.form == NumberForm::Vague && is_one_before(reading, at) {
        sum.form = NumberForm::Words;
    }
    sum.number()
}

/// Goes on in words behind a number in digits: «59 milliards», «3 hundred and 21», «3 million and a half».
pub(super) fn continued(reading: &Reading<'_>, digits: &Number, end: usize) -> Option<Number> {
    let mut sum = Sum::new(digits.tokens.start);
    sum.next = digits.tokens.end;
    sum.group = digits.value;
    sum.parts = 1;
    sum.form = digits.form;
    sum.digits = true;
    sum.suffix.clone_from(&digits.suffix);
    if digits.form == NumberForm::Fraction {
        sum.stage = Stage::Closed;
        sum.fraction = true;
    }
    if sum.suffix.is_empty() {
        run(reading, &mut sum, end, true);
    }
    if sum.scale > Decimal::ONE && sum.form == NumberForm::Fraction {
        sum.form = NumberForm::Words;
    }
    let doubtful = digits.doubtful;
    sum.number().map(|number| Number { doubtful, ..number })
}

/// Takes in all that composes; `links` whether «and» may join more.
fn run(reading: &Reading<'_>, sum: &mut Sum, end: usize, links: bool) {
    // What a multiplier that does not fit throws away again: «3 hundred and 2 | hundred».
    let mut safe: Option<Sum> = None;
    while sum.next < end {
        if sum.parts > 0 && sum.form == NumberForm::Ordinal {
            return;
        }
        let before = sum.clone();
        let step = join(reading, sum, end, links);
        match step {
            Step::Taken { multiplier: false } => {
                if before.parts > 0 {
                    safe = Some(before);
                }
            }
            Step::Taken { multiplier: true } => safe = None,
            Step::Misfit => {
                *sum = safe.unwrap_or(before);
                return;
            }
            Step::End => {
                *sum = before;
                return;
            }
        }
        if sum.form == NumberForm::Vague || sum.form == NumberForm::Times || !sum.suffix.is_empty()
        {
            return;
        }
    }
}

enum Step {
    Taken {
        multiplier: bool,
    },
    /// A multiplier that what stands before cannot bear.
    Misfit,
    End,
}

fn join(reading: &Reading<'_>, sum: &mut Sum, end: usize, links: bool) -> Step {
    let mut from = sum.next;
    let mut linked = false;
    if sum.parts > 0 {
        if links && reading.is_class("addition", from) && reading.spaced(from) {
            from += 1;
            linked = true;
            if add_linked_fraction(reading, sum, from, end) {
                return Step::Taken { multiplier: false };
            }
        } else if !sum.digits && is_loose_hyphen(reading, from, end) {
            from += 1;
        } else if let Some(next) = scale_behind(reading, sum, from, end) {
            from = next;
        }
    }
    if sum.parts > 0
        && sum.stage != Stage::Closed
        && !linked
        && add_decimals(reading, sum, from, end)
    {
        return Step::Taken { multiplier: false };
    }
    // «£120 million a year»: an article behind a number begins something else.
    if sum.parts > 0 && reading.is_class("article", from) && !opens_scale(reading, from, end) {
        return Step::End;
    }
    let mut candidates = pieces_at(reading, from, end);
    if candidates.is_empty() && sum.parts > 0 && sum.stage != Stage::Closed {
        return digits_inside(reading, sum, from, end, linked);
    }
    // Only fractions and what stands for one may give way to a shorter reading.
    let first_kind = candidates.first().and_then(|c| c.all.first()).map(|p| p.kind);
    if !matches!(first_kind, Some(Kind::Fraction | Kind::Vague | Kind::Ordinal | Kind::Denominator))
    {
        candidates.truncate(1);
    }
    let mut misfit = false;
    for pieces in candidates {
        let mut trial = sum.clone();
        trial.next = pieces.end;
        let mut fits = pieces.suffix.is_empty() || sum.parts == 0;
        let mut multiplier = false;
        for (index, piece) in pieces.all.iter().enumerate() {
            let outcome = fits.then(|| {
                add(
                    reading,
                    &mut trial,
                    *piece,
                    linked && index == 0,
                    (from, end),
                    pieces.all.len(),
                )
            });
            match outcome {
                Some(Outcome::Fits) => {}
                Some(Outcome::Multiplied) => multiplier = true,
                Some(Outcome::Misfit) => {
                    misfit = true;
                    fits = false;
                }
                _ => fits = false,
            }
        }
        if fits {
            trial.suffix = pieces.suffix;
            trial.parts += 1;
            *sum = trial;
            return Step::Taken { multiplier };
        }
    }
    if misfit && !linked { Step::Misfit } else { Step::End }
}

/// «and a half», «et demi», «und drei Viertel», «and three fifths» behind a link: of the scale that closed
/// the number, or with a scale of its own.
fn add_linked_fraction(reading: &Reading<'_>, sum: &mut Sum, from: usize, end: usize) -> bool {
    if sum.stage == Stage::Closed || sum.form == NumberForm::Fraction {
        return false;
    }
    let mut part = Sum::new(from);
    if plain(reading, from, end).is_some() {
        return false;
    }
    if add_linked_part(reading, sum, from, end) {
        return true;
    }
    run(reading, &mut part, end, false);
    if !part.fraction || part.parts == 0 {
        return false;
    }
    let Some(value) = part.value() else { return false };
    // «one hundred and thirty-two fifths»: more than one, the whole is divided.
    if part.form == NumberForm::Fraction && value > Decimal::ONE && sum.last_scale.is_none() {
        return false;
    }
    let value = match sum.last_scale.filter(|_| sum.group.is_zero()) {
        Some(scale) if part.form == NumberForm::Fraction => value.checked_mul(scale),
        Some(scale) if value >= scale => return false,
        _ if part.form != NumberForm::Fraction => {
            // «six and two thirds millions»: the scale is of the whole.
            let whole =
                sum.group.checked_mul(part.scale).and_then(|group| group.checked_add(value));
            let Some(whole) = whole else { return false };
            sum.total = sum.total.checked_add(whole).unwrap_or(sum.total);
            sum.group = Decimal::ZERO;
            sum.scale = part.scale;
            sum.last_scale = Some(part.scale);
            sum.next = part.next;
            sum.parts += 1;
            sum.stage = Stage::Closed;
            return true;
        }
        _ => Some(value),
    };
    let Some(group) = value.and_then(|value| sum.group.checked_add(value)) else { return false };
    sum.group = group;
    sum.next = part.next;
    sum.parts += 1;
    sum.stage = Stage::Closed;
    true
}

/// «one and quarter [of] hour»: a part without its article, before a unit.
fn add_linked_part(reading: &Reading<'_>, sum: &mut Sum, from: usize, end: usize) -> bool {
    let Some(pieces) = pieces_at(reading, from, end).into_iter().next() else { return false };
    let [piece] = pieces.all.as_slice() else { return false };
    let unit = pieces.end + usize::from(reading.is_class("partitive", pieces.end));
    let part = (piece.kind == Kind::Denominator && reading.begins(Scheme::Units, unit))
        .then(|| Decimal::ONE.checked_div(piece.value))
        .flatten();
    let Some(group) = part.and_then(|part| sum.group.checked_add(part)) else { return false };
    sum.group = group;
    sum.next = pieces.end;
    sum.parts += 1;
    sum.stage = Stage::Closed;
    true
}

/// «virgule cinquante deux», «point zero three», «Komma 5» behind a number.
fn add_decimals(reading: &Reading<'_>, sum: &mut Sum, from: usize, end: usize) -> bool {
    let Some(mark) = reading.class_at("decimal-word", from, end) else { return false };
    let mut places = String::new();
    let mut next = mark.end;
    while next < end && places.len() < 20 {
        let mut part = Sum::new(next);
        part.stage = Stage::Places;
        if let Some(digits) = plain(reading, next, end) {
            let whole = digits.value.is_integer() && digits.suffix.is_empty();
            if !whole || !places.is_empty() {
                break;
            }
            places.push_str(reading.analysis.surface(next));
            next = digits.tokens.end;
            break;
        }
        run(reading, &mut part, end, false);
        let small =
            part.total.is_zero() && part.scale == Decimal::ONE && part.form == NumberForm::Words;
        let Some(value) = part.value().filter(|v| part.parts > 0 && small && v.is_integer()) else {
            break;
        };
        places.push_str(&value.normalize().to_string());
        next = part.next;
    }
    let Ok(fraction) = Decimal::from_str_exact(&format!("0.{places}")) else { return false };
    if places.is_empty() {
        return false;
    }
    let Some(group) = sum.group.checked_add(fraction) else { return false };
    sum.group = group;
    sum.next = next;
    sum.parts += 1;
    sum.stage = Stage::Closed;
    true
}

/// «3 hundred and [21]», «4 thousand [3] hundred»: digits among words.
fn digits_inside(
    reading: &Reading<'_>,
    sum: &mut Sum,
    from: usize,
    end: usize,
    linked: bool,
) -> Step {
    let Some(number) = plain(reading, from, end) else { return Step::End };
    let whole = number.value.is_integer()
        && number.value >= Decimal::ONE
        && number.suffix.is_empty()
        && number.form == NumberForm::Digits;
    let hundreds = !sum.group.is_zero() && (sum.group % Decimal::ONE_HUNDRED).is_zero();
    let closes = linked && hundreds && number.value < Decimal::ONE_HUNDRED && !sum.digits;
    let multiplied = sum.last_scale.is_some_and(|scale| number.value < scale)
        && sum.group.is_zero()
        && pieces_at(reading, number.tokens.end, end).first().is_some_and(|p| {
            p.all.first().is_some_and(|p| {
                let hundred = p.kind == Kind::Cardinal && p.value == Decimal::ONE_HUNDRED;
                let scale =
                    p.kind == Kind::Scale && sum.last_scale.is_some_and(|last| p.value < last);
                (hundred || scale) && !p.weak
            })
        });
    if !whole || !(closes || multiplied) {
        return Step::End;
    }
    let Some(group) = sum.group.checked_add(number.value) else { return Step::End };
    sum.group = group;
    sum.digits = multiplied;
    sum.next = number.tokens.end;
    sum.parts += 1;
    Step::Taken { multiplier: false }
}

/// «two [a half]»: words that begin with an article and are more than it.
fn opens_scale(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    pieces_at(reading, at, end).first().is_some_and(|pieces| pieces.end > at + 1)
}

/// «ninety - five», «seventy—third»: a hyphen with spaces, or a dash without, between two parts of one
/// number in words.
fn is_loose_hyphen(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    let spaced = at + 1 < end && reading.spaced(at) && reading.spaced(at + 1);
    let glued = at + 1 < end && !reading.spaced(at) && !reading.spaced(at + 1);
    (spaced && reading.is_mark(at, "-")) || (glued && reading.is_mark(at, "–—"))
}

/// The scale behind words that do not count: «six [autres] millions», «two thirds [of a] million».
fn scale_behind(reading: &Reading<'_>, sum: &Sum, at: usize, end: usize) -> Option<usize> {
    let mut next = at;
    if sum.fraction && sum.last_scale.is_none() {
        next += usize::from(reading.is_class("partitive", next));
        next += usize::from(reading.is_class("article", next));
    } else {
        next = reading.class_at("counting-adjective", at, end)?.end;
    }
    let scale = pieces_at(reading, next, end).into_iter().next()?;
    let is_scale = scale.all.first().is_some_and(|p| p.kind == Kind::Scale && !p.weak);
    (next > at && is_scale).then_some(next)
}

/// Whether «a», «un», «ein» stands right before.
fn is_one_before(reading: &Reading<'_>, at: usize) -> bool {
    at > 0 && numeral_at(reading, at - 1, at).is_some_and(|number| number.value == Decimal::ONE)
}
