//! Feeds: RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom 1.0, each item an article.
//!
//! <https://www.rssboard.org/rss-specification>, RFC 4287. Read from the tree of [`xml`] and not by a
//! feed crate: NewsML needs that tree too, and what is wanted of a feed are eight elements.

use super::draft::Draft;
use super::xml::Element;
use super::{Found, Reason, markup, xml};

const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
const DUBLIN_TERMS: &str = "http://purl.org/dc/terms/";

/// Reads a feed. Items that were not whole are left out; what was wrong comes last.
pub(super) fn read(text: &str) -> Result<Vec<Found>, Reason> {
    let xml::Document { root, problem } = xml::parse("feed", text)?;
    let channel = root.child("channel").unwrap_or(&root);
    let of_feed = Draft {
        publisher: markup::text(&own(channel, &["title"]).map(title).unwrap_or_default()),
        language: language(channel, &language(&root, "")),
        // Atom has authors of the whole feed.
        authors: if root.name == "feed" { authors(channel) } else { Vec::new() },
        ..Draft::default()
    };
    let mut items = channel.descendants(&["item", "entry"]);
    if items.is_empty() {
        items = root.descendants(&["item", "entry"]);
    }
    let mut found: Vec<Found> = Vec::new();
    for item in items.into_iter().filter(|item| item.whole) {
        found.push(Found::Article(draft(item, &of_feed)));
    }
    match problem {
        Some(problem) => found.push(Found::Wrong(Reason::Cut(problem))),
        None if found.is_empty() => return Err(Reason::Empty),
        None => {}
    }
    Ok(found)
}

fn draft(item: &Element, feed: &Draft) -> Draft {
    let text = |names: &[&str]| own(item, names).map(Element::text).unwrap_or_default();
    let source = own(item, &["source"]);
    let publisher = source.map(|source| match own(source, &["title"]) {
        Some(inner) => title(inner),
        None => source.text(),
    });
    let mut authors = authors(item);
    if authors.is_empty() {
        authors.clone_from(&feed.authors);
    }
    let published = [text(&["pubDate"]), text(&["published", "issued"]), dublin(item, "date")];
    let modified = [text(&["updated", "modified"]), dublin(item, "modified")];
    let first =
        |texts: &[String]| texts.iter().find(|t| !t.is_empty()).cloned().unwrap_or_default();
    let (published, modified) = (first(&published), first(&modified));
    let teaser = own(item, &["description", "summary"]).map(content).unwrap_or_default();
    let paragraphs = body(item, &teaser);
    Draft {
        title: own(item, &["title"]).map(title).unwrap_or_default(),
        description: if paragraphs == teaser { String::new() } else { teaser.join(" ") },
        paragraphs,
        url: link(item),
        language: language(item, &feed.language),
        published: if published.is_empty() { modified.clone() } else { published },
        modified,
        publisher: publisher
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| feed.publisher.clone()),
        authors,
    }
}

/// The first child of one of some names in the namespace of its parent: `title`, not `media:title`.
fn own<'a>(element: &'a Element, names: &[&str]) -> Option<&'a Element> {
    let of_parent = |child: &&Element| child.space == element.space && child.whole;
    names.iter().find_map(|name| {
        element.children().filter(of_parent).find(|child| child.name.eq_ignore_ascii_case(name))
    })
}

fn dublin(element: &Element, name: &str) -> String {
    let ours = |child: &&Element| {
        child.name == name && matches!(&*child.space, DUBLIN_CORE | DUBLIN_TERMS | "")
    };
    element.children().find(ours).map(Element::text).unwrap_or_default()
}

fn language(element: &Element, otherwise: &str) -> String {
    let stated = own(element, &["language"]).map(Element::text).unwrap_or_default();
    let found = [stated, dublin(element, "language"), element.attribute("xml:lang").to_owned()];
    found.into_iter().find(|tag| !tag.is_empty()).unwrap_or_else(|| otherwise.to_owned())
}

/// A headline: text, or HTML that is escaped or not.
fn title(element: &Element) -> String {
    match element.attribute("type") {
        "xhtml" => element.paragraphs().join(" "),
        "text" => element.text(),
        _ => markup::text(&element.text()),
    }
}

/// The whole text where the feed gives it, else the teaser.
fn body(item: &Element, teaser: &[String]) -> Vec<String> {
    let contents = item.children().filter(|child| {
        let encoded = child.name == "encoded" && !child.space.contains("wordpress.org/export/1");
        encoded || (child.name == "content" && child.space == item.space)
    });
    let mut best = teaser.to_vec();
    let size = |paragraphs: &[String]| paragraphs.iter().map(String::len).sum::<usize>();
    for candidate in contents.map(content) {
        if size(&candidate) > size(&best) {
            best = candidate;
        }
    }
    best
}

/// The paragraphs of an element that holds text, escaped HTML or XHTML.
fn content(element: &Element) -> Vec<String> {
    let kind = element.attribute("type");
    if kind == "xhtml" || kind.ends_with("xml") || element.children().next().is_some() {
        return element.paragraphs();
    }
    let text = element.raw_text();
    match kind {
        "text" | "text/plain" => markup::plain(&text),
        "html" | "text/html" => markup::paragraphs(&text),
        _ if markup::has_tags(&text) => markup::paragraphs(&text),
        // Escaped twice, as many a feed does it.
        _ if text.contains('&') => markup::plain(&markup::characters(&text.replace('<', "&lt;"))),
        _ => markup::plain(&text),
    }
}

