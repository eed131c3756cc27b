//! What somebody may be about to type: names after `[[`, headings after `#`, sources after
//! `[@`, files in paths, cards after `[!`.

use serde::Serialize;
use serde_json::{Value, json};

use super::WritersDesk;
use super::ask::queried;
use super::place::text_file;
use crate::article::Source;
use crate::base::{Error, fold_name};
use crate::build::Built;
use crate::serve::Call;
use crate::source::SourceKind;

/// How many are offered.
const MOST: usize = 12;

/// The cards that every theme has, with what each is for.
const CARDS: &[(&str, &str)] = &[
    ("EMERGENCY", "call an ambulance"),
    ("URGENT", "get help today"),
    ("NON-URGENT", "see somebody soon"),
    ("IMPORTANT", "must not be missed"),
    ("WARNING", "could do harm"),
    ("NOTE", "good to know"),
    ("DO", "what to do"),
    ("DONT", "what not to do"),
    ("DETAILS", "opens with a click"),
    ("CONTACT", "whom to call"),
    ("TIMELINE", "what happens when"),
];

/// Something to type.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Suggestion {
    /// What is put in.
    insert: String,
    /// What it is called.
    title: String,
    /// What it is.
    kind: &'static str,
}

/// What fits to the beginning of a word.
pub(super) fn complete(desk: &WritersDesk, call: &Call) -> Result<Value, Error> {
    let built = desk.built()?;
    let typed = queried(call, "text");
    let page = text_file(&queried(call, "path"))?;
    let all = match &*queried(call, "kind") {
        "name" => names(&built),
        "heading" => headings(&built, &queried(call, "name"), page.as_str()),
        "cite" => references(&built),
        "path" => files(&built, page.folder()),
        "card" => {
            let suggest = |&(kind, about): &(&str, &str)| suggestion(kind, about, "card");
            CARDS.iter().map(suggest).collect()
        }
        _ => Vec::new(),
    };
    Ok(json!({ "suggestions": fitting(all, &typed) }))
}

fn suggestion(insert: &str, title: &str, kind: &'static str) -> Suggestion {
    Suggestion { insert: insert.to_owned(), title: title.to_owned(), kind }
}

/// Those that begin with what is typed, then those that hold it.
fn fitting(all: Vec<Suggestion>, typed: &str) -> Vec<Suggestion> {
    let typed = fold_name(typed);
    let rank = |one: &Suggestion| {
        let [insert, title] = [&one.insert, &one.title].map(|text| fold_name(text));
        if insert.starts_with(&typed) {
            Some(0)
        } else if title.starts_with(&typed) {
            Some(1)
        } else if insert.contains(&typed) || title.contains(&typed) {
            Some(2)
        } else {
            None
        }
    };
    let mut ranked: Vec<(usize, Suggestion)> =
        all.into_iter().filter_map(|one| Some((rank(&one)?, one))).collect();
    ranked.sort_by(|(one, first), (other, second)| {
        (one, first.insert.len(), &first.insert).cmp(&(
            other,
            second.insert.len(),
            &second.insert,
        ))
    });
    ranked.dedup_by(|(_, one), (_, other)| one.insert == other.insert);
    ranked.into_iter().take(MOST).map(|(_, one)| one).collect()
}

fn names(built: &Built) -> Vec<Suggestion> {
    let sources = &built.site.sources;
    let mut all = Vec::new();
    for article in &*sources.articles {
        let settings = &article.front_matter;
        let title = &settings.title.value;
        all.push(suggestion(title, title, "page"));
        all.extend(
            settings.aliases.iter().map(|name| suggestion(&name.value, title, "page")),
        );
    }
    for term in &*sources.terms {
        let settings = &term.front_matter;
        let title = &settings.term.value;
        all.push(suggestion(title, title, "term"));
        let others = settings.abbreviation.iter().chain(&settings.aliases);
        all.extend(others.map(|name| suggestion(&name.value, title, "term")));
    }
    let records = &sources.records;
    all.extend(records.contacts.iter().map(|(id, contact)| {
        suggestion(&format!("contact:{id}"), &contact.name, "contact")
    }));
    all.extend(
        records.values.keys().map(|id| suggestion(&format!("value:{id}"), id, "value")),
    );
    // What ends the link, or begins another part of it, cannot be typed as a name.
    all.retain(|one| !one.insert.contains(['[', ']', '|', '#']));
    all
}

/// The headings of the page that is named, or of the one that is written.
fn headings(built: &Built, name: &str, page: &str) -> Vec<Suggestion> {
    let sources = &built.site.sources;
    let wanted = fold_name(name);
    let is_meant = |title: &str, source: &Source| {
        if name.is_empty() {
            source.path.as_str() == page
        } else {
            fold_name(title) == wanted || source.path.as_str().ends_with(name)
        }
    };
    let article = sources
        .articles
        .iter()
        .find(|one| is_meant(&one.front_matter.title.value, &one.source));
    let headings = article.map(|article| article.source.outline.headings.iter());
    let headings = headings.into_iter().flatten();
    headings.map(|one| suggestion(&one.anchor, &one.text, "heading")).collect()
}

fn references(built: &Built) -> Vec<Suggestion> {
    let references = built.site.sources.records.references.iter();
    references.map(|(id, one)| suggestion(id, &one.title, "source")).collect()
}

/// The files of the content, as seen from a folder.
fn files(built: &Built, folder: &str) -> Vec<Suggestion> {
    let kinds = [SourceKind::Article, SourceKind::Asset];
    let files = built.tree.files.iter().filter(|file| kinds.contains(&file.kind));
    let paths = files.map(|file| (relative(folder, file.path.as_str()), file));
    paths.map(|(path, file)| suggestion(&path, file.path.as_str(), "file")).collect()
}

fn relative(folder: &str, path: &str) -> String {
    let above: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = path.split('/').collect();
    let shared = above.iter().zip(&parts).take_while(|(one, other)| one == other).count();
    let shared = shared.min(parts.len() - 1);
    let up = "../".repeat(above.len() - shared);
    format!("{up}{}", parts[shared..].join("/")).replace(' ', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_alike_comes_first() {
        let all = ["graft", "GVHD", "about GVHD", "GVHD of the skin", "care"];
        let all = all.map(|name| suggestion(name, name, "page")).into();
        let found = fitting(all, "gvhd");
        let found: Vec<&str> = found.iter().map(|one| &*one.insert).collect();
        assert_eq!(found, ["GVHD", "GVHD of the skin", "about GVHD"]);
    }

    #[test]
    fn a_file_is_named_from_where_the_page_is() {
        assert_eq!(relative("", "a/b c.png"), "a/b%20c.png");
        assert_eq!(relative("a", "a/b.png"), "b.png");
        assert_eq!(relative("a/c", "a/b.png"), "../b.png");
        assert_eq!(relative("a", "index.md"), "../index.md");
        assert_eq!(relative("a/b", "a"), "../../a");
    }
}
