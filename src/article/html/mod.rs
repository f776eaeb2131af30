//! Web pages: the article in them, with what they state about it.
//!
//! The bytes are decoded (`charset`) and parsed into a tree (`dom`); then the main text is found.

mod agree;
mod author;
mod block;
mod byline;
mod charset;
mod date;
mod dom;
mod head;
mod hint;
mod limits;
mod metadata;
mod repair;
mod statement;
mod text;
mod words;
mod zone;

use super::{Article, Reason, decode};
use crate::vocab::GENERATOR;
use dom::{Dom, Excess};
use head::Head;
use metadata::Shown;
use statement::Statements;
use text::{MainText, Stated};

/// The largest page that is read, in bytes. The largest of news, live reports with their images
/// written into them, have some three.
const MAX_BYTES: usize = 20 * 1024 * 1024;

/// The least running text that an article has, in characters.
const MIN_WEIGHT: usize = 80;
/// The same for one of which the page states nothing, where it holds so many links.
const MIN_UNSTATED: usize = 600;
const MANY_LINKS: usize = 40;

/// Whether a document is a web page: what comes first in it, byte order mark and comments apart, is
/// the mark-up of one.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(16 * 1024)]);
    let mut rest = start.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    loop {
        let (opening, closing) = match rest {
            _ if rest.starts_with("<!--") => ("<!--", "-->"),
            _ if rest.starts_with("<?") => ("<?", "?>"),
            _ => break,
        };
        match rest[opening.len()..].split_once(closing) {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let name = tag.split(|c: char| c == '>' || c == '/' || c.is_whitespace()).next();
    let name = name.unwrap_or_default().to_ascii_lowercase();
    let doctype =
        name == "!doctype" && tag[name.len()..].trim_start().to_lowercase().starts_with("html");
    doctype || FIRST_TAGS.contains(&name.as_str())
}

/// What a web page begins with, where it does not begin as it should.
const FIRST_TAGS: [&str; 22] = [
    "html", "head", "body", "base", "link", "meta", "title", "script", "style", "noscript",
    "article", "main", "section", "header", "nav", "div", "table", "center", "h1", "h2", "p",
    "iframe",
];

pub(super) use words::add as add_words;

/// The names in a by-line, which may hold several.
pub(super) fn author_names(by_line: &str) -> Vec<String> {
    author::names(by_line)
}

/// Reads the article of a web page.
///
/// `charset` is the character set that the server stated in its header, `address` the one that the
/// page was fetched from; both yield to what the page itself shows. The article's origin is left
/// empty.
///
/// # Errors
/// Where the page is too large, nests too deep, or holds no text of an article.
pub(super) fn read(
    bytes: &[u8],
    charset: Option<&str>,
    address: Option<&str>,
) -> Result<Article, Reason> {
    if bytes.len() > MAX_BYTES {
        return Err(Reason::Page("is larger than 20 MiB, the limit for one web page"));
    }
    let text = charset::decode(bytes, charset);
    if limits::has_endless_tag(&text) {
        return Err(Reason::Page("holds a tag of more than 1,000 attributes"));
    }
    let dom = Dom::parse(&text).map_err(|excess| match excess {
        Excess::Depth => Reason::Page("nests its elements more than 1,000 deep"),
        Excess::Nodes => Reason::Page("holds more than 2,000,000 elements"),
    })?;
    let head = Head::of(&dom);
    if head.meta(&["generator"]) == Some(GENERATOR) {
        return Err(Reason::OwnPage);
    }
    let statements = Statements::of(&dom);
    let node = statements.article(|node| metadata::speaks_of(node, &head));
    let headlines = metadata::headlines(node, &head);
    let descriptions = metadata::descriptions(node, &head);
    let stated = Stated {
        headlines: headlines.iter().map(String::as_str).collect(),
        descriptions: descriptions.iter().map(String::as_str).collect(),
        body: node.and_then(|node| statement::text(node, "articleBody")).unwrap_or_default(),
    };
    let MainText { headline, standfirst, paragraphs, captions, byline, weight } =
        text::main_text(&dom, &stated);
    let shown = Shown { headline, byline };
    let metadata = metadata::metadata(&statements, node, &head, &shown, address);
    // An overview has few sentences of its own among many links, and states no day, no author.
    let states = node.is_some() || !metadata.published.is_empty() || !metadata.authors.is_empty();
    let of_links =
        || dom.descendants(dom::ROOT).filter(|&id| dom.is(id, "a")).count() >= MANY_LINKS;
    if weight < MIN_WEIGHT || !states && weight < MIN_UNSTATED && of_links() {
        return Err(Reason::NoArticle);
    }
    let title = decode::clean(&metadata.headline);
    let parts = std::iter::once(&title)
        .chain(&standfirst)
        .chain(&paragraphs)
        .filter(|part| !part.is_empty());
    Ok(Article {
        text: parts.map(String::as_str).collect::<Vec<_>>().join("\n\n"),
        title,
        url: metadata.url,
        language: metadata.language,
        published: metadata.published.chars().take(10).collect(),
        publisher: metadata.publisher,
        authors: metadata.authors,
        modified: metadata.modified,
        description: if standfirst.is_empty() {
            decode::clean(&metadata.description)
        } else {
            standfirst.join(" ")
        },
        captions,
        statements: node.map(|node| statements.as_json(node)).unwrap_or_default(),
        ..Article::default()
    })
}

#[cfg(test)]
mod tests;
