//! Rules about what stands in an article.

use crate::diagnostic::{Rule, Severity};

/// An image has no text alternative.
pub static MISSING_ALT_TEXT: Rule = Rule {
    code: "C001",
    name: "missing-alt-text",
    severity: Severity::Error,
    meaning: "An image has no text alternative.",
    why: "People who cannot see it learn nothing of what it shows.",
    mend: "Write what it shows: `![what it shows](chart.svg)`. For mere decoration: `![](line.svg \"decorative\")`.",
    source: "WCAG 1.1.1 Non-text Content",
};

/// A block begins with a kind that neither Engraft nor the theme knows.
pub static UNKNOWN_BLOCK: Rule = Rule {
    code: "C002",
    name: "unknown-block",
    severity: Severity::Warning,
    meaning: "A block begins with a kind that neither Engraft nor the theme knows.",
    why: "It is shown as an ordinary quotation, without its colour and its hidden urgency words.",
    mend: "Use the suggested kind, or add a template for it to the theme.",
    source: "Engraft's own rule",
};

/// The text has a heading of level one besides the title.
pub static LEVEL_ONE_HEADING: Rule = Rule {
    code: "C003",
    name: "level-one-heading",
    severity: Severity::Warning,
    meaning: "The text has a heading of level one besides the title.",
    why: "A page has one main heading, its title; this one is shown one level lower.",
    mend: "Write `##` instead of `#`.",
    source: "WCAG 1.3.1 Info and Relationships",
};

/// A part of the raw HTML is not allowed and was left out.
pub static REMOVED_HTML: Rule = Rule {
    code: "C004",
    name: "removed-html",
    severity: Severity::Warning,
    meaning: "A part of the raw HTML is not allowed and was left out.",
    why: "Scripts, styles and unknown elements can harm readers or break the page for a screen reader.",
    mend: "Say the same in Markdown, or use an allowed element.",
    source: "Engraft's own rule",
};

/// A fenced block names a language that cannot be highlighted.
pub static UNKNOWN_CODE_LANGUAGE: Rule = Rule {
    code: "C005",
    name: "unknown-code-language",
    severity: Severity::Note,
    meaning: "A fenced block names a language that cannot be highlighted.",
    why: "The code is shown without colours.",
    mend: "Correct the name, or leave it out.",
    source: "Engraft's own rule",
};

/// One anchor is given twice on a page, or is one that the page itself uses.
pub static DUPLICATE_ANCHOR: Rule = Rule {
    code: "C006",
    name: "duplicate-anchor",
    severity: Severity::Error,
    meaning: "One anchor is given twice on a page, or is one that the page itself uses.",
    why: "A link leads to the first of the two, and the HTML is not valid.",
    mend: "Give one of the headings another `{#name}`.",
    source: "HTML Standard, the id attribute",
};

/// An anchor holds a character that cannot stand in one.
pub static BAD_ANCHOR: Rule = Rule {
    code: "C007",
    name: "bad-anchor",
    severity: Severity::Warning,
    meaning: "An anchor holds a character that cannot stand in one.",
    why: "A link to it would break.",
    mend: "Use letters, digits, hyphens and underscores.",
    source: "HTML Standard, the id attribute",
};

/// Quotations, lists or blocks are nested more than 100 levels deep.
pub static TOO_DEEPLY_NESTED: Rule = Rule {
    code: "C008",
    name: "too-deeply-nested",
    severity: Severity::Error,
    meaning: "Quotations, lists or blocks are nested more than 100 levels deep.",
    why: "No reader could follow it, and it is most often an accident.",
    mend: "Take some levels out.",
    source: "Engraft's own rule",
};

/// A page comes to more than 20 MB.
pub static PAGE_TOO_LARGE: Rule = Rule {
    code: "C040",
    name: "page-too-large",
    severity: Severity::Error,
    meaning: "The text of a page comes to more than 20 MB, once its links, notes and blocks are written out.",
    why: "No phone opens such a page, and a few letters that stand for a long name could fill the disk.",
    mend: "Divide the text into several pages.",
    source: "Engraft's own rule",
};

