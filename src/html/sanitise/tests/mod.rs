//! What gets through, what does not, and that another sanitiser agrees.

mod modes;
mod payloads;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use super::*;

use payloads::{FRAGMENTS, PAYLOADS};

#[expect(clippy::unnecessary_wraps, reason = "it stands for a resolver")]
fn keep(_: AddressUse, address: &str, _: Range<usize>) -> Option<String> {
    Some(address.to_owned())
}

fn block(raw: &str) -> (String, Vec<Fault>) {
    let mut sanitiser = Sanitiser::new(RawHtml::Sanitise, "");
    let mut out = String::new();
    sanitiser.block(&[(raw, 0)], &mut out, &mut keep);
    sanitiser.close_all(&mut out);
    (out, sanitiser.take_faults())
}

fn inline(raw: &str) -> String {
    let mut sanitiser = Sanitiser::new(RawHtml::Sanitise, "");
    let mut out = String::new();
    sanitiser.inline(&[(raw, 0)], None, &mut out, &mut keep);
    sanitiser.close_all(&mut out);
    out
}

/// The same markup as a block, as tags of a paragraph and of a link in it, and as a block.
fn in_pieces(raw: &str) -> String {
    let mut sanitiser = Sanitiser::new(RawHtml::Sanitise, "");
    let mut out = String::new();
    sanitiser.block(&[(raw, 0)], &mut out, &mut keep);
    let paragraph = sanitiser.enter();
    sanitiser.inline(&[(raw, 0)], None, &mut out, &mut keep);
    let link = sanitiser.enter_link();
    sanitiser.inline(&[(raw, 0)], None, &mut out, &mut keep);
    sanitiser.leave(link, &mut out);
    sanitiser.leave(paragraph, &mut out);
    sanitiser.block(&[(raw, 0)], &mut out, &mut keep);
    sanitiser.close_all(&mut out);
    out
}

/// Start tags with their attributes, sorted, and the characters of the text, sorted.
type Parts = (BTreeMap<String, usize>, Vec<char>);

/// Takes sanitised HTML apart, and fails if anything in it is not allowed.
fn parts(html: &str) -> Parts {
    let mut tags = BTreeMap::new();
    let mut text = Vec::new();
    let mut open: Vec<String> = Vec::new();
    assert!(!html.contains("<!") && !html.contains("<?"), "comment in {html}");
    HtmlPiece::new(&[(html, 0)]).walk(&mut |part| match part {
        Part::Start(tag) => {
            let content = allowed::content_of(&tag.name);
            assert!(content.is_some(), "<{}> in {html}", tag.name);
            *tags.entry(shown(&tag, html)).or_default() += 1;
            if content != Some(ElementContent::Void) {
                open.push(tag.name);
            }
        }
        Part::End(name, _) => assert_eq!(open.pop(), Some(name), "balance of {html}"),
        Part::Text(string) => {
            text.extend(string.chars().filter(|c| !c.is_whitespace()));
        }
        part => panic!("{part:?} in {html}"),
    });
    assert_eq!(open, Vec::<String>::new(), "balance of {html}");
    text.sort_unstable();
    (tags, text)
}

/// A start tag with its attributes in alphabetical order, each of which is allowed.
fn shown(tag: &HtmlTag, html: &str) -> String {
    let mut attributes = BTreeMap::new();
    for attribute in &tag.attributes {
        let (name, value) = (&*attribute.name, &*attribute.value);
        let Some(kind) = allowed::value_of(&tag.name, name) else {
            panic!("{name} in {html}");
        };
        assert_eq!(kind.cleaned(value, "").as_deref(), Some(value), "{html}");
        if let AttributeValue::Address(purpose) = kind {
            assert!(is_harmless(purpose, value), "{html}");
        }
        attributes.insert(name, value);
    }
    let mut shown = tag.name.clone();
    for (name, value) in attributes {
        let _ = write!(shown, " {name}={value:?}");
    }
    shown
}

