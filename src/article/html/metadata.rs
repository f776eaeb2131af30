//! What a page states of its article, of all its statements together: headline, dates, authors,
//! publisher, address, language.
//!
//! JSON-LD comes first, since it is written for machines; then OpenGraph and other `<meta>`, then
//! microdata, then what readers see.

use super::agree::{same_title, words};
use super::byline::Byline;
use super::head::{Head, absolute, one_line};
use super::statement::{Node, Statements, text, types, values};
use super::{author, date};
use serde_json::Value;

/// The statements of a page, joined.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) headline: String,
    pub(super) url: String,
    /// Two letters.
    pub(super) language: String,
    /// ISO 8601, with time and zone where they are stated.
    pub(super) published: String,
    pub(super) modified: String,
    pub(super) publisher: String,
    pub(super) authors: Vec<String>,
    pub(super) description: String,
}

/// Candidates for the headline that the page's head states, best first; the last is its `<title>`, with
/// whatever the site adds to that, and may be empty.
pub(super) fn headlines(article: Option<&Node>, head: &Head) -> Vec<String> {
    let stated = article.and_then(|node| text(node, "headline").or_else(|| text(node, "name")));
    let metas = head.metas(&[
        "og:title",
        "twitter:title",
        "dc.title",
        "parsely-title",
        "title",
        "headline",
    ]);
    let mut all: Vec<String> = stated.into_iter().map(one_line).collect();
    all.extend(metas.into_iter().map(one_line));
    all.extend(head.items("headline"));
    all.push(head.title());
    all
}

/// Summaries that the page's head states.
pub(super) fn descriptions(article: Option<&Node>, head: &Head) -> Vec<String> {
    let stated = article
        .into_iter()
        .flat_map(|node| ["description", "abstract", "alternativeHeadline"].map(|p| text(node, p)));
    let metas =
        head.metas(&["og:description", "description", "twitter:description", "dc.description"]);
    let mut all: Vec<String> = stated.flatten().map(one_line).collect();
    all.extend(metas.into_iter().map(one_line));
    all.extend(head.items("description"));
    all.retain(|text| !text.is_empty());
    all
}

/// What the page shows its readers.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The heading, empty where it has none.
    pub(super) headline: String,
    pub(super) byline: Byline,
}

/// Joins the statements.
pub(super) fn metadata(
    statements: &Statements,
    article: Option<&Node>,
    head: &Head,
    shown: &Shown,
    address: Option<&str>,
) -> Metadata {
    let url = canonical(article, head, address);
    let publisher = publisher(statements, article, head, &url);
    let site = site_names(head, &publisher);
    let stated = |property: &str| article.and_then(|node| text(node, property)).and_then(date::iso);
    let first = |texts: Vec<&str>| texts.into_iter().find_map(date::iso);
    let published = stated("datePublished")
        .or_else(|| first(head.metas(PUBLISHED)))
        .or_else(|| head.items("datePublished").iter().find_map(|text| date::iso(text)))
        .or_else(|| stated("dateCreated").or_else(|| stated("uploadDate")))
        .or_else(|| Some(shown.byline.date.clone()).filter(|date| !date.is_empty()))
        .or_else(|| head.times().iter().find_map(|text| date::iso(text)))
        .or_else(|| date::of_address(&url))
        .or_else(|| stated("dateModified"))
        .unwrap_or_default();
    let modified = stated("dateModified")
        .or_else(|| first(head.metas(MODIFIED)))
        .or_else(|| head.items("dateModified").iter().find_map(|text| date::iso(text)))
        .unwrap_or_default();
    let language = article
        .and_then(|node| text(node, "inLanguage"))
        .and_then(code)
        .or_else(|| head.language().and_then(code))
        .or_else(|| {
            head.metas(&["og:locale", "language", "content-language", "dc.language"])
                .into_iter()
                .find_map(code)
        })
        .unwrap_or_default();
    Metadata {
        headline: headline(&headlines(article, head), &shown.headline, &site),
        authors: authors(statements, article, head, &shown.byline, &site),
        description: descriptions(article, head).into_iter().next().unwrap_or_default(),
        url,
        language,
        published,
        modified,
        publisher,
    }
}

/// Names of `<meta>` that hold the date of publication.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "citation_publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "article.published",
    "published_time",
    "publication_date",
    "publish-date",
    "publishdate",
    "publish_date",
    "pubdate",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "og:published_time",
    "og:pubdate",
    "date.release",
    "created",
    "article:published",
    "dc.date",
    "dcterms.date",
    "date",
    "rnews:datepublished",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "revised",
];

