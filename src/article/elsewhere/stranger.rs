//! Keys that no program has, and words that have a slip in them: where they look like what
//! decides who sees the page, and would hold it back, nothing is published.

use super::value::{day_of, flag, is_none, limits, nearly_limits};
use super::{ElsewhereReader, sense};
use crate::article::keys::STATUSES;
use crate::article::other_words::{Meaning, hides, is_of_content, surely_hides};
use crate::diagnostic::{Diagnostic, UNCLEAR_WITHHOLDING, nearest};
use crate::yaml::{MappingEntry, Value, shown};

impl ElsewhereReader<'_> {
    /// A key that no program has; false if it is to be told as an unknown one.
    pub(super) fn stranger(&mut self, entry: &MappingEntry, known: &[&str]) -> bool {
        let name = entry.key.value.as_str();
        let other = [
            "draft",
            "publish",
            "private",
            "unpublished",
            "hidden",
            "publishdate",
            "expirydate",
        ];
        let value = &entry.value;
        let word = value.as_text().unwrap_or("");
        let near = nearest(name, known.iter().copied().chain(other)).unwrap_or_default();
        let is_no = || flag(value) == Some(false) || limits(value) || is_none(value);
        let holds_back = surely_hides(word) && !is_of_content(name)
            || match near {
                "status" => hides(word),
                "publish_on" | "expires_on" | "publishdate" | "expirydate" => {
                    day_of(value).is_some()
                }
                "draft" | "private" | "unpublished" | "hidden" => {
                    flag(value) == Some(true)
                }
                "publish" | "published" => flag(value) == Some(false),
                _ => false,
            }
            || sense::is_approval(name) && is_no()
            || self.holds_without_slips(name, value);
        if !holds_back {
            return false;
        }
        let help = match near {
            "publish_on" | "publishdate" => {
                format!("write `publish_on: {}`", shown(word))
            }
            "expires_on" | "expirydate" => format!("write `expires_on: {}`", shown(word)),
            "status" if STATUSES.iter().any(|known| known.eq_ignore_ascii_case(word)) => {
                format!("write `status: {}`", shown(word).to_ascii_lowercase())
            }
            _ => "write `status: draft`".to_owned(),
        };
        let message = format!(
            "the front matter has no key `{}`, and it may be meant to hold the page back",
            shown(name)
        );
        self.told.push(
            Diagnostic::new(&UNCLEAR_WITHHOLDING, entry.key.span, message)
                .with_help(help),
        );
        true
    }

    /// Whether a key would hold the page back if a letter in it were another.
    fn holds_without_slips(&self, name: &str, value: &Value) -> bool {
        let right = sense::without_slips(name);
        let meaning =
            right.and_then(|right| sense::of_key(&right, value, self.starts_alone));
        match meaning {
            Some(Meaning::Hides) => flag(value) == Some(true),
            Some(Meaning::Shows) => flag(value) == Some(false),
            Some(Meaning::Done) => flag(value) == Some(false) || limits(value),
            Some(Meaning::Word) => limits(value),
            Some(Meaning::From | Meaning::Until) => day_of(value).is_some(),
            _ => false,
        }
    }

    /// A word that has a slip in it, behind a key for the state of the page: `stage: drfat`.
    pub(super) fn slip(&mut self, entry: &MappingEntry) -> bool {
        let is_slip = nearly_limits(&entry.value);
        if is_slip {
            let word = entry.value.as_text().unwrap_or_default();
            let message = format!("`{}` may be meant to hold the page back", shown(word));
            self.unclear(entry.value.span, message);
        }
        is_slip
    }
}
