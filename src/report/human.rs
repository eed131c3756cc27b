//! Findings as compilers print them: a sentence, the line of the source, what to do.
//!
//! What differs only in its place is shown once, and a long report stops at a number that
//! somebody can read, worst first; the total is always told.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
};
use anstream::adapter::strip_str;

use crate::base::Span;
use crate::diagnostic::{Diagnostic, Label, Severity};

use super::escape::escape_terminal;
use super::excerpt::Excerpt;
use super::place::Sources;
use super::quote;
use super::{Format, Options};

/// How many findings are shown.
const MOST_FINDINGS: usize = 200;
/// How many further places of one finding are listed.
const MOST_PLACES: usize = 10;
/// Columns of the source line, where the width of the terminal is not known.
const WIDTH: usize = 100;
/// Columns that line numbers and dots take.
const MARGIN: usize = 12;
/// The narrowest piece of a source line that still tells something.
const NARROWEST: usize = 40;

/// One finding, with the others that say the same of other places.
struct Shown<'a> {
    finding: &'a Diagnostic,
    elsewhere: Vec<Span>,
}

/// With the line of the source.
pub static HUMAN: Format = Format {
    name: "human",
    about: "With the line of the source",
    is_for_people: true,
    write,
};

/// Writes the findings, then the command that explains the first.
fn write(
    out: &mut dyn io::Write,
    diagnostics: &[Diagnostic],
    sources: &Sources<'_>,
    options: &Options<'_>,
) -> io::Result<()> {
    let all = merge(diagnostics);
    let width = options.width.unwrap_or(WIDTH);
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(width);
    let room = width.saturating_sub(MARGIN).max(NARROWEST);
    let chosen = worst(&all);
    for shown in &chosen {
        write_block(out, &renderer.render(&[group(shown, sources, room)]))?;
    }
    let told: usize = chosen.iter().map(|shown| 1 + shown.elsewhere.len()).sum();
    if told < diagnostics.len() {
        writeln!(
            out,
            "and {} more findings, {} in all; `--format json` lists every one\n",
            diagnostics.len() - told,
            diagnostics.len()
        )?;
    }
    if let Some(first) = chosen.first() {
        let rule = first.finding.rule.name;
        writeln!(out, "to learn more about `{rule}`, type: engraft explain {rule}")?;
    }
    Ok(())
}

/// Writes a rendered finding and an empty line. Places are told apart from their lines
/// (see [`elements`]), for which the renderer leaves a line with an empty place.
fn write_block(out: &mut dyn io::Write, block: &str) -> io::Result<()> {
    for line in block.lines() {
        if strip_str(line).to_string().trim() != ":::" {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out)
}

/// Joins findings that differ only in their place, in the order of the first of each.
fn merge(diagnostics: &[Diagnostic]) -> Vec<Shown<'_>> {
    let mut merged: Vec<Shown<'_>> = Vec::new();
    let mut known: BTreeMap<(&str, Severity, &str, Option<&str>), usize> =
        BTreeMap::new();
    for finding in diagnostics {
        // What belongs together at one place is not torn apart.
        let (true, Some(span)) = (finding.secondary.is_empty(), finding.primary) else {
            merged.push(Shown { finding, elsewhere: Vec::new() });
            continue;
        };
        let key = (
            finding.rule.code,
            finding.severity,
            &*finding.message,
            finding.help.as_deref(),
        );
        let at = *known.entry(key).or_insert(merged.len());
        if at < merged.len() {
            merged[at].elsewhere.push(span);
        } else {
            merged.push(Shown { finding, elsewhere: Vec::new() });
        }
    }
    merged
}

/// As many as are shown: the most severe, in their old order.
fn worst<'a, 'b>(all: &'b [Shown<'a>]) -> Vec<&'b Shown<'a>> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(all[at].finding.severity));
    let chosen: BTreeSet<usize> = order.into_iter().take(MOST_FINDINGS).collect();
    chosen.into_iter().map(|at| &all[at]).collect()
}

fn group<'a>(shown: &Shown<'a>, sources: &Sources<'a>, room: usize) -> Group<'a> {
    let finding = shown.finding;
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title =
        level.primary_title(told(&finding.message)).id(Cow::Borrowed(finding.rule.name));
    let mut group = Group::with_title(title);
    if let Some(span) = finding.primary {
        group = group.elements(primary(span, &finding.secondary, sources, room));
    }
    let apart = finding.secondary.iter().filter(|label| {
        finding.primary.is_none_or(|span| !on_one_line(span, label.span, sources))
    });
    let (near, far): (Vec<_>, Vec<_>) =
        apart.enumerate().partition(|(count, _)| *count < MOST_PLACES);
    for (_, label) in near {
        group = group.elements(secondary(label, sources, room));
    }
    if !far.is_empty() {
        let message = format!("and {} more places", far.len());
        group = group.element(Level::NOTE.message(message));
    }
    if !shown.elsewhere.is_empty() {
        group = group.element(Level::NOTE.message(list(&shown.elsewhere, sources)));
    }
    match &finding.help {
        Some(help) => group.element(Level::HELP.message(told(help))),
        None => group,
    }
}

