//! Pages of the web, plain text and the clipboard into articles.

use std::fs;
use std::process::Stdio;

use crate::documents::PNG;
use crate::harness::{Ran, TestSite};

/// A page of a site that repeats its menu and its last lines on every page.
fn page(title: &str, main: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{title} | Riverside</title>\
         <meta name=description content='About {title}.'></head><body>\
         <nav><a href=index.html>Home</a> <a href=/jobs>Work for us</a></nav>\
         <div class=breadcrumb>Home » {title}</div><main><h1>{title}</h1>{main}\
         <div class='share-row'><a href='https://x.example'>Share on X</a></div></main>\
         <aside class=sidebar>Popular pages</aside><footer>Accessibility statement</footer></body></html>"
    )
}

const LONG: &str = "<p>Your new cells take some weeks to grow, and until then you are open to infections of many kinds.</p>";

fn import(site: &TestSite, folder: &str) -> Ran {
    let folder = site.path(folder);
    site.run(&["import", folder.to_str().unwrap(), "--to", "old"])
}

fn article(site: &TestSite, name: &str) -> String {
    fs::read_to_string(site.path(&format!("site-content/old/{name}"))).unwrap()
}

fn pasted(fragment: &str) -> String {
    let site = TestSite::new();
    let mut command = site.command(&["import", "--paste", "-"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), fragment.as_bytes())
        .unwrap();
    Ran::new(child.wait_with_output().unwrap()).stdout
}

#[test]
fn the_article_of_a_page_is_taken_and_what_went_is_told() {
    let site = TestSite::new();
    site.write("in/diet.html", page("Diet", &format!("{LONG}<h2 id=soft>Soft food</h2><p>See <a href='care/mouth.html#x'>mouth care</a> and <a href='/gone.html'>the shop</a>.</p><p>Last modified: 3 May 2021</p>")));
    site.write(
        "in/care/mouth.html",
        page("Mouth care", &format!("{LONG}<p><img src=../p.png alt='A brush'></p>")),
    );
    site.write("in/p.png", PNG);
    let ran = import(&site, "in");
    assert_eq!(ran.code, 0, "{ran}");
    assert_eq!(
        article(&site, "diet.md"),
        "---\ntitle: Diet\ndescription: About Diet.\nredirect_from: [\"/diet.html\"]\nstatus: draft\n---\n\n\
         Your new cells take some weeks to grow, and until then you are open to infections of many kinds.\n\n\
         ## Soft food\n\n\
         See [mouth care](care/mouth.md) and the shop<!-- link: /gone.html -->.\n"
    );
    assert!(article(&site, "care/mouth.md").contains("![A brush](mouth-1.png)"));
    assert!(
        ran.stdout.contains("`Last modified: 3 May 2021`")
            && ran.stdout.contains("page-trimmed"),
        "{ran}"
    );
    let addresses =
        fs::read_to_string(site.path("site-content/data/addresses.txt")).unwrap();
    let lines: Vec<&str> =
        addresses.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines, ["/care/mouth.html", "/diet.html"]);
    let built = site.run(&["build", "--drafts"]);
    assert_eq!(built.code, 0, "{built}");
    assert!(
        site.published("diet.html").contains("old/diet/"),
        "the old address leads on"
    );
}

#[test]
fn blocks_that_most_pages_have_go() {
    let site = TestSite::new();
    for name in ["a", "b", "c", "d"] {
        let main = format!("<p>Words of {name} alone.</p>{LONG}<p>Text of {name}.</p>");
        let own = if name == "d" { main.replace(LONG, "") } else { main };
        site.write(&format!("in/{name}.html"), page(name, &own));
    }
    import(&site, "in");
    assert!(!article(&site, "a.md").contains("new cells"));
    assert!(article(&site, "d.md").contains("Words of d alone."));
}

#[test]
fn old_encodings_and_plain_text_are_read() {
    let site = TestSite::new();
    let mut bytes = b"<html><head><title>Fever</title></head><body><h1>Fever</h1><p>Call above 38 \xb0C \x96 always.</p>".to_vec();
    bytes.extend_from_slice(LONG.as_bytes());
    site.write("in/fever.html", bytes);
    site.write(
        "in/line.txt",
        "Your line\r\n\r\nKeep it\r\ndry. *Never* pull.\r\n\r\n- one\r\n- two\r\n",
    );
    let ran = import(&site, "in");
    assert!(article(&site, "fever.md").contains("Call above 38 °C – always."), "{ran}");
    assert_eq!(
        article(&site, "line.md"),
        "---\ntitle: Your line\nstatus: draft\n---\n\nKeep it dry. \\*Never\\* pull.\n\n- one\n- two\n"
    );
}

