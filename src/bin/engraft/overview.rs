//! `engraft check --report`: how the site stands, as a page for those who answer for it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use engraft::base::Error;
use engraft::build::Built;
use engraft::disk::{self, SymbolicLinks};
use engraft::report::{
    ChangedOverview, OwnerOverview, SiteOverview, TextOverview, UnsignedOverview,
    WaivedOverview, escape_terminal, overview_page, place,
};
use engraft::review::{OwnedText, Signable, Signature, count_by_owner, owned_texts};

use crate::baseline::{check_folder, write_whole};
use crate::console::Console;
use crate::content::below;
use crate::review::{deputy, name};

/// A page of a hundred thousand texts has some 50 MB.
const MOST_BYTES: u64 = 200_000_000;
/// What every page of the kind begins with.
const HEAD: &[u8] = b"<!doctype html>";

/// The file of the page.
pub(crate) struct OverviewFile {
    path: PathBuf,
    /// As somebody typed it.
    typed: String,
}

impl OverviewFile {
    /// The file that somebody in the folder `here` asked for, if they did.
    pub(crate) fn asked(
        root: &Path,
        here: &Path,
        typed: Option<&Path>,
    ) -> Result<Option<Self>, Error> {
        typed.map(|typed| OverviewFile::new(root, here, typed)).transpose()
    }

    /// What `typed` means to somebody in the folder `here`. Refuses a place in which the page
    /// would be published, or take the place of another file.
    fn new(root: &Path, here: &Path, typed: &Path) -> Result<Self, Error> {
        let help = "name a file beside `site-content`, such as `--report report.html`";
        let path = below(here, typed);
        check_folder(root, &path, "report", help)?;
        let is_other = match disk::read(&path, SymbolicLinks::Follow, MOST_BYTES) {
            Ok(bytes) => !bytes.starts_with(HEAD),
            Err(_) => path.symlink_metadata().is_ok(),
        };
        if is_other {
            let message = "a file that is no report has this name, and is left as it is";
            return Err(Error::usage(message).at(&path).with_help(help));
        }
        let ending = path.extension().unwrap_or_default();
        if !["html", "htm"].iter().any(|known| ending.eq_ignore_ascii_case(known)) {
            let message = "the report is a web page, and its name ends with `.html`";
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            return Err(Error::usage(message)
                .at(&path)
                .with_help(format!("write `--report {name}.html`")));
        }
        Ok(OverviewFile { path, typed: typed.display().to_string() })
    }

    /// Writes the page, whole or not at all, and says so.
    pub(crate) fn write(&self, built: &Built, console: &Console) -> Result<(), Error> {
        let text = overview_page(&overview(built), &built.diagnostics);
        write_whole(&self.path, &text)?;
        let file = escape_terminal(&self.typed);
        console.note(&format!("Wrote {file}, which any browser opens and prints"));
        Ok(())
    }
}

fn overview(built: &Built) -> SiteOverview {
    let people = &built.site.sources.records.people;
    let texts = owned_texts(&built.site, &built.config, &built.tree, built.today);
    let (counts, shared) = count_by_owner(&texts, &built.standing, built.today);
    let mut owned: BTreeMap<Option<&str>, Vec<TextOverview>> = BTreeMap::new();
    for one in &texts {
        owned.entry(one.owner).or_default().push(text(one, built));
    }
    let owners = counts.into_iter().map(|(owner, counts)| OwnerOverview {
        name: owner.map_or_else(|| "nobody".to_owned(), |id| name(people, id)),
        deputy: owner.and_then(|id| deputy(people, id)).map(|id| name(people, id)),
        counts,
        texts: owned.remove(&owner).unwrap_or_default(),
    });
    let titles = texts.iter().map(|text| (&text.thing, text.title));
    let titles: BTreeMap<&Signable, &str> = titles.collect();
    let named = |thing: &Signable| match titles.get(thing) {
        Some(title) => format!("{title} ({thing})"),
        None => thing.to_string(),
    };
    let unsigned = built.standing.unsigned.iter().map(|unsigned| UnsignedOverview {
        name: named(&unsigned.thing),
        roles: unsigned.roles.join(", "),
        shown_by: unsigned.shown_by,
    });
    let changed = built.standing.changed.iter().map(|changed| ChangedOverview {
        name: named(&changed.thing),
        by: changed.by.join(" and "),
        exception: changed.exception.clone(),
        changes: changed.changes.iter().map(|part| part.change.clone()).collect(),
    });
    let waived = built.waived.iter().map(|waived| WaivedOverview {
        rule: waived.finding.rule.name,
        file: waived.finding.primary.map_or_else(String::new, |span| {
            let place = place(span, &built.tree);
            format!("{}:{}", place.file, place.start.line)
        }),
        message: waived.finding.message.clone(),
        reason: waived.reason.clone(),
        until: waived.until,
    });
    SiteOverview {
        title: built.config.title.clone(),
        today: built.today,
        owners: owners.collect(),
        shared,
        unsigned: unsigned.collect(),
        changed: changed.collect(),
        waived: waived.collect(),
    }
}

fn text(text: &OwnedText<'_>, built: &Built) -> TextOverview {
    let base = built.config.base_url.as_ref();
    let address = base.zip(text.address);
    let signed = built.standing.signatures.get(&text.thing);
    TextOverview {
        title: text.title.to_owned(),
        language: text.language.to_owned(),
        file: text.file.to_owned(),
        address: address.map(|(base, address)| {
            format!("{}{}", base.origin, address.href(&base.path))
        }),
        is_term: text.is_term,
        last: text.last,
        due: text.due,
        signed: signed.into_iter().flatten().map(Signature::by).collect(),
    }
}
