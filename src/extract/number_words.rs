//! Number words: they compose («deux cent cinquante»), grow together («zweihundertdreißig»), and «one»
//! counts only where it is meant.

use super::number::{Number, NumberForm, form, has_class, multiply_by_scales, value};
use super::reading::Reading;
use crate::language::TokenKind;
use crate::lexicon::{Match, Scheme};
use rust_decimal::Decimal;

pub(super) fn words(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    let mut total = Decimal::ZERO;
    let mut current = Decimal::ZERO;
    let mut scale = Decimal::ONE;
    let mut next = at;
    let mut form_of_all = NumberForm::Words;
    let mut parts = 0;
    let mut only_one = false;
    while next < end {
        // «two hundred and five», «vingt et un»: a link between two parts of one number.
        let mut from = next;
        if parts > 0 && reading.is_class("link", next) && reading.analysis.spaced(next) {
            from = next + 1;
        }
        let hit = cardinal_at(reading, from, end);
        let (value, kind, stop) = match hit {
            Some(hit) => (value(reading, hit.concept)?, form(reading, hit.concept), hit.tokens.end),
            None => match compound(reading, from) {
                // «vierentwintigjarige», «einwöchige»: the unit is part of the word.
                Some((value, suffix)) if !suffix.is_empty() => {
                    let form = NumberForm::Words;
                    let tokens = from..from + 1;
                    return (parts == 0).then_some(Number {
                        tokens,
                        value,
                        form,
                        scale: Decimal::ONE,
                        suffix,
                    });
                }
                Some((value, _)) => (value, "cardinal", from + 1),
                None => break,
            },
        };
        if from > next
            && !(kind == "cardinal" && parts > 0 && current % Decimal::TEN == Decimal::ZERO)
        {
            break;
        }
        match kind {
            "cardinal" if value == Decimal::ONE_HUNDRED => {
                current =
                    if current.is_zero() { Decimal::ONE } else { current }.checked_mul(value)?;
            }
            "cardinal" if parts == 0 => current = value,
            // Parts must fall («quatre-vingt dix», «hundred five»), else a new number begins.
            "cardinal"
                if !current.is_zero()
                    && value < Decimal::ONE_HUNDRED
                    && current % power_above(value) == Decimal::ZERO =>
            {
                current += value;
            }
            "cardinal" if current.is_zero() && !total.is_zero() => current = value,
            "scale" => {
                let weak = hit_is_weak(reading, from, end);
                if weak {
                    break;
                }
                if current.is_zero() {
                    // «thousands», «millions» alone: nothing says how many.
                    if parts > 0 {
                        break;
                    }
                    form_of_all = NumberForm::Vague;
                    current = Decimal::ONE;
                }
                total += current.checked_mul(value)?;
                scale = value;
                current = Decimal::ZERO;
            }
            "vague" => {
                let factor = if current.is_zero() { Decimal::ONE } else { current };
                current = factor.checked_mul(value)?;
                form_of_all = NumberForm::Vague;
                // «des dizaines de milliers»: one order multiplies the next.
                let partitive = reading.is_class("partitive", stop);
                let again = reading.match_at(Scheme::Numbers, stop + usize::from(partitive), end);
                if let Some(again) =
                    again.filter(|m| matches!(form(reading, m.concept), "vague" | "scale"))
                {
                    current = current.checked_mul(self::value(reading, again.concept)?)?;
                    next = again.tokens.end;
                    parts += 1;
                    continue;
                }
            }
            "fraction" | "times" if parts == 0 => {
                let mut number = Number {
                    tokens: at..stop,
                    value,
                    form: NumberForm::Fraction,
                    scale: Decimal::ONE,
                    suffix: String::new(),
                };
                if kind == "times" {
                    number.form = NumberForm::Times;
                } else {
                    // «half a million» is a number, «half of them» a share.
                    multiply_by_scales(reading, &mut number, end)?;
                    if number.scale > Decimal::ONE {
                        number.form = NumberForm::Words;
                    }
                }
                return Some(number);
            }
            _ => break,
        }
        only_one = parts == 0 && value == Decimal::ONE && kind == "cardinal";
        parts += 1;
        next = stop;
        if form_of_all == NumberForm::Vague {
            break;
        }
    }
    // «un», «een», «one» alone are articles more often than numbers.
    if parts == 0 || only_one {
        return None;
    }
    let value = total.checked_add(current)?;
    let mut number =
        Number { tokens: at..next, value, form: form_of_all, scale, suffix: String::new() };
    if scale == Decimal::ONE && form_of_all == NumberForm::Words {
        multiply_by_scales(reading, &mut number, end)?;
    }
    // «zéro déchet», «null Toleranz»: nought in words is a figure of speech.
    if value.is_zero() {
        return None;
    }
    // A lone «hundred» or «mille» behind no number is one hundred or one thousand where the language
    // says so; «un million» came through its article.
    if form_of_all == NumberForm::Vague && is_one_before(reading, at) {
        number.form = NumberForm::Words;
    }
    Some(number)
}

