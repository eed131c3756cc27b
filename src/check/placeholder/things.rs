//! What colleagues are asked for, and what a reader looks for where a gap is.

/// What colleagues are asked for, and what is still to come.
pub(super) const THINGS: &[&str] = &[
    "address",
    "contact",
    "date",
    "dates",
    "details",
    "diagram",
    "email",
    "figure",
    "image",
    "images",
    "link",
    "links",
    "logo",
    "map",
    "name",
    "number",
    "phone",
    "photo",
    "photograph",
    "photos",
    "picture",
    "pictures",
    "place",
    "table",
    "telephone",
    "text",
    "time",
    "times",
    "venue",
    "video",
];

/// What stands alone in brackets where a value of it belongs: `[dose]`, `{ward name}`.
const VALUES: &[&str] = &[
    "address",
    "amount",
    "bleep",
    "building",
    "clinic",
    "consultant",
    "date",
    "dates",
    "day",
    "department",
    "dosage",
    "dose",
    "drug",
    "duration",
    "email",
    "ext",
    "extension",
    "fax",
    "floor",
    "frequency",
    "hospital",
    "hours",
    "initials",
    "location",
    "medicine",
    "month",
    "name",
    "names",
    "number",
    "numbers",
    "phone",
    "postcode",
    "price",
    "quantity",
    "room",
    "signature",
    "strength",
    "surname",
    "telephone",
    "time",
    "times",
    "title",
    "trust",
    "url",
    "venue",
    "ward",
    "weekday",
    "year",
];

/// Words before them that show that somebody speaks of the thing itself.
const SPOKEN: &[&str] = &[
    "a", "an", "any", "by", "each", "every", "her", "his", "in", "its", "my", "no", "of",
    "on", "one", "or", "our", "per", "same", "that", "the", "their", "this", "to",
    "which",
];

/// Whether words in brackets are the name of a value, and not a remark: `dose`,
/// `nurse's name`, `ward_number`.
pub(super) fn is_value(inside: &str) -> bool {
    const MOST: usize = 4;
    let inside = inside.trim().to_lowercase();
    let is_split = |c: char| c.is_whitespace() || matches!(c, '_' | '-' | '/');
    let words: Vec<&str> = inside.split(is_split).collect();
    let is_plain = |word: &&str| {
        !word.is_empty()
            && word.chars().all(|c| c.is_alphabetic() || "'\u{2019}".contains(c))
    };
    words.len() <= MOST
        && words.iter().all(|word| is_plain(word) && !SPOKEN.contains(word))
        && words.last().is_some_and(|last| VALUES.contains(last))
}
