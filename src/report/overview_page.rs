//! The page on how a site stands: sections of tables that need no script and print well.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::changes::sentence_html;
use super::overview::{
    ChangedOverview, OwnerOverview, SiteOverview, TextOverview, UnsignedOverview,
    WaivedOverview,
};
use super::{Count, page};
use crate::base::{Date, MONTHS, escape, marked_up};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::review::OwnerCounts;

/// The sections, with their anchors.
const SECTIONS: [(&str, &str); 8] = [
    ("owners", "Who answers for what"),
    ("due", "When reviews are due"),
    ("changed", "Changed since signed"),
    ("unsigned", "Not signed"),
    ("waived", "Findings that do not count, and why"),
    ("pages", "Pages of each owner"),
    ("terms", "Words of the glossary"),
    ("findings", "Findings"),
];

/// A text with its day and who answers for it.
type DueRow<'s> = (Date, &'s OwnerOverview, &'s TextOverview);

/// Writes the page.
pub fn overview_page(site: &SiteOverview, findings: &[Diagnostic]) -> String {
    let mut page = OverviewPage { out: String::new(), sections: SECTIONS.iter() };
    let title = format!("How {} stands on {}", site.title, site.today);
    page::begin(&mut page.out, &title);
    page.add(&format!("<h1>{}</h1>\n", escape(&title)));
    page.summary(site, findings);
    page.add("<nav aria-label=\"On this page\">\n<ul>\n");
    for (id, words) in SECTIONS {
        page.add(&format!("<li><a href=\"#{id}\">{words}</a></li>\n"));
    }
    page.add("</ul>\n</nav>\n");
    page.owners(site);
    page.due(site);
    page.changed(site);
    page.unsigned(site);
    page.waived(site);
    page.texts(site);
    page.terms(site);
    page.findings(findings);
    page.add(page::END);
    page.out
}

/// The page while it is written. Writing to a text cannot fail.
struct OverviewPage {
    out: String,
    /// Those that are still to be written.
    sections: std::slice::Iter<'static, (&'static str, &'static str)>,
}

impl OverviewPage {
    fn add(&mut self, html: &str) {
        self.out.push_str(html);
    }

