//! Who signed what, what changed since, and what nobody signed: of the whole site.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::compare::{PartChange, compare};
use super::exception::{self, OVERRIDES_FILE, SignException};
use super::needs::{Needs, UnsignedThing};
use super::shown::{ShownPart, mark};
use super::signature::{self, Signature};
use super::texts::{SiteTexts, TextId};
use super::thing::{REVIEWS_FOLDER, Signable};
use crate::article::ArticleId;
use crate::base::{Date, Span};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::source::SourceFile;

/// What is known of the signatures of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignedState {
    /// The signatures, by what they are of.
    pub signatures: BTreeMap<Signable, Vec<Signature>>,
    /// What changed since it was signed.
    pub changed: Vec<ChangedThing>,
    /// What lacks a signature that the site asks for.
    pub unsigned: Vec<UnsignedThing>,
    /// Signatures that stand for nothing.
    pub stray: Vec<StraySignature>,
    /// Corrections that went out before they were signed.
    pub exceptions: Vec<SignException>,
    /// What of their record cannot be read, and why: it is not written anew then.
    pub damage: Option<(Span, String)>,
    /// Names of `review.roles` that no page goes by.
    pub unknown_pages: Vec<Span>,
}

/// Something that changed since it was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedThing {
    /// What.
    pub thing: Signable,
    /// Who signed it, in words.
    pub by: Vec<String>,
    /// The roles in which it was signed.
    pub roles: Vec<String>,
    /// How it is signed again: reviewer and role.
    pub signer: (String, String),
    /// What changed, section by section.
    pub changes: Vec<ChangedPart>,
    /// The digest of its words now.
    pub mark: String,
    /// Where it stands.
    pub place: Span,
    /// When and why it went out all the same.
    pub exception: Option<(Date, String)>,
}

/// A section that changed, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedPart {
    /// What changed.
    pub change: PartChange,
    /// Where the section stands.
    pub place: Span,
    /// What the change came through, by its name.
    pub through: Vec<String>,
}

/// A signature that stands for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StraySignature {
    /// Where it stands.
    pub place: Span,
    /// Why.
    pub why: String,
}

impl SignedState {
    /// The articles that changed since they were signed.
    pub fn changed_articles(&self, texts: &SiteTexts<'_>) -> BTreeSet<ArticleId> {
        let article = |changed: &ChangedThing| match texts.text(&changed.thing) {
            Some(TextId::Article(id)) => Some(id),
            _ => None,
        };
        self.changed.iter().filter_map(article).collect()
    }
}

/// Whether a site has to do with signatures at all: where it has not, nothing is looked at.
pub fn is_used<'f>(
    config: &Config,
    mut files: impl Iterator<Item = &'f Arc<SourceFile>>,
) -> bool {
    !config.review.roles.is_empty() || files.any(|file| is_record(file))
}

fn is_record(file: &SourceFile) -> bool {
    file.path.as_str().starts_with(REVIEWS_FOLDER)
}

/// Looks at all signatures of a site.
pub fn look(
    texts: &SiteTexts<'_>,
    config: &Config,
    files: &[&Arc<SourceFile>],
    today: Date,
    found: &mut Vec<Diagnostic>,
) -> SignedState {
    let mut standing = SignedState::default();
    let needs = Needs::new(config, texts);
    let records: Vec<_> = files.iter().filter(|file| is_record(file)).collect();
    let read = |file: &&&Arc<SourceFile>| {
        let mut found = Vec::new();
        if file.path.as_str() == OVERRIDES_FILE {
            return (None, Some(exception::read(file, &mut found)), found);
        }
        let Some((thing, role)) = Signable::of_record(&file.path) else {
            let message = "this file is called by nothing that is signed in a role";
            found.push(signature::unsound(Span::file(file.id), message));
            return (None, None, found);
        };
        let signature = signature::read(file, thing, role, &mut found);
        (signature, None, found)
    };
    for (signature, exceptions, told) in records.par_iter().map(read).collect::<Vec<_>>()
    {
        let damage =
            told.iter().filter_map(|one| Some((one.primary?, one.message.clone())));
        let damage = damage.take(usize::from(exceptions.is_some())).next();
        standing.damage = standing.damage.take().or(damage);
        found.extend(told);
        standing.exceptions.extend(exceptions.unwrap_or_default());
        if let Some(signature) = signature {
            if let Some(why) = why_stray(&signature, texts, &needs, today) {
                standing.stray.push(StraySignature { place: signature.span, why });
            } else {
                let own = standing.signatures.entry(signature.thing.clone());
                own.or_default().push(signature);
            }
        }
    }
    let signed: Vec<&Signature> = standing.signatures.values().flatten().collect();
    let names = signed.iter().flat_map(|signature| &signature.shows);
    let names: BTreeSet<&str> = names.map(|part| &*part.heading).collect();
    let shared = SharedTexts::new(texts, &signed, &names);
    let mut changed: Vec<ChangedThing> =
        signed.par_iter().filter_map(|signature| shared.judge(signature)).collect();
    for one in &mut changed {
        let exceptions = standing.exceptions.iter();
        let mut own =
            exceptions.filter(|own| own.thing == one.thing && own.mark == one.mark);
        one.exception = own.next().map(|own| (own.date, own.reason.clone()));
    }
    standing.changed = joined(changed);
    standing.unsigned = needs.unsigned(&standing.signatures);
    standing.unknown_pages = needs.unknown;
    standing
}

