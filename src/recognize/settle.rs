//! What no single sentence tells: an acronym in brackets is what stands before it, wherever it comes up, and a
//! role is no name.

use super::echo::echo;
use super::marks::{Marks, class};
use super::tagger::Found;
use super::{Name, NameType};
use crate::language::{Shape, TokenKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// How sure a name is that its acronym confirms.
const CONFIRMED: u8 = 95;

/// How sure a body is that is named by a noun and an adjective.
const BODY: u8 = 80;

/// From here a name is clear, below that it is not.
const CLEAR: u8 = 90;
const UNCLEAR: u8 = 70;

/// Makes names of what the tagger found.
pub(super) fn settle(marks: &Marks<'_>, found: Vec<Found>) -> Vec<Name> {
    let tokens = &marks.analysis.tokens;
    let mut names: Vec<Name> = found
        .into_iter()
        .filter_map(|found| {
            let mut start = tokens.partition_point(|t| t.end <= found.bytes.start);
            let end = tokens.partition_point(|t| t.start < found.bytes.end);
            let mut bytes = found.bytes;
            // No name begins with a pictograph or a dash; «#MeToo» and «@who» do begin with their signs.
            while start < end && tokens[start].kind == TokenKind::Mark && !is_sign(marks, start) {
                start += 1;
                bytes.start = tokens.get(start)?.start;
            }
            let Found { kind, confidence, .. } = found;
            (start < end).then_some(Name { tokens: start..end, bytes, kind, confidence })
        })
        .filter(|name| !is_role(marks, &name.tokens))
        .collect();
    let mut kinds: BTreeMap<&str, NameType> = BTreeMap::new();
    for (long, short) in abbreviations(marks) {
        let inside = |name: &&Name| name.tokens.start < long.end && long.start < name.tokens.end;
        let said = names.iter().filter(inside).max_by_key(|name| name.tokens.len()).map(|n| n.kind);
        let Some(kind) = programme(marks, &long).or(said) else { continue };
        names.retain(|name| !inside(&name));
        names.push(Name {
            bytes: marks.analysis.bytes(&long),
            tokens: long,
            kind,
            confidence: CONFIRMED,
        });
        kinds.insert(&tokens[short].folded, kind);
        if !names.iter().any(|name| name.tokens.contains(&short)) {
            names.push(Name {
                bytes: tokens[short].start..tokens[short].end,
                tokens: short..short + 1,
                kind,
                confidence: CONFIRMED,
            });
        }
    }
    for name in names.iter_mut().filter(|name| name.tokens.len() == 1) {
        if let Some(kind) = kinds.get(&*tokens[name.tokens.start].folded) {
            name.kind = *kind;
        }
    }
    join(marks, &mut names);
    bodies(marks, &mut names);
    by_their_heads(marks, &mut names);
    echo(marks, &mut names);
    names.sort_by_key(|name| name.bytes.start);
    names
}

/// Two names side by side are one where the article writes both together as one elsewhere, or where both are a
/// programme, or a product, an event, a work: «Azure» «Belgium Central». (People, places and bodies do stand in rows.)
fn join(marks: &Marks<'_>, names: &mut Vec<Name>) {
    let words = |tokens: &Range<usize>| marks.analysis.slice(tokens);
    let whole: BTreeMap<&str, (NameType, u8)> = names
        .iter()
        .filter(|name| name.tokens.len() > 1 && marks.analysis.bytes(&name.tokens) == name.bytes)
        .map(|name| (words(&name.tokens), (name.kind, name.confidence)))
        .collect();
    names.sort_by_key(|name| name.bytes.start);
    let mut at = 1;
    while at < names.len() {
        let both = names[at - 1].tokens.start..names[at].tokens.end;
        let side_by_side = names[at - 1].tokens.end == names[at].tokens.start;
        let [kind, next] = [names[at - 1].kind, names[at].kind];
        let single = !matches!(kind, NameType::Person | NameType::Organization | NameType::Place);
        let least = names[at - 1].confidence.min(names[at].confidence);
        let one =
            whole.get(words(&both)).copied().or((single && kind == next).then_some((kind, least)));
        if let Some((kind, confidence)) =
            one.filter(|_| side_by_side && marks.follows(names[at].tokens.start))
        {
            let bytes = marks.analysis.bytes(&both);
            names[at - 1] = Name { tokens: both, bytes, kind, confidence };
            names.remove(at);
        } else {
            at += 1;
        }
    }
}

/// «gouvernement flamand», «Belgian government»: a noun that heads bodies, beside an adjective of a place, names
/// one body.
fn bodies(marks: &Marks<'_>, names: &mut Vec<Name>) {
    let mut at = 0;
    while at < marks.len() {
        let heads = marks.organizations.covering(at).filter(|found| {
            found.tokens.start == at && marks.lexicon.concept(found.concept).flag("headNoun")
        });
        let Some(noun) = heads.map(|found| found.tokens.clone()) else {
            at += 1;
            continue;
        };
        let place = |at: usize| marks.nationalities.covering(at).map(|found| found.tokens.clone());
        let behind = place(noun.end)
            .filter(|found| !marks.capital_nouns && marks.is_lower(found.start))
            .filter(|found| marks.follows(found.start));
        let before = at.checked_sub(1).and_then(place).filter(|_| marks.follows(at));
        // The lexicon may hold both words as one kind.
        let whole = noun.len() > 1 && noun.clone().any(|at| place(at).is_some());
        let body = behind
            .map(|found| noun.start..found.end)
            .or_else(|| before.map(|found| found.start..noun.end))
            .or_else(|| whole.then(|| noun.clone()));
        at = noun.end;
        let Some(body) = body else { continue };
        let free = |name: &Name| name.tokens.end <= body.start || body.end <= name.tokens.start;
        if names.iter().all(free) {
            let bytes = marks.analysis.bytes(&body);
            names.push(Name {
                tokens: body,
                bytes,
                kind: NameType::Organization,
                confidence: BODY,
            });
        }
    }
}

/// «Microsoft Copilot» is of the type of «Copilot», where that one is clear and the long name is not.
fn by_their_heads(marks: &Marks<'_>, names: &mut [Name]) {
    let clear: BTreeMap<&str, NameType> = names
        .iter()
        .filter(|name| name.tokens.len() == 1 && name.confidence >= CLEAR)
        .map(|name| (&*marks.token(name.tokens.start).folded, name.kind))
        .collect();
    for name in names.iter_mut().filter(|n| n.tokens.len() > 1 && n.confidence < UNCLEAR) {
        if let Some(&kind) = clear.get(&*marks.token(name.tokens.end - 1).folded)
            && !matches!(kind, NameType::Person | NameType::Place)
        {
            name.kind = kind;
        }
    }
}

/// The marks that open names on social platforms.
fn is_sign(marks: &Marks<'_>, at: usize) -> bool {
    marks.is_mark(at, "#") || marks.is_mark(at, "@")
}

/// «General Manager»: all of it is a role.
fn is_role(marks: &Marks<'_>, tokens: &Range<usize>) -> bool {
    marks
        .roles
        .covering(tokens.start)
        .is_some_and(|role| role.tokens.start <= tokens.start && role.tokens.end >= tokens.end)
}

/// The type that a kind of programme gives to a name which holds it: «AI National Skilling Initiative».
fn programme(marks: &Marks<'_>, tokens: &Range<usize>) -> Option<NameType> {
    let kind = [tokens.end - 1, tokens.start].into_iter().find_map(|at| {
        marks.programmes.covering(at).filter(|found| found.tokens.end <= tokens.end)
    })?;
    Some(marks.programme_type(kind.concept)).filter(|kind| *kind == NameType::Programme)
}

/// Names with their acronym in brackets behind them: «AI National Skilling Initiative (AINSI)».
fn abbreviations(marks: &Marks<'_>) -> Vec<(Range<usize>, usize)> {
    let mut pairs = Vec::new();
    for open in 2..marks.len().saturating_sub(2) {
        let short = open + 1;
        if !marks.is_mark(open, "(") || !marks.is_mark(open + 2, ")") || !marks.is_capital(short) {
            continue;
        }
        let acronym: String =
            marks.token(short).folded.chars().filter(|c| c.is_alphanumeric()).collect();
        let length = acronym.chars().count();
        if (2..=8).contains(&length)
            && let Some(start) = long_form(marks, open, &acronym)
        {
            pairs.push((start..open, short));
        }
    }
    pairs
}

/// Where the words before a bracket begin whose first letters are the acronym; words in capitals count whole.
fn long_form(marks: &Marks<'_>, end: usize, acronym: &str) -> Option<usize> {
    let mut rest = acronym;
    let mut capitals = 0;
    for at in (end.saturating_sub(12)..end).rev() {
        let token = marks.token(at);
        if marks.is_capital(at) {
            let first = token.folded.chars().next()?;
            let whole =
                (token.shape == Shape::Upper).then(|| rest.strip_suffix(&*token.folded)).flatten();
            rest = whole.or_else(|| rest.strip_suffix(first))?;
            capitals += 1;
            if rest.is_empty() {
                return (capitals > 1).then_some(at);
            }
        } else if !marks.is(at, class::JOINER | class::CONJOINER) && !marks.is_function_word(at) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::NameType;
    use super::super::marks::Marks;
    use super::super::tagger::Found;
    use super::settle;
    use crate::catalogue::Catalogue;
    use crate::language::Analysis;
    use crate::lexicon::Lexicon;

    /// The names of a text after what the tagger is said to have found.
    fn settled(text: &str, tagged: &[(&str, NameType)]) -> Vec<(String, NameType)> {
        let lexicon = Lexicon::bundled().expect("the bundled ontology");
        let catalogue = Catalogue::default();
        let language = "en".parse().expect("a tag");
        let words = lexicon.words(language).expect("English");
        let analysis = Analysis::new(text, language, words);
        let marks = Marks::new(&analysis, &lexicon, &catalogue, words);
        let mut from = 0;
        let found = tagged.iter().map(|&(name, kind)| {
            let start = from + text[from..].find(name).expect("a name of the text");
            from = start + name.len();
            Found { bytes: start..from, kind, probability: 0.9, confidence: 90 }
        });
        let names = settle(&marks, found.collect());
        names.into_iter().map(|name| (text[name.bytes].to_owned(), name.kind)).collect()
    }

    #[test]
    fn names_side_by_side_are_one_where_the_article_says_so() {
        let text = "Zorvax Harbour Plan is new. Many praise Zorvax Harbour Plan in Leeds.";
        let tagged = [
            ("Zorvax Harbour Plan", NameType::Programme),
            ("Zorvax", NameType::Organization),
            ("Harbour Plan", NameType::Programme),
        ];
        let name = ("Zorvax Harbour Plan".to_owned(), NameType::Programme);
        assert_eq!(settled(text, &tagged), [name.clone(), name]);
    }

    #[test]
    fn products_stand_in_no_rows_but_people_do() {
        let product = NameType::Product;
        let told = settled(
            "They sell Zorvax Harbour Nine.",
            &[("Zorvax", product), ("Harbour Nine", product)],
        );
        assert_eq!(told, [("Zorvax Harbour Nine".to_owned(), product)]);
        let person = NameType::Person;
        let told = settled("With Mira Jon Tollens.", &[("Mira", person), ("Jon Tollens", person)]);
        assert_eq!(told.len(), 2);
    }
}
