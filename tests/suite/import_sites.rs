//! Sites of other generators, taken over.

use std::fs;

use crate::documents::PNG;
use crate::harness::{Ran, TestSite};

fn import(site: &TestSite, generator: &str) -> Ran {
    let folder = site.path("in");
    let ran = site.run(&["import", folder.to_str().unwrap(), "--from", generator]);
    assert_eq!(ran.code, 0, "{ran}");
    ran
}

fn article(site: &TestSite, name: &str) -> String {
    fs::read_to_string(site.path(&format!("site-content/{name}"))).unwrap()
}

#[test]
fn a_site_of_hugo_is_taken_over_and_builds() {
    let site = TestSite::new();
    site.write("in/content/care/_index.md", "---\ntitle: Care\n---\n\nAll of it.\n");
    site.write(
        "in/content/care/mouth.md",
        "+++\ntitle = 'Mouth care'\ndate = 2024-05-06T07:00:00Z\ndescription = 'How to keep it clean.'\naliases = ['/old/mouth/']\ntoc = true\n+++\n\n\
         See [all]({{< relref \"_index.md\" >}}).\n\n{{% notice warning %}}\nHot drinks hurt.\n{{% /notice %}}\n\n\
         ![A brush](/img/brush.png)\n\n{{< chart 3 >}}\n",
    );
    site.write("in/static/img/brush.png", PNG);
    let ran = import(&site, "hugo");
    assert_eq!(
        article(&site, "care/mouth.md"),
        "---\ntitle: Mouth care\npublished: 2024-05-06\ndescription: How to keep it clean.\nredirect_from: [\"/old/mouth/\"]\n---\n\n\
         See [all](index.md).\n\n> [!WARNING]\n> Hot drinks hurt.\n\n\n![A brush](../img/brush.png)\n\n{{< chart 3 >}}\n"
    );
    assert!(
        ran.stdout.contains("foreign-syntax") && ran.stdout.contains("`toc`"),
        "{ran}"
    );
    assert!(ran.stdout.contains("{{< chart >}}"), "{ran}");
    site.build();
    assert!(site.published("old/mouth/index.html").contains("care/mouth/"));
}

#[test]
fn a_site_of_mkdocs_and_a_book_are_taken_over() {
    let site = TestSite::new();
    site.write(
        "in/docs/a/README.md",
        "# Part A\n\n!!! note \"Look\"\n    Here.\n\nText.\n",
    );
    site.write("in/docs/a/b.md", "# B\n\n[up](README.md)\n");
    import(&site, "mkdocs");
    assert_eq!(
        article(&site, "a/index.md"),
        "---\ntitle: Part A\n---\n\n# Part A\n\n> [!NOTE] Look\n> Here.\n\nText.\n"
    );
    assert!(article(&site, "a/b.md").contains("[up](index.md)"));
    site.build();
    let book = TestSite::new();
    book.write("in/src/SUMMARY.md", "- [One](one.md)\n- [Two](two.md)\n");
    book.write("in/src/one.md", "# One\n\n{{#include part.txt}}\n");
    book.write("in/src/two.md", "# Two\n\nText.\n");
    book.write("in/src/part.txt", "Included.\n");
    import(&book, "mdbook");
    assert_eq!(
        article(&book, "one.md"),
        "---\ntitle: One\nweight: 10\n---\n\n# One\n\nIncluded.\n"
    );
    assert!(article(&book, "two.md").contains("weight: 20"));
    book.build();
}

#[test]
fn a_vault_is_taken_over_and_a_site_becomes_one() {
    let site = TestSite::new();
    site.write(
        "in/Going home.md",
        "See [[Mouth care|the mouth]] and ![[brush.png]].\n\n%%private%%\n",
    );
    site.write(
        "in/Care/Mouth care.md",
        "---\naliases: [Oral care]\ntags: [care]\n---\nText of it.\n",
    );
    site.write("in/files/brush.png", PNG);
    site.write("in/.obsidian/app.json", "{}");
    import(&site, "obsidian");
    assert_eq!(
        article(&site, "going-home.md"),
        "---\ntitle: Going home\n---\n\nSee [the mouth](<Care/mouth-care.md>) and ![](files/brush.png).\n"
    );
    assert_eq!(
        article(&site, "Care/mouth-care.md"),
        "---\ntitle: Mouth care\naliases: [Oral care]\ntags: [care]\n---\n\nText of it.\n"
    );
    let made = site.run(&["init", "--obsidian"]);
    assert_eq!(made.code, 0, "{made}");
    let settings =
        fs::read_to_string(site.path("site-content/.obsidian/app.json")).unwrap();
    let settings: serde_json::Value = serde_json::from_str(&settings).unwrap();
    assert_eq!(settings["newLinkFormat"], "relative");
}

