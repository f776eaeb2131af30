//! Spans that may be names, from capitals: runs of capitalised words with what joins them.

use super::NameType;
use super::document::Document;
use super::marks::{Marks, class};
use crate::language::{Shape, TokenKind};
use crate::lexicon::Scheme;
use std::ops::Range;

/// A span that may be a name, with what speaks for each type.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) tokens: Range<usize>,
    pub(super) bytes: Range<usize>,
    /// What speaks for each type, in the order of [`NameType::ALL`].
    pub(super) scores: [i32; 7],
    /// What speaks for its being a name at all; below 1 the article must settle it.
    pub(super) proper: i32,
}

impl Candidate {
    pub(super) fn new(marks: &Marks<'_>, tokens: Range<usize>) -> Self {
        let bytes = marks.analysis.bytes(&tokens);
        Self { tokens, bytes, scores: [0; 7], proper: 0 }
    }

    /// A candidate of a type that its words leave no doubt about.
    pub(super) fn of(marks: &Marks<'_>, tokens: Range<usize>, kind: NameType, weight: i32) -> Self {
        let mut candidate = Self::new(marks, tokens);
        candidate.add(kind, weight);
        candidate.proper = weight;
        candidate
    }

    pub(super) fn add(&mut self, kind: NameType, weight: i32) {
        self.scores[kind as usize] += weight;
    }

    /// Whether two candidates share a token.
    pub(super) fn overlaps(&self, tokens: &Range<usize>) -> bool {
        self.tokens.start < tokens.end && tokens.start < self.tokens.end
    }
}

