//! Texts brought to a form in which they compare: without case, marks and diacritics.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words in small letters without diacritics, joined by single spaces: «O'Neill, Éric» gives
/// «o neill eric».
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for char in text.nfkd().filter(|&char| !is_combining_mark(char)) {
        if !char.is_alphanumeric() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
            continue;
        }
        for small in char.to_lowercase() {
            match small {
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'þ' => folded.push_str("th"),
                'ı' => folded.push('i'),
                other if is_combining_mark(other) => {}
                other => folded.push(other),
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}
