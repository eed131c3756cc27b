//! Rules about themes.

use crate::diagnostic::{Rule, Severity};

/// A template of the theme has a fault.
pub static BROKEN_TEMPLATE: Rule = Rule {
    code: "T001",
    name: "broken-template",
    severity: Severity::Error,
    meaning: "A template of the theme has a fault.",
    why: "The pages that use it cannot be made.",
    mend: "Mend the line shown.",
    source: "Tera documentation",
};

/// A page asks for a template that the theme does not have.
pub static MISSING_TEMPLATE: Rule = Rule {
    code: "T002",
    name: "missing-template",
    severity: Severity::Error,
    meaning: "A page asks for a template that the theme does not have.",
    why: "The page cannot be made.",
    mend: "Correct the name in `template:`, or add the file to the theme.",
    source: "Engraft's own rule",
};

/// `theme` in `site.yaml` names a theme that does not exist.
pub static UNKNOWN_THEME: Rule = Rule {
    code: "T003",
    name: "unknown-theme",
    severity: Severity::Error,
    meaning: "`theme` in `site.yaml` names a theme that does not exist.",
    why: "The site would have no look at all.",
    mend: "Use `default`, or add the folder `themes/NAME/` with a `theme.yaml`.",
    source: "Engraft's own rule",
};

/// A file of the theme cannot be read as it should.
pub static BAD_THEME_FILE: Rule = Rule {
    code: "T004",
    name: "bad-theme-file",
    severity: Severity::Error,
    meaning: "A file of the theme cannot be read as it should.",
    why: "The theme would look otherwise than its author meant.",
    mend: "Mend the line shown.",
    source: "Engraft's own rule",
};

/// The theme has no words for a language of the site, or lacks some of them.
pub static MISSING_STRING: Rule = Rule {
    code: "T005",
    name: "missing-string",
    severity: Severity::Warning,
    meaning: "The theme has no words for a language of the site, or lacks some of them.",
    why: "Buttons and hidden labels would be in another language than the page.",
    mend: "Add the words to `strings/TAG.yaml` in the theme.",
    source: "WCAG 3.1.2 Language of Parts",
};

/// Two colours that stand on one another are too much alike to be seen.
pub static LOW_CONTRAST: Rule = Rule {
    code: "T010",
    name: "low-contrast",
    severity: Severity::Error,
    meaning: "Two colours that stand on one another are too much alike to be seen.",
    why: "Readers with weak sight, or with a phone in the sun, could not read the text or \
          find the edge of a control. Text needs a ratio of 4.5, large text and parts of the \
          interface need 3.",
    mend: "Write the colour that the help names: the same hue, as little lighter or darker \
           as it can be.",
    source: "WCAG 2.2 1.4.3 Contrast (Minimum) and 1.4.11 Non-text Contrast",
};

/// A file of `brand.fonts` is no font that browsers can use.
pub static BAD_FONT: Rule = Rule {
    code: "T011",
    name: "bad-font",
    severity: Severity::Error,
    meaning: "A file of `brand.fonts` is no font that browsers can use.",
    why: "Every page would ask for the file in vain, and show the text in another font.",
    mend: "Name a font file in the woff2 format, and copy it again if it is damaged.",
    source: "WOFF File Format 2.0 (W3C)",
};
