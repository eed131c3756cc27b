//! The Content-Security-Policy that the finished pages promise to live with, and where it
//! stands if no server can say it.

/// The policy.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The part of it that only a header can say (Content Security Policy Level 3, section 3.3).
const HEADER_ONLY: &str = "; frame-ancestors 'none'";

/// Puts the policy into a page, before anything that it is about.
pub(super) fn in_page(html: &str) -> String {
    let policy = POLICY.replace(HEADER_ONLY, "");
    let element =
        format!("\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    match html.find("<head>") {
        Some(at) => {
            let (before, after) = html.split_at(at + "<head>".len());
            format!("{before}{element}{after}")
        }
        // Without the tag, the head begins with the first element that belongs there.
        None => match html.find("<meta").or_else(|| html.find("<title")) {
            Some(at) => format!("{}{}\n{}", &html[..at], &element[1..], &html[at..]),
            None => html.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_comes_first_and_says_nothing_that_a_page_cannot_say() {
        let page = in_page("<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">");
        let (before, after) = page.split_once("content=\"default-src 'none'; ").unwrap();
        assert!(before.starts_with("<!doctype html>\n<html>\n<head>\n<meta http-equiv="));
        assert!(after.contains("form-action 'self'\">\n<meta charset"), "{after}");
        assert!(!page.contains("frame-ancestors"));
    }
}
