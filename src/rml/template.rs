//! String templates: `http://example.com/{column}` with `\{`, `\}` and `\\` standing for themselves.

/// A template cut into its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template(pub(super) Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Reference(String),
}

impl Template {
    /// Cuts a template; the error says what is wrong with it.
    pub(super) fn parse(source: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut current = String::new();
        let mut inside = false;
        let mut characters = source.chars();
        while let Some(character) = characters.next() {
            match (character, inside) {
                ('\\', _) => match characters.next() {
                    Some(escaped @ ('{' | '}' | '\\')) => current.push(escaped),
                    _ => {
                        return Err(format!(
                            "template `{source}`: `\\` must stand before `{{`, `}}` or `\\`"
                        ));
                    }
                },
                ('{', true) => {
                    return Err(format!(
                        "template `{source}`: `{{` within a reference must be `\\{{`"
                    ));
                }
                ('{', false) => {
                    if !current.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut current)));
                    }
                    inside = true;
                }
                ('}', true) if current.is_empty() => {
                    return Err(format!("template `{source}`: a reference is empty"));
                }
                ('}', true) => {
                    pieces.push(Piece::Reference(std::mem::take(&mut current)));
                    inside = false;
                }
                ('}', false) => {
                    return Err(format!(
                        "template `{source}`: `}}` without `{{`; a plain one is `\\}}`"
                    ));
                }
                _ => current.push(character),
            }
        }
        if inside {
            return Err(format!("template `{source}`: a reference lacks its `}}`"));
        }
        if !current.is_empty() {
            pieces.push(Piece::Text(current));
        }
        Ok(Self(pieces))
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, Template};

    #[test]
    fn escapes_stand_for_themselves() {
        let text = |text: &str| Piece::Text(text.to_owned());
        let reference = |name: &str| Piece::Reference(name.to_owned());
        assert_eq!(
            Template::parse(r"\{{a\}b}\\"),
            Ok(Template(vec![text("{"), reference("a}b"), text("\\")]))
        );
    }

    #[test]
    fn unbalanced_braces_are_refused() {
        for wrong in ["{{a}}", "{a", "a}", "{}", r"{a\}", r"\a"] {
            assert!(Template::parse(wrong).is_err(), "{wrong}");
        }
    }
}