#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-describedby",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "cite",
    "class",
    "colspan",
    "datetime",
    "dir",
    "headers",
    "height",
    "href",
    "hreflang",
    "id",
    "lang",
    "loading",
    "open",
    "rel",
    "reversed",
    "rowspan",
    "scope",
    "span",
    "src",
    "start",
    "title",
    "type",
    "value",
    "width",
];

fn oracle() -> ammonia::Builder<'static> {
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for element in ELEMENTS {
        let allowed = |name: &&str| allowed::value_of(element, name).is_some();
        attributes.insert(element, ATTRIBUTES.iter().copied().filter(allowed).collect());
    }
    let mut oracle = ammonia::Builder::empty();
    oracle
        .tags(ELEMENTS.iter().copied().collect())
        .tag_attributes(attributes)
        .url_schemes(["http", "https", "mailto", "tel", "sms"].into())
        .link_rel(None);
    oracle
}

/// Everything that must hold of whatever comes out.
fn hold(raw: &str, html: &str, oracle: &ammonia::Builder<'_>) {
    let (tags, text) = parts(html);
    let (again, faults) = block(html);
    assert_eq!(again, html, "twice is once, for {raw}");
    let removed = faults.iter().find(|fault| fault.rule == &REMOVED_HTML);
    assert_eq!(removed, None, "{html} of {raw}");
    let (oracle_tags, oracle_text) = parts(&oracle.clean(html).to_string());
    for (tag, count) in &tags {
        let theirs = oracle_tags.get(tag).copied().unwrap_or(0);
        let added = matches!(&**tag, "tbody" | "colgroup");
        assert!(
            theirs == *count || (added && theirs > *count),
            "{tag} {count} {theirs}: {html}"
        );
    }
    for tag in oracle_tags.keys().filter(|tag| !tags.contains_key(*tag)) {
        assert!(matches!(&**tag, "tbody" | "colgroup"), "{tag} added to {html}");
    }
    assert_eq!(oracle_text, text, "{html}");
}

#[test]
fn no_payload_gets_through_and_another_sanitiser_finds_nothing_more() {
    let oracle = oracle();
    for payload in PAYLOADS {
        for raw in [
            (*payload).to_owned(),
            format!("<div>\n{payload}\n</div>"),
            format!("<p title=\"{payload}\">{payload}</p>"),
            format!("<table><tr><td>{payload}</table>"),
        ] {
            hold(&raw, &block(&raw).0, &oracle);
        }
        parts(&inline(payload));
    }
}

#[test]
fn random_markup_comes_out_balanced_allowed_and_stable() {
    let oracle = oracle();
    let mut seed: u64 = 0x5eed;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % below
    };
    for _ in 0..3_000 {
        let length = 1 + next(14);
        let raw: String = (0..length).map(|_| FRAGMENTS[next(FRAGMENTS.len())]).collect();
        hold(&raw, &block(&raw).0, &oracle);
        // In a line of text no `<p>`, no table and so on may come out.
        let html = inline(&raw);
        let (tags, _) = parts(&html);
        let is_inline =
            |tag: &String| allowed::is_inline(tag.split(' ').next().unwrap_or(""));
        assert!(tags.keys().all(is_inline), "{html}");
        parts(&in_pieces(&raw));
    }
}

#[test]
fn allowed_markup_stays_as_it_was_meant() {
    for (raw, expected) in [
        ("<b>a &amp; b</b>", "<b>a &amp; b</b>"),
        ("<DIV Class=x>y</DIV>", "<div class=\"x\">y</div>"),
        ("a<br/>b<hr>", "a<br>b<hr>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>a<p>b<div>c</div>", "<p>a</p><p>b</p><div>c</div>"),
        (
            "<table><tr><th scope=COL>a<td>b<tr><td>c</table>",
            "<table><tr><th scope=\"col\">a</th><td>b</td></tr><tr><td>c</td></tr></table>",
        ),
        (
            "<details open><summary>a</summary>b</details>",
            "<details open=\"\"><summary>a</summary>b</details>",
        ),
        (
            "<img src=a.png alt=\"a &lt; b\" width=3>",
            "<img src=\"a.png\" alt=\"a &lt; b\" width=\"3\">",
        ),
        ("<a href='x?a=1&amp;b=2'>y</a>", "<a href=\"x?a=1&amp;b=2\">y</a>"),
        ("<h1>a</h1>", "<h2>a</h2>"),
        ("<!-- a note --><i>b</i>", "<i>b</i>"),
    ] {
        assert_eq!(block(raw).0, expected);
    }
}

