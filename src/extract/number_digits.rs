//! Numbers written in digits: national grouping, decimal marks, fractions, powers, and what is glued to
//! them.

use super::number::{Number, NumberForm, form, has_class, value};
use super::number_words::continued;
use super::reading::Reading;
use crate::language::{TokenKind, fold};
use crate::lexicon::Scheme;
use rust_decimal::Decimal;

/// The largest power that digits are raised to.
const LARGEST_POWER: u32 = 64;

/// The number in digits that begins at a token: a number, or the mark of a fraction without its nought.
pub(super) fn digits(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    let mut number = plain(reading, at, end)?;
    if !number.suffix.is_empty() || number.form == NumberForm::Ordinal {
        return Some(number);
    }
    if let Some(found) = fraction(reading, &number, end) {
        number = found;
    }
    if number.scale == Decimal::ONE && number.form != NumberForm::Ordinal {
        return continued(reading, &number, end);
    }
    Some(number)
}

/// More groups of three than an exact decimal holds, and more letters than stand behind digits.
const LARGEST_GROUPS: usize = 9;
const LONGEST_SUFFIX: usize = 32;

/// One run of digits with what is glued to it; no words.
pub(super) fn plain(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    let end = end.min(reading.tokens().len());
    let decimal_comma = has_class(reading, ",", "decimal-mark");
    if reading.is_mark(at, ".,") {
        return without_nought(reading, at, end, decimal_comma);
    }
    if reading.tokens().get(at)?.kind != TokenKind::Number {
        return None;
    }
    let surface = reading.analysis.surface(at);
    let split = surface
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’')))
        .unwrap_or(surface.len());
    let (written, glued) = surface.split_at(split);
    if surface.len() > 64 + LONGEST_SUFFIX || glued.len() > LONGEST_SUFFIX {
        return None;
    }
    let mut plain = plain_digits(written, decimal_comma);
    let mut next = at + 1;
    // «85 000»: groups of three behind one white space.
    if glued.is_empty() && written.len() <= 3 && written.bytes().all(|b| b.is_ascii_digit()) {
        while next < end.min(at + LARGEST_GROUPS) && joins_group(reading, next, decimal_comma) {
            let group = reading.analysis.surface(next);
            let whole = group.get(..3)?;
            plain.push_str(whole);
            let rest = &group[3..];
            next += 1;
            if !rest.is_empty() {
                // «1 234,56» closes with its fraction.
                plain.push('.');
                plain.push_str(&rest[1..]);
                break;
            }
        }
    }
    let value = Decimal::from_str_exact(&plain).ok()?;
    let mut number = Number::new(at..next, value, NumberForm::Digits);
    if let Some(raised) = power(reading, &number, glued, end) {
        return Some(raised);
    }
    if glued.is_empty() {
        return Some(number);
    }
    if has_class(reading, &fold(glued), "ordinal-suffix") {
        number.form = NumberForm::Ordinal;
        return Some(number);
    }
    // A scale, a currency or both may be glued on: «59M€», «30km», «10bn».
    let (scale, rest, doubtful) = glued_scale(reading, glued);
    number.value = number.value.checked_mul(scale)?;
    number.scale = scale;
    number.suffix = rest.to_lowercase();
    number.doubtful = doubtful;
    Some(number)
}

/// «.77», «,08»: glued to its mark, with nothing glued before it.
fn without_nought(
    reading: &Reading<'_>,
    at: usize,
    end: usize,
    decimal_comma: bool,
) -> Option<Number> {
    let tokens = reading.tokens();
    let mark = if decimal_comma { "," } else { "." };
    let digits = at + 1 < end
        && tokens[at + 1].kind == TokenKind::Number
        && !reading.spaced(at + 1)
        && reading.analysis.surface(at + 1).bytes().take_while(u8::is_ascii_digit).count() > 0;
    if !digits || !reading.is_mark(at, mark) {
        return None;
    }
    let free = at == 0 || reading.spaced(at) || reading.is_mark(at - 1, "-−–(");
    if !free {
        return None;
    }
    let mut number = plain(reading, at + 1, end)?;
    let surface = reading.analysis.surface(at + 1);
    let places = surface.bytes().take_while(u8::is_ascii_digit).count();
    if surface[places..].starts_with(['.', ',']) {
        return None;
    }
    let fraction = format!("0.{}", &surface[..places]);
    number.value = Decimal::from_str_exact(&fraction).ok()?.checked_mul(number.scale)?;
    number.tokens.start = at;
    Some(number)
}

