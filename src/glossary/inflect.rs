//! English inflection: regular plurals, and regular singulars of names listed in the plural.

/// How a mention is inflected against the name that its entry lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// As listed.
    Listed,
    /// The plural of what is listed.
    Plural,
    /// The singular of what is listed in the plural.
    Singular,
}

/// Words whose final s is no plural, and whose rest is another word.
const NO_PLURALS: &[&str] = &["news"];

/// The forms of a name in a text, its own first. The last word is inflected; an
/// abbreviation takes a small s and nothing else.
pub(super) fn forms(name: &str, is_abbreviation: bool) -> Vec<(Form, String)> {
    let mut forms = vec![(Form::Listed, name.to_owned())];
    let last = name.rsplit(' ').next().unwrap_or(name);
    let ends_in_letters = last.len() > 1
        && last.is_char_boundary(last.len() - 1)
        && last.ends_with(|c: char| c.is_ascii_alphabetic())
        && !last.contains('\'');
    if !ends_in_letters {
        // `CD34s` and `B12s` are plurals too.
        if is_abbreviation && last.ends_with(|c: char| c.is_ascii_digit()) {
            forms.push((Form::Plural, format!("{name}s")));
        }
        return forms;
    }
    if is_abbreviation {
        match name.strip_suffix('s') {
            Some(one) if one.ends_with(char::is_uppercase) => {
                forms.push((Form::Singular, one.to_owned()));
            }
            _ => forms.push((Form::Plural, format!("{name}s"))),
        }
        return forms;
    }
    forms.extend(plurals(name).into_iter().map(|form| (Form::Plural, form)));
    forms.extend(singulars(name, last).into_iter().map(|form| (Form::Singular, form)));
    forms
}

/// A name in a form; as it is where it has no such form.
pub(super) fn inflected(name: &str, form: Form, is_abbreviation: bool) -> String {
    let mut forms = forms(name, is_abbreviation).into_iter();
    forms.find(|(own, _)| *own == form).map_or_else(|| name.to_owned(), |(_, name)| name)
}

/// The regular plurals of a name, the usual one first.
fn plurals(name: &str) -> Vec<String> {
    let ends = |ending: &str| ends_with(name, ending);
    let with = |ending: &str| format!("{name}{ending}");
    let cut =
        |length: usize, ending: &str| format!("{}{ending}", &name[..name.len() - length]);
    let before_last = name.chars().rev().nth(1);
    if ends("is") {
        return vec![cut(2, "es"), with("es")];
    }
    if ["s", "x", "z", "ch", "sh"].iter().any(|ending| ends(ending)) {
        return vec![with("es")];
    }
    if ends("y") && before_last.is_some_and(is_consonant) {
        return vec![cut(1, "ies")];
    }
    if ends("o") && before_last.is_some_and(is_consonant) {
        return vec![with("es"), with("s")];
    }
    vec![with("s")]
}

/// What a name listed in the plural may be the plural of. Some of these are no words, and
/// then no text holds them.
fn singulars(name: &str, last: &str) -> Vec<String> {
    let ends = |ending: &str| ends_with(name, ending);
    let is_plural = ends("s")
        && last.len() > 3
        && !["ss", "us", "is", "ics"].iter().any(|ending| ends(ending))
        && !NO_PLURALS.iter().any(|word| last.eq_ignore_ascii_case(word));
    if !is_plural {
        return Vec::new();
    }
    let cut = |length: usize| name[..name.len() - length].to_owned();
    let mut singulars = vec![cut(1)];
    if ends("ies") {
        singulars.push(cut(3) + "y");
    } else if ["ses", "xes", "zes", "ches", "shes", "oes"].iter().any(|one| ends(one)) {
        singulars.push(cut(2));
    }
    singulars
}

/// Whether a name ends so, in any case. The ending is ASCII.
fn ends_with(name: &str, ending: &str) -> bool {
    let tail = name.len().checked_sub(ending.len());
    tail.and_then(|at| name.get(at..))
        .is_some_and(|tail| tail.eq_ignore_ascii_case(ending))
}

fn is_consonant(c: char) -> bool {
    c.is_ascii_alphabetic() && !"aeiouAEIOU".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_regular() {
        for (one, many) in [
            ("graft", "grafts"),
            ("biopsy", "biopsies"),
            ("day", "days"),
            ("virus", "viruses"),
            ("bone marrow", "bone marrows"),
            ("metastasis", "metastases"),
            ("dose", "doses"),
            ("rash", "rashes"),
            ("box", "boxes"),
        ] {
            assert_eq!(inflected(one, Form::Plural, false), many);
        }
    }

    /// The forms besides the listed one.
    fn others(name: &str, is_abbreviation: bool) -> Vec<String> {
        let forms = forms(name, is_abbreviation).into_iter().skip(1);
        forms.map(|(_, form)| form).collect()
    }

    #[test]
    fn what_is_listed_in_the_plural_has_a_singular() {
        assert_eq!(others("stem cells", false), ["stem cellses", "stem cell"]);
        assert_eq!(others("biopsies", false)[1..], ["biopsie", "biopsy"]);
        assert_eq!(others("viruses", false)[1..], ["viruse", "virus"]);
        for name in ["mass", "virus", "metastasis", "news", "gas", "paediatrics"] {
            let forms = forms(name, false);
            assert!(forms.iter().all(|(form, _)| *form != Form::Singular), "{name}");
        }
    }

    #[test]
    fn an_abbreviation_takes_an_s() {
        assert_eq!(others("CT", true), ["CTs"]);
        assert_eq!(others("SCTs", true), ["SCT"]);
        assert_eq!(others("AIDS", true), ["AIDSs"]);
        assert_eq!(others("CD34", true), ["CD34s"]);
        assert!(others("CD34+", true).is_empty());
        assert!(others("Crohn's", false).is_empty());
        assert!(others("ph\u{f4}", false).is_empty());
    }
}
