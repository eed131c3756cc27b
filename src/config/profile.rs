//! `profile`: the house of style that a site follows.

/// Whose conventions hold where standards differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// `nhs`: the content style guide of the NHS.
    Nhs,
    /// `us-hospital`: plain writing and medication safety as in the United States.
    UsHospital,
    /// `plain`: plain language, whatever the country.
    Plain,
}

impl Profile {
    /// All of them, by the words in `site.yaml`.
    pub(super) const NAMES: &'static [&'static str] = &["nhs", "us-hospital", "plain"];

    /// The word in `site.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Profile::Nhs => "nhs",
            Profile::UsHospital => "us-hospital",
            Profile::Plain => "plain",
        }
    }

    /// The profile of a word.
    pub(super) fn of(name: &str) -> Option<Self> {
        [Profile::Nhs, Profile::UsHospital, Profile::Plain]
            .into_iter()
            .find(|profile| profile.name() == name)
    }
}