    /// The heading of the next section, whose anchor it gives.
    fn section(&mut self) -> &'static str {
        let (id, words) = self.sections.next().copied().unwrap_or_default();
        let _ = writeln!(self.out, "<h2 id=\"{id}\">{words}</h2>");
        id
    }

    fn nothing(&mut self, words: &str) {
        let _ = writeln!(self.out, "<p>{words}</p>");
    }

    /// A table that scrolls by itself where it is too wide, below the heading `id`.
    fn table(&mut self, id: &str, columns: &[&str], rows: impl FnOnce(&mut String)) {
        let _ = write!(
            self.out,
            "<div class=\"wide\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\">\n\
             <table>\n<thead>\n<tr>"
        );
        for column in columns {
            let _ = write!(self.out, "<th scope=\"col\">{column}</th>");
        }
        self.add("</tr>\n</thead>\n");
        rows(&mut self.out);
        self.add("</table>\n</div>\n");
    }

    fn summary(&mut self, site: &SiteOverview, findings: &[Diagnostic]) {
        let texts = || site.owners.iter().flat_map(|owner| &owner.texts);
        let terms = texts().filter(|text| text.is_term).count();
        let sum = |of: fn(&OwnerCounts) -> usize| {
            site.owners.iter().map(|owner| of(&owner.counts)).sum::<usize>()
                + of(&site.shared)
        };
        let Count { errors, warnings, notes, .. } = Count::of(findings);
        let rows = [
            ("Pages", texts().count() - terms),
            ("Words of the glossary", terms),
            ("Reviews overdue", sum(|own| own.overdue)),
            ("Reviews due in 90 days", sum(|own| own.soon)),
            ("Texts without a day of review", sum(|own| own.undated)),
            ("Texts that changed since they were signed", sum(|own| own.changed)),
            ("Texts that lack a signature", sum(|own| own.unsigned)),
            ("Errors, which keep the site from being published", errors),
            ("Warnings", warnings),
            ("Notes", notes),
            ("Findings that do not count", site.waived.len()),
        ];
        self.add("<ul>\n");
        for (words, count) in rows {
            let _ = writeln!(self.out, "<li>{words}: <strong>{count}</strong></li>");
        }
        self.add("</ul>\n");
    }

    fn owners(&mut self, site: &SiteOverview) {
        let id = self.section();
        let columns = [
            "Owner",
            "Deputy",
            "All",
            "Overdue",
            "Due in 90 days",
            "Without a day",
            "Unsigned",
            "Changed since signed",
        ];
        self.table(id, &columns, |out| {
            out.push_str("<tbody>\n");
            let owners = site.owners.iter();
            let rows = owners.map(|own| (&*own.name, own.deputy.as_deref(), own.counts));
            let shared = (site.shared != OwnerCounts::default()).then_some((
                "What pages share",
                None,
                site.shared,
            ));
            for (name, deputy, counts) in rows.chain(shared) {
                let OwnerCounts { all, overdue, soon, undated, unsigned, changed } =
                    counts;
                let _ = write!(
                    out,
                    "<tr><th scope=\"row\"><bdi>{}</bdi></th><td><bdi>{}</bdi></td>",
                    escape(name),
                    escape(deputy.unwrap_or("–"))
                );
                for count in [all, overdue, soon, undated, unsigned, changed] {
                    let _ = write!(out, "<td class=\"n\">{count}</td>");
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</tbody>\n");
        });
    }

    fn due(&mut self, site: &SiteOverview) {
        let id = self.section();
        let mut months: BTreeMap<(bool, i16, u8), Vec<DueRow<'_>>> = BTreeMap::new();
        for owner in &site.owners {
            for text in &owner.texts {
                let Some(due) = text.due else { continue };
                let (year, month, _) = due.parts();
                let is_to_come = due >= site.today;
                let key = if is_to_come { (true, year, month) } else { (false, 0, 0) };
                months.entry(key).or_default().push((due, owner, text));
            }
        }
        if months.is_empty() {
            self.nothing("No text has a day of review.");
            return;
        }
        self.table(id, &["Text", "Due", "Owner", "Deputy"], |out| {
            for ((is_to_come, year, month), mut rows) in months {
                rows.sort_by_key(|(due, _, text)| (*due, &text.file));
                let month = MONTHS.get(usize::from(month).saturating_sub(1));
                let words = match month {
                    Some(month) if is_to_come => format!("{month} {year}"),
                    _ => "Overdue".to_owned(),
                };
                let _ = writeln!(
                    out,
                    "<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"4\">{words}</th></tr>"
                );
                for (due, owner, text) in rows {
                    let _ = writeln!(
                        out,
                        "<tr><th scope=\"row\">{}</th><td>{due}</td>\
                         <td><bdi>{}</bdi></td><td><bdi>{}</bdi></td></tr>",
                        titled(text),
                        escape(&owner.name),
                        escape(owner.deputy.as_deref().unwrap_or("–"))
                    );
                }
                out.push_str("</tbody>\n");
            }
        });
    }

    fn changed(&mut self, site: &SiteOverview) {
        self.section();
        if site.changed.is_empty() {
            self.nothing("Nothing that was signed has changed since.");
        }
        for changed in &site.changed {
            let ChangedOverview { name, by, exception, changes } = changed;
            let _ = writeln!(
                self.out,
                "<h3><bdi>{}</bdi></h3>\n<p>Signed by {}.</p>",
                escape(name),
                marked_up(by)
            );
            if let Some((date, reason)) = exception {
                let reason = escape(reason);
                let _ = writeln!(
                    self.out,
                    "<p>It went out unsigned on {date}, because: <bdi>{reason}</bdi></p>"
                );
            }
            self.add("<ul>\n");
            for part in changes {
                let heading = match part.heading.as_str() {
                    "" => "At the beginning",
                    heading => heading,
                };
                let heading = escape(heading);
                if part.sentences.is_empty() {
                    let _ = writeln!(self.out, "<li><bdi>{heading}</bdi></li>");
                }
                for sentence in &part.sentences {
                    let words = sentence_html(sentence);
                    let _ = writeln!(self.out, "<li><bdi>{heading}</bdi>: {words}</li>");
                }
            }
            self.add("</ul>\n");
        }
    }

    fn unsigned(&mut self, site: &SiteOverview) {
        let id = self.section();
        if site.unsigned.is_empty() {
            self.nothing(
                "No text lacks a signature that the site asks for in <code>review.roles</code>.",
            );
            return;
        }
        self.table(id, &["Text", "Missing", "Shown on"], |out| {
            out.push_str("<tbody>\n");
            for UnsignedOverview { name, roles, shown_by } in &site.unsigned {
                let pages = match shown_by {
                    0 => "it is a page".to_owned(),
                    1 => "1 page".to_owned(),
                    count => format!("{count} pages"),
                };
                let _ = writeln!(
                    out,
                    "<tr><th scope=\"row\"><bdi>{}</bdi></th><td><bdi>{}</bdi></td>\
                     <td>{pages}</td></tr>",
                    escape(name),
                    escape(roles)
                );
            }
            out.push_str("</tbody>\n");
        });
    }

    fn waived(&mut self, site: &SiteOverview) {
        let id = self.section();
        if site.waived.is_empty() {
            self.nothing("No finding is waived.");
            return;
        }
        self.table(id, &["Finding", "File", "Reason", "Until"], |out| {
            out.push_str("<tbody>\n");
            for WaivedOverview { rule, file, message, reason, until } in &site.waived {
                let until = until.map_or("no end".to_owned(), |day| day.to_string());
                let _ = writeln!(
                    out,
                    "<tr><th scope=\"row\"><code>{rule}</code>: {}</th>\
                     <td><bdi>{}</bdi></td><td><bdi>{}</bdi></td><td>{until}</td></tr>",
                    marked_up(message),
                    escape(file),
                    escape(reason)
                );
            }
            out.push_str("</tbody>\n");
        });
    }

    fn texts(&mut self, site: &SiteOverview) {
        self.section();
        for (number, owner) in site.owners.iter().enumerate() {
            let pages = owner.texts.iter().filter(|text| !text.is_term);
            let pages: Vec<_> = pages.map(|text| (owner, text)).collect();
            if pages.is_empty() {
                continue;
            }
            let (id, name) = (format!("owner-{}", number + 1), escape(&owner.name));
            let _ = writeln!(self.out, "<h3 id=\"{id}\"><bdi>{name}</bdi></h3>");
            let columns = ["Page", "Last reviewed", "Due", "Signed by"];
            self.table(&id, &columns, |out| text_rows(out, &pages, false));
        }
    }

    fn terms(&mut self, site: &SiteOverview) {
        let id = self.section();
        let all = site.owners.iter();
        let all = all.flat_map(|owner| owner.texts.iter().map(move |text| (owner, text)));
        let mut terms: Vec<_> = all.filter(|(_, text)| text.is_term).collect();
        if terms.is_empty() {
            self.nothing("The glossary has no entry.");
            return;
        }
        terms.sort_by_key(|(_, text)| (text.title.to_lowercase(), &text.file));
        let columns = ["Word", "Last reviewed", "Due", "Signed by", "Owner"];
        self.table(id, &columns, |out| text_rows(out, &terms, true));
    }

    fn findings(&mut self, findings: &[Diagnostic]) {
        let id = self.section();
        let mut rules: BTreeMap<(Severity, &str), (&Rule, usize)> = BTreeMap::new();
        for finding in findings {
            let key = (finding.severity, finding.rule.name);
            rules.entry(key).or_insert((finding.rule, 0)).1 += 1;
        }
        if rules.is_empty() {
            self.nothing("There is none.");
            return;
        }
        self.table(id, &["Rule", "Severity", "How many", "What it means"], |out| {
            out.push_str("<tbody>\n");
            // The worst come first.
            for ((severity, name), (rule, count)) in rules.into_iter().rev() {
                let _ = writeln!(
                    out,
                    "<tr><th scope=\"row\"><code>{name}</code></th><td>{}</td>\
                     <td class=\"n\">{count}</td><td>{}</td></tr>",
                    severity.name(),
                    escape(rule.meaning)
                );
            }
            out.push_str("</tbody>\n");
        });
    }
}

fn text_rows(
    out: &mut String,
    texts: &[(&OwnerOverview, &TextOverview)],
    with_owner: bool,
) {
    let day = |day: Option<Date>| day.map_or("–".to_owned(), |day| day.to_string());
    out.push_str("<tbody>\n");
    for (owner, text) in texts {
        let signed = if text.signed.is_empty() {
            "–".to_owned()
        } else {
            marked_up(&text.signed.join(", "))
        };
        let _ = write!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{signed}</td>",
            titled(text),
            day(text.last),
            day(text.due)
        );
        if with_owner {
            let _ = write!(out, "<td><bdi>{}</bdi></td>", escape(&owner.name));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n");
}

/// A title, in its own language, that leads to the page, and the file.
fn titled(text: &TextOverview) -> String {
    let TextOverview { title, language, file, address, .. } = text;
    let words = format!("<bdi lang=\"{}\">{}</bdi>", escape(language), escape(title));
    let words = match address {
        Some(address) => format!("<a href=\"{}\">{words}</a>", escape(address)),
        None => words,
    };
    format!("{words}<br><bdi>{}</bdi>", escape(file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::MISSING_BASE_URL;
    use crate::review::{ShownPart, compare};

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn the_page_tells_what_is_due_and_what_changed() {
        let text = |title: &str, due: &str| TextOverview {
            title: title.to_owned(),
            language: "en".to_owned(),
            file: "care/fever.md".to_owned(),
            address: Some("https://e.org/?a&b".to_owned()),
            is_term: false,
            last: None,
            due: Some(date(due)),
            signed: vec!["dr-lee (clinical) on 2026-01-01".to_owned()],
        };
        let part = |line: &str| vec![ShownPart::new("", vec![line.to_owned()])];
        let site = SiteOverview {
            title: "Ward <4>".to_owned(),
            today: date("2026-11-29"),
            owners: vec![OwnerOverview {
                name: "Ann".to_owned(),
                deputy: None,
                counts: OwnerCounts { all: 2, overdue: 1, ..OwnerCounts::default() },
                texts: vec![text("Late", "2026-11-28"), text("Soon", "2026-12-01")],
            }],
            shared: OwnerCounts::default(),
            unsigned: Vec::new(),
            changed: vec![ChangedOverview {
                name: "care/fever.md".to_owned(),
                by: "dr-lee".to_owned(),
                exception: Some((date("2026-11-01"), "urgent".to_owned())),
                changes: compare(&part("Call at 38 °C."), &part("Call at 39 °C."), "en"),
            }],
            waived: Vec::new(),
        };
        let found = [Diagnostic::about_site(&MISSING_BASE_URL, "x")];
        let page = overview_page(&site, &found);
        let mut at = 0;
        for part in [
            "<h1>How Ward &lt;4&gt; stands on 2026-11-29</h1>",
            "<li>Reviews overdue: <strong>1</strong></li>",
            "<td class=\"n\">2</td><td class=\"n\">1</td>",
            ">Overdue</th></tr>",
            "<a href=\"https://e.org/?a&amp;b\"><bdi lang=\"en\">Late</bdi></a>",
            ">December 2026</th></tr>",
            "<td>2026-12-01</td>",
            "It went out unsigned on 2026-11-01, because: <bdi>urgent</bdi>",
            "Call at <del>38</del> <ins>39</ins> °C.",
            "No text lacks a signature",
            "No finding is waived",
            "dr-lee (clinical) on 2026-01-01",
            "The glossary has no entry",
            "<code>missing-base-url</code>",
        ] {
            let found = page[at..].find(part);
            at += found.unwrap_or_else(|| panic!("{part} in\n{page}"));
        }
    }
}
