//! Training: the same corpora give the same model to the byte, the model finds what it learned, and mistakes in
//! the arguments are told with their remedy.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const CORPUS: &str = "\
[PER Mira Tollens] joins [ORG Quandrel]
[ORG Quandrel] said on Monday that [PER Mira Tollens] will lead its office in [LOC Vostrand].
The office opens in spring.

[LOC Vostrand] waits for [ORG Quandrel]
[PER Tollens] met the mayor of [LOC Vostrand] on Tuesday.
Nobody from [ORG Quandrel] was there.
";

fn newsgraph(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newsgraph"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

#[test]
fn the_same_corpora_give_the_same_model() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("news.txt"), CORPUS).expect("a corpus");
    fs::write(folder.path().join("places.txt"), "Vostrand\n").expect("a list");
    for model in ["one.bin", "two.bin"] {
        let arguments = ["train", "en=news.txt", "--names", "LOC=places.txt", "--output", model];
        let output = newsgraph(folder.path(), &arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let read = |name: &str| fs::read(folder.path().join(name)).expect("a model");
    assert!(read("one.bin") == read("two.bin"), "two runs gave two models");

    let output = newsgraph(folder.path(), &["eval", "en=news.txt", "--model", "one.bin"]);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(shown.lines().any(|line| line.trim_start().starts_with("all ")), "{shown}");
}

#[test]
fn mistakes_are_told_with_their_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("bad.txt"), "Fine.\nHere is [Anna Lind] at work.\n")
        .expect("a file");
    fs::write(folder.path().join("no.bin"), "no model").expect("a file");
    fs::write(folder.path().join("news.txt"), CORPUS).expect("a corpus");
    for (arguments, told) in [
        (&["train", "bad.txt"][..], "fr=news.iob2"),
        (&["train", "en=bad.txt"], "bad.txt:2"),
        (&["train", "en=missing.txt"], "missing.txt"),
        (&["train", "en=news.txt", "--names", "CITY=x.txt"], "PER, ORG, LOC"),
        (&["eval", "en=news.txt", "--model", "no.bin"], "newsgraph train"),
        (&["eval", "zz=news.txt"], "zz"),
    ] {
        let output = newsgraph(folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(told), "{arguments:?}: {said}");
    }
}
