//! The words that turn a sentence into its opposite, by language.

/// The words of each language, by the first part of its tag, in small letters.
const WORDS: &[(&str, &str)] = &[
    (
        "en",
        "no not never without cannot none nor neither nobody nothing nowhere unless except stop avoid",
    ),
    (
        "cy",
        "na nac nad ni nid nis ddim dim heb byth peidiwch peidio paid neb oni onid osgowch",
    ),
    ("de", "nicht kein keine keinen keiner keinem nie niemals ohne"),
    ("fr", "ne n pas jamais sans aucun aucune ni non rien"),
    ("es", "no nunca sin ni ningún ninguna ninguno jamás nada"),
    ("it", "non mai senza nessun nessuno nessuna né niente"),
    ("pt", "não nunca sem nem nenhum nenhuma jamais nada"),
    ("nl", "niet geen nooit zonder niets niemand"),
    ("pl", "nie nigdy bez żaden żadna żadne ani nic"),
    ("ro", "nu niciodată fără nici niciun nicio nimic"),
    ("da", "ikke aldrig uden ingen intet"),
    ("sv", "inte aldrig utan ingen inget inga"),
    ("nb", "ikke aldri uten ingen intet"),
    ("fi", "ei älä älkää en emme ette eivät ilman"),
    ("hu", "nem ne soha nincs sem nélkül"),
    ("tr", "değil yok asla hiç hiçbir"),
    ("so", "ma maya aan weligaa la'aan"),
    ("ga", "ní níl ná gan riamh cha"),
    ("gd", "chan cha gun na nach riamh"),
    ("ru", "не нет никогда без ни нельзя"),
    ("uk", "не ні немає ніколи без жоден"),
    ("el", "δεν μην μη όχι ποτέ χωρίς"),
    ("ar", "لا ليس ليست لم لن بدون دون أبدا أبدًا"),
    ("fa", "نه بدون هرگز نیست نباید"),
    ("ur", "نہیں نہ مت بغیر کبھی"),
    ("hi", "नहीं न मत बिना कभी"),
    ("pa", "ਨਹੀਂ ਨਾ ਬਿਨਾਂ ਕਦੇ"),
    ("gu", "નહીં ના નથી વગર ક્યારેય"),
    ("bn", "না নয় নেই ছাড়া কখনও"),
    ("ta", "இல்லை வேண்டாம் கூடாது ஒருபோதும்"),
    ("vi", "không đừng chưa chẳng"),
];

/// Signs that do it in languages that write no spaces.
const SIGNS: &[char] = &['不', '没', '沒', '無', '无', '未', '别', '別', '勿', '非'];

/// What of a word makes it a negation, by the language of the text; everywhere the English
/// words count as well, because names and quotations are English.
pub(super) fn negation(word: &str, language: &str) -> Option<String> {
    let small = word.to_lowercase().replace('\u{2019}', "'");
    let primary = language.split(['-', '_']).next().unwrap_or(language);
    let primary = primary.to_ascii_lowercase();
    let of =
        |tag: &str| WORDS.iter().find(|(own, _)| *own == tag).map(|(_, words)| *words);
    let known = of(&primary).into_iter().chain(of("en"));
    if known.flat_map(str::split_whitespace).any(|own| own == small)
        || small.ends_with("n't")
    {
        return Some(small);
    }
    if small.starts_with("n'") && matches!(primary.as_str(), "fr" | "it") {
        return Some("n'".to_owned());
    }
    small.chars().find(|sign| SIGNS.contains(sign)).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_words() {
        for (word, language, expected) in [
            ("Not", "en-GB", Some("not")),
            ("don\u{2019}t", "en", Some("don't")),
            ("Peidiwch", "cy", Some("peidiwch")),
            ("kein", "de", Some("kein")),
            ("kein", "en", None),
            ("not", "cy", Some("not")),
            ("n\u{2019}est", "fr", Some("n'")),
            ("不要", "zh", Some("不")),
            ("knot", "en", None),
        ] {
            assert_eq!(negation(word, language).as_deref(), expected, "{word}");
        }
    }
}
