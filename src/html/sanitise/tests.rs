//! What gets through, what does not, and that another sanitiser agrees.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::*;

/// Attempts at active content, one each: those of the field's advisories among them.
const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<script/x>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script><!--<script></script>--><img src=x onerror=alert(1)></script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=\"alert(1)\"",
    "<img/src=x/onerror=alert(1)>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<img src=\"x` `<script>alert(1)</script>\"` `>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a><set attributeName=\"href\" to=\"javascript:alert(1)\"></set><text y=\"9\">x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"data:text/html,<script>alert(1)</script>\"></object>",
    "<embed src=\"javascript:alert(1)\">",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\"  java\tscript:alert(1)\">x</a>",
    "<a href=\"&#106;avascript:alert(1)\">x</a>",
    "<a href=javascript&colon;alert(1)>x</a>",
    "<a xlink:href=\"javascript:alert(1)\">x</a>",
    "<form action=\"javascript:alert(1)\"><button>x</button></form>",
    "<button formaction=\"javascript:alert(1)\">x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<base href=\"//evil.example/\">",
    "<meta http-equiv=\"refresh\" content=\"0;url=javascript:alert(1)\">",
    "<link rel=stylesheet href=\"//evil.example/x.css\">",
    "<style>@import \"//evil.example/x.css\";</style>",
    "<p style=\"background:url(//evil.example/p)\">x</p>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "<select><template><style><!--</style><a rel=\"--></style></template></select><img src=x onerror=alert(1)>\">",
    "<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">",
    "<title><a title=\"</title><img src=x onerror=alert(1)>\">",
    "<plaintext><script>alert(1)</script>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!---!><img src=x onerror=alert(1)>-->",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php alert(1) ?><script>alert(1)</script>",
    "<!DOCTYPE x [<!ENTITY y \"<script>alert(1)</script>\">]>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "<b title='\" onmouseover=\"alert(1)'>x</b>",
    "<b title=\"&quot; onmouseover=&quot;alert(1)\">x</b>",
    "<b class=x\u{0}onclick=alert(1)>x</b>",
    "`onmouseover=alert(1)",
    "x onerror=alert(1) y",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "{{ 7*7 }}{% raw %}${7*7}<%= 7*7 %>",
    "{{ config | safe }}{% include \"../../etc/passwd\" %}",
    "<a href=x><a href=y>z</a></a>",
    "<table><tr><td>a<td>b<tr><td>c</table>",
    "<table><td>x</td><a href=x>y</a>z</table>",
    "<ul><li>a<li>b<ul><li>c</ul></ul><p>d<div>e</p></div>",
    "<b><i>x</b></i><dl><dt>a<dd>b<dt>c</dl>",
    "<ruby>x<rt>y<rt>z</ruby><h2>a<h3>b</h3>",
];

/// Pieces that the random test strings together.
const FRAGMENTS: &[&str] = &[
    "<",
    ">",
    "\"",
    "'",
    "/",
    "=",
    " ",
    "&",
    "&lt;",
    "&amp;",
    "&#60;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "x",
    "\n",
    "é",
    "<a href='x'>",
    "</a>",
    "<a",
    " href=",
    "javascript:",
    "<p>",
    "</p>",
    "<div class=c>",
    "</div>",
    "<table>",
    "</table>",
    "<tr>",
    "<td colspan=2>",
    "</td>",
    "<tbody>",
    "<caption>",
    "<col>",
    "<colgroup>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol start=3>",
    "<svg>",
    "</svg>",
    "<math>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<noscript>",
    "</noscript>",
    "<script>",
    "</script>",
    "<select>",
    "</select>",
    "<template>",
    "<img src=x alt=y onerror=z>",
    "<img src=x",
    " title=\"",
    " onclick=",
    "<b>",
    "</b>",
    "<i>",
    "<br/>",
    "</br>",
    "<details open>",
    "<summary>",
    "</details>",
    "<h1>",
    "</h1>",
    "<h3>",
    "<pre>",
    "</pre>",
    "<ruby>",
    "<rt>",
    "<textarea>",
    "<font>",
    "</font>",
    "<input>",
    "<blockquote cite='y'>",
    "</blockquote>",
    "<dl>",
    "<dd>",
    "<plaintext>",
    "<del>",
    "<a href='x'><b>",
    "<time datetime=2026>",
    "<span id=a lang=cy>",
    "</span>",
];

fn keep(_: AddressUse, address: &str, _: Range<usize>) -> Option<String> {
    Some(address.to_owned())
}

fn block(raw: &str) -> (String, Vec<Fault>) {
    let mut sanitiser = Sanitiser::new(RawHtml::Sanitise);
    let mut out = String::new();
    sanitiser.block(&[(raw, 0)], &mut out, &mut keep);
    sanitiser.close_all(&mut out);
    (out, sanitiser.take_faults())
}

fn inline(raw: &str) -> String {
    let mut sanitiser = Sanitiser::new(RawHtml::Sanitise);
    let mut out = String::new();
    sanitiser.inline(raw, 0, &mut out, &mut keep);
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
    for token in
        Tokenizer::new_with_emitter(html, DefaultEmitter::<usize>::new_with_span())
    {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = lossy(&tag.name);
                let content = allowed::content_of(&name);
                assert!(content.is_some(), "<{name}> in {html}");
                let mut shown = name.clone();
                for (attribute, value) in &tag.attributes {
                    let (attribute, value) = (lossy(attribute), lossy(&value.value));
                    let kind = allowed::value_of(&name, &attribute);
                    let kind = kind.unwrap_or_else(|| panic!("{attribute} in {html}"));
                    assert_eq!(kind.cleaned(&value).as_deref(), Some(&*value), "{html}");
                    if let Value::Address(purpose) = kind {
                        assert!(is_harmless(purpose, &value), "{html}");
                    }
                    shown.push_str(&format!(" {attribute}={value:?}"));
                }
                *tags.entry(shown).or_default() += 1;
                if content != Some(Content::Void) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                assert_eq!(open.pop(), Some(lossy(&tag.name)), "balance of {html}");
            }
            Token::String(string) => {
                text.extend(lossy(&string.value).chars().filter(|c| !c.is_whitespace()));
            }
            other => panic!("{other:?} in {html}"),
        }
    }
    assert_eq!(open, Vec::<String>::new(), "balance of {html}");
    text.sort_unstable();
    (tags, text)
}

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
    for _ in 0..20_000 {
        let length = 1 + next(14);
        let raw: String = (0..length).map(|_| FRAGMENTS[next(FRAGMENTS.len())]).collect();
        hold(&raw, &block(&raw).0, &oracle);
        // In a line of text no `<p>`, no table and so on may come out.
        let html = inline(&raw);
        let (tags, _) = parts(&html);
        let is_inline =
            |tag: &String| allowed::is_inline(tag.split(' ').next().unwrap_or(""));
        assert!(tags.keys().all(is_inline), "{html}");
    }
}
