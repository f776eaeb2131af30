//! What becomes of small cases, as the news has them.

use super::{Family, Link, Name, Options, Outcome, Thing, Words, link};

fn thing(source: u32, iri: &str, family: Family, name: &str) -> Thing {
    let iri = format!("https://{source}.example/{iri}");
    let names = vec![Name { text: name.to_owned(), language: None, preferred: true }];
    Thing { iri, source, family: Some(family), names, ..Thing::default() }
}

fn with(mut thing: Thing, values: &[(&str, &str)]) -> Thing {
    let values = values.iter().map(|&(property, text)| (property.to_owned(), text.to_owned()));
    thing.values.extend(values);
    thing
}

fn said_to_be(mut thing: Thing, ids: &[&str]) -> Thing {
    thing.ids.extend(ids.iter().map(|&id| id.to_owned()));
    thing
}

fn words() -> Words {
    let mut words = Words::default();
    words.add(["flamand", "flamande", "Vlaams", "Vlaamse", "Flemish", "flämisch", "flämische"]);
    words.add(["wallon", "wallonne", "Waals", "Waalse", "Walloon"]);
    words.add(["gouvernement", "regering", "government", "Regierung"]);
    words.add(["belge", "Belgisch", "Belgische", "Belgian"]);
    words.add(["défense", "Defensie", "Defence", "Verteidigung"]);
    words.add(["Défense belge", "Defensie", "Belgian Defence"]);
    words
}

fn linked(things: &[Thing]) -> Outcome {
    link(things, &Options { words: words(), ..Options::default() })
}

fn reasons(link: &Link) -> Vec<String> {
    link.reasons.iter().map(ToString::to_string).collect()
}

/// Whether two names of two sources make one thing, with what they share of family.
fn are_one(family: Family, one: &str, two: &str) -> bool {
    let outcome = linked(&[thing(1, "a", family, one), thing(2, "b", family, two)]);
    !outcome.clusters.is_empty()
}

#[test]
fn organisations_across_languages() {
    let is_one = |one, two| are_one(Family::Organization, one, two);
    assert!(is_one("gouvernement flamand", "Vlaamse regering"));
    assert!(is_one("Défense belge", "Belgian Defence"));
    assert!(is_one("Défense belge", "Defensie"));
    assert!(!is_one("gouvernement flamand", "Waalse regering"));
    assert!(!is_one("gouvernement flamand", "gouvernement wallon"));
}

#[test]
fn acronyms_stand_for_names() {
    let is_one = |one, two| are_one(Family::Organization, one, two);
    assert!(is_one("IDC", "International Data Corporation"));
    assert!(is_one("OTAN", "Organisation du traité de l'Atlantique Nord"));
    assert!(!is_one("IDC", "Internal Revenue Service"));
    // Two names with the same initials are no acronym of each other.
    assert!(!is_one("Institut du Droit Comparé", "International Data Corporation"));
}

#[test]
fn spellings_and_orders_of_a_name() {
    let is_one = |one, two| are_one(Family::Person, one, two);
    assert!(is_one("Volodymyr Zelensky", "Wolodymyr Selenskyj"));
    assert!(is_one("Bart De Wever", "DE WEVER Bart"));
    assert!(is_one("Bart De Wever", "Bart Dewever"));
    assert!(is_one("Éric Zemmour", "Eric Zemmour"));
    assert!(!is_one("Justin Trudeau", "Pierre Trudeau"));
    assert!(!is_one("Anne Martin", "Hans Martin"));
}

#[test]
fn homonyms_stay_apart() {
    let mut words = Words::default();
    words.set_share("Marie", 0.01);
    words.set_share("Dupont", 0.004);
    let options = Options { words, ..Options::default() };
    let marie = |source, values: &[(&str, &str)]| {
        with(thing(source, "marie", Family::Person, "Marie Dupont"), values)
    };
    let doctor = [("role", "médecin"), ("place", "Namur"), ("birth", "1961-03-04")];
    let rider = [("role", "cycliste"), ("place", "Oslo"), ("birth", "1999-11-30")];
    let apart = link(&[marie(1, &doctor), marie(2, &rider)], &options);
    assert_eq!(apart.clusters, Vec::<Vec<usize>>::new());
    let one = link(&[marie(1, &doctor), marie(2, &doctor)], &options);
    assert_eq!(one.clusters, [[0, 1]]);
}