#[test]
fn answers_that_readers_open_stay_though_hidden() {
    let site = TestSite::new();
    let main = format!(
        "{LONG}<button class=accordion>Does it hurt?</button><div class=panel style='display:none'><p>Hardly.</p></div>\
         <details><summary>Can I eat?</summary><p>Yes.</p></details><div style='display:none'>Secret</div>"
    );
    site.write("in/faq.html", page("Questions", &main));
    let ran = import(&site, "in");
    let text = article(&site, "faq.md");
    assert!(
        text.contains("## Does it hurt?\n\nHardly.\n\n> [!DETAILS] Can I eat?\n> Yes.\n"),
        "{text}"
    );
    assert!(
        !text.contains("Secret")
            && ran.stdout.contains("text that the page hides was left out: `Secret`"),
        "{ran}"
    );
}

#[test]
fn an_old_address_has_the_codes_that_addresses_need() {
    let site = TestSite::new();
    let names = ["a b&é.htm", "50% off #1.html", "UPPER/Page One.HTML", "who?.html"];
    for name in names {
        site.write(&format!("in/{name}"), page(&name.replace('/', " "), LONG));
    }
    let ran = import(&site, "in");
    for (name, old) in [
        ("a-b-é.md", "/a%20b&%C3%A9.htm"),
        ("50-off-1.md", "/50%25%20off%20%231.html"),
        ("upper/page-one.md", "/UPPER/Page%20One.HTML"),
    ] {
        let text = article(&site, name);
        assert!(text.contains(&format!("redirect_from: [\"{old}\"]")), "{text}");
    }
    assert!(ran.stdout.contains("cannot lead to the article: `/who?.html`"), "{ran}");
    let built = site.run(&["build", "--drafts"]);
    assert_eq!(built.code, 0, "{built}");
    assert!(site.path("output/a b&é.htm").exists());
}

#[test]
fn what_word_puts_on_the_clipboard_is_a_list() {
    let fragment = "<html><body><!--StartFragment--><p class=MsoNormal>Call if:<o:p></o:p></p>\
        <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>you are <b>hot</b></p>\
        <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span>above 38 °C</p>\
        <p class=MsoNormal>Take <del>100</del><ins>50</ins> mg. <a href='file:///C:/x.docx'>Form</a><img src='file:///C:/y.png' alt='A cup'></p><!--EndFragment--></body></html>";
    assert_eq!(
        pasted(fragment),
        "Call if:\n\n- you are **hot**\n  - above 38 °C\n\nTake 50 mg. Form![A cup](MISSING)\n"
    );
}

#[test]
fn weight_comes_from_style_and_loose_lists_are_mended() {
    let fragment = "<b style='font-weight:normal'><p><span style='font-weight:700'>All</span> of it</p>\
        <ul><li><p>one</p></li><ul><li>inner</li></ul><li>two</li></ul></b>";
    assert_eq!(pasted(fragment), "**All** of it\n\n- one\n  - inner\n- two\n");
}

#[test]
fn a_page_that_is_too_deep_is_refused() {
    let site = TestSite::new();
    site.write("in/deep.html", "<div>".repeat(200_000));
    let ran = import(&site, "in");
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("nested more than"), "{ran}");
}

#[test]
fn a_link_to_a_place_in_another_page_is_told() {
    let site = TestSite::new();
    site.write("in/mouth.html", page("Mouth care", LONG));
    let body = format!("{LONG}<p>See <a href='mouth.html#sores'>sores</a>.</p>");
    site.write("in/diet.html", page("Diet", &body));
    let ran = import(&site, "in");
    assert_eq!(ran.code, 0, "{ran}");
    assert!(article(&site, "diet.md").contains("[sores](mouth.md)"), "{ran}");
    assert!(ran.stdout.contains("leads to the top of that page now"), "{ran}");
    assert!(ran.stdout.contains("`mouth.html#sores`"), "{ran}");
}
