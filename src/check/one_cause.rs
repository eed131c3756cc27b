//! One cause, one finding: what comes of another finding is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{active_content, placeholder, undefined_abbreviation, unread_page};
use crate::base::{FileId, Span, floor};
use crate::diagnostic::{
    BROKEN_FILE_LINK, CONTROL_CHARACTER, Diagnostic, EMBEDDED_PAGE, FOREIGN_MARKUP,
    MERGE_CONFLICT, MISSING_ALT_TEXT, REMOVED_HTML, STRAY_MARKUP, UNKNOWN_ELEMENT,
    UNSAFE_LINK,
};
use crate::site::Site;

/// The bytes of `![[`, which stand before the name of what is shown.
const EMBEDS: u32 = 3;

/// Leaves out what stands between the marks of a conflict or of a shortcode, and a mark that
/// is not read because of a character for which there is a certain cure.
pub(super) fn one_cause_one_finding(site: &Site, found: &mut Vec<Diagnostic>) {
    let mended =
        starts(found, |one| one.rule == &STRAY_MARKUP && one.patch.is_some(), |at| at);
    found.retain(|finding| {
        finding.rule != &FOREIGN_MARKUP
            || start(finding).is_none_or(|start| !mended.contains(&start))
    });
    // Where the mark of another program is known, what it looks like is not told.
    let foreign = starts(found, |one| one.rule == &FOREIGN_MARKUP, |at| at);
    // `![[_snippets/name]]` leads nowhere, and is no page besides.
    let broken = |at: u32| at.saturating_sub(EMBEDS);
    let broken = starts(found, |one| one.rule == &BROKEN_FILE_LINK, broken);
    found.retain(|finding| {
        let comes_of =
            |starts: &Starts| start(finding).is_some_and(|at| starts.contains(&at));
        !((finding.rule == &STRAY_MARKUP || finding.rule == &REMOVED_HTML)
            && comes_of(&foreign)
            || finding.rule == &EMBEDDED_PAGE && comes_of(&broken))
    });
    // `<<Name>>` is a field of a letter, and its inner brackets are no element.
    let fields = starts(found, |one| one.rule == &placeholder::RULE, |at| at + 1);
    // `TBD` and the `XXX` of `HLA-XXX` are no abbreviations that a page should explain.
    let gaps = starts(found, |one| one.rule == &placeholder::RULE, |at| at);
    // A picture that is no file needs no words yet.
    let unsafe_links = starts(found, |one| one.rule == &UNSAFE_LINK, |at| at);
    let holds = |starts: &Starts, span: Span| {
        starts.range((span.file, span.start)..(span.file, span.end)).next().is_some()
    };
    let is_in_gap = within_gaps(found);
    found.retain(|finding| {
        finding.primary.is_none_or(|span| {
            !(finding.rule == &undefined_abbreviation::RULE
                && (holds(&gaps, span) || is_in_gap(span))
                || finding.rule == &MISSING_ALT_TEXT && holds(&unsafe_links, span))
        })
    });
    // What hides a mark is told by its name.
    let is_hidden =
        |one: &Diagnostic| one.rule == &CONTROL_CHARACTER && one.patch.is_some();
    let hidden = starts(found, is_hidden, |at| at);
    found.retain(|finding| {
        let Some(span) = finding.primary else { return true };
        let is_hidden = || {
            hidden.range((span.file, span.start)..=(span.file, span.end)).next().is_some()
        };
        let at = (span.file, span.start);
        !(finding.rule == &UNKNOWN_ELEMENT
            && (fields.contains(&at) || gaps.contains(&at))
            || finding.rule == &STRAY_MARKUP
                && (gaps.contains(&at) || finding.patch.is_some() && is_hidden()))
    });
    // A page under another name is never copied, whatever it would run.
    let unread: BTreeSet<FileId> = found
        .iter()
        .filter(|one| one.rule == &unread_page::RULE)
        .filter_map(|one| Some(one.primary?.file))
        .collect();
    found.retain(|one| {
        one.rule != &active_content::RULE
            || one.primary.is_none_or(|span| !unread.contains(&span.file))
    });
    leave_out_within(site, found);
}

/// Whether a place is a part of a placeholder.
fn within_gaps(found: &[Diagnostic]) -> impl Fn(Span) -> bool + use<> {
    let gaps = found.iter().filter(|one| one.rule == &placeholder::RULE);
    let gaps: BTreeSet<(FileId, u32, u32)> = gaps
        .filter_map(|one| one.primary.map(|span| (span.file, span.start, span.end)))
        .collect();
    move |span| {
        let until = (span.file, span.start, u32::MAX);
        let before = gaps.range((span.file, 0, 0)..=until).next_back();
        before.is_some_and(|(_, _, end)| span.end <= *end)
    }
}