/// Several roles that signed the same words are told of together.
fn joined(changed: Vec<ChangedThing>) -> Vec<ChangedThing> {
    let mut joined: Vec<ChangedThing> = Vec::new();
    for one in changed {
        match joined.last_mut() {
            Some(last) if last.thing == one.thing && last.changes == one.changes => {
                last.by.extend(one.by);
                last.roles.extend(one.roles);
            }
            _ => joined.push(one),
        }
    }
    joined
}

fn why_stray(
    signature: &Signature,
    texts: &SiteTexts<'_>,
    needs: &Needs<'_>,
    today: Date,
) -> Option<String> {
    let Signature { thing, role, reviewer, date, .. } = signature;
    if texts.place(thing).is_none() {
        return Some(format!("there is no `{thing}` any more, which was signed here"));
    }
    let people = &texts.site.sources.records;
    if people.may_hold("people") {
        return None;
    }
    let Some(person) = people.people.get(reviewer) else {
        return Some(format!(
            "`data/people.yaml` has no entry `{reviewer}`, who signed here"
        ));
    };
    if role != signature::NO_ROLE && !person.roles.contains(role) {
        return Some(format!("`{reviewer}`, who signed here, has no role `{role}`"));
    }
    if let Some(TextId::Article(id)) = texts.text(thing) {
        let front_matter = &texts.site.article(id).front_matter;
        let is_author =
            front_matter.authors.iter().any(|author| author.value == *reviewer);
        if is_author && !needs.authors_may_sign(front_matter) {
            return Some(format!("`{reviewer}`, who signed here, wrote `{thing}`"));
        }
    }
    (*date > today).then(|| format!("this was signed on {date}, which is still to come"))
}

/// What several pages show, as it is now.
struct SharedTexts<'t, 'a> {
    texts: &'t SiteTexts<'a>,
    /// By their names.
    now: BTreeMap<String, ShownPart>,
    /// What is signed as it is, with the role.
    sound: BTreeSet<(String, String)>,
}

impl<'t, 'a> SharedTexts<'t, 'a> {
    fn new(
        texts: &'t SiteTexts<'a>,
        signed: &[&Signature],
        names: &BTreeSet<&str>,
    ) -> Self {
        let things = names.iter().filter_map(|name| Signable::named(name));
        let mut things: BTreeSet<Signable> = things.collect();
        for signature in signed {
            things.extend(texts.shows(&signature.thing));
        }
        let things: Vec<Signable> = things.into_iter().collect();
        let whole = |thing: &Signable| Some((thing.to_string(), texts.whole(thing)?));
        let now = things.par_iter().filter_map(whole).collect();
        let mut shared = SharedTexts { texts, now, sound: BTreeSet::new() };
        let known = things.iter().collect::<BTreeSet<_>>();
        let own = signed.iter().filter(|signature| known.contains(&signature.thing));
        let sound = own.filter(|signature| {
            let parts = texts.parts(&signature.thing);
            parts.is_some_and(|parts| shared.is_same(signature, &parts))
        });
        shared.sound = sound
            .map(|signature| (signature.thing.to_string(), signature.role.clone()))
            .collect();
        shared
    }

    /// Whether the sections are those that were signed.
    fn is_same(&self, signature: &Signature, parts: &[ShownPart]) -> bool {
        let is_marked = signature.parts.len() == parts.len()
            && signature
                .parts
                .iter()
                .zip(parts)
                .all(|(was, is)| was.heading == is.heading && was.mark == is.mark());
        is_marked || self.moved_on(signature.signed()) == parts
    }

