//! The words layer: an inverted index by stem, in files of a range of words each.

use std::collections::BTreeMap;

use foldhash::HashMap;
use pagefind_stem::{Algorithm, Stemmer};
use rayon::prelude::*;
use serde::Serialize;

use super::IndexFile;
use super::count::PageCounts;
use super::postings::{MOST_IMPACT, encode};
use super::shard::{Stem, shards};

/// The length of a usual page. It is fixed, so that one page more changes no other.
const USUAL_LENGTH: u32 = 500;

/// Of a word that stands on more pages than this, those are kept on which it counts most: on
/// ten thousand pages every page has it, and no reader looks beyond the first screens.
const MOST_PAGES: usize = 1_500;

/// The finished layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordsLayer {
    /// The directory.
    pub directory: String,
    /// The files that it names.
    pub files: Vec<IndexFile>,
}

/// What a browser reads first.
#[derive(Serialize)]
struct Directory<'a> {
    /// How many pages there are.
    pages: usize,
    /// Of each file its first word and its name.
    files: Vec<(&'a str, &'a str)>,
}

/// Makes the index of the pages of a language, in their order. `name` gives the name of a file
/// by its bytes.
pub fn index<'a>(
    language: &str,
    pages: &[&'a PageCounts],
    name: impl Fn(&str) -> String + Sync,
) -> WordsLayer {
    let mut numbers: HashMap<&'a str, u32> = HashMap::default();
    let mut forms: Vec<&'a str> = Vec::new();
    let mut numbered: Vec<Vec<u32>> = Vec::with_capacity(pages.len());
    for &page in pages {
        let number_of = |(word, _): (&'a str, u32)| {
            *numbers.entry(word).or_insert_with(|| {
                forms.push(word);
                u32::try_from(forms.len() - 1).unwrap_or(u32::MAX)
            })
        };
        numbered.push(page.words().map(number_of).collect());
    }
    let (groups, group_of) = by_stem(language, &forms);
    let mut found: Vec<Vec<(u32, u32)>> = vec![Vec::new(); groups.len()];
    for (number, (page, words)) in (0..).zip(pages.iter().zip(&numbered)) {
        for (&word, (_, count)) in words.iter().zip(page.words()) {
            let of_group = &mut found[group_of[word as usize]];
            match of_group.last_mut() {
                Some((last, sum)) if *last == number => *sum += count,
                _ => of_group.push((number, count)),
            }
        }
    }
    let stems: Vec<Stem<'_>> = groups
        .into_par_iter()
        .zip(found)
        .map(|(forms, found)| stem(forms, &found, pages))
        .collect();
    let shards = shards(&stems);
    let named: Vec<(String, IndexFile)> = shards
        .into_par_iter()
        .map(|shard| (shard.first, (name(&shard.text), shard.text)))
        .collect();
    let files =
        named.iter().map(|(first, (name, _))| (first.as_str(), name.as_str())).collect();
    let directory = Directory { pages: pages.len(), files };
    // Texts and numbers alone: there is nothing that JSON cannot hold.
    let directory = serde_json::to_string(&directory).unwrap_or_default() + "\n";
    WordsLayer { directory, files: named.into_iter().map(|(_, file)| file).collect() }
}

/// Forms in groups of one stem each, ascending by their first form; and the group of each form.
fn by_stem<'a>(language: &str, forms: &[&'a str]) -> (Vec<Vec<&'a str>>, Vec<usize>) {
    let stemmer = algorithm(language).map(Stemmer::create);
    let stem_of = |form: &&'a str| match &stemmer {
        Some(stemmer) => stemmer.stem(form).into_owned(),
        None => (*form).to_owned(),
    };
    let stems: Vec<String> = forms.par_iter().map(stem_of).collect();
    let mut by_stem: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, stem) in stems.iter().enumerate() {
        by_stem.entry(stem).or_default().push(number);
    }
    let mut groups: Vec<Vec<usize>> = by_stem.into_values().collect();
    for group in &mut groups {
        group.sort_unstable_by_key(|&number| forms[number]);
    }
    groups.sort_unstable_by_key(|group| forms[group[0]]);
    let mut group_of = vec![0; forms.len()];
    for (group, members) in groups.iter().enumerate() {
        for &number in members {
            group_of[number] = group;
        }
    }
    let words =
        |group: Vec<usize>| group.into_iter().map(|number| forms[number]).collect();
    (groups.into_iter().map(words).collect(), group_of)
}

