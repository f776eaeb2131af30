//! The block between two `---` lines at the top of a document: what the article is, said by hand.
//!
//! It is the part of YAML that people write there: `key: value`, quoted values, lists as `[a, b]` or
//! as `- a` lines, folded blocks (`>` and `|`), comments. Keys that mean nothing here are ignored
//! with all that stands under them.

use super::moment::Moment;
use super::url::{UrlError, canonical_url};
use jiff::civil::Date;
use thiserror::Error;

/// What the front matter says; empty where it says nothing.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    pub(super) title: String,
    pub(super) url: String,
    pub(super) language: String,
    pub(super) published: String,
    pub(super) modified: String,
    pub(super) publisher: String,
    pub(super) authors: Vec<String>,
}

/// A line of front matter that does not read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("front matter, line {line}: {problem}")]
pub struct FrontMatterError {
    /// The line of the document, from 1.
    pub line: usize,
    /// What is wrong and what to write instead.
    pub problem: String,
}

/// One key with its value as written.
#[derive(Debug)]
struct Entry<'a> {
    line: usize,
    key: String,
    /// What follows the colon on the same line.
    value: &'a str,
    /// The lines under it that are indented or begin with `- `, trimmed.
    below: Vec<(usize, &'a str)>,
}

/// Parts a document into its front matter and the rest; the front matter is empty where none stands.
pub(super) fn split(text: &str) -> Result<(FrontMatter, &str), FrontMatterError> {
    let none = || Ok((FrontMatter::default(), text));
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return none();
    };
    let mut length = first.len();
    let mut block = Vec::new();
    for line in lines {
        length += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            // Two rules with prose between them are Markdown, not front matter.
            let prose = block.iter().all(|line: &&str| key_of(line).is_none());
            if prose && !block.iter().all(|line| is_idle(line)) {
                return none();
            }
            return Ok((interpret(&entries(&block)?)?, &text[length..]));
        }
        block.push(line.trim_end());
    }
    if block.first().is_some_and(|line| key_of(line).is_some()) {
        return Err(error(1, "opens with `---` but never ends: close it with a line `---`"));
    }
    none()
}

fn error(line: usize, problem: impl Into<String>) -> FrontMatterError {
    FrontMatterError { line, problem: problem.into() }
}

/// Empty lines and comments.
fn is_idle(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

/// The key and the value of `key: value`.
fn key_of(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let plain = |c: char| c.is_alphanumeric() || "_-.@ \"'".contains(c);
    let fits = !key.is_empty() && !key.starts_with([' ', '\t', '-']) && key.chars().all(plain);
    let apart = value.is_empty() || value.starts_with([' ', '\t']);
    (fits && apart).then(|| (key.trim().trim_matches(['"', '\'']), value.trim()))
}

fn entries<'a>(block: &[&'a str]) -> Result<Vec<Entry<'a>>, FrontMatterError> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for (index, &line) in block.iter().enumerate() {
        let number = index + 2;
        let below = line.starts_with([' ', '\t']) || line == "-" || line.starts_with("- ");
        match (key_of(line), entries.last_mut()) {
            _ if is_idle(line) => {}
            (_, Some(entry)) if below => entry.below.push((number, line.trim())),
            (Some((key, value)), _) => entries.push(Entry {
                line: number,
                key: key.to_lowercase().replace(['-', ' '], "_"),
                value,
                below: Vec::new(),
            }),
            _ => return Err(error(number, format!("expected `key: value`, found `{line}`"))),
        }
    }
    Ok(entries)
}

