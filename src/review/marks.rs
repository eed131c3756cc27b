//! Changed words marked where they stand: two states of the HTML of a page, and one in which
//! `<ins>` and `<del>` say what is new and what was there.

use std::fmt::Write as _;
use std::ops::Range;

use similar::DiffOp;

use super::compare::operations;
use crate::markdown::element::joins;
use crate::markdown::raw_html::{HtmlPiece, Part};

/// A word in HTML, as it is written there.
struct HtmlWord<'h> {
    text: &'h str,
    range: Range<usize>,
    /// Words with one number have no tag between them.
    run: usize,
    /// Words with one number stand in one block.
    block: usize,
}

/// `new` with its changed words marked. `None` where it has the words of `old`.
pub fn mark_changes(old: &str, new: &str) -> Option<String> {
    let (was, is) = (words(old), words(new));
    let (was_blocks, is_blocks) = (blocks(&was), blocks(&is));
    let texts = |words: &[HtmlWord<'_>], blocks: &[Range<usize>]| -> Vec<String> {
        let text = |block: &Range<usize>| joined(&words[block.clone()]);
        blocks.iter().map(text).collect()
    };
    let mut marks = ChangeMarks { is_new: vec![false; is.len()], gone: Vec::new() };
    for op in operations(&texts(&was, &was_blocks), &texts(&is, &is_blocks)) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let old_words = covered(&was_blocks, op.old_range(), was.len());
        let new_words = covered(&is_blocks, op.new_range(), is.len());
        marks.add(&was, old_words, &is, new_words);
    }
    let is_marked = !marks.gone.is_empty() || marks.is_new.contains(&true);
    is_marked.then(|| marks.write(new, &is))
}

/// The words of HTML, but those of elements that show none, such as a drawing.
fn words(html: &str) -> Vec<HtmlWord<'_>> {
    let mut reading =
        WordReading { html, words: Vec::new(), at: 0, passed: None, run: 0, block: 0 };
    HtmlPiece::new(&[(html, 0)]).walk(&mut |part| match part {
        Part::Start(tag) => reading.tag(tag.range, joins(&tag.name)),
        Part::End(name, range) => reading.tag(range, joins(&name)),
        Part::Aside(range) => reading.tag(range, true),
        Part::Vanished(tag) => {
            reading.tag(tag.range, true);
            reading.passed = (!tag.is_empty).then_some(tag.name);
        }
        Part::StillOpen(_) => reading.at = html.len(),
        Part::Text(_) | Part::Lost(..) => {}
    });
    reading.tag(html.len()..html.len(), true);
    reading.words
}

struct WordReading<'h> {
    html: &'h str,
    words: Vec<HtmlWord<'h>>,
    /// What stands before is read.
    at: usize,
    /// An element whose content is passed over up to its end.
    passed: Option<String>,
    run: usize,
    block: usize,
}

impl WordReading<'_> {
    /// Takes the text up to a tag.
    fn tag(&mut self, tag: Range<usize>, joins: bool) {
        let mut start = self.at.min(tag.start);
        self.at = tag.end;
        if let Some(name) = self.passed.take() {
            let passed = &self.html[start..tag.start];
            let end = passed.rfind(&format!("</{name}"));
            let end = end.and_then(|end| Some(end + passed[end..].find('>')? + 1));
            start = end.map_or(tag.start, |end| start + end);
        }
        let text = &self.html[start..tag.start];
        for word in text.split_whitespace() {
            // A word of a text is a part of it.
            let from = word.as_ptr() as usize - text.as_ptr() as usize + start;
            let range = from..from + word.len();
            let (run, block) = (self.run, self.block);
            self.words.push(HtmlWord {
                text: &self.html[range.clone()],
                range,
                run,
                block,
            });
        }
        self.run += 1;
        self.block += usize::from(!joins);
    }
}

