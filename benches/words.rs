//! The words that generated articles are made of.

/// Subjects of the main menu.
pub(crate) const AREAS: &[&str] = &[
    "Getting ready",
    "Coming in",
    "Medicines",
    "Infections",
    "Eating",
    "Skin",
    "Blood tests",
    "Donors",
    "Recovery",
    "Later on",
    "Urgent help",
    "Family",
    "Work and school",
    "Travel",
    "Equipment",
    "Research",
];

/// Headings within an article.
pub(crate) const HEADINGS: &[&str] = &[
    "What it is",
    "Why it is done",
    "Before you start",
    "What happens",
    "How long it takes",
    "What you may feel",
    "Warning signs",
    "Whom to call",
    "At home",
    "What to eat",
    "What to avoid",
    "Your medicines",
    "Blood counts",
    "Visitors",
    "Sleep",
    "Moving about",
    "Going back",
    "Questions to ask",
];

/// What is done something to.
pub(crate) const OBJECTS: &[&str] = &[
    "the blood results",
    "the fluid chart",
    "the medicine list",
    "the consent form",
    "the line site",
    "the weight",
    "the skin score",
    "the discharge letter",
    "the infusion rate",
    "the clinic plan",
    "the temperature chart",
    "the diet sheet",
    "the donor search",
    "the isolation room",
    "the platelet count",
    "the mouth score",
    "the follow-up date",
];

/// Who does it.
pub(crate) const SUBJECTS: &[&str] = &[
    "the ward nurse",
    "the transplant team",
    "your doctor",
    "the pharmacist",
    "the donor centre",
    "your family",
    "the laboratory",
    "the day unit",
    "the dietitian",
    "the night nurse",
    "the clinic",
    "a specialist",
    "the physiotherapist",
    "the social worker",
];

/// What they do.
pub(crate) const VERBS: &[&str] = &[
    "checks",
    "writes down",
    "looks at",
    "talks about",
    "explains",
    "repeats",
    "confirms",
    "plans",
    "changes",
    "compares",
    "sends",
    "reads",
    "signs",
    "measures",
];

/// When they do it.
pub(crate) const WHEN: &[&str] = &[
    "before each infusion",
    "at every visit",
    "within four hours",
    "each morning",
    "twice a day",
    "until day thirty",
    "after the first dose",
    "once counts recover",
    "when you feel unwell",
    "every week",
    "for six months",
    "if your temperature rises",
    "on the day you go home",
];

/// Why they do it.
pub(crate) const REASONS: &[&str] = &[
    "because early treatment works best",
    "so that everybody knows the plan",
    "unless you agreed otherwise",
    "as the risk is highest then",
    "which saves time later",
    "to keep you safe at home",
    "even if the first result is good",
    "and tells you the same day",
];

/// How titles begin.
pub(crate) const TOPICS: &[&str] = &[
    "Checking",
    "Understanding",
    "Planning",
    "Recording",
    "Sharing",
    "Repeating",
    "Following",
    "Explaining",
    "Reading",
    "Keeping",
    "Changing",
    "Preparing",
];

/// Tags.
pub(crate) const TAGS: &[&str] = &[
    "adults",
    "children",
    "nursing",
    "pharmacy",
    "laboratory",
    "clinic",
    "ward",
    "emergency",
    "food",
    "consent",
    "donor",
    "infection",
    "medicines",
    "scans",
    "safety",
    "going-home",
    "follow-up",
    "travel",
    "vaccines",
    "exercise",
    "wellbeing",
    "fertility",
    "teeth",
    "skin-care",
    "eyes",
    "lungs",
    "kidneys",
    "liver",
    "heart",
    "bones",
];

/// First words of made-up terms.
pub(crate) const PREFIXES: &[&str] = &[
    "early",
    "late",
    "acute",
    "chronic",
    "mild",
    "severe",
    "repeated",
    "delayed",
    "hidden",
    "slow",
    "sudden",
    "partial",
    "primary",
    "secondary",
    "central",
    "lower",
    "upper",
    "inner",
    "outer",
    "mixed",
];

/// Middle words of made-up terms, for large glossaries.
pub(crate) const MIDDLES: &[&str] =
    &["", "skin ", "lung ", "liver ", "kidney ", "bowel ", "eye ", "mouth "];

/// Last words of made-up terms.
pub(crate) const SUFFIXES: &[&str] = &[
    "rash",
    "fever",
    "anaemia",
    "mucositis",
    "infection",
    "bleeding",
    "swelling",
    "relapse",
    "rejection",
    "toxicity",
    "fibrosis",
    "cystitis",
    "colitis",
    "hepatitis",
    "dermatitis",
];

/// Terms with their abbreviations.
pub(crate) const TERMS: &[(&str, Option<&str>)] = &[
    ("graft-versus-host disease", Some("GVHD")),
    ("stem cell", None),
    ("absolute neutrophil count", Some("ANC")),
    ("cytomegalovirus", Some("CMV")),
    ("central venous catheter", Some("CVC")),
    ("total body irradiation", Some("TBI")),
    ("donor lymphocyte infusion", Some("DLI")),
    ("human leukocyte antigen", Some("HLA")),
    ("peripheral blood stem cell", Some("PBSC")),
    ("intensive care unit", Some("ICU")),
    ("neutropenic sepsis", None),
    ("ciclosporin", None),
    ("tacrolimus", None),
    ("methotrexate", Some("MTX")),
    ("busulfan", None),
    ("engraftment", None),
    ("chimerism", None),
    ("conditioning", None),
    ("platelet", None),
    ("neutrophil", None),
    ("apheresis", None),
    ("immunosuppression", None),
    ("photopheresis", Some("ECP")),
    ("polymerase chain reaction", Some("PCR")),
];
