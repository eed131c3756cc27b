//! The same corpus as three programs take it, and how each serves it.
//!
//! The peers get the layout of Engraft's pages: header, breadcrumbs, section menu, contents,
//! tags, neighbours, footer. They get less to do: links are written as finished addresses,
//! and there are no words to explain, no review and nothing to check.

use std::error::Error;
use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use crate::corpus::{self, Corpus};
use crate::server::Server;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// A program that serves a site.
#[derive(Clone)]
pub(crate) enum Program {
    /// The program that is measured.
    Engraft,
    /// The same before a change: what a change costs is seen in one run.
    Before(PathBuf),
    /// `hugo server`, which makes after an edit only the pages that were looked at last.
    Hugo(PathBuf),
    /// `zola serve --fast`, which makes after an edit only the page that was edited.
    Zola(PathBuf),
}

/// The words of an article that an edit changes, and those of the template.
pub(crate) const WORD: &str = "A last word";
pub(crate) const FOOTER: &str = "The footer";

impl Program {
    /// A peer by its name: the program that `HUGO`, `ZOLA` or `BEFORE` names, else the one on
    /// the path of programs.
    pub(crate) fn peer(name: &str) -> Outcome<Program> {
        let path = env::var_os(name.to_uppercase()).map_or(name.into(), PathBuf::from);
        let answers = Command::new(&path).arg("--help").output().is_ok();
        match name {
            _ if !answers => Err(format!("there is no {name} to be run").into()),
            "hugo" => Ok(Program::Hugo(path)),
            "zola" => Ok(Program::Zola(path)),
            "before" => Ok(Program::Before(path)),
            other => Err(format!("no such peer: {other}").into()),
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Program::Engraft => "engraft",
            Program::Before(_) => "before",
            Program::Hugo(_) => "hugo",
            Program::Zola(_) => "zola",
        }
    }

    pub(crate) fn is_engraft(&self) -> bool {
        matches!(self, Program::Engraft | Program::Before(_))
    }

    /// Writes the corpus below `root` and returns the bytes of Markdown.
    pub(crate) fn write(&self, corpus: Corpus, root: &Path) -> io::Result<usize> {
        let mut bytes = 0;
        corpus.files(|path, text| {
            let (path, text) = match self {
                _ if self.is_engraft() => {
                    (format!("site-content/{path}"), text.to_owned())
                }
                _ => match self.adapted(path, text) {
                    Some(adapted) => adapted,
                    None => return Ok(()),
                },
            };
            bytes += text.len();
            put(&root.join(path), &text)
        })?;
        let files: &[(&str, &str)] = match self {
            Program::Engraft | Program::Before(_) => &[],
            Program::Hugo(_) => HUGO_FILES,
            Program::Zola(_) => ZOLA_FILES,
        };
        for (path, text) in files {
            put(&root.join(path), text)?;
        }
        self.edit_template(root, FOOTER)?;
        Ok(bytes)
    }

    /// Says whether code is highlighted; `settings` are more lines of Engraft's `site.yaml`.
    pub(crate) fn configure(
        &self,
        root: &Path,
        highlight: bool,
        settings: &str,
    ) -> io::Result<()> {
        let file = match self {
            Program::Engraft | Program::Before(_) => "site-content/site.yaml",
            Program::Hugo(_) => "hugo.toml",
            Program::Zola(_) => "config.toml",
        };
        let text = fs::read_to_string(root.join(file))?;
        let text = match self {
            Program::Engraft | Program::Before(_) => text + settings,
            Program::Hugo(_) if highlight => {
                text.replace("codeFences = false", "codeFences = true\nnoClasses = false")
            }
            Program::Zola(_) if highlight => {
                text + "[markdown.highlighting]\ntheme = \"github-light\"\n"
            }
            Program::Hugo(_) | Program::Zola(_) => text,
        };
        fs::write(root.join(file), text)
    }

