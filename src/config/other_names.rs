//! What the keys of `site.yaml` are called in the settings of Hugo, Jekyll, `MkDocs` and
//! Docusaurus.

const LANGUAGES: &str = "write `languages: [{tag: en-GB, name: English}]`";
const MENU: &str =
    "name the folders of the menu, in order: `navigation: {menu: [FOLDER, FOLDER]}`";
const BRAND: &str = "write it below `brand:`";
const NO_TRACKING: &str = "take it out, because pages send nothing about their readers";
const NO_PLUGINS: &str = "take it out, because there are no plugins";
const THEME: &str = "take it out, because styles and scripts belong to the theme";

/// The key of another program, and the right one; with a space in it, advice.
pub(super) const OTHER_NAMES: &[(&str, &str)] = &[
    ("site_name", "title"),
    ("site_title", "title"),
    ("name", "title"),
    ("site_url", "base_url"),
    ("baseURL", "base_url"),
    ("url", "base_url"),
    ("address", "base_url"),
    ("domain", "base_url"),
    ("languageCode", LANGUAGES),
    ("defaultContentLanguage", LANGUAGES),
    ("language", LANGUAGES),
    ("lang", LANGUAGES),
    ("locale", LANGUAGES),
    ("i18n", LANGUAGES),
    ("nav", MENU),
    ("menu", MENU),
    ("menus", MENU),
    ("sidebar", MENU),
    ("navbar", MENU),
    ("logo", BRAND),
    ("icon", BRAND),
    ("favicon", "write it below `brand:`, as `icon`"),
    ("colours", BRAND),
    ("colors", "write it below `brand:`, as `colours`"),
    ("fonts", BRAND),
    ("organisation", BRAND),
    ("organization", "write it below `brand:`, as `organisation`"),
    ("author", "write it below `brand:`, as `organisation`"),
    (
        "copyright",
        "take it out; `brand: {organisation: …}` stands at the foot of each page",
    ),
    ("footer", "write it below `brand:`, as `links: [{title: …, target: …}]`"),
    ("allow", "write it below `glossary:`"),
    ("description", "write it as the `description` of `site-content/index.md`"),
    ("site_description", "write it as the `description` of `site-content/index.md`"),
    ("tagline", "write it as the `description` of `site-content/index.md`"),
    (
        "params",
        "take it out: there is no other key than those that docs/settings.md lists",
    ),
    (
        "extra",
        "take it out: there is no other key than those that `docs/settings.md` lists",
    ),
    ("plugins", NO_PLUGINS),
    ("gems", NO_PLUGINS),
    ("markdown_extensions", NO_PLUGINS),
    ("presets", NO_PLUGINS),
    ("modules", NO_PLUGINS),
    ("extra_css", THEME),
    ("extra_javascript", THEME),
    ("analytics", NO_TRACKING),
    ("google_analytics", NO_TRACKING),
    ("googleAnalytics", NO_TRACKING),
    ("docs_dir", "take it out, because the texts stand in `site-content/`"),
    ("site_dir", "choose the folder with `--output` on the command line"),
    ("publishDir", "choose the folder with `--output` on the command line"),
    ("destination", "choose the folder with `--output` on the command line"),
];
