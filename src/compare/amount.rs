//! Amounts side by side: whether one is the other, rounds it, holds it, or is the other misread.

use rust_decimal::Decimal;

/// How near the number given is to the one meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    #[default]
    Plain,
    About,
    AtLeast,
    AtMost,
    /// Between the value and the upper value.
    Between,
    /// «Tens of thousands»: the value is what is counted in.
    Magnitude,
}

impl Nearness {
    /// The words before a number.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Plain | Self::Between => "",
            Self::About => "about",
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
            Self::Magnitude => "order of",
        }
    }
}

/// What a unit is a unit of.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum UnitKind {
    /// Things are counted.
    #[default]
    None,
    Currency,
    /// Per cent and percentage points.
    Share,
    /// A kind of the word files: length, power, energy ...
    Of(String),
}

impl UnitKind {
    /// Whether one is easily taken for the other: units of one kind, and power and energy (megawatts,
    /// megawatt hours).
    fn is_confused_with(&self, other: &Self) -> bool {
        let kind = |kind: &Self| match kind {
            Self::Of(name) if name == "energy" => Self::Of("power".to_owned()),
            kind => kind.clone(),
        };
        *self != Self::None && kind(self) == kind(other)
    }
}

/// A number with its unit and how near it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) value: Decimal,
    pub(super) max: Option<Decimal>,
    pub(super) nearness: Nearness,
    pub(super) unit: String,
    pub(super) kind: UnitKind,
}

/// How two amounts stand to each other, whatever they are of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Relation {
    Equal,
    Rounded,
    Compatible,
    /// The same digits, a thousand times or a million times apart.
    Scale,
    /// The same number in another currency.
    Currency,
    /// The same number in another unit of one kind.
    Unit,
    /// Other numbers of one unit; the larger is so many times the smaller.
    Differ(f64),
    /// Nothing can be said.
    None,
}

/// Beyond this, a bound or a differing value is hardly of the same thing.
const FAR: f64 = 1.5;

impl Amount {
    /// The digits without closing zeros, and the power of ten of the last one: 85 and 3 for 85,000.
    pub(super) fn digits(&self) -> (i128, i32) {
        let plain = self.value.normalize();
        let (mut mantissa, mut power) = (plain.mantissa(), -plain.scale().cast_signed());
        while mantissa != 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            power += 1;
        }
        (mantissa, power)
    }

    /// How much the number itself tells: its digits, and a little for being large.
    pub(super) fn telling(&self) -> f64 {
        let (mantissa, power) = self.digits();
        let count = mantissa.unsigned_abs().to_string().len();
        let large = self.number().abs() >= 1000.0;
        let whole_hundred = self.kind == UnitKind::Share && self.value == Decimal::ONE_HUNDRED;
        let digits = match count {
            1 if whole_hundred => 0.0,
            1 => 0.5,
            2 => 1.5,
            _ => 3.0,
        };
        digits + if large { 0.5 } else { 0.0 } + if power < 0 { 0.5 } else { 0.0 }
    }

    fn number(&self) -> f64 {
        self.value.try_into().unwrap_or(f64::MAX)
    }

    /// What the words leave open: from where to where the number meant may lie.
    fn room(&self) -> (f64, f64) {
        let value = self.number();
        let step = 10f64.powi(self.digits().1);
        // A bound is a round number more often than not: 379,800 is «more than 380,000» to many.
        let slack = value.abs() * 0.005;
        match self.nearness {
            Nearness::Plain => (value, value),
            Nearness::About => {
                let give = step.clamp(value.abs() * 0.025, (value.abs() * 0.15).max(0.0));
                (value - give, value + give)
            }
            Nearness::AtLeast => (value - slack, f64::INFINITY),
            Nearness::AtMost => (f64::NEG_INFINITY, value + slack),
            Nearness::Between => (value, self.max.map_or(value, |m| m.try_into().unwrap_or(value))),
            // «Thousands» reaches to where one would say «hundreds of thousands».
            Nearness::Magnitude if self.digits() == (1, 1) || self.digits() == (1, 2) => {
                (value, value * 10.0)
            }
            Nearness::Magnitude if self.digits().1 % 3 == 0 => (value, value * 100.0),
            Nearness::Magnitude => (value, value * 10.0),
        }
    }

    /// Whether a plain number is another one with its last digits dropped: 85 for 84.6, and not
    /// 90,000 for 85,000, for which one says «about».
    fn rounds(&self, exact: &Self) -> bool {
        if self.nearness != Nearness::Plain || exact.nearness != Nearness::Plain {
            return false;
        }
        let ((_, power), (_, finer)) = (self.digits(), exact.digits());
        let (round, number) = (self.number(), exact.number());
        let apart = (round - number).abs();
        // Beside a word for a large number decimals are dropped as well: «9 million» for 8.6 million.
        finer < power
            && apart <= 0.5 * 10f64.powi(power)
            && (power <= 0 || apart <= 0.05 * number.abs())
    }
}

/// How two amounts stand to each other.
pub(super) fn relate(one: &Amount, two: &Amount) -> Relation {
    if one.unit != two.unit {
        let same_number = one.value == two.value && one.max == two.max;
        return match (&one.kind, &two.kind) {
            (UnitKind::Currency, UnitKind::Currency) if same_number => Relation::Currency,
            (a, b) if a.is_confused_with(b) && same_number => Relation::Unit,
            _ => Relation::None,
        };
    }
    let ((a_low, a_high), (b_low, b_high)) = (one.room(), two.room());
    let magnitude = [one, two].iter().any(|a| a.nearness == Nearness::Magnitude);
    if one.value == two.value && one.max == two.max {
        return match (one.nearness, two.nearness) {
            (a, b) if a == b => Relation::Equal,
            (Nearness::Plain, Nearness::About) | (Nearness::About, Nearness::Plain) => {
                Relation::Rounded
            }
            _ if magnitude => Relation::Rounded,
            _ => Relation::Compatible,
        };
    }
    let meet = a_low <= b_high && b_low <= a_high;
    let ratio = ratio(one.number(), two.number());
    if magnitude {
        return if meet { Relation::Rounded } else { Relation::Differ(ratio) };
    }
    if one.digits().0 == two.digits().0 && is_thousands(one.digits().1 - two.digits().1) {
        return Relation::Scale;
    }
    if one.rounds(two) || two.rounds(one) {
        return Relation::Rounded;
    }
    let about = |a: &Amount| a.nearness == Nearness::About;
    let bound = |a: &Amount| matches!(a.nearness, Nearness::AtLeast | Nearness::AtMost);
    if !meet {
        return Relation::Differ(ratio);
    }
    match () {
        // Two lower bounds hold each other and need not be of one thing.
        () if one.nearness == two.nearness && bound(one) && ratio > 1.1 => Relation::None,
        () if bound(one) || bound(two) => {
            if ratio <= FAR {
                Relation::Compatible
            } else {
                Relation::None
            }
        }
        () if about(one) || about(two) => Relation::Rounded,
        () => Relation::Compatible,
    }
}

fn is_thousands(powers: i32) -> bool {
    matches!(powers.abs(), 3 | 6 | 9)
}

fn ratio(one: f64, two: f64) -> f64 {
    let (small, large) = (one.abs().min(two.abs()), one.abs().max(two.abs()));
    if one.signum() != two.signum() || small == 0.0 { f64::INFINITY } else { large / small }
}
