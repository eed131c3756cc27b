//! What the servers write of awkward addresses. That the servers read it so is tried with the
//! servers themselves.

use super::*;

const AWKWARD: &str = "/a \"b\" 'c' ${d};{e}\\f%41#g&h<i>*:j\u{e9}/";

fn rules() -> ServerRules {
    ServerRules {
        base: "/p/".to_owned(),
        moved: BTreeMap::from([(AWKWARD.to_owned(), strictly("/p/n\u{e9}w $1/"))]),
        gone: BTreeMap::from([
            ("/gone/".to_owned(), true),
            ("/left.pdf".to_owned(), false),
        ]),
        kept: BTreeSet::from(["/assets/css/site.0a.css".to_owned()]),
        active: BTreeSet::from(["/tools/dose.html".to_owned()]),
        hidden: BTreeSet::from(["/.hidden".to_owned()]),
        precompressed: true,
    }
}

fn texts(name: &str) -> String {
    let server = SERVERS.iter().find(|server| server.name == name).unwrap();
    let files = (server.files)(&rules());
    let text = |file| match file {
        RuleFile::Inside(_, text) | RuleFile::Beside(_, text) => text,
    };
    files.into_iter().map(text).collect()
}

#[test]
fn targets_and_patterns_hold_nothing_to_read() {
    for server in ["nginx", "apache", "netlify", "iis"] {
        let text = texts(server);
        assert!(text.contains("n%C3%A9w%20%241/") || text.contains("n\\%C3"), "{text}");
        assert!(text.contains(SANDBOX), "{server}");
        assert!(text.contains("frame-ancestors"), "{server}");
    }
    assert_eq!(pattern("/a.b $"), "/a\\x2eb\\x20\\x24");
}

#[test]
fn each_format_has_its_own_quotes() {
    let nginx = texts("nginx");
    let quoted = "location = \"/p/a \\\"b\\\" 'c' ${d};{e}\\\\f%41#g&h<i>*:j\u{e9}/\" { return 301";
    assert!(nginx.contains(quoted), "{nginx}");
    assert!(texts("apache").contains("RewriteRule \"^a\\x20\\x22b\\x22"));
    assert!(texts("netlify").contains("\n/p/a%20%22b%22%20%27c%27"));
    assert!(texts("iis").contains("<add key=\"a &quot;b&quot; &#39;c&#39;"));
}

#[test]
fn a_withdrawn_page_answers_with_its_notice() {
    let nginx = texts("nginx");
    assert!(
        nginx.contains("error_page 410 \"/p/gone/index.html\"; return 410;"),
        "{nginx}"
    );
    assert!(texts("apache").contains("RewriteRule \"^gone/$\" - [G]"));
    assert!(
        texts("netlify")
            .contains("/p/gone/ /gone/index.html 410!\n/p/left.pdf /404.html 410!\n")
    );
}
