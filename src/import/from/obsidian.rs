//! Obsidian: links by the names of notes, embedded files, callouts, comments.

use super::{beginning, format, scan};
use crate::import::loss::{self, Losses};
use crate::yaml::Mapping;

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

/// Notes for the author alone go, and are counted; one that nothing closes goes on to the end.
fn without_comments(text: &str, losses: &mut Losses) -> String {
    scan::without(
        text,
        true,
        &|text| text.starts_with("%%").then_some(2),
        &|text| text.find("%%").map(|at| at..at + 2),
        &mut |comment| losses.add_about(&loss::COMMENTS, comment),
    )
}

/// What a note says of itself in its text: tags, and the fields `key:: value` of Dataview.
pub(super) fn said(text: &str) -> Mapping {
    let text = without_comments(text, &mut Losses::default());
    let mut tags: Vec<String> = Vec::new();
    let mut fields: Vec<String> = Vec::new();
    scan::lines(&text, &mut |line| {
        let own = line.trim_start_matches([' ', '\t', '-', '*', '>']);
        let pieces = own.split(['[', ']', '(', ')']);
        fields.extend(
            pieces
                .filter_map(|piece| piece.split_once("::"))
                .map(|(key, value)| format!("{}: {}", key.trim(), value.trim())),
        );
        // Every other piece is code.
        for piece in line.split('`').step_by(2) {
            let words = piece.split(|c: char| c.is_whitespace() || ",;()".contains(c));
            let own = words.filter_map(|word| word.strip_prefix('#'));
            tags.extend(
                own.map(|tag| tag.trim_end_matches(['.', ':', '!', '?']).to_owned()),
            );
        }
        String::new()
    });
    tags.retain(|tag| !tag.is_empty() && !tag.starts_with('#'));
    let mut said = beginning::entries(fields.iter().map(String::as_str));
    if !tags.is_empty() {
        said.entries
            .extend(format::mapping(&serde_json::json!({ "tags": tags })).entries);
    }
    said
}

/// What makes a note the drawing or the board of a plugin, and no text for readers.
pub(super) fn plugin(front: &Mapping) -> Option<String> {
    let mut keys = front.entries.iter().map(|entry| &entry.key.value);
    let key = keys.find(|key| key.to_lowercase().ends_with("-plugin"))?;
    Some(format!("{key}, which makes it a note of that plugin"))
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
    fn comments_end_with_the_note_and_code_holds_none() {
        let mut losses = Losses::default();
        for (text, left) in [
            ("a %%b%% c\n", "a  c\n"),
            ("a %%b\n\nc\n", "a "),
            ("`%%` hi %% SECRET %% x\n", "`%%` hi  x\n"),
            ("```\n%%\n```\nx %%y%%\n", "```\n%%\n```\nx \n"),
        ] {
            assert_eq!(without_comments(text, &mut losses), left);
        }
        let said =
            said("Text #draft/a, (#b).\n`#c`\npublish:: false\n- [status:: x] y\n");
        let keys: Vec<&str> =
            said.entries.iter().map(|entry| entry.key.value.as_str()).collect();
        assert_eq!(keys, ["publish", "status", "tags"]);
    }

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
