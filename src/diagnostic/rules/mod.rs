//! The rules that the stages find themselves, by group. (A check brings its own rule.)

mod config;
mod content;
mod front_matter;
mod glossary;
mod import;
mod links;
mod source;
mod theme;

use super::Rule;

pub use config::*;
pub use content::*;
pub use front_matter::*;
pub use glossary::*;
pub use import::*;
pub use links::*;
pub use source::*;
pub use theme::*;

/// The rules without which a file, a page or words of a page are lost. A site cannot lower
/// them: what they find is not there to be seen.
pub static LOSING_RULES: &[&Rule] = &[
    &UNREADABLE_FILE,
    &FILE_TOO_LARGE,
    &BAD_FRONT_MATTER,
    &UNCLOSED_FRONT_MATTER,
    &DUPLICATE_KEY,
    &BAD_DATA_FILE,
    &DUPLICATE_ADDRESS,
    &BROKEN_SNIPPET,
    &SNIPPET_LOOP,
    &SNIPPET_IN_LINE,
    &TOO_MUCH_INCLUDED,
    &TOO_DEEPLY_NESTED,
    &TABLE_TOO_LARGE,
    &LOST_TABLE_CELL,
    &UNUSED_FOOTNOTE,
    &DUPLICATE_FOOTNOTE,
    &LOST_WORDS,
    &BROKEN_TEMPLATE,
    &MISSING_TEMPLATE,
];

/// Every rule of this folder, by group and code.
pub static STAGE_RULES: &[&Rule] = &[
    &UNREADABLE_FILE,
    &CONTROL_CHARACTER,
    &SYMLINK_OUTSIDE,
    &SYMLINK_LOOP,
    &FILE_TOO_LARGE,
    &UNPORTABLE_NAME,
    &FILE_NOT_READ,
    &INTERRUPTED_CHANGE,
    &LEFT_BY_CHANGE,
    &BAD_CONFIGURATION,
    &UNKNOWN_CONFIGURATION_KEY,
    &MISSING_BASE_URL,
    &UNKNOWN_RULE,
    &RULE_CANNOT_BE_LOWERED,
    &BAD_FRONT_MATTER,
    &UNCLOSED_FRONT_MATTER,
    &MISSING_FRONT_MATTER,
    &MISSING_TITLE,
    &WRONG_TYPE,
    &BAD_DATE,
    &DUPLICATE_KEY,
    &UNKNOWN_KEY,
    &BAD_VALUE,
    &UNKNOWN_RECORD,
    &BAD_DATA_FILE,
    &BAD_CODE,
    &UNCLEAR_CODE_SYSTEM,
    &DOUBTFUL_VALUE,
    &TAG_WITHOUT_LETTERS,
    &MARKUP_IN_PLAIN_TEXT,
    &OTHER_NUMBER_DIALLED,
    &UNUSED_WAIVER,
    &EXPIRED_WAIVER,
    &BROKEN_CROSS_LINK,
    &AMBIGUOUS_CROSS_LINK,
    &BROKEN_ANCHOR,
    &BROKEN_FILE_LINK,
    &MISSING_IMAGE,
    &LINK_TO_DRAFT,
    &LINK_TO_WITHDRAWN,
    &LINK_TO_EXPIRED,
    &PATIENT_LINKS_TO_STAFF,
    &DUPLICATE_NAME,
    &DUPLICATE_ADDRESS,
    &REDIRECT_LOOP,
    &REDIRECT_SHADOWS_PAGE,
    &BAD_REDIRECT,
    &LINK_CASE_DIFFERS,
    &UNKNOWN_LINK_PREFIX,
    &LINK_LEAVES_SITE,
    &UNSAFE_LINK,
    &REMOTE_RESOURCE,
    &BROKEN_CITATION,
    &BROKEN_CONTACT,
    &UNDEFINED_FOOTNOTE,
    &UNDEFINED_LINK_REFERENCE,
    &BROKEN_SNIPPET,
    &SNIPPET_LOOP,
    &SNIPPET_IN_LINE,
    &TOO_MUCH_INCLUDED,
    &HTTP_LINK,
    &EMPTY_LINK_TEXT,
    &MISSING_ALT_TEXT,
    &UNKNOWN_BLOCK,
    &LEVEL_ONE_HEADING,
    &REMOVED_HTML,
    &UNKNOWN_CODE_LANGUAGE,
    &DUPLICATE_ANCHOR,
    &BAD_ANCHOR,
    &TOO_DEEPLY_NESTED,
    &TABLE_TOO_LARGE,
    &PAGE_TOO_LARGE,
    &GENERATED_LANDING_PAGE,
    &UNCLOSED_CODE_BLOCK,
    &SKIPPED_HEADING_LEVEL,
    &EMPTY_HEADING,
    &STRAY_MARKUP,
    &LOST_TABLE_CELL,
    &UNKNOWN_ELEMENT,
    &UNUSED_FOOTNOTE,
    &DUPLICATE_FOOTNOTE,
    &LOST_WORDS,
    &DUPLICATE_TERM,
    &TERM_WITHOUT_DEFINITION,
    &LONG_EXPLANATION,
    &BROKEN_TEMPLATE,
    &MISSING_TEMPLATE,
    &UNKNOWN_THEME,
    &BAD_THEME_FILE,
    &MISSING_STRING,
    &LOW_CONTRAST,
    &BAD_FONT,
    &LEFT_OUT,
    &GUESSED_STRUCTURE,
    &CLINICAL_CHANGE,
    &UNKNOWN_SIGN,
    &IMPORTED_PICTURE,
    &IMPORTED_LINK,
    &EMPTY_DOCUMENT,
    &NOT_IMPORTED,
    &FOREIGN_SYNTAX,
    &PAGE_TRIMMED,
];

/// Rules without which a page, a part of one, or what an author asked for would be lost and
/// nobody would see it; and those that keep watch over waivers. No file may waive them.
static FIRM_RULES: &[&Rule] = &[
    &UNREADABLE_FILE,
    &CONTROL_CHARACTER,
    &FILE_TOO_LARGE,
    &UNPORTABLE_NAME,
    &BAD_CONFIGURATION,
    &UNKNOWN_CONFIGURATION_KEY,
    &UNKNOWN_RULE,
    &BAD_FRONT_MATTER,
    &UNCLOSED_FRONT_MATTER,
    &MISSING_FRONT_MATTER,
    &WRONG_TYPE,
    &BAD_DATE,
    &DUPLICATE_KEY,
    &BAD_VALUE,
    &UNKNOWN_RECORD,
    &BAD_DATA_FILE,
    &UNUSED_WAIVER,
    &EXPIRED_WAIVER,
    &MISSING_IMAGE,
    &DUPLICATE_ADDRESS,
    &REDIRECT_LOOP,
    &REDIRECT_SHADOWS_PAGE,
    &BAD_REDIRECT,
    &BROKEN_CITATION,
    &BROKEN_CONTACT,
    &BROKEN_SNIPPET,
    &SNIPPET_LOOP,
    &TOO_DEEPLY_NESTED,
    &TABLE_TOO_LARGE,
    &LOST_TABLE_CELL,
    &DUPLICATE_TERM,
    &TERM_WITHOUT_DEFINITION,
    &BROKEN_TEMPLATE,
    &MISSING_TEMPLATE,
    &UNKNOWN_THEME,
    &BAD_THEME_FILE,
];

/// Whether a rule holds whatever the front matter of a file says.
pub fn is_firm(rule: &Rule) -> bool {
    FIRM_RULES.iter().any(|firm| std::ptr::eq(*firm, rule))
}
