//! A build that remembers makes again what an edit has changed, and no more. It is asked of
//! the library: no command builds twice.

use std::collections::BTreeSet;
use std::sync::Arc;

use engraft::base::{Date, Memory, OutputPath};
use engraft::build::{Built, Request, Session};
use engraft::output::OutputFile;

use crate::harness::TestSite;

/// What a site is asked for where nobody asks for anything, on a summer's day.
pub(crate) fn request(site: &TestSite) -> Request<'_> {
    Request {
        root: site.root(),
        base_url: None,
        drafts: false,
        future: false,
        as_of: None,
        clock_today: Date::parse("2026-06-01").unwrap(),
    }
}

/// The pages that a build made and the build before it did not; files of the search are no pages.
fn made_again<'b>(before: &Built, after: &'b Built) -> BTreeSet<&'b str> {
    let files = after.output.files.iter();
    let is_new = |(path, file): &(&OutputPath, &OutputFile)| match (
        file,
        before.output.files.get(path),
    ) {
        (OutputFile::Bytes(new), Some(OutputFile::Bytes(old))) => {
            path.as_str().ends_with(".html") && !Arc::ptr_eq(new, old)
        }
        _ => true,
    };
    let files = files.filter(is_new).map(|(path, _)| path.as_str());
    files.filter(|path| !path.starts_with("search/")).collect()
}

#[test]
fn what_did_not_change_is_not_made_again() {
    let site = TestSite::new();
    site.page("one.md", "One", "The first. See [[Two]].\n");
    site.page("two.md", "Two", "The second.\n");
    site.page("three.md", "Three", "The third.\n");
    let mut session = Session::new(Memory::Remembering);
    let before = session.build(&request(&site), &|_| {}).unwrap();
    site.page("two.md", "Two", "The second, in other words.\n");
    let after = session.build(&request(&site), &|_| {}).unwrap();
    assert_eq!(made_again(&before, &after), BTreeSet::from(["two/index.html"]));
    let changed: Vec<&str> = after.changed.iter().map(|file| &*file.shown).collect();
    assert_eq!(changed, ["site-content/two.md"]);
    // Nobody else sees more of an article than its front matter and its headings.
    assert!(Arc::ptr_eq(&before.site.sections, &after.site.sections));
    site.page("two.md", "Two", "The second, in other words.\n\n## More\n");
    let more = session.build(&request(&site), &|_| {}).unwrap();
    assert!(!Arc::ptr_eq(&after.site.sections, &more.site.sections));
    assert_eq!(made_again(&after, &more), BTreeSet::from(["two/index.html"]));
}

#[test]
fn an_edited_template_writes_only_the_bodies_again_that_it_is_in() {
    let site = TestSite::new();
    site.page("one.md", "One", "> [!WARNING] Mind\n> this.\n");
    let template = |name: &str, text: &str| {
        site.write(&format!("themes/default/templates/{name}"), text);
    };
    template("part.html", "A {{ block.body | safe }}");
    let mut session = Session::new(Memory::Remembering);
    let mut last = session.build(&request(&site), &|_| {}).unwrap();
    let mut writes_bodies = |name: &str, text: &str| {
        template(name, text);
        let built = session.build(&request(&site), &|_| {}).unwrap();
        let mut bodies = built.facts.articles.iter().zip(&last.facts.articles);
        let is_same = bodies.all(|(new, old)| Arc::ptr_eq(new, old));
        last = built;
        !is_same
    };
    let page =
        "{% extends \"default/article.html\" %}{% block header %}Own{% endblock %}";
    assert!(!writes_bodies("article.html", page));
    assert!(writes_bodies("blocks/warning.html", "B {{ block.body | safe }}"));
    assert!(!writes_bodies("part.html", "C {{ block.body | safe }}"));
    assert!(writes_bodies("blocks/warning.html", "{% include \"part.html\" %}"));
    assert!(writes_bodies("part.html", "D {{ block.body | safe }}"));
}

#[test]
fn an_edited_term_makes_the_pages_again_that_mark_it() {
    let site = TestSite::new();
    site.page("one.md", "One", "A graft takes time.\n");
    site.page("two.md", "Two", "Platelets take time.\n");
    site.page("three.md", "Three", "An implant takes time.\n");
    let term = |name: &str, entry: &str| {
        site.write(&format!("site-content/glossary/{name}.md"), entry);
    };
    term("platelets", "---\nterm: platelets\n---\n\nThey stop bleeding.\n");
    term("graft", "---\nterm: graft\n---\n\nNew cells.\n");
    let mut session = Session::new(Memory::Remembering);
    let first = session.build(&request(&site), &|_| {}).unwrap();
    term("graft", "---\nterm: graft\n---\n\nCells that are given.\n");
    let defined = session.build(&request(&site), &|_| {}).unwrap();
    let pages = BTreeSet::from(["glossary/index.html", "one/index.html"]);
    assert_eq!(made_again(&first, &defined), pages);
    // Another name is looked for in every text, and one page has it.
    let named = "---\nterm: graft\naliases: [implant]\n---\n\nCells that are given.\n";
    term("graft", named);
    let named = session.build(&request(&site), &|_| {}).unwrap();
    let pages = BTreeSet::from(["glossary/index.html", "three/index.html"]);
    assert_eq!(made_again(&defined, &named), pages);
}

#[test]
fn an_edited_title_in_a_large_section_makes_only_its_neighbours_again() {
    let site = TestSite::new();
    let page = |number: usize, more: &str| {
        let title = format!("Topic {number:03}{more}");
        site.page(&format!("care/topic-{number:03}.md"), &title, "Words.\n");
    };
    (0..250).for_each(|number| page(number, ""));
    let mut session = Session::new(Memory::Remembering);
    let before = session.build(&request(&site), &|_| {}).unwrap();
    page(230, " again");
    let after = session.build(&request(&site), &|_| {}).unwrap();
    let mut pages: BTreeSet<String> =
        (225..=235).map(|number| format!("care/topic-{number}/index.html")).collect();
    pages.extend(["a-to-z/index.html", "care/page/2/index.html"].map(str::to_owned));
    let pages: BTreeSet<&str> = pages.iter().map(String::as_str).collect();
    assert_eq!(made_again(&before, &after), pages);
}
