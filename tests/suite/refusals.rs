//! What the preview refuses: what other servers were fooled by, one case after another.

use std::io::{Read, Write};

use crate::preview::{Preview, SECRET, ward as site};

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

    // There are more listeners than places: those that came first are let go.
    let mut open = Vec::new();
    for _ in 0..300 {
        let mut listener = preview.connect();
        let host = &preview.host;
        write!(listener, "GET /__engraft/events HTTP/1.1\r\nHost: {host}\r\n\r\n")
            .unwrap();
        listener.read_exact(&mut [0; 8]).unwrap();
        open.push(listener);
    }
    assert_eq!(preview.get("/").status, 200);
    drop(open);
}
