//! The 652 examples of the specification of `CommonMark`, through the whole program.
//!
//! Each becomes an article. Compared are the elements and the text: links and images go
//! through the resolver, which has tests of its own, and these examples lead nowhere.

use std::fmt::Write as _;
use std::fs;

use engraft::diagnostic::Rule;

use crate::harness::{TestSite, repository};

/// Examples that Engraft reads otherwise, with the reason.
const DIFFERENT: &[(usize, &str)] = &[
    (484, "a link without words shows where it leads"),
    (487, "an empty link is told, and an empty paragraph is left out"),
    (548, "double brackets are a cross-link"),
    (559, "double brackets are a cross-link"),
    (590, "double brackets after `!` include a snippet"),
];

struct Example {
    section: String,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let path = repository().join("tests/commonmark/spec.txt");
    let text = fs::read_to_string(path).unwrap().replace('→', "\t");
    let fence = format!("\n{}", "`".repeat(32));
    let mut section = String::new();
    let mut examples = Vec::new();
    let mut parts = text.split(&fence);
    while let Some(part) = parts.next() {
        let heading = part.lines().rev().find_map(|line| line.strip_prefix("## "));
        if let Some(heading) = heading {
            heading.clone_into(&mut section);
        }
        let Some(example) = parts.next() else { break };
        let example = example.strip_prefix(" example\n").expect("an example");
        let example = format!("\n{example}\n");
        let (markdown, html) = example.split_once("\n.\n").expect("a dot between");
        examples.push(Example {
            section: section.clone(),
            markdown: format!("{}\n", markdown.strip_prefix('\n').unwrap_or(markdown)),
            html: html.to_owned(),
        });
    }
    examples
}

#[test]
fn the_examples_of_the_specification_are_read_as_it_says() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let site = TestSite::new();
    let mut configuration = String::from(
        "title: T\nbase_url: https://www.example.org/\nmarkdown: {html: trust, highlight: false}\n\
         rules:\n",
    );
    // What an example may say is no matter; a file or a template that cannot be used is.
    let is_of_text =
        |rule: &&Rule| !rule.code.starts_with('T') && rule.name != "unreadable-file";
    for rule in engraft::build::rules().into_iter().filter(is_of_text) {
        let _ = writeln!(configuration, "  {}: off", rule.name);
    }
    site.configure(configuration);
    site.write("themes/default/templates/plain.html", "[begin]{{ content | safe }}[end]");
    for (index, example) in examples.iter().enumerate() {
        let number = index + 1;
        let text = format!(
            "---\ntitle: Example {number}\ntemplate: plain\n---\n{}",
            example.markdown
        );
        site.write(&format!("site-content/example-{number}.md"), text);
    }
    site.build();

    let mut wrong = Vec::new();
    let mut same = 0;
    for (index, example) in examples.iter().enumerate() {
        let number = index + 1;
        let page = site.published(&format!("example-{number}/index.html"));
        let body =
            page.strip_prefix("[begin]").and_then(|body| body.strip_suffix("[end]"));
        let body =
            body.unwrap_or_else(|| panic!("example {number} is another page: {page}"));
        let is_same = tokens(body) == tokens(&example.html);
        same += usize::from(is_same);
        let listed = DIFFERENT.iter().any(|(known, _)| *known == number);
        if is_same && listed {
            wrong.push(format!(
                "{number}: is as the specification says: take it off the list"
            ));
        } else if !is_same && !listed {
            wrong.push(format!(
                "{number} ({}):\n{}\n  expected {:?}\n     found {:?}",
                example.section,
                example.markdown,
                tokens(&example.html),
                tokens(body)
            ));
        }
    }
    assert!(wrong.is_empty(), "{same} of 652 agree\n{}", wrong.join("\n"));
}

/// Elements without attributes, and text without its entities, in order.
///
/// Links are left out, and images are their text: that is what becomes of those that lead
/// nowhere. An image alone in its paragraph is a figure, with its title as the caption; a
/// level-one heading below the title is one of level two.
fn tokens(html: &str) -> Vec<String> {
    let html = html.replace("figure>", "p>");
    let html = match (html.find("<figcaption>"), html.find("</figcaption>")) {
        (Some(start), Some(end)) => format!("{}{}", &html[..start], &html[end..]),
        _ => html,
    };
    let mut tokens = Vec::new();
    let mut text = String::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at..];
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let inside = tag[1..end].trim_end_matches('>');
        let name: String = inside
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '!' | '?'))
            .collect();
        let name = name.strip_suffix('/').unwrap_or(&name).to_lowercase();
        match name.as_str() {
            "a" | "/a" | "/figcaption" => {}
            "img" => {
                let alternative = inside.split("alt=\"").nth(1).unwrap_or_default();
                text.push_str(alternative.split('"').next().unwrap_or_default());
            }
            name => {
                push_text(&mut tokens, &mut text);
                tokens.push(format!("<{}>", name.replace("h1", "h2")));
            }
        }
        rest = &tag[end..];
    }
    text.push_str(rest);
    push_text(&mut tokens, &mut text);
    tokens
}

fn push_text(tokens: &mut Vec<String>, text: &mut String) {
    let plain = text
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let words: Vec<&str> = plain.split_whitespace().collect();
    if !words.is_empty() {
        tokens.push(words.join(" "));
    }
    text.clear();
}
