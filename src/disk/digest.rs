//! The SHA-256 of bytes, and how it is written.

use sha2::{Digest as _, Sha256};

/// A digest of bytes that come in pieces.
#[derive(Debug, Clone, Default)]
pub struct Digest(Sha256);

impl Digest {
    /// Takes the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all pieces.
    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// The digest of some bytes.
pub fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
    bytes.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_the_standard() {
        let mut digest = Digest::default();
        digest.update(b"a");
        digest.update(b"bc");
        let whole = super::digest(b"abc");
        assert_eq!(digest.finish(), whole);
        assert!(hex(&whole).starts_with("ba7816bf8f01cfea414140de5dae2223b00361a3"));
    }
}
