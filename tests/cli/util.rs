//! Running the binary, and articles to run it on.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

pub(crate) type Outcome = Result<(), Box<dyn Error>>;

/// The binary on a store, untouched by the caller's own settings.
pub(crate) fn newsgraph(store: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsgraph"));
    for variable in ["NEWSGRAPH_BASE", "NEWSGRAPH_ONTOLOGY", "NEWSGRAPH_CATALOGUE"] {
        command.env_remove(variable);
    }
    command.arg("--store").arg(store);
    command
}

/// What a command said on standard error.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Writes articles made of a few sentences, each time others; all from the same start are the same.
pub(crate) fn write_articles(folder: &Path, count: usize) -> Outcome {
    const SENTENCES: [&str; 7] = [
        "Ann Peeters, mayor of Ghent, announced a plan of 40 million euros.",
        "\u{201c}We will create 1,200 jobs by 2030\u{201d}, said Tom Janssens, CEO of Havenwerk.",
        "According to Havenwerk, the terminal will cost about 90 million euros.",
        "The city of Antwerp employs 10,500 people.",
        "Siemens invests 3.5 billion euros in Germany over the next four years.",
        "The number of passengers rose by 12 % in 2024, Eurostat said.",
        "Maria Rossi, director of the Water Institute, expects 5,000 visitors.",
    ];
    fs::create_dir_all(folder)?;
    for number in 0..count {
        let picked =
            (0..4).map(|place| SENTENCES[(number * (place + 1) + place * 3) % SENTENCES.len()]);
        let text = picked.collect::<Vec<_>>().join(" ");
        let article = format!(
            "---\nurl: https://news.example.org/{number}\ndate: 2025-03-0{}\n---\n# Report {number}\n\n{text}\n",
            1 + number % 9
        );
        fs::write(folder.join(format!("{number:04}.md")), article)?;
    }
    Ok(())
}
