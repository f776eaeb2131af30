//! From bytes to clean text: character encoding, Unicode normal form, line ends, characters that
//! nobody sees.

use super::limits::MAX_BYTES;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use thiserror::Error;
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

/// Bytes that are no text.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// Not text at all; says what it looks like.
    #[error("is {0}, not text")]
    Binary(&'static str),
    /// No known encoding; gives the place of the first byte that is not UTF-8, from 0.
    #[error("is neither UTF-8 (wrong at byte {0}) nor Windows-1252: convert it to UTF-8")]
    Encoding(usize),
    /// More than [`MAX_BYTES`].
    #[error("is larger than {} MiB, the limit for one document", MAX_BYTES / 1024 / 1024)]
    TooLarge,
}

/// Decodes and cleans a document.
///
/// UTF-16 is known by its byte order mark. What is not UTF-8 is read as Windows-1252 if that gives
/// plausible text; UTF-8 with a few damaged bytes keeps its good ones, with U+FFFD for the others.
pub(super) fn text_of(bytes: &[u8]) -> Result<String, DecodeError> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(DecodeError::TooLarge);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[length..]);
        return Ok(clean(&text));
    }
    if let Some(kind) = kind_of_binary(bytes) {
        return Err(DecodeError::Binary(kind));
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok(clean(text)),
        Err(error) => decode_unknown(bytes)
            .map(|text| clean(&text))
            .ok_or(DecodeError::Encoding(error.valid_up_to())),
    }
}

/// Reads bytes that are not UTF-8, if they make sense in any way.
fn decode_unknown(bytes: &[u8]) -> Option<String> {
    let (damaged, _) = UTF_8.decode_without_bom_handling(bytes);
    let wrong = damaged.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    let right = damaged.chars().filter(|&c| c > '\u{7f}').count() - wrong;
    // Accented text in Windows-1252 hardly ever forms valid UTF-8 sequences.
    if right > wrong {
        return Some(damaged.into_owned());
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let (mut letters, mut others) = (0_usize, 0_usize);
    for character in text.chars().filter(|&c| c > '\u{7f}') {
        match character {
            // Bytes that Windows-1252 leaves free.
            '\u{80}'..='\u{9f}' => return None,
            c if c.is_alphabetic() || "’‘“”„«»–—…€£°§\u{a0}²³·•´".contains(c) =>
            {
                letters += 1;
            }
            _ => others += 1,
        }
    }
    let plausible = others * 10 <= letters && letters * 3 <= bytes.len();
    plausible.then(|| text.into_owned())
}

/// What bytes without a byte order mark look like, where they are no text.
fn kind_of_binary(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a ZIP archive or office document"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf", "an RTF document"),
    ];
    if let Some((_, kind)) = KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(kind);
    }
    let odd = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c);
    let control = bytes.iter().filter(|&&byte| odd(byte)).count();
    (bytes.contains(&0) || control * 50 > bytes.len()).then_some("binary data")
}

/// Puts text into the form that ranges count in: NFC, `\n` at line ends, without control
/// characters, soft hyphens, and characters of no width. No-break spaces stay. Idempotent.
pub(super) fn clean(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                cleaned.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{2028}' => cleaned.push('\n'),
            '\u{2029}' => cleaned.push_str("\n\n"),
            '\n' | '\t' => cleaned.push(character),
            // Windows-1252 that someone took for Latin-1: `l\u{92}an` is `l’an`.
            '\u{80}'..='\u{9f}' => {
                let byte = [character as u8];
                let (meant, _) = WINDOWS_1252.decode_without_bom_handling(&byte);
                cleaned.extend(meant.chars().filter(|c| !c.is_control()));
            }
            c if c.is_control() || has_no_width(c) => {}
            c => cleaned.push(c),
        }
    }
    if is_nfc(&cleaned) { cleaned } else { cleaned.nfc().collect() }
}

/// Soft hyphens, joiners, byte order marks and marks of writing direction.
fn has_no_width(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}'
            | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::{DecodeError, clean, text_of};

    #[test]
    fn byte_order_marks_and_utf16_are_known() {
        assert_eq!(text_of(b"\xef\xbb\xbfabc").unwrap(), "abc");
        let little: Vec<u8> = "\u{feff}été".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of(&little).unwrap(), "été");
        let big: Vec<u8> = "\u{feff}été".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text_of(&big).unwrap(), "été");
    }

    #[test]
    fn windows_1252_is_read_where_it_is_plausible() {
        assert_eq!(text_of(b"L\x92\xe9t\xe9 : 5 \x80 de plus").unwrap(), "L’été : 5 € de plus");
        assert_eq!(text_of(b"\x81\x8d \xff\xfe\xd7\xf7"), Err(DecodeError::Encoding(0)));
    }

    #[test]
    fn damaged_utf8_keeps_its_good_letters() {
        assert_eq!(text_of(b"\xc3\xa9t\xc3\xa9 \xc3 h\xc3\xa9").unwrap(), "été \u{fffd} hé");
    }

    #[test]
    fn binary_data_is_refused_by_name() {
        assert_eq!(text_of(b"%PDF-1.7 x"), Err(DecodeError::Binary("a PDF file")));
        assert_eq!(text_of(b"abc\0def"), Err(DecodeError::Binary("binary data")));
    }

    #[test]
    fn cleaning_drops_what_nobody_sees() {
        assert_eq!(clean("a\u{ad}b\u{200b}c\u{7}\r\nd\re\u{a0}f"), "abc\nd\ne\u{a0}f");
        assert_eq!(clean("e\u{301}"), "\u{e9}");
        assert_eq!(clean("l\u{92}an"), "l’an");
        let once = clean("e\u{200b}\u{301}\u{2029}x");
        assert_eq!(clean(&once), once);
    }
}
