//! The templates of all layers in one Tera instance, and what is wrong with them.
//!
//! A template that cannot be compiled is reported and left out; the one of the same name
//! in a lower layer then takes its place, so that everything else can still be judged.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use tera::{Context, Tera};

use crate::base::Span;
use crate::diagnostic::{BROKEN_TEMPLATE, Diagnostic, MISSING_TEMPLATE, nearest};

use super::fault::{self, Fault};
use super::gauge::{self, Gauge};
use super::layer::Layers;
use super::layer_file::LayerFile;
use super::template_source::{Source, Sources};
use super::{MOST_PAGE_BYTES, report};

/// Compiled templates.
#[derive(Debug, Clone)]
pub(super) struct Templates {
    tera: Arc<Tera>,
    names: BTreeSet<String>,
    sources: Sources,
    broken: BTreeMap<String, Diagnostic>,
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

    /// Whether there is a template, compiled or not.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.tera.contains_template(name) || self.broken.contains_key(name)
    }

    /// Renders a template; `Err` says why it cannot be.
    pub(super) fn render(
        &self,
        name: &str,
        context: &Context,
    ) -> Result<String, Diagnostic> {
        if !self.tera.contains_template(name) {
            return Err(self
                .broken
                .get(name)
                .cloned()
                .unwrap_or_else(|| self.missing(name)));
        }
        let mut out = Bounded { bytes: Vec::new(), is_full: false };
        let rendered = self.tera.render_to(name, context, &mut out);
        if out.is_full {
            return Err(self.too_much(name));
        }
        rendered.map_err(|error| {
            let faults = fault::faults(&error);
            let fault =
                faults.first().cloned().unwrap_or_else(|| Fault::whole(name, &error));
            fault::diagnose(&fault, &self.sources)
        })?;
        Ok(String::from_utf8(out.bytes).expect("templates and views are text"))
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

    fn missing(&self, name: &str) -> Diagnostic {
        let message = format!("the theme has no template `{name}`");
        let help = match nearest(name, self.names.iter().map(String::as_str)) {
            Some(near) => {
                format!("write `{near}`, or add `templates/{name}` to the theme")
            }
            None => format!("add `templates/{name}` to the theme"),
        };
        Diagnostic::about_site(&MISSING_TEMPLATE, message).with_help(help)
    }
}

/// Compiles the templates of all layers.
pub(super) fn compile(layers: &Layers, found: &mut Vec<Diagnostic>) -> Templates {
    let mut sources = Sources::default();
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
                    let source =
                        Source { id: *id, shown: shown.clone(), text: text_of_site };
                    sources.files.insert(full.clone(), source);
                    own.push((full, text));
                }
                LayerFile::OnDisk { .. } => {}
            }
        }
    }
    let mut tera = empty(layers);
    tera.add_raw_templates(embedded.iter().map(|(name, text)| (name.as_str(), *text)))
        .expect("a test compiles every embedded template");
    let mut broken = BTreeMap::new();
    let prefixes: Vec<String> =
        layers.layers.iter().map(|layer| layer.prefix.clone()).collect();
    leave_out_large(&mut own, &embedded, &prefixes, &sources, &mut broken, found);
    add(&mut tera, own, &sources, &mut broken, found);
    Templates { tera: Arc::new(tera), names, sources, broken }
}

/// Leaves out the templates that the engine had better not read, with a finding for each.
fn leave_out_large(
    own: &mut Vec<(String, &str)>,
    embedded: &[(String, &str)],
    prefixes: &[String],
    sources: &Sources,
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
         fault: &mut dyn FnMut(&str, &Source) -> Option<Diagnostic>| {
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

/// A Tera instance that looks names up in all layers, the winner first.
fn empty(layers: &Layers) -> Tera {
    let mut tera = Tera::new();
    let prefixes = layers.layers.iter().map(|layer| layer.prefix.clone());
    tera.set_fallback_prefixes(prefixes.filter(|prefix| !prefix.is_empty()))
        .expect("no template has been added yet");
    tera
}

/// Adds the site's own templates, leaving out those with a fault.
fn add(
    tera: &mut Tera,
    mut own: Vec<(String, &str)>,
    sources: &Sources,
    broken: &mut BTreeMap<String, Diagnostic>,
    found: &mut Vec<Diagnostic>,
) {
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
    while !own.is_empty() {
        let together = own.iter().map(|(name, text)| (name.as_str(), *text));
        let Err(error) = tera.add_raw_templates(together) else { return };
        let mut faults = fault::faults(&error);
        for fault in &mut faults {
            blame_own(fault, &own);
        }
        let culprit = |name: &str| faults.iter().any(|fault| fault.template == name);
        if !own.iter().any(|(name, _)| culprit(name)) {
            faults = vec![Fault::whole(&own[0].0, &error)];
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
fn blame_own(fault: &mut Fault, own: &[(String, &str)]) {
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
