//! Which names of an article belong together: same words, short forms, acronyms, genitives, and
//! names that the catalogue gives to one thing.

use super::link;
use crate::catalogue::Catalogue;
use crate::iri::slug;
use crate::language::{Analysis, fold};
use crate::lexicon::{Lexicon, Scheme};
use crate::recognize::{Name, NameType};

/// A name as it is compared.
pub(super) struct Form {
    kind: NameType,
    /// As spelled, without a genitive ending.
    spelling: String,
    /// Folded words.
    words: Vec<String>,
    /// The words as they are compared: without accents («Bjørn», «Bjorn»); initials keep their full stop.
    keys: Vec<String>,
    /// The first letters of the words with a capital, folded.
    initials: String,
    /// Written in capitals alone.
    acronym: bool,
    /// The catalogue's thing of that name and type.
    entry: Option<usize>,
    start: usize,
    end: usize,
}

/// The forms of all names.
pub(super) fn forms(
    analysis: &Analysis<'_>,
    names: &[Name],
    lexicon: &Lexicon,
    catalogue: &Catalogue,
) -> Vec<Form> {
    let words = lexicon.words(analysis.language);
    let endings = words.and_then(|w| w.endings.get("genitive-ending"));
    let surfaces: Vec<&str> = names.iter().map(|n| &analysis.text[n.bytes.clone()]).collect();
    names
        .iter()
        .zip(&surfaces)
        .map(|(name, surface)| {
            // A genitive ending is one where the name without it is known.
            let bare = endings.into_iter().flatten().find_map(|ending| {
                let bare = surface.strip_suffix(ending.as_str()).filter(|b| b.len() > 3)?;
                // «Gary Holts» where «Holt» stands elsewhere, «Holts» where «Gary Holt» does.
                let last = bare.rsplit(' ').next().unwrap_or(bare);
                let known = surfaces.iter().any(|other| {
                    *other == bare || *other == last || other.ends_with(&format!(" {bare}"))
                }) || catalogue.named(surface).is_empty()
                    && !catalogue.named(bare).is_empty();
                known.then_some(bare)
            });
            let spelling = bare.unwrap_or(surface);
            let spelling = spelling.split_whitespace().collect::<Vec<_>>().join(" ");
            let words: Vec<String> =
                fold(&spelling).split_whitespace().map(str::to_owned).collect();
            let initials = spelling
                .split(|c: char| c.is_whitespace() || c == '-')
                .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
                .flat_map(char::to_lowercase)
                .collect();
            let key = |word: &String| slug(word) + if word.ends_with('.') { "." } else { "" };
            Form {
                kind: name.kind,
                keys: words.iter().map(key).collect(),
                entry: link::by_name(catalogue, name.kind, std::slice::from_ref(&spelling)),
                acronym: spelling.chars().count() > 1
                    && spelling.chars().all(|c| !c.is_lowercase() && !c.is_whitespace()),
                words,
                initials,
                spelling,
                start: name.tokens.start,
                end: name.tokens.end,
            }
        })
        .collect()
}

/// The spellings of a group, the fullest first, the others in the order of the text.
pub(super) fn spellings(forms: &[Form], mentions: &[usize]) -> Vec<String> {
    let mut spellings: Vec<&str> = Vec::new();
    for &mention in mentions {
        let spelling = forms[mention].spelling.as_str();
        if !spellings.contains(&spelling) {
            spellings.push(spelling);
        }
    }
    let fullest = mentions.iter().copied().max_by_key(|&m| {
        let form = &forms[m];
        let loud = !form.spelling.chars().any(char::is_lowercase);
        (!loud, form.words.len(), form.spelling.chars().count(), std::cmp::Reverse(m))
    });
    let fullest = fullest.map_or("", |m| forms[m].spelling.as_str());
    let others = spellings.iter().filter(|s| **s != fullest);
    std::iter::once(&fullest).chain(others).map(|s| (*s).to_owned()).collect()
}

/// Groups of names, each in the order of the text, in the order of their first names.
pub(super) fn groups(
    analysis: &Analysis<'_>,
    forms: &[Form],
    lexicon: &Lexicon,
) -> Vec<Vec<usize>> {
    let mut group_of: Vec<usize> = (0..forms.len()).collect();
    let join = |group_of: &mut Vec<usize>, a: usize, b: usize| {
        let (a, b) = (group_of[a], group_of[b]);
        let (low, high) = (a.min(b), a.max(b));
        group_of.iter_mut().filter(|g| **g == high).for_each(|g| *g = low);
    };
    let full: Vec<Option<usize>> =
        (0..forms.len()).map(|short| full_form(analysis, forms, short, lexicon)).collect();
    for later in 0..forms.len() {
        for earlier in 0..later {
            let (a, b) = (&forms[earlier], &forms[later]);
            // «Davis» may be one person here and another there: each goes with its own full name.
            let short = a.kind == NameType::Person && full[earlier].is_some();
            let same_words = a.keys == b.keys && !short;
            let same_entry = a.entry.is_some() && a.entry == b.entry;
            if a.kind == b.kind && (same_words || same_entry) {
                join(&mut group_of, earlier, later);
            }
        }
    }
    for (short, full) in full.into_iter().enumerate() {
        if let Some(full) = full {
            join(&mut group_of, full, short);
        }
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut place: Vec<Option<usize>> = vec![None; forms.len()];
    for (mention, &group) in group_of.iter().enumerate() {
        if let Some(at) = place[group] {
            groups[at].push(mention);
        } else {
            place[group] = Some(groups.len());
            groups.push(vec![mention]);
        }
    }
    groups
}

/// How a short form may be made of a full one, the surest first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shortening {
    /// «Bijnens» of «Stijn Bijnens», «Défense» of «Défense belge», «IDC».
    Plain,
    /// «Stijn» of «Stijn Bijnens»: only where nobody has it for a surname.
    GivenName,
    /// «Bijnnens» of «Stijn Bijnens»: only where it is nobody's name as spelled.
    Misspelt,
}

