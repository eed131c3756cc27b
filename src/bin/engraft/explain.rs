//! `engraft explain [RULE]`: what a finding means, why it matters, how to mend it.

use std::fmt::Write;

use clap::builder::styling::Style;

use engraft::base::Error;
use engraft::build;
use engraft::diagnostic::{Rule, Severity, example, example_files, nearest_several};
use engraft::report::escape_terminal;

use crate::Exit;
use crate::args::ExplainArgs;
use crate::console::Console;

/// How many near names are offered.
const MOST_NEAR: usize = 3;

const STRONG: Style = Style::new().bold();

/// What the letters of the codes stand for, in the order of the list.
const GROUPS: &[(char, &str)] = &[
    ('S', "Reading files"),
    ('G', "site.yaml"),
    ('F', "Front matter"),
    ('L', "Links and addresses"),
    ('C', "Content"),
    ('W', "Words and the glossary"),
    ('R', "Review and readability"),
    ('A', "Accessibility"),
    ('P', "Pages"),
    ('T', "Themes"),
];

pub(crate) fn run(args: &ExplainArgs, console: &Console) -> Result<Exit, Error> {
    let text = match &args.rule {
        Some(name) => explain(find(name)?),
        None => list(&build::rules()),
    };
    console.print(text.as_bytes())?;
    Ok(Exit::Clean)
}

/// The rule of a name or a code.
pub(crate) fn find(name: &str) -> Result<&'static Rule, Error> {
    let rules = build::rules();
    let wanted = |rule: &&&Rule| {
        rule.name.eq_ignore_ascii_case(name) || rule.code.eq_ignore_ascii_case(name)
    };
    if let Some(rule) = rules.iter().find(wanted) {
        return Ok(rule);
    }
    let near = nearest_several(name, rules.iter().map(|rule| rule.name), MOST_NEAR);
    let near: Vec<String> = near.into_iter().map(|name| format!("`{name}`")).collect();
    let help = if near.is_empty() {
        "type `engraft explain` for a list of all rules".to_owned()
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    Err(Error::usage(format!("there is no rule `{name}`")).with_help(help))
}

fn explain(rule: &Rule) -> String {
    let severity = match build::profiles_with(rule) {
        None => severity(rule.severity).to_owned(),
        Some(profiles) => format!(
            "{}, where the profile is {} or `rules` asks for it",
            severity(rule.severity),
            profiles.join(" or ")
        ),
    };
    let lower = match rule.severity {
        Severity::Error => Severity::Warning,
        Severity::Warning | Severity::Note => Severity::Error,
    };
    let examples = example(rule).map(|example| {
        format!(
            "{STRONG}A bad example{STRONG:#}\n{}\n{STRONG}A good example{STRONG:#}\n{}\n",
            shown(example.bad),
            shown(example.good)
        )
    });
    let examples = examples.unwrap_or_default();
    format!(
        "{STRONG}{}{STRONG:#} ({}, {severity})\n\n{}\n\n\
         {STRONG}Why it matters{STRONG:#}\n{}\n\n\
         {STRONG}How to mend it{STRONG:#}\n{}\n\n\
         {examples}\
         {STRONG}Where it comes from{STRONG:#}\n{}\n\n\
         To change how much it matters on your site, write in site-content/site.yaml:\n\n    \
         rules: {{{}: {}}}\n",
        rule.name,
        rule.code,
        rule.meaning,
        rule.why,
        rule.mend,
        rule.source,
        rule.name,
        lower.name()
    )
}

/// The files of an example, each below its name.
fn shown(example: &str) -> String {
    let mut text = String::new();
    for (path, body) in example_files(example) {
        push(&mut text, &format!("{path}:\n"));
        for line in body.lines() {
            let line = escape_terminal(line);
            push(&mut text, format!("    {line}").trim_end());
            push(&mut text, "\n");
        }
    }
    text
}

fn list(rules: &[&Rule]) -> String {
    let mut rules = rules.to_vec();
    rules.sort_unstable_by_key(|rule| (group_order(rule), rule.code));
    let widest = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut current = None;
    for rule in rules {
        let group = rule.code.chars().next();
        if group != current {
            let title =
                GROUPS.get(group_order(rule)).map_or("Other", |&(_, title)| title);
            let gap = if current.is_none() { "" } else { "\n" };
            push(&mut text, &format!("{gap}{STRONG}{title}{STRONG:#}\n"));
            current = group;
        }
        let severity = rule.severity.name();
        let where_on = match build::profiles_with(rule) {
            None => String::new(),
            Some(profiles) => format!(" with the profile {}", profiles.join(", ")),
        };
        push(
            &mut text,
            &format!("  {}  {:widest$}  {severity}{where_on}\n", rule.code, rule.name),
        );
    }
    push(&mut text, "\nType `engraft explain RULE` for one of them.\n");
    text
}

fn push(text: &mut String, line: &str) {
    text.write_str(line).expect("writing to a string cannot fail");
}

/// Groups that are not known come last.
fn group_order(rule: &Rule) -> usize {
    let letter = rule.code.chars().next();
    GROUPS.iter().position(|&(it, _)| Some(it) == letter).unwrap_or(GROUPS.len())
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "an error: nothing is published",
        Severity::Warning => "a warning",
        Severity::Note => "a note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_found_by_name_and_by_code() {
        for name in ["broken-cross-link", "Broken-Cross-Link", "L001", "l001"] {
            assert_eq!(find(name).unwrap().code, "L001");
        }
        let error = find("broken-crosslink").unwrap_err();
        assert!(error.help().is_some_and(|help| help.contains("`broken-cross-link`")));
    }

    #[test]
    fn the_list_names_every_rule_once() {
        let rules = build::rules();
        let list = list(&rules);
        for rule in rules {
            assert_eq!(list.matches(&format!(" {} ", rule.code)).count(), 1, "{rule:?}");
        }
    }
}
