//! How number words compose: «deux cent cinquante», «one million and a half», «two and three fifths»,
//! «zwei Komma drei», «twenty-first».

use super::number::{Number, NumberForm, has_class, numeral_at};
use super::number_digits::plain;
use super::number_pieces::{Kind, Piece, pieces_at};
use super::reading::Reading;
use crate::lexicon::Scheme;
use rust_decimal::Decimal;

/// A number in the making: closed scale groups, and the group below the next scale.
#[derive(Clone, Debug)]
struct Sum {
    at: usize,
    next: usize,
    total: Decimal,
    group: Decimal,
    last_scale: Option<Decimal>,
    scale: Decimal,
    parts: usize,
    form: NumberForm,
    /// The group was written in digits.
    digits: bool,
    /// A fraction or decimals closed the group: only a scale may follow.
    closed: bool,
    /// No scale may follow: the places behind a decimal mark.
    places: bool,
    /// The whole began as a fraction («half a million»).
    fraction: bool,
    suffix: String,
}

impl Sum {
    fn new(at: usize) -> Self {
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
            closed: false,
            places: false,
            fraction: false,
            suffix: String::new(),
        }
    }

    fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.group)
    }

    fn number(self) -> Option<Number> {
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
pub(super) fn continued(reading: &Reading<'_>, digits: Number, end: usize) -> Option<Number> {
    let mut sum = Sum::new(digits.tokens.start);
    sum.next = digits.tokens.end;
    sum.group = digits.value;
    sum.parts = 1;
    sum.form = digits.form;
    sum.digits = true;
    sum.suffix.clone_from(&digits.suffix);
    sum.closed = digits.form == NumberForm::Fraction;
    sum.fraction = sum.closed;
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
        if links && reading.is_class("link", from) && reading.analysis.spaced(from) {
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
    if sum.parts > 0 && !sum.closed && !linked && add_decimals(reading, sum, from, end) {
        return Step::Taken { multiplier: false };
    }
    let mut candidates = pieces_at(reading, from, end);
    if candidates.is_empty() && sum.parts > 0 && !sum.closed {
        return digits_inside(reading, sum, from, end, linked);
    }
    // Only fractions and what stands for one may give way to a shorter reading.
    let first_kind = candidates.first().and_then(|c| c.all.first()).map(|p| p.kind);
    if !matches!(first_kind, Some(Kind::Fraction | Kind::Vague | Kind::Ordinal)) {
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

enum Outcome {
    Fits,
    Multiplied,
    /// A multiplier where none can stand.
    Misfit,
    No,
}

fn add(
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
        Kind::Cardinal | Kind::Digits if sum.closed => Outcome::No,
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
        Kind::Vague if !sum.closed && sum.total.is_zero() => {
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
        // «drie vijfde», «a twenty-first»; never of seconds.
        Kind::Ordinal | Kind::Denominator if !empty && !linked && !sum.closed && !sum.digits => {
            if value < Decimal::from(3) && piece.kind == Kind::Ordinal {
                return Some(Outcome::No);
            }
            sum.group = sum.value()?.checked_div(value)?;
            sum.total = Decimal::ZERO;
            sum.form = NumberForm::Fraction;
            sum.closed = true;
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
        // Behind a scale, or first of all.
        return sum.last_scale.is_none_or(|scale| value < scale)
            && (!value.is_zero() || sum.parts == 0);
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
    if sum.digits || sum.closed || sum.form == NumberForm::Fraction {
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
    if linked || sum.places {
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
            if !first || sum.parts > 0 && !sum.digits {
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
    sum.closed = sum.fraction;
    Some(Outcome::Multiplied)
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
        sum.closed = true;
        sum.fraction = true;
        return Some(Outcome::Fits);
    }
    if sum.closed || linked {
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
    sum.closed = true;
    Some(Outcome::Fits)
}

/// «and a half», «et demi», «und drei Viertel», «and three fifths» behind a link: of the scale that closed
/// the number, or with a scale of its own.
fn add_linked_fraction(reading: &Reading<'_>, sum: &mut Sum, from: usize, end: usize) -> bool {
    if sum.closed || sum.form == NumberForm::Fraction {
        return false;
    }
    let mut part = Sum::new(from);
    if plain(reading, from, end).is_some() {
        return false;
    }
    run(reading, &mut part, end, false);
    if !part.fraction || part.parts == 0 {
        return false;
    }
    let Some(value) = part.value() else { return false };
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
            sum.closed = true;
            return true;
        }
        _ => Some(value),
    };
    let Some(group) = value.and_then(|value| sum.group.checked_add(value)) else { return false };
    sum.group = group;
    sum.next = part.next;
    sum.parts += 1;
    sum.closed = true;
    true
}

/// «virgule cinquante deux», «point zero three», «Komma 5» behind a number.
fn add_decimals(reading: &Reading<'_>, sum: &mut Sum, from: usize, end: usize) -> bool {
    let Some(mark) = reading.class_at("decimal-word", from, end) else { return false };
    let mut places = String::new();
    let mut next = mark.end;
    while next < end && places.len() < 20 {
        let mut part = Sum::new(next);
        part.places = true;
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
    sum.closed = true;
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

/// «ninety - five»: a dash with spaces between two parts of one number in words.
fn is_loose_hyphen(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    reading.is_mark(at, "-")
        && at + 1 < end
        && reading.analysis.spaced(at)
        && reading.analysis.spaced(at + 1)
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
