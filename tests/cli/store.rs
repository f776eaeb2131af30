//! Taking in, forgetting, counting; two processes on one store; death at any moment.

use crate::util::{Outcome, newsgraph, said, write_articles};
use newsgraph::merge;
use newsgraph::store::{Access, Store};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};
use tempfile::tempdir;

/// Every statement of a store, sorted.
fn lines(store: &Store) -> Result<Vec<String>, Box<dyn Error>> {
    let mut lines = Vec::new();
    for quad in store.quads() {
        lines.push(quad?.to_string());
    }
    lines.sort_unstable();
    Ok(lines)
}

fn lines_at(dir: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    lines(&Store::open_existing(dir, None, Access::Read)?)
}

#[test]
fn the_same_again_changes_nothing_and_forgetting_undoes() -> Outcome {
    let dir = tempdir()?;
    let (articles, store) = (dir.path().join("articles"), dir.path().join("store"));
    write_articles(&articles, 3)?;
    let first = newsgraph(&store).arg("ingest").arg(articles.join("0000.md")).output()?;
    assert_eq!(first.status.code(), Some(0), "{}", said(&first));
    let before = lines_at(&store)?;
    let all = newsgraph(&store).arg("ingest").arg(&articles).output()?;
    assert!(said(&all).contains("3 articles: 2 new, 0 replaced, 1 unchanged"), "{}", said(&all));
    let gone = ["https://news.example.org/1", "https://news.example.org/2"];
    let forget = newsgraph(&store).arg("forget").args(gone).output()?;
    assert_eq!(forget.status.code(), Some(0), "{}", said(&forget));
    assert_eq!(lines_at(&store)?, before);
    let unknown = newsgraph(&store).args(["forget", "https://news.example.org/00"]).output()?;
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("near it are:\n  https://news.example.org/0"));
    let checked = newsgraph(&store).args(["rebuild", "--check"]).output()?;
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    Ok(())
}

#[test]
fn tables_say_the_same_as_the_articles_they_were_made_of() -> Outcome {
    let dir = tempdir()?;
    let (articles, tables) = (dir.path().join("articles"), dir.path().join("tables"));
    write_articles(&articles, 5)?;
    let (one, other) = (dir.path().join("one"), dir.path().join("other"));
    newsgraph(&one).arg("ingest").arg(&articles).output()?;
    let mut extract = newsgraph(&other);
    extract.args(["extract", "--format", "csv", "--out"]).arg(&tables).arg(&articles).output()?;
    let ingest = newsgraph(&other).arg("ingest").arg(&tables).output()?;
    assert_eq!(ingest.status.code(), Some(0), "{}", said(&ingest));
    assert_eq!(lines_at(&one)?, lines_at(&other)?);
    Ok(())
}

#[test]
fn a_bad_document_costs_only_itself_and_the_status_tells() -> Outcome {
    let dir = tempdir()?;
    let (articles, store) = (dir.path().join("articles"), dir.path().join("store"));
    write_articles(&articles, 3)?;
    std::fs::write(articles.join("0001.md"), [0, 159, 146, 150])?;
    let strict = newsgraph(&store).args(["ingest", "--strict"]).arg(&articles).output()?;
    assert_eq!(strict.status.code(), Some(2));
    assert!(said(&strict).contains("0001.md"), "{}", said(&strict));
    let lenient = newsgraph(&store).arg("ingest").arg(&articles).output()?;
    assert_eq!(lenient.status.code(), Some(1));
    assert!(said(&lenient).contains("2 articles: 1 new, 0 replaced, 1 unchanged; 1 skipped"));
    let nothing = newsgraph(&dir.path().join("none")).args(["ingest", "no-such-file"]).output()?;
    assert_eq!(nothing.status.code(), Some(2));
    assert!(!dir.path().join("none").exists());
    Ok(())
}

#[test]
fn a_store_in_use_says_who_has_it() -> Outcome {
    let dir = tempdir()?;
    let held = Store::open(dir.path(), None)?;
    let output = newsgraph(dir.path()).arg("stats").output()?;
    assert_eq!(output.status.code(), Some(2));
    let expected =
        format!("is being written by another newsgraph (process {})", std::process::id());
    assert!(said(&output).contains(&expected), "{}", said(&output));
    drop(held);
    let output = newsgraph(dir.path()).args(["stats", "--format", "json"]).output()?;
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout)?.starts_with("{\n  \"articles\": 0,"));
    Ok(())
}

