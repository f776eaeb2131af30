//! What a user relies on, in four languages: each rule with the names given.

use super::testing::read;
use super::{Modality, extract};
use crate::recognize::NameType::{Organization, Person, Place, Product, Programme};

/// `value[..max] unit | measure` of each figure.
fn figures(language: &str, text: &str) -> Vec<String> {
    read(language, text, &[], "2026-01-15", |reading| {
        extract(reading)
            .figures
            .iter()
            .filter_map(|f| {
                let q = f.quantity.as_ref()?;
                let max = q.max.map(|m| format!("..{}", m.normalize())).unwrap_or_default();
                let measure =
                    f.measure.as_ref().map(|m| reading.analysis.slice(&m.tokens).to_owned());
                let qualifier = q
                    .qualifier
                    .map(|id| format!(" ({})", reading.lexicon.notation(id)))
                    .unwrap_or_default();
                Some(format!(
                    "{}{max} {} | {}{qualifier}",
                    q.value.normalize(),
                    q.unit,
                    measure.unwrap_or_default()
                ))
            })
            .collect()
    })
}

#[test]
fn numbers_in_national_groupings() {
    assert_eq!(figures("fr", "Elle compte 85 000 emplois."), ["85000  | emplois"]);
    assert_eq!(figures("fr", "Le ticket vaut 1 234,56 euros."), ["1234.56 EUR | ticket"]);
    assert_eq!(figures("nl", "Er komen 85.000 banen bij."), ["85000  | banen"]);
    assert_eq!(figures("en", "It adds 85,000 jobs."), ["85000  | jobs"]);
    assert_eq!(figures("de", "Es sind 85.000 Arbeitsplätze."), ["85000  | Arbeitsplätze"]);
    assert_eq!(figures("de", "Es kostet 1.234,56 Euro."), ["1234.56 EUR | "]);
    assert_eq!(figures("en", "It rose 5.3% to $2.8bn."), ["5.3 % | ", "2800000000 USD | "]);
}

#[test]
fn scales_and_words() {
    assert_eq!(
        figures("fr", "Il y a environ 59 milliards EUR de nouveaux revenus."),
        ["59000000000 EUR | nouveaux revenus (approximately)"]
    );
    assert_eq!(figures("fr", "Une dette de 1,2 Md€."), ["1200000000 EUR | dette"]);
    assert_eq!(figures("nl", "Een winst van 3,5 miljoen euro."), ["3500000 EUR | winst"]);
    assert_eq!(figures("de", "Rund 10 Mio. Euro fehlen."), ["10000000 EUR |  (approximately)"]);
    assert_eq!(figures("en", "Two hundred and fifty people came."), ["250  | people"]);
    assert_eq!(figures("de", "Zweihundertdreißig Menschen kamen."), ["230  | Menschen"]);
    assert_eq!(figures("nl", "Er waren vijfentwintig mensen."), ["25  | mensen"]);
    assert_eq!(figures("fr", "Des milliers d'employés ont fait grève."), ["1000  | employés"]);
    assert_eq!(figures("en", "Thousands of people marched."), ["1000  | people"]);
}

#[test]
fn ranges_shares_and_scores() {
    assert_eq!(
        figures("fr", "Entre 10 et 12 millions de personnes."),
        ["10000000..12000000  | personnes (between)"]
    );
    assert_eq!(figures("de", "Es fehlen 10-12 Mio. Euro."), ["10000000..12000000 EUR | "]);
    assert_eq!(figures("en", "They won 2-1 at home."), ["2..1 score | "]);
    assert_eq!(figures("fr", "La moitié des emplois disparaît."), ["50 % | emplois"]);
    assert_eq!(
        figures("en", "More than 40% of households agree."),
        ["40 % | households (more_than)"]
    );
}

