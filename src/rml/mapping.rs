//! The model of a mapping: what its Turtle says, checked, with no RDF graph around it any more.

use super::template::Template;
use oxigraph::model::{NamedNode, Term};
use std::collections::BTreeSet;

/// A checked mapping, to be run over any number of sets of tables.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// In the order of the Turtle document.
    pub(super) maps: Vec<TriplesMap>,
}

#[derive(Clone, Debug)]
pub(super) struct TriplesMap {
    /// As error messages give it.
    pub(super) name: String,
    /// What relative IRIs are appended to.
    pub(super) base: String,
    pub(super) source: LogicalSource,
    pub(super) subject: TermMap,
    pub(super) classes: Vec<NamedNode>,
    pub(super) graphs: Vec<TermMap>,
    pub(super) predicate_objects: Vec<PredicateObjectMap>,
}

#[derive(Clone, Debug)]
pub(super) struct PredicateObjectMap {
    pub(super) predicates: Vec<TermMap>,
    pub(super) objects: Vec<ObjectMap>,
    pub(super) graphs: Vec<TermMap>,
}

#[derive(Clone, Debug)]
pub(super) enum ObjectMap {
    Term(TermMap),
    /// The subjects of another triples map.
    Parent {
        /// Index into [`Mapping::maps`].
        parent: usize,
        /// Without any, the parent's subject map is applied to the child's own row.
        joins: Vec<Join>,
    },
}

/// Rows meet where the two expressions give the same text.
#[derive(Clone, Debug)]
pub(super) struct Join {
    pub(super) child: Expression,
    pub(super) parent: Expression,
}

#[derive(Clone, Debug)]
pub(super) struct TermMap {
    /// Blank nodes alone may do without: each row then has its own.
    pub(super) expression: Option<Expression>,
    pub(super) term_type: TermType,
    pub(super) datatype: Option<Expression>,
    pub(super) language: Option<Expression>,
}

#[derive(Clone, Debug)]
pub(super) enum Expression {
    Constant(Term),
    /// A column's name.
    Reference(String),
    Template(Template),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TermType {
    /// Template values are percent-encoded but for what RFC 3987 leaves unreserved.
    Iri,
    /// As `Iri`, and letters beyond ASCII are encoded too.
    Uri,
    /// Nothing is encoded or checked.
    UnsafeIri,
    /// Only letters beyond ASCII are encoded, nothing is checked.
    UnsafeUri,
    BlankNode,
    Literal,
}

/// Where rows come from. Two triples maps over equal sources share its reading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LogicalSource {
    pub(super) path: String,
    pub(super) csv: CsvDialect,
}

/// How a CSV file is written; tables in memory need none of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CsvDialect {
    pub(super) delimiter: u8,
    pub(super) quote: u8,
    pub(super) comment: Option<u8>,
    pub(super) trim: bool,
    /// Cells that count as absent. RML-IO has none by default: an empty cell is then an empty text.
    pub(super) nulls: BTreeSet<String>,
    pub(super) utf16: bool,
}

impl Default for CsvDialect {
    fn default() -> Self {
        Self {
            delimiter: b',',
            quote: b'"',
            comment: None,
            trim: false,
            nulls: BTreeSet::new(),
            utf16: false,
        }
    }
}
