//! One page that grows: raw HTML.

use super::Family;
use super::site::each;

pub(super) const FAMILIES: &[Family] = &[
    Family::new("comments", 20_000, |site, n| site.home(&"a <!-- b --> c\n\n".repeat(n))),
    Family::new("comments begun", 100_000, |site, n| site.home(&"a <!-- b ".repeat(n))),
    Family::new("CDATA begun", 50_000, |site, n| site.home(&"a <![CDATA[ b ".repeat(n))),
    Family::new("instructions begun", 50_000, |site, n| site.home(&"a <? b ".repeat(n))),
    Family::new("declarations begun", 50_000, |site, n| site.home(&"a <!A b ".repeat(n))),
    Family::new("attributes begun", 50_000, |site, n| site.home(&"a <a b=\"".repeat(n))),
    Family::new("tags begun", 100_000, |site, n| site.home(&"a <b ".repeat(n))),
    Family::new("attributes of one tag", 10_000, |site, n| {
        site.home(&format!("<span {}>a</span>", each(n, |k| format!("title{k}=\"b\" "))));
    }),
    Family::new("raw HTML", 10_000, |site, n| {
        site.home(&"a <b>b</b> <sub>c</sub>\n".repeat(n));
    }),
    Family::new("raw HTML blocks", 5000, |site, n| {
        site.home(&"<div>\n\na\n\n</div>\n\n".repeat(n));
    }),
    Family::new("raw HTML removed", 5000, |site, n| {
        site.home(&"<script>a</script>\n\n<b onclick=\"a\">b</b>\n\n".repeat(n));
    }),
    Family::new("raw HTML removed in one line", 5000, |site, n| {
        site.home(&"a <b onclick=\"a\">b</b> ".repeat(n));
    }),
    Family::new("raw HTML left open", 10_000, |site, n| site.home(&"<b>b ".repeat(n))),
    Family::new("raw HTML closed only", 10_000, |site, n| site.home(&"b</b> ".repeat(n))),
    Family::new("raw HTML nested", 2000, |site, n| {
        site.home(&format!("{}a{}", "<span>".repeat(n), "</span>".repeat(n)));
    }),
    Family::new("raw HTML crossed", 5000, |site, n| {
        site.home(&"<b><i>a</b></i> ".repeat(n));
    }),
    Family::new("raw tables", 3000, |site, n| {
        site.home(&format!("<table>\n{}</table>\n", "<tr><td>a</td></tr>\n".repeat(n)));
    }),
    Family::new("raw links in links", 5000, |site, n| {
        site.home(
            &"<a href=\"https://example.org/\">[a](https://example.org/)</a> ".repeat(n),
        );
    }),
    Family::new("raw HTML of given anchors", 5000, |site, n| {
        site.home(&each(n, |k| format!("<span id=\"a{k}\">b</span>\n\n")));
    }),
    Family::new("raw HTML of one anchor", 5000, |site, n| {
        site.home(&"<span id=\"same\">b</span>\n\n".repeat(n));
    }),
];
