//! The keys of `site.yaml`.

use super::profile::Profile;
use super::review::ROLES;
use crate::diagnostic::Severity;
use crate::yaml::{Key, KeyKind};

/// Values of `rules`.
pub(super) const SEVERITIES: &[&str] = &["off", "note", "warning", "error"];

/// The fields whose words are shown as they are.
pub static PLAIN_FIELDS: &[&str] = &["title", "name", "organisation", "label", "alt"];

/// The keys at the top.
pub static KEYS: &[Key] = &[
    Key::new("title", KeyKind::Text, "The name of the site."),
    Key::new(
        "base_url",
        KeyKind::Text,
        "The address that the site will be published under, such as https://www.example.org/.",
    ),
    Key::new(
        "languages",
        KeyKind::Groups(LANGUAGE),
        "The languages of the site, the default one first: tags alone, or tags with names.",
    ),
    Key::new("theme", KeyKind::Text, "The name of the theme."),
    Key::new("theme_options", KeyKind::Anything, "Options of the theme, by name."),
    Key::new("brand", KeyKind::Group(BRAND), "Who publishes the site, and its colours."),
    Key::new(
        "navigation",
        KeyKind::Group(NAVIGATION),
        "What the menu shows, in which order.",
    ),
    Key::new("markdown", KeyKind::Group(MARKDOWN), "What articles may hold."),
    Key::new("glossary", KeyKind::Group(GLOSSARY), "How glossary terms are marked."),
    Key::new("review", KeyKind::Group(REVIEW), "When articles fall due for review."),
    Key::new(
        "audiences",
        KeyKind::GroupMap(AUDIENCE),
        "The groups of readers that articles name, with a label for each.",
    ),
    Key::new(
        "emergency_number",
        KeyKind::Text,
        "The number of the ambulance; without it, that of the region of the first language.",
    ),
    Key::new(
        "formats",
        KeyKind::Texts,
        "Forms in which every page for patients is published as well: large-print, text.",
    ),
    Key::new(
        "feedback",
        KeyKind::Text,
        "Where readers answer to a page: a mail or https address.",
    ),
    Key::new(
        "allowed_hosts",
        KeyKind::Texts,
        "Hosts that pages may link to, each with those below it; all if not given.",
    ),
    Key::new(
        "profile",
        KeyKind::Choice(Profile::NAMES),
        "Whose conventions hold where standards differ; what each sets is in docs/rules.md.",
    ),
    Key::new(
        "rules",
        KeyKind::TextMap,
        "Severity per rule: off, note, warning or error.",
    ),
    Key::new("search", KeyKind::Group(SEARCH), "The search of the site."),
    Key::new("output", KeyKind::Group(OUTPUT), "What is published."),
];

static LANGUAGE: &[Key] = &[
    Key::new("tag", KeyKind::Text, "The BCP 47 tag, such as en-GB."),
    Key::new("name", KeyKind::Text, "The language's name in itself, such as Cymraeg."),
    Key::new("direction", KeyKind::Choice(DIRECTIONS), "The direction of writing."),
    Key::new("dir", KeyKind::Choice(DIRECTIONS), "The same as direction."),
    Key::new("collation", KeyKind::Text, "The tag whose alphabetical order holds."),
];

static DIRECTIONS: &[&str] = &["ltr", "rtl"];

static BRAND: &[Key] = &[
    Key::new("organisation", KeyKind::Text, "Who publishes the site."),
    Key::new("logo", KeyKind::Text, "The logo's path below site-content/."),
    Key::new(
        "logo_dark",
        KeyKind::Text,
        "The path of the logo for dark screens, below site-content/.",
    ),
    Key::new(
        "dark",
        KeyKind::Flag,
        "Whether dark screens have colours of their own; without, the site is always light.",
    ),
    Key::new("icon", KeyKind::Texts, "Paths of icons, SVG or PNG, for tabs and phones."),
    Key::new(
        "image",
        KeyKind::Group(IMAGE),
        "A picture for links to the site elsewhere, where a page has none of its own.",
    ),
    Key::new(
        "colours",
        KeyKind::GroupMap(COLOUR),
        "Colours of the theme by name: one as #rrggbb, or one each for light and dark.",
    ),
    Key::new(
        "fonts",
        KeyKind::Groups(FONT),
        "The site's own fonts, the first one first.",
    ),
    Key::new("links", KeyKind::Groups(LINK), "Links of the footer, in order."),
];

static IMAGE: &[Key] = &[
    Key::new("file", KeyKind::Text, "Its path below site-content/."),
    Key::new("alt", KeyKind::Text, "What it shows."),
];

