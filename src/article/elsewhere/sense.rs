//! What the words of a key say of who sees a page, where no program is known to have the key:
//! `valid_from`, `clinicallyApproved`, `needs_approval`.
//!
//! A key is judged only if each of its words has a sense here: `event_start` is about an
//! event, and `show_title` about a title.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::value::{flag, looks_like_day};
use crate::article::other_words::{Meaning, is_among, meaning};
use crate::diagnostic::is_one_slip_away;
use crate::yaml::Value;

/// What a word of a key says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// Nobody sees the page.
    Back,
    /// Nobody sees it any more.
    Gone,
    /// Readers see it.
    Shown,
    /// Somebody has said yes to it.
    Done,
    /// In which state it is.
    State,
    Begins,
    Ends,
    Day,
    /// What comes behind is still to come.
    Needs,
    Denies,
    /// Words between those that count, and what stands for the page.
    Small,
}

const SENSES: &[(&str, Sense)] = &[
    (
        "block blocked cancelled canceled concealed confidential disable disabled draft drafts \
         embargo embargoed freeze frozen hidden hide hides hold holding inactive incomplete \
         lock locked onhold pause paused pausing pending placeholder privat private \
         quarantine quarantined reject rejected secret stub suspend suspended unapproved \
         unfinished unlisted unready unreviewed unverified wip withheld withhold",
        Sense::Back,
    ),
    (
        "archive archived decommission decommissioned delete deleted deletion depublish \
         depublished deprecated discontinue discontinued down expiration expire expired \
         expires expiry obsolete offline pull pulled recall recalled removal remove removed \
         retire retired retirement retract retracted revoke revoked sunset superseded \
         takedown terminate terminated trash trashed unpublish unpublished unpublishing \
         withdraw withdrawal withdrawn",
        Sense::Gone,
    ),
    (
        "activate activated active appear appears available display displayed effective \
         enable enabled launch launched live online public publication publish published \
         publishes publishing release released releases schedule scheduled show shown shows \
         valid visibility visible",
        Sense::Shown,
    ),
    (
        "accepted approval approvals approve approved authorisation authorised authorization \
         authorized clearance cleared complete completed final finalised finalized finished \
         checked moderated moderation passed proofread ratified ready sign signed signoff validated \
         verification verified verify vetted",
        Sense::Done,
    ),
    (
        "lifecycle phase progress review reviewed stage state status step workflow",
        Sense::State,
    ),
    ("after begin beginning begins from start starting starts", Sense::Begins),
    ("end ending ends through thru till to until", Sense::Ends),
    ("date datetime day time timestamp", Sense::Day),
    (
        "await awaiting awaits for need needed needs require required requires",
        Sense::Needs,
    ),
    ("cannot dont never no non not", Sense::Denies),
    (
        "and are article at be been board by can clinical clinically consultant content \
         currently do doc document editor editorial editorially entry everyone flag for go \
         goes going governance has in is it item keep legal legally marked medical medically \
         must node nursing off on our page patient patients pharmacy post reader readers \
         reason set should site still take temporarily that the this under was web website \
         will yet",
        Sense::Small,
    ),
];

/// Words that hold a page whatever is said behind them.
const HOLDS: &str = "blocked hold onhold paused quarantined trash trashed withheld";

/// Who approves medicines, and not pages.
const REGULATORS: &str =
    "ce cqc ema eu fda health license licence medicine mhra nhs nice smc tga uk us who";

/// What happens to things as well, such as a stent: `removal_date`.
const OF_THINGS: &str = "recall removal retirement";

/// What says that such a key is about the page.
const OF_PAGE: &str = "article content document page post site web website";

/// The words of a key, in small letters: `goes_live` and `goesLive` have two.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut was_small = false;
    for c in name.chars() {
        let begins = c.is_uppercase() && was_small || !c.is_alphabetic();
        if begins && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphabetic()) {
            word.extend(c.to_lowercase());
        }
        was_small = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Each word with its sense: every key of every page is looked up.
static SENSE_OF: LazyLock<HashMap<&str, Sense>> = LazyLock::new(|| {
    let words = SENSES.iter().rev();
    let words =
        words.flat_map(|(words, sense)| words.split(' ').map(|word| (word, *sense)));
    words.collect()
});

fn sense(word: &str) -> Option<Sense> {
    SENSE_OF.get(word).copied()
}

