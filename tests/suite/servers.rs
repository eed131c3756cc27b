//! The files that web servers read. What the servers make of them is tried with the servers
//! themselves, by `tests/servers/run.mjs`.

use std::fs;

use crate::harness::TestSite;

fn site(output: &str) -> TestSite {
    let site = TestSite::new();
    site.configure(format!(
        "title: T\nbase_url: https://www.example.org/patients/\noutput: {output}\n"
    ));
    site.article(
        "new.md",
        "title: New\ndescription: New.\nredirect_from: [/old/]",
        "Here.\n",
    );
    site.article("gone.md", "title: Gone\nstatus: withdrawn", "No more.\n");
    site
}

#[test]
fn each_server_gets_its_files_and_no_other() {
    let site = site("{servers: [nginx, apache, netlify, iis]}");
    site.build();
    for (file, words) in [
        ("output/.htaccess", "RewriteRule \"^old/$\" \"/patients/new/\" [R=301,NE,L]"),
        ("output/_redirects", "/patients/old/ /patients/new/ 301!\n"),
        ("output/_headers", "/*\n  Content-Security-Policy: default-src 'none'; "),
        ("output/web.config", "<add key=\"old/\" value=\"/patients/new/\"/>"),
        ("output-servers/nginx.conf", "location = \"/patients/gone/\" { error_page 410 "),
    ] {
        let text = fs::read_to_string(site.path(file)).unwrap();
        assert!(text.contains(words), "{file}:\n{text}");
        assert!(text.contains("Made by Engraft from the site"), "{file}");
    }
    assert!(!site.output().contains_key("nginx.conf"), "it is never deployed");

    site.configure("title: T\nbase_url: https://www.example.org/patients/\n");
    site.build();
    assert!(!site.path("output-servers").exists());
    assert!(!site.path("output/.htaccess").exists());
}

#[test]
fn rules_that_somebody_else_wrote_are_not_written_over() {
    let site = site("{servers: [nginx]}");
    site.write("output-servers/nginx.conf", "# mine\n");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 2, "{ran}");
    assert!(ran.stderr.contains("not one that Engraft made"), "{ran}");
    assert!(!site.path("output/index.html").exists());
    let text = fs::read_to_string(site.path("output-servers/nginx.conf")).unwrap();
    assert_eq!(text, "# mine\n");
    assert_eq!(site.run(&["build", "--force"]).code, 0);
}

#[test]
fn a_server_that_is_not_known_is_a_finding_with_the_nearest() {
    let site = site("{servers: [apach]}");
    let found = site.findings_of("bad-configuration");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0]["help"].as_str().unwrap().contains("`apache`"), "{found:?}");
}

#[test]
fn an_authors_file_does_not_stand_where_rules_go() {
    let site = site("{servers: [apache], include: [.htaccess]}");
    site.write("site-content/.htaccess", "Options +Indexes\n");
    let ran = site.run(&["build"]);
    assert!(ran.stdout.contains("where the rules of `apache` go"), "{ran}");
    assert_eq!(ran.code, 2, "{ran}");
}

#[test]
fn pages_say_the_policy_where_no_server_does() {
    let site = site("{csp: meta}");
    site.build();
    let pages = site.output().into_iter().filter(|(path, _)| path.ends_with(".html"));
    let pages: Vec<_> = pages.collect();
    assert!(pages.iter().any(|(path, _)| path == "old/index.html"));
    for (path, bytes) in pages {
        let text = String::from_utf8(bytes).unwrap();
        let (_, head) = text.split_once("<head>\n").unwrap();
        let policy =
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ";
        assert!(head.starts_with(policy), "{path}: {head}");
        assert!(!text.contains("frame-ancestors"), "{path}");
    }
}

#[test]
fn compressed_files_follow_the_files_beside_them() {
    let site = site("{precompress: yes}");
    let long = "Rinse your mouth after every meal, and drink water.\n\n".repeat(40);
    site.page("long.md", "Long", &long);
    site.build();
    let first = site.output();
    assert!(first["long/index.html.br"].len() < first["long/index.html"].len() / 4);
    assert!(first.contains_key("long/index.html.gz"));
    let again = site.build();
    assert!(
        again.stderr.contains("0 files written")
            || again.stdout.contains("0 files written"),
        "{again}"
    );
    assert_eq!(site.output(), first);

    site.page("long.md", "Long", &long.replace("water", "tea"));
    site.build();
    let second = site.output();
    for file in ["long/index.html.br", "long/index.html.gz"] {
        assert_ne!(first[file], second[file], "{file}");
    }
    assert_eq!(first["new/index.html.br"], second["new/index.html.br"]);

    // What was lost is made again.
    site.remove("output/long/index.html.br");
    site.build();
    assert_eq!(site.output(), second);
    site.remove("site-content/long.md");
    site.build();
    assert!(!site.output().keys().any(|path| path.starts_with("long/")));
}

#[test]
fn a_file_of_that_name_is_never_taken_for_a_compressed_one() {
    let site = site("{precompress: yes, files: [csv, gz]}");
    let text = "A text that becomes smaller. ".repeat(60);
    site.write("site-content/notes.csv", &text);
    site.write("site-content/notes.csv.gz", "of an author");
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 1, "{ran}");
    assert!(ran.stdout.contains("`notes.csv.gz`"), "{ran}");
}
