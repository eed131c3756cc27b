//! What others may try at the desk: each request is sent as bytes, and none may read or write.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::desk_client::DeskClient;
use crate::harness::{TestSite, files_below};

fn site() -> TestSite {
    let site = TestSite::new();
    site.configure("title: Ward\nbase_url: https://www.example/\n");
    site.page("care/mouth.md", "Mouth", "Words.\n");
    site.page("other.md", "Other", "Words.\n");
    site.write("site-content/.private.md", "secret");
    site.write("site-content/data/addresses.txt", "# none\n");
    site.write("secret.txt", "secret");
    site
}

fn sources(site: &TestSite) -> BTreeMap<String, Vec<u8>> {
    let mut files = files_below(site.root());
    files.retain(|path, _| !path.starts_with(".engraft-desk/"));
    files
}

fn saved(desk: &DeskClient, path: &str) -> Value {
    let (base, opened) = desk.open("care/mouth.md");
    json!({ "path": path, "opened": opened, "base": base, "text": format!("{base}More.\n") })
}

/// The header lines of the desk's own script with one of them other; none: left out.
fn with(desk: &DeskClient, name: &str, value: Option<&str>) -> Vec<(String, String)> {
    let mut fields = desk.own_fields();
    fields.retain(|(own, _)| own != name);
    fields.extend(value.map(|value| (name.to_owned(), value.to_owned())));
    fields
}

#[test]
#[expect(clippy::too_many_lines, reason = "one attempt after the other")]
fn nothing_is_written_for_another_origin_or_without_the_token() {
    let site = site();
    let desk = DeskClient::of(&site);
    let pages = format!("http://{}", desk.pages_host());
    let before = sources(&site);
    let body = saved(&desk, "care/mouth.md").to_string();
    let old = DeskClient::of(&TestSite::new()).token.clone();
    let cookie_name = desk.cookie.split('=').next().unwrap().to_owned();
    let forged = format!("{cookie_name}={}", "0".repeat(48));
    let longer = format!("{}0", desk.token);
    let host = &desk.host;
    let localhost = host.replace("127.0.0.1", "localhost");
    let null_port = host.split(':').next().unwrap();
    let cases: &[(&str, Option<&str>)] = &[
        ("Origin", None),
        ("Origin", Some("null")),
        ("Origin", Some("https://evil.example")),
        ("Origin", Some(&pages)),
        ("Origin", Some("http://localhost")),
        ("Origin", Some("")),
        ("Host", Some("evil.example")),
        ("Host", Some(&localhost)),
        ("Host", Some(null_port)),
        ("Sec-Fetch-Site", Some("cross-site")),
        ("Sec-Fetch-Site", Some("same-site")),
        ("Sec-Fetch-Site", Some("none")),
        ("Sec-Fetch-Site", Some("")),
        ("Sec-Fetch-Dest", Some("iframe")),
        ("Sec-Fetch-Dest", Some("object")),
        ("Content-Type", None),
        ("Content-Type", Some("text/plain")),
        ("Content-Type", Some("application/x-www-form-urlencoded")),
        ("Content-Type", Some("multipart/form-data; boundary=x")),
        ("Content-Type", Some("application/json, text/plain")),
        ("Content-Type", Some("application/octet-stream")),
        ("Cookie", None),
        ("Cookie", Some("")),
        ("Cookie", Some(&forged)),
        ("Cookie", Some(&cookie_name)),
        ("X-Engraft-Token", None),
        ("X-Engraft-Token", Some("")),
        ("X-Engraft-Token", Some(&old)),
        ("X-Engraft-Token", Some(&longer)),
        ("X-Engraft-Token", Some(&desk.cookie)),
    ];
    for (name, value) in cases {
        let answer =
            desk.send("POST", "save", &with(&desk, name, *value), body.as_bytes());
        assert_eq!(answer.status, 403, "{name}: {value:?}\n{}", answer.text());
    }
    // Two lines of a kind have no meaning.
    for name in ["Origin", "X-Engraft-Token", "Cookie", "Content-Type", "Sec-Fetch-Site"]
    {
        let mut fields = desk.own_fields();
        let (_, value) = fields.iter().find(|(own, _)| own == name).unwrap().clone();
        fields.push((name.to_owned(), value));
        let answer = desk.send("POST", "save", &fields, body.as_bytes());
        assert_eq!(answer.status, 403, "{name} twice");
    }
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "post"] {
        let answer = desk.send(method, "save", &desk.own_fields(), body.as_bytes());
        assert_eq!(answer.status, 405, "{method}");
    }
    // What is asked for is not what is sent.
    for name in ["save", "delete", "move", "build", "sign", "new", "discard", "withdraw"]
    {
        assert_eq!(desk.read(name).status, 404, "{name}");
    }
    assert_eq!(sources(&site), before);
    // And the desk's own change passes.
    assert_eq!(desk.write("save", &saved(&desk, "care/mouth.md")).status, 200);
    assert_ne!(sources(&site), before);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one attempt after the other")]
