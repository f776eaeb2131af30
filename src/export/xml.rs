//! Writes RDF/XML (<https://www.w3.org/TR/rdf-syntax-grammar/>): one element a subject, named by its
//! class where that has an XML name, and one element a property.
//!
//! oxigraph's own serializer makes unreadable XML of a class whose IRI ends in a digit and loses
//! carriage returns; what XML cannot say at all is refused here with its reason.

use super::error::ExportError;
use crate::prefixes::{Prefixes, is_base_character, is_name_character};
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{NamedOrBlankNode, Term, Triple};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// What RDF/XML keeps for its own grammar and forbids as a property.
const RESERVED: [&str; 9] =
    ["Description", "li", "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype"];

/// Writes sorted triples.
///
/// # Errors
/// [`ExportError::NoXmlName`] and [`ExportError::NoXmlCharacter`], before anything is written.
pub(super) fn write(
    triples: &[Triple],
    prefixes: &Prefixes,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    let names = Names::of(triples, prefixes)?;
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    write!(out, "<rdf:RDF")?;
    for (namespace, prefix) in &names.prefixes {
        write!(out, "\n    xmlns:{prefix}=\"{}\"", attribute(namespace))?;
    }
    writeln!(out, ">")?;
    let mut rest = triples;
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|triple| triple.subject == first.subject).count();
        let (group, after) = rest.split_at(length);
        write_subject(group, &names, out)?;
        rest = after;
    }
    writeln!(out, "</rdf:RDF>")?;
    Ok(())
}

fn write_subject(group: &[Triple], names: &Names, out: &mut dyn Write) -> Result<(), ExportError> {
    let Some(first) = group.first() else { return Ok(()) };
    // The type stands first in the order; as the element's name it needs no property of its own.
    let class = match &first.object {
        Term::NamedNode(class) if first.predicate == rdf::TYPE => names.qualified(class.as_str()),
        _ => None,
    };
    let properties = &group[usize::from(class.is_some())..];
    let element = class.unwrap_or_else(|| "rdf:Description".to_owned());
    let identity = match &first.subject {
        NamedOrBlankNode::NamedNode(node) => format!("rdf:about=\"{}\"", attribute(node.as_str())),
        NamedOrBlankNode::BlankNode(node) => format!("rdf:nodeID=\"{}\"", node.as_str()),
    };
    if properties.is_empty() {
        writeln!(out, "  <{element} {identity}/>")?;
        return Ok(());
    }
    writeln!(out, "  <{element} {identity}>")?;
    for triple in properties {
        let predicate = triple.predicate.as_str();
        let name = names
            .qualified(predicate)
            .ok_or_else(|| ExportError::NoXmlName(predicate.to_owned()))?;
        match &triple.object {
            Term::NamedNode(node) => {
                writeln!(out, "    <{name} rdf:resource=\"{}\"/>", attribute(node.as_str()))?;
            }
            Term::BlankNode(node) => {
                writeln!(out, "    <{name} rdf:nodeID=\"{}\"/>", node.as_str())?;
            }
            Term::Literal(literal) => {
                let kind = match literal.language() {
                    Some(language) => format!(" xml:lang=\"{language}\""),
                    None if literal.datatype() == xsd::STRING => String::new(),
                    None => format!(" rdf:datatype=\"{}\"", attribute(literal.datatype().as_str())),
                };
                writeln!(out, "    <{name}{kind}>{}</{name}>", text(literal.value()))?;
            }
        }
    }
    writeln!(out, "  </{element}>")?;
    Ok(())
}

/// The namespaces of a file and the prefixes they get.
struct Names {
    prefixes: BTreeMap<String, String>,
}

impl Names {
    /// Gathers the namespaces of properties and classes; those without a known prefix get `ns1`,
    /// `ns2` ... in the order of their IRIs. Looks at every value on the way.
    fn of(triples: &[Triple], known: &Prefixes) -> Result<Self, ExportError> {
        let mut namespaces =
            BTreeSet::from([rdf::TYPE.as_str().trim_end_matches("type").to_owned()]);
        for triple in triples {
            let predicate = triple.predicate.as_str();
            let (namespace, local) =
                split(predicate).ok_or_else(|| ExportError::NoXmlName(predicate.to_owned()))?;
            if rdf::TYPE.as_str().strip_suffix("type") == Some(namespace)
                && RESERVED.contains(&local)
            {
                return Err(ExportError::NoXmlName(predicate.to_owned()));
            }
            namespaces.insert(namespace.to_owned());
            match &triple.object {
                Term::NamedNode(class) if triple.predicate == rdf::TYPE => {
                    namespaces
                        .extend(split(class.as_str()).map(|(namespace, _)| namespace.to_owned()));
                }
                Term::Literal(literal) => check_characters(triple, literal.value())?,
                _ => {}
            }
        }
        let mut count = 0;
        let prefixes = namespaces.into_iter().map(|namespace| {
            let known =
                known.iter().find(|(_, iri)| *iri == namespace).map(|(name, _)| name.to_owned());
            let prefix = known.unwrap_or_else(|| {
                count += 1;
                format!("ns{count}")
            });
            (namespace, prefix)
        });
        Ok(Self { prefixes: prefixes.collect() })
    }

    fn qualified(&self, iri: &str) -> Option<String> {
        let (namespace, local) = split(iri)?;
        if rdf::TYPE.as_str().strip_suffix("type") == Some(namespace) && RESERVED.contains(&local) {
            return None;
        }
        Some(format!("{}:{local}", self.prefixes.get(namespace)?))
    }
}

/// Cuts an IRI before its longest closing XML name; `None` where it ends in none.
fn split(iri: &str) -> Option<(&str, &str)> {
    let is_part = |c: char| is_name_character(c) || c == '.';
    let tail = iri
        .rfind(|c: char| !is_part(c))
        .map_or(0, |index| index + iri[index..].chars().next().map_or(0, char::len_utf8));
    let start = iri[tail..].find(|c: char| is_base_character(c) || c == '_')? + tail;
    (start > 0).then(|| iri.split_at(start))
}

fn check_characters(triple: &Triple, value: &str) -> Result<(), ExportError> {
    let unfit = |c: &char| matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    match value.chars().find(unfit) {
        None => Ok(()),
        Some(character) => Err(ExportError::NoXmlCharacter {
            subject: triple.subject.to_string().trim_matches(['<', '>']).to_owned(),
            code: u32::from(character),
        }),
    }
}

/// A value between tags.
fn text(value: &str) -> String {
    let escaped = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    // A parser would make a line feed of a bare carriage return.
    escaped.replace('\r', "&#xD;")
}

/// A value between quotes.
fn attribute(value: &str) -> String {
    text(value).replace('"', "&quot;")
}
