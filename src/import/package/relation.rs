//! What a part refers to: other parts, which are in the package or left alone, and
//! addresses.

use std::collections::BTreeMap;

use super::Element;

/// One reference of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Relation {
    /// The last word of its type, such as `image`.
    pub(in crate::import) kind: String,
    /// The address as it is written.
    pub(in crate::import) target: String,
    /// Whether it leads out of the package.
    pub(in crate::import) is_external: bool,
    /// The part in the package that it names, if it names one.
    pub(in crate::import) part: Option<String>,
}

/// The references of a part, by their identifiers.
#[derive(Debug, Clone, Default)]
pub(in crate::import) struct PartRelations {
    by_id: BTreeMap<String, Relation>,
}

impl PartRelations {
    pub(super) fn new(part: &str, root: Option<&Element>) -> PartRelations {
        let read = |element: &Element| {
            let target = element.attribute("Target")?.to_owned();
            let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
            let is_external = element.attribute("TargetMode") == Some("External");
            let part = if is_external { None } else { join(part, &target) };
            let relation = Relation { kind, target, is_external, part };
            Some((element.attribute("Id")?.to_owned(), relation))
        };
        let by_id = root.iter().flat_map(|root| root.elements()).filter_map(read);
        PartRelations { by_id: by_id.collect() }
    }

    /// The reference of this identifier.
    pub(in crate::import) fn get(&self, id: &str) -> Option<&Relation> {
        self.by_id.get(id)
    }

    /// The parts of this kind, in the order of their identifiers.
    pub(in crate::import) fn of_kind<'r>(
        &'r self,
        kind: &'r str,
    ) -> impl Iterator<Item = &'r str> {
        let same = self.by_id.values().filter(move |relation| relation.kind == kind);
        same.filter_map(|relation| relation.part.as_deref())
    }

    /// Every reference.
    pub(in crate::import) fn all(&self) -> impl Iterator<Item = &Relation> {
        self.by_id.values()
    }
}

/// A target as seen from a part. `None`: it leaves the package.
fn join(part: &str, target: &str) -> Option<String> {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = if target.starts_with('/') || folder.is_empty() {
        Vec::new()
    } else {
        folder.split('/').collect()
    };
    for step in target.split('/') {
        match step {
            ".." => {
                path.pop()?;
            }
            "." | "" => {}
            step if step.contains(['\\', ':']) => return None,
            step => path.push(step),
        }
    }
    Some(path.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_stays_in_the_package() {
        for (part, target, joined) in [
            ("word/document.xml", "media/image1.png", Some("word/media/image1.png")),
            ("word/document.xml", "../docProps/core.xml", Some("docProps/core.xml")),
            ("word/document.xml", "/word/styles.xml", Some("word/styles.xml")),
            ("", "word/document.xml", Some("word/document.xml")),
            ("word/document.xml", "../../etc/passwd", None),
            ("word/document.xml", "C:\\Windows\\x.png", None),
        ] {
            assert_eq!(join(part, target).as_deref(), joined, "{target}");
        }
    }
}
