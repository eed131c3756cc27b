//! `engraft theme strings TAG`: the words of a theme that a language lacks, to be translated.

use std::fmt::Write as _;
use std::path::Path;

use engraft::base::Error;
use engraft::build::Shelf;
use engraft::source::THEMES_FOLDER;
use engraft::theme::Phrase;

use crate::Exit;
use crate::console::Console;
use crate::content;
use crate::create;

pub(crate) fn run(
    root: &Path,
    shelf: &Shelf,
    tag: &str,
    console: &Console,
) -> Result<Exit, Error> {
    let is_tag =
        !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !is_tag {
        return Err(Error::usage(format!("`{tag}` is no tag of a language"))
            .with_help("write it as in `languages`, such as `cy`"));
    }
    let theme = shelf.config.theme.value.as_str();
    let phrases = shelf.theme(theme).translation(tag);
    let path = format!("{THEMES_FOLDER}/{theme}/strings/{tag}.yaml");
    let file = content::below(root, Path::new(&path));
    let missing = phrases.iter().filter(|phrase| phrase.own.is_none()).count();
    if !file.exists() {
        create::create(&file, lines(tag, &phrases).as_bytes())?;
    } else if missing > 0 {
        let phrases: Vec<Phrase> =
            phrases.into_iter().filter(|phrase| phrase.own.is_none()).collect();
        create::append(&file, format!("\n{}", lines(tag, &phrases)).as_bytes())?;
    }
    let words = content::plural(missing, "word");
    console.say(&match missing {
        0 => format!("{path} has every word"),
        _ => format!(
            "Wrote {path}\n\n{words} to be translated: write yours between the quotation marks, \
             and take away the # before it"
        ),
    })?;
    Ok(Exit::Clean)
}

/// A line for each word, those that are missing as notes, the English behind each.
fn lines(tag: &str, phrases: &[Phrase]) -> String {
    let mut text = format!(
        "# The words of the theme in `{tag}`, the English behind each. Write yours between the\n\
         # quotation marks of a line that begins with #, and take this # away.\n"
    );
    for Phrase { name, english, own } in phrases {
        let english = english.split_whitespace().collect::<Vec<_>>().join(" ");
        // Writing to a text cannot fail.
        let _ = match own {
            Some(own) => writeln!(text, "{name}: {}  # {english}", quoted(own)),
            None => writeln!(text, "# {name}: \"\"  # {english}"),
        };
    }
    text
}

/// A text in the quotation marks of YAML, which reads them as JSON does.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
