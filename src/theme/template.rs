//! The templates of all layers in one Tera instance, and what is wrong with them.
//!
//! A template that cannot be compiled is reported and left out; the one of the same name
//! in a lower layer then takes its place, so that everything else can still be judged.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use tera::{Context, Tera};

use crate::base::{Derived, Span};
use crate::diagnostic::{BROKEN_TEMPLATE, Diagnostic, MISSING_TEMPLATE, did_you_mean};

use super::fault::{self, TemplateFault};
use super::foreign;
use super::gauge::{self, Gauge};
use super::layer::Layers;
use super::layer_file::LayerFile;
use super::template_source::{TemplateSource, TemplateSources};
use super::{MOST_PAGE_BYTES, report};

/// Compiled templates: equal if what they can render from is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Templates {
    engine: Engine,
    names: BTreeSet<String>,
    sources: TemplateSources,
    broken: BTreeMap<String, Diagnostic>,
}

/// Compiled templates beside their texts, or why they cannot be compiled.
type Engine = Derived<Texts, Arc<Result<Tera, tera::Error>>>;

/// All that an engine sees.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Texts {
    /// Where names are looked up, the winner first.
    prefixes: Vec<String>,
    /// By the name that Tera knows them under.
    texts: BTreeMap<String, Arc<str>>,
}

