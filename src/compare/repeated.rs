//! An article that gives a figure twice, in its title and below, gives it once.

use super::read::Stated;
use super::statement::{Figure, Modality};
use std::collections::BTreeMap;

/// Puts figures of one article together that have one number and are about nothing different. What
/// one mention leaves open the other tells.
pub(super) fn gather(stated: &mut Stated) {
    let mut kept: Vec<Figure> = Vec::new();
    let mut at: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    for figure in std::mem::take(&mut stated.figures) {
        let Some(number) = figure.number() else {
            kept.push(figure);
            continue;
        };
        let same = at.entry((figure.article, number)).or_default();
        let known = same.iter().copied().find(|&index| may_be_one(&kept[index], &figure));
        if let Some(index) = known {
            fill(&mut kept[index], figure);
        } else {
            same.push(kept.len());
            kept.push(figure);
        }
    }
    stated.figures = kept;
}

fn may_be_one(one: &Figure, two: &Figure) -> bool {
    fn fit<T: PartialEq>(one: Option<&T>, two: Option<&T>) -> bool {
        one.is_none() || two.is_none() || one == two
    }
    fit(one.concept.as_ref(), two.concept.as_ref())
        && fit(one.subject.as_ref(), two.subject.as_ref())
        && fit(one.claimant.as_ref(), two.claimant.as_ref())
        && fit(one.period.as_ref(), two.period.as_ref())
        && fit(one.deadline.as_ref(), two.deadline.as_ref())
        && (one.modality == two.modality
            || one.modality == Modality::Reported
            || two.modality == Modality::Reported)
        && one.amount.as_ref().map(|a| a.nearness) == two.amount.as_ref().map(|a| a.nearness)
        && one.amount.as_ref().is_some_and(|a| a.telling() >= 1.0)
}

/// Takes over what the first mention leaves open. The mention that says whose figure it is, or else
/// the first, is the one that is shown.
fn fill(kept: &mut Figure, other: Figure) {
    let says_more = |figure: &Figure| {
        usize::from(figure.claimant.is_some())
            + usize::from(figure.subject.is_some())
            + usize::from(figure.concept.is_some())
    };
    let (shown, mut rest) = if says_more(&other) > says_more(kept) {
        (other, std::mem::take(kept))
    } else {
        (std::mem::take(kept), other)
    };
    *kept = shown;
    kept.concept = kept.concept.or(rest.concept);
    kept.subject = kept.subject.or(rest.subject);
    kept.claimant = kept.claimant.or(rest.claimant);
    kept.period = kept.period.take().or(rest.period);
    kept.deadline = kept.deadline.take().or(rest.deadline);
    kept.modality = kept.modality.max(rest.modality);
    kept.done |= rest.done;
    kept.aspects.append(&mut rest.aspects);
    kept.beside.append(&mut rest.beside);
    kept.evidence.named.extend(rest.evidence.named);
}
