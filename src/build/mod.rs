//! The stages in order; the only folder that knows the order.

mod again;
mod load;
mod shelf;
mod takedown;
mod written;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::article::ArticleId;
use crate::base::{Date, Error, Memory};
use crate::check::{self, Judged, Looked, Waived};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Outcome, Rule};
use crate::output::{
    AllFacts, Bodies, KnownMaking, Making, Memos, OutputSet, Outputs, SearchMemos,
    SearchedTexts, bodies, in_the_way_of_compressed, others, pages, prepare, search,
    server_rules,
};
use crate::review::{self, SignedState, SiteTexts};
use crate::site::{Horizon, KnownSite, Site, Sources, Unlinked, assemble};
use crate::source::{FileIds, Overlay, Reads, SourceFile, SourceKind, SourceTree};

use load::Parsed;

pub use crate::check::{PROFILES, profiles_with};
pub use again::{BuildRecord, InputDigest};
pub use shelf::Shelf;
pub use takedown::{Takedown, takedown};
pub use written::{SeenSite, WrittenSite, written};

/// What to build, and how.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The site's folder.
    pub root: &'a Path,
    /// Replaces `base_url`.
    pub base_url: Option<&'a str>,
    /// Drafts are published as well.
    pub drafts: bool,
    /// Pages are published before their day.
    pub future: bool,
    /// The day that counts as today.
    pub as_of: Option<Date>,
    /// Today by the clock, if nothing else says what day it is.
    pub clock_today: Date,
}

/// A finished build, not yet published.
#[derive(Debug)]
pub struct Built {
    /// The sources.
    pub tree: SourceTree,
    /// The files that are new, gone or saved since the build before; none after a single
    /// build.
    pub changed: Vec<Arc<SourceFile>>,
    /// What the owner asked for.
    pub config: Config,
    /// The articles and their tables.
    pub site: Site,
    /// What the texts say.
    pub facts: AllFacts,
    /// Who signed what, and what changed since.
    pub standing: SignedState,
    /// The day that counted as today.
    pub today: Date,
    /// The finished site, but for `texts`.
    pub output: OutputSet,
    /// The words that the search finds in texts: a preview makes them once somebody searches.
    pub texts: Arc<SearchedTexts>,
    /// How many pages it has.
    pub pages: usize,
    /// The findings, with the severities that the site chose.
    pub diagnostics: Vec<Diagnostic>,
    /// The findings that do not count, because their file waives them.
    pub waived: Vec<Waived>,
    /// The written bodies, where [`build_with_bodies`] was asked for them.
    pub bodies: Option<Bodies>,
}

/// What a build is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading the sources.
    Load,
    /// Putting them together.
    Index,
    /// Finding out where every link goes.
    Links,
    /// Writing bodies as HTML.
    Render,
    /// Putting pages together.
    Pages,
    /// Judging.
    Check,
    /// Writing the output folder.
    Publish,
}

impl Stage {
    /// What people see.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Load => "reading",
            Stage::Index => "indexing",
            Stage::Links => "resolving links",
            Stage::Render => "rendering",
            Stage::Pages => "making pages",
            Stage::Check => "checking",
            Stage::Publish => "publishing",
        }
    }
}

impl Built {
    /// Adds what a preview makes later.
    pub fn complete(&mut self) {
        let texts = self.texts.files();
        self.output
            .files
            .extend(texts.iter().map(|(path, file)| (path.clone(), file.clone())));
    }

    /// Tells of what the last build published and this one has lost.
    pub fn compare_with(&mut self, before: &OutputSet) {
        let lost = check::lost_since(&self.site, &self.config, &self.output, before);
        self.diagnostics.extend(lost);
        order(&mut self.diagnostics);
    }
}

/// Builds the site in memory. `observe` is told when a stage begins.
///
/// # Errors
///
/// The machine's trouble, or a root that is no site.
pub fn build(
    request: &Request<'_>,
    observe: &(dyn Fn(Stage) + Sync),
) -> Result<Built, Error> {
    Session::new(Memory::Forgetful).build(request, observe)
}

/// Builds the site in memory, and keeps what its texts say for whoever compares it with another
/// state of the site.
///
/// # Errors
///
/// The machine's trouble, or a root that is no site.
pub fn build_with_bodies(request: &Request<'_>) -> Result<Built, Error> {
    let mut session = Session::new(Memory::Forgetful);
    session.keeps_bodies = true;
    session.build(request, &|_| {})
}

/// The files of a site as a build reads them, and nothing made of them yet.
#[derive(Debug)]
pub struct ReadSources {
    tree: SourceTree,
    config: Config,
    /// What was found on the way.
    found: Vec<Diagnostic>,
}

impl ReadSources {
    /// Reads the site.
    ///
    /// # Errors
    ///
    /// The machine's trouble, or a root that is no site.
    pub fn read(request: &Request<'_>) -> Result<Self, Error> {
        let mut found = Vec::new();
        let mut ids = FileIds::default();
        let reads = &mut Reads::forgetful();
        let (tree, config) = load::read(request, &mut ids, reads, None, &mut found)?;
        Ok(ReadSources { tree, config, found })
    }

