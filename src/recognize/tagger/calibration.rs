//! What a model's probabilities are worth: of the names to which it gives nine tenths, fewer are right. For each type
//! two numbers turn its probability into that of being right (Platt, «Probabilistic outputs for support vector
//! machines», 1999); they are learned from texts that the model did not see.

use crate::recognize::NameType;

/// How a type's probabilities are mended: the log-odds are stretched and moved.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    pub slope: f32,
    pub shift: f32,
}

impl Default for Curve {
    /// Leaves probabilities as they are.
    fn default() -> Self {
        Self { slope: 1.0, shift: 0.0 }
    }
}

/// The curves of all types.
#[derive(Clone, Copy, Debug, Default)]
pub struct Calibration(pub [Curve; NameType::ALL.len()]);

/// The log-odds of a probability, within what single precision can tell.
pub(crate) fn log_odds(probability: f32) -> f32 {
    let probability = probability.clamp(1.0e-4, 1.0 - 1.0e-4);
    (probability / (1.0 - probability)).ln()
}

impl Calibration {
    /// The probability that a name is right, in percent.
    #[expect(clippy::cast_sign_loss, reason = "between 0 and 100")]
    pub(super) fn percent(&self, kind: NameType, probability: f32) -> u8 {
        let Curve { slope, shift } = self.0[kind as usize];
        let odds = slope * log_odds(probability) + shift;
        (100.0 / (1.0 + (-odds).exp())).round() as u8
    }

    /// The numbers as a file holds them.
    pub(super) fn to_bytes(self) -> Vec<u8> {
        self.0.iter().flat_map(|c| [c.slope, c.shift]).flat_map(f32::to_le_bytes).collect()
    }

    /// Takes up the numbers of a file; `None` where there are too few, or one is none.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (numbers, _) = bytes.as_chunks::<4>();
        let mut calibration = Self::default();
        for (number, curve) in calibration.0.iter_mut().enumerate() {
            let at = |index: usize| numbers.get(index).map(|bytes| f32::from_le_bytes(*bytes));
            let (slope, shift) = (at(2 * number)?, at(2 * number + 1)?);
            if !slope.is_finite() || !shift.is_finite() {
                return None;
            }
            *curve = Curve { slope, shift };
        }
        Some(calibration)
    }
}

#[cfg(test)]
mod tests {
    use super::{Calibration, Curve};
    use crate::recognize::NameType;

    #[test]
    fn curves_mend_probabilities_and_come_back_from_a_file() {
        let mut calibration = Calibration::default();
        assert_eq!(calibration.percent(NameType::Work, 0.9), 90);
        calibration.0[NameType::Work as usize] = Curve { slope: 0.5, shift: -0.4 };
        assert_eq!(calibration.percent(NameType::Work, 0.9), 67);
        assert_eq!(calibration.percent(NameType::Person, 1.0), 100);
        let again = Calibration::from_bytes(&calibration.to_bytes()).expect("the same numbers");
        assert_eq!(again.0, calibration.0);
        assert!(Calibration::from_bytes(&[0; 8]).is_none());
    }
}
