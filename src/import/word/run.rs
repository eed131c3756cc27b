//! What stands in a line: runs of letters with their looks, links, fields, notes, signs.

use super::equation;
use super::field::{self, Field};
use super::reader::{Tracked, WordReader};
use super::style::LetterLook;
use crate::base::Error;
use crate::import::address;
use crate::import::loss;
use crate::import::package::Element;
use crate::import::sign;
use crate::import::tree::{Inline, Line, TextStyle};

/// How a run looks before it says anything itself.
#[derive(Debug, Clone, Default)]
pub(super) struct RunLook {
    pub(super) style: TextStyle,
    /// What the paragraph's style says of its letters.
    pub(super) letters: LetterLook,
}

impl WordReader<'_, '_> {
    /// Reads what stands in a paragraph, or in a part of its line.
    pub(super) fn line(
        &mut self,
        element: &Element,
        look: &RunLook,
        line: &mut Line,
    ) -> Result<(), Error> {
        for inside in element.elements() {
            match &*inside.name {
                "w:r" => self.run(inside, look, line)?,
                "w:del" => self.deleted(inside),
                "w:ins" => {
                    if !inside.text().trim().is_empty() {
                        self.losses.add(&loss::TRACKED);
                    }
                    let before = std::mem::replace(&mut self.tracked, Tracked::Inserted);
                    let read = self.line(inside, look, line);
                    self.tracked = before;
                    read?;
                }
                "w:hyperlink" => self.hyperlink(inside, look, line)?,
                "w:fldSimple" => {
                    let code = inside.attribute("w:instr").unwrap_or_default();
                    if field::is_page_number(code) {
                        self.losses.add(&loss::PAGE_NUMBERS);
                    }
                    let mut look = look.clone();
                    look.style.link = look.style.link.or_else(|| field::link(code));
                    self.line(inside, &look, line)?;
                }
                "w:sdt" => {
                    if self.is_empty_control(inside) {
                        continue;
                    }
                    if let Some(content) = inside.at(&["w:sdtContent"]) {
                        self.line(content, look, line)?;
                    }
                }
                "w:bookmarkStart" => line.extend(anchor(inside)),
                "m:oMath" | "m:oMathPara" => {
                    self.losses.add_about(&loss::EQUATION, &inside.text());
                    line.extend(equation::line(inside, &look.style));
                }
                "mc:AlternateContent" => self.alternative(inside, look, "", line)?,
                "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" | "w:moveTo" => {
                    self.line(inside, look, line)?;
                }
                // What was moved from here stands elsewhere.
                _ => {}
            }
        }
        Ok(())
    }

    fn deleted(&mut self, element: &Element) {
        let mut text = String::new();
        for name in ["w:delText", "w:t"] {
            element.below(name).iter().for_each(|gone| text.push_str(&gone.text()));
        }
        if !text.is_empty() {
            self.losses.add(&loss::TRACKED);
        }
        self.change.delete(&text);
    }

    /// Whether a content control only shows what to type there, which is then told.
    pub(super) fn is_empty_control(&mut self, control: &Element) -> bool {
        let empty =
            control.at(&["w:sdtPr"]).and_then(|own| own.switch("w:showingPlcHdr"));
        let empty = empty == Some(true);
        if empty {
            self.losses.add(&loss::FORM_FIELDS);
        }
        empty
    }

    fn hyperlink(
        &mut self,
        element: &Element,
        look: &RunLook,
        line: &mut Line,
    ) -> Result<(), Error> {
        let place = element.attribute("w:anchor").map(|name| format!("#{name}"));
        let relation = element.attribute("r:id").and_then(|id| self.relations.get(id));
        let address = relation.map(|relation| address::meant(&relation.target));
        let link = match (address, place) {
            (Some(address), Some(place)) if !address.contains('#') => {
                Some(format!("{address}{place}"))
            }
            (address, place) => address.or(place),
        };
        let mut look = look.clone();
        look.style.link = link;
        self.line(element, &look, line)
    }