#[test]
fn what_connects_is_said_of_what_it_connects() {
    // A name so common that it takes the organisation of a membership to know who is meant.
    let mut words = Words::default();
    for (word, share) in [("Jan", 0.02), ("Peeters", 0.02)] {
        words.set_share(word, share);
    }
    let options = Options { words, ..Options::default() };
    let graph = |source: u32, people: [(&str, &str); 2]| -> Vec<Thing> {
        let iri = |name: &str| format!("https://{source}.example/{name}");
        let mut things = Vec::new();
        for (person, organization) in people {
            things.push(thing(source, person, Family::Person, "Jan Peeters"));
            things.push(thing(source, organization, Family::Organization, organization));
            things.push(Thing {
                iri: iri(&format!("membership-{person}")),
                source,
                neighbours: vec![
                    ("member".to_owned(), iri(person)),
                    ("organization".to_owned(), iri(organization)),
                ],
                ..Thing::default()
            });
        }
        things
    };
    let mut things = graph(1, [("p1", "Stadsarchief Mechelen"), ("p2", "Brouwerij Vloedgracht")]);
    things.extend(graph(2, [("q1", "Brouwerij Vloedgracht"), ("q2", "Stadsarchief Mechelen")]));
    let outcome = link(&things, &options);
    let name = |at: usize| things[at].iri.rsplit('/').next().unwrap_or_default();
    let people: Vec<Vec<&str>> = outcome
        .clusters
        .iter()
        .filter(|cluster| things[cluster[0]].family == Some(Family::Person))
        .map(|cluster| cluster.iter().map(|&at| name(at)).collect())
        .collect();
    assert_eq!(people, [["p1", "q2"], ["p2", "q1"]]);
}

#[test]
fn families_and_ids_exclude() {
    let mut things = vec![
        thing(1, "a", Family::Person, "Washington Georgetown"),
        thing(2, "b", Family::Place, "Washington Georgetown"),
    ];
    assert!(linked(&things).clusters.is_empty());
    let person = |source, id| {
        let bare = thing(source, "x", Family::Person, "Wim Vandekerckhove");
        said_to_be(bare, &[&format!("http://www.wikidata.org/entity/{id}")])
    };
    things = vec![person(1, "Q1"), person(2, "Q2")];
    let outcome = linked(&things);
    assert!(outcome.clusters.is_empty());
    assert_eq!(reasons(&outcome.apart[0])[0], "one is Q1, the other Q2");
    // The same id under another form of the address.
    things = vec![
        person(1, "Q1"),
        said_to_be(
            thing(2, "y", Family::Person, "Guillaume"),
            &["https://www.wikidata.org/wiki/Q1"],
        ),
    ];
    assert_eq!(linked(&things).clusters.len(), 1);
}

#[test]
fn ids_hold_through_a_third() {
    // The one in the middle fits both, but those two are two.
    let id = |id| format!("http://www.wikidata.org/entity/{id}");
    let name = "Wim Vandekerckhove";
    let things = [
        said_to_be(thing(1, "a", Family::Person, name), &[&id("Q1")]),
        thing(2, "b", Family::Person, name),
        said_to_be(thing(3, "c", Family::Person, name), &[&id("Q2")]),
    ];
    let outcome = linked(&things);
    assert!(outcome.clusters.iter().all(|cluster| cluster.len() < 3), "{outcome:?}");
}

