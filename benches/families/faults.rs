//! Input that is wrong in more and more places.

use super::Family;
use super::site::{each, letters};

pub(super) const FAMILIES: &[Family] = &[
    Family::new("pages of one title, linked by it", 400, |site, n| {
        for k in 0..n {
            site.article(&format!("p{k}.md"), "Same", "", "See [[Same]].");
        }
        site.home("Words.");
    }),
    Family::new("pages of one title, linked from one page", 1000, |site, n| {
        for k in 0..n {
            site.article(&format!("f{}/p{k}.md", k / 40), "Same", "", "Words.");
        }
        site.home(&"See [[Same]].\n\n".repeat(n));
    }),
    Family::new("terms of one name, linked by it", 400, |site, n| {
        for k in 0..n {
            site.term(&format!("t{k}"), "term: same\n", "A word. See [[same]].");
        }
        site.home("See [[same]].");
    }),
    Family::new("pages of one alias", 1000, |site, n| {
        for k in 0..n {
            let path = format!("f{}/p{k}.md", k / 40);
            site.article(
                &path,
                &format!("Page {k}"),
                "aliases: [same]\n",
                "See [[same]].",
            );
        }
        site.home("Words.");
    }),
    Family::new("pages of one address", 1000, |site, n| {
        for k in 0..n {
            site.article(
                &format!("p{k}.md"),
                &format!("Page {k}"),
                "slug: same\n",
                "Words.",
            );
        }
        site.home("Words.");
    }),
    Family::new("redirects of one old address", 1000, |site, n| {
        for k in 0..n {
            let path = format!("f{}/p{k}.md", k / 40);
            site.article(
                &path,
                &format!("Page {k}"),
                "redirect_from: [old/one]\n",
                "Words.",
            );
        }
        site.home("Words.");
    }),
    Family::new("names that lead nowhere", 2000, |site, n| {
        site.home(&each(n, |k| format!("See [[No such page {k}]].\n\n")));
    }),
    Family::new("files that are not there", 2000, |site, n| {
        site.home(&each(n, |k| format!("See [it](none-{k}.md).\n\n")));
    }),
    Family::new("pictures that are not there", 2000, |site, n| {
        site.home(&each(n, |k| format!("![What](none-{k}.png)\n\n")));
    }),
    Family::new("snippets that are not there", 1000, |site, n| {
        for k in 0..n {
            site.file(&format!("_snippets/s{k}.md"), "Words.\n");
        }
        site.home(&each(n, |k| format!("![[_snippets/none-{k}.md]]\n\n")));
    }),
    Family::new("sources that are not there", 1000, |site, n| {
        site.file("data/references.yaml", each(n, |k| format!("r{k}:\n  title: T\n")));
        site.home(&each(n, |k| format!("Known [@none{k}].\n\n")));
    }),
    Family::new("contacts that are not there", 1000, |site, n| {
        site.file(
            "data/contacts.yaml",
            each(n, |k| format!("c{k}:\n  name: T\n  phone: 020 7946 0123\n")),
        );
        site.home(&each(n, |k| format!("[[contact:none{k}]]\n\n")));
    }),
    Family::new("people who are not there", 500, |site, n| {
        site.file("data/people.yaml", each(n, |k| format!("p{k}:\n  name: T\n")));
        for k in 0..n {
            let path = format!("f{}/p{k}.md", k / 40);
            site.article(
                &path,
                &format!("Page {k}"),
                &format!("owner: none{k}\n"),
                "Words.",
            );
        }
        site.home("Words.");
    }),
    Family::new("headings that are not there", 1000, |site, n| {
        let headings = each(n, |k| format!("## Heading {k}\n\n"));
        site.home(&format!("{headings}{}", each(n, |k| format!("[[#none {k}]]\n\n"))));
    }),
    Family::new("headings of a page that are not there", 1000, |site, n| {
        site.article("p.md", "Page", "", &each(n, |k| format!("## Heading {k}\n\n")));
        site.home(&each(n, |k| format!("[[Page#none {k}]]\n\n")));
    }),
    Family::new("broken links on many pages", 400, |site, n| {
        for k in 0..n {
            let path = format!("f{}/p{k}.md", k / 40);
            site.article(&path, &format!("Page {k}"), "", &format!("[[Pageless {k}]]"));
        }
        site.home("Words.");
    }),
    Family::new("findings in one line", 5000, |site, n| {
        site.home(&each(n, |k| format!("[a](http://example.org/{k}) ")));
    }),
    Family::new("findings in one file", 5000, |site, n| {
        site.home(&each(n, |k| format!("[a](http://example.org/{k})\n\n")));
    }),
    Family::new("findings in one line, as JSON", 5000, |site, n| {
        site.home(&each(n, |k| format!("[a](http://example.org/{k}) ")));
    })
    .put_to(&["check", "--format", "json"]),
    Family::new("findings in one file, as JSON", 5000, |site, n| {
        site.home(&each(n, |k| format!("[a](http://example.org/{k})\n\n")));
    })
    .put_to(&["check", "--format", "json"]),
    Family::new("findings in one line, for GitHub", 5000, |site, n| {
        site.home(&each(n, |k| format!("[a](http://example.org/{k}) ")));
    })
    .put_to(&["check", "--format", "github"]),
    Family::new("long findings", 100_000, |site, n| {
        site.home(&format!("[[{}]]", "a".repeat(n)));
    }),
    Family::new("unknown keys", 1500, |site, n| {
        site.article("index.md", "Home", &each(n, |k| format!("key{k}: a\n")), "Words.");
    }),
    Family::new("unknown keys of the configuration", 3000, |site, n| {
        site.home("Words.");
        site.configure(&each(n, |k| format!("key{k}: a\n")));
    }),
    Family::new("a key given often", 1500, |site, n| {
        site.article("index.md", "Home", &"weight: 1\n".repeat(n), "Words.");
    }),
    Family::new("lines that are no YAML", 1500, |site, n| {
        site.article("index.md", "Home", &"tags: [a\n\tb: *c\n".repeat(n), "Words.");
    }),
    Family::new("brackets left open in data", 50_000, |site, n| {
        site.home("Words.");
        site.file("data/people.yaml", "a: [b\n".repeat(n));
    }),
    Family::new("quotation marks left open in data", 50_000, |site, n| {
        site.home("Words.");
        site.file("data/people.yaml", "a: \"b\n".repeat(n));
    }),
    Family::new("values that go on in data", 50_000, |site, n| {
        site.home("Words.");
        site.file("data/people.yaml", format!("a: \"b\n{}", "  c: d\n".repeat(n)));
    }),
    Family::new("invalid bytes", 50_000, |site, n| {
        let mut text = b"---\ntitle: Home\n---\n\n".to_vec();
        text.extend(b"a\xe9b ".repeat(n));
        site.file("index.md", text);
    }),
    Family::new("files by their names", 1000, |site, n| {
        for k in 0..n {
            site.article(&format!("P{k}.md"), &format!("Page {k}"), "", "Words.");
            site.file(&format!("a b{k}.png"), "no picture");
        }
        site.home("Words.");
    }),
    Family::new("words to avoid", 5000, |site, n| {
        site.term("a", "term: right word\navoid: [wrong word]\n", "What it is.");
        site.home(&"It is the wrong word.\n\n".repeat(n));
    }),
    Family::new("terms that one can mix up", 300, |site, n| {
        for k in 0..n {
            let front = format!("term: {}word\n", letters(k).to_lowercase());
            site.term(&format!("t{k}"), &front, "What it is.");
        }
        site.home("Words.");
    }),
    Family::new("titles that are alike", 1000, |site, n| {
        for k in 0..n {
            let path = format!("f{}/p{k}.md", k / 40);
            site.article(
                &path,
                &format!("Page {k}"),
                "",
                &format!("[[page {k}]] [[PAGE {k}]]"),
            );
        }
        site.home("Words.");
    }),
    Family::new("staff pages linked", 1000, |site, n| {
        for k in 0..n {
            let path = format!("f{}/p{k}.md", k / 40);
            site.article(&path, &format!("Page {k}"), "audience: [staff]\n", "Words.");
        }
        site.home(&each(n, |k| format!("[[Page {k}]]\n\n")));
        site.configure("audiences:\n  staff: {label: Staff}\n");
    }),
];
