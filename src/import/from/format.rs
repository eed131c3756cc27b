//! The three formats in which other generators write front matter and settings, each read
//! into one mapping.

use toml::Value as Toml;

use crate::base::{FileId, Span};
use crate::diagnostic::Severity;
use crate::yaml::{self, CONFIGURATION, Mapping, Value, ValueKind};

/// A format of settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SettingsFormat {
    Yaml,
    Toml,
    Json,
}

impl SettingsFormat {
    /// The format of a file by the ending of its name.
    pub(super) fn of_file(name: &str) -> Option<SettingsFormat> {
        match name.rsplit_once('.')?.1 {
            "yaml" | "yml" => Some(SettingsFormat::Yaml),
            "toml" => Some(SettingsFormat::Toml),
            "json" => Some(SettingsFormat::Json),
            _ => None,
        }
    }

    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            SettingsFormat::Yaml => "YAML",
            SettingsFormat::Toml => "TOML",
            SettingsFormat::Json => "JSON",
        }
    }

    /// The keys and values of a text, or why they cannot be read.
    pub(super) fn read(self, text: &str) -> Result<Mapping, String> {
        match self {
            SettingsFormat::Yaml => {
                // A bracket that closes at the begin of a line is read by most others.
                let text = text.replace("\n]", "\n ]").replace("\n}", "\n }");
                let read = yaml::parse(FileId(0), &text, 0..text.len(), &CONFIGURATION);
                let fault = read
                    .diagnostics
                    .iter()
                    .find(|found| found.rule.severity == Severity::Error);
                match (fault, read.value) {
                    (None, Some(mapping)) => Ok(mapping),
                    (fault, _) => Err(fault
                        .map_or_else(|| broken(self, 1), |found| found.message.clone())),
                }
            }
            SettingsFormat::Toml => match text.parse::<toml::Table>() {
                Ok(table) => Ok(mapping(&json_of(Toml::Table(table)))),
                Err(error) => {
                    let at = error.span().map_or(0, |span| span.start.min(text.len()));
                    let before = text.get(..at).unwrap_or_default();
                    Err(broken(self, before.matches('\n').count() + 1))
                }
            },
            SettingsFormat::Json => match serde_json::from_str(text) {
                Ok(json) => Ok(mapping(&json)),
                Err(error) => Err(broken(self, error.line())),
            },
        }
    }
}

fn broken(format: SettingsFormat, line: usize) -> String {
    format!("its {} is broken in line {line}", format.name())
}

/// Whether a text begins with an object of JSON: a brace, and then a key or a comment.
pub(super) fn is_json(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('{') else { return false };
    let own = inside.trim_start();
    // A key without quotation marks stands on a line of its own.
    let key = own.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
    let is_bare =
        inside.starts_with('\n') && key.len() < own.len() && key.starts_with(':');
    own.starts_with(['"', '}'])
        || own.starts_with("//")
        || own.starts_with("/*")
        || is_bare
}

/// The object of JSON with which a text begins, and what stands below it.
pub(super) fn json_at_top(text: &str) -> Result<(Mapping, &str), String> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter();
    match values.next() {
        Some(Ok(json)) => Ok((mapping(&json), &text[values.byte_offset()..])),
        Some(Err(error)) => Err(broken(SettingsFormat::Json, error.line())),
        None => Err(broken(SettingsFormat::Json, 1)),
    }
}

/// The keys and values of JSON, which stand at no place of their own.
pub(super) fn mapping(json: &serde_json::Value) -> Mapping {
    let span = Span::file(FileId(0));
    match Value::from_json(json, span).kind {
        ValueKind::Mapping(mapping) => mapping,
        _ => Mapping::empty(span),
    }
}

/// TOML as JSON, which has all of it but days: these are texts.
fn json_of(toml: Toml) -> serde_json::Value {
    match toml {
        Toml::String(text) => text.into(),
        Toml::Integer(number) => number.into(),
        Toml::Float(number) => number.into(),
        Toml::Boolean(flag) => flag.into(),
        Toml::Datetime(day) => day.to_string().into(),
        Toml::Array(values) => values.into_iter().map(json_of).collect(),
        Toml::Table(table) => serde_json::Value::Object(
            table.into_iter().map(|(key, value)| (key, json_of(value))).collect(),
        ),
    }
}

/// The text of one key of a file of settings in YAML, found by its lines: what else stands in
/// the file may be in words of its own generator that nobody else reads.
pub(super) fn yaml_key(text: &str, key: &str) -> Option<Value> {
    let is_own = |line: &str| {
        line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    let is_inner =
        |line: &&str| line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#']);
    let lines: Vec<&str> = text.lines().collect();
    let first = lines.iter().position(|line| is_own(line))?;
    let more = lines[first + 1..].iter().take_while(|line| is_inner(line)).count();
    let block = lines[first..=first + more].join("\n");
    let mut mapping = SettingsFormat::Yaml.read(&block).ok()?;
    Some(mapping.entries.pop()?.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_is_read_whatever_stands_beside_it() {
        let text = "site_name: x\nexclude_docs: |\n  drafts/\n\n  *.tmp.md\nmarkdown_extensions:\n  - a: !!python/name:b.c\n";
        let value = yaml_key(text, "exclude_docs").unwrap();
        assert_eq!(value.as_text().unwrap().trim_end(), "drafts/\n\n*.tmp.md");
        assert!(yaml_key(text, "draft_docs").is_none());
    }

    #[test]
    fn a_list_may_close_at_the_begin_of_a_line() {
        let read = SettingsFormat::Yaml.read("aliases: [\n  '/a/',\n]\ndraft: true\n");
        assert_eq!(read.unwrap().entries.len(), 2);
    }

    #[test]
    fn what_is_broken_is_told_with_its_line_in_plain_words() {
        for (format, text) in [
            (SettingsFormat::Toml, "a = 1\nb 2\n"),
            (SettingsFormat::Json, "{\"a\": 1,\n b}"),
        ] {
            assert!(format.read(text).unwrap_err().ends_with("is broken in line 2"));
        }
    }
}
