//! How sure the text is of a figure: reported, estimated, forecast or aimed at.

use super::scene::Scene;
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

    pub(super) fn from_notation(notation: &str) -> Option<Self> {
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

impl Scene<'_> {
    /// The modality of the nearest cue that reaches the figure; words that open another clause between
    /// them count as many words.
    pub(super) fn modality(&self, tokens: &Range<usize>, deadline: &str) -> Modality {
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
            // «on compte 800 morts», but «il compte créer 800 emplois»
            if cue.end == tokens.start && reading.is_class("counting-verb", cue.start) {
                return None;
            }
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
}
