//! Holidays: on a day of the year, counted from Easter, by weekday, or by the calendar of a religion.

use super::moon::{lunar_day, solar_day};
use super::span::nth_weekday;
use super::{Clockwork, Grain, Lean, Moment, atom, counted};
use crate::lexicon::Concept;
use calendrical_calculations::chinese_based::{Chinese, YearBounds};
use calendrical_calculations::hebrew::BookHebrew;
use calendrical_calculations::{gregorian, islamic, julian, rata_die::RataDie};
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time};

/// A holiday with its year told, next to come or nearest.
pub(super) fn holiday(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let before = counted::direction(cx, at);
    let start = before.map_or(at, |(_, next)| next);
    let hit = cx.calendar(start, &["holiday"])?;
    let next = hit.tokens.end;
    let small = cx.skip_small(next);
    let inside = cx.skip("preposition", next);
    let told = [next, small, inside].into_iter().find_map(|i| atom::year(cx, i));
    let told = told.or_else(|| atom::relative_year(cx, next));
    let concept = cx.reading.lexicon.concept(hit.concept);
    let lasts = concept.property("lastsDays").parse::<i64>().unwrap_or(1);
    let stretch = |date: Date, end: usize| {
        let first = date.to_datetime(Time::midnight());
        let last = first.checked_add(lasts.days()).ok()?;
        let mut moment = Moment::between(at..end, first, last, Grain::Day);
        moment.ranged = lasts > 1;
        Some(moment)
    };
    if let Some((year, end)) = told {
        let mut moment = stretch(on(concept, year)?, end)?;
        moment.year = true;
        return Some(moment);
    }
    let behind = counted::direction(cx, next);
    let (way, end) = match (before, behind) {
        (Some((way, _)), _) => (Some(way), next),
        (None, Some((way, end))) => (Some(way), end),
        (None, None) => (None, next),
    };
    let Some(now) = cx.now.map(DateTime::date) else {
        on(concept, 2000)?;
        return Some(Moment::unknown(at..end, Grain::Day));
    };
    // «Thanksgiving three months ago», «Easter in two years»
    if let Some(moved) = counted::ago_or_ahead(cx, next).filter(|_| way.is_none()) {
        let year = moved.start?.year();
        return stretch(on(concept, year)?, moved.tokens.end);
    }
    let mut dates = (-1..=1).filter_map(|i| on(concept, now.year() + i));
    let date = match way {
        Some(0) => on(concept, now.year())?,
        Some(1) => dates.find(|date| *date > now)?,
        Some(_) => dates.rfind(|date| *date < now)?,
        None if cx.lean == Lean::Ahead => dates.find(|date| *date >= now)?,
        None => dates
            .min_by_key(|date| (now.until(*date).map_or(400, |s| s.get_days().abs()), *date))?,
    };
    stretch(date, end)
}

