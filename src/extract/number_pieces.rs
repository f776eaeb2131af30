//! The parts that number words are made of, at a token: labels of `ng:Numbers`, and single words cut
//! into such labels («zweihundertdreißig», «driehonderdvijftig», «vingt-cinquième»).

use super::number::{form, has_class, value};
use super::reading::Reading;
use crate::language::TokenKind;
use crate::lexicon::{ConceptId, Scheme};
use rust_decimal::Decimal;

/// What a part does in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits between words: «3 hundred and 21».
    Digits,
    Cardinal,
    Scale,
    Fraction,
    Vague,
    Times,
    Ordinal,
    /// «fifths», «Fünftel»: divides what stands before it.
    Denominator,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub kind: Kind,
    pub value: Decimal,
    /// Single letters, to be trusted only before money or at the end of a sentence.
    pub weak: bool,
    /// How many tokens its label has.
    pub tokens: usize,
}

/// The parts that stand at a token, and the token behind them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pieces {
    pub all: Vec<Piece>,
    pub end: usize,
    /// The unit that ends the word («einwöchige»), folded.
    pub suffix: String,
}

/// All ways to read the words at a token, the longest first.
pub(super) fn pieces_at(reading: &Reading<'_>, at: usize, end: usize) -> Vec<Pieces> {
    let tokens = reading.tokens();
    let Some(token) = tokens.get(at).filter(|_| at < end) else { return Vec::new() };
    let mut found = Vec::new();
    if reading.begins(Scheme::Numbers, at) {
        let phrases = reading.phrases(Scheme::Numbers);
        let hits = phrases.matches_at(reading.analysis.text, &tokens[..end.min(tokens.len())], at);
        found.extend(hits.filter_map(|hit| {
            let piece = piece(reading, hit.concept, hit.tokens.len())?;
            Some(Pieces { all: vec![piece], end: hit.tokens.end, suffix: String::new() })
        }));
    }
    if found.is_empty() && token.kind == TokenKind::Word {
        found.extend(compound(reading, at));
    }
    found
}

fn piece(reading: &Reading<'_>, id: ConceptId, tokens: usize) -> Option<Piece> {
    let kind = match form(reading, id) {
        "cardinal" => Kind::Cardinal,
        "scale" => Kind::Scale,
        "fraction" => Kind::Fraction,
        "vague" => Kind::Vague,
        "times" => Kind::Times,
        "ordinal" => Kind::Ordinal,
        "denominator" => Kind::Denominator,
        _ => return None,
    };
    let weak = reading.lexicon.concept(id).flag("weak");
    Some(Piece { kind, value: value(reading, id)?, weak, tokens })
}

/// The longest word that is cut: «siebenhundertsiebenundsiebzigtausend…» and the like.
const LONGEST_WORD: usize = 160;

/// One word cut into number words, longest first, with the unit that ends it.
fn compound(reading: &Reading<'_>, at: usize) -> Option<Pieces> {
    let word = reading.tokens()[at].folded.as_str();
    let numbers = reading.phrases(Scheme::Numbers);
    if !(6..=LONGEST_WORD).contains(&word.len()) || !numbers.may_begin(word) {
        return None;
    }
    let mut rest = word;
    let mut all: Vec<Piece> = Vec::new();
    let mut suffix = String::new();
    let mut hyphen = false;
    while !rest.is_empty() {
        let Some((piece, used)) = longest(reading, rest, all.is_empty()) else {
            // «vierentwintigjarige», «einwöchige»: the unit is part of the word.
            let unit =
                rest.chars().count() > 3 && reading.phrases(Scheme::Units).word(rest).is_some();
            let named = hyphen && is_named_by(reading, rest, &all);
            if all.is_empty() || !(unit || named) {
                return None;
            }
            rest.clone_into(&mut suffix);
            break;
        };
        all.push(piece);
        rest = &rest[used..];
        // «zweihundertste», «biljoenste»: the last part made an ordinal.
        if !rest.is_empty() && has_class(reading, rest, "ordinal-ending") {
            let last = all.last_mut()?;
            if !matches!(last.kind, Kind::Cardinal | Kind::Scale) {
                return None;
            }
            make_ordinal(&mut all);
            break;
        }
        hyphen = rest.starts_with('-');
        rest = rest.trim_start_matches('-');
        // The link inside: «dreihundertundzwei», «vingt-et-un».
        rest = strip_link(reading, rest);
    }
    if opens_with_part(&all) && all.len() == 1 && suffix.is_empty() {
        return None;
    }
    (all.len() > 1 || !suffix.is_empty() || all.first()?.kind == Kind::Ordinal).then_some(Pieces {
        all,
        end: at + 1,
        suffix,
    })
}

