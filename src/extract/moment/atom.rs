//! Single times: dates in digits and names, months, years, decades, weekdays, seasons, quarters,
//! holidays, and the words for days, weeks, months and years from now.

use super::numeric::numeric;
use super::scan::Rule;
use super::span::Part;
use super::{Clockwork, Grain, Lean, Moment};
use crate::extract::number::{NumberForm, numeral_at};
use crate::language::TokenKind;
use crate::lexicon::Scheme;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time};
use rust_decimal::prelude::ToPrimitive as _;
use std::ops::Range;

const MIDNIGHT: Time = Time::constant(0, 0, 0, 0);

/// A date, period or holiday without ranges and clocks.
pub(super) fn atom(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    cx.scan.unless_failed(Rule::Atom, at, || read_atom(cx, at))
}

fn read_atom(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    numeric(cx, at, false)
        .or_else(|| day_and_month(cx, at))
        .or_else(|| year_and_month(cx, at))
        .or_else(|| weekday(cx, at))
        .or_else(|| day_alone(cx, at))
        .or_else(|| quarter(cx, at))
        .or_else(|| hyphened(cx, at))
        .or_else(|| season(cx, at))
        .or_else(|| super::holiday::holiday(cx, at))
        .or_else(|| relative(cx, at))
        .or_else(|| decade(cx, at))
        .or_else(|| year_alone(cx, at))
}

/// A year in four digits, or in two behind an apostrophe.
pub(super) fn year(cx: &Clockwork<'_>, at: usize) -> Option<(i16, usize)> {
    if at >= cx.end {
        return None;
    }
    let surface = cx.reading.analysis.surface(at);
    if let Some(short) = surface.strip_prefix(['\'', '’']).filter(|s| s.len() == 2) {
        return short.parse().ok().map(|year| (century(year), at + 1));
    }
    let year: i16 = (surface.len() == 4).then(|| surface.parse().ok()).flatten()?;
    (1500..=2200).contains(&year).then_some((year, at + 1))
}

/// «two thousand and fifteen», «nineteen eighty-six», «negentienhonderdnegentig»: a year in words.
fn spoken_year(cx: &Clockwork<'_>, at: usize) -> Option<(i16, usize)> {
    let words = |at: usize| {
        let word = cx.reading.tokens().get(at).is_some_and(|t| t.kind == TokenKind::Word);
        let number = word.then(|| numeral_at(cx.reading, at, cx.end)).flatten()?;
        let whole = number.form == NumberForm::Words && number.suffix.is_empty();
        let value = number.value.to_i16().filter(|_| whole && number.value.is_integer())?;
        Some((value, number.tokens.end))
    };
    let (first, end) = words(at)?;
    if (1500..=2200).contains(&first) {
        return Some((first, end));
    }
    let (rest, end) = (15..=20).contains(&first).then(|| words(end))??;
    (10..100).contains(&rest).then_some((first * 100 + rest, end))
}

/// «2017 april», «2015 March»: the month behind its year.
fn year_and_month(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let (told, next) = year(cx, at)?;
    let (month, end) = month(cx, next)?;
    if day_number(cx, end).is_some() || year(cx, end).is_some() {
        return None;
    }
    let first = Date::new(told, month, 1).ok()?.to_datetime(MIDNIGHT);
    let mut moment = Moment::of(at..end, first, Grain::Month)?;
    moment.year = true;
    Some(moment)
}

/// A month's name where something around it says that it is one, with its year.
pub(super) fn named_month(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let (month, next) = month(cx, at)?;
    dated(cx, at, month, None, next)
}

pub(super) fn century(short: i16) -> i16 {
    if short < 50 { 2000 + short } else { 1900 + short }
}

/// A day of the month: «3», «1er», «3rd», «the third», «vijftiende».
pub(super) fn day_number(cx: &Clockwork<'_>, at: usize) -> Option<(i8, usize)> {
    let surface = cx.reading.analysis.surface(at);
    if at >= cx.end {
        return None;
    }
    if cx.reading.tokens().get(at)?.kind == TokenKind::Number {
        let digits = surface.trim_end_matches(char::is_alphabetic);
        let day: i8 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
        let short = digits.len() <= 2 && surface.len() - digits.len() <= 4;
        let dot = usize::from(cx.reading.is_mark(at + 1, ".") && !cx.reading.spaced(at + 1));
        return short.then_some((day, at + 1 + dot));
    }
    let number = numeral_at(cx.reading, at, cx.end)?;
    let fits = matches!(number.form, NumberForm::Ordinal | NumberForm::Words)
        && number.suffix.is_empty()
        && number.value.is_integer();
    let day = number.value.to_i8().filter(|day| fits && (1..=31).contains(day))?;
    Some((day, number.tokens.end))
}

