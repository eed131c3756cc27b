//! Options that a theme offers: `options` of `theme.yaml`, chosen by `theme_options` of
//! `site.yaml`.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Span;
use crate::config::ThemeSetting;
use crate::diagnostic::{
    BAD_CONFIGURATION, BAD_THEME_FILE, Diagnostic, UNKNOWN_CONFIGURATION_KEY,
    did_you_mean,
};
use crate::yaml::shown;

use super::layer::Layers;
use super::manifest;
use super::option_kind::{OptionKind, WrittenOption};
use super::{Theme, Themes};

/// An option of a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeOption {
    /// Its name: `site.options.NAME` in templates.
    pub name: String,
    /// What it takes.
    pub kind: OptionKind,
    /// What holds where the site says nothing.
    pub default: serde_json::Value,
    /// What it changes, in a sentence for people.
    pub description: String,
}

/// The options of all layers, by name: a theme has those of the theme that it extends, and
/// may give them another default.
pub(super) fn read(layers: &Layers, found: &mut Vec<Diagnostic>) -> Vec<ThemeOption> {
    let mut options: BTreeMap<String, ThemeOption> = BTreeMap::new();
    for layer in layers.layers.iter().rev() {
        let Some(file) = layer.files.get("theme.yaml") else { continue };
        for written in manifest::options(file, found) {
            let name = written.name.value.clone();
            let known = options.remove(&name);
            let added = add(known, written, &mut |span, message, help| {
                let fault = Diagnostic::new(&BAD_THEME_FILE, span, message);
                found.push(manifest::placed(file, fault.with_help(help)));
            });
            options.extend(added.map(|option| (name, option)));
        }
    }
    options.into_values().collect()
}

/// An option as it is with what a further theme writes of it.
fn add(
    known: Option<ThemeOption>,
    written: WrittenOption,
    report: &mut dyn FnMut(Span, String, String),
) -> Option<ThemeOption> {
    let WrittenOption { name, kind, default, description } = written;
    let shown_name = shown(&name.value);
    let mut option = match (kind, known) {
        (Some(kind), known) => ThemeOption {
            default: kind.nothing(),
            kind,
            description: known.map(|known| known.description).unwrap_or_default(),
            name: name.value.clone(),
        },
        (None, Some(known)) => known,
        (None, None) => {
            let message = format!("the option `{shown_name}` has no `type`");
            let help = "write `type: flag`, `text`, `number` or `choice`";
            report(name.span, message, help.to_owned());
            return None;
        }
    };
    if let OptionKind::Choice(words) = &option.kind
        && words.is_empty()
    {
        let message = format!("the option `{shown_name}` has no `values`");
        let help = "write the words to choose from: `values: [narrow, wide]`";
        report(name.span, message, help.to_owned());
    }
    if let Some(value) = default {
        if let Some(value) = option.kind.read(&value) {
            option.default = value;
        } else {
            let (message, help) = option.kind.refusal("default", &value);
            report(value.span, message, help);
        }
    }
    option.description = description.unwrap_or(option.description);
    Some(option)
}

impl Theme {
    /// The options that it offers, in alphabetical order.
    pub fn options(&self) -> &[ThemeOption] {
        &self.options
    }

    /// The value of every option: what the site chose, else the default.
    pub fn option_values(
        &self,
        settings: &[ThemeSetting],
    ) -> BTreeMap<String, serde_json::Value> {
        let value = |option: &ThemeOption| {
            let mut settings = settings.iter();
            let chosen = settings.find(|setting| setting.name.value == option.name);
            let chosen = chosen.and_then(|setting| option.kind.read(&setting.value));
            (option.name.clone(), chosen.unwrap_or_else(|| option.default.clone()))
        };
        self.options.iter().map(value).collect()
    }
}

impl Themes {
    /// What is wrong with the options that a site sets: no theme in use has them, or they
    /// do not take what is written.
    pub fn unfit_settings(&self, settings: &[ThemeSetting]) -> Vec<Diagnostic> {
        settings.iter().filter_map(|setting| self.unfit_setting(setting)).collect()
    }

    fn unfit_setting(&self, setting: &ThemeSetting) -> Option<Diagnostic> {
        let themes = || std::iter::once(&self.own).chain(&self.others);
        let options = || themes().flat_map(|theme| theme.options());
        let name = shown(&setting.name.value);
        let mut known =
            options().filter(|option| option.name == setting.name.value).peekable();
        if known.peek().is_none() {
            let names: BTreeSet<&str> =
                options().map(|option| option.name.as_str()).collect();
            let all: Vec<&str> = names.iter().copied().collect();
            let otherwise = if names.is_empty() {
                "take it out: the theme has no options".to_owned()
            } else {
                format!("these are known: {}", all.join(", "))
            };
            let help = did_you_mean(&setting.name.value, names, otherwise);
            let message = format!("the theme has no option `{name}`");
            let rule = &UNKNOWN_CONFIGURATION_KEY;
            return Some(
                Diagnostic::new(rule, setting.name.span, message).with_help(help),
            );
        }
        let unfit = known.find(|option| option.kind.read(&setting.value).is_none())?;
        let (message, mut help) = unfit.kind.refusal(&name, &setting.value);
        if !unfit.description.is_empty() {
            help = format!("{help} ({})", unfit.description.trim_end_matches('.'));
        }
        let rule = &BAD_CONFIGURATION;
        Some(Diagnostic::new(rule, setting.value.span, message).with_help(help))
    }
}
