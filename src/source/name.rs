//! Names that work on every system.

/// Why a file or folder name cannot be used everywhere. `None`: it can.
pub fn fault(name: &str) -> Option<String> {
    if let Some(c) = name.chars().find(|&c| r#"<>:"|?*\"#.contains(c)) {
        return Some(format!("the name holds `{c}`, which Windows does not allow"));
    }
    if let Some(c) = name.chars().find(|c| c.is_control()) {
        return Some(format!(
            "the name holds the control character U+{:04X}",
            u32::from(c)
        ));
    }
    // A file's stem counts as well: its page becomes a folder of that name.
    let stem = name.strip_suffix(".md").unwrap_or(name);
    for part in [name, stem] {
        if part.ends_with('.') {
            return Some("the name ends with a dot, which Windows drops".to_owned());
        }
        if part.ends_with(' ') || part.starts_with(' ') {
            return Some("the name begins or ends with a space".to_owned());
        }
    }
    let base = name.split('.').next().unwrap_or(name).trim_end();
    is_device(base).then(|| format!("`{base}` is the name of a device on Windows"))
}

fn is_device(base: &str) -> bool {
    let base = base.to_ascii_uppercase();
    let numbered = |prefix: &str| {
        base.strip_prefix(prefix).is_some_and(|rest| {
            matches!(rest.chars().next(), Some('1'..='9' | '¹' | '²' | '³'))
                && rest.chars().count() == 1
        })
    };
    matches!(base.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_cannot_hold_are_found() {
        for name in [
            "CON.md",
            "aux.md",
            "NUL.md",
            "com1.md",
            "LPT9.md",
            "prn",
            "con.tar.md",
            "a..md",
            "a .md",
            "a*b.md",
            "why?.md",
            "a:b.md",
            "a\\b.md",
            "\"><script>.md",
            "a\nb.md",
            "a\u{1b}[2Jb.md",
            "end.",
            " lead.md",
        ] {
            assert!(fault(name).is_some(), "{name:?}");
        }
        for name in [
            "console.md",
            "com10.md",
            "com.md",
            "a#b.md",
            "100%.md",
            "a&b=c.md",
            "-rf.md",
            "عناوين.md",
            "医院.md",
            "🏥.md",
            "a..b.md",
            "Visiting hours and parking.md",
            ".well-known",
        ] {
            assert_eq!(fault(name), None, "{name:?}");
        }
    }
}
