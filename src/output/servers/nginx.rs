//! nginx: one file beside the output folder, to be included in a `server` block.
//!
//! A location that says one `add_header` inherits none, so each that differs says all of
//! them; the others are so short that they inherit. Locations are compared and never read as
//! patterns, and nothing there is taken for a variable; in targets, which nginx reads for
//! variables, no `$` is left.

use std::fmt::Write as _;

use super::{
    ASKED_AGAIN, HEAD, HEADERS, KEPT, POLICY, RuleFile, SANDBOX, Server, ServerRules,
    strictly,
};
use crate::base::media;

/// The server.
pub(super) static SERVER: Server = Server {
    name: "nginx",
    files: |rules| vec![RuleFile::Beside("nginx.conf", conf(rules))],
};

/// A word of the configuration, whatever it holds.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn headers(out: &mut String, indent: &str, cache: &str, policy: &str) {
    let policy = ("Content-Security-Policy", policy);
    let all = std::iter::once(policy).chain(HEADERS).chain([("Cache-Control", cache)]);
    for (name, value) in all {
        let _ = writeln!(out, "{indent}add_header {name} \"{value}\" always;");
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "the file stands here as it is written, from top to bottom"
)]
fn conf(rules: &ServerRules) -> String {
    let base = &rules.base;
    let mut out = format!(
        "# {HEAD}\n#\n\
         # Include it in the `server` block of the site. `root` is the folder in which the\n\
         # output folder is found at {base}:\n#\n\
         #     server {{\n\
         #         listen 443 ssl;\n\
         #         server_name www.example.org;\n\
         #         root /srv/www;\n\
         #         include /srv/engraft/output-servers/nginx.conf;\n\
         #     }}\n#\n\
         # Strict-Transport-Security is for you to decide, because it binds the whole host for\n\
         # as long as it says; write it into each location below that has headers.\n\n"
    );
    let _ = writeln!(out, "location ^~ {} {{", quoted(base));
    headers(&mut out, "    ", ASKED_AGAIN, POLICY);
    out.push_str(
        "    absolute_redirect off;\n    autoindex off;\n    index index.html;\n    \
         charset off;\n    etag on;\n",
    );
    // What the word of a target holds is read for variables.
    let not_found = rules.not_found();
    if !not_found.contains('$') {
        let _ = writeln!(out, "    error_page 404 {};", quoted(&not_found));
        let _ = writeln!(out, "    error_page 403 =404 {};", quoted(&not_found));
    }
    if rules.precompressed {
        out.push_str(
            "    gzip_static on;\n    gzip_vary on;\n    \
             # With the package libnginx-mod-http-brotli-static:\n    # brotli_static on;\n",
        );
    }
    out.push_str("    default_type application/octet-stream;\n    types {\n");
    for (extension, media) in media::TYPES {
        let _ = writeln!(out, "        \"{media}\" {extension};");
    }
    out.push_str("    }\n\n    # What begins with a dot is nobody's business.\n");
    out.push_str("    location ~ \"/\\.(?!well-known/)\" { return 404; }\n");
    for hidden in &rules.hidden {
        let _ = writeln!(out, "    location = {} {{ }}", quoted(&rules.on_host(hidden)));
    }
    for kept in &rules.kept {
        let _ = writeln!(out, "\n    location = {} {{", quoted(&rules.on_host(kept)));
        headers(&mut out, "        ", KEPT, POLICY);
        out.push_str("    }\n");
    }
    for active in &rules.active {
        let _ = writeln!(out, "\n    # It runs, but without the rights of the site.");
        let _ = writeln!(out, "    location = {} {{", quoted(&rules.on_host(active)));
        headers(&mut out, "        ", ASKED_AGAIN, &format!("{POLICY}; {SANDBOX}"));
        out.push_str("    }\n");
    }
    gone(&mut out, rules);
    out.push('\n');
    for (from, to) in &rules.moved {
        let from = quoted(&rules.on_host(from));
        let _ = writeln!(
            out,
            "    location = {from} {{ return 301 \"{to}$is_args$args\"; }}"
        );
    }
    out.push_str("}\n");
    if let Some(bare) = base.strip_suffix('/').filter(|bare| !bare.is_empty()) {
        let (bare, base) = (quoted(bare), strictly(base));
        let _ = writeln!(out, "location = {bare} {{ return 301 \"{base}\"; }}");
    }
    out
}

/// A withdrawn page answers with its notice, and with 410.
fn gone(out: &mut String, rules: &ServerRules) {
    for (gone, has_notice) in &rules.gone {
        let address = rules.on_host(gone);
        let (at, notice) = (quoted(&address), format!("{address}index.html"));
        // What the word of a notice holds would be read for variables.
        if !has_notice || notice.contains('$') || !address.ends_with('/') {
            let _ = writeln!(out, "\n    location = {at} {{ return 410; }}");
            continue;
        }
        let notice = quoted(&notice);
        let _ = writeln!(
            out,
            "\n    location = {at} {{ error_page 410 {notice}; return 410; }}\n    \
             location = {notice} {{ internal; }}"
        );
    }
}
