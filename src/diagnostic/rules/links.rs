//! Rules about links and addresses.

use crate::diagnostic::{Rule, Severity};

/// A cross-link names something that no article, term or alias is called.
pub static BROKEN_CROSS_LINK: Rule = Rule {
    code: "L001",
    name: "broken-cross-link",
    severity: Severity::Error,
    meaning: "A cross-link names something that no article, term or alias is called.",
    why: "Readers would meet words that lead nowhere.",
    mend: "Choose one of the suggested names, or add the name to the `aliases` of the article that is meant.",
    source: "Engraft's own rule",
};

/// A cross-link names something that several pages are called.
pub static AMBIGUOUS_CROSS_LINK: Rule = Rule {
    code: "L002",
    name: "ambiguous-cross-link",
    severity: Severity::Error,
    meaning: "A cross-link names something that several pages are called.",
    why: "Engraft does not guess: a link to the wrong treatment is worse than none.",
    mend: "Paste one of the forms that the message lists.",
    source: "Engraft's own rule",
};

/// A link names a heading that the page does not have.
pub static BROKEN_ANCHOR: Rule = Rule {
    code: "L003",
    name: "broken-anchor",
    severity: Severity::Error,
    meaning: "A link names a heading that the page does not have.",
    why: "Readers would land at the top of a long page and search in vain.",
    mend: "Use one of the suggested anchors, or give the heading an anchor with `{#name}`.",
    source: "Engraft's own rule",
};

/// A link leads to a file that does not exist.
pub static BROKEN_FILE_LINK: Rule = Rule {
    code: "L004",
    name: "broken-file-link",
    severity: Severity::Error,
    meaning: "A link leads to a file that does not exist.",
    why: "Readers would get an error page.",
    mend: "Correct the path; it is relative to the folder of the file you are writing in, or begins with `/` for the content folder.",
    source: "Engraft's own rule",
};

/// An image does not exist.
pub static MISSING_IMAGE: Rule = Rule {
    code: "L005",
    name: "missing-image",
    severity: Severity::Error,
    meaning: "An image does not exist.",
    why: "Readers would see an empty frame, and miss what the picture shows.",
    mend: "Put the file beside the article, or correct its name.",
    source: "Engraft's own rule",
};

/// A link leads to a page that is not published yet.
pub static LINK_TO_DRAFT: Rule = Rule {
    code: "L006",
    name: "link-to-draft",
    severity: Severity::Warning,
    meaning: "A link leads to a page that is not published yet.",
    why: "The words stay as text until the page is published, so readers get no link.",
    mend: "Publish the page, or remove the link.",
    source: "Engraft's own rule",
};

/// A link leads to a page that was withdrawn.
pub static LINK_TO_WITHDRAWN: Rule = Rule {
    code: "L007",
    name: "link-to-withdrawn",
    severity: Severity::Warning,
    meaning: "A link leads to a page that was withdrawn.",
    why: "Readers would be sent to information that is no longer given.",
    mend: "Link to the page that took its place, or remove the link.",
    source: "NHS standard for creating health content, principle 1",
};

/// A link leads to a page whose `expires_on` has passed.
pub static LINK_TO_EXPIRED: Rule = Rule {
    code: "L008",
    name: "link-to-expired",
    severity: Severity::Warning,
    meaning: "A link leads to a page whose `expires_on` has passed.",
    why: "The page is not published any more, so the words stay as text.",
    mend: "Remove the link, or give the page a later date.",
    source: "Engraft's own rule",
};

/// A page for patients links to a page for staff only.
pub static PATIENT_LINKS_TO_STAFF: Rule = Rule {
    code: "L009",
    name: "patient-links-to-staff",
    severity: Severity::Warning,
    meaning: "A page for patients links to a page for staff only.",
    why: "Patients would meet instructions that are not written for them.",
    mend: "Link to a page for patients, or give the page `audience: [patient, staff]`.",
    source: "Engraft's own rule",
};

/// Two articles, or two terms, claim one name.
pub static DUPLICATE_NAME: Rule = Rule {
    code: "L010",
    name: "duplicate-name",
    severity: Severity::Error,
    meaning: "Two articles, or two terms, claim one name.",
    why: "A cross-link with that name could mean either.",
    mend: "Take the name out of one of the two.",
    source: "Engraft's own rule",
};

/// Two files would be published at one address, or at addresses that differ only by case.
pub static DUPLICATE_ADDRESS: Rule = Rule {
    code: "L011",
    name: "duplicate-address",
    severity: Severity::Error,
    meaning: "Two files would be published at one address, or at addresses that differ only by case.",
    why: "One would overwrite the other.",
    mend: "Rename one of the two, or give it a `slug` of its own.",
    source: "Engraft's own rule",
};

