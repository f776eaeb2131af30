//! Numbers in digits and in words, with their sign and scale, as exact decimals.
//!
//! [`numeral_at`] reads every number that begins at a token, also the ones that news seldom means as a
//! figure: a lone «one», nought, an ordinal. [`number_at`] gives those that count. No floating point
//! anywhere.

use super::number_digits::digits;
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
    /// «third», «21st»: a place in an order.
    Ordinal,
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
    /// The scale is a letter that means something else in the news: «5G».
    pub doubtful: bool,
}

impl Number {
    pub(super) fn new(tokens: Range<usize>, value: Decimal, form: NumberForm) -> Self {
        Self { tokens, value, form, scale: Decimal::ONE, suffix: String::new(), doubtful: false }
    }

    /// «un», «een», «one» and nothing more: an article more often than a number.
    pub(super) fn is_lone_one(&self) -> bool {
        self.form == NumberForm::Words
            && self.value == Decimal::ONE
            && self.scale == Decimal::ONE
            && self.suffix.is_empty()
    }
}

/// The number that begins at a token and counts, or `None`; `end` bounds the tokens looked at.
pub(super) fn number_at(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    let number = numeral_at(reading, at, end)?;
    // «un», «een», «one» alone are articles more often than numbers; «zéro déchet», «null Toleranz»:
    // nought in words is a figure of speech.
    let idle = number.is_lone_one()
        || number.doubtful
        || number.form == NumberForm::Ordinal
        || (number.form == NumberForm::Words && number.value.is_zero());
    (!idle).then_some(number)
}

/// Any number that begins at a token, its sign among it.
pub(super) fn numeral_at(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    let end = end.min(reading.tokens().len());
    let numeral = reading.glance.numeral(at).filter(|_| at < end)?;
    if end != numeral.end {
        return fresh_numeral_at(reading, at, end);
    }
    // The same number is asked for by many rules.
    if let Some(read) = numeral.read.get() {
        return read.clone();
    }
    let read = fresh_numeral_at(reading, at, end);
    numeral.read.get_or_init(|| read).clone()
}

fn fresh_numeral_at(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    if let Some(unsigned) = sign_at(reading, at, end) {
        let mut number = unsigned_at(reading, unsigned, end)?;
        if matches!(number.form, NumberForm::Ordinal | NumberForm::Times) {
            return None;
        }
        number.value = -number.value;
        number.tokens.start = at;
        return Some(number);
    }
    unsigned_at(reading, at, end)
}

fn unsigned_at(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    let token = reading.tokens().get(at).filter(|_| at < end)?;
    match token.kind {
        TokenKind::Number => digits(reading, at, end),
        TokenKind::Mark if matches!(token.folded.as_str(), "." | ",") => digits(reading, at, end),
        TokenKind::Word | TokenKind::Mark => words(reading, at, end),
        TokenKind::Address => None,
    }
}

/// The token behind a minus: a dash glued to the number and to nothing before it, a dash before a
/// number that is all of its sentence, or a word for it.
fn sign_at(reading: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
    let tokens = reading.tokens();
    if reading.is_mark(at, "-−–") && at + 1 < end {
        let digits = tokens[at + 1].kind == TokenKind::Number
            || (reading.is_mark(at + 1, ".,")
                && at + 2 < end
                && tokens[at + 2].kind == TokenKind::Number
                && !reading.spaced(at + 2));
        let opens = reading.spaced(at) || reading.is_mark(at - 1, "(");
        let behind_number =
            at > 0 && tokens[at - 1].kind == TokenKind::Number && reading.spaced(at);
        let glued = !reading.spaced(at + 1);
        let sentence = reading.sentence_tokens(at);
        let alone = at == sentence.start && sentence.len() <= 5;
        return (digits && opens && ((glued && !behind_number) || alone)).then_some(at + 1);
    }
    let minus = reading.class_at("minus", at, end)?;
    // «au moins 3»: another phrase ends in the same word.
    let other = reading.match_before(Scheme::Approximators, minus.end, 0).is_some();
    (!other).then_some(minus.end)
}

/// Whether a word or mark of the language is of a class, wherever it stands.
pub(super) fn has_class(reading: &Reading<'_>, word: &str, class: &str) -> bool {
    let ids = reading.phrases(Scheme::LanguageFacts).concepts_of(word);
    ids.into_iter().any(|id| reading.lexicon.concept(id).property("wordClass") == class)
}

pub(super) fn form<'a>(reading: &Reading<'a>, id: ConceptId) -> &'a str {
    reading.lexicon.concept(id).property("numberForm")
}

pub(super) fn value(reading: &Reading<'_>, id: ConceptId) -> Option<Decimal> {
    Decimal::from_str_exact(reading.lexicon.concept(id).property("numericValue")).ok()
}
