//! Marks of wikis, of LaTeX and of programs that run in a page: `'''words'''`, `== Words ==`,
//! `\newpage`, `export const x`.

use super::told::{Inline, Told, WORDS};
use crate::yaml::shown;

/// Commands of LaTeX, and what to do about them.
const COMMANDS: &[(&str, &str)] = &[
    ("newpage", PAGE),
    ("pagebreak", PAGE),
    ("clearpage", PAGE),
    ("tableofcontents", "take it out: every page lists its headings by itself"),
    ("item", "begin each item with `- `"),
    ("hline", "take it out"),
    ("noindent", "take it out"),
    ("maketitle", "take it out: the page shows its title"),
    ("textbf", "write `**words**`"),
    ("emph", "write `*words*`"),
    ("textit", "write `*words*`"),
    ("href", "write `[words](address)`"),
    ("section", "write `## Words`"),
    ("subsection", "write `### Words`"),
];

const PAGE: &str = "take it out: a page on the screen has no sheets";

/// A mark that takes the whole line.
pub(super) fn of_line(words: &str) -> Option<Told> {
    let told = |kind, help: String| {
        Some((kind, format!("`{}` is shown as it stands", shown(words)), help))
    };
    if let Some((level, name)) = heading(words) {
        let help = format!("write `{} {}`", "#".repeat(level), shown(name));
        return told("wiki-heading", help);
    }
    if words.starts_with("||") && words.ends_with("||") && words.matches("||").count() > 2
    {
        let names: Vec<&str> =
            words.split("||").map(str::trim).filter(|name| !name.is_empty()).collect();
        let bars = "---|".repeat(names.len());
        let help =
            format!("write `| {} |`, and below it `|{bars}`", shown(&names.join(" | ")));
        return told("wiki-table", help);
    }
    if let Some(quote) = words.strip_prefix("bq. ") {
        return told("wiki-quote", format!("write `> {}`", shown(quote)));
    }
    let name = words.strip_prefix("export ")?.split(' ').next()?;
    let is_module =
        matches!(name, "async" | "class" | "const" | "default" | "function" | "let")
            && words.contains(['=', '(', '{', ';']);
    if is_module {
        return told("import", "take it out; pages run no scripts".to_owned());
    }
    None
}

/// `== Words ==` and `h2. Words`, with the level; the title of a page has the first.
fn heading(words: &str) -> Option<(usize, &str)> {
    let begins = |name: &str| name.starts_with(char::is_alphabetic);
    if let Some((level, name)) =
        words.strip_prefix('h').and_then(|rest| rest.split_once(". "))
    {
        let level: usize = level.parse().ok()?;
        return ((1..=6).contains(&level) && begins(name)).then(|| (level.max(2), name));
    }
    let inside = words.trim_start_matches('=');
    let level = words.len() - inside.len();
    let name = inside.trim_end_matches('=');
    let is_even = (1..=6).contains(&level) && inside.len() - name.len() == level;
    let is_spaced = name.starts_with(' ') && name.ends_with(' ');
    (is_even && is_spaced && begins(name.trim()) && !name.contains('='))
        .then(|| (level.max(2), name.trim()))
}

/// `\newpage` and `\begin{itemize}`, where words may begin.
pub(super) fn command(before: &str, rest: &str) -> Option<Inline> {
    let inside = rest.strip_prefix('\\')?;
    let end = inside.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(inside.len());
    let (name, after) = inside.split_at(end);
    let known = COMMANDS.iter().find(|(known, _)| *known == name);
    let group = after.starts_with('{').then(|| after.find('}')).flatten();
    let is_apart = before.is_empty() || before.ends_with([' ', '(', '*']);
    let is_known = known.is_some() && !after.starts_with(['\\', ':', '.', '/']);
    let is_command =
        is_known || group.is_some() && name.len() > 2 && !before.contains('$');
    if !is_apart || !is_command {
        return None;
    }
    let length = 1 + end + group.map_or(0, |end| end + 1);
    let written = shown(&rest[..length]);
    let message = format!("`{written}` is a command of LaTeX, and is shown as it stands");
    let help = known.map_or(WORDS, |(_, help)| help);
    Some(("latex", length, message, help.to_owned()))
}

/// `'''words'''` and `++words++`.
pub(super) fn doubled(before: &str, rest: &str) -> Option<Inline> {
    let (mark, kind) = if rest.starts_with("'''") {
        ("'''", "wiki-bold")
    } else if rest.starts_with("++") {
        ("++", "inserted")
    } else {
        return None;
    };
    let inside = &rest[mark.len()..];
    let end = inside.find(mark)?;
    let (words, after) = (&inside[..end], &inside[end + mark.len()..]);
    let is_loose = |c: char| c.is_whitespace() || c == '+' || c == '\'';
    let is_beside = |c: char| c.is_alphanumeric() || c == '+';
    let is_pair = !words.is_empty()
        && !words.starts_with(is_loose)
        && !words.ends_with(is_loose)
        && !before.ends_with(is_beside)
        && !before.ends_with('{')
        && !after.starts_with(is_beside);
    let shown_words = shown(words);
    let help = if mark == "++" {
        format!("write `{shown_words}`, or `**{shown_words}**` where it matters")
    } else {
        format!("write `**{shown_words}**`")
    };
    is_pair.then(|| {
        let message = format!("`{mark}` is shown as it stands");
        (kind, mark.len() * 2 + end, message, help)
    })
}
