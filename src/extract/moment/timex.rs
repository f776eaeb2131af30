//! The value of a time as ISO-TimeML writes it (ISO 24617-1, TIMEX3): `1999-05-18TEV`, `1999-W21`,
//! `196X`, `PRESENT_REF`.

use super::{Grain, Moment, Part};
use jiff::civil::{Date, DateTime};

impl Moment {
    /// The value; empty where the text alone does not tell it. A time of day without a date lies on the
    /// day `anchor`, and a time that is `now` refers to the present.
    pub(in crate::extract) fn timex(&self, now: Option<DateTime>, anchor: Option<Date>) -> String {
        if !self.value.is_empty() {
            return self.value.clone();
        }
        let (Some(start), Some(end)) = (self.start, self.end) else {
            return self.part.map(|part| part.code().to_owned()).unwrap_or_default();
        };
        if self.grain == Grain::Second && self.dated && Some(start) == now {
            return "PRESENT_REF".to_owned();
        }
        let date = start.date();
        let day = if self.dated { date } else { anchor.unwrap_or(date) };
        if let Some(part) = self.part {
            return match part {
                Part::Weekend => format!("{}-WE", week(date)),
                Part::Spring | Part::Summer | Part::Autumn | Part::Winter => {
                    format!("{:04}-{}", date.year(), part.code())
                }
                _ if self.clocked() => format!("{day}T{}", hour(start)),
                _ => format!("{day}{}", part.code()),
            };
        }
        let years = i32::from(end.year()) - i32::from(start.year());
        match self.grain {
            Grain::Second => format!("{day}T{}:{:02}", hour(start), start.time().second()),
            Grain::Minute | Grain::Hour => format!("{day}T{}", hour(start)),
            Grain::Day => date.to_string(),
            Grain::Week => week(date),
            Grain::Month => {
                let months = years * 12 + i32::from(end.month()) - i32::from(start.month());
                match months {
                    6 => format!("{:04}-H{}", date.year(), (date.month() + 5) / 6),
                    _ => format!("{:04}-{:02}", date.year(), date.month()),
                }
            }
            Grain::Quarter => format!("{:04}-Q{}", date.year(), (date.month() + 2) / 3),
            Grain::Year if self.ranged && years == 10 => format!("{:03}X", date.year() / 10),
            Grain::Year if self.ranged && years == 100 => format!("{:02}XX", date.year() / 100),
            Grain::Year => format!("{:04}", date.year()),
        }
    }

    /// Whether an hour is told, too.
    fn clocked(&self) -> bool {
        self.clock != super::Clock::No
    }
}

fn hour(at: DateTime) -> String {
    format!("{:02}:{:02}", at.time().hour(), at.time().minute())
}

fn week(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}