#[test]
fn what_is_left_out_takes_its_content_along_only_where_that_is_no_text() {
    for (raw, expected) in [
        ("a<script>b</script>c", "a c"),
        ("a<STYLE>b</style >c", "a c"),
        ("a<svg><svg>b</svg>c</svg>d", "a d"),
        ("a<svg/>b", "a b"),
        ("a<title>b</title>c<textarea>d</textarea>e", "a c e"),
        ("a<script>b", "a "),
        ("a<font color=red>b</font>c", "abc"),
        ("a<form><input><button>b</button></form>c", "a b c"),
        ("<b onclick=x style=y>c</b>", "<b>c</b>"),
        ("a</div>b</br>c", "a b c"),
        ("<a href=x>a<a href=y>b</a>c</a>", "<a href=\"x\">abc</a>"),
        ("<img alt=x>a", "a"),
        ("<img src=\"https://x/y.png\" alt=x>a", "a"),
        ("<a href=\"data:x\">a</a>", "a"),
        ("<td>a</td>", "a"),
    ] {
        let (html, faults) = block(raw);
        assert_eq!(html, expected);
        let by_resolver = raw.contains("https:") || raw.contains("data:");
        assert_eq!(faults.is_empty(), by_resolver, "{raw}");
    }
}

#[test]
fn findings_stand_where_the_author_wrote() {
    let source = "> <p onclick=\"x\"\n>   style='é'>a</p></i>\n> <iframe src=x>\n";
    let lines = [
        (&source[2..17], 2),
        (&source[19..source.find("</i>").unwrap() + 5], 19),
        (&source[source.find("<iframe").unwrap()..], source.find("<iframe").unwrap()),
    ];
    let mut sanitiser = Sanitiser::new(RawHtml::Sanitise, "");
    let mut out = String::new();
    sanitiser.block(&lines, &mut out, &mut keep);
    let faults = sanitiser.take_faults();
    let found: Vec<_> = faults.iter().map(|f| &source[f.range.clone()]).collect();
    assert_eq!(found, ["onclick=\"x\"", "</i>", "<iframe src=x>", "style='é'"]);
    assert_eq!(faults[0].message, "`onclick` is not allowed on `<p>`");
    assert!(sanitiser.take_faults().is_empty());
    for (raw, place) in [
        ("a é <img src=x", "<img src=x"),
        ("a <b>c</b> <!-- d", "<!-- d"),
        ("<b id=x title='' id=y>a</b>", "id"),
        ("a</", "</"),
    ] {
        let (_, faults) = block(raw);
        assert_eq!(&raw[faults[0].range.clone()], place);
        assert_eq!(faults.len(), 1, "{raw}");
    }
}

#[test]
fn an_element_that_is_left_out_in_pieces_is_reported_once() {
    let mut sanitiser = Sanitiser::new(RawHtml::Sanitise, "");
    let mut out = String::new();
    for tag in ["<script>", "</script>", "<svg>", "</svg>", "<font>", "</font>"] {
        sanitiser.inline(&[(tag, 0)], None, &mut out, &mut keep);
    }
    assert_eq!((&*out, sanitiser.take_faults().len()), ("", 3));
}