pub(super) static COLOUR: &[Key] = &[
    Key::new("light", KeyKind::Text, "On light screens, as #rrggbb."),
    Key::new("dark", KeyKind::Text, "On dark screens, as #rrggbb."),
];

static FONT: &[Key] = &[
    Key::new("family", KeyKind::Text, "The name of the font."),
    Key::new("file", KeyKind::Text, "The woff2 file's path below site-content/."),
    Key::new(
        "weight",
        KeyKind::Text,
        "The weight of the file, such as 400, or the range of a variable font, such as \
         300 700.",
    ),
    Key::new("style", KeyKind::Choice(&["normal", "italic"]), "Upright or italic."),
    Key::new("role", KeyKind::Choice(&["text", "code"]), "What the font is for."),
];

static LINK: &[Key] = &[
    Key::new("title", KeyKind::Text, "The words of the link."),
    Key::new("target", KeyKind::Text, "A name, a path or an https address."),
];

static NAVIGATION: &[Key] = &[
    Key::new("order", KeyKind::Texts, "Folders in the order of the menu."),
    Key::new(
        "menu",
        KeyKind::Texts,
        "The folders that the main menu shows; all if not given.",
    ),
];

static MARKDOWN: &[Key] = &[
    Key::new(
        "html",
        KeyKind::Choice(&["sanitise", "deny", "trust"]),
        "What becomes of raw HTML.",
    ),
    Key::new("highlight", KeyKind::Flag, "Whether code is coloured."),
];

static GLOSSARY: &[Key] = &[
    Key::new(
        "mark",
        KeyKind::Choice(&["first-in-article", "first-in-section", "never"]),
        "Which mentions of a term are marked.",
    ),
    Key::new("expand", KeyKind::Flag, "Whether abbreviations are spelled out."),
    Key::new("allow", KeyKind::Texts, "Abbreviations that every reader knows."),
];

static REVIEW: &[Key] = &[
    Key::new("interval", KeyKind::Months, "When a review falls due, such as 24m or 2y."),
    Key::new(
        "grace",
        KeyKind::Days,
        "How long an overdue review counts one step less, such as 90d.",
    ),
    Key::new("as_of", KeyKind::Date, "The day that counts as today."),
    Key::new(
        "roles",
        KeyKind::GroupMap(NEEDS),
        "Who signs pages, by their type or their audience, or `all` of them.",
    ),
    Key::new(
        "notice",
        KeyKind::Flag,
        "Whether readers are told that a page changed since it was signed.",
    ),
];

static NEEDS: &[Key] = &[
    Key::new("needs", KeyKind::Choices(ROLES), "The roles in which a page is signed."),
    Key::new("authors", KeyKind::Flag, "Whether somebody may sign what they wrote."),
];

static AUDIENCE: &[Key] = &[
    Key::new("label", KeyKind::Text, "What readers see."),
    Key::new("theme", KeyKind::Text, "The theme of the pages that are for nobody else."),
    Key::new(
        "listed",
        KeyKind::Flag,
        "Whether others find these pages in menus, lists, feeds and searches. They are no secret.",
    ),
];

static SEARCH: &[Key] =
    &[Key::new("enabled", KeyKind::Flag, "Whether there is a search.")];

static OUTPUT: &[Key] = &[
    Key::new("include", KeyKind::Texts, "Hidden files that are published all the same."),
    Key::new(
        "files",
        KeyKind::Texts,
        "The kinds of files that readers can download, such as [pdf, epub].",
    ),
    Key::new(
        "active_content",
        KeyKind::Texts,
        "Files that are published though a browser or a server runs them.",
    ),
    Key::new(
        "servers",
        KeyKind::Texts,
        "The web servers whose rules are written: nginx, apache, netlify, iis.",
    ),
    Key::new(
        "csp",
        KeyKind::Choice(&["header", "meta"]),
        "Who says the Content-Security-Policy: the server in a header, or each page.",
    ),
    Key::new(
        "precompress",
        KeyKind::Flag,
        "Whether .gz and .br files stand beside text files, for servers that send them.",
    ),
];

/// The severity that a word of `rules` names: `None` is `off`. An error is a word that
/// names none.
pub(super) fn severity(word: &str) -> Result<Option<Severity>, ()> {
    match word.to_ascii_lowercase().as_str() {
        // Some readers of YAML take `off` for false; so may an author.
        "off" | "false" => Ok(None),
        "note" => Ok(Some(Severity::Note)),
        "warning" => Ok(Some(Severity::Warning)),
        "error" => Ok(Some(Severity::Error)),
        _ => Err(()),
    }
}
