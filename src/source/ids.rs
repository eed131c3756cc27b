//! Numbers for files: one per path, for as long as the program runs.

use std::collections::HashMap;

use crate::base::FileId;

/// Hands out the numbers of files. A path keeps its number when its file goes and comes
/// back, and no number is given twice.
#[derive(Debug, Clone, Default)]
pub struct FileIds {
    by_path: HashMap<Box<str>, FileId>,
}

impl FileIds {
    /// The number of the file with the given path, as people see it in messages.
    ///
    /// # Panics
    ///
    /// After more than four thousand million paths.
    pub fn id(&mut self, shown: &str) -> FileId {
        if let Some(&id) = self.by_path.get(shown) {
            return id;
        }
        let next = u32::try_from(self.by_path.len());
        let id = FileId(next.expect("a site has fewer than four thousand million files"));
        self.by_path.insert(shown.into(), id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_keeps_its_number() {
        let mut ids = FileIds::default();
        let first = ids.id("a.md");
        assert_ne!(ids.id("b.md"), first);
        assert_eq!(ids.id("a.md"), first);
    }
}
