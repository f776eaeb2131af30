//! Markdown (CommonMark with tables and strike-through): its text without the markup.
//!
//! Kept: the text of links, emphasis, headings, block quotes, list items (a line each), table rows (a
//! line each), footnotes. Dropped: code blocks, images, raw HTML, the marks of footnotes.

use super::{Body, decode, reads_as_title};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Whether text is Markdown though its name does not say so: it opens with a heading, or has a link.
pub(super) fn looks_like(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let hashes = first.len() - first.trim_start_matches('#').len();
    let heading = (1..=6).contains(&hashes) && first[hashes..].starts_with(' ');
    heading || text.split_once("](").is_some_and(|(_, after)| after.starts_with("http"))
}

/// A paragraph with the level of its heading, where it is one.
#[derive(Debug, Default)]
struct Block {
    text: String,
    heading: Option<HeadingLevel>,
}

pub(super) fn read(text: &str) -> Body {
    let mut blocks = blocks(text);
    let of_level_one: Vec<usize> = (0..blocks.len())
        .filter(|&index| blocks[index].heading == Some(HeadingLevel::H1))
        .collect();
    let title_at = match (blocks.first(), of_level_one.as_slice()) {
        (Some(first), _) if first.heading.is_some() => Some(0),
        // A kicker or a by-line may stand above the one heading.
        (_, [only]) => Some(*only),
        (Some(first), _) if blocks.len() > 1 && reads_as_title(&first.text) => Some(0),
        _ => None,
    };
    let title = title_at.map(|index| blocks.remove(index).text).unwrap_or_default();
    Body { title, paragraphs: blocks.into_iter().map(|block| block.text).collect() }
}

fn blocks(text: &str) -> Vec<Block> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut blocks = Vec::new();
    let mut open = Block::default();
    // How many code blocks, images and HTML blocks we are in.
    let mut dropped = 0_usize;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock) => dropped += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock) => {
                dropped = dropped.saturating_sub(1);
            }
            _ if dropped > 0 => {}
            Event::Text(text) | Event::Code(text) => open.text.push_str(&text),
            Event::SoftBreak => open.text.push(' '),
            Event::HardBreak => open.text.push('\n'),
            Event::InlineHtml(tag) if tag.to_lowercase().starts_with("<br") => open.text.push('\n'),
            Event::Start(Tag::Heading { level, .. }) => {
                close(&mut open, &mut blocks);
                open.heading = Some(level);
            }
            Event::Start(Tag::Item) | Event::End(TagEnd::TableRow | TagEnd::TableHead) => {
                new_line(&mut open.text);
            }
            Event::End(TagEnd::TableCell) => open.text.push('\t'),
            Event::Start(
                Tag::Paragraph | Tag::BlockQuote(_) | Tag::Table(_) | Tag::FootnoteDefinition(_),
            )
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::List(_)
                | TagEnd::Table
                | TagEnd::FootnoteDefinition,
            )
            | Event::Rule => close(&mut open, &mut blocks),
            _ => {}
        }
    }
    close(&mut open, &mut blocks);
    blocks
}

fn new_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// Ends the paragraph. Entities (`&shy;`) may have brought characters that cleaning drops.
fn close(open: &mut Block, blocks: &mut Vec<Block>) {
    let Block { text, heading } = std::mem::take(open);
    let cleaned = decode::clean(&text);
    let lines: Vec<&str> = cleaned
        .lines()
        .map(|line| line.trim_matches([' ', '\t']))
        .filter(|l| !l.is_empty())
        .collect();
    if !lines.is_empty() {
        blocks.push(Block { text: lines.join("\n"), heading });
    }
}

#[cfg(test)]
mod tests {
    use super::{looks_like, read};

    #[test]
    fn markup_goes_and_text_stays() {
        let body = read(
            "# A *new* port\n\nThe [port](https://a.example/p \"t\") of\nOstend **opens**. `Code` &amp; \
             more.\n\n![a ship](s.png)\n\n> Said\n> she.\n\n```\nlet x;\n```\n<div>raw</div>\n\n- one\n- \
             two\n  - three\n\n## Next\n\na<br>b <b>c</b>[^1]\n\n[^1]: Note.\n",
        );
        assert_eq!(body.title, "A new port");
        assert_eq!(
            body.paragraphs,
            [
                "The port of Ostend opens. Code & more.",
                "Said she.",
                "one\ntwo\nthree",
                "Next",
                "a\nb c",
                "Note."
            ]
        );
    }

    #[test]
    fn tables_are_lines() {
        let body = read("# T\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
        assert_eq!(body.paragraphs, ["a\tb\n1\t2"]);
    }

    #[test]
    fn the_title_is_the_first_heading_or_first_line() {
        assert_eq!(read("By Jane Roe\n\n# A port\n\nText.").title, "A port");
        assert_eq!(read("A port\n\nText here.\n\n## Part\n\nMore.").title, "A port");
        assert_eq!(read("It opens today.\n\n## Part\n\nMore.").title, "");
    }

    #[test]
    fn markdown_is_known_without_its_extension() {
        assert!(looks_like("# A port\n\nText"));
        assert!(looks_like("See [this](https://a.example)."));
        assert!(!looks_like("#1 in sales\n\nText"));
    }
}
