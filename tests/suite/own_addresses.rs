//! Addresses of the site itself, of the preview, and of hosts that only a house can reach.

use crate::harness::TestSite;

fn site() -> TestSite {
    let site = TestSite::new();
    site.page("care/going-home.md", "Going home", "## Food\n\nWords.\n");
    site
}

#[test]
fn an_address_of_this_site_is_looked_up_as_its_file() {
    let site = site();
    site.page(
        "a.md",
        "A",
        "[a](https://www.example.org/patients/care/going-home/#food) \
         [b](/patients/care/going-home/) [c](http://example.org/patients/care/going-home) \
         [d](https://www.example.org/staff/)\n",
    );
    site.build();
    let page = site.published("a/index.html");
    assert_eq!(page.matches("href=\"/patients/care/going-home/").count(), 4, "{page}");
    assert!(page.contains("href=\"https://www.example.org/staff/\""));
    assert!(site.findings_of("http-link").is_empty());
}

#[test]
fn an_address_of_this_site_that_leads_nowhere_is_told_with_the_file() {
    let site = site();
    for link in [
        "[x](https://www.example.org/patients/care/going-hom/)",
        "[x](/patients/care/going-hom/)",
        "<https://www.example.org/patients/care/going-hom/>",
        "<a href=\"https://www.example.org/patients/care/going-hom/\">x</a>",
        "https://www.example.org/patients/care/going-hom/",
    ] {
        site.page("a.md", "A", &format!("{link}\n"));
        let found = site.findings_of("broken-file-link");
        assert_eq!(found.len(), 1, "{link}");
        assert!(
            found[0]["help"].as_str().unwrap().contains("`care/going-home.md`"),
            "{link}"
        );
    }
}

#[test]
fn an_address_of_the_preview_is_an_error_where_the_page_is_here() {
    let site = site();
    for address in [
        "http://localhost:4000/patients/care/going-home/",
        "http://127.0.0.1:8080/care/going-home/",
        "https://[::1]:3000/patients/care/going-home/#nothing",
        "http://0.0.0.0:1313/patients/care/going-home",
    ] {
        site.page("a.md", "A", &format!("[x](<{address}>)\n"));
        let found = site.findings_of("preview-address");
        assert_eq!(found.len(), 1, "{address}");
        assert!(
            found[0]["help"].as_str().unwrap().contains("`care/going-home.md"),
            "{address}"
        );
    }
    let others = "[a](http://localhost:4000/) [b](http://localhost/api/v1) [c](http://192.168.0.1/x) [d](http://intranet/forms)\n";
    site.page("a.md", "A", others);
    assert!(site.findings_of("preview-address").is_empty());
    assert!(site.findings_of("http-link").is_empty());
}

#[test]
fn a_number_in_a_link_is_a_call() {
    let site = site();
    let body =
        "<020 7946 0123> [x](020 7946 0123) <tel:020 7946 0123> [y](tel:020 7946 0123)\n";
    site.page("a.md", "A", body);
    site.build();
    let page = site.published("a/index.html");
    assert_eq!(page.matches("href=\"tel:02079460123\"").count(), 4, "{page}");
    assert!(page.contains(">020 7946 0123</a>"), "{page}");
    assert!(site.findings_of("stray-markup").is_empty());
}
