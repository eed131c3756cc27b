//! Formulas between dollar signs, as other programs set them: nothing here does, so they are
//! told, and nothing in them is read as a mark.

use std::ops::Range;

/// The formulas in the words of a text, signs and all.
///
/// As Pandoc reads them: no white space inside the signs, and no digit behind the last one.
/// `$5 and $10` are prices, `$HOME/$USER` are names.
pub(super) fn formulas(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut done = 0;
    for (start, _) in words.match_indices('$') {
        if start < done || words[..start].ends_with(is_of_name) {
            continue;
        }
        let sign = if words[start..].starts_with("$$") { "$$" } else { "$" };
        let inside = start + sign.len();
        let Some(length) = words[inside..].find(sign) else { continue };
        let (formula, end) =
            (&words[inside..inside + length], inside + length + sign.len());
        let is_tight = |c: char| c.is_whitespace() || c == '$' || c == '`';
        if !formula.is_empty()
            && (sign == "$$"
                || !(formula.starts_with(is_tight) || formula.ends_with(is_tight)))
            && !words[end..].starts_with(is_of_name)
            && is_sum(formula)
        {
            found.push(start..end);
            done = end;
        }
    }
    found
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '\\' || c == '$'
}

/// Whether it holds a sign of a sum, or is the letter of one.
fn is_sum(formula: &str) -> bool {
    let is_letter = formula.chars().count() == 1 && formula.contains(char::is_alphabetic);
    is_letter || formula.contains(['^', '_', '\\', '=', '+', '<', '>', '*'])
}

#[cfg(test)]
mod tests {
    use super::formulas;

    #[test]
    fn formulas_are_told_from_prices_and_names() {
        for (words, expected) in [
            ("E = $x^2$ now", &["$x^2$"][..]),
            ("$$a + b$$ and $n$, $a_1$.", &["$$a + b$$", "$n$", "$a_1$"]),
            ("($\\frac{1}{2}$)", &["$\\frac{1}{2}$"]),
            ("$5 and $10, $5/$10, US$5 and US$6", &[]),
            ("$HOME/$USER and $PATH:$HOME and $ x^2 $", &[]),
            ("costs $5+ or $10+ a day", &[]),
            ("\\$x^2\\$ and $x^2", &[]),
        ] {
            let found: Vec<&str> =
                formulas(words).into_iter().map(|range| &words[range]).collect();
            assert_eq!(found, expected, "{words}");
        }
    }
}