    /// Builds the site in memory. `observe` is told when a stage begins.
    pub fn build(self, request: &Request<'_>, observe: &(dyn Fn(Stage) + Sync)) -> Built {
        Session::new(Memory::Forgetful).build_read(self, request, observe)
    }

    /// The files.
    pub fn into_tree(self) -> SourceTree {
        self.tree
    }
}

/// One build after another of the same folder: each makes again only what is made from
/// other values than before, and comes to what a single build comes to.
#[derive(Debug)]
pub struct Session {
    /// Texts that are not saved yet.
    overlay: Overlay,
    ids: FileIds,
    reads: Reads,
    parsed: Parsed,
    site: KnownSite,
    making: KnownMaking,
    memos: Memos,
    search: SearchMemos,
    judged: Judged,
    keeps_bodies: bool,
}

impl Session {
    /// Knows nothing yet.
    pub fn new(memory: Memory) -> Session {
        let reads = match memory {
            Memory::Forgetful => Reads::forgetful(),
            Memory::Remembering | Memory::Verifying => Reads::remembering(),
        };
        Session {
            overlay: Overlay::default(),
            ids: FileIds::default(),
            reads,
            parsed: Parsed::new(memory),
            site: KnownSite::new(memory),
            making: KnownMaking::new(memory),
            memos: Memos::new(memory),
            search: SearchMemos::new(memory),
            judged: Judged::new(memory),
            keeps_bodies: false,
        }
    }

    /// From the next build on these texts stand in the place of the files they are for.
    pub fn lay_over(&mut self, overlay: Overlay) {
        self.overlay = overlay;
    }

    /// Builds the site in memory. `observe` is told when a stage begins.
    ///
    /// # Errors
    ///
    /// The machine's trouble, or a root that is no site.
    pub fn build(
        &mut self,
        request: &Request<'_>,
        observe: &(dyn Fn(Stage) + Sync),
    ) -> Result<Built, Error> {
        observe(Stage::Load);
        let mut found = Vec::new();
        let Session { overlay, ids, reads, .. } = self;
        let (tree, config) = load::read(request, ids, reads, Some(overlay), &mut found)?;
        Ok(self.build_read(ReadSources { tree, config, found }, request, observe))
    }

    /// The stages behind the reading of files.
    #[expect(clippy::too_many_lines, reason = "one stage after the other")]
    fn build_read(
        &mut self,
        read: ReadSources,
        request: &Request<'_>,
        observe: &(dyn Fn(Stage) + Sync),
    ) -> Built {
        let ReadSources { tree, config, mut found } = read;
        let Session {
            reads,
            parsed,
            site: known,
            making,
            memos,
            search: searched,
            judged,
            keeps_bodies,
            ..
        } = self;
        let sources = load::sources(&tree, &config, parsed, &mut found);
        let themes = load::themes(&tree, &config, parsed, &mut found);
        parsed.end_build();
        observe(Stage::Index);
        let today = today(request, &config);
        let site = assembled(request, sources, &config, known, &mut found);
        observe(Stage::Links);
        let mut site = site.resolve(known).collect(&mut found);
        site.limit_includes(&mut found);
        site.hold_back_files(&beside_pages(&tree));

        observe(Stage::Render);
        let making = prepare(&site, &themes, &config, today, making).collect(&mut found);
        let is_signed = review::is_used(&config, tree.of_kind(SourceKind::Data));
        let bodies = bodies(&site, &making, memos, is_signed || *keeps_bodies);
        let kept = keeps_bodies.then(|| bodies.clone());
        let facts = bodies.facts();
        let signed = if is_signed {
            signed(&tree, &site, &config, &bodies, today)
        } else {
            Outcome::default()
        };
        let (standing, changed) = signed.collect(&mut found);
        let (names, texts) = search(&making, &bodies, &facts, searched);
        searched.end_build();

        observe(Stage::Pages);
        let (mut output, pages) =
            outputs(&site, &making, bodies, (&facts, &changed), memos, &mut found);
        output.add(names);
        memos.end_build();

        observe(Stage::Check);
        let context = check::Context {
            site: &site,
            config: &config,
            facts: &facts,
            standing: &standing,
            today,
            output: &output,
            known: judged,
        };
        found.extend(check::run(&context));
        judged.end_build();
        let waived = check::settle(&site, &config, today, Looked::AtAll, &mut found);
        order(&mut found);
        Built {
            tree,
            changed: reads.changed().to_vec(),
            config,
            site,
            facts,
            standing,
            today,
            output,
            texts: Arc::new(texts),
            pages,
            diagnostics: found,
            waived,
            bodies: kept,
        }
    }
}

