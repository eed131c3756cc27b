//! Links to records of `data/`: contacts, references, signs of danger and values. A sign and
//! a value lead nowhere: their words are shown in their place.

use super::destination::{Destination, LinkContext};
use super::resolver::{Answer, Found, Resolver};
use super::trouble::{Record, Trouble, Wanted};
use crate::base::Span;
use crate::config::LanguageId;
use crate::diagnostic::{BROKEN_CITATION, BROKEN_CONTACT, BROKEN_SIGN, Diagnostic, Rule};
use crate::yaml::shown;

impl Resolver<'_> {
    pub(super) fn contact(&self, id: &str, span: Span) -> Answer {
        if self.sources.records.contacts.contains_key(id) {
            return Ok(Destination::Contact(id.into()).into());
        }
        self.lacking("contacts", "contact", id, (&BROKEN_CONTACT, Record::Contact), span)
    }

    pub(super) fn reference(&self, key: &str, span: Span) -> Answer {
        if self.sources.records.references.contains_key(key) {
            return Ok(Destination::Reference(key.into()).into());
        }
        let rule = (&BROKEN_CITATION, Record::Reference);
        self.lacking("references", "reference", key, rule, span)
    }

    pub(super) fn sign(&self, context: &LinkContext<'_>, id: &str, span: Span) -> Answer {
        match self.sources.records.signs.get(id) {
            Some(sign) => {
                Ok(said(context, Destination::Sign(id.into()), sign.words.clone()))
            }
            None => self.lacking("signs", "sign", id, (&BROKEN_SIGN, Record::Sign), span),
        }
    }

    pub(super) fn signs(
        &self,
        context: &LinkContext<'_>,
        group: &str,
        span: Span,
    ) -> Answer {
        let signs = self.sources.records.group(group);
        if signs.is_empty() {
            let rule = (&BROKEN_SIGN, Record::Signs);
            return self.lacking("signs", "group", group, rule, span);
        }
        let words: Vec<&str> =
            signs.iter().map(|(_, sign)| sign.words.as_str()).collect();
        Ok(said(context, Destination::Signs(group.into()), words.join("; ")))
    }

    pub(super) fn value(
        &self,
        context: &LinkContext<'_>,
        id: &str,
        span: Span,
    ) -> Answer {
        match self.sources.records.value_words(id) {
            Some(words) => Ok(said(context, Destination::Value(id.into()), words)),
            None => {
                self.lacking("values", "value", id, (&BROKEN_SIGN, Record::Value), span)
            }
        }
    }

    /// What becomes of a link to a record that a file lacks, or that could not be read.
    fn lacking(
        &self,
        file: &str,
        thing: &str,
        id: &str,
        (rule, kind): (&'static Rule, Record),
        span: Span,
    ) -> Answer {
        if self.sources.records.may_hold(file) {
            return Ok(Destination::Nowhere.into());
        }
        let name = shown(id);
        let message = format!("`data/{file}.yaml` has no {thing} `{name}`");
        let help = if kind == Record::Signs {
            format!("write `groups: [{name}]` in each sign of it, in `data/{file}.yaml`")
        } else {
            format!("add `{name}:` to `data/{file}.yaml`")
        };
        let diagnostic = Diagnostic::new(rule, span, message);
        let wanted = Wanted::Record { kind, id: id.to_owned() };
        Err(Trouble::wanting(diagnostic.with_help(help), wanted))
    }
}

/// Words that are shown in the place of a link. Those of `data/` are in the first language.
fn said(context: &LinkContext<'_>, destination: Destination, words: String) -> Found {
    let foreign =
        (context.language != LanguageId::DEFAULT).then_some(LanguageId::DEFAULT);
    Found { words: Some(words.into()), foreign, ..destination.into() }
}
