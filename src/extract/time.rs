//! Dates, years, periods and horizons, as ISO 8601 dates of their own precision.
//!
//! What is relative («last year», «the next four years») is resolved from the article's date, and
//! left open where the article has none.

use super::number::number_at;
use super::reading::Reading;
use crate::language::TokenKind;
use crate::lexicon::{Match, Scheme};
use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive as _;
use std::ops::Range;

/// What a time is to the statement around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeRole {
    /// «by 2030»
    Deadline,
    /// «above the level of 2025»
    Baseline,
    /// «since 2019»
    Start,
    /// «in 2025», «over the next four years»
    Period,
    /// «over the same period»
    SamePeriod,
}

/// A time with the tokens that state it, its cue among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Time {
    pub tokens: Range<usize>,
    pub role: TimeRole,
    /// First year (`2026`), month (`2026-05`) or day (`2026-05-03`); empty where it cannot be known.
    pub start: String,
    /// Last year, month or day; the same as `start` for a single one.
    pub end: String,
}

/// All times of an article from left to right.
pub(super) fn times(reading: &Reading<'_>) -> Vec<Time> {
    let mut times = Vec::new();
    let end = reading.tokens().len();
    let mut at = 0;
    while at < end {
        let found = absolute(reading, at, end).or_else(|| relative(reading, at, end));
        let Some((tokens, start, stop)) = found.filter(|_| reading.name_over(at).is_none()) else {
            at += 1;
            continue;
        };
        let (cue, role) = role(reading, &tokens, times.last());
        at = tokens.end;
        times.push(Time { tokens: cue..tokens.end, role, start, end: stop });
    }
    times
}

type Span = (Range<usize>, String, String);

/// A date, month, year or span of years in figures or names.
fn absolute(reading: &Reading<'_>, at: usize, end: usize) -> Option<Span> {
    let single = |tokens: Range<usize>, stamp: String| Some((tokens, stamp.clone(), stamp));
    let token = reading.tokens().get(at)?;
    if let Some((year, month, day, next)) = numeric_date(reading, at, end) {
        return single(at..next, format!("{year:04}-{month:02}-{day:02}"));
    }
    if token.kind == TokenKind::Number {
        // «3 mai 2026», «3. Mai», «1er mai»
        if let Some(day) = day_number(reading, at) {
            let stop = usize::from(reading.is_mark(at + 1, "."));
            let skip = usize::from(reading.is_class("partitive", at + 1 + stop));
            if let Some((month, next)) = month(reading, at + 1 + stop + skip, end) {
                return match year(reading, next) {
                    Some(year) => single(at..next + 1, format!("{year}-{month}-{day:02}")),
                    None => single(at..next, dated(reading, &month, Some(day))),
                };
            }
        }
        let year = year(reading, at).filter(|_| !counts_something(reading, at + 1, end))?;
        // «2021-2027», «2021/22»
        if reading.is_mark(at + 1, "-–/") && !reading.analysis.spaced(at + 1) {
            let surface = reading.analysis.surface(at + 2);
            let last = match surface.len() {
                4 => self::year(reading, at + 2),
                2 => surface.parse::<i16>().ok().map(|short| year - year % 100 + short),
                _ => None,
            };
            if let Some(last) = last.filter(|&last| last > year) {
                return Some((at..at + 3, year.to_string(), last.to_string()));
            }
        }
        return single(at..at + 1, year.to_string());
    }
    let (month, next) = month(reading, at, end)?;
    // «May 3, 2026»
    if let Some(day) = day_number(reading, next) {
        let comma = usize::from(reading.is_mark(next + 1, ","));
        return match year(reading, next + 1 + comma) {
            Some(year) => single(at..next + 2 + comma, format!("{year}-{month}-{day:02}")),
            None => single(at..next + 1, dated(reading, &month, Some(day))),
        };
    }
    match year(reading, next) {
        Some(year) => single(at..next + 1, format!("{year}-{month}")),
        // A month's name alone is often another word: a preposition must stand before it.
        None if at > 0 && reading.is_class("preposition", at - 1) => {
            single(at..next, dated(reading, &month, None))
        }
        None => None,
    }
}

