//! Where readers answer to a page: a mail address or a form on the web.

use crate::base::{Address, classify};

/// The address to link to, `mailto:` or `https:`; `None` if the text is neither.
pub fn feedback_address(text: &str) -> Option<String> {
    let text = text.trim();
    match classify(text) {
        Address::Web(address) => Some(address),
        Address::Mail(address) => {
            let mailbox = address.get("mailto:".len()..)?;
            is_mailbox(mailbox).then(|| format!("mailto:{mailbox}"))
        }
        _ => is_mailbox(text).then(|| format!("mailto:{text}")),
    }
}

/// One mailbox, without anything that would have to be escaped.
fn is_mailbox(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && name.chars().all(is_plain)
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && host.chars().all(is_plain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_or_a_form_on_the_web_takes_answers() {
        for (text, address) in [
            (" web@hospital.example ", Some("mailto:web@hospital.example")),
            ("mailto:web@hospital.example", Some("mailto:web@hospital.example")),
            ("https://forms.example/?a=b", Some("https://forms.example/?a=b")),
            ("http://forms.example/", None),
            ("javascript:alert(1)", None),
            ("mailto:web@hospital.example?cc=x@y.example", None),
            ("/feedback/", None),
            ("web@hospital", None),
            ("us", None),
            ("", None),
        ] {
            assert_eq!(feedback_address(text).as_deref(), address, "{text}");
        }
    }
}
