//! `newsgraph stats`: how much of what the store holds.

use super::{Status, open};
use crate::cli::GlobalArgs;
use crate::printer::Printer;
use crate::store::{Access, Stats};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::io::{self, Write};

/// Counts what the store holds: articles, people, organisations, programmes, figures, quotes
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// How the counts are written
    #[arg(long, value_enum, default_value_t)]
    pub format: StatsFormat,
}

/// How the counts are written.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum StatsFormat {
    #[default]
    Table,
    Json,
}

pub(super) fn run(args: &StatsArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    let stats = open::existing(global, Access::Read)?.stats()?;
    let mut out = printer.stdout();
    match args.format {
        StatsFormat::Table => write_table(&stats, &mut out)?,
        StatsFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &stats).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(Status::Done)
}

fn write_table(stats: &Stats, out: &mut impl Write) -> io::Result<()> {
    let mut rows = vec![("articles".to_owned(), stats.articles)];
    rows.extend(stats.languages.iter().map(|(language, &count)| (format!("  {language}"), count)));
    if stats.copies > 0 {
        rows.push(("  copies of others".to_owned(), stats.copies));
    }
    for (name, count) in [
        ("people", stats.people),
        ("organisations", stats.organizations),
        ("programmes", stats.programmes),
        ("places", stats.places),
        ("roles", stats.roles),
        ("figures", stats.figures),
    ] {
        rows.push((name.to_owned(), count));
    }
    rows.extend(stats.modalities.iter().map(|(modality, &count)| (format!("  {modality}"), count)));
    for (name, count) in [
        ("quotes", stats.quotes),
        ("foreign graphs", stats.foreign),
        ("source graphs", stats.graphs),
        ("triples, merged", stats.triples),
        ("quads in all", stats.quads),
    ] {
        rows.push((name.to_owned(), count));
    }
    let names = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    let counts = rows.iter().map(|(_, count)| count.to_string().len()).max().unwrap_or_default();
    for (name, count) in rows {
        writeln!(out, "{name:names$}  {count:>counts$}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::write_table;
    use crate::store::Stats;
    use std::collections::BTreeMap;

    #[test]
    fn the_table_is_aligned() -> Result<(), Box<dyn std::error::Error>> {
        let languages = BTreeMap::from([("fr".to_owned(), 12)]);
        let mut out = Vec::new();
        write_table(&Stats { articles: 12, languages, quads: 3456, ..Stats::default() }, &mut out)?;
        let text = String::from_utf8(out)?;
        assert!(text.starts_with("articles           12\n  fr               12\npeople"), "{text}");
        assert!(text.ends_with("quads in all     3456\n"), "{text}");
        Ok(())
    }
}
