//! The publisher's own statements, row by row.
//!
//! A node of the statement becomes a node under the article's IRI, numbered in the order of the page,
//! so there are no blank nodes and nothing is said of things that others name. Terms are schema.org's,
//! in its https form; no context is fetched.

use crate::facts::StatementRecord;
use crate::vocab::{ng, prov, rdf, schema, xsd};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use oxiri::Iri;
use serde_json::{Map, Value};

/// Properties that the shapes bind to what the graph itself says of figures.
const NOT_TAKEN: [&str; 2] = ["minValue", "maxValue"];
/// The longest name of a term.
const MAX_TERM: usize = 60;

/// Writes the rows of one article.
struct Writer<'a> {
    article: &'a str,
    graph: &'a str,
    nodes: usize,
    rows: Vec<StatementRecord>,
}

/// What a publisher states, as rows: `json` is a list of nodes, as the readers of articles give it; one
/// that does not read gives no rows. `publisher` is the IRI of whom it is attributed to, where known.
pub(super) fn statements(
    json: &str,
    article: &str,
    publisher: &str,
    graph: &str,
) -> Vec<StatementRecord> {
    let Ok(Value::Array(nodes)) = serde_json::from_str(json) else { return Vec::new() };
    let mut writer = Writer { article, graph, nodes: 0, rows: Vec::new() };
    for node in nodes.iter().filter_map(Value::as_object) {
        let iri = writer.node(node);
        writer.link(&iri, rdf::TYPE, ng::PUBLISHER_STATEMENT);
        writer.link(&iri, rdf::TYPE, prov::ENTITY);
        writer.link(&iri, prov::HAD_PRIMARY_SOURCE, article);
        if !publisher.is_empty() {
            writer.link(&iri, prov::WAS_ATTRIBUTED_TO, publisher);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    let key = |row: &StatementRecord| {
        [&row.subject_iri, &row.predicate_iri, &row.object_iri, &row.value].map(Clone::clone)
    };
    writer.rows.retain(|row| seen.insert(key(row)));
    writer.rows
}

impl Writer<'_> {
    /// Writes a node and all in it, and gives its IRI. The readers bound how deep nodes nest.
    fn node(&mut self, node: &Map<String, Value>) -> String {
        self.nodes += 1;
        let iri = format!("{}#stated-{}", self.article, self.nodes);
        for (property, value) in node {
            let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            for value in values {
                self.property(&iri, property, value);
            }
        }
        iri
    }

    fn property(&mut self, subject: &str, property: &str, value: &Value) {
        match (property, value) {
            ("@type", Value::String(name)) => {
                if let Some(class) = term(name.rsplit(['/', ':']).next().unwrap_or_default()) {
                    self.link(subject, ng::STATED_TYPE, &class);
                }
            }
            ("@id", Value::String(id)) => {
                if is_web_address(id) {
                    self.link(subject, ng::STATED_ID, id);
                }
            }
            _ if NOT_TAKEN.contains(&property) => {}
            _ => {
                if let Some(predicate) = term(property) {
                    self.value(subject, &predicate, value);
                }
            }
        }
    }

    fn value(&mut self, subject: &str, predicate: &str, value: &Value) {
        match value {
            Value::Object(node) => {
                let object = self.node(node);
                self.link(subject, predicate, &object);
            }
            Value::String(text) if is_web_address(text) => self.link(subject, predicate, text),
            Value::String(text) => self.literal(subject, predicate, text, datatype(text)),
            Value::Bool(value) => {
                self.literal(subject, predicate, &value.to_string(), xsd::BOOLEAN);
            }
            Value::Number(number) => {
                let text = number.to_string();
                let datatype = match text.as_str() {
                    text if text.contains(['e', 'E']) => xsd::DOUBLE,
                    text if text.contains('.') => xsd::DECIMAL,
                    _ => xsd::INTEGER,
                };
                self.literal(subject, predicate, &text, datatype);
            }
            Value::Null | Value::Array(_) => {}
        }
    }

    fn link(&mut self, subject: &str, predicate: &str, object: &str) {
        self.rows.push(StatementRecord {
            object_iri: object.to_owned(),
            ..self.row(subject, predicate)
        });
    }

    fn literal(&mut self, subject: &str, predicate: &str, value: &str, datatype: &str) {
        if !value.trim().is_empty() {
            self.rows.push(StatementRecord {
                value: value.to_owned(),
                datatype_iri: datatype.to_owned(),
                ..self.row(subject, predicate)
            });
        }
    }

    fn row(&self, subject: &str, predicate: &str) -> StatementRecord {
        StatementRecord {
            subject_iri: subject.to_owned(),
            predicate_iri: predicate.to_owned(),
            article_iri: self.article.to_owned(),
            graph: self.graph.to_owned(),
            ..StatementRecord::default()
        }
    }
}

/// The IRI of a term of schema.org.
fn term(name: &str) -> Option<String> {
    let plain = name.len() <= MAX_TERM
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric());
    plain.then(|| format!("{}{name}", schema::NS))
}

