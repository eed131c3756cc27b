//! What readers may find, and how a browser is told of it.

use serde_json::{Value, json};

/// A page or a term that readers may find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchEntry {
    /// Where it is, root-relative.
    pub address: String,
    /// What it is called.
    pub title: String,
    /// All that it is called besides.
    pub names: Vec<String>,
    /// For a term: the number of the page that is about it.
    pub article: Option<usize>,
    /// For a term: the numbers of those that it is not to be taken for.
    pub confusable: Vec<usize>,
    /// A sentence that says what it is.
    pub description: Option<String>,
}

/// An entry as a browser reads it; what is empty at its end is left out.
pub(super) fn row(entry: &SearchEntry) -> Value {
    let SearchEntry { address, title, names, article, confusable, .. } = entry;
    match (names.as_slice(), article, confusable.as_slice()) {
        ([], None, []) => json!([address, title]),
        (_, None, []) => json!([address, title, names]),
        (_, article, []) => json!([address, title, names, article]),
        _ => json!([address, title, names, article, confusable]),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::search) fn entry(title: &str) -> SearchEntry {
        SearchEntry {
            address: format!("/{title}/"),
            title: title.to_owned(),
            names: Vec::new(),
            article: None,
            confusable: Vec::new(),
            description: None,
        }
    }

    #[test]
    fn what_is_empty_is_left_out() {
        let page = entry("a");
        assert_eq!(row(&page), json!(["/a/", "a"]));
        let names = vec!["b".to_owned()];
        assert_eq!(
            row(&SearchEntry { names, ..page.clone() }),
            json!(["/a/", "a", ["b"]])
        );
        let term = SearchEntry { article: Some(0), ..page.clone() };
        assert_eq!(row(&term), json!(["/a/", "a", [], 0]));
        let term = SearchEntry { confusable: vec![2], ..page };
        assert_eq!(row(&term), json!(["/a/", "a", [], null, [2]]));
    }
}