/// What a template renders, up to the size that a page may have.
struct Bounded {
    bytes: Vec<u8>,
    is_full: bool,
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MOST_PAGE_BYTES {
            self.is_full = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The file name of a template that may be named without `.html`.
pub(super) fn file_name(name: &str) -> String {
    let stem = name.strip_suffix(".html").unwrap_or(name);
    format!("{stem}.html")
}

impl Templates {
    /// The names of all templates, without a layer's prefix.
    pub(super) fn names(&self) -> &BTreeSet<String> {
        &self.names
    }

    fn tera(&self) -> &Tera {
        (**self.engine).as_ref().expect("what cannot be compiled was left out")
    }

    /// Whether there is a template, compiled or not.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.tera().contains_template(name) || self.broken.contains_key(name)
    }

    /// Renders a template; `Err` says why it cannot be.
    pub(super) fn render(
        &self,
        name: &str,
        context: &Context,
    ) -> Result<String, Diagnostic> {
        if !self.tera().contains_template(name) {
            return Err(self
                .broken
                .get(name)
                .cloned()
                .unwrap_or_else(|| self.missing(name)));
        }
        let mut out = Bounded { bytes: Vec::new(), is_full: false };
        let rendered = self.tera().render_to(name, context, &mut out);
        if out.is_full {
            return Err(self.too_much(name));
        }
        rendered.map_err(|error| {
            let faults = fault::faults(&error);
            let fault = faults
                .first()
                .cloned()
                .unwrap_or_else(|| TemplateFault::whole(name, &error));
            fault::missing_word(&fault, &self.sources, context)
                .unwrap_or_else(|| fault::diagnose(&fault, &self.sources))
        })?;
        let text = String::from_utf8(out.bytes).expect("templates and views are text");
        Ok(foreign::resolved(text))
    }

    /// Says that what a template renders is more than a page may hold.
    pub(super) fn too_much(&self, name: &str) -> Diagnostic {
        let message = format!(
            "what `{}` renders comes to more than {} MB",
            self.sources.shown(name),
            MOST_PAGE_BYTES / 1_000_000
        );
        let mut diagnostic = Diagnostic::about_site(&BROKEN_TEMPLATE, message).with_help(
            "show less: look for a loop in a loop, or for a part that stands twice",
        );
        diagnostic.primary = self.sources.get(name).map(|source| Span::file(source.id));
        diagnostic
    }

    /// What blocks are rendered with, in an engine of its own that sees nothing else: so a
    /// page's template can change without them. These are their own templates, and those
    /// that define components and need no other; where a block needs more, it is all of them.
    pub(super) fn of_blocks(&self) -> Templates {
        let is_seen = |name: &str, text: &str| is_block(name) || is_component(name, text);
        let mut seen = Texts::clone(self.engine.from());
        seen.texts.retain(|name, text| is_seen(name, text));
        let engine = Derived::new(seen, compiled);
        if engine.is_err() {
            return self.clone();
        }
        let mut blocks = Templates { engine, ..self.clone() };
        let texts = &blocks.engine.from().texts;
        blocks.sources.files.retain(|name, _| texts.contains_key(name) || is_block(name));
        blocks.broken.retain(|name, _| is_block(name));
        blocks.names.retain(|name| is_block(name));
        blocks
    }

    fn missing(&self, name: &str) -> Diagnostic {
        let message = format!("the theme has no template `{name}`");
        let names = self.names.iter().map(String::as_str);
        let otherwise = format!("add `templates/{name}` to the theme");
        let help = did_you_mean(name, names, otherwise);
        Diagnostic::about_site(&MISSING_TEMPLATE, message).with_help(help)
    }
}

/// Compiles the templates of all layers.
pub(super) fn compile(layers: &Layers, found: &mut Vec<Diagnostic>) -> Templates {
    let mut sources = TemplateSources::default();
    let mut embedded = Vec::new();
    let mut own = Vec::new();
    let mut names = BTreeSet::new();
    for layer in &layers.layers {
        for (path, file) in &layer.files {
            let Some(name) = path.strip_prefix("templates/") else { continue };
            let Some(text) = file.text() else { continue };
            names.insert(name.to_owned());
            let full = format!("{}{name}", layer.prefix);
            match file {
                LayerFile::Embedded(_) => embedded.push((full, text)),
                LayerFile::Text { id, shown, text: shared } => {
                    let text_of_site = Arc::clone(shared);
                    let source = TemplateSource {
                        id: *id,
                        shown: shown.clone(),
                        text: text_of_site,
                    };
                    sources.files.insert(full.clone(), source);
                    own.push((full, text));
                }
                LayerFile::OnDisk { .. } => {}
            }
        }
    }
    let mut broken = BTreeMap::new();
    let mut prefixes: Vec<String> =
        layers.layers.iter().map(|layer| layer.prefix.clone()).collect();
    leave_out_large(&mut own, &embedded, &prefixes, &sources, &mut broken, found);
    prefixes.retain(|prefix| !prefix.is_empty());
    let embedded = embedded.into_iter().map(|(name, text)| (name, text.into()));
    let embedded = Texts { prefixes, texts: embedded.collect() };
    let engine = together(&embedded, own, &sources, &mut broken, found);
    Templates { engine, names, sources, broken }
}

/// Leaves out the templates that the engine had better not read, with a finding for each.
fn leave_out_large(
    own: &mut Vec<(String, &str)>,
    embedded: &[(String, &str)],
    prefixes: &[String],
    sources: &TemplateSources,
    broken: &mut BTreeMap<String, Diagnostic>,
    found: &mut Vec<Diagnostic>,
) {
    if own.len() > gauge::MOST_TEMPLATES {
        let message = format!(
            "the site has {} templates, and at most {} are read",
            own.len(),
            gauge::MOST_TEMPLATES
        );
        let many = Diagnostic::about_site(&BROKEN_TEMPLATE, message);
        found.push(many.with_help("take those out of `themes/` that no page uses"));
        own.truncate(gauge::MOST_TEMPLATES);
    }
    let mut leave_out =
        |own: &mut Vec<(String, &str)>,
         fault: &mut dyn FnMut(&str, &TemplateSource) -> Option<Diagnostic>| {
            own.retain(|(name, _)| {
                let fault = sources.get(name).and_then(|source| fault(name, source));
                let Some(fault) = fault else { return true };
                report(found, fault.clone());
                broken.insert(name.clone(), fault);
                false
            });
        };
    leave_out(own, &mut |_, source| gauge::too_large(source));
    let all = embedded.iter().chain(&*own).cloned().collect::<Vec<_>>();
    let all = all.iter().map(|(name, text)| (name.as_str(), *text));
    let mut gauge = Gauge::new(all, prefixes);
    leave_out(own, &mut |name, source| gauge.shows_too_much(name, source));
}

/// A block, by the name of its template in any layer.
fn is_block(name: &str) -> bool {
    name.starts_with("blocks/") || name.contains("/blocks/")
}

/// Whether a template defines components, and needs no other template.
fn is_component(name: &str, text: &str) -> bool {
    let mut alone = Tera::new();
    alone.add_raw_template(name, text).is_ok()
        && alone.get_component_names().next().is_some()
}

/// Compiles templates, whose names are looked up in all layers.
fn compiled(texts: &Texts) -> Arc<Result<Tera, tera::Error>> {
    let mut tera = Tera::new();
    let all = texts.texts.iter().map(|(name, text)| (name.as_str(), &**text));
    let added = tera
        .set_fallback_prefixes(texts.prefixes.iter().cloned())
        .and_then(|()| tera.add_raw_templates(all));
    Arc::new(added.map(|()| tera))
}

/// Compiles the site's own templates with the embedded ones, leaving out those of the site
/// that have a fault.
fn together(
    embedded: &Texts,
    mut own: Vec<(String, &str)>,
    sources: &TemplateSources,
    broken: &mut BTreeMap<String, Diagnostic>,
    found: &mut Vec<Diagnostic>,
) -> Engine {
    // Each alone first: together, Tera stops at the first that it cannot read.
    own.retain(|(name, text)| {
        let Err(error) = Tera::new().add_raw_template(name, text) else { return true };
        let tera::ErrorKind::SyntaxError(_) = error.kind() else { return true };
        for fault in fault::faults(&error) {
            let diagnostic = fault::diagnose(&fault, sources);
            broken.entry(name.clone()).or_insert_with(|| diagnostic.clone());
            report(found, diagnostic);
        }
        false
    });
    // What is wrong between templates. Each round leaves out at least one.
    loop {
        let mut texts = embedded.clone();
        texts.texts.extend(own.iter().map(|(name, text)| (name.clone(), (*text).into())));
        let engine = Derived::new(texts, compiled);
        let Err(error) = engine.as_ref() else { return engine };
        assert!(!own.is_empty(), "a test compiles every embedded template: {error}");
        let mut faults = fault::faults(error);
        for fault in &mut faults {
            blame_own(fault, &own);
        }
        let culprit = |name: &str| faults.iter().any(|fault| fault.template == name);
        if !own.iter().any(|(name, _)| culprit(name)) {
            faults = vec![TemplateFault::whole(&own[0].0, error)];
        }
        let faulty: BTreeSet<String> =
            faults.iter().map(|fault| fault.template.clone()).collect();
        for fault in &faults {
            let diagnostic = fault::diagnose(fault, sources);
            // A fault that comes from a template left out before is not the author's.
            if !broken.keys().any(|gone| fault.is_about(gone)) {
                report(found, diagnostic.clone());
            }
            broken.entry(fault.template.clone()).or_insert(diagnostic);
        }
        own.retain(|(name, _)| !faulty.contains(name));
    }
}

/// Moves a fault in an embedded template to the site's template that brought it about:
/// an embedded page fills a block that the site's own base has not.
fn blame_own(fault: &mut TemplateFault, own: &[(String, &str)]) {
    if own.iter().any(|(name, _)| *name == fault.template) {
        return;
    }
    let file = fault.template.rsplit_once('/').map_or(&*fault.template, |(_, file)| file);
    let layout = own.iter().find(|(name, _)| name == "base.html" || name == file);
    if let Some((name, _)) = layout.or_else(|| own.first()) {
        let from = std::mem::replace(&mut fault.template, name.clone());
        fault.message = format!("{} (in `{from}`)", fault.message);
        fault.place = None;
    }
}
