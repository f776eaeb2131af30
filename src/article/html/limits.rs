//! What no page needs and what would cost a parser time without end: a tag with thousands of
//! attributes, each of which is compared with all before it.

/// The most attributes that one tag may have.
const MAX_ATTRIBUTES: usize = 1_000;
/// Elements whose content is no mark-up.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// Whether some tag of a page has more than [`MAX_ATTRIBUTES`] attributes, about.
pub(super) fn has_endless_tag(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = text[at..].find('<') {
        at += found + 1;
        if text[at..].starts_with("!--") {
            at = text[at..].find("-->").map_or(bytes.len(), |end| at + end + 3);
            continue;
        }
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let name = at..at + bytes[at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let (end, attributes) = tag(bytes, name.end);
        if attributes > MAX_ATTRIBUTES {
            return true;
        }
        at = end;
        if let Some(raw) = RAW.iter().find(|raw| text[name.clone()].eq_ignore_ascii_case(raw)) {
            at = closing(bytes, at, raw);
        }
    }
    false
}

/// The place behind a tag, and how many attributes stand in it.
fn tag(bytes: &[u8], from: usize) -> (usize, usize) {
    let (mut at, mut attributes, mut before) = (from, 0_usize, b' ');
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => return (at, attributes),
            b'"' | b'\'' if before == b'=' => {
                at += bytes[at..]
                    .iter()
                    .position(|&other| other == byte)
                    .map_or(bytes.len() - at, |end| end + 1);
                // What follows a value without space is an attribute of its own.
                before = b' ';
                continue;
            }
            byte if byte.is_ascii_whitespace() || byte == b'/' => {
                if before != b'=' {
                    before = b' ';
                }
                continue;
            }
            _ if before == b' ' => attributes += 1,
            _ => {}
        }
        before = byte;
    }
    (at, attributes)
}

/// The place of the closing tag of an element whose content is no mark-up.
fn closing(bytes: &[u8], from: usize, name: &str) -> usize {
    let length = name.len() + 2;
    let is_end = |window: &[u8]| {
        window.starts_with(b"</") && window[2..].eq_ignore_ascii_case(name.as_bytes())
    };
    bytes[from..].windows(length).position(is_end).map_or(bytes.len(), |end| from + end)
}

#[cfg(test)]
mod tests {
    use super::has_endless_tag;

    #[test]
    fn tags_of_a_thousand_attributes_are_found() {
        let tag = |count: usize| format!("<p {}>text", "a1=\"x y z\" ".repeat(count));
        assert!(has_endless_tag(&tag(1_001)));
        assert!(!has_endless_tag(&tag(900)));
        assert!(has_endless_tag(&format!("<a {}", "b ".repeat(5_000))));
        assert!(has_endless_tag(&format!("<a {}", "b/".repeat(5_000))));
    }

    #[test]
    fn scripts_comments_and_values_hold_no_attributes() {
        let words = "a b ".repeat(5_000);
        for text in [
            format!("<script>if (a <b {words}) </script><p>text"),
            format!("<!-- <p {words} --><p>text"),
            format!("<p title=\"{words}\">text"),
            format!("<p>1 < 2 {words}"),
        ] {
            assert!(!has_endless_tag(&text));
        }
    }
}
