//! Weeks: «la semaine du 6 octobre», «the week of 10 April», «week 34».

use super::{Clockwork, Grain, Moment, combine, counted};
use crate::extract::number::numeral_at;
use crate::language::TokenKind;
use jiff::ToSpan as _;
use jiff::civil::{DateTime, ISOWeekDate, Time, Weekday};
use rust_decimal::prelude::ToPrimitive as _;

/// A week that is told by a day in it or by its number.
pub(super) fn week(cx: &Clockwork<'_>, at: usize) -> Option<Moment> {
    let start = cx.skip("article", at);
    if let Some(next) = [at, start].into_iter().find_map(|i| cx.class("week-of", i)) {
        let article = cx.skip("article", next);
        let day = [next, article].into_iter().find_map(|i| combine::day(cx, i))?;
        let end = day.tokens.end;
        if day.grain != Grain::Day || day.ranged {
            return None;
        }
        let Some(first) = day.start else { return Some(Moment::unknown(at..end, Grain::Week)) };
        return Moment::of(at..end, Grain::Week.floor(first)?, Grain::Week);
    }
    // «in the [week 31]»
    numbered(cx, start)
}

/// «week 34», «semaine 10 de 2019»: by the weeks of ISO 8601.
fn numbered(cx: &Clockwork<'_>, start: usize) -> Option<Moment> {
    let (.., next) = counted::unit(cx, start).filter(|(g, f, _)| *g == Grain::Week && *f == 1)?;
    if cx.reading.tokens().get(next)?.kind != TokenKind::Number || next >= cx.end {
        return None;
    }
    let number = numeral_at(cx.reading, next, cx.end)?;
    let whole = number.suffix.is_empty() && number.value.is_integer() && number.tokens.len() == 1;
    let week = number.value.to_i8().filter(|week| whole && (1..=53).contains(week))?;
    let behind = number.tokens.end;
    let small = cx.skip_small(behind);
    let told = [behind, small].into_iter().find_map(|i| super::atom::year(cx, i));
    let end = told.map_or(behind, |(_, end)| end);
    let told = told.or_else(|| super::atom::relative_year(cx, behind));
    let end = told.map_or(end, |(_, end)| end);
    let year = told.map(|(year, _)| year).or_else(|| cx.now.map(DateTime::year));
    let Some(year) = year else { return Some(Moment::unknown(start..end, Grain::Week)) };
    let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
    let first = monday.to_datetime(Time::midnight());
    let stop = first.checked_add(7.days()).ok()?;
    Some(Moment::between(start..end, first, stop, Grain::Week))
}