/// «one-yen», «six-point», «half-litre»: what a hyphen joins to a number word is a currency, a unit, or what
/// is counted; only the first two to a fraction.
fn is_named_by(reading: &Reading<'_>, rest: &str, all: &[Piece]) -> bool {
    let is = |scheme| reading.phrases(scheme).word(rest).is_some();
    if opens_with_part(all) {
        // «half-hour», «quarter-century» are words of their own.
        let lasts = reading
            .phrases(Scheme::Units)
            .concepts(rest)
            .any(|id| reading.lexicon.concept(id).property("unitKind") == "duration");
        return all.len() == 1 && !lasts && (is(Scheme::Units) || is(Scheme::Currencies));
    }
    is(Scheme::Units)
        || is(Scheme::Currencies)
        || is(Scheme::Measures)
        || has_class(reading, rest, "counted-noun")
}

fn opens_with_part(all: &[Piece]) -> bool {
    all.first().is_some_and(|piece| piece.kind == Kind::Fraction)
}

/// Makes the last part an ordinal: a scale takes what multiplies it along.
fn make_ordinal(all: &mut Vec<Piece>) {
    let Some(mut last) = all.pop() else { return };
    if last.kind == Kind::Scale || last.value == Decimal::ONE_HUNDRED {
        // The scale stays one; an ordinal nought marks the end.
        all.push(last);
        last.value = Decimal::ZERO;
    }
    last.kind = Kind::Ordinal;
    all.push(last);
}

fn longest(reading: &Reading<'_>, rest: &str, first: bool) -> Option<(Piece, usize)> {
    let phrases = reading.phrases(Scheme::Numbers);
    let ends: Vec<usize> = rest
        .char_indices()
        .map(|(i, c)| i + c.len_utf8())
        .filter(|&end| (3..=32).contains(&end))
        .collect();
    ends.into_iter().rev().find_map(|end| {
        // Inside a word two letters («es», «tr») prove nothing.
        phrases.concepts(&rest[..end]).find_map(|id| {
            // «mil» of «six-mile» is no million.
            let short = reading.lexicon.concept(id).flag("attached");
            let mut piece = piece(reading, id, 1).filter(|p| !p.weak && !short)?;
            // «quarter-litre», «demi-million»
            let part = first && rest[end..].starts_with('-');
            if part && piece.kind == Kind::Denominator {
                piece.kind = Kind::Fraction;
                piece.value = Decimal::ONE.checked_div(piece.value)?;
            }
            let fits = match piece.kind {
                Kind::Cardinal | Kind::Scale => true,
                Kind::Fraction if part => true,
                Kind::Fraction | Kind::Ordinal | Kind::Denominator => !first && end == rest.len(),
                _ => false,
            };
            fits.then_some((piece, end))
        })
    })
}

fn strip_link<'t>(reading: &Reading<'_>, rest: &'t str) -> &'t str {
    let ends =
        [2usize, 3].into_iter().filter(|&end| rest.is_char_boundary(end) && end < rest.len());
    for end in ends {
        let tail = rest[end..].trim_start_matches('-');
        let link = has_class(reading, &rest[..end], "link")
            || has_class(reading, &rest[..end], "unit-link");
        if link && longest(reading, tail, false).is_some() {
            return tail;
        }
    }
    rest
}
