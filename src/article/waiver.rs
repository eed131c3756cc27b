//! `lint`: rules that are waived for one file, and why.

use super::name::names;
use super::words;
use crate::base::{Date, Span, Spanned};
use crate::yaml::{Fields, Key, Mapping};

/// Rules that are not to be told of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// `allow`: names or codes of rules.
    pub rules: Vec<Spanned<String>>,
    /// `reason`: why, on one line.
    pub reason: String,
    /// `until`: the last day on which it holds.
    pub until: Option<Spanned<Date>>,
    /// The place of the whole waiver.
    pub span: Span,
}

/// Reads `lint`: one waiver, or a list of them. One without a reason waives nothing.
pub(super) fn waivers(fields: &mut Fields<'_>) -> Vec<Waiver> {
    let (mappings, keys) = fields.groups("lint");
    mappings.into_iter().filter_map(|mapping| waiver(fields, mapping, keys)).collect()
}

fn waiver(
    fields: &mut Fields<'_>,
    mapping: &Mapping,
    keys: &'static [Key],
) -> Option<Waiver> {
    let mut inner = fields.inner(mapping, keys);
    let rules = names(&mut inner, "allow");
    let reason = inner.text("reason");
    let until = inner.date("until");
    let is_date_lost = until.is_none() && mapping.get("until").is_some();
    inner.finish(&[
        ("rules", "allow"),
        ("rule", "allow"),
        ("ignore", "allow"),
        ("disable", "allow"),
        ("why", "reason"),
        ("because", "reason"),
        ("expires", "until"),
    ]);
    if rules.is_empty() && mapping.get("allow").is_none_or(|entry| entry.value.is_null())
    {
        let help =
            "name the rules, as a finding does in brackets: `allow: [tracked-link]`";
        fields.bad_value(mapping.span, "`lint` names no rule".to_owned(), help);
        return None;
    }
    let reason = reason.filter(|reason| !words::is_blank(&reason.value));
    let Some(reason) = reason else {
        let help =
            "say why, for those who look later: `reason: agreed with the web team`";
        let message = "a rule is waived without a reason".to_owned();
        fields.bad_value(mapping.span, message, help);
        return None;
    };
    let reason = words::one_line(&reason.value);
    (!rules.is_empty() && !is_date_lost).then_some(Waiver {
        rules,
        reason,
        until,
        span: mapping.span,
    })
}
