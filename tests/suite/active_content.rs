//! What browsers and servers would run is no content, unless `site.yaml` names it.

use crate::harness::TestSite;

/// The paths that a rule finds something in.
fn refused(site: &TestSite, rule: &str) -> Vec<String> {
    let found = site.findings_of(rule).into_iter();
    let mut files: Vec<String> =
        found.map(|finding| finding["file"].as_str().unwrap().to_owned()).collect();
    files.dedup();
    files.iter().map(|file| file.replace("site-content/", "")).collect()
}

#[test]
fn pages_and_scripts_are_refused_by_their_names() {
    let site = TestSite::new();
    site.configure(
        "title: T\nbase_url: https://www.example.org/\noutput: {include: [.x]}\n",
    );
    let names = [
        ".well-known/a.html",
        ".x/a.js",
        "A.HTML",
        "a.htm",
        "a.html.en",
        "a.mjs",
        "a.php.jpg",
        "a.svgz",
        "a.xhtml",
        "b/tool.js",
    ];
    for name in names {
        site.write(&format!("site-content/{name}"), "alert(1)");
    }
    for name in ["b/leaflet.pdf", "b/data.json", "b/a.css", "b/a.txt", "CNAME"] {
        site.write(&format!("site-content/{name}"), "<html><script>");
    }
    // Where no type is told, browsers guess.
    site.write("site-content/b/guess", " <HTML><script>");
    site.write("site-content/CNAME", "www.example.org\n");
    let mut expected = names.to_vec();
    expected.push("b/guess");
    expected.sort_unstable();
    assert_eq!(refused(&site, "active-content"), expected);
    let ran = site.run(&["build"]);
    assert_eq!(ran.code, 1, "{ran}");
    let told = site.run(&["check", "--all"]);
    assert!(told.stdout.contains("active_content: [b/tool.js]"), "{told}");
    assert!(!site.path("output").exists());
}

#[test]
fn what_the_owner_names_is_published() {
    let site = TestSite::new();
    site.write("site-content/tools/dose.html", "<!DOCTYPE html><title>Dose</title>");
    site.write("site-content/tools/dose.js", "1;");
    site.write(
        "site-content/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>",
    );
    assert_eq!(site.run(&["build"]).code, 1);
    site.configure(
        "title: T\nbase_url: https://www.example.org/\noutput:\n  active_content:\n    - \
         tools/dose.html\n    - ./tools/dose.js\n    - a.svg\n",
    );
    site.build();
    assert_eq!(site.published("tools/dose.js"), "1;");
    assert!(site.path("output/a.svg").exists());
    site.remove("site-content/tools/dose.js");
    let found = site.findings_of("bad-configuration");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0]["line"], &found[0]["column"]), (&6.into(), &7.into()));
}

#[test]
fn the_preview_does_not_show_what_is_refused() {
    let site = TestSite::new();
    site.write("site-content/a.html", "<script src=a.js></script>");
    site.write("site-content/a.js", "1;");
    site.write(
        "site-content/a.svg",
        "<svg onload='x' xmlns='http://www.w3.org/2000/svg'/>",
    );
    site.write("site-content/b.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    let preview = crate::preview::Preview::of(&site, &[]);
    for (path, status) in [("a.html", 404), ("a.js", 404), ("a.svg", 404), ("b.svg", 200)]
    {
        assert_eq!(preview.get(&format!("/patients/{path}")).status, status, "{path}");
    }
}

#[test]
fn a_picture_that_runs_is_told_at_its_line() {
    let site = TestSite::new();
    let picture = |inside: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\">\r\n<g/>\r\n{inside}\r\n</svg>\r\n"
        )
    };
    let faults = [
        ("a-script", "<script>alert(1)</script>"),
        ("b-handler", "<g onclick=\"alert(1)\"/>"),
        ("c-foreign", "<foreignObject/>"),
        ("d-href", "<use href=\"https://x.example/a.svg#a\"/>"),
        ("e-javascript", "<a href=\"java&#115;cript:alert(1)\"/>"),
        ("f-url", "<g fill=\"url(https://x.example/)\"/>"),
        ("g-import", "<style>@import url(https://x.example/a.css);</style>"),
        ("h-animate", "<animate attributeName=\"href\" to=\"javascript:alert(1)\"/>"),
        ("i-sheet", "<?xml-stylesheet href=\"https://x.example/a.css\"?>"),
    ];
    for (name, inside) in faults {
        site.write(&format!("site-content/{name}.svg"), picture(inside));
    }
    site.write("site-content/z.svg", picture("<g fill=\"url(#a)\"/>"));
    site.write("site-content/feed.xml", "<x xmlns:h='http://www.w3.org/1999/xhtml'/>");
    let found = site.findings_of("active-picture");
    assert_eq!(found.len(), faults.len() + 1, "{found:#?}");
    let of = |name: &str| {
        let file = format!("site-content/{name}");
        found.iter().find(|finding| finding["file"] == file).expect("a finding of each")
    };
    for (name, _) in faults {
        assert_eq!(of(&format!("{name}.svg"))["line"], 3, "{name}");
    }
    assert_eq!(of("feed.xml")["line"], 1);
    let declared = "<!DOCTYPE svg [\n<!ENTITY a \"b\">\n]>\n<svg/>";
    site.write("site-content/a-script.svg", declared);
    let found = site.findings_of("active-picture");
    assert_eq!((&found[0]["line"], &found[0]["endLine"]), (&1.into(), &3.into()));
}