/// A sentence, cut to what people read and safe to show.
fn told(sentence: &str) -> Cow<'_, str> {
    match quote::cut(sentence, quote::FOR_PEOPLE) {
        Cow::Borrowed(whole) => escape_terminal(whole),
        Cow::Owned(cut) => Cow::Owned(escape_terminal(&cut).into_owned()),
    }
}

fn primary<'a>(
    span: Span,
    labels: &'a [Label],
    sources: &Sources<'a>,
    room: usize,
) -> Vec<Element<'a>> {
    let Some(text) = sources.text(span) else {
        // A file without text has one line to point at: its first.
        let file = escape_terminal(sources.shown(span));
        return vec![Origin::path(file).line(1).char_column(1).into()];
    };
    let excerpt = Excerpt::new(text, span.range(), room);
    let near = labels
        .iter()
        .filter(|label| on_one_line(span, label.span, sources))
        .filter_map(|label| {
            let range = excerpt.locate(label.span.range())?;
            Some(AnnotationKind::Context.span(range).label(told(&label.text)))
        });
    let mut annotations: Vec<Annotation<'a>> = near.collect();
    annotations.extend(
        excerpt.locate(span.range()).map(|range| AnnotationKind::Primary.span(range)),
    );
    elements(span, excerpt, annotations, sources)
}

fn secondary<'a>(
    label: &'a Label,
    sources: &Sources<'a>,
    room: usize,
) -> Vec<Element<'a>> {
    let words = told(&label.text);
    let Some(text) = sources.text(label.span) else {
        let file = escape_terminal(sources.shown(label.span));
        return vec![Level::NOTE.message(format!("{words}: {file}")).into()];
    };
    let excerpt = Excerpt::new(text, label.span.range(), room);
    let annotation = excerpt
        .locate(label.span.range())
        .map(|range| AnnotationKind::Context.span(range).label(words));
    elements(label.span, excerpt, annotation.into_iter().collect(), sources)
}

fn elements<'a>(
    span: Span,
    excerpt: Excerpt,
    annotations: Vec<Annotation<'a>>,
    sources: &Sources<'a>,
) -> Vec<Element<'a>> {
    let place = sources.place(span);
    // The place is told apart from the line: the renderer would count columns from the
    // start of the excerpt.
    let origin = Origin::path(escape_terminal(place.file))
        .line(place.start.line)
        .char_column(place.start.column);
    let snippet = Snippet::source(excerpt.into_text())
        .line_start(place.start.line)
        .annotations(annotations);
    vec![origin.into(), snippet.into()]
}

fn on_one_line(one: Span, other: Span, sources: &Sources<'_>) -> bool {
    one.file == other.file
        && sources.place(one).start.line == sources.place(other).start.line
}

