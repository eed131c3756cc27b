//! What can be signed: a page, an entry of the glossary, a snippet, a contact, a sign, a value.

use std::fmt;

use crate::base::ContentPath;

/// Where signatures stand, below `site-content/`.
pub const REVIEWS_FOLDER: &str = "data/reviews";

/// The ending of their files.
const ENDING: &str = ".txt";

/// Something that is signed under a name of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signable {
    /// A page, an entry or a snippet, by its file.
    Text(ContentPath),
    /// A contact, by its id.
    Contact(String),
    /// A sign of danger, by its id.
    Sign(String),
    /// A value, by its id.
    Value(String),
}

/// Makes a thing of its id.
type OfId = fn(String) -> Signable;

/// The kinds that go by an id: the word before it, and their file.
const RECORDS: [(&str, &str, OfId); 3] = [
    ("contact", "data/contacts.yaml", Signable::Contact),
    ("sign", "data/signs.yaml", Signable::Sign),
    ("value", "data/values.yaml", Signable::Value),
];

impl Signable {
    /// What a name names: `contact:ward`, or a file below `site-content/`.
    pub fn named(name: &str) -> Option<Self> {
        if let Some((kind, id)) = name.split_once(':')
            && let Some((_, _, make)) = RECORDS.iter().find(|(word, ..)| *word == kind)
        {
            return (!id.is_empty()).then(|| make(id.to_owned()));
        }
        ContentPath::new(name).map(Signable::Text)
    }

    /// The file that says what it is.
    pub fn source(&self) -> &str {
        match self {
            Signable::Text(path) => path.as_str(),
            Signable::Contact(_) => RECORDS[0].1,
            Signable::Sign(_) => RECORDS[1].1,
            Signable::Value(_) => RECORDS[2].1,
        }
    }

    /// The folder of its signatures. `None` where its id cannot be the name of a folder.
    pub fn folder(&self) -> Option<ContentPath> {
        match self {
            Signable::Text(path) => ContentPath::new(&format!("{REVIEWS_FOLDER}/{path}")),
            Signable::Contact(id) | Signable::Sign(id) | Signable::Value(id) => {
                let is_fit = |c: char| c.is_alphanumeric() || "-_. ".contains(c);
                let is_name = id.chars().all(is_fit)
                    && id.starts_with(char::is_alphanumeric)
                    && id.ends_with(char::is_alphanumeric);
                let folder = format!("{REVIEWS_FOLDER}/{}/{id}", self.source());
                ContentPath::new(&folder).filter(|_| is_name)
            }
        }
    }

    /// The file of its signature in a role.
    pub fn record(&self, role: &str) -> Option<ContentPath> {
        ContentPath::new(&format!("{}/{role}{ENDING}", self.folder()?))
    }

    /// What a file of signatures is about, and in which role it was signed.
    pub fn of_record(path: &ContentPath) -> Option<(Signable, &str)> {
        let inside = path.as_str().strip_prefix(REVIEWS_FOLDER)?.strip_prefix('/')?;
        let (thing, name) = inside.rsplit_once('/')?;
        let role = name.strip_suffix(ENDING)?;
        let record = RECORDS.iter().find_map(|(_, file, make)| {
            let id = thing.strip_prefix(file)?.strip_prefix('/')?;
            Some(make(id.to_owned()))
        });
        let thing = match record {
            Some(record) => record,
            None => Signable::Text(ContentPath::new(thing)?),
        };
        Some((thing, role))
    }
}

impl fmt::Display for Signable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Signable::Text(path) => write!(f, "{path}"),
            Signable::Contact(id) => write!(f, "contact:{id}"),
            Signable::Sign(id) => write!(f, "sign:{id}"),
            Signable::Value(id) => write!(f, "value:{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_says_what_it_is_about() {
        for name in ["after/gvhd.cy.md", "_snippets/x.md", "contact:ward-4", "value:t"] {
            let thing = Signable::named(name).unwrap();
            assert_eq!(thing.to_string(), name);
            let record = thing.record("clinical").unwrap();
            assert_eq!(Signable::of_record(&record), Some((thing, "clinical")));
        }
        assert_eq!(
            Signable::named("contact:ward").unwrap().record("clinical").unwrap().as_str(),
            "data/reviews/data/contacts.yaml/ward/clinical.txt"
        );
        for name in ["contact:../x", "contact:a/b", "sign:.x"] {
            assert_eq!(Signable::named(name).unwrap().folder(), None, "{name}");
        }
        for name in ["", "/etc", "../x", "contact:"] {
            assert_eq!(Signable::named(name), None, "{name}");
        }
    }
}
