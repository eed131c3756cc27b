//! `robots`: what search engines may do with a page.

use super::words;
use crate::diagnostic::{meant, nearest};
use crate::yaml::{Fields, Value, ValueKind, shown};

/// What search engines may do with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Robots {
    /// Whether they may list it.
    pub index: bool,
    /// Whether they may follow its links.
    pub follow: bool,
}

impl Default for Robots {
    fn default() -> Self {
        Robots { index: true, follow: true }
    }
}

impl Robots {
    /// The content of the page's `<meta name="robots">`; none where everything is allowed.
    pub fn content(self) -> Option<&'static str> {
        match (self.index, self.follow) {
            (true, true) => None,
            (false, true) => Some("noindex"),
            (true, false) => Some("nofollow"),
            (false, false) => Some("noindex, nofollow"),
        }
    }

    /// Adds what one word of the protocol says; `None` if it is no such word.
    fn told(self, word: &str) -> Option<Self> {
        Some(match word {
            "all" => Robots::default(),
            "none" => Robots { index: false, follow: false },
            "index" => Robots { index: true, ..self },
            "noindex" => Robots { index: false, ..self },
            "follow" => Robots { follow: true, ..self },
            "nofollow" => Robots { follow: false, ..self },
            _ => return None,
        })
    }
}

fn is_yes(value: &Value) -> bool {
    let word = value.as_text().unwrap_or("");
    ["true", "yes", "on"].iter().any(|yes| word.eq_ignore_ascii_case(yes))
}

/// The words of [`Robots::told`].
const WORDS: [&str; 6] = ["noindex", "nofollow", "none", "index", "follow", "all"];

/// Reads `robots`: a group, or the words of the protocol.
/// `is_unlisted`: a key of another program keeps search engines out. What somebody keeps from
/// them is not to be given to them all the same.
pub(super) fn robots(fields: &mut Fields<'_>, is_unlisted: bool) -> Robots {
    let robots = own(fields);
    Robots { index: robots.index && !is_unlisted, ..robots }
}

fn own(fields: &mut Fields<'_>) -> Robots {
    let mut robots = Robots::default();
    let Some(value) = fields.value("robots") else { return robots };
    if matches!(value.kind, ValueKind::Mapping(_)) {
        let Some((group, keys)) = fields.group("robots") else { return robots };
        let mut inner = fields.inner(group, keys);
        robots.index = inner.flag("index").unwrap_or(robots.index);
        robots.follow = inner.flag("follow").unwrap_or(robots.follow);
        let denies = |name| group.get(name).is_some_and(|entry| is_yes(&entry.value));
        robots.index &= !denies("noindex");
        robots.follow &= !denies("nofollow");
        inner.finish(&[
            ("noindex", "write `index: false` instead"),
            ("nofollow", "write `follow: false` instead"),
        ]);
        return robots;
    }
    let texts = match value.kind {
        ValueKind::List(_) => fields.texts_of(value, "robots"),
        _ => fields.text_of(value, "robots").into_iter().collect(),
    };
    for text in texts {
        let words = text.value.to_ascii_lowercase();
        for word in words.split([',', ' ']).filter(|word| !words::is_blank(word)) {
            if let Some(told) = robots.told(word) {
                robots = told;
                continue;
            }
            let help = match nearest(word, WORDS) {
                Some(near) => meant(&format!("robots: {near}")),
                None => "write `robots: {index: false}` to keep the page from search \
                         engines"
                    .to_owned(),
            };
            let message = format!("`robots` does not take `{}`", shown(word));
            fields.bad_value(text.span, message, help);
        }
    }
    robots
}
