//! What `engraft check --fix` mends: the patches of all findings as one change, and what
//! several runs come to without a file being written.

use engraft::base::Error;
use engraft::build::Built;
use engraft::edit::{self, Change};
use engraft::source::{Overlay, SourceFile, SourceKind};

use crate::content;

/// What could not be read before shows its own slips once it is mended.
pub(crate) const MOST_RUNS: usize = 3;

/// What can be mended in one run.
pub(crate) struct Mending {
    pub(crate) change: Change,
    /// How many findings it mends.
    findings: usize,
}

impl Mending {
    /// Where two patches overlap, the first is taken and the other left for a second run.
    pub(crate) fn of(built: &Built) -> Self {
        Mending::of_files(built, |_| true)
    }

    fn of_files(built: &Built, is_wanted: impl Fn(&SourceFile) -> bool) -> Self {
        let mut mending = Mending { change: Change::default(), findings: 0 };
        for finding in &built.diagnostics {
            let Some(patch) = &finding.patch else { continue };
            let Some(file) = built.tree.file(patch.span.file) else { continue };
            if matches!(file.kind, SourceKind::Theme | SourceKind::ThemeAsset)
                || !is_wanted(file)
            {
                continue;
            }
            let (range, words) = (patch.span.range(), patch.replacement.as_str());
            if mending.change.edit(&file.path, range, words) {
                mending.findings += 1;
            }
        }
        mending
    }

    pub(crate) fn summary(&self, verb: &str) -> String {
        let findings = content::plural(self.findings, "finding");
        let files = content::plural(self.change.edits().count(), "file");
        format!("{verb} {findings} in {files}")
    }
}

/// What a run that writes would do.
pub(crate) struct Rehearsal {
    /// All of it, as one unified diff.
    pub(crate) diff: String,
    /// A line for each run.
    pub(crate) summaries: Vec<String>,
}

/// Does in memory what `--fix` does on the disk; `look` builds with texts that are not saved.
pub(crate) fn rehearse(
    built: &Built,
    look: &mut dyn FnMut(&Overlay) -> Result<Built, Error>,
) -> Result<Rehearsal, Error> {
    let mut mending = Mending::of(built);
    let mut summaries = vec![mending.summary("Would mend")];
    let mut overlay = Overlay::default();
    let mut whole = Change::default();
    let mut tree = built.tree.clone();
    while !mending.change.is_empty() {
        for (path, edits) in mending.change.edits() {
            let mut files = tree.files.iter();
            let Some(file) = files.find(|file| file.path == *path) else { continue };
            if lies_under(file)
                && let Some(text) = mending.change.text_of(file)
            {
                overlay.lay(path.clone(), text);
                continue;
            }
            // Nothing can be laid over the settings: they are mended in the first run.
            for edit in edits {
                whole.edit(path, edit.range.clone(), edit.replacement.as_str());
            }
        }
        if summaries.len() == MOST_RUNS {
            break;
        }
        let again = look(&overlay)?;
        mending = Mending::of_files(&again, lies_under);
        if !mending.change.is_empty() {
            summaries.push(mending.summary("Would mend"));
        }
        tree = again.tree;
    }
    for file in &built.tree.files {
        let after = overlay.text(&file.path, file.kind);
        if let Some((before, after)) = file.text().zip(after) {
            whole.edit(&file.path, 0..before.len(), &**after);
        }
    }
    Ok(Rehearsal { diff: edit::diff(&whole, &built.tree), summaries })
}

/// Whether a text that is not saved can stand in the place of a file.
fn lies_under(file: &SourceFile) -> bool {
    matches!(
        file.kind,
        SourceKind::Article | SourceKind::Term | SourceKind::Snippet | SourceKind::Data
    )
}
