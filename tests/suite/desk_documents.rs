//! Documents and pieces of the clipboard at the desk: shown before they are kept, written as
//! everything is, and refused in words.

use serde_json::Value;

use crate::desk_client::{DeskAnswer, DeskClient};
use crate::documents::{Document, PNG, item, paragraph, picture, styled};
use crate::harness::{TestSite, files_below};

fn site() -> TestSite {
    let site = TestSite::new();
    site.configure("title: Ward\nbase_url: https://www.example/\nlanguages: [en, cy]\n");
    site.page("care/mouth.md", "Mouth", "Words.\n");
    site
}

fn send(desk: &DeskClient, name: &str, bytes: &[u8]) -> DeskAnswer {
    let mut fields = desk.own_fields();
    for (_, value) in fields.iter_mut().filter(|(name, _)| name == "Content-Type") {
        "application/octet-stream".clone_into(value);
    }
    desk.send("POST", name, &fields, bytes)
}

fn leaflet() -> Vec<u8> {
    let blocks = [
        styled("Titel", "Going home"),
        paragraph("Your blood counts recover."),
        item(1, 0, "eat"),
        picture("p1", "A cup of water"),
    ];
    Document::new(&blocks.concat()).with("p1", "image", "media/a.png", PNG).bytes()
}

#[test]
fn a_word_document_is_shown_and_then_kept_as_a_draft() {
    let site = site();
    let desk = DeskClient::of(&site);
    let before = files_below(&site.path("site-content"));
    let shown = send(&desk, "document?name=Going%20home.docx&folder=care", &leaflet());
    assert_eq!(shown.status, 200, "{}", shown.text());
    let shown = shown.json();
    assert_eq!(
        (&shown["path"], &shown["done"]),
        (&Value::from("care/going-home.md"), &Value::from(false))
    );
    let text = shown["text"].as_str().unwrap();
    assert!(text.starts_with("---\ntitle: Going home\nstatus: draft\n---\n"), "{text}");
    assert!(text.contains("- eat\n") && text.contains("![A cup of water]("), "{text}");
    assert_eq!(files_below(&site.path("site-content")), before, "nothing is kept yet");

    let name = "document?name=Going%20home.docx&folder=care&keep=yes";
    let kept = send(&desk, name, &leaflet()).json();
    assert_eq!(kept["done"], true, "{kept}");
    let after = files_below(&site.path("site-content"));
    assert_eq!(after["care/going-home.md"], text.as_bytes());
    let picture = kept["pictures"][0].as_str().unwrap();
    assert!(after.contains_key(&format!("care/{picture}")), "{:?}", after.keys());
    assert_eq!(after.len(), before.len() + 2);
    assert!(desk.page("/care/going-home/").contains("Your blood counts recover."));
    // It is opened as any page is, and nothing is written over.
    assert_eq!(desk.open("care/going-home.md").0, text);
    let again = send(&desk, name, &leaflet());
    assert_eq!(again.status, 400);
    assert!(again.text().contains("already"), "{}", again.text());
    assert_eq!(files_below(&site.path("site-content")), after);
    // A document in another language of the site is called by it.
    let welsh = Document::new(&paragraph("Geiriau.")).in_language("cy-GB").bytes();
    let shown = send(&desk, "document?name=Adref.docx&folder=", &welsh).json();
    assert_eq!(shown["path"], "adref.cy.md");
}

#[test]
fn a_web_page_becomes_a_draft_without_what_stands_around_it() {
    let site = site();
    let desk = DeskClient::of(&site);
    let page = b"<!doctype html><html lang=en><head><title>Diet | Ward</title>\
        <link rel=canonical href=https://www.old.example/leaflets/diet></head>\
        <body><nav><a href=/>Home</a></nav><main><h1>Diet</h1><p>Eat <b>well</b>.\
        <script>alert(1)</script></p></main></body></html>";
    let kept = send(&desk, "document?name=diet.html&keep=yes", page).json();
    assert_eq!(kept["path"], "diet.md", "{kept}");
    let text = kept["text"].as_str().unwrap();
    assert!(text.contains("Eat **well**.") && !text.contains("alert"), "{text}");
    assert!(text.contains("redirect_from: [\"/leaflets/diet\"]"), "{text}");
    let told = kept["findings"].as_array().unwrap();
    let told =
        told.iter().find(|one| one["rule"] == "page-trimmed").expect("what was cut");
    assert!(told["help"].is_string() && told["line"].as_u64().unwrap() >= 1, "{told}");
    // One that does not say where it was gets no old address.
    let plain = b"<html><body><h1>Sleep</h1><p>Rest.</p></body></html>";
    let shown = send(&desk, "document?name=sleep.html", plain).json();
    assert!(!shown["text"].as_str().unwrap().contains("redirect_from"), "{shown}");
}