fn interpret(entries: &[Entry<'_>]) -> Result<FrontMatter, FrontMatterError> {
    let mut front = FrontMatter::default();
    for entry in entries {
        match entry.key.as_str() {
            "title" | "headline" => front.title = entry.text()?,
            "url" | "link" | "canonical" | "canonical_url" => {
                let text = entry.text()?;
                if !text.is_empty() {
                    front.url = canonical_url(&text)
                        .map_err(|problem: UrlError| error(entry.line, problem.to_string()))?;
                }
            }
            "date" | "published" | "datepublished" | "date_published" | "pubdate" => {
                front.published = entry.date()?;
            }
            "modified" | "updated" | "datemodified" | "date_modified" | "last_modified" => {
                front.modified = entry.moment()?;
            }
            "language" | "lang" | "locale" => front.language = entry.language()?,
            "publisher" | "site_name" => front.publisher = entry.people()?.join(", "),
            "author" | "creator" => front.authors = entry.people()?,
            "authors" => {
                let list = entry.people()?;
                let names = list.iter().flat_map(|names| names.split([',', ';']));
                front.authors =
                    names.map(|name| name.trim().to_owned()).filter(|n| !n.is_empty()).collect();
            }
            _ => {}
        }
    }
    Ok(front)
}

impl Entry<'_> {
    /// The value as one text, on one line.
    fn text(&self) -> Result<String, FrontMatterError> {
        let folded = matches!(self.value, "" | ">" | "|" | ">-" | "|-" | ">+" | "|+");
        if !folded && self.below.is_empty() {
            return scalar(self.value, self.line);
        }
        let first = if folded { "" } else { self.value };
        let lines = self.below.iter().map(|(_, line)| *line);
        let joined = std::iter::once(first).chain(lines).collect::<Vec<_>>().join(" ");
        scalar(&joined, self.line)
    }

    /// The value as a list of names: one text, `[a, b]`, `- a` lines, or maps with the key `name`.
    fn people(&self) -> Result<Vec<String>, FrontMatterError> {
        let mut names = Vec::new();
        if let Some(flow) = self.value.strip_prefix('[') {
            let Some(flow) = flow.strip_suffix(']') else {
                return Err(error(self.line, "the list opens with `[` but does not end with `]`"));
            };
            for item in split_flow(flow) {
                names.push(scalar(item, self.line)?);
            }
        } else if !self.value.is_empty() || self.below.is_empty() {
            names.push(self.text()?);
        } else {
            for &(line, below) in &self.below {
                let dashed = below.strip_prefix('-').map(str::trim);
                match (key_of(dashed.unwrap_or(below)), dashed) {
                    (Some((key, value)), _) if key.eq_ignore_ascii_case("name") => {
                        names.push(scalar(value, line)?);
                    }
                    (None, Some(item)) => names.push(scalar(item, line)?),
                    _ => {}
                }
            }
        }
        names.retain(|name| !name.is_empty());
        Ok(names)
    }

    /// The calendar date of an ISO 8601 date or of an RFC 3339 timestamp, as written there.
    fn date(&self) -> Result<String, FrontMatterError> {
        let text = self.text()?;
        if text.is_empty() {
            return Ok(text);
        }
        let day = text.split(['T', 't', ' ']).next().unwrap_or_default();
        let time = text[day.len()..].trim_start_matches(['T', 't', ' ']);
        let time_fits = time.is_empty() || time.starts_with(|c: char| c.is_ascii_digit());
        match day.parse::<Date>() {
            Ok(date) if time_fits && day.len() >= 8 => Ok(date.to_string()),
            _ => Err(error(self.line, format!("`{text}` is no date: write it as `2026-01-31`"))),
        }
    }

    /// A date, or a time in UTC.
    fn moment(&self) -> Result<String, FrontMatterError> {
        let text = self.text()?;
        let wrong = || error(self.line, format!("`{text}` is no date: write it as `2026-01-31`"));
        if text.is_empty() {
            return Ok(text);
        }
        Moment::read(&text).map(Moment::instant).ok_or_else(wrong)
    }

    /// The first part of a language tag, in lower case.
    fn language(&self) -> Result<String, FrontMatterError> {
        let text = self.text()?;
        let primary = text.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let fits = primary.len() == 2 && primary.bytes().all(|b| b.is_ascii_lowercase());
        if fits || text.is_empty() {
            return Ok(primary);
        }
        Err(error(
            self.line,
            format!("`{text}` is no language tag: write two letters such as `fr`"),
        ))
    }
}

