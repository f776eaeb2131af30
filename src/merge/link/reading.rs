//! Reading things into a collection: words are numbered, parts followed, neighbours gathered.

use super::collection::{Collection, Field, Lists, NameKind, NameWords};
use super::text::{Shape, acronym, fold, initials, words};
use super::thing::Family;
use super::words::{Piece, Words};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

/// More names of one thing, and more words of one value, are not looked at.
const MOST_NAMES: usize = 24;
const MOST_WORDS: usize = 96;
/// Parts of parts of parts.
const DEPTH: usize = 3;
/// A node that connects others has no more values of its own than this.
const CONNECTOR_VALUES: usize = 2;
/// A thing that more things of its source point at says little about each.
const MOST_INCOMING: usize = 48;

/// Fills a collection.
pub(super) struct Reader<'c, 'a> {
    collection: &'c mut Collection<'a>,
    words: &'c Words,
    numbers: FxHashMap<Box<str>, u32>,
    properties: FxHashMap<String, u32>,
    nodes: FxHashMap<&'a str, u32>,
    /// The first thing of a node; others of the same IRI follow it.
    first: Vec<u32>,
    /// Things that point at a thing of their source: property, thing.
    incoming: Lists<(u32, u32)>,
    connectors: Vec<bool>,
}

impl<'c, 'a> Reader<'c, 'a> {
    pub(super) fn new(collection: &'c mut Collection<'a>, words: &'c Words) -> Self {
        let mut reader = Self {
            collection,
            words,
            numbers: FxHashMap::default(),
            properties: FxHashMap::default(),
            nodes: FxHashMap::default(),
            first: Vec::new(),
            incoming: Lists::default(),
            connectors: Vec::new(),
        };
        reader.property("");
        reader
    }

    pub(super) fn read(mut self) {
        for at in 0..self.collection.len() {
            let node = self.node(&self.collection.things[at].iri);
            if self.first.len() <= node as usize {
                self.first.push(at as u32);
            }
            self.collection.nodes.push(node);
        }
        self.read_incoming();
        self.find_parts();
        self.find_connectors();
        let class_of = self.property("a");
        let mut texts = Vec::new();
        let mut atoms = Vec::new();
        let mut bag = Vec::new();
        for at in 0..self.collection.len() {
            self.read_names(at, &mut bag);
            self.gather(at, at, "", 0, &mut texts, &mut atoms);
            self.gather_connected(at, &mut texts, &mut atoms);
            for class in &self.collection.things[at].classes {
                atoms.push((class_of, self.node(class)));
            }
            let incoming = self.incoming.of(at);
            if incoming.len() <= MOST_INCOMING {
                let nodes = &self.collection.nodes;
                atoms.extend(incoming.iter().map(|&(by, from)| (by, nodes[from as usize])));
            }
            texts.sort_unstable();
            texts.dedup();
            bag.extend(texts.iter().map(|&(_, word)| word));
            bag.sort_unstable();
            bag.dedup();
            bag.drain(..).for_each(|word| self.collection.bags.push(word));
            self.collection.bags.end();
            atoms.sort_unstable();
            atoms.dedup();
            let collection = &mut *self.collection;
            close(&mut texts, &mut collection.fields, &mut collection.field_words);
            close(&mut atoms, &mut collection.links, &mut collection.link_nodes);
        }
    }

    /// Who points at whom within a source.
    fn read_incoming(&mut self) {
        let mut incoming = Vec::new();
        for from in 0..self.collection.len() {
            let thing = self.collection.things[from];
            for (property, iri) in &thing.neighbours {
                if let Some(to) = self.local(iri, from) {
                    incoming.push((to as u32, from as u32, property.as_str()));
                }
            }
        }
        incoming.sort_unstable();
        incoming.dedup_by_key(|&mut (to, from, _)| (to, from));
        let mut rest = incoming.as_slice();
        for at in 0..self.collection.len() {
            let count = rest.partition_point(|&(to, ..)| to as usize <= at);
            let (own, others) = rest.split_at(count);
            // The count matters even where the list is too long to be of use: see `find_parts`.
            for &(_, from, property) in own.iter().take(MOST_INCOMING + 1) {
                let inverse = self.property(&format!("^{property}"));
                self.incoming.push((inverse, from));
            }
            self.incoming.end();
            rest = others;
        }
    }