/// A table has more than 1,000 columns or 100,000 cells.
pub static TABLE_TOO_LARGE: Rule = Rule {
    code: "C009",
    name: "table-too-large",
    severity: Severity::Error,
    meaning: "A table has more than 1,000 columns or 100,000 cells.",
    why: "No reader could use it on a phone or with a screen reader.",
    mend: "Split the table, or offer it as a download.",
    source: "Engraft's own rule",
};

/// A folder has no `index.md`, so its landing page is made from its name.
pub static GENERATED_LANDING_PAGE: Rule = Rule {
    code: "C010",
    name: "generated-landing-page",
    severity: Severity::Note,
    meaning: "A folder has no `index.md`, so its landing page is made from its name.",
    why: "Readers get a list without a word of introduction.",
    mend: "Add an `index.md` with a title and a few words.",
    source: "Engraft's own rule",
};

/// A block of code begins with a fence that is never closed.
pub static UNCLOSED_CODE_BLOCK: Rule = Rule {
    code: "C011",
    name: "unclosed-code-block",
    severity: Severity::Warning,
    meaning: "A block of code begins with a fence that is never closed.",
    why: "Everything down to the end of the page is shown as code.",
    mend: "Write the fence once more, alone on the line below the code.",
    source: "CommonMark 0.31.2, section 4.5",
};

/// A heading stands two levels or more below the one above it.
pub static SKIPPED_HEADING_LEVEL: Rule = Rule {
    code: "C013",
    name: "skipped-heading-level",
    severity: Severity::Warning,
    meaning: "A heading stands two levels or more below the one above it.",
    why: "People who move from heading to heading with a screen reader look for the part that is missing.",
    mend: "Take one `#` away, or add the heading between the two.",
    source: "WCAG 1.3.1 Info and Relationships; technique G141",
};

/// A heading has no words.
pub static EMPTY_HEADING: Rule = Rule {
    code: "C014",
    name: "empty-heading",
    severity: Severity::Warning,
    meaning: "A heading has no words.",
    why: "A screen reader announces a heading and says nothing, and the contents list has an empty line.",
    mend: "Write the words behind the `#` signs, or delete the line.",
    source: "WCAG 2.4.6 Headings and Labels",
};

/// Text looks like Markdown and is shown as it stands.
pub static STRAY_MARKUP: Rule = Rule {
    code: "C015",
    name: "stray-markup",
    severity: Severity::Warning,
    meaning: "Text looks like Markdown but is not read as such: a sign is missing, or a space too many stands in it.",
    why: "Readers see the signs, and no heading, list, link or urgent block.",
    mend: "Type what the finding says. If the signs are meant as text, write a backslash before them.",
    source: "CommonMark 0.31.2",
};

/// A note stands below the text, and no mark leads to it.
pub static UNUSED_FOOTNOTE: Rule = Rule {
    code: "C081",
    name: "unused-footnote",
    severity: Severity::Warning,
    meaning: "A note stands below the text, and no mark leads to it.",
    why: "A note is shown where its mark is; without one its words are left out of the page.",
    mend: "Write its mark, such as `[^1]`, where it belongs, or make it an ordinary paragraph.",
    source: "Engraft's own rule",
};

/// Two notes of a page have the same label.
pub static DUPLICATE_FOOTNOTE: Rule = Rule {
    code: "C082",
    name: "duplicate-footnote",
    severity: Severity::Warning,
    meaning: "Two notes of a page have the same label.",
    why: "A mark can lead to one of them only; the words of the second are left out of the page.",
    mend: "Give the second a label of its own, and write that label in its mark.",
    source: "Engraft's own rule",
};

