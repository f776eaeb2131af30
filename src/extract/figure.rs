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

/// How many words a cue of modality reaches, what a new clause between counts for, how much less a weak
/// cue reaches, and how many times farther a cue behind the figure seems; tried on annotated news.
const REACH: usize = 18;
const CLAUSE: usize = 8;
const WEAK: usize = 12;
const BEHIND: usize = 6;
/// How near behind a reporting verb its object stands.
const NEAR: usize = 3;

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
        let age_of = self.age(&mut quantity, previous);
        let measure = self.measure(&quantity, next, others);
        let spoken = self.is_figure_of_speech(&quantity, measure.as_ref());
        if spoken
            || self.is_only_period(&quantity, others)
            || !is_worth_telling(self.reading, &quantity, measure.as_ref(), age_of)
        {
            return None;
        }
        let mut tokens = quantity.tokens.clone();
        let measure = measure.filter(|_| quantity.kind != UnitKind::Age);
        if let Some(measure) = measure.as_ref().filter(|_| quantity.kind == UnitKind::Count)
            && measure.tokens.start <= tokens.end + 1
            && measure.tokens.end > tokens.end
        {
            tokens.end = measure.tokens.end;
        }
        let deadline = self
            .nearest(TimeRole::Deadline, &tokens, 25)
            .map(|t| t.end.clone())
            .unwrap_or_default();
        let baseline = self
            .nearest(TimeRole::Baseline, &tokens, 20)
            .map(|t| t.end.clone())
            .unwrap_or_default();
        // Ages and results are as they are, whatever is planned around them.
        let settled = matches!(quantity.kind, UnitKind::Age | UnitKind::Score);
        let modality = if settled { Modality::Reported } else { self.modality(&tokens, &deadline) };
        let subject = self.subject(&tokens, age_of);
        let source = self.source(&tokens, modality, subject.as_ref(), owners);
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
            && quantity.value <= Decimal::TWO;
        let start = quantity.tokens.start;
        small
            && measure.is_none_or(|m| m.concept.is_none())
            && self.quoted.iter().any(|inner| inner.contains(&start))
    }

    /// «générer 59 milliards au cours des quatre prochaines années»: a period to come that another figure
    /// of the sentence is for.
    fn is_only_period(&self, quantity: &Quantity, others: &[Quantity]) -> bool {
        let inside = |time: &&&Time| {
            time.tokens.start <= quantity.tokens.start && quantity.tokens.end <= time.tokens.end
        };
        others.len() > 1
            && self.times.iter().find(inside).is_some_and(|time| {
                let hits = self.reading.find(Scheme::Horizons, time.tokens.clone());
                hits.iter().any(|hit| self.reading.lexicon.notation(hit.concept) == "next")
            })
    }

    /// Makes a number of years behind a person an age («Binet, 42, …», «âgé de 37 ans»); the name.
    fn age(&self, quantity: &mut Quantity, previous: Option<&FigureFact>) -> Option<usize> {
        let Range { start, end } = quantity.tokens;
        let form = quantity.form;
        let adult = (Decimal::TEN..Decimal::from(110)).contains(&quantity.value);
        let years = quantity.unit == "year" || quantity.kind == UnitKind::Count;
        let plausible = quantity.value <= Decimal::from(120) && quantity.max.is_none() && years;
        if !plausible || start < 2 {
            return None;
        }
        let lasts = quantity.unit == "year";
        let mut make = || {
            "year".clone_into(&mut quantity.unit);
            quantity.kind = UnitKind::Age;
        };
        let (text, tokens) = (self.reading.analysis.text, self.reading.tokens());
        let aged = self
            .reading
            .phrases(Scheme::LanguageFacts)
            .match_before(text, tokens, start, self.sentence.tokens.start)
            .is_some_and(|hit| {
                self.reading.lexicon.concept(hit.concept).property("wordClass") == "aged"
            });
        // «un homme de 56 ans», «a boy of 13»
        let phrases = self.reading.phrases(Scheme::LanguageFacts);
        let person_of = lasts
            && self.reading.is_class("partitive", start - 1)
            && (self.reading.match_at(Scheme::Roles, start - 2, start - 1).is_some()
                || phrases
                    .match_before(text, tokens, start - 1, start.saturating_sub(4))
                    .is_some_and(|hit| {
                        self.reading.lexicon.concept(hit.concept).property("wordClass") == "person"
                    }));
        let old = lasts && self.reading.class_at("old", end, self.sentence.tokens.end).is_some();
        // «aged 33, 34 and 39»
        let listed = previous.is_some_and(|fact| {
            fact.tokens.end + 1 == start
                && fact.quantity.as_ref().is_some_and(|q| q.kind == UnitKind::Age)
                && (self.reading.is_mark(start - 1, ",")
                    || self.reading.is_class("link", start - 1))
        });
        if aged || person_of || old || listed {
            make();
            return None;
        }
        if form != NumberForm::Digits {
            return None;
        }
        let person = |at: usize| {
            let name = self.reading.name_over(at)?;
            (self.reading.names[name].kind == NameType::Person).then_some(name)
        };
        let opened = self.reading.is_mark(start - 1, ",(");
        let closed = self.reading.is_mark(end, ",).") || end == self.sentence.tokens.end;
        let name = person(start - 2).filter(|_| opened && closed);
        // «The Scot, 42, is ...», «leur fils (24 ans)»: nobody is named.
        let apposed = opened
            && self.reading.is_mark(end, ",)")
            && tokens[start - 2].kind == TokenKind::Word
            && (lasts || (adult && self.reading.is_mark(start - 1, ",")));
        if name.is_some() || apposed {
            make();
        }
        name
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
            // «a death toll of 832», «d'une magnitude de 7,5»: named before.
            UnitKind::Count if is_part_of_more(reading, quantity) => {
                measure::of_whole(reading, at, self.sentence.tokens.end)
            }
            UnitKind::Count => measure::counted(reading, at, next).or_else(|| {
                let digits = quantity.form == NumberForm::Digits;
                digits.then(|| measure::before(reading, from, quantity.tokens.start))?
            }),
            UnitKind::Money | UnitKind::Physical => measure::of_amount(reading, at, next)
                .or_else(|| measure::behind(reading, at, next))
                .or_else(|| measure::before(reading, from, quantity.tokens.start)),
            UnitKind::Percent if quantity.form == NumberForm::Fraction => {
                measure::of_amount(reading, at, next)
                    .or_else(|| measure::counted(reading, at, next))
            }
            UnitKind::Percent => measure::of_amount(reading, at, next)
                .or_else(|| measure::behind(reading, at, next))
                .or_else(|| measure::before(reading, from, quantity.tokens.start)),
            UnitKind::Duration => measure::of_amount(reading, at, next),
            UnitKind::Age | UnitKind::Score => None,
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

    /// The modality of the nearest cue that reaches the figure; words that open another clause between
    /// them count as many words.
    fn modality(&self, tokens: &Range<usize>, deadline: &str) -> Modality {
        let reading = self.reading;
        let breaks = |i: usize| {
            reading.is_mark(i, ",()–—")
                || ["complementizer", "question", "conjunction", "auxiliary"]
                    .iter()
                    .any(|class| reading.is_class(class, i))
        };
        let length = |from: usize, to: usize| -> Option<usize> {
            let crossed = (from..to).any(|i| reading.is_mark(i, ";:"));
            let clauses = (from..to).filter(|&i| breaks(i)).count();
            (!crossed).then_some(to - from + CLAUSE * clauses)
        };
        let reach = |(cue, modality, weak): &(Range<usize>, Modality, bool)| {
            let distance = if cue.end <= tokens.start {
                length(cue.end, tokens.start)?
            } else if cue.start >= tokens.end {
                // Cues stand before their figures more often than behind.
                BEHIND * length(tokens.end, cue.start)?
            } else {
                return None;
            };
            let distance = distance + if *weak { WEAK } else { 0 };
            (distance <= REACH).then_some((distance, *modality, *weak))
        };
        let best = self.cues.iter().filter_map(reach).min_by_key(|(distance, ..)| *distance);
        match best {
            // «will insulate 300,000 homes by 2029»: what is to be done by a time is aimed at.
            Some((_, Modality::Forecast, true)) if !deadline.is_empty() => Modality::Target,
            Some((_, modality, _)) => modality,
            None if deadline.is_empty() => Modality::Reported,
            None => Modality::Target,
        }
    }

    /// The name that the figure is about: the first before it that stands behind no preposition.
    fn subject(&self, tokens: &Range<usize>, age_of: Option<usize>) -> Option<Party> {
        if let Some(name) = age_of {
            return Some(Party::named(self.reading, name));
        }
        let before = self.sentence.tokens.start..tokens.start;
        let mut names = self.reading.names_in(&before);
        let name = names.find(|&name| !super::oblique::is_oblique(self.reading, name))?;
        Some(Party::named(self.reading, name))
    }

    /// Whether a reporting verb speaks of the figure: it stands in what the verb opens («said that»,
    /// «:»), in quotation marks, before an inverted verb, or is the verb's near object.
    fn speaks_of(&self, verb: &Range<usize>, tokens: &Range<usize>) -> bool {
        let reading = self.reading;
        if tokens.end <= verb.start {
            // «..., said the agency»
            return (verb.start.saturating_sub(4)..verb.start)
                .any(|i| reading.is_mark(i, ",»”\"'’"));
        }
        let end = self.sentence.tokens.end;
        let opens = (verb.end..end.min(verb.end + 8))
            .find(|&i| reading.is_class("complementizer", i) || reading.is_mark(i, ":«“„\""));
        opens.is_some_and(|i| i < tokens.start) || tokens.start - verb.end.min(tokens.start) <= NEAR
    }

    /// Whether the sentence itself names a party.
    fn names(&self, party: &Party) -> bool {
        let reading = self.reading;
        party.entity.is_none_or(|entity| {
            reading
                .names_in(&self.sentence.tokens)
                .any(|name| reading.entities.of_name[name] == entity)
        })
    }

    fn source(
        &self,
        tokens: &Range<usize>,
        modality: Modality,
        subject: Option<&Party>,
        owners: &Owners,
    ) -> Option<Party> {
        if let Some(cited) = &self.cited {
            return Some(cited.clone());
        }
        if let Some(reported) = &self.reported
            && self.names(&reported.party)
            && self.speaks_of(&reported.cue, tokens)
        {
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
    if is_year_or_name(reading, quantity, measure) {
        return false;
    }
    let Some(measure) = measure else {
        let surface = reading.analysis.slice(&quantity.tokens);
        let grouped = quantity.form == NumberForm::Digits
            && quantity.value >= Decimal::ONE_THOUSAND
            && !surface.chars().all(|c| c.is_ascii_digit());
        return grouped
            || is_part_of_more(reading, quantity)
            || quantity.qualifier.is_some()
            || matches!(quantity.form, NumberForm::Vague | NumberForm::Times);
    };
    // «two of», «deux mais»: the word behind must be a word of substance.
    measure.concept.is_some()
        || reading.tokens()[measure.tokens.end - 1].kind == TokenKind::Word
            && reading.tokens()[measure.tokens.end - 1].folded.chars().count() > 2
}

/// «the 1996 Games», «Bellator 206»: a year before its noun, or the number in a name.
fn is_year_or_name(reading: &Reading<'_>, quantity: &Quantity, measure: Option<&Measure>) -> bool {
    let start = quantity.tokens.start;
    let bare = quantity.tokens.len() == 1 && quantity.form == NumberForm::Digits;
    let known = measure.is_some_and(|m| m.concept.is_some());
    let surface = reading.analysis.surface(start);
    let year = surface.len() == 4
        && quantity.value >= Decimal::from(1900)
        && quantity.value < Decimal::from(2100);
    let named = start > 0 && reading.name_over(start - 1).is_some();
    bare && ((year && !known) || (named && (!known || quantity.value < Decimal::TEN)))
}

/// «19 of his 29 matches», «huit des dix espèces»: a number out of another.
fn is_part_of_more(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    let at = quantity.tokens.end;
    let whole = |i: usize| super::number::number_at(reading, i, i + 2);
    reading.is_class("partitive", at)
        && (at + 1..at + 4)
            .find_map(whole)
            .is_some_and(|whole| whole.value >= quantity.value && whole.scale == Decimal::ONE)
}

fn confidence(quantity: &Quantity, measure: Option<&Measure>) -> u8 {
    let form = match quantity.form {
        NumberForm::Digits => 92,
        NumberForm::Words => 86,
        NumberForm::Fraction | NumberForm::Times | NumberForm::Vague => 78,
    };
    let known = quantity.kind != UnitKind::Count || measure.is_some_and(|m| m.concept.is_some());
    if known { form } else { form - 14 }
}
