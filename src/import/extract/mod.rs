//! The article of a page: what stands around it in every page of a site is left out, and
//! each piece of that is told.

mod tail;

use std::collections::BTreeSet;

use super::html::class_says;
use super::html::dom::{Dom, Id};

pub(super) use tail::{common, cut, fingerprints, repeated};

/// Names that programs give to the part of a page that holds its article.
const CONTENT: &[&str] = &[
    "content",
    "main",
    "main-content",
    "maincontent",
    "main_content",
    "page-content",
    "bodycontent",
    "mw-content-text",
    "primary",
    "deltaplaceholdermain",
    "dokuwiki__content",
    "region-main",
    "site-content",
    "article",
    "page-body",
    "contentmain",
    "content-main",
];

/// Words in classes and names of what stands around an article.
const AROUND: &[&str] = &[
    "share",
    "sharing",
    "social",
    "sociallinks",
    "addthis",
    "related",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "toc",
    "sidebar",
    "widget",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "footer",
    "masthead",
    "banner",
    "modal",
    "popup",
    "overlay",
    "newsletter",
    "comments",
    "respond",
    "skip",
    "skiplink",
    "pagination",
    "pager",
    "catlinks",
    "editsection",
    "advert",
    "adverts",
    "ads",
    "promo",
    "feedback",
    "rating",
    "helpful",
    "login",
    "search",
    "searchbox",
    "subscribe",
    "docinfo",
    "tags",
    "tagcloud",
    "printonly",
    "print",
    "toolbar",
    "recommended",
    "recommendations",
    "sitesub",
    "jumplinks",
    "backtotop",
    "headerlink",
    "permalink",
    "anchorjs",
];

/// How much of what is left out is told, in characters.
const TOLD: usize = 60;

/// The article of a page.
#[derive(Debug)]
pub(super) struct FoundArticle {
    /// The element that holds it.
    pub(super) root: Id,
    /// Elements in it that are left out.
    pub(super) gone: BTreeSet<Id>,
    /// The first words of each piece that is left out.
    pub(super) went: Vec<String>,
    /// A heading of the first level outside of it.
    pub(super) heading: Option<String>,
    /// Notes of the article that stand outside of it.
    pub(super) notes: Vec<Id>,
}

/// Finds the article.
pub(super) fn find(dom: &Dom) -> FoundArticle {
    let body = dom.all(Dom::ROOT, "body").first().copied().unwrap_or(Dom::ROOT);
    let page =
        PageTree { dom, body, headings: dom.all(body, "h1"), size: size(dom, body) };
    let root = page.root();
    let mut found = FoundArticle {
        root,
        gone: BTreeSet::new(),
        went: Vec::new(),
        heading: None,
        notes: Vec::new(),
    };
    page.tell_outside(root, &mut found);
    page.drop_around(root, &mut found);
    page.drop_columns(root, &mut found);
    page.reduce_layout(root, &mut found);
    found.heading = page
        .headings
        .iter()
        .find(|heading| !dom.is_in(**heading, root))
        .filter(|_| page.headings.len() == 1)
        .map(|heading| dom.text(*heading));
    found
}

struct PageTree<'d> {
    dom: &'d Dom,
    body: Id,
    headings: Vec<Id>,
    size: usize,
}

