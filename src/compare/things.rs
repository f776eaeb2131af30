//! The things that statements are about, by their canonical IRIs: their names, what they are, which
//! of them belong together, and how much it tells to name one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A thing by its canonical IRI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Thing(u32);

/// What a thing is, as far as comparing cares. It may be several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nature {
    Person,
    Organization,
    Media,
    Place,
    Country,
    /// A programme, project, product and the like.
    Programme,
}

/// All things of the articles read.
#[derive(Debug, Default)]
pub(super) struct Things {
    ids: HashMap<String, Thing>,
    known: Vec<Known>,
    articles: usize,
}

#[derive(Debug, Default)]
struct Known {
    iri: String,
    /// Names with their languages, and how many articles use each.
    names: BTreeMap<(String, String), usize>,
    natures: BTreeSet<Nature>,
    /// Owners, members, employers, groups: those who may speak for it or stand for it.
    kin: BTreeSet<Thing>,
    /// In how many articles it is named.
    spread: usize,
}

impl Things {
    /// The thing of an IRI.
    pub(super) fn of(&mut self, iri: &str) -> Thing {
        if let Some(&thing) = self.ids.get(iri) {
            return thing;
        }
        let thing = Thing(self.known.len() as u32);
        self.known.push(Known { iri: iri.to_owned(), ..Known::default() });
        self.ids.insert(iri.to_owned(), thing);
        thing
    }

    pub(super) fn iri(&self, thing: Thing) -> &str {
        &self.known[thing.0 as usize].iri
    }

    /// Whether some article takes a thing for this.
    pub(super) fn is(&self, thing: Thing, nature: Nature) -> bool {
        self.known[thing.0 as usize].natures.contains(&nature)
    }

    pub(super) fn add_nature(&mut self, thing: Thing, nature: Nature) {
        self.known[thing.0 as usize].natures.insert(nature);
    }

    pub(super) fn add_name(&mut self, thing: Thing, name: &str, language: &str) {
        let key = (name.to_owned(), language.to_owned());
        *self.known[thing.0 as usize].names.entry(key).or_default() += 1;
    }

    /// Makes two things kin.
    pub(super) fn join(&mut self, one: Thing, other: Thing) {
        if one != other {
            self.known[one.0 as usize].kin.insert(other);
            self.known[other.0 as usize].kin.insert(one);
        }
    }

    /// Whether two things are one, or one owns, employs, leads or gathers the other.
    pub(super) fn are_kin(&self, one: Thing, other: Thing) -> bool {
        one == other || self.known[one.0 as usize].kin.contains(&other)
    }

    /// Whether a thing bears an IRI that others gave it.
    pub(super) fn is_linked(&self, thing: Thing) -> bool {
        !self.iri(thing).contains("/id/")
    }

    /// Counts an article that names these things.
    pub(super) fn count(&mut self, named: &BTreeSet<Thing>) {
        self.articles += 1;
        for thing in named {
            self.known[thing.0 as usize].spread += 1;
        }
    }

    /// How much it tells of an article or a sentence that it names a thing: more for rare ones.
    pub(super) fn weight(&self, thing: Thing) -> f64 {
        rarity(self.articles, self.known[thing.0 as usize].spread)
    }

    /// The name for people: the one most used in English, else in any language.
    pub(super) fn name(&self, thing: Thing) -> String {
        let known = &self.known[thing.0 as usize];
        let rank = |((name, language), count): &(&(String, String), &usize)| {
            (language == "en", **count, std::cmp::Reverse(name.chars().count()))
        };
        // Of two that rank alike the first in the alphabet, for the list is sorted and max takes the last.
        let best = known.names.iter().rev().max_by_key(rank);
        best.map_or_else(|| tail(&known.iri), |((name, _), _)| name.clone())
    }

    /// All names with the language of each.
    pub(super) fn names_with_language(&self, thing: Thing) -> impl Iterator<Item = (&str, &str)> {
        let names = self.known[thing.0 as usize].names.keys();
        names.map(|(name, language)| (name.as_str(), language.as_str()))
    }

    /// All names, in no language's order.
    pub(super) fn names(&self, thing: Thing) -> impl Iterator<Item = &str> {
        self.known[thing.0 as usize].names.keys().map(|(name, _)| name.as_str())
    }
}

/// How rare something is that so many of all articles have. In a small store little can be told from
/// that: it is taken as one part of a larger one.
fn rarity(articles: usize, with: usize) -> f64 {
    const OTHERS: f64 = 50.0;
    (1.0 + (articles as f64 + OTHERS) / with.max(1) as f64).ln()
}

/// The last part of an IRI, for things without a name.
pub(super) fn tail(iri: &str) -> String {
    iri.rsplit(['/', '#']).next().unwrap_or(iri).to_owned()
}
