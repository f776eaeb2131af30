//! Other people's graphs: taking them in, joining, deciding, taking them out; death at any moment.

use crate::util::{Dir, Outcome, newsgraph, said, write_articles};
use newsgraph::merge;
use newsgraph::store::{Access, Store};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::thread;
use std::time::Instant;
use tempfile::tempdir;

/// A graph that speaks of what the articles of [`write_articles`] speak of, in other words.
const THEIRS: &str = r#"
    @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    @prefix dbo: <http://dbpedia.org/ontology/> .
    @prefix dct: <http://purl.org/dc/terms/> .
    @prefix e: <http://their.example/> .
    <> dct:license <https://creativecommons.org/licenses/by/4.0/> ; a <http://rdfs.org/ns/void#Dataset> .
    e:havenwerk a dbo:Company ; foaf:name "Havenwerk" ; e:rating "AA" .
    e:janssens a foaf:Person ; foaf:name "Tom Janssens" ; dbo:employer e:havenwerk .
    e:other a foaf:Person ; foaf:name "Zoë Quinten" .
"#;

fn export(store: &Path, sources: bool) -> Result<String, Box<dyn Error>> {
    let mut command = newsgraph(store);
    command.args(["export", "--format", "nquads"]);
    if sources {
        command.arg("--sources");
    }
    let output = command.output()?;
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    Ok(String::from_utf8(output.stdout)?)
}

fn check(store: &Path) -> Outcome {
    let output = newsgraph(store).args(["rebuild", "--check"]).output()?;
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    Ok(())
}

#[test]
fn a_graph_comes_joins_and_goes() -> Outcome {
    let dir = Dir::new();
    let (articles, store) = (dir.path("articles"), dir.path("store"));
    write_articles(&articles, 7)?;
    dir.write("theirs.ttl", THEIRS);
    newsgraph(&store).arg("ingest").arg(&articles).output()?;
    let before = export(&store, false)?;
    let theirs = dir.path("theirs.ttl");
    let dry = newsgraph(&store).args(["merge", "--dry-run"]).arg(&theirs).output()?;
    assert_eq!(dry.status.code(), Some(0), "{}", said(&dry));
    assert!(said(&dry).contains("nothing was changed"), "{}", said(&dry));
    assert_eq!(export(&store, false)?, before);

    let merged = newsgraph(&store).arg("merge").arg(&theirs).output()?;
    assert_eq!(merged.status.code(), Some(0), "{}", said(&merged));
    assert!(said(&merged).contains("1 graph: 1 new, 0 replaced, 0 unchanged"), "{}", said(&merged));
    let after = export(&store, false)?;
    // One thing, under the IRI that others gave it, with what both say.
    let of_one = |line: &&str| line.starts_with("<http://their.example/havenwerk>");
    let one: Vec<&str> = after.lines().filter(of_one).collect();
    assert!(one.iter().any(|line| line.contains("/rating> \"AA\"")), "{one:#?}");
    assert!(!after.contains("/id/org.havenwerk>"), "{after}");
    assert!(after.contains("<https://schema.org/worksFor> <http://their.example/havenwerk>"));
    assert!(export(&store, true)?.contains("<http://dbpedia.org/ontology/employer>"));
    check(&store)?;

    let again = newsgraph(&store).arg("merge").arg(&theirs).output()?;
    assert!(said(&again).contains("0 new, 0 replaced, 1 unchanged"), "{}", said(&again));
    assert_eq!(export(&store, false)?, after);
    let why = newsgraph(&store)
        .args(["merge", "--explain", "http://their.example/havenwerk"])
        .output()?;
    let why = String::from_utf8(why.stdout)?;
    assert!(why.contains("id/org.havenwerk") && why.contains("the same name"), "{why}");
    let name = theirs.to_string_lossy().into_owned();
    let gone = newsgraph(&store).args(["forget", &name]).output()?;
    assert_eq!(gone.status.code(), Some(0), "{}", said(&gone));
    let relinked = newsgraph(&store).arg("merge").output()?;
    assert_eq!(relinked.status.code(), Some(0), "{}", said(&relinked));
    assert_eq!(export(&store, false)?, before);
    Ok(())
}

