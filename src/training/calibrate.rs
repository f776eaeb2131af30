//! Learns what a model's probabilities are worth from texts that it did not see: the samples are parted, and each part
//! is read by a model that was fitted to the others.

use super::fit::{Settings, fit};
use super::sample::{Sample, Types};
use crate::catalogue::Catalogue;
use crate::language::Analysis;
use crate::lexicon::Lexicon;
use crate::recognize::tagger::{Calibration, Curve, Sources, log_odds};
use crate::recognize::{NameType, tagged};

/// How many steps the search for a curve takes; it ends long before.
const STEPS: usize = 50;
/// From how many names a type has a curve of its own.
const FEW: usize = 300;

/// Log-odds that a model gave to a name, and whether the name was right.
type Seen = (f64, bool);

/// The curves for a model fitted to some samples, by as many `parts` of them; `progress` hears of each part.
pub fn calibrate(
    samples: &[Sample],
    lexicon: &Lexicon,
    catalogue: &Catalogue,
    sources: &Sources,
    settings: &Settings,
    parts: usize,
    mut progress: impl FnMut(usize),
) -> Calibration {
    let mut seen: Vec<(NameType, Seen)> = Vec::new();
    for part in 0..parts {
        let (held, rest): (Vec<_>, Vec<_>) =
            samples.iter().enumerate().partition(|(at, _)| at % parts == part);
        let rest: Vec<Sample> = rest.into_iter().map(|(_, sample)| sample.clone()).collect();
        let model = fit(&rest, lexicon, catalogue, sources, settings, |_, _| {});
        for (_, sample) in held.iter().filter(|(_, sample)| sample.types == Types::All) {
            let Some(words) = lexicon.words(sample.language) else { continue };
            let analysis = Analysis::new(&sample.text, sample.language, words);
            for name in tagged(&model, &analysis, lexicon, catalogue) {
                let right =
                    sample.names.iter().any(|(b, k)| *b == name.bytes && *k == Some(name.kind));
                seen.push((name.kind, (f64::from(log_odds(name.probability)), right)));
            }
        }
        progress(part + 1);
    }
    let all: Vec<Seen> = seen.iter().map(|(_, seen)| *seen).collect();
    let mut calibration = Calibration::default();
    for kind in NameType::ALL {
        let own: Vec<Seen> = seen.iter().filter(|(k, _)| *k == kind).map(|(_, s)| *s).collect();
        calibration.0[kind as usize] = curve(if own.len() < FEW { &all } else { &own });
    }
    calibration
}

/// The curve under which what was seen is most likely, by Newton's method; a name of each outcome is added, so that
/// there is one.
fn curve(seen: &[Seen]) -> Curve {
    let (mut slope, mut shift) = (1.0_f64, 0.0_f64);
    for _ in 0..STEPS {
        let [mut by_slope, mut by_shift] = [0.0; 2];
        let [mut both, mut slopes, mut shifts] = [0.0, 1.0e-6, 1.0e-6];
        let more = [(1.0, true), (1.0, false)];
        for &(odds, right) in seen.iter().chain(&more) {
            let probability = 1.0 / (1.0 + (-(slope * odds + shift)).exp());
            let error = probability - f64::from(u8::from(right));
            let weight = probability * (1.0 - probability);
            by_slope += error * odds;
            by_shift += error;
            slopes += weight * odds * odds;
            shifts += weight;
            both += weight * odds;
        }
        let determinant = slopes * shifts - both * both;
        if determinant.abs() < 1.0e-9 {
            break;
        }
        slope -= (shifts * by_slope - both * by_shift) / determinant;
        shift -= (slopes * by_shift - both * by_slope) / determinant;
    }
    if slope.is_finite() && shift.is_finite() && slope > 0.0 {
        Curve { slope: slope as f32, shift: shift as f32 }
    } else {
        Curve::default()
    }
}

#[cfg(test)]
mod tests {
    use super::curve;

    #[test]
    fn a_curve_says_how_often_names_were_right() {
        // Said to be at nine tenths, right in six of ten; at one half, right in two of ten.
        let seen: Vec<_> = (0..1000)
            .map(|n| if n % 2 == 0 { (2.2, n % 20 < 12) } else { (0.0, n % 10 < 2) })
            .collect();
        let curve = curve(&seen);
        let said = |odds: f32| 1.0 / (1.0 + (-(curve.slope * odds + curve.shift)).exp());
        assert!((said(2.2) - 0.6).abs() < 0.02, "{curve:?}");
        assert!((said(0.0) - 0.2).abs() < 0.02, "{curve:?}");
    }
}
