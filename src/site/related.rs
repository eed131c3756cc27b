//! Pages that have much to do with one another, beyond those that their authors name.
//!
//! Two articles of one language score 3 if each links to the other, 2 if only one does,
//! and 2 divided by the number of its articles for each tag that they share: a tag of two
//! pages says as much as half a link, one of a hundred next to nothing. Of those with 0.2
//! or more the best are shown, up to [`MOST`] with the author's own; equals stand in the
//! order of the menu. Landing pages, the pages right before and after, and what is written
//! for staff on a page that is not, are left out.

use rayon::prelude::*;

use super::permalink::is_index;
use super::{SectionTree, Site, Tags};
use crate::article::ArticleId;
use crate::base::{TiSlice, TiVec, ti_vec};

/// How many related pages are shown, unless the author names more.
const MOST: usize = 5;

// Scores are whole numbers, so that they are the same on every machine.
const BOTH_WAYS: u32 = 300;
const ONE_WAY: u32 = 200;
/// Shared by the articles of a tag; a tag of more articles than this says nothing, and the
/// work for a page stays bounded.
const TAG: u32 = 200;
const LEAST: u32 = 20;

/// For each listed article that is no landing page: the best others, without those that
/// its author names.
pub(super) fn related(
    site: &Site,
    backlinks: &TiSlice<ArticleId, Vec<ArticleId>>,
) -> TiVec<ArticleId, Vec<ArticleId>> {
    let count = site.sources.articles.len();
    let mut links_to: TiVec<ArticleId, Vec<ArticleId>> = ti_vec![Vec::new(); count];
    for to in site.article_ids() {
        for from in &backlinks[to] {
            links_to[*from].push(to);
        }
    }
    let mut tags: TiVec<ArticleId, Vec<&[ArticleId]>> = ti_vec![Vec::new(); count];
    for tag in site.tags.iter().flat_map(Tags::all) {
        for id in &tag.articles {
            tags[*id].push(&tag.articles);
        }
    }
    let mut places = ti_vec![usize::MAX; count];
    let order = site.sections.iter().flat_map(SectionTree::articles);
    for (place, id) in order.enumerate() {
        places[id] = place;
    }
    let ids: Vec<ArticleId> = site.article_ids().collect();
    let akin: Vec<Vec<ArticleId>> = ids
        .par_iter()
        .map_init(
            || Scores::new(count),
            |scores, &id| {
                let source = &site.article(id).source;
                let is_listed = site.visibility[id].is_listed();
                if !is_listed || is_index(&source.topic) {
                    return Vec::new();
                }
                scores.count(&links_to[id], &backlinks[id], &tags[id]);
                best(site, id, scores.take(), &places)
            },
        )
        .collect();
    akin.into()
}

/// What articles score, by their number: a page shares its tags with a hundred others, and
/// a thousand pages each do.
struct Scores {
    scores: TiVec<ArticleId, u32>,
    /// Those that score anything.
    scored: Vec<ArticleId>,
}

impl Scores {
    fn new(articles: usize) -> Self {
        Scores { scores: ti_vec![0; articles], scored: Vec::new() }
    }

    /// Counts for the articles that one links to, is linked from, or shares a tag with.
    fn count(
        &mut self,
        links_to: &[ArticleId],
        backlinks: &[ArticleId],
        tags: &[&[ArticleId]],
    ) {
        for &other in links_to {
            *self.of(other) = ONE_WAY;
        }
        for &other in backlinks {
            let score = self.of(other);
            *score = if *score == 0 { ONE_WAY } else { BOTH_WAYS };
        }
        for articles in tags {
            let share = u32::try_from(articles.len()).map_or(0, |count| TAG / count);
            if share == 0 {
                continue;
            }
            for &other in *articles {
                *self.of(other) += share;
            }
        }
    }

    fn of(&mut self, id: ArticleId) -> &mut u32 {
        let score = &mut self.scores[id];
        if *score == 0 {
            self.scored.push(id);
        }
        score
    }

    /// Those with enough, and none scores anything any more.
    fn take(&mut self) -> Vec<(ArticleId, u32)> {
        let scores = &mut self.scores;
        let taken = self.scored.drain(..);
        taken
            .map(|id| (id, std::mem::take(&mut scores[id])))
            .filter(|&(_, score)| score >= LEAST)
            .collect()
    }
}

fn best(
    site: &Site,
    id: ArticleId,
    scores: Vec<(ArticleId, u32)>,
    places: &TiSlice<ArticleId, usize>,
) -> Vec<ArticleId> {
    let named = &site.related[id];
    let room = MOST.saturating_sub(named.len());
    let own = site.article(id);
    let beside = site.sections[own.source.language].neighbours(id, &own.source.topic);
    let mut best: Vec<(ArticleId, u32)> = scores
        .into_iter()
        .filter(|&(other, _)| {
            let article = site.article(other);
            other != id
                && article.source.language == own.source.language
                && site.visibility[other].is_listed()
                && !is_index(&article.source.topic)
                && !named.contains(&other)
                && !beside.contains(&Some(other))
                && (own.front_matter.is_for_staff()
                    || !article.front_matter.is_for_staff())
                && (own.front_matter.is_unlisted || !article.front_matter.is_unlisted)
        })
        .collect();
    best.sort_by_key(|&(other, score)| (std::cmp::Reverse(score), places[other], other));
    best.into_iter().take(room).map(|(other, _)| other).collect()
}
