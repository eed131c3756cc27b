//! What is left out and no reader misses: colours, sizes, and where a link opens. It is told
//! once for a text, so that it does not bury what is lost.

use std::ops::Range;

use crate::diagnostic::DROPPED_STYLING;
use crate::markdown::Fault;

/// How many names a finding lists.
const MOST: usize = 4;

/// What was left out of one text without a loss.
#[derive(Debug, Default)]
pub(super) struct Looks {
    names: Vec<String>,
    first: Option<Range<usize>>,
    count: usize,
}

impl Looks {
    /// Notes one that was left out; false if a reader may miss it.
    pub(super) fn take_attribute(
        &mut self,
        element: &str,
        attribute: &str,
        place: &Range<usize>,
    ) -> bool {
        let is_taken = is_of_looks(element, attribute);
        if is_taken {
            self.note(attribute.to_owned(), place);
        }
        is_taken
    }

    /// The same of the tags around words, which stay.
    pub(super) fn take_element(&mut self, element: &str, place: &Range<usize>) -> bool {
        const ELEMENTS: &[&str] = &[
            "article", "aside", "basefont", "big", "center", "font", "footer", "header",
            "hgroup", "link", "main", "meta", "nav", "nobr", "style", "tt",
        ];
        let is_taken = ELEMENTS.contains(&element);
        if is_taken {
            self.note(format!("<{element}>"), place);
        }
        is_taken
    }

    fn note(&mut self, name: String, place: &Range<usize>) {
        self.first.get_or_insert_with(|| place.clone());
        self.count += 1;
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    /// The finding about all of them; it is handed out once.
    pub(super) fn fault(&mut self) -> Option<Fault> {
        let range = self.first.take()?;
        let names = std::mem::take(&mut self.names);
        let count = std::mem::take(&mut self.count);
        let shown: Vec<String> =
            names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
        let (list, verb) = match shown.split_last() {
            Some((last, [])) => (last.clone(), "is"),
            Some((last, rest)) if names.len() <= MOST => {
                (format!("{} and {last}", rest.join(", ")), "are")
            }
            _ => (format!("{} and others", shown.join(", ")), "are"),
        };
        let times = if count > 1 {
            format!(", {count} times in this file")
        } else {
            String::new()
        };
        Some(Fault {
            rule: &DROPPED_STYLING,
            range,
            message: format!("{list} {verb} left out{times}, and no reader misses it"),
            help: Some(
                "nothing needs to be done; colours, sizes and the place of things belong to \
                 the theme, and readers choose where a link opens"
                    .to_owned(),
            ),
        })
    }
}

/// Whether an attribute says only how something looks, or is meant for programs.
fn is_of_looks(element: &str, attribute: &str) -> bool {
    const LOOKS: &[&str] = &[
        "align",
        "background",
        "bgcolor",
        "border",
        "bordercolor",
        "cellpadding",
        "cellspacing",
        "char",
        "charoff",
        "clear",
        "color",
        "compact",
        "crossorigin",
        "decoding",
        "download",
        "face",
        "fetchpriority",
        "frame",
        "frameborder",
        "height",
        "hspace",
        "itemid",
        "itemprop",
        "itemref",
        "itemscope",
        "itemtype",
        "loading",
        "markdown",
        "nowrap",
        "ping",
        "referrerpolicy",
        "rel",
        "rules",
        "size",
        "sizes",
        "srcset",
        "style",
        "target",
        "type",
        "valign",
        "vspace",
        "width",
        "xmlns",
    ];
    let is_data =
        ["data-", "xmlns:", "v-", "x-"].iter().any(|start| attribute.starts_with(start));
    // What a list counts by is read with it.
    let is_number = attribute == "type" && element == "ol";
    is_data || (LOOKS.contains(&attribute) && !is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_misses_is_told_once() {
        let mut looks = Looks::default();
        assert!(looks.fault().is_none());
        assert!(looks.take_attribute("a", "target", &(5..9)));
        assert!(looks.take_attribute("p", "style", &(20..30)));
        assert!(looks.take_element("font", &(40..44)));
        assert!(!looks.take_attribute("p", "onclick", &(50..55)));
        assert!(!looks.take_element("video", &(60..65)));
        let fault = looks.fault().unwrap();
        assert_eq!(fault.range, 5..9);
        assert_eq!(
            fault.message,
            "`target`, `style` and `<font>` are left out, 3 times in this file, and no reader \
             misses it"
        );
        assert!(looks.fault().is_none());
    }
}