/// A month's name, its number, and the token behind it.
pub(super) fn month(cx: &Clockwork<'_>, at: usize) -> Option<(i8, usize)> {
    if at >= cx.end {
        return None;
    }
    if let Some(hit) = cx.calendar(at, &["month"]) {
        return Some((cx.notation(&hit).parse().ok()?, hit.tokens.end));
    }
    // «Oct 3»: an abbreviation without its stop.
    let token = cx.reading.tokens().get(at)?;
    if !(3..=5).contains(&token.folded.len()) || token.kind != TokenKind::Word {
        return None;
    }
    let lexicon = cx.reading.lexicon;
    let mut buffer = [0; 8];
    let dotted = super::with_stop(&token.folded, &mut buffer)?;
    let months = cx.reading.phrases(Scheme::Calendar).concepts_of(dotted);
    let mut months = months.filter(|id| lexicon.concept(*id).property("calendarForm") == "month");
    Some((lexicon.notation(months.next()?).parse().ok()?, at + 1))
}

/// The year of a month or day that names none.
pub(super) fn lean_year(cx: &Clockwork<'_>, month: i8, day: Option<i8>) -> Option<i16> {
    let now = cx.now?.date();
    match cx.lean {
        Lean::Nearest => {
            let ahead = i16::from(month) - i16::from(now.month());
            Some(now.year() + i16::from(ahead < -6) - i16::from(ahead > 6))
        }
        Lean::Ahead => {
            let past = match day {
                Some(day) => (month, day) < (now.month(), now.day()),
                None => month < now.month(),
            };
            Some(now.year() + i16::from(past))
        }
    }
}

/// «3 mai 2026», «3. Mai», «May 3, 2026», «the third of May», «mars 2015», «May».
fn day_and_month(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if let Some((day, next)) = day_number(cx, at) {
        let small = cx.skip_small(next);
        let (month, behind) = month(cx, small)?;
        // «one may ask»
        let verb = is_word(cx, at) && is_small_name(cx, small);
        return if verb { None } else { dated(cx, at, month, Some(day), behind) };
    }
    let (month, next) = month(cx, at)?;
    // «May 3, 2026», «maart de derde»
    let small = cx.skip("article", next);
    if year(cx, next).is_none()
        && !cx.reading.is_mark(small + 1, ":")
        && let Some((day, behind)) = day_number(cx, small)
        && !counts(cx, behind)
    {
        return dated(cx, at, month, Some(day), behind);
    }
    let found = dated(cx, at, month, None, next)?;
    if found.tokens.end > next {
        return Some(found);
    }
    // A month's name alone is often another word: a preposition must stand before it.
    let reading = cx.reading;
    let opened = at > 0
        && [
            "preposition",
            "range-open",
            "range-to",
            "time-since",
            "time-until",
            "time-before",
            "time-after",
            "partitive",
        ]
        .iter()
        .any(|class| cx.class_before(class, at));
    let surface = reading.analysis.surface(at);
    if surface.chars().count() <= 3 {
        // «in May» but not «may», «en mai»
        let concept = cx.calendar(at, &["month"])?.concept;
        let name = reading.lexicon.concept(concept).names.get(&reading.analysis.language);
        let capital = |text: &str| text.starts_with(char::is_uppercase);
        let written = name.is_some_and(|name| !capital(name) || capital(surface));
        return (written && (opened || reading.tokens().len() == 1)).then_some(found);
    }
    let listed = at > 0 && cx.is("link", at - 1);
    (opened || listed || reading.tokens().len() <= 2 || at == 0).then_some(found)
}

fn is_word(cx: &Clockwork<'_>, at: usize) -> bool {
    cx.reading.tokens().get(at).is_some_and(|token| token.kind == TokenKind::Word)
}

/// «may»: a short month's name without the capital that the language gives to months.
fn is_small_name(cx: &Clockwork<'_>, at: usize) -> bool {
    let surface = cx.reading.analysis.surface(at);
    let name = cx.calendar(at, &["month"]).and_then(|hit| {
        cx.reading.lexicon.concept(hit.concept).names.get(&cx.reading.analysis.language)
    });
    surface.chars().count() <= 3
        && name.is_some_and(|name| name.starts_with(char::is_uppercase))
        && !surface.starts_with(char::is_uppercase)
}

