//! Which links of a text readers meet, where a part of it is shown.

use super::destination::{Destination, Resolved};
use crate::article::Source;
use crate::markdown::Link;

/// The links of a text, or of one section of it, and where they lead.
pub(in crate::site) fn shown<'s>(
    source: &'s Source,
    links: &'s [Resolved],
    section: Option<&str>,
) -> impl Iterator<Item = (&'s Link, &'s Destination)> {
    let section = section.and_then(|anchor| source.outline.section(anchor));
    let links = source.outline.links.iter().zip(links);
    let links = links.map(|(link, resolved)| (link, &resolved.destination));
    links.filter(move |(link, _)| {
        section.as_ref().is_none_or(|section| section.contains(&(link.at as usize)))
    })
}
