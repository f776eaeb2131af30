//! What the lexicon and the catalogue say of each token, looked up once.

use crate::catalogue::{Catalogue, Hit};
use crate::language::{Analysis, Shape, Token, TokenKind, WordFacts};
use crate::lexicon::{Beginnings, ConceptId, Lexicon, Match, Scheme};
use crate::recognize::NameType;

/// Classes of `ontology/names.ttl` as bits.
pub(super) mod class {
    pub(crate) const JOINER: u16 = 1;
    pub(crate) const KIN: u16 = 1 << 1;
    pub(crate) const PERSON_VERB: u16 = 1 << 2;
    pub(crate) const PLACE_PREPOSITION: u16 = 1 << 3;
    pub(crate) const ORGANIZATION_PREPOSITION: u16 = 1 << 4;
    pub(crate) const COMPASS: u16 = 1 << 5;
    pub(crate) const NOT_NAME: u16 = 1 << 6;
    pub(crate) const COMMON_NOUN: u16 = 1 << 7;
    pub(crate) const CONJOINER: u16 = 1 << 8;
    pub(crate) const SPORT_WORD: u16 = 1 << 9;
    pub(crate) const OPEN_JOINER: u16 = 1 << 10;
    pub(crate) const OPPONENT_PREPOSITION: u16 = 1 << 11;
    pub(crate) const NAMING: u16 = 1 << 12;

    pub(super) const NAMES: [(&str, u16); 13] = [
        ("joiner", JOINER),
        ("kin", KIN),
        ("person-verb", PERSON_VERB),
        ("place-preposition", PLACE_PREPOSITION),
        ("organization-preposition", ORGANIZATION_PREPOSITION),
        ("compass", COMPASS),
        ("not-name", NOT_NAME),
        ("common-noun", COMMON_NOUN),
        ("conjoiner", CONJOINER),
        ("sport-word", SPORT_WORD),
        ("open-joiner", OPEN_JOINER),
        ("opponent-preposition", OPPONENT_PREPOSITION),
        ("naming", NAMING),
    ];
}

/// Bits of [`WordFacts::name_endings`].
mod ending {
    use crate::language::NAME_ENDINGS;

    pub(super) const COMMON: u8 = 1 << (NAME_ENDINGS.len() - 1);
}

/// The labels of one scheme found in a text, the longest each.
pub(super) struct Layer {
    matches: Vec<Match>,
    /// For each token, the match that covers it, counted from 1.
    at: Vec<u16>,
}

impl Layer {
    /// `schemes` are those that each token may begin a label of.
    fn new(lexicon: &Lexicon, scheme: Scheme, analysis: &Analysis<'_>, schemes: &[u32]) -> Self {
        let count = analysis.tokens.len();
        let phrases = lexicon.phrases(scheme, analysis.language);
        let may_begin = |at: usize| schemes[at] & scheme.bit() != 0;
        let matches = phrases.find_where(analysis.text, &analysis.tokens, 0..count, may_begin);
        let mut at = vec![0; count];
        for (index, found) in matches.iter().enumerate().take(usize::from(u16::MAX) - 1) {
            at[found.tokens.clone()].fill(index as u16 + 1);
        }
        Self { matches, at }
    }

    /// Whether a match covers a token.
    pub(super) fn covers(&self, token: usize) -> bool {
        self.at.get(token).is_some_and(|&index| index > 0)
    }

    /// The match that covers a token.
    pub(super) fn covering(&self, token: usize) -> Option<&Match> {
        let index = usize::from(*self.at.get(token)?).checked_sub(1)?;
        self.matches.get(index)
    }
}

/// All that is known of a text's tokens by themselves.
pub(super) struct Marks<'a> {
    pub(super) analysis: &'a Analysis<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) catalogue: &'a Catalogue,
    pub(super) words: &'a WordFacts,
    pub(super) titles: Layer,
    pub(super) roles: Layer,
    pub(super) modifiers: Layer,
    pub(super) organizations: Layer,
    pub(super) programmes: Layer,
    pub(super) places: Layer,
    pub(super) nationalities: Layer,
    pub(super) calendar: Layer,
    pub(super) verbs: Layer,
    pub(super) cues: Layer,
    pub(super) currencies: Layer,
    pub(super) units: Layer,
    /// Bits of [`class`] for each token.
    classes: Vec<u16>,
    /// The longest catalogue name from each token that can begin one.
    hits: Vec<Option<Hit>>,
    /// The language writes every noun with a capital.
    pub(super) capital_nouns: bool,
    beginnings: &'a Beginnings,
}

