//! What every extraction rule looks at: one article's tokens, its names and the lexicon's words.

use super::glance::Glance;
use crate::language::{Analysis, Token, TokenKind, WordFacts};
use crate::lexicon::{Lexicon, Match, Phrases, Scheme};
use crate::recognize::{Name, NameType};
use crate::resolve::{Entities, Entity};
use jiff::civil::Date;
use std::ops::Range;

/// One article as read, ready for the rules.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    pub analysis: &'a Analysis<'a>,
    pub glance: &'a Glance<'a>,
    pub lexicon: &'a Lexicon,
    pub words: &'a WordFacts,
    /// In the order of the text, none overlapping.
    pub names: &'a [Name],
    pub entities: &'a Entities,
    pub published: Option<Date>,
    /// The country that the text comes from, as an ISO 3166-1 code; empty where it is not known.
    pub country: &'a str,
}

impl<'a> Reading<'a> {
    /// All tokens.
    pub fn tokens(&self) -> &'a [Token] {
        &self.analysis.tokens
    }

    /// A scheme's phrases in the article's language.
    pub fn phrases(&self, scheme: Scheme) -> &'a Phrases {
        self.lexicon.phrases(scheme, self.analysis.language)
    }

    /// The longest label of a scheme at a token, within a range.
    pub fn match_at(&self, scheme: Scheme, at: usize, end: usize) -> Option<Match> {
        if !self.begins(scheme, at) {
            return None;
        }
        let tokens = self.tokens();
        self.phrases(scheme).match_at(self.analysis.text, &tokens[..end.min(tokens.len())], at)
    }

    /// The longest label of a scheme that ends right before a token and begins no sooner than another.
    pub fn match_before(&self, scheme: Scheme, end: usize, from: usize) -> Option<Match> {
        let phrases = self.phrases(scheme);
        let tokens = &self.tokens()[..end.min(self.tokens().len())];
        (from.max(end.saturating_sub(8))..end).filter(|&at| self.begins(scheme, at)).find_map(
            |at| phrases.matches_at(self.analysis.text, tokens, at).find(|m| m.tokens.end == end),
        )
    }

    /// Whether a label of a scheme begins with the word at a token.
    pub fn begins(&self, scheme: Scheme, at: usize) -> bool {
        self.glance.begins(scheme, at)
    }

    /// All labels of a scheme in a range of tokens.
    pub fn find(&self, scheme: Scheme, within: Range<usize>) -> Vec<Match> {
        self.phrases(scheme).find(self.analysis.text, self.tokens(), within)
    }

    /// The longest word of a class of `ng:LanguageFacts` that begins at a token.
    pub fn class_at(&self, class: &str, at: usize, end: usize) -> Option<Range<usize>> {
        self.glance.class(class, at, end).map(|stop| at..stop)
    }

    /// Whether one word of a class stands at a token.
    pub fn is_class(&self, class: &str, at: usize) -> bool {
        self.glance.class(class, at, at + 1).is_some()
    }

    /// The index of the name that covers a token.
    pub fn name_over(&self, token: usize) -> Option<usize> {
        let at = self.names.partition_point(|name| name.tokens.end <= token);
        self.names.get(at).filter(|name| name.tokens.start <= token).map(|_| at)
    }

    /// The indexes of the names in a range of tokens, from left to right.
    pub fn names_in(&self, within: &Range<usize>) -> Range<usize> {
        let first = self.names.partition_point(|name| name.tokens.start < within.start);
        let last = self.names.partition_point(|name| name.tokens.end <= within.end);
        first..last.max(first)
    }

    /// The thing that a name means.
    pub fn entity(&self, name: usize) -> &'a Entity {
        &self.entities.all[self.entities.of_name[name]]
    }

    /// The tokens of the sentence that a token stands in.
    pub fn sentence_tokens(&self, token: usize) -> Range<usize> {
        let index = self.analysis.sentence_of(token);
        self.analysis.sentences.get(index).map_or(0..0, |s| s.tokens.clone())
    }

    /// Whether a token is a mark with one of these characters.
    pub fn is_mark(&self, token: usize, marks: &str) -> bool {
        self.tokens().get(token).is_some_and(|t| {
            t.kind == TokenKind::Mark && t.folded.chars().next().is_some_and(|c| marks.contains(c))
        })
    }

    /// Whether white space, or nothing at all, stands before a token.
    pub fn spaced(&self, token: usize) -> bool {
        token >= self.tokens().len() || self.analysis.spaced(token)
    }

    /// Whether a token is a word of the language's grammar.
    pub fn is_function_word(&self, token: usize) -> bool {
        self.tokens().get(token).is_some_and(|t| self.words.is_function_word(&t.folded))
    }
}

/// Whether a name can act: speak, own, promise.
pub(super) fn is_agent(kind: NameType) -> bool {
    matches!(kind, NameType::Person | NameType::Organization)
}

/// Whether a name is a thing that can have an owner.
pub(super) fn is_ownable(kind: NameType) -> bool {
    matches!(kind, NameType::Programme | NameType::Product | NameType::Event | NameType::Work)
}