/// The one address of the article: `<link rel=canonical>`, `og:url`, JSON-LD, where it was fetched.
fn canonical(article: Option<&Node>, head: &Head, address: Option<&str>) -> String {
    let base = head.base().filter(|base| base.starts_with("http")).or(address);
    let mut stated: Vec<&str> = head.links("canonical");
    stated.extend(head.metas(&[
        "og:url",
        "twitter:url",
        "al:web:url",
        "parsely-link",
        "dc.identifier",
    ]));
    let of_node = article.into_iter().flat_map(|node| {
        let page = values(node, "mainEntityOfPage").find_map(|value| match value {
            Value::String(address) => Some(address.as_str()),
            Value::Object(page) => text(page, "@id").or_else(|| text(page, "url")),
            _ => None,
        });
        [text(node, "url"), page, text(node, "@id")]
    });
    stated.extend(of_node.flatten());
    // A front page is no article's address: some templates state it on all pages.
    let deep = |address: &String| {
        address.splitn(4, '/').nth(3).is_some_and(|path| !path.trim_matches('/').is_empty())
    };
    let base = base.or_else(|| head.meta(&["og:url"]));
    let all: Vec<String> = stated.iter().filter_map(|stated| absolute(stated, base)).collect();
    let fetched = address.and_then(|address| absolute(address, None));
    all.iter()
        .find(|address| deep(address))
        .cloned()
        .or(fetched)
        .or_else(|| all.into_iter().next())
        .unwrap_or_default()
}

/// The headline: the statement that the page shows as its heading; else the first that another one
/// bears out.
fn headline(stated: &[String], shown: &str, site: &[String]) -> String {
    let clean = |title: &String| without_site(title, stated, shown, site);
    let is_title =
        |title: &String| !title.is_empty() && !site.iter().any(|name| author::same(name, title));
    let (statements, title) = stated.split_at(stated.len().saturating_sub(1));
    let mut all: Vec<String> = statements.iter().map(clean).filter(is_title).collect();
    let stated = all.len();
    all.extend(title.iter().map(clean).chain([shown.to_owned()]).filter(is_title));
    let shown = words(shown);
    let is_shown = |at: &usize| *at < stated && words(&all[*at]) == shown;
    let agreed =
        |at: &usize| (0..all.len()).any(|other| other != *at && same_title(&all[other], &all[*at]));
    let each = || 0..all.len();
    let best = each().find(is_shown).or_else(|| each().find(agreed)).or_else(|| each().next());
    let Some(best) = best else { return String::new() };
    let title = all[best].trim_end_matches("...").trim_end_matches('…').trim();
    // One that was cut off is completed by what the page shows.
    let cut = title.len() < all[best].len() || title.chars().count() >= 100;
    let longer = all.iter().find(|other| other.len() > title.len() && other.starts_with(title));
    longer.filter(|_| cut).cloned().unwrap_or_else(|| all[best].clone())
}

