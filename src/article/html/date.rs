//! Dates as pages write them, in ISO 8601.

use super::words::page_words;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use regex::Regex;
use std::sync::LazyLock;

/// No page is older, and none is from later: such a date is a slip or a default.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

static ISO: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})
        (?:[Tt\s,]+(\d{1,2})[:h]?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*
        (Z|z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    )
    .ok()
});
/// A day and a month in digits, or with the month in letters, and the time behind.
static EUROPEAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)\b(\d{1,2})(?:\.|er|st|nd|rd|th|e)?(?:[./-]|\s+(?:de\s+|of\s+)?)(\d{1,2}|\p{L}{3,}\.?)
        (?:[./-]|,?\s+)(\d{4})\b(?:\D{0,12}?(\d{1,2})[:h.](\d{2})(?::(\d{2}))?(?:\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?",
    )
    .ok()
});
static AMERICAN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b").ok()
});
static IN_ADDRESS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"/((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?:[/_-]|$)").ok());

/// A date, with its time where one is given, in ISO 8601: `2024-05-03` or
/// `2024-05-03T15:47:42+02:00`. `None` where the text holds none, or one that cannot be.
pub(super) fn iso(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() > 200 {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) && matches!(text.len(), 10 | 13) {
        let number: i64 = text.parse().ok()?;
        let seconds = if text.len() == 13 { number / 1000 } else { number };
        let time = Timestamp::from_second(seconds).ok()?.to_string();
        return checked(time.get(..4)?.parse().ok()?, 1, 1).map(|_| time);
    }
    if let Some(found) = ISO.as_ref()?.captures(text) {
        let part = |at| found.get(at).map_or("", |part| part.as_str());
        let date = checked(part(1).parse().ok()?, part(2).parse().ok()?, part(3).parse().ok()?)?;
        return Some(with_time(date, part(4), part(5), part(6), part(7)));
    }
    if let Some(found) = EUROPEAN.as_ref()?.captures(text) {
        let part = |at| found.get(at).map_or("", |part| part.as_str());
        let (first, second): (i8, _) = (part(1).parse().ok()?, part(2));
        let (day, month) = match (second.parse::<i8>(), month(second)) {
            (Ok(second), _) if second > 12 && first <= 12 => (second, first),
            (Ok(second), _) => (first, second),
            (_, Some(month)) => (first, month),
            _ => return None,
        };
        let date = checked(part(3).parse().ok()?, month, day)?;
        return Some(with_time(date, part(4), part(5), part(6), part(7)));
    }
    let found = AMERICAN.as_ref()?.captures(text)?;
    let date = checked(found[3].parse().ok()?, month(&found[1])?, found[2].parse().ok()?)?;
    Some(date.to_string())
}

/// The day that an address tells: `https://a.example/2024/05/03/title`.
pub(super) fn of_address(address: &str) -> Option<String> {
    let found = IN_ADDRESS.as_ref()?.captures(address)?;
    let date = checked(found[1].parse().ok()?, found[2].parse().ok()?, found[3].parse().ok()?)?;
    Some(date.to_string())
}

fn month(name: &str) -> Option<i8> {
    page_words().months.get(name.to_lowercase().trim_end_matches('.')).copied()
}

fn checked(year: i16, month: i8, day: i8) -> Option<Date> {
    YEARS.contains(&year).then(|| Date::new(year, month, day).ok()).flatten()
}

/// Date and time, where the time can be; the zone as it is stated.
fn with_time(date: Date, hour: &str, minute: &str, second: &str, zone: &str) -> String {
    let number = |part: &str| part.parse::<i8>().ok();
    let time = number(hour)
        .zip(number(minute))
        .and_then(|(hour, minute)| Time::new(hour, minute, number(second).unwrap_or(0), 0).ok());
    let Some(time) = time else { return date.to_string() };
    let zone = match zone {
        "" => String::new(),
        "Z" | "z" | "UTC" | "GMT" => "Z".to_owned(),
        zone => {
            let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
            let minutes = digits.get(2..4).unwrap_or("00");
            format!("{}{}:{minutes}", &zone[..1], digits.get(..2).unwrap_or("00"))
        }
    };
    format!("{date}T{time}{zone}")
}

#[cfg(test)]
mod tests {
    use super::{iso, of_address};

    #[test]
    fn dates_are_read_in_all_common_forms() {
        for (given, expected) in [
            ("2024-05-03T15:47:42.389Z", "2024-05-03T15:47:42Z"),
            ("2024-05-03T15:47:42+0200", "2024-05-03T15:47:42+02:00"),
            ("2024-05-03T15:47+01:00", "2024-05-03T15:47:00+01:00"),
            ("2024-05-03 15:47", "2024-05-03T15:47:00"),
            ("2024-05-03T17:47\n", "2024-05-03T17:47:00"),
            ("2024-05-03", "2024-05-03"),
            ("2024/5/3", "2024-05-03"),
            ("20240503", "2024-05-03"),
            ("1714751262", "2024-05-03T15:47:42Z"),
            ("1714751262000", "2024-05-03T15:47:42Z"),
            ("Fri, 03 May 2024 15:47:42 +0200", "2024-05-03T15:47:42+02:00"),
            ("03.05.2024, 15:47 Uhr", "2024-05-03T15:47:00"),
            ("publié le 3 mai 2024 à 15h47", "2024-05-03T15:47:00"),
            ("1er février 2024", "2024-02-01"),
            ("3 mei 2024", "2024-05-03"),
            ("3. März 2024", "2024-03-03"),
            ("May 3, 2024", "2024-05-03"),
            ("05/23/2024", "2024-05-23"),
        ] {
            assert_eq!(iso(given).as_deref(), Some(expected), "{given}");
        }
    }

    #[test]
    fn what_is_no_date_gives_none() {
        for given in ["", "0001-01-01", "2024-13-40", "yesterday", "1970-01-01T00:00:00Z", "12345"]
        {
            assert_eq!(iso(given), None, "{given}");
        }
        assert_eq!(of_address("https://a.example/2024/05/03/x").as_deref(), Some("2024-05-03"));
        assert_eq!(of_address("https://a.example/20240503-x").as_deref(), Some("2024-05-03"));
        assert_eq!(of_address("https://a.example/99999999/x"), None);
    }
}
