//! All things in a form that is quick to compare: sorted, words as numbers, values in fields.
//!
//! A thing's fields are its own values, those of its parts (an address, a suburb: nodes of unknown
//! kind that nothing else in their source points at) and the names of its neighbours. Its bag holds
//! every word of fields and names once.

use super::reading::Reader;
use super::text::Shape;
use super::thing::{Family, Thing};
use super::words::Words;
use std::collections::BTreeMap;

/// The property of names among the fields.
pub(super) const NAME: u32 = 0;

/// Lists of several things, one behind the other.
#[derive(Debug)]
pub(super) struct Lists<T> {
    pub(super) starts: Vec<u32>,
    pub(super) items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T> Lists<T> {
    pub(super) fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// Ends the list of one thing.
    pub(super) fn end(&mut self) {
        self.starts.push(self.items.len() as u32);
    }

    pub(super) fn of(&self, at: usize) -> &[T] {
        &self.items[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn items(&self) -> &[T] {
        &self.items
    }
}

/// The words of one property's values, or the nodes that it leads to: sorted, each once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) property: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Field {
    /// Where its items stand among those of all fields of its kind.
    pub(super) fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    /// As it is written.
    Plain,
    /// Its words by meaning, whatever the language.
    Meaning,
    /// It is itself an acronym.
    Acronym,
    /// Its initials, where it is none.
    Initials,
}

/// The words of one name, in their order.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameWords {
    pub(super) kind: NameKind,
    /// Which of the thing's names it is.
    pub(super) number: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// See the head of this file. Things are numbered by their order here.
#[derive(Debug, Default)]
pub(super) struct Collection<'a> {
    pub(super) things: Vec<&'a Thing>,
    /// Where each thing stands in the slice given.
    pub(super) places: Vec<usize>,
    /// Sources, numbered without gaps, and how many things each has.
    pub(super) sources: Vec<u32>,
    pub(super) sizes: Vec<u32>,
    /// All things, source by source.
    pub(super) by_source: Vec<u32>,
    /// Things of one source, family and set of classes are of one kind.
    pub(super) kinds: Vec<u32>,
    pub(super) kind_count: usize,
    /// Things that are parts of others, and are compared with parts alone.
    pub(super) parts: Vec<bool>,
    pub(super) vocabulary: Vec<Box<str>>,
    pub(super) shapes: Vec<Shape>,
    pub(super) properties: Vec<String>,
    /// What node of the graph each thing is; things of one IRI are one node.
    pub(super) nodes: Vec<u32>,
    /// The IRI of each node.
    pub(super) iris: Vec<&'a str>,
    pub(super) bags: Lists<u32>,
    pub(super) fields: Lists<Field>,
    pub(super) field_words: Vec<u32>,
    pub(super) links: Lists<Field>,
    pub(super) link_nodes: Vec<u32>,
    /// The values of several words, as hashes, each with its thing.
    pub(super) phrases: Vec<(u64, u32)>,
    pub(super) names: Lists<NameWords>,
    pub(super) name_words: Vec<u32>,
}

impl Collection<'_> {
    /// How many nodes there are.
    pub(super) fn node_count(&self) -> usize {
        self.iris.len()
    }

    /// A word, and what it looks like.
    pub(super) fn word(&self, word: u32) -> (&str, Shape) {
        (&self.vocabulary[word as usize], self.shapes[word as usize])
    }

    pub(super) fn len(&self) -> usize {
        self.things.len()
    }

    pub(super) fn words_of(&self, field: Field) -> &[u32] {
        &self.field_words[field.range()]
    }

    /// The nodes of all link fields, one behind the other.
    pub(super) fn all_nodes(&self) -> &[u32] {
        &self.link_nodes
    }

    pub(super) fn words_of_name(&self, name: NameWords) -> &[u32] {
        &self.name_words[name.start as usize..name.end as usize]
    }

    pub(super) fn family(&self, at: usize) -> Option<Family> {
        self.things[at].family
    }
}

impl<'a> Collection<'a> {
    pub(super) fn new(things: &'a [Thing], words: &Words) -> Self {
        let mut places: Vec<usize> = (0..things.len()).collect();
        places.sort_by_key(|&at| (&things[at].iri, things[at].source));
        let sorted: Vec<&Thing> = places.iter().map(|&at| &things[at]).collect();
        let mut collection = Self { things: sorted, places, ..Self::default() };
        collection.number_sources();
        Reader::new(&mut collection, words).read();
        collection
    }

    fn number_sources(&mut self) {
        let mut known: Vec<u32> = self.things.iter().map(|thing| thing.source).collect();
        known.sort_unstable();
        known.dedup();
        self.sizes = vec![0; known.len()];
        for thing in &self.things {
            let number = known.partition_point(|&source| source < thing.source);
            self.sources.push(number as u32);
            self.sizes[number] += 1;
        }
        self.by_source = (0..self.len() as u32).collect();
        self.by_source.sort_by_key(|&at| self.sources[at as usize]);
        let mut kinds = BTreeMap::new();
        for thing in &self.things {
            kinds.insert((thing.source, thing.family, &thing.classes), 0);
        }
        self.kind_count = kinds.len();
        kinds.values_mut().zip(0..).for_each(|(kind, number)| *kind = number);
        let kind = |thing: &&Thing| kinds[&(thing.source, thing.family, &thing.classes)];
        self.kinds = self.things.iter().map(kind).collect();
    }
}
