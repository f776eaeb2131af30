//! The IRIs of the vocabularies that newsgraph's own code names. The mapping to triples is data
//! (`ontology/mapping.ttl`) and needs none of them.

/// What newsgraph's own pages say in their head (`<meta name="generator">`): by this name they are known
/// again and not read as articles.
pub const GENERATOR: &str = "newsgraph";

/// newsgraph's own vocabulary. It stays the same whatever base a store has, so that queries, shapes
/// and mappings work on every store.
pub mod ng {
    pub const NS: &str = "https://newsgraph.example/ns#";
    pub const PROGRAMME: &str = "https://newsgraph.example/ns#Programme";
    pub const TARGET: &str = "https://newsgraph.example/ns#Target";
    pub const PUBLISHER_STATEMENT: &str = "https://newsgraph.example/ns#PublisherStatement";
    pub const STATED_TYPE: &str = "https://newsgraph.example/ns#statedType";
    pub const STATED_ID: &str = "https://newsgraph.example/ns#statedId";
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

/// RDF itself.
pub mod rdf {
    pub const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
}

/// PROV-O: who says it, and where.
pub mod prov {
    pub const ENTITY: &str = "http://www.w3.org/ns/prov#Entity";
    pub const WAS_ATTRIBUTED_TO: &str = "http://www.w3.org/ns/prov#wasAttributedTo";
    pub const HAD_PRIMARY_SOURCE: &str = "http://www.w3.org/ns/prov#hadPrimarySource";
}

/// Datatypes of XML Schema.
pub mod xsd {
    pub const STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
    pub const BOOLEAN: &str = "http://www.w3.org/2001/XMLSchema#boolean";
    pub const INTEGER: &str = "http://www.w3.org/2001/XMLSchema#integer";
    pub const DECIMAL: &str = "http://www.w3.org/2001/XMLSchema#decimal";
    pub const DOUBLE: &str = "http://www.w3.org/2001/XMLSchema#double";
    pub const DATE: &str = "http://www.w3.org/2001/XMLSchema#date";
    pub const DATE_TIME: &str = "http://www.w3.org/2001/XMLSchema#dateTime";
}
