//! Which column of a table, or key of a JSON object, holds which part of an article: named on the
//! command line, else found under the names in use.

use super::Reason;
use super::draft::Draft;
use super::markup;
use serde_json::{Map, Value};
use std::str::FromStr;
use thiserror::Error;

/// The part of an article that a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Text,
    /// The lead: the text where there is no other.
    Summary,
    Url,
    Language,
    Published,
    Modified,
    Publisher,
    Authors,
}

/// Each part: what the command line calls it, and the names in use, the best first. Names are
/// compared without case, spaces, hyphens and underscores.
#[rustfmt::skip]
const PARTS: [(Part, &str, &[&str]); 9] = [
    (Part::Title, "title", &["headline", "title", "articletitle", "newstitle", "heading"]),
    (
        Part::Text,
        "text",
        &[
            "text",
            "body",
            "articlebody",
            "articletext",
            "fulltext",
            "bodytext",
            "maintext",
            "content",
            "articlecontent",
            "contenttext",
            "article",
            "plaintext",
            "paragraphs",
            "bodyhtml",
            "contenthtml",
            "html",
            "story",
            "document",
        ],
    ),
    (
        Part::Summary,
        "summary",
        &["lead", "standfirst", "summary", "description", "abstract", "excerpt", "paragraphtext"],
    ),
    (
        Part::Url,
        "url",
        &["canonicalurl", "url", "link", "articleurl", "sourceurl", "permalink", "uri", "href"],
    ),
    (Part::Language, "language", &["language", "lang", "inlanguage", "locale"]),
    (
        Part::Published,
        "published",
        &[
            "datepublished",
            "published",
            "publishedat",
            "publishedon",
            "publishdate",
            "publicationdate",
            "pubdate",
            "datepublish",
            "publishedtime",
            "date",
            "datetime",
            "created",
            "createdat",
            "timestamp",
            "time",
        ],
    ),
    (
        Part::Modified,
        "modified",
        &[
            "datemodified",
            "modified",
            "modifiedat",
            "updated",
            "updatedat",
            "lastmodified",
            "datemodify",
        ],
    ),
    (
        Part::Publisher,
        "publisher",
        &[
            "publisher",
            "outlet",
            "sitename",
            "sourcename",
            "publication",
            "newspaper",
            "source",
            "sourcedomain",
            "site",
            "domain",
        ],
    ),
    (Part::Authors, "authors", &["authors", "author", "byline", "creator", "writer", "by"]),
];

/// Names of columns, as the command line gives them: `title=headline,text=body,url=link`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    named: Vec<(Part, String)>,
}

/// Columns that cannot be used.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnsError {
    /// An item of the mapping that is none.
    #[error("`{0}` maps no column: write a part, `=`, a column, as in `title=headline,text=body`")]
    Pair(String),
    /// A part that an article does not have.
    #[error("`{0}` is no part of an article: the parts are {parts}", parts = part_names())]
    Part(String),
    /// The same part twice.
    #[error("`{0}` is given two columns: name one")]
    Twice(String),
    /// A table or object without text that is known as such.
    #[error(
        "has no column for a text or a headline (it has: {0}): name it, as in `--columns text=NAME`"
    )]
    Unknown(String),
    /// A column that was named and is not there.
    #[error("has no column `{0}` (it has: {1}): correct --columns")]
    Missing(String, String),
    /// A row that has more cells than there are columns, or fewer.
    #[error("has {found} cells where the header has {expected}")]
    Cells { found: usize, expected: usize },
}

fn part_names() -> String {
    PARTS.map(|(_, name, _)| name).join(", ")
}

impl FromStr for Columns {
    type Err = ColumnsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut named: Vec<(Part, String)> = Vec::new();
        for pair in text.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (part, column) = pair
                .split_once('=')
                .map(|(part, column)| (part.trim(), column.trim()))
                .filter(|(_, column)| !column.is_empty())
                .ok_or_else(|| ColumnsError::Pair(pair.to_owned()))?;
            let &(part, name, _) = PARTS
                .iter()
                .find(|(_, name, _)| name.eq_ignore_ascii_case(part))
                .ok_or_else(|| ColumnsError::Part(part.to_owned()))?;
            if named.iter().any(|(other, _)| *other == part) {
                return Err(ColumnsError::Twice(name.to_owned()));
            }
            named.push((part, column.to_owned()));
        }
        Ok(Self { named })
    }
}

/// The columns of one table, told apart once.
#[derive(Debug)]
pub(super) struct Header {
    /// For each part in the order of [`PARTS`] its column's place.
    places: [Option<usize>; PARTS.len()],
    width: usize,
}