    /// A run: letters of one look.
    fn run(
        &mut self,
        run: &Element,
        look: &RunLook,
        line: &mut Line,
    ) -> Result<(), Error> {
        let own = run.at(&["w:rPr"]);
        let by_style = self.styles.run(own.and_then(|own| own.value(&["w:rStyle"])));
        let direct = LetterLook::new(own).over(&by_style);
        let mut style = look.style.clone();
        // What the paragraph's style says of all its letters is the look of a kind of
        // paragraph, and no emphasis.
        style.strong = direct.strong.unwrap_or(style.strong);
        style.emphasis = direct.emphasis.unwrap_or(style.emphasis);
        let letters = direct.over(&look.letters);
        if let Some(own) = own {
            style.struck =
                own.switch("w:strike").or(own.switch("w:dstrike")).unwrap_or(false);
            match own.value(&["w:vertAlign"]) {
                Some("superscript") => style.raised = true,
                Some("subscript") => style.lowered = true,
                _ => {}
            }
        }
        let text = run.at(&["w:t"]).map(Element::text).unwrap_or_default();
        if letters.hidden == Some(true) && run.at(&["w:fldChar"]).is_none() {
            if !text.trim().is_empty() && !self.is_in_contents() {
                self.losses.add_about(&loss::HIDDEN_TEXT, &text);
            }
            return Ok(());
        }
        if letters.white == Some(true) && !text.trim().is_empty() {
            self.losses.add_about(&loss::WHITE_TEXT, &text);
        }
        if !text.trim().is_empty()
            && let Some(size) = letters.size
        {
            self.smallest = Some(self.smallest.map_or(size, |least| least.min(size)));
        }
        if let Some(language) = &letters.language {
            *self.languages.entry(language.clone()).or_default() += text.len();
        }
        let look = RunLook { style, letters };
        let font = look.letters.font.clone().unwrap_or_default();
        self.pieces(run, &look, &font, line)
    }