/// «3/4», and «2 1/4» with the whole before it.
fn fraction(reading: &Reading<'_>, number: &Number, end: usize) -> Option<Number> {
    // Behind «17/» or «222-» it is the rest of a date or code.
    let start = number.tokens.start;
    let joined = start > 0 && !reading.spaced(start) && !reading.spaced(start - 1);
    if joined && reading.is_mark(start - 1, "/-") {
        return None;
    }
    let pair = |at: usize| {
        let part = plain(reading, at, end)?;
        let slash = part.tokens.end;
        let joined = slash + 1 < end
            && reading.is_mark(slash, "/")
            && !reading.spaced(slash)
            && !reading.spaced(slash + 1);
        let whole = joined.then(|| plain(reading, slash + 1, end)).flatten()?;
        // «17/05/2018» is a date, «km/2h» nothing.
        let more = reading.is_mark(whole.tokens.end, "/-")
            && !reading.spaced(whole.tokens.end)
            && reading
                .tokens()
                .get(whole.tokens.end + 1)
                .is_some_and(|t| t.kind == TokenKind::Number);
        let whole_numbers = part.value.is_integer() && whole.value.is_integer();
        let fits = whole_numbers && part.form == NumberForm::Digits && part.suffix.is_empty();
        (fits && !more && !whole.value.is_zero() && at + 1 == slash)
            .then(|| Some((part.value.checked_div(whole.value)?, part.value < whole.value, whole)))
            .flatten()
    };
    if number.tokens.len() == 1
        && let Some((value, _, whole)) = pair(number.tokens.start)
    {
        return Some(Number {
            tokens: number.tokens.start..whole.tokens.end,
            value,
            form: NumberForm::Fraction,
            scale: Decimal::ONE,
            suffix: whole.suffix,
            doubtful: false,
        });
    }
    let (value, proper, whole) = pair(number.tokens.end)?;
    (proper && number.value.is_integer()).then(|| {
        let sum = number.value.checked_add(value)?;
        Some(Number {
            tokens: number.tokens.start..whole.tokens.end,
            value: sum,
            form: NumberForm::Digits,
            scale: Decimal::ONE,
            suffix: whole.suffix,
            doubtful: false,
        })
    })?
}

/// «1e10», «12.32e+14», «1.1^23», «1.3x10^6».
fn power(reading: &Reading<'_>, number: &Number, glued: &str, end: usize) -> Option<Number> {
    let glued = glued.to_lowercase();
    let mut next = number.tokens.end;
    let tight = |i: usize| i < end.min(reading.tokens().len()) && !reading.spaced(i);
    let (base, written) = match glued.as_str() {
        "" | "x10" if tight(next) && reading.is_mark(next, "^") => {
            next += 1;
            (if glued.is_empty() { None } else { Some(Decimal::TEN) }, String::new())
        }
        "e" => (Some(Decimal::TEN), String::new()),
        _ => {
            let exponent = glued.strip_prefix('e')?;
            let digits = exponent.strip_prefix('-').unwrap_or(exponent);
            if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            (Some(Decimal::TEN), exponent.to_owned())
        }
    };
    let mut negative = false;
    let mut exponent = written;
    if exponent.is_empty() {
        if tight(next) && reading.is_mark(next, "-+−") {
            let sign = reading.analysis.surface(next);
            // Two signs in a row («--23») cancel out.
            negative = sign.chars().filter(|&c| c == '-' || c == '−').count() % 2 == 1;
            next += 1;
        }
        if !tight(next) {
            return None;
        }
        reading.analysis.surface(next).clone_into(&mut exponent);
        next += 1;
    }
    if let Some(positive) = exponent.strip_prefix('-') {
        negative = true;
        exponent = positive.to_owned();
    }
    let exponent: u32 = exponent.parse().ok().filter(|&e| e <= LARGEST_POWER)?;
    let (mut value, factor) = match base {
        Some(base) => (number.value, base),
        None => (Decimal::ONE, number.value),
    };
    for _ in 0..exponent {
        value = if negative { value.checked_div(factor)? } else { value.checked_mul(factor)? };
    }
    Some(Number::new(number.tokens.start..next, value, NumberForm::Digits))
}

/// The value of digits with their marks.
pub(super) fn written_number(reading: &Reading<'_>, written: &str) -> Option<Decimal> {
    let decimal_comma = has_class(reading, ",", "decimal-mark");
    Decimal::from_str_exact(&plain_digits(written, decimal_comma)).ok()
}

