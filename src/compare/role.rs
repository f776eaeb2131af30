//! Who holds which role where, and when: one holder after another is a succession, two at the same
//! time in an office for one is a contradiction.
//!
//! Only roles that one person holds at a time (`ng:singleHolder`) are compared, and only where it is
//! known of what. An article that does not say it is taken to mean the body for which another one
//! gives the same person the same role; failing that, for offices of state, the one country it
//! speaks of.

use super::likeness::{Comparer, SAME_STORY};
use super::outcome::{Group, Member, Topic, worst};
use super::show::{concept_name, looked_up_by};
use super::statement::Role;
use super::things::Thing;
use super::verdict::{Judgement, Kind, Verdict};
use crate::lexicon::ConceptId;
use std::collections::{BTreeMap, BTreeSet};

/// So many days apart two holders may have followed each other unremarked.
const SUCCESSION: i64 = 30;

/// A role and the body or place that it is held in.
type Office = (ConceptId, Thing);

/// The groups of roles, one an office.
pub(super) fn groups(comparer: &Comparer<'_>) -> Vec<Group> {
    let mut offices: BTreeMap<Office, Vec<&Role>> = BTreeMap::new();
    let stated_in = stated_in(comparer);
    for role in &comparer.stated.roles {
        if let Some(body) = body(comparer, &stated_in, role) {
            offices.entry((role.concept, body)).or_default().push(role);
        }
    }
    offices.iter().filter_map(|(office, roles)| group(comparer, *office, roles)).collect()
}

/// The bodies that some article states for a person's role.
fn stated_in(comparer: &Comparer<'_>) -> BTreeMap<(Thing, ConceptId), BTreeSet<Thing>> {
    let mut bodies: BTreeMap<(Thing, ConceptId), BTreeSet<Thing>> = BTreeMap::new();
    for role in &comparer.stated.roles {
        if let Some(body) = role.organization {
            bodies.entry((role.person, role.concept)).or_default().insert(body);
        }
    }
    bodies
}

fn body(
    comparer: &Comparer<'_>,
    stated_in: &BTreeMap<(Thing, ConceptId), BTreeSet<Thing>>,
    role: &Role,
) -> Option<Thing> {
    if !comparer.lexicon.concept(role.concept).flag("singleHolder") {
        return None;
    }
    if role.organization.is_some() {
        return role.organization;
    }
    match stated_in.get(&(role.person, role.concept)) {
        // In several bodies the same: which is meant is open.
        Some(bodies) => bodies.first().copied().filter(|_| bodies.len() == 1),
        None if comparer.lexicon.concept(role.concept).flag("ofState") => {
            comparer.stated.articles[role.article].country
        }
        None => None,
    }
}

fn group(comparer: &Comparer<'_>, office: Office, roles: &[&Role]) -> Option<Group> {
    let articles = &comparer.stated.articles;
    let day = |role: &Role| articles[role.article].published.clone();
    let mut plain: Vec<&Role> = Vec::new();
    for role in roles.iter().filter(|role| is_current(comparer, role)) {
        let in_article =
            |other: &&&Role| other.article == role.article && is_current(comparer, other);
        let mut others = roles.iter().filter(in_article);
        // Several holders in one article: one of them is of another time or another body.
        let alone = others.all(|other| is_one(comparer, other.person, role.person));
        if alone && plain.iter().all(|other| other.article != role.article) {
            plain.push(role);
        }
    }
    plain.sort_by_cached_key(|role| {
        (day(role), articles[role.article].iri.clone(), role.iri.clone())
    });
    let (first, rest) = plain.split_first()?;
    let mut members = vec![member(comparer, first)];
    // The last one that is not gainsaid by those that come after.
    let mut before: (&Role, usize) = (first, 0);
    for (at, role) in rest.iter().enumerate() {
        // Whoever holds it before and after others held it all along.
        let returns =
            rest[at + 1..].iter().any(|later| is_one(comparer, later.person, before.0.person));
        let Some(judgement) = judge(comparer, before.0, role, roles, returns) else { continue };
        let own = members.len();
        members.push(member(comparer, role));
        if judgement.verdict == Verdict::Contradicting {
            lay(&mut members, own, before.1, judgement);
        } else {
            lay(&mut members, before.1, own, judgement);
        }
        if !(returns && judgement.verdict == Verdict::Contradicting) {
            before = (role, own);
        }
    }
    // The one in office comes first.
    let last = members.len() - 1;
    members.reverse();
    for member in &mut members {
        member.against = member.against.map(|against| last - against);
    }
    let across: BTreeSet<usize> = plain.iter().map(|role| role.article).collect();
    let judgement = worst(&members).filter(|_| across.len() > 1)?;
    let named =
        plain.iter().flat_map(|role| role.evidence.named.iter().copied().chain([role.person]));
    let (things, names) = looked_up_by(comparer, named.chain([office.1]));
    Some(Group {
        topic: Topic::Role,
        concept: comparer.lexicon.concept(office.0).iri.clone(),
        what: concept_name(comparer, office.0),
        about: comparer.stated.things.iri(office.1).to_owned(),
        about_name: comparer.stated.things.name(office.1),
        things,
        names,
        members,
        judgement,
    })
}

