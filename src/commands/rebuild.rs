//! `newsgraph rebuild`: computes the merged graph from nothing.

use super::{Status, open};
use crate::cli::GlobalArgs;
use crate::merge::{self, Difference};
use crate::printer::Printer;
use crate::store::Access;
use anyhow::Result;
use clap::Args;

/// Computes the merged graph from its sources again, and says whether anything differed
#[derive(Debug, Args)]
pub struct RebuildArgs {
    /// Only compares and changes nothing; exit status 1 where something differs
    #[arg(long)]
    pub check: bool,
}

pub(super) fn run(args: &RebuildArgs, global: &GlobalArgs, printer: &Printer) -> Result<Status> {
    let difference = if args.check {
        merge::check(&open::existing(global, Access::Read)?)?
    } else {
        let store = open::existing(global, Access::Write)?;
        let difference = merge::rebuild(&store)?;
        store.flush()?;
        difference
    };
    if difference.is_none() {
        printer.say("the merged graph is what its sources give");
        return Ok(Status::Done);
    }
    let Difference { missing, surplus } = difference;
    if args.check {
        printer.warn(&format!(
            "the merged graph is not what its sources give: {missing} statements missing, \
             {surplus} too many; `newsgraph rebuild` puts it right"
        ));
        return Ok(Status::FoundWrong);
    }
    printer.say(&format!(
        "the merged graph is put right: {missing} statements were missing, {surplus} too many"
    ));
    Ok(Status::Done)
}
