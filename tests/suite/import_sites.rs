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
        "---\ntitle: 'Mouth care'\npublished: 2024-05-06\ndescription: 'How to keep it clean.'\nredirect_from: [\"/old/mouth/\"]\n---\n\n\
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
