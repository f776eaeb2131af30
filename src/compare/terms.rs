//! The IRIs of the graph model that comparing reads and writes.

macro_rules! terms {
    ($($name:ident = $iri:literal;)+) => {
        $(pub(super) const $name: &str = $iri;)+
    };
}

terms! {
    TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    LABEL = "http://www.w3.org/2000/01/rdf-schema#label";

    NAME = "https://schema.org/name";
    ALTERNATE_NAME = "https://schema.org/alternateName";
    HEADLINE = "https://schema.org/headline";
    DATE_PUBLISHED = "https://schema.org/datePublished";
    IN_LANGUAGE = "https://schema.org/inLanguage";
    PUBLISHER = "https://schema.org/publisher";
    PERSON = "https://schema.org/Person";
    ORGANIZATION = "https://schema.org/Organization";
    MEDIA = "https://schema.org/NewsMediaOrganization";
    PLACE = "https://schema.org/Place";
    COUNTRY = "https://schema.org/Country";
    VALUE = "https://schema.org/value";
    MAX_VALUE = "https://schema.org/maxValue";
    UNIT_TEXT = "https://schema.org/unitText";
    VARIABLE = "https://schema.org/variableMeasured";
    ABOUT = "https://schema.org/observationAbout";
    PROVIDER = "https://schema.org/provider";
    WORKS_FOR = "https://schema.org/worksFor";
    MEMBER_OF = "https://schema.org/memberOf";

    DERIVED_FROM = "http://www.w3.org/ns/prov#wasDerivedFrom";
    ATTRIBUTED_TO = "http://www.w3.org/ns/prov#wasAttributedTo";

    HAS_UNIT = "http://qudt.org/schema/qudt/hasUnit";

    MEMBERSHIP = "http://www.w3.org/ns/org#Membership";
    MEMBER = "http://www.w3.org/ns/org#member";
    ORG_OF_ROLE = "http://www.w3.org/ns/org#organization";
    ROLE = "http://www.w3.org/ns/org#role";

    PHRASE = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#Phrase";
    ANCHOR_OF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf";
    BEGIN = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#beginIndex";
    END = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#endIndex";
    IDENT_REF = "http://www.w3.org/2005/11/its/rdf#taIdentRef";

    FIGURE = "https://newsgraph.example/ns#Figure";
    PROGRAMME = "https://newsgraph.example/ns#Programme";
    MEASURE = "https://newsgraph.example/ns#measure";
    SURFACE = "https://newsgraph.example/ns#surface";
    MODALITY = "https://newsgraph.example/ns#modality";
    APPROXIMATION = "https://newsgraph.example/ns#approximation";
    PERIOD_START = "https://newsgraph.example/ns#periodStart";
    PERIOD_END = "https://newsgraph.example/ns#periodEnd";
    BASELINE = "https://newsgraph.example/ns#baseline";
    DEADLINE = "https://newsgraph.example/ns#deadline";
    GROUP_AROUND = "https://newsgraph.example/ns#groupAround";
    LEADS = "https://newsgraph.example/ns#leads";
    ROLE_LABEL = "https://newsgraph.example/ns#roleLabel";
    ROLE_STATUS = "https://newsgraph.example/ns#roleStatus";

    COMPARISON = "https://newsgraph.example/ns#Comparison";
    FINDING = "https://newsgraph.example/ns#Finding";
    COMPARES = "https://newsgraph.example/ns#compares";
    HAS_FINDING = "https://newsgraph.example/ns#hasFinding";
    VERDICT = "https://newsgraph.example/ns#verdict";
    CONTRADICTION_KIND = "https://newsgraph.example/ns#contradictionKind";
    STATEMENT = "https://newsgraph.example/ns#statement";
    AGAINST = "https://newsgraph.example/ns#against";
    STATED_IN = "https://newsgraph.example/ns#statedIn";
    AGAINST_STATED_IN = "https://newsgraph.example/ns#againstStatedIn";
    CONCERNS = "https://newsgraph.example/ns#concerns";
    ROLE_COMPARED = "https://newsgraph.example/ns#comparedRole";
}
