//! Literals by their values: order, as SPARQL's `<` gives it, and whether the text fits the datatype.

use oxigraph::model::LiteralRef;
use oxsdatatypes::{
    Date, DateTime, DayTimeDuration, Decimal, Double, Duration, GDay, GMonth, GMonthDay, GYear,
    GYearMonth, Time, YearMonthDuration,
};
use std::cmp::Ordering;
use std::str::FromStr;

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// The order of two literals by value; `None` where they cannot be compared.
pub(super) fn compare(left: LiteralRef<'_>, right: LiteralRef<'_>) -> Option<Ordering> {
    let (left_type, right_type) = (xsd_name(left)?, xsd_name(right)?);
    if is_number(left_type) && is_number(right_type) {
        return compare_numbers(left, right);
    }
    if left_type != right_type {
        return None;
    }
    match left_type {
        "string" => Some(left.value().cmp(right.value())),
        "boolean" => Some(boolean(left.value())?.cmp(&boolean(right.value())?)),
        "dateTime" | "dateTimeStamp" => by::<DateTime>(left, right),
        "date" => by::<Date>(left, right),
        "time" => by::<Time>(left, right),
        "gYear" => by::<GYear>(left, right),
        "gYearMonth" => by::<GYearMonth>(left, right),
        "gMonth" => by::<GMonth>(left, right),
        "gMonthDay" => by::<GMonthDay>(left, right),
        "gDay" => by::<GDay>(left, right),
        "duration" => by::<Duration>(left, right),
        "dayTimeDuration" => by::<DayTimeDuration>(left, right),
        "yearMonthDuration" => by::<YearMonthDuration>(left, right),
        _ => None,
    }
}

fn by<T: FromStr + PartialOrd>(left: LiteralRef<'_>, right: LiteralRef<'_>) -> Option<Ordering> {
    left.value().parse::<T>().ok()?.partial_cmp(&right.value().parse::<T>().ok()?)
}

fn compare_numbers(left: LiteralRef<'_>, right: LiteralRef<'_>) -> Option<Ordering> {
    // Decimals exactly, where both fit; doubles only where one is a double or too long.
    if let (Ok(left), Ok(right)) =
        (left.value().parse::<Decimal>(), right.value().parse::<Decimal>())
    {
        return left.partial_cmp(&right);
    }
    left.value().parse::<Double>().ok()?.partial_cmp(&right.value().parse::<Double>().ok()?)
}

fn xsd_name(literal: LiteralRef<'_>) -> Option<&str> {
    literal.datatype().as_str().strip_prefix(XSD)
}

fn is_number(name: &str) -> bool {
    matches!(name, "decimal" | "float" | "double") || integer_range(name).is_some()
}

/// The bounds of the integer types; `None` for what is none.
fn integer_range(name: &str) -> Option<(i128, i128)> {
    let unbounded = (i128::MIN, i128::MAX);
    Some(match name {
        "integer" => unbounded,
        "nonPositiveInteger" => (unbounded.0, 0),
        "negativeInteger" => (unbounded.0, -1),
        "nonNegativeInteger" => (0, unbounded.1),
        "positiveInteger" => (1, unbounded.1),
        "long" => (i64::MIN.into(), i64::MAX.into()),
        "int" => (i32::MIN.into(), i32::MAX.into()),
        "short" => (i16::MIN.into(), i16::MAX.into()),
        "byte" => (i8::MIN.into(), i8::MAX.into()),
        "unsignedLong" => (0, u64::MAX.into()),
        "unsignedInt" => (0, u32::MAX.into()),
        "unsignedShort" => (0, u16::MAX.into()),
        "unsignedByte" => (0, u8::MAX.into()),
        _ => return None,
    })
}

fn boolean(value: &str) -> Option<bool> {
    match value {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// Whether the text is one that the datatype allows; datatypes beyond XSD allow every text.
pub(super) fn is_well_formed(literal: LiteralRef<'_>) -> bool {
    let value = literal.value();
    let Some(name) = xsd_name(literal) else { return true };
    if let Some((low, high)) = integer_range(name) {
        let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
        let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        // Integers have no size; those beyond 128 bits are only sure for the unbounded type.
        return all_digits
            && value
                .parse::<i128>()
                .map_or(name == "integer", |number| (low..=high).contains(&number));
    }
    match name {
        "boolean" => boolean(value).is_some(),
        "decimal" => {
            let unsigned = value.strip_prefix(['+', '-']).unwrap_or(value);
            let (whole, rest) = unsigned.split_once('.').unwrap_or((unsigned, ""));
            !(whole.is_empty() && rest.is_empty())
                && whole.bytes().chain(rest.bytes()).all(|byte| byte.is_ascii_digit())
        }
        "float" | "double" => value.parse::<Double>().is_ok(),
        "dateTime" => value.parse::<DateTime>().is_ok(),
        "dateTimeStamp" => {
            value.parse::<DateTime>().is_ok_and(|time| time.timezone_offset().is_some())
        }
        "date" => value.parse::<Date>().is_ok(),
        "time" => value.parse::<Time>().is_ok(),
        "gYear" => value.parse::<GYear>().is_ok(),
        "gYearMonth" => value.parse::<GYearMonth>().is_ok(),
        "gMonth" => value.parse::<GMonth>().is_ok(),
        "gMonthDay" => value.parse::<GMonthDay>().is_ok(),
        "gDay" => value.parse::<GDay>().is_ok(),
        "duration" => value.parse::<Duration>().is_ok(),
        "dayTimeDuration" => value.parse::<DayTimeDuration>().is_ok(),
        "yearMonthDuration" => value.parse::<YearMonthDuration>().is_ok(),
        "hexBinary" => {
            value.len().is_multiple_of(2) && value.bytes().all(|byte| byte.is_ascii_hexdigit())
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{compare, is_well_formed};
    use oxigraph::model::{LiteralRef, NamedNode};
    use std::cmp::Ordering;

    fn with<T>(values: [(&str, &str); 2], take: impl Fn(LiteralRef<'_>, LiteralRef<'_>) -> T) -> T {
        let types =
            values.map(|(_, name)| NamedNode::new_unchecked(format!("{}{name}", super::XSD)));
        let literal = |i: usize| LiteralRef::new_typed_literal(values[i].0, types[i].as_ref());
        take(literal(0), literal(1))
    }

    #[test]
    fn values_are_compared_and_not_texts() {
        assert_eq!(with([("10", "integer"), ("9.5", "decimal")], compare), Some(Ordering::Greater));
        assert_eq!(with([("1e3", "double"), ("1000", "int")], compare), Some(Ordering::Equal));
        assert_eq!(with([("2028", "gYear"), ("2030", "gYear")], compare), Some(Ordering::Less));
        assert_eq!(with([("2026-01-15", "date"), ("2026", "gYear")], compare), None);
        assert_eq!(with([("NaN", "double"), ("1", "integer")], compare), None);
    }

    #[test]
    fn texts_must_fit_their_datatypes() {
        let fits = |value: &str, name: &str| {
            with([(value, name), ("", "string")], |l, _| is_well_formed(l))
        };
        assert!(fits("59000000000.0", "decimal") && fits("-5", "integer") && fits("2028", "gYear"));
        assert!(fits("255", "unsignedByte") && !fits("256", "unsignedByte"));
        assert!(!fits("abc", "integer") && !fits(".", "decimal") && !fits("2026-02-30", "date"));
        assert!(fits("12345678901234567890123456789012345678901", "integer"));
    }
}
