//! A bad and a good example of each rule. They stand in `tests/mistakes/rules/`, where tests
//! show that the bad one has the finding and the good one has not.

use super::Rule;

/// What gives a finding of a rule, and what does not.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// With the fault.
    pub bad: &'static str,
    /// Without it.
    pub good: &'static str,
}

/// Names of rules with their examples, in order.
static EXAMPLES: &[(&str, &str, &str)] =
    include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// The example of a rule, if its fault can be shown in a few lines.
pub fn example(rule: &Rule) -> Option<Example> {
    let at = EXAMPLES.binary_search_by_key(&rule.name, |(name, _, _)| name).ok()?;
    let (_, bad, good) = EXAMPLES[at];
    Some(Example { bad, good })
}

/// The files of an example: a line `=== path` begins each, and without one it is a page.
pub fn example_files(text: &str) -> Vec<(&str, &str)> {
    const MARK: &str = "=== ";
    if !text.starts_with(MARK) {
        return vec![("care/page.md", text)];
    }
    let mut files = Vec::new();
    let mut rest = text;
    while let Some(file) = rest.strip_prefix(MARK) {
        let (path, body) = file.split_once('\n').unwrap_or((file, ""));
        let end = body.find("\n=== ").map_or(body.len(), |at| at + 1);
        let end = if body.starts_with(MARK) { 0 } else { end };
        files.push((path, &body[..end]));
        rest = &body[end..];
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_is_one_page_or_several_files() {
        assert_eq!(example_files("a\n"), [("care/page.md", "a\n")]);
        let two = "=== a.md\none\n=== b.md\ntwo\n";
        assert_eq!(example_files(two), [("a.md", "one\n"), ("b.md", "two\n")]);
    }
}
