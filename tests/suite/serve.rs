//! What the preview answers, and what it refuses. Refusals are what others were fooled by.

use std::io::{Read, Write};
use std::net::TcpListener;

use crate::harness::TestSite;
use crate::preview::Preview;

/// What must never be seen.
const SECRET: &str = "PLANTED-SECRET-7f3a";

/// A site at the root of its host, with secrets beside, in and below its folders.
fn site() -> TestSite {
    let site = TestSite::new();
    site.write("site-content/site.yaml", "title: Ward\nbase_url: https://www.example/\n");
    site.page("after/gvhd.md", "Graft", "Words.\n\n[Leaflet](leaflet.pdf)\n");
    site.write("site-content/after/leaflet.pdf", "0123456789");
    site.write("site-content/.private", SECRET);
    site.write("secret.txt", SECRET);
    site.write("site-content-private/secret.txt", SECRET);
    site
}

#[test]
fn pages_and_files_come_with_their_types() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let page = preview.get("/after/gvhd/?from=a%20message");
    assert_eq!(page.status, 200);
    assert_eq!(page.field("content-type"), Some("text/html; charset=utf-8"));
    assert!(page.text().contains("Words."));
    let css = page.text();
    let css = css.split("stylesheet\" href=\"").nth(1).unwrap();
    let css = preview.get(css.split('"').next().unwrap());
    assert_eq!(css.field("content-type"), Some("text/css; charset=utf-8"));
    let file = preview.get("/after/leaflet.pdf");
    assert_eq!((file.status, &*file.body), (200, &b"0123456789"[..]));
    assert_eq!(file.field("content-type"), Some("application/pdf"));
    assert_eq!(file.field("content-length"), Some("10"));
}

#[test]
fn every_answer_carries_the_policy_of_the_finished_site() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let foreign = ["Host: evil.example"];
    let answers = [
        preview.get("/"),
        preview.get("/after/leaflet.pdf"),
        preview.get("/after/gvhd"),
        preview.get("/nowhere/"),
        preview.ask("POST", "/", &[]),
        preview.ask("GET", "/", &foreign),
        preview.raw(b"nonsense\r\n\r\n"),
    ];
    for answer in &answers {
        let policy = answer.field("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-cache"),
        ] {
            assert_eq!(answer.field(name), Some(value), "{}", answer.head);
        }
        assert!(!answer.head.contains("access-control-"), "{}", answer.head);
    }
    let statuses = answers.map(|answer| answer.status);
    assert_eq!(statuses, [200, 200, 301, 404, 405, 403, 400]);
}

#[test]
fn what_is_not_there_is_the_sites_own_page() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let answer = preview.get("/%3Cscript%3Ealert(1)%3C/script%3E");
    assert_eq!(answer.status, 404);
    assert_eq!(answer.field("content-type"), Some("text/html; charset=utf-8"));
    assert!(answer.text().contains("site-header"));
    assert!(!answer.text().contains("alert(1)"));
}

#[test]
fn the_site_stands_below_the_path_of_its_address() {
    let site = site();
    site.write(
        "site-content/site.yaml",
        "title: Ward\nbase_url: https://www.example/patients/\n",
    );
    let preview = Preview::of(&site, &[]);
    assert_eq!(preview.home, "/patients/");
    assert_eq!(preview.get("/").field("location"), Some("/patients/"));
    assert_eq!(preview.get("/patients").field("location"), Some("/patients/"));
    assert_eq!(preview.get("/patients/after/gvhd/").status, 200);
    assert_eq!(preview.get("/after/gvhd/").status, 404);
}

