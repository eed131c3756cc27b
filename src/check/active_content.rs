//! S040 active-content: a file of the content that a browser or a server runs.

use super::{Check, Context};
use crate::base::Span;
use crate::diagnostic::{BAD_CONFIGURATION, Diagnostic, Rule, Severity};
use crate::source::{Runner, SourceContent, SourceFile, runner};

pub(super) static RULE: Rule = Rule {
    code: "S040",
    name: "active-content",
    severity: Severity::Error,
    meaning: "A file of the content is a page or a script that a browser runs, or a program that a \
              web server runs.",
    why: "It would run under the address of the site, with the rights of the site: whoever may add \
          a file could show readers a false page, or send elsewhere what they type.",
    mend: "Write pages as Markdown. Where the file must run, name it in `site.yaml`: `output: \
           {active_content: [path]}`.",
    source: "HTML Standard, origin; MIME Sniffing Standard, section 7.1; CWE-434",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let assets = &context.site.sources.assets;
    for asset in assets.iter().filter(|asset| !context.config.lets_run(&asset.path)) {
        let Some(what) = what_runs(asset) else { continue };
        let help = format!(
            "write the page as Markdown and remove the file; if it must run, write `output: \
             {{active_content: [{}]}}` in `site.yaml`",
            asset.path
        );
        found.push(Diagnostic::new(&RULE, Span::file(asset.id), what).with_help(help));
    }
    for named in &context.config.active_content {
        let mut running = assets.iter().filter(|asset| asset.runs());
        if !running
            .any(|asset| asset.path.as_str() == named.value.trim_start_matches("./"))
        {
            let message =
                format!("`{}` is no file of the content that would run", named.value);
            let help = "take it out of `active_content`, or correct the path: it begins below \
                        `site-content/`";
            let unused = Diagnostic::new(&BAD_CONFIGURATION, named.span, message);
            found.push(unused.with_help(help));
        }
    }
}

/// What is told of a file that runs because of its name, or of how it begins.
fn what_runs(asset: &SourceFile) -> Option<String> {
    let name = asset.path.file_name();
    match runner(&asset.path) {
        Some(Runner::Browser) => {
            return Some(format!("a browser that opens `{name}` runs what is in it"));
        }
        Some(Runner::Server) => {
            return Some(format!("some web servers run `{name}` as a program"));
        }
        None => {}
    }
    let SourceContent::Binary { active: Some(active), .. } = &asset.content else {
        return None;
    };
    active.faults.is_empty().then(|| {
        format!(
            "`{name}` begins like a page, and a browser that is not told better runs it"
        )
    })
}