/// One value without its quotes and without a comment behind it.
fn scalar(text: &str, line: usize) -> Result<String, FrontMatterError> {
    let text = text.trim();
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        let end = text.find(" #").unwrap_or(text.len());
        let bare = text[..end].trim();
        return Ok(if matches!(bare, "null" | "~") { String::new() } else { bare.to_owned() });
    };
    let mut value = String::new();
    let mut characters = text[1..].chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            // In single quotes, two of them are one.
            '\'' if quote == '\'' && characters.next_if_eq(&'\'').is_some() => value.push('\''),
            '\\' if quote == '"' => match characters.next() {
                Some('n' | 't') => value.push(' '),
                Some(escaped) => value.push(escaped),
                None => {}
            },
            c if c == quote => {
                let rest: String = characters.collect();
                return if rest.trim().is_empty() || rest.trim_start().starts_with('#') {
                    Ok(value)
                } else {
                    Err(error(line, format!("`{}` stands behind the closing quote", rest.trim())))
                };
            }
            c => value.push(c),
        }
    }
    Err(error(line, format!("the quote {quote} opens but does not close")))
}

/// The items of `a, "b, c"`: parted by the commas outside quotes.
fn split_flow(flow: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (at, character) in flow.char_indices() {
        match (quote, character) {
            (None, ',') => {
                items.push(&flow[start..at]);
                start = at + 1;
            }
            (None, '"' | '\'') if flow[start..at].trim().is_empty() => quote = Some(character),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    items.push(&flow[start..]);
    items
}

#[cfg(test)]
mod tests {
    use super::{FrontMatter, split};

    #[test]
    fn what_people_write_is_read() {
        let text = "---\n# about\ntitle: \"Ports: \\\"new\\\"\"\nurl: https://a.example/x?utm_source=y # from\n\
                    date: 2026-01-31T23:10:00+01:00\nlang: fr-BE\npublisher: L'Écho\ntags:\n  - a\n\
                    authors: [Jane Roe, 'John O''Hara']\nmap:\n  key: value\n---\nBody: x\n";
        let (front, rest) = split(text).unwrap();
        assert_eq!(rest, "Body: x\n");
        let expected = FrontMatter {
            title: "Ports: \"new\"".to_owned(),
            url: "https://a.example/x".to_owned(),
            language: "fr".to_owned(),
            published: "2026-01-31".to_owned(),
            modified: String::new(),
            publisher: "L'Écho".to_owned(),
            authors: vec!["Jane Roe".to_owned(), "John O'Hara".to_owned()],
        };
        assert_eq!(front, expected);
    }

    #[test]
    fn lists_and_maps_of_authors_are_read() {
        for block in [
            "authors:\n- Jane Roe\n- John Roe",
            "author:\n  - name: Jane Roe\n    email: j@a.example\n  - name: John Roe",
            "authors: Jane Roe, John Roe",
        ] {
            let text = format!("---\n{block}\n---\n");
            assert_eq!(split(&text).unwrap().0.authors, ["Jane Roe", "John Roe"], "{block}");
        }
        let folded = "---\ntitle: >\n  A long\n  title\nauthor: Jane Roe\n---\n";
        assert_eq!(split(folded).unwrap().0.title, "A long title");
    }

    #[test]
    fn broken_lines_are_named() {
        for (text, line, word) in [
            ("---\ntitle: x\n???\n---\n", 3, "key: value"),
            ("---\ntitle: \"x\n---\n", 2, "does not close"),
            ("---\n\ndate: yesterday\n---\n", 3, "2026-01-31"),
            ("---\ndate: 2026-02-30\n---\n", 2, "no date"),
            ("---\nurl: a.example\n---\n", 2, "https://"),
            ("---\nlanguage: français\n---\n", 2, "two letters"),
            ("---\nauthors: [a, b\n---\n", 2, "]"),
            ("---\ntitle: x\n\nText.", 1, "never ends"),
        ] {
            let error = split(text).unwrap_err();
            assert_eq!(error.line, line, "{error}");
            assert!(error.to_string().contains(word), "{error}");
        }
    }

    #[test]
    fn rules_of_markdown_are_no_front_matter() {
        for text in ["---\nSome prose.\n---\nMore", "Text\n---\na: b\n---\n", "---\n\nText"] {
            assert_eq!(split(text).unwrap(), (FrontMatter::default(), text));
        }
    }
}
