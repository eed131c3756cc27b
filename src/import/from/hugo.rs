//! Hugo: shortcodes that have a counterpart.

use super::scan;
use crate::import::loss::{self, Losses};

/// Rewrites a body. `page` finds what a reference leads to.
pub(super) fn body(
    text: &str,
    page: &dyn Fn(&str) -> Option<String>,
    losses: &mut Losses,
) -> String {
    let mut quoted = false;
    let text = text.replace("<!--more-->", "");
    // Hugo looks for shortcodes before it knows what is code.
    let text = scan::without(
        &text,
        false,
        &|text| is_shortcode(text, "comment"),
        &|text| {
            let mut marks = text.match_indices("{{").map(|(at, _)| at);
            marks.find_map(|at| Some(at..at + is_shortcode(&text[at..], "/comment")?))
        },
        &mut |comment| losses.add_about(&loss::COMMENTS, comment),
    );
    scan::lines(&text, &mut |line| {
        let own = line.trim();
        // Blocks begin and end on lines of their own.
        if let Some(code) = shortcode(own) {
            let (name, rest) = code.split_once(char::is_whitespace).unwrap_or((code, ""));
            match block(name) {
                Some(_) if name.starts_with('/') => {
                    quoted = false;
                    return String::new();
                }
                Some(kind) => {
                    quoted = true;
                    let words = words(rest);
                    let title = words.iter().find(|(key, value)| {
                        key == "title" || (key.is_empty() && !is_kind(value))
                    });
                    let kind =
                        words.iter().find_map(|(_, value)| mapped(value)).unwrap_or(kind);
                    let title =
                        title.map(|(_, value)| format!(" {value}")).unwrap_or_default();
                    return format!("> [!{kind}]{title}");
                }
                None => {}
            }
        }
        let line = inline(line, page, losses);
        if quoted { format!("> {line}").trim_end().to_owned() } else { line }
    })
}

/// How long the shortcode of this name is with which a text begins.
fn is_shortcode(text: &str, name: &str) -> Option<usize> {
    let (inside, close) = match text.strip_prefix("{{<") {
        Some(inside) => (inside, ">}}"),
        None => (text.strip_prefix("{{%")?, "%}}"),
    };
    let own = inside.trim_start();
    let slash = if name.starts_with('/') { "/" } else { "" };
    let own = own.strip_prefix(slash)?.trim_start();
    let rest = own.strip_prefix(name.trim_start_matches('/'))?;
    let is_whole = rest.starts_with(char::is_whitespace) || rest.starts_with(close);
    let end = rest.find(close).filter(|_| is_whole)?;
    // `{{< comment />}}` holds nothing.
    let is_open = !rest[..end].trim_end().ends_with('/');
    is_open.then_some(text.len() - rest.len() + end + close.len())
}

/// The inside of a line that is one shortcode.
fn shortcode(line: &str) -> Option<&str> {
    let inside = line.strip_prefix("{{<").and_then(|rest| rest.strip_suffix(">}}"));
    let inside = inside
        .or_else(|| line.strip_prefix("{{%").and_then(|rest| rest.strip_suffix("%}}")));
    inside.map(str::trim).filter(|inside| !inside.contains("{{"))
}

/// The block that a shortcode stands for.
fn block(name: &str) -> Option<&'static str> {
    match name.trim_start_matches('/') {
        "notice" | "admonition" | "callout" | "alert" | "hint" | "note" | "info"
        | "tip" => Some("NOTE"),
        "warning" | "caution" => Some("WARNING"),
        "important" => Some("IMPORTANT"),
        "details" | "expand" | "collapse" => Some("DETAILS"),
        _ => None,
    }
}

fn mapped(word: &str) -> Option<&'static str> {
    match word.to_lowercase().as_str() {
        "warning" | "caution" | "danger" => Some("WARNING"),
        "important" => Some("IMPORTANT"),
        _ => None,
    }
}

