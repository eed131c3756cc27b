//! `formats`: the other forms in which every page for patients is published.

use crate::diagnostic::did_you_mean;
use crate::yaml::{Fields, shown};

/// Another form of a page, with the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TwinFormat {
    /// In large letters.
    LargePrint,
    /// With nothing but its words.
    Text,
}

impl TwinFormat {
    /// All of them.
    pub const ALL: [TwinFormat; 2] = [TwinFormat::LargePrint, TwinFormat::Text];

    /// What authors and templates call it; the last part of the address of the page.
    pub fn name(self) -> &'static str {
        match self {
            TwinFormat::LargePrint => "large-print",
            TwinFormat::Text => "text",
        }
    }
}

/// Reads `formats`: each of them once, in the order of the author.
pub(super) fn formats(fields: &mut Fields<'_>) -> Vec<TwinFormat> {
    let mut formats = Vec::new();
    for written in fields.texts("formats") {
        let name = written.value.to_ascii_lowercase();
        match TwinFormat::ALL.into_iter().find(|format| format.name() == name) {
            Some(format) if formats.contains(&format) => {}
            Some(format) => formats.push(format),
            None => {
                let names = TwinFormat::ALL.into_iter().map(TwinFormat::name);
                let otherwise = "write `formats: [large-print, text]`, or one of the two; \
                                 name other forms in the `formats` of a page";
                let help = did_you_mean(&name, names, otherwise);
                let message = format!(
                    "`{}` is no form that Engraft makes of a page",
                    shown(&written.value)
                );
                fields.bad_value(written.span, message, help);
            }
        }
    }
    formats
}
