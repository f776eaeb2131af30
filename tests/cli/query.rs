//! The bundled queries by their names: the answer that README promises, and a name mistyped.

use crate::util::{Dir, Outcome, newsgraph, said};
use std::path::Path;

#[test]
fn the_bundled_articles_contradict_each_other_on_jobs() -> Outcome {
    let dir = Dir::new();
    let articles = Path::new("data/articles");
    let store = dir.path("store");
    newsgraph(&store).arg("ingest").arg(articles).output()?;
    let query = newsgraph(&store).args(["query", "contradicting-figures"]).output()?;
    assert_eq!(
        String::from_utf8(query.stdout)?.replace('\r', ""),
        "measure,about,unit,value,says,in,other_value,other_says,other_in\n\
         jobs,,,80000,,De Koerier,85000,IDC,La Gazette\n\
         jobs,,,80000,,De Koerier,85000,IDC,The Courier\n"
    );
    Ok(())
}

#[test]
fn a_mistyped_name_brings_the_nearest() -> Outcome {
    let dir = Dir::new();
    let mistyped = newsgraph(&dir.path("none")).args(["query", "people-and-role"]).output()?;
    assert_eq!(mistyped.status.code(), Some(2));
    assert!(said(&mistyped).contains("did you mean `people-and-roles`?"), "{}", said(&mistyped));
    let other = newsgraph(&dir.path("none")).args(["query", "zzz"]).output()?;
    assert!(said(&other).contains("`newsgraph query --list`"), "{}", said(&other));
    Ok(())
}