fn is_kind(word: &str) -> bool {
    [
        "note",
        "info",
        "tip",
        "warning",
        "caution",
        "danger",
        "important",
        "primary",
        "secondary",
        "success",
    ]
    .contains(&word.to_lowercase().as_str())
}

fn inline(
    line: &str,
    page: &dyn Fn(&str) -> Option<String>,
    losses: &mut Losses,
) -> String {
    let mut line = line.to_owned();
    for (open, close) in [("{{<", ">}}"), ("{{%", "%}}")] {
        line = scan::between(&line, open, close, &mut |inside| {
            let inside = inside.trim().trim_end_matches('/').trim();
            let (name, rest) =
                inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
            let words = words(rest);
            let get = |wanted: &str| {
                words
                    .iter()
                    .find(|(key, _)| key == wanted)
                    .map(|(_, value)| value.as_str())
            };
            let first =
                words.first().map(|(_, value)| value.as_str()).unwrap_or_default();
            let made = match name {
                "ref" | "relref" => page(get("path").unwrap_or(first)),
                "figure" | "img" => {
                    let source = get("src").unwrap_or(first);
                    let caption = get("caption")
                        .or(get("title"))
                        .map(|words| format!(" \"{}\"", words.replace('"', "'")));
                    let alternative = get("alt").unwrap_or_default();
                    Some(format!(
                        "![{alternative}]({source}{})",
                        caption.unwrap_or_default()
                    ))
                }
                "youtube" => {
                    let id = get("id").unwrap_or(first);
                    Some(format!("<https://www.youtube.com/watch?v={id}>"))
                }
                "vimeo" => {
                    Some(format!("<https://vimeo.com/{}>", get("id").unwrap_or(first)))
                }
                _ => None,
            };
            if made.is_none() {
                losses.add_at(&loss::FOREIGN, &format!("{{{{< {name} >}}}}"), inside);
            }
            made
        });
    }
    line
}

/// The words of a shortcode, each with its key if it has one.
fn words(text: &str) -> Vec<(String, String)> {
    let mut words = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '"'))
            .unwrap_or(rest.len());
        let (key, after) = match rest[end..].strip_prefix('=') {
            Some(after) => (&rest[..end], after),
            None => ("", rest),
        };
        let (value, after) = if let Some(quoted) = after.strip_prefix('"') {
            quoted.split_once('"').unwrap_or((quoted, ""))
        } else {
            after.split_at(after.find(char::is_whitespace).unwrap_or(after.len()))
        };
        words.push((key.to_owned(), value.to_owned()));
        rest = after.trim_start();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_taken_out() {
        for text in [
            "a {{< comment >}}SECRET{{< /comment >}} b\n",
            "a {{% comment %}}\n\nSECRET {{< x >}}\n{{% /comment %}} b\n",
            "a {{<comment>}}\n```\nSECRET\n```\n{{</ comment>}} b\n",
        ] {
            let changed = body(text, &|_| None, &mut Losses::default());
            assert_eq!(changed, "a  b\n", "{text}");
        }
        let kept = "{{< comments >}} {{</* comment */>}}\n";
        assert_eq!(body(kept, &|_| None, &mut Losses::default()), kept);
    }

    #[test]
    fn shortcodes_become_ours() {
        let mut losses = Losses::default();
        let page =
            |address: &str| (address == "diet.md").then(|| "care/diet.md".to_owned());
        let text = "See [diet]({{< ref \"diet.md\" >}}).\n\n{{% notice warning \"Look\" %}}\nHot.\n{{% /notice %}}\n\n{{< figure src=\"/a.png\" alt=\"A\" caption=\"B\" >}}\n{{< chart >}}\n";
        assert_eq!(
            body(text, &page, &mut losses),
            "See [diet](care/diet.md).\n\n> [!WARNING] Look\n> Hot.\n\n\n![A](/a.png \"B\")\n{{< chart >}}\n"
        );
    }
}
