//! Which language a text is in.

use super::Language;

/// The language of a text among those known, or the first of them where the text says nothing.
///
/// Uses `whichlang` (a linear model over character n-grams, sixteen languages) on at most 4,000
/// bytes. Where that guess is not among `known`, the language whose function words are most frequent
/// is taken.
pub fn detect<'a>(
    text: &str,
    known: impl IntoIterator<Item = (Language, &'a super::WordFacts)>,
) -> Option<Language> {
    let mut end = text.len().min(4_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let guess = whichlang::detect_language(sample);
    let guess = match guess.three_letter_code() {
        "fra" => "fr",
        "nld" => "nl",
        "eng" => "en",
        "deu" => "de",
        "ita" => "it",
        "spa" => "es",
        "por" => "pt",
        "swe" => "sv",
        _ => "",
    };
    let mut best: Option<(usize, Language)> = None;
    for (language, words) in known {
        if language.as_str() == guess {
            return Some(language);
        }
        let hits =
            sample.split_whitespace().filter(|w| words.is_function_word(&w.to_lowercase())).count();
        if best.is_none_or(|(most, _)| hits > most) {
            best = Some((hits, language));
        }
    }
    best.map(|(_, language)| language)
}
