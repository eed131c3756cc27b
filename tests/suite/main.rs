//! The integration tests, one module per subject; each drives the program as its users do.
#![expect(clippy::disallowed_methods, reason = "tests read, write and remove files")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails at that place")]
#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the program writes lower case"
)]

mod harness;

mod active_content;
mod addresses;
mod architecture;
mod badinputs;
mod baseline;
mod ci;
mod claims;
mod cli;
mod colours;
mod commonmark;
mod cross_references;
mod danger_signs;
mod dashboard;
mod desk;
mod desk_attacks;
mod desk_client;
mod desk_random;
mod differences;
mod docs;
mod documents;
mod encodings;
mod everyday;
mod faults;
mod findings;
mod foreign_markup;
mod glossary;
mod glossary_page;
mod glossary_random;
mod golden_words;
mod growth;
mod ids;
mod import_hostile;
mod import_pages;
mod import_sites;
mod import_word;
mod incremental;
mod incremental_random;
mod infobutton;
mod interrupted;
mod limits;
mod links;
mod lists;
mod long_lists;
mod mistakes;
mod moves;
mod mv;
mod not_for_readers;
mod other_forms;
mod overview;
mod own_addresses;
mod own_site;
mod page_kinds;
mod preview;
mod publish;
mod readability;
mod refusals;
mod release;
mod reports;
mod reproducible;
mod review_copy;
mod reviews;
mod robots;
mod sample_words;
mod search;
mod serve;
mod servers;
mod settings;
mod signatures;
mod signs;
mod sites;
mod structured_data;
mod takedown;
mod terms;
mod theme_command;
mod theme_docs;
mod themes;
mod tidy;
mod translations;
mod unfinished;
mod unlisted;
mod urgent_cards;
mod vanished;
mod vocabulary;
mod waivers;
mod watching;
mod withheld;
mod wordings;
mod words;
