//! `engraft addresses`: the record of every address that the site ever had.

use std::collections::BTreeSet;
use std::path::Path;

use engraft::base::{ContentPath, Error, UrlPath};
use engraft::build::{self, Built};
use engraft::disk::{self, SymbolicLinks};
use engraft::edit::{self, Change};
use engraft::output;
use engraft::records::{ADDRESSES_FILE, Fate, address};
use engraft::report::escape_terminal;
use engraft::source::CONTENT_FOLDER;

use crate::Exit;
use crate::args::{AddressesCommand, ContentArgs};
use crate::console::Console;
use crate::content;
use crate::sources;

/// The largest list that is read.
const MOST_BYTES: u64 = 50_000_000;
/// How many addresses that cannot be taken are shown.
const SHOWN: usize = 5;

pub(crate) fn run(
    root: &Path,
    command: &AddressesCommand,
    console: &Console,
) -> Result<Exit, Error> {
    let writes = !matches!(command, AddressesCommand::Check);
    let _lock = sources::lock(root, "engraft addresses", writes, console)?;
    let arguments = ContentArgs::default();
    let request = content::request(root, &arguments)?;
    let built = build::build(&request, &|_| {})?;
    match command {
        AddressesCommand::Write => {
            let new = unrecorded(&built);
            let count = write(root, &built, &new)?;
            console.say(&said(count))?;
            Ok(Exit::Clean)
        }
        AddressesCommand::Check => {
            let new = unrecorded(&built);
            for address in &new {
                console.say(&escape_terminal(&address.href("/")))?;
            }
            let count = content::plural(new.len(), "address");
            console.say(&format!("{count} not in {CONTENT_FOLDER}/{ADDRESSES_FILE}"))?;
            Ok(if new.is_empty() { Exit::Clean } else { Exit::Findings })
        }
        AddressesCommand::Import { file } => {
            let read = imported(file, built.config.base_path())?;
            let known = &built.site.records.addresses.lines;
            let mut new = read.addresses;
            new.retain(|address| !known.contains_key(address));
            let count = write(root, &built, &new)?;
            console.say(&said(count))?;
            for (what, refused) in [
                (
                    "lie outside of the path of `base_url`, where this site answers nothing",
                    read.outside,
                ),
                (
                    "hold a query or what no address has, and no static site can answer them",
                    read.unfit,
                ),
            ] {
                if !refused.is_empty() {
                    let shown: Vec<String> = refused
                        .iter()
                        .take(SHOWN)
                        .map(|one| format!("  {}\n", escape_terminal(one)))
                        .collect();
                    let count = content::plural(refused.len(), "address");
                    console
                        .say(format!("{count} {what}:\n{}", shown.concat()).trim_end())?;
                }
            }
            let lost = new.iter().filter(|address| {
                !built.output.files.contains_key(&address.output_path())
            });
            let lost = content::plural(lost.count(), "address");
            console.say(&format!(
                "{lost} of these answer no more: `engraft check --only lost-address` says what to type"
            ))?;
            Ok(Exit::Clean)
        }
    }
}

fn said(count: usize) -> String {
    let count = content::plural(count, "address");
    format!("{count} added to {CONTENT_FOLDER}/{ADDRESSES_FILE}")
}

/// The addresses of the site that the record lacks.
fn unrecorded(built: &Built) -> BTreeSet<UrlPath> {
    let mut addresses = output::addresses(&built.output);
    addresses.retain(|address| !built.site.records.addresses.lines.contains_key(address));
    addresses
}

fn write(root: &Path, built: &Built, new: &BTreeSet<UrlPath>) -> Result<usize, Error> {
    let path = ContentPath::new(ADDRESSES_FILE).expect("the name of the record is sound");
    let there = built
        .tree
        .files
        .iter()
        .find(|file| *file.shown == *format!("{CONTENT_FOLDER}/{path}"));
    let there = there.and_then(|file| file.text());
    let text = built
        .site
        .records
        .addresses
        .with(new.iter().map(|address| (address.clone(), Fate::Answers)));
    let mut change = Change::default();
    match there {
        Some(there) if **there == *text => return Ok(0),
        Some(there) => {
            change.edit(&path, 0..there.len(), text);
        }
        None => change.create(path, text),
    }
    edit::apply(&change, &built.tree, root)?;
    Ok(new.len())
}

/// What a list holds.
#[derive(Default)]
struct ImportedAddresses {
    addresses: BTreeSet<UrlPath>,
    outside: Vec<String>,
    unfit: Vec<String>,
}

/// Reads a sitemap, a table whose first column holds addresses, or a plain list.
fn imported(file: &Path, base: &str) -> Result<ImportedAddresses, Error> {
    let bytes = disk::read(file, SymbolicLinks::Follow, MOST_BYTES)
        .map_err(|cause| disk::trouble("read", file, cause))?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}');
    if text.contains("<sitemapindex") {
        return Err(Error::usage(
            "this is a list of sitemaps, and holds no address itself",
        )
        .at(file)
        .with_help("import each of the files that it names"));
    }
    let found: Vec<String> =
        if text.contains("<loc>") { in_sitemap(text) } else { in_lines(text) };
    let mut read = ImportedAddresses::default();
    for one in found {
        let path = on_host(&one);
        match path.strip_prefix(base) {
            None => read.outside.push(one),
            Some(inside) => match address(&format!("/{inside}")) {
                Some(address) => {
                    read.addresses.insert(address);
                }
                None => read.unfit.push(one),
            },
        }
    }
    if read.addresses.is_empty() && read.outside.is_empty() && read.unfit.is_empty() {
        return Err(Error::usage("there is no address in this file")
            .at(file)
            .with_help("give a sitemap.xml, or a list with one address a line"));
    }
    Ok(read)
}

fn in_sitemap(text: &str) -> Vec<String> {
    let places = text.split("<loc>").skip(1);
    let words = places.filter_map(|place| place.split("</loc>").next());
    words
        .map(|word| {
            let word =
                word.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
            word.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
        })
        .collect()
}

fn in_lines(text: &str) -> Vec<String> {
    let cells = text.lines().map(|line| {
        let line = line.trim();
        let cell = match line.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next().unwrap_or_default(),
            None => line.split([',', ';', '\t']).next().unwrap_or_default(),
        };
        cell.trim().to_owned()
    });
    // The head of a table is no address.
    cells.filter(|cell| cell.starts_with('/') || cell.contains("://")).collect()
}

/// The path of an address, whichever host it was on.
fn on_host(address: &str) -> String {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |slash| &rest[slash..]),
        None => address,
    };
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_sitemaps_and_lists() {
        let sitemap = "<urlset><url><loc>https://old.example/a/?x=1&amp;y=2</loc></url>\
                       <url><loc> <![CDATA[https://old.example/b.pdf]]> </loc></url></urlset>";
        assert_eq!(
            in_sitemap(sitemap),
            ["https://old.example/a/?x=1&y=2", "https://old.example/b.pdf"]
        );
        let list = "url,title\n\"/a,b/\",x\n/c/\thits\nhttps://x/d\n";
        assert_eq!(in_lines(list), ["/a,b/", "/c/", "https://x/d"]);
        assert_eq!(on_host("https://x"), "/");
    }
}