/// The first day of a holiday in a year.
fn on(concept: &Concept, year: i16) -> Option<Date> {
    let pair = |name: &str| -> Option<(i64, i64)> {
        let (month, day) = concept.property(name).split_once('-')?;
        Some((month.parse().ok()?, day.parse().ok()?))
    };
    let whole = i32::from(year);
    if let Some((month, day)) = pair("monthDay") {
        return Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    }
    if let Ok(days) = concept.property("easterDays").parse::<i64>() {
        return civil(gregorian::easter(whole))?.checked_add(days.days()).ok();
    }
    if let Ok(days) = concept.property("orthodoxEasterDays").parse::<i64>() {
        return civil(julian::easter(whole))?.checked_add(days.days()).ok();
    }
    if let Some((month, day)) = pair("hebrewDay") {
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        return hebrew(year, month, day);
    }
    if let Some((month, day)) = pair("islamicDay") {
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let about = (whole - 622) * 33 / 32;
        let dates = (about - 1..about + 3)
            .filter_map(|y| civil(islamic::fixed_from_saudi_islamic(y, month, day)));
        return dates.into_iter().find(|date| date.year() == year);
    }
    if let Ok(days) = concept.property("chineseNewYearDays").parse::<i64>() {
        let summer = gregorian::fixed_from_gregorian(whole, 7, 1);
        let first = civil(YearBounds::compute::<Chinese>(summer).new_year)?;
        return first.checked_add(days.days()).ok();
    }
    let more = concept.property("plusDays").parse::<i64>().unwrap_or(0);
    let mut rule = concept.property("hinduDay").split('-').map(str::parse::<i64>);
    if let (Some(Ok(month)), Some(Ok(tithi)), Some(Ok(hour))) =
        (rule.next(), rule.next(), rule.next())
    {
        return lunar_day(year, month, tithi, hour as f64)?.checked_add(more.days()).ok();
    }
    if let Ok(degree) = concept.property("hinduSign").parse::<f64>() {
        return solar_day(year, degree)?.checked_add(more.days()).ok();
    }
    let mut rule = concept.property("weekdayFrom").split('-').map(str::parse::<i64>);
    if let (Some(Ok(month)), Some(Ok(day)), Some(Ok(weekday))) =
        (rule.next(), rule.next(), rule.next())
    {
        let first = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        let offset = i64::from(first.weekday().to_monday_zero_offset()) + 1;
        return first.checked_add((weekday - offset).rem_euclid(7).days()).ok();
    }
    let mut rule = concept.property("weekdayOfMonth").split('-').map(str::parse::<i64>);
    let (month, weekday, n) = (rule.next()?.ok()?, rule.next()?.ok()?, rule.next()?.ok()?);
    let n = if n == 9 { -1 } else { n };
    let date = nth_weekday(year, i8::try_from(month).ok()?, weekday, n)?;
    date.checked_add(more.days()).ok()
}

/// A day of the Hebrew calendar (Nisan is month 1), which begins on the evening before.
fn hebrew(year: i16, month: u8, day: u8) -> Option<Date> {
    let about = i32::from(year) + 3760;
    (about..=about + 1).find_map(|book_year| {
        // Adar is the second of two in a leap year.
        let leap = BookHebrew::is_hebrew_leap_year(book_year);
        let month = if month == 12 && leap { 13 } else { month };
        let fixed = BookHebrew::fixed_from_book_hebrew(BookHebrew { year: book_year, month, day });
        let eve = civil(fixed)?.checked_sub(1.days()).ok()?;
        (eve.year() == year).then_some(eve)
    })
}

fn civil(fixed: RataDie) -> Option<Date> {
    let (year, month, day) = gregorian::gregorian_from_fixed(fixed).ok()?;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::on;
    use crate::lexicon::{Lexicon, Scheme};

    #[test]
    fn days_of_moving_holidays() {
        let lexicon = Lexicon::bundled().expect("the bundled ontology loads");
        let told = |notation: &str, year: i16| {
            let id = lexicon.by_notation(Scheme::Calendar, notation).expect("a holiday");
            on(lexicon.concept(id), year).map(|date| date.to_string()).unwrap_or_default()
        };
        assert_eq!(told("easter", 2024), "2024-03-31");
        assert_eq!(told("orthodox-easter", 2018), "2018-04-08");
        assert_eq!(told("passover", 2018), "2018-03-30");
        assert_eq!(told("rosh-hashanah", 2018), "2018-09-09");
        assert_eq!(told("purim", 2013), "2013-02-23");
        assert_eq!(told("eid-al-fitr", 2018), "2018-06-15");
        assert_eq!(told("ramadan", 2034), "2034-11-12");
        assert_eq!(told("chinese-new-year", 2018), "2018-02-16");
        assert_eq!(told("thanksgiving", 2016), "2016-11-24");
        assert_eq!(told("victoria", 2018), "2018-05-21");
        assert_eq!(told("advent-1", 2025), "2025-11-30");
        assert_eq!(told("repentance", 2025), "2025-11-19");
        assert_eq!(told("us-election", 2024), "2024-11-05");
        assert_eq!(told("black-friday", 2013), "2013-11-29");
    }
}