impl<'a> Marks<'a> {
    pub(super) fn new(
        analysis: &'a Analysis<'a>,
        lexicon: &'a Lexicon,
        catalogue: &'a Catalogue,
        words: &'a WordFacts,
    ) -> Self {
        let beginnings = lexicon.beginnings(analysis.language);
        let schemes: Vec<u32> =
            analysis.tokens.iter().map(|token| beginnings.schemes(&token.folded)).collect();
        let layer = |scheme| Layer::new(lexicon, scheme, analysis, &schemes);
        let count = analysis.tokens.len();
        let hits = (0..count)
            .map(|at| {
                let token = &analysis.tokens[at];
                if !token.has_capital() && token.kind != TokenKind::Number {
                    return None;
                }
                let hit = catalogue.longest_at(analysis, at, count)?;
                // «L’équipe» at the head of a sentence is no «L’Équipe».
                let written = |t: usize| {
                    let token = &analysis.tokens[t];
                    let small = words.is_function_word(&token.folded)
                        || words.elisions.contains(&token.folded);
                    token.shape != Shape::Lower && !(small && token.shape != Shape::Upper)
                };
                (hit.end == at + 1 || (at..hit.end).any(written)).then_some(hit)
            })
            .collect();
        let hits = without_possessors(analysis, hits);
        let capital_nouns = words.endings.contains_key("common-ending");
        Self {
            titles: layer(Scheme::Titles),
            roles: layer(Scheme::Roles),
            modifiers: layer(Scheme::RoleModifiers),
            organizations: layer(Scheme::OrganizationKinds),
            programmes: layer(Scheme::ProgrammeKinds),
            places: layer(Scheme::PlaceKinds),
            nationalities: layer(Scheme::Nationalities),
            calendar: layer(Scheme::Calendar),
            verbs: layer(Scheme::ReportingVerbs),
            cues: layer(Scheme::AttributionCues),
            currencies: layer(Scheme::Currencies),
            units: layer(Scheme::Units),
            classes: classes(analysis, lexicon, &schemes),
            hits,
            capital_nouns,
            beginnings,
            analysis,
            lexicon,
            catalogue,
            words,
        }
    }

    pub(super) fn token(&self, token: usize) -> &Token {
        &self.analysis.tokens[token]
    }

    pub(super) fn len(&self) -> usize {
        self.analysis.tokens.len()
    }

    /// Whether a token is in one of the classes of a set.
    pub(super) fn is(&self, token: usize, classes: u16) -> bool {
        self.classes.get(token).is_some_and(|c| c & classes != 0)
    }

    /// The longest catalogue name that begins here.
    pub(super) fn hit(&self, token: usize) -> Option<Hit> {
        self.hits.get(token).copied().flatten()
    }

    /// Whether a token is a word with a capital.
    pub(super) fn is_capital(&self, token: usize) -> bool {
        self.analysis
            .tokens
            .get(token)
            .is_some_and(|t| t.kind == TokenKind::Word && t.has_capital())
    }

    /// Whether a token is a word in lower case.
    pub(super) fn is_lower(&self, token: usize) -> bool {
        self.analysis
            .tokens
            .get(token)
            .is_some_and(|t| t.kind == TokenKind::Word && t.shape == Shape::Lower)
    }

    pub(super) fn is_function_word(&self, token: usize) -> bool {
        self.analysis.tokens.get(token).is_some_and(|t| self.words.is_function_word(&t.folded))
    }

    /// Whether a token is an article.
    pub(super) fn is_article(&self, token: usize) -> bool {
        self.analysis.tokens.get(token).is_some_and(|t| self.words.articles.contains(&t.folded))
    }

    pub(super) fn is_particle(&self, token: usize) -> bool {
        let token = self.analysis.tokens.get(token);
        token.is_some_and(|t| self.words.name_particles.contains(&t.folded))
    }

    /// Whether a token is this mark.
    pub(super) fn is_mark(&self, token: usize, mark: &str) -> bool {
        self.analysis.tokens.get(token).is_some_and(|t| t.is(mark))
    }

    /// Whether a token stands in the same line as the one before it.
    pub(super) fn follows(&self, token: usize) -> bool {
        token > 0
            && token < self.len()
            && !self.analysis.text[self.token(token - 1).end..self.token(token).start]
                .contains('\n')
    }

