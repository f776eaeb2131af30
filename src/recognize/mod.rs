//! Names in a text: people, organisations, places, programmes, products, events, works.
//!
//! What the lexicon and the catalogue say of each token (`marks`) and how the whole text writes its words
//! (`document`) are what a trained tagger ([`tagger`]) sees; it decides what is a name, and of which type.
//! Acronyms and the names that they stand for are matched behind it (`settle`).

mod document;
mod echo;
mod marks;
mod settle;
pub mod tagger;

use crate::catalogue::Catalogue;
use crate::language::Analysis;
use crate::lexicon::Lexicon;
use document::Document;
use marks::Marks;
use std::ops::Range;
use tagger::Model;

/// The seven types of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameType {
    Person,
    Organization,
    Place,
    Programme,
    Product,
    Event,
    Work,
}

impl NameType {
    /// All types in their order.
    pub const ALL: [Self; 7] = [
        Self::Person,
        Self::Organization,
        Self::Place,
        Self::Programme,
        Self::Product,
        Self::Event,
        Self::Work,
    ];

    /// The type as the tables write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organization => "ORG",
            Self::Place => "LOC",
            Self::Programme => "PROG",
            Self::Product => "PROD",
            Self::Event => "EVT",
            Self::Work => "WORK",
        }
    }

    /// The type that the tables write so.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A mention of a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The tokens of the name, without titles, articles and prepositions.
    pub tokens: Range<usize>,
    /// The byte range of the name, which may end inside a token («Microsoft-topvrouw»).
    pub bytes: Range<usize>,
    pub kind: NameType,
    /// 0 to 100.
    pub confidence: u8,
}

/// Finds the names of a text with a model, in the order of the text, none overlapping another.
///
/// The longest name counts; articles, titles and roles stay outside.
pub fn recognize(
    model: &Model,
    analysis: &Analysis<'_>,
    lexicon: &Lexicon,
    catalogue: &Catalogue,
) -> Vec<Name> {
    let Some(words) = lexicon.words(analysis.language) else { return Vec::new() };
    let marks = Marks::new(analysis, lexicon, catalogue, words);
    let document = Document::new(&marks);
    settle::settle(&marks, tagger::tag(model, &marks, &document))
}

/// The names that the tagger alone finds.
pub(crate) fn tagged(
    model: &Model,
    analysis: &Analysis<'_>,
    lexicon: &Lexicon,
    catalogue: &Catalogue,
) -> Vec<tagger::Found> {
    let Some(words) = lexicon.words(analysis.language) else { return Vec::new() };
    let marks = Marks::new(analysis, lexicon, catalogue, words);
    tagger::tag(model, &marks, &Document::new(&marks))
}

/// Shows what the tagger sees of a text.
pub(crate) fn look(
    analysis: &Analysis<'_>,
    lexicon: &Lexicon,
    catalogue: &Catalogue,
    knowledge: &tagger::Knowledge,
    take: impl FnOnce(&[tagger::Unit<'_>], Vec<tagger::Seen>),
) {
    let Some(words) = lexicon.words(analysis.language) else { return };
    let marks = Marks::new(analysis, lexicon, catalogue, words);
    let document = Document::new(&marks);
    tagger::look(&marks, &document, knowledge, take);
}

#[cfg(test)]
mod tests {
    use super::recognize;
    use super::tagger::Model;
    use crate::catalogue::Catalogue;
    use crate::language::Analysis;
    use crate::lexicon::Lexicon;

    fn find(lexicon: &Lexicon, catalogue: &Catalogue, tag: &str, text: &str) -> Vec<String> {
        let language = tag.parse().expect("a tag");
        let analysis = Analysis::new(text, language, lexicon.words(language).expect("words"));
        recognize(&Model::bundled().expect("the bundled model"), &analysis, lexicon, catalogue)
            .into_iter()
            .map(|name| format!("{}:{}", name.kind.code(), &text[name.bytes]))
            .collect()
    }

    fn names(tag: &str, text: &str) -> Vec<String> {
        let lexicon = Lexicon::bundled().expect("the bundled ontology");
        find(&lexicon, &Catalogue::load(&[]).expect("the bundled catalogue"), tag, text)
    }

    #[test]
    fn french() {
        let text = "Le gouvernement flamand soutient le plan Cap Numérique, a déclaré hier Amélie \
                    Duquesnoy, directrice générale de Zorvax SA. À Charleroi, Mme Duquesnoy a signé \
                    avec l’Université de Mons et la ministre du Travail.";
        assert_eq!(
            names("fr", text),
            [
                "ORG:gouvernement flamand",
                "PROG:Cap Numérique",
                "PER:Amélie Duquesnoy",
                "ORG:Zorvax SA",
                "LOC:Charleroi",
                "PER:Duquesnoy",
                "ORG:Université de Mons"
            ]
        );
    }

    #[test]
    fn dutch() {
        let text = "De Vlaamse regering steekt geld in het programma Slimme Haven. Microsoft-topvrouw \
                    Liesbet Verhulst noemt dat in Gent een goede zaak. Verhulst werkte bij Zorvax NV.";
        assert_eq!(
            names("nl", text),
            [
                "ORG:Vlaamse regering",
                "PROG:Slimme Haven",
                "ORG:Microsoft",
                "PER:Liesbet Verhulst",
                "LOC:Gent",
                "PER:Verhulst",
                "ORG:Zorvax NV"
            ]
        );
    }

    #[test]
    fn english() {
        let text = "The Belgian government backs the Northern Skills Initiative (NSI), said Prime \
                    Minister Helen Carter. Carter's plan costs Zorvax Ltd nothing. In Leeds, the NSI \
                    opens in May.";
        assert_eq!(
            names("en", text),
            [
                "ORG:Belgian government",
                "PROG:Northern Skills Initiative",
                "PROG:NSI",
                "PER:Helen Carter",
                "PER:Carter",
                "ORG:Zorvax Ltd",
                "LOC:Leeds",
                "PROG:NSI"
            ]
        );
    }

    #[test]
    fn german_nouns_are_no_names() {
        let text = "Die deutsche Regierung fördert das Ausbauprogramm „Netz 2030“. Der Vertrag mit der \
                    Zorvax AG kostet viel Geld, sagte Ministerin Petra Lindner in Hamburg. Lindners \
                    Mitarbeiter prüfen die Unterlagen.";
        assert_eq!(
            names("de", text),
            [
                "ORG:deutsche Regierung",
                "PROG:Netz 2030",
                "ORG:Zorvax AG",
                "PER:Petra Lindner",
                "LOC:Hamburg",
                "PER:Lindners"
            ]
        );
    }

    #[test]
    fn odd_input_gives_no_panic() {
        let lexicon = Lexicon::bundled().expect("the bundled ontology");
        let catalogue = Catalogue::load(&[]).expect("the bundled catalogue");
        for text in
            ["", "«", "A", "A-", "-A", "«»", "((", "The The The", "É.-É.", "X-\nY", "😀 A’s"]
        {
            for tag in ["fr", "nl", "en", "de"] {
                find(&lexicon, &catalogue, tag, text);
            }
        }
    }
}
