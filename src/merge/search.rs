//! The search for identity over a store: its things go in, and what is found becomes links.

use super::MergeError;
use super::alignment::Alignment;
use super::component::{Component, Index, is_local};
use super::foreign::Revision;
use super::keys::key_of_local;
use super::link::{Family, Link, Name, Options, Reason, Thing, link};
use super::rebuild::{Names, alignment_of, source_graphs};
use super::statement::{CERTAIN, Finding, Statement};
use super::things::{Knowledge, things};
use crate::iri::{Base, slug};
use crate::store::View as _;
use crate::store::terms::DISJOINT_WITH;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use std::collections::{BTreeMap, BTreeSet};

/// Two things of the store, and what the search says of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub left: NamedNode,
    pub right: NamedNode,
    /// A name of each, for people.
    pub names: [String; 2],
    /// How surely they are one, in millionths.
    pub score: u32,
    /// Why, or why not, in words.
    pub reasons: String,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// How many things there are to tell apart.
    pub things: usize,
    pub joined: Vec<Pair>,
    pub doubtful: Vec<Pair>,
    pub apart: Vec<Pair>,
}

impl Revision<'_> {
    /// Searches all sources, as they will be, for things that are one, and puts the links found in the
    /// place of those before. Decisions of people go before whatever the options say.
    pub fn search(
        &mut self,
        mut options: Options,
        knowledge: &dyn Knowledge,
    ) -> Result<Found, MergeError> {
        let (store, changes) = (self.store(), self.changes());
        let alignment = alignment_of(store, changes)?;
        let mut things = things(store, changes, &alignment, knowledge)?;
        let sources = source_graphs(store, changes)?;
        let (names, stated) = Names::read(store, changes, &sources)?;
        for decision in stated.iter().filter(|stated| stated.is_decision()) {
            let end = |iri| node(store.base(), &names, &alignment.iri(iri)).into_string();
            let pair = (end(&decision.left), end(&decision.right));
            match decision.finding {
                Finding::Different { .. } => options.different.push(pair),
                _ => options.same.push(pair),
            }
        }
        for quad in changes.find(None, Some(DISJOINT_WITH), None, None)? {
            if let (NamedOrBlankNode::NamedNode(one), Term::NamedNode(other)) =
                (quad.subject, quad.object)
            {
                options.disjoint.push((one.into_string(), other.into_string()));
            }
        }
        // A class tells things apart only where a source says so of it.
        let telling: BTreeSet<&String> =
            options.disjoint.iter().flat_map(|(one, other)| [one, other]).collect();
        for thing in &mut things {
            thing.classes.retain(|class| telling.contains(class));
        }
        let outcome = link(&things, &options);
        let (sure, unsure): (Vec<&Link>, Vec<&Link>) = outcome
            .joined
            .iter()
            .partition(|link| has_ground(&things, link, &alignment, store.base()));
        let pairs = |links: &mut dyn Iterator<Item = &Link>| -> Vec<Pair> {
            links.filter_map(|link| pair(&things, link)).collect()
        };
        let is_question = |link: &&Link| is_question(&things, link, &alignment);
        let doubtful = unsure.into_iter().chain(&outcome.doubtful).filter(is_question);
        let mut doubtful = pairs(&mut doubtful.into_iter());
        doubtful.sort_by(|one, other| (&one.left, &one.right).cmp(&(&other.left, &other.right)));
        let found = Found {
            things: things.len(),
            joined: pairs(&mut sure.into_iter()),
            doubtful,
            apart: pairs(&mut outcome.apart.iter().filter(is_question)),
        };
        // Two sources may say the same of the same two.
        let mut links: BTreeMap<(NamedNode, NamedNode), Statement> = BTreeMap::new();
        for Pair { left, right, score, reasons, .. } in &found.joined {
            let finding = Finding::Linked { score: *score, reasons: reasons.clone() };
            let link = Statement::new(left.clone(), right.clone(), finding);
            let ends = (link.left.clone(), link.right.clone());
            links
                .entry(ends)
                .and_modify(|known| *known = known.clone().max(link.clone()))
                .or_insert(link);
        }
        self.link(&links.into_values().collect::<Vec<_>>())?;
        Ok(found)
    }
}

/// The IRI by which the search knows what a person calls so.
fn node(base: &Base, names: &Names, iri: &NamedNode) -> NamedNode {
    if !is_local(base, iri) {
        return iri.clone();
    }
    let Ok(own) = names.keys_of(iri);
    let by_name = own.is_empty();
    let key = own.into_iter().next().unwrap_or_else(|| key_of_local(base, iri));
    let Ok(component) = Component::of(base, &key, names);
    let Ok(parts) = component.parts(base, names);
    for part in parts {
        if if by_name { part.is_main } else { part.locals.contains(iri) } {
            if part.is_main || !is_local(base, &part.canonical) {
                return part.canonical;
            }
            return part.locals.first().cloned().unwrap_or(part.canonical);
        }
    }
    iri.clone()
}

/// Names that agree by less are two names.
const AGREES: f64 = 0.9;
/// Letters that stand for several names are sure from here on.
const ACRONYM: f64 = 0.8;
/// Names that agree by so much, and letters so likely to stand for a name, are worth a question.
const ALIKE: f64 = 0.8;
const ACRONYM_LIKELY: f64 = 0.4;

