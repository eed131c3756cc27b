//! Rules about the reading of files.

use crate::diagnostic::{Rule, Severity};

/// The file is not UTF-8 text, so its letters cannot be told apart.
pub static UNREADABLE_FILE: Rule = Rule {
    code: "S001",
    name: "unreadable-file",
    severity: Severity::Error,
    meaning: "The file is not UTF-8 text, so its letters cannot be told apart.",
    why: "Accents, dashes and quotation marks would come out as rubbish, or the page would be lost.",
    mend: "Open the file in your editor and save it again with the encoding UTF-8.",
    source: "RFC 3629",
};

/// The text holds an invisible control character.
pub static CONTROL_CHARACTER: Rule = Rule {
    code: "S002",
    name: "control-character",
    severity: Severity::Error,
    meaning: "The text holds an invisible control character.",
    why: "Browsers and screen readers stumble over it, and HTML forbids most of them.",
    mend: "Delete the character at the place shown; it often comes from copying out of a PDF.",
    source: "HTML Standard, preprocessing the input stream",
};

/// Letters were lost when the text was copied or saved.
pub static LOST_LETTERS: Rule = Rule {
    code: "S008",
    name: "lost-letters",
    severity: Severity::Warning,
    meaning: "Letters were lost when the text was copied or saved, such as an accent, a dash or a sign.",
    why: "Readers see rubbish in the place of a letter, and in a dose nobody knows what it was.",
    mend: "Write the letters that were meant, or copy the text anew and save it as UTF-8.",
    source: "RFC 3629",
};

/// A file in `data/` has a name that is none of those which are read.
pub static UNREAD_DATA: Rule = Rule {
    code: "S106",
    name: "unread-data",
    severity: Severity::Warning,
    meaning: "A YAML file in `data/` has a name that is none of those which are read.",
    why: "The people, contacts or references in it are unknown to every page, and nobody sees why.",
    mend: "Give it the name that the help line says, or move it out of `data/`.",
    source: "Engraft's own rule",
};

/// A symbolic link leads out of the content folder and was not followed.
pub static SYMLINK_OUTSIDE: Rule = Rule {
    code: "S003",
    name: "symlink-outside",
    severity: Severity::Warning,
    meaning: "A symbolic link leads out of the content folder and was not followed.",
    why: "What it leads to could be published without anybody having meant to.",
    mend: "Copy the file into the content folder and remove the link.",
    source: "CWE-59",
};

/// A symbolic link leads back to a folder that contains it, or to nothing.
pub static SYMLINK_LOOP: Rule = Rule {
    code: "S004",
    name: "symlink-loop",
    severity: Severity::Warning,
    meaning: "A symbolic link leads back to a folder that contains it, or to nothing.",
    why: "Following it would never end.",
    mend: "Remove the link.",
    source: "CWE-59",
};

/// A text file is larger than Engraft reads: 5 MB for a page, 64 KiB for front matter.
pub static FILE_TOO_LARGE: Rule = Rule {
    code: "S005",
    name: "file-too-large",
    severity: Severity::Error,
    meaning: "A text file is larger than Engraft reads: 5 MB for a page, 64 KiB for front matter.",
    why: "A page of that size cannot be read by people and is most often an accident.",
    mend: "Split the page, or move the data to a file that readers download.",
    source: "Engraft's own rule",
};

/// The name of a file or folder cannot be used on every system.
pub static UNPORTABLE_NAME: Rule = Rule {
    code: "S006",
    name: "unportable-name",
    severity: Severity::Error,
    meaning: "The name of a file or folder cannot be used on every system.",
    why: "A colleague on Windows could not check the site out, and some servers could not serve it.",
    mend: "Rename it: letters, digits, hyphens and dots are safe everywhere.",
    source: "Naming Files, Paths, and Namespaces (Win32)",
};

/// A file was left out because it is not an ordinary file, such as a socket or a pipe.
pub static FILE_NOT_READ: Rule = Rule {
    code: "S007",
    name: "file-not-read",
    severity: Severity::Warning,
    meaning: "A file was left out because it is not an ordinary file, such as a socket or a pipe.",
    why: "It cannot be published.",
    mend: "Move it out of the content folder.",
    source: "Engraft's own rule",
};

/// A change of the sources is at work or was interrupted.
pub static INTERRUPTED_CHANGE: Rule = Rule {
    code: "S020",
    name: "interrupted-change",
    severity: Severity::Error,
    meaning: "A change of the sources is at work or was interrupted.",
    why: "Some files may be as before and others as after, so that links lead nowhere; and a record that came with a checkout or a copy is not Engraft's own.",
    mend: "Run the command again that was interrupted: it puts everything back first. Remove a record that came with a checkout or a copy.",
    source: "CWE-73",
};

/// A file is left from a change of the sources that was interrupted.
pub static LEFT_BY_CHANGE: Rule = Rule {
    code: "S021",
    name: "left-by-change",
    severity: Severity::Warning,
    meaning: "A file is left from a change of the sources that was interrupted.",
    why: "It may hold the only copy of an older text, and Engraft neither publishes nor uses it.",
    mend: "Compare it with the file beside it, and remove it.",
    source: "Engraft's own rule",
};

/// A picture may hold what a camera wrote into it, and cannot be read to its end.
pub static DAMAGED_PICTURE: Rule = Rule {
    code: "S105",
    name: "damaged-picture",
    severity: Severity::Error,
    meaning: "A picture cannot be read to its end, or is larger than 100 MB, and may hold what a camera wrote into it.",
    why: "Photographs say where and when they were taken. Engraft takes this out of every picture that it publishes, and cannot do so here.",
    mend: "Open the picture in a program for pictures and save it anew.",
    source: "CIPA DC-008 (Exif), ISO 16684 (XMP)",
};
