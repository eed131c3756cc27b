//! The rules of web servers: redirects with their status, headers, media types, cache lifetimes
//! and refusals, each in the words of one server.
//!
//! A server is a file of this folder and a line in [`SERVERS`]. It is handed what is so,
//! [`Rules`], and spells it: whatever an author wrote is quoted there for its format, and
//! targets come encoded by [`strictly`], so that no format finds anything to read in them.

mod apache;
mod iis;
mod netlify;
mod nginx;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use percent_encoding::{
    AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode,
};

use super::asset;
use super::file::{OutputFile, OutputSet};
use super::making::Making;
use super::policy::POLICY;
use crate::base::{OutputPath, UrlPath};
use crate::diagnostic::{BAD_CONFIGURATION, Diagnostic, did_you_mean};
use crate::records::Fate;
use crate::site::{NOT_FOUND, Visibility};

/// A web server or a host.
struct Server {
    /// Its name in `output.servers`.
    name: &'static str,
    /// Writes its files.
    files: fn(&ServerRules) -> Vec<RuleFile>,
}

/// Every server that is known.
static SERVERS: &[&Server] =
    &[&nginx::SERVER, &apache::SERVER, &netlify::SERVER, &iis::SERVER];

/// What stands at the head of every file of rules.
const HEAD: &str = "Made by Engraft from the site: every build writes this file anew.";

/// What no format takes for anything but letters: all others are encoded.
const UNRESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// What a script that a site lets run may not do: it stands in a world of its own, without
/// the rights of the site.
const SANDBOX: &str = "sandbox allow-scripts";

