//! What the preview answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::Stdio;

use crate::harness::TestSite;
use crate::preview::{Preview, SECRET, ward as site};

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
    site.configure("title: Ward\nbase_url: https://www.example/patients/\n");
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
    // A part of the page went elsewhere, and no server is told which part is asked for.
    site.write(
        "site-content/after/signs.md",
        "---\ntitle: Signs\nredirect_from: ['/old/gvhd/#signs']\n---\nWords.\n",
    );
    let preview = Preview::of(&site, &[]);
    let answer = preview.get("/old/gvhd/");
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("/after/signs/"), "{}", answer.text());
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
        let lines =
            ["If-None-Match: \"x\"".to_owned(), format!("If-None-Match: W/{tag}")];
        let listed = preview.ask("GET", target, &lines.each_ref().map(String::as_str));
        assert_eq!((listed.status, listed.body.len()), (304, 0), "{target}");
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

#[cfg(unix)]
#[test]
fn it_ends_at_once_when_told_with_browsers_connected() {
    let site = site();
    for signal in ["-INT", "-TERM"] {
        let preview = Preview::of(&site, &[]);
        let mut listening = preview.connect();
        let host = &preview.host;
        write!(listening, "GET /__engraft/events HTTP/1.1\r\nHost: {host}\r\n\r\n")
            .unwrap();
        listening.read_exact(&mut [0; 8]).unwrap();
        let silent = preview.connect();
        assert_eq!(preview.stop(signal), Some(0), "{signal}");
        drop(silent);
    }
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
    site.page("later.md", "Later", "Built while it was served.\n");
    assert_eq!(site.run(&["build", "--force"]).code, 0);
    preview.shows("/later/", "Built while it was served.");
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
    assert_eq!(error["others"].as_array().unwrap().len(), 0);
    assert_eq!(state["is_held_back"], false);
    let notes = &state["panel"]["notes"];
    assert_eq!(
        (&notes["title"], &notes["links_out"][0]["address"]),
        (&"Graft".into(), &"/".into())
    );
    assert_eq!(notes["review"]["status"], "published");
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
fn it_says_one_line_for_each_change() {
    let site = site();
    let preview = Preview::of(&site, &[]);
    site.page("after/gvhd.md", "Graft", "Other words.\n\n[Leaflet](leaflet.pdf)\n");
    preview.says(0, " ms\n");
    let first = preview.said();
    assert_eq!(first.lines().count(), 1, "{first}");
    let (what, milliseconds) = first.rsplit_once("; ").unwrap();
    assert!(what.starts_with("site-content/after/gvhd.md: "), "{first}");
    assert!(what.contains(" changed; "), "{first}");
    let number = milliseconds.strip_suffix(" ms\n").unwrap();
    assert!(number.parse::<u32>().is_ok(), "{first}");
    site.page("after/gvhd.md", "Graft", "See [[Nowhere]].\n");
    preview.says(first.len(), " ms\n");
    let second = preview.said()[first.len()..].to_owned();
    assert_eq!(second.lines().count(), 1, "{second}");
    assert!(second.contains("1 error"), "{second}");
    assert!(second.contains("; the last good pages are shown; "), "{second}");
}

#[test]
fn everybody_in_the_network_is_warned_of() {
    let site = site();
    let mut command = site.command(&["serve", "--port", "0", "--host", "0.0.0.0"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(line.contains("warning: everybody in this network"), "{line}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_browser_is_opened_where_the_site_is() {
    use std::os::unix::fs::PermissionsExt;
    let site = site();
    site.write("programs/xdg-open", "#!/bin/sh\nprintf %s \"$1\" > \"$0.opened\"\n");
    let program = site.path("programs/xdg-open");
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", site.path("programs").display(), env!("PATH"));
    let mut command = site.command(&["serve", "--port", "0", "--open"]);
    command.env("PATH", path).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = lines.map_while(Result::ok).find(|line| line.starts_with("http://"));
    let address = address.unwrap();
    let opened = site.path("programs/xdg-open.opened");
    let since = std::time::Instant::now();
    let is_written =
        || std::fs::read_to_string(&opened).is_ok_and(|text| !text.is_empty());
    while !is_written() && since.elapsed().as_secs() < 30 {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let opened = std::fs::read_to_string(&opened).unwrap();
    assert_eq!(address.split(' ').next(), Some(&*opened));
}
