//! Pictures: saved beside the page under a safe name, judged by their bytes and never by what
//! they are called.

use serde_json::{Value, json};

use super::WritersDesk;
use super::ask::queried;
use super::place::text_file;
use crate::base::{ContentPath, Error, slugify};
use crate::disk;
use crate::edit::{self, Change};
use crate::serve::Call;
use crate::source::{Bared, CONTENT_FOLDER, SourceTree, bare, name_fault, svg_fault};

/// Where they are sent.
pub(super) const PATH: &str = "/__engraft/desk/picture";
/// How many names are tried.
const MOST_NAMES: u32 = 1_000;

/// Takes a picture. Gives the line that shows it.
pub(super) fn take(desk: &WritersDesk, call: &Call) -> Result<Value, Error> {
    let page = text_file(&queried(call, "path"))?;
    let alternative = queried(call, "alt");
    let alternative = alternative.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_decorative = queried(call, "decorative") == "yes";
    if alternative.is_empty() && !is_decorative {
        return Err(Error::usage("a picture needs a text for those who cannot see it")
            .with_help("say what it shows, or that it is decoration"));
    }
    let extension = judged(&call.body)?;
    let _locked = desk.lock_sources()?;
    let path = free_path(desk, &page, &queried(call, "name"), extension)?;
    let mut change = Change::default();
    change.place(path.clone(), call.body.clone());
    edit::apply(&change, &SourceTree::default(), &desk.root)?;
    desk.preview.rebuild();
    let name = path.file_name();
    let line = if is_decorative {
        format!("![]({name} \"decorative\")")
    } else {
        let signs = ['\\', '[', ']', '<', '>', '*', '_', '`'];
        let escaped: String = alternative
            .chars()
            .flat_map(|c| signs.contains(&c).then_some('\\').into_iter().chain([c]))
            .collect();
        format!("![{escaped}]({name})")
    };
    Ok(json!({ "line": line, "path": path.as_str() }))
}

/// The extension of a picture that browsers show.
fn judged(bytes: &[u8]) -> Result<&'static str, Error> {
    let begins = |at: usize, mark: &[u8]| {
        bytes.get(at..).is_some_and(|rest| rest.starts_with(mark))
    };
    let no_picture = |what: &str, help: &str| {
        Err(Error::usage(format!("this is {what}")).with_help(help))
    };
    let again = "save it as PNG or JPEG in the program that made it, and add that";
    let extension = if begins(0, b"\x89PNG\r\n\x1a\n") {
        "png"
    } else if begins(0, b"\xff\xd8\xff") {
        "jpg"
    } else if begins(0, b"GIF87a") || begins(0, b"GIF89a") {
        "gif"
    } else if begins(0, b"RIFF") && begins(8, b"WEBP") {
        "webp"
    } else if begins(4, b"ftypavif") {
        "avif"
    } else if begins(4, b"ftyphei") || begins(4, b"ftypmif1") || begins(4, b"ftyphev") {
        return no_picture(
            "a HEIC picture, as telephones take it, which browsers do not show",
            again,
        );
    } else if begins(0, b"II*\0") || begins(0, b"MM\0*") {
        return no_picture("a TIFF picture, which browsers do not show", again);
    } else if begins(0, b"BM") {
        return no_picture(
            "a BMP picture, which is far larger than it needs to be",
            again,
        );
    } else if begins(0, b"%PDF") {
        return no_picture(
            "a PDF document, not a picture",
            "link to it as a file to download",
        );
    } else if is_svg(bytes) {
        if let Some(message) = svg_fault(bytes) {
            let help = "save it as PNG, or take out of it what runs or leads elsewhere";
            return no_picture(
                &format!("an SVG picture that is not safe: {message}"),
                help,
            );
        }
        "svg"
    } else {
        return no_picture("no picture that browsers show", again);
    };
    match bare(bytes.to_vec()) {
        Bared::Damaged => no_picture("a damaged picture", again),
        Bared::Picture { .. } | Bared::Other => Ok(extension),
    }
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4_096)];
    String::from_utf8_lossy(head).to_ascii_lowercase().contains("<svg")
}

/// A path beside the page that nothing has.
fn free_path(
    desk: &WritersDesk,
    page: &ContentPath,
    name: &str,
    extension: &str,
) -> Result<ContentPath, Error> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let slug: String = slugify(stem).chars().take(60).collect();
    let slug = if slug.is_empty() || name_fault(&slug).is_some() {
        "picture".to_owned()
    } else {
        slug
    };
    for number in 1..=MOST_NAMES {
        let counted = if number == 1 { String::new() } else { format!("-{number}") };
        let file = format!("{slug}{counted}.{extension}");
        let path = match page.folder() {
            "" => file,
            folder => format!("{folder}/{file}"),
        };
        let place = desk.root.join(CONTENT_FOLDER).join(&path);
        if let Some(path) = ContentPath::new(&path).filter(|_| !disk::exists(&place)) {
            return Ok(path);
        }
    }
    Err(Error::usage(format!("there are {MOST_NAMES} pictures called `{slug}` here"))
        .with_help("give this one another name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_a_picture_is() {
        assert_eq!(judged(b"GIF89a").unwrap(), "gif");
        let safe =
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";
        assert_eq!(judged(safe).unwrap(), "svg");
        for (bytes, words) in [
            (
                &b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>"[..],
                "not safe",
            ),
            (b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>", "not safe"),
            (b"\0\0\0\x18ftypheic", "HEIC"),
            (b"II*\0", "TIFF"),
            (b"BM....", "BMP"),
            (b"%PDF-1.7", "PDF"),
            (b"<html>", "no picture"),
            (b"", "no picture"),
            (b"\x89PNG\r\n\x1a\ncut", "damaged"),
        ] {
            let error = judged(bytes).unwrap_err();
            assert!(error.to_string().contains(words), "{error}");
            assert!(error.help().is_some());
        }
    }
}