/// Whether an article is a draft.
fn is_draft(site: &TestSite, name: &str) -> bool {
    article(site, name).contains("\nstatus: draft\n")
}

#[test]
fn what_hugo_does_not_publish_comes_in_as_a_draft() {
    let site = TestSite::new();
    let page = |name: &str, front: &str| {
        site.write(&format!("in/content/{name}"), format!("{front}\n\nText of it.\n"));
    };
    let hidden = [
        ("private.md", "---\ntitle: A\nprivate: true\n---"),
        ("headless.md", "---\ntitle: A\nheadless: true\n---"),
        ("build.md", "+++\ntitle = 'A'\n[build]\nrender = 'never'\n+++"),
        ("underscore.md", "---\ntitle: A\n_build: {render: false}\n---"),
        ("json.md", "{\n  \"title\": \"A\",\n  \"draft\": true\n}"),
        ("past.md", "---\ntitle: A\nexpiryDate: 2020-01-01\n---"),
        ("future.md", "---\ntitle: A\npublishDate: 2999-01-01\n---"),
        ("broken.md", "---\ntitle: [A\n---"),
        ("open.md", "---\ntitle: A\ndraft: true"),
        ("inside/a.md", "---\ntitle: A\n---"),
        ("inside/deep/a.md", "---\ntitle: A\n---"),
        ("one/part.md", "---\ntitle: A\n---"),
        ("staff/a.md", "---\ntitle: A\n---"),
        ("bundle/index.md", "---\ntitle: A\nDraft: true\n---"),
        ("link.md", "---\ntitle: A\nbuild: {render: link}\n---"),
        ("hyphens.md", "----\ntitle: A\ndraft: true\n----"),
        ("dash.md", "—\ntitle: A\ndraft: true\n—"),
        ("dashes.md", "–--\ntitle: A\ndraft: true\n---"),
        ("comment.md", "<!-- c -->\n---\ntitle: A\ndraft: true\n---"),
        ("dots.md", "---\ntitle: A\ndraft: true\n..."),
        ("lines.md", "Title: A\nDraft: true"),
        ("remark.md", "{\n// c\n\"draft\": true\n}"),
        ("semicolons.md", ";;;\n{\"draft\": true}\n;;;"),
        ("org.md", "#+title: A\n#+draft: true"),
        ("code.md", "```yaml\ntitle: A\ndraft: true\n```"),
        ("open-dash.md", "—\ntitle: A\ndraft: true"),
        ("two.md", "---\ntitle: A\n---\n---\ndraft: true\n---"),
    ];
    let shown = [
        ("inside/shown.md", "---\ntitle: A\ndraft: false\n---"),
        ("one/index.md", "---\ntitle: A\ndraft: false\n---"),
        ("json-shown.md", "{\"title\": \"A\", \"weight\": 3}"),
        ("later.md", "---\ntitle: A\nexpiryDate: 2999-01-01\n---"),
        ("line.md", "Text above.\n\n---\n\nText: below.\n\n---"),
    ];
    for (name, front) in hidden.iter().chain(&shown) {
        page(name, front);
    }
    page("inside/_index.md", "---\ntitle: A\ncascade:\n  draft: true\n---");
    for name in ["bundle/plan.pdf", "bundle/more/plan.pdf", "staff/a.pdf", "one/a.pdf"] {
        site.write(&format!("in/content/{name}"), "%PDF-1.4\n");
    }
    site.write(
        "in/content/told.md",
        "---\ntitle: A\n---\n\nText {{< comment >}}SECRET{{< /comment >}} of it.\n",
    );
    site.write(
        "in/hugo.toml",
        "[[cascade]]\ndraft = true\n[cascade.target]\npath = '/staff/**'\n",
    );
    let ran = import(&site, "hugo");
    for (name, _) in hidden {
        assert!(is_draft(&site, name), "{name}: {}", article(&site, name));
        assert!(!article(&site, name).ends_with("---\n\n{"), "{name}");
    }
    for (name, _) in shown {
        assert!(!is_draft(&site, name), "{name}: {}", article(&site, name));
    }
    assert!(article(&site, "json-shown.md").contains("weight: 3\n"));
    for said in [
        "`private: true`",
        "`build: {render: never}`",
        "`expiryDate: 2020-01-01`",
        "`draft: true, in the cascade of inside/_index.md`",
        "`draft: true, in the cascade of hugo.toml`",
        "`its folder is one page, one/index.md`",
        "`bundle/more/plan.pdf`, because readers do not see `bundle/index.md`",
        "comments and the names of their authors were left out",
    ] {
        assert!(ran.stdout.contains(said), "{said}: {ran}");
    }
    assert!(!article(&site, "told.md").contains("SECRET"));
    for (name, is_there) in
        [("bundle/plan.pdf", false), ("staff/a.pdf", false), ("one/a.pdf", true)]
    {
        let place = site.path(&format!("site-content/{name}"));
        assert_eq!(place.exists(), is_there, "{name}");
    }
}

