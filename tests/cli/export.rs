//! The same articles give the same bytes, whenever and in whatever order they came.

use crate::util::{Outcome, newsgraph, said, write_articles};
use std::error::Error;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

const FORMATS: [&str; 6] = ["turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld"];
/// Those that hold named graphs.
const GRAPH_FORMATS: [&str; 3] = ["trig", "nquads", "jsonld"];

/// Which export it is, and its bytes.
type Export = (String, Vec<u8>);

fn ingest(store: &Path, paths: &[PathBuf]) -> Outcome {
    let output = newsgraph(store).arg("ingest").args(paths).output()?;
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    Ok(())
}

/// What is exported in every format: the merged graph, then the sources.
fn exports(store: &Path) -> Result<Vec<Export>, Box<dyn Error>> {
    let merged = FORMATS.map(|format| (format, None));
    let sources = GRAPH_FORMATS.map(|format| (format, Some("--sources")));
    let mut exports = Vec::new();
    for (format, selection) in merged.into_iter().chain(sources) {
        let output =
            newsgraph(store).args(["export", "--format", format]).args(selection).output()?;
        assert_eq!(output.status.code(), Some(0), "{format}: {}", said(&output));
        assert!(output.stdout.len() > 1000, "{format}");
        exports.push((format!("{format} {}", selection.unwrap_or_default()), output.stdout));
    }
    Ok(exports)
}

fn assert_same(left: &[Export], right: &[Export], when: &str) {
    for ((format, left), (_, right)) in left.iter().zip(right) {
        // Not `assert_eq`: nobody wants to read both.
        assert!(left == right, "{format}: other bytes {when}");
    }
}

#[test]
fn the_same_articles_give_the_same_bytes_in_every_format() -> Outcome {
    let dir = tempdir()?;
    let written = dir.path().join("articles");
    write_articles(&written, 20)?;
    let bundled = std::path::absolute("data/articles")?;
    let mut paths = Vec::new();
    for folder in [written, bundled] {
        for file in folder.read_dir()? {
            paths.push(file?.path());
        }
    }
    paths.sort_unstable();

    let once = dir.path().join("once");
    ingest(&once, &paths)?;
    let expected = exports(&once)?;
    assert_same(&expected, &exports(&once)?, "the second time");
    ingest(&once, &paths)?;
    assert_same(&expected, &exports(&once)?, "after the same articles again");

    let again = dir.path().join("again");
    ingest(&again, &paths)?;
    assert_same(&expected, &exports(&again)?, "in another store");

    // The other way round, and one at a time at first.
    let reversed = dir.path().join("reversed");
    paths.reverse();
    for path in &paths[..4] {
        ingest(&reversed, std::slice::from_ref(path))?;
    }
    ingest(&reversed, &paths)?;
    assert_same(&expected, &exports(&reversed)?, "in another order");
    Ok(())
}
