//! Addresses in pictures and style sheets.

/// Whether an address leads out of the file that it stands in.
pub(super) fn leads_out(address: &str) -> bool {
    /// What a file may hold of other files.
    const HELD: &[&str] = &[
        "data:image/png",
        "data:image/jpeg",
        "data:image/jpg",
        "data:image/gif",
        "data:image/webp",
        "data:image/avif",
        "data:font/",
        "data:application/font-",
        "data:application/x-font-",
    ];
    // Browsers pass over control characters and white space in addresses.
    let address: String =
        address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let address = address.to_ascii_lowercase();
    let is_held = HELD.iter().any(|held| address.starts_with(held));
    !(address.is_empty() || address.starts_with('#') || is_held)
}
