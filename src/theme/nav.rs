//! Marks the reader's place in a menu that was rendered once for all pages of a section.

use crate::base::escape;

/// Puts `aria-current` with `value` (`page`: this very page, `true`: the section it is in;
/// WAI-ARIA 1.2) into the links of `nav` whose address is `url`.
///
/// `url` is the address as views hold it, not escaped. Only links written as
/// `<a href="URL"` are found.
pub fn insert_current(nav: &str, url: &str, value: &str) -> String {
    let link = format!("<a href=\"{}\"", escape(url));
    let mut marked = String::with_capacity(nav.len() + 32);
    let mut rest = nav;
    while let Some(at) = rest.find(&link) {
        let end = at + link.len();
        marked.push_str(&rest[..end]);
        marked.push_str(" aria-current=\"");
        marked.push_str(value);
        marked.push('"');
        rest = &rest[end..];
    }
    marked.push_str(rest);
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_link_to_the_page_itself_is_marked() {
        let nav = r#"<a href="/a/">A</a><a href="/a/b/" class="x">B &amp; C</a>"#;
        assert_eq!(
            insert_current(nav, "/a/b/", "page"),
            r#"<a href="/a/">A</a><a href="/a/b/" aria-current="page" class="x">B &amp; C</a>"#
        );
        assert_eq!(insert_current(nav, "/a", "page"), nav);
        assert_eq!(insert_current(nav, "", "page"), nav);
    }

    #[test]
    fn an_address_is_compared_as_it_stands_in_the_attribute() {
        let nav = r#"<a href="/r&amp;d/">R&amp;D</a>"#;
        assert_eq!(
            insert_current(nav, "/r&d/", "page"),
            r#"<a href="/r&amp;d/" aria-current="page">R&amp;D</a>"#
        );
    }
}
