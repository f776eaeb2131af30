//! One document whole in memory: what it is, by its content first and by its name second, and which
//! reader it goes to.

use super::columns::Columns;
use super::draft::Draft;
use super::error::place;
use super::moment::Moment;
use super::warc::{Kind, Page};
use super::{
    Article, Body, ReadError, Reason, Record, decode, feed, front_matter, html, json, mail,
    markdown, markup, newsml, paths, plain, same_words, xml,
};

/// How much of a document tells what it is.
const HEAD: usize = 8 * 1024;

/// What a reader finds in a document: articles, and what is wrong with the others.
#[derive(Debug)]
pub(super) enum Found {
    Article(Draft),
    /// An article that is ready: it was cleaned as a text with front matter is.
    Ready(Article),
    Wrong(Reason),
}

/// The formats that a document may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Html,
    Feed,
    Wire,
    Json,
    Mail,
    Markdown,
    Plain,
    Other(&'static str),
}

impl Format {
    /// Recognises the format. What the content clearly is wins over what the name says.
    fn of(origin: &str, head: &str) -> Self {
        let extension = paths::inner_extension(origin);
        let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let begins =
            |tag: &str| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag));
        let root = xml::root_name(head);
        match root {
            _ if root.eq_ignore_ascii_case("html") || begins("<!doctype html") => {
                return Self::Html;
            }
            "rss" | "feed" | "channel" => return Self::Feed,
            "RDF" if head.contains("purl.org/rss") || head.contains("my.netscape.com/rdf") => {
                return Self::Feed;
            }
            _ if newsml::ROOTS.contains(&root) => return Self::Wire,
            "RDF" => return Self::Other("an RDF graph"),
            "urlset" | "sitemapindex" => return Self::Other("a sitemap"),
            "" => {}
            _ if matches!(extension.as_str(), "html" | "htm" | "xhtml") => return Self::Html,
            _ if begins("<?xml") || matches!(extension.as_str(), "xml" | "rss" | "atom") => {
                return Self::Other("an XML file of another kind");
            }
            _ => {}
        }
        let after_brace = start.strip_prefix(['{', '[']).map(str::trim_start);
        match extension.as_str() {
            _ if after_brace.is_some_and(|rest| rest.starts_with(['"', '{', '}'])) => Self::Json,
            "json" => Self::Json,
            _ if mail::is_mail(start) => Self::Mail,
            "html" | "htm" | "xhtml" if markup::has_tags(start) => Self::Html,
            "md" | "markdown" => Self::Markdown,
            _ if markdown::looks_like(start) => Self::Markdown,
            _ => Self::Plain,
        }
    }
}

/// Reads a document.
pub(super) fn read(origin: &str, bytes: &[u8], columns: &Columns) -> Result<Vec<Found>, Reason> {
    if html::looks_like(bytes) {
        return page(bytes, "", "");
    }
    let head = head(bytes);
    match Format::of(origin, &head) {
        Format::Html => page(bytes, "", ""),
        Format::Feed => feed::read(&characters(bytes)?),
        Format::Wire => newsml::read(&characters(bytes)?),
        Format::Json => json::read(decode::text_of(bytes)?.as_bytes(), columns),
        Format::Mail => mail::read(bytes).map(|draft| vec![Found::Article(draft)]),
        Format::Other(name) => Err(Reason::Format(name)),
        Format::Markdown | Format::Plain => {
            Ok(vec![Found::Ready(text(origin, &decode::text_of(bytes)?)?)])
        }
    }
}

/// Reads a page out of an archive of the web.
pub(super) fn read_page(page: Page) -> Result<Vec<Found>, Reason> {
    let (kind, charset, url) = (page.kind, page.charset.clone(), page.url.clone());
    let bytes = page.content()?;
    if kind == Kind::Page {
        return self::page(&bytes, &charset, &url);
    }
    let Body { title, paragraphs } = plain::read(&decode::text_of(&bytes)?);
    Ok(vec![Found::Article(Draft { title, paragraphs, url, ..Draft::default() })])
}