/// Old addresses lead round in a circle, or pages each took another's place.
pub static REDIRECT_LOOP: Rule = Rule {
    code: "L012",
    name: "redirect-loop",
    severity: Severity::Error,
    meaning: "Old addresses lead round in a circle, a page redirects to itself, or pages each took another\u{2019}s place.",
    why: "A browser would give up with an error, and readers would go round and round.",
    mend: "Remove one `redirect_from` or `superseded_by` line of the circle.",
    source: "RFC 9110, section 15.4",
};

/// An old address in `redirect_from` is the address of a page that exists.
pub static REDIRECT_SHADOWS_PAGE: Rule = Rule {
    code: "L013",
    name: "redirect-shadows-page",
    severity: Severity::Error,
    meaning: "An old address in `redirect_from` is the address of a page, or of a heading, that exists.",
    why: "The page or the redirect would be lost.",
    mend: "Remove the `redirect_from` line, or move the page.",
    source: "Engraft's own rule",
};

/// A `redirect_from` is not an address within this site.
pub static BAD_REDIRECT: Rule = Rule {
    code: "L014",
    name: "bad-redirect",
    severity: Severity::Error,
    meaning: "A `redirect_from` is not an address within this site.",
    why: "It could not be published as a page.",
    mend: "Write the old path, such as `/old/page/`, without the host and without `..`.",
    source: "Engraft's own rule",
};

/// A link and the file it means differ in capital letters.
pub static LINK_CASE_DIFFERS: Rule = Rule {
    code: "L015",
    name: "link-case-differs",
    severity: Severity::Error,
    meaning: "A link and the file it means differ in capital letters.",
    why: "It works on your machine and breaks on the server.",
    mend: "Write the name exactly as the file is called.",
    source: "Engraft's own rule",
};

/// A cross-link begins with a word and a colon that Engraft does not know.
pub static UNKNOWN_LINK_PREFIX: Rule = Rule {
    code: "L016",
    name: "unknown-link-prefix",
    severity: Severity::Error,
    meaning: "A cross-link begins with a word and a colon that Engraft does not know.",
    why: "Engraft cannot tell what kind of thing is meant.",
    mend: "The prefixes are `article:`, `term:`, `contact:`, `ref:`, `sign:`, `signs:` and `value:`.",
    source: "Engraft's own rule",
};

/// A link climbs out of the content folder.
pub static LINK_LEAVES_SITE: Rule = Rule {
    code: "L017",
    name: "link-leaves-site",
    severity: Severity::Error,
    meaning: "A link climbs out of the content folder.",
    why: "Nothing outside it is published.",
    mend: "Move the file into the content folder and link to it there.",
    source: "CWE-22",
};

/// A link has a scheme that pages may not use.
pub static UNSAFE_LINK: Rule = Rule {
    code: "L018",
    name: "unsafe-link",
    severity: Severity::Error,
    meaning: "A link has a scheme that pages may not use.",
    why: "`javascript:` and `data:` links can run programs in the reader\u{2019}s browser; `file:` leads into your own computer.",
    mend: "Use an `https:`, `mailto:` or `tel:` link, or a path.",
    source: "CWE-79",
};

/// An image or another part of the page comes from another host.
pub static REMOTE_RESOURCE: Rule = Rule {
    code: "L019",
    name: "remote-resource",
    severity: Severity::Error,
    meaning: "An image or another part of the page comes from another host.",
    why: "The other host would learn who reads about which illness.",
    mend: "Download the file into the content folder and use it from there.",
    source: "Engraft's own rule",
};

/// A citation names a reference that `data/references.yaml` does not hold.
pub static BROKEN_CITATION: Rule = Rule {
    code: "L020",
    name: "broken-citation",
    severity: Severity::Error,
    meaning: "A citation names a reference that `data/references.yaml` does not hold.",
    why: "Readers could not find the source.",
    mend: "Add the reference, or correct its key.",
    source: "PIF TICK, criterion 4",
};

/// A contact is named that `data/contacts.yaml` does not hold.
pub static BROKEN_CONTACT: Rule = Rule {
    code: "L021",
    name: "broken-contact",
    severity: Severity::Error,
    meaning: "A contact is named that `data/contacts.yaml` does not hold.",
    why: "Readers would miss a telephone number.",
    mend: "Add the contact, or correct its id.",
    source: "NICE CG151, 1.1.1.1",
};

/// A sign, a group of signs or a value is named that `data/` does not hold.
pub static BROKEN_SIGN: Rule = Rule {
    code: "L031",
    name: "broken-sign",
    severity: Severity::Error,
    meaning: "A sign, a group of signs or a value is named that `data/signs.yaml` or \
              `data/values.yaml` does not hold.",
    why: "Readers would miss a sign of danger.",
    mend: "Add the sign or the value, or correct its name.",
    source: "NICE CG151, 1.1.1.1",
};

/// A footnote mark has no footnote.
pub static UNDEFINED_FOOTNOTE: Rule = Rule {
    code: "L022",
    name: "undefined-footnote",
    severity: Severity::Warning,
    meaning: "A footnote mark has no footnote.",
    why: "The mark would stand in the text as it was typed.",
    mend: "Add a line `[^mark]: the note`.",
    source: "GitHub Flavored Markdown, footnotes",
};

