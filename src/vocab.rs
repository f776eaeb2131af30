//! The IRIs of the vocabularies that newsgraph's own code names. The mapping to triples is data
//! (`ontology/mapping.ttl`) and needs none of them.

/// newsgraph's own vocabulary. It stays the same whatever base a store has, so that queries, shapes
/// and mappings work on every store.
pub mod ng {
    pub const NS: &str = "https://newsgraph.example/ns#";
}

pub mod schema {
    pub const NS: &str = "https://schema.org/";
}
