//! Units of medicines and of time, and numbers as words: what makes a number one that a reader
//! acts on.

/// What a change of a few letters can do harm in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CriticalKind {
    /// A word such as "not".
    Negation,
    /// A number with a unit of a medicine.
    Dose,
    /// A telephone number.
    Telephone,
    /// Another number, with its unit if it has one.
    Number,
    /// A day, a month, or a span of time.
    Time,
    /// A picture: its words, or the bytes of its file.
    Picture,
    /// The bytes of a file behind a link.
    File,
}

/// Units of medicines; written in one way everywhere.
const DOSES: &str = "
    mg g kg mcg µg μg ug ng ml cl dl l mmol mol iu unit units milligram milligrams
    microgram micrograms gram grams millilitre millilitres litre litres liter liters
    tablet tablets capsule capsules drop drops dose doses puff puffs spoonful spoonfuls
    mg/kg mg/ml ml/min tabled tabledi tablette tabletten comprimé comprimés gy
";

/// Other units that belong to the number before them.
const UNITS: &str = "
    °c °f ° c f % percent per cm mm m km degrees pounds £ € miles metres meters times
    people am pm
";

/// Units and names of time.
const TIMES: &str = "
    second seconds minute minutes hour hours hourly day days daily week weeks weekly
    month months monthly year years yearly today tonight tomorrow night nightly morning
    evening weekend weekends weekday weekdays monday mondays tuesday tuesdays wednesday
    wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays
    january february march april may june july august september october november
    december munud awr oriau dydd diwrnod wythnos mis blwyddyn stunde stunden tag tage
    woche wochen monat monate heure heures jour jours semaine semaines mois hora horas
    día días semana semanas mes meses
";

/// Numbers as words.
const NUMBERS: &str = "
    zero one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
    seventy eighty ninety hundred thousand million half quarter third once twice double
    first second un dau dwy tri tair pedwar pedair pump chwech saith wyth naw deg
    unwaith dwywaith hanner
";

fn has(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|own| own == word)
}

/// Whether a word, in small letters, is a number.
pub(super) fn is_number_word(small: &str) -> bool {
    small.split('-').any(|part| has(NUMBERS, part))
}

/// The kind of a unit. Letters such as `g` are one only behind a number.
pub(super) fn unit_kind(word: &str, behind_number: bool) -> Option<CriticalKind> {
    let small = word.to_lowercase();
    let small = small.as_str();
    if has(DOSES, small) && (behind_number || small.len() > 2) {
        return Some(CriticalKind::Dose);
    }
    if has(TIMES, small) {
        // "You may" is no month.
        let is_word =
            matches!(small, "may" | "march") && word.starts_with(char::is_lowercase);
        return (!is_word).then_some(CriticalKind::Time);
    }
    (behind_number && has(UNITS, small)).then_some(CriticalKind::Number)
}
