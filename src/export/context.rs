//! Reads a JSON-LD context, as far as writing needs it: which term stands for which IRI, and what a
//! plain string means under it.
//!
//! Known are `@vocab`, `@version`, aliases of keywords, prefixes, and terms with `@id`, `@type`,
//! `@language` and `@container` (`@set`, `@language`). Anything else is refused, so that what is
//! written never means something other than the graph.

use super::error::ExportError;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What the plain values of a term mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Coercion {
    /// Nothing is settled: strings are strings.
    None,
    /// Strings are IRIs, or names with a prefix.
    Iri,
    /// Strings are IRIs, names with a prefix, or terms.
    Vocabulary,
    /// Strings are literals of this datatype.
    Datatype(String),
    /// Strings are texts in this language.
    Language(String),
    /// An object with one key a language.
    LanguageMap,
}

/// A term of the context.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) name: String,
    pub(super) coercion: Coercion,
    /// Whether its values always stand in an array.
    pub(super) always_array: bool,
}

/// A context.
#[derive(Clone, Debug)]
pub struct Context {
    /// As it is written into the file.
    pub(super) json: Value,
    vocabulary: Option<String>,
    prefixes: BTreeMap<String, String>,
    terms: BTreeMap<String, Vec<Term>>,
    aliases: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
    default_language: bool,
}

impl Context {
    /// Reads a context, or a document with the key `@context`.
    ///
    /// # Errors
    /// [`ExportError::Context`] where it is no JSON or holds what this writer does not know.
    pub fn parse(text: &str) -> Result<Self, ExportError> {
        let json: Value = serde_json::from_str(text).map_err(|e| wrong(&e.to_string()))?;
        let json = json.get("@context").cloned().unwrap_or(json);
        let object = json.as_object().ok_or_else(|| wrong("it is no JSON object"))?.clone();
        let mut context = Self {
            vocabulary: object.get("@vocab").and_then(Value::as_str).map(str::to_owned),
            json,
            prefixes: BTreeMap::new(),
            terms: BTreeMap::new(),
            aliases: BTreeMap::new(),
            names: BTreeMap::new(),
            default_language: object.get("@language").is_some_and(|language| !language.is_null()),
        };
        context.read_prefixes(&object);
        for (name, definition) in &object {
            match name.as_str() {
                "@vocab" | "@language" | "@version" => {}
                keyword if keyword.starts_with('@') => {
                    return Err(wrong(&format!("`{keyword}` is not known to this writer")));
                }
                _ => context.read_term(name, definition)?,
            }
        }
        for terms in context.terms.values_mut() {
            terms.sort_by(|left, right| left.name.cmp(&right.name));
        }
        Ok(context)
    }

    fn read_prefixes(&mut self, object: &Map<String, Value>) {
        for (name, definition) in object {
            let iri = match definition {
                // A plain term whose IRI ends in a delimiter may stand as a prefix.
                Value::String(iri) if iri.ends_with([':', '/', '?', '#', '[', ']', '@']) => iri,
                Value::Object(map) if map.get("@prefix") == Some(&Value::Bool(true)) => {
                    match map.get("@id").and_then(Value::as_str) {
                        Some(iri) => iri,
                        None => continue,
                    }
                }
                _ => continue,
            };
            if !name.starts_with('@') && iri.contains(':') {
                self.prefixes.insert(name.clone(), iri.to_owned());
            }
        }
    }