/// Whether what stands here is counted by a number before it.
pub(super) fn counts(cx: &Clockwork<'_>, at: usize) -> bool {
    [Scheme::Units, Scheme::Currencies, Scheme::Measures]
        .into_iter()
        .any(|scheme| cx.reading.match_at(scheme, at, cx.end).is_some())
        || cx.reading.match_at(Scheme::Numbers, at, cx.end).is_some_and(|hit| {
            cx.reading.lexicon.concept(hit.concept).property("numberForm") == "scale"
        })
}

pub(super) fn dated(
    cx: &Clockwork<'_>,
    at: usize,
    month: i8,
    day: Option<i8>,
    next: usize,
) -> Option<Moment> {
    let comma = usize::from(cx.reading.is_mark(next, ","));
    let small = cx.skip("partitive", next);
    let told = [next, next + comma, small].into_iter().find_map(|i| year(cx, i));
    let told = told.filter(|(_, behind)| !counts(cx, *behind));
    let inside = cx.skip("year-preposition", next);
    let told = told.or_else(|| year(cx, inside).filter(|(_, behind)| !counts(cx, *behind)));
    let told = told.or_else(|| short_year(cx, next)).or_else(|| relative_year(cx, next));
    let told = told.or_else(|| spoken_year(cx, next));
    let (year, behind, sure) = match told {
        Some((year, behind)) => (Some(year), behind, true),
        None => match directed_year(cx, next, month, day) {
            Some((year, behind)) => (year, behind, true),
            None => (lean_year(cx, month, day), next, false),
        },
    };
    let grain = if day.is_some() { Grain::Day } else { Grain::Month };
    let Some(year) = year else { return Some(Moment::unknown(at..behind, grain)) };
    let date = Date::new(year, month, day.unwrap_or(1)).ok()?;
    let mut moment = Moment::of(at..behind, date.to_datetime(MIDNIGHT), grain)?;
    moment.year = sure;
    Some(moment)
}

/// «juillet 98», «18. Juli 14»: two digits behind a month that are nothing else.
fn short_year(cx: &Clockwork<'_>, at: usize) -> Option<(i16, usize)> {
    let token = cx.reading.tokens().get(at).filter(|_| at < cx.end)?;
    let surface = cx.reading.analysis.surface(at);
    let digits = surface.len() == 2 && surface.bytes().all(|b| b.is_ascii_digit());
    if token.kind != TokenKind::Number || !digits {
        return None;
    }
    let behind = cx.reading.tokens().get(at + 1).filter(|_| at + 1 < cx.end);
    let free = behind
        .is_none_or(|t| t.kind == TokenKind::Mark && !cx.reading.is_mark(at + 1, ":%-–/€$£°"));
    let short: i16 = surface.parse().ok()?;
    (free && super::clock::clock(cx, at).is_none()).then(|| (century(short), at + 1))
}

/// «septembre dernier», «le 6 mai prochain»: the year of a date that a word points at.
fn directed_year(
    cx: &Clockwork<'_>,
    at: usize,
    month: i8,
    day: Option<i8>,
) -> Option<(Option<i16>, usize)> {
    let (way, end) = super::counted::direction(cx, at).filter(|(way, _)| *way != 0)?;
    // «le 6 mai dernier», but not «3 May next week»
    if cx.reading.match_at(Scheme::Units, end, cx.end).is_some() {
        return None;
    }
    let Some(now) = cx.now.map(DateTime::date) else { return Some((None, end)) };
    let here = (now.month(), now.day());
    let (first, last) = ((month, day.unwrap_or(1)), (month, day.unwrap_or(31)));
    let year = match way {
        1 => now.year() + i16::from(last <= here || day.is_none() && month == now.month()),
        _ => now.year() - i16::from(first >= here || day.is_none() && month == now.month()),
    };
    Some((Some(year), end))
}

/// «next year», «l'an dernier» behind a month or quarter.
pub(super) fn relative_year(cx: &Clockwork<'_>, at: usize) -> Option<(i16, usize)> {
    let small = cx.skip_small(at);
    let hit = [at, small].into_iter().find_map(|i| cx.calendar(i, &["relative-year"]))?;
    let offset = i16::try_from(cx.number_of(&hit, "numericValue")?).ok()?;
    Some((cx.now?.year().checked_add(offset)?, hit.tokens.end))
}