    /// The thing of an IRI in the source of another thing.
    fn local(&self, iri: &str, of: usize) -> Option<usize> {
        let node = *self.nodes.get(iri)? as usize;
        let start = *self.first.get(node)? as usize;
        // Things are sorted by IRI, then by source, and their nodes are numbered in that order.
        let end = self.first.get(node + 1).map_or(self.collection.len(), |&next| next as usize);
        let sources = &self.collection.sources;
        let own = sources[start..end].binary_search(&sources[of]).ok()?;
        Some(start + own).filter(|&at| at != of)
    }

    /// Marks parts: things of kinds of which nearly each is spoken of by one other thing alone.
    fn find_parts(&mut self) {
        let mut counts = vec![[0usize; 2]; self.collection.kind_count];
        for at in 0..self.collection.len() {
            let thing = self.collection.things[at];
            let could_be = thing.family.is_none() && thing.ids.is_empty();
            let is_part = could_be && self.incoming.of(at).len() == 1;
            counts[self.collection.kinds[at] as usize][usize::from(is_part)] += 1;
        }
        let parts = (0..self.collection.len()).map(|at| {
            let [others, parts] = counts[self.collection.kinds[at] as usize];
            others * 9 <= parts && self.incoming.of(at).len() == 1
        });
        self.collection.parts = parts.collect();
    }

    /// Marks nodes that do nothing but connect others: a membership, the event of a creation.
    /// Nothing points at them, they have no name and hardly a value of their own. What they connect
    /// is said of the things that they point at.
    fn find_connectors(&mut self) {
        let collection = &*self.collection;
        let mut counts = vec![[0usize; 2]; collection.kind_count];
        for (at, thing) in collection.things.iter().enumerate() {
            let connects = thing.family.is_none()
                && thing.names.is_empty()
                && thing.ids.is_empty()
                && thing.values.len() <= CONNECTOR_VALUES
                && thing.neighbours.len() >= 2
                && self.incoming.of(at).is_empty();
            counts[collection.kinds[at] as usize][usize::from(connects)] += 1;
        }
        let connect = |&kind: &u32| counts[kind as usize][0] * 9 <= counts[kind as usize][1];
        self.connectors = collection.kinds.iter().map(connect).collect();
    }

    /// What the connectors that point at a thing say, as if the thing said it.
    fn gather_connected(
        &mut self,
        at: usize,
        texts: &mut Vec<(u32, u32)>,
        atoms: &mut Vec<(u32, u32)>,
    ) {
        let incoming = self.incoming.of(at);
        if self.collection.parts[at] || incoming.len() > MOST_INCOMING {
            return;
        }
        let connectors: Vec<(u32, u32)> =
            incoming.iter().copied().filter(|&(_, from)| self.connectors[from as usize]).collect();
        for (inverse, from) in connectors {
            let path = format!("{}/", self.collection.properties[inverse as usize]);
            self.gather(at, from as usize, &path, 1, texts, atoms);
        }
    }

    /// The values of a thing or of one of its parts, under the path that leads to them.
    fn gather(
        &mut self,
        whole: usize,
        at: usize,
        path: &str,
        depth: usize,
        texts: &mut Vec<(u32, u32)>,
        atoms: &mut Vec<(u32, u32)>,
    ) {
        let thing = self.collection.things[at];
        for (property, text) in &thing.values {
            let property = self.path(path, property);
            self.read_text(property, text, texts);
            if text.len() > 8 && text.contains(' ') {
                self.collection.phrases.push((phrase(text), whole as u32));
            }
        }
        if depth > 0 {
            for name in thing.names.iter().take(MOST_NAMES) {
                let property = self.path(path, "");
                self.read_text(property, &name.text, texts);
            }
        }
        for (property, iri) in &thing.neighbours {
            match self.local(iri, at) {
                Some(same) if depth > 0 && same == whole => {}
                Some(part) if depth < DEPTH && self.collection.parts[part] => {
                    let path = format!("{path}{property}/");
                    self.gather(whole, part, &path, depth + 1, texts, atoms);
                }
                other => {
                    let number = self.path(path, property);
                    atoms.push((number, self.node(iri)));
                    if let Some(neighbour) = other {
                        let number = self.path(path, &format!("{property}/"));
                        for name in self.collection.things[neighbour].names.iter().take(2) {
                            self.read_text(number, &name.text, texts);
                        }
                    }
                }
            }
        }
    }