#[test]
fn what_is_no_figure() {
    for (language, text) in [
        ("fr", "Un homme est venu le 3 mai 2026."),
        ("en", "A man came on May 3, 2026 with 5G."),
        ("de", "Ein Mann kam am 3. Mai 2026 um 20 Uhr."),
        ("nl", "Een man kwam in 2026 op de 21e verdieping."),
        ("fr", "L'article 5 de la loi, à 18h30."),
    ] {
        assert_eq!(figures(language, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_forecast_with_its_source_period_and_baseline() {
    let text = "Selon IDC, au cours des quatre prochaines années, Microsoft pourrait générer environ 59 milliards EUR de nouveaux revenus au-dessus du niveau de 2025. De plus, cette croissance devrait ajouter 85 000 emplois à l’économie sur la même période.";
    read(
        "fr",
        text,
        &[("IDC", Organization), ("Microsoft", Organization)],
        "2026-01-15",
        |reading| {
            let facts = extract(reading).figures;
            assert_eq!(facts.len(), 2);
            assert_eq!(facts[0].modality, Modality::Forecast);
            assert_eq!(facts[0].source.as_ref().map(|s| s.name.as_str()), Some("IDC"));
            assert_eq!(facts[0].subject.as_ref().map(|s| s.name.as_str()), Some("Microsoft"));
            assert_eq!(facts[0].baseline, "2025");
            assert_eq!(facts[0].period, Some(("2026".to_owned(), "2029".to_owned())));
            assert_eq!(facts[1].modality, Modality::Forecast);
            assert_eq!(facts[1].source.as_ref().map(|s| s.name.as_str()), Some("IDC"));
            assert_eq!(facts[1].period, facts[0].period);
        },
    );
}

#[test]
fn targets_with_and_without_a_number() {
    let cases = [
        (
            "fr",
            "Microsoft s’engage à devenir carbone négatif, positif en eau et zéro déchet d’ici 2030.",
            3,
        ),
        ("nl", "Microsoft wil tegen 2030 koolstofnegatief worden.", 1),
        ("en", "Microsoft aims to become carbon negative by 2030.", 1),
        ("de", "Microsoft will bis 2030 klimaneutral werden.", 1),
    ];
    for (language, text, count) in cases {
        read(language, text, &[("Microsoft", Organization)], "2026-01-15", |reading| {
            let facts = extract(reading).figures;
            assert_eq!(facts.len(), count, "{text}: {facts:?}");
            for fact in facts {
                assert_eq!(
                    (fact.modality, fact.deadline.as_str()),
                    (Modality::Target, "2030"),
                    "{text}"
                );
                assert_eq!(fact.subject.map(|s| s.name).as_deref(), Some("Microsoft"), "{text}");
            }
        });
    }
}

/// `speaker: first word` of each quotation.
fn quotes(language: &str, text: &str, names: &[(&str, crate::recognize::NameType)]) -> Vec<String> {
    read(language, text, names, "", |reading| {
        extract(reading)
            .quotes
            .iter()
            .map(|q| {
                let speaker = q.speaker.as_ref().map_or("-", |s| s.name.as_str());
                format!("{speaker}: {}", reading.analysis.slice(&q.tokens))
            })
            .collect()
    })
}

#[test]
fn quotations_and_their_speakers() {
    let people =
        [("Anne Durand", Person), ("Jan Peeters", Person), ("Proximus Group", Organization)];
    let cases = [
        (
            "fr",
            "« Nous allons investir beaucoup », a déclaré Anne Durand, Premier ministre.",
            "Anne Durand: Nous allons investir beaucoup",
        ),
        (
            "fr",
            "Pour Anne Durand, « il ne s’agit pas seulement de cela. »",
            "Anne Durand: il ne s’agit pas seulement de cela.",
        ),
        (
            "nl",
            "‘Wij gaan hier veel investeren’, zegt Jan Peeters, CEO van Proximus Group.",
            "Jan Peeters: Wij gaan hier veel investeren",
        ),
        (
            "nl",
            "“Wij gaan hier veel investeren”, aldus Jan Peeters.",
            "Jan Peeters: Wij gaan hier veel investeren",
        ),
        (
            "en",
            "“We will invest a lot here,” said Jan Peeters.",
            "Jan Peeters: We will invest a lot here,",
        ),
        (
            "en",
            "Jan Peeters said: \"We will invest a lot here.\"",
            "Jan Peeters: We will invest a lot here.",
        ),
        (
            "de",
            "„Wir werden hier viel investieren“, sagte Jan Peeters.",
            "Jan Peeters: Wir werden hier viel investieren",
        ),
        (
            "de",
            "„Wir werden hier viel investieren“, so Jan Peeters.",
            "Jan Peeters: Wir werden hier viel investieren",
        ),
    ];
    for (language, text, expected) in cases {
        assert_eq!(quotes(language, text, &people), [expected], "{text}");
    }
    assert_eq!(
        quotes("fr", "« Innovation » et « croissance économique » sont les maîtres-mots.", &people),
        Vec::<String>::new()
    );
}

/// `speaker: first word` of the direct quotations of a text of several paragraphs.
pub(super) fn said(
    language: &str,
    text: &str,
    names: &[(&str, crate::recognize::NameType)],
) -> Vec<String> {
    quotes(language, text, names).iter().map(|quote| quote.replace('\n', " / ")).collect()
}

#[test]
fn quotation_marks_nested_unclosed_and_over_paragraphs() {
    let people = [("Anna Berg", Person)];
    for (language, text, expected) in [
        (
            "en",
            "\"They asked: \"Is this really safe?\" and left again,\" Anna Berg said.",
            "Anna Berg: They asked: \"Is this really safe?\" and left again,",
        ),
        (
            "en",
            "Anna Berg said: \"We have waited for years.\nNow the work begins at last.\"",
            "Anna Berg: We have waited for years. / Now the work begins at last.",
        ),
        (
            "en",
            "'We know the students' worries very well,' Anna Berg said.",
            "Anna Berg: We know the students' worries very well,",
        ),
        (
            "nl",
            "‘We willen volwaardig lid worden, zei Anna Berg.",
            "Anna Berg: We willen volwaardig lid worden",
        ),
        (
            "fr",
            "Elle parle d’un « renforcement »… « Cela nous rend tous plus forts », a déclaré Anna Berg.",
            "Anna Berg: Cela nous rend tous plus forts",
        ),
        (
            "de",
            "»Das hilft uns allen sehr«, sagte Anna Berg.",
            "Anna Berg: Das hilft uns allen sehr",
        ),
    ] {
        assert_eq!(said(language, text, &people), [expected], "{text}");
    }
    // Titles of works and scare quotes of three words are nobody's speech.
    for (language, text) in [
        ("en", "Anna Berg wrote the book \"The Long Winter Of Rivers\" last year."),
        ("fr", "Anna Berg la dit « mal à l’aise » depuis lors."),
    ] {
        assert_eq!(said(language, text, &people), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn speakers_by_pronoun_role_and_continuation() {
    let people = [
        ("Sarah Lind", Person),
        ("Tom Brandt", Person),
        ("Brandt", Person),
        ("Global News", Organization),
        ("Kommission", Organization),
    ];
    for (language, text, expected) in [
        (
            "fr",
            "Sarah Lind dirige l’école.\n« Nous avons besoin de vous », explique-t-elle.",
            "Sarah Lind: Nous avons besoin de vous",
        ),
        (
            "en",
            "Sarah Lind met Tom Brandt.\n\"It was a very long day,\" he said.",
            "Tom Brandt: It was a very long day,",
        ),
        (
            "en",
            "Sarah Lind, a teacher, told Global News: \"It was a very long day.\"",
            "Sarah Lind: It was a very long day.",
        ),
        (
            "en",
            "Prime minister Sarah Lind came. \"It was a very long day,\" said the prime minister.",
            "Sarah Lind: It was a very long day,",
        ),
        (
            "de",
            "Sarah Lind kam. „Das war ein sehr langer Tag“, so die 42-Jährige.",
            "Sarah Lind: Das war ein sehr langer Tag",
        ),
        (
            "en",
            "Sarah Lind came. \"It was a very long day,\" a spokesman said.",
            "-: It was a very long day,",
        ),
        (
            "nl",
            "Volgens hem is het klaar. Tom Brandt kwam. ‘Het was een lange dag’, zei hij.",
            "Tom Brandt: Het was een lange dag",
        ),
    ] {
        assert_eq!(said(language, text, &people), [expected], "{text}");
    }
    assert_eq!(
        said(
            "en",
            "\"It was a very long day,\" Sarah Lind said.\n\"But we are done with it.\"",
            &people
        ),
        ["Sarah Lind: It was a very long day,", "Sarah Lind: But we are done with it."]
    );
}

/// `person | role | organisation` of each role.
pub(super) fn roles(
    language: &str,
    text: &str,
    names: &[(&str, crate::recognize::NameType)],
) -> Vec<String> {
    read(language, text, names, "", |reading| {
        extract(reading)
            .roles
            .iter()
            .map(|r| {
                let organization =
                    r.organization.map_or("-", |name| reading.entity(name).name.as_str());
                format!(
                    "{} | {} | {organization}",
                    reading.entity(r.person).name,
                    &reading.analysis.text[r.bytes.clone()]
                )
            })
            .collect()
    })
}

#[test]
fn a_role_has_the_concept_of_all_its_words() {
    for (language, text, concept) in [
        ("en", "Havenwerk chief executive Ann Roe resigned.", "role/ceo"),
        ("fr", "La vice-présidente Ann Roe a démissionné.", "role/vice-president"),
        ("nl", "Vicevoorzitter Ann Roe nam ontslag.", "role/vice-president"),
        ("de", "Vizepräsidentin Ann Roe trat zurück.", "role/vice-president"),
    ] {
        let names = [("Ann Roe", Person), ("Havenwerk", Organization)];
        let found: Vec<String> = read(language, text, &names, "", |reading| {
            let concept = |id| reading.lexicon.concept(id).iri.clone();
            extract(reading).roles.iter().filter_map(|r| r.concept.map(concept)).collect()
        });
        assert!(found.len() == 1 && found[0].ends_with(concept), "{text}: {found:?}");
    }
}

#[test]
fn roles_before_and_behind_names() {
    let names = [
        ("Anne Durand", Person),
        ("Jan Peeters", Person),
        ("Proximus Group", Organization),
        ("Microsoft", Organization),
        ("Belgique", Place),
    ];
    let cases = [
        ("fr", "Jan Peeters, CEO, Proximus Group.", "Jan Peeters | CEO | Proximus Group"),
        ("fr", "Le Premier ministre Anne Durand parle.", "Anne Durand | Premier ministre | -"),
        (
            "fr",
            "Anne Durand, directrice générale de Proximus Group, parle.",
            "Anne Durand | directrice générale | Proximus Group",
        ),
        ("nl", "Microsoft-topvrouw Anne Durand spreekt.", "Anne Durand | topvrouw | Microsoft"),
        (
            "nl",
            "Jan Peeters, CEO van Proximus Group, spreekt.",
            "Jan Peeters | CEO | Proximus Group",
        ),
        (
            "en",
            "Proximus Group chief executive Jan Peeters spoke.",
            "Jan Peeters | chief executive | Proximus Group",
        ),
        (
            "en",
            "Jan Peeters is the chief executive of Proximus Group.",
            "Jan Peeters | chief executive | Proximus Group",
        ),
        (
            "de",
            "Jan Peeters, Vorstandschef von Proximus Group, sprach.",
            "Jan Peeters | Vorstandschef | Proximus Group",
        ),
        (
            "de",
            "Der frühere Außenminister Jan Peeters sprach.",
            "Jan Peeters | frühere Außenminister | -",
        ),
    ];
    for (language, text, expected) in cases {
        assert_eq!(roles(language, text, &names), [expected], "{text}");
    }
}

#[test]
fn roles_with_adjectives_complements_and_company() {
    let names = [
        ("Anne Durand", Person),
        ("Jan Peeters", Person),
        ("Harvard", Organization),
        ("Mother", Organization),
        ("Forum", Organization),
        ("Alaska", Place),
    ];
    let cases: [(&str, &str, &[&str]); 9] = [
        (
            "en",
            "Anne Durand, a professor of psychiatry at Harvard, spoke.",
            &["Anne Durand | professor | Harvard"],
        ),
        (
            "en",
            "Anne Durand, a nonpartisan political analyst, spoke.",
            &["Anne Durand | nonpartisan political analyst | -"],
        ),
        (
            "en",
            "Anne Durand, partner and director at Mother, spoke.",
            &["Anne Durand | partner | Mother", "Anne Durand | director | Mother"],
        ),
        (
            "en",
            "Anne Durand is the director of Mother and the Forum.",
            &["Anne Durand | director | Mother", "Anne Durand | director | Forum"],
        ),
        (
            "en",
            "The president of the Forum, Anne Durand, spoke.",
            &["Anne Durand | president | Forum"],
        ),
        ("en", "Prof Anne Durand spoke.", &["Anne Durand | Prof | -"]),
        ("en", "Jan Peeters, lawyer of Anne Durand, spoke.", &["Jan Peeters | lawyer | -"]),
        ("fr", "Le suspect Jan Peeters se tait.", &[]),
        ("de", "Der Leiter der Forum, Jan Peeters, sprach.", &["Jan Peeters | Leiter | Forum"]),
    ];
    for (language, text, expected) in cases {
        assert_eq!(roles(language, text, &names), expected, "{text}");
    }
}

/// `subject relation object` of each relation.
fn relations(
    language: &str,
    text: &str,
    names: &[(&str, crate::recognize::NameType)],
) -> Vec<String> {
    read(language, text, names, "", |reading| {
        extract(reading)
            .relations
            .iter()
            .map(|r| {
                format!(
                    "{} {} {}",
                    reading.entity(r.subject).name,
                    r.relation,
                    reading.entity(r.object).name
                )
            })
            .collect()
    })
}

#[test]
fn relations_between_names() {
    let names = [
        ("AmBEtion", Programme),
        ("Azure", Product),
        ("Microsoft", Organization),
        ("BeCode", Organization),
        ("Howest", Organization),
        ("Belgique", Place),
        ("Défense belge", Organization),
    ];
    let cases: [(&str, &str, &[&str]); 6] = [
        (
            "fr",
            "AmBEtion, le programme d’investissement de Microsoft, démarre.",
            &["AmBEtion owner Microsoft"],
        ),
        ("fr", "L’AmBEtion (AMB) de Microsoft vise à former.", &["AmBEtion owner Microsoft"]),
        (
            "fr",
            "Microsoft a lancé un partenariat avec la Défense belge.",
            &["Microsoft partner Défense belge"],
        ),
        (
            "fr",
            "AmBEtion forme 600 personnes. Pour y parvenir, Microsoft collabore avec des partenaires tels que BeCode et Howest.",
            &["AmBEtion partner BeCode", "AmBEtion partner Howest"],
        ),
        (
            "fr",
            "Via Azure, Microsoft rend ses services disponibles localement en Belgique.",
            &["Azure owner Microsoft", "Azure located_in Belgique"],
        ),
        ("en", "Microsoft has not acquired BeCode.", &[]),
    ];
    for (language, text, expected) in cases {
        assert_eq!(relations(language, text, &names), expected, "{text}");
    }
}
