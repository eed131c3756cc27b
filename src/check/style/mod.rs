//! How a text is written: rules on its words and their shapes, which most profiles choose from.

mod bare_temperature;
mod belittling_words;
mod brand_name;
mod capitals;
mod curly_apostrophe;
mod date_style;
mod emphasis;
mod exclamation_mark;
mod fighting_words;
mod heading_full_stop;
mod house_word;
mod jargon;
mod long_heading;
mod medical_word_first;
mod mixed_chances;
mod negative_contraction;
mod number_range;
mod only_red;
mod open_age;
mod other_spelling;
mod personal_data;
mod question_heading;
mod shorthand;
mod spelled_number;
mod temperature_style;
mod time_style;
mod title_case_heading;
mod unclear_date;
mod unclear_dose;

use super::phrases::PhraseRule;

pub(super) use bare_temperature::RULE as BARE_TEMPERATURE;
pub(super) use belittling_words::RULE as BELITTLING_WORDS;
pub(super) use capitals::RULE as CAPITALS;
pub(super) use curly_apostrophe::RULE as CURLY_APOSTROPHE;
pub(super) use date_style::RULE as DATE_STYLE;
pub(super) use emphasis::{CHECK as EMPHASIS_CHECK, ITALICS, LONG_BOLD};
pub(super) use exclamation_mark::RULE as EXCLAMATION_MARK;
pub(super) use heading_full_stop::RULE as HEADING_FULL_STOP;
pub(super) use house_word::RULE as HOUSE_WORD;
pub(super) use jargon::RULE as JARGON;
pub(super) use long_heading::RULE as LONG_HEADING;
pub(super) use medical_word_first::RULE as MEDICAL_WORD_FIRST;
pub(super) use mixed_chances::RULE as MIXED_CHANCES;
pub(super) use negative_contraction::RULE as NEGATIVE_CONTRACTION;
pub(super) use number_range::RULE as NUMBER_RANGE;
pub(super) use only_red::RULE as ONLY_RED;
pub(super) use open_age::RULE as OPEN_AGE;
pub(super) use other_spelling::{
    RULE as OTHER_SPELLING, SpelledPairs, SpelledText, counts as spelling_counts,
    of_most as spelling_of_most, of_tag as spelling_of_tag, pairs as spelled_pairs,
};
pub(super) use question_heading::RULE as QUESTION_HEADING;
pub(super) use shorthand::RULE as SHORTHAND;
pub(super) use spelled_number::RULE as SPELLED_NUMBER;
pub(super) use temperature_style::RULE as TEMPERATURE_STYLE;
pub(super) use time_style::RULE as TIME_STYLE;
pub(super) use title_case_heading::RULE as TITLE_CASE_HEADING;
pub(super) use unclear_dose::RULE as UNCLEAR_DOSE;

/// Every rule on words, in the order of their codes.
pub(super) static PHRASES: &[&PhraseRule] = &[
    &fighting_words::PHRASE,
    &other_spelling::BRITISH,
    &other_spelling::AMERICAN,
    &jargon::PHRASE,
    &house_word::PHRASE,
    &medical_word_first::PHRASE,
    &negative_contraction::PHRASE,
    &shorthand::PHRASE,
    &number_range::PHRASE,
    &spelled_number::PHRASE,
    &mixed_chances::PHRASE,
    &unclear_date::PHRASE,
    &date_style::PHRASE,
    &time_style::PHRASE,
    &temperature_style::PHRASE,
    &curly_apostrophe::PHRASE,
    &capitals::PHRASE,
    &belittling_words::PHRASE,
    &exclamation_mark::PHRASE,
    &only_red::PHRASE,
    &open_age::PHRASE,
    &title_case_heading::PHRASE,
    &long_heading::PHRASE,
    &question_heading::PHRASE,
    &heading_full_stop::PHRASE,
    &unclear_dose::PHRASE,
    &bare_temperature::PHRASE,
    &brand_name::PHRASE,
    &personal_data::PHRASE,
];
