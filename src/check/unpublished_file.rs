//! S103 unpublished-file: a file of a kind that readers do not get; and L100
//! link-to-unpublished-file where a page leads to one all the same.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Context};
use crate::article::Source;
use crate::base::Span;
use crate::config::DOWNLOADS;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::site::{AssetId, Destination, Resolved};
use crate::source::SourceFile;

use super::unread_page::is_markdown;
use super::unread_settings::is_meant_as_settings;

static RULE: Rule = Rule {
    code: "S103",
    name: "unpublished-file",
    severity: Severity::Warning,
    meaning: "A file lies in the content folder, and its kind is none that readers get.",
    why: "Working files hold notes, earlier wordings and names. They are not published, and whoever \
          put the file there may count on it.",
    mend: "Save it in a kind that everybody can open, such as PDF; or add its kind to `output: \
           {files: [...]}` in `site.yaml`; or move it out of the content folder.",
    source: "Engraft's own rule",
};

static LINK_RULE: Rule = Rule {
    code: "L100",
    name: "link-to-unpublished-file",
    severity: Severity::Error,
    meaning: "A page leads to a file, or shows one, whose kind is none that readers get.",
    why: "Readers would click in vain.",
    mend: "Save the file in a kind that everybody can open, such as PDF or JPEG, and link to that; or \
           add its kind to `output: {files: [...]}` in `site.yaml`.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run: files };
pub(super) static LINK_CHECK: Check = Check { rule: &LINK_RULE, run: links };

/// Pictures of cameras and of programs, which browsers do not show.
const PICTURES: &[&str] = &[
    "ai", "cr2", "dng", "eps", "heic", "heif", "indd", "jp2", "nef", "psd", "raw", "tif",
    "tiff", "xcf",
];

/// What colleagues work on.
const DOCUMENTS: &[&str] = &[
    "doc", "docm", "docx", "dotx", "key", "numbers", "odp", "ods", "odt", "pages", "pot",
    "potx", "pps", "ppsx", "ppt", "pptx", "pub", "rtf", "vsdx", "wps", "xls", "xlsm",
    "xlsx",
];

/// Mails, tables of databases, and what programs keep for themselves: nobody publishes them on
/// purpose.
const KEPT: &[&str] = &[
    "accdb", "backup", "bak", "db", "dmp", "dump", "eml", "emlx", "log", "mbox", "mdb",
    "msg", "old", "orig", "ost", "pst", "rdata", "sav", "sql", "sqlite", "sqlite3",
    "swp", "temp", "tmp",
];

fn files(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let linked: BTreeSet<AssetId> =
        used(context).into_iter().map(|(asset, _)| asset).collect();
    for (number, asset) in context.site.sources.assets.iter_enumerated() {
        if is_held_back(context, asset) && !linked.contains(&number) {
            let message = format!("`{}` is not published", asset.path.file_name());
            found.push(
                Diagnostic::new(&RULE, Span::file(asset.id), message)
                    .with_help(help(context, asset)),
            );
        }
    }
}

fn links(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for (number, span) in used(context) {
        let asset = &context.site.sources.assets[number];
        if is_held_back(context, asset) {
            let message = format!(
                "`{}` is a kind of file that is not published",
                asset.path.file_name()
            );
            found.push(
                Diagnostic::new(&LINK_RULE, span, message)
                    .with_help(help(context, asset)),
            );
        }
    }
}

/// Whether only the kind of a file keeps it from readers: where it is more, that is told.
fn is_held_back(context: &Context<'_>, asset: &SourceFile) -> bool {
    let is_told = asset.runs()
        || asset.is_page_like()
        || is_markdown(asset)
        || is_meant_as_settings(asset);
    !is_told && !context.config.is_for_readers(asset)
}

/// What opens a server or an account.
const SECRETS: &[&str] = &[
    "env", "gpg", "htpasswd", "jks", "kdbx", "keystore", "p12", "p8", "pem", "pfx",
    "pgp", "ppk",
];

/// The end of the first line of a private key, whatever its file is called.
const PRIVATE_KEY: &str = "PRIVATE KEY-----";

fn is_secret(asset: &SourceFile) -> bool {
    let extension = asset.path.extension().unwrap_or_default().to_ascii_lowercase();
    let name = asset.path.file_name().to_ascii_lowercase();
    SECRETS.contains(&extension.as_str())
        || ["id_rsa", "id_ecdsa", "id_ed25519", "credentials", "credentials.json"]
            .contains(&name.as_str())
        || asset.text().is_some_and(|text| text.contains(PRIVATE_KEY))
}

fn help(context: &Context<'_>, asset: &SourceFile) -> String {
    if is_secret(asset) {
        return "take the file out of the content folder and of its history, and change the key \
                or the password in it: whoever saw the file can use it"
            .to_owned();
    }
    let Some(extension) = asset.path.extension().map(str::to_ascii_lowercase) else {
        return format!(
            "move it elsewhere, or write `output: {{include: [{}]}}` in `site.yaml`",
            asset.path
        );
    };
    if PICTURES.contains(&extension.as_str()) {
        return "save the picture as JPEG or PNG, and move this file elsewhere"
            .to_owned();
    }
    if KEPT.contains(&extension.as_str()) {
        return "take it out of the content folder, because such files often hold names of \
                patients and staff; write into a page what readers are to know"
            .to_owned();
    }
    let mut kinds: Vec<&str> = context.config.files.iter().map(String::as_str).collect();
    let is_default = kinds == DOWNLOADS;
    if is_default {
        kinds = vec!["pdf"];
    }
    kinds.push(&extension);
    let save = if DOCUMENTS.contains(&extension.as_str()) {
        "save it as PDF"
    } else {
        "move it out of the content folder"
    };
    format!(
        "{save}; or, if readers are to get it, write `output: {{files: [{}]}}` in `site.yaml`",
        kinds.join(", ")
    )
}

/// The files to which a text or front matter leads, and where.
fn used(context: &Context<'_>) -> Vec<(AssetId, Span)> {
    let site = context.site;
    let sources = &site.sources;
    let mut used = Vec::new();
    let texts = sources.articles.iter().map(|one| &one.source).zip(&site.article_links);
    let terms = sources.terms.iter().map(|one| &one.source).zip(&*site.term_links);
    let snippets = sources.snippets.iter().map(|one| &one.source);
    for (source, links) in texts.chain(terms).chain(snippets.zip(&*site.snippet_links)) {
        of_text(source, links, &mut used);
    }
    for (number, article) in sources.articles.iter_enumerated() {
        let formats = article.front_matter.formats.iter().zip(&site.format_files[number]);
        used.extend(
            formats.filter_map(|(format, file)| {
                Some(((*file)?, format.file.as_ref()?.span))
            }),
        );
        let image = article.front_matter.image.as_ref();
        used.extend(site.images[number].zip(image.map(|image| image.file.span)));
    }
    used
}

fn of_text(source: &Source, links: &[Resolved], used: &mut Vec<(AssetId, Span)>) {
    let files: BTreeMap<u32, AssetId> = links
        .iter()
        .filter_map(|link| match link.destination {
            Destination::File { asset, .. } => Some((link.at, asset)),
            _ => None,
        })
        .collect();
    let written = source.outline.links.iter();
    used.extend(written.filter_map(|link| {
        files.get(&link.at).map(|&asset| (asset, source.span_of(link)))
    }));
}
