//! S102 unread-settings: a file that was meant as `site.yaml`.

use super::{Check, Context};
use crate::base::Span;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::{CONFIG_FILE, SourceFile};

static RULE: Rule = Rule {
    code: "S102",
    name: "unread-settings",
    severity: Severity::Error,
    meaning: "A file has nearly the name of `site.yaml`, such as `site.yml`.",
    why: "The settings are read from `site.yaml` alone, so none of those in this file hold.",
    mend: "Rename it `site.yaml`, or move it out of the content folder.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// Other names for it, in small letters.
const NAMES: &[&str] = &[
    "site.yml",
    "site.yaml",
    "site.yaml.txt",
    "site.yml.txt",
    "site.json",
    "site.toml",
    "_site.yaml",
    "_site.yml",
    "site.yaml.yaml",
    "site",
    "engraft.yaml",
    "engraft.yml",
];

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for asset in &context.site.sources.assets {
        if !is_meant_as_settings(asset) {
            continue;
        }
        let path = asset.path.as_str();
        let message =
            format!("`{path}` is not read: the settings stand in `{CONFIG_FILE}`");
        let help = format!(
            "rename it `{CONFIG_FILE}`; where there is one already, move its lines there"
        );
        found.push(Diagnostic::new(&RULE, Span::file(asset.id), message).with_help(help));
    }
}

/// Whether a file has nearly the name of the settings.
pub(super) fn is_meant_as_settings(asset: &SourceFile) -> bool {
    NAMES.contains(&asset.path.as_str().to_ascii_lowercase().as_str())
}
