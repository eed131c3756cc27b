//! Netlify: `_redirects` and `_headers` in the output folder. Cloudflare Pages reads the same
//! files, but for the exclamation marks and for statuses other than redirects.
//!
//! What stands on a line is parted by white space, and `*` and `:` mean something: addresses
//! are encoded strictly, so that none of them is left.

use std::fmt::Write as _;

use super::{
    HEAD, HEADERS, KEPT, POLICY, RuleFile, SANDBOX, Server, ServerRules, strictly,
};

/// The host.
pub(super) static SERVER: Server = Server {
    name: "netlify",
    files: |rules| {
        vec![
            RuleFile::Inside("_headers", headers(rules)),
            RuleFile::Inside("_redirects", redirects(rules)),
        ]
    },
};

fn headers(rules: &ServerRules) -> String {
    let mut out = format!(
        "# {HEAD}\n\
         # Strict-Transport-Security is for you to decide, because it binds the whole host.\n\
         /*\n  Content-Security-Policy: {POLICY}\n"
    );
    for (name, value) in HEADERS {
        let _ = writeln!(out, "  {name}: {value}");
    }
    // Whatever says nothing else is asked for anew: that is so without a rule.
    for kept in &rules.kept {
        let address = strictly(&rules.on_host(kept));
        let _ = writeln!(out, "{address}\n  Cache-Control: {KEPT}");
    }
    // A second policy holds beside the first.
    for active in &rules.active {
        let address = strictly(&rules.on_host(active));
        let _ = writeln!(out, "{address}\n  Content-Security-Policy: {SANDBOX}");
    }
    out
}

fn redirects(rules: &ServerRules) -> String {
    let mut out = format!("# {HEAD}\n");
    for (from, to) in &rules.moved {
        let _ = writeln!(out, "{} {to} 301!", strictly(&rules.on_host(from)));
    }
    for (gone, has_notice) in &rules.gone {
        // The output folder is the root of the host there.
        let notice = if *has_notice && gone.ends_with('/') {
            format!("{}index.html", strictly(gone))
        } else {
            "/404.html".to_owned()
        };
        let _ = writeln!(out, "{} {notice} 410!", strictly(&rules.on_host(gone)));
    }
    out.push_str("/.engraft.json /404.html 404!\n");
    if rules.base != "/" {
        let _ = writeln!(out, "{}* /:splat 200", strictly(&rules.base));
    }
    out
}
