//! Which figure it is: measure, modality, source, subject, period, baseline and deadline of each
//! quantity.

use super::attribution::{self, Party};
use super::measure::{self, Measure};
use super::number::NumberForm;
use super::quantity::{Quantity, UnitKind};
use super::reading::{Reading, is_agent};
use super::time::{Time, TimeRole};
use crate::language::{Sentence, TokenKind};
use crate::lexicon::Scheme;
use crate::recognize::NameType;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::ops::Range;

/// How sure the text is of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modality {
    Reported,
    Estimate,
    Forecast,
    Target,
}

impl Modality {
    /// As the tables write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Estimate => "estimate",
            Self::Forecast => "forecast",
            Self::Target => "target",
        }
    }

    fn from_notation(notation: &str) -> Option<Self> {
        match notation {
            "reported" => Some(Self::Reported),
            "estimate" => Some(Self::Estimate),
            "forecast" => Some(Self::Forecast),
            "target" => Some(Self::Target),
            _ => None,
        }
    }
}

/// A figure with all that the text says of it, or a target without a number.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureFact {
    /// The tokens of the figure's words.
    pub tokens: Range<usize>,
    pub quantity: Option<Quantity>,
    pub measure: Option<Measure>,
    pub modality: Modality,
    pub source: Option<Party>,
    pub subject: Option<Party>,
    /// First and last year, month or day that the figure holds for.
    pub period: Option<(String, String)>,
    pub baseline: String,
    pub deadline: String,
    /// 0 to 100.
    pub confidence: u8,
}

/// Owners of programmes and products, by entity.
pub(super) type Owners = BTreeMap<usize, usize>;

/// Reads every quantity of an article.
pub(super) fn figures(
    reading: &Reading<'_>,
    quantities: &[Quantity],
    times: &[Time],
    owners: &Owners,
) -> Vec<FigureFact> {
    let mut facts: Vec<FigureFact> = Vec::new();
    let quoted = super::marks::quoted(reading);
    let mut next = 0;
    let mut carried: Option<(usize, Party)> = None;
    for (index, sentence) in reading.analysis.sentences.iter().enumerate() {
        let first = next;
        while quantities.get(next).is_some_and(|q| q.tokens.start < sentence.tokens.end) {
            next += 1;
        }
        let cited = attribution::by_cue(reading, &sentence.tokens, false);
        if first < next {
            let scene = Scene::new(
                reading,
                index,
                sentence,
                times,
                cited.as_ref().map(|c| c.party.clone()),
                carried.as_ref(),
                &quoted,
            );
            for quantity in &quantities[first..next] {
                let bound = quantities.get(next).map_or(sentence.tokens.end, |q| q.tokens.start);
                let others = &quantities[first..next];
                if let Some(fact) = scene.read(quantity, others, bound, facts.last(), owners) {
                    facts.push(fact);
                }
            }
        }
        if let Some(cited) = cited {
            carried = Some((index, cited.party));
        }
    }
    facts
}

/// What one sentence gives to all its figures.
struct Scene<'r> {
    reading: &'r Reading<'r>,
    index: usize,
    sentence: &'r Sentence,
    times: Vec<&'r Time>,
    cues: Vec<(Range<usize>, Modality, bool)>,
    cited: Option<Party>,
    reported: Option<attribution::Attribution>,
    /// The source of the sentence before, where this one speaks on of the same thing.
    inherited: Option<Party>,
    /// The insides of all quotation marks of the article.
    quoted: &'r [Range<usize>],
}

impl<'r> Scene<'r> {
    fn new(
        reading: &'r Reading<'r>,
        index: usize,
        sentence: &'r Sentence,
        times: &'r [Time],
        cited: Option<Party>,
        carried: Option<&(usize, Party)>,
        quoted: &'r [Range<usize>],
    ) -> Self {
        let within = sentence.tokens.clone();
        let times: Vec<&Time> = times
            .iter()
            .filter(|t| t.tokens.start >= within.start && t.tokens.end <= within.end)
            .collect();
        let cue = |hit: crate::lexicon::Match| {
            let modality = Modality::from_notation(reading.lexicon.notation(hit.concept))?;
            let weak = reading.lexicon.concept(hit.concept).flag("weak");
            let named = reading.name_over(hit.tokens.start).is_some();
            (!named).then_some((hit.tokens, modality, weak))
        };
        let mut cues: Vec<_> = reading
            .find(Scheme::ModalityCues, within.clone())
            .into_iter()
            .filter_map(cue)
            .collect();
        // Verbs that predict or estimate say how sure the figure is, too.
        for hit in reading.find(Scheme::ReportingVerbs, within.clone()) {
            if let Some(modality) =
                Modality::from_notation(attribution::modality_of(reading, hit.concept))
            {
                cues.push((hit.tokens, modality, false));
            }
        }
        let anaphoric = reading.class_at("anaphor", within.start, within.end).is_some()
            || times.iter().any(|t| t.role == TimeRole::SamePeriod);
        let same_paragraph =
            |other: usize| reading.analysis.sentences[other].paragraph == sentence.paragraph;
        let inherited = carried
            .filter(|(from, _)| anaphoric && *from + 1 == index && same_paragraph(*from))
            .map(|(_, party)| party.clone());
        let reported = attribution::by_verb(reading, &within);
        Self { reading, index, sentence, times, cues, cited, reported, inherited, quoted }
    }

