//! What changed between two states of a site, of everything that has a name: its words, and
//! whether readers get it.

use std::collections::{BTreeMap, BTreeSet};

use engraft::build::SeenSite;
use engraft::report::PageChanges;
use engraft::review::{ShownPart, Signable, SiteTexts, compare, kept_back};

/// A page or a term, as lists tell of it.
struct TextFacts {
    title: String,
    owner: Option<String>,
    /// Why readers do not get it.
    kept_back: Option<String>,
}

/// A state of a site.
struct SiteState<'s> {
    texts: SiteTexts<'s>,
    facts: BTreeMap<Signable, TextFacts>,
}

impl<'s> SiteState<'s> {
    fn new(site: SeenSite<'s>) -> Self {
        let sources = &site.site.sources;
        let people = &sources.records.people;
        let name = |id: &str| people.get(id).map_or(id, |person| &person.name).to_owned();
        let articles = sources.articles.iter().map(|one| {
            let front_matter = &one.front_matter;
            let days = (front_matter.publish_on, front_matter.expires_on);
            let facts = TextFacts {
                title: front_matter.title.value.clone(),
                owner: front_matter.owner.as_ref().map(|owner| name(&owner.value)),
                kept_back: kept_back(front_matter.status, days, site.today),
            };
            (Signable::Text(one.source.path.clone()), facts)
        });
        let terms = sources.terms.iter().map(|one| {
            let front_matter = &one.front_matter;
            let facts = TextFacts {
                title: front_matter.term.value.clone(),
                owner: front_matter.owner.as_ref().map(|owner| name(&owner.value)),
                kept_back: kept_back(front_matter.status, (None, None), site.today),
            };
            (Signable::Text(one.source.path.clone()), facts)
        });
        let facts = articles.chain(terms).collect();
        SiteState { texts: site.texts, facts }
    }

    fn has(&self, thing: &Signable) -> bool {
        self.texts.place(thing).is_some()
    }

    fn parts(&self, thing: Option<&Signable>) -> Option<Vec<ShownPart>> {
        self.texts.parts(thing?)
    }
}

