//! `engraft theme`: which themes there are, what they are made of, and whether one works.

use std::path::Path;

use engraft::base::Error;
use engraft::build::Shelf;
use engraft::diagnostic::did_you_mean;
use engraft::report::{Count, Format, Limits, ReportCell, ReportTable};
use engraft::source::THEMES_FOLDER;
use engraft::theme::ThemeSummary;

use crate::Exit;
use crate::args::{ContentArgs, Deny, ListFormat, ThemeCommand};
use crate::console::Console;
use crate::content;
use crate::create;
use crate::translation;

/// Where a file or a theme comes from.
const BUILT_IN: &str = "built in";
const THIS_SITE: &str = "this site";

pub(crate) fn run(
    root: &Path,
    command: &ThemeCommand,
    console: &Console,
) -> Result<Exit, Error> {
    let arguments = ContentArgs::default();
    let shelf = Shelf::read(&content::request(root, &arguments)?)?;
    match command {
        ThemeCommand::List { format } => {
            content::print_table(console, &list(&shelf), *format)?;
            Ok(Exit::Clean)
        }
        ThemeCommand::Files { name, format } => {
            let name = chosen(&shelf, name.as_deref())?;
            let table = files(&shelf, name);
            content::print_table(console, &table, *format)?;
            if *format == ListFormat::Human {
                console.say(&content::plural(table.rows.len(), "file"))?;
            }
            Ok(Exit::Clean)
        }
        ThemeCommand::Eject { path, theme } => {
            eject(root, &shelf, path, theme.as_deref(), console)
        }
        ThemeCommand::Strings { tag } => translation::run(root, &shelf, tag, console),
        ThemeCommand::Check { name, format, deny } => {
            check(root, &shelf, name.as_deref(), (format, *deny), console)
        }
    }
}

/// The theme with this name, or the site's own.
fn chosen<'s>(shelf: &'s Shelf, name: Option<&'s str>) -> Result<&'s str, Error> {
    let name = name.unwrap_or(&shelf.config.theme.value);
    let known: Vec<String> = shelf.themes().into_iter().map(|theme| theme.name).collect();
    if known.iter().any(|theme| theme == name) {
        return Ok(name);
    }
    let names = known.iter().map(String::as_str);
    let otherwise = format!("these are known: {}", known.join(", "));
    let help = did_you_mean(name, names, otherwise);
    Err(Error::usage(format!("there is no theme `{name}`")).with_help(help))
}

fn list(shelf: &Shelf) -> ReportTable {
    let row = |theme: ThemeSummary| {
        let from = match (theme.is_embedded, theme.is_own) {
            (true, true) => format!("{BUILT_IN}, {THIS_SITE}"),
            (true, false) => BUILT_IN.to_owned(),
            (false, _) => THIS_SITE.to_owned(),
        };
        vec![
            ReportCell::Text(theme.name.clone()),
            ReportCell::maybe(theme.title),
            ReportCell::Text(from),
            ReportCell::maybe(theme.extends),
            ReportCell::List(readers(shelf, &theme.name)),
            ReportCell::maybe(theme.description),
        ]
    };
    ReportTable {
        columns: &["theme", "name", "from", "extends", "used for", "description"],
        shown: 6,
        rows: shelf.themes().into_iter().map(row).collect(),
    }
}

/// For whose pages a theme is used.
fn readers(shelf: &Shelf, theme: &str) -> Vec<String> {
    let config = &shelf.config;
    let own = (config.theme.value == theme).then(|| "all".to_owned());
    let audiences = config.audiences.keys();
    let audiences = audiences.filter(|who| config.audience_theme(who) == Some(theme));
    own.into_iter().chain(audiences.cloned()).collect()
}

fn files(shelf: &Shelf, name: &str) -> ReportTable {
    let row = |file: engraft::theme::ThemeFile| {
        vec![
            ReportCell::Text(file.path),
            ReportCell::Text(file.theme),
            ReportCell::Text(if file.is_own { THIS_SITE } else { BUILT_IN }.to_owned()),
            ReportCell::List(file.over),
        ]
    };
    ReportTable {
        columns: &["file", "theme", "from", "instead of"],
        shown: 4,
        rows: shelf.theme(name).files().into_iter().map(row).collect(),
    }
}

fn eject(
    root: &Path,
    shelf: &Shelf,
    path: &str,
    theme: Option<&str>,
    console: &Console,
) -> Result<Exit, Error> {
    let theme = theme.unwrap_or(&shelf.config.theme.value);
    let ejected = shelf.eject(theme, path)?;
    let folder = content::below(root, Path::new(THEMES_FOLDER)).join(theme);
    let mut written = vec![format!("{THEMES_FOLDER}/{theme}/{}", ejected.path)];
    create::create(&folder.join(&ejected.path), ejected.bytes)?;
    if let Some(manifest) = &ejected.manifest {
        create::create(&folder.join("theme.yaml"), manifest.as_bytes())?;
        written.push(format!("{THEMES_FOLDER}/{theme}/theme.yaml"));
    }
    let mut told: Vec<String> =
        written.iter().map(|file| format!("Wrote {file}")).collect();
    told.push(format!(
        "\nIt stands in for the file of the theme `{}` that comes with Engraft.\n\
         To undo it, delete {}.",
        ejected.from,
        written.join(" and ")
    ));
    if ejected.manifest.is_some() && theme != shelf.config.theme.value {
        told.push(format!("To use the theme, write `theme: {theme}` in site.yaml."));
    }
    if let Some(name) = ejected.path.strip_prefix("templates/") {
        told.push(format!(
            "To change one block only, keep nothing but \
             {{% extends \"{}/{name}\" %}} and that block.",
            ejected.from
        ));
    }
    console.say(&told.join("\n"))?;
    Ok(Exit::Clean)
}

fn check(
    root: &Path,
    shelf: &Shelf,
    name: Option<&str>,
    (format, deny): (&Format, Option<Deny>),
    console: &Console,
) -> Result<Exit, Error> {
    let name = name.map(|name| chosen(shelf, Some(name))).transpose()?;
    let found = shelf.check(name);
    content::print_findings(
        console,
        format,
        &found,
        &shelf.tree,
        root,
        (Limits::ALL, None),
    )?;
    if format.is_for_people {
        let used = shelf.config.themes().into_iter().map(|theme| theme.value.as_str());
        let names: Vec<&str> = name.map_or_else(|| used.collect(), |name| vec![name]);
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let tally = content::tally(Count::of(&found));
        console.say(&format!("Checked {}: {tally}", names.join(", ")))?;
    }
    Ok(content::verdict(&found, deny))
}
