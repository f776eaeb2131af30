//! Currencies: before the number, glued to it or behind it, and whose «dollars» they are.

use super::number::{Number, NumberForm, number_at};
use super::number_digits::written_number;
use super::quantity::{Quantity, UnitKind};
use super::reading::Reading;
use crate::language::{TokenKind, fold};
use crate::lexicon::{ConceptId, Scheme};
use rust_decimal::Decimal;

/// A currency's symbol or code in front of a number: no word of a sentence («has won 14 titles»,
/// «a $500 bond»).
pub(super) fn currency_before(
    reading: &Reading<'_>,
    at: usize,
    end: usize,
) -> Option<(ConceptId, usize)> {
    let (currency, next) =
        currency_at(reading, at, end).or_else(|| code_before_symbol(reading, at, end))?;
    let worded = reading.tokens()[next - 1].kind == TokenKind::Word;
    let word = worded && reading.analysis.surface(at).starts_with(char::is_lowercase);
    // «usd$ 15», «US $ 10»: a code and a symbol for the same.
    if let Some((_, behind)) = currency_at(reading, next, end)
        && !reading.tokens()[next].folded.starts_with(char::is_alphabetic)
        && (!word || !reading.spaced(next))
        && reading.tokens().get(behind).is_some_and(|t| t.kind == TokenKind::Number)
    {
        return Some((currency, behind));
    }
    let apart = reading.is_class("article", at) && reading.spaced(at + 1);
    // «ALL 5 answers»: a code that is a word of the grammar.
    let grammar = worded && next == at + 1 && reading.is_function_word(at);
    let named = !word || opens_worded_amount(reading, at, next, end);
    (named && !apart && !grammar).then_some((currency, next))
}

/// «ringgit 42», «starts at dollar 22.5 million»: a name in small letters before an amount, where no
/// article makes a noun of it and nothing that could be counted follows the amount.
fn opens_worded_amount(reading: &Reading<'_>, at: usize, next: usize, end: usize) -> bool {
    let noun =
        at > 0 && ["article", "determiner"].iter().any(|class| reading.is_class(class, at - 1));
    let Some(number) = number_at(reading, next, end).filter(|n| n.form == NumberForm::Digits)
    else {
        return false;
    };
    let year = number.tokens.len() == 1 && reading.analysis.surface(next).len() == 4;
    let behind = number.tokens.end;
    let free = behind >= end
        || reading.is_function_word(behind)
        || (reading.tokens()[behind].kind == TokenKind::Mark && !reading.is_mark(behind, "%-–/:"));
    let long = reading.tokens()[next - 1].folded.chars().count() > 3;
    long && free && !noun && !year && number.suffix.is_empty()
}

/// «usd$ 15»: a code in small letters glued to a symbol.
fn code_before_symbol(reading: &Reading<'_>, at: usize, end: usize) -> Option<(ConceptId, usize)> {
    let glued = at + 1 < end && !reading.spaced(at + 1);
    if !glued
        || reading.tokens()[at].kind != TokenKind::Word
        || reading.tokens()[at].folded.len() != 3
    {
        return None;
    }
    let (_, _) = currency_at(reading, at + 1, end)?;
    let code = reading.analysis.surface(at).to_uppercase();
    Some((reading.phrases(Scheme::Currencies).exact_word(&code)?, at + 1))
}

/// A currency's symbol, code or name at a token, and the token behind it.
pub(super) fn currency_at(
    reading: &Reading<'_>,
    at: usize,
    end: usize,
) -> Option<(ConceptId, usize)> {
    let hit = reading.match_at(Scheme::Currencies, at, end)?;
    code(reading, hit.concept)?;
    Some((hit.concept, hit.tokens.end))
}

