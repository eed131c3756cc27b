//! The table of those who answer for pages: what is due, and what waits for a signature.

use std::fmt::Write;

use super::table_head;
use crate::base::escape;
use crate::build::Built;
use crate::review::{
    ChangedThing, OwnerCounts, UnsignedThing, count_by_owner, owned_texts,
};

/// How many texts are named that wait.
const NAMED: usize = 100;

/// Writes the table, and names what waits for a signature.
pub(super) fn push(html: &mut String, built: &Built) {
    let texts = owned_texts(&built.site, &built.config, &built.tree, built.today);
    let (owners, shared) = count_by_owner(&texts, &built.standing, built.today);
    html.push_str("<h2 id=\"owners\">Who answers for what</h2>\n");
    html.push_str(&table_head("owners"));
    for words in [
        "Owner",
        "All",
        "Overdue",
        "Due in 90 days",
        "Without a day",
        "Unsigned",
        "Changed since signed",
    ] {
        let _ = write!(html, "<th scope=\"col\">{words}</th>");
    }
    html.push_str("</tr>\n</thead>\n<tbody>\n");
    let people = &built.site.sources.records.people;
    for (owner, counts) in owners {
        let name = owner.map(|id| people.get(id).map_or(id, |person| &*person.name));
        push_row(html, name.unwrap_or("Nobody"), counts);
    }
    if shared != OwnerCounts::default() {
        push_row(html, "What pages share", shared);
    }
    html.push_str("</tbody>\n</table>\n</div>\n");
    push_waiting(html, built);
}

fn push_row(html: &mut String, name: &str, counts: OwnerCounts) {
    let OwnerCounts { all, overdue, soon, undated, unsigned, changed } = counts;
    let _ = write!(html, "<tr><th scope=\"row\"><bdi>{}</bdi></th>", escape(name));
    for count in [all, overdue, soon, undated, unsigned, changed] {
        let _ = write!(html, "<td>{count}</td>");
    }
    html.push_str("</tr>\n");
}

fn push_waiting(html: &mut String, built: &Built) {
    let changed = built.standing.changed.iter().map(|changed| {
        let ChangedThing { thing, by, exception, .. } = changed;
        let out = exception.as_ref().map(|(date, _)| format!(", went out on {date}"));
        let by = by.join(" and ");
        (thing, format!("changed since {by} signed it{}", out.unwrap_or_default()))
    });
    let unsigned = built.standing.unsigned.iter().map(|unsigned| {
        let UnsignedThing { thing, roles, .. } = unsigned;
        (thing, format!("not signed: {}", roles.join(", ")))
    });
    let mut waiting = changed.chain(unsigned).peekable();
    if waiting.peek().is_none() {
        return;
    }
    html.push_str("<h3>Waiting for a signature</h3>\n<ul class=\"findings\">\n");
    for (thing, words) in waiting.by_ref().take(NAMED) {
        let thing = escape(&thing.to_string());
        let _ = writeln!(html, "<li><code>{thing}</code>: {}</li>", escape(&words));
    }
    html.push_str("</ul>\n");
    match waiting.count() {
        0 => {}
        more => {
            let _ = writeln!(html, "<p>and {more} more</p>");
        }
    }
}
