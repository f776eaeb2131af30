//! Facts as a web page that needs nothing else: the text with every fact marked, what each mark means
//! on hover or focus, switches for the kinds, and the tables beneath.

use super::sections::{quantity, role_words, sections, shortened, when, words};
use super::{Facts, Figure, MentionRecord, Section};
use crate::vocab::GENERATOR;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::io;

const STYLE: &str = include_str!("html.css");

/// The kinds of marks, with their names in the legend. An inner mark shows above an outer one.
const KINDS: [(&str, &str); 7] = [
    ("person", "People"),
    ("organization", "Organisations"),
    ("place", "Places"),
    ("programme", "Programmes"),
    ("figure", "Figures"),
    ("role", "Roles"),
    ("quote", "Quotations"),
];

/// One range of the text that means something.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    start: usize,
    end: usize,
    kind: &'static str,
    /// What it means; the parts stand on one line.
    reading: String,
}

/// A page of an index: where it is, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexEntry {
    /// The page's file, relative to the index.
    pub file: String,
    pub title: String,
    pub published: String,
    pub publisher: String,
    /// How many facts of each kind, in words.
    pub counts: String,
}

/// Writes the page of one article.
///
/// # Errors
/// Where writing fails.
pub fn write(mut out: impl io::Write, facts: &Facts) -> io::Result<()> {
    let article = &facts.article;
    let title =
        if article.title.is_empty() { shortened(&article.text, 80) } else { article.title.clone() };
    let language = Some(article.language.as_str()).filter(|l| !l.is_empty()).unwrap_or("und");
    let marks = marks(facts);
    let mut paragraphs = marked_paragraphs(&article.text, &marks);
    // The headline is the text's first paragraph, and marked like the others.
    let titled =
        !article.title.is_empty() && article.text.split("\n\n").next() == Some(&article.title);
    let headline = if titled { paragraphs.remove(0) } else { escape(&title) };
    let language = escape(language);
    begin(&mut out, &title)?;
    writeln!(out, "<header>\n<h1 lang=\"{language}\">{headline}</h1>")?;
    writeln!(out, "<p class=\"about\">{}</p>\n</header>", about(facts))?;
    write_legend(&mut out, &marks)?;
    writeln!(out, "<main>\n<article lang=\"{language}\">")?;
    for paragraph in paragraphs {
        writeln!(out, "<p>{paragraph}</p>")?;
    }
    writeln!(out, "</article>")?;
    for section in sections(facts) {
        write_section(&mut out, &section)?;
    }
    writeln!(out, "</main>\n</body>\n</html>")
}

/// Writes a page that leads to the pages of several articles.
///
/// # Errors
/// Where writing fails.
pub fn write_index(mut out: impl io::Write, entries: &[IndexEntry]) -> io::Result<()> {
    begin(&mut out, "Articles")?;
    writeln!(out, "<main>\n<h1>{} articles</h1>\n<div class=\"scroll\"><table>", entries.len())?;
    writeln!(out, "<tr><th>title</th><th>publisher</th><th>date</th><th>facts</th></tr>")?;
    for entry in entries {
        writeln!(
            out,
            "<tr><td><a href=\"{}\">{}</a></td><td>{}</td><td>{}</td><td>{}</td></tr>",
            escape(&entry.file),
            escape(&entry.title),
            escape(&entry.publisher),
            escape(&entry.published),
            escape(&entry.counts)
        )?;
    }
    writeln!(out, "</table></div>\n</main>\n</body>\n</html>")
}

fn begin(out: &mut impl io::Write, title: &str) -> io::Result<()> {
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"generator\" content=\"{GENERATOR}\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<title>{}</title>\n<style>\n{STYLE}", escape(title))?;
    for (kind, _) in KINDS {
        let off = format!("body:has(#show-{kind}:not(:checked)) mark.{kind}");
        writeln!(out, "{off} {{ background: none; cursor: auto; }}")?;
        writeln!(out, "{off}::after {{ content: none !important; }}")?;
    }
    writeln!(out, "</style>\n</head>\n<body>")
}

/// The line under the title.
fn about(facts: &Facts) -> String {
    let article = &facts.article;
    let authors = article.authors.join(", ");
    let mut parts: Vec<String> =
        [&article.publisher, &authors, &article.published, &article.language]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(|part| escape(part))
            .collect();
    // Only web addresses become links: others could run something.
    if article.url.starts_with("https://") || article.url.starts_with("http://") {
        let url = escape(&article.url);
        parts.push(format!("<a href=\"{url}\">{url}</a>"));
    }
    parts.join(" · ")
}