/// What the test of death takes in: three batches, each large enough to be written as files.
const ARTICLES: usize = 210;
const BATCH: [&str; 3] = ["ingest", "--batch", "80"];

/// Killed at twenty random moments of the run, the store opens, holds each article whole or not at all,
/// its merged graph is what those say, and the same command again ends in the same bytes.
#[test]
#[expect(clippy::print_stdout, reason = "where the deaths fell is worth knowing")]
fn a_killed_ingest_leaves_whole_articles_and_can_be_run_again() -> Outcome {
    let dir = tempdir()?;
    let articles = dir.path().join("articles");
    write_articles(&articles, ARTICLES)?;
    let calm = dir.path().join("calm");
    let start = Instant::now();
    let output = newsgraph(&calm).args(BATCH).arg(&articles).output()?;
    let took = start.elapsed();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let expected = export(&calm)?;
    let whole = statements_by_source(&Store::open_existing(&calm, None, Access::Read)?)?;

    let mut found = Vec::new();
    let mut random = 42_u32;
    for moment in 0..20 {
        // The generator of Numerical Recipes; its upper half is random enough.
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let killed = dir.path().join(format!("killed{moment}"));
        let mut child = newsgraph(&killed).arg("--quiet").args(BATCH).arg(&articles).spawn()?;
        thread::sleep(took * (random >> 16) / (1 << 16));
        child.kill()?;
        child.wait()?;
        if killed.join("newsgraph.json").exists() {
            let store = Store::open_existing(&killed, None, Access::Read)?;
            assert!(merge::check(&store)?.is_none(), "moment {moment}");
            let there = statements_by_source(&store)?;
            for (graph, count) in &there {
                assert_eq!(whole.get(graph), Some(count), "moment {moment}: {graph}");
            }
            found.push(there.len());
        }
        let again = newsgraph(&killed).arg("--quiet").args(BATCH).arg(&articles).output()?;
        assert_eq!(again.status.code(), Some(0), "moment {moment}: {}", said(&again));
        assert!(export(&killed)? == expected, "moment {moment}: other bytes in the end");
        std::fs::remove_dir_all(&killed)?;
    }
    println!("undisturbed: {took:.1?}; articles found after each death: {found:?}");
    Ok(())
}

/// Killed while the store is being made, it can be read: it is empty.
#[test]
fn a_store_killed_while_it_is_made_opens() -> Outcome {
    let dir = tempdir()?;
    let article = dir.path().join("articles");
    write_articles(&article, 1)?;
    for moment in 0..40 {
        let store = dir.path().join(format!("store{moment}"));
        let mut child = newsgraph(&store).args(["--quiet", "ingest"]).arg(&article).spawn()?;
        while !store.join("newsgraph.json").exists() && child.try_wait()?.is_none() {}
        thread::sleep(Duration::from_millis(moment));
        child.kill()?;
        child.wait()?;
        let stats = newsgraph(&store).arg("stats").output()?;
        assert_eq!(stats.status.code(), Some(0), "moment {moment}: {}", said(&stats));
    }
    Ok(())
}

/// The sources and the merged graph as they are exported.
fn export(store: &Path) -> Result<[Vec<u8>; 2], Box<dyn Error>> {
    let mut exports = [Vec::new(), Vec::new()];
    for (selection, export) in [None, Some("--sources")].into_iter().zip(&mut exports) {
        let output =
            newsgraph(store).args(["export", "--format", "nquads"]).args(selection).output()?;
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        *export = output.stdout;
    }
    Ok(exports)
}

/// How many statements each source graph holds.
fn statements_by_source(store: &Store) -> Result<BTreeMap<String, usize>, Box<dyn Error>> {
    let mut counts = BTreeMap::new();
    for source in store.sources()? {
        let graph = Some((&source.graph).into());
        let count = store.quads().quads_for_pattern(None, None, None, graph).count();
        counts.insert(source.graph.into_string(), count);
    }
    Ok(counts)
}
