//! Images: text alternative, width and height, figure and caption.

use std::fmt::Write as _;

use super::{Writer, WrittenText};
use crate::base::{UrlPath, escape, escape_into};
use crate::diagnostic::MISSING_ALT_TEXT;
use crate::markdown::{DECORATIVE, NodeId, NodeKind};
use crate::site::Destination;
use crate::source::SourceContent;
use crate::yaml::shown;

impl Writer<'_> {
    /// An image, in running text or in a figure, which has its title as the caption.
    pub(super) fn image(
        &mut self,
        text: &mut WrittenText<'_>,
        node: NodeId,
        at: usize,
        title: &str,
        is_figure: bool,
    ) {
        let alternative = text.document.text_of(node);
        let alternative = alternative.trim();
        if alternative.is_empty() && title != DECORATIVE {
            let range = text.document.nodes[node].range.clone();
            let message = "this image has no text for those who cannot see it";
            let written = text.source.get(range.clone()).unwrap_or("");
            let help = match written.strip_prefix("![[").and_then(|rest| rest.strip_suffix("]]")) {
                Some(file) => {
                    let path = self.path_of_file(text, at);
                    let path = path.unwrap_or_else(|| file.split('|').next().unwrap_or(file).to_owned());
                    let path = if path.contains(' ') { format!("<{path}>") } else { path };
                    format!("write what it shows: `![…]({})`", shown(&path))
                }
                None => "write what it shows between the square brackets, or `\"decorative\"` \
                         after the file name if it shows nothing"
                    .to_owned(),
            };
            let help = Some(help);
            self.find(text, &MISSING_ALT_TEXT, range, message.to_owned(), help);
        }
        self.judge_alternative(text, node, alternative);
        let Some(Destination::File { asset, suffix }) =
            text.link_at(at).map(|link| link.destination.clone())
        else {
            // A finding says that it is missing; its text still says what it shows.
            escape_into(&mut self.out, alternative);
            return;
        };
        let file = &self.around.site.assets[asset];
        let address = UrlPath::file(file.path.as_str()).href(self.around.base_path);
        let _ = write!(
            self.out,
            "<img src=\"{}{}\" alt=\"{}\"",
            escape(&address),
            escape(&suffix),
            escape(alternative)
        );
        if !is_figure && !title.is_empty() && title != DECORATIVE {
            let _ = write!(self.out, " title=\"{}\"", escape(title));
        }
        if let SourceContent::Binary { dimensions: Some((width, height)), .. } =
            file.content
        {
            let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
        }
        self.out.push('>');
    }

    /// The path of a picture that was named by its file alone, from the content folder on.
    fn path_of_file(&self, text: &WrittenText<'_>, at: usize) -> Option<String> {
        let Destination::File { asset, .. } = text.link_at(at)?.destination else {
            return None;
        };
        Some(format!("/{}", self.around.site.assets[asset].path.as_str()))
    }

    /// Tells words that say nothing of what is shown: the name of the file, or a size.
    fn judge_alternative(
        &mut self,
        text: &mut WrittenText<'_>,
        node: NodeId,
        alternative: &str,
    ) {
        let size = alternative.rsplit_once('|').filter(|(_, size)| {
            !size.is_empty() && size.bytes().all(|b| b.is_ascii_digit() || b == b'x')
        });
        let (message, help) = if is_name_of_a_file(alternative) {
            (
                format!(
                    "`{}` is the name of a file, and says nothing of what is shown",
                    shown(alternative)
                ),
                "write what it shows between the square brackets".to_owned(),
            )
        } else if let Some((words, size)) = size {
            (
                format!("`|{size}` is read out with the words of this image"),
                format!("write `{}` alone: the theme chooses the size", shown(words)),
            )
        } else {
            return;
        };
        let range = text.document.nodes[node].range.clone();
        self.find(text, &MISSING_ALT_TEXT, range, message, Some(help));
    }

    /// An image alone in its paragraph, with its Markdown title as the caption.
    pub(super) fn figure(&mut self, text: &mut WrittenText<'_>, node: NodeId) {
        let document = text.document;
        let Some(image) = document.children(node).next() else { return };
        let NodeKind::Image { at, title } = &document.nodes[image].kind else { return };
        let (at, title) = (*at, title.to_string());
        if title == DECORATIVE || title.is_empty() {
            self.out.push_str("<figure>");
            self.image(text, image, at, &title, true);
            self.out.push_str("</figure>\n");
            return;
        }
        self.out.push_str("<figure>\n");
        self.image(text, image, at, &title, true);
        self.out.push_str("\n<figcaption>");
        self.figure_caption(text, image, &title);
        self.out.push_str("</figcaption>\n</figure>\n");
    }
}

/// Whether words are a file's name, or what a camera or a program calls a picture.
fn is_name_of_a_file(words: &str) -> bool {
    const ENDINGS: &[&str] =
        &["png", "jpg", "jpeg", "gif", "webp", "svg", "heic", "bmp", "tif", "tiff"];
    const CAMERAS: &[&str] =
        &["img_", "img-", "dsc_", "dscn", "dscf", "pxl_", "image00", "screenshot_"];
    let small = words.to_ascii_lowercase();
    let ending = small.rsplit_once('.').map_or("", |(_, ending)| ending);
    !small.contains(' ')
        && (ENDINGS.contains(&ending)
            || CAMERAS.iter().any(|name| {
                small
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()))
            }))
}
