//! Numbers in digits and in words, with their scale, as exact decimals.
//!
//! Digits are read with the language's decimal mark; thousands may be grouped by any space, stop,
//! comma or apostrophe. Number words compose («deux cent cinquante», «zweihundertdreißig»). No
//! floating point anywhere.

use super::reading::Reading;
use crate::language::TokenKind;
use crate::lexicon::{ConceptId, Match, Scheme};
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
    let mut plain = plain_digits(number, decimal_comma)?;
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
fn has_class(reading: &Reading<'_>, word: &str, class: &str) -> bool {
    let ids = reading.phrases(Scheme::LanguageFacts).concepts_of(word);
    ids.into_iter().any(|id| reading.lexicon.concept(id).property("wordClass") == class)
}

/// Digits without grouping, with `.` before the fraction.
fn plain_digits(number: &str, decimal_comma: bool) -> Option<String> {
    let number = number.trim_end_matches(['.', ',', '\'', '’']);
    let marks: Vec<(usize, char)> =
        number.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let Some(&(last, mark)) = marks.last() else { return Some(number.to_owned()) };
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
    if is_fraction {
        Some(format!("{whole}.{}", &number[last + mark.len_utf8()..]))
    } else {
        Some(whole)
    }
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
fn multiply_by_scales(reading: &Reading<'_>, number: &mut Number, end: usize) -> Option<()> {
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

fn form<'a>(reading: &Reading<'a>, id: ConceptId) -> &'a str {
    reading.lexicon.concept(id).property("numberForm")
}

fn value(reading: &Reading<'_>, id: ConceptId) -> Option<Decimal> {
    Decimal::from_str_exact(reading.lexicon.concept(id).property("numericValue")).ok()
}

fn words(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
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