    fn read_text(&mut self, property: u32, text: &str, texts: &mut Vec<(u32, u32)>) {
        let mut count = 0;
        words(text, |word| {
            if count < MOST_WORDS {
                texts.push((property, self.number(word)));
            }
            count += 1;
        });
    }

    fn read_names(&mut self, at: usize, bag: &mut Vec<u32>) {
        let thing = self.collection.things[at];
        let from_iri = thing.names.is_empty().then(|| name_of_iri(&thing.iri)).flatten();
        let given = thing.names.iter().map(|name| name.text.as_str());
        let mut seen: Vec<(NameKind, Vec<u32>)> = Vec::new();
        for (number, text) in given.chain(from_iri.as_deref()).take(MOST_NAMES).enumerate() {
            let mut own = Vec::new();
            words(text, |word| own.push(self.number(word)));
            own.truncate(MOST_WORDS);
            let mut found = vec![(NameKind::Plain, own)];
            // The names of people are not translated.
            let is_person = thing.family == Some(Family::Person);
            let folded = if is_person { String::new() } else { fold(text) };
            for pieces in self.words.meanings(&folded) {
                let pieces = pieces.iter().map(|piece| match piece {
                    Piece::Group(group) => self.number(&format!("={group}")),
                    Piece::Word(word) => self.number(word),
                });
                found.push((NameKind::Meaning, pieces.take(MOST_WORDS).collect()));
            }
            if !matches!(thing.family, Some(Family::Person | Family::Work)) {
                let short = acronym(text).map(|letters| (NameKind::Acronym, letters));
                let short = short.or_else(|| Some((NameKind::Initials, initials(text)?)));
                if let Some((kind, letters)) = short {
                    found.push((kind, vec![self.number(&format!("#{letters}"))]));
                }
            }
            for (kind, own) in found {
                if own.is_empty()
                    || seen.iter().any(|(other, words)| *other == kind && *words == own)
                {
                    continue;
                }
                let collection = &mut *self.collection;
                let start = collection.name_words.len() as u32;
                collection.name_words.extend(&own);
                let end = collection.name_words.len() as u32;
                collection.names.push(NameWords { kind, number: number as u32, start, end });
                bag.extend(&own);
                seen.push((kind, own));
            }
        }
        self.collection.names.end();
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.collection.vocabulary.len() as u32;
        self.collection.vocabulary.push(word.into());
        self.collection.shapes.push(Shape::of(word));
        self.numbers.insert(word.into(), number);
        number
    }

    fn path(&mut self, path: &str, property: &str) -> u32 {
        if path.is_empty() {
            self.property(property)
        } else {
            self.property(&format!("{path}{property}"))
        }
    }

    fn property(&mut self, property: &str) -> u32 {
        if let Some(&number) = self.properties.get(property) {
            return number;
        }
        let number = self.collection.properties.len() as u32;
        self.collection.properties.push(property.to_owned());
        self.properties.insert(property.to_owned(), number);
        number
    }

    fn node(&mut self, iri: &'a str) -> u32 {
        let iris = &mut self.collection.iris;
        *self.nodes.entry(iri).or_insert_with(|| {
            iris.push(iri);
            iris.len() as u32 - 1
        })
    }
}

/// A number that stands for a text.
fn phrase(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.trim().hash(&mut hasher);
    hasher.finish()
}

/// Makes fields of what one thing says, sorted by property.
fn close(pairs: &mut Vec<(u32, u32)>, fields: &mut Lists<Field>, items: &mut Vec<u32>) {
    for group in pairs.chunk_by(|one, two| one.0 == two.0) {
        let start = items.len() as u32;
        items.extend(group.iter().map(|&(_, item)| item));
        fields.push(Field { property: group[0].0, start, end: items.len() as u32 });
    }
    fields.end();
    pairs.clear();
}

/// The name that an IRI ends in, where it is one: «Bart_De_Wever», but not «Person730».
fn name_of_iri(iri: &str) -> Option<String> {
    let name = iri.rsplit(['/', '#', ':']).next()?.replace('_', " ");
    let decoded = percent_decoded(&name);
    let is_word = |word: &str| {
        word.chars().all(char::is_alphabetic) || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let folded = fold(&decoded);
    let is_name = folded.split(' ').all(is_word) && folded.chars().any(char::is_alphabetic);
    is_name.then_some(decoded)
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| byte == b'%');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        if let Some(decoded) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(decoded);
            rest = &after[2..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
