//! What the publisher states in JSON-LD: its nodes read, cleaned and joined, and the one that is the
//! article.
//!
//! Contexts are never fetched: pages write schema.org, and its terms are known by their names, with
//! or without a prefix.

use super::dom::{Dom, Id, ROOT};
use super::repair;
use crate::article::decode;
use serde_json::{Map, Value};

/// The most JSON-LD of one page that is read, in bytes.
const MAX_BYTES: usize = 4 * 1024 * 1024;
/// The deepest nesting of nodes that is looked at.
const MAX_DEPTH: usize = 16;
/// The most nodes of one page that are looked at.
const MAX_NODES: usize = 10_000;

/// A node: the properties of a thing.
pub(super) type Node = Map<String, Value>;

/// The nodes of a page.
#[derive(Debug, Default)]
pub(super) struct Statements {
    /// Those that stand on their own, in the order of the page, with what is nested in them.
    pub(super) top: Vec<Node>,
}

/// Types of schema.org that are an article of news.
const ARTICLES: [&str; 22] = [
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "Article",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
    "TechArticle",
    "ScholarlyArticle",
    "SocialMediaPosting",
    "DiscussionForumPosting",
    "Review",
    "ClaimReview",
    "CriticReview",
    "PressRelease",
    "CreativeWork",
];

impl Statements {
    /// Reads the JSON-LD of a page. A script that cannot be read costs only itself.
    pub(super) fn of(dom: &Dom) -> Self {
        let mut left = MAX_BYTES;
        let mut top = Vec::new();
        for id in dom.descendants(ROOT).filter(|&id| is_json_ld(dom, id)) {
            let script = dom.text_content(id);
            let Some(rest) = left.checked_sub(script.len()) else { continue };
            left = rest;
            for value in repair::values(&script) {
                flatten(value, 0, &mut top);
            }
        }
        top.truncate(MAX_NODES);
        Self { top }
    }

    /// The node of the article: the one whose headline or address is the page's, of these the one that
    /// says most.
    pub(super) fn article(&self, is_it: impl Fn(&Node) -> bool) -> Option<&Node> {
        let articles = || {
            self.top
                .iter()
                .filter(|node| types(node).any(|kind| ARTICLES.contains(&kind)) && node.len() > 2)
        };
        let rank = |node: &Node| {
            let place = |kind| ARTICLES.iter().position(|&known| known == kind);
            let best = types(node).filter_map(place).min().unwrap_or(ARTICLES.len());
            // News before articles and posts, these before what a page of any kind may have.
            let sort = usize::from(best > 8) + usize::from(best > 16);
            (usize::from(!is_it(node)), sort, usize::MAX - node.len())
        };
        articles().min_by_key(|node| rank(node))
    }

    /// The node that a reference (`{"@id": ...}`) names, where the page describes it elsewhere.
    pub(super) fn resolve<'a>(&'a self, node: &'a Node) -> &'a Node {
        let Some(Value::String(name)) = node.get("@id").filter(|_| node.len() <= 2) else {
            return node;
        };
        let same = |other: &&Node| other.get("@id").and_then(Value::as_str) == Some(name);
        self.top.iter().filter(same).max_by_key(|other| other.len()).unwrap_or(node)
    }
}

fn is_json_ld(dom: &Dom, id: Id) -> bool {
    dom.is(id, "script")
        && dom.attribute(id, "type").is_some_and(|kind| {
            let kind = kind.split(';').next().unwrap_or_default().trim();
            kind.eq_ignore_ascii_case("application/ld+json")
        })
}

/// Takes the nodes out of lists and graphs, and what a page is about out of the page.
fn flatten(value: Value, depth: usize, nodes: &mut Vec<Node>) {
    if depth > MAX_DEPTH || nodes.len() >= MAX_NODES {
        return;
    }
    match value {
        Value::Array(values) => {
            for value in values {
                flatten(value, depth + 1, nodes);
            }
        }
        Value::Object(object) => {
            let mut node: Node = object
                .into_iter()
                .map(|(key, value)| (term(&key).to_owned(), clean(value, 0)))
                .collect();
            let graph = node.remove("@graph");
            node.remove("@context");
            let inner = node.get("mainEntity").filter(|inner| inner.is_object()).cloned();
            if !node.is_empty() {
                nodes.push(node);
            }
            for value in [graph, inner].into_iter().flatten() {
                flatten(value, depth + 1, nodes);
            }
        }
        _ => {}
    }
}