/// «le 23», «on the 15th», «am 15.», «20th of next month»: the day of a month that nobody names.
fn day_alone(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let reading = cx.reading;
    // «the 15th», «de 15e»: the article is a part of it.
    let article = cx.is("ordinal-day", at)
        && reading.tokens().get(at + 1).is_some_and(|t| t.kind == TokenKind::Number)
        && reading.analysis.surface(at + 1).ends_with(char::is_alphabetic);
    if article {
        let moment = day_alone(cx, at + 1)?;
        let end = moment.tokens.end;
        return Some(moment.over(at..end));
    }
    let (day, next) = day_number(cx, at)?;
    // «le 15 du mois prochain»
    let small = cx.skip_small(next);
    if let Some(hit) = cx.calendar(small, &["relative-month"]).filter(|_| small > next) {
        let offset = cx.number_of(&hit, "numericValue").unwrap_or(0);
        let Some(now) = cx.now else {
            return Some(Moment::unknown(at..hit.tokens.end, Grain::Day));
        };
        let month = now.date().first_of_month().checked_add(offset.months()).ok()?;
        let date = Date::new(month.year(), month.month(), day).ok()?;
        return Moment::day(at..hit.tokens.end, date);
    }
    if reading.tokens()[at].kind != TokenKind::Number || at == 0 {
        return None;
    }
    let ordinal =
        next > at + 1 || !reading.analysis.surface(at).bytes().all(|b| b.is_ascii_digit());
    let opened = cx.is("day-article", at - 1)
        || ordinal && (cx.is("day-preposition", at - 1) || cx.class_before("ordinal-day", at));
    let behind = reading.tokens().get(next).filter(|_| next < cx.end);
    let free = behind.is_none_or(|t| match t.kind {
        TokenKind::Mark => !reading.is_mark(next, "-–/%€$£°:"),
        TokenKind::Word => {
            ["preposition", "clock-at", "range-to", "time-until", "time-since", "addition"]
                .iter()
                .any(|class| cx.is(class, next))
                && !cx.is("partitive", next)
        }
        _ => false,
    });
    let counted = at > 1 && reading.tokens()[at - 2].kind == TokenKind::Number;
    if !opened || !free || counted {
        return None;
    }
    let mut moment = day_of_month(cx, at..next, day)?;
    moment.day = Some(day);
    Some(moment)
}

/// The nearest day with a number, or the next one.
pub(super) fn day_of_month(cx: &Clockwork<'_>, tokens: Range<usize>, day: i8) -> Option<Moment> {
    let Some(now) = cx.now.map(DateTime::date) else {
        return Some(Moment::unknown(tokens, Grain::Day));
    };
    let of = |months: i64| {
        let month = now.first_of_month().checked_add(months.months()).ok()?;
        Date::new(month.year(), month.month(), day).ok()
    };
    let date = match cx.lean {
        Lean::Ahead => (0..4).filter_map(of).find(|date| *date >= now)?,
        Lean::Nearest => (-1..=1)
            .filter_map(of)
            .min_by_key(|date| now.until(*date).map_or(400, |span| span.get_days().abs()))?,
    };
    Moment::day(tokens, date)
}

/// «Monday», «dimanche 15 juillet», «Friday the 13th», «vrijdag 18-07-2014».
pub(super) fn weekday(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let (number, next) = match cx.calendar(at, &["weekday"]) {
        Some(hit) if !is_abbreviated(cx, at) => {
            (cx.notation(&hit).parse::<i64>().ok()?, hit.tokens.end)
        }
        _ => short_weekday(cx, at)?,
    };
    let comma = usize::from(cx.reading.is_mark(next, ","));
    let small = cx.skip("article", next + comma);
    // «Monday 8-9 am» is no date.
    let hours = cx.reading.tokens().get(next).is_some_and(|t| t.kind == TokenKind::Number)
        && super::clock::clock_range(cx, next, true)
            .is_some_and(|hours| hours.clock == super::Clock::Sure);
    for start in [next, next + comma, small].into_iter().filter(|_| !hours) {
        let date = numeric(cx, start, true).or_else(|| day_and_month(cx, start));
        if let Some(date) = date.filter(|date| date.grain == Grain::Day) {
            let end = date.tokens.end;
            return Some(on_weekday(cx, date, number).over(at..end));
        }
    }
    // «le mercredi 13»: the day with this number in this month or the next.
    if let Some((day, behind)) = day_number(cx, small)
        && cx.reading.tokens()[small].kind == TokenKind::Number
        && !hours
        && !counts(cx, behind)
        && !super::clock::is_clock_word(cx, behind)
        && !cx.reading.is_mark(behind, ":")
    {
        let Some(now) = cx.now.map(DateTime::date) else {
            return Some(Moment::unknown(at..behind, Grain::Day));
        };
        let fits = |months: i64| {
            let month = now.first_of_month().checked_add(months.months()).ok()?;
            let date = Date::new(month.year(), month.month(), day).ok()?;
            (i64::from(date.weekday().to_monday_zero_offset()) + 1 == number).then_some(date)
        };
        let order: Vec<i64> = match cx.lean {
            Lean::Ahead => (0..12).collect(),
            Lean::Nearest => (0..12).flat_map(|i| [-i, i]).collect(),
        };
        let ahead = |date: &Date| cx.lean != Lean::Ahead || *date >= now;
        if let Some(date) = order.into_iter().filter_map(fits).find(ahead) {
            let mut moment = Moment::day(at..behind, date)?;
            moment.day = Some(day);
            return Some(moment);
        }
    }
    let Some(now) = cx.now else { return Some(Moment::unknown(at..next, Grain::Day)) };
    let lean = if cx.lean == Lean::Nearest && is_to_come(cx, at) { Lean::Ahead } else { cx.lean };
    let moment = Moment::day(at..next, near_weekday(now.date(), number, lean)?)?;
    Some(in_compound(cx, at, moment))
}