/// The address of the page: RSS's link or permanent guid, Atom's alternate link or id.
fn link(item: &Element) -> String {
    let links = item.children().filter(|child| child.name == "link");
    let mut plain = String::new();
    for link in links {
        let (href, text) = (link.attribute("href"), link.text());
        if !href.is_empty() && matches!(link.attribute("rel"), "" | "alternate") {
            return href.to_owned();
        }
        if plain.is_empty() && link.space == item.space && !text.is_empty() {
            plain = text;
        }
    }
    if !plain.is_empty() {
        return plain;
    }
    let guid = own(item, &["guid", "id"]);
    let guid = guid.filter(|guid| guid.attribute("isPermaLink") != "false").map(Element::text);
    let guid = guid.unwrap_or_default();
    if guid.is_empty() { item.attribute("rdf:about").to_owned() } else { guid }
}

fn authors(element: &Element) -> Vec<String> {
    let mut names = Vec::new();
    for author in
        element.children().filter(|child| matches!(child.name.as_str(), "author" | "creator"))
    {
        let name = match author.child("name") {
            Some(name) => name.text(),
            None => without_address(&author.text()),
        };
        // `itunes:author` beside `author` says the same again.
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The name in `jane@a.example (Jane Roe)` and in `Jane Roe <jane@a.example>`; an address alone is none.
fn without_address(text: &str) -> String {
    let inner = text.split_once('(').and_then(|(before, rest)| {
        let name = rest.trim_end().strip_suffix(')')?;
        before.contains('@').then(|| name.trim().to_owned())
    });
    inner.unwrap_or_else(|| {
        let before = text.split('<').next().unwrap_or_default().trim();
        if before.contains('@') && !before.contains(' ') {
            String::new()
        } else {
            before.to_owned()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::article::draft::Draft;
    use crate::article::{Found, Reason};

    fn articles(text: &str) -> Vec<Draft> {
        let drafts = read(text).unwrap().into_iter().map(|found| match found {
            Found::Article(draft) => draft,
            other => panic!("{other:?}"),
        });
        drafts.collect()
    }

    #[test]
    fn rss_is_read() {
        let found = articles(
            "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' \
             xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/'>\
             <channel><title>The Courier</title><link>https://a.example/</link><language>fr-be</language>\
             <image><title>Logo</title></image>\
             <item><media:title>Photo</media:title><title>R&amp;amp;D &#233;t&#233;</title>\
             <link> https://a.example/1 </link><guid isPermaLink='false'>x1</guid>\
             <pubDate>Tue, 09 Jul 2013 10:37:00 GMT</pubDate><dc:creator>Jane Roe</dc:creator>\
             <description>Short &lt;b&gt;teaser&lt;/b&gt;.</description>\
             <content:encoded><![CDATA[<p>The port opens.</p><p>In May &amp; June.</p>]]></content:encoded></item>\
             <item><title>Two</title><guid>https://a.example/2</guid><author>j@a.example (John Roe)</author>\
             <source url='https://b.example/'>The Other</source><description>Only this.</description></item>\
             </channel></rss>",
        );
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].title.as_str(), found[0].url.as_str()),
            ("R&D été", "https://a.example/1")
        );
        assert_eq!(found[0].paragraphs, ["The port opens.", "In May & June."]);
        assert_eq!(
            (found[0].publisher.as_str(), found[0].language.as_str()),
            ("The Courier", "fr-be")
        );
        assert_eq!(found[0].authors, ["Jane Roe"]);
        assert_eq!(
            (found[1].publisher.as_str(), found[1].url.as_str()),
            ("The Other", "https://a.example/2")
        );
        assert_eq!(
            (found[1].authors[0].as_str(), found[1].paragraphs[0].as_str()),
            ("John Roe", "Only this.")
        );
    }

    #[test]
    fn atom_and_rdf_are_read() {
        let found = articles(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='nl'><title>De Koerier</title>\
             <author><name>Redactie</name></author>\
             <entry><title type='html'>Haven &amp;amp; stad</title><link rel='edit' href='https://a.example/e'/>\
             <link href='https://a.example/1'/><id>urn:x:1</id><published>2026-01-31T10:00:00Z</published>\
             <updated>2026-02-01T10:00:00Z</updated><summary>Kort.</summary>\
             <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>De haven gaat open.</p></div></content>\
             </entry></feed>",
        );
        assert_eq!(
            (found[0].title.as_str(), found[0].url.as_str()),
            ("Haven & stad", "https://a.example/1")
        );
        assert_eq!(found[0].paragraphs, ["De haven gaat open."]);
        assert_eq!(
            (found[0].modified.as_str(), found[0].authors[0].as_str()),
            ("2026-02-01T10:00:00Z", "Redactie")
        );
        let found = articles(
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>\
             <channel rdf:about='https://a.example/'><title>Der Kurier</title></channel>\
             <item rdf:about='https://a.example/1'><title>Hafen</title><description>Er öffnet.</description></item>\
             </rdf:RDF>",
        );
        assert_eq!(
            (found[0].url.as_str(), found[0].publisher.as_str()),
            ("https://a.example/1", "Der Kurier")
        );
    }

    #[test]
    fn a_feed_cut_short_keeps_what_stands_before() {
        let text = "<rss><channel><item><title>One</title></item><item><title>Tw";
        let found = read(text).unwrap();
        assert!(matches!(&found[0], Found::Article(draft) if draft.title == "One"));
        assert!(matches!(&found[1], Found::Wrong(Reason::Cut(_))) && found.len() == 2);
        assert!(matches!(read("<rss><channel/></rss>"), Err(Reason::Empty)));
    }
}
