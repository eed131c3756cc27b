//! A site that is about to be written: paths below the site folder, and what is in them.

use std::fs;
use std::io;
use std::path::Path;

/// The files of a site.
pub(crate) struct Site {
    files: Vec<(String, Vec<u8>)>,
    configuration: String,
}

impl Site {
    /// A site with a name and nothing else.
    pub(crate) fn new() -> Self {
        Site {
            files: Vec::new(),
            configuration: "title: Growth\nbase_url: https://www.example.org/\n"
                .to_owned(),
        }
    }

    /// Adds lines to `site.yaml`.
    pub(crate) fn configure(&mut self, lines: &str) {
        self.configuration.push_str(lines);
    }

    /// Adds a file below `site-content/`.
    pub(crate) fn file(&mut self, path: &str, text: impl AsRef<[u8]>) {
        self.files.push((format!("site-content/{path}"), text.as_ref().to_vec()));
    }

    /// Adds an article; the front matter is what it has beside its title and description.
    pub(crate) fn article(
        &mut self,
        path: &str,
        title: &str,
        front_matter: &str,
        body: &str,
    ) {
        let text = format!(
            "---\ntitle: {title}\ndescription: What a reader of this page may expect of it, \
             in a sentence that is long enough.\n{front_matter}---\n\n{body}\n"
        );
        self.file(path, text);
    }

    /// Adds a home page with this text.
    pub(crate) fn home(&mut self, body: &str) {
        self.article("index.md", "Home", "", body);
    }

    /// Adds an entry of the glossary.
    pub(crate) fn term(&mut self, file: &str, front_matter: &str, definition: &str) {
        let text = format!("---\n{front_matter}---\n\n{definition}\n");
        self.file(&format!("glossary/{file}.md"), text);
    }

    /// Writes all files, and returns how many bytes they have.
    pub(crate) fn write(&self, root: &Path) -> io::Result<usize> {
        let configuration = ("site-content/site.yaml", self.configuration.as_bytes());
        let files = self.files.iter().map(|(path, bytes)| (path.as_str(), &bytes[..]));
        let mut written = 0;
        for (path, bytes) in files.chain([configuration]) {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("it lies below the root"))?;
            fs::write(path, bytes)?;
            written += bytes.len();
        }
        Ok(written)
    }
}

/// `line` for each number below `n`, one after the other.
pub(crate) fn each(n: usize, line: impl FnMut(usize) -> String) -> String {
    (0..n).map(line).collect()
}

/// The smallest picture.
pub(crate) const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" \
                              height=\"9\"><path d=\"M0 0h9v9z\"/></svg>\n";

/// A number as four capital letters.
pub(crate) fn letters(number: usize) -> String {
    (0..4)
        .rev()
        .map(|place| char::from(b"BCDFGHJKLM"[number / 10_usize.pow(place) % 10]))
        .collect()
}

/// `n` articles: Page 0 to Page n - 1.
pub(crate) fn pages(
    site: &mut Site,
    n: usize,
    path: impl Fn(usize) -> String,
    front_matter: &str,
    text: impl Fn(usize) -> String,
) {
    for k in 0..n {
        site.article(&path(k), &format!("Page {k}"), front_matter, &text(k));
    }
}

/// Folders of forty pages, so that the menu of a folder has a length.
pub(crate) fn by_forty(k: usize) -> String {
    format!("f{}/p{k}.md", k / 40)
}

/// A sentence of a page.
pub(crate) fn words() -> String {
    "The ward nurse checks the chart each morning, because early treatment works best."
        .to_owned()
}
