//! A line as Markdown. Looks survive the rules of `CommonMark` about what may stand beside a `*`:
//! white space at the edge of a look, and signs that would keep it from being read, are
//! written outside of it.

// Writing to a text cannot fail: nothing is done about it.
use std::fmt::Write as _;

use super::escape;
use crate::import::tree::{Inline, Picture, TextStyle};

/// Where a line is written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LinePlace {
    /// In the cell of a table.
    pub(super) in_cell: bool,
}

/// A piece of a line, once its edges are taken off.
struct Piece {
    style: TextStyle,
    what: What,
}

enum What {
    Letters(String),
    /// White space or signs at the edge of a look.
    Edge(String),
    Break,
    Sign(String),
}

/// Writes a line.
pub(super) fn line(line: &[Inline], place: LinePlace) -> String {
    let mut pieces = cut_edges(&joined(line), place);
    settle_edges(&mut pieces);
    let mut out = Out { text: String::new(), open: Vec::new(), place };
    for (at, piece) in pieces.iter().enumerate() {
        let next = pieces.get(at + 1).and_then(|next| match &next.what {
            What::Letters(text) | What::Edge(text) | What::Sign(text) => {
                text.chars().next()
            }
            What::Break => None,
        });
        out.piece(piece, next);
    }
    out.close_to(0);
    tidy(&out.text)
}

/// Joins neighbours of one look.
fn joined(line: &[Inline]) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::new();
    for piece in line {
        match (piece, joined.last_mut()) {
            (Inline::Text(text, _), _) if text.is_empty() => {}
            (Inline::Text(text, style), Some(Inline::Text(last, own)))
                if own == style =>
            {
                last.push_str(text);
            }
            _ => joined.push(piece.clone()),
        }
    }
    joined
}

fn is_marked(style: &TextStyle) -> bool {
    style.strong || style.emphasis || style.struck || style.raised || style.lowered
}

fn cut_edges(line: &[Inline], place: LinePlace) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let plain = |what| Piece { style: TextStyle::default(), what };
    let touches = |at: Option<usize>, last: bool| {
        let piece = at.and_then(|at| line.get(at));
        let Some(Inline::Text(text, _)) = piece else { return false };
        let sign = if last { text.chars().next_back() } else { text.chars().next() };
        sign.is_some_and(char::is_alphanumeric)
    };
    for (at, piece) in line.iter().enumerate() {
        match piece {
            Inline::Text(text, style) if style.code => {
                let written = code(text, place);
                pieces.push(Piece { style: style.clone(), what: What::Sign(written) });
            }
            Inline::Text(text, style) => {
                // Signs stay where they are raised: a minus is part of the number.
                let marked = is_marked(style) && !style.raised && !style.lowered;
                let before = marked && touches(at.checked_sub(1), true);
                let after = marked && touches(Some(at + 1), false);
                let (head, body, tail) = edges(text, before, after);
                for (text, is_edge) in [(head, true), (body, false), (tail, true)] {
                    if !text.is_empty() {
                        let text = text.to_owned();
                        let what =
                            if is_edge { What::Edge(text) } else { What::Letters(text) };
                        pieces.push(Piece { style: style.clone(), what });
                    }
                }
            }
            Inline::Break => pieces.push(plain(What::Break)),
            Inline::Picture(picture) => {
                pieces.push(plain(What::Sign(written(picture, place))));
            }
            Inline::Note(number) => {
                pieces.push(plain(What::Sign(format!("[^{number}]"))));
            }
            Inline::Absent(words) => {
                pieces.push(plain(What::Sign(super::html::comment(words))));
            }
            Inline::Anchor(name) => {
                pieces.push(plain(What::Sign(format!("<span id=\"{name}\"></span>"))));
            }
        }
    }
    pieces
}

/// What stands at both edges of a text and keeps marks beside it from being read.
fn edges(text: &str, before: bool, after: bool) -> (&str, &str, &str) {
    let body = text.trim_start();
    let body = if before && body.len() == text.len() {
        body.trim_start_matches(|c: char| !c.is_alphanumeric())
    } else {
        body
    };
    let head = &text[..text.len() - body.len()];
    let inner = body.trim_end();
    let inner = if after && inner.len() == body.len() {
        inner.trim_end_matches(|c: char| !c.is_alphanumeric())
    } else {
        inner
    };
    (head, inner, &body[inner.len()..])
}

