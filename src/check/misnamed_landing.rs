//! S101 misnamed-landing-page: a file that was meant as the landing page of its folder.

use std::collections::BTreeSet;

use super::{Check, Context};
use crate::base::Span;
use crate::config::LanguageId;
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "S101",
    name: "misnamed-landing-page",
    severity: Severity::Error,
    meaning: "A file is called `Index.md` or `_index.md`, or a folder without `index.md` has a \
              `README.md`.",
    why: "It becomes a page of its own, such as `/treatment/index/`, and the folder gets a landing \
          page without a word of it.",
    mend: "Rename it `index.md`, in small letters.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let articles = &context.site.sources.articles;
    let folders: BTreeSet<(&str, LanguageId)> = articles
        .iter()
        .filter(|article| stem(&article.source.topic) == "index")
        .map(|article| (article.source.path.folder(), article.source.language))
        .collect();
    for article in articles {
        let source = &article.source;
        let stem = stem(&source.topic);
        let is_meant = match stem.to_ascii_lowercase().as_str() {
            "index" => stem != "index",
            "_index" => true,
            "readme" => !folders.contains(&(source.path.folder(), source.language)),
            _ => false,
        };
        if !is_meant {
            continue;
        }
        let name = source.path.file_name();
        let right = format!("index{}", &name[stem.len()..].to_ascii_lowercase());
        let message = format!("`{name}` is not the landing page of its folder");
        found.push(
            Diagnostic::new(&RULE, Span::file(source.file), message)
                .with_help(format!("rename it `{right}`")),
        );
    }
}

/// The last part of a topic: the file's name without language and ending.
fn stem(topic: &str) -> &str {
    topic.rsplit_once('/').map_or(topic, |(_, stem)| stem)
}
