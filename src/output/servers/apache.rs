//! Apache: `.htaccess` in the output folder.
//!
//! Addresses are patterns of letters, digits and numbers of bytes, targets have every percent
//! sign taken from its meaning: nothing that an author wrote is read as anything but itself.

use std::fmt::Write as _;

use super::{
    ASKED_AGAIN, HEAD, HEADERS, KEPT, POLICY, RuleFile, Server, ServerRules, pattern,
    strictly,
};
use crate::base::media;

/// The server.
pub(super) static SERVER: Server = Server {
    name: "apache",
    files: |rules| vec![RuleFile::Inside(".htaccess", htaccess(rules))],
};

/// A word of the configuration, whatever it holds.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A target of `RewriteRule`, in which a percent sign would name a match. This directive
/// reads its words itself, and a backslash between quotation marks once.
fn target(encoded: &str) -> String {
    format!("\"{}\"", encoded.replace('%', "\\%"))
}

/// A condition that an address of the host is asked for, as it is or compressed.
fn is_asked(address: &str) -> String {
    format!("%{{REQUEST_URI}} =~ m#^{}(\\.br|\\.gz)?$#", pattern(address))
}

#[expect(
    clippy::too_many_lines,
    reason = "the file stands here as it is written, from top to bottom"
)]
fn htaccess(rules: &ServerRules) -> String {
    let mut out = format!(
        "# {HEAD}\n#\n\
         # It needs the modules headers, rewrite, mime and dir, and `AllowOverride All` for this\n\
         # folder. A server that lacks one of them answers with an error, and its log says why:\n\
         # better so than a site without its rules.\n#\n\
         # Strict-Transport-Security is for you to decide, because it binds the whole host for\n\
         # as long as it says:\n\
         # Header always set Strict-Transport-Security \"max-age=31536000\"\n\n\
         Options -Indexes -MultiViews +SymLinksIfOwnerMatch\n\
         DirectoryIndex index.html\n\
         AddDefaultCharset Off\n"
    );
    let not_found = strictly(&rules.not_found());
    let _ = writeln!(out, "ErrorDocument 404 \"{not_found}\"\n");
    let _ = writeln!(out, "Header always set Content-Security-Policy \"{POLICY}\"");
    for (name, value) in HEADERS.into_iter().chain([("Cache-Control", ASKED_AGAIN)]) {
        let _ = writeln!(out, "Header always set {name} \"{value}\"");
    }
    for kept in &rules.kept {
        let asked = is_asked(&rules.on_host(kept));
        let _ =
            writeln!(out, "Header always set Cache-Control \"{KEPT}\" \"expr={asked}\"");
    }
    for active in &rules.active {
        let (asked, policy) =
            (is_asked(&rules.on_host(active)), ServerRules::policy_of_active());
        let _ = writeln!(
            out,
            "# It runs, but without the rights of the site.\n\
             Header always set Content-Security-Policy \"{policy}\" \"expr={asked}\""
        );
    }
    out.push('\n');
    for (extension, media) in media::TYPES {
        let _ = writeln!(out, "AddType \"{media}\" .{extension}");
    }
    let _ = writeln!(out, "\nRewriteEngine On\nRewriteBase {}", quoted(&rules.base));
    out.push_str("# What begins with a dot is nobody\u{2019}s business.\n");
    for hidden in &rules.hidden {
        let _ = writeln!(out, "RewriteRule \"^{}$\" - [L]", pattern(&hidden[1..]));
    }
    out.push_str("RewriteRule \"(^|/)\\.(?!well-known/)\" - [R=404]\n");
    out.push_str(
        "RewriteCond \"%{REQUEST_METHOD}\" \"!^(GET|HEAD|OPTIONS)$\"\n\
         RewriteRule \"^\" - [R=405]\n",
    );
    for (from, to) in &rules.moved {
        let (from, to) = (pattern(&from[1..]), target(to));
        let _ = writeln!(out, "RewriteRule \"^{from}$\" {to} [R=301,NE,L]");
    }
    for (gone, has_notice) in &rules.gone {
        let _ = writeln!(out, "RewriteRule \"^{}$\" - [G]", pattern(&gone[1..]));
        let address = rules.on_host(gone);
        if *has_notice && address.ends_with('/') {
            let _ = writeln!(
                out,
                "<If \"%{{REQUEST_URI}} =~ m#^{}$#\">\nErrorDocument 410 \"{}index.html\"\n</If>",
                pattern(&address),
                strictly(&address)
            );
        }
    }
    if rules.precompressed {
        out.push_str(&compressed());
    }
    out
}

/// Sends the compressed file that stands beside another.
fn compressed() -> String {
    let mut out = String::from("\nHeader always merge Vary \"Accept-Encoding\"\n");
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        let accepted = format!(
            "RewriteCond \"%{{HTTP:Accept-Encoding}}\" \"\\b{coding}\\b(?!\\s*;\\s*q=0(\\.0+)?(?![.0-9]))\"\n"
        );
        let _ = write!(
            out,
            "{accepted}RewriteCond \"%{{REQUEST_FILENAME}}index.html.{ending}\" -s\n\
             RewriteRule \"^(.*/)?$\" \"$1index.html.{ending}\" [L]\n\
             {accepted}RewriteCond \"%{{REQUEST_FILENAME}}.{ending}\" -s\n\
             RewriteRule \"^(.*[^/])$\" \"$1.{ending}\" [L]\n"
        );
    }
    let texts: Vec<&str> = media::TYPES
        .iter()
        .filter(|(_, media)| media::is_compressible(media))
        .map(|(extension, _)| *extension)
        .collect();
    let _ = writeln!(
        out,
        "<FilesMatch \"\\.({})\\.(br|gz)$\">\nRemoveType .gz\n\
         RemoveLanguage .br\nAddEncoding gzip .gz\nAddEncoding br .br\n</FilesMatch>",
        texts.join("|")
    );
    out
}
