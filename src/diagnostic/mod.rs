//! How an author's trouble is told: a rule, a severity, a place, a sentence and what to do.
//!
//! Stages never stop at a finding. Each returns an [`Outcome`]: always a value, however
//! broken the input, and beside it what it found.

mod examples;
mod rule;
mod rules;
mod suggest;

use crate::base::Span;

pub use examples::{Example, example, example_files};
pub use rule::{Rule, Severity};
pub use rules::*;
pub use suggest::{
    did_you_mean, did_you_mean_as, is_one_slip_away, meant, nearest, nearest_several,
};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of trouble.
    pub rule: &'static Rule,
    /// The rule's severity, or what the site's configuration says.
    pub severity: Severity,
    /// What is wrong here: one sentence, lower case, no full stop, the author's own text
    /// in backticks.
    pub message: String,
    /// The place. `None`: the site as a whole.
    pub primary: Option<Span>,
    /// Other places that belong to it, such as where a name was claimed first.
    pub secondary: Vec<Label>,
    /// What to type.
    pub help: Option<String>,
    /// The same as an edit of the source, where it changes nothing but what is wrong.
    pub patch: Option<Box<Patch>>,
    /// Whether nothing but the passing of days, or a page that was taken down, brought it:
    /// then it fails the run and stops no build, because what is to go must go.
    pub yields: bool,
}

/// An edit that mends a finding: the bytes of a place replaced by other text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// What is replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

/// A further place of a finding, with what it has to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there, such as "claimed here as well".
    pub text: String,
}

impl Diagnostic {
    /// A finding at a place.
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Self {
        let mut diagnostic = Diagnostic::about_site(rule, message);
        diagnostic.primary = Some(span);
        diagnostic
    }

    /// A finding about the site as a whole.
    pub fn about_site(rule: &'static Rule, message: impl Into<String>) -> Self {
        Diagnostic {
            rule,
            severity: rule.severity,
            message: message.into(),
            primary: None,
            secondary: Vec::new(),
            help: None,
            patch: None,
            yields: false,
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Makes it count one step less than its rule does.
    #[must_use]
    pub fn eased(mut self) -> Self {
        self.severity = self.rule.severity.eased();
        self
    }

    /// Says that nothing but the passing of days, or a page that was taken down, brought it.
    #[must_use]
    pub fn yielding(mut self) -> Self {
        self.yields = true;
        self
    }

    /// Adds the edit that mends it.
    #[must_use]
    pub fn with_patch(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.patch = Some(Box::new(Patch { span, replacement: replacement.into() }));
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn with_label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }
}

/// What a stage made, and what it found while making it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome<T> {
    /// Always a value, however broken the input.
    pub value: T,
    /// The findings, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Outcome<T> {
    /// Joins a value and its findings.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Outcome { value, diagnostics }
    }

    /// Moves the findings to `found` and returns the value.
    pub fn collect(self, found: &mut Vec<Diagnostic>) -> T {
        found.extend(self.diagnostics);
        self.value
    }
}