/// «Friday 7 November»: where nobody tells the year, the nearest in which the weekday is right.
fn on_weekday(cx: &Clockwork<'_>, mut date: Moment, number: i64) -> Moment {
    let (Some(start), Some(now)) = (date.start.map(DateTime::date), cx.now.map(DateTime::date))
    else {
        return date;
    };
    let fits = |day: &Date| i64::from(day.weekday().to_monday_zero_offset()) + 1 == number;
    if date.year || fits(&start) {
        return date;
    }
    let years = (now.year() - 3..=now.year() + 3)
        .filter_map(|year| Date::new(year, start.month(), start.day()).ok())
        .filter(fits);
    let nearest =
        years.min_by_key(|day| now.until(*day).map_or(9999, |span| span.get_days().abs()));
    if let Some(moved) = nearest.and_then(|day| Moment::day(date.tokens.clone(), day)) {
        (date.start, date.end) = (moved.start, moved.end);
    }
    date
}

/// How far around a time the verb stands that says whether it is to come.
const NEAR: usize = 12;

/// Whether the verb near a time is in the future: «will open on Friday», «ouvrira vendredi».
pub(super) fn is_to_come(cx: &Clockwork<'_>, at: usize) -> bool {
    let sentence = cx.reading.sentence_tokens(at);
    let from = at.saturating_sub(NEAR).max(sentence.start);
    let future = |i: usize| {
        let word = cx.reading.tokens()[i].folded.as_str();
        cx.is("future-verb", i)
            || word.len() > 4
                && cx.reading.tokens()[i].shape == crate::language::Shape::Lower
                && [2, 3, 4].into_iter().any(|long| {
                    word.len().checked_sub(long).and_then(|from| word.get(from..)).is_some_and(
                        |ending| {
                            crate::extract::number::has_class(cx.reading, ending, "future-ending")
                        },
                    )
                })
    };
    (from..(at + NEAR).min(cx.end)).any(future)
}

/// «la mer.», «hij zat.», «sie sagt so.»: an abbreviation with its stop may be a word at the sentence's end.
fn is_abbreviated(cx: &Clockwork<'_>, at: usize) -> bool {
    cx.reading.tokens().get(at).is_some_and(|token| token.folded.ends_with('.'))
}

/// «Fri, Sep 20», «Sa, 21. Sept», «Mon 13th», «Sat at 5»: an abbreviation without its stop, before a date
/// or an hour, or all of the text; the weekday and the token behind.
fn short_weekday(cx: &Clockwork<'_>, at: usize) -> Option<(i64, usize)> {
    let token = cx.reading.tokens().get(at).filter(|_| at < cx.end)?;
    if !(2..=7).contains(&token.folded.len()) || token.kind != TokenKind::Word {
        return None;
    }
    let lexicon = cx.reading.lexicon;
    let mut buffer = [0; 8];
    let dotted = match token.folded.as_str() {
        stopped if stopped.ends_with('.') => stopped,
        word => super::with_stop(word, &mut buffer)?,
    };
    let mut days = cx.reading.phrases(Scheme::Calendar).concepts_of(dotted);
    let day = days.find(|id| lexicon.concept(*id).property("calendarForm") == "weekday")?;
    let number = lexicon.notation(day).parse().ok()?;
    let next = at + 1 + usize::from(cx.reading.is_mark(at + 1, ","));
    let small = cx.skip("article", next);
    let dated = || {
        let date = numeric(cx, next, true).or_else(|| day_and_month(cx, next));
        date.is_some_and(|date| date.grain == Grain::Day)
    };
    let numbered = || {
        let digits = cx.reading.analysis.surface(small);
        let ordinal = digits.len() > 2 && digits.ends_with(char::is_alphabetic);
        ordinal && day_number(cx, small).is_some_and(|(_, end)| !counts(cx, end))
    };
    let capital = cx.reading.analysis.surface(at).starts_with(char::is_uppercase);
    let hour = || {
        let behind = cx.class("clock-strict", next)?;
        super::clock::clock(cx, behind)
    };
    let count = cx.reading.tokens().len();
    let hours = || is_abbreviated(cx, at) && super::clock::clock(cx, next).is_some();
    let fits = count == 1
        || count == 2 && cx.reading.is_mark(1, ".")
        || dated()
        || numbered()
        || hours()
        || capital && hour().is_some();
    fits.then_some((number, at + 1))
}

