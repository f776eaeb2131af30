//! Dates in digits, with or without the month's name between them: «2026-05-03», «3.5.26», «15/2»,
//! «23/Sep/2020», «31 10 1974».

use super::atom::{century, lean_year};
use super::{Clockwork, Grain, Moment};
use crate::language::{TokenKind, fold};
use crate::lexicon::Scheme;
use jiff::civil::{Date, Time};

/// One part of such a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    /// A number and how many digits it has.
    Digits(i16, usize),
    Month(i8),
}

/// A longer run of letters and digits is no date.
const LONGEST: usize = 40;

/// The date in digits that begins at a token. `sure`: something else says that it is a date.
pub(super) fn numeric(cx: &Clockwork<'_>, at: usize, sure: bool) -> Option<Moment> {
    let token = cx.reading.tokens().get(at).filter(|_| at < cx.end)?;
    let digit = token.kind == TokenKind::Number;
    let joined = token.kind == TokenKind::Word && {
        let joint = |i: usize| cx.reading.is_mark(i, "/") && !cx.reading.spaced(i);
        token.folded.contains('-') || joint(at + 1)
    };
    if !digit && !joined {
        return None;
    }
    let (fields, mark, next) = glued(cx, at).or_else(|| spaced(cx, at))?;
    match fields.as_slice() {
        [a, b, c] => three(cx, at, next, [*a, *b, *c]),
        [a, b] => two(cx, at, next, [*a, *b], mark, sure),
        _ => None,
    }
}

/// Fields joined by one kind of mark without white space; the mark and the token behind.
fn glued(cx: &Clockwork<'_>, at: usize) -> Option<(Vec<Field>, char, usize)> {
    let analysis = cx.reading.analysis;
    let joint = |i: usize| cx.reading.is_mark(i, "/-.") && !cx.reading.spaced(i);
    if !joint(at + 1) && !analysis.surface(at).contains(['/', '-', '.']) {
        return None;
    }
    let start = analysis.tokens[at].start;
    let run: String = analysis.text[start..]
        .chars()
        .take(LONGEST)
        .take_while(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '\'' | '’'))
        .collect();
    let mark = run.chars().find(|c| matches!(c, '/' | '-' | '.'))?;
    let mut fields = Vec::new();
    let mut length = 0;
    for part in run.split(mark).take(3) {
        let Some(field) = field(cx, part) else { break };
        length += part.len() + if fields.is_empty() { 0 } else { mark.len_utf8() };
        fields.push(field);
    }
    // «10/1-11/2/2017»: the mark behind is another.
    if fields.len() == 2 && length < run.len() {
        let rest = &run[length..];
        let free = rest.starts_with(|c: char| !c.is_alphanumeric() && c != mark)
            || matches!(rest, "." | "..")
            || mark == '.' && rest == ".";
        if !free {
            return None;
        }
    }
    let end = start + length;
    let mut next = (at..cx.end).find(|&i| analysis.tokens[i].end >= end)? + 1;
    let behind = analysis.tokens[next - 1].end;
    // An abbreviation may have its stop: «02/oct.»
    let stop = behind == end + 1 && analysis.text[end..behind].starts_with('.');
    if behind != end && !stop {
        return None;
    }
    let dotted = mark == '.'
        && cx.reading.is_mark(next, ".")
        && !cx.reading.spaced(next)
        && cx.scan.decimal_comma;
    if fields.len() == 2 && dotted {
        // «15.2.»
        next += 1;
    }
    (fields.len() > 1).then_some((fields, mark, next))
}

/// «31 10 1974», «20 2 14», «15 / 2»: marks with white space around them, or none.
fn spaced(cx: &Clockwork<'_>, at: usize) -> Option<(Vec<Field>, char, usize)> {
    let reading = cx.reading;
    let digits = |i: usize| {
        let token = reading.tokens().get(i).filter(|_| i < cx.end)?;
        let number = token.kind == TokenKind::Number;
        number.then(|| field(cx, reading.analysis.surface(i))).flatten()
    };
    let whole = at == 0 || cx.is("article", at - 1) || cx.is("preposition", at - 1);
    let marked = reading.is_mark(at + 1, "/-") && reading.spaced(at + 1) && reading.spaced(at + 2);
    if marked && whole {
        let fields = vec![digits(at)?, digits(at + 2)?];
        return (reading.tokens().len() == at + 3).then_some((fields, '/', at + 3));
    }
    let (a, b) = (digits(at)?, digits(at + 1)?);
    let ends = |i: usize| {
        let behind = reading.tokens().get(i).filter(|_| i < cx.end);
        behind.is_none_or(|_| reading.is_mark(i, ".,;:!?)"))
    };
    let alone = reading.tokens().len() == at + 2 && !month_first(cx);
    let dayed = at > 0 && cx.is("day-article", at - 1);
    match digits(at + 2) {
        Some(c @ Field::Digits(_, 4)) => Some((vec![a, b, c], ' ', at + 3)),
        Some(c @ Field::Digits(_, 2)) if whole && ends(at + 3) => {
            Some((vec![a, b, c], ' ', at + 3))
        }
        None if alone || dayed && ends(at + 2) => Some((vec![a, b], ' ', at + 2)),
        _ => None,
    }
}

