//! Groups of figures as they are shown: which one the others are laid to, and the verdicts.

use super::amount::UnitKind;
use super::likeness::Comparer;
use super::outcome::{Group, Member, Topic, worst};
use super::statement::{Figure, Modality};
use super::things::Thing;
use super::verdict::Verdict;
use crate::facts::grouped;
use crate::lexicon::ConceptId;
use std::collections::{BTreeMap, BTreeSet};

/// The measure of any amount of money.
const MONEY: &str = "https://newsgraph.example/measure/amount";

/// The groups with their verdicts.
pub(super) fn figures(comparer: &Comparer<'_>, groups: &[Vec<usize>]) -> Vec<Group> {
    groups.iter().filter_map(|group| figure_group(comparer, group)).collect()
}

/// One group, the first member being what most articles give; `None` where nothing is left to lay
/// side by side.
pub(super) fn figure_group(comparer: &Comparer<'_>, group: &[usize]) -> Option<Group> {
    let all = &comparer.stated.figures;
    let mut given: BTreeMap<Option<String>, BTreeSet<usize>> = BTreeMap::new();
    for &figure in group {
        given.entry(all[figure].number()).or_default().insert(all[figure].article);
    }
    let mut ordered: Vec<usize> = group.to_vec();
    let day = |figure: &Figure| {
        let article = &comparer.stated.articles[figure.article];
        (
            article.published.is_empty(),
            article.published.clone(),
            article.iri.clone(),
            figure.iri.clone(),
        )
    };
    ordered.sort_by_cached_key(|&figure| {
        let figure = &all[figure];
        (std::cmp::Reverse(given[&figure.number()].len()), day(figure))
    });
    let mut members = laid_to_first(comparer, &ordered)?;
    if members
        .iter()
        .any(|member| member.judgement.is_some_and(|j| j.verdict == Verdict::Superseded))
    {
        // What is superseded is laid to what took its place.
        let newest =
            |&figure: &usize| comparer.stated.articles[all[figure].article].published.clone();
        ordered.sort_by_cached_key(|figure| std::cmp::Reverse(newest(figure)));
        members = laid_to_first(comparer, &ordered)?;
    }
    let judgement = worst(&members)?;
    let figures: Vec<&Figure> = ordered.iter().map(|&figure| &all[figure]).collect();
    let target = figures.iter().all(|figure| figure.modality == Modality::Targeted);
    let about = most(figures.iter().filter_map(|figure| figure.subject));
    let (concept, what) = measure(comparer, &figures);
    let (things, names) = looked_up_by(
        comparer,
        figures.iter().flat_map(|figure| {
            figure.evidence.named.iter().copied().chain(figure.subject).chain(figure.claimant)
        }),
    );
    Some(Group {
        topic: if target { Topic::Target } else { Topic::Figure },
        concept,
        what,
        about: about.map(|thing| comparer.stated.things.iri(thing).to_owned()).unwrap_or_default(),
        about_name: about.map(|thing| comparer.stated.things.name(thing)).unwrap_or_default(),
        things,
        names,
        members,
        judgement,
    })
}

/// The figures as members, each laid to the first.
fn laid_to_first(comparer: &Comparer<'_>, ordered: &[usize]) -> Option<Vec<Member>> {
    let all = &comparer.stated.figures;
    let (&first, rest) = ordered.split_first()?;
    let mut members = vec![member(comparer, &all[first])];
    for &other in rest.iter().filter(|&&other| all[other].article != all[first].article) {
        // A statement on which nothing can be said is left out, and its article says nothing here.
        let Some(judgement) = comparer.judge(&all[other], &all[first]) else { continue };
        let laid = member(comparer, &all[other]);
        members.push(Member { judgement: Some(judgement), against: Some(0), ..laid });
    }
    Some(members)
}

/// IRIs and names of things, under which a group is found.
pub(super) fn looked_up_by(
    comparer: &Comparer<'_>,
    things: impl Iterator<Item = Thing>,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let all = &comparer.stated.things;
    let things: BTreeSet<Thing> = things.collect();
    let names = things.iter().flat_map(|&thing| all.names(thing)).map(str::to_owned).collect();
    (things.iter().map(|&thing| all.iri(thing).to_owned()).collect(), names)
}

/// The measure that most figures have: its concept and its name, else the words of the first.
fn measure(comparer: &Comparer<'_>, figures: &[&Figure]) -> (String, String) {
    let concept = most(figures.iter().filter_map(|figure| comparer.concept(figure)));
    if let Some(concept) = concept {
        return (comparer.lexicon.concept(concept).iri.clone(), concept_name(comparer, concept));
    }
    // What stands beside an amount without a measure is rather what it goes to.
    let money = figures.iter().all(|figure| figure.unit_kind() == Some(&UnitKind::Currency));
    if let Some(amount) = comparer.lexicon.id(MONEY).filter(|_| money) {
        return (String::new(), concept_name(comparer, amount));
    }
    let words = figures.iter().map(|figure| &figure.measure).find(|words| !words.is_empty());
    (String::new(), words.cloned().unwrap_or_default())
}

/// A concept's English name, else that of any language.
pub(super) fn concept_name(comparer: &Comparer<'_>, concept: ConceptId) -> String {
    let names = &comparer.lexicon.concept(concept).names;
    let english = names.iter().find(|(language, _)| language.as_str() == "en");
    english.or_else(|| names.iter().next()).map_or_else(String::new, |(_, name)| name.clone())
}

/// What occurs most often; of several the smallest.
fn most<T: Ord + Copy>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map(|(one, _)| one)
}

/// A figure as a member without a verdict.
pub(super) fn member(comparer: &Comparer<'_>, figure: &Figure) -> Member {
    let value = match &figure.amount {
        None => figure.words.clone(),
        Some(amount) => {
            let upper = amount.max.map(|max| format!("–{}", grouped(&max))).unwrap_or_default();
            let near = amount.nearness.words();
            let value = grouped(&amount.value);
            format!("{near} {value}{upper} {}", amount.unit).trim().to_owned()
        }
    };
    Member {
        iri: figure.iri.clone(),
        article: figure.article,
        value,
        modality: figure.modality.word().to_owned(),
        says: figure.claimant.map(|who| comparer.stated.things.name(who)).unwrap_or_default(),
        when: figure.when(),
        words: figure.words.clone(),
        sentence: figure.evidence.sentence.clone(),
        mark: figure.evidence.mark,
        ..Member::default()
    }
}