#[test]
fn what_other_generators_do_not_publish_comes_in_as_a_draft() {
    let site = TestSite::new();
    for name in ["a.md", "sub/index.md", "old/b.md", "c.draft.md", "templates/t.md"] {
        site.write(&format!("in/docs/{name}"), "# Page\n\nText.\n");
    }
    site.write("in/docs/header.md", "Title: A\nStatus: draft\n\nText {# SECRET #}.\n");
    site.write("in/docs/sub/README.md", "# Read me\n\nText.\n");
    site.write("in/docs/old/plan.pdf", "%PDF-1.4\n");
    site.write(
        "in/mkdocs.yml",
        "site_name: x\nexclude_docs: |\n  /old/\ndraft_docs: |\n  *.draft.md\nnot_in_nav: |\n  a.md\nplugins:\n  - x: !!python/name:y\n",
    );
    let ran = import(&site, "mkdocs");
    for (name, expected) in [
        ("a.md", false),
        ("sub/index.md", false),
        ("old/b.md", true),
        ("c.draft.md", true),
        ("templates/t.md", true),
        ("header.md", true),
    ] {
        assert_eq!(is_draft(&site, name), expected, "{name}");
    }
    assert!(article(&site, "header.md").ends_with("---\n\nText .\n"));
    assert!(!site.path("site-content/old/plan.pdf").exists());
    for said in ["`exclude_docs in the settings", "`old/plan.pdf`", "`sub/README.md`"] {
        assert!(ran.stdout.contains(said), "{said}: {ran}");
    }
    let book = TestSite::new();
    book.write("in/book.toml", "[book]\nsrc = 'text'\n");
    book.write(
        "in/text/SUMMARY.md",
        "- [One](one.md)\n- [Going home]()\n<!-- [Two](two.md) -->\n\n```\n[Two](two.md)\n```\n",
    );
    book.write("in/text/one.md", "# One\n\nText.\n");
    book.write("in/text/two.md", "# Two\n\nText.\n");
    import(&book, "mdbook");
    assert!(!is_draft(&book, "one.md"));
    assert!(is_draft(&book, "two.md"));
    assert!(is_draft(&book, "going-home.md"));
    let vault = TestSite::new();
    vault.write("in/a.md", "---\npublish: false\n---\nText.\n");
    vault.write("in/b.md", "Text of `%%` it, #care.\n\n%% SECRET\n\nSECRET\n");
    vault.write("in/c.md", "Text. #private\n");
    vault.write("in/d.md", "publish:: false\n\nText.\n");
    vault.write("in/e.md", "---\nkanban-plugin: board\n---\n## To do\n");
    import(&vault, "obsidian");
    for name in ["a.md", "c.md", "d.md", "e.md"] {
        assert!(is_draft(&vault, name), "{name}");
    }
    assert!(!article(&vault, "b.md").contains("SECRET"));
    assert!(!is_draft(&vault, "b.md"));
}