/// The name of a term of schema.org without its prefix or namespace.
pub(super) fn term(name: &str) -> &str {
    if name.starts_with('@') {
        return name;
    }
    let known = ["http://schema.org/", "https://schema.org/", "schema:", "sdo:", "so:"];
    known.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

/// The value with terms for keys, its strings as text.
fn clean(value: Value, depth: usize) -> Value {
    if depth > MAX_DEPTH {
        return Value::Null;
    }
    match value {
        Value::String(text) => Value::String(plain(&text)),
        Value::Array(values) => {
            Value::Array(values.into_iter().map(|value| clean(value, depth + 1)).collect())
        }
        Value::Object(object) => match object.get("@value") {
            Some(inner) if !inner.is_object() => clean(inner.clone(), depth + 1),
            _ => object
                .into_iter()
                .filter(|(key, _)| key != "@context")
                .map(|(key, value)| (term(&key).to_owned(), clean(value, depth + 1)))
                .collect(),
        },
        other => other,
    }
}

/// Text as it is meant: entities and tags, which many pages leave in, are read.
pub(super) fn plain(text: &str) -> String {
    let marked = |text: &str| {
        text.contains('&') && text.contains(';') || text.contains("</") || text.contains("<br")
    };
    let mut plain = text.to_owned();
    // Some are escaped twice.
    for _ in 0..2 {
        if !marked(&plain) || plain.len() > 1024 * 1024 {
            break;
        }
        let broken = plain.replace("</p>", "</p>\n").replace("<br", "\n<br");
        match Dom::parse(&broken) {
            Ok(dom) => plain = dom.text_content(ROOT),
            Err(_) => break,
        }
    }
    decode::clean(plain.trim())
}

/// The types of a node, as terms.
pub(super) fn types(node: &Node) -> impl Iterator<Item = &str> {
    values(node, "@type").filter_map(Value::as_str).map(term)
}

/// The values of a property: one, or those of a list.
pub(super) fn values<'a>(node: &'a Node, property: &str) -> impl Iterator<Item = &'a Value> {
    let value = node.get(property);
    let list = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let one = value.filter(|value| !value.is_array());
    list.iter().chain(one)
}

/// The first text that a property has, on one line.
pub(super) fn text<'a>(node: &'a Node, property: &str) -> Option<&'a str> {
    values(node, property).filter_map(Value::as_str).map(str::trim).find(|text| !text.is_empty())
}

/// Properties that repeat the article's text.
const OF_TEXT: [&str; 3] = ["articleBody", "text", "liveBlogUpdate"];
/// The longest text that a statement keeps, in characters.
const MAX_TEXT: usize = 2_000;
/// The most values that the statements of one article keep.
const MAX_VALUES: usize = 500;

impl Statements {
    /// A node with all that it refers to written into it, as JSON: a list of one node. Empty values,
    /// and the article's text, are left out; dates are in ISO 8601.
    pub(super) fn as_json(&self, node: &Node) -> String {
        let mut left = MAX_VALUES;
        let whole = self.whole(node, 0, &mut left);
        if whole.is_empty() { String::new() } else { Value::Array(vec![whole.into()]).to_string() }
    }

    fn whole(&self, node: &Node, depth: usize, left: &mut usize) -> Node {
        const DEEPEST: usize = 5;
        let node = if depth == 0 { node } else { self.resolve(node) };
        let mut whole = Node::new();
        for (property, value) in node {
            if OF_TEXT.contains(&property.as_str()) {
                continue;
            }
            let mut kept = Vec::new();
            for value in value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice) {
                if *left == 0 {
                    break;
                }
                let value = match value {
                    Value::Object(inner) if depth < DEEPEST => {
                        Value::Object(self.whole(inner, depth + 1, left))
                    }
                    Value::String(text) => Value::String(of_property(property, text)),
                    Value::Bool(_) | Value::Number(_) => value.clone(),
                    _ => continue,
                };
                let empty = value.as_str().is_some_and(str::is_empty)
                    || value.as_object().is_some_and(Map::is_empty);
                if !empty {
                    *left -= 1;
                    kept.push(value);
                }
            }
            let value = if kept.len() == 1 { kept.pop() } else { Some(Value::Array(kept)) };
            if let Some(value) =
                value.filter(|value| value.as_array().is_none_or(|v| !v.is_empty()))
            {
                whole.insert(property.clone(), value);
            }
        }
        whole
    }
}

/// A text as the value of a property: dates in ISO 8601, nothing beyond [`MAX_TEXT`].
fn of_property(property: &str, text: &str) -> String {
    let dated = property.starts_with("date") || property.ends_with("Date");
    let date = dated.then(|| super::date::iso(text)).flatten();
    let text = date.unwrap_or_else(|| super::head::one_line(text));
    if text.chars().count() > MAX_TEXT { String::new() } else { text }
}
