//! What changes which files there are: new pages and terms, moves, deletions; and what takes a
//! page down. What would happen is told first, and done when somebody says so again.

use std::sync::PoisonError;

use serde_json::{Value, json};

use super::WritersDesk;
use super::ask::{AskedBuild, AskedChange, AskedPage, AskedSignature, sent};
use super::file::{self, keys, there};
use super::place::{check_names, text_file};
use super::save;
use crate::article::TYPES;
use crate::base::{ContentPath, Error, slugify};
use crate::build::{self, Built};
use crate::edit::{self, Change, NewPage, mv, new_article, new_term, set_field};
use crate::report;
use crate::review::Signable;
use crate::serve::Call;
use crate::source::{CONTENT_FOLDER, SourceKind, SourceTree};

/// Makes a page or a term.
pub(super) fn create(desk: &WritersDesk, call: &Call) -> Result<Value, Error> {
    let AskedPage { is_term, title, folder, kind } = sent(call)?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let slug = slugify(&title);
    if slug.is_empty() {
        return Err(Error::usage("this needs a name of letters or digits")
            .with_help("write what the page is called"));
    }
    let NewPage { path, text } = if is_term {
        new_term(&title.replace(['/', '\\'], " "))?
    } else {
        let kind = TYPES.iter().copied().find(|known| *known == kind);
        let folder = folder.trim_matches('/');
        let name = if folder.is_empty() { slug } else { format!("{folder}/{slug}") };
        new_article(&name, Some(&title), kind)?
    };
    let path = text_file(path.as_str())?;
    let _locked = desk.lock_sources()?;
    let mut change = Change::default();
    change.create(path.clone(), text);
    edit::apply(&change, &SourceTree::default(), &desk.root)?;
    desk.preview.rebuild();
    Ok(json!({ "path": path.as_str() }))
}

/// Moves a page, or tells what a move would do.
pub(super) fn move_page(desk: &WritersDesk, call: &Call) -> Result<Value, Error> {
    let AskedChange { path, to, really } = sent(call)?;
    let path = text_file(&path)?;
    desk.refuse_unsaved(&path, "moved")?;
    let target = ContentPath::new(to.trim_matches('/').trim());
    let target = target.ok_or_else(|| {
        Error::usage(format!("`{to}` is no place for a page"))
            .with_help("write a folder and a name, such as care/infection.md")
    })?;
    check_target(&target)?;
    let _locked = desk.lock_sources()?;
    let request = desk.request()?;
    let index = build::index(&request)?;
    let plan = mv::plan(&index, &request, path.as_str(), target.as_str())?;
    if let Some(trouble) = &plan.trouble {
        let told: Vec<String> = trouble
            .findings
            .iter()
            .map(|one| report::told(&one.message).into())
            .collect();
        return Ok(json!({ "trouble": told }));
    }
    let new = plan.change.moved(path.as_str());
    text_file(&new)?;
    let mut told: Vec<String> = plan
        .change
        .moves()
        .iter()
        .map(|(from, to)| {
            format!("{CONTENT_FOLDER}/{from} becomes {CONTENT_FOLDER}/{to}")
        })
        .collect();
    if plan.links > 0 {
        told.push(format!("links rewritten: {}, in {} files", plan.links, plan.files));
    }
    let leads = plan.addresses.iter().map(|(old, new)| format!("{old} leads to {new}"));
    told.extend(leads);
    if really {
        edit::apply(&plan.change, &index.tree, &desk.root)?;
        desk.preview.rebuild();
    }
    Ok(json!({ "told": told, "path": new, "done": really }))
}

/// A page goes to a file of a page, or into a folder.
fn check_target(target: &ContentPath) -> Result<(), Error> {
    if target.extension() == Some("md") {
        return text_file(target.as_str()).map(drop);
    }
    check_names(target)?;
    if target.as_str().contains('.') {
        return Err(Error::usage(format!("`{target}` is no file of a page"))
            .with_help("end it with `.md`, or name a folder"));
    }
    Ok(())
}

