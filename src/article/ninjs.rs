//! IPTC ninjs: generations 1 (`headline`, `body_xhtml`), 2 (`headlines`, `bodies`, in lower case) and 3
//! (the same in camel case). <https://iptc.org/standards/ninjs/>
//!
//! Keys are compared without case, so the generations need not be told apart.

use super::columns::words;
use super::draft::Draft;
use super::{Found, Reason, markup};
use serde_json::{Map, Value};

/// Keys, in lower case, that beside `uri` make an object ninjs.
const KEYS: [&str; 14] = [
    "headlines",
    "bodies",
    "descriptions",
    "versioncreated",
    "firstcreated",
    "contentcreated",
    "eventdetails",
    "renditions",
    "associations",
    "pubstatus",
    "altids",
    "representationtype",
    "byline",
    "infosources",
];

/// Whether an object is ninjs.
pub(super) fn is_ninjs(object: &Map<String, Value>) -> bool {
    let keys = || object.keys().map(|key| key.to_lowercase());
    keys().any(|key| key == "uri")
        && keys().any(|key| {
            KEYS.contains(&key.as_str())
                || key.starts_with("body_")
                || key.starts_with("description_")
        })
}

/// Reads an item.
pub(super) fn read(object: &Map<String, Value>) -> Found {
    let item = Item(object);
    let status = item.text("pubstatus");
    if matches!(status.as_str(), "canceled" | "withheld") {
        return Found::Wrong(Reason::Withdrawn(status));
    }
    let dates = ["firstcreated", "contentcreated", "versioncreated"].map(|key| item.text(key));
    let bodies = item.contents("body", "bodies");
    let descriptions = item.contents("description", "descriptions");
    let description = best(&descriptions).unwrap_or_default();
    let (paragraphs, description) = match best(&bodies) {
        Some(body) => (body, description.join(" ")),
        None => (description, String::new()),
    };
    let titles = [item.headline(), item.text("title"), item.text("slugline")];
    let publishers = [item.text("copyrightholder"), item.source()];
    Found::Article(Draft {
        title: first(titles),
        paragraphs,
        url: item.text("uri"),
        language: item.text("language"),
        modified: item.text("versioncreated"),
        published: first(dates),
        publisher: first(publishers),
        authors: item.authors(),
        description,
    })
}

fn first<const N: usize>(texts: [String; N]) -> String {
    texts.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default()
}

/// A text of an item: its role or the end of its key (`xhtml`), and its media type.
struct Content {
    kind: String,
    text: String,
}

struct Item<'a>(&'a Map<String, Value>);

impl Item<'_> {
    /// The value of a key given in lower case.
    fn get(&self, wanted: &str) -> Option<&Value> {
        self.0.iter().find(|(key, _)| key.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    }

    fn text(&self, key: &str) -> String {
        self.get(key).map(words).and_then(|words| words.into_iter().next()).unwrap_or_default()
    }

    /// The main headline: `headline`, that of `headlines` with the role `main` or none, else the first.
    fn headline(&self) -> String {
        let plain = self.text("headline");
        if !plain.is_empty() {
            return markup::text(&plain);
        }
        let all = self.contents("headline", "headlines");
        let main = all.iter().find(|headline| headline.kind.starts_with("main"));
        let main = main.or_else(|| all.iter().find(|headline| headline.kind.trim().is_empty()));
        main.or(all.first()).map(|headline| markup::text(&headline.text)).unwrap_or_default()
    }

    /// The texts under `body_xhtml` and the like, or in the list `bodies`.
    fn contents(&self, single: &str, list: &str) -> Vec<Content> {
        let mut contents = Vec::new();
        for (key, value) in self.0 {
            let key = key.to_lowercase();
            if let Some(kind) = key.strip_prefix(single).and_then(|rest| rest.strip_prefix('_'))
                && let Value::String(text) = value
            {
                contents.push(Content { kind: kind.to_owned(), text: text.clone() });
            }
        }
        for entry in self.get(list).and_then(Value::as_array).into_iter().flatten() {
            let Some(entry) = entry.as_object() else { continue };
            let entry = Item(entry);
            let kind =
                format!("{} {}", entry.text("role"), entry.text("contenttype")).to_lowercase();
            contents.push(Content { kind, text: entry.text("value") });
        }
        contents.retain(|content| !content.text.trim().is_empty());
        contents
    }

    /// The source that is named, else whoever the item is of.
    fn source(&self) -> String {
        let sources = ["infosources", "infosource", "provider", "source"];
        let names = sources.map(|key| self.get(key).map(words).unwrap_or_default());
        names.into_iter().flatten().find(|name| !name.is_empty()).unwrap_or_default()
    }

    fn authors(&self) -> Vec<String> {
        let by = first(["byline", "by"].map(|key| self.text(key)));
        if !by.is_empty() {
            return vec![by];
        }
        // `person` and `people` also hold those whom the text is about.
        let people = ["people", "person"].into_iter().filter_map(|key| self.get(key)?.as_array());
        let people = people.flatten().filter_map(Value::as_object).map(Item);
        let wrote = |person: &Item<'_>| {
            let role = format!("{} {}", person.text("rel"), person.text("role")).to_lowercase();
            ["author", "creator", "byline", "writer"].iter().any(|word| role.contains(word))
        };
        people.filter(wrote).map(|person| person.text("name")).collect()
    }
}