/// The ISO 4217 code that a currency's name stands for in the country that the text comes from; `None`
/// where several currencies bear the name and the country is not known.
fn code<'a>(reading: &Reading<'a>, currency: ConceptId) -> Option<&'a str> {
    let concept = reading.lexicon.concept(currency);
    let there = concept.property("byCountry").split(',').find_map(|pair| {
        let (country, code) = pair.trim().split_once(' ')?;
        (country == reading.country).then_some(code)
    });
    let code = there.or_else(|| Some(concept.property("currency")).filter(|code| !code.is_empty()));
    code.or_else(|| Some(concept.notation.as_str()).filter(|code| !code.is_empty()))
}

pub(super) fn set_money(reading: &Reading<'_>, quantity: &mut Quantity, currency: ConceptId) {
    let concept = reading.lexicon.concept(currency);
    let factor = concept.property("factor");
    if let Ok(factor) = Decimal::from_str_exact(factor) {
        // «50 cents» is half of the main unit.
        quantity.value = quantity.value.checked_mul(factor).unwrap_or(quantity.value);
        quantity.max = quantity.max.and_then(|max| max.checked_mul(factor));
        let main = code(reading, currency)
            .and_then(|code| reading.lexicon.by_notation(Scheme::Currencies, code));
        if let Some(main) = main {
            reading.lexicon.notation(main).clone_into(&mut quantity.unit);
            reading.lexicon.property(main, "qudtUnit").clone_into(&mut quantity.unit_iri);
        }
    }
    if quantity.unit.is_empty() {
        reading.lexicon.notation(currency).clone_into(&mut quantity.unit);
        concept.property("qudtUnit").clone_into(&mut quantity.unit_iri);
    }
    quantity.unit_concept = Some(currency);
    quantity.kind = UnitKind::Money;
}

/// Whether a currency's symbol stands before a number of its own.
pub(super) fn opens_amount(reading: &Reading<'_>, at: usize, next: usize) -> bool {
    reading.tokens()[at].kind == TokenKind::Mark
        && reading.tokens().get(next).is_some_and(|token| token.kind == TokenKind::Number)
}

/// «USD1,23», «EUR29.99», «Rs20»: the code of a currency and digits in one.
pub(super) fn code_with_digits(reading: &Reading<'_>, at: usize, end: usize) -> Option<Quantity> {
    let analysis = reading.analysis;
    let token = reading.tokens().get(at).filter(|t| at < end && t.kind == TokenKind::Word)?;
    let surface = analysis.surface(at);
    let letters = surface.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (code, rest) = surface.split_at_checked(letters)?;
    let digits = !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    if !digits || !(2..=3).contains(&letters) || !code.starts_with(char::is_uppercase) {
        return None;
    }
    let phrases = reading.phrases(Scheme::Currencies);
    let currency = phrases.exact_word(code).or_else(|| phrases.word(&fold(code)))?;
    let run = &analysis.text.as_bytes()[token.start + letters..];
    let length = run.iter().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')).count();
    let written = analysis.text[token.start + letters..][..length].trim_end_matches(['.', ',']);
    let stop = token.start + letters + written.len();
    let next = (at..end).find(|&i| reading.tokens()[i].end == stop)? + 1;
    let value = written_number(reading, written)?;
    let mut quantity = Quantity::new(at, &Number::new(at..next, value, NumberForm::Digits));
    set_money(reading, &mut quantity, currency);
    quantity.core = at..next;
    Some(quantity)
}

/// «75 USD million»: the scale behind the currency.
pub(super) fn multiply_behind(reading: &Reading<'_>, quantity: &mut Quantity, end: usize) {
    let at = quantity.tokens.end;
    let Some(hit) = reading.match_at(Scheme::Numbers, at, end) else { return };
    let scale = super::number::form(reading, hit.concept) == "scale"
        && !reading.lexicon.concept(hit.concept).flag("weak")
        && quantity.value < Decimal::ONE_THOUSAND;
    let value = super::number::value(reading, hit.concept)
        .filter(|_| scale)
        .and_then(|value| quantity.value.checked_mul(value));
    if let Some(value) = value {
        quantity.value = value;
        quantity.tokens.end = hit.tokens.end;
    }
}
