//! The least that any generator does with the same corpus: read, front matter, Markdown,
//! template, write, on two threads. No links are resolved, nothing is checked.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::{Deserialize, Serialize};
use tera::{Context, Tera, Value};

use crate::words::AREAS;

const LAYOUT: &str = r##"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page.title }} - Transplant information</title>
<meta name="description" content="{{ page.description }}">
<link rel="canonical" href="https://www.example.org{{ url }}">
<link rel="stylesheet" href="/assets/main.css">
</head>
<body>
<a href="#main">Skip to content</a>
<header>
<a class="site-name" href="/"><span>Transplant information</span></a>
<nav aria-label="Main menu">
<ul>
{%- for area in areas %}
<li><a href="{{ area.url }}">{{ area.title }}</a></li>
{%- endfor %}
</ul>
</nav>
</header>
<nav class="breadcrumbs" aria-label="Breadcrumb">
<ol>
<li><a href="/">Transplant information</a></li>
{%- for above in breadcrumbs %}
<li><a href="{{ above.url }}">{{ above.title }}</a></li>
{%- endfor %}
</ol>
</nav>
<nav aria-label="Section">{{ menu | safe }}</nav>
<main id="main">
<h1>{{ page.title }}</h1>
{{ content | safe }}
<ul>{% for tag in page.tags %}<li><a href="/tags/{{ tag }}/">{{ tag }}</a></li>{% endfor %}</ul>
<p>Page last reviewed: {{ page.reviewed }}. Next review due: {{ page.review_due }}.</p>
<nav class="pagination" aria-label="Previous and next page">
<ul>
{%- if previous %}
<li class="previous"><a href="{{ previous.url }}" rel="prev">Previous: {{ previous.title }}</a></li>
{%- endif %}
{%- if next %}
<li class="next"><a href="{{ next.url }}" rel="next">Next: {{ next.title }}</a></li>
{%- endif %}
</ul>
</nav>
</main>
<footer><a href="/glossary/">Glossary</a></footer>
</body>
</html>
"##;

/// The part of the front matter that the layout shows; the rest is read and dropped.
#[derive(Deserialize, Serialize)]
struct FrontMatter {
    title: String,
    description: String,
    #[serde(default)]
    tags: Vec<String>,
    reviewed: String,
    review_due: String,
}

/// One article as read: front matter, body, address.
type Read = (FrontMatter, String, String);

fn link((front_matter, _, url): &Read) -> Link<'_> {
    Link { title: &front_matter.title, url }
}

/// A link of the layout.
#[derive(Serialize)]
struct Link<'a> {
    title: &'a str,
    url: &'a str,
}

/// Builds the site below `root` into `output` and returns the number of pages.
pub(crate) fn build(root: &Path, output: &Path) -> io::Result<usize> {
    let content = root.join("site-content");
    let mut tera = Tera::new();
    tera.add_raw_template("page.html", LAYOUT).map_err(io::Error::other)?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build();
    let pool = pool.map_err(io::Error::other)?;
    let pages = pool.install(|| {
        let sections = sections(&content)?;
        let counts = sections
            .into_par_iter()
            .map(|section| write_section(&tera, &content, &section, output));
        counts.sum::<io::Result<usize>>()
    })?;
    Ok(pages)
}

/// The articles of each folder, without the glossary: its entries share a page.
fn sections(content: &Path) -> io::Result<Vec<Vec<PathBuf>>> {
    let mut sections = Vec::new();
    let mut open = vec![content.to_owned()];
    while let Some(folder) = open.pop() {
        let mut articles = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                if !path.ends_with("glossary") {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|extension| extension == "md") {
                articles.push(path);
            }
        }
        articles.sort();
        sections.push(articles);
    }
    Ok(sections)
}

fn write_section(
    tera: &Tera,
    content: &Path,
    section: &[PathBuf],
    output: &Path,
) -> io::Result<usize> {
    let mut read: Vec<Read> = Vec::with_capacity(section.len());
    for article in section {
        let text = fs::read_to_string(article)?;
        let (block, body) =
            split(&text).ok_or_else(|| io::Error::other("no front matter"))?;
        let front_matter: FrontMatter =
            serde_yaml::from_str(block).map_err(io::Error::other)?;
        read.push((front_matter, body.to_owned(), address(content, article)));
    }
    let mut menu = String::from("<ul>");
    for (front_matter, _, url) in &read {
        menu.extend(["<li><a href=\"", url, "\">", &front_matter.title, "</a></li>"]);
    }
    menu.push_str("</ul>");
    let menu = Value::safe_string(&menu);
    let areas: Vec<Link<'_>> =
        AREAS.iter().map(|area| Link { title: area, url: "/" }).collect();
    let areas = Value::from_serializable(&areas);
    let mut html_text = String::new();
    for (index, (front_matter, body, url)) in read.iter().enumerate() {
        html_text.clear();
        html::push_html(&mut html_text, Parser::new_ext(body, options()));
        let mut context = Context::new();
        context.insert("page", front_matter);
        context.insert("url", url);
        context.insert_value("areas", areas.clone());
        context.insert("breadcrumbs", &breadcrumbs(url));
        context
            .insert("previous", &index.checked_sub(1).map(|before| link(&read[before])));
        context.insert("next", &read.get(index + 1).map(link));
        context.insert_value("menu", menu.clone());
        context.insert_value("content", Value::safe_string(&html_text));
        let page = tera.render("page.html", &context).map_err(io::Error::other)?;
        let folder = output.join(&url[1..]);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), page)?;
    }
    Ok(read.len())
}

/// The folders above a page.
fn breadcrumbs(url: &str) -> Vec<Link<'_>> {
    let ends = url.match_indices('/').map(|(at, _)| at).skip(1);
    let mut links: Vec<Link<'_>> = ends
        .map(|end| Link {
            title: url[..end].rsplit('/').next().unwrap_or_default(),
            url: &url[..=end],
        })
        .collect();
    links.pop();
    links
}

/// Front matter and body.
fn split(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix("---\n")?.split_once("\n---\n")
}

fn address(content: &Path, article: &Path) -> String {
    let relative = article.strip_prefix(content).expect("it was found there");
    let path = relative.with_extension("").to_string_lossy().replace('\\', "/");
    match path.strip_suffix("index") {
        Some(folder) => format!("/{folder}"),
        None => format!("/{path}/"),
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
}