/// Notes how one member stands to another, unless something worse is noted already.
fn lay(members: &mut [Member], one: usize, against: usize, judgement: Judgement) {
    if members[one].judgement.is_none_or(|noted| judgement < noted) {
        members[one].judgement = Some(judgement);
        members[one].against = Some(against);
    }
}

/// Whether a role is told of the time of its article, as far as can be seen: no former or future
/// holder, and no year gone by in the sentence.
fn is_current(comparer: &Comparer<'_>, role: &Role) -> bool {
    let Some(day) = comparer.stated.articles[role.article].day else { return !role.status };
    let years = role.evidence.sentence.split(|c: char| !c.is_alphanumeric());
    let mut years =
        years.filter(|word| word.len() == 4).filter_map(|word| word.parse::<i16>().ok());
    !role.status && !years.any(|year| (1000..day.year()).contains(&year))
}

fn is_one(comparer: &Comparer<'_>, one: Thing, two: Thing) -> bool {
    one == two || comparer.may_be_one_person(one, two)
}

/// How a holder stands to the one before; `None` where nothing can be said.
fn judge(
    comparer: &Comparer<'_>,
    before: &Role,
    after: &Role,
    all: &[&Role],
    returns: bool,
) -> Option<Judgement> {
    if is_one(comparer, before.person, after.person) {
        return Some(Judgement::plain(Verdict::Agreeing));
    }
    // Somebody is said to be on the way out or in: it changed hands.
    let changing = all
        .iter()
        .any(|role| role.status && (role.person == before.person || role.person == after.person));
    match comparer.days(before.article, after.article) {
        Some(days) if !returns && (days > SUCCESSION || (changing && days > 0)) => {
            Some(Judgement::plain(Verdict::Superseded))
        }
        Some(days) if days > SUCCESSION => None,
        _ if changing || is_shared(comparer, before, after) => None,
        // Of other news a holder of old may be named in passing.
        _ if comparer.story(before.article, after.article) < SAME_STORY => None,
        _ => Some(Judgement::contradicting(Kind::Holder)),
    }
}

/// Whether an article names both as holders, or the sentence of one names the other: then it is
/// shared or changing hands, and nobody is mistaken.
fn is_shared(comparer: &Comparer<'_>, one: &Role, two: &Role) -> bool {
    let names =
        |role: &Role, person: Thing| comparer.stated.articles[role.article].named.contains(&person);
    names(one, two.person) || names(two, one.person)
}

fn member(comparer: &Comparer<'_>, role: &Role) -> Member {
    Member {
        iri: role.iri.clone(),
        article: role.article,
        value: comparer.stated.things.name(role.person),
        words: role.words.clone(),
        sentence: role.evidence.sentence.clone(),
        mark: role.evidence.mark,
        ..Member::default()
    }
}