impl PageTree<'_> {
    /// The element that holds the article and as little else as can be.
    fn root(&self) -> Id {
        let only = |found: Vec<Id>| (found.len() == 1).then(|| found[0]);
        let holds_much =
            |id: &Id| size(self.dom, *id) * 4 >= self.size || self.holds_heading(*id);
        let all = self.dom.below(self.body);
        let by_role = all
            .iter()
            .copied()
            .find(|id| self.dom.attribute(*id, "role") == Some("main"));
        let by_name = || {
            all.iter().copied().find(|id| {
                let name =
                    self.dom.attribute(*id, "id").unwrap_or_default().to_lowercase();
                CONTENT.contains(&name.as_str()) && holds_much(id)
            })
        };
        let main = self.dom.all(self.body, "main").first().copied();
        let main = main.or(by_role).or_else(by_name);
        let article = |within| only(self.dom.all(within, "article")).filter(holds_much);
        match main {
            Some(main) => main,
            None => article(self.body).unwrap_or(self.body),
        }
    }

    fn holds_heading(&self, id: Id) -> bool {
        self.headings.iter().any(|heading| self.dom.is_in(*heading, id))
    }

    /// Leaves out an element, unless the heading or half of the text is in it.
    fn drop(&self, id: Id, within: usize, found: &mut FoundArticle) -> bool {
        if self.holds_heading(id) || size(self.dom, id) * 2 >= within.max(1) {
            return false;
        }
        let text: String = self.dom.text(id).chars().take(TOLD).collect();
        if !text.is_empty() {
            found.went.push(text);
        }
        found.gone.insert(id);
        true
    }

    /// Tells what stands outside of the article, and keeps its notes.
    fn tell_outside(&self, root: Id, found: &mut FoundArticle) {
        let mut at = root;
        while at != self.body
            && let Some(parent) = self.dom.parent(at)
        {
            for &beside in
                self.dom.children(parent).iter().filter(|beside| **beside != at)
            {
                if matches!(
                    self.dom.name(beside),
                    "script" | "style" | "template" | "noscript"
                ) {
                    continue;
                }
                let name =
                    self.dom.attribute(beside, "id").unwrap_or_default().to_lowercase();
                let is_notes =
                    |word: &str| matches!(word, "footnotes" | "endnotes" | "references");
                if is_notes(&name)
                    || class_says(self.dom, beside, &["footnotes", "endnotes"])
                {
                    found.notes.push(beside);
                    continue;
                }
                let text: String = self.dom.text(beside).chars().take(TOLD).collect();
                let is_heading = self.headings.len() == 1 && self.holds_heading(beside);
                if !text.is_empty() && !is_heading {
                    found.went.push(text);
                }
            }
            at = parent;
        }
    }

    /// Leaves out what says by its name that it is no part of the article.
    fn drop_around(&self, root: Id, found: &mut FoundArticle) {
        let within = size(self.dom, root);
        let mut open: Vec<(Id, bool)> = vec![(root, self.dom.name(root) == "article")];
        while let Some((id, in_article)) = open.pop() {
            let name = self.dom.name(id);
            let in_article = in_article || name == "article";
            let by_name = match name {
                "nav" | "form" | "dialog" => true,
                "header" | "footer" => !in_article,
                "" | "body" | "html" | "main" | "h1" => false,
                _ => self.is_around(id),
            };
            if id != root && by_name && self.drop(id, within, found) {
                continue;
            }
            let children = self.dom.children(id).iter().rev();
            open.extend(children.map(|child| (*child, in_article)));
        }
    }

    fn is_around(&self, id: Id) -> bool {
        let role = self.dom.attribute(id, "role").unwrap_or_default();
        let name = self.dom.attribute(id, "id").unwrap_or_default().to_lowercase();
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        matches!(
            role,
            "navigation" | "banner" | "contentinfo" | "search" | "complementary"
        ) || class_says(self.dom, id, AROUND)
            || words.any(|word| AROUND.contains(&word))
    }

    /// Leaves out columns beside the article that hold links and little else.
    fn drop_columns(&self, root: Id, found: &mut FoundArticle) {
        let within = size(self.dom, root);
        let Some(heading) =
            self.headings.iter().find(|heading| self.dom.is_in(**heading, root))
        else {
            return;
        };
        let mut at = *heading;
        while at != root
            && let Some(parent) = self.dom.parent(at)
        {
            for &beside in self.dom.children(parent) {
                let is_part = matches!(
                    self.dom.name(beside),
                    "div" | "aside" | "section" | "td" | "ul"
                );
                if beside == at || !is_part || found.gone.contains(&beside) {
                    continue;
                }
                let all = size(self.dom, beside);
                let links: usize = self
                    .dom
                    .all(beside, "a")
                    .iter()
                    .map(|link| size(self.dom, *link))
                    .sum();
                // A list of links beside a heading is what the page is for.
                let is_content = self.dom.name(beside) == "ul" && links * 4 >= within * 3;
                if all > 0 && links * 2 > all && !is_content {
                    self.drop(beside, within, found);
                }
            }
            at = parent;
        }
    }

    /// Reduces a table that places the parts of a page to its longest cell.
    fn reduce_layout(&self, root: Id, found: &mut FoundArticle) {
        let within = size(self.dom, root);
        let tables = self.dom.all(root, "table").into_iter();
        for table in tables.filter(|table| size(self.dom, *table) * 4 > within * 3) {
            let has = |name: &str| !self.dom.all(table, name).is_empty();
            if has("th") || has("caption") {
                continue;
            }
            let mut cells: Vec<Id> = self.dom.all(table, "td");
            cells.retain(|cell| {
                let mut outer = self.dom.parent(*cell);
                while let Some(id) = outer
                    && self.dom.name(id) != "table"
                {
                    outer = self.dom.parent(id);
                }
                outer == Some(table)
            });
            let longest = cells.iter().copied().max_by_key(|cell| size(self.dom, *cell));
            let Some(longest) = longest.filter(|cell| size(self.dom, *cell) * 2 > within)
            else {
                continue;
            };
            for cell in cells.into_iter().filter(|cell| *cell != longest) {
                self.drop(cell, within, found);
            }
        }
    }
}

/// How many letters an element holds, but for those that no one reads.
fn size(dom: &Dom, id: Id) -> usize {
    let mut size = 0;
    let mut open = vec![id];
    while let Some(own) = open.pop() {
        if matches!(dom.name(own), "script" | "style" | "template" | "noscript") {
            continue;
        }
        size += dom
            .letters(own)
            .map_or(0, |text| text.split_whitespace().map(str::len).sum());
        open.extend(dom.children(own));
    }
    size
}