    fn read(
        &self,
        quantity: &Quantity,
        others: &[Quantity],
        bound: usize,
        previous: Option<&FigureFact>,
        owners: &Owners,
    ) -> Option<FigureFact> {
        let end = self.sentence.tokens.end.min(bound.max(quantity.tokens.end));
        let next = others
            .iter()
            .find(|q| q.tokens.start >= quantity.tokens.end)
            .map_or(end, |q| q.tokens.start);
        let mut quantity = quantity.clone();
        let age_of = self.age(&mut quantity);
        let measure = self.measure(&quantity, next, others);
        let spoken = self.is_figure_of_speech(&quantity, measure.as_ref());
        if spoken || !is_worth_telling(self.reading, &quantity, measure.as_ref(), age_of) {
            return None;
        }
        let mut tokens = quantity.tokens.clone();
        let measure = measure.filter(|_| quantity.kind != UnitKind::Age);
        if let Some(measure) = measure.as_ref().filter(|_| quantity.kind == UnitKind::Count) {
            if measure.tokens.start <= tokens.end + 1 && measure.tokens.end > tokens.end {
                tokens.end = measure.tokens.end;
            }
        }
        let deadline = self
            .nearest(TimeRole::Deadline, &tokens, 25)
            .map(|t| t.end.clone())
            .unwrap_or_default();
        let baseline = self
            .nearest(TimeRole::Baseline, &tokens, 20)
            .map(|t| t.end.clone())
            .unwrap_or_default();
        let modality = self.modality(&tokens, &deadline);
        let subject = self.subject(&tokens, age_of);
        let source = self.source(modality, subject.as_ref(), owners);
        let period = self.period(&tokens, previous);
        let confidence = confidence(&quantity, measure.as_ref());
        Some(FigureFact {
            tokens,
            quantity: Some(quantity),
            measure,
            modality,
            source,
            subject,
            period,
            baseline,
            deadline,
            confidence,
        })
    }

    /// «saisir à deux mains»: a small number in words, in quotation marks, that counts nothing which
    /// news counts.
    fn is_figure_of_speech(&self, quantity: &Quantity, measure: Option<&Measure>) -> bool {
        let small = quantity.kind == UnitKind::Count
            && quantity.form == NumberForm::Words
            && quantity.value <= Decimal::TEN;
        let start = quantity.tokens.start;
        small
            && measure.is_none_or(|m| m.concept.is_none())
            && self.quoted.iter().any(|inner| inner.contains(&start))
    }

    /// Makes a number of years behind a person an age («Binet, 42, …», «âgé de 37 ans»); the name.
    fn age(&self, quantity: &mut Quantity) -> Option<usize> {
        let start = quantity.tokens.start;
        let years = quantity.unit == "year" || quantity.kind == UnitKind::Count;
        let plausible = quantity.value <= Decimal::from(120) && quantity.max.is_none() && years;
        if !plausible || start < 2 || quantity.form != NumberForm::Digits {
            return None;
        }
        let person = |at: usize| {
            let name = self.reading.name_over(at)?;
            (self.reading.names[name].kind == NameType::Person).then_some(name)
        };
        let opened = self.reading.is_mark(start - 1, ",(");
        let closed = self.reading.is_mark(quantity.tokens.end, ",).")
            || quantity.tokens.end == self.sentence.tokens.end;
        let name = person(start - 2).filter(|_| opened && closed)?;
        if quantity.kind == UnitKind::Count || quantity.unit == "year" {
            "year".clone_into(&mut quantity.unit);
            quantity.kind = UnitKind::Age;
        }
        Some(name)
    }

    fn measure(&self, quantity: &Quantity, next: usize, others: &[Quantity]) -> Option<Measure> {
        let reading = self.reading;
        let at = quantity.tokens.end;
        let from = others
            .iter()
            .rev()
            .find(|q| q.tokens.end <= quantity.tokens.start)
            .map_or(self.sentence.tokens.start, |q| q.tokens.end);
        match quantity.kind {
            UnitKind::Count => measure::counted(reading, at, next),
            UnitKind::Money | UnitKind::Physical => measure::of_amount(reading, at, next)
                .or_else(|| measure::before(reading, from, quantity.tokens.start)),
            UnitKind::Percent => measure::of_amount(reading, at, next)
                .or_else(|| measure::before(reading, from, quantity.tokens.start)),
            UnitKind::Duration | UnitKind::Age | UnitKind::Score => None,
        }
    }