/// The longest number word at a token; «twice as much» and «third» are looked at by others.
fn cardinal_at(reading: &Reading<'_>, at: usize, end: usize) -> Option<Match> {
    let tokens = reading.tokens();
    let phrases = reading.phrases(Scheme::Numbers);
    let mut hits = phrases.matches_at(reading.analysis.text, &tokens[..end.min(tokens.len())], at);
    hits.find(|hit| !matches!(form(reading, hit.concept), "multiple" | "ordinal"))
}

fn hit_is_weak(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    reading
        .match_at(Scheme::Numbers, at, end)
        .is_some_and(|hit| reading.lexicon.concept(hit.concept).flag("weak"))
}

/// Whether «a», «un», «ein» stands right before.
fn is_one_before(reading: &Reading<'_>, at: usize) -> bool {
    at > 0
        && reading
            .match_at(Scheme::Numbers, at - 1, at)
            .is_some_and(|hit| value(reading, hit.concept) == Some(Decimal::ONE))
}

/// The power of ten above a value: 10 for units, 100 for tens.
fn power_above(value: Decimal) -> Decimal {
    if value < Decimal::TEN { Decimal::TEN } else { Decimal::ONE_HUNDRED }
}

/// A number written in one word («zweihundertdreißig», «driehonderdvijftig», «vingt-trois»), cut into
/// number words of the lexicon, longest first; with the unit that ends the word («einwöchige»).
fn compound(reading: &Reading<'_>, at: usize) -> Option<(Decimal, String)> {
    let token = reading.tokens().get(at)?;
    let word = token.folded.as_str();
    if token.kind != TokenKind::Word || word.len() < 6 {
        return None;
    }
    let mut rest = word;
    let (mut total, mut current) = (Decimal::ZERO, Decimal::ZERO);
    let mut pieces = 0;
    while !rest.is_empty() {
        let Some((value, kind, used)) = longest_number(reading, rest) else {
            let is_unit = rest.chars().count() > 3
                && pieces > 0
                && reading.phrases(Scheme::Units).word(rest).is_some();
            return is_unit.then(|| (total + current, rest.to_owned()));
        };
        match kind {
            "scale" => {
                total +=
                    if current.is_zero() { Decimal::ONE } else { current }.checked_mul(value)?;
                current = Decimal::ZERO;
            }
            _ if value == Decimal::ONE_HUNDRED => {
                current =
                    if current.is_zero() { Decimal::ONE } else { current }.checked_mul(value)?;
            }
            _ => current += value,
        }
        pieces += 1;
        rest = rest[used..].trim_start_matches('-');
        // The link inside: «dreihundertundzwei», «vingt-et-un».
        if pieces > 0 && !rest.is_empty() {
            rest = strip_link(reading, rest);
        }
    }
    (pieces > 1).then(|| (total + current, String::new()))
}

fn longest_number<'a>(reading: &Reading<'a>, rest: &str) -> Option<(Decimal, &'a str, usize)> {
    let phrases = reading.phrases(Scheme::Numbers);
    let ends = rest.char_indices().map(|(i, c)| i + c.len_utf8());
    let ends: Vec<usize> = ends.collect();
    ends.into_iter().rev().find_map(|end| {
        let id = phrases.word(&rest[..end])?;
        let kind = form(reading, id);
        // Inside a word only whole numbers count; two letters («es», «tr») prove nothing.
        let counts = matches!(kind, "cardinal" | "scale") && end >= 3;
        counts.then(|| value(reading, id).map(|value| (value, kind, end))).flatten()
    })
}

fn strip_link<'t>(reading: &Reading<'_>, rest: &'t str) -> &'t str {
    let ends =
        [2usize, 3].into_iter().filter(|&end| rest.is_char_boundary(end) && end < rest.len());
    for end in ends {
        let tail = rest[end..].trim_start_matches('-');
        if has_class(reading, &rest[..end], "link") && longest_number(reading, tail).is_some() {
            return tail;
        }
    }
    rest
}

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
    ((lasts && !rate) || counted).then(|| Number {
        tokens: at..stop,
        value: Decimal::ONE,
        form: NumberForm::Words,
        scale: Decimal::ONE,
        suffix: String::new(),
    })
}

/// Whether a number, unit or currency ends right before a token.
fn ends_quantity(reading: &Reading<'_>, at: usize) -> bool {
    let tokens = reading.tokens();
    tokens[at - 1].kind == TokenKind::Number
        || [Scheme::Units, Scheme::Currencies, Scheme::Numbers].into_iter().any(|scheme| {
            let phrases = reading.phrases(scheme);
            let before = phrases.match_before(reading.analysis.text, tokens, at, 0);
            before.is_some_and(|hit| form(reading, hit.concept) != "ordinal")
        })
}
