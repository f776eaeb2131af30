//! Days of the Hindu calendars: by the moon's age (tithi) in a lunar month, or by the sign that the sun enters.
//!
//! Longitudes are the main terms of Meeus, «Astronomical Algorithms», chapters 25 and 47, good to some
//! minutes of time; signs are sidereal, by Lahiri's ayanamsa; hours are those of India. Where schools
//! differ, a feast may lie a day beside the one that a state proclaims.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

/// Days in which the moon gains a degree on the sun, in the mean.
const DEGREE: f64 = 29.530_588 / 360.0;
/// Hours that India is ahead of Greenwich.
const INDIA: f64 = 5.5;

/// The longitudes of moon and sun at a Julian day, in degrees.
fn longitudes(day: f64) -> (f64, f64) {
    let t = (day - 2_451_545.0) / 36_525.0;
    let sine = |degrees: f64| degrees.to_radians().sin();
    let elongation = 297.850_192_1 + 445_267.111_403_4 * t;
    let sun = 357.529_109_2 + 35_999.050_290_9 * t;
    let moon = 134.963_396_4 + 477_198.867_505_5 * t;
    let node = 93.272_095 + 483_202.017_523_3 * t;
    let twice = 2.0 * elongation;
    let terms = [
        (6.288_774, moon),
        (1.274_027, twice - moon),
        (0.658_314, twice),
        (0.213_618, 2.0 * moon),
        (-0.185_116, sun),
        (-0.114_332, 2.0 * node),
        (0.058_793, twice - 2.0 * moon),
        (0.057_066, twice - sun - moon),
        (0.053_322, twice + moon),
        (0.045_758, twice - sun),
        (-0.040_923, sun - moon),
        (-0.034_720, elongation),
        (-0.030_383, sun + moon),
    ];
    let moved: f64 = terms.iter().map(|(size, angle)| size * sine(*angle)).sum();
    let of_moon = 218.316_447_7 + 481_267.881_234_21 * t + moved;
    let centre = (1.914_602 - 0.004_817 * t) * sine(sun) + 0.019_993 * sine(2.0 * sun);
    let of_sun = 280.466_46 + 36_000.769_83 * t + centre;
    (of_moon.rem_euclid(360.0), of_sun.rem_euclid(360.0))
}

/// How far the moon is ahead of the sun, in degrees.
fn elongation(day: f64) -> f64 {
    let (moon, sun) = longitudes(day);
    (moon - sun).rem_euclid(360.0)
}

/// The sun's sidereal longitude, in degrees.
fn sidereal(day: f64) -> f64 {
    let ayanamsa = 23.853 + 1.397 * (day - 2_451_545.0) / 36_525.0;
    (longitudes(day).1 - ayanamsa).rem_euclid(360.0)
}

/// The Julian day of an hour of a date in India.
fn julian(date: Date, hour: f64) -> f64 {
    let epoch = jiff::civil::date(2000, 1, 1);
    let days = epoch.until(date).map_or(0, |span| span.get_days());
    2_451_544.5 + f64::from(days) + (hour - INDIA) / 24.0
}

/// The last new moon before a Julian day, about so far from the next.
fn new_moon(day: f64) -> f64 {
    let mut at = day - elongation(day) * DEGREE;
    for _ in 0..6 {
        let ahead = elongation(at);
        at -= if ahead > 180.0 { ahead - 360.0 } else { ahead } * DEGREE;
    }
    at
}

/// The lunar month (Chaitra 1) that a Julian day lies in; `None` in a month that is put in between.
fn month(day: f64) -> Option<i64> {
    let sign = |day: f64| (sidereal(day) / 30.0).floor() as i64;
    let begin = new_moon(day);
    let next = new_moon(begin + 33.0);
    (sign(begin) != sign(next)).then(|| (sign(begin) + 1) % 12 + 1)
}

/// The first day of a year on which the moon is so many thirtieths of a month old at an hour of the day.
pub(super) fn lunar_day(year: i16, wanted: i64, tithi: i64, hour: f64) -> Option<Date> {
    let first = Date::new(year, 1, 1).ok()?;
    let age = |day: f64| (elongation(day) / 12.0).floor() as i64 + 1;
    let mut before = age(julian(first, hour) - 1.0);
    for day in 0..366_i64 {
        let date = first.checked_add(Span::new().days(day)).ok().filter(|d| d.year() == year)?;
        let at = julian(date, hour);
        let today = age(at);
        // A tithi may begin and end between two such hours.
        let passed = (tithi - before).rem_euclid(30) == 1 && (today - tithi).rem_euclid(30) == 1;
        let inside = if today == tithi { at } else { at - 1.0 };
        if (today == tithi || passed) && month(inside) == Some(wanted) {
            return Some(date);
        }
        before = today;
    }
    None
}

/// The day of a year on whose evening the sun has entered a sign, by the sign's first degree.
pub(super) fn solar_day(year: i16, degree: f64) -> Option<Date> {
    let first = Date::new(year, 1, 1).ok()?;
    let behind = |date: Date| (sidereal(julian(date, 18.0)) - degree).rem_euclid(360.0);
    (0..366_i64)
        .filter_map(|day| first.checked_add(day.days()).ok())
        .filter(|date| date.year() == year)
        .find(|date| behind(*date) < 1.1)
}

#[cfg(test)]
mod tests {
    use super::{lunar_day, solar_day};

    #[test]
    fn feasts_by_moon_and_sun() {
        let told = |date: Option<jiff::civil::Date>| date.map(|d| d.to_string());
        // Diwali, Holi's eve, Raksha Bandhan, Maha Shivaratri
        assert_eq!(told(lunar_day(2019, 7, 30, 18.0)).as_deref(), Some("2019-10-27"));
        assert_eq!(told(lunar_day(2024, 7, 30, 18.0)).as_deref(), Some("2024-10-31"));
        assert_eq!(told(lunar_day(2019, 12, 15, 18.0)).as_deref(), Some("2019-03-20"));
        assert_eq!(told(lunar_day(2018, 5, 15, 6.3)).as_deref(), Some("2018-08-26"));
        assert_eq!(told(lunar_day(2020, 11, 29, 24.0)).as_deref(), Some("2020-02-21"));
        // Makara Sankranti, Vaisakhi
        assert_eq!(told(solar_day(2018, 270.0)).as_deref(), Some("2018-01-14"));
        assert_eq!(told(solar_day(2018, 0.0)).as_deref(), Some("2018-04-14"));
    }
}
