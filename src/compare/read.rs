//! Reads what can be compared out of the store's source graphs: every article's figures, roles and
//! deadlines, each thing under its canonical IRI.

use super::filter::Filter;
use super::graph_view::{Canonical, Copies, View};
use super::span::Span;
use super::statement::{Article, Due, Evidence, Figure, Role};
use super::terms::{
    ALTERNATE_NAME, ANCHOR_OF, BEGIN, COUNTRY, DATE_PUBLISHED, DEADLINE, DERIVED_FROM, END,
    GROUP_AROUND, HEADLINE, IDENT_REF, IN_LANGUAGE, LEADS, MEDIA, MEMBER, MEMBER_OF, MEMBERSHIP,
    NAME, ORG_OF_ROLE, ORGANIZATION, PERSON, PHRASE, PLACE, PROGRAMME, PROVIDER, PUBLISHER, ROLE,
    ROLE_LABEL, ROLE_STATUS, TYPE, WORKS_FOR,
};
use super::things::{Nature, Thing, Things};
use crate::lexicon::Lexicon;
use crate::store::{Store, StoreError};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// All that the sources state, as far as it can be compared.
#[derive(Default)]
pub(super) struct Stated {
    pub(super) articles: Vec<Article>,
    pub(super) things: Things,
    pub(super) figures: Vec<Figure>,
    pub(super) roles: Vec<Role>,
    pub(super) dues: Vec<Due>,
}

/// What a class says of a thing.
const NATURES: [(&str, Nature); 6] = [
    (PERSON, Nature::Person),
    (ORGANIZATION, Nature::Organization),
    (MEDIA, Nature::Media),
    (PLACE, Nature::Place),
    (COUNTRY, Nature::Country),
    (PROGRAMME, Nature::Programme),
];

/// Properties that make two things kin.
const KINSHIP: [&str; 5] = [PROVIDER, WORKS_FOR, MEMBER_OF, LEADS, GROUP_AROUND];

impl Stated {
    /// Reads the sources whose articles are asked for.
    pub(super) fn read(
        store: &Store,
        lexicon: &Lexicon,
        filter: &Filter,
    ) -> Result<Self, StoreError> {
        let canonical = Canonical::read(store)?;
        let copies = Copies::read(store)?;
        let mut stated = Self::default();
        let mut mentions = Vec::new();
        for source in store.sources()? {
            let view = View::read(store, &source.graph)?;
            if !filter.takes_article(view.text(source.article.as_str(), DATE_PUBLISHED)) {
                continue;
            }
            let mut reader = Reader {
                view: &view,
                canonical: &canonical,
                copies: &copies,
                graph: source.graph.as_str(),
                lexicon,
                stated: &mut stated,
                mentions: BTreeMap::new(),
            };
            reader.read(source.article.as_str());
            mentions.push(reader.mentions);
        }
        for (article, mentions) in stated.articles.iter_mut().zip(&mentions) {
            article.country = most_named_country(&stated.things, mentions);
        }
        stated.join_copies(&copies);
        Ok(stated)
    }

    /// Lets the articles know their copies. That a programme is due by the same date is stated once too.
    fn join_copies(&mut self, copies: &Copies) {
        let places: HashMap<String, usize> = if copies.originals.is_empty() {
            return;
        } else {
            self.articles.iter().enumerate().map(|(at, a)| (a.iri.clone(), at)).collect()
        };
        for (copy, original) in &copies.originals {
            if let (Some(&copy), Some(&original)) = (places.get(copy), places.get(original)) {
                self.articles[copy].copy_of = Some(original);
                self.articles[original].copies.push(copy);
            }
        }
        for article in &mut self.articles {
            article.copies.sort_unstable();
        }
        let stated: BTreeSet<(Thing, usize, String)> = self
            .dues
            .iter()
            .map(|due| (due.programme, due.article, due.deadline.text.clone()))
            .collect();
        let articles = &self.articles;
        self.dues.retain(|due| {
            articles[due.article].copy_of.is_none_or(|original| {
                !stated.contains(&(due.programme, original, due.deadline.text.clone()))
            })
        });
    }
}