/// «maandagavond», «Dienstagmorgen»: the part of the day that ends the word of a day.
pub(super) fn in_compound(cx: &Clockwork<'_>, at: usize, day: Moment) -> Moment {
    if day.tokens.len() != 1 {
        return day;
    }
    let word = cx.reading.tokens()[at].folded.as_str();
    let calendar = cx.reading.phrases(Scheme::Calendar);
    let lexicon = cx.reading.lexicon;
    let part = word.char_indices().skip(4).find_map(|(i, _)| {
        calendar
            .concepts(&word[i..])
            .filter(|id| lexicon.concept(*id).property("calendarForm") == "part-of-day")
            .find_map(|id| Part::of(lexicon.notation(id)))
    });
    let Some(part) = part else { return day };
    let tokens = day.tokens.clone();
    let mut moment = super::clock::in_part(day.start, tokens, part);
    moment.dated = true;
    moment
}

/// The weekday (Monday 1) that is meant without further words.
pub(super) fn near_weekday(now: Date, number: i64, lean: Lean) -> Option<Date> {
    let today = i64::from(now.weekday().to_monday_zero_offset()) + 1;
    let days = match lean {
        Lean::Nearest => -(today - number).rem_euclid(7),
        // On a Tuesday «Tuesday» is the next one.
        Lean::Ahead => match (number - today).rem_euclid(7) {
            0 => 7,
            days => days,
        },
    };
    now.checked_add(days.days()).ok()
}

/// «third quarter 2018», «Q3», «2017 Q1», «first half of 2019».
fn quarter(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let (start, told) = match year(cx, at) {
        // «2017 Q1», «2017-Q1»
        Some((year, next)) => {
            let dash = cx.reading.is_mark(next, "-") && !cx.reading.spaced(next);
            (next + usize::from(dash), Some(year))
        }
        None => (at, None),
    };
    let (number, half, end) = match cx.calendar(start, &["quarter", "half"]) {
        Some(hit) => {
            let form = cx.reading.lexicon.concept(hit.concept).property("calendarForm");
            (cx.notation(&hit).parse::<i8>().ok()?, form == "half", hit.tokens.end)
        }
        None => ordinal_quarter(cx, start)?,
    };
    let small = cx.skip_small(end);
    let comma = end + usize::from(cx.reading.is_mark(end, ",-"));
    let behind = [small, comma].into_iter().find_map(|i| year(cx, i));
    let behind = behind.or_else(|| relative_year(cx, end)).or_else(|| of_this_year(cx, small));
    let (year, next) = match (told, behind) {
        (Some(year), _) => (Some(year), end),
        (None, Some((year, next))) => (Some(year), next),
        (None, None) => (cx.now.map(DateTime::year), end),
    };
    let Some(year) = year else { return Some(Moment::unknown(at..next, Grain::Quarter)) };
    let months: i8 = if half { 6 } else { 3 };
    let first = Date::new(year, (number - 1).checked_mul(months)?.checked_add(1)?, 1).ok()?;
    let end = first.checked_add(i64::from(months).months()).ok()?;
    Some(Moment::between(
        at..next,
        first.to_datetime(MIDNIGHT),
        end.to_datetime(MIDNIGHT),
        if months == 3 { Grain::Quarter } else { Grain::Month },
    ))
}

