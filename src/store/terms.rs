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
    WAS_DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom";
    WAS_REVISION_OF = "http://www.w3.org/ns/prov#wasRevisionOf";
    INPUT_SHA256 = "https://newsgraph.example/ns#inputSha256";
    DATE_PUBLISHED = "https://schema.org/datePublished";
    DATE_MODIFIED = "https://schema.org/dateModified";
    NIF_CONTEXT = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Context";
    NIF_PHRASE = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Phrase";
    NIF_SENTENCE = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Sentence";
    NAME = "https://schema.org/name";
    IN_LANGUAGE = "https://schema.org/inLanguage";
    PERSON = "https://schema.org/Person";
    ORGANIZATION = "https://schema.org/Organization";
    PLACE = "https://schema.org/Place";
    QUOTATION = "https://schema.org/Quotation";
    MEMBERSHIP = "http://www.w3.org/ns/org#Membership";
    PROGRAMME = "https://newsgraph.example/ns#Programme";
    GROUP = "https://newsgraph.example/ns#Group";
    FIGURE = "https://newsgraph.example/ns#Figure";
    MODALITY = "https://newsgraph.example/ns#modality";
    NAME_KEY = "https://newsgraph.example/ns#nameKey";
    CANONICAL = "https://newsgraph.example/ns#canonical";
}
