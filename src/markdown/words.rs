//! The words of raw HTML as a reader hears them.

use super::element::joins;
use super::raised::raised;
use super::raw_html::Part;

/// The plain words of a piece of HTML, gathered part by part: without its markup, without
/// what is struck out, and with a space wherever a tag parts two words.
#[derive(Debug, Default)]
pub struct Words {
    /// What was gathered so far.
    pub text: String,
    struck: Vec<String>,
    /// How many raised elements are open.
    raised: usize,
    is_border: bool,
}

impl Words {
    /// Takes the next part.
    pub fn add(&mut self, part: &Part) {
        match part {
            Part::Text(text) => self.text(text),
            Part::Start(tag) => self.start(&tag.name),
            Part::End(name, _) => self.end(name),
            Part::Vanished(tag) => self.border(&tag.name),
            Part::Aside(_) | Part::StillOpen(_) | Part::Lost(..) => {}
        }
    }

    /// Takes characters.
    pub fn text(&mut self, text: &str) {
        if !self.struck.is_empty() {
            return;
        }
        let is_parted = text.starts_with(char::is_whitespace)
            || self.text.ends_with(char::is_whitespace);
        if self.is_border && !is_parted && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.is_border = false;
        self.text.push_str(&if self.raised > 0 { raised(text) } else { text.into() });
    }

    /// Takes a start tag.
    pub fn start(&mut self, name: &str) {
        self.border(name);
        if matches!(name, "del" | "s" | "strike") {
            self.struck.push(name.to_owned());
        }
        self.raised += usize::from(name == "sup");
    }

    /// Takes an end tag.
    pub fn end(&mut self, name: &str) {
        self.border(name);
        if self.struck.last().is_some_and(|open| open == name) {
            self.struck.pop();
        }
        if name == "sup" {
            self.raised = self.raised.saturating_sub(1);
        }
    }

    fn border(&mut self, name: &str) {
        self.is_border |= !joins(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::raw_html::HtmlPiece;

    #[test]
    fn words_are_parted_where_a_reader_sees_a_border() {
        for (html, words) in [
            ("<ul><li>5 mg</li><li>10 mg</li></ul>", "5 mg 10 mg"),
            ("5 mg<br>10 mg <p>at night", "5 mg 10 mg at night"),
            ("H<sub>2</sub>O and <b>b</b>old", "H2O and bold"),
            ("10<sup>9</sup>/L, 1<sup>st</sup>", "10\u{2079}/L, 1st"),
            ("<del>5 mg</del> 10 mg<svg>x</svg>y", " 10 mg y"),
            ("a &lt; b", "a < b"),
        ] {
            let mut found = Words::default();
            HtmlPiece::new(&[(html, 0)]).walk(&mut |part| found.add(&part));
            assert_eq!(found.text, words, "{html}");
        }
    }
}
