//! A number in the making, and what composes in it: «deux cent cinquante», «mille millions», «three
//! fifths».

use super::number::{Number, NumberForm, has_class};
use super::number_pieces::{Kind, Piece, pieces_at};
use super::reading::Reading;
use crate::lexicon::Scheme;
use rust_decimal::Decimal;

/// What may still follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Open,
    /// The places behind a decimal mark: no scale.
    Places,
    /// A fraction or decimals closed the group: only a scale.
    Closed,
}

/// A number in the making: closed scale groups, and the group below the next scale.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    pub at: usize,
    pub next: usize,
    pub total: Decimal,
    pub group: Decimal,
    pub last_scale: Option<Decimal>,
    pub scale: Decimal,
    pub parts: usize,
    pub form: NumberForm,
    /// The group was written in digits.
    pub digits: bool,
    pub stage: Stage,
    /// The whole began as a fraction («half a million»).
    pub fraction: bool,
    pub suffix: String,
}

impl Sum {
    pub(super) fn new(at: usize) -> Self {
        Self {
            at,
            next: at,
            total: Decimal::ZERO,
            group: Decimal::ZERO,
            last_scale: None,
            scale: Decimal::ONE,
            parts: 0,
            form: NumberForm::Words,
            digits: false,
            stage: Stage::Open,
            fraction: false,
            suffix: String::new(),
        }
    }

    pub(super) fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.group)
    }

    pub(super) fn number(self) -> Option<Number> {
        let value = self.value()?;
        (self.parts > 0).then_some(Number {
            tokens: self.at..self.next,
            value,
            form: self.form,
            scale: self.scale,
            suffix: self.suffix,
            doubtful: false,
        })
    }
}

pub(super) enum Outcome {
    Fits,
    Multiplied,
    /// A multiplier where none can stand.
    Misfit,
    No,
}

pub(super) fn add(
    reading: &Reading<'_>,
    sum: &mut Sum,
    piece: Piece,
    linked: bool,
    (at, end): (usize, usize),
    pieces: usize,
) -> Outcome {
    match try_add(reading, sum, piece, linked, at, end, pieces) {
        Some(outcome) => outcome,
        // Too large to be exact.
        None => Outcome::No,
    }
}