impl Columns {
    /// Finds the columns of a table by its header.
    pub(super) fn header<'a>(
        &self,
        header: impl Iterator<Item = &'a str>,
    ) -> Result<Header, ColumnsError> {
        let names: Vec<&str> = header.map(str::trim).collect();
        let plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let mut places = [None; PARTS.len()];
        for (place, (part, _, usual)) in places.iter_mut().zip(PARTS) {
            *place = match self.named.iter().find(|(named, _)| *named == part) {
                Some((_, column)) => {
                    let found = names.iter().position(|name| name.eq_ignore_ascii_case(column));
                    let missing = || ColumnsError::Missing(column.clone(), names.join(", "));
                    Some(found.ok_or_else(missing)?)
                }
                None => usual.iter().find_map(|usual| plain.iter().position(|name| name == usual)),
            };
        }
        if places[..3].iter().all(Option::is_none) {
            return Err(ColumnsError::Unknown(names.join(", ")));
        }
        Ok(Header { places, width: names.len() })
    }

    /// Whether a line reads as the header of a table of articles: its cells are names, one of them of
    /// a text or a headline, and another part has a column too.
    pub(super) fn is_header<'a>(&self, cells: impl Iterator<Item = &'a str> + Clone) -> bool {
        let short = cells.clone().all(|cell| cell.chars().count() <= 40);
        let found = |header: Header| header.places.iter().flatten().count() >= 2;
        short && self.header(cells).is_ok_and(found)
    }

    /// An article from an object, under the names given or in use.
    pub(super) fn draft_of_object(&self, object: &Map<String, Value>) -> Result<Draft, Reason> {
        let keys: Vec<(String, &Value)> =
            object.iter().map(|(key, value)| (plain(key), value)).collect();
        let list = || object.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        let mut draft = Draft::default();
        let (mut summary, mut known) = (Vec::new(), false);
        for (part, _, usual) in PARTS {
            let value = match self.named.iter().find(|(named, _)| *named == part) {
                Some((_, path)) => Some(
                    at_path(object, path)
                        .ok_or_else(|| ColumnsError::Missing(path.clone(), list()))?,
                ),
                None => usual.iter().find_map(|usual| {
                    let of_name = keys.iter().filter(|(key, _)| key == usual);
                    of_name.map(|(_, value)| *value).find(|value| !is_void(value))
                }),
            };
            let Some(value) = value else { continue };
            known |= matches!(part, Part::Title | Part::Text | Part::Summary);
            put(&mut draft, &mut summary, part, words(value));
        }
        if !known {
            let any = object.keys().any(|key| {
                let plain = plain(key);
                PARTS[..3].iter().any(|(_, _, usual)| usual.contains(&plain.as_str()))
            });
            // The keys are there and empty: that is another complaint.
            return Err(if any { Reason::Empty } else { ColumnsError::Unknown(list()).into() });
        }
        Ok(with_summary(draft, summary))
    }
}

impl Header {
    /// An article from the cells of a row.
    pub(super) fn draft(&self, cells: &[&str]) -> Result<Draft, ColumnsError> {
        if cells.len() != self.width {
            return Err(ColumnsError::Cells { found: cells.len(), expected: self.width });
        }
        let mut draft = Draft::default();
        let mut summary = Vec::new();
        for ((part, _, _), place) in PARTS.into_iter().zip(self.places) {
            let Some(cell) = place.and_then(|place| cells.get(place)) else { continue };
            put(&mut draft, &mut summary, part, vec![(*cell).to_owned()]);
        }
        Ok(with_summary(draft, summary))
    }
}

/// Puts what a column says into an article.
fn put(draft: &mut Draft, summary: &mut Vec<String>, part: Part, values: Vec<String>) {
    let joined = || values.join(" ");
    match part {
        Part::Title => draft.title = markup::text(&joined()),
        Part::Text => draft.paragraphs = paragraphs(&values),
        Part::Summary => *summary = paragraphs(&values),
        Part::Url => draft.url = values.into_iter().next().unwrap_or_default(),
        Part::Language => draft.language = values.into_iter().next().unwrap_or_default(),
        Part::Published => draft.published = joined(),
        Part::Modified => draft.modified = joined(),
        Part::Publisher => draft.publisher = values.join(", "),
        Part::Authors => draft.authors = authors(&values),
    }
}

/// A summary stands for the text where there is none.
fn with_summary(mut draft: Draft, summary: Vec<String>) -> Draft {
    if draft.paragraphs.iter().all(|paragraph| paragraph.trim().is_empty()) {
        draft.paragraphs = summary;
    } else {
        draft.description = summary.join(" ");
    }
    draft
}

