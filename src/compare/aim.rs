//! Aims without a number («carbon negative by 2030») and the deadlines of programmes: what is to be
//! reached is the same, is the date?

use super::likeness::{Comparer, SAME_STORY, Subject};
use super::likeness_parts::times_exclude;
use super::outcome::{Group, Member, Topic, worst};
use super::show::{figure_group, looked_up_by};
use super::statement::{Due, Figure};
use super::verdict::{Judgement, Verdict};
use std::collections::BTreeMap;

/// The groups of aims and of deadlines.
pub(super) fn groups(comparer: &Comparer<'_>) -> Vec<Group> {
    let mut groups = aims(comparer);
    groups.extend(dues(comparer));
    groups
}

fn aims(comparer: &Comparer<'_>) -> Vec<Group> {
    let all = &comparer.stated.figures;
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (index, figure) in all.iter().enumerate() {
        if figure.amount.is_some() || figure.deadline.is_none() {
            continue;
        }
        let fits = |group: &&mut Vec<usize>| {
            group.iter().all(|&other| is_same_aim(comparer, &all[other], figure))
        };
        match groups.iter_mut().find(fits) {
            Some(group) => group.push(index),
            None => groups.push(vec![index]),
        }
    }
    groups.iter().filter_map(|group| figure_group(comparer, group)).collect()
}

fn is_same_aim(comparer: &Comparer<'_>, one: &Figure, two: &Figure) -> bool {
    if one.article == two.article || times_exclude(one, two) {
        return false;
    }
    let language = |figure: &Figure| &comparer.stated.articles[figure.article].language;
    let same_state = !one.aspects.is_empty() && one.aspects == two.aspects;
    let same_words = one.measure == two.measure && language(one) == language(two);
    if !same_state && (!same_words || one.measure.is_empty()) {
        return false;
    }
    let story = || {
        comparer.is_same_news(one.article, two.article)
            && comparer.story(one.article, two.article) >= SAME_STORY
    };
    match comparer.subject(one, two) {
        Subject::Same | Subject::Kin | Subject::InSentence => true,
        Subject::InArticle | Subject::Unknown => story(),
        Subject::Other => false,
    }
}

/// Programmes whose deadline two articles or more give.
fn dues(comparer: &Comparer<'_>) -> Vec<Group> {
    let mut by_programme: BTreeMap<String, Vec<&Due>> = BTreeMap::new();
    for due in &comparer.stated.dues {
        let programme = comparer.stated.things.iri(due.programme).to_owned();
        let list = by_programme.entry(programme).or_default();
        if list.iter().all(|other| other.article != due.article) {
            list.push(due);
        }
    }
    by_programme.into_iter().filter_map(|(iri, dues)| due_group(comparer, iri, dues)).collect()
}

fn due_group(comparer: &Comparer<'_>, programme: String, mut dues: Vec<&Due>) -> Option<Group> {
    let articles = &comparer.stated.articles;
    let count = |due: &Due| dues.iter().filter(|d| d.deadline.text == due.deadline.text).count();
    let keys: Vec<(std::cmp::Reverse<usize>, String, usize)> = dues
        .iter()
        .map(|due| {
            (std::cmp::Reverse(count(due)), articles[due.article].published.clone(), due.article)
        })
        .collect();
    let mut order: Vec<usize> = (0..dues.len()).collect();
    order.sort_by_key(|&at| &keys[at]);
    dues = order.into_iter().map(|at| dues[at]).collect();
    let (first, rest) = dues.split_first()?;
    let mut members = vec![member(&programme, first)];
    for due in rest {
        let judgement = if due.deadline.nests(&first.deadline) {
            Judgement::plain(Verdict::Agreeing)
        } else {
            comparer.other_date(due.article, first.article)
        };
        let laid = Member { judgement: Some(judgement), ..member(&programme, due) };
        members.push(Member { against: Some(0), ..laid });
    }
    let judgement = worst(&members)?;
    let things = dues.iter().flat_map(|due| due.evidence.named.iter().copied());
    let (things, names) = looked_up_by(comparer, things.chain([first.programme]));
    Some(Group {
        topic: Topic::Deadline,
        concept: String::new(),
        what: Topic::Deadline.word().to_owned(),
        about: programme,
        about_name: comparer.stated.things.name(first.programme),
        things,
        names,
        members,
        judgement,
    })
}

fn member(programme: &str, due: &Due) -> Member {
    Member {
        iri: programme.to_owned(),
        article: due.article,
        value: format!("by {}", due.deadline.text),
        sentence: due.evidence.sentence.clone(),
        mark: due.evidence.mark,
        words: due.deadline.text.clone(),
        ..Member::default()
    }
}