/// What a key says by its words, beside such a value. `starts_alone` says whether `start_date`
/// is about the page.
pub(super) fn by_words(name: &str, value: &Value, starts_alone: bool) -> Option<Meaning> {
    let words = words(name);
    let has = |known: &str| words.iter().any(|word| is_among(known, word));
    if has(OF_THINGS) && !has(OF_PAGE) {
        return None;
    }
    let senses: Vec<Sense> =
        words.iter().map(|word| sense(word)).collect::<Option<_>>()?;
    if value.as_text().is_some_and(looks_like_day) && flag(value).is_none() {
        of_day(&words, &senses, starts_alone)
    } else {
        of_flag(&senses)
    }
}

/// Whether a key names a day without saying of what.
pub(super) fn is_general(name: &str) -> bool {
    let senses: Option<Vec<Sense>> = words(name).iter().map(|word| sense(word)).collect();
    let is_plain = |sense: &Sense| {
        matches!(sense, Sense::Begins | Sense::Ends | Sense::Day | Sense::Small)
    };
    senses.is_some_and(|senses| senses.iter().all(is_plain))
}

fn of_day(words: &[String], senses: &[Sense], starts_alone: bool) -> Option<Meaning> {
    let has = |sense: Sense| senses.contains(&sense);
    let is_said = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&&**word));
    let begins = has(Sense::Begins);
    let ends = has(Sense::Ends) && !begins;
    if has(Sense::Gone) {
        // The review that runs out leaves the page to readers.
        (!has(Sense::State)).then_some(Meaning::Until)
    } else if has(Sense::Back) {
        Some(match (begins, ends) {
            (true, _) => Meaning::Until,
            (_, true) => Meaning::From,
            _ => Meaning::Hides,
        })
    } else if has(Sense::Shown) {
        // `show_date` shows one.
        let is_order = is_said(&["display", "show"]) && has(Sense::Day);
        let is_from = begins || !is_order;
        if ends { Some(Meaning::Until) } else { is_from.then_some(Meaning::From) }
    } else if has(Sense::Done) {
        let from = begins.then_some(Meaning::From);
        if ends { Some(Meaning::Until) } else { from }
    } else if has(Sense::State) || !starts_alone {
        None
    } else {
        // A lone `start` may be that of anything.
        let is_of_page =
            has(Sense::Day) || words.len() > 1 || is_said(&["until", "till"]);
        let meaning = if ends { Meaning::Until } else { Meaning::From };
        (is_of_page && (begins || ends)).then_some(meaning)
    }
}

fn of_flag(senses: &[Sense]) -> Option<Meaning> {
    let has = |sense: Sense| senses.contains(&sense);
    let is_denied = has(Sense::Denies);
    let is_judged = has(Sense::Done) || has(Sense::State) || has(Sense::Shown);
    if (has(Sense::Back) || has(Sense::Gone)) && !has(Sense::State) {
        Some(if is_denied { Meaning::Shows } else { Meaning::Hides })
    } else if has(Sense::Needs) && is_judged && !has(Sense::Shown)
        || is_denied && (has(Sense::Shown) || has(Sense::Done))
    {
        Some(Meaning::Hides)
    } else if has(Sense::Shown) && !has(Sense::Day) {
        Some(Meaning::Shows)
    } else if has(Sense::Done) {
        Some(Meaning::Done)
    } else {
        has(Sense::State).then_some(Meaning::Word)
    }
}

/// Whether a key holds the page, whatever is said behind it: `hold`, `hold_until`.
pub(super) fn holds(name: &str) -> bool {
    let words = words(name);
    words.iter().any(|word| is_among(HOLDS, word))
        && words.iter().all(|word| {
            is_among(HOLDS, word)
                || matches!(sense(word), Some(Sense::Small | Sense::Ends | Sense::Day))
        })
}

/// Whether a day behind a key is not that on which readers lost the page, but perhaps one
/// until which nobody sees it: `hold: 2027-01-01`, but not `archived: 2026-01-31`.
pub(super) fn waits(name: &str) -> bool {
    words(name).iter().any(|word| sense(word) == Some(Sense::Back))
}

/// Whether a key is about a yes of somebody whom nothing here names: `surgeon_approved`.
pub(super) fn is_approval(name: &str) -> bool {
    let words = words(name);
    let is_yes = |word: &String| {
        ["approv", "authori", "moderat", "vetted", "ratified", "signoff"]
            .iter()
            .any(|stem| word.starts_with(stem))
    };
    words.iter().any(is_yes) && !words.iter().any(|word| is_among(REGULATORS, word))
}