fn stem<'a>(
    forms: Vec<&'a str>,
    found: &[(u32, u32)],
    pages: &[&PageCounts],
) -> Stem<'a> {
    let impact = |&(page, count): &(u32, u32)| {
        // As in BM25 the tenth mention adds less than the second, and less on a long page: the
        // share of 8 that c has of c + 1.5 + 0.5 l, in whole numbers. Here a long page is no worse
        // than a short one: it is the one that treats its subject.
        let length = u64::from(pages[page as usize].length);
        let count = u64::from(count) * 100 * u64::from(USUAL_LENGTH);
        let whole = count + 150 * u64::from(USUAL_LENGTH) + 50 * length;
        let impact = count * u64::from(MOST_IMPACT + 1) / whole;
        (page, u32::try_from(impact).unwrap_or(MOST_IMPACT).min(MOST_IMPACT))
    };
    let mut kept: Vec<(u32, u32)> = found.iter().map(impact).collect();
    let all = kept.len();
    if all > MOST_PAGES {
        kept.sort_unstable_by_key(|&(page, impact)| (std::cmp::Reverse(impact), page));
        kept.truncate(MOST_PAGES);
        kept.sort_unstable();
    }
    Stem { forms, pages: encode(&kept), of: (kept.len() < all).then_some(all) }
}

/// The stemmer of a language, by the first part of its tag. None: its words are taken as they
/// are.
fn algorithm(language: &str) -> Option<Algorithm> {
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    Some(match primary.as_str() {
        "ar" => Algorithm::Arabic,
        "hy" => Algorithm::Armenian,
        "eu" => Algorithm::Basque,
        "ca" => Algorithm::Catalan,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "eo" => Algorithm::Esperanto,
        "et" => Algorithm::Estonian,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "id" => Algorithm::Indonesian,
        "ga" => Algorithm::Irish,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "ne" => Algorithm::Nepali,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{PageFields, count};

    fn page(text: &str) -> PageCounts {
        count(&PageFields { text: text.to_owned(), ..PageFields::default() })
    }

    fn index_of(language: &str, texts: &[&str]) -> WordsLayer {
        let pages: Vec<PageCounts> = texts.iter().map(|text| page(text)).collect();
        let pages: Vec<&PageCounts> = pages.iter().collect();
        index(language, &pages, |text| format!("{}.json", text.len()))
    }

    #[test]
    fn forms_of_one_stem_are_one_entry() {
        let words = index_of("en-GB", &["a donor", "two donors"]);
        let all: String = words.files.iter().map(|(_, text)| text.as_str()).collect();
        assert!(all.contains("\"donor . s\\t"), "{all}");
        assert!(
            words.directory.starts_with("{\"pages\":2,\"files\":[[\"a\""),
            "{}",
            words.directory
        );
        let all: String = index_of("cy", &["rhoddwr", "rhoddwyr"]).files[0].1.clone();
        assert_eq!(all, "[\"rhoddwr\\t3\",\n\"rhoddwyr\\t;\"]\n");
    }

    #[test]
    fn a_sentence_on_one_page_leaves_the_files_of_other_words() {
        let many = |letter: &str| -> String {
            let words: Vec<String> =
                (0..3_000).map(|number| format!("{letter}{number}")).collect();
            words.join(" ")
        };
        let texts = [many("a"), many("k"), many("z")];
        let before = index_of("cy", &[&texts[0], &texts[1], &texts[2]]);
        let longer = format!("{} kidney", texts[2]);
        let after = index_of("cy", &[&texts[0], &texts[1], &longer]);
        assert!(before.files.len() > 6, "{}", before.files.len());
        let changed = after.files.iter().filter(|file| !before.files.contains(file));
        assert_eq!(changed.count(), 1);
    }

    #[test]
    fn no_word_is_too_strange_for_a_stemmer() {
        let strange = "\u{0}a 'ʼ ÿ\u{300} ﷽ yyyyyyyyyyyyyyy eeeeeed iiiiing sses ied y's 𝒳 ẞ ı \
                       ๆๆ ーー ﾞ ـــ ءءء हह्ह ங்ங் ΰ";
        for language in
            "ar,hy,eu,ca,da,nl,en,eo,et,fi,fr,de,el,hi,hu,id,ga,it,lt,ne,no,pl,pt,ro,\
                         ru,sr,es,sv,ta,tr,yi,cy,zh-Hant"
                .split(',')
        {
            assert!(!index_of(language, &[strange]).files.is_empty(), "{language}");
        }
    }
}