/// Digits without grouping, with `.` before the fraction.
fn plain_digits(number: &str, decimal_comma: bool) -> String {
    let number = number.trim_end_matches(['.', ',', '\'', '’']);
    let marks: Vec<(usize, char)> =
        number.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let Some(&(last, mark)) = marks.last() else { return number.to_owned() };
    let after = number.len() - last - mark.len_utf8();
    let (decimal, grouping) = if decimal_comma { (',', '.') } else { ('.', ',') };
    let same = marks.iter().all(|&(_, c)| c == mark);
    let apostrophe = matches!(mark, '\'' | '’');
    // Where the marks differ the last one is the decimal mark; where one mark repeats it groups; a
    // single mark is what the language makes it, but the grouping mark must stand before three digits.
    let is_fraction = if marks.len() > 1 {
        !same && !apostrophe
    } else {
        mark == decimal || (mark == grouping && after != 3)
    };
    let whole: String = number[..if is_fraction { last } else { number.len() }]
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    if is_fraction { format!("{whole}.{}", &number[last + mark.len_utf8()..]) } else { whole }
}

/// Whether a token is a group of three digits right behind the group before it.
fn joins_group(reading: &Reading<'_>, at: usize, decimal_comma: bool) -> bool {
    let tokens = reading.tokens();
    let (before, token) = (&tokens[at - 1], &tokens[at]);
    if token.kind != TokenKind::Number {
        return false;
    }
    let surface = reading.analysis.surface(at);
    let three = surface.len() >= 3 && surface.bytes().take(3).all(|b| b.is_ascii_digit());
    let fraction = surface.get(3..).unwrap_or_default();
    let closes = fraction.is_empty()
        || fraction
            .strip_prefix(if decimal_comma { ',' } else { '.' })
            .is_some_and(|f| !f.is_empty() && f.bytes().all(|b| b.is_ascii_digit()));
    let gap = &reading.analysis.text[before.end..token.start];
    let hard = matches!(gap, "\u{a0}" | "\u{202f}" | "\u{2009}");
    // Where the comma groups, a plain space does only before noughts or another group.
    let again = tokens.get(at + 1).is_some_and(|t| {
        t.kind == TokenKind::Number && t.end - t.start == 3 && token.end + 1 == t.start
    });
    let grouped = at >= 2 && tokens[at - 2].kind == TokenKind::Number;
    three
        && closes
        && (hard || (gap == " " && (decimal_comma || surface == "000" || again || grouped)))
}

/// Splits letters glued to digits into a scale and the rest; whether the scale may mean something else.
fn glued_scale<'t>(reading: &Reading<'_>, glued: &'t str) -> (Decimal, &'t str, bool) {
    let phrases = reading.phrases(Scheme::Numbers);
    for (split, _) in glued.char_indices().rev().chain([(glued.len(), ' ')]) {
        let (head, rest) = glued.split_at(split);
        if head.is_empty() {
            continue;
        }
        let folded = fold(head);
        // A unit is no scale («30m» is metres, unless money follows).
        let rest_is_money = reading.phrases(Scheme::Currencies).word(&fold(rest)).is_some();
        let unit = rest.is_empty() && is_unit_symbol(reading, head, &folded);
        let mut scales = phrases
            .concepts_of(&folded)
            .chain(phrases.exact_word(head))
            .filter(|&id| form(reading, id) == "scale");
        let scale = scales.next();
        if let Some(id) = scale.filter(|_| (rest.is_empty() && !unit) || rest_is_money) {
            let concept = reading.lexicon.concept(id);
            let doubtful = rest.is_empty() && concept.flag("weak") && !concept.flag("attached");
            return (value(reading, id).unwrap_or(Decimal::ONE), rest, doubtful);
        }
    }
    (Decimal::ONE, glued, false)
}

/// Whether letters are a unit's symbol, written as the unit writes it.
fn is_unit_symbol(reading: &Reading<'_>, written: &str, folded: &str) -> bool {
    reading.phrases(Scheme::Units).concepts(folded).any(|id| {
        let notation = reading.lexicon.notation(id);
        let symbol = written.chars().count() <= 2 && fold(notation) == folded;
        !symbol || notation == written
    })
}

/// Multiplies by a scale glued to the digits that only money can have («£125m»).
pub(super) fn multiply_by_suffix(reading: &Reading<'_>, number: &mut Number) {
    let scale = reading
        .phrases(Scheme::Numbers)
        .concepts_of(&number.suffix)
        .find(|&id| form(reading, id) == "scale")
        .and_then(|id| value(reading, id));
    if let Some(value) = scale.and_then(|scale| number.value.checked_mul(scale)) {
        number.value = value;
        number.suffix.clear();
    }
}
