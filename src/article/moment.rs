//! Dates and times in the forms that feeds, wires, archives and mail have them in.

use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::fmt::strtime;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

/// A day, with the time and its zone where they are stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// As written, in the zone of whoever wrote it.
    day: Date,
    instant: Option<Timestamp>,
}

/// Forms that are no ISO 8601, with a zone: `20130605T210000+0000`, `2013-06-05 21:00:00 +0000`.
const ZONED: [&str; 3] = ["%Y%m%dT%H%M%S%z", "%Y-%m-%d %H:%M:%S %z", "%Y-%m-%dT%H:%M:%S%z"];
/// Forms of a local time: `20190706171332`, `2019/07/06 17:13:32`.
const LOCAL: [&str; 3] = ["%Y%m%d%H%M%S", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M"];
/// Forms of a day alone.
const DAY: [&str; 2] = ["%Y/%m/%d", "%Y%m%d"];

impl Moment {
    /// Reads ISO 8601, RFC 2822, RFC 3339, seconds or milliseconds since 1970, and the forms above.
    /// `None` for everything else, also for days whose order of numbers is anybody's guess (1/2/2026).
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        // No form is longer; and no form is tried on a hostile megabyte.
        if text.is_empty() || text.len() > 64 {
            return None;
        }
        Self::iso(text)
            .or_else(|| Self::zoned(text))
            .or_else(|| Self::local(text))
            .or_else(|| Self::epoch(text))
            .filter(|moment| (1000..=9999).contains(&moment.day.year()))
    }

    fn iso(text: &str) -> Option<Self> {
        if let Ok(instant) = text.parse::<Timestamp>() {
            // The day as written: the one before the `T`, whatever the zone.
            let written = text.get(..10).and_then(|day| day.parse::<Date>().ok());
            let day = written.unwrap_or_else(|| instant.to_zoned(TimeZone::UTC).date());
            return Some(Self { day, instant: Some(instant) });
        }
        if text.len() < 8 {
            return None;
        }
        let day = text.parse::<DateTime>().map(DateTime::date).or_else(|_| text.parse::<Date>());
        Some(Self { day: day.ok()?, instant: None })
    }

    fn zoned(text: &str) -> Option<Self> {
        let parsed = |form: &&str| Zoned::strptime(form, text).ok();
        let relaxed = DateTimeParser::new().relaxed_weekday(true);
        let zoned =
            ZONED.iter().find_map(parsed).or_else(|| relaxed.parse_zoned(text).ok()).or_else(
                || {
                    // `Tue, 09 Jul 2013 10:37:00 CEST`: a zone that only people know; the day stands.
                    let (stem, _) = text.rsplit_once(' ')?;
                    relaxed.parse_zoned(format!("{stem} +0000")).ok()
                },
            )?;
        let known = text.ends_with(|c: char| c.is_ascii_digit())
            || ["GMT", "UT", "UTC", "Z"].iter().any(|zone| text.ends_with(zone));
        Some(Self { day: zoned.date(), instant: known.then(|| zoned.timestamp()) })
    }

    fn local(text: &str) -> Option<Self> {
        let time = LOCAL.iter().find_map(|form| DateTime::strptime(form, text).ok());
        let day = time.map(DateTime::date).or_else(|| {
            DAY.iter().find_map(|form| strtime::parse(form, text).ok()?.to_date().ok())
        });
        Some(Self { day: day?, instant: None })
    }

    /// Seconds since 1970 from 1980 on, or milliseconds.
    fn epoch(text: &str) -> Option<Self> {
        let number: i64 = text.split('.').next()?.parse().ok()?;
        let seconds = if number >= 100_000_000_000 { number / 1000 } else { number };
        let instant = Timestamp::from_second(seconds).ok().filter(|_| seconds > 315_000_000)?;
        Some(Self { day: Offset::UTC.to_datetime(instant).date(), instant: Some(instant) })
    }

    /// `2026-01-31`.
    pub(super) fn day(self) -> String {
        self.day.to_string()
    }

    /// `2026-01-31T22:10:00Z`, or the day where no time with a zone is stated.
    pub(super) fn instant(self) -> String {
        let whole = |instant: Timestamp| Timestamp::from_second(instant.as_second()).ok();
        self.instant.and_then(whole).map_or_else(|| self.day(), |instant| instant.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn the_forms_in_use_are_read() {
        for (text, day, instant) in [
            ("2013-07-09T10:37:00Z", "2013-07-09", "2013-07-09T10:37:00Z"),
            ("2026-01-31T00:10:00.123+01:00", "2026-01-31", "2026-01-30T23:10:00Z"),
            ("20130605T210000+0000", "2013-06-05", "2013-06-05T21:00:00Z"),
            ("Tue, 09 Jul 2013 10:37:00 GMT", "2013-07-09", "2013-07-09T10:37:00Z"),
            ("Tue, 9 Jul 2013 23:37:00 -0500", "2013-07-09", "2013-07-10T04:37:00Z"),
            ("Tue, 09 Jul 2013 10:37:00 CEST", "2013-07-09", "2013-07-09"),
            ("2016-09-03", "2016-09-03", "2016-09-03"),
            ("2016-09-03 12:00:00", "2016-09-03", "2016-09-03"),
            ("2016/09/03", "2016-09-03", "2016-09-03"),
            ("20160903", "2016-09-03", "2016-09-03"),
            ("20190706171332", "2019-07-06", "2019-07-06"),
            ("1372000000", "2013-06-23", "2013-06-23T15:06:40Z"),
            ("1372000000000", "2013-06-23", "2013-06-23T15:06:40Z"),
        ] {
            let moment = Moment::read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (moment.day().as_str(), moment.instant().as_str()),
                (day, instant),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_date_or_ambiguous_is_left_out() {
        for text in
            ["", "yesterday", "1/2/2026", "2026", "2026-13-01", "12", "99999999999999999999"]
        {
            assert_eq!(Moment::read(text), None, "{text}");
        }
    }
}
