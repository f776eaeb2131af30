//! JSON-LD without a network: the documents in a JSON text, and the contexts they name.
//!
//! Pages and archives wrap JSON-LD in other JSON and in lines of it, so every outermost object that has
//! an `@context` is a document. A context is never fetched: schema.org's stands beside the words of the
//! ontology, and a document that names any other is refused.

use oxigraph::io::{JsonLdProfileSet, LoadedDocument, RdfFormat};
use serde_json::{Deserializer, Value};
use std::error::Error;

/// schema.org as a vocabulary, and which of its properties have IRIs for values; the rest is its vocabulary.
const SCHEMA_ORG: &str = include_str!("../../ontology/schema-org-context.jsonld");

/// The documents of a text: JSON, or several JSON texts one after the other.
///
/// # Errors
/// Where the text is no JSON: the line and what is wrong there.
pub(super) fn documents(text: &[u8]) -> Result<Vec<Value>, serde_json::Error> {
    let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
    let mut documents = Vec::new();
    for value in Deserializer::from_slice(text).into_iter::<Value>() {
        gather(value?, &mut documents);
    }
    Ok(documents)
}

fn gather(value: Value, into: &mut Vec<Value>) {
    match value {
        Value::Object(object) if object.contains_key("@context") => {
            into.push(Value::Object(object));
        }
        // Expanded JSON-LD needs no context.
        Value::Object(object) if object.contains_key("@id") || object.contains_key("@graph") => {
            into.push(Value::Object(object));
        }
        Value::Object(object) => object.into_iter().for_each(|(_, value)| gather(value, into)),
        Value::Array(values) => values.into_iter().for_each(|value| gather(value, into)),
        _ => {}
    }
}

/// Gives the context that a document names.
pub(super) fn context(url: &str) -> Result<LoadedDocument, Box<dyn Error + Send + Sync>> {
    let bare = url.trim_start_matches("https://").trim_start_matches("http://");
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    if host != "schema.org" && host != "www.schema.org" {
        return Err(
            format!("it names the context {url}, which is not read from the network").into()
        );
    }
    // The vocabulary under the name by which the document calls it.
    let scheme = if url.starts_with("https:") { "https" } else { "http" };
    let content = SCHEMA_ORG.replace("https://schema.org/", &format!("{scheme}://schema.org/"));
    let format = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };
    Ok(LoadedDocument { url: url.to_owned(), content: content.into_bytes(), format })
}