/// The by-lines in texts; lists as Python writes them (`['Jane Roe', 'John Roe']`) are common in tables.
fn authors(values: &[String]) -> Vec<String> {
    let list =
        |value: &String| match value.trim().strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
            Some(inner) => {
                let bare = |name: &str| name.trim().trim_matches(['\'', '"']).to_owned();
                inner.split(',').map(bare).collect()
            }
            None => vec![value.clone()],
        };
    values.iter().flat_map(list).collect()
}

/// The paragraphs of texts, plain or with markup.
pub(super) fn paragraphs(values: &[String]) -> Vec<String> {
    let of_value = |value: &String| {
        if markup::has_tags(value) { markup::paragraphs(value) } else { markup::plain(value) }
    };
    values.iter().flat_map(of_value).collect()
}

/// A name without case, spaces, hyphens and underscores.
pub(super) fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| !matches!(c, ' ' | '-' | '_' | '\u{feff}'));
    kept.flat_map(char::to_lowercase).collect()
}

/// The value at `a.b.c`, where no key is called so itself.
fn at_path<'a>(object: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    if let Some(value) = object.get(path) {
        return Some(value);
    }
    let (first, rest) = path.split_once('.')?;
    match object.get(first)? {
        Value::Object(inner) => at_path(inner, rest),
        Value::Array(list) => match list.first()? {
            Value::Object(inner) => at_path(inner, rest),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a value says nothing.
fn is_void(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(list) => list.iter().all(is_void),
        Value::Object(object) => object.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The texts in a value: its own, those of a list, the name of an object.
pub(super) fn words(value: &Value) -> Vec<String> {
    /// Where an object has its text.
    const KEYS: [&str; 8] = ["name", "value", "text", "content", "title", "@value", "@id", "id"];
    match value {
        Value::String(text) if !text.trim().is_empty() => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(list) => list.iter().flat_map(words).collect(),
        Value::Object(object) => {
            let texts = KEYS.iter().filter_map(|key| object.get(*key)).map(words);
            texts.into_iter().find(|texts| !texts.is_empty()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Columns, ColumnsError};
    use serde_json::json;

    fn columns(text: &str) -> Columns {
        text.parse().unwrap()
    }

    #[test]
    fn the_names_in_use_are_known_and_those_given_come_first() {
        let object = json!({"Headline": "A port", "body_text": "<p>It opens.</p><p>In May.</p>",
            "source": {"id": null, "name": "The Courier"}, "authors": ["Jane Roe", {"name": "John Roe"}],
            "publishedAt": 1_372_000_000, "teaser": "Ships", "meta": {"href": "https://a.example/1"}});
        let object = object.as_object().unwrap();
        let draft = Columns::default().draft_of_object(object).unwrap();
        assert_eq!(draft.title, "A port");
        assert_eq!(draft.paragraphs, ["It opens.", "In May."]);
        assert_eq!(
            (draft.publisher.as_str(), draft.published.as_str()),
            ("The Courier", "1372000000")
        );
        assert_eq!(draft.authors, ["Jane Roe", "John Roe"]);
        let draft = columns("title=teaser, url=meta.href").draft_of_object(object).unwrap();
        assert_eq!((draft.title.as_str(), draft.url.as_str()), ("Ships", "https://a.example/1"));
        let missing = columns("text=x").draft_of_object(object).unwrap_err().to_string();
        assert!(missing.starts_with("has no column `x` (it has: Headline, body_text"), "{missing}");
    }

    #[test]
    fn a_summary_stands_for_a_text_that_is_missing() {
        let header = Columns::default().header(["url", "summary", "content"].into_iter()).unwrap();
        let text = |cells: [&str; 3]| header.draft(&cells).unwrap().paragraphs;
        assert_eq!(text(["u", "Short.", "Long."]), ["Long."]);
        assert_eq!(text(["u", "Short.", ""]), ["Short."]);
        let error = header.draft(&["u"]).unwrap_err();
        assert_eq!(error, ColumnsError::Cells { found: 1, expected: 3 });
    }

    #[test]
    fn a_mapping_that_is_none_is_refused() {
        for (text, word) in [
            ("title", "write a part"),
            ("title=", "write a part"),
            ("colour=red", "the parts are title, text"),
            ("text=a,text=b", "two columns"),
        ] {
            let error = text.parse::<Columns>().unwrap_err().to_string();
            assert!(error.contains(word), "{error}");
        }
        assert!(matches!(
            Columns::default().header(["a", "b"].into_iter()),
            Err(ColumnsError::Unknown(_))
        ));
    }

    #[test]
    fn a_header_is_told_from_a_sentence() {
        let is = |line: &str| Columns::default().is_header(line.split(','));
        assert!(is("url,date,title,text"));
        assert!(is("Headline,Body"));
        assert!(!is("Text"));
        assert!(!is(
            "The port opens in May, says its head, after a long time of waiting and building"
        ));
    }
}