fn try_add(
    reading: &Reading<'_>,
    sum: &mut Sum,
    piece: Piece,
    linked: bool,
    at: usize,
    end: usize,
    pieces: usize,
) -> Option<Outcome> {
    let value = piece.value;
    let empty = sum.parts == 0 && sum.group.is_zero() && sum.total.is_zero();
    Some(match piece.kind {
        Kind::Cardinal | Kind::Digits if sum.stage == Stage::Closed => Outcome::No,
        Kind::Cardinal if value == Decimal::ONE_HUNDRED => {
            if linked && !sum.group.is_zero() {
                return Some(Outcome::No);
            }
            // «3 cents»: behind digits a hundred multiplies whatever stands there.
            let fits = sum.group < Decimal::ONE_HUNDRED || sum.digits;
            if !fits {
                return Some(Outcome::Misfit);
            }
            if sum.digits && sum.total.is_zero() {
                sum.scale = sum.scale.checked_mul(value)?;
            }
            sum.group = if sum.group.is_zero() { value } else { sum.group.checked_mul(value)? };
            sum.digits = false;
            Outcome::Multiplied
        }
        Kind::Cardinal | Kind::Digits => {
            if !composes(reading, sum, value, linked, at) {
                return Some(Outcome::No);
            }
            sum.group = sum.group.checked_add(value)?;
            sum.digits = piece.kind == Kind::Digits;
            Outcome::Fits
        }
        Kind::Scale => return scale(reading, sum, piece, linked, at, end, empty, pieces),
        // «ein halbes Dutzend»
        Kind::Vague if sum.form == NumberForm::Fraction && sum.total.is_zero() => {
            sum.group = sum.group.checked_mul(value)?;
            sum.form = NumberForm::Vague;
            Outcome::Fits
        }
        Kind::Vague if sum.stage != Stage::Closed && sum.total.is_zero() => {
            // «three hundred and two dozens»
            let rest = sum.group % Decimal::ONE_HUNDRED;
            if !rest.is_zero() && rest < Decimal::from(20) && sum.group > rest {
                sum.group = sum.group.checked_sub(rest)?.checked_add(rest.checked_mul(value)?)?;
                sum.stage = Stage::Closed;
                return Some(Outcome::Fits);
            }
            let factor = if sum.group.is_zero() { Decimal::ONE } else { sum.group };
            sum.group = factor.checked_mul(value)?;
            sum.form = NumberForm::Vague;
            // «des dizaines de milliers»: one order multiplies the next.
            let partitive = reading.is_class("partitive", sum.next);
            let again =
                pieces_at(reading, sum.next + usize::from(partitive), end).into_iter().next();
            if let Some(again) = again
                && let [next] = again.all.as_slice()
                && matches!(next.kind, Kind::Vague | Kind::Scale)
                && !next.weak
            {
                sum.group = sum.group.checked_mul(next.value)?;
                sum.next = again.end;
            }
            Outcome::Fits
        }
        Kind::Times if empty => {
            sum.group = value;
            sum.form = NumberForm::Times;
            Outcome::Fits
        }
        Kind::Fraction => fraction(sum, piece, linked, empty)?,
        Kind::Ordinal if empty || composes_in_order(reading, sum, value, at) => {
            // «trois millionième»: what stands before multiplies.
            sum.group = if !empty && value >= Decimal::ONE_HUNDRED {
                sum.group.checked_mul(value)?
            } else {
                sum.group.checked_add(value)?
            };
            sum.form = NumberForm::Ordinal;
            Outcome::Fits
        }
        // «quarter million»
        Kind::Denominator if empty && !linked && is_scale(reading, sum.next, end) => {
            sum.group = Decimal::ONE.checked_div(value)?;
            sum.form = NumberForm::Fraction;
            sum.stage = Stage::Closed;
            sum.fraction = true;
            Outcome::Fits
        }
        // «drie vijfde», «a twenty-first»; never of seconds.
        Kind::Ordinal | Kind::Denominator
            if !empty && !linked && sum.stage != Stage::Closed && !sum.digits =>
        {
            if value < Decimal::from(3) && piece.kind == Kind::Ordinal {
                return Some(Outcome::No);
            }
            // «vingt et un cinquième»: in the singular it is one that is divided.
            let one = piece.kind == Kind::Ordinal
                && sum.total.is_zero()
                && sum.group > Decimal::from(20)
                && sum.group % Decimal::TEN == Decimal::ONE;
            sum.group = if one {
                let whole = sum.group.checked_sub(Decimal::ONE)?;
                whole.checked_add(Decimal::ONE.checked_div(value)?)?
            } else {
                sum.value()?.checked_div(value)?
            };
            sum.total = Decimal::ZERO;
            sum.form = NumberForm::Fraction;
            sum.stage = Stage::Closed;
            sum.fraction = true;
            Outcome::Fits
        }
        _ => Outcome::No,
    })
}

/// Whether a number below a thousand goes on from what stands in the group.
fn composes(reading: &Reading<'_>, sum: &Sum, value: Decimal, linked: bool, at: usize) -> bool {
    let group = sum.group;
    let hundred = Decimal::ONE_HUNDRED;
    if group.is_zero() {
        // Behind a scale, or first of all; nothing follows nought.
        return match sum.last_scale {
            Some(scale) => value < scale && !value.is_zero(),
            None => sum.parts == 0,
        };
    }
    if value >= hundred || value.is_zero() || sum.digits {
        return false;
    }
    let rest = group % hundred;
    if rest.is_zero() {
        return true;
    }
    if !has_class(reading, "-", "tens-link") {
        // «drie en dertig», «zwei und vierzig»
        let link = linked && reading.is_class("unit-link", at - 1);
        return link
            && rest < Decimal::TEN
            && value >= Decimal::from(20)
            && (value % Decimal::TEN).is_zero();
    }
    let tens = (rest % Decimal::TEN).is_zero();
    // «soixante treize», «quatre vingt douze»: some tens take all numbers below twenty.
    let score = [Decimal::from(60), Decimal::from(80)].contains(&rest);
    tens && rest >= Decimal::from(20)
        && (value < Decimal::TEN || (score && !linked && value < Decimal::from(20)))
}

/// Whether an ordinal closes a number: «one hundred twenty fifth».
fn composes_in_order(reading: &Reading<'_>, sum: &Sum, value: Decimal, at: usize) -> bool {
    // «$280 million first mortgage notes»: digits take no ordinal in words.
    let words = !sum.digits && sum.form != NumberForm::Digits;
    if !words || sum.stage == Stage::Closed || sum.form == NumberForm::Fraction {
        return false;
    }
    // A scale word as ordinal: nought marks it.
    if value.is_zero() {
        return true;
    }
    if value >= Decimal::ONE_HUNDRED {
        return sum.group > Decimal::ONE;
    }
    let whole = sum.group >= Decimal::TEN || (sum.group.is_zero() && !sum.total.is_zero());
    whole && composes(reading, sum, value, false, at)
}

