//! Word documents into articles: what is carried over, what is told, what is refused.

use std::fs;

use crate::documents::{Document, PNG, item, paragraph, picture, run, styled, table};
use crate::harness::{Ran, TestSite, files_below};

/// Imports a document under a name, and gives the article without its front matter.
pub(crate) fn imported(
    site: &TestSite,
    name: &str,
    document: &Document,
) -> (String, Ran) {
    site.write(&format!("{name}.docx"), document.bytes());
    let file = site.path(&format!("{name}.docx"));
    let ran = site.run(&["import", file.to_str().unwrap(), "--format", "json"]);
    let path = site.path(&format!("site-content/{name}.md"));
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{e}\n{ran}"));
    (text, ran)
}

/// The body that these blocks become.
fn body(blocks: &str) -> String {
    let site = TestSite::new();
    let (text, _) = imported(&site, "leaflet", &Document::new(blocks));
    builds(&site);
    text.split_once("---\n\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
}

/// What is told about these blocks, by rule.
fn told(document: &Document) -> Vec<(String, String)> {
    let (_, ran) = imported(&TestSite::new(), "leaflet", document);
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    ran.findings()
        .iter()
        .map(|found| (text(&found["rule"]), text(&found["message"])))
        .collect()
}

fn builds(site: &TestSite) {
    let ran = site.run(&["build", "--drafts"]);
    assert_eq!(ran.code, 0, "{ran}");
}

#[test]
fn a_leaflet_is_carried_over_and_builds() {
    let site = TestSite::new();
    let blocks = [
        styled("Titel", "Going home: what helps"),
        paragraph("Your blood counts recover."),
        item(1, 0, "eat"),
        item(1, 1, "soup"),
        item(1, 0, "drink"),
        styled("berschrift1", "When to call"),
        format!(
            "<w:p>{}{}{}</w:p>",
            run("", "Call "),
            run("<w:b/>", "at once "),
            run("", "above 38 °C.")
        ),
        styled("Haus", "How to reach us"),
        format!(
            r#"<w:p><w:hyperlink r:id="l1">{}</w:hyperlink></w:p>"#,
            run("", "our page")
        ),
    ];
    let document = Document::new(&blocks.concat()).with_link(
        "l1",
        "hyperlink",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Friverside.example%2Fx&amp;data=05",
    );
    let (text, ran) = imported(&site, "leaflet", &document);
    assert_eq!(ran.code, 0, "{ran}");
    assert_eq!(
        text,
        "---\n\
         title: \"Going home: what helps\"\n\
         status: draft\n\
         ---\n\n\
         Your blood counts recover.\n\n\
         - eat\n  \
           - soup\n\
         - drink\n\n\
         ## When to call\n\n\
         Call **at once** above 38 °C.\n\n\
         ### How to reach us\n\n\
         [our page](https://riverside.example/x)\n"
    );
    builds(&site);
}

#[test]
fn numbers_restart_go_on_and_replace_letters() {
    let blocks = [
        item(2, 0, "one"),
        item(2, 1, "letter"),
        item(2, 0, "two"),
        paragraph("Between."),
        item(2, 0, "three"),
        item(3, 0, "anew"),
    ];
    assert_eq!(
        body(&blocks.concat()),
        "1. one\n   1. letter\n2. two\n\nBetween.\n\n3. three\n\n<!-- -->\n\n1. anew\n"
    );
    let told = told(&Document::new(&blocks.concat()));
    assert_eq!(told[0].0, "guessed-structure");
    assert!(told[0].1.contains("letters or Roman numerals"), "{told:?}");
}

#[test]
fn tables_keep_their_header_their_spans_and_their_lists() {
    let simple = table(&[
        &[("", &paragraph("Day")), ("", &paragraph("Room | Floor"))],
        &[("", &paragraph("Monday")), ("", &paragraph("4"))],
    ]);
    assert_eq!(body(&simple), "| Day | Room \\| Floor |\n|---|---|\n| Monday | 4 |\n");
    let items = [item(1, 0, "a"), item(1, 0, "b")].concat();
    let spanned = table(&[
        &[("", &paragraph("Ward")), (r#"<w:gridSpan w:val="2"/>"#, &paragraph("Times"))],
        &[
            (r#"<w:vMerge w:val="restart"/>"#, &paragraph("Oak")),
            ("", &items),
            ("", &paragraph("10")),
        ],
        &[("<w:vMerge/>", "<w:p/>"), ("", &paragraph("x")), ("", &paragraph("12"))],
    ]);
    assert_eq!(
        body(&spanned),
        "<table>\n<thead>\n\
         <tr><th scope=\"col\">Ward</th><th scope=\"colgroup\" colspan=\"2\">Times</th></tr>\n\
         </thead>\n<tbody>\n\
         <tr><td rowspan=\"2\">Oak</td><td><ul><li>a</li><li>b</li></ul></td><td>10</td></tr>\n\
         <tr><td>x</td><td>12</td></tr>\n\
         </tbody>\n</table>\n"
    );
    let framed = table(&[&[("", &paragraph("Keep this leaflet."))]]);
    assert_eq!(body(&framed), "> [!NOTE]\n> Keep this leaflet.\n");
}

#[test]
fn signs_of_symbol_fonts_are_read_or_told() {
    let sign = |font: &str, number: &str| {
        format!(r#"<w:r><w:sym w:font="{font}" w:char="{number}"/></w:r>"#)
    };
    let known = format!("<w:p>{}{}</w:p>", sign("Symbol", "F0B3"), run("", "38 °C"));
    assert_eq!(body(&known), "≥38 °C\n");
    let typed = format!(
        "<w:p>{}{}</w:p>",
        run(r#"<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>"#, "\u{f0a3}"),
        run("", "2")
    );
    assert_eq!(body(&typed), "≤2\n");
    let unknown = format!("<w:p>{}{}</w:p>", sign("Webdings", "F041"), run("", "38"));
    assert_eq!(body(&unknown), "\u{fffd}38\n");
    let told = told(&Document::new(&unknown));
    assert_eq!(told[0].0, "unknown-sign");
}

#[test]
fn changes_of_doses_and_negations_are_listed_old_and_new() {
    let deleted =
        |text: &str| format!("<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>");
    let inserted = |text: &str| format!("<w:ins>{}</w:ins>", run("", text));
    let blocks = [
        format!(
            "<w:p>{}{}{}{}</w:p>",
            run("", "Take "),
            deleted("100 mg"),
            inserted("50 mg"),
            run("", " daily.")
        ),
        format!("<w:p>{}{}{}</w:p>", run("", "Do "), deleted("not "), run("", "rinse.")),
        format!("<w:p>{}{}{}</w:p>", run("", "A "), deleted("nice"), inserted("kind")),
    ];
    let told = told(&Document::new(&blocks.concat()));
    let clinical: Vec<&str> = told
        .iter()
        .filter(|(rule, _)| rule == "clinical-change")
        .map(|(_, message)| message.as_str())
        .collect();
    assert_eq!(clinical.len(), 2, "{told:?}");
    assert!(
        clinical[0].ends_with("`Take 100 mg daily. → Take 50 mg daily.`"),
        "{clinical:?}"
    );
    assert!(clinical[1].ends_with("`Do not rinse. → Do rinse.`"), "{clinical:?}");
    assert_eq!(body(&blocks[0]), "Take 50 mg daily.\n");
}

#[test]
fn what_is_left_out_is_told_with_its_count() {
    let blocks = [
        format!("<w:p>{}{}</w:p>", run("<w:vanish/>", "secret"), run("", "seen")),
        format!("<w:p>{}</w:p>", run("<w:vanish/>", "more secret")),
        format!("<w:p>{}</w:p>", run(r#"<w:color w:val="FFFFFF"/>"#, "white")),
    ];
    let comment = r#"<w:comment w:id="1" w:author="A. Nurse"><w:p/></w:comment>"#;
    let document = Document::new(&blocks.concat())
        .with_xml("comments", "comments", &comment.repeat(3))
        .with_xml("footer", "ftr", &paragraph("Version 4, review date March 2027"))
        .with("m1", "vbaProject", "vbaProject.bin", b"x");
    let told = told(&document);
    let has = |words: &str| {
        told.iter().any(|(rule, message)| rule == "left-out" && message.contains(words))
    };
    assert!(
        has("hidden text was left out (2 times): `secret`, `more secret`"),
        "{told:?}"
    );
    assert!(has("white text was kept"), "{told:?}");
    assert!(
        has("comments and the names of their authors were left out (3 times)"),
        "{told:?}"
    );
    assert!(has("`Version 4, review date March 2027`"), "{told:?}");
    assert!(has("macros were left out"), "{told:?}");
    let (text, _) = imported(&TestSite::new(), "leaflet", &document);
    assert!(
        !text.contains("secret") && !text.contains("2027") && text.contains("white"),
        "{text}"
    );
}

#[test]
fn pictures_stand_beside_the_article_and_need_words() {
    let site = TestSite::new();
    let blocks = [
        picture("p1", "A line in the chest"),
        styled("Beschriftung", "Figure 1: Where it goes"),
        picture("p2", ""),
        picture("p3", "An old drawing"),
    ];
    let document = Document::new(&blocks.concat())
        .with("p1", "image", "media/../media/a.bin", PNG)
        .with("p2", "image", "media/b.bin", PNG)
        .with("p3", "image", "media/c.emf", b"\x01\0\0\0 EMF");
    let document = document.with_part("word/media/a.bin", PNG);
    let (text, ran) = imported(&site, "leaflet", &document);
    assert!(
        text.contains("![A line in the chest](leaflet-1.png \"Where it goes\")"),
        "{text}"
    );
    assert!(text.contains("\n![](leaflet-1.png)\n"), "one file per content: {text}");
    assert_eq!(fs::read(site.path("site-content/leaflet-1.png")).unwrap(), PNG);
    assert!(ran.stdout.contains("browsers do not show"), "{ran}");
    let built = site.run(&["build", "--drafts", "--format", "json"]);
    assert_ne!(built.code, 0);
    let errors = site.run(&["check", "--drafts", "--format", "json"]).findings();
    let errors: Vec<_> =
        errors.iter().filter(|found| found["severity"] == "error").collect();
    assert!(errors.iter().all(|found| found["rule"] == "missing-alt-text"), "{errors:?}");
    assert_eq!(errors.len(), 1);
}

#[test]
fn words_of_a_document_never_become_syntax() {
    let lines = [
        "# no heading",
        "- no item",
        "> no quote",
        "1. no number",
        "[[GVHD]] ![[_snippets/x.md]]",
        "[!NOTE] no note",
        "a ^b^ ~c~ ~~d~~ **e** _f_ `g`",
        "| a | b |",
        "---",
        "Table: no caption",
        "<b>no html</b> <script>x()</script>",
        "[^1] [^1]: no note",
        "[@snowden] {#id} {.class}",
        "&amp; &#8805; &copy;",
        "+ no item",
        ": no definition",
        "\\*",
        "![x](y.png)",
        "[a](b)",
        "~~~",
        "```",
        "===",
        "    no code",
        "https://a.example/_x_",
        "a\\",
        "$x$",
        "[ ] no task",
    ];
    let blocks: String = lines.iter().map(|line| paragraph(line)).collect();
    let broken: String =
        ["a", "---", "===", "- b", "| x | y |", "|---|---|", "# c", "1. d", "> e"]
            .join(r#"</w:t></w:r><w:r><w:br/></w:r><w:r><w:t xml:space="preserve">"#);
    let broken = format!(
        r#"<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#,
        broken.replace("> e", "&gt; e")
    );
    let site = TestSite::new();
    let blocks =
        [styled("berschrift1", "A {#x} #"), styled("berschrift1", "B"), blocks, broken]
            .concat();
    imported(&site, "leaflet", &Document::new(&blocks));
    builds(&site);
    let page = site.published("leaflet/index.html");
    let main = &page[page.find("<main").unwrap()..page.find("</main>").unwrap()];
    let text: String = main
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text)
        .collect();
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in
        lines.iter().map(|line| line.trim()).chain(["A {#x} #", "| x | y |", "> e"])
    {
        assert!(squeezed.contains(line), "{line:?} was read as syntax:\n{squeezed}");
    }
    for tag in [
        "<ul",
        "<ol",
        "<table",
        "<blockquote",
        "<del",
        "<sup",
        "<sub",
        "<hr",
        "<pre",
        "<b>",
        "<h3",
    ] {
        let body = &main[main.find("no heading").unwrap()..main.rfind("&gt; e").unwrap()];
        assert!(!body.contains(tag), "{tag}\n{body}");
    }
}

#[test]
fn a_folder_goes_on_and_lists_what_failed_and_links_lead_on() {
    let site = TestSite::in_two_languages();
    let link =
        format!(r#"<w:p><w:hyperlink r:id="l1">{}</w:hyperlink></w:p>"#, run("", "diet"));
    let first =
        Document::new(&link).with_link("l1", "hyperlink", "Sub%20folder/Diet.docx");
    site.write("in/Going home.docx", first.bytes());
    site.write(
        "in/Sub folder/Diet.docx",
        Document::new(&paragraph("Bwyd.")).in_language("cy-GB").bytes(),
    );
    site.write("in/broken.docx", b"PK no");
    site.write("in/notes.xls", b"x");
    site.write("in/~$Going home.docx", b"x");
    let folder = site.path("in");
    let ran = site.run(&["import", folder.to_str().unwrap(), "--to", "leaflets"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stdout.contains("broken.docx: the file is damaged"), "{ran}");
    assert!(ran.stdout.contains("Imported 2 articles with 0 pictures; 1 document could not be imported; 1 other file left alone"), "{ran}");
    let text =
        fs::read_to_string(site.path("site-content/leaflets/going-home.md")).unwrap();
    assert!(
        text.contains("title: Going home\n")
            && text.contains("[diet](sub-folder/diet.cy.md)"),
        "{text}"
    );
    builds(&site);
    let made = files_below(&site.path("site-content"));
    let again = site.run(&["import", folder.to_str().unwrap(), "--to", "leaflets"]);
    assert!(again.stdout.contains("nothing is written over"), "{again}");
    assert_eq!(files_below(&site.path("site-content")), made);
    let other = TestSite::in_two_languages();
    other.run(&["import", folder.to_str().unwrap(), "--to", "leaflets"]);
    assert_eq!(
        files_below(&other.path("site-content/leaflets")),
        files_below(&site.path("site-content/leaflets"))
    );
}
