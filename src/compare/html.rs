//! A comparison as a web page that needs nothing else: the sentences side by side, the words marked,
//! the verdicts in words and in colour, and a switch for each verdict.

use super::outcome::{Comparison, Group, Member};
use super::rows::copies;
use super::statement::Article;
use super::table::{outlet, title};
use super::verdict::Verdict;
use crate::facts::html::escape;
use crate::vocab::GENERATOR;
use std::io;

const STYLE: &str = include_str!("html.css");

/// Writes the page.
///
/// # Errors
/// Where writing fails.
pub fn write(mut out: impl io::Write, comparison: &Comparison) -> io::Result<()> {
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"generator\" content=\"{GENERATOR}\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<title>Comparison</title>\n<style>\n{STYLE}")?;
    for verdict in Verdict::ALL {
        let word = verdict.word();
        writeln!(out, "body:has(#show-{word}:not(:checked)) section.{word} {{ display: none; }}")?;
    }
    writeln!(
        out,
        "</style>\n</head>\n<body>\n<header>\n<h1>What the articles say of the same</h1>"
    )?;
    writeln!(
        out,
        "<p class=\"soft\">{} groups of statements from {} articles</p>\n</header>",
        comparison.groups.len(),
        comparison.articles_compared()
    )?;
    writeln!(out, "<fieldset>\n<legend>What is shown</legend>")?;
    for verdict in Verdict::ALL {
        let (word, count) = (verdict.word(), comparison.count(verdict));
        if count > 0 {
            writeln!(
                out,
                "<label class=\"{word}\"><input type=\"checkbox\" id=\"show-{word}\" checked> <span class=\"verdict\">{word}</span> {count}</label>"
            )?;
        }
    }
    writeln!(out, "</fieldset>\n<main>")?;
    for (number, group) in comparison.groups.iter().enumerate() {
        write_group(&mut out, comparison, group, number + 1)?;
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

fn write_group(
    out: &mut impl io::Write,
    comparison: &Comparison,
    group: &Group,
    number: usize,
) -> io::Result<()> {
    let word = group.judgement.verdict.word();
    writeln!(out, "<section class=\"{word}\" aria-labelledby=\"group-{number}\">")?;
    writeln!(
        out,
        "<h2 id=\"group-{number}\"><span class=\"verdict\">{}</span> · {}</h2>\n<div class=\"statements\">",
        escape(&group.judgement.words()),
        escape(&title(group))
    )?;
    for member in &group.members {
        write_member(out, member, comparison)?;
    }
    writeln!(out, "</div>\n</section>")
}

fn write_member(
    out: &mut impl io::Write,
    member: &Member,
    comparison: &Comparison,
) -> io::Result<()> {
    let article = &comparison.articles[member.article];
    let class = member.judgement.map(|judgement| judgement.verdict.word()).unwrap_or_default();
    writeln!(out, "<article class=\"{class}\">\n<h3>{}</h3>", escape(&member.value))?;
    if let Some(judgement) = member.judgement {
        writeln!(out, "<p class=\"verdict\">{}</p>", escape(&judgement.words()))?;
    }
    let says = if member.says.is_empty() { String::new() } else { format!("says {}", member.says) };
    let said: Vec<String> = [&member.modality, &says, &member.when]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| escape(part))
        .collect();
    if !said.is_empty() {
        writeln!(out, "<p class=\"soft\">{}</p>", said.join(" · "))?;
    }
    let language =
        if article.language.is_empty() { "und".to_owned() } else { escape(&article.language) };
    writeln!(out, "<blockquote lang=\"{language}\">{}</blockquote>", marked(member))?;
    writeln!(out, "<p class=\"soft\">{}</p>", where_from(article))?;
    let copies: Vec<String> =
        copies(comparison, article).map(|copy| linked(copy, outlet(copy))).collect();
    if !copies.is_empty() {
        writeln!(out, "<p class=\"soft\">also printed by {}</p>", copies.join(", "))?;
    }
    writeln!(out, "</article>")
}

/// The sentence with its telling words marked.
fn marked(member: &Member) -> String {
    let (start, end) = member.mark;
    let mut parts = [String::new(), String::new(), String::new()];
    for (at, character) in member.sentence.chars().enumerate() {
        let part = usize::from(at >= start) + usize::from(at >= end);
        parts[part].push(character);
    }
    let [before, words, after] = parts.map(|part| escape(&part));
    let words = if words.is_empty() { words } else { format!("<mark>{words}</mark>") };
    format!("{before}{words}{after}")
}

/// Words that lead to an article. Only web addresses become links: others could run something.
fn linked(article: &Article, words: &str) -> String {
    if article.iri.starts_with("https://") || article.iri.starts_with("http://") {
        format!("<a href=\"{}\">{}</a>", escape(&article.iri), escape(words))
    } else {
        escape(words)
    }
}

fn where_from(article: &Article) -> String {
    let name = escape(outlet(article));
    let title = if article.title.is_empty() { &article.iri } else { &article.title };
    let parts = [name, escape(&article.published), linked(article, title)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