fn is_web_address(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://"))
        && Iri::parse(text).is_ok_and(|iri| iri.authority().is_some_and(|host| !host.is_empty()))
}

fn datatype(text: &str) -> &'static str {
    let digits = text.len() >= 10 && text.as_bytes()[..4].iter().all(u8::is_ascii_digit);
    if digits && text.len() == 10 && text.parse::<Date>().is_ok() {
        xsd::DATE
    } else if digits
        && text.as_bytes().get(10) == Some(&b'T')
        && (text.parse::<Timestamp>().is_ok() || text.parse::<DateTime>().is_ok())
    {
        xsd::DATE_TIME
    } else {
        xsd::STRING
    }
}

#[cfg(test)]
mod tests {
    use super::statements;

    #[test]
    fn nodes_become_numbered_iris_under_the_article() {
        let json = r#"[{"@type": "NewsArticle", "@id": "https://a.example/1", "headline": "Title",
            "datePublished": "2025-11-18T06:30:00+01:00", "isAccessibleForFree": false, "wordCount": 412,
            "author": [{"@type": "Person", "name": "Ann Lee", "url": "https://a.example/ann"}, "Tom Poe"],
            "minValue": 1, "no term": "x", "keywords": ["port", "port"]}]"#;
        let rows = statements(
            json,
            "https://a.example/1",
            "https://b.example/org",
            "https://b.example/graph",
        );
        let said: Vec<String> = rows
            .iter()
            .map(|row| {
                let short =
                    |iri: &str| iri.rsplit(['/', '#']).next().unwrap_or_default().to_owned();
                let object = if row.object_iri.is_empty() {
                    format!("{} {}", row.value, short(&row.datatype_iri))
                } else {
                    short(&row.object_iri)
                };
                format!("{} {} {object}", short(&row.subject_iri), short(&row.predicate_iri))
            })
            .collect();
        assert_eq!(
            said,
            [
                "stated-1 statedType NewsArticle",
                "stated-1 statedId 1",
                "stated-1 headline Title string",
                "stated-1 datePublished 2025-11-18T06:30:00+01:00 dateTime",
                "stated-1 isAccessibleForFree false boolean",
                "stated-1 wordCount 412 integer",
                "stated-2 statedType Person",
                "stated-2 name Ann Lee string",
                "stated-2 url ann",
                "stated-1 author stated-2",
                "stated-1 author Tom Poe string",
                "stated-1 keywords port string",
                "stated-1 type PublisherStatement",
                "stated-1 type Entity",
                "stated-1 hadPrimarySource 1",
                "stated-1 wasAttributedTo org",
            ]
        );
    }

    #[test]
    fn what_is_no_statement_gives_no_rows() {
        for json in ["", "{}", "[1, \"x\"]", "[", &"[".repeat(100_000)] {
            assert!(statements(json, "https://a.example/1", "", "https://b.example/g").is_empty());
        }
    }
}
