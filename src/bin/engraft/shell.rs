//! Words of a command as people paste them into a shell.

use engraft::report::escape_terminal;

/// A word, between quotation marks where a shell would read it otherwise: those of the
/// systems' usual shells, of which the one of Windows knows only double ones.
pub(crate) fn word(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "._/:\\-+".contains(c);
    let word = escape_terminal(word);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.into_owned()
    } else if cfg!(windows) {
        format!("\"{word}\"")
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_reads_each_word_as_it_was() {
        for given in [
            "plain/été.json",
            "two words",
            "a$HOME",
            "`id`",
            "it's",
            "a;b|c&d",
            "\"x\"",
            "",
        ] {
            let script = format!("printf %s {}", word(given));
            let ran = std::process::Command::new("sh").args(["-c", &script]).output();
            assert_eq!(String::from_utf8(ran.unwrap().stdout).unwrap(), given);
        }
    }
}
