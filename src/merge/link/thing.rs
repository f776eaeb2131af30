//! What the search for identity takes in: things of several sources, free of any store.

use std::collections::BTreeSet;

/// The broad kinds of things that exclude each other: what is a person is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    Person,
    Organization,
    Place,
    Programme,
    Product,
    Work,
    Event,
    Concept,
    /// Some other kind of thing, which is none of the above.
    Other,
}

impl Family {
    /// Whether no thing can belong to both.
    ///
    /// Programmes, products, works, events and concepts are told apart differently by different
    /// people (a fair is an event or a programme, a law a work or a programme), so these stay open
    /// to each other; so do places and organisations, for countries, cities and venues act.
    pub fn excludes(self, other: Self) -> bool {
        use Family::{Organization, Other, Person, Place};
        match (self, other) {
            (one, two) if one == two => false,
            (Other, _) | (_, Other) | (Organization, Place) | (Place, Organization) => false,
            (Person | Organization | Place, _) | (_, Person | Organization | Place) => true,
            _ => false,
        }
    }
}

/// One name of a thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    pub text: String,
    /// BCP 47, as the literal has it; none where it has none.
    pub language: Option<String>,
    /// The name that a source puts first; the others are aliases, which weigh a little less.
    pub preferred: bool,
}

/// A thing as one source speaks of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thing {
    pub iri: String,
    /// The number of the graph that speaks of it.
    pub source: u32,
    /// None where the source does not say.
    pub family: Option<Family>,
    /// IRIs of its classes. They count only against a link, where [`Options::disjoint`] excludes two.
    ///
    /// [`Options::disjoint`]: super::Options::disjoint
    pub classes: BTreeSet<String>,
    pub names: Vec<Name>,
    /// IRIs that it is said to be (`owl:sameAs`, `schema:sameAs`, Wikidata and other catalogues).
    pub ids: BTreeSet<String>,
    /// What it is said to be worth: a property (any string that stands for it, an IRI at best) and
    /// the text of the literal. Names may stand here too where the vocabulary is not known.
    pub values: Vec<(String, String)>,
    /// Which things it is joined to: a property, and the IRI of a thing, of this source or of none.
    pub neighbours: Vec<(String, String)>,
}