#[test]
fn old_addresses_lead_on() {
    let site = site();
    site.write(
        "site-content/after/gvhd.md",
        "---\ntitle: Graft\nredirect_from: [/old/gvhd/, /leaflet.html]\n---\nWords.\n",
    );
    let preview = Preview::of(&site, &[]);
    for (old, new) in [
        ("/old/gvhd/", "/after/gvhd/"),
        ("/old/gvhd?a=b", "/after/gvhd/?a=b"),
        ("/leaflet.html", "/after/gvhd/"),
        ("/after/gvhd", "/after/gvhd/"),
    ] {
        let answer = preview.get(old);
        assert_eq!((answer.status, answer.field("location")), (301, Some(new)), "{old}");
    }
}

#[test]
fn what_a_browser_has_is_not_sent_again() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    for target in ["/", "/after/leaflet.pdf"] {
        let first = preview.get(target);
        let tag = first.field("etag").unwrap();
        let again = preview.ask("GET", target, &[&format!("If-None-Match: {tag}")]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{target}");
        assert_eq!(again.field("etag"), Some(tag));
        let other = preview.ask("GET", target, &["If-None-Match: \"x\""]);
        assert_eq!((other.status, &other.body), (200, &first.body));
    }
}

#[test]
fn a_part_of_a_file_can_be_asked_for() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let ask = |range: &str| {
        preview.ask("GET", "/after/leaflet.pdf", &[&format!("Range: {range}")])
    };
    let part = ask("bytes=2-4");
    assert_eq!((part.status, &*part.body), (206, &b"234"[..]));
    assert_eq!(part.field("content-range"), Some("bytes 2-4/10"));
    assert_eq!(ask("bytes=-3").body, b"789");
    let beyond = ask("bytes=10-");
    assert_eq!((beyond.status, beyond.field("content-range")), (416, Some("bytes */10")));
    assert_eq!(ask("bytes=0-1,3-4").body, b"0123456789");
    let page = preview.ask("GET", "/", &["Range: bytes=0-8"]);
    assert_eq!((page.status, &*page.body), (206, &b"<!doctype"[..]));
}

#[test]
fn head_tells_without_sending() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    for target in ["/", "/after/leaflet.pdf", "/nowhere/"] {
        let (get, head) = (preview.get(target), preview.ask("HEAD", target, &[]));
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{target}");
        assert_eq!(head.field("content-length"), get.field("content-length"));
        assert_eq!(head.field("content-type"), get.field("content-type"));
    }
}

#[test]
fn no_address_leads_out_of_the_built_files() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let up = format!("/{}etc/passwd", "../".repeat(200));
    for target in [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/.%2e/secret.txt",
        "/%252e%252e%252fsecret.txt",
        "/..%255csecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/./../secret.txt",
        "//../secret.txt",
        "/after/../../secret.txt",
        "/after/..%2f..%2fsecret.txt",
        "/after%2f..%2f..%2fsecret.txt",
        "/..;/secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/%uff0e%uff0e/secret.txt",
        "/\u{2024}\u{2024}/secret.txt",
        &up,
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/file:///etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1/../secret.txt",
        "../secret.txt",
        "/@fs/etc/passwd",
        "/../site-content-private/secret.txt",
        "/..%2fsite-content-private%2fsecret.txt",
        "/.private",
        "/%2eprivate",
        "/site.yaml",
        "/after/gvhd.md",
        "/after/leaflet.pdf%00.txt",
        "/after/leaflet.pdf\0",
        "/after/leaflet.pdf#/../../secret.txt",
        "/after/leaflet.pdf::$DATA",
        "/AFTER/LEAFLET.PDF",
        "/AFTER/LEAFLE~1.PDF",
        "/c:/windows/win.ini",
        "/x/c%3a/windows/win.ini",
        "/CON",
        "/%ff%fe",
        "/%zz",
        "/after/",
        "/assets/",
    ] {
        let answer = preview.get(target);
        let text = answer.text();
        assert!(!text.contains(SECRET) && !text.contains("root:"), "{target:?} leaks");
        let is_section = target == "/after/";
        let expected =
            if is_section { answer.status == 200 } else { answer.status >= 400 };
        assert!(expected && answer.status < 500, "{target:?}: {}", answer.status);
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    use std::os::unix::fs::symlink;

    let site = site();
    symlink(site.path("secret.txt"), site.path("site-content/link.txt")).unwrap();
    symlink(site.path("site-content-private"), site.path("site-content/folder")).unwrap();
    let preview = Preview::of(&site, &[]);
    assert_eq!(preview.get("/link.txt").status, 404);
    assert_eq!(preview.get("/folder/secret.txt").status, 404);
    // A link that takes the place of a file that was built.
    site.remove("site-content/after/leaflet.pdf");
    symlink(site.path("secret.txt"), site.path("site-content/after/leaflet.pdf"))
        .unwrap();
    assert!(!preview.get("/after/leaflet.pdf").text().contains(SECRET));
    preview.loses("/after/leaflet.pdf");
}

