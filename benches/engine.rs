//! One build by Engraft, with the time of each stage.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::sync::Mutex;
use std::time::Instant;

use engraft::base::Date;
use engraft::build::{self, Request, Stage};
use engraft::diagnostic::Severity;
use engraft::publish::{PublishOptions, publish};

use crate::{Times, processor_seconds};

/// Builds the site below `root` into `output`; returns the number of pages, and the times
/// of each stage by its place in the order and its name (`01 reading`).
pub(crate) fn build(
    root: &Path,
    output: &Path,
) -> Result<(usize, BTreeMap<String, Times>), Box<dyn Error>> {
    let request = Request {
        root,
        base_url: None,
        drafts: false,
        future: false,
        as_of: None,
        clock_today: Date::parse("2026-06-01").map_err(|_| "not a date")?,
    };
    let begun: Mutex<Vec<(Stage, Now)>> = Mutex::new(Vec::new());
    let enter = |stage| {
        begun.lock().expect("no stage panics").push((stage, now()));
    };
    let built = build::build(&request, &enter)?;
    if let Some(error) =
        built.diagnostics.iter().find(|found| found.severity == Severity::Error)
    {
        return Err(format!("the corpus has an error: {}", error.message).into());
    }
    enter(Stage::Publish);
    publish(&built.output, output, &PublishOptions::default())?;
    let end = now();

    let begun = begun.into_inner().expect("no stage panics");
    let ends = begun.iter().skip(1).map(|(_, begin)| *begin).chain([end]);
    let mut stages = BTreeMap::new();
    for (number, ((stage, start), end)) in begun.iter().zip(ends).enumerate() {
        let name = format!("{number:02} {}", stage.name());
        stages.insert(name, ((end.0 - start.0).as_secs_f64(), end.1 - start.1));
    }
    Ok((built.pages, stages))
}

/// The clock, and the processor time so far.
type Now = (Instant, f64);

fn now() -> Now {
    (Instant::now(), processor_seconds())
}