    /// The type that a programme kind's notation stands for.
    pub(super) fn programme_type(&self, concept: ConceptId) -> NameType {
        match self.lexicon.notation(concept) {
            "product" | "service" => NameType::Product,
            "event" => NameType::Event,
            "work" => NameType::Work,
            _ => NameType::Programme,
        }
    }

    /// Whether a capitalised word is a common noun of a language that writes nouns so.
    pub(super) fn is_common_noun(&self, folded: &str) -> bool {
        let phrases = self.lexicon.phrases(Scheme::NameWords, self.analysis.language);
        let is_noun = |word: &str| {
            self.beginnings.schemes(word) & Scheme::NameWords.bit() != 0
                && phrases
                    .concepts(word)
                    .any(|id| self.lexicon.concept(id).property("wordClass") == "common-noun")
        };
        let ends_so = |word: &str| self.words.name_endings(word) & ending::COMMON != 0;
        if is_noun(folded) || ends_so(folded) {
            return true;
        }
        let Some(inflections) = self.words.endings.get("inflection-ending") else { return false };
        inflections.iter().any(|ending| {
            folded
                .strip_suffix(ending.as_str())
                .is_some_and(|bare| bare.len() > 2 && (is_noun(bare) || ends_so(bare)))
        })
    }

    /// What a compound's last part says it is: «Ausbauprogramm» is a programme, «softwarebedrijf» a company.
    /// Only for languages that glue their words together.
    pub(super) fn compound_type(&self, token: usize) -> Option<NameType> {
        self.words.endings.get("genitive-ending")?;
        let word = &self.analysis.tokens.get(token)?.folded;
        if word.chars().count() < 8 {
            return None;
        }
        let language = self.analysis.language;
        let tails = word.char_indices().skip(3).map(|(at, _)| &word[at..]);
        let kinds = Scheme::ProgrammeKinds.bit()
            | Scheme::OrganizationKinds.bit()
            | Scheme::PlaceKinds.bit()
            | Scheme::Roles.bit();
        for tail in tails.take(word.chars().count() - 6) {
            if self.beginnings.schemes(tail) & kinds == 0 {
                continue;
            }
            let concept = |scheme| self.lexicon.phrases(scheme, language).word(tail);
            if let Some(concept) = concept(Scheme::ProgrammeKinds) {
                return Some(self.programme_type(concept));
            }
            if concept(Scheme::OrganizationKinds).is_some() {
                return Some(NameType::Organization);
            }
            if concept(Scheme::PlaceKinds).is_some() {
                return Some(NameType::Place);
            }
            if concept(Scheme::Roles).is_some() {
                return Some(NameType::Person);
            }
        }
        None
    }
}

/// Whether a mark is a quotation mark.
pub(super) fn is_quote(mark: &str) -> bool {
    matches!(mark, "«" | "»" | "“" | "”" | "„" | "\"" | "'" | "‹" | "›" | "‚")
}

/// Drops «Carter’s» where the text has «Carter» without its possessive too.
fn without_possessors(analysis: &Analysis<'_>, mut hits: Vec<Option<Hit>>) -> Vec<Option<Hit>> {
    let tokens = &analysis.tokens;
    let possessive = |t: usize| tokens.get(t).is_some_and(|t| t.is("'s"));
    for at in 0..hits.len() {
        let alone = |t: usize| tokens[t].folded == tokens[at].folded && !possessive(t + 1);
        let possessor = hits[at].is_some_and(|hit| hit.end == at + 2) && possessive(at + 1);
        if possessor && (0..tokens.len()).any(alone) {
            hits[at] = None;
        }
    }
    hits
}

fn classes(analysis: &Analysis<'_>, lexicon: &Lexicon, schemes: &[u32]) -> Vec<u16> {
    let phrases = lexicon.phrases(Scheme::NameWords, analysis.language);
    let mut classes = vec![0; analysis.tokens.len()];
    for (at, schemes) in schemes.iter().enumerate() {
        if schemes & Scheme::NameWords.bit() == 0 {
            continue;
        }
        for found in phrases.matches_at(analysis.text, &analysis.tokens, at) {
            let word_class = lexicon.concept(found.concept).property("wordClass");
            if let Some((_, bit)) = class::NAMES.iter().find(|(name, _)| *name == word_class) {
                classes[found.tokens].iter_mut().for_each(|c| *c |= bit);
            }
        }
    }
    classes
}