#[test]
fn addresses_are_handed_over_decoded_with_the_place_of_their_value() {
    let raw = "<a class=b href = \"x?a&amp;b\">c</a><img alt='' src=d.png><q cite='e'>f</q>\
               <a href=g>h</a>";
    let mut seen = Vec::new();
    let mut rewrite = |purpose, address: &str, range: Range<usize>| {
        seen.push((
            purpose,
            address.to_owned(),
            raw[range.start - 7..range.end - 7].to_owned(),
        ));
        (address != "g").then(|| format!("/{address}"))
    };
    let mut sanitiser = Sanitiser::new(RawHtml::Sanitise, "");
    let mut out = String::new();
    sanitiser.block(&[(raw, 7)], &mut out, &mut rewrite);
    let owned = |purpose, address: &str, written: &str| {
        (purpose, address.to_owned(), written.to_owned())
    };
    assert_eq!(
        seen,
        [
            owned(AddressUse::Link, "x?a&b", "x?a&amp;b"),
            owned(AddressUse::Source, "d.png", "d.png"),
            owned(AddressUse::Cite, "e", "e"),
            owned(AddressUse::Link, "g", "g"),
        ]
    );
    assert_eq!(
        out,
        "<a class=\"b\" href=\"/x?a&amp;b\">c</a><img alt=\"\" src=\"/d.png\">\
         <q cite=\"/e\">f</q>h"
    );
}

#[test]
fn an_address_that_the_resolver_lets_through_by_mistake_is_left_out() {
    let mut sanitiser = Sanitiser::new(RawHtml::Sanitise, "");
    let mut out = String::new();
    let mut rewrite = |_, _: &str, _| Some("JavaScript:alert(1)".to_owned());
    sanitiser.inline(&[("<a href=x title=y>", 0)], None, &mut out, &mut rewrite);
    assert_eq!(out, "<a title=\"y\">");
}

#[test]
fn elements_hold_markdown_but_never_reach_out_of_it() {
    let mut sanitiser = Sanitiser::new(RawHtml::Sanitise, "");
    let mut out = String::new();
    let open = "<details><summary>a</summary>";
    sanitiser.block(&[(open, 0)], &mut out, &mut keep);
    out.push_str("<p>");
    let paragraph = sanitiser.enter();
    sanitiser.inline(&[("<b>", 0)], None, &mut out, &mut keep);
    sanitiser.inline(&[("</details>", 0)], None, &mut out, &mut keep);
    out.push('c');
    sanitiser.leave(paragraph, &mut out);
    out.push_str("</p>");
    sanitiser.block(&[("</details>", 0)], &mut out, &mut keep);
    assert_eq!(out, "<details><summary>a</summary><p><b>c</b></p></details>");
    assert_eq!(sanitiser.take_faults().len(), 1);
}

#[test]
fn what_holds_a_line_ends_with_its_block() {
    let mut sanitiser = Sanitiser::new(RawHtml::Sanitise, "");
    let mut out = String::new();
    sanitiser.block(&[("<div><p>a <b>b", 0)], &mut out, &mut keep);
    sanitiser.block(&[("<svg>c", 0)], &mut out, &mut keep);
    sanitiser.block(&[("</svg><i>d", 0)], &mut out, &mut keep);
    assert_eq!(out, "<div><p>a <b>b</b></p><i>d</i>");
    sanitiser.close_all(&mut out);
    assert!(out.ends_with("</div>"));
}

#[test]
fn no_link_stands_in_a_markdown_link() {
    let mut sanitiser = Sanitiser::new(RawHtml::Sanitise, "");
    let mut out = String::new();
    let link = sanitiser.enter_link();
    sanitiser.inline(&[("<a href=x>", 0)], None, &mut out, &mut keep);
    sanitiser.inline(&[("</a>", 0)], None, &mut out, &mut keep);
    sanitiser.leave(link, &mut out);
    assert!(!sanitiser.is_in_link());
    sanitiser.inline(&[("<a href=x>", 0)], None, &mut out, &mut keep);
    assert!(sanitiser.is_in_link());
    assert_eq!(out, "<a href=\"x\">");
}

#[test]
fn hostile_sizes_cost_time_in_proportion() {
    for fragment in [
        "<b>", "<script>", "<svg>", "</p>", "<b a=", "<!--", "<p x=\"", "<a b c ",
        "<foo>", "<",
    ] {
        let raw = fragment.repeat(200_000 / fragment.len());
        let (html, _) = block(&raw);
        assert!(html.len() < raw.len() * 6, "{fragment}");
    }
}