    /// The nearest time of a role; `reach` in tokens.
    fn nearest(&self, role: TimeRole, tokens: &Range<usize>, reach: usize) -> Option<&'r Time> {
        let distance = |time: &Time| {
            if time.tokens.start >= tokens.end {
                time.tokens.start - tokens.end
            } else {
                // What stands before counts double: times follow their figures more often.
                2 * tokens.start.saturating_sub(time.tokens.end)
            }
        };
        let near = self.times.iter().filter(|t| t.role == role && distance(t) <= 2 * reach);
        near.min_by_key(|time| distance(time)).copied()
    }

    fn modality(&self, tokens: &Range<usize>, deadline: &str) -> Modality {
        let crossed = |from: usize, to: usize| (from..to).any(|i| self.reading.is_mark(i, ";:"));
        let score = |(cue, _, weak): &(Range<usize>, Modality, bool)| {
            let distance = if cue.end <= tokens.start {
                (!crossed(cue.end, tokens.start)).then(|| tokens.start - cue.end)
            } else {
                (cue.start >= tokens.end && !crossed(tokens.end, cue.start))
                    .then(|| 3 * (cue.start - tokens.end))
            };
            distance.map(|d| d + if *weak { 12 } else { 0 })
        };
        let best = self
            .cues
            .iter()
            .filter_map(|cue| Some((score(cue)?, cue.1)))
            .min_by_key(|(score, _)| *score);
        match best {
            Some((score, modality)) if score <= 40 => modality,
            _ if !deadline.is_empty() => Modality::Target,
            _ => Modality::Reported,
        }
    }

    /// The name that the figure is about: the first before it that stands behind no preposition.
    fn subject(&self, tokens: &Range<usize>, age_of: Option<usize>) -> Option<Party> {
        if let Some(name) = age_of {
            return Some(Party::named(self.reading, name));
        }
        let before = self.sentence.tokens.start..tokens.start;
        let mut names = self.reading.names_in(&before);
        let name = names.find(|&name| !attribution::is_oblique(self.reading, name))?;
        Some(Party::named(self.reading, name))
    }

    fn source(
        &self,
        modality: Modality,
        subject: Option<&Party>,
        owners: &Owners,
    ) -> Option<Party> {
        if let Some(cited) = &self.cited {
            return Some(cited.clone());
        }
        if let Some(reported) = &self.reported {
            return Some(reported.party.clone());
        }
        if self.inherited.is_some() && modality != Modality::Reported {
            return self.inherited.clone();
        }
        if modality != Modality::Target {
            return None;
        }
        // A target is set by whom the sentence is about, or by the owner of the plan it is about.
        let entity = subject?.entity?;
        if is_agent(self.reading.entities.all[entity].kind) {
            return subject.cloned();
        }
        if self.reading.entities.all[entity].kind != NameType::Programme {
            return None;
        }
        let owner = *owners.get(&entity)?;
        let name = self.reading.entities.all[owner].name.clone();
        Some(Party { name, entity: Some(owner) })
    }

    fn period(
        &self,
        tokens: &Range<usize>,
        previous: Option<&FigureFact>,
    ) -> Option<(String, String)> {
        if self.times.iter().any(|t| t.role == TimeRole::SamePeriod) {
            let previous = previous?;
            let near = self.reading.analysis.sentence_of(previous.tokens.start) + 1 >= self.index;
            return if near { previous.period.clone() } else { None };
        }
        if let Some(time) = self.nearest(TimeRole::Period, tokens, 25) {
            return (!time.start.is_empty()).then(|| (time.start.clone(), time.end.clone()));
        }
        let since = self.nearest(TimeRole::Start, tokens, 20)?;
        (!since.start.is_empty()).then(|| (since.start.clone(), String::new()))
    }
}

/// A bare number that counts nothing is told only where it cannot be anything else.
fn is_worth_telling(
    reading: &Reading<'_>,
    quantity: &Quantity,
    measure: Option<&Measure>,
    age_of: Option<usize>,
) -> bool {
    if quantity.kind != UnitKind::Count || age_of.is_some() {
        return true;
    }
    let Some(measure) = measure else {
        let grouped =
            quantity.value >= Decimal::ONE_THOUSAND && quantity.form == NumberForm::Digits;
        return grouped || quantity.qualifier.is_some() || quantity.form == NumberForm::Vague;
    };
    // «two of», «deux mais»: the word behind must be a word of substance.
    measure.concept.is_some()
        || reading.tokens()[measure.tokens.end - 1].kind == TokenKind::Word
            && reading.tokens()[measure.tokens.end - 1].folded.chars().count() > 2
}

fn confidence(quantity: &Quantity, measure: Option<&Measure>) -> u8 {
    let form = match quantity.form {
        NumberForm::Digits => 92,
        NumberForm::Words => 86,
        NumberForm::Fraction | NumberForm::Vague => 78,
    };
    let known = quantity.kind != UnitKind::Count || measure.is_some_and(|m| m.concept.is_some());
    if known { form } else { form - 14 }
}
