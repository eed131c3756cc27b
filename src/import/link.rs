//! Where links lead: places in the document become anchors, files beside it what they were
//! imported to, and what must not be led to loses its link and keeps its text.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{self, Leads};
use super::loss::{self, Losses};
use super::tree::{self, Block, DocumentTree, Inline};
use crate::base::{Anchors, slugify};

/// Settles all links of a document. `beside` tells what the address of a file beside the
/// document has become. With `keeps_old`, what an address was stands behind its text for the
/// author to see.
pub(super) fn settle(
    document: &mut DocumentTree,
    beside: &dyn Fn(&str) -> Option<String>,
    keeps_old: bool,
    losses: &mut Losses,
) {
    let mut wanted = BTreeSet::new();
    each_line(document, &mut |line| {
        for piece in line.iter() {
            if let Inline::Text(_, style) = piece
                && let Some(name) =
                    style.link.as_deref().and_then(|link| link.strip_prefix('#'))
            {
                wanted.insert(name.to_owned());
            }
        }
    });
    let places = places(document, &wanted);
    each_line(document, &mut |line| {
        let mut last: Option<String> = None;
        let mut lost: Vec<(usize, String)> = Vec::new();
        for (at, piece) in line.iter_mut().enumerate() {
            let Inline::Text(text, style) = piece else { continue };
            let Some(link) = style.link.take() else {
                last = None;
                continue;
            };
            let is_new = last.as_deref() != Some(link.as_str());
            match address::leads(&link) {
                Leads::Out => style.link = Some(link.clone()),
                Leads::Within => match places.get(&link[1..]) {
                    Some(place) => style.link = Some(format!("#{place}")),
                    None if link == "#top" => {}
                    None if is_new => losses.add_at(&loss::ANCHOR, &link, text),
                    None => {}
                },
                Leads::Beside => {
                    style.link = beside(&link);
                    if style.link.is_none() {
                        if is_new {
                            losses.add_at(&loss::LINK, &link, text);
                        } else {
                            lost.pop();
                        }
                        lost.push((at + 1, link.clone()));
                    } else if is_new && link.contains('#') {
                        losses.add_at(&loss::PART, &link, text);
                    }
                }
                Leads::Nowhere if is_new => losses.add_at(&loss::LINK, &link, text),
                Leads::Nowhere => {}
            }
            last = Some(link);
        }
        for (at, link) in lost.into_iter().rev().filter(|_| keeps_old) {
            line.insert(at, Inline::Absent(format!("link: {link}")));
        }
    });
}

fn each_line(document: &mut DocumentTree, act: &mut dyn FnMut(&mut tree::Line)) {
    tree::each_line(&mut document.blocks, act);
    document.notes.iter_mut().for_each(|note| tree::each_line(note, act));
}

/// The anchor of every place that is wanted. Other places are taken out of the lines, and so
/// are those of headings, which have anchors of their own.
fn places(
    document: &mut DocumentTree,
    wanted: &BTreeSet<String>,
) -> BTreeMap<String, String> {
    let mut anchors = Anchors::default();
    let mut places = BTreeMap::new();
    for block in &mut document.blocks {
        if let Block::Heading(_, line) = block {
            let anchor = anchors.make(&tree::plain(line));
            line.retain(|piece| {
                if let Inline::Anchor(name) = piece {
                    places.entry(name.clone()).or_insert_with(|| anchor.clone());
                }
                !matches!(piece, Inline::Anchor(_))
            });
            // Generators call headings by names that are nearly ours.
            places.entry(anchor.clone()).or_insert(anchor);
        }
    }
    each_line(document, &mut |line| {
        line.retain_mut(|piece| {
            let Inline::Anchor(name) = piece else { return true };
            if !wanted.contains(name) || places.contains_key(name) {
                return false;
            }
            let anchor = anchor(name);
            let is_free = anchors.claim(&anchor);
            places.insert(std::mem::replace(name, anchor.clone()), anchor);
            is_free
        });
    });
    places
}

/// A name as an anchor: as it is, if it can be one.
fn anchor(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.chars().all(plain) {
        name.to_owned()
    } else {
        let slug = slugify(name);
        if slug.is_empty() { "place".to_owned() } else { slug }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::tree::TextStyle;

    #[test]
    fn links_lead_to_headings_places_and_imported_files() {
        let link = |address: &str| {
            let style =
                TextStyle { link: Some(address.to_owned()), ..TextStyle::default() };
            Inline::Text("x".to_owned(), style)
        };
        let text = |words: &str| Inline::Text(words.to_owned(), TextStyle::default());
        let mut document = DocumentTree {
            blocks: vec![
                Block::Heading(
                    2,
                    vec![Inline::Anchor("_Ref1".into()), text("Side effects")],
                ),
                Block::Paragraph(vec![
                    Inline::Anchor("diet".into()),
                    Inline::Anchor("unused".into()),
                ]),
                Block::Paragraph(
                    [
                        "#_Ref1",
                        "#diet",
                        "#gone",
                        "b.docx",
                        "c.docx",
                        "file:///x",
                        "https://a.example",
                    ]
                    .map(link)
                    .to_vec(),
                ),
            ],
            ..DocumentTree::default()
        };
        let mut losses = Losses::default();
        let beside = |address: &str| (address == "b.docx").then(|| "b.md".to_owned());
        settle(&mut document, &beside, false, &mut losses);
        assert_eq!(
            document.blocks[1],
            Block::Paragraph(vec![Inline::Anchor("diet".into())])
        );
        let Block::Paragraph(line) = &document.blocks[2] else { panic!() };
        let links: Vec<Option<&str>> = line
            .iter()
            .map(|piece| match piece {
                Inline::Text(_, style) => style.link.as_deref(),
                _ => None,
            })
            .collect();
        assert_eq!(
            links,
            [
                Some("#side-effects"),
                Some("#diet"),
                None,
                Some("b.md"),
                None,
                None,
                Some("https://a.example"),
            ]
        );
    }
}
