//! How the search for identity is set: thresholds, what words mean the same, what people decided.

use super::words::Words;

/// One configuration for all data.
#[derive(Clone, Debug)]
pub struct Options {
    /// Links with at least this score are made, 0 to 1. At 0.5 as much speaks for a link as against
    /// it, once it is counted how many things it could have been.
    pub join: f64,
    /// Links with at least this score, and less than `join`, are shown to a person, 0 to 1.
    pub doubt: f64,
    /// What words of different languages mean the same.
    pub words: Words,
    /// Pairs of classes of which no thing can be both (`owl:disjointWith`, as the sources say).
    pub disjoint: Vec<(String, String)>,
    /// Hosts of catalogues in which each thing stands once: two things with two ids there are two.
    /// The last part of an IRI there is the id (`/entity/Q31` and `/wiki/Q31` are one).
    pub catalogues: Vec<String>,
    /// Pairs of IRIs that people found to be one thing. They always win.
    pub same: Vec<(String, String)>,
    /// Pairs of IRIs that people found to be two things. They win over all but `same`.
    pub different: Vec<(String, String)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            join: 0.5,
            doubt: 0.2,
            words: Words::default(),
            disjoint: Vec::new(),
            catalogues: vec!["www.wikidata.org".to_owned()],
            same: Vec::new(),
            different: Vec::new(),
        }
    }
}
