//! How large an image is, from the beginning of its file.

use std::io::{BufReader, Read};
use std::path::Path;

use crate::disk::{self, SymbolicLinks};

/// Bytes of an SVG file that are looked through for its root element.
const SVG_HEAD: u64 = 64 * 1024;

/// Whether a file is a picture by its name.
pub(super) fn is_picture(location: &Path) -> bool {
    let extension = location.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|own| {
        const PICTURES: &[&str] = &[
            "png", "apng", "jpg", "jpeg", "jpe", "jfif", "gif", "webp", "avif", "bmp",
            "ico",
        ];
        PICTURES.iter().any(|other| own.eq_ignore_ascii_case(other))
    })
}

/// Width and height in CSS pixels, if the file is an image that says so.
pub(super) fn dimensions(location: &Path) -> Option<(u32, u32)> {
    let extension = location.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "svg" => {
            let mut head = Vec::new();
            let (file, _) = disk::open(location, SymbolicLinks::Follow).ok()?;
            file.take(SVG_HEAD).read_to_end(&mut head).ok()?;
            svg_dimensions(&String::from_utf8_lossy(&head))
        }
        "png" | "apng" | "jpg" | "jpeg" | "jpe" | "jfif" | "gif" | "webp" | "avif"
        | "bmp" | "ico" => {
            let (file, _) = disk::open(location, SymbolicLinks::Follow).ok()?;
            let size = imagesize::reader_size(BufReader::new(file)).ok()?;
            Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
        }
        _ => None,
    }
}

/// The size that the root element of an SVG gives: its own, or that of its `viewBox`.
fn svg_dimensions(head: &str) -> Option<(u32, u32)> {
    let root = root_element(head)?;
    let pixels = |name| attribute(root, name).and_then(length);
    if let (Some(width), Some(height)) = (pixels("width"), pixels("height")) {
        return whole(width, height);
    }
    let view_box: Vec<f64> = attribute(root, "viewBox")?
        .split([' ', ',', '\n', '\t'])
        .filter(|part| !part.is_empty())
        .map_while(|part| part.parse().ok())
        .collect();
    match view_box.as_slice() {
        &[_, _, width, height] => whole(width, height),
        _ => None,
    }
}

/// The inside of the root element's tag, comments and declarations passed over.
fn root_element(head: &str) -> Option<&str> {
    let mut rest = head;
    loop {
        rest = &rest[rest.find('<')?..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = &comment[comment.find("-->")?..];
        } else if rest.starts_with("<?") || rest.starts_with("<!") {
            rest = &rest[rest.find('>')?..];
        } else {
            let root = rest.strip_prefix("<svg")?;
            return root.starts_with([' ', '\n', '\t', '\r']).then(|| tag(root));
        }
    }
}

/// The text of a tag up to its `>`, quoted ones passed over.
fn tag(rest: &str) -> &str {
    let mut quote = None;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (None, '>') => return &rest[..at],
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    rest
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    loop {
        let equals = rest.find('=')?;
        let own = rest[..equals].trim();
        let value = rest[equals + 1..].trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let inside = &value[1..];
        let end = inside.find(quote)?;
        if own == name {
            return Some(&inside[..end]);
        }
        rest = &inside[end + 1..];
    }
}

/// A length in pixels; other units give none.
fn length(text: &str) -> Option<f64> {
    text.trim().trim_end_matches("px").trim_end().parse().ok()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is checked"
)]
fn whole(width: f64, height: f64) -> Option<(u32, u32)> {
    /// Beyond this no browser draws.
    const MOST: f64 = 1_000_000.0;
    let sound = |length: f64| (0.5..=MOST).contains(&length);
    (sound(width) && sound(height)).then(|| (width.round() as u32, height.round() as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_has_the_size_of_its_root_element() {
        for (svg, size) in [
            (r#"<svg width="10" height="20.4px">"#, Some((10, 20))),
            (
                "<?xml version='1.0'?>\n<!-- <svg width='1' height='1'> -->\n<svg xmlns='x'\n viewBox='0 0 640,480'>",
                Some((640, 480)),
            ),
            (r#"<svg width="100%" height="100%" viewBox="0 0 4 3"/>"#, Some((4, 3))),
            (r#"<svg data-a="x>y" width="5" height="6">"#, Some((5, 6))),
            (r#"<svg width="1e99" height="6">"#, None),
            (r#"<svg width="NaN" height="6">"#, None),
            (r"<svg>", None),
            (r"<html><svg width='5' height='6'>", None),
            ("<svg width=", None),
            ("<!--", None),
            ("", None),
        ] {
            assert_eq!(svg_dimensions(svg), size, "{svg}");
        }
    }
}
