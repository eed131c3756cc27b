//! `engraft glossary`: what the glossary holds, and where its terms are used.

use std::path::Path;

use engraft::article::{ArticleId, TermId};
use engraft::base::{Error, Span, Spanned, fold_name};
use engraft::build::{self, Built};
use engraft::check::{undefined_abbreviations, unused_terms};
use engraft::diagnostic::nearest_several;
use engraft::html::Mention;
use engraft::report::{Count, Place, ReportCell, ReportTable, place};

use crate::Exit;
use crate::args::{ContentArgs, GlossaryArgs, GlossaryQuestion, ListFormat};
use crate::console::Console;
use crate::content;
use crate::progress::Progress;

/// How many near names are offered.
const MOST_NEAR: usize = 3;

pub(crate) fn run(
    root: &Path,
    args: &GlossaryArgs,
    console: &Console,
) -> Result<Exit, Error> {
    let request = ContentArgs::default();
    let request = content::request(root, &request)?;
    let built = Progress::during(console, |progress| {
        build::build(&request, &|stage| progress.enter(stage))
    })?;
    let (table, noun) = match &args.question {
        GlossaryQuestion::List => (list(&built), "entry"),
        GlossaryQuestion::Unused => (unused(&built), "unused entry"),
        GlossaryQuestion::Undefined => (undefined(&built), "undefined abbreviation"),
        GlossaryQuestion::Where { term } => (places(&built, term)?, "page"),
    };
    content::print_table(console, &table, args.format)?;
    if args.format == ListFormat::Human {
        console.say(&content::plural(table.rows.len(), noun))?;
    }
    let errors = Count::of(&built.diagnostics).errors;
    if errors > 0 {
        let errors = content::plural(errors, "error");
        console.note(&format!("The site has {errors}, which `engraft check` shows"));
    }
    Ok(Exit::Clean)
}

fn list(built: &Built) -> ReportTable {
    ReportTable {
        columns: &[
            "term",
            "abbreviation",
            "pages",
            "mentions",
            "review due",
            "file",
            "aliases",
            "avoid",
            "used in",
        ],
        shown: 6,
        rows: listed(built).map(|id| entry(built, id)).collect(),
    }
}

fn entry(built: &Built, id: TermId) -> Vec<ReportCell> {
    let front_matter = &built.site.term(id).front_matter;
    let uses: Vec<(ArticleId, &Mention)> = uses(built, id).collect();
    let mentions: u32 = uses.iter().map(|(_, mention)| mention.count).sum();
    let due = front_matter.due(built.config.review.interval_months);
    let words = |names: &[Spanned<String>]| {
        ReportCell::List(names.iter().map(|name| name.value.clone()).collect())
    };
    let pages = uses.iter().map(|&(article, _)| file_of(built, article)).collect();
    vec![
        ReportCell::Text(front_matter.term.value.clone()),
        ReportCell::maybe(
            front_matter.abbreviation.as_ref().map(|name| name.value.clone()),
        ),
        ReportCell::Number(uses.len()),
        ReportCell::Number(mentions as usize),
        ReportCell::maybe(due.map(|due| due.to_string())),
        ReportCell::Text(place_of(built, front_matter.term.span).file.to_owned()),
        words(&front_matter.aliases),
        words(&front_matter.avoid),
        ReportCell::List(pages),
    ]
}

fn unused(built: &Built) -> ReportTable {
    let row = |id: TermId| {
        let term = &built.site.term(id).front_matter.term;
        let file = place_of(built, term.span).file.to_owned();
        vec![ReportCell::Text(term.value.clone()), ReportCell::Text(file)]
    };
    let unused = unused_terms(&built.site, &built.facts);
    ReportTable {
        columns: &["term", "file"],
        shown: 2,
        rows: unused.into_iter().map(row).collect(),
    }
}

fn undefined(built: &Built) -> ReportTable {
    let undefined = undefined_abbreviations(&built.site, &built.config, &built.facts);
    let row = |one: &engraft::check::Undefined<'_>| {
        let places: Vec<String> =
            one.places.iter().map(|&span| place_of(built, span).to_string()).collect();
        vec![
            ReportCell::Text(one.written.to_owned()),
            ReportCell::Number(places.len()),
            ReportCell::Number(one.count as usize),
            ReportCell::maybe(places.first().cloned()),
            ReportCell::List(places),
        ]
    };
    ReportTable {
        columns: &["abbreviation", "pages", "uses", "first place", "places"],
        shown: 4,
        rows: undefined.iter().map(row).collect(),
    }
}

fn places(built: &Built, name: &str) -> Result<ReportTable, Error> {
    let terms = called(built, name)?;
    let row = |(article, mention): (ArticleId, &Mention)| {
        let place = place_of(built, mention.span);
        vec![
            ReportCell::Text(place.to_string()),
            ReportCell::Number(mention.count as usize),
            ReportCell::Text(
                built.site.article(article).front_matter.title.value.clone(),
            ),
            ReportCell::Text(place.file.to_owned()),
            ReportCell::Number(place.start.line),
            ReportCell::Number(place.start.column),
        ]
    };
    Ok(ReportTable {
        columns: &["first place", "mentions", "page", "file", "line", "column"],
        shown: 3,
        rows: terms.iter().flat_map(|&id| uses(built, id)).map(row).collect(),
    })
}

/// The entries of a name or one of its inflections: one in each language that knows it.
fn called(built: &Built, name: &str) -> Result<Vec<TermId>, Error> {
    let names = |id: TermId| built.site.term(id).front_matter.names();
    let called = built
        .config
        .languages
        .keys()
        .map(|language| built.site.matcher(language).called(name));
    let mut terms: Vec<TermId> = called.flatten().collect();
    if terms.is_empty() {
        // A question may be asked in small letters where a text may not.
        let fold = fold_name(name);
        let is_asked = |id: &TermId| names(*id).any(|own| fold_name(&own.value) == fold);
        terms = listed(built).filter(is_asked).collect();
    }
    if !terms.is_empty() {
        return Ok(terms);
    }
    let known = listed(built).flat_map(names).map(|name| name.value.as_str());
    let near: Vec<String> = nearest_several(name, known, MOST_NEAR)
        .into_iter()
        .map(|near| format!("`{near}`"))
        .collect();
    let help = if near.is_empty() {
        "type `engraft glossary list` for all of them".to_owned()
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    Err(Error::usage(format!("the glossary has no entry `{name}`")).with_help(help))
}

/// The entries of the glossary that readers see.
fn listed(built: &Built) -> impl Iterator<Item = TermId> {
    let visibility = &built.site.glossary.visibility;
    built.site.term_ids().filter(|id| visibility[*id].is_listed())
}

/// The articles that mention a term.
fn uses(built: &Built, id: TermId) -> impl Iterator<Item = (ArticleId, &Mention)> {
    built.site.article_ids().filter_map(move |article| {
        let mentions = &built.facts.articles[article].mentions;
        Some((article, mentions.iter().find(|mention| mention.term == id)?))
    })
}

fn file_of(built: &Built, article: ArticleId) -> String {
    let file = built.site.article(article).source.file;
    place_of(built, Span::file(file)).file.to_owned()
}

fn place_of(built: &Built, span: Span) -> Place<'_> {
    place(span, &built.tree)
}