/// What changed of everything that readers see, in the order of the files.
pub(crate) fn changes(then: SeenSite<'_>, now: SeenSite<'_>) -> Vec<PageChanges> {
    let (old, new) = (SiteState::new(then), SiteState::new(now));
    let is_seen = |thing: &Signable| match thing {
        Signable::Text(path) => {
            !path.as_str().split('/').any(|part| part.starts_with('_'))
        }
        Signable::Contact(_) | Signable::Sign(_) | Signable::Value(_) => true,
    };
    let all: BTreeSet<Signable> =
        old.texts.all().chain(new.texts.all()).filter(is_seen).collect();
    let went = moves(&old, &new, &all);
    let arrived: BTreeSet<&Signable> = went.values().copied().collect();
    let mut found: Vec<PageChanges> = Vec::new();
    for thing in all.iter().filter(|thing| !arrived.contains(thing)) {
        let is = if new.has(thing) { Some(thing) } else { went.get(thing).copied() };
        let was = old.has(thing).then_some(thing);
        found.extend(told(&old, &new, was, is));
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// Where files went that are called otherwise now: by their title, else by most of their lines.
fn moves<'t>(
    old: &SiteState<'_>,
    new: &SiteState<'_>,
    all: &'t BTreeSet<Signable>,
) -> BTreeMap<&'t Signable, &'t Signable> {
    let is_text = |thing: &&Signable| matches!(thing, Signable::Text(_));
    let gone = all.iter().filter(|thing| is_text(thing) && !new.has(thing));
    let mut gone: BTreeSet<&Signable> = gone.collect();
    let mut open: Vec<&Signable> =
        all.iter().filter(|thing| is_text(thing) && !old.has(thing)).collect();
    let mut went = BTreeMap::new();
    let mut by_title: BTreeMap<&str, &Signable> = BTreeMap::new();
    let title = |site: &'_ SiteState<'_>, thing| {
        site.facts.get(thing).map(|facts: &TextFacts| facts.title.clone())
    };
    let titles: Vec<(&Signable, String)> =
        gone.iter().filter_map(|&thing| Some((thing, title(old, thing)?))).collect();
    by_title.extend(titles.iter().map(|(thing, title)| (title.as_str(), *thing)));
    open.retain(|&thing| {
        let was = title(new, thing).and_then(|title| by_title.remove(title.as_str()));
        let Some(was) = was else { return true };
        gone.remove(was);
        went.insert(was, thing);
        false
    });
    let lines = |parts: Option<Vec<ShownPart>>| -> Vec<String> {
        parts.into_iter().flatten().flat_map(|part| part.lines).collect()
    };
    let mut by_line: BTreeMap<String, &Signable> = BTreeMap::new();
    let mut lengths: BTreeMap<&Signable, usize> = BTreeMap::new();
    for &was in &gone {
        let lines = lines(old.parts(Some(was)));
        lengths.insert(was, lines.len());
        by_line.extend(lines.into_iter().map(|line| (line, was)));
    }
    for thing in open {
        let own = lines(new.parts(Some(thing)));
        let mut votes: BTreeMap<&Signable, usize> = BTreeMap::new();
        for &was in own.iter().filter_map(|line| by_line.get(line)) {
            *votes.entry(was).or_default() += 1;
        }
        let best = votes.into_iter().max_by_key(|(_, votes)| *votes);
        if let Some((was, votes)) = best
            && votes * 2 >= own.len().max(lengths[was])
            && gone.remove(was)
        {
            went.insert(was, thing);
        }
    }
    went
}

/// What is to be told of a text that was `was` and is `is`.
fn told(
    old: &SiteState<'_>,
    new: &SiteState<'_>,
    was: Option<&Signable>,
    is: Option<&Signable>,
) -> Option<PageChanges> {
    let thing = is.or(was)?;
    let (before, after) = (old.parts(was), new.parts(is));
    let language = if is.is_some() { &new.texts } else { &old.texts }.language(thing);
    let lost_or_new = was.is_none() || is.is_none();
    // A text that is kept back is there all the same: its words are no changes.
    let changes = if lost_or_new || before.is_some() && after.is_some() {
        compare(&before.unwrap_or_default(), &after.unwrap_or_default(), language)
    } else {
        Vec::new()
    };
    let kept = |site: &SiteState<'_>, thing: Option<&Signable>| {
        site.facts.get(thing?).and_then(|facts| facts.kept_back.clone())
    };
    let (was_kept, is_kept) = (kept(old, was), kept(new, is));
    let moved_from = was.filter(|was| is.is_some_and(|is| is != *was));
    let moved_from = moved_from.map(Signable::to_string);
    let mut fates: Vec<String> = Vec::new();
    fates.extend(moved_from.as_ref().map(|was| format!("it was the file {was}")));
    match (was, is) {
        (None, Some(_)) => fates.push("new".to_owned()),
        (Some(_), None) => fates.push("gone".to_owned()),
        _ => {}
    }
    match (was_kept, is_kept) {
        (None, Some(why)) if was.is_some() => {
            fates.push(format!("readers lose it, it is {why}"));
        }
        (Some(why), None) if is.is_some() => {
            fates.push(format!("readers get it now, it was {why}"));
        }
        (Some(was), Some(is)) if was != is => {
            fates.push(format!("no reader gets it, it was {was} and is {is}"));
        }
        (_, Some(why)) if !changes.is_empty() => {
            fates.push(format!("no reader gets it, it is {why}"));
        }
        _ => {}
    }
    if fates.is_empty() && changes.is_empty() {
        return None;
    }
    let site = if is.is_some() { new } else { old };
    let name = thing.to_string();
    let (title, owner) = match site.facts.get(thing) {
        Some(facts) => (facts.title.clone(), facts.owner.clone()),
        None => (name.clone(), None),
    };
    let fate = (!fates.is_empty()).then(|| fates.join("; "));
    Some(PageChanges { name, title, owner, moved_from, fate, changes })
}