/// Whether it makes sense to ask a person about two things: something in their names makes them look like
/// one. What else they share (a value, a neighbour, a frequent word) would give a list too long to be read.
fn is_question(things: &[Thing], link: &Link, alignment: &Alignment) -> bool {
    let (left, right) = (&things[link.left], &things[link.right]);
    let is_person = left.family == Some(Family::Person) || right.family == Some(Family::Person);
    let is_preferred =
        |thing: &Thing, name: &str| thing.names.iter().any(|own| own.preferred && own.text == name);
    let is_whole = |name: &str| name.split_whitespace().count() > 1;
    if alignment.are_two_titles(&left.iri, &right.iri) {
        return false;
    }
    link.reasons.iter().any(|reason| match reason {
        Reason::DecidedSame
        | Reason::DecidedDifferent
        | Reason::SameIri
        | Reason::SharedId(_)
        | Reason::SameMeaning(..) => true,
        // Two people who share a surname, and each has another given name, are two.
        Reason::SameName(name) => {
            is_whole(name) || is_preferred(left, name) || is_preferred(right, name)
        }
        Reason::LikeName(one, other, share) => {
            *share >= ALIKE && (!is_person || (is_whole(one) && is_whole(other)))
        }
        Reason::Acronym(..) => link.score >= ACRONYM_LIKELY,
        _ => false,
    })
}

/// Whether a link stands on an id, a decision, or a name that is enough to know the thing by. What else
/// speaks for it (a value, a place) may be shared by many, so it is for a person to decide.
fn has_ground(things: &[Thing], link: &Link, alignment: &Alignment, base: &Base) -> bool {
    let (left, right) = (&things[link.left], &things[link.right]);
    let is_person = left.family == Some(Family::Person) || right.family == Some(Family::Person);
    let is_preferred = |thing: &Thing, name: &str| {
        let name = slug(name);
        thing.names.iter().any(|own| own.preferred && slug(&own.text) == name)
    };
    // The other names that an article has for a thing, and the words by which a text speaks of a page of an
    // encyclopedia, may be another thing's; a title that needs a word in brackets is not the only one.
    let is_own = |thing: &Thing, name: &str| match alignment.title(&thing.iri) {
        Some((title, _)) => slug(&title) == slug(name) && !alignment.is_one_of_several(&thing.iri),
        None => !thing.iri.starts_with(base.as_str()) || is_preferred(thing, name),
    };
    // An id that a source gives to two of its things, or to people of two names, was mistyped for one.
    let is_mistyped = link.reasons.iter().any(|reason| match reason {
        Reason::OtherName(one, other) => {
            left.source == right.source || (is_person && is_latin(one) && is_latin(other))
        }
        _ => false,
    });
    // One encyclopedia has one page for each thing.
    let two_pages = alignment.are_two_titles(&left.iri, &right.iri);
    // A first name, a surname, a keyword alone is borne by many.
    let tells = |one: &str, other: &str| {
        let preferred = is_preferred(left, one) && is_preferred(right, other);
        let is_whole = |name: &str| name.split_whitespace().count() > 1;
        let is_enough = (is_whole(one) && is_whole(other)) || (preferred && !is_person);
        is_enough && is_own(left, one) && is_own(right, other) && !two_pages
    };
    let both_own = left.iri.starts_with(base.as_str()) && right.iri.starts_with(base.as_str());
    let language = |thing: &Thing, name: &str| {
        thing.names.iter().find(|own| own.text == name).and_then(|own| own.language.clone())
    };
    link.reasons.iter().any(|reason| match reason {
        Reason::DecidedSame | Reason::SameIri => true,
        Reason::SharedId(_) => !is_mistyped,
        Reason::SameName(name) => tells(name, name),
        Reason::LikeName(one, other, share) => *share >= AGREES && !both_own && tells(one, other),
        // In one language, words of one kind are as often those of two things (a state's government,
        // a federal one).
        Reason::SameMeaning(one, other) => {
            let languages =
                [(left, one), (right, other)].map(|(thing, name)| language(thing, name));
            languages.iter().all(Option::is_some) && languages[0] != languages[1]
        }
        // Two full names of one set of initials are two things'.
        Reason::Acronym(short, _) => {
            let has_full = |thing: &Thing| {
                thing
                    .names
                    .iter()
                    .any(|own| own.preferred && own.text.split_whitespace().count() > 1)
            };
            link.score >= ACRONYM
                && !short.chars().any(char::is_lowercase)
                && !(has_full(left) && has_full(right))
        }
        _ => false,
    })
}

/// Whether a name is written in Latin letters alone, so that another spelling of it would look like it.
fn is_latin(name: &str) -> bool {
    name.chars().filter(|letter| letter.is_alphabetic()).all(|letter| letter < '\u{250}')
}

fn pair(things: &[Thing], link: &Link) -> Option<Pair> {
    let (left, right) = (things.get(link.left)?, things.get(link.right)?);
    if left.iri == right.iri {
        return None;
    }
    let iri = |thing: &Thing| NamedNode::new(&thing.iri).ok();
    let reasons: Vec<String> = link.reasons.iter().map(ToString::to_string).collect();
    Some(Pair {
        left: iri(left)?,
        right: iri(right)?,
        names: [name(left), name(right)],
        score: millionths(link.score),
        reasons: reasons.join("; "),
    })
}

#[expect(clippy::cast_sign_loss, reason = "a score is between 0 and 1")]
fn millionths(score: f64) -> u32 {
    (score.clamp(0.0, 1.0) * f64::from(CERTAIN)).round() as u32
}

/// The name that a thing is best known by.
fn name(thing: &Thing) -> String {
    let best = thing.names.iter().min_by_key(|Name { preferred, text, .. }| (!preferred, text));
    best.map(|name| name.text.clone()).unwrap_or_default()
}