/// The articles of a document, each with its place; `record` is the document's own, where it is one
/// of a file of many.
pub(super) fn finish(
    origin: &str,
    record: Option<Record>,
    found: Result<Vec<Found>, Reason>,
) -> Vec<Result<Article, ReadError>> {
    let found = match found {
        Ok(found) => found,
        Err(reason) => return vec![Err(ReadError { origin: origin.to_owned(), record, reason })],
    };
    let several = found.len() > 1;
    let mut articles = Vec::with_capacity(found.len());
    for (index, found) in found.into_iter().enumerate() {
        let url = match &found {
            Found::Article(draft) => draft.url.clone(),
            _ => String::new(),
        };
        let own = match &record {
            None if several => Some(Record::Number(index as u64 + 1, url)),
            record => record.clone(),
        };
        let article = match found {
            Found::Article(draft) => draft.finish(place(origin, own.as_ref())),
            Found::Ready(article) => Ok(Article { origin: place(origin, own.as_ref()), ..article }),
            Found::Wrong(reason) => Err(reason),
        };
        articles.push(article.map_err(|reason| {
            // A file that is cut short is at fault itself, not the record that would have followed.
            let record = if matches!(reason, Reason::Cut(_)) { record.clone() } else { own };
            ReadError { origin: origin.to_owned(), record, reason }
        }));
    }
    articles
}

/// A web page; `charset` and `url` as whoever sent it says, empty where nobody did.
fn page(bytes: &[u8], charset: &str, url: &str) -> Result<Vec<Found>, Reason> {
    let stated = |text| Some(text).filter(|text: &&str| !text.is_empty());
    let article = html::read(bytes, stated(charset), stated(url))?;
    let modified = Moment::read(&article.modified).map(Moment::instant).unwrap_or_default();
    Ok(vec![Found::Ready(Article { modified, ..article })])
}

/// The first characters, for recognition alone.
fn head(bytes: &[u8]) -> String {
    let start = &bytes[..bytes.len().min(HEAD)];
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(start).0.into_owned(),
        None => String::from_utf8_lossy(start).into_owned(),
    }
}

/// XML's characters, in the encoding that its mark or its declaration says.
fn characters(bytes: &[u8]) -> Result<String, Reason> {
    if encoding_rs::Encoding::for_bom(bytes).is_none()
        && str::from_utf8(bytes).is_err()
        && let Some(encoding) = xml::declared(bytes)
    {
        return Ok(encoding.decode(bytes).0.into_owned());
    }
    Ok(decode::text_of(bytes)?)
}

/// Plain text or Markdown, with the front matter that it may have.
fn text(origin: &str, text: &str) -> Result<Article, Reason> {
    let (front, rest) = front_matter::split(text)?;
    let body = match Format::of(origin, rest) {
        Format::Markdown => markdown::read(rest),
        _ => plain::read(rest),
    };
    let Body { mut title, mut paragraphs } = body;
    let says = |text: &String| text.chars().any(char::is_alphanumeric);
    if !says(&title) && !paragraphs.iter().any(says) {
        return Err(Reason::Empty);
    }
    if !front.title.is_empty() && front.title != title {
        // The body's own title is another paragraph then, unless it repeats the front matter's.
        if !title.is_empty() && !same_words(&title, &front.title) {
            paragraphs.insert(0, title);
        } else if paragraphs.first().is_some_and(|first| same_words(first, &front.title)) {
            paragraphs.remove(0);
        }
        title = front.title;
    }
    let whole: Vec<&str> = std::iter::once(title.as_str())
        .chain(paragraphs.iter().map(String::as_str))
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    Ok(Article {
        text: whole.join("\n\n"),
        title,
        url: front.url,
        language: front.language,
        published: front.published,
        modified: front.modified,
        publisher: front.publisher,
        authors: front.authors,
        ..Article::default()
    })
}