/// Gives each edge the look that the pieces on both sides of it have in common.
fn settle_edges(pieces: &mut [Piece]) {
    let styles: Vec<Option<TextStyle>> = pieces
        .iter()
        .map(|piece| match piece.what {
            What::Letters(_) | What::Sign(_) => Some(piece.style.clone()),
            What::Edge(_) | What::Break => None,
        })
        .collect();
    for at in 0..pieces.len() {
        if styles[at].is_some() {
            continue;
        }
        let before = styles[..at].iter().rev().find_map(Option::as_ref);
        let after = styles[at + 1..].iter().find_map(Option::as_ref);
        pieces[at].style = match (before, after) {
            (Some(before), Some(after)) => common(before, after),
            _ => TextStyle::default(),
        };
    }
}

/// The marks of a look, in the order in which they are opened.
fn marks(style: &TextStyle) -> Vec<InlineMark> {
    let flags = [
        (style.strong, InlineMark::Strong),
        (style.emphasis, InlineMark::Emphasis),
        (style.struck, InlineMark::Struck),
        (style.raised, InlineMark::Raised),
        (style.lowered && !style.raised, InlineMark::Lowered),
    ];
    let link = style.link.iter().map(|link| InlineMark::Link(link.clone()));
    link.chain(flags.into_iter().filter(|(on, _)| *on).map(|(_, mark)| mark)).collect()
}

fn common(one: &TextStyle, other: &TextStyle) -> TextStyle {
    let (one, other) = (marks(one), marks(other));
    let shared =
        one.into_iter().zip(other).take_while(|(a, b)| a == b).map(|(mark, _)| mark);
    let mut style = TextStyle::default();
    for mark in shared {
        match mark {
            InlineMark::Link(link) => style.link = Some(link),
            InlineMark::Strong => style.strong = true,
            InlineMark::Emphasis => style.emphasis = true,
            InlineMark::Struck => style.struck = true,
            InlineMark::Raised => style.raised = true,
            InlineMark::Lowered => style.lowered = true,
        }
    }
    style
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum InlineMark {
    Link(String),
    Strong,
    Emphasis,
    Struck,
    Raised,
    Lowered,
}

struct Out {
    text: String,
    /// The marks that are open, and how each is closed.
    open: Vec<(InlineMark, String)>,
    place: LinePlace,
}

impl Out {
    /// Writes a piece; `next` is the letter behind it.
    fn piece(&mut self, piece: &Piece, next: Option<char>) {
        let wanted = marks(&piece.style);
        let keep =
            self.open.iter().zip(&wanted).take_while(|((own, _), mark)| own == *mark);
        let keep = keep.count();
        self.close_to(keep);
        let written = match &piece.what {
            What::Letters(text) | What::Edge(text) => {
                if keep == 0
                    && wanted.len() == 1
                    && piece.style.link.as_ref() == Some(text)
                    && is_plain_address(text)
                {
                    let _ = write!(self.text, "<{text}>");
                    return;
                }
                escape::letters(text, self.place.in_cell)
            }
            What::Sign(text) => text.clone(),
            What::Break if self.place.in_cell => "<br>".to_owned(),
            What::Break => "\\\n".to_owned(),
        };
        for mark in &wanted[keep..] {
            self.open_mark(mark, &piece.what, next);
        }
        self.text.push_str(&written);
    }

    fn open_mark(&mut self, mark: &InlineMark, what: &What, next: Option<char>) {
        // Two marks of one sign beside each other would be read as one.
        let after_mark =
            self.text.ends_with(['*', '~', '^']) && !self.text.ends_with("\\*");
        let (open, close) = match mark {
            InlineMark::Link(link) => (
                "[".to_owned(),
                format!("]({})", escape::address(link, self.place.in_cell)),
            ),
            InlineMark::Strong if !self.closes_with_stars() => ("**".into(), "**".into()),
            InlineMark::Strong => ("<strong>".into(), "</strong>".into()),
            InlineMark::Emphasis if !self.closes_with_stars() => ("*".into(), "*".into()),
            InlineMark::Emphasis => ("<em>".into(), "</em>".into()),
            InlineMark::Struck if !after_mark || self.text.ends_with('*') => {
                ("~~".into(), "~~".into())
            }
            InlineMark::Struck => ("<del>".into(), "</del>".into()),
            InlineMark::Raised if self.is_short(what, next) => ("^".into(), "^".into()),
            InlineMark::Raised => ("<sup>".into(), "</sup>".into()),
            InlineMark::Lowered if self.is_short(what, next) && self.is_attached() => {
                ("~".into(), "~".into())
            }
            InlineMark::Lowered => ("<sub>".into(), "</sub>".into()),
        };
        self.text.push_str(&open);
        self.open.push((mark.clone(), close));
    }

    /// Whether stars that close something stand right before.
    fn closes_with_stars(&self) -> bool {
        let opened_here = self.open.last().is_some_and(|(mark, _)| {
            matches!(mark, InlineMark::Strong | InlineMark::Emphasis)
                && (self.text.ends_with("**") || self.text.ends_with('*'))
        });
        !opened_here && self.text.ends_with('*') && !self.text.ends_with("\\*")
    }

    /// Whether letters may stand between `^` and `^`: one word, which no digit follows if
    /// its last is one.
    fn is_short(&self, what: &What, next: Option<char>) -> bool {
        let What::Letters(text) = what else { return false };
        let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
        let is_word = text.contains(char::is_alphanumeric)
            && !text.contains(|c: char| c.is_whitespace() || "[]^~*_`<&\\".contains(c));
        let meets_mark = self.text.ends_with(['~', '^'])
            || next.is_some_and(|c| matches!(c, '~' | '^'));
        let meets_digit = digit(text.chars().next_back()) && digit(next);
        is_word && !meets_mark && !meets_digit
    }

    /// Whether a lowered word is read here: right behind a letter or a bracket.
    fn is_attached(&self) -> bool {
        let last = self.text.chars().next_back();
        last.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '*' | '>'))
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth
            && let Some((_, close)) = self.open.pop()
        {
            self.text.push_str(&close);
        }
    }
}