fn field(cx: &Clockwork<'_>, part: &str) -> Option<Field> {
    let digits = part.trim_start_matches(['\'', '’']);
    if !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Field::Digits(digits.parse().ok()?, digits.len()));
    }
    let calendar = cx.reading.phrases(Scheme::Calendar);
    let folded = fold(part);
    let dotted = format!("{folded}.");
    let lexicon = cx.reading.lexicon;
    [folded, dotted].iter().find_map(|word| {
        let months = calendar.concepts_of(word).chain(calendar.exact_word(part));
        months
            .filter(|id| lexicon.concept(*id).property("calendarForm") == "month")
            .find_map(|id| lexicon.notation(id).parse().ok())
            .map(Field::Month)
    })
}

fn valid(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn three(cx: &Clockwork<'_>, at: usize, next: usize, fields: [Field; 3]) -> Option<Moment> {
    use Field::{Digits, Month};
    let year = |value: i16, length: usize| match length {
        2 => Some(century(value)),
        4 => (1500..2200).contains(&value).then_some(value),
        _ => None,
    };
    let date = match fields {
        [Digits(y, 4), Digits(m, _), Digits(d, _)] => valid(y, m, d),
        [Digits(a, 1..=2), Digits(b, 1..=2), Digits(y, length)] => {
            let year = year(y, length)?;
            if month_first(cx) {
                valid(year, a, b).or_else(|| valid(year, b, a))
            } else {
                valid(year, b, a).or_else(|| valid(year, a, b))
            }
        }
        [Digits(d, 1..=2), Month(m), Digits(y, length)]
        | [Month(m), Digits(d, 1..=2), Digits(y, length)]
        | [Digits(y, length @ 4), Month(m), Digits(d, 1..=2)]
        | [Digits(d, 1..=2), Digits(y, length @ 4), Month(m)]
        | [Month(m), Digits(y, length @ 4), Digits(d, 1..=2)] => {
            valid(year(y, length)?, i16::from(m), d)
        }
        _ => None,
    };
    let mut moment = Moment::day(at..next, date?)?;
    moment.year = true;
    Some(moment)
}

fn two(
    cx: &Clockwork<'_>,
    at: usize,
    next: usize,
    fields: [Field; 2],
    mark: char,
    sure: bool,
) -> Option<Moment> {
    use Field::{Digits, Month};
    let month_of = |year: i16, month: i16| {
        let first = valid(year, month, 1)?.to_datetime(Time::midnight());
        let mut moment = Moment::of(at..next, first, Grain::Month)?;
        moment.year = true;
        Some(moment)
    };
    let (day, month) = match fields {
        // «2015-03», «12/2015», «décembre/2018»
        [Digits(y, 4), Digits(m, 1..=2)] | [Digits(m, 1..=2), Digits(y, 4)] => {
            return (mark != '.' && (1900..2100).contains(&y)).then(|| month_of(y, m))?;
        }
        [Digits(y, 4), Month(m)] | [Month(m), Digits(y, 4)] => return month_of(y, i16::from(m)),
        [Digits(d, 1..=2), Month(m)] | [Month(m), Digits(d, 1..=2)] => (d, i16::from(m)),
        [Digits(a, 1..=2), Digits(b, 1..=2)] => {
            if !(sure || is_told(cx, at, next, mark)) {
                return None;
            }
            if month_first(cx) && a <= 12 { (b, a) } else { (a, b) }
        }
        _ => return None,
    };
    let month = i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let day = i8::try_from(day).ok().filter(|d| (1..=31).contains(d))?;
    let Some(year) = lean_year(cx, month, Some(day)) else {
        return Some(Moment::unknown(at..next, Grain::Day));
    };
    Moment::day(at..next, Date::new(year, month, day).ok()?)
}

/// Two numbers alone are a fraction, a score or a decimal more often: a preposition or article before
/// them, or an hour behind them, says that they are a date.
fn is_told(cx: &Clockwork<'_>, at: usize, next: usize, mark: char) -> bool {
    let reading = cx.reading;
    let opened = at > 0
        && (cx.is("day-preposition", at - 1)
            || cx.is("range-to", at - 1)
            || matches!(mark, '/' | ' ')
                && (cx.is("preposition", at - 1) || cx.is("article", at - 1)));
    let stopped = mark == '.' && reading.is_mark(next - 1, ".");
    let whole = mark != '.' && at == 0 && reading.tokens().len() == next;
    let hour = matches!(mark, '/' | '-') && {
        let behind = cx.skip("clock-at", next);
        reading.glance.may_begin_number(behind)
            && super::clock::clock(cx, behind).is_some_and(|m| m.clock != super::Clock::No)
    };
    opened && !super::atom::counts(cx, next) || stopped || whole || hour
}

fn month_first(cx: &Clockwork<'_>) -> bool {
    cx.scan.month_first
}