/// «Jan-Feb 2017», «juin-août», «Q1-2017»: two words of the calendar in one.
fn hyphened(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let token = cx.reading.tokens().get(at).filter(|t| at < cx.end && t.kind == TokenKind::Word)?;
    let (a, b) = token.folded.split_once('-')?;
    let (first, _) = cx.reading.analysis.surface(at).split_once('-')?;
    let (calendar, lexicon) = (cx.reading.phrases(Scheme::Calendar), cx.reading.lexicon);
    let named = |word: &str, forms: &[&str]| -> Option<(i8, bool)> {
        let dotted = format!("{word}.");
        let ids = calendar.concepts_of(word).chain(calendar.concepts_of(&dotted));
        ids.chain(calendar.exact_word(first)).find_map(|id| {
            let form = lexicon.concept(id).property("calendarForm");
            let number = forms.contains(&form).then(|| lexicon.notation(id).parse().ok());
            Some((number??, form == "half"))
        })
    };
    if let Ok(year) = b.parse::<i16>()
        && b.len() == 4
        && let Some((number, half)) = named(a, &["quarter", "half"])
    {
        let (months, grain) = if half { (6, Grain::Month) } else { (3, Grain::Quarter) };
        let first = Date::new(year, (number - 1) * months + 1, 1).ok()?.to_datetime(MIDNIGHT);
        let last = first.checked_add(i64::from(months).months()).ok()?;
        let mut moment = Moment::between(at..at + 1, first, last, grain);
        moment.year = true;
        return Some(moment);
    }
    let ((from, _), (to, _)) = (named(a, &["month"])?, named(b, &["month"])?);
    let last = dated(cx, at, to, None, at + 1)?;
    let end = last.tokens.end;
    let (Some(begin), Some(stop)) = (last.start, last.end) else {
        return Some(Moment::unknown(at..end, Grain::Month));
    };
    let first = Date::new(begin.year() - i16::from(from > to), from, 1).ok()?;
    let mut moment = Moment::between(at..end, first.to_datetime(MIDNIGHT), stop, Grain::Month);
    moment.ranged = true;
    moment.year = last.year;
    Some(moment)
}

/// «3rd quarter», «drittes Quartal»: a number in an order and a word for three months.
fn ordinal_quarter(cx: &Clockwork<'_>, at: usize) -> Option<(i8, bool, usize)> {
    let number = numeral_at(cx.reading, at, cx.end)?;
    let dot = number.tokens.end + usize::from(cx.reading.is_mark(number.tokens.end, "."));
    let ordinal = number.form == NumberForm::Ordinal || dot > number.tokens.end;
    let value = number.value.to_i8().filter(|n| ordinal && (1..=4).contains(n))?;
    let (_, factor, end) = super::counted::unit(cx, dot)?;
    (factor == 3).then_some((value, false, end))
}

/// «[the first quarter] of the year»
fn of_this_year(cx: &Clockwork<'_>, at: usize) -> Option<(i16, usize)> {
    let (grain, factor, end) = super::counted::unit(cx, at)?;
    (grain == Grain::Year && factor == 1).then_some((cx.now?.year(), end))
}

/// «summer 2019», «l'hiver dernier»: by the solstices and equinoxes of the calendar.
fn season(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let hit = cx.calendar(at, &["season"])?;
    let next = hit.tokens.end;
    let small = cx.skip_small(next);
    let told = year(cx, next).or_else(|| year(cx, small)).or_else(|| relative_year(cx, next));
    // «été» is a verb, «fall» and «spring» are, too: a word before it tells.
    let opened = told.is_some()
        || at > 0
            && (cx.is("article", at - 1)
                || cx.is("preposition", at - 1)
                || cx.is("determiner", at - 1))
        || hit.tokens.len() > 1;
    if !opened {
        return None;
    }
    let (first, last): ((i8, i8), (i8, i8)) = match cx.notation(&hit) {
        "spring" => ((3, 20), (6, 21)),
        "summer" => ((6, 21), (9, 24)),
        "autumn" => ((9, 23), (12, 22)),
        _ => ((12, 21), (3, 21)),
    };
    let end = told.map_or(next, |(_, end)| end);
    let part = Part::of(cx.notation(&hit));
    // «en été», «in summer»: any of them.
    let bare = |i: usize| !cx.is("article", i) && !cx.is("determiner", i) && !cx.is("this", i);
    let any = told.is_none() && bare(at) && (at == 0 || bare(at - 1));
    let named = |moment: Option<Moment>| {
        let mut moment = moment?;
        moment.part = part;
        if any {
            moment.value = format!("XXXX-{}", part?.code());
        }
        Some(moment)
    };
    let Some(now) = cx.now.map(DateTime::date) else {
        let Some((year, _)) = told else {
            return named(Some(Moment::unknown(at..end, Grain::Quarter)));
        };
        return named(span_of(at, end, year, first, last));
    };
    let year = told.map_or_else(
        || {
            let winter = first.0 == 12 && now.month() <= 3;
            now.year() - i16::from(winter)
        },
        |(year, _)| year,
    );
    named(span_of(at, end, year, first, last))
}

fn span_of(at: usize, end: usize, year: i16, first: (i8, i8), last: (i8, i8)) -> Option<Moment> {
    let start = Date::new(year, first.0, first.1).ok()?;
    let stop = Date::new(year + i16::from(last.0 < first.0), last.0, last.1).ok()?;
    let mut moment = Moment::between(
        at..end,
        start.to_datetime(MIDNIGHT),
        stop.to_datetime(MIDNIGHT),
        Grain::Day,
    );
    moment.ranged = true;
    Some(moment)
}

