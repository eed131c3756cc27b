//! Obsidian: links by the names of notes, embedded files, callouts, comments.

use super::scan;
use crate::import::loss::{self, Losses};

/// Where a name in double brackets leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A note, as the address from here.
    Note(String),
    /// Another file.
    File(String),
}

/// Rewrites a body. `find` knows every note and file by its name or path.
pub(super) fn body(
    text: &str,
    find: &dyn Fn(&str) -> Option<Target>,
    losses: &mut Losses,
) -> String {
    let text = without_comments(text, losses);
    scan::lines(&text, &mut |line| {
        let line = callout(line);
        let line = scan::between(&line, "![[", "]]", &mut |inside| {
            embedded(inside, find, losses)
        });
        let line =
            scan::between(&line, "[[", "]]", &mut |inside| linked(inside, find, losses));
        let line = scan::between(&line, "==", "==", &mut |inside| {
            let is_text = !inside.is_empty() && !inside.starts_with([' ', '=']);
            is_text.then(|| format!("**{inside}**"))
        });
        without_block_id(&line, losses)
    })
}

/// Notes for the author alone go, and are counted.
fn without_comments(text: &str, losses: &mut Losses) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("%%") {
        let Some((comment, next)) = after.split_once("%%") else { break };
        written.push_str(before);
        losses.add_about(&loss::COMMENTS, comment);
        rest = next;
    }
    written.push_str(rest);
    written
}

/// A callout's kind as one of ours, without the sign that folds it.
fn callout(line: &str) -> String {
    let Some(at) = line.find("[!") else { return line.to_owned() };
    let is_quoted =
        line[..at].chars().all(|c| c == '>' || c == ' ') && line[..at].contains('>');
    let Some((word, rest)) = line[at + 2..].split_once(']').filter(|_| is_quoted) else {
        return line.to_owned();
    };
    let folds = rest.starts_with(['-', '+']);
    let rest = rest.trim_start_matches(['-', '+']);
    let kind = match word.split('|').next().unwrap_or_default().to_lowercase().as_str() {
        _ if folds => "DETAILS",
        "warning" | "caution" | "attention" | "failure" | "fail" | "missing"
        | "danger" | "error" | "bug" => "WARNING",
        "important" => "IMPORTANT",
        // Our own kinds stay.
        "urgent" | "non-urgent" | "emergency" | "do" | "dont" | "details" | "contact"
        | "timeline" => {
            return line.to_owned();
        }
        _ => "NOTE",
    };
    let title = if folds && rest.trim().is_empty() { " More" } else { rest };
    format!("{}[!{kind}]{title}", &line[..at])
}

fn embedded(
    inside: &str,
    find: &dyn Fn(&str) -> Option<Target>,
    losses: &mut Losses,
) -> Option<String> {
    let (name, words) = inside.split_once('|').unwrap_or((inside, ""));
    match find(name.trim()) {
        Some(Target::File(address)) if is_picture(&address) => {
            // A number behind the bar is a width.
            let is_size = words.chars().all(|c| c.is_ascii_digit() || c == 'x');
            let alternative = if is_size { "" } else { words.trim() };
            Some(format!("![{alternative}](<{address}>)"))
        }
        Some(Target::File(address)) => Some(format!("[{}](<{address}>)", name.trim())),
        Some(Target::Note(_)) | None => {
            losses.add_at(&loss::FOREIGN, "![[ ]]", name);
            None
        }
    }
}

fn linked(
    inside: &str,
    find: &dyn Fn(&str) -> Option<Target>,
    losses: &mut Losses,
) -> Option<String> {
    let (target, words) = inside.split_once('|').unwrap_or((inside, ""));
    let (name, place) = target.split_once('#').unwrap_or((target, ""));
    if place.starts_with('^') {
        losses.add_at(&loss::FOREIGN, "[[ #^ ]]", target);
    }
    let heading = place.rsplit('#').next().unwrap_or_default();
    let is_place = !heading.is_empty() && !heading.starts_with('^');
    let words = if words.is_empty() { target } else { words };
    if name.is_empty() {
        let anchor = crate::base::slugify(heading);
        return is_place.then(|| format!("[{}](#{anchor})", heading.trim()));
    }
    match find(name.trim()) {
        Some(Target::Note(address)) if is_place => {
            Some(format!("[{words}](<{address}#{}>)", crate::base::slugify(heading)))
        }
        Some(Target::Note(address) | Target::File(address)) => {
            Some(format!("[{words}](<{address}>)"))
        }
        None => None,
    }
}

fn is_picture(address: &str) -> bool {
    let ending = address.rsplit('.').next().unwrap_or_default().to_lowercase();
    ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif"].contains(&ending.as_str())
}

/// The name of a block at the end of a line goes, because nothing here can lead to it.
fn without_block_id(line: &str, losses: &mut Losses) -> String {
    if let Some((before, id)) = line.rsplit_once(" ^")
        && !id.is_empty()
        && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    {
        losses.add_at(&loss::FOREIGN, "^block", before);
        return before.trim_end().to_owned();
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_files_and_callouts_become_ours() {
        let find = |name: &str| match name {
            "Going home" => Some(Target::Note("going-home.md".to_owned())),
            "line.png" => Some(Target::File("files/line.png".to_owned())),
            _ => None,
        };
        let mut losses = Losses::default();
        let text = "> [!danger]- Hot\n[[Going home]] [[Going home#When to call|ring]] [[#Here]] [[GVHD]]\n![[line.png|300]] %%private%%==so== x ^ab1\n`[[Going home]]`\n";
        assert_eq!(
            body(text, &find, &mut losses),
            "> [!DETAILS] Hot\n[Going home](<going-home.md>) [ring](<going-home.md#when-to-call>) [Here](#here) [[GVHD]]\n![](<files/line.png>) **so** x\n`[[Going home]]`\n"
        );
    }
}
