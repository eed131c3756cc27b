//! Links by path: to a file of the content folder as GitHub and editors follow it, or to
//! an address of the finished site.

use super::destination::{Context, Destination};
use super::files::File;
use super::own::below;
use super::path_text::{Parts, relative, resolve, split};
use super::resolver::{Answer, Found, Resolver};
use super::trouble::{SUGGESTIONS, Trouble, Wanted};
use crate::article::SnippetId;
use crate::base::Span;
use crate::diagnostic::{
    AMBIGUOUS_CROSS_LINK, BROKEN_FILE_LINK, BROKEN_SNIPPET, Diagnostic,
    LINK_CASE_DIFFERS, LINK_LEAVES_SITE, MISSING_IMAGE, Rule,
};
use crate::site::AssetId;
use crate::yaml::shown;

impl Resolver<'_> {
    /// Where a path leads.
    pub(super) fn path(&self, context: &Context<'_>, target: &str, span: Span) -> Answer {
        self.path_as(context, target, target, span)
    }

    /// Where a path leads that the author wrote in other words.
    pub(super) fn path_as(
        &self,
        context: &Context<'_>,
        target: &str,
        written: &str,
        span: Span,
    ) -> Answer {
        let parts = split(target);
        if parts.path.contains('\\') {
            let message = format!("`{target}` is written with backslashes");
            return Err(From::from(
                Diagnostic::new(&BROKEN_FILE_LINK, span, message).with_help(format!(
                    "write `{}`",
                    target.replace("\\\\", "/").replace('\\', "/")
                )),
            ));
        }
        if let Some((file, exact)) = self.known.files.find(context, &parts.path) {
            if let Some(name) = exact {
                return Err(case_differs(context, &parts.path, name, span).into());
            }
            return self.at_file(context, file, &parts, span);
        }
        if let Some(found) = self.by_address(context, &parts, span) {
            return found;
        }
        // As a browser sees the address of a page.
        let base_path = self.known.base_url.as_ref().map_or("/", |base| &base.path);
        if let Some(own) = below(base_path, target)
            .filter(|_| base_path != "/" && target.starts_with('/'))
        {
            return self.path_as(context, &own, written, span);
        }
        Err(missing(&BROKEN_FILE_LINK, context, (target, written), &parts, span))
    }

    /// An image or another file that is published as it is.
    pub(super) fn image_file(
        &self,
        context: &Context<'_>,
        target: &str,
        span: Span,
    ) -> Answer {
        let parts = split(target);
        match self.known.files.find(context, &parts.path) {
            Some((_, Some(name))) => {
                Err(case_differs(context, &parts.path, name, span).into())
            }
            Some((File::Asset(asset), None)) => {
                Ok(Destination::File { asset, suffix: parts.suffix.into() }.into())
            }
            _ => {
                let base_path =
                    self.known.base_url.as_ref().map_or("/", |base| &base.path);
                match below(base_path, target) {
                    Some(own) if base_path != "/" && target.starts_with('/') => {
                        self.image_file(context, &own, span)
                    }
                    _ => Err(missing(
                        &MISSING_IMAGE,
                        context,
                        (target, target),
                        &parts,
                        span,
                    )),
                }
            }
        }
    }

    /// A file that is published as it is by its bare name, wherever it stands; `None` if
    /// none is called so.
    pub(super) fn by_file_name(&self, target: &str, span: Span) -> Option<Answer> {
        let parts = split(target);
        match *self.known.files.called(&parts.path) {
            [] => None,
            [asset] => {
                let suffix = parts.suffix.into();
                let words = Some(parts.path.as_str().into());
                let destination = Destination::File { asset, suffix };
                Some(Ok(Found { words, ..destination.into() }))
            }
            [..] => {
                let assets = self.known.files.called(&parts.path);
                let path =
                    |&asset: &AssetId| format!("`/{}`", self.sources.assets[asset].path);
                let first: Vec<String> =
                    assets.iter().take(SUGGESTIONS).map(path).collect();
                let count = assets.len();
                let message =
                    format!("{count} files are called `{}`", shown(&parts.path));
                let help = format!("write one of {}", first.join(", "));
                let finding = Diagnostic::new(&AMBIGUOUS_CROSS_LINK, span, message);
                Some(Err(finding.with_help(help).into()))
            }
        }
    }

    /// The snippet at a path.
    pub(super) fn snippet_file(
        &self,
        context: &Context<'_>,
        path: &str,
        span: Span,
    ) -> Result<SnippetId, Box<Trouble>> {
        self.known.files.find_snippet(context.folder, path).ok_or_else(|| {
            let message = format!("there is no snippet `{}`", shown(path));
            let help = "snippets stand in folders that begin with `_`";
            let diagnostic = Diagnostic::new(&BROKEN_SNIPPET, span, message);
            let wanted = Wanted::Snippet { path: path.to_owned() };
            Trouble::wanting(diagnostic.with_help(help), wanted)
        })
    }

    /// A page by its address on the finished site, or by an old one.
    fn by_address(
        &self,
        context: &Context<'_>,
        parts: &Parts<'_>,
        span: Span,
    ) -> Option<Answer> {
        if !parts.path.starts_with('/') {
            return None;
        }
        let files = &self.known.files;
        if let Some(id) = files.article_at(&parts.path) {
            return Some(self.on_page(context, id, parts.fragment, None, span));
        }
        let by_folder = || {
            let folder = resolve("", &parts.path)?;
            Some(files.made_page(files.landing(context.language, &folder)?))
        };
        let page = files.made_page_at(&parts.path).or_else(by_folder)?;
        Some(self.on_made_page(context, page, parts.fragment, span))
    }

    /// What a link to a file leads to.
    fn at_file(
        &self,
        context: &Context<'_>,
        file: File,
        parts: &Parts<'_>,
        span: Span,
    ) -> Answer {
        match file {
            File::Article(id) => self.on_page(context, id, parts.fragment, None, span),
            File::Term(id) => self.on_entry(context, id, parts.fragment, None, span),
            File::Landing(at) => {
                let page = self.known.files.made_page(at);
                self.on_made_page(context, page, parts.fragment, span)
            }
            File::Asset(asset) => {
                let words = Some(parts.path.rsplit('/').next().unwrap_or("").into());
                let suffix = parts.suffix.into();
                let destination = Destination::File { asset, suffix };
                Ok(Found { words, ..destination.into() })
            }
            File::Snippet(_) => {
                let message = format!("`{}` is a snippet and has no page", parts.path);
                let help = "link to a page that includes it";
                Err(From::from(
                    Diagnostic::new(&BROKEN_FILE_LINK, span, message).with_help(help),
                ))
            }
        }
    }
}