/// «yesterday», «last week», «l'an prochain», «volgende maand».
fn relative(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let forms = [
        "relative-day",
        "relative-week",
        "relative-month",
        "relative-quarter",
        "relative-half",
        "relative-year",
    ];
    let hit = cx.calendar(at, &forms)?;
    let grain = match cx.reading.lexicon.concept(hit.concept).property("calendarForm") {
        "relative-day" => Grain::Day,
        "relative-week" => Grain::Week,
        "relative-month" | "relative-half" => Grain::Month,
        "relative-quarter" => Grain::Quarter,
        _ => Grain::Year,
    };
    let offset = cx.number_of(&hit, "numericValue").unwrap_or(0);
    let Some(now) = cx.now else {
        let mut moment = Moment::unknown(hit.tokens.clone(), grain);
        moment.part = Part::of(cx.reading.lexicon.concept(hit.concept).property("partOfDay"));
        return Some(moment);
    };
    let start = grain.floor(now)?.checked_add(grain.times(offset)?).ok()?;
    let loose = cx.reading.lexicon.concept(hit.concept).flag("weak");
    let at = hit.tokens.start;
    let mut moment = Moment::of(hit.tokens, start, grain)?;
    // «aujourd'hui», of the day or of our time: a verb in the future is of the day.
    if loose && cx.lean == Lean::Nearest && !is_to_come(cx, at) {
        "PRESENT_REF".clone_into(&mut moment.value);
    }
    // «ce soir», «yesterday evening»
    let part = Part::of(cx.reading.lexicon.concept(hit.concept).property("partOfDay"));
    if let Some(part) = part {
        let mut moment = super::clock::in_part(moment.start, moment.tokens, part);
        moment.dated = true;
        return Some(moment);
    }
    Some(moment)
}

/// «the 1990s», «les années 60», «de jaren negentig», «die 80er Jahre».
fn decade(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let reading = cx.reading;
    let surface = reading.analysis.surface(at);
    let tens = |text: &str| -> Option<i16> {
        let number: i16 = text.parse().ok()?;
        (number % 10 == 0).then_some(match text.len() {
            2 => century(number),
            4 => number,
            _ => return None,
        })
    };
    let decade = |first: i16, end: usize| {
        let start = Date::new(first, 1, 1).ok()?.to_datetime(MIDNIGHT);
        let stop = start.checked_add(10.years()).ok()?;
        let mut moment = Moment::between(at..end, start, stop, Grain::Year);
        moment.ranged = true;
        Some(moment)
    };
    let bare = surface.trim_end_matches(|c: char| c.is_alphabetic() || c == '\'' || c == '’');
    let suffix = &surface[bare.len()..];
    if !suffix.is_empty()
        && crate::extract::number::has_class(
            reading,
            &crate::language::fold(suffix),
            "decade-suffix",
        )
    {
        let first = tens(bare)?;
        let end = cx.skip("decade-word", at + 1);
        return decade(first, end);
    }
    // «1990's» is two tokens.
    if cx.is("decade-suffix", at + 1) && !reading.spaced(at + 1) {
        return decade(tens(surface)?, at + 2);
    }
    let next = cx.class("decade-word", at)?;
    let value = reading.analysis.surface(next);
    if let Some(first) = tens(value) {
        return decade(first, next + 1);
    }
    let number = numeral_at(reading, next, cx.end)?;
    let short = number.value.to_i16().filter(|n| (10..100).contains(n) && n % 10 == 0)?;
    decade(century(short), number.tokens.end)
}

/// A year that counts nothing.
fn year_alone(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let start = cx.skip("year-word", at);
    let (year, next) = year(cx, start).or_else(|| {
        // «in nineteen ninety-six», «in the year two thousand»
        let (told, next) = spoken_year(cx, start)?;
        let pair = numeral_at(cx.reading, start, cx.end)?.tokens.end < next;
        let opened = start > at || at > 0 && cx.is("year-preposition", at - 1) && told % 100 != 0;
        (pair || opened).then_some((told, next))
    })?;
    let surface = cx.reading.analysis.surface(start);
    if counts(cx, next)
        || surface.starts_with(['\'', '’']) && start == at
        || cx.reading.is_mark(next, "%")
    {
        return None;
    }
    let plausible = start > at || (1700..=2150).contains(&year);
    let first = Date::new(year, 1, 1).ok()?.to_datetime(MIDNIGHT);
    plausible.then(|| Moment::of(at..next, first, Grain::Year))?
}
