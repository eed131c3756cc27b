//! Sites of more and more files, and pages that are made of them.

use super::Family;
use super::site::{SVG, by_forty, each, pages, words};

pub(super) const FAMILIES: &[Family] = &[
    Family::new("pages in one folder", 500, |site, n| {
        pages(site, n, |k| format!("p{k}.md"), "", |_| words());
        site.home("Words.");
    }),
    Family::new("pages in folders of forty", 1000, |site, n| {
        pages(site, n, by_forty, "", |_| words());
        site.home("Words.");
    }),
    Family::new("folders of one page", 500, |site, n| {
        pages(site, n, |k| format!("f{k}/index.md"), "", |_| words());
        site.home("Words.");
    }),
    Family::new("folders in folders", 30, |site, n| {
        pages(site, n, |k| format!("{}p.md", "f/".repeat(k + 1)), "", |_| words());
        site.home("Words.");
    }),
    Family::new("a tree of two at each fork", 512, |site, n| {
        let path = |k: usize| {
            let folders: String =
                format!("{:b}", k + 1)[1..].chars().flat_map(|bit| [bit, '/']).collect();
            format!("t/{folders}index.md")
        };
        pages(site, n, path, "", |_| words());
        site.home("Words.");
    }),
    Family::new("pages that link the next", 1000, |site, n| {
        pages(site, n, by_forty, "", |k| format!("See [[Page {}]].", (k + 1) % n));
        site.home("Words.");
    }),
    Family::new("pages that link the home page", 1000, |site, n| {
        pages(site, n, by_forty, "", |_| "See [[Home]].".to_owned());
        site.home("Words.");
    }),
    Family::new("one paragraph that links all pages", 500, |site, n| {
        pages(site, n, by_forty, "", |_| words());
        site.home(&each(n, |k| format!("see [[Page {k}]]\n")));
    }),
    Family::new("one sentence that links all pages", 500, |site, n| {
        pages(site, n, by_forty, "", |_| words());
        site.home(&each(n, |k| format!("[[Page {k}]] ")));
    }),
    Family::new("sentences that link all pages", 500, |site, n| {
        pages(site, n, by_forty, "", |_| words());
        site.home(&each(n, |k| format!("See [[Page {k}]] today. ")));
    }),
    Family::new("paragraphs that link all pages", 500, |site, n| {
        pages(site, n, by_forty, "", |_| words());
        site.home(&each(n, |k| format!("See [[Page {k}]] today.\n\n")));
    }),
    Family::new("raw HTML that links all pages", 500, |site, n| {
        pages(site, n, by_forty, "", |_| words());
        let link = |k| format!("<p>See <a href=\"f{}/p{k}.md\">it</a>.</p>\n\n", k / 40);
        site.home(&each(n, link));
    }),
    Family::new("one list that links all pages", 500, |site, n| {
        pages(site, n, by_forty, "", |_| words());
        site.home(&each(n, |k| format!("- [[Page {k}]]\n")));
    }),
    Family::new("one table that links all pages", 500, |site, n| {
        pages(site, n, by_forty, "", |_| words());
        site.home(&format!(
            "| a |\n|---|\n{}",
            each(n, |k| format!("| [[Page {k}]] |\n"))
        ));
    }),
    Family::new("one footnote that links all pages", 500, |site, n| {
        pages(site, n, by_forty, "", |_| words());
        site.home(&format!("a[^b]\n\n[^b]: {}", each(n, |k| format!("[[Page {k}]] "))));
    }),
    Family::new("one paragraph that links one page", 5000, |site, n| {
        site.article("p.md", "Page", "", "Words.");
        site.home(&"see [[Page]] ".repeat(n));
    }),
    Family::new("one word that holds links", 500, |site, n| {
        pages(site, n, by_forty, "", |_| words());
        site.home(&each(n, |k| format!("[a](f{}/p{k}.md)", k / 40)));
    }),
    Family::new("links to the headings of one page", 1000, |site, n| {
        site.article("p.md", "Page", "", &each(n, |k| format!("## Heading {k}\n\n")));
        site.home(&each(n, |k| format!("[[Page#Heading {k}]]\n\n")));
    }),
    Family::new("links to headings by path", 1000, |site, n| {
        site.article("p.md", "Page", "", &each(n, |k| format!("## Heading {k}\n\n")));
        site.home(&each(n, |k| format!("[a](p.md#heading-{k})\n\n")));
    }),
    Family::new("links to own headings", 1000, |site, n| {
        let headings = each(n, |k| format!("## Heading {k}\n\n"));
        site.home(&format!(
            "{}\n\n{headings}",
            each(n, |k| format!("[[#Heading {k}]] "))
        ));
    }),
    Family::new("links to one heading of many", 1000, |site, n| {
        site.article("p.md", "Page", "", &each(n, |k| format!("## Heading {k}\n\n")));
        site.home(&format!("[[Page#Heading {}]]\n\n", n - 1).repeat(n));
    }),
    Family::new("aliases", 2000, |site, n| {
        let aliases = each(n, |k| format!("  - other name {k}\n"));
        site.article("p.md", "Page", &format!("aliases:\n{aliases}"), "Words.");
        site.home(&each(n, |k| format!("[[other name {k}]]\n\n")));
    }),
    Family::new("old addresses", 1000, |site, n| {
        let old = each(n, |k| format!("  - old/a{k}\n"));
        site.article("p.md", "Page", &format!("redirect_from:\n{old}"), "Words.");
        site.home("Words.");
    }),
    Family::new("old addresses with anchors", 1000, |site, n| {
        let old = each(n, |k| format!("  - old/a#b{k}\n"));
        site.article("p.md", "Page", &format!("redirect_from:\n{old}"), "Words.");
        site.home("Words.");
    }),
    Family::new("old anchors of many headings", 1000, |site, n| {
        let old = each(n, |k| format!("  - old/a#heading-{k}\n"));
        let headings = each(n, |k| format!("## Heading {k}\n\n"));
        site.article("p.md", "Page", &format!("redirect_from:\n{old}"), &headings);
        site.home("Words.");
    }),
    Family::new("parts moved from one page", 1000, |site, n| {
        for k in 0..n {
            let old = format!("redirect_from: ['#part-{k}']\n");
            site.article(&by_forty(k), &format!("Page {k}"), &old, "Words.");
        }
        site.home(&each(n, |k| format!("## Heading {k}\n\n")));
    }),
    Family::new("old addresses in a chain", 500, |site, n| {
        for k in 0..n {
            let old = format!("redirect_from: [f{}/p{}/]\n", (k + 1) / 40, k + 1);
            site.article(&by_forty(k), &format!("Page {k}"), &old, "Words.");
        }
        site.home("Words.");
    }),
    Family::new("old addresses linked", 1000, |site, n| {
        for k in 0..n {
            let old = format!("redirect_from: [old/p{k}/]\n");
            site.article(&by_forty(k), &format!("Page {k}"), &old, &words());
        }
        site.home(&each(n, |k| format!("[a](/old/p{k}/)\n\n")));
    }),
    Family::new("tags of one page", 500, |site, n| {
        let tags = each(n, |k| format!("  - tag {k}\n"));
        site.article("p.md", "Page", &format!("tags:\n{tags}"), "Words.");
        site.home("Words.");
    }),
    Family::new("pages of one tag", 500, |site, n| {
        pages(site, n, by_forty, "tags: [one]\n", |_| words());
        site.home("Words.");
    }),
    Family::new("pages of a tag each", 500, |site, n| {
        for k in 0..n {
            site.article(
                &by_forty(k),
                &format!("Page {k}"),
                &format!("tags: [t{k}]\n"),
                "Words.",
            );
        }
        site.home("Words.");
    }),
    Family::new("pages of two tags in common", 500, |site, n| {
        for k in 0..n {
            let tags = format!("tags: [a{}, b{}]\n", k % 20, k % 21);
            site.article(&by_forty(k), &format!("Page {k}"), &tags, "Words.");
        }
        site.home("Words.");
    }),
    Family::new("related pages of one", 1000, |site, n| {
        pages(site, n, by_forty, "", |_| words());
        let related = each(n, |k| format!("  - Page {k}\n"));
        site.article("index.md", "Home", &format!("related:\n{related}"), "Words.");
    }),
    Family::new("pages related to one", 1000, |site, n| {
        pages(site, n, by_forty, "related: [Home]\n", |_| words());
        site.home("Words.");
    }),
    Family::new("pages that supersede the next", 1000, |site, n| {
        for k in 0..n {
            let next = format!("status: withdrawn\nsuperseded_by: Page {}\n", k + 1);
            site.article(&by_forty(k), &format!("Page {k}"), &next, "Words.");
        }
        site.article("last.md", &format!("Page {n}"), "", "Words.");
        site.home("Words.");
    }),
    Family::new("pages that supersede in a circle", 1000, |site, n| {
        for k in 0..n {
            let next =
                format!("status: withdrawn\nsuperseded_by: Page {}\n", (k + 1) % n);
            site.article(&by_forty(k), &format!("Page {k}"), &next, "Words.");
        }
        site.home("Words.");
    }),
    Family::new("snippets included once", 1000, |site, n| {
        for k in 0..n {
            site.file(&format!("_snippets/s{k}.md"), "Words of a snippet.\n");
        }
        site.home(&each(n, |k| format!("![[_snippets/s{k}.md]]\n\n")));
    }),
    Family::new("snippets included once on pages of their own", 1000, |site, n| {
        for k in 0..n {
            site.file(&format!("_snippets/s{k}.md"), "Words of a [[Home]] snippet.\n");
        }
        pages(site, n, by_forty, "", |k| format!("![[_snippets/s{k}.md]]"));
        site.home("Words.");
    }),
    Family::new("one snippet on many pages", 1000, |site, n| {
        site.file("_snippets/s.md", "Words of a [[Home]] snippet.\n");
        pages(site, n, by_forty, "", |_| "![[_snippets/s.md]]".to_owned());
        site.home("Words.");
    }),
    Family::new("one snippet often on one page", 1000, |site, n| {
        site.file("_snippets/s.md", "Words of a snippet.\n");
        site.home(&"![[_snippets/s.md]]\n\n".repeat(n));
    }),
    Family::new("one snippet with a heading, often", 1000, |site, n| {
        site.file("_snippets/s.md", "## Part\n\nWords of a snippet.\n");
        site.home(&"![[_snippets/s.md]]\n\n".repeat(n));
    }),
    Family::new("snippets that include the next", 1000, |site, n| {
        for k in 0..n {
            site.file(
                &format!("_snippets/s{k}.md"),
                format!("![[_snippets/s{}.md]]\n", k + 1),
            );
        }
        site.home("![[_snippets/s0.md]]\n");
    }),
    Family::new("snippets in a circle", 1000, |site, n| {
        for k in 0..n {
            let next = (k + 1) % n;
            site.file(
                &format!("_snippets/s{k}.md"),
                format!("![[_snippets/s{next}.md]]\n"),
            );
        }
        site.home("![[_snippets/s0.md]]\n");
    }),
    Family::new("sections of one snippet", 300, |site, n| {
        site.file("_snippets/s.md", each(n, |k| format!("## Part {k}\n\nWords.\n\n")));
        site.home(&each(n, |k| format!("![[_snippets/s.md#part-{k}]]\n\n")));
    }),
    Family::new("links beside snippets", 1000, |site, n| {
        for k in 0..n {
            site.file(&format!("_snippets/s{k}.md"), format!("## Part {k}\n\nWords.\n"));
        }
        site.home(&each(n, |k| format!("![[_snippets/s{k}.md]]\n\n[[#Part {k}]]\n\n")));
    }),
    Family::new("faults in one snippet on many pages", 500, |site, n| {
        site.file("_snippets/s.md", "Words of [[nothing]].\n");
        pages(site, n, by_forty, "", |_| "![[_snippets/s.md]]".to_owned());
        site.home("Words.");
    }),
    Family::new("pictures", 1000, |site, n| {
        for k in 0..n {
            site.file(&format!("pictures/a{k}.svg"), SVG);
        }
        site.home(&each(n, |k| format!("![What {k} shows](pictures/a{k}.svg)\n\n")));
    }),
    Family::new("sources cited", 1000, |site, n| {
        let source =
            |k| format!("r{k}:\n  title: Title {k}\n  authors: [A B]\n  year: 2020\n");
        site.file("data/references.yaml", each(n, source));
        site.home(&each(n, |k| format!("Known [@r{k}].\n\n")));
    }),
    Family::new("sources cited in front matter", 1000, |site, n| {
        let source =
            |k| format!("r{k}:\n  title: Title {k}\n  authors: [A B]\n  year: 2020\n");
        site.file("data/references.yaml", each(n, source));
        let keys = each(n, |k| format!("  - r{k}\n"));
        site.article("index.md", "Home", &format!("references:\n{keys}"), "Words.");
    }),
    Family::new("sources cited and listed", 1000, |site, n| {
        site.file(
            "data/references.yaml",
            each(n, |k| format!("r{k}:\n  title: Title {k}\n")),
        );
        let keys = each(n, |k| format!("  - r{k}\n"));
        let text = each(n, |k| format!("Known [@r{k}].\n\n"));
        site.article("index.md", "Home", &format!("references:\n{keys}"), &text);
    }),
    Family::new("sources of one citation", 1000, |site, n| {
        site.file(
            "data/references.yaml",
            each(n, |k| format!("r{k}:\n  title: Title {k}\n")),
        );
        site.home(&format!("Known [{}].\n", each(n, |k| format!("@r{k}; "))));
    }),
    Family::new("contacts", 1000, |site, n| {
        let contact = |k| format!("c{k}:\n  name: Ward {k}\n  phone: 020 7946 0123\n");
        site.file("data/contacts.yaml", each(n, contact));
        site.home(&each(n, |k| format!("[[contact:c{k}]]\n\n")));
    }),
    Family::new("people who reviewed one page", 500, |site, n| {
        site.file("data/people.yaml", each(n, |k| format!("p{k}:\n  name: A {k}\n")));
        let reviewers = each(n, |k| format!("  - {{person: p{k}, role: clinical}}\n"));
        site.article("index.md", "Home", &format!("reviewers:\n{reviewers}"), "Words.");
    }),
    Family::new("codes of one page", 500, |site, n| {
        let code = |k| format!("  - {{system: icd-10, code: \"A{k:04}\"}}\n");
        site.article("index.md", "Home", &format!("codes:\n{}", each(n, code)), "Words.");
    }),
    Family::new("formats of one page", 500, |site, n| {
        let format = |k| format!("  - {{format: pdf, file: d{k}.pdf}}\n");
        for k in 0..n {
            site.file(&format!("d{k}.pdf"), "%PDF-1.4\n");
        }
        site.article(
            "index.md",
            "Home",
            &format!("formats:\n{}", each(n, format)),
            "Words.",
        );
    }),
    Family::new("languages", 10, |site, n| {
        let tags = [
            "cy", "fr", "de", "es", "it", "pl", "pt", "ro", "so", "ur", "ar", "bn", "cs",
            "da", "el", "fi", "hu", "nl", "sv", "tr",
        ];
        let listed =
            each(n, |k| format!("  - {{tag: {}, name: L{k}}}\n", tags[k % tags.len()]));
        site.configure(&format!("languages:\n  - {{tag: en, name: English}}\n{listed}"));
        for k in 0..n {
            pages(
                site,
                40,
                |p| format!("p{p}.{}.md", tags[k % tags.len()]),
                "",
                |_| words(),
            );
        }
        pages(site, 40, |p| format!("p{p}.md"), "", |_| words());
        site.home("Words.");
    }),
    Family::new("pages in two languages", 500, |site, n| {
        site.configure("languages: [en, cy]\n");
        pages(site, n, |k| format!("f{}/p{k}.md", k / 40), "", |_| words());
        pages(site, n, |k| format!("f{}/p{k}.cy.md", k / 40), "", |_| words());
        site.home("Words.");
    }),
    Family::new("parts of one guide", 300, |site, n| {
        pages(site, n, |k| format!("g/p{k}.md"), "", |_| words());
        site.article("g/index.md", "Guide", "type: guide\n", "Words.");
        site.home("Words.");
    }),
    Family::new("files beside the pages", 2000, |site, n| {
        for k in 0..n {
            site.file(&format!("files/f{k}.txt"), "Words.\n");
        }
        site.home("Words.");
    }),
    Family::new("links to files", 2000, |site, n| {
        for k in 0..n {
            site.file(&format!("files/f{k}.pdf"), "%PDF-1.4\n");
        }
        site.home(&each(n, |k| format!("[a](files/f{k}.pdf)\n\n")));
    }),
    Family::new("hosts linked", 2000, |site, n| {
        site.home(&each(n, |k| format!("[a](https://host{k}.example.org/)\n\n")));
    }),
    Family::new("audiences", 500, |site, n| {
        let all = each(n, |k| format!("  a{k}: {{label: Group {k}}}\n"));
        site.configure(&format!("audiences:\n{all}"));
        for k in 0..n {
            let audience = format!("audience: [a{k}]\n");
            site.article(&by_forty(k), &format!("Page {k}"), &audience, "Words.");
        }
        site.home("Words.");
    }),
    Family::new("files whose names differ by case", 500, |site, n| {
        for k in 0..n {
            let letter = |bit: usize| if k >> bit & 1 == 1 { 'A' } else { 'a' };
            let name: String = (0..14).map(letter).collect();
            site.file(&format!("files/{name}.txt"), "Words.\n");
        }
        site.home("Words.");
    }),
    Family::new("people", 5000, |site, n| {
        site.file("data/people.yaml", each(n, |k| format!("p{k}:\n  name: Some One\n")));
        site.home("Words.");
    }),
    Family::new("deep YAML", 30, |site, n| {
        site.article(
            "index.md",
            "Home",
            &format!("extra: {}a{}\n", "[".repeat(n), "]".repeat(n)),
            "W.",
        );
    }),
    Family::new("deep YAML refused", 20_000, |site, n| {
        site.article("index.md", "Home", &format!("extra: {}\n", "[".repeat(n)), "W.");
    }),
    Family::new("wide YAML", 5000, |site, n| {
        let keys = each(n, |k| format!("  k{k}: v\n"));
        site.article("index.md", "Home", &format!("extra:\n{keys}"), "Words.");
    }),
    Family::new("long YAML", 25_000, |site, n| {
        site.article(
            "index.md",
            "Home",
            &format!("extra: |\n  {}\n", "word ".repeat(n / 5)),
            "W.",
        );
    }),
    Family::new("theme options", 2000, |site, n| {
        site.configure(&format!(
            "theme_options:\n{}",
            each(n, |k| format!("  o{k}: a\n"))
        ));
        site.home("Words.");
    }),
    Family::new("folders in an order", 300, |site, n| {
        site.configure(&format!(
            "navigation:\n  order:\n{}",
            each(n, |k| format!("    - f{k}\n"))
        ));
        pages(site, n, |k| format!("f{k}/index.md"), "", |_| words());
        site.home("Words.");
    }),
    Family::new("a page of words with lists", 2000, |site, n| {
        site.home(&each(n, |_| format!("- {}\n", words())));
    }),
];
