//! Images: text alternative, width and height, figure and caption.

use std::fmt::Write as _;

use super::{Writer, WrittenText};
use crate::base::{UrlPath, escape, escape_into};
use crate::diagnostic::MISSING_ALT_TEXT;
use crate::markdown::{NodeId, NodeKind};
use crate::site::Destination;
use crate::source::SourceContent;

/// The Markdown title that says that an image is mere decoration.
const DECORATIVE: &str = "decorative";

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
            let help = "write what it shows between the square brackets, or `\"decorative\"` \
                        after the file name if it shows nothing";
            let help = Some(help.to_owned());
            self.find(text, &MISSING_ALT_TEXT, range, message.to_owned(), help);
        }
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
