use super::{Entities, Entity};
use crate::catalogue::Catalogue;
use crate::iri::{Base, TextHash};
use crate::language::{Analysis, fold};
use crate::lexicon::Lexicon;
use crate::recognize::{Name, NameType};
pub fn resolve(
    a: &Analysis<'_>,
    names: &[Name],
    _l: &Lexicon,
    _c: &Catalogue,
    base: &Base,
    hash: &TextHash,
) -> Entities {
    let mut e = Entities::default();
    for (i, n) in names.iter().enumerate() {
        let s = &a.text[n.bytes.clone()];
        let k = e.all.iter().position(|x: &Entity| fold(&x.name) == fold(s)).unwrap_or_else(|| {
            let iri = if n.kind == NameType::Person {
                base.person(s, hash)
            } else {
                base.thing("org", s)
            };
            e.all.push(Entity {
                kind: n.kind,
                iri,
                name: s.to_owned(),
                aliases: vec![],
                sort: String::new(),
                sort_iri: String::new(),
                same_as: String::new(),
                mentions: vec![],
                confidence: n.confidence,
            });
            e.all.len() - 1
        });
        e.all[k].mentions.push(i);
        e.of_name.push(k);
    }
    e
}