#[test]
fn decisions_win_and_can_be_taken_back() -> Outcome {
    let dir = Dir::new();
    let (articles, store) = (dir.path("articles"), dir.path("store"));
    write_articles(&articles, 7)?;
    dir.write("theirs.ttl", THEIRS);
    let base = "https://newsgraph.example/id/";
    dir.write(
        "decisions.csv",
        format!("left,right,decision,note\n{base}org.havenwerk,http://their.example/havenwerk,different,not theirs\n"),
    );
    newsgraph(&store).arg("ingest").arg(&articles).output()?;
    let merge = |more: &[&str]| -> Result<String, Box<dyn Error>> {
        let output =
            newsgraph(&store).current_dir(dir.path("")).arg("merge").args(more).output()?;
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        Ok(said(&output))
    };
    merge(&["theirs.ttl"])?;
    let joined = export(&store, false)?;
    merge(&["--decisions", "decisions.csv"])?;
    let apart = export(&store, false)?;
    assert!(apart.contains("/id/org.havenwerk>") && apart != joined);
    merge(&[])?;
    assert_eq!(export(&store, false)?, apart, "a decision stays");
    check(&store)?;
    let undecided = dir.read("decisions.csv").replace("different", "");
    dir.write("decisions.csv", undecided);
    merge(&["--decisions", "decisions.csv", "--doubts", "doubts.csv", "--report", "report.csv"])?;
    assert_eq!(export(&store, false)?, joined);
    assert!(dir.read("doubts.csv").starts_with("left,right,decision,note,score,"));
    assert!(dir.read("report.csv").contains(",joined,"));
    dir.write(
        "decisions.csv",
        "left,right,decision\nhttp://a.example/1,http://a.example/2,perhaps\n",
    );
    let bad =
        newsgraph(&store).args(["merge", "--decisions"]).arg(dir.path("decisions.csv")).output()?;
    assert_eq!(bad.status.code(), Some(2));
    assert!(
        said(&bad).contains("decisions.csv, line 2: `perhaps` is no decision"),
        "{}",
        said(&bad)
    );
    Ok(())
}

#[test]
fn a_bad_file_costs_only_itself_and_the_status_tells() {
    let dir = Dir::new();
    dir.write("graphs/good.ttl", THEIRS);
    dir.write("graphs/broken.ttl", "<http://e/s> <http://e/p> 1 .\n<http://e/s> ; .\n");
    dir.write("graphs/lines.nt", "<http://e/s> <http://e/p> \"1\" .\n<http://e/s> .\n");
    dir.write("graphs/notes.txt", "no graph");
    let ran = dir.newsgraph(["merge", "graphs"]).status(1);
    ran.says(&[
        "graphs/broken.ttl: line 2: ",
        "graphs/lines.nt, line 2: ",
        "2 graphs: 2 new, 0 replaced, 0 unchanged; 1 refused; 1 records left out",
    ]);
    dir.newsgraph(["merge", "-"]).input(THEIRS).status(0).says(&["1 unchanged"]);
    dir.newsgraph(["merge", "no-such-graph"]).status(2);
    assert!(!dir.path("none").exists());
    dir.newsgraph(["--store", "none", "merge"]).status(2);
}

#[test]
fn the_order_of_coming_does_not_show() -> Outcome {
    let dir = tempdir()?;
    let (articles, theirs) = (dir.path().join("articles"), dir.path().join("theirs.ttl"));
    write_articles(&articles, 7)?;
    std::fs::write(&theirs, THEIRS)?;
    let mut exports = Vec::new();
    for (name, orders) in [("one", ["ingest", "merge"]), ("other", ["merge", "ingest"])] {
        let store = dir.path().join(name);
        for order in orders {
            let what = if order == "ingest" { &articles } else { &theirs };
            let output = newsgraph(&store).arg(order).arg(what).output()?;
            assert_eq!(output.status.code(), Some(0), "{}", said(&output));
            check(&store)?;
        }
        newsgraph(&store).arg("merge").output()?;
        exports.push((export(&store, false)?, export(&store, true)?));
    }
    assert_eq!(exports[0], exports[1]);
    Ok(())
}

/// Killed at twelve random moments of the run, the store holds a file whole or not at all, its merged graph
/// is what its sources give, and the same command again ends in the same bytes.
#[test]
fn a_killed_merge_leaves_nothing_half_merged() -> Outcome {
    let dir = tempdir()?;
    let (articles, theirs) = (dir.path().join("articles"), dir.path().join("theirs.ttl"));
    write_articles(&articles, 20)?;
    let mut graph = THEIRS.to_owned();
    for number in 0..5_000 {
        writeln!(graph, "e:p{number} a foaf:Person ; foaf:name \"Person Number{number}\" .")?;
    }
    std::fs::write(&theirs, graph)?;
    let calm = dir.path().join("calm");
    newsgraph(&calm).arg("ingest").arg(&articles).output()?;
    let without = export(&calm, true)?;
    let start = Instant::now();
    let output = newsgraph(&calm).arg("merge").arg(&theirs).output()?;
    let took = start.elapsed();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let (expected, with) = (export(&calm, false)?, export(&calm, true)?);
    let mut random = 7_u32;
    for moment in 0..12 {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let killed = dir.path().join(format!("killed{moment}"));
        newsgraph(&killed).arg("ingest").arg(&articles).output()?;
        let mut child = newsgraph(&killed).args(["--quiet", "merge"]).arg(&theirs).spawn()?;
        thread::sleep(took * (random >> 16) / (1 << 16));
        child.kill()?;
        child.wait()?;
        let store = Store::open_existing(&killed, None, Access::Read)?;
        assert!(merge::check(&store)?.is_none(), "moment {moment}");
        drop(store);
        let there = export(&killed, true)?;
        assert!(there == without || there == with, "moment {moment}: half a graph");
        newsgraph(&killed).args(["--quiet", "merge"]).arg(&theirs).output()?;
        assert!(export(&killed, false)? == expected, "moment {moment}: other bytes in the end");
        std::fs::remove_dir_all(&killed)?;
    }
    Ok(())
}
