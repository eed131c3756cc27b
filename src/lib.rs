//! Engraft turns a folder of Markdown articles into an accessible, themed static site with
//! a glossary.
//!
//! Data flows one way, through named stages:
//!
//! ```text
//!  site-content/   themes/
//!       │  source                                every file, read once
//!       ▼
//!  SourceTree
//!       │  config, records, article, markdown    one file at a time
//!       ▼
//!  Article
//!       │  site                                  all files together
//!       ▼
//!  Site
//!       │  html, theme, output                   one page at a time
//!       ▼
//!  OutputSet ──► check ──► publish  or  serve
//! ```
//!
//! Every stage also yields findings, which `report` writes. [`build`](mod@build) knows the
//! order of the stages; a module uses only modules above it in the list below.
//!
//! ```
//! use engraft::base::{Date, OutputPath};
//! use engraft::build::{Request, build};
//! use engraft::output::OutputFile;
//!
//! let folder = tempfile::tempdir()?;
//! let content = folder.path().join("site-content");
//! std::fs::create_dir(&content)?;
//! std::fs::write(content.join("index.md"), "---\ntitle: Home\n---\nSee [[Home]].\n")?;
//!
//! let request = Request {
//!     root: folder.path(),
//!     base_url: Some("https://www.example.org/"),
//!     drafts: false,
//!     future: false,
//!     as_of: None,
//!     clock_today: Date::parse("2026-01-31").expect("a day of the calendar"),
//! };
//! let built = build(&request, &|stage| println!("{}", stage.name())).expect("a site");
//!
//! let home = OutputPath::new("index.html").expect("a path");
//! let OutputFile::Bytes(page) = &built.output.files[&home] else { panic!("a page") };
//! assert!(String::from_utf8_lossy(page).contains("<h1>Home</h1>"));
//! assert!(built.diagnostics.iter().any(|found| found.rule.name == "missing-description"));
//! # Ok::<(), std::io::Error>(())
//! ```

pub mod base;

pub mod diagnostic;
pub mod disk;

pub mod source;

pub mod yaml;

pub mod config;
pub mod markdown;

pub mod article;
pub mod records;

pub mod glossary;

pub mod site;
pub mod theme;

pub mod html;
pub mod search;

pub mod review;

pub mod output;

pub mod check;
pub mod publish;

pub mod build;
pub mod import;
pub mod report;

pub mod edit;
pub mod review_copy;
pub mod serve;

pub mod desk;
