//! C103 placeholder: what writers put where something is still to come.

mod bracket;
mod gap;
mod marks;
mod phrase;
mod promise;
mod things;

use std::ops::Range;

use super::phrases::{Advice, Find, PhraseRule, Reach, every, told};
use super::text::{LoneText, TextCheck, is_english};
use super::{Check, Context};
use crate::base::{Span, Spanned, holds};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::markdown::{Document, NodeKind, parse, runs};
use crate::yaml::shown;

use marks::placeholders;

pub(super) static RULE: Rule = Rule {
    code: "C103",
    name: "placeholder",
    severity: Severity::Warning,
    meaning: "A page that readers get says `xxx`, `[insert number]`, `lorem ipsum` or the like.",
    why: "Something was to be written there, such as a telephone number, and readers get the gap.",
    mend: "Write what belongs there, or hold the page back with `status: draft`.",
    source: "Engraft's own rule",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run: in_keys };

pub(super) static TEXT_CHECK: TextCheck = TextCheck { rules: || vec![&RULE], run };

/// Words of the site's own for what is still to be written.
pub(super) static PHRASE: PhraseRule = PhraseRule {
    rule: &RULE,
    find: Find::Words,
    reach: Reach::Style,
    judges: every,
    tell: |phrase| {
        Some(Advice::new(
            told(phrase, "stands where something is still to be written"),
            "write what belongs here, or hold the page back with `status: draft`",
        ))
    },
};

fn run(text: &LoneText, found: &mut Vec<Diagnostic>) {
    let body = text.body_text();
    let is_one = |body: &str| !placeholders(body, text.is_english).is_empty();
    let mut marked = body.split("\n\n").filter_map(as_shown);
    if body.contains("<<") || is_one(body) || marked.any(|words| is_one(&words)) {
        in_text(text, found);
    }
}

/// The words without most of what makes them bold, and what stands before a sign that is
/// none: `**XX** mg` and `\_\_ mg`.
fn as_shown(words: &str) -> Option<String> {
    let is_mark = |c: char| matches!(c, '*' | '\\');
    holds(words, b"*\\").then(|| words.replace(is_mark, ""))
}

/// What stands in front matter.
fn in_keys(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let sources = &context.site.sources;
    for (id, article) in context.site.article_ids().zip(&sources.articles) {
        if !context.site.visibility[id].is_or_will_be_public() {
            continue;
        }
        let language = article.source.language;
        let english = is_english(&context.config.languages[language].tag);
        let front_matter = &article.front_matter;
        let texts = [Some(&front_matter.title), front_matter.description.as_ref()];
        for text in texts.into_iter().flatten() {
            in_key(text, english, found);
        }
    }
}

fn in_key(text: &Spanned<String>, english: bool, found: &mut Vec<Diagnostic>) {
    let first = placeholders(&text.value, english).into_iter().next();
    found.extend(first.map(|range| finding(&text.value[range], text.span)));
}

/// What stands in the words of a text, and in what is said of its pictures; code is left
/// alone.
fn in_text(source: &LoneText, found: &mut Vec<Diagnostic>) {
    let english = source.is_english;
    let document = parse(&source.text, source.body.clone(), "");
    let code = code_of(&document);
    for run in runs(&document, &|_| None) {
        // The first of a paragraph says it of all.
        for range in placeholders(&run.text, english) {
            // A page that shows how something is written shows what comes of it too.
            if code.contains(&run.text[range.clone()]) {
                continue;
            }
            let mut pieces = run.pieces.iter();
            let is_code = pieces.any(|piece| {
                piece.range.start < range.end
                    && range.start < piece.range.end
                    && matches!(document.nodes[piece.node].kind, NodeKind::Code(_))
            });
            if !is_code {
                let place = run.source_of(&document, &range);
                found.push(finding(&run.text[range], Span::new(source.file, place)));
                break;
            }
        }
    }
    angled(&document, source, found);
    for (node, kind) in document.nodes.iter().map(|node| &node.kind).enumerate() {
        if matches!(kind, NodeKind::Image { .. }) {
            of_picture(&document, node, source, found);
        }
    }
}

/// All that a text shows in blocks of code.
fn code_of(document: &Document<'_>) -> String {
    let blocks = document.nodes.iter().enumerate();
    let blocks = blocks
        .filter(|(_, node)| matches!(node.kind, NodeKind::CodeBlock { .. }))
        .map(|(node, _)| document.text_of(node));
    blocks.collect()
}

fn of_picture(
    document: &Document<'_>,
    node: usize,
    source: &LoneText,
    found: &mut Vec<Diagnostic>,
) {
    let words = document.text_of(node);
    let first = placeholders(&words, source.is_english).into_iter().next();
    let span = Span::new(source.file, document.nodes[node].range.clone());
    found.extend(first.map(|range| finding(&words[range], span)));
}

fn finding(words: &str, span: Span) -> Diagnostic {
    if phrase::is_of_colleague(words) {
        let message = format!("`{}` is for colleagues, and readers get it", shown(words));
        return Diagnostic::new(&RULE, span, message)
            .with_help("take it out, or hold the page back with `status: draft`");
    }
    let message =
        format!("`{}` stands where something is still to be written", shown(words));
    Diagnostic::new(&RULE, span, message)
        .with_help("write what belongs here, or hold the page back with `status: draft`")
}

/// `<insert name>`, a tag that HTML does not have; and `<<FirstName>>`, where it is what
/// stands within the brackets.
fn angled(document: &Document<'_>, source: &LoneText, found: &mut Vec<Diagnostic>) {
    for node in &document.nodes {
        let NodeKind::Html(tag) = &node.kind else { continue };
        let Range { start, end } = node.range;
        let text = &source.text;
        let is_field = text[..start].ends_with('<')
            && text[end..].starts_with('>')
            && tag[1..].starts_with(char::is_alphabetic);
        if is_field || source.is_english && bracket::is_tag_of_gap(tag) {
            let place = if is_field { start - 1..end + 1 } else { start..end };
            let span = Span::new(source.file, place.clone());
            let is_told = found.iter().any(|one| {
                one.primary
                    .is_some_and(|told| told.start < span.end && span.start < told.end)
            });
            if !is_told {
                found.push(finding(&text[place], span));
            }
        }
    }
}
