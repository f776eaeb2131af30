//! Writes compact JSON-LD 1.1: one object a subject in a flat `@graph`, its keys by a context.
//!
//! A value takes the first term of its property whose coercion says exactly what it is; where none
//! does, it is written out under a name that coerces nothing. Reading the file back gives the graph
//! again, statement for statement and digit for digit.

use super::context::{Coercion, Context};
use super::error::ExportError;
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedOrBlankNode, Term, Triple};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The objects of sorted triples.
pub(super) fn nodes(triples: &[Triple], context: &Context) -> Result<Vec<Value>, ExportError> {
    let mut nodes = Vec::new();
    let mut rest = triples;
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|triple| triple.subject == first.subject).count();
        let (group, after) = rest.split_at(length);
        nodes.push(node(&first.subject, group, context)?);
        rest = after;
    }
    Ok(nodes)
}

/// A named graph with its objects.
pub(super) fn graph(
    name: &str,
    nodes: Vec<Value>,
    context: &Context,
) -> Result<Value, ExportError> {
    let mut object = Map::new();
    object.insert(context.keyword("@id"), identifier(name, context)?);
    object.insert(context.keyword("@graph"), Value::Array(nodes));
    Ok(Value::Object(object))
}

/// An IRI or a blank node's label as the value of `@id`.
fn identifier(name: &str, context: &Context) -> Result<Value, ExportError> {
    if name.starts_with("_:") {
        return Ok(Value::String(name.to_owned()));
    }
    context.compact(name).map(Value::String)
}

/// The values of one key while an object is being built.
#[derive(Default)]
struct Values {
    always_array: bool,
    list: Vec<Value>,
    by_language: BTreeMap<String, Vec<Value>>,
}

fn node(
    subject: &NamedOrBlankNode,
    group: &[Triple],
    context: &Context,
) -> Result<Value, ExportError> {
    let mut object = Map::new();
    let name = match subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    };
    object.insert(context.keyword("@id"), identifier(&name, context)?);
    let mut types = Vec::new();
    let mut properties: BTreeMap<String, Values> = BTreeMap::new();
    for triple in group {
        match &triple.object {
            Term::NamedNode(class) if triple.predicate == rdf::TYPE => {
                types.push(Value::String(context.vocabulary_name(class.as_str())?));
            }
            Term::BlankNode(class) if triple.predicate == rdf::TYPE => {
                types.push(Value::String(class.to_string()));
            }
            object => add(&mut properties, triple.predicate.as_str(), object, context)?,
        }
    }
    if !types.is_empty() {
        object.insert(context.keyword("@type"), one_or_many(types, false));
    }
    for (key, values) in properties {
        let value = if values.by_language.is_empty() {
            one_or_many(values.list, values.always_array)
        } else {
            let map = values.by_language.into_iter();
            Value::Object(
                map.map(|(language, texts)| (language, one_or_many(texts, false))).collect(),
            )
        };
        object.insert(key, value);
    }
    Ok(Value::Object(object))
}

fn one_or_many(mut values: Vec<Value>, always_array: bool) -> Value {
    match values.len() {
        1 if !always_array => values.remove(0),
        _ => Value::Array(values),
    }
}

fn add(
    properties: &mut BTreeMap<String, Values>,
    predicate: &str,
    object: &Term,
    context: &Context,
) -> Result<(), ExportError> {
    let terms = context.terms(predicate);
    for term in terms.iter().filter(|term| term.coercion != Coercion::None) {
        let Some(value) = coerced(&term.coercion, object, context)? else { continue };
        let values = properties.entry(term.name.clone()).or_default();
        values.always_array |= term.always_array;
        match (&term.coercion, object) {
            (Coercion::LanguageMap, Term::Literal(literal)) => {
                let language = literal.language().unwrap_or("@none").to_owned();
                values.by_language.entry(language).or_default().push(value);
            }
            _ => values.list.push(value),
        }
        return Ok(());
    }
    let plain = terms.iter().find(|term| term.coercion == Coercion::None);
    let (key, always_array) = match plain {
        Some(term) => (term.name.clone(), term.always_array),
        None => (context.property_name(predicate)?, false),
    };
    let values = properties.entry(key).or_default();
    values.always_array |= always_array;
    values.list.push(written_out(object, context)?);
    Ok(())
}

/// The plain value under a term, where the term's coercion says all the rest.
fn coerced(
    coercion: &Coercion,
    object: &Term,
    context: &Context,
) -> Result<Option<Value>, ExportError> {
    Ok(match (coercion, object) {
        (Coercion::Iri | Coercion::Vocabulary, Term::NamedNode(node)) => {
            Some(Value::String(context.compact(node.as_str())?))
        }
        (Coercion::Iri, Term::BlankNode(node)) => Some(Value::String(node.to_string())),
        (Coercion::Datatype(datatype), Term::Literal(literal)) => {
            let fits = literal.language().is_none() && literal.datatype().as_str() == datatype;
            fits.then(|| {
                native(literal).unwrap_or_else(|| Value::String(literal.value().to_owned()))
            })
        }
        (Coercion::Language(language), Term::Literal(literal)) => {
            let fits = literal.language() == Some(language.as_str());
            fits.then(|| Value::String(literal.value().to_owned()))
        }
        (Coercion::LanguageMap, Term::Literal(literal)) => {
            let plain = literal.language().is_some() || literal.datatype() == xsd::STRING;
            plain.then(|| Value::String(literal.value().to_owned()))
        }
        _ => None,
    })
}

/// A JSON number or truth value, where reading it back gives the same digits.
fn native(literal: &Literal) -> Option<Value> {
    let value = literal.value();
    if literal.datatype() == xsd::BOOLEAN {
        return match value {
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => None,
        };
    }
    if literal.datatype() == xsd::INTEGER {
        // Within the whole numbers that every reader's doubles hold exactly.
        let number: i64 = value.parse().ok()?;
        let exact = number.unsigned_abs() < (1 << 53) && number.to_string() == value;
        return exact.then(|| Value::from(number));
    }
    None
}

/// A value that says all of itself.
fn written_out(object: &Term, context: &Context) -> Result<Value, ExportError> {
    let id = context.keyword("@id");
    let value_key = context.keyword("@value");
    Ok(match object {
        Term::NamedNode(node) => json!({ id: context.compact(node.as_str())? }),
        Term::BlankNode(node) => json!({ id: node.to_string() }),
        Term::Literal(literal) => {
            let value = literal.value();
            if let Some(language) = literal.language() {
                json!({ (value_key): value, (context.keyword("@language")): language })
            } else if literal.datatype() == xsd::STRING {
                let bare = !context.has_default_language();
                if bare { Value::String(value.to_owned()) } else { json!({ (value_key): value }) }
            } else if let Some(native) = native(literal) {
                native
            } else {
                let datatype = context.vocabulary_name(literal.datatype().as_str())?;
                json!({ (value_key): value, (context.keyword("@type")): datatype })
            }
        }
    })
}
