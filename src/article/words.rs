//! Titles and slugs: small questions about single words.

/// Bytes that a slug may have: file systems allow 255 for one name.
pub(super) const MOST_SLUG_BYTES: usize = 200;

/// Whether a reader would see nothing.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(is_invisible)
}

fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}'
                | '\u{17b5}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// The text on one line: line ends and runs of white space become one space.
pub(super) fn one_line(text: &str) -> String {
    // Spaces that do not break are kept: somebody put them there on purpose.
    let is_gap = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
    let words = text.split(is_gap).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Why a slug cannot be one part of an address, as the rest of a sentence.
pub(super) fn check_slug(slug: &str) -> Result<(), &'static str> {
    let is_plain = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '-' | '_' | '.')
            || unicode_normalization::char::is_combining_mark(c)
    };
    if is_blank(slug) {
        Err("is empty")
    } else if slug.len() > MOST_SLUG_BYTES {
        Err("is longer than 200 bytes")
    } else if slug.contains(['/', '\\']) {
        Err("is a path, where one word is meant")
    } else if !slug.chars().all(is_plain) {
        Err("holds a character that is no letter, digit, hyphen, underscore or dot")
    } else if slug.starts_with('.') || slug.ends_with('.') {
        Err("begins or ends with a dot")
    } else {
        Ok(())
    }
}

/// What to call a page that gives itself no title: its file's name in words.
pub(super) fn title_from_topic(topic: &str) -> String {
    let name = match topic.rsplit_once('/') {
        Some((folder, "index")) => {
            folder.rsplit_once('/').map_or(folder, |(_, name)| name)
        }
        Some((_, name)) => name,
        None if topic == "index" => "home",
        None => topic,
    };
    let words = one_line(&name.replace(['-', '_'], " "));
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_blank() {
        for text in ["", " \u{200b}\u{2060} ", "\u{feff}\u{ad}", "\u{e0041}\u{a0}"] {
            assert!(is_blank(text), "{text:?}");
        }
        assert!(!is_blank(" \u{200b}x"));
        assert_eq!(one_line("one\n  two\tthree\n"), "one two three");
    }

    #[test]
    fn a_slug_is_one_plain_part_of_an_address() {
        for slug in ["going-home", "v1.2", "après_la-greffe", "移植", "404.html", "Same"]
        {
            assert_eq!(check_slug(slug), Ok(()), "{slug}");
        }
        let long = "a".repeat(5000);
        for slug in [
            "../../evil",
            "%2e%2e%2fevil",
            "/etc/cron.d/evil",
            "..\\..\\evil",
            "c:evil",
            "a\u{fffd}b",
            "",
            ".",
            "..",
            "a?b#c",
            "a b",
            long.as_str(),
        ] {
            assert!(check_slug(slug).is_err(), "{slug}");
        }
    }

    #[test]
    fn a_file_name_stands_in_for_a_title() {
        for (topic, title) in [
            ("after/going-home", "Going home"),
            ("after/index", "After"),
            ("a/b_c/index", "B c"),
            ("index", "Home"),
            ("élan", "Élan"),
            ("---", "---"),
        ] {
            assert_eq!(title_from_topic(topic), title);
        }
    }
}
