//! Opening, locking, keeping and losing a store's folder. They hold for both backends; those on the
//! snapshot file make their folder with that backend whatever the build.

use super::folder::{Backend, Folder};
use super::{Access, Store, StoreError, journal, snapshot};
use crate::iri::Base;
use oxigraph::model::{GraphName, NamedNode, Quad};
use oxigraph::store::Store as Quads;
use std::error::Error;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

type Outcome = Result<(), Box<dyn Error>>;

fn quad(name: &str) -> Result<Quad, Box<dyn Error>> {
    let node = NamedNode::new(format!("https://a.example/{name}"))?;
    Ok(Quad::new(node.clone(), node.clone(), node, GraphName::DefaultGraph))
}

fn write(store: &Store, name: &str) -> Outcome {
    let mut transaction = store.transaction()?;
    transaction.insert(&quad(name)?);
    Ok(store.commit(transaction, 1)?)
}

fn snapshot_store(dir: &Path) -> Result<Store, StoreError> {
    Store::in_folder(Folder::create_or_open(dir, None, Backend::Snapshot)?)
}

fn message<T>(result: Result<T, StoreError>) -> String {
    result.map_or_else(|error| error.to_string(), |_| "no error".to_owned())
}

#[test]
fn what_was_committed_is_there_again() -> Outcome {
    let parent = tempdir()?;
    let dir = parent.path().join("in/two/steps");
    let base = Base::new("https://news.example.org/")?;
    let store = Store::open(&dir, Some(&base))?;
    write(&store, "kept")?;
    drop(store.transaction()?);
    store.flush()?;
    drop(store);
    for access in [Access::Read, Access::Write] {
        let store = Store::open_existing(&dir, None, access)?;
        assert_eq!(store.base(), &base);
        assert!(store.quads().contains(&quad("kept")?)?);
        assert_eq!(store.quads().len()?, 1);
    }
    Ok(())
}

#[test]
fn a_store_keeps_its_base() -> Outcome {
    let dir = tempdir()?;
    drop(Store::open(dir.path(), None)?);
    drop(Store::open(dir.path(), Some(&Base::default()))?);
    let other = Base::new("https://other.example/")?;
    let said = message(Store::open(dir.path(), Some(&other)));
    assert!(said.contains("made with the base `https://newsgraph.example/`"), "{said}");
    Ok(())
}

#[test]
fn a_missing_store_says_how_to_make_one() -> Outcome {
    let dir = tempdir()?;
    for dir in [dir.path().to_owned(), dir.path().join("none")] {
        let said = message(Store::open_existing(&dir, None, Access::Read));
        assert_eq!(
            said,
            format!("no store at `{}`: make one with `newsgraph ingest`", dir.display())
        );
    }
    Ok(())
}

#[test]
fn a_folder_of_other_things_is_left_alone() -> Outcome {
    let dir = tempdir()?;
    fs::write(dir.path().join("letter.txt"), "Dear Ann")?;
    assert!(matches!(Store::open(dir.path(), None), Err(StoreError::NotAStore { .. })));
    let file = dir.path().join("letter.txt");
    assert!(matches!(Store::open(&file, None), Err(StoreError::NotAStore { .. })));
    assert_eq!(fs::read_dir(dir.path())?.count(), 1);
    Ok(())
}

#[test]
fn a_store_whose_making_was_cut_off_is_made_anew() -> Outcome {
    let dir = tempdir()?;
    fs::write(dir.path().join("lock"), "4711")?;
    fs::write(dir.path().join(".newsgraph.json.part"), "{")?;
    write(&Store::open(dir.path(), None)?, "a")
}

