//! Numbers in digits and in words, with their scale, as exact decimals.
//!
//! Digits are read with the language's decimal mark; thousands may be grouped by any space, stop,
//! comma or apostrophe. Number words compose («deux cent cinquante», «zweihundertdreißig»). No
//! floating point anywhere.

use super::number_words::words;
use super::reading::Reading;
use crate::language::TokenKind;
use crate::lexicon::{ConceptId, Scheme};
use rust_decimal::Decimal;
use std::ops::Range;

/// How a number came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberForm {
    Digits,
    Words,
    /// «a third»: a share of something.
    Fraction,
    /// «twice», «dreimal»: how often, or how many times as much.
    Times,
    /// «dozens», «thousands»: the order of magnitude only.
    Vague,
}

/// A number with the tokens that it takes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number {
    pub tokens: Range<usize>,
    pub value: Decimal,
    pub form: NumberForm,
    /// What was multiplied in from scale words, which the lower end of a range shares.
    pub scale: Decimal,
    /// Letters glued to the digits that are no scale («km» of «30km»), folded.
    pub suffix: String,
}

/// The number that begins at a token, or `None`; `end` bounds the tokens looked at.
pub(super) fn number_at(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    let token = reading.tokens().get(at).filter(|_| at < end)?;
    match token.kind {
        TokenKind::Number => digits(reading, at, end),
        TokenKind::Word | TokenKind::Mark => words(reading, at, end),
        TokenKind::Address => None,
    }
}

fn digits(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    let decimal_comma = has_class(reading, ",", "decimal-mark");
    let surface = reading.analysis.surface(at);
    let split = surface
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’')))
        .unwrap_or(surface.len());
    let (number, glued) = surface.split_at(split);
    let mut plain = plain_digits(number, decimal_comma);
    let mut next = at + 1;
    // «85 000»: groups of three behind one white space. A plain space groups only where the language
    // does not write the comma for it.
    if glued.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit()) {
        while next < end && joins_group(reading, next, decimal_comma) {
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
    let mut number = Number {
        tokens: at..next,
        value,
        form: NumberForm::Digits,
        scale: Decimal::ONE,
        suffix: String::new(),
    };
    if glued.is_empty() {
        multiply_by_scales(reading, &mut number, end)?;
    } else {
        // A scale, a currency or both may be glued on: «59M€», «30km», «10bn».
        let (scale, rest) = glued_scale(reading, glued);
        number.value = number.value.checked_mul(scale)?;
        number.scale = scale;
        number.suffix = rest.to_lowercase();
    }
    Some(number)
}

/// Whether a word or mark of the language is of a class, wherever it stands.
pub(super) fn has_class(reading: &Reading<'_>, word: &str, class: &str) -> bool {
    let ids = reading.phrases(Scheme::LanguageFacts).concepts_of(word);
    ids.into_iter().any(|id| reading.lexicon.concept(id).property("wordClass") == class)
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
    three && closes && (hard || (gap == " " && decimal_comma))
}

/// Splits letters glued to digits into a scale and the rest.
fn glued_scale<'t>(reading: &Reading<'_>, glued: &'t str) -> (Decimal, &'t str) {
    let phrases = reading.phrases(Scheme::Numbers);
    for (split, _) in glued.char_indices().rev().chain([(glued.len(), ' ')]) {
        let (head, rest) = glued.split_at(split);
        if head.is_empty() {
            continue;
        }
        let folded = crate::language::fold(head);
        // A unit is no scale («30m» is metres, unless money follows).
        let rest_is_money =
            reading.phrases(Scheme::Currencies).word(&crate::language::fold(rest)).is_some();
        let unit = rest.is_empty() && reading.phrases(Scheme::Units).word(&folded).is_some();
        let scale = phrases.word(&folded).filter(|&id| form(reading, id) == "scale");
        if let Some(id) = scale.filter(|_| (rest.is_empty() && !unit) || rest_is_money) {
            return (value(reading, id).unwrap_or(Decimal::ONE), rest);
        }
    }
    (Decimal::ONE, glued)
}

/// Multiplies by the scale words that follow: «59 milliards», «3,5 Mio.», «2 hundred thousand».
pub(super) fn multiply_by_scales(
    reading: &Reading<'_>,
    number: &mut Number,
    end: usize,
) -> Option<()> {
    // «six autres millions»
    let other = reading.class_at("counting-adjective", number.tokens.end, end);
    let scaled = other.filter(|other| {
        let hit = reading.match_at(Scheme::Numbers, other.end, end);
        hit.is_some_and(|hit| form(reading, hit.concept) == "scale")
    });
    if let Some(other) = scaled {
        number.tokens.end = other.end;
    }
    while let Some(hit) = reading.match_at(Scheme::Numbers, number.tokens.end, end) {
        let Some(scale) = scale_value(reading, hit.concept) else { break };
        let weak = reading.lexicon.concept(hit.concept).flag("weak");
        if weak && !money_follows(reading, hit.tokens.end, end) {
            break;
        }
        number.value = number.value.checked_mul(scale)?;
        number.scale = number.scale.checked_mul(scale)?;
        number.tokens.end = hit.tokens.end;
    }
    Some(())
}

fn money_follows(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    reading.match_at(Scheme::Currencies, at, end).is_some()
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

/// What a word multiplies by: scales, and a hundred.
fn scale_value(reading: &Reading<'_>, id: ConceptId) -> Option<Decimal> {
    let value = value(reading, id)?;
    let multiplies = form(reading, id) == "scale" || value == Decimal::ONE_HUNDRED;
    multiplies.then_some(value)
}

pub(super) fn form<'a>(reading: &Reading<'a>, id: ConceptId) -> &'a str {
    reading.lexicon.concept(id).property("numberForm")
}

pub(super) fn value(reading: &Reading<'_>, id: ConceptId) -> Option<Decimal> {
    Decimal::from_str_exact(reading.lexicon.concept(id).property("numericValue")).ok()
}