#[expect(clippy::too_many_arguments, reason = "one rule of the grammar, used once")]
fn scale(
    reading: &Reading<'_>,
    sum: &mut Sum,
    piece: Piece,
    linked: bool,
    at: usize,
    end: usize,
    empty: bool,
    pieces: usize,
) -> Option<Outcome> {
    let value = piece.value;
    if linked || sum.stage == Stage::Places {
        return Some(Outcome::No);
    }
    if piece.weak && (empty || !weak_scale_fits(reading, sum, at, end)) {
        return Some(Outcome::No);
    }
    let first = sum.total.is_zero();
    if empty && pieces == 1 && value > Decimal::ONE_THOUSAND {
        // «millions» alone: nothing says how many.
        sum.group = value;
        sum.form = NumberForm::Vague;
        return Some(Outcome::Fits);
    }
    let smaller = sum.last_scale.is_none_or(|last| value < last);
    if smaller {
        let group = if sum.group.is_zero() {
            // «zwei Millionen eintausendfünfzig»: inside a word the one may be part of the scale's label.
            let inside = !first && pieces > 1;
            if !inside && (!first || sum.parts > 0 && !sum.digits) {
                return Some(Outcome::Misfit);
            }
            if sum.digits { Decimal::ZERO } else { Decimal::ONE }
        } else {
            sum.group
        };
        sum.total = sum.total.checked_add(group.checked_mul(value)?)?;
    } else if sum.last_scale.is_some_and(|last| value > last) {
        // «mille millions», «three thousand millions»
        sum.total = sum.total.checked_add(sum.group)?.checked_mul(value)?;
    } else {
        return Some(Outcome::Misfit);
    }
    sum.group = Decimal::ZERO;
    if first {
        sum.scale = sum.scale.checked_mul(value)?;
    }
    sum.last_scale = Some(value);
    sum.digits = false;
    if sum.form == NumberForm::Fraction {
        sum.form = NumberForm::Words;
    }
    if !sum.fraction {
        sum.stage = Stage::Open;
    }
    Some(Outcome::Multiplied)
}

/// Whether a scale word stands at a token.
fn is_scale(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    pieces_at(reading, at, end)
        .first()
        .and_then(|pieces| pieces.all.first())
        .is_some_and(|piece| piece.kind == Kind::Scale && !piece.weak)
}

/// A single letter multiplies before money, and behind digits at the end of the sentence.
fn weak_scale_fits(reading: &Reading<'_>, sum: &Sum, at: usize, end: usize) -> bool {
    if reading.match_at(Scheme::Currencies, at + 1, end).is_some() {
        return true;
    }
    let surface = reading.analysis.surface(at);
    let is_unit = reading
        .phrases(Scheme::Units)
        .concepts(&reading.tokens()[at].folded)
        .any(|id| reading.lexicon.notation(id) == surface);
    let last = at + 1 >= end || (at + 2 >= end && reading.is_mark(at + 1, ".!?"));
    sum.digits && last && !is_unit
}

fn fraction(sum: &mut Sum, piece: Piece, linked: bool, empty: bool) -> Option<Outcome> {
    if empty {
        sum.group = piece.value;
        sum.form = NumberForm::Fraction;
        sum.stage = Stage::Closed;
        sum.fraction = true;
        return Some(Outcome::Fits);
    }
    if sum.stage == Stage::Closed || linked {
        return Some(Outcome::No);
    }
    let unit = piece.tokens == 1 && piece.value <= Decimal::new(5, 1);
    if unit && sum.digits {
        return Some(Outcome::No);
    }
    let inside_word = sum.parts == 0;
    if unit && !inside_word {
        // «cinq quarts», «neun Viertel»
        if !sum.total.is_zero() || sum.group >= Decimal::ONE_HUNDRED {
            return Some(Outcome::No);
        }
        sum.group = sum.group.checked_mul(piece.value)?;
        sum.form = NumberForm::Fraction;
        sum.fraction = true;
    } else if sum.group <= Decimal::ONE && !inside_word {
        // «a two-thirds majority»
        return Some(Outcome::No);
    } else {
        // «honderd driekwart», «zweieinhalb»
        sum.group = sum.group.checked_add(piece.value)?;
    }
    sum.stage = Stage::Closed;
    Some(Outcome::Fits)
}