fn list(places: &[Span], sources: &Sources<'_>) -> String {
    let heading = match places.len() {
        1 => "the same in one more place:".to_owned(),
        count => format!("the same in {count} more places:"),
    };
    let line = |&span: &Span| {
        let place = sources.place(span);
        let file = escape_terminal(place.file);
        format!("{file}:{}:{}", place.start.line, place.start.column)
    };
    let mut lines = vec![heading];
    lines.extend(places.iter().take(MOST_PLACES).map(line));
    if places.len() > MOST_PLACES {
        lines.push(format!("and {} more", places.len() - MOST_PLACES));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use crate::base::FileId;
    use crate::diagnostic::{
        BROKEN_CROSS_LINK, DUPLICATE_NAME, MISSING_BASE_URL, UNCLOSED_FRONT_MATTER,
        UNKNOWN_KEY,
    };
    use crate::report::{fixture, write};
    use crate::source::SourceTree;

    use super::*;

    fn human(found: &[Diagnostic], tree: &SourceTree) -> String {
        let mut out = Vec::new();
        write(&mut out, &HUMAN, found, tree, &Options::default()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_finding_shows_its_line_and_what_to_do() {
        let tree = fixture::tree(&[
            ("a.md", "---\ntitle: GVHD\n---\nSee [[GHVD]].\n"),
            ("b.md", "See\t[[GHVD]] \u{1b}[31m\u{202e}x.\n"),
        ]);
        let at = |file, words| fixture::find(&tree, file, words);
        let found = [
            Diagnostic::about_site(&MISSING_BASE_URL, "no `base_url`")
                .with_help("add it"),
            Diagnostic::new(
                &BROKEN_CROSS_LINK,
                at(0, "GHVD"),
                "nothing is called `GHVD`",
            )
            .with_help("did you mean `GVHD`?"),
            Diagnostic::new(
                &BROKEN_CROSS_LINK,
                at(1, "GHVD"),
                "nothing is called `GHVD`",
            )
            .with_help("did you mean `GVHD`?"),
            Diagnostic::new(&DUPLICATE_NAME, at(0, "GVHD"), "two \u{1b}")
                .with_label(at(1, "GHVD"), "and here")
                .with_label(at(0, "title"), "key"),
        ];
        let expected = r"warning[missing-base-url]: no `base_url`
 |
 = help: add it

error[broken-cross-link]: nothing is called `GHVD`
 --> site-content/a.md:4:7
  |
4 | See [[GHVD]].
  |       ^^^^
  |
  = note: the same in one more place:
          site-content/b.md:1:7
  = help: did you mean `GVHD`?

error[duplicate-name]: two \u{1b}
 --> site-content/a.md:2:8
  |
2 | title: GVHD
  | -----  ^^^^
  | |
  | key
 ::: site-content/b.md:1:7
  |
1 | See    [[GHVD]] \u{1b}[31m\u{202e}x.
  |          ---- and here

to learn more about `missing-base-url`, type: engraft explain missing-base-url
";
        assert_eq!(human(&found, &tree), expected);

        let mut out = Vec::new();
        let options = Options { color: true, ..Options::default() };
        write(&mut out, &HUMAN, &found, &tree, &options).unwrap();
        let colored = String::from_utf8(out).unwrap();
        assert_ne!(colored, expected);
        assert_eq!(strip_str(&colored).to_string(), expected);
    }

    #[test]
    fn one_name_broken_on_forty_pages_is_shown_once() {
        let line = "[[GHVD]]\n";
        let tree = fixture::tree(&[("a.md", &line.repeat(40))]);
        let found: Vec<Diagnostic> = (0..40)
            .map(|count| {
                let start = count * line.len();
                let span = Span::new(tree.files[0].id, start..start + 8);
                Diagnostic::new(&BROKEN_CROSS_LINK, span, "nothing is called `GHVD`")
            })
            .collect();
        let report = human(&found, &tree);
        assert_eq!(report.matches("error[").count(), 1);
        assert!(report.contains("the same in 39 more places:\n"), "{report}");
        assert!(report.contains("          site-content/a.md:11:1\n"), "{report}");
        assert!(!report.contains("site-content/a.md:12:1\n"), "{report}");
        assert!(report.contains("and 29 more\n"), "{report}");
    }

    #[test]
    fn a_long_report_stops_and_shows_the_errors_first() {
        let tree = fixture::tree(&[("a.md", "one two")]);
        let finding = |rule, count| {
            Diagnostic::new(
                rule,
                fixture::find(&tree, 0, "two"),
                format!("number {count}"),
            )
        };
        let mut found: Vec<Diagnostic> =
            (0..300).map(|count| finding(&UNKNOWN_KEY, count)).collect();
        found.push(finding(&BROKEN_CROSS_LINK, 300));
        let report = human(&found, &tree);
        assert_eq!(report.matches("warning[").count(), MOST_FINDINGS - 1);
        assert_eq!(report.matches("error[").count(), 1);
        assert!(report.contains("and 101 more findings, 301 in all"), "{report}");
    }

    #[test]
    fn every_kind_of_place_can_be_shown() {
        let long = format!("{}[[GHVD]]{}", "wört ".repeat(300), " wort".repeat(300));
        let tree = fixture::tree(&[("a.md", "---\ntitle: x\n"), ("b.md", &long)]);
        let file = tree.files[0].id;
        for (span, shown) in [
            (fixture::find(&tree, 0, "---\ntitle"), "1 | ---\n  | ^^^\n"),
            (Span::file(file), "1 | ---\n  | ^\n"),
            (Span::new(file, 500..600), " --> site-content/a.md:3:1\n"),
            (Span::new(FileId(99), 1..2), "unclosed-front-matter]: x\n"),
            (fixture::find(&tree, 1, "GHVD"), " --> site-content/b.md:1:1503\n"),
            (fixture::find(&tree, 1, "GHVD"), "[[GHVD]] wort"),
        ] {
            let report =
                human(&[Diagnostic::new(&UNCLOSED_FRONT_MATTER, span, "x")], &tree);
            assert!(report.contains(shown), "{report}");
            assert!(report.lines().all(|line| line.chars().count() <= WIDTH), "{report}");
        }
    }
}