/// Deletes a page, or tells who links to it.
pub(super) fn delete(desk: &WritersDesk, call: &Call) -> Result<Value, Error> {
    let AskedChange { path, to, really } = sent(call)?;
    let path = text_file(&path)?;
    if path.as_str() == "index.md" || path.as_str().starts_with("data/") {
        return Err(Error::usage(format!("the site cannot be without `{path}`"))
            .with_help("change its text instead"));
    }
    desk.refuse_unsaved(&path, "deleted")?;
    let built = desk.built()?;
    let address = page_address(&built, &path);
    if !really {
        let links = links_to(&built, &path);
        let signed = file::signed(&built, &path);
        return Ok(json!({
            "links": links, "address": address, "signed": signed, "done": false,
        }));
    }
    let _locked = desk.lock_sources()?;
    let file = there(desk, &path)?;
    let mut change = Change::default();
    change.remove(path.clone(), file.original.bytes().to_vec());
    remove_signatures(desk, &built, &path, &mut change)?;
    if let Some(address) = address.filter(|_| !to.is_empty()) {
        let to = text_file(&to)?;
        desk.refuse_unsaved(&to, "given an old address")?;
        if to == path {
            return Err(Error::usage("a page that goes cannot lead to itself")
                .with_help("choose another page"));
        }
        let heir = there(desk, &to)?;
        let keys = keys(&to).ok_or_else(|| {
            Error::usage(format!("`{to}` is no page")).with_help("choose a page")
        })?;
        let known = edit::fields(&heir.text, keys)?;
        let known = known.into_iter().find(|field| field.name == "redirect_from");
        let known = known.ok_or_else(|| {
            Error::usage(format!("`{to}` takes no old addresses"))
                .with_help("choose a page")
        })?;
        let all = [known.values, vec![address]].concat();
        let text = set_field(&heir.text, keys, "redirect_from", &all)?;
        save::put(&mut change, &heir, &text)?;
        desk.drawer.keep_version(&to, heir.original.bytes())?;
    }
    desk.drawer.keep_version(&path, file.original.bytes())?;
    edit::apply(&change, &SourceTree::default(), &desk.root)?;
    desk.preview.rebuild();
    Ok(json!({ "done": true }))
}

/// Removes the records of the signatures of a text that goes: they would stand for nothing.
fn remove_signatures(
    desk: &WritersDesk,
    built: &Built,
    path: &ContentPath,
    change: &mut Change,
) -> Result<(), Error> {
    for file in built.tree.of_kind(SourceKind::Data) {
        let signed = Signable::of_record(&file.path);
        if signed.is_none_or(|(thing, _)| thing != Signable::Text(path.clone())) {
            continue;
        }
        let Some(record) = file::opened(desk, &file.path)? else { continue };
        desk.drawer.keep_version(&file.path, record.original.bytes())?;
        change.remove(file.path.clone(), record.original.bytes().to_vec());
    }
    Ok(())
}

/// The address of a page without the path of the site, as `redirect_from` takes it.
fn page_address(built: &Built, path: &ContentPath) -> Option<String> {
    let site = &built.site;
    let id = site.article_ids().find(|&id| site.article(id).source.path == *path)?;
    Some(site.permalink(id).to_string())
}

/// The titles and files of the pages that link to a page, or mention a term.
fn links_to(built: &Built, path: &ContentPath) -> Vec<(String, String)> {
    let site = &built.site;
    let told = |id| {
        let article = site.article(id);
        (article.front_matter.title.value.clone(), article.source.path.to_string())
    };
    if let Some(id) = site.article_ids().find(|&id| site.article(id).source.path == *path)
    {
        return site.backlinks[id].iter().copied().map(told).collect();
    }
    let Some(term) = site.term_ids().find(|&id| site.term(id).source.path == *path)
    else {
        return Vec::new();
    };
    let facts = site.article_ids().zip(&built.facts.articles);
    let mentioning =
        facts.filter(|(_, facts)| facts.mentions.iter().any(|one| one.term == term));
    mentioning.map(|(id, _)| told(id)).collect()
}

/// Takes a page back, or tells what else must happen.
pub(super) fn withdraw(desk: &WritersDesk, call: &Call) -> Result<Value, Error> {
    let AskedChange { path, really, .. } = sent(call)?;
    let path = text_file(&path)?;
    desk.refuse_unsaved(&path, "taken down")?;
    let told = [
        "The page says that it was withdrawn, and its words are gone from the site and its search.",
        "Readers see the old page until it is out of the finished site as well, which is the next step, and until that is put on the web as you always do.",
        "Printed copies, saved pages and search engines keep the old words: tell those who hand them out.",
    ];
    if really {
        save::set_on_disk(desk, &path, "status", "withdrawn")?;
        desk.preview.rebuild();
    }
    Ok(json!({ "told": told, "done": really, "state": file::state(desk, &path)? }))
}

/// Signs a page.
pub(super) fn sign(desk: &WritersDesk, call: &Call) -> Result<Value, Error> {
    let AskedSignature { path, reviewer, role } = sent(call)?;
    let path = text_file(&path)?;
    desk.refuse_unsaved(&path, "signed")?;
    let here = desk.writing.lock().unwrap_or_else(PoisonError::into_inner);
    let role = Some(&*role).filter(|role| !role.is_empty());
    let told = desk.office.sign(path.as_str(), &reviewer, role)?;
    drop(here);
    desk.preview.rebuild();
    Ok(json!({ "told": told }))
}

/// Makes the finished site, or takes out of it what is to go.
pub(super) fn build(desk: &WritersDesk, call: &Call) -> Result<Value, Error> {
    let AskedBuild { only_withdrawn } = sent(call)?;
    if only_withdrawn {
        return Ok(json!({ "told": desk.office.take_down()? }));
    }
    let unsaved = desk.texts.lock().paths().count();
    let mut told = desk.office.build()?;
    if unsaved > 0 {
        told.push(format!("Texts that are not saved, and not in it: {unsaved}"));
    }
    Ok(json!({ "told": told }))
}
