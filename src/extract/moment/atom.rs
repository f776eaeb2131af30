//! Single times: dates in digits and names, months, years, decades, weekdays, seasons, quarters,
//! holidays, and the words for days, weeks, months and years from now.

use super::span::{easter, nth_weekday};
use super::{Clockwork, Grain, Lean, Moment};
use crate::extract::number::{NumberForm, numeral_at};
use crate::language::TokenKind;
use crate::lexicon::Scheme;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time};
use rust_decimal::prelude::ToPrimitive as _;

const MIDNIGHT: Time = Time::constant(0, 0, 0, 0);

/// A date, period or holiday without ranges and clocks.
pub(super) fn atom(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    numeric(cx, at)
        .or_else(|| day_and_month(cx, at))
        .or_else(|| weekday(cx, at))
        .or_else(|| quarter(cx, at))
        .or_else(|| season(cx, at))
        .or_else(|| holiday(cx, at))
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

fn century(short: i16) -> i16 {
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
    let hit = cx.calendar(at, &["month"])?;
    Some((cx.notation(&hit).parse().ok()?, hit.tokens.end))
}

/// The year of a month or day that names none.
fn lean_year(cx: &Clockwork<'_>, month: i8, day: Option<i8>) -> Option<i16> {
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

/// «2026-05-03», «03/05/2026», «3.5.26», «15/2».
fn numeric(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let reading = cx.reading;
    if reading.tokens().get(at)?.kind != TokenKind::Number || at >= cx.end {
        return None;
    }
    let surface = |i: usize| if i < cx.end { reading.analysis.surface(i) } else { "" };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let dotted: Vec<&str> = surface(at).split('.').collect();
    let (parts, next): (Vec<&str>, usize) = if dotted.len() == 3 {
        (dotted, at + 1)
    } else if dotted.len() == 2 && reading.is_mark(at + 1, ".") && !reading.spaced(at + 1) {
        // «15.2.»
        (dotted, at + 2)
    } else {
        let mark = surface(at + 1);
        let glued = |i: usize| i < cx.end && !reading.spaced(i);
        if !(reading.is_mark(at + 1, "-/") && glued(at + 1) && glued(at + 2)) {
            return None;
        }
        if surface(at + 3) == mark && glued(at + 3) && glued(at + 4) && digits(surface(at + 4)) {
            (vec![surface(at), surface(at + 2), surface(at + 4)], at + 5)
        } else if mark == "/" || surface(at).len() == 4 {
            (vec![surface(at), surface(at + 2)], at + 3)
        } else {
            return None;
        }
    };
    if !parts.iter().all(|part| digits(part)) {
        return None;
    }
    let value = |i: usize| parts[i].parse::<i16>().ok();
    let month_first = reading
        .phrases(Scheme::LanguageFacts)
        .concepts_of("/")
        .any(|id| reading.lexicon.concept(id).property("wordClass") == "month-first");
    let valid =
        |y: i16, m: i16, d: i16| Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok();
    if parts.len() == 3 {
        let (a, b, c) = (value(0)?, value(1)?, value(2)?);
        let date = if parts[0].len() == 4 {
            valid(a, b, c)
        } else {
            let year = if parts[2].len() == 2 { century(c) } else { c };
            if !(1500..2200).contains(&year) {
                return None;
            }
            if month_first {
                valid(year, a, b).or_else(|| valid(year, b, a))
            } else {
                valid(year, b, a).or_else(|| valid(year, a, b))
            }
        };
        return Moment::day(at..next, date?);
    }
    let (a, b) = (value(0)?, value(1)?);
    if parts[0].len() == 4 {
        // «2015-03», «2015/3»
        let start = valid(a, b, 1)?;
        return Moment::of(at..next, start.to_datetime(MIDNIGHT), Grain::Month);
    }
    if parts[0].len() > 2 || parts[1].len() > 2 {
        let year = (parts[1].len() == 4 && (1900..2100).contains(&b)).then_some(b)?;
        return Moment::of(at..next, valid(year, a, 1)?.to_datetime(MIDNIGHT), Grain::Month);
    }
    let (day, month) = if month_first && a <= 12 { (b, a) } else { (a, b) };
    let month = i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?;
    let day = i8::try_from(day).ok().filter(|d| (1..=31).contains(d))?;
    // Two numbers alone are a fraction more often: a preposition or article says that they are a date.
    let told = at > 0 && (cx.is("preposition", at - 1) || cx.is("article", at - 1))
        || reading.tokens().len() == next
        || next > at + 1 && dotted_date(surface(at));
    if !told {
        return None;
    }
    let Some(year) = lean_year(cx, month, Some(day)) else {
        return Some(Moment::unknown(at..next, Grain::Day));
    };
    Moment::day(at..next, Date::new(year, month, day).ok()?)
}

fn dotted_date(surface: &str) -> bool {
    surface.contains('.')
}

/// «3 mai 2026», «3. Mai», «May 3, 2026», «the third of May», «mars 2015», «May».
fn day_and_month(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    if let Some((day, next)) = day_number(cx, at) {
        let small = cx.skip_small(next);
        let (month, behind) = month(cx, small)?;
        return dated(cx, at, month, Some(day), behind);
    }
    let (month, next) = month(cx, at)?;
    // «May 3, 2026», «maart de derde»
    let small = cx.skip("article", next);
    if year(cx, next).is_none()
        && let Some((day, behind)) = day_number(cx, small)
        && !counts(cx, behind)
    {
        return dated(cx, at, month, Some(day), behind);
    }
    let found = dated(cx, at, month, None, next)?;
    // A month's name alone is often another word: a preposition must stand before it.
    let reading = cx.reading;
    let told = found.tokens.end > next
        || (at > 0 && (cx.is("preposition", at - 1) || cx.is("link", at - 1)))
        || reading.tokens().len() <= 2
        || at == 0;
    let named = reading.analysis.surface(at).chars().count() > 3;
    (told && (named || found.tokens.end > next)).then_some(found)
}

/// Whether what stands here is counted by a number before it.
fn counts(cx: &Clockwork<'_>, at: usize) -> bool {
    [Scheme::Units, Scheme::Currencies, Scheme::Measures]
        .into_iter()
        .any(|scheme| cx.reading.match_at(scheme, at, cx.end).is_some())
        || cx.reading.match_at(Scheme::Numbers, at, cx.end).is_some_and(|hit| {
            cx.reading.lexicon.concept(hit.concept).property("numberForm") == "scale"
        })
}

fn dated(cx: &Clockwork<'_>, at: usize, month: i8, day: Option<i8>, next: usize) -> Option<Moment> {
    let comma = usize::from(cx.reading.is_mark(next, ","));
    let small = cx.skip("partitive", next);
    let told = [next, next + comma, small].into_iter().find_map(|i| year(cx, i));
    let told = told.filter(|(_, behind)| !counts(cx, *behind));
    let (year, behind) = match told {
        Some((year, behind)) => (Some(year), behind),
        None => match relative_year(cx, next) {
            Some((year, behind)) => (Some(year), behind),
            None => (lean_year(cx, month, day), next),
        },
    };
    let grain = if day.is_some() { Grain::Day } else { Grain::Month };
    let Some(year) = year else { return Some(Moment::unknown(at..behind, grain)) };
    let date = Date::new(year, month, day.unwrap_or(1)).ok()?;
    Moment::of(at..behind, date.to_datetime(MIDNIGHT), grain)
}

/// «next year», «l'an dernier» behind a month or quarter.
fn relative_year(cx: &Clockwork<'_>, at: usize) -> Option<(i16, usize)> {
    let small = cx.skip_small(at);
    let hit = [at, small].into_iter().find_map(|i| cx.calendar(i, &["relative-year"]))?;
    let offset = i16::try_from(cx.number_of(&hit, "numericValue")?).ok()?;
    Some((cx.now?.year().checked_add(offset)?, hit.tokens.end))
}

/// «Monday», «dimanche 15 juillet», «Friday the 13th», «vrijdag 18-07-2014».
fn weekday(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let hit = cx.calendar(at, &["weekday"])?;
    let number: i64 = cx.notation(&hit).parse().ok()?;
    let next = hit.tokens.end;
    let comma = usize::from(cx.reading.is_mark(next, ","));
    let small = cx.skip("article", next + comma);
    for start in [next, next + comma, small] {
        let date = numeric(cx, start).or_else(|| day_and_month(cx, start));
        if let Some(date) = date.filter(|date| date.grain == Grain::Day) {
            let end = date.tokens.end;
            return Some(date.over(at..end));
        }
    }
    // «le mercredi 13»: the day with this number in this month or the next.
    if let Some((day, behind)) = day_number(cx, small)
        && cx.reading.tokens()[small].kind == TokenKind::Number
        && !counts(cx, behind)
        && !super::clock::is_clock_word(cx, behind)
        && !cx.reading.is_mark(behind, ":")
    {
        let now = cx.now?.date();
        let fits = |months: i64| {
            let month = now.first_of_month().checked_add(months.months()).ok()?;
            let date = Date::new(month.year(), month.month(), day).ok()?;
            (i64::from(date.weekday().to_monday_zero_offset()) + 1 == number).then_some(date)
        };
        let order: Vec<i64> = match cx.lean {
            Lean::Ahead => (0..12).collect(),
            Lean::Nearest => vec![0, -1, 1],
        };
        let ahead = |date: &Date| cx.lean != Lean::Ahead || *date >= now;
        if let Some(date) = order.into_iter().filter_map(fits).find(ahead) {
            return Moment::day(at..behind, date);
        }
    }
    let Some(now) = cx.now else { return Some(Moment::unknown(at..next, Grain::Day)) };
    Moment::day(at..next, near_weekday(now.date(), number, cx.lean)?)
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
        Some((year, next)) => (next, Some(year)),
        None => (at, None),
    };
    let hit = cx.calendar(start, &["quarter", "half"])?;
    let form = cx.reading.lexicon.concept(hit.concept).property("calendarForm");
    let number: i8 = cx.notation(&hit).parse().ok()?;
    let small = cx.skip_small(hit.tokens.end);
    let behind = year(cx, small).or_else(|| relative_year(cx, hit.tokens.end));
    let (year, next) = match (told, behind) {
        (Some(year), _) => (Some(year), hit.tokens.end),
        (None, Some((year, next))) => (Some(year), next),
        (None, None) => (cx.now.map(DateTime::year), hit.tokens.end),
    };
    let Some(year) = year else { return Some(Moment::unknown(at..next, Grain::Quarter)) };
    let months: i8 = if form == "half" { 6 } else { 3 };
    let first = Date::new(year, (number - 1).checked_mul(months)?.checked_add(1)?, 1).ok()?;
    let end = first.checked_add(i64::from(months).months()).ok()?;
    Some(Moment::between(
        at..next,
        first.to_datetime(MIDNIGHT),
        end.to_datetime(MIDNIGHT),
        if months == 3 { Grain::Quarter } else { Grain::Month },
    ))
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
    let Some(now) = cx.now.map(DateTime::date) else {
        let Some((year, _)) = told else { return Some(Moment::unknown(at..end, Grain::Quarter)) };
        return span_of(at, end, year, first, last);
    };
    let year = told.map_or_else(
        || {
            let winter = first.0 == 12 && now.month() <= 3;
            now.year() - i16::from(winter)
        },
        |(year, _)| year,
    );
    span_of(at, end, year, first, last)
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

/// A holiday with its year told, next to come or nearest.
fn holiday(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let hit = cx.calendar(at, &["holiday"])?;
    let small = cx.skip_small(hit.tokens.end);
    let told = year(cx, hit.tokens.end)
        .or_else(|| year(cx, small))
        .or_else(|| relative_year(cx, hit.tokens.end));
    let concept = cx.reading.lexicon.concept(hit.concept);
    let on = |year: i16| -> Option<Date> {
        if let Some((month, day)) = concept.property("monthDay").split_once('-') {
            return Date::new(year, month.parse().ok()?, day.parse().ok()?).ok();
        }
        if let Ok(days) = concept.property("easterDays").parse::<i64>() {
            return easter(year)?.checked_add(days.days()).ok();
        }
        let mut rule = concept.property("weekdayOfMonth").split('-').map(str::parse::<i64>);
        let (month, weekday, n) = (rule.next()?.ok()?, rule.next()?.ok()?, rule.next()?.ok()?);
        nth_weekday(year, i8::try_from(month).ok()?, weekday, if n == 9 { -1 } else { n })
    };
    let end = told.map_or(hit.tokens.end, |(_, end)| end);
    if let Some((year, _)) = told {
        return Moment::day(at..end, on(year)?);
    }
    let Some(now) = cx.now.map(DateTime::date) else {
        return on(2000).map(|_| Moment::unknown(at..end, Grain::Day));
    };
    let date = match cx.lean {
        Lean::Ahead => (0..=1).filter_map(|i| on(now.year() + i)).find(|date| *date >= now)?,
        Lean::Nearest => {
            [0, -1, 1].into_iter().filter_map(|i| on(now.year() + i)).min_by_key(|date| {
                (now.until(*date).map_or(400, |span| span.get_days().abs()), *date)
            })?
        }
    };
    Moment::day(at..end, date)
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
    let Some(now) = cx.now else { return Some(Moment::unknown(hit.tokens, grain)) };
    let start = grain.floor(now)?.checked_add(grain.times(offset)?).ok()?;
    Moment::of(hit.tokens, start, grain)
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
    let (year, next) = year(cx, start)?;
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
