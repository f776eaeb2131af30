//! Facts for readers: a section a kind, with the columns that people ask for and only those in use.

use super::{Facts, Figure, Role};
use rust_decimal::Decimal;

/// A headed table for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub title: &'static str,
    pub columns: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

/// What an article says, kind by kind; kinds without facts are left out.
pub fn sections(facts: &Facts) -> Vec<Section> {
    let all = [
        section("People", ["name", "role", "organisation", "also"], people(facts)),
        section(
            "Organisations",
            ["name", "kind", "also"],
            facts
                .organizations
                .iter()
                .map(|o| [&o.name, &o.kind, &o.aliases.join(", ")].map(String::from)),
        ),
        section(
            "Programmes",
            ["name", "kind", "owner", "by", "also"],
            facts.programmes.iter().map(|p| {
                [&p.name, &p.kind, &p.owner, &p.deadline, &p.aliases.join(", ")].map(String::from)
            }),
        ),
        section(
            "Places",
            ["name", "kind", "also"],
            facts
                .places
                .iter()
                .map(|p| [&p.name, &p.kind, &p.aliases.join(", ")].map(String::from)),
        ),
        section(
            "Figures",
            ["value", "measure", "qualifier", "modality", "about", "source", "when"],
            facts.figures.iter().map(|f| {
                let (qualifier, about) = (words(&f.qualifier), f.subject.clone());
                let (modality, source) = (f.modality.clone(), f.source.clone());
                [quantity(f), f.measure.clone(), qualifier, modality, about, source, when(f)]
            }),
        ),
        section(
            "Quotations",
            ["speaker", "verb", "text"],
            facts
                .quotes
                .iter()
                .map(|q| [q.speaker.clone(), q.verb.clone(), shortened(&q.text, 160)]),
        ),
        section(
            "Relations",
            ["subject", "relation", "object"],
            facts
                .relations
                .iter()
                .map(|r| [r.subject.clone(), words(&r.relation), r.object.clone()]),
        ),
    ];
    all.into_iter().filter(|section| !section.rows.is_empty()).collect()
}

/// Keeps the columns that some row fills.
fn section<const N: usize>(
    title: &'static str,
    columns: [&'static str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> Section {
    let rows: Vec<[String; N]> = rows.into_iter().collect();
    let used: Vec<usize> = (0..N).filter(|&c| rows.iter().any(|row| !row[c].is_empty())).collect();
    let keep =
        |row: [String; N]| -> Vec<String> { used.iter().map(|&at| one_line(&row[at])).collect() };
    Section {
        title,
        columns: used.iter().map(|&at| columns[at]).collect(),
        rows: rows.into_iter().map(keep).collect(),
    }
}

/// A row a person and role; people without a role have one row, too.
fn people(facts: &Facts) -> Vec<[String; 4]> {
    let mut rows = Vec::new();
    for person in &facts.people {
        let mut roles: Vec<&Role> = facts
            .roles
            .iter()
            .filter(|role| {
                if role.person_iri.is_empty() {
                    role.person == person.name
                } else {
                    role.person_iri == person.iri
                }
            })
            .collect();
        // The same role, said twice, is one.
        roles.dedup_by(|a, b| (&a.role, &a.organization) == (&b.role, &b.organization));
        let also = person.aliases.join(", ");
        let row = |role: &Role| {
            [person.name.clone(), role_words(role), role.organization.clone(), also.clone()]
        };
        if roles.is_empty() {
            rows.push(row(&Role::default()));
        }
        rows.extend(roles.into_iter().map(row));
    }
    rows
}

/// The role as worded, with its status where it has one: `director (former)`.
pub(super) fn role_words(role: &Role) -> String {
    if role.status.is_empty() {
        role.role.clone()
    } else {
        format!("{} ({})", role.role, role.status)
    }
}

/// Value and unit for reading: `59 000 000 000 EUR`, `3–5 %`; the words where there is no number.
pub(super) fn quantity(figure: &Figure) -> String {
    let Some(value) = &figure.value else { return figure.text.clone() };
    let mut text = grouped(value);
    if let Some(max) = &figure.value_max {
        text = format!("{text}–{}", grouped(max));
    }
    if figure.unit.is_empty() { text } else { format!("{text}\u{a0}{}", figure.unit) }
}

/// What a figure's times say: its period, what it is measured against, by when.
pub(super) fn when(figure: &Figure) -> String {
    let period = match (figure.period_start.as_str(), figure.period_end.as_str()) {
        ("", "") => String::new(),
        (start, end) if start == end => start.to_owned(),
        (start, end) => format!("{start} to {end}"),
    };
    let parts =
        [(period, ""), (figure.baseline.clone(), "against "), (figure.deadline.clone(), "by ")];
    let said = parts.iter().filter(|(date, _)| !date.is_empty());
    said.map(|(date, before)| format!("{before}{date}")).collect::<Vec<_>>().join(", ")
}

/// A code such as `more_than` as words.
pub(super) fn words(code: &str) -> String {
    code.replace('_', " ")
}

/// Digits in groups of three, parted by no-break spaces.
pub(crate) fn grouped(value: &Decimal) -> String {
    let plain = value.normalize().to_string();
    let (whole, fraction) =
        plain.split_once('.').map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let digits = whole.trim_start_matches('-');
    let mut text = if digits.len() < whole.len() { "-".to_owned() } else { String::new() };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len() > 4 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// The beginning of a text, cut at a word.
pub(super) fn shortened(text: &str, characters: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(characters) else { return text.to_owned() };
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", text[..cut].trim_end())
}

fn one_line(text: &str) -> String {
    text.split(['\n', '\t'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::{grouped, quantity, shortened};
    use crate::facts::Figure;

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [
            ("59000000000", "59\u{a0}000\u{a0}000\u{a0}000"),
            ("2025", "2025"),
            ("-12345.50", "-12\u{a0}345.5"),
        ] {
            assert_eq!(grouped(&number.parse().unwrap()), text);
        }
        let range = Figure {
            value: "3".parse().ok(),
            value_max: "5".parse().ok(),
            unit: "%".to_owned(),
            ..Figure::default()
        };
        assert_eq!(quantity(&range), "3–5\u{a0}%");
    }

    #[test]
    fn texts_are_cut_at_words() {
        assert_eq!(shortened("one two three", 8), "one two…");
        assert_eq!(shortened("one", 8), "one");
    }
}