fn only_what_people_write_can_be_named() {
    let site = site();
    let desk = DeskClient::of(&site);
    let before = sources(&site);
    let paths = [
        "",
        "/",
        ".",
        "..",
        "site.yaml",
        "../secret.txt",
        "../site-content/other.md",
        "care/../../secret.txt",
        "care/../other.md",
        "./other.md",
        "/other.md",
        "//other.md",
        "care//mouth.md",
        "care\\mouth.md",
        "..\\secret.txt",
        "C:\\other.md",
        "C:other.md",
        "%2e%2e/secret.txt",
        "other.md\u{0}",
        "other.md\n",
        "other.md ",
        "other.md.",
        ".private.md",
        "care/.private.md",
        ".git/config.md",
        ".engraft-desk/unsaved/x.md",
        "con.md",
        "care/NUL.md",
        "lpt1.md",
        "aux/x.md",
        "a|b.md",
        "other.md::$DATA",
        "other.MD~",
        "data/addresses.txt",
        "data/reviews/care/mouth/clinical.txt",
        "data/unknown.yaml",
        "themes/own/templates/page.html",
        "care/mouth.html",
        "\u{202e}dm.rehto",
        "..%c0%af..%c0%afsecret.txt",
        "\u{ff0e}\u{ff0e}/secret.txt",
    ];
    for path in paths {
        let body = saved(&desk, path);
        assert_eq!(desk.write("save", &body).status, 400, "{path:?}");
        assert_eq!(desk.write("unsaved", &body).status, 400, "{path:?}");
        let change = json!({ "path": path, "to": "x.md", "really": true });
        for name in ["delete", "move", "withdraw", "discard"] {
            assert_eq!(desk.write(name, &change).status, 400, "{name} {path:?}");
        }
        let move_to = json!({ "path": "other.md", "to": path, "really": true });
        if !["", "/", "."].contains(&path) && path.trim_matches('/') != "other.md" {
            assert_ne!(desk.write("move", &move_to).json()["done"], true, "to {path:?}");
        }
        let asked = path
            .bytes()
            .fold(String::new(), |asked, byte| asked + &format!("%{byte:02X}"));
        let read = desk.read(&format!("file?path={asked}"));
        assert_eq!(read.status, 400, "{path:?}: {}", read.text());
        assert!(!read.text().contains("secret\""), "{path:?}");
    }
    assert_eq!(sources(&site), before);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one attempt after the other")]
fn reading_asks_for_the_cookie_and_for_no_frame() {
    let site = site();
    let desk = DeskClient::of(&site);
    let pages = desk.pages_host();
    let pages_port = pages.rsplit_once(':').unwrap().1.parse().unwrap();
    let names = [
        "",
        "file?path=other.md",
        "pages",
        "complete?kind=name&text=&path=other.md",
        "desk.js",
        "unsaved",
        "versions?path=other.md",
        "events",
        "changes",
        "at?address=/",
        "state?path=other.md",
    ];
    for name in names {
        let fields = |change: &[(&str, &str)]| {
            let mut fields = vec![("Host".to_owned(), desk.host.clone())];
            let set = change
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            fields.extend(set);
            fields
        };
        for refused in [
            fields(&[]),
            fields(&[
                ("Cookie", &desk.cookie),
                ("Sec-Fetch-Site", "same-site"),
                ("Sec-Fetch-Mode", "cors"),
            ]),
            fields(&[
                ("Cookie", &desk.cookie),
                ("Sec-Fetch-Site", "cross-site"),
                ("Sec-Fetch-Mode", "no-cors"),
                ("Sec-Fetch-Dest", "script"),
            ]),
            fields(&[
                ("Cookie", &desk.cookie),
                ("Sec-Fetch-Site", "same-site"),
                ("Sec-Fetch-Mode", "navigate"),
                ("Sec-Fetch-Dest", "iframe"),
            ]),
            fields(&[("Cookie", &desk.cookie), ("Origin", &format!("http://{pages}"))]),
        ] {
            let answer = desk.send("GET", name, &refused, b"");
            assert_eq!(answer.status, 403, "{name} {refused:?}");
            assert!(!answer.text().contains("Words."), "{name}");
        }
    }
    let page = desk.read("");
    assert_eq!(page.status, 200);
    let policy = page.field("content-security-policy").unwrap();
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(policy.contains("script-src 'self'"), "{policy}");
    assert!(policy.contains(&format!("frame-src http://{pages};")), "{policy}");
    assert_eq!(page.field("cross-origin-opener-policy"), Some("same-origin"));
    assert_eq!(page.field("cache-control"), Some("no-store"));
    assert!(!page.text().contains(&desk.token), "the token is told once");

    // The pages beside the desk: with the cookie, and in no frame but the desk's.
    let ask = |lines: &str| {
        let request = format!("GET /other/ HTTP/1.1\r\nHost: {pages}\r\n{lines}\r\n");
        DeskClient::raw_to(pages_port, request.as_bytes())
    };
    let cookie = format!("Cookie: {}\r\n", desk.cookie);
    assert_eq!(ask("").status, 403);
    let framed = format!(
        "{cookie}Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n"
    );
    let page = ask(&framed);
    assert_eq!(page.status, 200);
    let policy = page.field("content-security-policy").unwrap();
    assert!(
        policy.contains(&format!("frame-ancestors http://{}", desk.host)),
        "{policy}"
    );
    assert!(!page.text().contains(&desk.token));
    assert_eq!(ask(&framed.replace("same-site", "cross-site")).status, 403);
    let post = format!(
        "POST /__engraft/desk/save HTTP/1.1\r\nHost: {pages}\r\n{cookie}Content-Length: 2\r\n\r\n{{}}"
    );
    assert_eq!(DeskClient::raw_to(pages_port, post.as_bytes()).status, 405);
}

#[test]
fn the_launch_address_works_once_and_is_not_fetched_beforehand() {
    let site = site();
    let desk = DeskClient::closed(&site);
    let get = |target: &str, lines: &str| {
        desk.raw(&format!("GET {target} HTTP/1.1\r\nHost: {}\r\n{lines}\r\n", desk.host))
    };
    let early = get(&desk.launch, "Sec-Purpose: prefetch\r\n");
    assert_eq!((early.status, early.field("set-cookie")), (503, None));
    for target in [
        "/__engraft/desk/open",
        "/__engraft/desk/open?secret=",
        "/__engraft/desk/open?secret=00",
        &format!("{}0", desk.launch),
        "/__engraft/desk",
    ] {
        let answer = get(target, "");
        assert_eq!((answer.status, answer.field("set-cookie")), (403, None), "{target}");
    }
    let foreign =
        desk.raw(&format!("GET {} HTTP/1.1\r\nHost: evil.example\r\n\r\n", desk.launch));
    assert_eq!(foreign.status, 403);
    let framed = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n";
    assert_eq!(get(&desk.launch, framed).status, 403);
    let opened = get(&desk.launch, "");
    assert_eq!(opened.status, 200);
    let cookie = opened.field("set-cookie").unwrap();
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"), "{cookie}");
    assert_eq!(get(&desk.launch, "").status, 403, "a second time");
    assert!(!site.path(".engraft-desk/open.html").exists());
}

#[test]
fn requests_have_one_meaning_and_a_size() {
    let site = site();
    let desk = DeskClient::of(&site);
    let before = sources(&site);
    let own = desk.own_lines();
    let body = saved(&desk, "care/mouth.md").to_string();
    let length = body.len();
    for (lines, status) in [
        (String::new(), 400),
        (format!("Content-Length: {length}\r\nContent-Length: {length}\r\n"), 400),
        (format!("Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n"), 400),
        ("Transfer-Encoding: chunked\r\n".to_owned(), 400),
        (format!("Content-Length: +{length}\r\n"), 400),
        ("Content-Length: 99999999999999999999\r\n".to_owned(), 413),
        ("Content-Length: 20000001\r\n".to_owned(), 413),
    ] {
        let request =
            format!("POST /__engraft/desk/save HTTP/1.1\r\n{own}{lines}\r\n{body}");
        assert_eq!(desk.raw(&request).status, status, "{lines:?}");
    }
    for wrong in
        ["", "{", "null", "[]", "{\"path\":1}", "\u{0}", "{\"path\":\"other.md\"}"]
    {
        let answer = desk.send("POST", "save", &desk.own_fields(), wrong.as_bytes());
        assert_eq!(answer.status, 400, "{wrong:?}");
    }
    assert_eq!(
        desk.send("POST", "save", &desk.own_fields(), b"{\"text\":\"\xff\"}").status,
        400
    );
    let long = json!({ "path": "other.md", "opened": "", "base": "", "text": "x".repeat(5_000_001) });
    assert_eq!(desk.write("save", &long).status, 400);
    let larger = vec![b' '; 15_000_001];
    assert_eq!(desk.send("POST", "save", &desk.own_fields(), &larger).status, 413);
    assert_eq!(sources(&site), before);
}

#[test]
fn what_is_typed_runs_no_more_than_what_is_saved() {
    let site = site();
    let desk = DeskClient::of(&site);
    let (base, opened) = desk.open("other.md");
    let text = format!(
        "{base}\n<script>alert(1)</script> <img src=x onerror=alert(1)> <a href=\"javascript:x()\">x</a>\n"
    );
    let kept =
        json!({ "path": "other.md", "opened": opened, "base": base, "text": text });
    let answer = desk.write("unsaved", &kept);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let pages = desk.pages_host();
    let request = format!(
        "GET /other/ HTTP/1.1\r\nHost: {pages}\r\nCookie: {}\r\n\r\n",
        desk.cookie
    );
    let port = pages.rsplit_once(':').unwrap().1.parse().unwrap();
    let page = DeskClient::raw_to(port, request.as_bytes()).text();
    assert!(!page.contains("alert(1)") && !page.contains("javascript:"), "{page}");
    assert_eq!(sources(&site)["site-content/other.md"], base.as_bytes());
}

#[cfg(unix)]
#[test]
fn nothing_is_reached_through_a_link() {
    use std::os::unix::fs::symlink;
    let site = site();
    let victim = crate::harness::folder();
    std::fs::write(victim.path().join("x.md"), "precious").unwrap();
    symlink(victim.path().join("x.md"), site.path("site-content/linked.md")).unwrap();
    symlink(victim.path(), site.path("site-content/folder")).unwrap();
    let desk = DeskClient::of(&site);
    for path in ["linked.md", "folder/x.md"] {
        assert_eq!(desk.read(&format!("file?path={path}")).status, 400, "{path}");
        let body = saved(&desk, path);
        assert_eq!(desk.write("save", &body).status, 400, "{path}");
        let change = json!({ "path": path, "to": "y.md", "really": true });
        assert_ne!(desk.write("delete", &change).status, 200, "{path}");
    }
    let page = json!({ "is_term": false, "title": "New", "folder": "folder" });
    assert_eq!(desk.write("new", &page).status, 400);
    assert_eq!(std::fs::read(victim.path().join("x.md")).unwrap(), b"precious");
    assert_eq!(std::fs::read_dir(victim.path()).unwrap().count(), 1);
}

#[test]
fn pictures_are_judged_by_their_bytes() {
    let site = site();
    let desk = DeskClient::of(&site);
    let before = sources(&site);
    let mut fields = desk.own_fields();
    for (name, value) in &mut fields {
        if name == "Content-Type" {
            "application/octet-stream".clone_into(value);
        }
    }
    let send = |query: &str, bytes: &[u8]| {
        desk.send("POST", &format!("picture?{query}"), &fields, bytes)
    };
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";
    for bytes in [
        &b"<html><script>1</script></html>"[..],
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"https://evil.example/x\"/></svg>",
        b"<?php system(1); ?>",
        b"MZ\x90\0",
        b"%PDF-1.7",
        b"\0\0\0\x18ftypheic",
        b"",
    ] {
        let answer = send("path=other.md&alt=x&name=a.png", bytes);
        assert_eq!(answer.status, 400, "{:?}", String::from_utf8_lossy(bytes));
    }
    for query in
        ["path=site.yaml&alt=x", "path=../x.md&alt=x", "path=other.md&alt=", "alt=x"]
    {
        assert_eq!(send(query, svg).status, 400, "{query}");
    }
    assert_eq!(sources(&site), before);
    for (name, file) in [
        ("..%2F..%2Fevil.php", "evil.svg"),
        ("con.svg", "picture.svg"),
        (".htaccess", "picture-2.svg"),
        ("Evil%20Name.html", "evil-name.svg"),
    ] {
        let answer =
            send(&format!("path=care/mouth.md&alt=A%20%5Bchart%5D&name={name}"), svg);
        assert_eq!(answer.json()["path"], format!("care/{file}"), "{name}");
        assert_eq!(answer.json()["line"], format!("![A \\[chart\\]]({file})"), "{name}");
    }
}
