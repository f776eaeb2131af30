//! The prefixes that stand for the vocabularies in queries, tables and files, and the grammar of
//! prefixed names, which SPARQL and Turtle share.

use crate::iri::Base;

/// The prefixes that hang on no base: the vocabularies of the graph model.
const FIXED: &[(&str, &str)] = &[
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("itsrdf", "http://www.w3.org/2005/11/its/rdf#"),
    ("measure", "https://newsgraph.example/measure/"),
    ("medtop", "http://cv.iptc.org/newscodes/mediatopic/"),
    ("modality", "https://newsgraph.example/modality/"),
    ("ng", crate::vocab::ng::NS),
    ("nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("orgkind", "https://newsgraph.example/orgkind/"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("progkind", "https://newsgraph.example/progkind/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("qudt", "http://qudt.org/schema/qudt/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("relation", "https://newsgraph.example/relation/"),
    ("role", "https://newsgraph.example/role/"),
    ("schema", crate::vocab::schema::NS),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("shape", "https://newsgraph.example/shape/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("unit", "http://qudt.org/vocab/unit/"),
    ("verb", "https://newsgraph.example/verb/"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A list of prefixes, sorted by name.
#[derive(Clone, Debug)]
pub struct Prefixes {
    list: Vec<(String, String)>,
}

impl Default for Prefixes {
    fn default() -> Self {
        Self::new(&Base::default())
    }
}

impl Prefixes {
    /// The vocabularies of the graph model, and `ngr:` for the things of a store with this base.
    pub fn new(base: &Base) -> Self {
        let mut list: Vec<(String, String)> =
            FIXED.iter().map(|&(name, iri)| (name.to_owned(), iri.to_owned())).collect();
        list.push(("ngr".to_owned(), format!("{}id/", base.as_str())));
        list.sort();
        Self { list }
    }

    /// Name and IRI of each prefix, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.list.iter().map(|(name, iri)| (name.as_str(), iri.as_str()))
    }

    /// The IRI that a prefix stands for.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|&(known, _)| known == name).map(|(_, iri)| iri)
    }

    /// The IRI of a prefixed name such as `schema:name`; `None` where the prefix is unknown or the
    /// text is no prefixed name. Escapes of the local part (`\~`) are resolved.
    pub fn expand(&self, text: &str) -> Option<String> {
        let (name, local) = text.split_once(':')?;
        let namespace = self.get(name)?;
        let plain = !local.starts_with("//")
            && local.chars().all(|c| is_name_character(c) || "\\.:".contains(c) || is_escapable(c));
        plain.then(|| format!("{namespace}{}", local.replace('\\', "")))
    }

    /// The longest prefix that fits an IRI, with the local part as Turtle and SPARQL write it.
    /// `None` where none fits or the rest would be no readable local part: then write the IRI whole.
    pub fn shrink(&self, iri: &str) -> Option<(&str, String)> {
        let (name, namespace) = self
            .iter()
            .filter(|(_, namespace)| iri.starts_with(namespace))
            .max_by_key(|(_, namespace)| namespace.len())?;
        Some((name, local_name(&iri[namespace.len()..])?))
    }

    /// The prefixed name of an IRI, or the IRI in angle brackets.
    pub fn display(&self, iri: &str) -> String {
        self.shrink(iri)
            .map_or_else(|| format!("<{iri}>"), |(name, local)| format!("{name}:{local}"))
    }
}

/// A local part as the rule `PN_LOCAL` wants it, reserved characters behind a backslash; `None`
/// where it is empty, holds what would hide its meaning (`/`, `?`, `#`, `%`), or begins or ends with
/// what some readers (rdflib) do not take behind a backslash.
fn local_name(rest: &str) -> Option<String> {
    let last = rest.chars().count().checked_sub(1)?;
    let mut local = String::with_capacity(rest.len());
    for (index, character) in rest.chars().enumerate() {
        let allowed = match character {
            '.' => index > 0 && index < last,
            '-' => index > 0,
            '_' | ':' => true,
            c if index == 0 => is_first_character(c),
            c => is_name_character(c),
        };
        if !allowed {
            if !is_escapable(character) {
                return None;
            }
            local.push('\\');
        }
        local.push(character);
    }
    Some(local)
}

/// Reserved characters that may stand behind a backslash and stay readable there.
fn is_escapable(character: char) -> bool {
    "~!$&'()*+,;=@".contains(character)
}

/// `PN_CHARS_U` or a digit.
fn is_first_character(character: char) -> bool {
    character == '_' || character.is_ascii_digit() || is_base_character(character)
}

/// `PN_CHARS`.
pub fn is_name_character(character: char) -> bool {
    matches!(character, '-' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
        || is_first_character(character)
}

/// `PN_CHARS_BASE`.
pub fn is_base_character(character: char) -> bool {
    matches!(character,
        'A'..='Z' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

#[cfg(test)]
mod tests {
    use super::Prefixes;

    #[test]
    fn names_are_escaped_or_left_whole() {
        let prefixes = Prefixes::default();
        let shrunk =
            |local: &str| prefixes.display(&format!("https://newsgraph.example/id/{local}"));
        assert_eq!(shrunk("org.idc"), "ngr:org.idc");
        assert_eq!(shrunk("person.x~a1b2c3"), "ngr:person.x\\~a1b2c3");
        assert_eq!(shrunk("é-2.5"), "ngr:é-2.5");
        assert_eq!(shrunk("a."), "<https://newsgraph.example/id/a.>");
        assert_eq!(shrunk("-a"), "<https://newsgraph.example/id/-a>");
        assert_eq!(shrunk("a/b"), "<https://newsgraph.example/id/a/b>");
        assert_eq!(shrunk(""), "<https://newsgraph.example/id/>");
    }

    #[test]
    fn names_are_expanded_where_the_prefix_is_known() {
        let prefixes = Prefixes::default();
        assert_eq!(
            prefixes.expand("wd:Q31").as_deref(),
            Some("http://www.wikidata.org/entity/Q31")
        );
        assert_eq!(
            prefixes.expand("ngr:person.x\\~a1").as_deref(),
            Some("https://newsgraph.example/id/person.x~a1")
        );
        assert_eq!(prefixes.expand("https://a.example/"), None);
        assert_eq!(prefixes.expand("org: what a name"), None);
    }
}
