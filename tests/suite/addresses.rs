//! The record of every address that the site ever had.

use std::fs;

use serde_json::Value;

use crate::harness::TestSite;

fn record(site: &TestSite) -> Vec<String> {
    let text = fs::read_to_string(site.path("site-content/data/addresses.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

fn site() -> TestSite {
    let site = TestSite::new();
    site.page("care/mouth.md", "Mouth care", "Rinse.\n");
    site.write("site-content/files/leaflet.pdf", "%PDF leaflet");
    site
}

fn helps(found: &[Value]) -> Vec<&str> {
    found.iter().map(|finding| finding["help"].as_str().unwrap()).collect()
}

#[test]
fn what_is_published_is_recorded_once_and_never_taken_out() {
    let site = site();
    assert_eq!(site.run(&["addresses", "check"]).code, 1);
    let ran = site.run(&["addresses", "write"]);
    assert_eq!(ran.code, 0, "{ran}");
    let first = record(&site);
    for line in ["/", "/care/mouth/", "/files/leaflet.pdf", "/sitemap.xml"] {
        assert!(first.contains(&line.to_owned()), "{first:?}");
    }
    assert!(!first.iter().any(|line| line.contains("404") || line.contains("assets/")));
    assert!(first.is_sorted());
    assert_eq!(site.run(&["addresses", "check"]).code, 0);
    site.build();
    assert!(!site.output().contains_key("data/addresses.txt"), "it is not published");

    site.remove("site-content/care/mouth.md");
    assert_eq!(site.run(&["addresses", "write"]).code, 0);
    assert!(record(&site).contains(&"/care/mouth/".to_owned()));
}

#[test]
fn a_lost_address_is_told_with_the_line_to_paste() {
    let site = site();
    site.run(&["addresses", "write"]);
    site.remove("site-content/care/mouth.md");
    site.remove("site-content/files/leaflet.pdf");
    site.page("after/mouth.md", "Your mouth", "Rinse.\n");
    site.write("site-content/after/leaflet.pdf", "%PDF leaflet");
    let found = site.findings_of("lost-address");
    let told: Vec<&str> =
        found.iter().map(|finding| finding["message"].as_str().unwrap()).collect();
    assert!(told.iter().any(|message| message.contains("`/care/mouth/`")), "{told:?}");
    let helps = helps(&found).join("\n");
    let line = "write `redirect_from: [/care/mouth/]` into `after/mouth.md`";
    assert!(helps.contains(line), "{helps}");
    let line =
        "write `/files/leaflet.pdf -> /after/leaflet.pdf` into `data/addresses.txt`";
    assert!(helps.contains(line), "{helps}");
    assert_eq!(site.run(&["build"]).code, 0, "it stops no takedown");

    let front_matter =
        "title: Your mouth\ndescription: Your mouth.\nredirect_from: [/care/mouth/]";
    site.article("after/mouth.md", front_matter, "Rinse.\n");
    let text = fs::read_to_string(site.path("site-content/data/addresses.txt")).unwrap();
    let text = text.replace(
        "\n/files/leaflet.pdf\n",
        "\n/files/leaflet.pdf -> /after/leaflet.pdf\n",
    );
    let text = text.replace("\n/care/\n", "\n/care/ gone\n");
    site.write("site-content/data/addresses.txt", text);
    let found = site.findings_of("lost-address");
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn what_ended_on_purpose_is_not_lost() {
    let site = site();
    site.run(&["addresses", "write"]);
    for status in ["status: draft", "expires_on: 2020-01-01", "status: withdrawn"] {
        let front_matter = format!("title: Mouth care\ndescription: It.\n{status}");
        site.article("care/mouth.md", &front_matter, "Rinse.\n");
        let found = site.findings_of("lost-address");
        let own = found.iter().filter(|one| one.to_string().contains("/care/mouth/"));
        assert_eq!(own.count(), 0, "{status}: {found:?}");
    }
}

#[test]
fn redirects_that_go_with_their_page_are_told_without_a_record_too() {
    let site = site();
    let front_matter =
        "title: Mouth care\ndescription: It.\nredirect_from: [/old/mouth/]";
    site.article("care/mouth.md", front_matter, "Rinse.\n");
    site.build();
    site.remove("site-content/care/mouth.md");
    let ran = site.build();
    for address in ["`/care/mouth/`", "`/old/mouth/`"] {
        assert!(ran.stdout.contains(address), "{ran}");
    }
    // It is told as long as it is so for the one who has no record, once.
    assert!(!site.build().stdout.contains("lost-address"));
}

#[test]
fn a_file_that_moves_answers_where_it_was() {
    let site = site();
    site.configure(
        "title: T\nbase_url: https://www.example.org/p/\noutput: {servers: [nginx, apache]}\n",
    );
    site.page("care/mouth.md", "Mouth care", "[Leaflet](../files/leaflet.pdf)\n");
    let ran = site.run(&["mv", "files/leaflet.pdf", "files/mouth leaflet.pdf"]);
    assert_eq!(ran.code, 0, "{ran}");
    assert_eq!(
        record(&site),
        [
            "/files/leaflet.pdf -> /files/mouth%20leaflet.pdf",
            "/files/mouth%20leaflet.pdf"
        ]
    );
    site.build();
    let output = site.output();
    assert_eq!(output["files/leaflet.pdf"], output["files/mouth leaflet.pdf"]);
    let nginx = fs::read_to_string(site.path("output-servers/nginx.conf")).unwrap();
    let rule =
        "location = \"/p/files/leaflet.pdf\" { return 301 \"/p/files/mouth%20leaflet.pdf";
    assert!(nginx.contains(rule), "{nginx}");
    assert!(
        site.published(".htaccess").contains("RewriteRule \"^files/leaflet\\x2epdf$\"")
    );
    // Once more, and home again.
    assert_eq!(site.run(&["mv", "files/mouth leaflet.pdf", "care/m.pdf"]).code, 0);
    site.build();
    assert!(site.output().contains_key("files/leaflet.pdf"));
    assert_eq!(site.run(&["mv", "care/m.pdf", "files/leaflet.pdf"]).code, 0);
    site.build();
    let found = site.findings_of("lost-address");
    assert!(found.is_empty(), "{found:?}");
    assert!(site.output().contains_key("care/m.pdf"));
}

#[test]
fn a_page_that_moves_is_recorded_where_there_is_a_record() {
    let site = site();
    site.run(&["addresses", "write"]);
    assert_eq!(site.run(&["mv", "care/mouth.md", "care/lips.md"]).code, 0);
    let lines = record(&site);
    assert!(lines.contains(&"/care/mouth/".to_owned()), "{lines:?}");
    assert!(lines.contains(&"/care/lips/".to_owned()), "{lines:?}");
}

#[test]
fn the_addresses_of_an_old_site_are_taken() {
    let site = site();
    site.write(
        "old.xml",
        "<?xml version=\"1.0\"?><urlset><url><loc>https://old.example/patients/care/mouth/</loc></url>\
         <url><loc>https://old.example/patients/conditions/gvhd.aspx</loc></url>\
         <url><loc>https://old.example/staff/</loc></url>\
         <url><loc>https://old.example/patients/page?id=5&amp;x=1</loc></url></urlset>",
    );
    let file = site.path("old.xml");
    let ran = site.run(&["addresses", "import", file.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran}");
    assert_eq!(record(&site), ["/care/mouth/", "/conditions/gvhd.aspx"]);
    for said in [
        "2 addresses added",
        "1 address lie outside",
        "1 address hold a query",
        "https://old.example/staff/",
    ] {
        assert!(format!("{}{}", ran.stdout, ran.stderr).contains(said), "{said}: {ran}");
    }
    let found = site.findings_of("lost-address");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["file"], "site-content/data/addresses.txt");

    site.write(
        "list.csv",
        "page,visits\n/patients/old/one/,5\n\"/patients/two, three/\",4\n",
    );
    let file = site.path("list.csv");
    assert_eq!(site.run(&["addresses", "import", file.to_str().unwrap()]).code, 0);
    assert!(record(&site).contains(&"/two,%20three/".to_owned()), "{:?}", record(&site));
}

#[test]
fn a_line_that_is_none_is_an_error_at_its_place() {
    let site = site();
    site.write("site-content/data/addresses.txt", "# mine\n/a/\n  care/mouth away\n");
    let found = site.findings_of("bad-data-file");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (&found[0]["line"], &found[0]["column"]),
        (&Value::from(3), &Value::from(3))
    );
}
