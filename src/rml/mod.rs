//! A processor for RML mappings (the vocabulary <http://w3id.org/rml/>: RML-Core and the CSV part of
//! RML-IO): takes a mapping in Turtle and tables, gives quads in a fixed order.
//!
//! ```
//! use newsgraph::facts::Table;
//! use newsgraph::rml::Mapping;
//!
//! let mapping = Mapping::parse(
//!     r#"@prefix rml: <http://w3id.org/rml/> .
//!     <#People> rml:logicalSource [ rml:source [ rml:path "people.csv" ] ] ;
//!       rml:subjectMap [ rml:template "person/{id}" ] ;
//!       rml:predicateObjectMap [ rml:predicate <name> ; rml:objectMap [ rml:reference "name" ] ] ."#,
//!     "http://example.com/",
//! )?;
//! let rows = vec![vec![Some("7".to_owned()), Some("Ada".to_owned())]];
//! let people = Table::new("people", vec!["id".to_owned(), "name".to_owned()], rows);
//! let mut quads = Vec::new();
//! mapping.run(&[people], |quad| quads.push(quad.to_string()))?;
//! assert_eq!(quads, [r#"<http://example.com/person/7> <http://example.com/name> "Ada""#]);
//! # Result::<_, Box<dyn std::error::Error>>::Ok(())
//! ```

mod dialect;
mod generate;
mod graph;
mod mapping;
mod parse;
mod source;
mod template;
mod term;

#[cfg(test)]
mod tests;

pub use mapping::Mapping;

use thiserror::Error;

/// Why a mapping cannot be read or run. Each kind names the triples map it happened in.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RmlError {
    /// The mapping is no Turtle.
    #[error("the mapping is no valid Turtle: {0}")]
    Turtle(String),
    /// The base IRI is no absolute IRI.
    #[error("the base `{0}` is no absolute IRI")]
    Base(String),
    /// The mapping breaks the rules of RML, or asks for a part of RML that is not supported.
    #[error("triples map {map}: {problem}")]
    Mapping { map: String, problem: String },
    /// A table or file cannot be had or read.
    #[error("triples map {map}: source `{path}`: {problem}")]
    Source { map: String, path: String, problem: String },
    /// A row gives something that is no RDF term.
    #[error("triples map {map}: `{path}`, row {row}: {problem}")]
    Data {
        map: String,
        path: String,
        /// Counted from 1, without the header.
        row: usize,
        problem: String,
    },
}