    /// What stands in a run.
    pub(super) fn pieces(
        &mut self,
        run: &Element,
        look: &RunLook,
        font: &str,
        line: &mut Line,
    ) -> Result<(), Error> {
        for piece in run.elements() {
            match &*piece.name {
                "w:fldChar" => self.field_mark(piece, look, line),
                "w:instrText" => {
                    if let Some(field) = self.fields.last_mut() {
                        field.code.push_str(&piece.text());
                    }
                }
                _ if self.is_silent() => {}
                "w:t" => self.text(&piece.text(), look, font, line),
                "w:tab" | "w:ptab" => self.letters("\t", look, line),
                "w:noBreakHyphen" => self.letters("\u{2011}", look, line),
                "w:cr" => line.push(Inline::Break),
                "w:br" => match piece.attribute("w:type") {
                    None | Some("textWrapping") => {
                        self.change.keep(" ");
                        line.push(Inline::Break);
                    }
                    Some(_) => self.letters(" ", look, line),
                },
                "w:sym" => {
                    let number = piece.attribute("w:char").unwrap_or_default();
                    let number = u32::from_str_radix(number, 16).unwrap_or_default();
                    let font = piece.attribute("w:font").unwrap_or_default();
                    self.sign(font, number, look, line);
                }
                "w:footnoteReference" | "w:endnoteReference" => {
                    if let Some(id) = piece.attribute("w:id") {
                        let note = (&*piece.name == "w:endnoteReference", id.to_owned());
                        let known = self.notes.iter().position(|own| *own == note);
                        let at = known.unwrap_or_else(|| {
                            self.notes.push(note);
                            self.notes.len() - 1
                        });
                        line.push(Inline::Note(at + 1));
                    }
                }
                "w:drawing" | "w:pict" | "w:object" => self.drawing(piece, line)?,
                "w:ruby" => {
                    if let Some(base) = piece.at(&["w:rubyBase"]) {
                        self.line(base, look, line)?;
                    }
                }
                "mc:AlternateContent" => self.alternative(piece, look, font, line)?,
                "w:r" => self.run(piece, look, line)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Of several ways to show the same thing, the first that is understood.
    fn alternative(
        &mut self,
        element: &Element,
        look: &RunLook,
        font: &str,
        line: &mut Line,
    ) -> Result<(), Error> {
        let choice = element.all("mc:Choice").find(|choice| {
            ["w:txbxContent", "a:blip", "w:t", "m:t", "c:chart", "dgm:relIds"]
                .iter()
                .any(|name| !choice.below(name).is_empty())
        });
        let fallback =
            || element.at(&["mc:Fallback"]).or_else(|| element.at(&["mc:Choice"]));
        match choice.or_else(fallback) {
            Some(way) => {
                self.pieces(way, look, font, line)?;
                // Some wrap whole runs and equations.
                let wraps = way.elements().any(|inside| inside.name.starts_with("m:"));
                if wraps { self.line(way, look, line) } else { Ok(()) }
            }
            None => Ok(()),
        }
    }

    fn field_mark(&mut self, mark: &Element, look: &RunLook, line: &mut Line) {
        match mark.attribute("w:fldCharType") {
            Some("begin") => {
                let form = mark.at(&["w:ffData"]);
                if let Some(tick) = form.and_then(|form| form.at(&["w:checkBox"])) {
                    let ticked = tick.switch("w:checked").or(tick.switch("w:default"));
                    let sign = if ticked == Some(true) { "☑" } else { "☐" };
                    if !self.is_silent() {
                        self.letters(sign, look, line);
                    }
                }
                let is_form =
                    form.is_some_and(|form| form.at(&["w:textInput"]).is_some());
                self.fields.push(Field { is_form, ..Field::default() });
            }
            Some("separate") => {
                let outer_silent = self.is_in_contents();
                if let Some(field) = self.fields.last_mut() {
                    field.separate();
                    if field.is_contents && !outer_silent {
                        self.losses.add(&loss::CONTENTS_LIST);
                    } else if field::is_page_number(&field.code) && !outer_silent {
                        self.losses.add(&loss::PAGE_NUMBERS);
                    }
                }
            }
            _ => {
                let Some(field) = self.fields.pop() else { return };
                if self.is_silent() {
                    return;
                }
                if !field.shows
                    && let Some((font, number)) = field::symbol(&field.code)
                {
                    self.sign(&font, number, look, line);
                }
                if field.is_form && !field.has_result {
                    self.losses.add(&loss::FORM_FIELDS);
                }
            }
        }
    }

    /// Whether what comes is the code of a field, or in a list of contents.
    fn is_silent(&self) -> bool {
        self.fields.iter().any(|field| !field.shows || field.is_contents)
    }

    pub(super) fn is_in_contents(&self) -> bool {
        self.fields.iter().any(|field| field.is_contents)
    }

    /// Letters as they stand in the document.
    fn text(&mut self, text: &str, look: &RunLook, font: &str, line: &mut Line) {
        let draws_signs = sign::is_symbol_font(font);
        let mut plain = String::new();
        for letter in text.chars() {
            match letter {
                '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
                '\n' | '\r' => plain.push(' '),
                '\t' => plain.push('\t'),
                letter if letter.is_control() => plain.push(' '),
                letter
                    if is_private(letter)
                        || (draws_signs && u32::from(letter) < 0x100) =>
                {
                    plain.push(self.known_sign(font, u32::from(letter)));
                }
                letter => plain.push(letter),
            }
        }
        self.letters(&plain, look, line);
    }

    fn sign(&mut self, font: &str, number: u32, look: &RunLook, line: &mut Line) {
        let sign = self.known_sign(font, number);
        self.letters(&sign.to_string(), look, line);
    }

    fn known_sign(&mut self, font: &str, number: u32) -> char {
        sign::sign(font, number).unwrap_or_else(|| {
            let font = if font.is_empty() { "an unknown font" } else { font };
            let words = format!("{number:X} of {font}");
            self.losses.add_at(&loss::SIGN, &words, "\u{fffd}");
            '\u{fffd}'
        })
    }

    fn letters(&mut self, text: &str, look: &RunLook, line: &mut Line) {
        if !text.trim().is_empty() {
            self.fields.iter_mut().for_each(|field| field.has_result = true);
        }
        let empty_form = self.fields.last().is_some_and(|field| field.is_form);
        if empty_form && text.trim().is_empty() {
            return;
        }
        match self.tracked {
            Tracked::Kept => self.change.keep(text),
            Tracked::Inserted => self.change.insert(text),
        }
        let mut style = look.style.clone();
        if style.link.is_none() {
            style.link = self.fields.iter().rev().find_map(|field| field.link.clone());
        }
        line.push(Inline::Text(text.to_owned(), style));
    }
}

/// Whether a letter belongs to a font alone.
fn is_private(letter: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&letter)
}

/// The place that a bookmark names.
pub(super) fn anchor(bookmark: &Element) -> Option<Inline> {
    let name = bookmark.attribute("w:name").filter(|name| *name != "_GoBack")?;
    Some(Inline::Anchor(name.to_owned()))
}
