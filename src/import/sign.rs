//! The signs of fonts that draw other signs than their letters: Symbol and Wingdings. A
//! clinical `≥` is often one of them.

/// The font Symbol, whose letters are Greek: from 0x20.
const SYMBOL: &str = concat!(
    " !∀#∃%&∍()∗+,−./0123456789:;<=>?",
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
);

/// The upper half of the same: from 0xA0.
const SYMBOL_UPPER: &str = concat!(
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|―↵",
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    "◊〈®©™∑",
);

/// The signs of Wingdings that documents have as bullets, ticks, boxes and arrows.
const WINGDINGS: &[(u32, char)] = &[
    (0x20, ' '),
    (0x22, '✂'),
    (0x28, '☎'),
    (0x29, '✆'),
    (0x2a, '✉'),
    (0x36, '⌛'),
    (0x3f, '✍'),
    (0x41, '✌'),
    (0x43, '👍'),
    (0x44, '👎'),
    (0x45, '☜'),
    (0x46, '☞'),
    (0x47, '☝'),
    (0x48, '☟'),
    (0x4a, '☺'),
    (0x4b, '😐'),
    (0x4c, '☹'),
    (0x4e, '☠'),
    (0x52, '☼'),
    (0x54, '❄'),
    (0x6c, '●'),
    (0x6d, '❍'),
    (0x6e, '■'),
    (0x6f, '□'),
    (0x70, '◻'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x73, '⬧'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x78, '☒'),
    (0x9e, '·'),
    (0x9f, '•'),
    (0xa0, '▪'),
    (0xa1, '○'),
    (0xa4, '◉'),
    (0xa5, '◎'),
    (0xa7, '▪'),
    (0xa8, '☐'),
    (0xab, '★'),
    (0xb6, '✩'),
    (0xd8, '➢'),
    (0xdf, '←'),
    (0xe0, '→'),
    (0xe1, '↑'),
    (0xe2, '↓'),
    (0xe8, '➔'),
    (0xef, '⇦'),
    (0xf0, '⇨'),
    (0xf1, '⇧'),
    (0xf2, '⇩'),
    (0xf3, '⬄'),
    (0xf4, '⇳'),
    (0xfb, '✗'),
    (0xfc, '✓'),
    (0xfd, '☒'),
    (0xfe, '☑'),
];

/// The same of Wingdings 2.
const WINGDINGS_2: &[(u32, char)] = &[
    (0x4f, '✗'),
    (0x50, '✓'),
    (0x51, '☒'),
    (0x52, '☑'),
    (0x53, '☒'),
    (0x54, '☒'),
    (0x95, '•'),
    (0x96, '●'),
    (0x97, '●'),
    (0xa2, '■'),
    (0xa3, '□'),
];

/// The same of Wingdings 3.
const WINGDINGS_3: &[(u32, char)] = &[
    (0x66, '←'),
    (0x67, '→'),
    (0x68, '↑'),
    (0x69, '↓'),
    (0x70, '▲'),
    (0x71, '▼'),
    (0x7d, '▶'),
    (0x22, '⇄'),
    (0x21, '⇆'),
];

/// Whether a font draws other signs than its letters.
pub(super) fn is_symbol_font(font: &str) -> bool {
    let font = font.trim().to_lowercase();
    font == "symbol" || font.starts_with("wingdings") || font == "webdings"
}

/// The sign that a font draws for a number, which may stand in the private area of Unicode.
/// `None`: nobody here knows it.
pub(super) fn sign(font: &str, number: u32) -> Option<char> {
    let is_private = (0xe000..=0xf8ff).contains(&number);
    let number =
        if (0xf000..=0xf0ff).contains(&number) { number - 0xf000 } else { number };
    let listed = |list: &[(u32, char)]| {
        list.iter().find(|(own, _)| *own == number).map(|(_, sign)| *sign)
    };
    match font.trim().to_lowercase().as_str() {
        "symbol" => match usize::try_from(number).ok()? {
            at @ 0x20..=0x7e => SYMBOL.chars().nth(at - 0x20),
            at @ 0xa0..=0xe5 => SYMBOL_UPPER.chars().nth(at - 0xa0),
            _ => None,
        },
        "wingdings" => listed(WINGDINGS),
        "wingdings 2" => listed(WINGDINGS_2),
        "wingdings 3" => listed(WINGDINGS_3),
        "webdings" => None,
        // In any other font a letter is what it says, unless it is private.
        _ if is_private => None,
        _ => char::from_u32(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clinical_signs_are_known() {
        for (font, number, expected) in [
            ("Symbol", 0xf0b3, Some('≥')),
            ("Symbol", 0xf0a3, Some('≤')),
            ("symbol", 0xb1, Some('±')),
            ("Symbol", 0xf0b0, Some('°')),
            ("Symbol", 0xf0b4, Some('×')),
            ("Symbol", 0xf0ae, Some('→')),
            ("Symbol", 0xf0ad, Some('↑')),
            ("Symbol", 0xf0af, Some('↓')),
            ("Symbol", 0xf0b7, Some('•')),
            ("Symbol", 0xf0b9, Some('≠')),
            ("Symbol", 0xf0bb, Some('≈')),
            ("Symbol", 0xf061, Some('α')),
            ("Symbol", 0xf06d, Some('μ')),
            ("Symbol", 0xf044, Some('Δ')),
            ("Symbol", 0xf0d6, Some('√')),
            ("Symbol", 0xf0e5, Some('∑')),
            ("Wingdings", 0xf0fc, Some('✓')),
            ("Wingdings 2", 0xf050, Some('✓')),
            ("Wingdings", 0xf021, None),
            ("Arial", 0x2265, Some('≥')),
            ("Arial", 0xf0b3, None),
        ] {
            assert_eq!(sign(font, number), expected, "{font} {number:x}");
        }
    }
}