fn write_legend(out: &mut impl io::Write, marks: &[Mark]) -> io::Result<()> {
    writeln!(out, "<fieldset>\n<legend>What is marked</legend>")?;
    for (kind, name) in KINDS {
        let count = marks.iter().filter(|mark| mark.kind == kind).count();
        if count > 0 {
            writeln!(
                out,
                "<label class=\"{kind}\"><input type=\"checkbox\" id=\"show-{kind}\" checked> {name} {count}</label>"
            )?;
        }
    }
    writeln!(out, "</fieldset>")
}

fn write_section(out: &mut impl io::Write, section: &Section) -> io::Result<()> {
    writeln!(out, "<section>\n<h2>{}</h2>\n<div class=\"scroll\"><table>", section.title)?;
    write!(out, "<tr>")?;
    for column in &section.columns {
        write!(out, "<th scope=\"col\" class=\"{column}\">{column}</th>")?;
    }
    writeln!(out, "</tr>")?;
    for row in &section.rows {
        write!(out, "<tr>")?;
        for (column, cell) in section.columns.iter().zip(row) {
            let class = if *column == "value" { " class=\"value\"" } else { "" };
            write!(out, "<td{class}>{}</td>", escape(cell))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</table></div>\n</section>")
}

/// The text's paragraphs as HTML, with the marks around their ranges.
///
/// Elements nest and ranges need not: a mark that crosses the end of another is closed there and
/// opened again, as it is at the end of a paragraph.
fn marked_paragraphs(text: &str, marks: &[Mark]) -> Vec<String> {
    let mut waiting = marks.iter().peekable();
    let mut open: Vec<&Mark> = Vec::new();
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for paragraph in text.split("\n\n") {
        let mut html = open.iter().map(|mark| opening(mark)).collect::<String>();
        for character in paragraph.chars() {
            close_ended(&mut html, &mut open, at);
            while let Some(mark) = waiting.next_if(|mark| mark.start <= at) {
                if mark.end > at {
                    html.push_str(&opening(mark));
                    open.push(mark);
                }
            }
            push_escaped(&mut html, character);
            at += 1;
        }
        html.push_str(&"</mark>".repeat(open.len()));
        at += 2;
        open.retain(|mark| mark.end > at);
        paragraphs.push(html);
    }
    paragraphs
}

/// Closes the marks that end here, and opens again those that had to be closed for it.
fn close_ended(html: &mut String, open: &mut Vec<&Mark>, at: usize) {
    let Some(outermost) = open.iter().position(|mark| mark.end <= at) else { return };
    let inner = open.split_off(outermost);
    html.push_str(&"</mark>".repeat(inner.len()));
    for mark in inner.into_iter().filter(|mark| mark.end > at) {
        html.push_str(&opening(mark));
        open.push(mark);
    }
}

fn opening(mark: &Mark) -> String {
    let reading = escape(&mark.reading);
    format!(
        "<mark class=\"{}\" tabindex=\"0\" data-reading=\"{reading}\" aria-description=\"{reading}\">",
        mark.kind
    )
}

/// All marks in the order of the text, outer before inner ones.
fn marks(facts: &Facts) -> Vec<Mark> {
    let things = things(facts);
    let mut marks = Vec::new();
    for mention in &facts.mentions {
        marks.push(mention_mark(mention, &things));
    }
    for figure in &facts.figures {
        let reading = figure_reading(figure);
        marks.push(Mark { start: figure.start, end: figure.end, kind: "figure", reading });
    }
    for role in &facts.roles {
        let reading =
            [&role_words(role), &role.person, &role.organization, &confidence(role.confidence)]
                .map(String::clone);
        let reading = joined(&reading);
        marks.push(Mark { start: role.start, end: role.end, kind: "role", reading });
    }
    for quote in &facts.quotes {
        let kind =
            if quote.kind.is_empty() { String::new() } else { format!("{} quotation", quote.kind) };
        let speaker = said_by(&quote.speaker);
        let reading = joined(&[kind, speaker, quote.verb.clone(), confidence(quote.confidence)]);
        marks.push(Mark { start: quote.start, end: quote.end, kind: "quote", reading });
    }
    // A fact that was typed without a range stands on the whole document: there is nothing to mark.
    let length = facts.article.length;
    marks.retain(|mark| mark.start < mark.end && (mark.start, mark.end) != (0, length));
    marks.sort_by(|a, b| {
        (a.start, b.end, a.kind, &a.reading).cmp(&(b.start, a.end, b.kind, &b.reading))
    });
    marks.dedup();
    marks
}

/// What the page says of a thing, by its IRI: name, kind, link.
fn things(facts: &Facts) -> BTreeMap<&str, Vec<String>> {
    let mut things = BTreeMap::new();
    for p in &facts.people {
        things.insert(p.iri.as_str(), vec![p.name.clone(), "person".to_owned(), p.same_as.clone()]);
    }
    for o in &facts.organizations {
        things.insert(
            o.iri.as_str(),
            vec![o.name.clone(), or(&o.kind, "organisation"), o.same_as.clone()],
        );
    }
    for p in &facts.programmes {
        things.insert(
            p.iri.as_str(),
            vec![p.name.clone(), or(&p.kind, "programme"), p.same_as.clone()],
        );
    }
    for p in &facts.places {
        things
            .insert(p.iri.as_str(), vec![p.name.clone(), or(&p.kind, "place"), p.same_as.clone()]);
    }
    things
}

fn or(text: &str, otherwise: &str) -> String {
    if text.is_empty() { otherwise.to_owned() } else { text.to_owned() }
}

fn mention_mark(mention: &MentionRecord, things: &BTreeMap<&str, Vec<String>>) -> Mark {
    let kind = match mention.type_name.as_str() {
        "PER" => "person",
        "ORG" => "organization",
        "LOC" => "place",
        _ => "programme",
    };
    let known = things.get(mention.iri.as_str()).cloned();
    let mut parts = known.unwrap_or_else(|| vec![mention.surface.clone(), kind.to_owned()]);
    if parts.iter().all(|part| !part.starts_with("http")) {
        parts.push(mention.iri.clone());
    }
    parts.push(confidence(mention.confidence));
    Mark { start: mention.start, end: mention.end, kind, reading: joined(&parts) }
}

fn figure_reading(figure: &Figure) -> String {
    joined(&[
        quantity(figure),
        figure.measure.clone(),
        words(&figure.qualifier),
        figure.modality.clone(),
        figure.subject.clone(),
        said_by(&figure.source),
        when(figure),
        confidence(figure.confidence),
    ])
}

fn said_by(source: &str) -> String {
    if source.is_empty() { String::new() } else { format!("says {source}") }
}

fn confidence(confidence: Decimal) -> String {
    format!("confidence {}", confidence.normalize())
}

fn joined(parts: &[String]) -> String {
    parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A text as it may stand in HTML, in attributes too.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    text.chars().for_each(|character| push_escaped(&mut escaped, character));
    escaped
}

fn push_escaped(html: &mut String, character: char) {
    match character {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        '\'' => html.push_str("&#39;"),
        c => html.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::{Mark, escape, marked_paragraphs, write};
    use crate::facts::{ArticleRecord, Facts};

    fn mark(start: usize, end: usize, kind: &'static str) -> Mark {
        Mark { start, end, kind, reading: String::new() }
    }

    fn marked(text: &str, marks: &[Mark]) -> String {
        let html = marked_paragraphs(text, marks).join("\n");
        html.replace(" tabindex=\"0\" data-reading=\"\" aria-description=\"\"", "")
            .replace("mark class=", "")
    }

    #[test]
    fn marks_nest_cross_and_reach_over_paragraphs() {
        assert_eq!(
            marked("abcdef", &[mark(0, 4, "quote"), mark(1, 2, "person")]),
            "<\"quote\">a<\"person\">b</mark>cd</mark>ef"
        );
        assert_eq!(
            marked("abcdef", &[mark(0, 3, "quote"), mark(2, 5, "role")]),
            "<\"quote\">ab<\"role\">c</mark></mark><\"role\">de</mark>f"
        );
        assert_eq!(
            marked("é<\n\ncd", &[mark(1, 5, "quote")]),
            "é<\"quote\">&lt;</mark>\n<\"quote\">c</mark>d"
        );
    }

    #[test]
    fn everything_is_escaped() {
        assert_eq!(escape("<a href=\"x\">'&"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
        let article = ArticleRecord {
            title: "<script>".to_owned(),
            text: "<script>\n\n</style><img src=x>".to_owned(),
            url: "javascript:alert(1)".to_owned(),
            language: "\"><b>".to_owned(),
            ..ArticleRecord::default()
        };
        let mut out = Vec::new();
        write(&mut out, &Facts { article, ..Facts::default() }).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(!page.contains("<script>") && !page.contains("<img") && !page.contains("<b>"));
        assert!(!page.contains("href"));
    }
}