#[test]
fn one_writes_or_several_read() -> Outcome {
    let dir = tempdir()?;
    let writer = Store::open(dir.path(), None)?;
    for said in [
        message(Store::open(dir.path(), None)),
        message(Store::open_existing(dir.path(), None, Access::Read)),
    ] {
        let number = format!("another newsgraph (process {})", std::process::id());
        assert!(said.contains(&number), "{said}");
    }
    drop(writer);
    let readers = [
        Store::open_existing(dir.path(), None, Access::Read)?,
        Store::open_existing(dir.path(), None, Access::Read)?,
    ];
    assert!(matches!(readers[0].transaction(), Err(StoreError::ReadOnly)));
    assert!(matches!(Store::open(dir.path(), None), Err(StoreError::BeingRead { .. })));
    drop(readers);
    Store::open(dir.path(), None)?;
    Ok(())
}

#[test]
fn a_damaged_marker_is_named() -> Outcome {
    let dir = tempdir()?;
    drop(Store::open(dir.path(), None)?);
    let marker = dir.path().join("newsgraph.json");
    let whole = fs::read_to_string(&marker)?;
    fs::write(&marker, whole.replace("\"format\": 1", "\"format\": 7"))?;
    assert!(message(Store::open(dir.path(), None)).contains("has the format 7"));
    fs::write(&marker, &whole[..whole.len() / 2])?;
    assert!(message(Store::open(dir.path(), None)).contains("newsgraph.json` is damaged"));
    Ok(())
}

#[test]
fn a_damaged_snapshot_is_named_and_not_overwritten() -> Outcome {
    let dir = tempdir()?;
    let store = snapshot_store(dir.path())?;
    for name in ["a", "b", "c"] {
        write(&store, name)?;
    }
    store.flush()?;
    drop(store);
    let path = dir.path().join(snapshot::FILE);
    let whole = fs::read_to_string(&path)?;
    let lines: Vec<&str> = whole.lines().collect();
    let cut = lines[..2].join("\n");
    let thinned = format!("{}\n{}\n", lines[0], lines[3]);
    let garbled = whole.replacen("> .", "> ", 1);
    for (text, problem) in [
        (cut.as_str(), "cut short"),
        (&thinned, "holds 1 quads where its last line says 3"),
        (&garbled, "line 2"),
        ("", "cut short"),
    ] {
        fs::write(&path, text)?;
        let said = message(snapshot_store(dir.path()));
        assert!(said.contains(problem), "{said}");
        assert_eq!(fs::read_to_string(&path)?, text);
    }
    fs::write(&path, &whole)?;
    assert_eq!(snapshot_store(dir.path())?.quads().len()?, 3);
    Ok(())
}

#[test]
fn a_snapshot_left_half_written_does_not_count() -> Outcome {
    let dir = tempdir()?;
    let store = snapshot_store(dir.path())?;
    write(&store, "a")?;
    store.flush()?;
    // As after kill -9 amid the next write.
    fs::write(dir.path().join(".quads.nq.part"), "<https://a.exa")?;
    drop(store);
    let store = snapshot_store(dir.path())?;
    assert_eq!(store.quads().len()?, 1);
    write(&store, "b")?;
    store.flush()?;
    assert!(!dir.path().join(".quads.nq.part").exists());
    Ok(())
}

/// A journal left by a process that died: what it says is done if the additions are there.
#[test]
fn a_change_in_two_steps_is_finished_or_never_begun() -> Outcome {
    let dir = tempdir()?;
    let path = dir.path().join(journal::FILE);
    for first_step_done in [false, true] {
        let quads = Quads::new()?;
        quads.insert(&quad("old")?)?;
        if first_step_done {
            quads.insert(&quad("new")?)?;
        }
        fs::write(&path, format!("{} .\n{} .\n", quad("new")?, quad("old")?))?;
        journal::recover(&path, &quads)?;
        assert_eq!(quads.contains(&quad("old")?)?, !first_step_done);
        assert!(!path.exists());
    }
    let quads = Quads::new()?;
    quads.insert(&quad("old")?)?;
    let (new, old) = (quad("new")?, quad("old")?);
    journal::apply(&path, &quads, &new, [new.clone()], &[old])?;
    assert_eq!(quads.iter().collect::<Result<Vec<_>, _>>()?, [new]);
    assert!(!path.exists());
    Ok(())
}
