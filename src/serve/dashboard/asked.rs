//! What a dashboard is asked to show: the question in its address, and the links that ask
//! another one.

use std::borrow::Cow;
use std::fmt::Write;

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Which pages are shown, and in which order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AskedPages {
    pub(super) show: Show,
    pub(super) column: Column,
    pub(super) descends: bool,
    /// How many pages come before the first that is shown.
    pub(super) from: usize,
}

/// Which pages are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Show {
    All,
    /// Those that readers do not find.
    Unpublished,
    Overdue,
    Orphans,
    WithFindings,
    /// Those that use the word of a file of the glossary.
    Using(String),
}

/// What the table is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Title,
    Status,
    Due,
    Findings,
    Links,
    Words,
}

/// The columns in order, with their names in addresses and for people.
pub(super) const COLUMNS: [(Column, &str, &str); 6] = [
    (Column::Title, "title", "Page"),
    (Column::Status, "status", "Status"),
    (Column::Due, "due", "Review due"),
    (Column::Findings, "findings", "Findings"),
    (Column::Links, "links", "Links from other pages"),
    (Column::Words, "words", "Words"),
];

/// The choices of pages, with their names in addresses and for people.
pub(super) const CHOICES: [(Show, &str, &str); 5] = [
    (Show::All, "all", "All"),
    (Show::Unpublished, "unpublished", "Not published"),
    (Show::Overdue, "overdue", "Review overdue"),
    (Show::Orphans, "orphans", "Orphans"),
    (Show::WithFindings, "findings", "With findings"),
];

impl AskedPages {
    /// Reads a question such as `sort=-words&show=overdue&from=500`. What it does not
    /// understand it passes over.
    pub(super) fn read(query: &str) -> AskedPages {
        let mut asked = AskedPages {
            show: Show::All,
            column: Column::Title,
            descends: false,
            from: 0,
        };
        for (name, value) in query.split('&').filter_map(|part| part.split_once('=')) {
            let value = percent_decode_str(value).decode_utf8_lossy();
            match name {
                "sort" => asked.sort(&value),
                "show" => {
                    let found = CHOICES.into_iter().find(|(_, name, _)| *name == value);
                    asked.show = found.map_or(Show::All, |(show, _, _)| show);
                }
                "uses" => asked.show = Show::Using(value.into_owned()),
                "from" => asked.from = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        asked
    }

    fn sort(&mut self, value: &str) {
        let (name, descends) = match value.strip_prefix('-') {
            Some(name) => (name, true),
            None => (value, false),
        };
        if let Some(&(column, _, _)) = COLUMNS.iter().find(|(_, known, _)| *known == name)
        {
            (self.column, self.descends) = (column, descends);
        }
    }

    /// The same pages, sorted by a column; the other way if they are sorted by it already.
    pub(super) fn sorted_by(&self, column: Column) -> AskedPages {
        let descends = self.column == column && !self.descends;
        AskedPages { column, descends, from: 0, ..self.clone() }
    }

    /// Other pages in the same order.
    pub(super) fn showing(&self, show: Show) -> AskedPages {
        AskedPages { show, from: 0, ..self.clone() }
    }

    /// The same pages, from another one on.
    pub(super) fn starting(&self, from: usize) -> AskedPages {
        AskedPages { from, ..self.clone() }
    }

    /// The address that asks this, seen from the dashboard.
    pub(super) fn href(&self) -> String {
        let column = COLUMNS.iter().find(|(column, _, _)| *column == self.column);
        let column = column.map_or("title", |(_, name, _)| name);
        let sign = if self.descends { "-" } else { "" };
        let mut href = format!("?sort={sign}{column}");
        let choice = CHOICES.iter().find(|(show, _, _)| *show == self.show);
        let _ = match (&self.show, choice) {
            (Show::All, _) | (_, None) => Ok(()),
            (_, Some((_, name, _))) => write!(href, "&show={name}"),
        };
        if let Show::Using(file) = &self.show {
            let file: Cow<'_, str> = utf8_percent_encode(file, NON_ALPHANUMERIC).into();
            let _ = write!(href, "&uses={file}");
        }
        if self.from > 0 {
            let _ = write!(href, "&from={}", self.from);
        }
        href + "#pages"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_as_it_is_written() {
        for query in [
            "?sort=title#pages",
            "?sort=-due&show=overdue#pages",
            "?sort=words&show=findings&from=500#pages",
            "?sort=title&uses=glossary%2Fa%26b%2Emd#pages",
        ] {
            let asked = query.trim_start_matches('?').trim_end_matches("#pages");
            assert_eq!(AskedPages::read(asked).href(), query);
        }
    }

    #[test]
    fn nonsense_asks_for_everything() {
        for query in ["", "sort=-\"><script>", "show=nothing&from=-1", "&&=&sort"] {
            assert_eq!(AskedPages::read(query).href(), "?sort=title#pages", "{query}");
        }
    }

    #[test]
    fn a_column_is_turned_about_the_second_time() {
        let asked = AskedPages::read("sort=due&show=orphans&from=500");
        assert_eq!(asked.sorted_by(Column::Due).href(), "?sort=-due&show=orphans#pages");
        assert_eq!(
            asked.sorted_by(Column::Words).href(),
            "?sort=words&show=orphans#pages"
        );
        assert_eq!(asked.showing(Show::All).href(), "?sort=due#pages");
        assert_eq!(asked.starting(1000).href(), "?sort=due&show=orphans&from=1000#pages");
    }
}