/// Which words each block has.
fn blocks(words: &[HtmlWord<'_>]) -> Vec<Range<usize>> {
    let mut at = 0;
    let chunks = words.chunk_by(|one, next| one.block == next.block);
    chunks
        .map(|chunk| {
            let range = at..at + chunk.len();
            at = range.end;
            range
        })
        .collect()
}

fn joined(words: &[HtmlWord<'_>]) -> String {
    words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}

/// The words of some blocks; of none, the place where they would stand.
fn covered(blocks: &[Range<usize>], range: Range<usize>, all: usize) -> Range<usize> {
    let start = blocks.get(range.start).map_or(all, |block| block.start);
    let end = range.clone().next_back().and_then(|last| blocks.get(last));
    start..end.map_or(start, |block| block.end)
}

/// What is marked.
struct ChangeMarks {
    /// Which words are new.
    is_new: Vec<bool>,
    /// What was there, each before which new word.
    gone: Vec<(usize, String)>,
}

impl ChangeMarks {
    fn add(
        &mut self,
        was: &[HtmlWord<'_>],
        old: Range<usize>,
        is: &[HtmlWord<'_>],
        new: Range<usize>,
    ) {
        let texts = |words: &[HtmlWord<'_>]| -> Vec<String> {
            words.iter().map(|word| word.text.to_owned()).collect()
        };
        for op in operations(&texts(&was[old.clone()]), &texts(&is[new.clone()])) {
            if matches!(op, DiffOp::Equal { .. }) {
                continue;
            }
            let (gone, came) = (op.old_range(), op.new_range());
            self.is_new[new.start + came.start..new.start + came.end].fill(true);
            let gone = joined(&was[old.start + gone.start..old.start + gone.end]);
            if !gone.is_empty() {
                self.gone.push((new.start + came.start, gone));
            }
        }
    }

    /// Writing to a text cannot fail.
    fn write(&self, html: &str, words: &[HtmlWord<'_>]) -> String {
        let mut out = String::with_capacity(html.len() + 64);
        let mut gone = self.gone.iter().peekable();
        let (mut at, mut word) = (0, 0);
        while let Some(first) = words.get(word) {
            out.push_str(&html[at..first.range.start]);
            while let Some((_, text)) = gone.next_if(|(before, _)| *before <= word) {
                let _ = write!(out, "<del>{text}</del> ");
            }
            let run = words[word..].iter().zip(&self.is_new[word..]);
            let run = run.take_while(|(own, is_new)| **is_new && own.run == first.run);
            // What was there before the next word is told before it.
            let most = gone.peek().map_or(usize::MAX, |(before, _)| before - word);
            let length = run.count().min(most);
            let last = &words[word + length.saturating_sub(1)];
            let text = &html[first.range.start..last.range.end];
            if length > 0 {
                let _ = write!(out, "<ins>{text}</ins>");
            } else {
                out.push_str(text);
            }
            at = last.range.end;
            word += length.max(1);
        }
        for (_, text) in gone {
            let _ = write!(out, " <del>{text}</del>");
        }
        out.push_str(&html[at..]);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_words_are_marked_where_they_stand() {
        for (old, new, expected) in [
            (
                "<p>Call at 38 °C.</p>",
                "<p>Call at 39 °C.</p>",
                "<p>Call at <del>38</del> <ins>39</ins> °C.</p>",
            ),
            (
                "<p>Do <b>not</b> wait.</p>",
                "<p>Do wait.</p>",
                "<p>Do <del>not</del> wait.</p>",
            ),
            (
                "<p>One.</p><p>Two.</p>",
                "<p>One.</p><p>New <a href=\"/x\">words here</a>.</p><p>Two.</p>",
                "<p>One.</p><p><ins>New</ins> <a href=\"/x\"><ins>words here</ins></a><ins>.</ins></p><p>Two.</p>",
            ),
            (
                "<p>One.</p><p>Two &amp; three.</p>",
                "<p>One.</p>",
                "<p>One. <del>Two &amp; three.</del></p>",
            ),
            (
                "<p><svg><title>a</title></svg> Call us</p>",
                "<p><svg><title>b</title></svg> Call me</p>",
                "<p><svg><title>b</title></svg> Call <del>us</del> <ins>me</ins></p>",
            ),
            ("", "<p>All new.</p>", "<p><ins>All new.</ins></p>"),
        ] {
            assert_eq!(mark_changes(old, new).as_deref(), Some(expected), "{old}");
        }
        assert_eq!(mark_changes("<p>a  b</p>", "<p class=\"c\">a b</p>"), None);
        assert_eq!(mark_changes("", ""), None);
    }
}
