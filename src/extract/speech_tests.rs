//! Speakers, sources and roles in harder sentences, in four languages, with the names given.

use super::extract;
use super::testing::read;
use super::tests::{roles, said};
use crate::recognize::NameType::{Organization, Person, Place};

#[test]
fn speakers_among_other_names() {
    let names = [
        ("Sarah Lind", Person),
        ("Tom Brandt", Person),
        ("Brandt", Person),
        ("Velora", Organization),
        ("Damas", Place),
    ];
    for (language, text, expected) in [
        // Within the quotation marks.
        (
            "fr",
            "«Le plan, confie la directrice Sarah Lind, reste notre horizon commun.»",
            "Sarah Lind: Le plan, confie la directrice Sarah Lind, reste notre horizon commun.",
        ),
        // Title and role behind the cue.
        (
            "fr",
            "Pour la vice-présidente Sarah Lind, «rien ne sera plus comme avant».",
            "Sarah Lind: rien ne sera plus comme avant",
        ),
        // A complement of who speaks, elided article and brackets between.
        (
            "fr",
            "«Nous avons bien travaillé hier», explique le président de l'Velora (VL), Sarah Lind.",
            "Sarah Lind: Nous avons bien travaillé hier",
        ),
        (
            "en",
            "\"We did what we could,\" Sarah Lind, a spokeswoman for the group Velora said.",
            "Sarah Lind: We did what we could,",
        ),
        // The verb that opens the clause, not the one in it.
        (
            "fr",
            "Sarah Lind a indiqué que Damas allait continuer «à mener cette longue bataille».",
            "Sarah Lind: à mener cette longue bataille",
        ),
        // Several people, and somebody who is not told.
        (
            "en",
            "Prosecutor Sarah Lind came. \"It was a very long day,\" the prosecutors said.",
            "-: It was a very long day,",
        ),
        (
            "de",
            "Eine Brandt nahe stehende Quelle sagte: „Wir sagen dazu heute nichts.“",
            "-: Wir sagen dazu heute nichts.",
        ),
        ("nl", "‘Ik sta hier voor je’, zei één vrouw. Tom Brandt zweeg.", "-: Ik sta hier voor je"),
        (
            "nl",
            "Sarah Lind kwam. ‘De trots is heel groot’, aldus de 23-jarige Brandt.",
            "Brandt: De trots is heel groot",
        ),
        // An object is not who goes on speaking.
        (
            "fr",
            "Sarah Lind est là. Elle décrit Tom Brandt. «C'était un homme calme», a-t-elle dit.",
            "Sarah Lind: C'était un homme calme",
        ),
        // Marks that close twice.
        (
            "en",
            "\"They object to the \"end of the war,\"\" Sarah Lind said.",
            "Sarah Lind: They object to the \"end of the war,\"",
        ),
        (
            "de",
            "„Das Wort ist ‚ja‘, und es heißt ‚du‘“, sagte Sarah Lind.",
            "Sarah Lind: Das Wort ist ‚ja‘, und es heißt ‚du‘",
        ),
    ] {
        assert_eq!(said(language, text, &names), [expected], "{text}");
    }
}

#[test]
fn roles_of_several_behind_as_and_denied() {
    let names = [
        ("Sarah Lind", Person),
        ("Tom Brandt", Person),
        ("Velora", Organization),
        ("Norda", Organization),
    ];
    for (language, text, expected) in [
        (
            "en",
            "Senators Sarah Lind and Tom Brandt came.",
            vec!["Sarah Lind | Senators | -", "Tom Brandt | Senators | -"],
        ),
        ("en", "The senators met Sarah Lind.", vec![]),
        (
            "en",
            "Sarah Lind joined Velora in May as chairman of Norda.",
            vec!["Sarah Lind | chairman | Norda"],
        ),
        ("nl", "Sarah Lind begon als trainer bij Velora.", vec!["Sarah Lind | trainer | Velora"]),
        ("en", "Sarah Lind is not the president of Velora.", vec![]),
        (
            "fr",
            "Sarah Lind, conseillère principale et porte-parole de Velora, part.",
            vec![
                "Sarah Lind | conseillère principale | Velora",
                "Sarah Lind | porte-parole | Velora",
            ],
        ),
        (
            "fr",
            "Le sénateur démocrate Tom Brandt est venu.",
            vec!["Tom Brandt | sénateur démocrate | -"],
        ),
        (
            "fr",
            "La présentatrice habituelle de Velora, Sarah Lind, part.",
            vec!["Sarah Lind | présentatrice habituelle | Velora"],
        ),
        (
            "fr",
            "Sarah Lind, présidente de Velora, est directrice de Norda.",
            vec!["Sarah Lind | présidente | Velora", "Sarah Lind | directrice | Norda"],
        ),
        (
            "de",
            "Auch danach bleibt Sarah Lind Präsidentin von Velora.",
            vec!["Sarah Lind | Präsidentin | Velora"],
        ),
        (
            "en",
            "Sarah Lind, a 20-year-old basketball player at Velora, won.",
            vec!["Sarah Lind | 20-year-old basketball player | Velora"],
        ),
    ] {
        assert_eq!(roles(language, text, &names), expected, "{text}");
    }
}

/// The source of each figure.
fn sources(language: &str, text: &str) -> Vec<String> {
    let names = [("Sarah Lind", Person), ("Velora", Organization)];
    read(language, text, &names, "", |reading| {
        let figures = extract(reading).figures;
        figures.into_iter().map(|f| f.source.map_or("-".to_owned(), |s| s.name)).collect()
    })
}

#[test]
fn sources_without_a_name() {
    for (language, text, expected) in [
        ("fr", "Les autorités ont déclaré que 384 personnes avaient péri.", "autorités"),
        ("nl", "De politie zei dat er 30 mensen kwamen.", "politie"),
        ("en", "More than 820,000 people are affected, health officials say.", "health officials"),
        ("de", "Die Behörden sagten, dass 30 Menschen starben.", "Behörden"),
        ("fr", "Le coût est évalué à 9 millions d'euros.", "-"),
        ("en", "Sarah Lind said the damage could be greater 300 km north.", "Sarah Lind"),
        ("en", "\"We sold 300 cars last year,\" Sarah Lind said.", "Sarah Lind"),
        ("en", "\"We are very glad to be here,\" said Sarah Lind, 62, in town.", "-"),
    ] {
        assert_eq!(sources(language, text), [expected], "{text}");
    }
}