/// The country that an article names at least twice, and twice as often as any other.
fn most_named_country(things: &Things, mentions: &BTreeMap<Thing, usize>) -> Option<Thing> {
    let countries = mentions.iter().filter(|&(&thing, _)| things.is(thing, Nature::Country));
    let mut counts: Vec<(usize, Thing)> =
        countries.map(|(&thing, &count)| (count, thing)).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    match counts[..] {
        [(_, only)] => Some(only),
        [(most, country), (next, _), ..] if most >= 2 * next => Some(country),
        _ => None,
    }
}

/// Reads one source graph.
pub(super) struct Reader<'a> {
    pub(super) view: &'a View,
    canonical: &'a Canonical,
    copies: &'a Copies,
    graph: &'a str,
    pub(super) lexicon: &'a Lexicon,
    pub(super) stated: &'a mut Stated,
    /// How often the article names each thing.
    mentions: BTreeMap<Thing, usize>,
}

impl Reader<'_> {
    fn read(&mut self, iri: &str) {
        let view = self.view;
        let publisher = view.iri(iri, PUBLISHER).map(|publisher| view.text(publisher, NAME));
        let published = view.text(iri, DATE_PUBLISHED);
        let article = Article {
            iri: iri.to_owned(),
            title: view.text(iri, HEADLINE).to_owned(),
            publisher: publisher.unwrap_or_default().to_owned(),
            published: published.get(..10).unwrap_or(published).to_owned(),
            language: view.text(iri, IN_LANGUAGE).to_owned(),
            graph: self.graph.to_owned(),
            day: Span::read(published).map(|span| span.first),
            ..Article::default()
        };
        let language = article.language.clone();
        let at = self.stated.articles.len();
        self.stated.articles.push(article);
        self.things(&language);
        let places = self.mentions();
        self.figures(at, &language, &places);
        self.roles(at, &places);
        self.dues(at, &places);
        // A text begins with its title.
        let title = self.stated.articles[at].title.chars().count();
        let things = &self.stated.things;
        let in_title =
            places.iter().filter(|(_, end, _)| *end <= title).map(|&(_, _, thing)| thing);
        self.stated.articles[at].scene = in_title
            .filter(|&thing| things.is(thing, Nature::Place) && things.is_linked(thing))
            .collect();
        let named: BTreeSet<Thing> = self.mentions.keys().copied().collect();
        self.stated.things.count(&named);
        self.stated.articles[at].named = named;
    }

    /// Whether a claim is only repeated here: it is stated where the text was printed first.
    pub(super) fn is_repeated(&self, claim: &str) -> bool {
        self.copies.repeats(self.graph, claim)
    }

    pub(super) fn thing(&mut self, iri: &str) -> Thing {
        self.stated.things.of(self.canonical.of(iri))
    }

    /// Names, natures and kinship of all things of the graph.
    fn things(&mut self, language: &str) {
        let view = self.view;
        for iri in view.subjects() {
            for predicate in KINSHIP {
                for other in view.iris(iri, predicate) {
                    let (one, other) = (self.thing(iri), self.thing(other));
                    self.stated.things.join(one, other);
                }
            }
            let classes: Vec<&str> = view.iris(iri, TYPE).collect();
            let is = |class: &str| classes.contains(&class);
            if is(MEMBERSHIP) {
                if let (Some(person), Some(organization)) =
                    (view.iri(iri, MEMBER), view.iri(iri, ORG_OF_ROLE))
                {
                    let (one, other) = (self.thing(person), self.thing(organization));
                    self.stated.things.join(one, other);
                }
                continue;
            }
            if view.literals(iri, NAME).next().is_none() {
                continue;
            }
            let thing = self.thing(iri);
            for (class, nature) in NATURES {
                if is(class) {
                    self.stated.things.add_nature(thing, nature);
                }
            }
            for name in view.literals(iri, NAME).chain(view.literals(iri, ALTERNATE_NAME)) {
                let language = name.language().unwrap_or(language);
                self.stated.things.add_name(thing, name.value(), language);
            }
        }
    }

    /// Where the text names which thing, in order; counts the mentions.
    fn mentions(&mut self) -> Vec<(usize, usize, Thing)> {
        let view = self.view;
        let mut places = Vec::new();
        for iri in view.of_class(PHRASE) {
            let Some(named) = view.iri(iri, IDENT_REF) else { continue };
            let Some((begin, end)) = range(view, iri) else { continue };
            let thing = self.thing(named);
            *self.mentions.entry(thing).or_default() += 1;
            places.push((begin, end, thing));
        }
        places.sort_unstable();
        places
    }

    /// The sentence that a fact stands in, and where in it the fact's words are.
    pub(super) fn evidence(
        &self,
        iri: &str,
        words: &str,
        places: &[(usize, usize, Thing)],
    ) -> Evidence {
        let view = self.view;
        let Some(node) = view.iri(iri, DERIVED_FROM) else { return Evidence::default() };
        let sentence = view.text(node, ANCHOR_OF).to_owned();
        let Some((begin, end)) = range(view, node) else {
            return Evidence { sentence, ..Evidence::default() };
        };
        let named = places
            .iter()
            .filter(|(from, to, _)| *from >= begin && *to <= end)
            .map(|&(_, _, thing)| thing)
            .collect();
        let mark = mark_of(iri, begin, end).unwrap_or_else(|| found_in(&sentence, words));
        Evidence { sentence, mark, named }
    }

    fn roles(&mut self, article: usize, places: &[(usize, usize, Thing)]) {
        let view = self.view;
        for iri in view.of_class(MEMBERSHIP) {
            if self.is_repeated(iri) {
                continue;
            }
            let (Some(person), Some(concept)) = (view.iri(iri, MEMBER), view.iri(iri, ROLE)) else {
                continue;
            };
            let Some(concept) = self.lexicon.id(concept) else { continue };
            let words = view.text(iri, ROLE_LABEL);
            let role = Role {
                iri: iri.to_owned(),
                article,
                evidence: self.evidence(iri, words, places),
                words: words.to_owned(),
                person: self.thing(person),
                concept,
                organization: view.iri(iri, ORG_OF_ROLE).map(|body| self.thing(body)),
                status: view.iri(iri, ROLE_STATUS).is_some(),
            };
            self.stated.roles.push(role);
        }
    }

    fn dues(&mut self, article: usize, places: &[(usize, usize, Thing)]) {
        let view = self.view;
        for iri in view.of_class(PROGRAMME) {
            if let Some(deadline) = Span::read(view.text(iri, DEADLINE)) {
                let evidence = self.evidence(iri, &deadline.text, places);
                let programme = self.thing(iri);
                self.stated.dues.push(Due { programme, article, evidence, deadline });
            }
        }
    }
}

/// The range of a sentence or mention.
fn range(view: &View, iri: &str) -> Option<(usize, usize)> {
    Some((view.text(iri, BEGIN).parse().ok()?, view.text(iri, END).parse().ok()?))
}

/// Where a fact stands in its sentence, by its IRI (`...#figure-115-139`).
fn mark_of(iri: &str, begin: usize, end: usize) -> Option<(usize, usize)> {
    let (rest, to) = iri.rsplit_once('-')?;
    let (_, from) = rest.rsplit_once('-')?;
    let (from, to): (usize, usize) = (from.parse().ok()?, to.parse().ok()?);
    (begin <= from && from < to && to <= end).then(|| (from - begin, to - begin))
}

/// Where some words stand in a sentence; an empty range where they do not.
fn found_in(sentence: &str, words: &str) -> (usize, usize) {
    let Some(byte) = sentence.find(words).filter(|_| !words.is_empty()) else { return (0, 0) };
    let from = sentence[..byte].chars().count();
    (from, from + words.chars().count())
}