#[test]
fn decisions_win() {
    let things = [
        thing(1, "a", Family::Organization, "Zorgbedrijf Rivierenland"),
        thing(2, "b", Family::Organization, "Zorgbedrijf Rivierenland"),
        thing(3, "c", Family::Person, "Quelqu'un d'autre"),
    ];
    let iri = |at: usize| things[at].iri.clone();
    let mut options = Options::default();
    assert_eq!(link(&things, &options).clusters, [[0, 1]]);
    options.different = vec![(iri(1), iri(0))];
    let apart = link(&things, &options);
    assert_eq!(apart.clusters, Vec::<Vec<usize>>::new());
    assert_eq!(reasons(&apart.apart[0])[0], "decided to be different");
    options.same = vec![(iri(0), iri(2))];
    let same = link(&things, &options);
    assert_eq!(same.clusters, [[0, 2]]);
    assert_eq!(reasons(&same.joined[0])[0], "decided to be the same");
}

#[test]
fn what_is_seen_in_many_sources_is_no_common_name() {
    let things: Vec<Thing> = (0..60)
        .flat_map(|source| {
            let other = format!("Bedrijf{source} Nummer{source}");
            [
                thing(source, "m", Family::Organization, "Microsoft"),
                thing(source, "o", Family::Organization, &other),
            ]
        })
        .collect();
    let outcome = linked(&things);
    assert_eq!(outcome.clusters.iter().map(Vec::len).collect::<Vec<_>>(), [60]);
}

#[test]
fn one_of_two_equals_is_for_people_to_choose() {
    let things = [
        thing(1, "a", Family::Person, "Wim Vandekerckhove"),
        thing(2, "b", Family::Person, "Wim Vandekerckhove"),
        thing(2, "c", Family::Person, "Wim Vandekerckhove"),
    ];
    let outcome = linked(&things);
    assert!(outcome.clusters.is_empty(), "{outcome:?}");
    assert!(!outcome.doubtful.is_empty());
}

#[test]
fn reasons_are_words() {
    let things = [
        with(
            thing(1, "a", Family::Organization, "International Data Corporation"),
            &[("https://v.example/phone", "+32 2 555 12 34")],
        ),
        with(
            thing(2, "b", Family::Organization, "IDC"),
            &[("https://v.example/phone", "+32 2 555 12 34")],
        ),
    ];
    let outcome = linked(&things);
    let reasons = reasons(&outcome.joined[0]);
    assert!(reasons.contains(&"the same phone: «+32 2 555 12 34»".to_owned()), "{reasons:?}");
    let acronym = "«IDC» is short for «International Data Corporation»".to_owned();
    assert!(reasons.contains(&acronym), "{reasons:?}");
}

#[test]
fn the_order_of_things_does_not_matter() {
    let names = ["Anna Peeters", "Ana Peeters", "Jan Claes", "Claes Jan", "Piet Maes", "Jo Rau"];
    let mut things: Vec<Thing> = (0..200u32)
        .map(|at| {
            let name = format!("{} {}", names[at as usize % names.len()], at / 12 % 9);
            thing(at % 7, &format!("{at}"), Family::Person, &name)
        })
        .collect();
    let clusters = |things: &[Thing]| {
        let outcome = linked(things);
        let of = |cluster: &Vec<usize>| -> Vec<String> {
            cluster.iter().map(|&at| things[at].iri.clone()).collect()
        };
        let links: Vec<_> = outcome
            .joined
            .iter()
            .map(|link| {
                let (one, two) = (&things[link.left].iri, &things[link.right].iri);
                (one.clone(), two.clone(), link.score.to_bits(), reasons(link))
            })
            .collect();
        (outcome.clusters.iter().map(of).collect::<Vec<_>>(), links)
    };
    let first = clusters(&things);
    assert!(!first.0.is_empty());
    for turn in 1..5 {
        things.rotate_left(turn * 31);
        things.reverse();
        things.swap(3, 77);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(turn).build().expect("threads");
        assert_eq!(pool.install(|| clusters(&things)), first);
    }
}

#[test]
fn nothing_is_no_trouble() {
    assert_eq!(linked(&[]), Outcome::default());
    let empty = Thing { iri: String::new(), ..Thing::default() };
    assert_eq!(linked(&[empty]), Outcome::default());
    let blank = thing(1, "a", Family::Other, " -- ");
    assert!(
        linked(&[blank.clone(), Thing { source: 2, iri: "b".into(), ..blank }]).clusters.is_empty()
    );
}