/// A month or day without its year: the one nearest to the article's date, where it has one. «January»
/// is the coming one in September and the past one in March.
fn dated(reading: &Reading<'_>, month: &str, day: Option<i8>) -> String {
    let (Some(published), Ok(number)) = (reading.published, month.parse::<i16>()) else {
        return String::new();
    };
    let ahead = number - i16::from(published.month());
    let year = published.year() + i16::from(ahead < -6) - i16::from(ahead > 6);
    day.map_or_else(|| format!("{year:04}-{month}"), |day| format!("{year:04}-{month}-{day:02}"))
}

/// «2026-05-03», «03/05/2026», «3.5.2026»: year, month, day and the token behind.
fn numeric_date(reading: &Reading<'_>, at: usize, end: usize) -> Option<(i16, i8, i8, usize)> {
    let surface = |i: usize| if i < end { reading.analysis.surface(i) } else { "" };
    let valid = |y: &str, m: &str, d: &str| {
        let date = Date::new(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?).ok()?;
        (1500..2200).contains(&date.year()).then_some((date.year(), date.month(), date.day()))
    };
    let mut parts = surface(at).split('.');
    if let (Some(d), Some(m), Some(y), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    {
        return valid(y, m, d).map(|(y, m, d)| (y, m, d, at + 1));
    }
    let joined = reading.is_mark(at + 1, "-/") && surface(at + 1) == surface(at + 3);
    if joined && !reading.analysis.spaced(at + 1) && !reading.analysis.spaced(at + 2) {
        let (a, b, c) = (surface(at), surface(at + 2), surface(at + 4));
        let found = if a.len() == 4 { valid(a, b, c) } else { valid(c, b, a) };
        return found.map(|(y, m, d)| (y, m, d, at + 5));
    }
    None
}

/// A day of the month: «3», «03», «1er», «3rd».
fn day_number(reading: &Reading<'_>, at: usize) -> Option<i8> {
    let surface = reading.analysis.surface(at);
    let digits = surface.trim_end_matches(char::is_alphabetic);
    let day: i8 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    (digits.len() <= 2 && surface.len() - digits.len() <= 3).then_some(day)
}

/// A month's name with its number as two digits, and the token behind it.
fn month(reading: &Reading<'_>, at: usize, end: usize) -> Option<(String, usize)> {
    let hit = calendar(reading, at, end, "month")?;
    Some((reading.lexicon.notation(hit.concept).to_owned(), hit.tokens.end))
}

fn calendar(reading: &Reading<'_>, at: usize, end: usize, form: &str) -> Option<Match> {
    let tokens = reading.tokens();
    let phrases = reading.phrases(Scheme::Calendar);
    phrases
        .matches_at(reading.analysis.text, &tokens[..end.min(tokens.len())], at)
        .find(|hit| reading.lexicon.concept(hit.concept).property("calendarForm") == form)
}

/// A year in four digits.
fn year(reading: &Reading<'_>, at: usize) -> Option<i16> {
    let surface = reading.analysis.surface(at);
    let year: i16 = (surface.len() == 4).then(|| surface.parse().ok()).flatten()?;
    (1700..=2150).contains(&year).then_some(year)
}

/// Whether what follows a number is counted or measured by it, so that it is no year.
fn counts_something(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    [Scheme::Units, Scheme::Currencies, Scheme::Measures]
        .into_iter()
        .any(|scheme| reading.match_at(scheme, at, end).is_some())
        || reading.match_at(Scheme::Numbers, at, end).is_some_and(|hit| {
            reading.lexicon.concept(hit.concept).property("numberForm") == "scale"
        })
}

/// «last year», «the next four years», «over the same period».
fn relative(reading: &Reading<'_>, at: usize, end: usize) -> Option<Span> {
    if let Some(span) = counted_period(reading, at, end) {
        return Some(span);
    }
    let horizon = reading.match_at(Scheme::Horizons, at, end);
    if let Some(hit) = horizon.filter(|hit| reading.lexicon.notation(hit.concept) == "same_period")
    {
        return Some((hit.tokens, String::new(), String::new()));
    }
    let tokens = reading.tokens();
    let hit =
        reading.phrases(Scheme::Calendar).match_at(reading.analysis.text, &tokens[..end], at)?;
    let concept = reading.lexicon.concept(hit.concept);
    let offset = || concept.property("numericValue").parse::<i64>().unwrap_or(0);
    let stamp = match (concept.property("calendarForm"), reading.published) {
        ("relative-year", Some(date)) => (i64::from(date.year()) + offset()).to_string(),
        ("relative-month", Some(date)) => {
            let month = date.checked_add(offset().months()).ok()?;
            format!("{:04}-{:02}", month.year(), month.month())
        }
        ("relative-day", Some(date)) => date.checked_add(offset().days()).ok()?.to_string(),
        ("relative-year" | "relative-month" | "relative-day", None) => String::new(),
        _ => return None,
    };
    Some((hit.tokens, stamp.clone(), stamp))
}

/// «quatre prochaines années», «next four years», «afgelopen drie maanden».
fn counted_period(reading: &Reading<'_>, at: usize, end: usize) -> Option<Span> {
    let direction = |i: usize| {
        let hit = reading.match_at(Scheme::Horizons, i, end)?;
        let forward = match reading.lexicon.notation(hit.concept) {
            "next" => true,
            "last" => false,
            _ => return None,
        };
        Some((forward, hit.tokens.end))
    };
    let (count, forward, next) = if let Some((forward, next)) = direction(at) {
        let number = number_at(reading, next, end)?;
        (number.value, forward, number.tokens.end)
    } else {
        let number = number_at(reading, at, end)?;
        let (forward, next) = direction(number.tokens.end)?;
        (number.value, forward, next)
    };
    let unit = reading.match_at(Scheme::Units, next, end)?;
    let concept = reading.lexicon.concept(unit.concept);
    if concept.property("unitKind") != "duration" {
        return None;
    }
    let factor = concept.property("factor").parse::<i64>().unwrap_or(1);
    let count = count.to_i64()?.checked_mul(factor)?;
    let tokens = at..unit.tokens.end;
    let Some(date) = reading.published else { return Some((tokens, String::new(), String::new())) };
    let (start, stop) = match reading.lexicon.notation(unit.concept) {
        // «the next four years» of 2026 are 2026 to 2029.
        "year" => {
            let year = i64::from(date.year());
            let span = if forward { (year, year + count - 1) } else { (year - count, year) };
            (span.0.to_string(), span.1.to_string())
        }
        "month" => {
            let other = date.checked_add((if forward { count } else { -count }).months()).ok()?;
            let month = |d: Date| format!("{:04}-{:02}", d.year(), d.month());
            if forward { (month(date), month(other)) } else { (month(other), month(date)) }
        }
        "week" | "day" => {
            let days = if reading.lexicon.notation(unit.concept) == "week" {
                count.checked_mul(7)?
            } else {
                count
            };
            let other = date.checked_add((if forward { days } else { -days }).days()).ok()?;
            if forward {
                (date.to_string(), other.to_string())
            } else {
                (other.to_string(), date.to_string())
            }
        }
        _ => (String::new(), String::new()),
    };
    Some((tokens, start, stop))
}

/// What the words before a time make of it, and where those words begin.
fn role(reading: &Reading<'_>, tokens: &Range<usize>, before: Option<&Time>) -> (usize, TimeRole) {
    let first = before.map_or(0, |time| time.tokens.end);
    let sentence = reading.sentence_tokens(tokens.start);
    let mut start = tokens.start;
    let mut role = TimeRole::Period;
    if let Some(hit) = reading.match_at(Scheme::Horizons, tokens.start, tokens.end)
        && reading.lexicon.notation(hit.concept) == "same_period"
    {
        role = TimeRole::SamePeriod;
    }
    // «d’ici (à la) fin 2027»: cues may stand in a row; the farthest strong one decides.
    for _ in 0..3 {
        let mut end = start;
        if end > sentence.start && reading.is_class("article", end - 1) {
            end -= 1;
        }
        let phrases = reading.phrases(Scheme::Horizons);
        let found = [start, end].into_iter().find_map(|stop| {
            phrases.match_before(
                reading.analysis.text,
                reading.tokens(),
                stop,
                first.max(sentence.start),
            )
        });
        let Some(hit) = found else { break };
        start = hit.tokens.start;
        let weak = reading.lexicon.concept(hit.concept).flag("weak");
        match reading.lexicon.notation(hit.concept) {
            "deadline" if !weak => role = TimeRole::Deadline,
            "baseline" => role = TimeRole::Baseline,
            "start" if role == TimeRole::Period => role = TimeRole::Start,
            _ => {}
        }
    }
    (start, role)
}