/// Leaves out what stands between the marks of a conflict or of a shortcode.
fn leave_out_within(site: &Site, found: &mut Vec<Diagnostic>) {
    let conflicts = found.iter().filter(|finding| finding.rule == &MERGE_CONFLICT);
    let conflicts: Vec<Span> = conflicts.filter_map(|finding| finding.primary).collect();
    let shortcodes = shortcodes(site, found);
    if conflicts.is_empty() && shortcodes.is_empty() {
        return;
    }
    let comes_of_a_conflict = |finding: &Diagnostic, span: Span| {
        conflicts.iter().any(|conflict| {
            conflict.file == span.file
                && conflict.start <= span.start
                && span.start < conflict.end
                && (finding.rule != &MERGE_CONFLICT || span.end < conflict.end)
        })
    };
    let comes_of_a_shortcode = |finding: &Diagnostic, span: Span| {
        let ranges = shortcodes.get(&span.file).map_or(&[][..], Vec::as_slice);
        let next = ranges.partition_point(|range| range.end <= span.start);
        finding.rule != &FOREIGN_MARKUP
            && ranges.get(next).is_some_and(|range| range.start <= span.start)
    };
    found.retain(|finding| {
        finding.primary.is_none_or(|span| {
            !comes_of_a_conflict(finding, span) && !comes_of_a_shortcode(finding, span)
        })
    });
}

/// Where findings begin.
type Starts = BTreeSet<(FileId, u32)>;

fn start(finding: &Diagnostic) -> Option<(FileId, u32)> {
    finding.primary.map(|span| (span.file, span.start))
}

/// Where some findings begin, each byte changed by `shift`.
fn starts(
    found: &[Diagnostic],
    is_one: impl Fn(&Diagnostic) -> bool,
    shift: impl Fn(u32) -> u32,
) -> Starts {
    let own = found.iter().filter(|finding| is_one(finding)).filter_map(start);
    own.map(|(file, at)| (file, shift(at))).collect()
}

/// What stands between the marks of shortcodes, of each file that has a finding about one.
fn shortcodes(site: &Site, found: &[Diagnostic]) -> BTreeMap<FileId, Vec<Span>> {
    let told = found.iter().filter(|finding| finding.rule == &FOREIGN_MARKUP);
    let files: BTreeSet<FileId> =
        told.filter_map(|finding| Some(finding.primary?.file)).collect();
    if files.is_empty() {
        return BTreeMap::new();
    }
    let sources = &site.sources;
    let articles = sources.articles.iter().map(|article| &article.source);
    let terms = sources.terms.iter().map(|term| &term.source);
    let snippets = sources.snippets.iter().map(|snippet| &snippet.source);
    let sources = articles.chain(terms).chain(snippets);
    let sources = sources.filter(|source| files.contains(&source.file));
    let between = sources.map(|source| {
        let ranges = between(&source.text).into_iter();
        (source.file, ranges.map(|range| Span::new(source.file, range)).collect())
    });
    between.collect()
}

/// What stands between `{{< name ... >}}` and `{{< /name >}}`, in order; what is opened and
/// not closed holds nothing.
fn between(text: &str) -> Vec<Range<usize>> {
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices("{{") {
        let mark = text[at + 2..].trim_start_matches(['<', '%', ' ']);
        let (mark, is_closing) = match mark.strip_prefix('/') {
            Some(mark) => (mark.trim_start(), true),
            None => (mark, false),
        };
        let ends = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '/'));
        let name = &mark[..mark.find(ends).unwrap_or(mark.len())];
        if !is_closing && is_shortcode(text, at) {
            // Of two in a row the first is complete by itself.
            open.insert(name, at);
        } else if is_closing && let Some(start) = open.remove(name) {
            while ranges.last().is_some_and(|inner| start <= inner.start) {
                ranges.pop();
            }
            ranges.push(start..at);
        }
    }
    ranges
}

/// Whether a shortcode stands at byte `at` that does not close itself.
fn is_shortcode(text: &str, at: usize) -> bool {
    /// Bytes that its mark may have.
    const LONGEST: usize = 1000;
    let line = text[at..floor(text, at + LONGEST)].split('\n').next().unwrap_or("");
    let mark = line.find("}}").map(|end| &line[..end]);
    (line.starts_with("{{<") || line.starts_with("{{%"))
        && mark.is_some_and(|mark| !mark.trim_end_matches(['>', '%', ' ']).ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shortcode_holds_is_between_its_marks() {
        let inside = |text: &'static str| -> Vec<&str> {
            between(text).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(
            inside("a {{< toggle file=x >}}\n[[b]]\n{{< /toggle >}} c"),
            ["{{< toggle file=x >}}\n[[b]]\n"]
        );
        assert_eq!(inside("{{< new-in 1 />}} a {{< new-in 2 >}} b"), [""; 0]);
        assert_eq!(
            inside("{{% a %}} x {{< b />}} y {{% /a %}}"),
            ["{{% a %}} x {{< b />}} y "]
        );
        assert_eq!(inside("{{ . }} {{< a >}} x"), [""; 0]);
        assert_eq!(inside("{{< new 1 >}} {{< a >}} x {{< /a >}}"), ["{{< a >}} x "]);
    }
}
