//! Plain text: where its paragraphs part, and whether the first one is a headline.
//!
//! Two habits are told apart. In hard-wrapped text every line is broken near the same width, and an
//! empty line parts the paragraphs; the lines are joined. Otherwise a line is a paragraph, unless it
//! stands among short lines, which then stay lines of one paragraph.

use super::{Body, reads_as_title};

/// Lines that are wrapped by hand or by a mail program are hardly wider.
const MAX_WRAP: usize = 100;
/// Nor is any text wrapped narrower.
const MIN_WRAP: usize = 45;

pub(super) fn read(text: &str) -> Body {
    let blocks = blocks(text);
    let width = wrap_width(&blocks);
    let mut paragraphs: Vec<String> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let first_block = index == 0;
        let mut paragraph = String::new();
        for (number, &line) in block.iter().enumerate() {
            let before = number.checked_sub(1).map(|before| block[before]);
            let heading = first_block && number == 1;
            match before.map(|before| joint(before, line, width, heading)) {
                None | Some(Joint::Nothing) => {}
                Some(Joint::Space) => paragraph.push(' '),
                Some(Joint::Line) => paragraph.push('\n'),
                Some(Joint::Paragraph) => paragraphs.push(std::mem::take(&mut paragraph)),
            }
            paragraph.push_str(line);
        }
        paragraphs.push(paragraph);
    }
    let titled = paragraphs.len() > 1 && reads_as_title(&paragraphs[0]);
    let title = if titled { paragraphs.remove(0) } else { String::new() };
    Body { title, paragraphs }
}

/// What stands between two lines that follow each other.
enum Joint {
    Space,
    /// A hyphenated word goes on.
    Nothing,
    Line,
    Paragraph,
}

/// The lines between empty lines, trimmed.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let mut blocks = vec![Vec::new()];
    for line in text.lines().map(|line| line.trim_matches([' ', '\t', '\n'])) {
        match blocks.last_mut() {
            Some(block) if !line.trim().is_empty() => block.push(line),
            Some(block) if !block.is_empty() => blocks.push(Vec::new()),
            _ => {}
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The width that the text is wrapped at, or `None` where it is not wrapped: most lines that another
/// line follows, lists apart, are of like width and stop in mid-sentence.
fn wrap_width(blocks: &[Vec<&str>]) -> Option<usize> {
    let (mut lines, mut wrapped, mut widest) = (0_usize, 0_usize, 0_usize);
    let pairs = blocks.iter().flat_map(|block| block.windows(2));
    for line in pairs.filter(|pair| !is_list_item(pair[1])).map(|pair| pair[0]) {
        let width = line.chars().count();
        lines += 1;
        widest = widest.max(width);
        if (MIN_WRAP..=MAX_WRAP).contains(&width) && !ends_sentence(line) {
            wrapped += 1;
        }
    }
    let mostly = lines > 0 && wrapped * 10 >= lines * 6;
    (mostly && widest <= MAX_WRAP).then_some(widest)
}

fn joint(before: &str, line: &str, width: Option<usize>, after_first_line: bool) -> Joint {
    let Some(width) = width else {
        let long = |line: &str| line.chars().count() > 80;
        // A short line without a stop above one with a stop is a heading.
        let parts = after_first_line
            || long(before)
            || long(line)
            || ends_sentence(before)
            || ends_sentence(line);
        return if parts { Joint::Paragraph } else { Joint::Line };
    };
    let first_word = line.split_whitespace().next().unwrap_or_default().chars().count();
    // A line that had room for the next word was ended on purpose.
    let needed = before.chars().count() + 1 + first_word;
    if is_list_item(line) && (needed <= width || ends_sentence(before)) {
        return Joint::Line;
    }
    if needed + width / 5 <= width && (ends_sentence(before) || after_first_line) {
        return Joint::Paragraph;
    }
    let hyphenated = before.ends_with('-')
        && before.chars().rev().nth(1).is_some_and(char::is_alphabetic)
        && line.starts_with(char::is_lowercase);
    if hyphenated { Joint::Nothing } else { Joint::Space }
}

fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| "\"'»”’)] \u{a0}\u{202f}".contains(c));
    bare.ends_with(['.', '!', '?', '…', ':'])
}

fn is_list_item(line: &str) -> bool {
    let marked = ["- ", "* ", "• ", "– ", "— "].iter().any(|marker| line.starts_with(marker));
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = (1..=2).contains(&(line.len() - number.len()))
        && (number.starts_with(". ") || number.starts_with(") "));
    marked || numbered
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn wrapped_lines_are_joined() {
        let body = read(
            "The harbour takes on three hundred\n\n\
             The harbour of Ostend will take on three hundred people by the end of\n\
             2027, its director said on Monday. It had let go of as many only two\n\
             years ago.\n\n\
             The well-\nknown crane stays.\n\n\
             It has to last for many years, and nobody will touch it now before the\n\
             7. May. Then there will be:\n\
             - paint\n\
             - a new cable",
        );
        assert_eq!(body.title, "The harbour takes on three hundred");
        assert_eq!(
            body.paragraphs[0],
            "The harbour of Ostend will take on three hundred people by the end of 2027, its director \
             said on Monday. It had let go of as many only two years ago."
        );
        assert_eq!(body.paragraphs[1], "The well-known crane stays.");
        assert_eq!(
            body.paragraphs[2],
            "It has to last for many years, and nobody will touch it now before the 7. May. Then there \
             will be:\n- paint\n- a new cable"
        );
    }

    #[test]
    fn a_headline_over_wrapped_text_stays_apart() {
        let body = read(
            "A short headline\n\
             The harbour of Ostend will take on three hundred people by the end of\n\
             2027, its director said on Monday. It had let go of as many only two\n\
             years ago.",
        );
        assert_eq!(body.title, "A short headline");
        assert_eq!(body.paragraphs.len(), 1);
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long = "The harbour of Ostend will take on three hundred people by the end of 2027, said its head.";
        let body = read(&format!("A headline\n{long}\n{long}\n"));
        assert_eq!((body.title.as_str(), body.paragraphs.len()), ("A headline", 2));
    }

    #[test]
    fn short_lines_stay_lines() {
        let body = read("Results\n\nOstend 3\nGhent 2\n\nHeading\nThat was all.");
        assert_eq!(body.paragraphs, ["Ostend 3\nGhent 2", "Heading", "That was all."]);
    }

    #[test]
    fn ordinary_text_has_no_title() {
        let body = read("The harbour of Ostend takes on people.\n\nThat was all.");
        assert_eq!((body.title.as_str(), body.paragraphs.len()), ("", 2));
        assert_eq!(read("One line only").title, "");
    }
}
