//! Links by path: to a file of the content folder as GitHub and editors follow it, or to
//! an address of the finished site.

use super::destination::{Destination, LinkContext};
use super::files::PathKind;
use super::own::below;
use super::path_text::{Parts, relative, resolve, split};
use super::resolver::{Answer, Found, Resolver};
use super::trouble::{SUGGESTIONS, Trouble, Wanted};
use crate::article::SnippetId;
use crate::base::Span;
use crate::diagnostic::{
    AMBIGUOUS_CROSS_LINK, BROKEN_FILE_LINK, BROKEN_SNIPPET, Diagnostic,
    LINK_CASE_DIFFERS, LINK_LEAVES_SITE, MISSING_IMAGE, Rule, meant,
};
use crate::site::AssetId;
use crate::yaml::shown;

impl Resolver<'_> {
    /// Where a path leads.
    pub(super) fn path(
        &self,
        context: &LinkContext<'_>,
        target: &str,
        span: Span,
    ) -> Answer {
        self.path_as(context, target, target, span)
    }

    /// Where a path leads that the author wrote in other words.
    pub(super) fn path_as(
        &self,
        context: &LinkContext<'_>,
        target: &str,
        written: &str,
        span: Span,
    ) -> Answer {
        let parts = split(target);
        if let Some(trouble) = on_one_computer(context, target, span) {
            return Err(trouble.into());
        }
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
            if let Some([one, other]) =
                self.known.files.two_readings(context, &parts.path)
            {
                let message = format!("`{target}` may be two pages");
                let help = format!(
                    "write `{one}{suffix}` or `{other}{suffix}`, whichever is meant",
                    suffix = parts.suffix
                );
                let finding = Diagnostic::new(&AMBIGUOUS_CROSS_LINK, span, message);
                return Err(finding.with_help(help).into());
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
        Err(self.missing(&BROKEN_FILE_LINK, context, (target, written), &parts, span))
    }

    /// An image or another file that is published as it is.
    pub(super) fn image_file(
        &self,
        context: &LinkContext<'_>,
        target: &str,
        span: Span,
    ) -> Answer {
        if let Some(trouble) = on_one_computer(context, target, span) {
            return Err(trouble.into());
        }
        let parts = split(target);
        match self.known.files.find(context, &parts.path) {
            Some((_, Some(name))) => {
                Err(case_differs(context, &parts.path, name, span).into())
            }
            Some((PathKind::Asset(asset), None)) => {
                if let Some(other) = no_picture(context, &parts.path, span) {
                    return Err(other.into());
                }
                Ok(Destination::File { asset, suffix: parts.suffix.into() }.into())
            }
            _ => {
                let base_path =
                    self.known.base_url.as_ref().map_or("/", |base| &base.path);
                match below(base_path, target) {
                    Some(own) if base_path != "/" && target.starts_with('/') => {
                        self.image_file(context, &own, span)
                    }
                    _ => Err(self.missing(
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
        context: &LinkContext<'_>,
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
        context: &LinkContext<'_>,
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
        context: &LinkContext<'_>,
        file: PathKind,
        parts: &Parts<'_>,
        span: Span,
    ) -> Answer {
        match file {
            PathKind::Article(id) => {
                self.on_page(context, id, parts.fragment, None, span)
            }
            PathKind::Term(id) => self.on_entry(context, id, parts.fragment, None, span),
            PathKind::Landing(at) => {
                let page = self.known.files.made_page(at);
                self.on_made_page(context, page, parts.fragment, span)
            }
            PathKind::Asset(asset) => {
                let words = Some(parts.path.rsplit('/').next().unwrap_or("").into());
                let suffix = parts.suffix.into();
                let destination = Destination::File { asset, suffix };
                Ok(Found { words, ..destination.into() })
            }
            PathKind::Snippet(_) => {
                let message = format!("`{}` is a snippet and has no page", parts.path);
                let before = context
                    .source
                    .and_then(|source| source.text.get(..span.start as usize));
                let help = if before.is_some_and(|before| before.ends_with("![[")) {
                    format!("write its ending: `![[{}.md]]`", parts.path)
                } else {
                    "link to a page that includes it".to_owned()
                };
                Err(From::from(
                    Diagnostic::new(&BROKEN_FILE_LINK, span, message).with_help(help),
                ))
            }
        }
    }
}

/// A file that no browser shows as a picture.
fn no_picture(context: &LinkContext<'_>, path: &str, span: Span) -> Option<Diagnostic> {
    const OTHERS: &[&str] = &[
        "pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "csv", "ppt", "pptx",
        "zip", "txt", "mp3", "wav", "m4a", "ogg", "mp4", "m4v", "mov", "webm", "avi",
    ];
    let (_, ending) = path.rsplit_once('.')?;
    if !OTHERS.iter().any(|other| ending.eq_ignore_ascii_case(other)) {
        return None;
    }
    let message = format!("`{path}` is no picture, and no browser shows it as one");
    let help = match words_of(context, span) {
        Some(words) => format!("link to it, without the `!`: `[{words}]({path})`"),
        None => "link to it, without the `!`".to_owned(),
    };
    Some(Diagnostic::new(&MISSING_IMAGE, span, message).with_help(help))
}

/// A path that only the author's own computer knows, or a place in its network.
pub(super) fn on_one_computer(
    context: &LinkContext<'_>,
    target: &str,
    span: Span,
) -> Option<Diagnostic> {
    let is_of_a_file = target.starts_with("file:");
    let path = target.strip_prefix("file:").unwrap_or(target);
    let path = path.replace("%5C", "\\").replace("%5c", "\\");
    // Of the two signs before a place in the network Markdown leaves one.
    let written = context.source.and_then(|source| source.text.get(span.range()));
    let target = written.filter(|written| written.starts_with("\\\\")).unwrap_or(target);
    let is_drive = |path: &str| {
        let path = path.trim_start_matches('/').as_bytes();
        path.len() > 2
            && path[0].is_ascii_alphabetic()
            && matches!(path[1], b':' | b'|')
            && matches!(path[2], b'\\' | b'/')
    };
    let homes = ["/Users/", "/home/", "~/", "/Volumes/", "/mnt/", "/tmp/"];
    let is_home = homes.iter().any(|home| path.starts_with(home));
    let is_elsewhere = is_of_a_file
        || is_drive(&path)
        || path.starts_with("\\\\")
        || target.starts_with("\\\\")
        || is_home;
    if !is_elsewhere {
        return None;
    }
    let name = path.rsplit(['/', '\\']).next().filter(|name| !name.is_empty());
    let name = name.unwrap_or("the file");
    let message =
        format!("`{target}` is a place on one computer, which readers cannot reach");
    let help = match context.folder {
        "" => format!("put the file into `site-content/`, and write `{name}`"),
        folder => {
            format!("put the file into `site-content/{folder}/`, and write `{name}`")
        }
    };
    Some(Diagnostic::new(&BROKEN_FILE_LINK, span, message).with_help(help))
}

/// Whether a path is the address of a mailbox.
fn is_mailbox(target: &str) -> bool {
    let mailbox = target.split('?').next().unwrap_or(target);
    let Some((user, host)) = mailbox.split_once('@') else { return false };
    let plain = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    !user.is_empty()
        && user.chars().all(plain)
        && host.chars().all(|c| c.is_alphanumeric() || ".-".contains(c))
        && host.split('.').count() > 1
        && host.split('.').all(|part| !part.is_empty())
}

/// The address of another site for one that lost its beginning: `www.nhs.uk`, `nhs.uk/a`,
/// `http//nhs.uk`.
fn on_the_web(target: &str) -> Option<String> {
    /// Endings of names of sites that no file has.
    const ENDINGS: &[&str] = &[
        "com", "org", "net", "edu", "gov", "int", "info", "uk", "eu", "ie", "us", "ca",
        "au", "nz", "de", "at", "ch", "fr", "nl", "be", "es", "it", "dk", "se", "no",
        "fi", "pt", "nhs", "scot", "wales", "health", "hospital",
    ];
    let begun = ["http//", "https//", "http/", "https/"];
    let rest = begun.iter().find_map(|start| target.strip_prefix(start));
    let address = rest.unwrap_or(target);
    let host = address.split(['/', '?', '#']).next()?;
    let (name, ending) = host.rsplit_once('.')?;
    let is_name = name.split('.').all(|part| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    });
    let is_site = is_name
        && (rest.is_some() || name.starts_with("www.") || ENDINGS.contains(&ending));
    (is_site || target.starts_with("www.")).then(|| format!("https://{address}"))
}

/// A target without the quotation marks around it and the punctuation behind it, if there
/// are any.
fn without_marks(target: &str) -> Option<&str> {
    let marks = [
        '"', '\'', '\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}',
        '\u{bb}', '`', ' ',
    ];
    let plain = target.trim_matches(marks).trim_end_matches(['.', ',', ';', ':', '!']);
    let plain = plain.trim_matches(marks);
    (plain.len() < target.len() && !plain.is_empty()).then_some(plain)
}

/// The words of the Markdown link whose target stands at `span`.
fn words_of<'s>(context: &LinkContext<'s>, span: Span) -> Option<&'s str> {
    /// Words that are longer are no title.
    const MOST: usize = 200;
    let text = &*context.source?.text;
    let before = text.get(..span.start as usize)?.strip_suffix("](")?;
    let line = before.rsplit('\n').next()?;
    let open = line.rfind('[')?;
    Some(&line[open + 1..]).filter(|words| words.len() < MOST)
}

impl Resolver<'_> {
    /// Nothing is at such a path.
    #[expect(clippy::too_many_lines, reason = "one reading of a path after the other")]
    fn missing(
        &self,
        rule: &'static Rule,
        context: &LinkContext<'_>,
        (target, written): (&str, &str),
        parts: &Parts<'_>,
        span: Span,
    ) -> Box<Trouble> {
        let image = std::ptr::eq(rule, &raw const MISSING_IMAGE);
        let is_address =
            target != written || target.starts_with('/') && target.ends_with('/');
        let message = if is_address {
            format!("this site has no page `{written}`")
        } else {
            format!("there is no file `{target}`")
        };
        let diagnostic = Diagnostic::new(rule, span, message);
        if is_mailbox(target) {
            let better = format!("mailto:{target}");
            let diagnostic = diagnostic.with_help(format!("write `{better}`"));
            return diagnostic.with_patch(span, better).into();
        }
        if let Some(plain) = without_marks(target)
            && let Some((_, None)) = self.known.files.find(context, &split(plain).path)
        {
            let diagnostic = diagnostic.with_help(format!("write `{plain}`"));
            let is_whole = span.range().len() == target.len();
            return if is_whole {
                diagnostic.with_patch(span, plain).into()
            } else {
                diagnostic.into()
            };
        }
        let page = format!("{}.md", parts.path);
        let is_page = || self.known.files.find(context, &page).is_some();
        if let Some(better) = on_the_web(target).filter(|_| !image && !is_page()) {
            let help = format!("write `{better}`, if another site is meant");
            return diagnostic.with_help(help).into();
        }
        let topic = context.source.map(|source| &*source.topic);
        let reading = self.known.files.other_reading(context, topic, &parts.path, image);
        if let Some(reading) = reading {
            let better = format!("{}{}", reading.written, parts.suffix);
            if let Some(or) = reading.or {
                let help = format!(
                    "write `{better}` or `{or}{}`, whichever of the two pages is meant",
                    parts.suffix
                );
                return diagnostic.with_help(help).into();
            }
            let diagnostic = diagnostic.with_help(meant(&better));
            let is_whole = span.range().len() == target.len();
            return if is_whole && !better.contains([' ', '(', ')']) {
                diagnostic.with_patch(span, better).into()
            } else {
                diagnostic.into()
            };
        }
        let folder = if parts.path.starts_with('/') { "" } else { context.folder };
        let Some(path) = resolve(folder, &parts.path) else {
            let message = format!("`{target}` leads out of the content folder");
            let help = "move the file into `site-content/` and link to it there";
            return Diagnostic::new(&LINK_LEAVES_SITE, span, message)
                .with_help(help)
                .into();
        };
        if image && path.strip_suffix(".md").is_some() {
            let message = format!("`{target}` is a page, and no picture");
            let help = "take the `!` before the brackets away if a link is meant";
            return Diagnostic::new(rule, span, message).with_help(help).into();
        }
        let is_page = path.strip_suffix(".md").is_some() || !path.contains('.');
        let help = if is_address {
            "write the path of the page's file, such as `treatment/going-home.md`, or take the link out".to_owned()
        } else if is_page && !image {
            "correct the path, or take the link out if the page is gone".to_owned()
        } else {
            format!("put the file at `site-content/{path}`, or correct its name")
        };
        Trouble::wanting(
            diagnostic.with_help(help),
            Wanted::File {
                folder: context.folder.to_owned(),
                path,
                image,
                words: words_of(context, span).map(str::to_owned),
                suffix: (span.range().len() == target.len()
                    && parts.path.len() + parts.suffix.len() == target.len()
                    && target.starts_with(&parts.path))
                .then(|| parts.suffix.to_owned()),
            },
        )
    }
}

fn case_differs(
    context: &LinkContext<'_>,
    path: &str,
    name: &str,
    span: Span,
) -> Diagnostic {
    let message = format!("the file is called `{name}`, not `{path}`");
    let written = if path.starts_with('/') {
        format!("/{name}")
    } else {
        relative(context.folder, name)
    };
    Diagnostic::new(&LINK_CASE_DIFFERS, span, message)
        .with_help(format!("write `{written}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_another_site_is_known_without_its_beginning() {
        for (target, address) in [
            ("http//nhs.uk", "https://nhs.uk"),
            ("https/www.nhs.uk/a", "https://www.nhs.uk/a"),
            ("nhs.uk", "https://nhs.uk"),
            ("www.nhs.uk/a", "https://www.nhs.uk/a"),
            ("charity.example.org?a=b", "https://charity.example.org?a=b"),
        ] {
            assert_eq!(on_the_web(target).as_deref(), Some(address), "{target}");
        }
        for target in ["leaflet.pdf", "care/nhs.uk", "a b.com", "eating.md", "../x.org"] {
            assert_eq!(on_the_web(target), None, "{target}");
        }
    }

    #[test]
    fn a_mailbox_may_have_a_subject() {
        assert!(is_mailbox("ward@h.example?subject=Hi") && is_mailbox("ward@h.example"));
        assert!(!is_mailbox("ward@h") && !is_mailbox("a?b@h.example"));
    }
}
