//! `engraft init [DIR]`: a small site that builds without an error, to start from. At a
//! terminal it asks what it is to be called; nothing that is there already is written over.

mod answers;

use std::path::{Path, PathBuf};

use engraft::base::{Date, Error};
use engraft::edit::yaml_text;

use crate::Exit;
use crate::args::{Ci, InitArgs};
use crate::console::Console;
use crate::content;
use crate::create;
use crate::shell;
use crate::world;
use answers::Answers;

/// A file of the new site: where it goes, and its text, in which words in braces are filled
/// in.
struct SiteFile {
    path: &'static str,
    text: &'static str,
    /// Whether a double click is to start it.
    starts: bool,
}

const fn file(path: &'static str, text: &'static str) -> SiteFile {
    SiteFile { path, text, starts: false }
}

const fn launcher(path: &'static str, text: &'static str) -> SiteFile {
    SiteFile { path, text, starts: true }
}

/// Every file that each new site has.
static FILES: &[SiteFile] = &[
    file("site-content/site.yaml", include_str!("site-content/site.yaml")),
    file("site-content/index.md", include_str!("site-content/index.md")),
    file(
        "site-content/treatment/index.md",
        include_str!("site-content/treatment/index.md"),
    ),
    file(
        "site-content/treatment/before-you-arrive.md",
        include_str!("site-content/treatment/before-you-arrive.md"),
    ),
    file(
        "site-content/treatment/going-home.md",
        include_str!("site-content/treatment/going-home.md"),
    ),
    file(
        "site-content/glossary/engraftment.md",
        include_str!("site-content/glossary/engraftment.md"),
    ),
    file(
        "site-content/glossary/neutrophil.md",
        include_str!("site-content/glossary/neutrophil.md"),
    ),
    file(
        "site-content/data/contacts.yaml",
        include_str!("site-content/data/contacts.yaml"),
    ),
    file("site-content/data/people.yaml", include_str!("site-content/data/people.yaml")),
    file(
        "site-content/data/references.yaml",
        include_str!("site-content/data/references.yaml"),
    ),
    launcher("Show the site.command", include_str!("launchers/show.command")),
    launcher("Show the site.bat", include_str!("launchers/show.bat")),
    launcher("Show the site.desktop", include_str!("launchers/show.desktop")),
    file(".gitignore", include_str!("gitignore")),
];

/// What makes Obsidian write relative links of Markdown, and put pictures beside their notes.
static OBSIDIAN: SiteFile =
    file("site-content/.obsidian/app.json", include_str!("obsidian.json"));

/// The address of the repository that CI installs from.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// What CI runs.
fn workflow(ci: Ci) -> Option<SiteFile> {
    match ci {
        Ci::Github => {
            Some(file(".github/workflows/site.yml", include_str!("ci/github.yml")))
        }
        Ci::Gitlab => Some(file(".gitlab-ci.yml", include_str!("ci/gitlab.yml"))),
        Ci::None => None,
    }
}

pub(crate) fn run(
    root: &Path,
    args: &InitArgs,
    console: &Console,
) -> Result<Exit, Error> {
    let folder: PathBuf = content::below(root, &args.dir).components().collect();
    if args.obsidian {
        create::create(&folder.join(OBSIDIAN.path), OBSIDIAN.text.as_bytes())?;
        // A site that is there gets the settings alone.
        if folder.join("site-content/site.yaml").exists() {
            console.say(&format!(
                "Made {}\n\nNext: open site-content as a vault in Obsidian",
                OBSIDIAN.path
            ))?;
            return Ok(Exit::Clean);
        }
    }
    refuse_taken(&folder, args.ci)?;
    let answers = Answers::of(args, console)?;
    let count = make(&folder, &answers, world::today())?;
    let here = if folder.as_os_str().is_empty() || folder == Path::new(".") {
        String::new()
    } else {
        format!("  cd {}\n", shell::word(&folder.display().to_string()))
    };
    console.say(&format!(
        "Made a site with {} in {}\n\n\
         Look at it, in a browser that follows each change as you save it:\n\n\
         {here}  engraft serve --open\n\n\
         Then change a sentence in site-content/index.md. `engraft check` says what is still \
         missing, and `engraft build` makes the finished site in output/.{}",
        content::plural(count, "file"),
        folder.display(),
        if args.ci == Ci::None {
            "\nWith `--ci github` or `--ci gitlab` a new site brings what checks and publishes it."
        } else {
            ""
        }
    ))?;
    Ok(Exit::Clean)
}