/// A link of the form `[text][name]` has no `[name]: address` line.
pub static UNDEFINED_LINK_REFERENCE: Rule = Rule {
    code: "L023",
    name: "undefined-link-reference",
    severity: Severity::Warning,
    meaning: "A link of the form `[text][name]` has no `[name]: address` line.",
    why: "The square brackets would stand in the text.",
    mend: "Add the line `[name]: address`, or write `[text](address)`.",
    source: "CommonMark 0.31.2, section 6.3",
};

/// A snippet that a page includes does not exist.
pub static BROKEN_SNIPPET: Rule = Rule {
    code: "L024",
    name: "broken-snippet",
    severity: Severity::Error,
    meaning: "A snippet that a page includes does not exist.",
    why: "A part of the page would be missing.",
    mend: "Correct the path; it begins at the content folder, such as `_snippets/visiting.md`.",
    source: "Engraft's own rule",
};

/// A snippet includes itself, or includes are nested too deeply.
pub static SNIPPET_LOOP: Rule = Rule {
    code: "L025",
    name: "snippet-loop",
    severity: Severity::Error,
    meaning: "A snippet includes itself, or includes are nested too deeply.",
    why: "The page would never end.",
    mend: "Remove one of the includes of the circle.",
    source: "Engraft's own rule",
};

/// A page is to be shown within another.
pub static EMBEDDED_PAGE: Rule = Rule {
    code: "L190",
    name: "embedded-page",
    severity: Severity::Warning,
    meaning: "A page, or a part of it, is to be shown within another, as `![[page#part]]`.",
    why: "Other programs show its text there; here readers get a link to it.",
    mend: "Take the `!` away if a link is meant. What several pages say goes into a snippet.",
    source: "Engraft's own rule",
};

/// A snippet of more than one paragraph stands within a line.
pub static SNIPPET_IN_LINE: Rule = Rule {
    code: "L080",
    name: "snippet-in-line",
    severity: Severity::Error,
    meaning: "A snippet stands within a line, and is not one paragraph alone.",
    why: "A line can take the words of one paragraph; a list, a heading or a second paragraph would be torn out of it or lost.",
    mend: "Write the `![[...]]` on a line of its own with an empty line above and below, or make the snippet one paragraph.",
    source: "HTML Standard, section 3.2.5.2.5 Phrasing content",
};

/// Snippets bring more onto the pages than they may show: 5 MB on one page, and on all pages
/// together ten times what the sources hold.
pub static TOO_MUCH_INCLUDED: Rule = Rule {
    code: "L040",
    name: "too-much-included",
    severity: Severity::Error,
    meaning: "Snippets bring more onto the pages than they may show: 5 MB on one page, and on \
              all pages together ten times what the sources hold.",
    why: "A page of that size opens on no phone, and a few lines that include one another many \
          times would fill the disk.",
    mend: "Take includes out, or show the text once on a page of its own and link to that.",
    source: "Engraft's own rule",
};

/// A link to another site goes over plain `http:`.
pub static HTTP_LINK: Rule = Rule {
    code: "L026",
    name: "http-link",
    severity: Severity::Warning,
    meaning: "A link to another site goes over plain `http:`.",
    why: "Anybody on the way can read, and change, what your readers get; many browsers warn of it.",
    mend: "Write `https:` if the other site answers there, or link to one that does.",
    source: "GOV.UK service manual: using HTTPS",
};

/// A link has no words, and no picture whose text alternative stands for them.
pub static EMPTY_LINK_TEXT: Rule = Rule {
    code: "L027",
    name: "empty-link-text",
    severity: Severity::Error,
    meaning: "A link has no words, and no picture whose text alternative stands for them.",
    why: "A screen reader has nothing to say of it, and nobody can see where it is.",
    mend: "Write between the square brackets where the link leads, or give its picture a text alternative.",
    source: "WCAG 2.2, 2.4.4 and 4.1.2",
};

/// `data/search.yaml` leads to a page that the search does not find.
pub static UNSEARCHED_PAGE: Rule = Rule {
    code: "L230",
    name: "unsearched-page",
    severity: Severity::Warning,
    meaning: "`data/search.yaml` leads to a page that the search does not find.",
    why: "Readers who type these words would not see it.",
    mend: "Name an article or an entry of the glossary that is published, or take the line out.",
    source: "Engraft's own rule",
};

/// A link leads to the preview on the writer's own machine.
pub static PREVIEW_ADDRESS: Rule = Rule {
    code: "L101",
    name: "preview-address",
    severity: Severity::Error,
    meaning: "A link leads to a page of this site at the address of the preview, which only the machine it was written on knows.",
    why: "Readers would get an error in place of the page.",
    mend: "Write the path of the page's file.",
    source: "Engraft's own rule",
};