    /// The command that builds the site in `root`, and its arguments.
    pub(crate) fn build(&self, root: &Path, output: &Path) -> Vec<OsString> {
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        let (root, output) = (root.into(), output.into());
        match self {
            Program::Engraft | Program::Before(_) => {
                let program = match self {
                    Program::Before(path) => path.into(),
                    _ => OsString::from(env!("CARGO_BIN_EXE_engraft")),
                };
                let [build, into] = ["build", "--output"].map(OsString::from);
                vec![program, "--quiet".into(), "-C".into(), root, build, into, output]
            }
            Program::Hugo(path) => {
                let mut command = vec![path.into()];
                command.extend(words(&["--quiet", "--source"]));
                command.extend([root, "--destination".into(), output]);
                command
            }
            Program::Zola(path) => {
                let mut command = vec![path.into(), "--root".into(), root];
                command.extend(words(&["build", "--force", "--output-dir"]));
                command.push(output);
                command
            }
        }
    }

    /// A file as a peer takes it, and where.
    fn adapted(&self, path: &str, text: &str) -> Option<(String, String)> {
        if let Some(image) = path.strip_prefix("images/") {
            return Some((format!("static/images/{image}"), text.to_owned()));
        }
        let page = path.strip_suffix(".md")?;
        let (front_matter, body) = text.strip_prefix("---\n")?.split_once("---\n")?;
        let value = |key: &str| {
            let mut lines = front_matter.lines();
            lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
        };
        let title = value("title").or_else(|| value("term"))?;
        let description = value("description").unwrap_or_default();
        let weight = value("weight").unwrap_or("1");
        let tags: Vec<&str> = value("tags")
            .map(|tags| tags.trim_matches(['[', ']']).split(", ").collect())
            .unwrap_or_default();
        let head = match self {
            // A section of Zola has no tags.
            Program::Zola(_) => {
                let more = if page.ends_with("index") {
                    "sort_by = \"weight\"\n".to_owned()
                } else {
                    format!("[taxonomies]\ntags = {tags:?}\n")
                };
                format!(
                    "+++\ntitle = {title:?}\ndescription = {description:?}\n\
                     weight = {weight}\n{more}+++\n"
                )
            }
            _ => format!(
                "---\ntitle: {title:?}\ndescription: {description:?}\nweight: {weight}\n\
                 tags: {tags:?}\n---\n"
            ),
        };
        let page = match page.strip_suffix("index") {
            Some(folder) => format!("content/{folder}_index.md"),
            None => format!("content/{path}"),
        };
        Some((page, head + &with_addresses(body)))
    }

    /// Changes one word of an article; returns the page and the words that it shows then.
    pub(crate) fn edit(
        &self,
        root: &Path,
        article: usize,
        number: usize,
    ) -> Outcome<(String, String)> {
        let folder = if self.is_engraft() { "site-content" } else { "content" };
        let path = root.join(folder).join(corpus::address(article) + ".md");
        let words = WORD.replace("last", &format!("mended{number}"));
        let text = fs::read_to_string(&path)?.replacen(WORD, &words, 1);
        fs::write(path, text)?;
        Ok((self.page(article), words))
    }

    /// Changes a word of the template of articles; returns the words.
    pub(crate) fn edit_template(&self, root: &Path, words: &str) -> io::Result<()> {
        let (path, text) = match self {
            Program::Engraft | Program::Before(_) => {
                ("themes/default/templates/article.html", ENGRAFT_ARTICLE)
            }
            Program::Hugo(_) => ("layouts/baseof.html", HUGO_BASE),
            Program::Zola(_) => ("templates/base.html", ZOLA_BASE),
        };
        put(&root.join(path), &text.replace(FOOTER, words))
    }

    /// The address of an article.
    pub(crate) fn page(&self, article: usize) -> String {
        let base = if self.is_engraft() { "/patients/" } else { "/" };
        format!("{base}{}/", corpus::address(article))
    }

    /// Serves the site in `root`; the server and where it is.
    pub(crate) fn serve(&self, root: &Path) -> Outcome<(Server, SocketAddr)> {
        // Nobody else is expected to take it in the meantime.
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let port = free.port().to_string();
        let mut command = match self {
            Program::Engraft | Program::Before(_) => {
                let mut command = match self {
                    Program::Before(path) => Command::new(path),
                    _ => Command::new(env!("CARGO_BIN_EXE_engraft")),
                };
                command.args(["serve", "--port", &port, "--root"]).arg(root);
                command
            }
            Program::Hugo(path) => {
                let mut command = Command::new(path);
                command.args(["server", "--bind", "127.0.0.1", "--port", &port]);
                command.args(["--disableLiveReload", "--renderToMemory", "--source"]);
                command.arg(root);
                command
            }
            Program::Zola(path) => {
                let mut command = Command::new(path);
                command.arg("--root").arg(root).args(["serve", "--fast"]);
                command.args(["--interface", "127.0.0.1", "--port", &port]);
                command.args(["--debounce", ZOLA_DEBOUNCE]);
                command
            }
        };
        command.current_dir(root);
        Ok((Server::start(command)?, free))
    }
}

