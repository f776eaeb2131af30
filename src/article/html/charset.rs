//! From the bytes of a page to its characters: byte order mark, what the bytes prove, what the server
//! or the page states, a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use regex::bytes::Regex;
use std::sync::LazyLock;

/// How far into a page its statement of a character set is looked for. The standard says 1,024 bytes;
/// pages with long comments at their top break it.
const PRESCAN: usize = 8 * 1024;

static STATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?i-u)<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)"#)
        .ok()
});

/// Decodes a page. `stated` is the character set of the server's header, where there was one.
///
/// Bytes beyond ASCII that are valid UTF-8 throughout are UTF-8, whatever was stated: text in another
/// character set hardly ever is, and pages that were saved again often keep a statement that is no
/// longer true.
pub(super) fn decode(bytes: &[u8], stated: Option<&str>) -> String {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[length..]).0.into_owned();
    }
    if let Ok(text) = str::from_utf8(bytes)
        && !is_escaped(bytes)
    {
        return text.to_owned();
    }
    let encoding = stated
        .and_then(|label| known(label.as_bytes()))
        .or_else(|| in_page(bytes))
        .filter(|&encoding| encoding != UTF_8 || is_mostly_utf8(bytes))
        .unwrap_or_else(|| guess(bytes));
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The character set that a label names. A page that can be read for its own statement is not in
/// UTF-16.
fn known(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label)?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

fn in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(PRESCAN)];
    known(STATED.as_ref()?.captures(start)?.get(1)?.as_bytes())
}

/// Whether ASCII bytes hold the escapes of a character set that is written in ASCII (ISO-2022-JP).
fn is_escaped(bytes: &[u8]) -> bool {
    bytes.contains(&0x1b)
}

/// Whether a page that states UTF-8 is that but for some damage.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let wrong = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    let right = text.chars().filter(|&c| c > '\u{7f}').count() - wrong;
    right > wrong
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    if encoding == UTF_8 { WINDOWS_1252 } else { encoding }
}
