//! Names of files: their endings, and what every system can hold of them.

use crate::base::slugify;

/// Whether a name has one of these endings, whatever their capitals.
pub(super) fn ends_with(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// A name without its ending.
pub(super) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A name that every system and every address can hold.
pub(super) fn portable(name: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.chars().all(safe) {
        return name.to_owned();
    }
    let (stem, ending) =
        name.rsplit_once('.').map_or((name, ""), |(stem, ending)| (stem, ending));
    let slug = slugify(stem);
    if ending.is_empty() { slug } else { format!("{slug}.{ending}") }
}
