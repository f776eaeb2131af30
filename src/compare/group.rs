//! Gathers the figures that speak of the same thing: who comes into question, who goes with whom,
//! and which of them stand together.

use super::amount::{Relation, relate};
use super::likeness::{Comparer, Likeness};
use super::statement::Figure;
use super::things::Thing;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many of an article's most telling things each of its figures is looked for under.
const TELLING_THINGS: usize = 8;

/// In a crowded place only so many neighbours in time are looked at.
const NEIGHBOURS: usize = 60;

/// Another candidate that scores nearly as much makes a differing pair doubtful.
const CLEARLY: f64 = 1.0;

/// Two figures that go together.
#[derive(Clone, Copy, Debug)]
struct Link {
    one: usize,
    two: usize,
    likeness: Likeness,
}

impl Link {
    /// Whether the numbers bear each other out.
    fn agrees(&self) -> bool {
        matches!(self.likeness.relation, Relation::Equal | Relation::Rounded | Relation::Compatible)
    }

    /// Whether the numbers are the same but for a slip.
    fn is_misread(&self) -> bool {
        matches!(self.likeness.relation, Relation::Scale | Relation::Currency | Relation::Unit)
    }
}

/// A group's figures, by their index; of at least two articles, sorted.
pub(super) type Members = Vec<usize>;

/// The groups of figures of several articles that speak of the same thing.
pub(super) fn groups(comparer: &Comparer<'_>) -> Vec<Members> {
    let figures = &comparer.stated.figures;
    let mut links = Vec::new();
    for (one, two) in candidates(comparer) {
        if let Some(likeness) = comparer.liken(&figures[one], &figures[two]) {
            links.push(Link { one, two, likeness });
        }
    }
    // The surest first; among the equally sure the order of the articles.
    links.sort_by(|a, b| {
        let score = |link: &Link| (!link.agrees(), !link.is_misread());
        (score(a), b.likeness.score, a.one, a.two)
            .partial_cmp(&(score(b), a.likeness.score, b.one, b.two))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let kept = one_to_one(figures, links);
    cluster(comparer, &kept)
}

/// Pairs of figures of two articles that have a kind of measure or a number in common, and a thing.
fn candidates(comparer: &Comparer<'_>) -> BTreeSet<(usize, usize)> {
    let stated = comparer.stated;
    let telling: Vec<Vec<Thing>> = stated
        .articles
        .iter()
        .map(|article| {
            let mut named: Vec<Thing> = article.named.iter().copied().collect();
            named.sort_by(|&a, &b| {
                let weight = |thing| stated.things.weight(thing);
                weight(b)
                    .total_cmp(&weight(a))
                    .then_with(|| stated.things.iri(a).cmp(stated.things.iri(b)))
            });
            named.truncate(TELLING_THINGS);
            named
        })
        .collect();
    let mut places: BTreeMap<(Thing, String), Vec<usize>> = BTreeMap::new();
    for (index, figure) in stated.figures.iter().enumerate() {
        let Some(amount) = &figure.amount else { continue };
        let mut anchors: BTreeSet<Thing> = telling[figure.article].iter().copied().collect();
        anchors.extend(figure.subject.into_iter().chain(figure.claimant));
        anchors.extend(&figure.evidence.named);
        let mut keys = vec![format!("{}", amount.digits().0)];
        keys.extend(comparer.concept(figure).map(|id| comparer.lexicon.concept(id).iri.clone()));
        if comparer.concept(figure).is_none() && !figure.measure.is_empty() {
            keys.push(figure.measure.clone());
        }
        for thing in anchors {
            for key in &keys {
                places.entry((thing, key.clone())).or_default().push(index);
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for list in places.values_mut() {
        list.sort_by_key(|&index| (stated.articles[stated.figures[index].article].day, index));
        for (at, &one) in list.iter().enumerate() {
            for &two in list.iter().skip(at + 1).take(NEIGHBOURS) {
                if stated.figures[one].article != stated.figures[two].article {
                    pairs.insert((one.min(two), one.max(two)));
                }
            }
        }
    }
    pairs
}

/// Of two articles each figure goes with one of the other at most: with one that agrees where there
/// is one, else with one that is plainly the same misread; and with a differing one only where no
/// other comes into question on either side.
fn one_to_one(figures: &[Figure], links: Vec<Link>) -> Vec<Link> {
    let mut taken: HashMap<(usize, usize), usize> = HashMap::new();
    let mut kept = Vec::new();
    let mut doubtful: BTreeMap<(usize, usize), Vec<Link>> = BTreeMap::new();
    let sides = |link: &Link| {
        [(link.one, figures[link.two].article), (link.two, figures[link.one].article)]
    };
    for link in links {
        if sides(&link).iter().any(|side| taken.contains_key(side)) {
            continue;
        }
        if link.agrees() || link.is_misread() {
            let [one, two] = sides(&link);
            taken.insert(one, link.two);
            taken.insert(two, link.one);
            kept.push(link);
        } else {
            for side in sides(&link) {
                doubtful.entry(side).or_default().push(link);
            }
        }
    }
    let mut differing = Vec::new();
    for (&side, links) in &doubtful {
        let free: Vec<&Link> = links
            .iter()
            .filter(|link| sides(link).iter().all(|side| !taken.contains_key(side)))
            .collect();
        let Some(best) = free.first() else { continue };
        // What gives the same number again is no rival.
        let number =
            |link: &Link| figures[if link.one == side.0 { link.two } else { link.one }].number();
        let rival = free.iter().any(|next| {
            number(next) != number(best) && best.likeness.score - next.likeness.score < CLEARLY
        });
        if !rival {
            differing.push((side, **best));
        }
    }
    // Both sides must choose each other.
    for (side, link) in &differing {
        let other = sides(link).into_iter().find(|other| other != side);
        let mutual = differing.iter().any(|(its, its_link)| {
            Some(*its) == other && (its_link.one, its_link.two) == (link.one, link.two)
        });
        if mutual && side.0 == link.one {
            kept.push(*link);
        }
    }
    kept
}

/// Whether two figures give other numbers. What agrees with both («hundreds») must not join them.
fn differ(one: &Figure, two: &Figure) -> bool {
    match (&one.amount, &two.amount) {
        (Some(a), Some(b)) => matches!(relate(a, b), Relation::Differ(_)),
        _ => false,
    }
}

/// Joins links to groups, the surest first, and keeps apart what excludes each other.
fn cluster(comparer: &Comparer<'_>, links: &[Link]) -> Vec<Members> {
    let figures = &comparer.stated.figures;
    let mut group_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut members: BTreeMap<usize, Members> = BTreeMap::new();
    for link in links {
        for figure in [link.one, link.two] {
            let own = *group_of.entry(figure).or_insert(figure);
            members.entry(own).or_insert_with(|| vec![figure]);
        }
        let (one, two) = (group_of[&link.one], group_of[&link.two]);
        if one == two {
            continue;
        }
        let fits = members[&one].iter().all(|&a| {
            members[&two].iter().all(|&b| {
                let (a, b) = (&figures[a], &figures[b]);
                if a.article == b.article {
                    a.number() == b.number()
                } else {
                    !comparer.excludes(a, b) && (!link.agrees() || !differ(a, b))
                }
            })
        });
        if fits {
            let joining = members.remove(&two).unwrap_or_default();
            for &figure in &joining {
                group_of.insert(figure, one);
            }
            members.entry(one).or_default().extend(joining);
        }
    }
    let mut groups: Vec<Members> = members.into_values().filter(|group| group.len() > 1).collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();
    groups
}
