//! Findings as compilers print them: a sentence, the line of the source, what to do; before
//! them what there is in all, behind them what was left out and how to see it.

use std::borrow::Cow;
use std::io;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
};
use anstream::adapter::strip_str;

use crate::base::Span;
use crate::diagnostic::{Diagnostic, Label, Severity};

use super::choice::{self, Shown};
use super::escape::escape_terminal;
use super::excerpt::Excerpt;
use super::place::SourceFiles;
use super::quote;
use super::{Format, ReportOptions, summary};

/// How many further places of one finding are listed.
const MOST_PLACES: usize = 10;
/// Columns of the source line, where the width of the terminal is not known.
const WIDTH: usize = 100;
/// Columns that line numbers and dots take.
const MARGIN: usize = 12;
/// The narrowest piece of a source line that still tells something.
const NARROWEST: usize = 40;
/// A report of no more findings needs no summary: it is one.
const FEW: usize = 5;

/// With the line of the source.
pub static HUMAN: Format = Format {
    name: "human",
    about: "With the line of the source",
    is_for_people: true,
    write,
};

/// Writes what there is in all, the findings that are shown, and what was left out.
fn write(
    out: &mut dyn io::Write,
    diagnostics: &[Diagnostic],
    sources: &SourceFiles<'_>,
    options: &ReportOptions<'_>,
) -> io::Result<()> {
    let all = choice::merge(diagnostics, sources);
    let width = options.width.unwrap_or(WIDTH);
    let renderer = if options.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(width);
    let room = width.saturating_sub(MARGIN).max(NARROWEST);
    if diagnostics.len() > FEW {
        summary::write_rules(out, diagnostics)?;
        writeln!(out)?;
    }
    let (chosen, others) = choice::choose(&all, options.limits);
    for shown in chosen {
        let places = if options.limits.is_all() { usize::MAX } else { MOST_PLACES };
        write_block(out, &renderer.render(&[group(shown, sources, room, places)]))?;
    }
    summary::write_left_out(out, &others)
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

fn group<'a>(
    shown: &Shown<'a>,
    sources: &SourceFiles<'a>,
    room: usize,
    places: usize,
) -> Group<'a> {
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
        let list = list(shown, sources, places);
        group = group.element(Level::NOTE.message(list));
    }
    match &finding.help {
        // What is to be typed is told whole.
        Some(help) => {
            group.element(Level::HELP.message(told_within(help, quote::FOR_PROGRAMS)))
        }
        None => group,
    }
}

/// A sentence, cut to what people read and safe to show.
fn told(sentence: &str) -> Cow<'_, str> {
    told_within(sentence, quote::FOR_PEOPLE)
}

fn told_within(sentence: &str, room: quote::Room) -> Cow<'_, str> {
    match quote::cut(sentence, room) {
        Cow::Borrowed(whole) => escape_terminal(whole),
        Cow::Owned(cut) => Cow::Owned(escape_terminal(&cut).into_owned()),
    }
}

fn primary<'a>(
    span: Span,
    labels: &'a [Label],
    sources: &SourceFiles<'a>,
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
    sources: &SourceFiles<'a>,
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
    sources: &SourceFiles<'a>,
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

fn on_one_line(one: Span, other: Span, sources: &SourceFiles<'_>) -> bool {
    one.file == other.file
        && sources.place(one).start.line == sources.place(other).start.line
}

/// Where the same is found besides: `most` of the places, and how to see the others.
fn list(shown: &Shown<'_>, sources: &SourceFiles<'_>, most: usize) -> String {
    let places = &shown.elsewhere;
    let what = if shown.is_about_pages { "page" } else { "place" };
    let heading = match places.len() {
        1 => format!("the same in one more {what}:"),
        count => format!("the same in {count} more {what}s:"),
    };
    let line = |&span: &Span| {
        let place = sources.place(span);
        let file = escape_terminal(place.file);
        format!("{file}:{}:{}", place.start.line, place.start.column)
    };
    let mut lines = vec![heading];
    lines.extend(places.iter().take(most).map(line));
    if places.len() > most {
        let rule = shown.finding.rule.name;
        let more = places.len() - most;
        lines.push(format!("and {more} more: engraft check --only {rule} --all"));
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
        write(&mut out, &HUMAN, found, tree, &ReportOptions::default()).unwrap();
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
        let expected = r"error[broken-cross-link]: nothing is called `GHVD`
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

warning[missing-base-url]: no `base_url`
 |
 = help: add it

";
        assert_eq!(human(&found, &tree), expected);

        let mut out = Vec::new();
        let options = ReportOptions { color: true, ..ReportOptions::default() };
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
        let more = "and 29 more: engraft check --only broken-cross-link --all\n";
        assert!(report.contains(more), "{report}");
    }

    #[test]
    fn a_long_report_says_first_what_there_is_and_last_what_was_left_out() {
        let tree = fixture::tree(&[("a.md", "one two")]);
        let finding = |rule, count| {
            let place = fixture::find(&tree, 0, "two");
            Diagnostic::new(rule, place, format!("number {count}"))
        };
        let mut found: Vec<Diagnostic> =
            (0..300).map(|count| finding(&UNKNOWN_KEY, count)).collect();
        found.push(finding(&BROKEN_CROSS_LINK, 300));
        let report = human(&found, &tree);
        let summary =
            "  error      1  broken-cross-link\n  warning  300  unknown-key\n\n";
        assert!(report.starts_with(summary), "{report}");
        assert!(report[summary.len()..].starts_with("error["), "{report}");
        assert_eq!(report.matches("warning[").count(), 5);
        let left =
            "not shown:\n  295  unknown-key  engraft check --only unknown-key --all\n";
        assert!(report.contains(left), "{report}");
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
