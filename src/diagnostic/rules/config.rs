//! Rules about `site.yaml`.

use crate::diagnostic::{Rule, Severity};

/// `site.yaml` cannot be read, or a key has a value of the wrong kind.
pub static BAD_CONFIGURATION: Rule = Rule {
    code: "G001",
    name: "bad-configuration",
    severity: Severity::Error,
    meaning: "`site.yaml` cannot be read, or a key has a value of the wrong kind.",
    why: "The site would be built otherwise than you asked.",
    mend: "Mend the line shown; the help line says what the key takes.",
    source: "Engraft's own rule",
};

/// `site.yaml` has a key that Engraft does not know.
pub static UNKNOWN_CONFIGURATION_KEY: Rule = Rule {
    code: "G002",
    name: "unknown-configuration-key",
    severity: Severity::Error,
    meaning: "`site.yaml` has a key that Engraft does not know.",
    why: "A misspelt key would be passed over in silence, and the setting would not hold.",
    mend: "Correct the spelling, or remove the key.",
    source: "Engraft's own rule",
};

/// `site.yaml` does not say where the site will be published.
pub static MISSING_BASE_URL: Rule = Rule {
    code: "G003",
    name: "missing-base-url",
    severity: Severity::Warning,
    meaning: "`site.yaml` does not say where the site will be published.",
    why: "Without it there is no canonical address, no sitemap and no feed that search engines accept.",
    mend: "Add `base_url: https://www.example.org/` with your own address.",
    source: "sitemaps.org protocol; RFC 6596",
};

/// `site.yaml` does not say what the site is called.
pub static MISSING_SITE_TITLE: Rule = Rule {
    code: "G007",
    name: "missing-site-title",
    severity: Severity::Warning,
    meaning: "`site.yaml` does not say what the site is called.",
    why: "Every page is headed `Untitled site`, in browsers, in search results and on paper.",
    mend: "Add `title: Riverside Transplant Service` with the name of your own site.",
    source: "WCAG 2.4.2 Page Titled",
};

/// `rules` in `site.yaml` lowers a rule without which something is lost.
pub static RULE_CANNOT_BE_LOWERED: Rule = Rule {
    code: "G080",
    name: "rule-cannot-be-lowered",
    severity: Severity::Warning,
    meaning: "`rules` in `site.yaml` lowers or turns off a rule without which something is lost.",
    why: "A page or words of a page would be missing, and nobody would be told; so the rule stays as it is.",
    mend: "Delete the line, and mend what the rule finds.",
    source: "Engraft's own rule",
};

/// `rules` in `site.yaml` names a rule that does not exist.
pub static UNKNOWN_RULE: Rule = Rule {
    code: "G004",
    name: "unknown-rule",
    severity: Severity::Error,
    meaning: "`rules` in `site.yaml` names a rule that does not exist.",
    why: "The severity you chose would not hold.",
    mend: "Correct the name; `engraft explain` lists all rules.",
    source: "Engraft's own rule",
};
