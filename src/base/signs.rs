//! Whether a text holds one of a few ASCII signs: most texts hold none of those that a pass
//! looks for, and then the pass is spared. Many bytes are looked at together.

/// So many bytes are looked at together.
const MANY: usize = 32;

/// Whether `text` holds one of `signs`, which are ASCII.
#[inline]
pub fn holds<const N: usize>(text: &str, signs: &[u8; N]) -> bool {
    // Without a jump, so that the compiler compares many bytes at a time.
    let is_one =
        |byte: &u8| signs.iter().fold(0, |any, sign| any | u8::from(byte == sign));
    let is_sign = |byte: &u8| is_one(byte) != 0;
    let (parts, rest) = text.as_bytes().as_chunks::<MANY>();
    parts.iter().any(|part| part.iter().fold(false, |any, byte| any | is_sign(byte)))
        || rest.iter().any(is_sign)
}

/// Whether two bytes of `text` side by side are both such as `is_one` says.
#[inline]
pub fn holds_pair(text: &str, is_one: impl Fn(u8) -> bool) -> bool {
    let is_pair = |pair: &[u8]| is_one(pair[0]) & is_one(pair[1]);
    let mut bytes = text.as_bytes();
    while let Some(part) = bytes.first_chunk::<{ MANY + 1 }>() {
        let pair = |at: usize| u8::from(is_one(part[at]) & is_one(part[at + 1]));
        if (0..MANY).fold(0, |any, at| any | pair(at)) != 0 {
            return true;
        }
        bytes = &bytes[MANY..];
    }
    bytes.windows(2).any(is_pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_found_wherever_it_stands() {
        for at in 0..100 {
            let text = format!("{}~{}", "a".repeat(at), "\u{e9}".repeat(100 - at));
            assert!(holds(&text, b"^~"), "{at}");
            assert!(!holds(&text, b"^@"), "{at}");
            let text = format!("{}WA{}", "aB".repeat(at), "bA".repeat(100 - at));
            assert!(holds_pair(&text, |byte| byte.is_ascii_uppercase()), "{at}");
        }
        assert!(!holds_pair(&"aB".repeat(100), |byte| byte.is_ascii_uppercase()));
        assert!(!holds("", b"~") && !holds_pair("A", |_| true));
    }
}
