//! From byte positions to code points: the tables count as RFC 5147 and SPARQL do.

/// How many bytes lie between two remembered positions: small enough to count in no time, large
/// enough that a book's index is small.
const STEP: usize = 256;

/// Turns byte positions of one text into code-point positions.
#[derive(Clone, Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before byte `i * STEP` (counting starts of characters).
    marks: Vec<usize>,
    ascii: bool,
}

impl<'t> CodePoints<'t> {
    /// Indexes a text in one pass.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for (index, &byte) in text.as_bytes().iter().enumerate() {
            if index % STEP == 0 {
                marks.push(count);
            }
            count += usize::from(starts_character(byte));
        }
        Self { text, marks, ascii: text.is_ascii() }
    }

    /// The number of code points before a byte position.
    pub fn at(&self, byte: usize) -> usize {
        if self.ascii {
            return byte.min(self.text.len());
        }
        let byte = byte.min(self.text.len());
        let mark = (byte / STEP).min(self.marks.len().saturating_sub(1));
        let base = self.marks.get(mark).copied().unwrap_or(0);
        let rest = &self.text.as_bytes()[mark * STEP..byte];
        base + rest.iter().filter(|&&b| starts_character(b)).count()
    }

    /// The number of code points of the whole text.
    pub fn len(&self) -> usize {
        self.at(self.text.len())
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// UTF-8: every byte but a continuation byte (10xxxxxx) starts a character.
fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::CodePoints;

    #[test]
    fn counts_code_points_across_marks() {
        let text = "é😀a".repeat(300);
        let points = CodePoints::new(&text);
        for (expected, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte), expected);
        }
        assert_eq!(points.len(), 900);
        assert_eq!(CodePoints::new("").len(), 0);
    }
}
