//! Marks in brackets, with a name: `[caption]words[/caption]`, `[b]words[/b]`, `{info}`.

use std::collections::BTreeSet;

use memchr::memmem;

use super::told::{Inline, WORDS};
use crate::base::floor;
use crate::yaml::shown;

/// Bytes that such a mark may have.
const LONGEST: usize = 300;

/// Marks of `WordPress` that nothing closes.
const ALONE: &[&str] = &["contact-form-7", "gallery", "playlist", "wpforms"];

/// Marks of Confluence, Joomla and Ghost.
const MACROS: &[&str] = &[
    "accordion",
    "attachments",
    "audio",
    "children",
    "code",
    "color",
    "column",
    "embed",
    "excerpt",
    "expand",
    "gallery",
    "iframe",
    "info",
    "loadmodule",
    "loadmoduleid",
    "loadposition",
    "map",
    "module",
    "mp3",
    "noformat",
    "note",
    "panel",
    "quote",
    "section",
    "slider",
    "spoiler",
    "status",
    "tab",
    "tabs",
    "tip",
    "video",
    "vimeo",
    "warning",
    "youtube",
];

/// The names of marks that a text closes.
pub(super) struct Closed<'t> {
    square: BTreeSet<&'t str>,
    curly: BTreeSet<&'t str>,
}

impl<'t> Closed<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Closed { square: closed(text, "[/", ']'), curly: closed(text, "{/", '}') }
    }

    /// `[b]`, `[url=address]` or `[caption]`.
    pub(super) fn square(&self, rest: &str) -> Option<Inline> {
        let (inside, length) = inside(rest, ']')?;
        let is_link = rest[length..].starts_with(['(', '[']);
        if let Some((address, words)) = address(inside).filter(|_| !is_link) {
            let written = shown(&rest[..length]);
            let message =
                format!("`{written}` is a link of a wiki, and shows its brackets");
            let help = format!("write `[{}]({})`", shown(words), shown(address));
            return Some(("wiki-link", length, message, help));
        }
        let name = name(inside);
        let is_pair = self.square.contains(name) && is_mark(&inside[name.len()..]);
        let is_known = is_pair || ALONE.contains(&name) && is_mark(&inside[name.len()..]);
        if !is_known || is_link {
            return None;
        }
        let written = shown(&rest[..length]);
        let help = match name.to_ascii_lowercase().as_str() {
            "b" => "write `**words**`",
            "i" | "u" => "write `*words*`",
            "url" => "write `[words](address)`",
            "img" => "write `![what it shows](picture.png)`",
            "quote" => "write `> ` before each of its lines",
            "list" => "begin each item with `- `",
            "color" | "size" | "font" | "center" => {
                "take the marks out: the look belongs to the theme"
            }
            _ => {
                let message = format!(
                    "`{written}` is a shortcode of WordPress, and is shown as it stands"
                );
                return Some(("word-press", length, message, WORDS.to_owned()));
            }
        };
        let message =
            format!("`{written}` is a mark of a web forum, and is shown as it stands");
        Some(("forum", length, message, help.to_owned()))
    }

    /// `{info}`, `{youtube NAME}` or `{panel:title=Words}`.
    pub(super) fn curly(&self, before: &str, rest: &str) -> Option<Inline> {
        let (inside, length) = inside(rest, '}')?;
        let name = name(inside);
        // `\frac{one}{other}` is a formula.
        if before.ends_with('}') {
            return None;
        }
        let is_known = MACROS.contains(&name) || self.curly.contains(name);
        if !is_known || !is_mark(&inside[name.len()..]) {
            return None;
        }
        let written = shown(&rest[..length]);
        let message = format!(
            "`{written}` is a mark of another program, and is shown as it stands"
        );
        let help = match name {
            "info" | "note" | "tip" | "panel" | "warning" | "expand" => {
                super::block(name, "")
            }
            "youtube" | "vimeo" | "video" => {
                "write a link to the film: `[Film about …](https://…)`".to_owned()
            }
            "code" | "noformat" => {
                "write a line of three backticks before and behind it".to_owned()
            }
            "quote" => "write `> ` before each of its lines".to_owned(),
            "color" => "take the marks out: the look belongs to the theme".to_owned(),
            _ => WORDS.to_owned(),
        };
        Some(("macro", length, message, help))
    }
}

/// `https://example.org words`: the address, and the words.
fn address(inside: &str) -> Option<(&str, &str)> {
    let is_web = inside.starts_with("https://") || inside.starts_with("http://");
    let (address, words) = inside.split_once(' ').filter(|_| is_web)?;
    words.starts_with(char::is_alphabetic).then_some((address, words))
}

fn closed<'t>(text: &'t str, open: &str, close: char) -> BTreeSet<&'t str> {
    let marks = memmem::find_iter(text.as_bytes(), open.as_bytes());
    let names = marks.filter_map(|at| {
        let rest = &text[at + open.len()..];
        let name = name(rest);
        (!name.is_empty() && rest[name.len()..].starts_with(close)).then_some(name)
    });
    names.collect()
}

/// What stands in the brackets at the beginning, and how long they are.
fn inside(rest: &str, close: char) -> Option<(&str, usize)> {
    let rest = &rest[..floor(rest, LONGEST)];
    let end = rest.find(close)?;
    Some((&rest[1..end], end + 1))
}

fn name(inside: &str) -> &str {
    let ends = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    &inside[..inside.find(ends).unwrap_or(inside.len())]
}

/// Whether what follows the name belongs to a mark.
fn is_mark(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['=', ' ', ':'])
}
