//! Equations as a line of text that reads as the equation does.

use crate::import::package::Element;
use crate::import::tree::{Inline, Line, TextStyle};

/// An equation as text: fractions with a stroke, powers raised.
pub(super) fn line(equation: &Element, style: &TextStyle) -> Line {
    let mut line = Vec::new();
    write(equation, style, &mut line);
    line
}

fn write(element: &Element, style: &TextStyle, line: &mut Line) {
    let part = |name: &str, style: &TextStyle, line: &mut Line| {
        if let Some(inside) = element.at(&[name]) {
            write(inside, style, line);
        }
    };
    let text = |words: &str, line: &mut Line| {
        line.push(Inline::Text(words.to_owned(), style.clone()));
    };
    let grouped = |name: &str, line: &mut Line| {
        let group =
            element.at(&[name]).is_some_and(|inside| inside.text().chars().count() > 1);
        let single = element.at(&[name]).is_none_or(|inside| is_number(&inside.text()));
        let (open, close) = if group && !single { ("(", ")") } else { ("", "") };
        text(open, line);
        part(name, style, line);
        text(close, line);
    };
    let raised = TextStyle { raised: true, ..style.clone() };
    let lowered = TextStyle { lowered: true, ..style.clone() };
    match &*element.name {
        "m:f" => {
            grouped("m:num", line);
            text("/", line);
            grouped("m:den", line);
        }
        "m:rad" => {
            part("m:deg", &raised, line);
            text("√(", line);
            part("m:e", style, line);
            text(")", line);
        }
        "m:sSup" | "m:sSub" | "m:sSubSup" => {
            part("m:e", style, line);
            part("m:sub", &lowered, line);
            part("m:sup", &raised, line);
        }
        "m:nary" | "m:d" | "m:eqArr" | "m:m" => grouping(element, style, line),
        "m:t" | "w:t" => text(&element.text(), line),
        _ => element.elements().for_each(|inside| write(inside, style, line)),
    }
}

/// What has several parts: sums, brackets, rows.
fn grouping(element: &Element, style: &TextStyle, line: &mut Line) {
    let part = |name: &str, style: &TextStyle, line: &mut Line| {
        if let Some(inside) = element.at(&[name]) {
            write(inside, style, line);
        }
    };
    let text = |words: &str, line: &mut Line| {
        line.push(Inline::Text(words.to_owned(), style.clone()));
    };
    match &*element.name {
        "m:nary" => {
            let raised = TextStyle { raised: true, ..style.clone() };
            let lowered = TextStyle { lowered: true, ..style.clone() };
            let sign = element.at(&["m:naryPr", "m:chr"]);
            text(sign.and_then(|sign| sign.attribute("m:val")).unwrap_or("∫"), line);
            part("m:sub", &lowered, line);
            part("m:sup", &raised, line);
            text(" ", line);
            part("m:e", style, line);
        }
        "m:d" => {
            let sign = |name: &str, usual: &str| {
                let own = element.at(&["m:dPr", name]);
                own.and_then(|own| own.attribute("m:val")).unwrap_or(usual).to_owned()
            };
            text(&sign("m:begChr", "("), line);
            for (index, inside) in element.all("m:e").enumerate() {
                if index > 0 {
                    text(&sign("m:sepChr", ", "), line);
                }
                write(inside, style, line);
            }
            text(&sign("m:endChr", ")"), line);
        }
        _ => {
            let rows =
                element.elements().filter(|row| matches!(&*row.name, "m:e" | "m:mr"));
            for (index, row) in rows.enumerate() {
                if index > 0 {
                    text("; ", line);
                }
                write(row, style, line);
            }
        }
    }
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | ','))
}