/// Adds the runs of capitalised words that no candidate covers yet.
pub(super) fn add_runs(
    marks: &Marks<'_>,
    document: &Document<'_>,
    candidates: &mut Vec<Candidate>,
) {
    let mut taken = vec![false; marks.len()];
    for candidate in candidates.iter() {
        taken[candidate.tokens.clone()].fill(true);
    }
    for sentence in &marks.analysis.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if taken[at] {
                at += 1;
                continue;
            }
            let limit =
                (at..sentence.tokens.end).find(|&t| taken[t]).unwrap_or(sentence.tokens.end);
            if let Some(compound) = compound(marks, document, at) {
                candidates.push(compound);
                at += 1;
                continue;
            }
            match run(marks, document, at, limit) {
                Some(end) => {
                    let start = with_number(marks, at, end);
                    let mut candidate = Candidate::new(marks, start..end);
                    if marks.named(marks.analysis.slice(&(end - 1..end))).is_empty() {
                        if let Some(glued) = marks.glued_at(end - 1).filter(|_| end > start + 1) {
                            candidate.bytes.end = marks.token(end - 1).start + glued;
                        }
                    }
                    candidate.proper = properness(marks, document, at..end);
                    candidates.push(candidate);
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    candidates.sort_by_key(|c| (c.tokens.start, std::cmp::Reverse(c.tokens.end)));
}

/// The end of the name that begins at a token.
fn run(marks: &Marks<'_>, document: &Document<'_>, at: usize, limit: usize) -> Option<usize> {
    // The catalogue knows names with small words inside.
    let known = marks.hit(at).filter(|hit| hit.end <= limit).map(|hit| hit.end);
    if !starts(marks, document, at, known) {
        return None;
    }
    let mut end = known.unwrap_or(at + 1);
    while end < limit
        && marks.follows(end)
        && !(known.is_none() && marks.glued_at(end - 1).is_some())
    {
        if let Some(next) = extension(marks, document, at, end, limit) {
            end = next;
        } else {
            break;
        }
    }
    // Trim what cannot end a name.
    while end > at + 1 && known.is_none_or(|known| end > known) && !ends(marks, end - 1) {
        end -= 1;
    }
    Some(end)
}

/// «2012 Olympics», «125th Street»: takes in a year or an ordinal before an event or a place.
fn with_number(marks: &Marks<'_>, at: usize, end: usize) -> usize {
    if at == 0 || !marks.follows(at) || marks.token(at - 1).kind != TokenKind::Number {
        return at;
    }
    let number = marks.surface(at - 1);
    let year = number.len() == 4 && number.starts_with(['1', '2']);
    let ordinal = number.ends_with(char::is_alphabetic);
    let event = marks
        .programmes
        .ending(end)
        .is_some_and(|m| marks.programme_type(m.concept) == NameType::Event)
        || marks.hit(at).is_some_and(|hit| {
            hit.end == end && marks.catalogue.entry(hit.entry).kind == Some(NameType::Event)
        });
    let place = marks.places.ending(end).is_some();
    if year && event || ordinal && place { at - 1 } else { at }
}

/// Whether a name can begin at a token.
fn starts(marks: &Marks<'_>, document: &Document<'_>, at: usize, known: Option<usize>) -> bool {
    let token = marks.token(at);
    if token.kind == TokenKind::Number {
        // «50 Cent», «3M»: only as the catalogue knows them, and where there is more than a number.
        return known.is_some_and(|end| end > at + 1)
            || token.shape == Shape::Upper && known.is_some();
    }
    if !marks.is_capital(at) {
        return false;
    }
    if known.is_some_and(|end| end > at + 1) {
        return true;
    }
    if marks.is(at, class::NOT_NAME) {
        return false;
    }
    if marks.capital_nouns && known.is_none() {
        let quoting = marks.verbs.ending(at).is_some();
        if is_common(marks, at) && !quoting || describes_next(marks, document, at) {
            return false;
        }
    }
    let blocked = marks.titles.starting(at).is_some_and(|m| precedes_name(marks, m.tokens.end))
        || marks.roles.covering(at).is_some() && !heads_body(marks, at)
        || marks.modifiers.covering(at).is_some()
        || marks.cues.starting(at).is_some()
        || marks.currencies.covering(at).is_some() && known.is_none()
        || marks.units.covering(at).is_some()
            && at > 0
            && marks.token(at - 1).kind == TokenKind::Number
        || is_roman(marks.surface(at))
        || token.end - token.start == 1 && !marks.is_capital(at + 1)
        || marks.calendar.covering(at).is_some();
    let demonym = known.is_none() && marks.has_ending("demonym-ending", &token.folded);
    if blocked
        || demonym && !marks.is_first_name(at) && !marks.catalogue.is_surname(marks.surface(at))
    {
        return false;
    }
    let place = known.is_some()
        && marks
            .hit(at)
            .is_some_and(|hit| marks.catalogue.entry(hit.entry).kind == Some(NameType::Place));
    if marks.nationalities.covering(at).is_some() && !place {
        // «British Airways», «American Airlines»: before another capital that is no role.
        let next = marks.nationalities.covering(at).map_or(at + 1, |m| m.tokens.end);
        return !marks.capital_nouns
            && !marks.adjectives_behind()
            && marks.is_capital(next)
            && marks.follows(next)
            && (marks.organization_noun(next).is_some()
                || !document.forced[next]
                    && marks.roles.covering(next).is_none()
                    && marks.modifiers.covering(next).is_none()
                    && marks.titles.covering(next).is_none()
                    && marks.nationalities.covering(next).is_none()
                    && marks.hit(next).is_none()
                    && !marks.is(next, class::NOT_NAME)
                    && !marks.is_first_name(next));
    }
    let folded = &token.folded;
    if marks.words.is_function_word(folded) || marks.words.is_opener(folded) {
        // «The Beatles», «Le Monde» are the catalogue's; else small words begin no name.
        return token.shape == Shape::Upper && (!document.forced[at] || known.is_some());
    }
    true
}

/// «XIXe», «XXI»: a Roman number, perhaps with an ordinal's ending.
fn is_roman(word: &str) -> bool {
    let digits = word.trim_end_matches(char::is_lowercase);
    digits.len() > 1
        && word.len() <= digits.len() + 4
        && digits.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// Whether a role's word is part of a body's name («President's Office» is rare; «Premier League»).
fn heads_body(marks: &Marks<'_>, at: usize) -> bool {
    let Some(role) = marks.roles.covering(at) else { return false };
    let next = role.tokens.end;
    marks.is_capital(next)
        && marks.follows(next)
        && (marks.programmes.starting(next).is_some()
            || marks.places.starting(next).is_some()
            || marks.organizations.starting(next).is_some())
        && !marks.capital_nouns
}

/// Whether a capitalised word which is no role or title follows.
fn precedes_name(marks: &Marks<'_>, at: usize) -> bool {
    marks.is_capital(at) && marks.follows(at)
}

/// Whether a name can end with this token.
fn ends(marks: &Marks<'_>, at: usize) -> bool {
    let token = marks.token(at);
    match token.kind {
        TokenKind::Word => token.has_capital() && !marks.words.is_function_word(&token.folded),
        TokenKind::Number => true,
        _ => token.is("+") || token.is("!"),
    }
}

/// The end of the run with what follows, where something follows that belongs to it.
fn extension(
    marks: &Marks<'_>,
    document: &Document<'_>,
    start: usize,
    end: usize,
    limit: usize,
) -> Option<usize> {
    if let Some(hit) = marks.hit(end).filter(|hit| hit.end <= limit) {
        if hit.end > end + 1 && !marks.capital_nouns {
            return Some(hit.end);
        }
    }
    let token = marks.token(end);
    match token.kind {
        TokenKind::Word if token.has_capital() => extends(marks, document, start, end),
        TokenKind::Number => number_extends(marks, start, end),
        TokenKind::Mark if token.is("&") => {
            (end + 1 < limit && marks.is_capital(end + 1)).then_some(end + 2)
        }
        TokenKind::Word => joined(marks, document, start, end, limit)
            .or_else(|| conjoined(marks, start, end, limit)),
        _ => None,
    }
}

/// Whether a capitalised word goes on with the run before it.
fn extends(marks: &Marks<'_>, document: &Document<'_>, start: usize, at: usize) -> Option<usize> {
    let token = marks.token(at);
    if marks.is(at, class::NOT_NAME) && token.shape != Shape::Capitalized {
        return None;
    }
    let role = marks.roles.covering(at).is_some_and(|m| m.tokens.start == at);
    if role && !heads_body(marks, at) && !marks.is_first_name(at - 1) {
        return None;
    }
    if marks.titles.starting(at).is_some_and(|m| precedes_name(marks, m.tokens.end)) {
        return None;
    }
    // «in Paris Stijn Bijnens said», «U.S. Elizabeth Warren»: a place and a person are two names.
    let place = marks.hit(start).is_some_and(|hit| {
        hit.end == at && marks.catalogue.entry(hit.entry).kind == Some(NameType::Place)
    });
    if place && marks.is_first_name(at) && !marks.is_first_name(start) && marks.is_capital(at + 1) {
        return None;
    }
    if marks.calendar.starting(at).is_some() && !marks.is_first_name(start) {
        return None;
    }
    if marks.capital_nouns {
        // Two nouns in a row of which none is a common one are a name, unless the first is a
        // possessor («Chinas Staatsrat»).
        let function = marks.words.is_function_word(&token.folded);
        let possessor = is_possessor(marks, at - 1);
        let common = is_common(marks, at) && !marks.is_first_name(at - 1);
        return (!function && !possessor && !common && document.usage(&token.folded).lower == 0)
            .then_some(at + 1);
    }
    Some(at + 1)
}

/// Whether an unknown noun stands before a name that is clear by itself: «Kapitän Craig Halkett»,
/// «Regierungsdistrikt Palu».
fn describes_next(marks: &Marks<'_>, document: &Document<'_>, at: usize) -> bool {
    let next = at + 1;
    if !marks.is_capital(next) || !marks.follows(next) || german_noun(marks, document, at) > 2 {
        return false;
    }
    let person = marks.is_first_name(next) && marks.is_capital(next + 1) && marks.follows(next + 1);
    let known = marks.hit(next).is_some_and(|hit| !marks.is_capital(hit.end));
    let noun = marks.surface(at).chars().count() > 6;
    noun && (person || known)
}

/// Whether a word is a known name with a genitive ending.
fn is_possessor(marks: &Marks<'_>, at: usize) -> bool {
    let surface = marks.surface(at);
    let bare = marks.without_genitive(surface);
    bare.len() < surface.len()
        && marks.catalogue.named(surface).is_empty()
        && (!marks.catalogue.named(bare).is_empty()
            || (marks.catalogue.is_surname(bare) || marks.catalogue.is_first_name(bare))
                && !marks.catalogue.is_surname(surface)
                && !marks.catalogue.is_first_name(surface))
}

/// Whether a capitalised word is a common noun, a role or a relative, for languages which write nouns so.
fn is_common(marks: &Marks<'_>, at: usize) -> bool {
    let folded = &marks.token(at).folded;
    let last = folded.rsplit('-').next().unwrap_or(folded);
    marks.is_common_noun(last)
        || folded.contains('-') && marks.is_lexical(last)
        || marks.roles.covering(at).is_some()
        || marks.is(at, class::KIN | class::NOT_NAME)
}

/// «Windows 11», «Falcon 9», «Ryder Cup 2018»: a number of at most four digits, not followed by a word
/// that it would count.
fn number_extends(marks: &Marks<'_>, start: usize, at: usize) -> Option<usize> {
    let surface = marks.surface(at);
    let plain = surface.len() <= 4 && surface.bytes().all(|b| b.is_ascii_alphanumeric());
    let next = at + 1;
    let counts = next < marks.len()
        && marks.follows(next)
        && (marks.is_lower(next)
            && !marks.is_function_word(next)
            && marks.surface(next).starts_with(char::is_alphabetic)
            || matches!(&*marks.token(next).folded, "%" | "€" | "$" | "£" | "-" | "/" | "(")
            || surface.len() < 3 && marks.is_mark(next, ":")
            || marks.capital_nouns && marks.is_capital(next)
            || marks.calendar.covering(next).is_some());
    let person = marks.is_first_name(start);
    let place = marks
        .named(marks.analysis.slice(&(start..at)))
        .first()
        .is_some_and(|&e| marks.catalogue.entry(e as usize).kind == Some(NameType::Place));
    (plain && !counts && !person && !place && marks.analysis.spaced(at)).then_some(next)
}

/// The end of the run with a joining word and the capitals behind it.
fn joined(
    marks: &Marks<'_>,
    document: &Document<'_>,
    start: usize,
    end: usize,
    limit: usize,
) -> Option<usize> {
    let mut next = end;
    while next < limit
        && next < end + 3
        && marks.follows(next)
        && !marks.is_capital(next)
        && (marks.is(next, class::JOINER) || marks.is_particle(next))
    {
        next += 1;
    }
    if next == end || next >= limit || !marks.is_capital(next) || !marks.follows(next) {
        return None;
    }
    if marks.roles.starting(next).is_some() || marks.titles.starting(next).is_some() {
        return None;
    }
    let particles = (end..next).all(|t| marks.is_particle(t) && !marks.is(t, class::CONJOINER));
    let first_name = (start..end).all(|t| marks.is_first_name(t) || is_initial(marks, t));
    let elsewhere = marks.hit(next).is_some_and(|hit| {
        hit.end > next + 1
            || marks.catalogue.entry(hit.entry).kind == Some(NameType::Place)
            || end - start > 1 && marks.catalogue.entry(hit.entry).kind != Some(NameType::Person)
    });
    if particles && first_name && end - start <= 2 && !elsewhere {
        return Some(next + 1);
    }
    // Behind a head noun: «House of Commons», «Université de Gand».
    let joins = (end..next).all(|t| marks.is(t, class::JOINER))
        && marks.hit(start).is_none_or(|h| h.end != end);
    let head = |layer: &super::marks::Layer| {
        layer.ending(end).is_some_and(|m| {
            marks.is_capital(m.tokens.start)
                && m.tokens.start >= start
                && !marks.adjectives_behind()
        }) || layer.starting(start).is_some_and(|m| m.tokens.end <= end)
    };
    let open = marks.is(end, class::OPEN_JOINER)
        && !(start..end)
            .any(|t| marks.is_first_name(t) || marks.catalogue.is_surname(marks.surface(t)))
        && marks.hit(start).is_none_or(|hit| hit.end < end);
    if open
        && (end..next).all(|t| marks.is(t, class::JOINER))
        && (!document.forced[start]
            || end > start + 1
            || document.usage(&marks.token(start).folded).lower == 0)
    {
        return Some(next + 1);
    }
    let headed = head(&marks.organizations) || head(&marks.places) || head(&marks.programmes);
    let free = !document.forced[start] || end > start + 1;
    (joins && headed && free && !first_name && !marks.capital_nouns).then_some(next + 1)
}

/// «Fish and Wildlife Commission»: two parts before one head noun of organisations.
fn conjoined(marks: &Marks<'_>, start: usize, end: usize, limit: usize) -> Option<usize> {
    if !marks.is(end, class::CONJOINER) || marks.is_capital(end) || marks.is_first_name(start) {
        return None;
    }
    let mut last = end + 1;
    while last < limit && marks.follows(last) && marks.is_capital(last) {
        last += 1;
    }
    let headed = last > end + 2
        && marks.organizations.ending(last).is_some()
        && marks.hit(end + 1).is_none_or(|hit| hit.end < last);
    let whole = marks.hit(start).is_some_and(|hit| hit.end == end);
    (headed && !whole && marks.organizations.ending(end).is_none()).then_some(last)
}

fn is_initial(marks: &Marks<'_>, at: usize) -> bool {
    let surface = marks.surface(at);
    surface.ends_with('.') && surface.chars().count() <= 4 && marks.is_capital(at)
}

/// What speaks for a capitalised noun of German being a name: above 0 it may be one.
fn german_noun(marks: &Marks<'_>, document: &Document<'_>, at: usize) -> i32 {
    let token = marks.token(at);
    let surface = marks.surface(at);
    let mut score = 1;
    if marks.is_first_name(at) || marks.catalogue.is_surname(surface) {
        score += 3;
    }
    if let Some(&entry) = marks.named(surface).first() {
        score += if marks.catalogue.entry(entry as usize).is_common(surface) { 1 } else { 6 };
    }
    if matches!(token.shape, Shape::Upper | Shape::Mixed) && !document.forced[at] {
        score += 4;
    }
    if at > 0 && marks.token(at - 1).kind == TokenKind::Number {
        score -= 3;
    }
    // «…“, sagte Sumbung.»
    let mark_behind = marks.analysis.tokens.get(at + 1).is_none_or(|t| t.kind == TokenKind::Mark);
    if mark_behind && marks.verbs.ending(at).is_some() {
        score += 6;
    }
    let in_lexicon = marks.roles.covering(at).is_some()
        || marks.organizations.covering(at).is_some()
        || marks.programmes.covering(at).is_some()
        || marks.places.covering(at).is_some()
        || marks.titles.covering(at).is_some()
        || marks.is(at, class::KIN | class::NOT_NAME);
    if in_lexicon || marks.is_common_noun(&token.folded) {
        score -= 5;
    }
    if document.usage(&token.folded).lower > 0 {
        score -= 4;
    }
    if at > 0 && marks.follows(at) && !marks.is_capital(at - 1) {
        let before = &marks.token(at - 1).folded;
        let determined =
            marks.lexicon_class(before, "article") || marks.lexicon_class(before, "determiner");
        let described = marks.is_lower(at - 1)
            && !marks.words.is_opener(before)
            && marks.has_ending("adjective-ending", before)
            && marks.verbs.covering(at - 1).is_none();
        score -= 2 * i32::from(determined) + i32::from(described);
    }
    score
}

/// What speaks for one token being part of a name.
fn proper_word(marks: &Marks<'_>, document: &Document<'_>, at: usize) -> i32 {
    if marks.capital_nouns {
        return german_noun(marks, document, at);
    }
    let token = marks.token(at);
    let usage = document.usage(&token.folded);
    let surface = marks.surface(at);
    let mut score = if document.forced[at] { -1 } else { 3 };
    if usage.free > 0 {
        score += 2;
    }
    if usage.lower > 0 {
        score -= if document.forced[at] { 4 } else { 1 };
    }
    if let Some(&entry) = marks.named(surface).first() {
        score += if marks.catalogue.entry(entry as usize).is_common(surface) { 1 } else { 4 };
    }
    if marks.is_first_name(at) {
        score += 2;
    }
    if matches!(token.shape, Shape::Upper | Shape::Mixed) {
        score += 2;
    }
    score
}

/// What speaks for a span being a name.
pub(super) fn properness(marks: &Marks<'_>, document: &Document<'_>, tokens: Range<usize>) -> i32 {
    let known = marks.named(marks.analysis.slice(&tokens)).first();
    let known = known.map_or(0, |&e| {
        let entry = marks.catalogue.entry(e as usize);
        if tokens.len() > 1 {
            6
        } else if entry.is_common(marks.analysis.slice(&tokens)) {
            1
        } else {
            3
        }
    });
    let words = || tokens.clone().filter(|&t| marks.is_capital(t));
    let best = words().map(|t| proper_word(marks, document, t)).max().unwrap_or(0);
    let first = words().next().map_or(0, |t| proper_word(marks, document, t));
    let several = words().count() > 1;
    let forced = words().all(|t| document.forced[t]);
    // Several capitals in a row say much, unless the whole line has them.
    let row = if several && !(forced && words().count() > 2) { 1 } else { 0 };
    known + if several && !forced { best.max(first) } else { first.min(best) } + row
}

/// «Microsoft-topvrouw», «EU-Kommission», «Trump-Regierung»: the name before the hyphen.
fn compound(marks: &Marks<'_>, document: &Document<'_>, at: usize) -> Option<Candidate> {
    let token = marks.token(at);
    if !marks.is_capital(at) || !token.folded.contains('-') {
        return None;
    }
    let surface = marks.surface(at);
    if !marks.named(surface).is_empty() || marks.is_first_name(at) {
        return None;
    }
    // «anti-Erdogan», «pro-Trump».
    if let Some((prefix, name)) = surface.split_once('-') {
        if prefix.chars().all(char::is_lowercase) && name.starts_with(char::is_uppercase) {
            let mut candidate = Candidate::new(marks, at..at + 1);
            candidate.bytes.start += prefix.len() + 1;
            candidate.proper = 3;
            return Some(candidate);
        }
    }
    // From the longest prefix down, one that names something by itself.
    let mut cut = surface.len();
    while let Some(hyphen) = surface[..cut].rfind('-') {
        cut = hyphen;
        let (name, rest) = (&surface[..hyphen], &surface[hyphen + 1..]);
        let folded = crate::language::fold(name);
        let last = crate::language::fold(rest.rsplit('-').next().unwrap_or(rest));
        let headed = marks.has_ending("place-ending", &last)
            || marks
                .lexicon
                .phrases(Scheme::PlaceKinds, marks.analysis.language)
                .word(&last)
                .is_some();
        let kind = marks
            .lexicon
            .phrases(Scheme::ProgrammeKinds, marks.analysis.language)
            .word(&last)
            .map(|concept| marks.programme_type(concept))
            .filter(|kind| *kind != NameType::Work && *kind != NameType::Product);
        let proper_prefix = !marks.is_common_noun(&folded)
            && !marks.is_lexical(&folded)
            && !marks.is_not_name(name)
            && document.usage(&folded).lower == 0;
        if proper_prefix && (headed || kind.is_some()) && !marks.catalogue.is_first_name(name) {
            let kind = if headed { NameType::Place } else { kind? };
            let mut candidate = Candidate::of(marks, at..at + 1, kind, 6);
            candidate.proper = 2;
            return Some(candidate);
        }
        let common = rest.starts_with(char::is_lowercase)
            || marks.capital_nouns && (marks.is_common_noun(&last) || marks.is_lexical(&last));
        let acronym = name.chars().count() > 1
            && name.chars().all(|c| c.is_uppercase() || c == '.' || c == '&')
            && !marks.is_not_name(name);
        let usage = document.usage(&folded);
        // A language with small nouns shows by the tail in lower case where the name ends.
        let shown = !marks.capital_nouns
            && marks.glued_at(at) == Some(hyphen)
            && usage.lower == 0
            && !marks.is_lexical(&folded);
        let known = shown
            || !marks.catalogue.named(name).is_empty()
            || usage.free > 0 && usage.lower == 0 && !marks.is_common_noun(&folded);
        if common && (acronym || known) && !marks.is_not_name(name) {
            let mut candidate = Candidate::new(marks, at..at + 1);
            candidate.bytes.end = candidate.bytes.start + hyphen;
            candidate.proper = 2;
            return Some(candidate);
        }
    }
    None
}
