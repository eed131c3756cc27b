//! G005 unknown-menu-folder.

use std::collections::BTreeSet;

use super::{Check, Context};
use crate::diagnostic::{Diagnostic, Rule, Severity, did_you_mean};

static RULE: Rule = Rule {
    code: "G005",
    name: "unknown-menu-folder",
    severity: Severity::Warning,
    meaning: "`navigation` in `site.yaml` names a folder that holds no article.",
    why: "The section that was meant is missing from the menu, or stands at the wrong place.",
    mend: "Write the folder's name as it is below `site-content/`, or take it out of the list.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let config = context.config;
    let menu = config.navigation_menu.iter().flatten();
    for named in config.navigation_order.iter().chain(menu) {
        let folder = named.value.as_str();
        if holds_article(context, folder) {
            continue;
        }
        let message = format!("there is no section `{}`", named.value);
        let help = if folder.contains(':') || folder.starts_with("www.") {
            format!(
                "a menu names folders of the site; a link to another goes to its foot: `brand: {{links: [{{title: …, target: {folder}}}]}}`"
            )
        } else if folder.strip_suffix(".md").is_some() {
            match folder.rsplit_once('/').map(|(above, _)| above.trim_matches('/')) {
                Some(above) if holds_article(context, above) => {
                    format!("a menu names folders, and that of this page is `{above}`")
                }
                _ => {
                    "a menu names folders, and a page stands in the menu of its folder; \
                      take it out"
                        .to_owned()
                }
            }
        } else {
            let otherwise =
                format!("take it out, or write `site-content/{folder}/index.md`");
            did_you_mean(folder, folders(context), otherwise)
        };
        found.push(Diagnostic::new(&RULE, named.span, message).with_help(help));
    }
}

/// Whether a folder holds an article, shown or not, at any depth.
fn holds_article(context: &Context<'_>, folder: &str) -> bool {
    let topics =
        context.site.sources.articles.iter().map(|article| &article.source.topic);
    let mut below = topics.filter_map(|topic| topic.strip_prefix(folder));
    below.any(|rest| rest.starts_with('/'))
}

/// Every folder that holds an article, shown or not, at any depth.
fn folders<'a>(context: &Context<'a>) -> BTreeSet<&'a str> {
    let articles = context.site.sources.articles.iter();
    let mut folders = BTreeSet::new();
    for article in articles {
        let topic = &*article.source.topic;
        folders.extend(topic.match_indices('/').map(|(at, _)| &topic[..at]));
    }
    folders
}
