//! The IRIs of the vocabularies that newsgraph's own code names. The mapping to triples is data
//! (`ontology/mapping.ttl`) and needs none of them.

/// newsgraph's own vocabulary. It stays the same whatever base a store has, so that queries, shapes
/// and mappings work on every store.
pub mod ng {
    pub const NS: &str = "https://newsgraph.example/ns#";
    pub const PROGRAMME: &str = "https://newsgraph.example/ns#Programme";
    pub const TARGET: &str = "https://newsgraph.example/ns#Target";
}

/// schema.org, in its https form.
pub mod schema {
    pub const NS: &str = "https://schema.org/";
    pub const PERSON: &str = "https://schema.org/Person";
    pub const ORGANIZATION: &str = "https://schema.org/Organization";
    pub const PLACE: &str = "https://schema.org/Place";
}

/// SKOS, which the word files of `ontology/` are written in.
pub mod skos {
    pub const IN_SCHEME: &str = "http://www.w3.org/2004/02/skos/core#inScheme";
    pub const BROADER: &str = "http://www.w3.org/2004/02/skos/core#broader";
    pub const NOTATION: &str = "http://www.w3.org/2004/02/skos/core#notation";
    pub const PREF_LABEL: &str = "http://www.w3.org/2004/02/skos/core#prefLabel";
    pub const ALT_LABEL: &str = "http://www.w3.org/2004/02/skos/core#altLabel";
    pub const HIDDEN_LABEL: &str = "http://www.w3.org/2004/02/skos/core#hiddenLabel";
}
