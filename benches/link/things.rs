//! Many things to link: the names of the catalogues in `../shared/catalogues`, recombined where there
//! are not enough, in two sources, of which the second writes many of them otherwise.

use newsgraph::merge::link::{Family, Name, Thing};
use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

/// What a line of a catalogue gives.
struct Entry {
    family: Family,
    names: Vec<String>,
    country: String,
}

/// Numbers that look like chance and are the same every time (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }

    fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }
}

/// The catalogues, with the family of what they list where it is one for all.
const CATALOGUES: [(&str, Option<Family>); 7] = [
    ("cities.csv", Some(Family::Place)),
    ("general_fb15k.csv", None),
    ("organisations_gleif_be_lu_fr.csv", Some(Family::Organization)),
    ("organisations_nsi.csv", Some(Family::Organization)),
    ("organisations_ror.csv", Some(Family::Organization)),
    ("politicians.csv", Some(Family::Person)),
    ("politicians_meps.csv", Some(Family::Person)),
];

fn entries(folder: &Path) -> Result<Vec<Entry>, Box<dyn Error>> {
    let mut entries: Vec<Entry> = Vec::new();
    for (file, family) in CATALOGUES {
        let mut reader = csv::Reader::from_path(folder.join(file))?;
        let columns = reader.headers()?.clone();
        let column = |name: &str| columns.iter().position(|column| column == name);
        let at = ["type", "label", "aliases", "country"].map(column);
        for record in reader.records() {
            let record = record?;
            let [kind, label, aliases, country] =
                at.map(|at| at.and_then(|at| record.get(at)).unwrap_or_default());
            let family = family.or(match kind {
                "person" => Some(Family::Person),
                "place" => Some(Family::Place),
                _ => None,
            });
            let others = aliases.split('|').filter(|alias| !alias.is_empty()).take(2);
            entries.push(Entry {
                family: family.unwrap_or(Family::Other),
                names: std::iter::once(label).chain(others).map(str::to_owned).collect(),
                country: country.to_owned(),
            });
        }
    }
    Ok(entries)
}

/// Pairs of numbers of things that are one.
pub(crate) type Pairs = BTreeSet<(usize, usize)>;

/// `count` things in two sources, and which of them are one.
pub(crate) fn things(folder: &Path, count: usize) -> Result<(Vec<Thing>, Pairs), Box<dyn Error>> {
    let entries = entries(folder)?;
    let mut chance = Chance(7);
    let (mut things, mut pairs) = (Vec::with_capacity(count), BTreeSet::new());
    let mut number = 0;
    while things.len() + 1 < count {
        let entry = &entries[number % entries.len()];
        let mut names = entry.names.clone();
        if number >= entries.len() {
            // No longer a name of the catalogue, but one like it.
            for name in &mut names {
                let other = &entries[chance.below(entries.len())].names[0];
                *name = mixed(name, other, &mut chance);
            }
        }
        let year = 1850 + chance.below(170);
        let parent = chance.below(count / 20 + 1);
        let left = thing(entry, &names, number, 0, year, parent);
        let share = chance.below(100);
        if share < 60 {
            for name in &mut names {
                *name = misspelt(name, &mut chance);
            }
            if names.len() > 1 && chance.percent(50) {
                names.swap(0, 1);
            }
            names.truncate(1 + chance.below(2));
            let right = thing(entry, &names, number, 1, year, parent);
            pairs.insert((things.len(), things.len() + 1));
            things.extend([left, right]);
        } else if share < 80 {
            things.push(left);
        } else {
            things.push(thing(entry, &names, number, 1, year, parent));
        }
        number += 1;
    }
    Ok((things, pairs))
}

fn thing(
    entry: &Entry,
    names: &[String],
    number: usize,
    source: u32,
    year: usize,
    parent: usize,
) -> Thing {
    let site = ["https://one.example", "https://two.example"][source as usize];
    let mut values = vec![(format!("{site}/country"), entry.country.clone())];
    if !(number + source as usize).is_multiple_of(3) {
        values.push((format!("{site}/since"), year.to_string()));
    }
    Thing {
        iri: format!("{site}/{:x}", number * 7919 + source as usize),
        source,
        family: Some(entry.family),
        names: names
            .iter()
            .enumerate()
            .map(|(at, text)| Name { text: text.clone(), language: None, preferred: at == 0 })
            .collect(),
        values,
        neighbours: vec![(
            format!("{site}/partOf"),
            format!("{site}/{:x}", parent * 7919 + source as usize),
        )],
        ..Thing::default()
    }
}

/// A name with one of its words replaced by a word of another.
fn mixed(name: &str, other: &str, chance: &mut Chance) -> String {
    let mut words: Vec<&str> = name.split(' ').collect();
    let others: Vec<&str> = other.split(' ').collect();
    let at = chance.below(words.len());
    words[at] = others[chance.below(others.len())];
    if words.len() == 1 {
        words.push(others[chance.below(others.len())]);
    }
    words.join(" ")
}

/// A name as others write it: a letter wrong, a word left out, another order, no diacritics.
fn misspelt(name: &str, chance: &mut Chance) -> String {
    let mut words: Vec<String> = name.split(' ').map(str::to_owned).collect();
    match chance.below(10) {
        0..=2 => {
            let at = chance.below(words.len());
            let mut letters: Vec<char> = words[at].chars().collect();
            if letters.len() > 3 {
                let place = 1 + chance.below(letters.len() - 2);
                if chance.percent(50) {
                    letters.swap(place, place + 1);
                } else {
                    letters.remove(place);
                }
                words[at] = letters.into_iter().collect();
            }
        }
        3 if words.len() > 2 => {
            words.remove(chance.below(words.len()));
        }
        4 => words.reverse(),
        5 => return name.to_uppercase(),
        _ => {}
    }
    words.join(" ")
}