fn files(ci: Ci) -> impl Iterator<Item = SiteFile> {
    let all = FILES.iter().map(|one| SiteFile { ..*one });
    all.chain(workflow(ci))
}

fn refuse_taken(folder: &Path, ci: Ci) -> Result<(), Error> {
    let there: Vec<String> = files(ci)
        .filter(|file| folder.join(file.path).symlink_metadata().is_ok())
        .map(|file| format!("`{}`", file.path))
        .collect();
    if there.is_empty() {
        return Ok(());
    }
    Err(Error::usage(format!(
        "a new site would write over files that are here: {}",
        there.join(", ")
    ))
    .at(folder)
    .with_help("choose another folder: engraft init my-site"))
}

/// Makes the files, and says how many.
fn make(folder: &Path, answers: &Answers, today: Date) -> Result<usize, Error> {
    refuse_taken(folder, answers.ci)?;
    let address = match &answers.base_url {
        Some(address) => format!("base_url: {address}"),
        None => "# base_url: https://www.example.org/patients/".to_owned(),
    };
    let output = match answers.ci {
        // Both hosts send no headers.
        Ci::Github | Ci::Gitlab => "output: {csp: meta}",
        Ci::None => "# output: {servers: [nginx], precompress: yes}",
    };
    let words = [
        ("{today}", today.to_string()),
        ("{version}", env!("CARGO_PKG_VERSION").to_owned()),
        ("{repository}", REPOSITORY.to_owned()),
        ("{organisation}", yaml_text(&answers.organisation, "")),
        ("{title}", yaml_text(&answers.title(), "")),
        ("{base_url}", address),
        ("{languages}", answers.languages.join(", ")),
        ("{output}", output.to_owned()),
    ];
    let mut count = 0;
    for file in files(answers.ci) {
        let text = filled(file.text, &words);
        let is_for_windows = file.path.strip_suffix(".bat").is_some();
        let text = if is_for_windows { text.replace('\n', "\r\n") } else { text };
        create::create_as(&folder.join(file.path), text.as_bytes(), file.starts)?;
        count += 1;
    }
    Ok(count)
}

/// A text with values in place of words in braces. What a value holds stays as it is.
fn filled(text: &str, words: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(brace) = rest.find('{') {
        filled += &rest[..brace];
        rest = &rest[brace..];
        let found = words.iter().find(|(word, _)| rest.starts_with(word));
        let (length, value) =
            found.map_or((1, "{"), |(word, value)| (word.len(), value.as_str()));
        filled += value;
        rest = &rest[length..];
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "tests look at what was written")]

    use std::fs;

    use engraft::base::ErrorKind;
    use engraft::build::{self, Request};
    use engraft::diagnostic::Severity;

    use super::*;

    fn answers(ci: Ci) -> Answers {
        Answers {
            organisation: "St \"Mary\": a {today} hospital # 1".to_owned(),
            base_url: Some("https://www.example.org/patients/".to_owned()),
            languages: vec!["en-GB".to_owned(), "cy".to_owned()],
            ci,
        }
    }

    #[test]
    fn a_new_site_builds_without_an_error() {
        for ci in [Ci::None, Ci::Github, Ci::Gitlab] {
            let folder = tempfile::tempdir().unwrap();
            let today = Date::parse("2026-01-31").unwrap();
            make(folder.path(), &answers(ci), today).unwrap();
            let request = Request {
                root: folder.path(),
                base_url: None,
                drafts: false,
                future: false,
                as_of: Some(today),
                clock_today: today,
            };
            let built = build::build(&request, &|_| {}).unwrap();
            let errors: Vec<_> = built
                .diagnostics
                .iter()
                .filter(|finding| finding.severity == Severity::Error)
                .collect();
            assert!(errors.is_empty(), "{errors:#?}");
            assert_eq!(built.config.policy_in_pages, ci != Ci::None);
            assert_eq!(built.config.languages.len(), 2);
        }
    }

    #[test]
    fn a_second_init_lists_what_is_there_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("site-content/site.yaml");
        create::create(&config, b"title: Mine\n").unwrap();
        let today = Date::parse("2026-01-31").unwrap();
        let error = make(folder.path(), &answers(Ci::None), today).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Usage);
        assert!(error.to_string().contains("`site-content/site.yaml`"), "{error}");
        assert_eq!(fs::read_to_string(&config).unwrap(), "title: Mine\n");
        assert!(!folder.path().join("site-content/index.md").exists());
    }
}