/// A title without the name of the site behind or before it.
fn without_site(title: &str, stated: &[String], shown: &str, site: &[String]) -> String {
    const SIGNS: [&str; 9] = [" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " / "];
    let mut title = title.to_owned();
    let others = || stated.iter().map(String::as_str).chain([shown]);
    loop {
        let parts = SIGNS
            .iter()
            .filter_map(|sign| title.rsplit_once(sign))
            .max_by_key(|(before, _)| before.len());
        let Some((before, behind)) = parts else { return title };
        let is_site = site.iter().any(|name| author::same(name, behind));
        let agreed = others().any(|other| words(other) == words(before));
        let tail = words(behind).len() <= 4 && agreed;
        if !(is_site || tail) || before.trim().is_empty() {
            return title;
        }
        title = before.trim().to_owned();
    }
}

/// The publisher's name: JSON-LD, `og:site_name`, other names of the site.
fn publisher(statements: &Statements, article: Option<&Node>, head: &Head, url: &str) -> String {
    let named = |node: &Node| text(statements.resolve(node), "name").map(one_line);
    let of = |property: &str| {
        article.and_then(|node| {
            values(node, property).find_map(|value| match value {
                Value::Object(node) => named(node),
                Value::String(name) if !name.contains("://") => Some(one_line(name)),
                _ => None,
            })
        })
    };
    let organization = || {
        let kinds = ["NewsMediaOrganization", "Organization", "WebSite"];
        kinds.iter().find_map(|&kind| {
            let mut nodes =
                statements.top.iter().filter(|node| types(node).any(|found| found == kind));
            nodes.find_map(|node| text(node, "name").map(one_line))
        })
    };
    let clean =
        |name: String| name.trim_matches(|c: char| c.is_whitespace() || c == '/').to_owned();
    let metas = head.metas(&[
        "og:site_name",
        "publisher",
        "dc.publisher",
        "dcterms.publisher",
        "citation_publisher",
        "application-name",
        "apple-mobile-web-app-title",
        "copyright",
    ]);
    let marked = || {
        head.items("publisher")
            .into_iter()
            .find(|name| !name.contains("://") && name.chars().count() <= 80)
    };
    let host = || {
        let host = url.split('/').nth(2)?;
        Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
    };
    of("publisher")
        .or_else(|| of("sourceOrganization").or_else(|| of("provider")))
        .map(clean)
        .filter(|name| !name.is_empty())
        .or_else(|| {
            metas
                .into_iter()
                .map(one_line)
                .map(clean)
                .find(|name| !name.is_empty() && !name.contains("://"))
        })
        .or_else(|| organization().or_else(marked).map(clean).filter(|name| !name.is_empty()))
        .or_else(host)
        .unwrap_or_default()
}

/// All names that the site goes by.
fn site_names(head: &Head, publisher: &str) -> Vec<String> {
    let mut names = vec![publisher.to_owned()];
    names.extend(
        head.metas(&[
            "og:site_name",
            "application-name",
            "publisher",
            "apple-mobile-web-app-title",
            "al:android:app_name",
            "al:ios:app_name",
        ])
        .into_iter()
        .map(one_line),
    );
    names.extend(
        head.metas(&["twitter:site"])
            .into_iter()
            .map(|name| name.trim_start_matches('@').to_owned()),
    );
    names.retain(|name| !name.is_empty());
    names
}

/// The authors. The site itself is none: where its name is all that is stated, the by-line is read; and
/// where an organisation is, a by-line with names says more.
fn authors(
    statements: &Statements,
    article: Option<&Node>,
    head: &Head,
    byline: &Byline,
    site: &[String],
) -> Vec<String> {
    let values = || {
        article.into_iter().flat_map(|node| values(node, "author").chain(values(node, "creator")))
    };
    let stated = || values().flat_map(|value| of_value(statements, value, 0)).collect();
    let organizations = values().next().is_some()
        && values().all(|value| {
            value.as_object().is_some_and(|node| {
                types(statements.resolve(node)).any(|kind| kind.ends_with("Organization"))
            })
        });
    let metas = || {
        let metas = head.metas(&[
            "author",
            "article:author",
            "parsely-author",
            "dc.creator",
            "dcterms.creator",
            "citation_author",
            "sailthru.author",
            "byl",
            "article.author",
            "cxenseparse:author",
            "twitter:creator",
        ]);
        metas.iter().flat_map(|text| author::names(text)).collect()
    };
    let items = || head.items("author").iter().flat_map(|text| author::names(text)).collect();
    let shown = || byline.authors.clone();
    let sources: [&dyn Fn() -> Vec<String>; 4] = if organizations {
        [&shown, &stated, &metas, &items]
    } else {
        [&stated, &metas, &items, &shown]
    };
    let host = |name: &str| name.contains('.') && !name.contains(' ');
    for source in sources {
        let mut names: Vec<String> = Vec::new();
        for name in source() {
            let own = site.iter().any(|site| is_of_site(&name, site)) || host(&name);
            if !own && !names.iter().any(|known| author::same(known, &name)) {
                names.push(name);
            }
        }
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

/// Whether an author is the site under its own name.
fn is_of_site(name: &str, site: &str) -> bool {
    words(name).concat() == words(site).concat()
}

/// The names in a value of `author`: text, a person or an organisation, a reference, a list of them.
fn of_value(statements: &Statements, value: &Value, depth: usize) -> Vec<String> {
    match value {
        _ if depth > 4 => Vec::new(),
        Value::String(name) => author::names(name),
        Value::Array(values) => {
            values.iter().flat_map(|value| of_value(statements, value, depth + 1)).collect()
        }
        Value::Object(node) => {
            let node = statements.resolve(node);
            let whole = || {
                let parts = [text(node, "givenName"), text(node, "familyName")];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
            };
            match node.get("name") {
                Some(name @ Value::Array(_)) => of_value(statements, name, depth + 1),
                Some(Value::String(name)) if !name.trim().is_empty() => author::names(name),
                _ => author::names(&whole()),
            }
        }
        _ => Vec::new(),
    }
}

/// The two letters of a language tag.
fn code(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next()?.to_lowercase();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
}

/// Whether a node speaks of the page: of its headline or its address.
pub(super) fn speaks_of(node: &Node, head: &Head) -> bool {
    let title = text(node, "headline").or_else(|| text(node, "name")).unwrap_or_default();
    let metas = head.metas(&["og:title", "twitter:title"]);
    let by_title =
        metas.iter().any(|stated| same_title(stated, title)) || same_title(&head.title(), title);
    let canonical =
        head.links("canonical").first().copied().or(head.meta(&["og:url"])).unwrap_or_default();
    let by_address = !canonical.is_empty()
        && [text(node, "url"), text(node, "@id")].into_iter().flatten().any(|url| url == canonical);
    by_title || by_address
}
