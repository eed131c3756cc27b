//! Who links to whom, and which snippets stand in which page.

use super::resolve::{Destination, Resolved};
use super::visibility::Visibility;
use crate::article::ArticleId;

/// For each article: the listed articles that link to it, in the order of the walk, each
/// once, without itself. A link in a snippet is a link of every page that includes it.
pub(super) fn backlinks(
    visibility: &[Visibility],
    article_links: &[Vec<Resolved>],
    snippet_links: &[Vec<Resolved>],
) -> Vec<Vec<ArticleId>> {
    let mut backlinks: Vec<Vec<ArticleId>> = vec![Vec::new(); visibility.len()];
    for (number, links) in article_links.iter().enumerate() {
        if !visibility[number].is_listed() {
            continue;
        }
        let from = ArticleId(u32::try_from(number).unwrap_or(u32::MAX));
        let mut seen = Vec::new();
        let mut pending: Vec<&Resolved> = links.iter().rev().collect();
        while let Some(link) = pending.pop() {
            match &link.destination {
                Destination::Article { id, .. } if *id != from => {
                    let known = &mut backlinks[id.0 as usize];
                    // Links of one page come together, so the last entry tells.
                    if known.last() != Some(&from) {
                        known.push(from);
                    }
                }
                Destination::Snippet { id, .. } if !seen.contains(id) => {
                    seen.push(*id);
                    pending.extend(snippet_links[*id as usize].iter().rev());
                }
                _ => {}
            }
        }
    }
    backlinks
}
