//! Finding what is one among many things: time, memory and how much is found.
//!
//! ```text
//! cargo bench --bench link -- [--things N]
//! ```
//! Without a number 10,000, 100,000 and 1,000,000 things are linked, one after the other. The
//! memory is the most that the process ever took, so that the last line counts.

mod things;

use newsgraph::merge::link::{Options, link};
use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

#[expect(clippy::print_stdout, reason = "the figures are the output")]
fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new("../shared/catalogues");
    if !folder.is_dir() {
        println!("skipped: no ../shared/catalogues");
        return Ok(());
    }
    let wish = std::env::args().skip_while(|argument| argument != "--things").nth(1);
    let sizes = match wish {
        Some(size) => vec![size.parse()?],
        None => SIZES.to_vec(),
    };
    for size in sizes {
        let (things, pairs) = things::things(folder, size)?;
        let start = Instant::now();
        let outcome = link(&things, &Options::default());
        let seconds = start.elapsed().as_secs_f64();
        let found: BTreeSet<(usize, usize)> = outcome
            .joined
            .iter()
            .map(|link| (link.left.min(link.right), link.left.max(link.right)))
            .collect();
        let right = found.intersection(&pairs).count() as f64;
        println!(
            "{size:>9} things  {seconds:>6.1} s  {:>5} MB  {} joined  precision {:.3}  recall {:.3}  {} doubtful",
            peak_megabytes().unwrap_or(0),
            found.len(),
            right / found.len().max(1) as f64,
            right / pairs.len().max(1) as f64,
            outcome.doubtful.len(),
        );
    }
    Ok(())
}

/// The most memory that this process ever took.
fn peak_megabytes() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<usize>().ok()? / 1024)
}