    fn moved_on(&self, mut parts: Vec<ShownPart>) -> Vec<ShownPart> {
        for line in parts.iter_mut().flat_map(|part| &mut part.lines) {
            *line = self.texts.moved_on(line);
        }
        parts
    }

    /// What changed since a signature.
    fn judge(&self, signature: &Signature) -> Option<ChangedThing> {
        let Signature { thing, role, .. } = signature;
        let now = self.texts.parts(thing)?;
        let shows: Vec<&ShownPart> = self
            .texts
            .shows(thing)
            .iter()
            .filter_map(|other| self.now.get(&other.to_string()))
            .collect();
        let others: Vec<_> =
            signature.shows.iter().map(|was| (&*was.heading, was)).collect();
        let others: BTreeMap<&str, _> = others.into_iter().collect();
        let is_marked = |part: &&ShownPart| {
            others.get(&*part.heading).is_some_and(|was| was.mark == part.mark())
        };
        if self.is_same(signature, &now)
            && shows.len() == others.len()
            && shows.iter().all(is_marked)
        {
            return None;
        }
        let language = self.texts.language(thing);
        let was_shown: Vec<ShownPart> = self
            .moved_on(signature.shows.iter().map(|part| signature.words(part)).collect());
        let is_sound = |name: &str| self.sound.contains(&(name.to_owned(), role.clone()));
        // What was signed anew under its own name is no change of the page.
        let excused = |part: &ShownPart| is_sound(&part.heading);
        let mut compared = now.clone();
        for was in was_shown.iter().filter(|part| excused(part)) {
            let Some(is) = self.now.get(&was.heading).filter(|is| is.lines != was.lines)
            else {
                continue;
            };
            undo(&mut compared, was, is);
        }
        let own = compare(&self.moved_on(signature.signed()), &compared, language);
        let was: Vec<ShownPart> =
            was_shown.into_iter().filter(|part| !excused(part)).collect();
        let is: Vec<ShownPart> = shows
            .iter()
            .filter(|part| !excused(part))
            .map(|part| (*part).clone())
            .collect();
        let through = compare(&was, &is, language);
        let place = self.texts.place(thing)?;
        let changes = self.placed(thing, place, own, through);
        if changes.is_empty() {
            return None;
        }
        Some(ChangedThing {
            thing: thing.clone(),
            by: vec![signature.by()],
            roles: vec![role.clone()],
            signer: (signature.reviewer.clone(), role.clone()),
            changes,
            mark: mark_of(now.iter().chain(shows)),
            place,
            exception: None,
        })
    }

    /// The changes of a text with their places. One that came through something else is told
    /// once, with what it came through.
    fn placed(
        &self,
        thing: &Signable,
        place: Span,
        own: Vec<PartChange>,
        through: Vec<PartChange>,
    ) -> Vec<ChangedPart> {
        let place_of =
            |heading: &str| self.texts.place_of(thing, heading).unwrap_or(place);
        let mut changes: Vec<ChangedPart> = own
            .into_iter()
            .map(|change| {
                let place = place_of(&change.heading);
                ChangedPart { change, place, through: Vec::new() }
            })
            .collect();
        for other in through {
            let mut is_told = false;
            for own in &mut changes {
                if own.change.tells(&other) {
                    own.through.push(other.heading.clone());
                    is_told = true;
                }
            }
            if !is_told {
                changes.push(ChangedPart { change: other, place, through: Vec::new() });
            }
        }
        changes
    }
}

/// The digest of all that a text says and shows.
fn mark_of<'p>(parts: impl Iterator<Item = &'p ShownPart>) -> String {
    let words: Vec<String> =
        parts.map(|part| format!("{} {}", part.mark(), part.heading)).collect();
    mark(&words.join("\n"))
}

/// Puts the old words of something in the place of its new ones.
fn undo(parts: &mut [ShownPart], was: &ShownPart, is: &ShownPart) {
    let pairs: Vec<(&String, &String)> = if was.lines.len() == is.lines.len() {
        is.lines.iter().zip(&was.lines).filter(|(is, was)| is != was).collect()
    } else {
        Vec::new()
    };
    for part in parts {
        for line in &mut part.lines {
            for (is, was) in &pairs {
                if line.contains(is.as_str()) {
                    *line = line.replace(is.as_str(), was);
                }
            }
        }
        if pairs.is_empty()
            && let Some(at) =
                part.lines.windows(is.lines.len().max(1)).position(|own| own == is.lines)
        {
            part.lines.splice(at..at + is.lines.len(), was.lines.iter().cloned());
        }
    }
}