/// The text that shows its paragraphs best: HTML, then plain text, then other markup. Of several of a
/// kind the first: richer forms with pictures come behind.
fn best(contents: &[Content]) -> Option<Vec<String>> {
    let is_html = |content: &&Content| {
        content.kind.contains("html")
            || (markup::has_tags(&content.text) && !content.kind.contains("xml"))
    };
    let is_text = |content: &&Content| !content.kind.contains("xml") && !is_html(content);
    let html = contents.iter().filter(is_html).map(|content| markup::paragraphs(&content.text));
    let plain = contents.iter().filter(is_text).map(|content| markup::plain(&content.text));
    let other = contents.iter().map(|content| markup::paragraphs(&content.text));
    html.chain(plain).chain(other).find(|paragraphs| !paragraphs.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{is_ninjs, read};
    use crate::article::draft::Draft;
    use crate::article::{Found, Reason};
    use serde_json::{Value, json};

    fn article(value: &Value) -> Draft {
        let object = value.as_object().unwrap();
        assert!(is_ninjs(object));
        let Found::Article(draft) = read(object) else { panic!("no article") };
        draft
    }

    #[test]
    fn the_three_generations_say_the_same() {
        let one = json!({"uri": "https://a.example/1", "type": "text", "versioncreated": "2026-02-01T10:00:00Z",
            "firstcreated": "2026-01-31T10:00:00Z", "byline": "Jane Roe", "language": "en", "copyrightholder": "Wire",
            "headline": "A port", "body_text": "It opens. In May.", "body_xhtml": "<p>It opens.</p><p>In May.</p>"});
        let list = |name: &str| {
            json!([{"role": "text", name: "text/plain", "value": "It opens. In May."},
                   {"role": "xhtml", name: "text/html", "value": "<p>It opens.</p><p>In May.</p>"}])
        };
        let two = json!({"uri": "https://a.example/1", "versioncreated": "2026-02-01T10:00:00Z",
            "firstcreated": "2026-01-31T10:00:00Z", "by": "Jane Roe", "language": "en", "copyrightholder": "Wire",
            "headlines": [{"role": "short", "value": "Port"}, {"role": "main", "value": "A port"}],
            "bodies": list("contenttype")});
        let three = json!({"uri": "https://a.example/1", "versionCreated": "2026-02-01T10:00:00Z",
            "firstCreated": "2026-01-31T10:00:00Z", "by": "Jane Roe", "language": "en", "copyrightHolder": "Wire",
            "headlines": [{"value": "A port"}], "bodies": list("contentType")});
        let expected = article(&one);
        assert_eq!(expected.title, "A port");
        assert_eq!(expected.paragraphs, ["It opens.", "In May."]);
        assert_eq!(
            (expected.publisher.as_str(), expected.authors[0].as_str()),
            ("Wire", "Jane Roe")
        );
        assert_eq!(article(&two), expected);
        assert_eq!(article(&three), expected);
    }

    #[test]
    fn a_picture_has_its_description_and_what_was_withdrawn_is_no_article() {
        let picture = json!({"uri": "urn:x:1", "type": "picture", "title": "Port", "renditions": [],
            "description_text": "Ships at the quay.",
            "people": [{"name": "Ann", "rel": "about"}, {"name": "John Roe", "rel": "creator"}]});
        let draft = article(&picture);
        assert_eq!(
            (draft.title.as_str(), draft.paragraphs[0].as_str()),
            ("Port", "Ships at the quay.")
        );
        assert_eq!(draft.authors, ["John Roe"]);
        let gone = json!({"uri": "urn:x:1", "pubstatus": "canceled", "headline": "x"});
        assert!(matches!(read(gone.as_object().unwrap()), Found::Wrong(Reason::Withdrawn(_))));
    }
}