/// The texts that make no page of their own: settings, records, style sheets, drawings.
fn beside_pages(tree: &SourceTree) -> Vec<&str> {
    let is_page = |kind| {
        matches!(kind, SourceKind::Article | SourceKind::Term | SourceKind::Snippet)
    };
    let files = tree.files.iter().filter(move |file| !is_page(file.kind));
    files.filter_map(|file| file.text().map(AsRef::as_ref)).collect()
}

/// Who signed what; and the pages whose readers are told that they changed since.
fn signed(
    tree: &SourceTree,
    site: &Site,
    config: &Config,
    bodies: &Bodies,
    today: Date,
) -> Outcome<(SignedState, BTreeSet<ArticleId>)> {
    let mut found = Vec::new();
    let records: Vec<_> = tree.of_kind(SourceKind::Data).collect();
    let texts = SiteTexts::new(site, config, bodies.written());
    let standing = review::look(&texts, config, &records, today, &mut found);
    let told = config.review.notice.then(|| standing.changed_articles(&texts));
    Outcome::new((standing, told.unwrap_or_default()), found)
}

/// The sources put together, and nothing rendered.
#[derive(Debug)]
pub struct Indexed {
    /// The sources.
    pub tree: SourceTree,
    /// What the owner asked for.
    pub config: Config,
    /// The articles and their tables.
    pub site: Site,
    /// The day that counts as today.
    pub today: Date,
    /// The findings so far, with the severities that the site chose.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the site and puts it together, without rendering a page.
///
/// # Errors
///
/// The machine's trouble, or a root that is no site.
pub fn index(request: &Request<'_>) -> Result<Indexed, Error> {
    let mut found = Vec::new();
    let (tree, config) = load::read(
        request,
        &mut FileIds::default(),
        &mut Reads::forgetful(),
        None,
        &mut found,
    )?;
    Ok(indexed(request, tree, config, found))
}

/// Puts a tree together that is not, or not yet, what is on disk. `request.root` is not
/// looked at.
///
/// # Errors
///
/// The command line gives an address that is none.
pub fn index_tree(request: &Request<'_>, tree: SourceTree) -> Result<Indexed, Error> {
    let mut found = Vec::new();
    let file = tree.of_kind(SourceKind::Config).next().map(AsRef::as_ref);
    let config = load::configure(file, request, &mut found)?;
    Ok(indexed(request, tree, config, found))
}

fn indexed(
    request: &Request<'_>,
    tree: SourceTree,
    config: Config,
    mut found: Vec<Diagnostic>,
) -> Indexed {
    let sources =
        load::sources(&tree, &config, &mut Parsed::new(Memory::Forgetful), &mut found);
    let known = &mut KnownSite::new(Memory::Forgetful);
    let site = assembled(request, sources, &config, known, &mut found);
    let site = site.resolve(known).collect(&mut found);
    let today = today(request, &config);
    // Only a build looks for everything, and only it tells of what is waived.
    check::settle(&site, &config, today, Looked::AtSources, &mut found);
    order(&mut found);
    Indexed { tree, config, site, today, diagnostics: found }
}

fn assembled(
    request: &Request<'_>,
    sources: Sources,
    config: &Config,
    known: &KnownSite,
    found: &mut Vec<Diagnostic>,
) -> Unlinked {
    let today = today(request, config);
    let horizon = Horizon { today, drafts: request.drafts, future: request.future };
    assemble::<Outputs>(sources, config, horizon, known).collect(found)
}

/// Sorts findings by place and leaves out what is told twice.
fn order(found: &mut Vec<Diagnostic>) {
    found.sort_by_key(|diagnostic| diagnostic.primary);
    found.dedup();
}

fn today(request: &Request<'_>, config: &Config) -> Date {
    request.as_of.or(config.review.as_of).unwrap_or(request.clock_today)
}

/// Makes every file of the finished site, and counts its pages.
fn outputs(
    site: &Site,
    making: &Making,
    bodies: Bodies,
    (facts, changed): (&AllFacts, &BTreeSet<ArticleId>),
    memos: &mut Memos,
    found: &mut Vec<Diagnostic>,
) -> (OutputSet, usize) {
    let mut made = pages(site, making, bodies, facts, changed, memos);
    let count = made.files.len();
    found.append(&mut made.diagnostics);
    let files = made.files.into_iter().collect();
    let mut output = OutputSet { files, ..OutputSet::default() };
    for mut made in others(making) {
        found.append(&mut made.diagnostics);
        output.add(made);
    }
    found.extend(server_rules(making, &mut output));
    if making.site.config.precompress {
        found.extend(in_the_way_of_compressed(&output));
    }
    (output, count)
}

/// The path that the site will be published under, with slashes at both ends.
///
/// # Errors
///
/// `base_url` of the request is no address.
pub fn base_path(request: &Request<'_>) -> Result<String, Error> {
    let config = load::configuration(request, &mut FileIds::default(), &mut Vec::new())?;
    Ok(config.base_path().to_owned())
}

/// Every rule there is.
pub fn rules() -> Vec<&'static Rule> {
    check::rules()
}
