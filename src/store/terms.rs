//! The IRIs that the store and the merge name themselves.

use oxigraph::model::NamedNodeRef;

macro_rules! terms {
    ($($name:ident = $iri:literal;)+) => {
        $(pub(crate) const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)+
    };
}

terms! {
    TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    SAME_AS = "http://www.w3.org/2002/07/owl#sameAs";
    SCHEMA_SAME_AS = "https://schema.org/sameAs";
    EQUIVALENT_CLASS = "http://www.w3.org/2002/07/owl#equivalentClass";
    EQUIVALENT_PROPERTY = "http://www.w3.org/2002/07/owl#equivalentProperty";
    INVERSE_OF = "http://www.w3.org/2002/07/owl#inverseOf";
    DISJOINT_WITH = "http://www.w3.org/2002/07/owl#disjointWith";
    SUB_CLASS_OF = "http://www.w3.org/2000/01/rdf-schema#subClassOf";
    SUB_PROPERTY_OF = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf";
    COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment";
    DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal";
    ENTITY = "http://www.w3.org/ns/prov#Entity";
    WAS_DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom";
    WAS_REVISION_OF = "http://www.w3.org/ns/prov#wasRevisionOf";
    PRIMARY_SOURCE = "http://www.w3.org/ns/prov#hadPrimarySource";
    ALTERNATE_OF = "http://www.w3.org/ns/prov#alternateOf";
    INPUT_SHA256 = "https://newsgraph.example/ns#inputSha256";
    DATE_PUBLISHED = "https://schema.org/datePublished";
    DATE_MODIFIED = "https://schema.org/dateModified";
    NIF_CONTEXT = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Context";
    NIF_PHRASE = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Phrase";
    NIF_SENTENCE = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Sentence";
    NIF_STRING = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#String";
    IS_STRING = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#isString";
    BEGIN = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex";
    IDENT_REF = "http://www.w3.org/2005/11/its/rdf#taIdentRef";
    MENTIONS = "https://schema.org/mentions";
    LICENSE = "https://schema.org/license";
    NAME = "https://schema.org/name";
    ALTERNATE_NAME = "https://schema.org/alternateName";
    HEADLINE = "https://schema.org/headline";
    ALTERNATIVE_HEADLINE = "https://schema.org/alternativeHeadline";
    GIVEN_NAME = "https://schema.org/givenName";
    FAMILY_NAME = "https://schema.org/familyName";
    URL = "https://schema.org/url";
    MAIN_ENTITY_OF_PAGE = "https://schema.org/mainEntityOfPage";
    ANCHOR_OF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf";
    IS_PART_OF = "https://schema.org/isPartOf";
    IN_LANGUAGE = "https://schema.org/inLanguage";
    PERSON = "https://schema.org/Person";
    ORGANIZATION = "https://schema.org/Organization";
    PLACE = "https://schema.org/Place";
    EVENT = "https://schema.org/Event";
    PRODUCT = "https://schema.org/Product";
    SERVICE = "https://schema.org/Service";
    ARTICLE = "https://schema.org/Article";
    CREATIVE_WORK = "https://schema.org/CreativeWork";
    CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept";
    QUOTATION = "https://schema.org/Quotation";
    MEMBERSHIP = "http://www.w3.org/ns/org#Membership";
    PROGRAMME = "https://newsgraph.example/ns#Programme";
    GROUP = "https://newsgraph.example/ns#Group";
    FIGURE = "https://newsgraph.example/ns#Figure";
    MODALITY = "https://newsgraph.example/ns#modality";
    CONFIDENCE = "https://newsgraph.example/ns#confidence";
    AS_OF = "https://newsgraph.example/ns#asOf";
    TEXT_SIGNATURE = "https://newsgraph.example/ns#textSignature";
    TEXT_BAND = "https://newsgraph.example/ns#textBand";
    TEXT_GROUP = "https://newsgraph.example/ns#textGroup";
    REPEATS = "https://newsgraph.example/ns#repeats";
    SAME_NAMESPACE = "https://newsgraph.example/ns#sameNamespace";
    TITLES = "https://newsgraph.example/ns#titles";
    FOREIGN_GRAPH = "https://newsgraph.example/ns#ForeignGraph";
    FILE_NAME = "https://newsgraph.example/ns#fileName";
    CONTENT_SHA256 = "https://newsgraph.example/ns#contentSha256";
    GRAPH_NAME = "https://newsgraph.example/ns#graphName";
    IDENTITY_LINK = "https://newsgraph.example/ns#IdentityLink";
    DECISION = "https://newsgraph.example/ns#Decision";
    LEFT = "https://newsgraph.example/ns#left";
    RIGHT = "https://newsgraph.example/ns#right";
    SCORE = "https://newsgraph.example/ns#score";
    REASON = "https://newsgraph.example/ns#reason";
    DECIDED = "https://newsgraph.example/ns#decided";
    NAME_KEY = "https://newsgraph.example/ns#nameKey";
    CANONICAL = "https://newsgraph.example/ns#canonical";
}
