//! What a new site is to be called: from the command line, else asked at a terminal, else by
//! default.

use std::io::{self, BufRead, IsTerminal};

use engraft::base::Error;
use engraft::check::INIT_ORGANISATION;
use engraft::config::{BaseUrl, is_language_tag};

use crate::args::{Ci, InitArgs};
use crate::console::Console;

/// The answers.
#[derive(Debug)]
pub(super) struct Answers {
    /// Who publishes the site.
    pub(super) organisation: String,
    /// Where it will live.
    pub(super) base_url: Option<String>,
    /// The tags of its languages, the default one first.
    pub(super) languages: Vec<String>,
    /// What checks and publishes it.
    pub(super) ci: Ci,
}

/// The language, if nobody says.
const LANGUAGE: &str = "en";

impl Answers {
    /// The answers of the command line, and of whoever sits at the terminal: without one
    /// nothing is asked.
    pub(super) fn of(args: &InitArgs, console: &Console) -> Result<Answers, Error> {
        let asks = io::stdin().is_terminal() && io::stderr().is_terminal();
        let ask = |given: &Option<String>, question: &str, check: &Check| match given {
            Some(answer) => check(answer)
                .map(|()| answer.clone())
                .map_err(|why| Error::usage(format!("`{answer}` {why}"))),
            None if asks => asked(question, check, console),
            None => Ok(String::new()),
        };
        let organisation = ask(
            &args.organisation,
            "Who publishes the site, such as Riverside Hospital?",
            &|_| Ok(()),
        )?;
        let base_url = ask(
            &args.base_url,
            "Where will it live, such as https://www.example.org/patients/? (Return if you do \
             not know yet)",
            &|answer| address(answer),
        )?;
        let languages = ask(
            &args.languages,
            "Which languages, the main one first, such as en, cy?",
            &|answer| languages(answer).map(|_| ()),
        )?;
        let or = |answer: String, default: &str| match answer.trim() {
            "" => default.to_owned(),
            answer => answer.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        Ok(Answers {
            organisation: or(organisation, INIT_ORGANISATION),
            base_url: Some(base_url.trim().to_owned()).filter(|one| !one.is_empty()),
            languages: languages_or_default(&languages),
            ci: args.ci,
        })
    }

    /// The name of the service.
    pub(super) fn title(&self) -> String {
        format!("{} transplant service", self.organisation)
    }
}

/// What is wrong with an answer: the rest of a sentence that begins with it.
type Check = dyn Fn(&str) -> Result<(), String>;

/// Asks until the answer will do. No answer is one.
fn asked(question: &str, check: &Check, console: &Console) -> Result<String, Error> {
    loop {
        console.murmur(&format!("{question}\n> "));
        let mut answer = String::new();
        let read = io::stdin().lock().read_line(&mut answer);
        let count = read.map_err(|cause| {
            Error::machine(format!("cannot read the answer: {cause}"))
        })?;
        let answer = answer.trim();
        if count == 0 || answer.is_empty() {
            return Ok(String::new());
        }
        match check(answer) {
            Ok(()) => return Ok(answer.to_owned()),
            Err(why) => console.murmur(&format!("`{answer}` {why}\n")),
        }
    }
}

fn address(answer: &str) -> Result<(), String> {
    BaseUrl::parse(answer).map(|_| ()).map_err(|why| {
        let whole = format!("https://{answer}");
        match BaseUrl::parse(&whole) {
            Ok(_) => format!("{why}: write `{whole}`"),
            Err(_) => why.to_owned(),
        }
    })
}

fn languages(answer: &str) -> Result<Vec<String>, String> {
    let tags: Vec<String> = answer
        .split([',', ' '])
        .filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect();
    match tags.iter().find(|tag| !is_language_tag(tag)) {
        Some(_) => Err("is no list of language tags, such as `en-GB, cy`".to_owned()),
        None => Ok(tags),
    }
}

fn languages_or_default(answer: &str) -> Vec<String> {
    let mut seen = Vec::new();
    for tag in languages(answer).unwrap_or_default() {
        if !seen.iter().any(|known: &String| known.eq_ignore_ascii_case(&tag)) {
            seen.push(tag);
        }
    }
    if seen.is_empty() { vec![LANGUAGE.to_owned()] } else { seen }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_tags_and_each_stands_once() {
        assert_eq!(languages_or_default("en-GB, cy  en-gb"), ["en-GB", "cy"]);
        assert_eq!(languages_or_default(""), ["en"]);
        assert!(languages("English").is_err());
    }
}