/// A surname of fewer letters is too easily another one.
const LEAST_MISSPELT: usize = 7;

/// The name that a short form stands for: one before it that fits, else the first behind it.
fn full_form(
    analysis: &Analysis<'_>,
    forms: &[Form],
    short: usize,
    lexicon: &Lexicon,
) -> Option<usize> {
    let form = &forms[short];
    let ways: &[Shortening] = if form.kind == NameType::Person {
        &[Shortening::Plain, Shortening::GivenName, Shortening::Misspelt]
    } else {
        &[Shortening::Plain]
    };
    ways.iter().find_map(|&way| {
        let fits = |&other: &usize| {
            let full = &forms[other];
            full.kind == form.kind
                && full.keys != form.keys
                && (is_short_form(form, full, way, analysis, lexicon)
                    || way == Shortening::Plain
                        && is_acronym_of(form, full)
                        && (full.initials == form.words.concat() || form.start == full.end + 1))
        };
        // Who was named first keeps the bare surname: relatives named later go by their given names.
        let before = if form.kind == NameType::Person {
            (0..short).find(fits)
        } else {
            (0..short).rev().find(fits)
        };
        before.or_else(|| {
            // A headline often gives the short form first; only people's names are so clear.
            let clear = form.kind == NameType::Person || form.acronym;
            (short + 1..forms.len()).filter(|_| clear).find(fits)
        })
    })
}

/// «Bijnens» of «Stijn Bijnens», «Défense» of «Défense belge», «Proximus» of «Proximus Group».
fn is_short_form(
    form: &Form,
    full: &Form,
    way: Shortening,
    analysis: &Analysis<'_>,
    lexicon: &Lexicon,
) -> bool {
    let (short, long) = (&form.keys, &full.keys);
    if form.kind == NameType::Person {
        return is_short_person(short, long, way);
    }
    if short.is_empty() || short.len() >= long.len() {
        return false;
    }
    let differs = form.entry.is_some() && full.entry.is_some() && form.entry != full.entry;
    match form.kind {
        NameType::Person | NameType::Place => false,
        NameType::Organization => {
            let rest = full.words.strip_prefix(form.words.as_slice());
            let decorated = rest.is_some_and(|rest| is_decoration(rest, analysis, lexicon));
            // A noun that stands for one body in the article: only where it names none by itself.
            let head = long.starts_with(short) && !differs && form.entry.is_none();
            decorated || head
        }
        _ => (long.ends_with(short) || long.starts_with(short)) && !differs && form.entry.is_none(),
    }
}

/// Whether some words of a person's name may stand for a longer one.
fn is_short_person(short: &[String], long: &[String], way: Shortening) -> bool {
    let (Some(first), Some(surname)) = (long.first(), long.last()) else { return false };
    match (way, short) {
        (Shortening::Plain, [initial, last]) if initial.ends_with('.') => {
            // «B. Obama» of «Barack Obama»
            !first.ends_with('.')
                && first.starts_with(initial.trim_end_matches('.'))
                && last == surname
        }
        _ if short.len() >= long.len() => false,
        (Shortening::Plain, _) => long.ends_with(short),
        (Shortening::GivenName, [word]) => word == first,
        (Shortening::Misspelt, [word]) => {
            word.chars().count() >= LEAST_MISSPELT
                && word.chars().next() == surname.chars().next()
                && strsim::osa_distance(word, surname) == 1
        }
        _ => false,
    }
}

/// Whether words only say that something is a company: «Group», «SA», «Inc.»
fn is_decoration(words: &[String], analysis: &Analysis<'_>, lexicon: &Lexicon) -> bool {
    let phrases = lexicon.phrases(Scheme::OrganizationKinds, analysis.language);
    words.iter().all(|word| {
        phrases.concepts(word).any(|id| {
            lexicon.concept(id).property("position") == "after" || lexicon.notation(id) == "company"
        })
    })
}

/// Whether a form in capitals is made of first letters of another.
fn is_acronym_of(form: &Form, full: &Form) -> bool {
    let Some(short) = form.keys.first().filter(|_| form.acronym && form.keys.len() == 1) else {
        return false;
    };
    if full.keys.len() < 2 || short.chars().count() < 2 {
        return false;
    }
    // Every letter in the order of the long form, the first at its head.
    let mut letters = full.keys.iter().flat_map(|word| word.chars());
    full.keys[0].chars().next() == short.chars().next()
        && short.chars().filter(|c| c.is_alphanumeric()).all(|c| letters.any(|l| l == c))
}
