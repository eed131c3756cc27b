//! How a site stands, for whoever answers for it and never sees a command: what is due and
//! when, who answers for what, what is unsigned or changed since, what is waived until when.

use crate::base::Date;
use crate::review::{OwnerCounts, PartChange};

/// What there is to tell of a site on a day.
#[derive(Debug)]
pub struct SiteOverview {
    /// The name of the site.
    pub title: String,
    /// The day.
    pub today: Date,
    /// Those who answer for texts, with what they answer for.
    pub owners: Vec<OwnerOverview>,
    /// The numbers of what pages share, which nobody owns.
    pub shared: OwnerCounts,
    /// What lacks a signature.
    pub unsigned: Vec<UnsignedOverview>,
    /// What changed since it was signed.
    pub changed: Vec<ChangedOverview>,
    /// Findings that do not count.
    pub waived: Vec<WaivedOverview>,
}

/// Somebody, and what they answer for.
#[derive(Debug)]
pub struct OwnerOverview {
    /// Their name.
    pub name: String,
    /// Who stands in for them.
    pub deputy: Option<String>,
    /// The numbers.
    pub counts: OwnerCounts,
    /// The pages and terms.
    pub texts: Vec<TextOverview>,
}

/// A page or a term.
#[derive(Debug)]
pub struct TextOverview {
    /// Its title.
    pub title: String,
    /// The tag of its language.
    pub language: String,
    /// Its file.
    pub file: String,
    /// Where readers find it.
    pub address: Option<String>,
    /// Whether it is an entry of the glossary.
    pub is_term: bool,
    /// When it was last reviewed.
    pub last: Option<Date>,
    /// When it is due.
    pub due: Option<Date>,
    /// Who signed it, in which role and when.
    pub signed: Vec<String>,
}

/// Something that lacks signatures.
#[derive(Debug)]
pub struct UnsignedOverview {
    /// What.
    pub name: String,
    /// In which roles.
    pub roles: String,
    /// How many pages show it, if it is no page.
    pub shown_by: usize,
}

/// Something that changed since it was signed.
#[derive(Debug)]
pub struct ChangedOverview {
    /// What.
    pub name: String,
    /// Who signed it.
    pub by: String,
    /// When and why it went out all the same.
    pub exception: Option<(Date, String)>,
    /// What changed.
    pub changes: Vec<PartChange>,
}

/// A finding that does not count.
#[derive(Debug)]
pub struct WaivedOverview {
    /// The name of its rule.
    pub rule: &'static str,
    /// Where.
    pub file: String,
    /// What it says.
    pub message: String,
    /// Why it does not count.
    pub reason: String,
    /// Until when.
    pub until: Option<Date>,
}
