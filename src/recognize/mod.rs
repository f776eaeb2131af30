//! Names in a text: people, organisations, places, programmes, products, events, works.
//!
//! [`recognize`] goes in four steps, a file each: what the lexicon and the catalogue say of each token
//! (`marks`) and how the whole text writes its words (`document`); the spans that may be names
//! (`candidates` with `joins`, `proper` and `compounds`; `bodies` with `headed`; `quoted`); what
//! speaks for each type (`score`, `context`); and what the article as a whole settles (`settle`).

mod bodies;
mod candidates;
mod compounds;
mod context;
mod document;
mod headed;
mod joins;
mod marks;
mod proper;
mod quoted;
mod score;
mod settle;
pub mod tagger;

use crate::catalogue::Catalogue;
use crate::language::Analysis;
use crate::lexicon::Lexicon;
use std::ops::Range;

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

/// Finds the names of a text, in the order of the text, none overlapping another.
///
/// The longest name counts; articles, titles and roles stay outside.
pub fn recognize(analysis: &Analysis<'_>, lexicon: &Lexicon, catalogue: &Catalogue) -> Vec<Name> {
    static MODEL: std::sync::LazyLock<tagger::Model> = std::sync::LazyLock::new(|| {
        tagger::Model::open(include_bytes!("../../data/models/names.bin").as_slice().into()).unwrap()
    });
    by_model(&MODEL, analysis, lexicon, catalogue)
}

/// Finds names with a model.
pub fn by_model(
    model: &tagger::Model,
    analysis: &Analysis<'_>,
    lexicon: &Lexicon,
    catalogue: &Catalogue,
) -> Vec<Name> {
    let Some(words) = lexicon.words(analysis.language) else { return Vec::new() };
    let marks = marks::Marks::new(analysis, lexicon, catalogue, words);
    let document = document::Document::new(&marks);
    tagger::tag(model, &marks, &document)
        .into_iter()
        .map(|found| {
            let first = analysis.tokens.partition_point(|t| t.end <= found.bytes.start);
            let end = analysis.tokens.partition_point(|t| t.start < found.bytes.end);
            Name {
                tokens: first..end,
                bytes: found.bytes,
                kind: found.kind,
                confidence: (found.probability * 100.0).round() as u8,
            }
        })
        .collect()
}

fn by_rules(marks: &marks::Marks<'_>, document: &document::Document<'_>) -> Vec<Name> {
    let mut candidates = quoted::titles(marks);
    candidates.extend(bodies::bodies(marks, document));
    candidates::add_runs(marks, document, &mut candidates);
    for candidate in &mut candidates {
        score::score(marks, document, candidate);
    }
    settle::settle(marks, document, candidates)
}

#[cfg(test)]
mod tests {
    use super::recognize;
    use crate::catalogue::Catalogue;
    use crate::language::Analysis;
    use crate::lexicon::Lexicon;

    fn find(lexicon: &Lexicon, catalogue: &Catalogue, tag: &str, text: &str) -> Vec<String> {
        let language = tag.parse().expect("a tag");
        let analysis = Analysis::new(text, language, lexicon.words(language).expect("words"));
        recognize(&analysis, lexicon, catalogue)
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

/// Shows what the tagger sees of a text.
pub(crate) fn look(
    analysis: &Analysis<'_>,
    lexicon: &Lexicon,
    catalogue: &Catalogue,
    knowledge: &tagger::Knowledge,
    take: impl FnOnce(&[tagger::Unit<'_>], Vec<tagger::Seen>),
) {
    let Some(words) = lexicon.words(analysis.language) else { return };
    let marks = marks::Marks::new(analysis, lexicon, catalogue, words);
    let document = document::Document::new(&marks);
    tagger::look(&marks, &document, knowledge, take);
}