#[test]
fn another_sites_name_is_not_answered() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let port = preview.port();
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("localhost.evil.example:{port}"),
        format!("0.0.0.0:{port}"),
        format!("2130706433:{port}"),
        format!("user@localhost:{port}"),
        format!("localhost:{port}, evil.example"),
        "127.0.0.1:1".to_owned(),
        String::new(),
    ] {
        let answer = preview.ask("GET", "/", &[&format!("Host: {host}")]);
        assert!(matches!(answer.status, 400 | 403), "{host}: {}", answer.status);
    }
    let own = format!("Host: LOCALHOST:{port}");
    assert_eq!(preview.ask("GET", "/", &[&own]).status, 200);
    assert_eq!(preview.ask("GET", "/", &[&own, "Host: evil.example"]).status, 400);
    let none = preview.raw(b"GET / HTTP/1.1\r\n\r\n");
    assert_eq!(none.status, 400);
    let forwarded = format!("X-Forwarded-Host: localhost:{port}");
    assert_eq!(preview.ask("GET", "/", &["Host: evil.example", &forwarded]).status, 403);
}

#[test]
fn pages_of_other_sites_cannot_read_it() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let fetched = |site: &str, mode: &str, dest: &str| {
        let fields = [
            &*format!("Sec-Fetch-Site: {site}"),
            &format!("Sec-Fetch-Mode: {mode}"),
            &format!("Sec-Fetch-Dest: {dest}"),
        ];
        preview.ask("GET", "/", &fields).status
    };
    assert_eq!(fetched("cross-site", "no-cors", "script"), 403);
    assert_eq!(fetched("same-site", "no-cors", "script"), 403);
    assert_eq!(fetched("cross-site", "navigate", "iframe"), 403);
    assert_eq!(fetched("cross-site", "navigate", "document"), 200);
    assert_eq!(fetched("same-origin", "cors", "empty"), 200);
    let preflight = preview.ask("OPTIONS", "/", &["Origin: https://evil.example"]);
    assert_eq!(preflight.status, 405);
    assert!(!preflight.head.contains("access-control-"));
}

#[test]
fn only_own_pages_hear_of_changes() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let port = preview.port();
    for origin in [
        "https://evil.example".to_owned(),
        "null".to_owned(),
        format!("http://127.0.0.1:{}", port.wrapping_add(1)),
        format!("http://localhost.evil.example:{port}"),
        format!("http://127.0.0.1:{port}.evil.example"),
        "file://".to_owned(),
        "chrome-extension://x".to_owned(),
    ] {
        let field = format!("Origin: {origin}");
        let answer = preview.ask("GET", "/__engraft/events", &[&field]);
        assert_eq!(answer.status, 403, "{origin}");
    }
    let rebound = ["Host: evil.example", "Origin: http://evil.example"];
    assert_eq!(preview.ask("GET", "/__engraft/events", &rebound).status, 403);

    let mut own = preview.connect();
    let host = &preview.host;
    write!(
        own,
        "GET /__engraft/events HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\r\n"
    )
    .unwrap();
    let mut seen = String::new();
    while !seen.contains("data: 1\n\n") {
        let mut piece = [0; 512];
        let count = own.read(&mut piece).unwrap();
        assert!(count > 0, "the stream ended: {seen}");
        seen += std::str::from_utf8(&piece[..count]).unwrap();
    }
    assert!(seen.starts_with("HTTP/1.1 200 "), "{seen}");
    assert!(seen.contains("content-type: text/event-stream\r\n"), "{seen}");
}

