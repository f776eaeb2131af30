//! Which mentions of one article mean the same thing, and which thing that is.

mod tmp;
use crate::recognize::NameType;
pub use tmp::resolve;

/// A thing that an article names.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub kind: NameType,
    pub iri: String,
    /// The fullest form that the article gives.
    pub name: String,
    /// The other forms, in the order of the text.
    pub aliases: Vec<String>,
    /// The kind's notation as the tables give it (company, city, plan, ...), empty where unknown.
    pub sort: String,
    /// The IRI of the kind's concept, empty where unknown.
    pub sort_iri: String,
    /// IRI of the same thing elsewhere, where `iri` is our own.
    pub same_as: String,
    /// Indexes of its mentions among the names, in the order of the text.
    pub mentions: Vec<usize>,
    /// 0 to 100.
    pub confidence: u8,
}

/// The things of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    /// In the order of their first mention.
    pub all: Vec<Entity>,
    /// For each name, the index of its entity in `all`.
    pub of_name: Vec<usize>,
}