    fn read_term(&mut self, name: &str, definition: &Value) -> Result<(), ExportError> {
        let empty = Map::new();
        let (id, map) = match definition {
            Value::String(id) => (id.as_str(), &empty),
            Value::Object(map) => (map.get("@id").and_then(Value::as_str).unwrap_or(name), map),
            _ => return Err(wrong(&format!("the term `{name}` is neither a text nor an object"))),
        };
        if id.starts_with('@') {
            self.aliases.insert(id.to_owned(), name.to_owned());
            return Ok(());
        }
        let allowed = ["@id", "@type", "@language", "@container", "@prefix", "@protected"];
        if let Some(key) = map.keys().find(|key| !allowed.contains(&key.as_str())) {
            return Err(wrong(&format!(
                "`{key}` of the term `{name}` is not known to this writer"
            )));
        }
        let containers: Vec<&str> = match map.get("@container") {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        if let Some(other) = containers.iter().find(|one| !["@set", "@language"].contains(*one)) {
            return Err(wrong(&format!(
                "the container `{other}` of `{name}` is not known to this writer"
            )));
        }
        let coercion = match (map.get("@type").and_then(Value::as_str), map.get("@language")) {
            (Some("@id"), _) => Coercion::Iri,
            (Some("@vocab"), _) => Coercion::Vocabulary,
            (Some("@none"), _) => Coercion::None,
            (Some(keyword), _) if keyword.starts_with('@') => {
                return Err(wrong(&format!(
                    "the type `{keyword}` of `{name}` is not known to this writer"
                )));
            }
            (Some(datatype), _) => Coercion::Datatype(self.expand(datatype)),
            (None, Some(Value::String(language))) => Coercion::Language(language.to_lowercase()),
            (None, _) if containers.contains(&"@language") => Coercion::LanguageMap,
            (None, _) => Coercion::None,
        };
        let iri = self.expand(id);
        self.names.insert(name.to_owned(), iri.clone());
        let always_array = containers.contains(&"@set");
        let term = Term { name: name.to_owned(), coercion, always_array };
        self.terms.entry(iri).or_default().push(term);
        Ok(())
    }

    fn expand(&self, name: &str) -> String {
        if let Some((prefix, local)) = name.split_once(':') {
            return match self.prefixes.get(prefix) {
                Some(iri) => format!("{iri}{local}"),
                None => name.to_owned(),
            };
        }
        format!("{}{name}", self.vocabulary.as_deref().unwrap_or_default())
    }

    /// The terms of a property, sorted by name.
    pub(super) fn terms(&self, iri: &str) -> &[Term] {
        self.terms.get(iri).map_or(&[], Vec::as_slice)
    }

    /// The keyword, or its alias.
    pub(super) fn keyword(&self, keyword: &str) -> String {
        self.aliases.get(keyword).cloned().unwrap_or_else(|| keyword.to_owned())
    }

    /// Whether plain strings would take the context's own language.
    pub(super) fn has_default_language(&self) -> bool {
        self.default_language
    }

    /// A class or property by term, by vocabulary, or by prefix; else whole.
    pub(super) fn vocabulary_name(&self, iri: &str) -> Result<String, ExportError> {
        if let Some(term) = self.terms(iri).first() {
            return Ok(term.name.clone());
        }
        self.property_name(iri)
    }

    /// The same without terms: a name under which a value is not coerced.
    pub(super) fn property_name(&self, iri: &str) -> Result<String, ExportError> {
        if let Some(local) =
            self.vocabulary.as_ref().and_then(|vocabulary| iri.strip_prefix(vocabulary.as_str()))
        {
            let free = !local.is_empty()
                && !local.contains(':')
                && !local.starts_with('@')
                && !self.names.contains_key(local)
                && !self.aliases.values().any(|alias| alias == local);
            if free {
                return Ok(local.to_owned());
            }
        }
        self.compact(iri)
    }

    /// An IRI by prefix; else whole.
    ///
    /// # Errors
    /// Where the whole IRI would be read as a name with a prefix.
    pub(super) fn compact(&self, iri: &str) -> Result<String, ExportError> {
        let best = self
            .prefixes
            .iter()
            .filter(|(_, namespace)| iri.starts_with(namespace.as_str()))
            .max_by_key(|(_, namespace)| namespace.len());
        if let Some((prefix, namespace)) = best {
            let local = &iri[namespace.len()..];
            let name = format!("{prefix}:{local}");
            // `//` behind the colon would make it an IRI; a term of that name would coerce.
            if !local.is_empty() && !local.starts_with("//") && !self.names.contains_key(&name) {
                return Ok(name);
            }
        }
        match iri.split_once(':') {
            Some((scheme, rest))
                if self.prefixes.contains_key(scheme) && !rest.starts_with("//") =>
            {
                Err(ExportError::IriLooksPrefixed(iri.to_owned()))
            }
            _ => Ok(iri.to_owned()),
        }
    }
}

fn wrong(message: &str) -> ExportError {
    ExportError::Context(message.to_owned())
}
