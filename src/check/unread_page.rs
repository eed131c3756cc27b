//! S100 unread-page: a file that somebody wrote as a page, with a name that makes it none.

use super::{Check, Context};
use crate::base::{ContentPath, Span};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::source::SourceFile;

pub(super) static RULE: Rule = Rule {
    code: "S100",
    name: "unread-page",
    severity: Severity::Error,
    meaning: "A file begins with front matter, or has an ending of Markdown files, and its name does \
              not end with `.md`.",
    why: "No page is made of it. Published as it stands, readers would get its settings, and a draft \
          would be no draft.",
    mend: "Give it a name that ends with `.md`, or move it out of the content folder.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

/// Endings of Markdown files in other programs.
const MARKDOWN: &[&str] =
    &["markdown", "mdown", "mdtext", "mdtxt", "mdwn", "mdx", "mkd", "mkdn", "qmd", "rmd"];

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for asset in &context.site.sources.assets {
        let is_markdown = is_markdown(asset);
        if (!asset.is_page_like() && !is_markdown) || context.config.lets_run(&asset.path)
        {
            continue;
        }
        let name = asset.path.file_name();
        let message = if is_markdown && !asset.is_page_like() {
            format!("no page is made of `{name}`, because it does not end with `.md`")
        } else {
            format!(
                "`{name}` begins like a page, and none is made of it because it does not end \
                 with `.md`"
            )
        };
        let help = format!("rename it `{}`, or move it elsewhere", as_page(&asset.path));
        found.push(Diagnostic::new(&RULE, Span::file(asset.id), message).with_help(help));
    }
}

/// Whether a file has an ending of Markdown files that is not ours.
pub(super) fn is_markdown(asset: &SourceFile) -> bool {
    let extension = asset.path.extension().unwrap_or("").to_ascii_lowercase();
    MARKDOWN.contains(&extension.as_str())
}

/// The name of the page that was meant: `a.md.txt` and `a.markdown` are `a.md`.
fn as_page(path: &ContentPath) -> String {
    let name = path.file_name();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.strip_suffix(".md").or(stem.strip_suffix(".MD")).unwrap_or(stem);
    format!("{stem}.md")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_that_was_meant_ends_with_md() {
        for (path, page) in [
            ("a/diet.markdown", "diet.md"),
            ("diet.md.txt", "diet.md"),
            ("diet.cy.txt", "diet.cy.md"),
            ("diet", "diet.md"),
        ] {
            assert_eq!(as_page(&ContentPath::new(path).unwrap()), page);
        }
    }
}