/// Words are read as something that no page shows.
pub static LOST_WORDS: Rule = Rule {
    code: "C083",
    name: "lost-words",
    severity: Severity::Warning,
    meaning: "Words are read as something that no page shows, such as the address of a link that nothing uses.",
    why: "They are left out of the page, and readers miss what the writer took for said.",
    mend: "Write them in a paragraph of their own, or a backslash before the sign that hides them.",
    source: "CommonMark 0.31.2, section 4.7",
};

/// Text stands in angle brackets, and HTML has no element of that name.
pub static UNKNOWN_ELEMENT: Rule = Rule {
    code: "C080",
    name: "unknown-element",
    severity: Severity::Warning,
    meaning: "Text stands in angle brackets, and HTML has no element of that name.",
    why: "It is shown as it was typed, but other programs take it for a tag and leave it out.",
    mend: "Write it between backticks, or `\\<` for its first character.",
    source: "CommonMark 0.31.2, section 6.6; HTML Standard, section 4",
};

/// A row of a table has more cells than its header.
pub static LOST_TABLE_CELL: Rule = Rule {
    code: "C016",
    name: "lost-table-cell",
    severity: Severity::Error,
    meaning: "A row of a table has more cells than its header.",
    why: "The cells that are too many are left out of the page, with everything that stands in them.",
    mend: "Add a column to the header and to the line below it. A `|` that belongs to the words is written `\\|`.",
    source: "GitHub Flavored Markdown, section 4.10",
};

/// A block has nothing in it.
pub static EMPTY_BLOCK: Rule = Rule {
    code: "C100",
    name: "empty-block",
    severity: Severity::Error,
    meaning: "A block such as `> [!URGENT]` has no words, or nothing but its heading.",
    why: "Readers see a red card that says nothing, and what it was to say stands elsewhere or nowhere.",
    mend: "Write `> ` before every line that belongs to the block; `engraft check --fix` does it where it is certain.",
    source: "NHS digital service manual, care cards",
};

/// A block was meant, and none is made.
pub static LOST_BLOCK: Rule = Rule {
    code: "C101",
    name: "lost-block",
    severity: Severity::Error,
    meaning: "The mark that opens a block is not read, because a sign is missing, escaped or too many, or a part of a block stands outside of it.",
    why: "What is urgent is shown as any other text, without its colour and without the words that tell a screen reader of it.",
    mend: "Type what the finding says; `engraft check --fix` does it where it is certain. If the signs are meant as text, write them between backticks.",
    source: "NHS digital service manual, care cards",
};

/// Markup of another program is shown as it stands.
pub static FOREIGN_MARKUP: Rule = Rule {
    code: "C105",
    name: "foreign-markup",
    severity: Severity::Warning,
    meaning: "The text holds markup of another program, such as a shortcode of Hugo or a block of MkDocs, or a list as word processors write it.",
    why: "Readers see the signs, and not what they stood for.",
    mend: "Type what the finding says. If the signs are meant as text, write them between backticks.",
    source: "CommonMark 0.31.2",
};

/// Two versions of a text stand side by side.
pub static MERGE_CONFLICT: Rule = Rule {
    code: "C106",
    name: "merge-conflict",
    severity: Severity::Error,
    meaning: "The text holds the marks of two versions that nobody has chosen from.",
    why: "Readers would get both, such as an old and a new dose.",
    mend: "Keep the version that is right, and take the other and the lines with the marks out.",
    source: "git-merge, how conflicts are presented",
};

/// Raw HTML says how something looks, and this is left out.
pub static DROPPED_STYLING: Rule = Rule {
    code: "C107",
    name: "dropped-styling",
    severity: Severity::Note,
    meaning: "Raw HTML says how something looks or where a link opens, and this was left out.",
    why: "No reader misses it: the theme decides how pages look.",
    mend: "Nothing needs to be done. Whoever tidies the file can take it out.",
    source: "Engraft's own rule",
};