#[test]
fn nothing_can_be_sent_to_it() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    for method in
        ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get"]
    {
        let answer = preview.ask(method, "/", &[]);
        assert_eq!((answer.status, answer.field("allow")), (405, Some("GET, HEAD")));
    }
    for field in ["Content-Length: 4", "Transfer-Encoding: chunked"] {
        assert_eq!(preview.ask("GET", "/", &[field]).status, 400, "{field}");
    }
}

#[test]
fn what_is_too_long_or_no_http_is_refused() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    assert_eq!(preview.get(&format!("/{}", "a".repeat(100_000))).status, 414);
    let long = format!("X: {}", "a".repeat(200_000));
    assert_eq!(preview.ask("GET", "/", &[&long]).status, 431);
    let many: Vec<String> = (0..5_000).map(|number| format!("X-{number}: a")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(preview.ask("GET", "/", &many).status, 431);
    let host = &preview.host;
    for (request, status) in [
        (format!("GET / HTTP/9.9\r\nHost: {host}\r\n\r\n"), 505),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\nX-A: a\0b\r\n\r\n"), 400),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\nX-A : b\r\n\r\n"), 400),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\nX-A: b\r\n c\r\n\r\n"), 400),
        ("GET /\r\n\r\n".to_owned(), 400),
        ("\u{16}\u{3}\u{1}\r\n\r\n".to_owned(), 400),
    ] {
        assert_eq!(preview.raw(request.as_bytes()).status, status, "{request:?}");
    }
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn clients_that_say_or_hear_nothing_keep_nobody_waiting() {
    let site = site();
    site.write("site-content/film.mp4", vec![0; 20_000_000]);
    let preview = Preview::of(&site, &[]);
    let mut open: Vec<_> = (0..150).map(|_| preview.connect()).collect();
    for stream in &mut open {
        // Those that waited longest are let go to make room.
        let _let_go = stream.write_all(b"GET / HTTP/1.1\r\nHost:");
    }
    for _ in 0..20 {
        let mut deaf = preview.connect();
        write!(deaf, "GET /film.mp4 HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host).unwrap();
        open.push(deaf);
    }
    assert_eq!(preview.get("/").status, 200);
    assert_eq!(preview.get("/after/leaflet.pdf").body, b"0123456789");
    drop(open);
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_with_browsers_connected() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    let mut listening = preview.connect();
    let host = &preview.host;
    write!(listening, "GET /__engraft/events HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
    listening.read_exact(&mut [0; 8]).unwrap();
    let silent = preview.connect();
    assert_eq!(preview.interrupt(), Some(0));
    drop(silent);
}

#[test]
fn a_port_that_was_asked_for_and_is_taken_is_an_error() {
    let site = site();
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = site.run(&["serve", "--port", &port]);
    assert_eq!(ran.code, 3, "{ran}");
    assert!(ran.stderr.contains(&port) && ran.stderr.contains("help:"), "{ran}");
}

#[test]
fn a_folder_without_a_site_is_wrong_use() {
    let ran = TestSite::empty().run(&["serve", "--port", "0"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("engraft init"), "{ran}");
}

#[test]
fn a_finished_site_is_served_as_it_is() {
    let site = site();
    let ran = site.run(&["serve", "--built", "--port", "0"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("engraft build"), "{ran}");
    site.build();
    site.write("output/not-ours.txt", SECRET);
    let preview = Preview::of(&site, &["--built"]);
    let page = preview.get("/after/gvhd/");
    assert_eq!(page.text(), site.published("after/gvhd/index.html"));
    assert_eq!(page.field("content-type"), Some("text/html; charset=utf-8"));
    let missing = preview.get("/nowhere/");
    assert_eq!((missing.status, missing.text()), (404, site.published("404.html")));
    for target in ["/.engraft.json", "/not-ours.txt", "/../secret.txt"] {
        assert_eq!(preview.get(target).status, 404, "{target}");
    }
}

#[test]
fn a_page_is_told_what_is_wrong_with_it() {
    let site = site();
    site.page(
        "after/gvhd.md",
        "Graft",
        "See [[Nowhere \"<b>\"]].\n\n[Home](../index.md)\n",
    );
    let preview = Preview::of(&site, &["--editor", "code://{file}:{line}"]);
    let state = preview.get("/__engraft/state?path=%2Fafter%2Fgvhd%2F");
    assert_eq!(state.field("content-type"), Some("application/json"));
    let state: serde_json::Value = serde_json::from_slice(&state.body).unwrap();
    let error = &state["errors"][0];
    assert_eq!(error["rule"], "broken-cross-link");
    assert_eq!(error["place"]["file"], "site-content/after/gvhd.md");
    assert_eq!(error["place"]["line"], 6);
    assert_eq!(error["place"]["source"][0], "See [[");
    let editor = error["place"]["editor"].as_str().unwrap();
    assert!(editor.ends_with("site-content/after/gvhd.md:6"), "{editor}");
    assert_eq!(state["is_held_back"], false);
    let panel = &state["panel"];
    assert_eq!(
        (&panel["title"], &panel["links_out"][0]["address"]),
        (&"Graft".into(), &"/".into())
    );
    assert_eq!(panel["review"]["status"], "published");
    // What it is told of is what it was loaded as.
    let page = preview.get("/after/gvhd/").text();
    let content = state["content"].as_str().unwrap();
    assert!(page.contains(&format!("data-content=\"{content}\"")), "{page}");
    for target in ["/__engraft/state", "/__engraft/state?path=%ff", "/__engraft/nothing"]
    {
        assert_eq!(preview.get(target).status, 404, "{target}");
    }
}

#[test]
fn the_previews_own_files_never_reach_the_finished_site() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    assert!(preview.get("/").text().contains("/__engraft/preview.js"));
    assert!(preview.get("/nowhere").text().contains("/__engraft/preview.js"));
    for (name, media) in [("preview.js", "text/javascript"), ("preview.css", "text/css")]
    {
        let answer = preview.get(&format!("/__engraft/{name}"));
        let found = answer.field("content-type").unwrap();
        assert!(answer.status == 200 && found.starts_with(media), "{name}: {found}");
    }
    site.build();
    for (path, bytes) in site.output() {
        let holds = bytes.windows(9).any(|nine| nine == b"__engraft");
        assert!(!holds, "{path} names the preview");
    }
}

#[test]
fn the_dashboard_lists_every_page_with_its_state() {
    let site = site();
    site.write(
        "site-content/after/old.md",
        "---\ntitle: Old & due <b>\nreview_due: 2020-01-01\nstatus: draft\n---\n[[Nowhere]]\n",
    );
    site.write("site-content/glossary/graft.md", "---\nterm: chimerism\n---\nA mix.\n");
    let preview = Preview::of(&site, &["--drafts"]);
    let page = preview.get("/__engraft/?sort=-due");
    assert_eq!(page.field("content-type"), Some("text/html; charset=utf-8"));
    let text = page.text();
    for part in [
        "<a href=\"/after/old/\">Old &amp; due &lt;b&gt;</a>",
        "<td>draft</td><td>2020-01-01, overdue</td>",
        "chimerism",
        "no page",
        "Broken links",
        "site-content/after/old.md, line 6",
        "aria-sort=\"descending\"",
    ] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    assert!(!text.contains("Old & due"), "{text}");
}