/// What a key is called whose words have a slip in them, if it then says something.
pub(super) fn without_slips(name: &str) -> Option<String> {
    /// Shorter words are near to too many.
    const SHORTEST: usize = 5;
    let mut is_changed = false;
    let mut right: Vec<String> = Vec::new();
    for word in words(name) {
        if sense(&word).is_some() {
            right.push(word);
            continue;
        }
        if word.chars().count() < SHORTEST {
            return None;
        }
        let known = SENSES.iter().filter(|(_, sense)| *sense != Sense::Small);
        let mut known = known.flat_map(|(words, _)| words.split(' '));
        let near = known
            .find(|known| known.len() >= SHORTEST && is_one_slip_away(known, &word))?;
        is_changed = true;
        right.push(near.to_owned());
    }
    is_changed.then(|| right.join("_"))
}

/// Words of a page about what happens on a day.
static EVENTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    const WORDS: &str = "\
    attendees booking class clinic course event events exhibition location meeting organiser \
    organizer register registration room rsvp speaker speakers study ticket tickets trial \
    venue webinar workshop";
    WORDS.split(' ').collect()
});

/// Whether a key, or what stands behind it, says that the page is about an event.
pub(super) fn is_of_event(name: &str, value: &Value) -> bool {
    let is_event =
        |text: &str| words(text).iter().any(|word| EVENTS.contains(word.as_str()));
    let is_kind = matches!(
        words(name).last().map(String::as_str),
        Some("type" | "layout" | "kind" | "template" | "category")
    );
    is_event(name) || is_kind && value.as_text().is_some_and(is_event)
}

/// Groups that say nothing of what is in them.
const HOLDERS: &str = "\
    acf article attributes cms config configuration content custom customfields customprops \
    data document editorial extra fields frontmatter hugo info jekyll meta metadata options \
    page params post properties props settings site variables vars";

/// The name of a key with what the group says in which it stands.
pub(super) fn inside(group: &str, name: &str) -> String {
    let is_plain = is_among(HOLDERS, &words(group).concat());
    if is_plain { name.to_owned() } else { format!("{group}_{name}") }
}

/// What a key says by its name as programs have it, or by its words.
pub(super) fn of_key(name: &str, value: &Value, starts_alone: bool) -> Option<Meaning> {
    meaning(name).or_else(|| by_words(name, value, starts_alone))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::FileId;
    use crate::yaml::{FRONT_MATTER, parse};

    fn of(name: &str, value: &str) -> Option<Meaning> {
        let text = format!("{name}: {value}\n");
        let read = parse(FileId(0), &text, 0..text.len(), &FRONT_MATTER);
        by_words(name, &read.value?.entries[0].value, true)
    }

    #[test]
    fn the_words_of_a_key_say_what_it_means() {
        let day = "2026-01-31";
        for (name, value, meaning) in [
            ("end_date", day, Meaning::Until),
            ("until", day, Meaning::Until),
            ("validTo", day, Meaning::Until),
            ("remove_after", day, Meaning::Until),
            ("delete_on", day, Meaning::Until),
            ("take_down_on", day, Meaning::Until),
            ("valid-from", day, Meaning::From),
            ("start_date", day, Meaning::From),
            ("goesLive", day, Meaning::From),
            ("hold_until", day, Meaning::From),
            ("hold", day, Meaning::Hides),
            ("clinically_approved", "false", Meaning::Done),
            ("needs_approval", "true", Meaning::Hides),
            ("not_live", "true", Meaning::Hides),
            ("page_paused", "true", Meaning::Hides),
            ("show_on_website", "false", Meaning::Shows),
            ("medical_review", "pending", Meaning::Word),
        ] {
            assert_eq!(of(name, value), Some(meaning), "{name}");
        }
    }

    #[test]
    fn a_key_about_something_else_says_nothing() {
        let day = "2026-01-31";
        for (name, value) in [
            ("start", day),
            ("event_start", day),
            ("review_date", day),
            ("review_expires", day),
            ("approved_on", day),
            ("show_date", "false"),
            ("show_title", "false"),
            ("active_ingredient", "no"),
            ("removal_date", day),
            ("to", "x"),
        ] {
            assert_eq!(of(name, value), None, "{name}");
        }
        assert!(is_approval("surgeon_approved") && !is_approval("fda_approved"));
        assert_eq!(without_slips("witdrawn").as_deref(), Some("withdrawn"));
        assert_eq!(without_slips("colour"), None);
    }
}
