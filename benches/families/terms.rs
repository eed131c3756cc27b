//! Glossaries that grow, and pages that name their terms.

use super::Family;
use super::site::{Site, by_forty, each, letters, pages, words};

pub(super) const FAMILIES: &[Family] = &[
    Family::new("one paragraph that names all terms", 400, |site, n| {
        terms(site, n, |_| String::new());
        site.home(&each(n, |k| format!("the {}q and ", letters(k).to_lowercase())));
    }),
    Family::new("terms", 500, |site, n| {
        terms(site, n, |_| String::new());
        site.home(&each(n, |k| format!("The {}q is.\n\n", letters(k).to_lowercase())));
    }),
    Family::new("terms named on all of forty pages", 250, |site, n| {
        terms(site, n, |_| String::new());
        let text = each(n, |k| format!("The {}q is.\n\n", letters(k).to_lowercase()));
        pages(site, 40, by_forty, "", |_| text.clone());
        site.home("Words.");
    }),
    Family::new("terms a, aa, aaa", 20_000, |site, n| {
        for k in 0..n.isqrt() {
            site.term(
                &format!("t{k}"),
                &format!("term: {}\n", "a".repeat(k + 1)),
                "A word.",
            );
        }
        let word = "a".repeat(n.isqrt());
        site.home(&format!("{word} ").repeat(n.isqrt()));
    }),
    Family::new("terms of words in a row", 4000, |site, n| {
        // The names of the terms grow by the root, so that the input only doubles.
        for k in 0..n.isqrt() {
            let name = "a ".repeat(k + 1);
            site.term(&format!("t{k}"), &format!("term: {}\n", name.trim()), "A.");
        }
        site.home(&"a ".repeat(n));
    }),
    Family::new("terms that see the next", 500, |site, n| {
        terms(site, n, |k| {
            format!("see_also: [{}q]\n", letters((k + 1) % n).to_lowercase())
        });
        site.home("Words.");
    }),
    Family::new("terms that are broader than the next", 500, |site, n| {
        terms(site, n, |k| {
            format!("narrower: [{}q]\n", letters((k + 1) % n).to_lowercase())
        });
        site.home("Words.");
    }),
    Family::new("one term that sees all", 500, |site, n| {
        terms(site, n, |_| String::new());
        let all = each(n, |k| format!("  - {}q\n", letters(k).to_lowercase()));
        site.term("all", &format!("term: all of it\nsee_also:\n{all}"), "A word.");
        site.home("Words.");
    }),
    Family::new("terms seen by their files", 500, |site, n| {
        terms(site, n, |k| format!("see_also: [t{}.md]\n", (k + 1) % n));
        site.home("Words.");
    }),
    Family::new("aliases of one term", 1000, |site, n| {
        let aliases = each(n, |k| format!("  - {}q\n", letters(k).to_lowercase()));
        site.term("a", &format!("term: one word\naliases:\n{aliases}"), "A word.");
        site.home(&each(n, |k| format!("The {}q is.\n\n", letters(k).to_lowercase())));
    }),
    Family::new("abbreviations", 500, |site, n| {
        for k in 0..n {
            let front = format!(
                "term: {}q word\nabbreviation: {}Q\n",
                letters(k).to_lowercase(),
                letters(k)
            );
            site.term(&format!("t{k}"), &front, "A word.");
        }
        site.home(&each(n, |k| format!("The {}Q is.\n\n", letters(k))));
    }),
    Family::new("one term named often", 10_000, |site, n| {
        site.term("a", "term: one word\n", "A word.");
        site.home(&"It is one word.\n\n".repeat(n));
    }),
    Family::new("one term named on many pages", 1000, |site, n| {
        site.term("a", "term: one word\n", "A word.");
        pages(site, n, by_forty, "", |_| "It is one word.".to_owned());
        site.home("Words.");
    }),
    Family::new("one paragraph that names one term", 10_000, |site, n| {
        site.term("a", "term: one word\nabbreviation: OWN\n", "A word.");
        site.home(&"one word and OWN and ".repeat(n));
    }),
    Family::new("one paragraph that links all terms", 400, |site, n| {
        terms(site, n, |_| String::new());
        site.home(&each(n, |k| format!("see [[{}q]] ", letters(k).to_lowercase())));
    }),
    Family::new("terms that differ by one letter", 300, |site, n| {
        for k in 0..n {
            let letter =
                char::from_u32(0x4e00 + u32::try_from(k).unwrap_or(0)).unwrap_or('a');
            site.term(
                &format!("t{k}"),
                &format!("term: abcdefgh{letter}ijkl\n"),
                "A word.",
            );
        }
        site.home("Words.");
    }),
    Family::new("terms broader in circles", 300, |site, n| {
        terms(site, n, |k| {
            let next = letters((k + 1) % n).to_lowercase();
            format!("broader: [{next}q, {}q]\n", letters(0).to_lowercase())
        });
        site.home("Words.");
    }),
    Family::new("terms of one alias", 500, |site, n| {
        terms(site, n, |_| "aliases: [same word]\n".to_owned());
        site.home(&"It is the same word. ".repeat(n));
    }),
    Family::new("terms that avoid one word", 500, |site, n| {
        terms(site, n, |_| "avoid: [bad word]\n".to_owned());
        site.home(&"It is the bad word. ".repeat(n));
    }),
    Family::new("terms of one plural", 500, |site, n| {
        for k in 0..n {
            let name = if k % 2 == 0 { format!("w{k}") } else { format!("w{}s", k - 1) };
            site.term(&format!("t{k}"), &format!("term: {name}\n"), "A word.");
        }
        site.home("Words.");
    }),
    Family::new("abbreviations that all know", 500, |site, n| {
        let all = each(n, |k| format!("{}Q, ", letters(k)));
        site.configure(&format!("glossary:\n  allow: [{all}]\n"));
        site.home(&each(n, |k| format!("The {}Q is.\n\n", letters(k))));
    }),
    Family::new("terms with pages of their own", 300, |site, n| {
        for k in 0..n {
            let front = format!("term: {}q\n", letters(k).to_lowercase());
            site.term(
                &format!("t{k}"),
                &front,
                &format!("A word.\n\n## More\n\n{}", words()),
            );
        }
        site.home("Words.");
    }),
    Family::new("terms linked by anchor", 500, |site, n| {
        terms(site, n, |_| String::new());
        let link = |k| format!("[a](/glossary/#{}q)\n\n", letters(k).to_lowercase());
        site.home(&each(n, link));
    }),
];

/// `n` terms called after their number.
fn terms(site: &mut Site, n: usize, front_matter: impl Fn(usize) -> String) {
    for k in 0..n {
        let front = format!("term: {}q\n{}", letters(k).to_lowercase(), front_matter(k));
        site.term(&format!("t{k}"), &front, "What it is, in a few words.");
    }
}