/// Nothing is at such a path.
fn missing(
    rule: &'static Rule,
    context: &Context<'_>,
    (target, written): (&str, &str),
    parts: &Parts<'_>,
    span: Span,
) -> Box<Trouble> {
    let folder = if parts.path.starts_with('/') { "" } else { context.folder };
    let Some(path) = resolve(folder, &parts.path) else {
        let message = format!("`{target}` leads out of the content folder");
        let help = "move the file into `site-content/` and link to it there";
        return Diagnostic::new(&LINK_LEAVES_SITE, span, message).with_help(help).into();
    };
    let is_address =
        target != written || target.starts_with('/') && target.ends_with('/');
    let message = if is_address {
        format!("this site has no page `{}`", shown(written))
    } else {
        format!("there is no file `{}`", shown(target))
    };
    let diagnostic = Diagnostic::new(rule, span, message);
    if target.starts_with("www.") {
        let help = format!("write `https://{target}`, if another site is meant");
        return diagnostic.with_help(help).into();
    }
    if is_address {
        let help = "write the path of the page's file, such as `treatment/going-home.md`, or \
                    take the link out";
        let image = false;
        let wanted = Wanted::File { folder: context.folder.to_owned(), path, image };
        return Trouble::wanting(diagnostic.with_help(help), wanted);
    }
    let place = if folder.is_empty() { "" } else { "/" };
    let diagnostic = diagnostic.with_help(format!(
        "put the file at `site-content/{folder}{place}`, or correct its name"
    ));
    let image = std::ptr::eq(rule, &raw const MISSING_IMAGE);
    Trouble::wanting(
        diagnostic,
        Wanted::File { folder: context.folder.to_owned(), path, image },
    )
}

fn case_differs(context: &Context<'_>, path: &str, name: &str, span: Span) -> Diagnostic {
    let message = format!("the file is called `{name}`, not `{path}`");
    let written = if path.starts_with('/') {
        format!("/{name}")
    } else {
        relative(context.folder, name)
    };
    Diagnostic::new(&LINK_CASE_DIFFERS, span, message)
        .with_help(format!("write `{written}`"))
}
