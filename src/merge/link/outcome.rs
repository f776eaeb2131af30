//! What the search for identity gives back: links with the reasons for them, in words.

use std::fmt;

/// Two things that are one, perhaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Number of a thing in the slice given to [`link`](super::link); the one of the smaller IRI.
    pub left: usize,
    pub right: usize,
    /// How sure it is, 0 to 1.
    pub score: f64,
    /// Why, the weightiest first. [`fmt::Display`] gives each as English words.
    pub reasons: Vec<Reason>,
}

/// Why two things are one, or are not.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// A person said so.
    DecidedSame,
    /// A person said not.
    DecidedDifferent,
    /// Both sources use one IRI.
    SameIri,
    /// Both are said to be this.
    SharedId(String),
    /// The one source has two ids where there can be but one.
    DifferentIds(String, String),
    /// These two families exclude each other.
    Families(super::Family, super::Family),
    /// Two classes that the sources declare disjoint.
    Classes(String, String),
    /// The same name.
    SameName(String),
    /// Names that mean the same in two languages.
    SameMeaning(String, String),
    /// One name is the acronym of the other.
    Acronym(String, String),
    /// Names alike: both, and how much of them agrees, 0 to 1.
    LikeName(String, String, f64),
    /// Names that have little in common.
    OtherName(String, String),
    /// A value that hardly any other thing of the sources has: property, text.
    SameValue(String, String),
    /// A value that things of one kind share only where they are one differs: property, both texts.
    OtherValue(String, String, String),
    /// The texts as a whole have this much of their rare words in common, 0 to 1.
    LikeText(f64),
    /// Both are joined to things that are one: property, the other thing.
    SharedNeighbour(String, String),
    /// One of them is a better match of another thing of the same source.
    Taken(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DecidedSame => write!(out, "decided to be the same"),
            Self::DecidedDifferent => write!(out, "decided to be different"),
            Self::SameIri => write!(out, "the same IRI"),
            Self::SharedId(id) => write!(out, "both are said to be {id}"),
            Self::DifferentIds(one, two) => write!(out, "one is {one}, the other {two}"),
            Self::Families(one, two) => write!(out, "no {one:?} is a {two:?}"),
            Self::Classes(one, two) => write!(out, "no <{one}> is a <{two}>"),
            Self::SameName(name) => write!(out, "the same name «{name}»"),
            Self::SameMeaning(one, two) => write!(out, "«{one}» means «{two}»"),
            Self::Acronym(one, two) => write!(out, "«{one}» is short for «{two}»"),
            Self::LikeName(one, two, share) => {
                write!(out, "«{one}» and «{two}» agree by {:.0} %", share * 100.0)
            }
            Self::OtherName(one, two) => write!(out, "«{one}» is not «{two}»"),
            Self::SameValue(property, text) => {
                write!(out, "the same {}: «{text}»", local(property))
            }
            Self::OtherValue(property, one, two) => {
                write!(out, "another {}: «{one}», «{two}»", local(property))
            }
            Self::LikeText(share) => {
                write!(out, "{:.0} % of their telling words are the same", share * 100.0)
            }
            Self::SharedNeighbour(property, thing) => {
                write!(out, "the same {}: <{thing}>", local(property))
            }
            Self::Taken(other) => write!(out, "<{other}> fits better"),
        }
    }
}

/// The last part of an IRI, which is its name for people.
fn local(property: &str) -> &str {
    property.rsplit(['#', '/']).find(|part| !part.is_empty()).unwrap_or(property)
}

/// What is one, what may be, and what is not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Links that were made, in the order of the IRIs. Together they span the clusters.
    pub joined: Vec<Link>,
    /// Links for a person to decide: neither sure nor unlikely.
    pub doubtful: Vec<Link>,
    /// Pairs that look alike and are kept apart, with what speaks against them. Two things of one
    /// IRI may be among them: RDF makes one node of them whatever is decided here.
    pub apart: Vec<Link>,
    /// Things that are one, at least two each: numbers in the slice given, ascending by IRI.
    pub clusters: Vec<Vec<usize>>,
}
