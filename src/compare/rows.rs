//! A comparison as rows of CSV and as JSON, for other programs.

use super::outcome::{Comparison, Group, Member};
use super::statement::Article;
use serde_json::{Map, Value, json};
use std::io;

const COLUMNS: [&str; 23] = [
    "group",
    "topic",
    "group_verdict",
    "concept",
    "what",
    "about",
    "about_name",
    "statement",
    "verdict",
    "contradiction",
    "against",
    "value",
    "meant_as",
    "says",
    "when",
    "words",
    "article",
    "publisher",
    "published",
    "language",
    "title",
    "sentence",
    "copies",
];

/// Writes a row a statement; the statements of a group share its number.
///
/// # Errors
/// Where writing fails.
pub fn write_csv(out: impl io::Write, comparison: &Comparison) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for (number, group) in comparison.groups.iter().enumerate() {
        for (at, member) in group.members.iter().enumerate() {
            let article = &comparison.articles[member.article];
            let judgement = member.judgement;
            let number = (number + 1).to_string();
            let against = against(group, at).map(|other| other.iri.as_str()).unwrap_or_default();
            writer.write_record([
                number.as_str(),
                group.topic.word(),
                group.judgement.verdict.word(),
                &group.concept,
                &group.what,
                &group.about,
                &group.about_name,
                &member.iri,
                judgement.map(|j| j.verdict.word()).unwrap_or_default(),
                judgement.and_then(|j| j.kind).map(super::Kind::words).unwrap_or_default(),
                against,
                &member.value,
                &member.modality,
                &member.says,
                &member.when,
                &member.words,
                &article.iri,
                &article.publisher,
                &article.published,
                &article.language,
                &article.title,
                &member.sentence,
                &copies(comparison, article)
                    .map(|copy| copy.iri.as_str())
                    .collect::<Vec<_>>()
                    .join("|"),
            ])?;
        }
    }
    writer.flush()
}

/// Writes one object: the groups with their statements.
///
/// # Errors
/// Where writing fails.
pub fn write_json(mut out: impl io::Write, comparison: &Comparison) -> io::Result<()> {
    let groups: Vec<Value> =
        comparison.groups.iter().map(|group| group_value(comparison, group)).collect();
    let counts: Map<String, Value> = super::Verdict::ALL
        .iter()
        .map(|&verdict| (verdict.word().to_owned(), comparison.count(verdict).into()))
        .collect();
    let whole =
        json!({ "articles": comparison.articles.len(), "counts": counts, "groups": groups });
    serde_json::to_writer_pretty(&mut out, &whole)?;
    writeln!(out)
}

fn group_value(comparison: &Comparison, group: &Group) -> Value {
    let statements: Vec<Value> = group
        .members
        .iter()
        .enumerate()
        .map(|(at, member)| {
            let article = &comparison.articles[member.article];
            let judgement = member.judgement;
            json!({
                "iri": member.iri,
                "verdict": judgement.map(|j| j.verdict.word()),
                "contradiction": judgement.and_then(|j| j.kind).map(super::Kind::words),
                "against": against(group, at).map(|other| &other.iri),
                "value": member.value,
                "meant_as": member.modality,
                "says": member.says,
                "when": member.when,
                "words": member.words,
                "sentence": member.sentence,
                "words_start": member.mark.0,
                "words_end": member.mark.1,
                "article": {
                    "iri": article.iri,
                    "title": article.title,
                    "publisher": article.publisher,
                    "published": article.published,
                    "language": article.language,
                    "graph": article.graph,
                    "copies": copies(comparison, article)
                        .map(|copy| json!({ "iri": copy.iri, "publisher": copy.publisher }))
                        .collect::<Vec<_>>(),
                },
            })
        })
        .collect();
    json!({
        "topic": group.topic.word(),
        "verdict": group.judgement.verdict.word(),
        "contradiction": group.judgement.kind.map(super::Kind::words),
        "concept": group.concept,
        "what": group.what,
        "about": group.about,
        "about_name": group.about_name,
        "statements": statements,
    })
}

/// The articles that print an article's text too.
pub(super) fn copies<'a>(
    comparison: &'a Comparison,
    article: &'a Article,
) -> impl Iterator<Item = &'a Article> {
    article.copies.iter().filter_map(|&copy| comparison.articles.get(copy))
}

/// The statement that one is laid to.
pub(super) fn against(group: &Group, at: usize) -> Option<&Member> {
    group.members.get(group.members.get(at)?.against?)
}
