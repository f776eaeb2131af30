//! Reading catalogue files: CSV with named columns, and plain lists of words.

use super::Entry;
use crate::language::fold;
use crate::recognize::NameType;
use rustc_hash::FxHashSet;
use thiserror::Error;

/// A catalogue file that cannot be used.
#[derive(Debug, Error)]
pub enum CatalogueError {
    #[error("{path}: cannot be read")]
    Read { path: String, source: std::io::Error },
    #[error("{file}: no valid CSV")]
    Csv { file: String, source: csv::Error },
    #[error("{file}: there is no column `{column}`: a catalogue has `id`, `type` and `label_xx`")]
    Column { file: String, column: &'static str },
    #[error(
        "{file}, line {line}: `{value}` is no type: give PER, ORG, LOC, PROG, PROD, EVT or WORK"
    )]
    Type { file: String, line: u64, value: String },
    #[error("{file}, line {line}: `{value}` is no weight: give a whole number or nothing")]
    Weight { file: String, line: u64, value: String },
}

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../data/catalogue/", $name)))),+]
    };
}

/// The files that the program carries.
pub(super) const BUNDLED: &[(&str, &str)] = files![
    "countries.csv",
    "regions.csv",
    "cities.csv",
    "organizations.csv",
    "people.csv",
    "products.csv",
    "unlinked.csv",
];

/// First names, one a line.
pub(super) const FIRST_NAMES: &str = include_str!("../../data/catalogue/firstnames.txt");
/// Surnames, one a line.
pub(super) const SURNAMES: &str = include_str!("../../data/catalogue/surnames.txt");

/// Where the columns of a file stand.
struct Columns {
    id: usize,
    kind: usize,
    sort: Option<usize>,
    labels: Vec<usize>,
    aliases: Option<usize>,
    country: Option<usize>,
    weight: Option<usize>,
    flags: Option<usize>,
}

impl Columns {
    fn of(file: &str, header: &csv::StringRecord) -> Result<Self, CatalogueError> {
        let find = |name: &str| header.iter().position(|column| column == name);
        let need = |column: &'static str| {
            find(column).ok_or_else(|| CatalogueError::Column { file: file.to_owned(), column })
        };
        let labels: Vec<usize> = ["label_fr", "label_nl", "label_en", "label_de"]
            .into_iter()
            .filter_map(find)
            .chain(header.iter().enumerate().filter_map(|(index, column)| {
                let other = column.strip_prefix("label_")?;
                (!["fr", "nl", "en", "de"].contains(&other)).then_some(index)
            }))
            .collect();
        let columns = Self {
            id: need("id")?,
            kind: need("type")?,
            sort: find("kind"),
            labels,
            aliases: find("aliases"),
            country: find("country"),
            weight: find("weight"),
            flags: find("flags"),
        };
        if columns.labels.is_empty() {
            return Err(CatalogueError::Column { file: file.to_owned(), column: "label_en" });
        }
        Ok(columns)
    }
}

/// Reads one file's entries behind those that are there.
pub(super) fn entries(
    file: &str,
    bytes: &[u8],
    into: &mut Vec<Entry>,
) -> Result<(), CatalogueError> {
    let wrong = |source| CatalogueError::Csv { file: file.to_owned(), source };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let columns = Columns::of(file, reader.headers().map_err(wrong)?)?;
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(wrong)? {
        let line = record.position().map_or(0, csv::Position::line);
        into.push(entry(file, line, &columns, &record)?);
    }
    Ok(())
}

fn entry(
    file: &str,
    line: u64,
    columns: &Columns,
    record: &csv::StringRecord,
) -> Result<Entry, CatalogueError> {
    let cell = |column: Option<usize>| column.and_then(|c| record.get(c)).unwrap_or("").trim();
    let kind = cell(Some(columns.kind));
    let kind = NameType::from_code(kind).ok_or_else(|| CatalogueError::Type {
        file: file.to_owned(),
        line,
        value: kind.to_owned(),
    })?;
    let weight = match cell(columns.weight) {
        "" => 0,
        number => number.parse().map_err(|_| CatalogueError::Weight {
            file: file.to_owned(),
            line,
            value: number.to_owned(),
        })?,
    };
    let mut names: Vec<String> = Vec::with_capacity(4);
    let labels = columns.labels.iter().map(|&label| cell(Some(label)));
    for name in labels.chain(cell(columns.aliases).split('|').map(str::trim)) {
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    // `common_word` means every name, `common_word:Azure` the one named.
    let (mut common_words, mut ambiguous) = (Vec::new(), false);
    for flag in cell(columns.flags).split('|').map(str::trim) {
        match flag.split_once(':') {
            Some(("common_word", name)) => common_words.push(fold(name)),
            None if flag == "common_word" => {
                common_words.extend(names.iter().map(|name| fold(name)));
            }
            _ => ambiguous |= flag == "ambiguous",
        }
    }
    Ok(Entry {
        iri: cell(Some(columns.id)).to_owned(),
        kind: Some(kind),
        sort: cell(columns.sort).to_owned(),
        names,
        country: cell(columns.country).to_owned(),
        weight,
        common_words,
        ambiguous,
    })
}

/// The words of a list, as a set.
pub(super) fn word_list(list: &'static str) -> FxHashSet<&'static str> {
    list.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).collect()
}