#[test]
fn what_is_no_document_is_refused_in_words_and_writes_nothing() {
    let site = site();
    let desk = DeskClient::of(&site);
    let before = files_below(&site.path("site-content"));
    for (name, bytes, words) in [
        ("a.pdf", &b"%PDF-1.7"[..], "PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007"),
        ("a.rtf", b"{\\rtf1", "rich text"),
        ("a.docx", b"PK\x03\x04cut", "damaged"),
        ("a.docx", b"", "empty"),
        ("a.exe", b"MZ\x90\0", "no document"),
        ("", b"words", "no document"),
        ("%E2%98%83.docx", b"PK\x03\x04", ""),
    ] {
        let answer = send(&desk, &format!("document?name={name}&keep=yes"), bytes);
        assert_eq!(answer.status, 400, "{name}: {}", answer.text());
        let value = answer.json();
        assert!(value["message"].as_str().unwrap().contains(words), "{value}");
        assert!(value["help"].is_string(), "{name}: {value}");
        assert_eq!(files_below(&site.path("site-content")), before, "{name}");
    }
    let bytes = leaflet();
    for query in [
        "name=a.docx&folder=..",
        "name=a.docx&folder=../..",
        "name=a.docx&folder=data",
        "name=a.docx&folder=.git",
        "name=a.docx&folder=care/.x",
        "name=a.docx&folder=con",
        "name=a.docx&folder=data/reviews",
        "name=con.docx",
    ] {
        let answer = send(&desk, &format!("document?{query}&keep=yes"), &bytes);
        let value = answer.json();
        assert!(answer.status == 400, "{query}: {value}");
    }
    // However it is called, it stays below the folder of the pages.
    let odd =
        send(&desk, "document?name=..%2F..%2Fsite.docx&folder=care&keep=yes", &bytes);
    assert_eq!(odd.json()["path"], "care/site.md");
    let after = files_below(&site.path("site-content"));
    assert_eq!(after.len(), before.len() + 2);
    // A form of another page cannot send one, and its size is limited.
    let form =
        desk.send("POST", "document?name=a.docx&keep=yes", &desk.own_fields(), &bytes);
    assert_eq!(form.status, 403);
    let own = desk.own_lines().replace("application/json", "application/octet-stream");
    for (name, length) in [("document", 50_000_001), ("paste", 15_000_001)] {
        let large = format!(
            "POST /__engraft/desk/{name}?name=a.docx HTTP/1.1\r\n{own}Content-Length: {length}\r\n\r\n"
        );
        assert_eq!(desk.raw(&large).status, 413, "{name}");
    }
    assert_eq!(files_below(&site.path("site-content")), after);
}

#[test]
fn formatted_text_of_the_clipboard_becomes_markdown() {
    let site = site();
    let desk = DeskClient::of(&site);
    let html = "<meta charset=utf-8><h2>At home</h2><ul><li>eat <b>well</b></li><li>drink</li></ul>\
                <p>See <a href='https://www.example/x'>this</a>.<script>x()</script></p>";
    let answer = send(&desk, "paste", html.as_bytes());
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(
        answer.json()["text"],
        "## At home\n\n- eat **well**\n- drink\n\nSee [this](https://www.example/x).\n"
    );
    let picture =
        send(&desk, "paste", b"<p>A <img src='file:///C:/y.png' alt='cup'></p>").json();
    assert!(!picture["findings"].as_array().unwrap().is_empty(), "{picture}");
    let deep = "<div>".repeat(100_000);
    let refused = send(&desk, "paste", deep.as_bytes());
    assert!([200, 400].contains(&refused.status), "{}", refused.text());
    assert_eq!(desk.send("POST", "paste", &desk.own_fields(), b"<p>x</p>").status, 403);
}
