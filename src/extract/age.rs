//! Years behind a person that are somebody's age.

use super::figure::FigureFact;
use super::number::NumberForm;
use super::quantity::{Quantity, UnitKind};
use super::reading::Reading;
use super::scene::Scene;
use crate::language::TokenKind;
use crate::lexicon::Scheme;
use crate::recognize::NameType;
use rust_decimal::Decimal;
use std::ops::Range;

/// Whether words say that a number of years is an age: «âgé de 37 ans», «un homme de 56 ans», «a 29 ans.».
fn is_told(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    let Range { start, end } = quantity.tokens;
    let (text, tokens) = (reading.analysis.text, reading.tokens());
    let sentence = reading.sentence_tokens(start);
    let phrases = reading.phrases(Scheme::LanguageFacts);
    let before = |class: &str, end: usize, from: usize| {
        let hit = phrases.match_before(text, tokens, end, from);
        hit.is_some_and(|hit| reading.lexicon.concept(hit.concept).property("wordClass") == class)
    };
    if before("aged", start, sentence.start) {
        return true;
    }
    if quantity.unit != "year" || start < 2 {
        return false;
    }
    // «un homme de 56 ans», «a boy of 13»
    let person_of = reading.is_class("partitive", start - 1)
        && (reading.match_at(Scheme::Roles, start - 2, start - 1).is_some()
            || before("person", start - 1, start.saturating_sub(4)));
    let ends = end >= sentence.end || reading.is_mark(end, ",;.)");
    // «elle a 29 ans.», but not «il y a 29 ans.»
    let ago = (start.saturating_sub(4)..start)
        .any(|i| reading.glance.class("ago-before", i, start) == Some(start));
    let has = ends && !ago && reading.is_class("having-age", start - 1);
    person_of || has || reading.class_at("old", end, sentence.end).is_some()
}

/// Whether a number of years, without anybody's name known, stands as an age: «Binet, 42 ans, …».
pub(super) fn stands_as_age(reading: &Reading<'_>, quantity: &Quantity) -> bool {
    let Range { start, end } = quantity.tokens;
    let years = quantity.kind == UnitKind::Duration && quantity.unit == "year";
    if !years || quantity.max.is_some() || quantity.value > Decimal::from(120) || start < 2 {
        return false;
    }
    let named = reading.tokens()[start - 2].has_capital();
    let last = end >= reading.sentence_tokens(start).end;
    let apposed = quantity.form == NumberForm::Digits
        && named
        && reading.is_mark(start - 1, ",(")
        && (last || reading.is_mark(end, ",).;"));
    apposed || is_told(reading, quantity)
}

impl Scene<'_> {
    /// Makes a number of years behind a person an age («Binet, 42, …», «âgé de 37 ans»); the name.
    pub(super) fn age(
        &self,
        quantity: &mut Quantity,
        previous: Option<&FigureFact>,
    ) -> Option<usize> {
        let Range { start, end } = quantity.tokens;
        let form = quantity.form;
        let adult = (Decimal::TEN..Decimal::from(110)).contains(&quantity.value);
        let years = quantity.unit == "year" || quantity.kind == UnitKind::Count;
        let plausible = quantity.value <= Decimal::from(120) && quantity.max.is_none() && years;
        if !plausible || start < 2 {
            return None;
        }
        let lasts = quantity.unit == "year";
        let told = is_told(self.reading, quantity);
        let mut make = || {
            "year".clone_into(&mut quantity.unit);
            quantity.kind = UnitKind::Age;
        };
        let tokens = self.reading.tokens();
        // «aged 33, 34 and 39»
        let listed = previous.is_some_and(|fact| {
            fact.tokens.end + 1 == start
                && fact.quantity.as_ref().is_some_and(|q| q.kind == UnitKind::Age)
                && (self.reading.is_mark(start - 1, ",")
                    || self.reading.is_class("link", start - 1))
                && (lasts || self.ends_clause(end))
        });
        let is = self.reading.verb_of_age(start, self.sentence.tokens.start)
            && (lasts || (adult && form == NumberForm::Digits && self.ends_clause(end)));
        if told || listed || is {
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
        // «Rose Leslie, also 31, ...»
        let start =
            start - usize::from(start > 2 && self.reading.is_class("age-adverb", start - 1));
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

    /// Whether nothing that could be counted stands at a token.
    fn ends_clause(&self, at: usize) -> bool {
        let reading = self.reading;
        at >= self.sentence.tokens.end
            || (reading.tokens()[at].kind == TokenKind::Mark && !reading.is_mark(at, "%-–/:$€£°'"))
            || (reading.is_function_word(at)
                && !reading.is_class("partitive", at)
                && (reading.is_class("link", at) || !reading.glance.may_begin_number(at + 1)))
    }
}

impl Reading<'_> {
    /// «who was 11», «elle a seulement 29 ans», «hij is 40»: a person and a verb of age before a token,
    /// an adverb or qualifier between them or not.
    pub(super) fn verb_of_age(&self, at: usize, from: usize) -> bool {
        let mut at = at;
        for _ in 0..2 {
            if let Some(about) = self.match_before(Scheme::Approximators, at, from) {
                at = about.tokens.start;
            } else if at > from && self.is_class("age-adverb", at - 1) {
                at -= 1;
            }
        }
        if at <= from + 1 || !self.is_class("age-verb", at - 1) {
            return false;
        }
        // «n'a que», «has just turned»
        let mut who = at - 2;
        while who > from && (self.is_class("age-adverb", who) || self.is_class("elision", who)) {
            who -= 1;
        }
        let named =
            self.name_over(who).is_some_and(|name| self.names[name].kind == NameType::Person);
        named
            || self.is_class("who-has-age", who)
            || self.is_class("person", who)
            || self.match_before(Scheme::Roles, who + 1, from.max(who.saturating_sub(2))).is_some()
    }
}
