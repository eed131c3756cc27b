//! The arguments, as data. What they mean is in the file of each command.

mod check;
mod desk;
mod diff;
mod review;
mod serve;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};

use engraft::base::Date;
use engraft::report::{FORMATS, Format};

pub(crate) use check::CheckArgs;
pub(crate) use desk::DeskArgs;
pub(crate) use diff::{DiffArgs, DiffFormat, HistoryArgs};
pub(crate) use review::{DueFormat, ReviewCommand, SignArgs, Within};
pub(crate) use serve::ServeArgs;

/// Turns a folder of Markdown articles into an accessible documentation site with a
/// glossary.
#[derive(Debug, Parser)]
#[command(name = "engraft", version, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 clean, 1 findings, 2 wrong use or configuration, \
                        3 trouble with the machine.")]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the finished site goes, below the site's folder.
pub(crate) const DEFAULT_OUTPUT: &str = "output";
/// Where the copy for reviewers goes if nothing else is said: never where a site goes.
pub(crate) const REVIEW_OUTPUT: &str = "output-review";

/// How many threads may work: each has a deep stack of its own.
pub(crate) const MOST_THREADS: i64 = 256;

/// What every command takes.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Global {
    /// The site's folder, the one that holds site-content, or any folder in it
    #[arg(short = 'C', long, global = true, value_name = "DIR", default_value = ".")]
    pub(crate) root: PathBuf,
    /// Says nothing but findings and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Says what is being done, with times
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// How many threads work; as many as there are processors if not given
    #[arg(long, global = true, value_name = "N", hide = true)]
    #[arg(value_parser = clap::value_parser!(u16).range(1..=MOST_THREADS))]
    pub(crate) threads: Option<u16>,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands, in the order of the help.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Makes a small site to start from
    Init(InitArgs),
    /// Makes an article or a glossary term, with its front matter
    New(NewArgs),
    /// Makes articles of Word documents, web pages, texts and other generators' sites
    Import(ImportArgs),
    /// Builds the site into the output folder
    Build(BuildArgs),
    /// Shows the site in a browser, and each change as it is saved
    Serve(ServeArgs),
    /// Opens the desk: the site in a browser, to be written, moved, signed and built there
    Desk(DeskArgs),
    /// Looks for everything that is wrong, and writes nothing
    Check(CheckArgs),
    /// Tells which reviews are due and for whom, and records who signed what
    #[command(subcommand)]
    Review(ReviewCommand),
    /// Tells what changed since a revision or a copy, as sentences
    Diff(DiffArgs),
    /// Tells what a page said on a day, by git
    History(HistoryArgs),
    /// Tells what the glossary holds and where its terms are used
    Glossary(GlossaryArgs),
    /// Tells what a finding means and how to mend it
    Explain(ExplainArgs),
    /// Lists pages, drafts, orphans, links and the like
    List(ListArgs),
    /// Moves an article, a term, a section or a file, and keeps every link to it
    Mv(MvArgs),
    /// Writes the anchors of headings into the sources
    #[command(subcommand)]
    Ids(IdsCommand),
    /// Keeps the record of every address that the site ever had
    #[command(subcommand)]
    Addresses(AddressesCommand),
    /// Tells which themes there are, what they are made of, and whether they work
    #[command(subcommand)]
    Theme(ThemeCommand),
    /// Prints the completions for a shell
    Completions(CompletionsArgs),
    /// Prints the manual page of a command
    #[command(hide = true)]
    Man(ManArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct InitArgs {
    /// Where, as seen from the site's folder
    #[arg(default_value = ".")]
    pub(crate) dir: PathBuf,
    /// Who publishes the site, such as "Riverside Hospital"
    #[arg(long, value_name = "NAME")]
    pub(crate) organisation: Option<String>,
    /// Where the site will live, such as <https://www.example.org/patients>/
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// Its languages, the main one first, such as en-GB,cy
    #[arg(long, value_name = "TAGS")]
    pub(crate) languages: Option<String>,
    /// What checks and publishes the site
    #[arg(long, value_name = "HOST", default_value = "none")]
    pub(crate) ci: Ci,
    /// Adds the settings by which Obsidian writes links and attachments as Engraft reads them
    #[arg(long)]
    pub(crate) obsidian: bool,
}

/// What checks and publishes a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ci {
    /// Actions and Pages of GitHub
    Github,
    /// Pipelines and Pages of GitLab
    Gitlab,
    /// Nothing yet
    None,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NewArgs {
    #[command(subcommand)]
    pub(crate) kind: NewKind,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NewKind {
    /// Makes an article
    Article {
        /// Its file below site-content, such as care/infection
        path: String,
    },
    /// Makes a glossary term
    Term {
        /// The term, such as "stem cell"
        name: String,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// A document, or a folder with documents in it
    #[arg(required_unless_present = "paste")]
    pub(crate) path: Option<PathBuf>,
    /// The generator whose site the folder holds, instead of documents
    #[arg(long, value_name = "GENERATOR")]
    pub(crate) from: Option<GeneratorArgument>,
    /// Makes Markdown of a piece of HTML from the clipboard, in a file or `-`, and prints it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["path", "to", "from", "dry_run"])]
    pub(crate) paste: Option<PathBuf>,
    /// The section that the articles go into, such as care
    #[arg(long, value_name = "SECTION", default_value = "")]
    pub(crate) to: String,
    /// How the findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    #[arg(value_parser = report_format())]
    pub(crate) format: &'static Format,
    /// Shows which articles would be made, and makes none
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// A generator whose sites can be taken over.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum GeneratorArgument {
    /// Hugo
    Hugo,
    /// `MkDocs`, with Material or without
    Mkdocs,
    /// `mdBook`
    Mdbook,
    /// A vault of Obsidian
    Obsidian,
}

/// What is built.
#[derive(Debug, Default, Clone, clap::Args)]
pub(crate) struct ContentArgs {
    /// Where the site will be published, instead of `base_url` in site.yaml
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// Takes in drafts and articles in review
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Takes in articles whose `publish_on` is still to come
    #[arg(long)]
    pub(crate) future: bool,
    /// The day that counts as today, such as 2026-01-31
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<Date>,
}

/// What counts as a failure besides errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Warnings
    Warnings,
}

#[derive(Debug, clap::Args)]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    pub(crate) content: ContentArgs,
    /// Fails on warnings as it fails on errors
    #[arg(long, value_name = "WHAT")]
    pub(crate) deny: Option<Deny>,
    /// Where the finished site goes, as seen from the site's folder; with `--review` a folder of
    /// its own, `output-review`
    #[arg(long, value_name = "DIR", default_value = DEFAULT_OUTPUT)]
    #[arg(default_value_if("review", "true", REVIEW_OUTPUT))]
    pub(crate) output: PathBuf,
    /// Publishes into a folder that Engraft did not make, and over files in it
    #[arg(long)]
    pub(crate) force: bool,
    /// Keeps in a folder, as seen from the site's, by what the same build is known again: nothing
    /// is made where nothing changed. What is wrong with drafts stands there too: do not deploy it
    #[arg(long, value_name = "DIR")]
    pub(crate) cache: Option<PathBuf>,
    /// How the findings are written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    #[arg(value_parser = report_format())]
    pub(crate) format: &'static Format,
    /// Takes down what must go even if the site has errors, and publishes nothing new
    #[arg(long)]
    pub(crate) withdraw_only: bool,
    /// Lets out what changed since it was signed, and records why: it is told until it is signed
    #[arg(long = "override", value_name = "REASON", conflicts_with = "withdraw_only")]
    pub(crate) exception: Option<String>,
    /// Makes a copy for reviewers, to put behind a login: with drafts, findings and signatures
    #[arg(long, conflicts_with_all = ["exception", "withdraw_only"])]
    pub(crate) review: bool,
    /// Marks in the copy what changed since: a revision of git, or a copy of site-content
    #[arg(long, value_name = "REV|FOLDER", requires = "review")]
    pub(crate) since: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct GlossaryArgs {
    #[command(subcommand)]
    pub(crate) question: GlossaryQuestion,
    /// How the answer is written
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: ListFormat,
}

/// What is asked of the glossary.
#[derive(Debug, Subcommand)]
pub(crate) enum GlossaryQuestion {
    /// Every entry, with how often it is used and when it is due for review
    List,
    /// The entries that no article leads to
    Unused,
    /// The abbreviations that nothing explains
    Undefined,
    /// The pages that mention a term
    Where {
        /// Any name of the term, such as "stem cells"
        term: String,
    },
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// In columns
    Human,
    /// One object per line
    Json,
    /// For spreadsheets, with the names of the columns first
    Csv,
}

/// Takes the name of a format of findings.
fn report_format() -> impl TypedValueParser<Value = &'static Format> {
    let value = |format: &&Format| PossibleValue::new(format.name).help(format.about);
    PossibleValuesParser::new(FORMATS.iter().map(value)).map(|name| {
        let mut formats = FORMATS.iter().copied();
        formats.find(|format| format.name == name).expect("only these names pass")
    })
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// Its name or code; without it, all rules are listed
    pub(crate) rule: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct MvArgs {
    /// A file or folder below site-content, such as care/infection
    pub(crate) old: String,
    /// Its new name, or the folder that it goes into, such as after/
    pub(crate) new: String,
    /// Shows what would be changed, and changes nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// What is done with anchors.
#[derive(Debug, Subcommand)]
pub(crate) enum IdsCommand {
    /// Writes `{#anchor}` behind every heading that has none
    Write {
        /// Lists the headings without an anchor, and changes nothing
        #[arg(long)]
        check: bool,
    },
}

/// What is done with the record of addresses.
#[derive(Debug, Subcommand)]
pub(crate) enum AddressesCommand {
    /// Writes the site's addresses into site-content/data/addresses.txt, and takes none out
    Write,
    /// Lists the addresses that are not there yet, and changes nothing
    Check,
    /// Adds the addresses of an old site, so that moving house begins with what must still answer
    Import {
        /// Its sitemap.xml, or a list with one address a line, such as a table of visits
        file: PathBuf,
    },
}

/// What is asked of themes.
#[derive(Debug, Subcommand)]
pub(crate) enum ThemeCommand {
    /// Every theme, where it comes from and for whose pages it is used
    List {
        /// How the list is written
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: ListFormat,
    },
    /// Every file of a theme, and which theme it comes from
    Files {
        /// The theme; the site's own if not given
        name: Option<String>,
        /// How the list is written
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        format: ListFormat,
    },
    /// Copies a file that comes with Engraft into the site's themes, to be changed there
    Eject {
        /// The file, such as templates/article.html
        path: String,
        /// The theme that gets it; the site's own if not given
        #[arg(long, value_name = "NAME")]
        theme: Option<String>,
    },
    /// Writes a theme's words in a language into the site's themes, to be translated there
    Strings {
        /// The language, such as cy
        tag: String,
    },
    /// Tries every template of a theme with made-up pages
    Check {
        /// The theme; all that the site uses if not given
        name: Option<String>,
        /// How the findings are written
        #[arg(long, value_name = "FORMAT", default_value = "human")]
        #[arg(value_parser = report_format())]
        format: &'static Format,
        /// Fails on warnings as it fails on errors
        #[arg(long, value_name = "WHAT")]
        deny: Option<Deny>,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct ListArgs {
    #[command(subcommand)]
    pub(crate) what: ListCommand,
    /// How the list is written
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: ListFormat,
}

/// What is listed.
#[derive(Debug, Subcommand)]
pub(crate) enum ListCommand {
    /// Every article, with its address
    Pages,
    /// Articles that readers do not see, and why
    Drafts,
    /// Pages that no other page leads to
    Orphans,
    /// Who links to a page, or to each page
    Backlinks {
        /// The page's file below site-content
        page: Option<String>,
    },
    /// Old addresses, and where they lead
    Redirects,
    /// Every link, with its place and where it leads
    Links {
        /// Links to other sites instead
        #[arg(long)]
        external: bool,
    },
    /// Every snippet, with the places that include it
    Snippets,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CompletionsArgs {
    /// Which shell
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ManArgs {
    /// The command; the page of the program itself without it
    pub(crate) command: Option<String>,
    /// Lists the commands that have a page
    #[arg(long)]
    pub(crate) list: bool,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|_| "write year-month-day, such as 2026-01-31".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn global_options_may_stand_after_the_command() {
        let args = Args::try_parse_from(["engraft", "build", "-q", "-C", "x"]).unwrap();
        assert!(args.global.quiet);
        assert_eq!(args.global.root, PathBuf::from("x"));
    }
}