/// What every answer says besides the policy.
const HEADERS: [(&str, &str); 2] =
    [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer")];

/// What is kept for ever, because its name changes with its bytes.
const KEPT: &str = "public, max-age=31536000, immutable";

/// Whatever else is asked for anew each time, so that what is taken down is gone at once.
const ASKED_AGAIN: &str = "no-cache";

/// Where a file of rules stands.
enum RuleFile {
    /// In the output folder.
    Inside(&'static str, String),
    /// Beside it, because the server reads it from elsewhere.
    Beside(&'static str, String),
}

/// What the rules of every server say. Addresses begin with a slash, are decoded and do not
/// hold the path of `base_url`.
struct ServerRules {
    /// The path of `base_url`, with slashes at both ends, decoded.
    base: String,
    /// Old addresses, and where they lead: strictly encoded, from the root of the host.
    moved: BTreeMap<String, String>,
    /// Addresses that were taken down on purpose, and whether a notice stands there.
    gone: BTreeMap<String, bool>,
    /// Files whose names change with their bytes.
    kept: BTreeSet<String>,
    /// Files that run because the site lets them.
    active: BTreeSet<String>,
    /// Hidden files that are published all the same.
    hidden: BTreeSet<String>,
    /// Whether compressed files stand beside text files.
    precompressed: bool,
}

impl ServerRules {
    fn of(making: &Making, files: &BTreeMap<OutputPath, OutputFile>) -> ServerRules {
        let own = &*making.site;
        let (site, config) = (&own.site, &own.config);
        let kept = files.keys().filter(|path| asset::is_fingerprinted(path.as_str()));
        let assets = site.assets.iter().filter(|asset| asset.runs());
        let active = assets.filter(|asset| config.lets_run(&asset.path));
        let is_hidden = |path: &&OutputPath| {
            let mut parts = path.as_str().split('/');
            parts.any(|part| part.starts_with('.'))
                && !path.as_str().starts_with(".well-known/")
        };
        ServerRules {
            base: percent_decode_str(config.base_path()).decode_utf8_lossy().into_owned(),
            moved: moved(making, files),
            gone: gone(making, files),
            kept: kept.map(|path| format!("/{path}")).collect(),
            active: active.map(|asset| format!("/{}", asset.path)).collect(),
            hidden: files
                .keys()
                .filter(is_hidden)
                .map(|path| format!("/{path}"))
                .collect(),
            precompressed: config.precompress,
        }
    }

    /// An address of the host, decoded.
    fn on_host(&self, address: &str) -> String {
        format!("{}{}", self.base, &address[1..])
    }

    /// The page for what is not there, on the host, decoded.
    fn not_found(&self) -> String {
        format!("{}{NOT_FOUND}", self.base)
    }

    /// The policy of a file that the site lets run.
    fn policy_of_active() -> String {
        format!("{POLICY}; {SANDBOX}")
    }
}

/// Encodes an address so that no format finds anything in it to read.
fn strictly(decoded: &str) -> String {
    utf8_percent_encode(decoded, UNRESERVED).to_string()
}

/// A pattern that fits a text and nothing else, in letters, digits and numbers of bytes: no
/// format finds anything in it to read.
fn pattern(decoded: &str) -> String {
    let mut pattern = String::with_capacity(decoded.len());
    for byte in decoded.bytes() {
        match byte {
            b'/' | b'-' | b'_' => pattern.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => pattern.push(char::from(byte)),
            // Writing to a text cannot fail.
            byte => drop(write!(pattern, "\\x{byte:02x}")),
        }
    }
    pattern
}

/// Withdrawn pages, and what the record of addresses says was taken down.
fn gone(
    making: &Making,
    files: &BTreeMap<OutputPath, OutputFile>,
) -> BTreeMap<String, bool> {
    let site = &making.site.site;
    let withdrawn =
        site.article_ids().filter(|id| site.visibility[*id] == Visibility::Withdrawn);
    let withdrawn: BTreeSet<&UrlPath> = withdrawn.map(|id| site.permalink(id)).collect();
    let lines = site.records.addresses.lines.iter();
    let recorded = lines.filter(|(address, (fate, _))| {
        *fate == Fate::Gone && !files.contains_key(&address.output_path())
    });
    let gone = withdrawn.into_iter().chain(recorded.map(|(address, _)| address));
    gone.map(|address| {
        let has_notice = files.contains_key(&address.output_path());
        (address.as_str().to_owned(), has_notice)
    })
    .collect()
}

/// Old addresses that lead to one page as a whole, and files that went elsewhere. Of a page whose parts went to several, no
/// server is told which part is asked for: the page there leads on.
fn moved(
    making: &Making,
    files: &BTreeMap<OutputPath, OutputFile>,
) -> BTreeMap<String, String> {
    let own = &*making.site;
    let mut leads: BTreeMap<String, String> = BTreeMap::new();
    for redirect in own.site.redirects.iter().filter(|old| old.fragment.is_none()) {
        let place = redirect.from.output_path();
        if own.moved.get(&place).is_none_or(|moved| !moved.parts.is_empty()) {
            continue;
        }
        let href = own.href(own.site.permalink(redirect.to));
        let target = strictly(&percent_decode_str(&href).decode_utf8_lossy());
        leads.insert(redirect.from.as_str().to_owned(), target);
    }
    for (from, to) in own.site.records.addresses.moved() {
        let target = strictly(&percent_decode_str(&own.href(to)).decode_utf8_lossy());
        if files.contains_key(&to.output_path()) {
            leads.entry(from.as_str().to_owned()).or_insert(target);
        }
    }
    // Who leaves out the slash at the end means the same.
    let bare: Vec<(String, String)> = leads
        .iter()
        .filter_map(|(from, to)| Some((from.strip_suffix('/')?.to_owned(), to.clone())))
        .filter(|(from, _)| {
            OutputPath::new(from.trim_start_matches('/'))
                .is_some_and(|path| !files.contains_key(&path))
        })
        .collect();
    for (from, to) in bare {
        leads.entry(from).or_insert(to);
    }
    leads
}

/// The names of all servers.
pub fn names() -> impl Iterator<Item = &'static str> {
    SERVERS.iter().map(|server| server.name)
}

/// Adds the rules of the servers that the site names.
///
/// # Panics
///
/// If a server's own file has a name that no output can have.
pub fn rules(making: &Making, output: &mut OutputSet) -> Vec<Diagnostic> {
    let named = &making.site.config.servers;
    let mut found = Vec::new();
    if named.is_empty() {
        return found;
    }
    let rules = ServerRules::of(making, &output.files);
    for name in named {
        let Some(server) = SERVERS.iter().find(|server| server.name == name.value) else {
            let message = format!("`{}` is no web server that Engraft knows", name.value);
            let list: Vec<&str> = names().collect();
            let otherwise = format!("choose among {}", list.join(", "));
            let help = did_you_mean(&name.value, list.iter().copied(), otherwise);
            let unknown = Diagnostic::new(&BAD_CONFIGURATION, name.span, message);
            found.push(unknown.with_help(help));
            continue;
        };
        for file in (server.files)(&rules) {
            match file {
                RuleFile::Beside(name, text) => {
                    output.beside.insert(name, Arc::new(text.into_bytes()));
                }
                RuleFile::Inside(path, text) => {
                    let place = OutputPath::new(path).expect("rules have sound names");
                    let bytes = OutputFile::Bytes(Arc::new(text.into_bytes()));
                    if output.files.insert(place, bytes).is_some() {
                        let message = format!(
                            "the site has a file `{path}`, where the rules of `{}` go",
                            name.value
                        );
                        let help = format!(
                            "remove `{path}` from the content, or `{}` from `output.servers`",
                            name.value
                        );
                        let taken =
                            Diagnostic::new(&BAD_CONFIGURATION, name.span, message);
                        found.push(taken.with_help(help));
                    }
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
