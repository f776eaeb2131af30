//! JSON: ninjs, JSON Feed, and objects of any other keys that hold an article, alone, in a list, or a
//! line each.

use super::columns::{Columns, words};
use super::draft::Draft;
use super::{Found, Reason, markup, ninjs};
use serde_json::{Map, Value};

/// Keys under which a service answers with a list of articles.
const LISTS: [&str; 7] = ["articles", "items", "results", "documents", "docs", "data", "hits"];

/// Reads a value.
pub(super) fn read(bytes: &[u8], columns: &Columns) -> Result<Vec<Found>, Reason> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let said = error.to_string();
        if said.starts_with("recursion limit") {
            Reason::Limit("nests values more than 128 deep, the limit for JSON".to_owned())
        } else {
            Reason::syntax("JSON", said)
        }
    })?;
    let mut found = Vec::new();
    match &value {
        Value::Object(object) => of_object(object, columns, &mut found)?,
        Value::Array(list) => of_list(list, columns, &mut found),
        _ => return Err(Reason::syntax("article", "it is a bare value, no object")),
    }
    if found.is_empty() { Err(Reason::Empty) } else { Ok(found) }
}

fn of_list(list: &[Value], columns: &Columns, found: &mut Vec<Found>) {
    for value in list {
        let outcome = match value {
            Value::Object(object) => of_object(object, columns, found),
            Value::Array(inner) => {
                of_list(inner, columns, found);
                Ok(())
            }
            _ => Err(Reason::syntax("article", "it is a bare value, no object")),
        };
        if let Err(reason) = outcome {
            found.push(Found::Wrong(reason));
        }
    }
}

fn of_object(
    object: &Map<String, Value>,
    columns: &Columns,
    found: &mut Vec<Found>,
) -> Result<(), Reason> {
    let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
    if text("version").contains("jsonfeed.org/version/") {
        feed(object, found);
        return Ok(());
    }
    let about_schemas = ["properties", "definitions", "$defs", "allOf"];
    if object.contains_key("$schema") && about_schemas.iter().any(|key| object.contains_key(*key)) {
        return Err(Reason::Format("a JSON Schema"));
    }
    if ninjs::is_ninjs(object) {
        found.push(ninjs::read(object));
        return Ok(());
    }
    let drafted = columns.draft_of_object(object);
    // A list is looked for where the object is no article itself: it may have a title of its own.
    let bare = drafted.as_ref().map_or(true, |draft| draft.paragraphs.is_empty());
    let list = LISTS.iter().filter_map(|key| object.get(*key)?.as_array());
    let mut list = list.filter(|list| list.iter().any(Value::is_object));
    if let Some(list) = list.next().filter(|_| bare) {
        of_list(list, columns, found);
        return Ok(());
    }
    found.push(Found::Article(drafted?));
    Ok(())
}

/// The items of a JSON Feed, 1.0 or 1.1. <https://www.jsonfeed.org/version/1.1/>
fn feed(feed: &Map<String, Value>, found: &mut Vec<Found>) {
    let first = |object: &Map<String, Value>, keys: &[&str]| {
        let texts = keys.iter().filter_map(|key| object.get(*key)).flat_map(words);
        texts.into_iter().next().unwrap_or_default()
    };
    let authors = |object: &Map<String, Value>| {
        let stated = object.get("authors").or_else(|| object.get("author"));
        stated.map(words).unwrap_or_default()
    };
    let (publisher, language, of_feed) =
        (first(feed, &["title"]), first(feed, &["language"]), authors(feed));
    for item in feed.get("items").and_then(Value::as_array).into_iter().flatten() {
        let Some(item) = item.as_object() else {
            found.push(Found::Wrong(Reason::syntax("item of a JSON Feed", "it is no object")));
            continue;
        };
        let html = first(item, &["content_html"]);
        let mut paragraphs = markup::paragraphs(&html);
        if paragraphs.is_empty() {
            paragraphs = markup::plain(&first(item, &["content_text", "summary"]));
        }
        let by = authors(item);
        let own_language = first(item, &["language"]);
        found.push(Found::Article(Draft {
            title: first(item, &["title"]),
            paragraphs,
            url: first(item, &["url", "external_url", "id"]),
            language: if own_language.is_empty() { language.clone() } else { own_language },
            published: first(item, &["date_published", "date_modified"]),
            modified: first(item, &["date_modified"]),
            publisher: publisher.clone(),
            authors: if by.is_empty() { of_feed.clone() } else { by },
            description: first(item, &["summary"]),
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::article::columns::Columns;
    use crate::article::{Found, Reason};

    fn titles(text: &str) -> Vec<String> {
        let found = read(text.as_bytes(), &Columns::default()).unwrap();
        let title = |found| match found {
            Found::Article(draft) => draft.title,
            other => format!("{other:?}"),
        };
        found.into_iter().map(title).collect()
    }

    #[test]
    fn a_json_feed_is_read() {
        let text = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Courier", "language": "en",
            "authors": [{"name": "The desk"}], "items": [
            {"id": "1", "url": "https://a.example/1", "title": "A port", "content_html": "<p>It opens.</p>",
             "date_published": "2026-01-31T10:00:00Z"},
            {"id": "https://a.example/2", "content_text": "Two.", "author": {"name": "Jane Roe"}}]}"#;
        let found = read(text.as_bytes(), &Columns::default()).unwrap();
        let [Found::Article(one), Found::Article(two)] = found.as_slice() else {
            panic!("two items")
        };
        assert_eq!((one.title.as_str(), one.paragraphs[0].as_str()), ("A port", "It opens."));
        assert_eq!((one.publisher.as_str(), one.authors[0].as_str()), ("The Courier", "The desk"));
        assert_eq!(
            (two.url.as_str(), two.authors[0].as_str()),
            ("https://a.example/2", "Jane Roe")
        );
    }

    #[test]
    fn lists_and_answers_of_services_are_read() {
        assert_eq!(
            titles(r#"[{"title": "a", "text": "b"}, [{"title": "c"}], 3]"#)[..2],
            ["a", "c"]
        );
        let answer =
            r#"{"status": "ok", "articles": [{"title": "a", "content": "b"}, {"title": "c"}]}"#;
        assert_eq!(titles(answer), ["a", "c"]);
        let linked = r#"{"@type": "NewsArticle", "headline": "a", "articleBody": "b", "author": [{"name": "c"}]}"#;
        assert_eq!(titles(linked), ["a"]);
    }

    #[test]
    fn what_is_no_article_is_refused() {
        let error = |text: &str| read(text.as_bytes(), &Columns::default()).unwrap_err();
        assert!(matches!(error("{\"a\": 1"), Reason::Syntax { .. }));
        assert!(matches!(error("3"), Reason::Syntax { .. }));
        assert!(matches!(error(r#"{"$schema": "x", "properties": {}}"#), Reason::Format(_)));
        assert!(matches!(error(&"[".repeat(100_000)), Reason::Limit(_)));
        let unknown = error(r#"{"name": "newsgraph", "version": "1"}"#).to_string();
        assert!(unknown.contains("(it has: name, version)"), "{unknown}");
    }
}
