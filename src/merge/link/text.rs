//! Texts brought to a form in which they compare: without case, marks and diacritics, in words.

use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words in small letters without diacritics, joined by single spaces: «O'Neill, Éric» gives
/// «o neill eric».
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        for byte in text.bytes() {
            push(&mut folded, char::from(byte.to_ascii_lowercase()));
        }
    } else {
        for char in text.nfkd().filter(|&char| !is_combining_mark(char)) {
            if char.is_uppercase() {
                char.to_lowercase().for_each(|small| push(&mut folded, small));
            } else {
                push(&mut folded, char);
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push(folded: &mut String, char: char) {
    match char {
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'þ' => folded.push_str("th"),
        'ı' => folded.push('i'),
        // What small letters leave of «İ».
        other if is_combining_mark(other) => {}
        other if other.is_alphanumeric() => folded.push(other),
        _ if folded.is_empty() || folded.ends_with(' ') => {}
        _ => folded.push(' '),
    }
}

/// Calls `each` with every word of a text, and with codes and numbers that marks divide once more in
/// one piece: «310/246-1501» gives «310», «246», «1501» and «3102461501».
pub(super) fn words(text: &str, mut each: impl FnMut(&str)) {
    let folded = fold(text);
    folded.split(' ').filter(|word| !word.is_empty()).for_each(&mut each);
    if !folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return;
    }
    let is_code = |code: &str| code.contains(' ') && code.bytes().any(|byte| byte.is_ascii_digit());
    // Dates, times, numbers: hardly a word among them.
    let is_short = |code: &str| code.split(' ').filter(|word| word.len() > 3).count() <= 2;
    // A short value is a code as a whole, however it is divided («08 5733 1500»).
    if folded.len() <= 32 && folded.split(' ').count() <= 8 && is_short(&folded) && is_code(&folded)
    {
        each(&folded.replace(' ', ""));
        return;
    }
    for piece in text.split_whitespace() {
        let code = fold(piece);
        if code.len() <= 24 && is_code(&code) {
            each(&code.replace(' ', ""));
        }
    }
}

/// The first letters of a name's words: «International Data Corporation» gives «idc». Short small
/// words («of», «de la») are left out. None where fewer than two words are left.
pub(super) fn initials(name: &str) -> Option<String> {
    let mut initials = String::new();
    for word in name.split(|char: char| !char.is_alphanumeric()) {
        let Some(first) = word.chars().next() else { continue };
        if first.is_uppercase() || first.is_numeric() {
            initials.push(first);
        } else if word.chars().count() > 3 {
            initials.extend(first.to_uppercase());
        }
    }
    let count = initials.chars().count();
    (2..=8).contains(&count).then(|| fold(&initials)).filter(|initials| !initials.contains(' '))
}

/// Whether a name is written as an acronym: «IDC», «R.T.B.F.», «CO2».
pub(super) fn acronym(name: &str) -> Option<String> {
    let mut letters = String::new();
    for char in name.chars() {
        match char {
            '.' | '-' | '&' => {}
            _ if char.is_uppercase() || char.is_ascii_digit() => letters.push(char),
            _ => return None,
        }
    }
    let is_short = (2..=8).contains(&letters.chars().count());
    (is_short && !letters.bytes().all(|byte| byte.is_ascii_digit())).then(|| fold(&letters))
}

/// How a word sounds, roughly: its consonants by kind. «Zelensky» and «Selenskyj» are one.
pub(super) fn sound(word: &str) -> String {
    let mut sound = String::with_capacity(word.len());
    for char in word.chars() {
        let kind = match char {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' => continue,
            'c' | 'k' | 'q' | 'g' | 'x' => 'k',
            's' | 'z' => 's',
            'v' | 'w' | 'f' => 'v',
            'd' | 't' => 't',
            'b' | 'p' => 'p',
            other => other,
        };
        if !sound.ends_with(kind) {
            sound.push(kind);
        }
    }
    sound
}

/// What can be seen of a word at a glance: enough to tell that two words are not alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    letters: u32,
    sound: u32,
    length: u8,
    has_digits: bool,
}

impl Shape {
    pub(super) fn of(word: &str) -> Self {
        let letter = |byte: u8| 1u32 << (byte % 32);
        let mut hasher = FxHasher::default();
        let sound = sound(word);
        sound.hash(&mut hasher);
        Self {
            letters: word.bytes().fold(0, |letters, byte| letters | letter(byte)),
            // Two consonants are too few to go by.
            sound: if sound.len() < 3 { 0 } else { hasher.finish() as u32 | 1 },
            length: u8::try_from(word.len()).unwrap_or(u8::MAX),
            has_digits: word.bytes().any(|byte| byte.is_ascii_digit()),
        }
    }
}

impl Shape {
    /// Whether there are digits in it.
    pub(super) fn is_code(self) -> bool {
        self.has_digits
    }
}

/// How alike two words are, 0 to 1: a spelling mistake, another transliteration.
pub(super) fn likeness(one: (&str, Shape), two: (&str, Shape)) -> f64 {
    let ((one, shape), (two, other)) = (one, two);
    let short = usize::from(shape.length.min(other.length));
    let long = usize::from(shape.length.max(other.length));
    if short < 4 || long > short + 3 {
        return 0.0;
    }
    let sounds = shape.sound != 0 && shape.sound == other.sound;
    let has_digits = shape.has_digits || other.has_digits;
    // Digits are no slips of the pen unless there is nothing else, and many of them.
    if has_digits && (short < 7 || !same_digits(one, two) && !is_number(one, two)) {
        return 0.0;
    }
    let most = long * 3 / 10;
    // Each edit takes one letter away and brings one in.
    let edits = (shape.letters ^ other.letters).count_ones() as usize;
    if edits > 2 * most && (has_digits || !sounds) {
        return 0.0;
    }
    let same = 1.0 - strsim::osa_distance(one, two) as f64 / long as f64;
    if has_digits {
        return if same > 0.8 { (same - 0.6) / 0.4 } else { 0.0 };
    }
    // One letter of five is half of it, one of ten nearly nothing.
    let spelled = if same < 0.7 { 0.0 } else { (same - 0.6) / 0.4 };
    if sounds && same >= 0.5 { spelled.max(0.6) } else { spelled }
}

fn is_number(one: &str, two: &str) -> bool {
    one.bytes().chain(two.bytes()).all(|byte| byte.is_ascii_digit())
}

fn same_digits(one: &str, two: &str) -> bool {
    let digits = |word: &str| word.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    digits(one) == digits(two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_marks_and_diacritics() {
        assert_eq!(fold("O'Neill, Éric"), "o neill eric");
        assert_eq!(fold("Straße İstanbul Łódź"), "strasse istanbul lodz");
        assert_eq!(fold(" -- "), "");
    }

    #[test]
    fn codes_come_in_one_piece_too() {
        let list = |text: &str| {
            let mut list = Vec::new();
            words(text, |word| list.push(word.to_owned()));
            list
        };
        assert_eq!(list("310/246-1501"), ["310", "246", "1501", "3102461501"]);
        assert_eq!(
            list("Sony Micro Hi-Fi System PS-LX350H black"),
            ["sony", "micro", "hi", "fi", "system", "ps", "lx350h", "black", "pslx350h"]
        );
    }

    #[test]
    fn acronyms() {
        assert_eq!(initials("International Data Corporation").as_deref(), Some("idc"));
        assert_eq!(initials("Union européenne de la santé").as_deref(), Some("ues"));
        assert_eq!(initials("Microsoft"), None);
        assert_eq!(acronym("R.T.B.F.").as_deref(), Some("rtbf"));
        assert_eq!(acronym("Idc"), None);
        assert_eq!(acronym("2028"), None);
    }

    #[test]
    fn likeness_knows_slips_and_transliterations() {
        let likeness = |one, two| likeness((one, Shape::of(one)), (two, Shape::of(two)));
        assert!(likeness("zelensky", "selenskyj") >= 0.6);
        assert!(likeness("putin", "poutine") >= 0.6);
        assert!(likeness("dupont", "dupond") > 0.5);
        assert!(likeness("vandenberghe", "vandenberge") > 0.7);
        assert!(likeness("anne", "hans") < 0.1);
        assert!(likeness("2011", "2012") < 0.1);
        assert!(likeness("mdrex55p", "mdrex85p") < 0.1);
        assert!(likeness("9995061", "9995661") > 0.5);
    }
}
