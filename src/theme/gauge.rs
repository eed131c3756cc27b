//! How large a site's own templates are, alone and through one another: measured before the
//! engine reads them, because it reads a chain of `elif` by calling itself, and renders
//! whatever includes itself doubled as often as it is told.
//!
//! The marks are looked for wherever they stand, in comments too: what is counted is at
//! least what the engine meets.

use std::collections::BTreeMap;
use std::ops::Range;

use super::template_source::TemplateSource;
use crate::base::Span;
use crate::diagnostic::{BROKEN_TEMPLATE, Diagnostic};

/// Templates that a site may have.
pub(super) const MOST_TEMPLATES: usize = 1_000;
/// Bytes that a template may have.
const MOST_BYTES: usize = 500_000;
/// Tags of all kinds that a template may have.
const MOST_TAGS: usize = 10_000;
/// `elif` tags that a template may have.
const MOST_ELIF: usize = 200;
/// Templates and components that one template may show, those that they show counted in.
const MOST_SHOWN: u64 = 10_000;

/// What a template is made of, as far as it counts.
#[derive(Debug, PartialEq, Eq)]
enum TemplateMark<'t> {
    Include(&'t str),
    Extends(&'t str),
    /// `super()`: what the template shows that this one extends.
    Super,
    Component(&'t str),
    EndComponent,
    Call(&'t str),
}

/// What is wrong with a template that is too large to be read.
pub(super) fn too_large(source: &TemplateSource) -> Option<Diagnostic> {
    let text = &*source.text;
    let nth =
        |mark: &str, most: usize| text.match_indices(mark).nth(most).map(|(at, _)| at);
    let (at, message, help) = if text.len() > MOST_BYTES {
        let message = format!(
            "this template is {} kB long, and at most {} kB are read",
            text.len().div_ceil(1_000),
            MOST_BYTES / 1_000
        );
        (
            0,
            message,
            "divide it: `{% include \"name.html\" %}` takes in another".to_owned(),
        )
    } else if let Some(at) = nth("elif", MOST_ELIF) {
        let message = format!("this template has more than {MOST_ELIF} `elif`");
        let help = "look the value up in a map, such as `{% set words = {…} %}`";
        (at, message, help.to_owned())
    } else {
        let tags = text
            .match_indices('{')
            .filter(|(at, _)| matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%')));
        let (at, _) = { tags }.nth(MOST_TAGS)?;
        let message = format!("this template has more than {MOST_TAGS} tags");
        (
            at,
            message,
            "divide it: `{% include \"name.html\" %}` takes in another".to_owned(),
        )
    };
    let first_line = text[at..].lines().next().unwrap_or_default().len().min(4);
    let end = crate::base::floor(text, at + first_line);
    let span = Span::new(source.id, at..end);
    Some(Diagnostic::new(&BROKEN_TEMPLATE, span, message).with_help(help))
}

/// A template with its marks, or a component.
#[derive(Debug, Default)]
struct TemplatePart<'t> {
    includes: Vec<&'t str>,
    calls: Vec<&'t str>,
    extends: Option<&'t str>,
    supers: u64,
}

/// How much templates show of one another.
pub(super) struct Gauge<'t> {
    templates: BTreeMap<&'t str, TemplatePart<'t>>,
    components: BTreeMap<&'t str, TemplatePart<'t>>,
    /// What a name may begin with that is written without it, the first to win first.
    prefixes: &'t [String],
    known: BTreeMap<(bool, &'t str), u64>,
}

impl<'t> Gauge<'t> {
    /// Looks through all templates, given by name and text.
    pub(super) fn new(
        templates: impl IntoIterator<Item = (&'t str, &'t str)>,
        prefixes: &'t [String],
    ) -> Self {
        let mut gauge = Gauge {
            templates: BTreeMap::new(),
            components: BTreeMap::new(),
            prefixes,
            known: BTreeMap::new(),
        };
        for (name, text) in templates {
            let mut whole = TemplatePart::default();
            let mut inside: Option<&str> = None;
            for (mark, _) in marks(text) {
                let part = match inside {
                    Some(component) => gauge.components.entry(component).or_default(),
                    None => &mut whole,
                };
                match mark {
                    TemplateMark::Include(name) => part.includes.push(name),
                    TemplateMark::Call(name) => part.calls.push(name),
                    TemplateMark::Extends(name) => part.extends = Some(name),
                    TemplateMark::Super => part.supers += 1,
                    TemplateMark::Component(name) => inside = Some(name),
                    TemplateMark::EndComponent => inside = None,
                }
            }
            gauge.templates.insert(name, whole);
        }
        gauge
    }

    /// What is wrong with a template that shows too much.
    pub(super) fn shows_too_much(
        &mut self,
        name: &str,
        source: &TemplateSource,
    ) -> Option<Diagnostic> {
        let (&name, _) = self.templates.get_key_value(name)?;
        if self.weight(false, name) <= MOST_SHOWN {
            return None;
        }
        // One that only takes in another which shows too much is not to blame.
        let part = &self.templates[name];
        let taken_in = part.includes.iter().chain(&part.extends).copied();
        let taken_in: Vec<_> = taken_in.filter_map(|name| self.resolve(name)).collect();
        if taken_in.into_iter().any(|inner| self.weight(false, inner) > MOST_SHOWN) {
            return None;
        }
        let place = marks(&source.text).next().map_or(0..0, |(_, place)| place);
        let message = format!(
            "this template shows more than {MOST_SHOWN} others, through those that it includes"
        );
        let span = Span::new(source.id, place);
        let help = "include less, or put into one template what many include";
        Some(Diagnostic::new(&BROKEN_TEMPLATE, span, message).with_help(help))
    }

    fn resolve(&self, name: &str) -> Option<&'t str> {
        let find = |name: &str| self.templates.get_key_value(name).map(|(name, _)| *name);
        find(name).or_else(|| {
            self.prefixes.iter().find_map(|prefix| find(&format!("{prefix}{name}")))
        })
    }

    /// How many templates and components are shown by one, itself counted. A circle counts
    /// once: the engine refuses it.
    fn weight(&mut self, is_component: bool, name: &'t str) -> u64 {
        if let Some(known) = self.known.get(&(is_component, name)) {
            return *known;
        }
        self.known.insert((is_component, name), 0);
        let parts = if is_component { &self.components } else { &self.templates };
        let Some(part) = parts.get(name) else { return 0 };
        let (extends, supers) = (part.extends, part.supers.max(1));
        let calls = part.calls.clone();
        let includes: Vec<_> =
            part.includes.iter().filter_map(|name| self.resolve(name)).collect();
        let mut weight: u64 = 1;
        for name in includes {
            weight = weight.saturating_add(self.weight(false, name));
        }
        for name in calls {
            weight = weight.saturating_add(self.weight(true, name));
        }
        if let Some(parent) = extends.and_then(|name| self.resolve(name)) {
            let parent = self.weight(false, parent);
            weight = weight.saturating_add(parent.saturating_mul(supers));
        }
        self.known.insert((is_component, name), weight);
        weight
    }
}

/// The marks of a template in order, with their places.
fn marks(text: &str) -> impl Iterator<Item = (TemplateMark<'_>, Range<usize>)> {
    let opens = text
        .match_indices('{')
        .filter(|(at, _)| matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%')));
    let tags = opens.filter_map(|(at, _)| {
        let inside = text[at + 2..].trim_start_matches('-').trim_start();
        let mark = mark(inside)?;
        Some((mark, at..at + 2))
    });
    let supers = text
        .match_indices("super")
        .map(|(at, word)| (TemplateMark::Super, at..at + word.len()));
    let mut all: Vec<_> = tags.chain(supers).collect();
    all.sort_by_key(|(_, place)| place.start);
    all.into_iter()
}

/// What a tag says whose inside begins here.
fn mark(inside: &str) -> Option<TemplateMark<'_>> {
    if let Some(call) = inside.strip_prefix('<') {
        return Some(TemplateMark::Call(word(call)));
    }
    let keyword = word(inside);
    let rest = inside[keyword.len()..].trim_start();
    let quoted = || rest.split(['"', '\'', '`']).nth(1);
    match keyword {
        "include" => quoted().map(TemplateMark::Include),
        "extends" => quoted().map(TemplateMark::Extends),
        "component" => Some(TemplateMark::Component(word(rest))),
        "endcomponent" => Some(TemplateMark::EndComponent),
        _ => None,
    }
}

/// The name that a text begins with.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-')));
    &text[..end.unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_itself_doubled_weighs_double() {
        let texts = [
            ("a", "{% include 'b' %}{%- include \"b\" -%}"),
            ("site/b", "{{ <c a=1 /> }}{{<c/>}}{% include 'nowhere' %}"),
            (
                "parts",
                "{% component c() %}{{ <d/> }}{% endcomponent c %}{% component d() %}x{% endcomponent d %}",
            ),
            (
                "child",
                "{% extends 'a' %}{% block x %}{{ super() }}{{ super() }}{% endblock %}",
            ),
            ("circle", "{% include 'circle' %}"),
        ];
        let prefixes = ["site/".to_owned()];
        let mut gauge = Gauge::new(texts, &prefixes);
        for (name, weight) in [("site/b", 5), ("a", 11), ("child", 23), ("circle", 1)] {
            assert_eq!(gauge.weight(false, name), weight, "{name}");
        }
    }
}
