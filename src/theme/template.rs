//! The templates of all layers in one Tera instance, and what is wrong with them.
//!
//! A template that cannot be compiled is reported and left out; the one of the same name
//! in a lower layer then takes its place, so that everything else can still be judged.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Context, Tera};

use crate::diagnostic::{Diagnostic, MISSING_TEMPLATE, nearest};

use super::fault::{self, Fault};
use super::layer::Layers;
use super::layer_file::LayerFile;
use super::report;
use super::template_source::{Source, Sources};

/// Compiled templates.
#[derive(Debug, Clone)]
pub(super) struct Templates {
    tera: Arc<Tera>,
    names: BTreeSet<String>,
    sources: Sources,
    broken: BTreeMap<String, Diagnostic>,
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
        self.tera.render(name, context).map_err(|error| {
            let faults = fault::faults(&error);
            let fault =
                faults.first().cloned().unwrap_or_else(|| Fault::whole(name, &error));
            fault::diagnose(&fault, &self.sources)
        })
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
    add(&mut tera, own, &sources, &mut broken, found);
    Templates { tera: Arc::new(tera), names, sources, broken }
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