fn is_plain_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '\\'))
}

fn written(picture: &Picture, place: LinePlace) -> String {
    let alternative = escape::letters(&picture.alternative, place.in_cell);
    let file = escape::address(&picture.file, place.in_cell);
    let title = match &picture.caption {
        _ if picture.decorative => " \"decorative\"".to_owned(),
        Some(caption) => format!(" \"{}\"", escape::caption(caption, place.in_cell)),
        None => String::new(),
    };
    format!("![{alternative}]({file}{title})")
}

/// Code within a line, between more backticks than it holds.
fn code(text: &str, place: LinePlace) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = if place.in_cell { text.replace('|', "\\|") } else { text };
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Single spaces, none at the ends of lines, and no line that is only a break.
fn tidy(text: &str) -> String {
    let lines: Vec<String> = text
        .split("\\\n")
        .map(|line| {
            let words =
                line.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
            words.collect::<Vec<_>>().join(" ")
        })
        .collect();
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(0);
    let last = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |at| at + 1);
    let kept: Vec<&str> = lines[first..last.max(first)]
        .iter()
        .map(String::as_str)
        .filter(|line| !line.is_empty())
        .collect();
    let joined = kept.join("\\\n");
    let joined = joined.trim_start_matches("<br>").trim_end_matches("<br>").trim();
    joined.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str, looks: &str) -> Inline {
        let (looks, link) = match looks.split_once('@') {
            Some((looks, link)) => (looks, Some(link.to_owned())),
            None => (looks, None),
        };
        let style = TextStyle {
            strong: looks.contains('b'),
            emphasis: looks.contains('i'),
            struck: looks.contains('s'),
            raised: looks.contains('^'),
            lowered: looks.contains('~'),
            link,
            code: looks.contains('`'),
        };
        Inline::Text(words.to_owned(), style)
    }

    #[test]
    fn looks_survive_the_flanking_rules() {
        for (pieces, expected) in [
            (vec![text("a", ""), text(" b ", "b"), text("c", "")], "a **b** c"),
            (vec![text("a", ""), text("(b)", "b"), text("c", "")], "a(**b**)c"),
            (vec![text("a ", "b"), text("b", "bi"), text(" c", "b")], "**a *b* c**"),
            (vec![text("a", "b"), text("b", "bi"), text("c", "i")], "**a*b***<em>c</em>"),
            (
                vec![text("CO", ""), text("2", "~"), text(" 10", ""), text("9", "^")],
                "CO~2~ 10^9^",
            ),
            (vec![text("x", ""), text("a b", "^")], "x<sup>a b</sup>"),
            (vec![text("bold", "b@u"), text(" link", "@u")], "[**bold** link](u)"),
            (vec![text(" ", "b"), Inline::Break, text("x", "")], "x"),
            (vec![text("a", "b"), Inline::Break, text("b", "b")], "**a\\\nb**"),
            (vec![text("a`b", "`")], "``a`b``"),
            (
                vec![text("https://a.example/x_y", "@https://a.example/x_y")],
                "<https://a.example/x_y>",
            ),
        ] {
            assert_eq!(line(&pieces, LinePlace::default()), expected, "{pieces:?}");
        }
    }
}
