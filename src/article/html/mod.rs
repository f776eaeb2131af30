//! Web pages: the article in them, with what they state about it.
//!
//! The bytes are decoded (`charset`) and parsed into a tree (`dom`); then the main text is found.

mod charset;
mod dom;

use super::{Article, Reason, decode};
use dom::{Dom, Excess};

/// The largest page that is read, in bytes. The largest of news, live reports with their images
/// written into them, have some three.
const MAX_BYTES: usize = 20 * 1024 * 1024;

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
    let begins = |tag: &str| {
        rest.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag))
            && rest[tag.len()..].starts_with(|c: char| c == '>' || c.is_whitespace())
    };
    begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body")
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
    let dom = Dom::parse(&text).map_err(|excess| match excess {
        Excess::Depth => Reason::Page("nests its elements more than 1,000 deep"),
        Excess::Nodes => Reason::Page("holds more than 2,000,000 elements"),
    })?;
    let of = |tag: &str| {
        dom.descendants(dom::ROOT)
            .filter(|&id| dom.is(id, tag))
            .map(|id| decode::clean(&dom.text_content(id)))
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
    };
    let paragraphs = of("p");
    if paragraphs.is_empty() {
        return Err(Reason::NoArticle);
    }
    let title = of("h1").into_iter().next().unwrap_or_default();
    Ok(Article {
        text: format!("{title}\n\n{}", paragraphs.join("\n\n")).trim().to_owned(),
        title,
        url: address.map(super::canonical_url).and_then(Result::ok).unwrap_or_default(),
        ..Article::default()
    })
}