/// Zola waits a second by default; here it waits as long as Engraft does.
const ZOLA_DEBOUNCE: &str = "40";

fn put(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// A body whose links are finished addresses.
fn with_addresses(body: &str) -> String {
    let lines = body.lines().map(|line| {
        let link = line.strip_prefix("- [[").and_then(|line| line.strip_suffix("]]"));
        // A title ends with the number of its article.
        let number = link.and_then(|title| title.rsplit(' ').next()?.parse().ok());
        match (link, number) {
            (Some(title), Some(number)) => {
                format!("- [{title}](/{}/)\n", corpus::address(number))
            }
            _ if line.contains("](/") => line.replace(".md)", "/)") + "\n",
            _ => line.replace("](", "](../").replace(".md)", "/)") + "\n",
        }
    });
    lines.collect()
}

const ENGRAFT_ARTICLE: &str = "{% extends \"default/article.html\" %}\n\
    {% block footer %}<footer class=\"site-footer\"><p>The footer</p></footer>{% endblock %}\n";

const HUGO_FILES: &[(&str, &str)] = &[
    (
        "hugo.toml",
        "baseURL = \"https://www.example.org/\"\ntitle = \"Transplant information\"\n\
         disableKinds = [\"rss\"]\n[taxonomies]\ntag = \"tags\"\n\
         [markup.goldmark.renderer]\nunsafe = true\n[markup.highlight]\ncodeFences = false\n",
    ),
    ("static/style.css", "body { font: 1em/1.5 sans-serif; }\n"),
    ("layouts/home.html", HUGO_LIST),
    ("layouts/section.html", HUGO_LIST),
    ("layouts/term.html", HUGO_LIST),
    (
        "layouts/taxonomy.html",
        "{{ define \"main\" }}<h1>Tags</h1><ul>{{ range .Data.Terms.Alphabetical }}\
         <li><a href=\"{{ .Page.RelPermalink }}\">{{ .Page.Title }}</a></li>\n{{ end }}</ul>\
         {{ end }}\n",
    ),
    ("layouts/page.html", HUGO_PAGE),
];

const HUGO_BASE: &str = r##"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} – {{ site.Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a href="#main">Skip to content</a>
<header><a href="/">{{ site.Title }}</a>
<nav aria-label="Main menu"><ul>{{ range site.Home.Sections }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}
</ul></nav>
</header>
<nav aria-label="Breadcrumb"><ol>{{ range .Ancestors.Reverse }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}
</ol></nav>
<main id="main">{{ block "main" . }}{{ end }}</main>
{{ block "menu" . }}{{ end }}
<footer><p>The footer</p><p><a href="/tags/">All tags</a></p></footer>
</body>
</html>
"##;

const HUGO_LIST: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1>
{{ .Content }}
<ul>{{ range .Pages.ByWeight }}
<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a><p>{{ .Description }}</p></li>{{ end }}
</ul>{{ end }}
"#;

const HUGO_PAGE: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1>
<p>{{ .Description }}</p>
<p>{{ .ReadingTime }} minutes</p>
{{ .TableOfContents }}
{{ .Content }}
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>
<nav aria-label="Previous and next page">
{{ with .NextInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}
{{ with .PrevInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}
</nav>{{ end }}
{{ define "menu" }}{{ $current := . }}<nav aria-label="Section">
<ul>{{ range .CurrentSection.RegularPages.ByWeight }}
<li><a href="{{ .RelPermalink }}"{{ if eq . $current }} aria-current="page"{{ end }}>{{ .LinkTitle }}</a></li>{{ end }}
</ul></nav>{{ end }}
"#;

const ZOLA_FILES: &[(&str, &str)] = &[
    (
        "config.toml",
        "base_url = \"https://www.example.org\"\ntitle = \"Transplant information\"\n\
         compile_sass = false\nbuild_search_index = false\n\
         taxonomies = [{ name = \"tags\" }]\n[markdown]\nbottom_footnotes = true\n",
    ),
    ("static/style.css", "body { font: 1em/1.5 sans-serif; }\n"),
    // The others have a page for the folder of the terms without being asked.
    ("content/glossary/_index.md", "+++\ntitle = \"Glossary\"\n+++\n"),
    ("templates/index.html", ZOLA_LIST),
    ("templates/section.html", ZOLA_LIST),
    ("templates/page.html", ZOLA_PAGE),
    (
        "templates/tags/list.html",
        "{% extends \"base.html\" %}{% block main %}<h1>Tags</h1><ul>{% for term in terms %}\
         <li><a href=\"{{ term.path | safe }}\">{{ term.name }}</a></li>{% endfor %}</ul>\
         {% endblock main %}\n",
    ),
    (
        "templates/tags/single.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ term.name }}</h1><ul>\
         {% for page in term.pages %}<li><a href=\"{{ page.path | safe }}\">{{ page.title }}\
         </a></li>{% endfor %}</ul>{% endblock main %}\n",
    ),
];

const ZOLA_BASE: &str = r##"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block title %}{% endblock title %} – {{ config.title }}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a href="#main">Skip to content</a>
<header><a href="/">{{ config.title }}</a>
{% set home = get_section(path="_index.md", metadata_only=true) %}
<nav aria-label="Main menu"><ul>{% for path in home.subsections %}
{% set top = get_section(path=path, metadata_only=true) %}
<li><a href="{{ top.path | safe }}">{{ top.title }}</a></li>{% endfor %}
</ul></nav>
</header>
<nav aria-label="Breadcrumb"><ol>{% block breadcrumbs %}{% endblock breadcrumbs %}</ol></nav>
<main id="main">{% block main %}{% endblock main %}</main>
{% block menu %}{% endblock menu %}
<footer><p>The footer</p><p><a href="/tags/">All tags</a></p></footer>
</body>
</html>
"##;

const ZOLA_LIST: &str = r#"{% extends "base.html" %}
{% block title %}{{ section.title }}{% endblock title %}
{% block main %}<h1>{{ section.title }}</h1>
{{ section.content | safe }}
<ul>{% for path in section.subsections %}
{% set below = get_section(path=path, metadata_only=true) %}
<li><a href="{{ below.path | safe }}">{{ below.title }}</a></li>{% endfor %}
{% for page in section.pages %}
<li><a href="{{ page.path | safe }}">{{ page.title }}</a><p>{{ page.description }}</p></li>{% endfor %}
</ul>{% endblock main %}
"#;

const ZOLA_PAGE: &str = r##"{% extends "base.html" %}
{% block title %}{{ page.title }}{% endblock title %}
{% block breadcrumbs %}{% for path in page.ancestors %}
{% set above = get_section(path=path, metadata_only=true) %}
<li><a href="{{ above.path | safe }}">{{ above.title }}</a></li>{% endfor %}{% endblock breadcrumbs %}
{% block main %}<h1>{{ page.title }}</h1>
<p>{{ page.description }}</p>
<p>{{ page.reading_time }} minutes</p>
<ul>{% for heading in page.toc %}<li><a href="#{{ heading.id }}">{{ heading.title }}</a>
<ul>{% for below in heading.children %}<li><a href="#{{ below.id }}">{{ below.title }}</a></li>{% endfor %}</ul></li>
{% endfor %}</ul>
{{ page.content | safe }}
<ul>{% for tag in page.taxonomies.tags %}<li><a href="/tags/{{ tag | slugify }}/">{{ tag }}</a></li>{% endfor %}</ul>
<nav aria-label="Previous and next page">
{% if page.lower %}<a rel="prev" href="{{ page.lower.path | safe }}">{{ page.lower.title }}</a>{% endif %}
{% if page.higher %}<a rel="next" href="{{ page.higher.path | safe }}">{{ page.higher.title }}</a>{% endif %}
</nav>{% endblock main %}
{% block menu %}{% set own = get_section(path=page.ancestors | last) %}<nav aria-label="Section">
<ul>{% for other in own.pages %}
<li><a href="{{ other.path | safe }}"{% if other.path == page.path %} aria-current="page"{% endif %}>{{ other.title }}</a></li>{% endfor %}
</ul></nav>{% endblock menu %}
"##;
