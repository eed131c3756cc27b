//! T050 browser-storage.

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::output::OutputFile;

static RULE: Rule = Rule {
    code: "T050",
    name: "browser-storage",
    severity: Severity::Warning,
    meaning: "A script of the theme keeps something in the reader's browser.",
    why: "Who uses the same computer later can see who read about which illness, and many laws ask \
          for consent first.",
    mend: "Take it out of the script. Where the site has consent for it, say so with `rules: \
           {browser-storage: off}`.",
    source: "Privacy and Electronic Communications Regulations 2003, regulation 6; Directive 2002/58/EC",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// What a script calls to keep something.
const STORES: &[&str] =
    &["document.cookie", "localStorage", "sessionStorage", "indexedDB", "cookieStore"];

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (path, file) in &context.output.files {
        let OutputFile::Bytes(bytes) = file else { continue };
        if path.as_str().rsplit_once('.').is_none_or(|(_, ending)| ending != "js") {
            continue;
        }
        let script = String::from_utf8_lossy(bytes);
        if let Some(store) = STORES.iter().find(|store| script.contains(**store)) {
            let message = format!(
                "the script `{path}` keeps something in the reader's browser (`{store}`)"
            );
            let help = "take it out of the script in `themes/`, or write `rules: \
                        {browser-storage: off}` into `site.yaml`";
            found.push(Diagnostic::about_site(&RULE, message).with_help(help));
        }
    }
}
