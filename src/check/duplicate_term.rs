//! W001 duplicate-term, for the forms of names: the names themselves are compared where the
//! resolver gathers them.

use std::collections::BTreeSet;

use super::{Check, Context};
use crate::article::TermId;
use crate::base::{Spanned, fold_name};
use crate::diagnostic::{DUPLICATE_TERM, Diagnostic};
use crate::glossary::Form;

pub(super) static CHECK: Check = Check { rule: &DUPLICATE_TERM, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let mut pairs = BTreeSet::new();
    for id in context.listed_terms() {
        let front_matter = &context.site.term(id).front_matter;
        for name in front_matter.names() {
            // What an entry is called first is its own, whatever else could mean it.
            let is_first = std::ptr::eq(name, &raw const front_matter.term);
            if !is_first && let Some((other, own)) = listed_form(context, id, name) {
                pairs.insert((id.min(other), id.max(other)));
                let message = format!(
                    "`{}` is also a form of `{}`, another entry",
                    name.value, own.value
                );
                found.push(duplicate(name, own, message));
            }
        }
    }
    for id in context.listed_terms() {
        for name in context.site.term(id).front_matter.names() {
            let Some((other, own, form)) = shared_form(context, id, name) else {
                continue;
            };
            if pairs.insert((id.min(other), id.max(other))) {
                let message = format!(
                    "`{form}` is a form of two entries, `{}` and `{}`",
                    own.value, name.value
                );
                found.push(duplicate(name, own, message));
            }
        }
    }
}

fn duplicate(
    name: &Spanned<String>,
    own: &Spanned<String>,
    message: String,
) -> Diagnostic {
    Diagnostic::new(&DUPLICATE_TERM, name.span, message)
        .with_label(own.span, "the other entry")
        .with_help("take the name out of one of the two, or make one entry of them")
}

/// Another entry that a text means by an inflected form of one of its names, where this
/// entry lists the form.
fn listed_form<'a>(
    context: &Context<'a>,
    id: TermId,
    name: &Spanned<String>,
) -> Option<(TermId, &'a Spanned<String>)> {
    let matcher = context.site.matcher(context.site.term(id).source.language);
    let mut others = matcher.all_called(&name.value).into_iter();
    others.find_map(|other| {
        let own = name_behind(context, other, &name.value).filter(|_| other != id);
        Some((other, own?))
    })
}

/// Another entry, before this one, with the same plural; and the plural.
fn shared_form<'a>(
    context: &Context<'a>,
    id: TermId,
    name: &Spanned<String>,
) -> Option<(TermId, &'a Spanned<String>, String)> {
    let matcher = context.site.matcher(context.site.term(id).source.language);
    let form = matcher.inflected(&name.value, Form::Plural);
    let fold = fold_name(&name.value);
    let is_same = |other: TermId| {
        let mut names = context.site.term(other).front_matter.names();
        names.any(|name| fold_name(&name.value) == fold)
    };
    let others = matcher.all_called(&form).into_iter();
    let mut others = others.filter(|&other| other < id && !is_same(other));
    let (other, own) =
        others.find_map(|other| Some((other, name_behind(context, other, &form)?)))?;
    Some((other, own, form))
}

/// The name of an entry that a form belongs to; `None` if the entry lists the form itself,
/// or if capitals tell the two apart.
fn name_behind<'a>(
    context: &Context<'a>,
    id: TermId,
    form: &str,
) -> Option<&'a Spanned<String>> {
    let names = || context.site.term(id).front_matter.names();
    let fold = fold_name(form);
    if names().any(|name| fold_name(&name.value) == fold) {
        return None;
    }
    let is_near = |name: &&Spanned<String>| {
        let own = fold_name(&name.value);
        let same = own.chars().zip(fold.chars()).take_while(|(a, b)| a == b).count();
        // An inflection changes the ending only.
        same + 2 >= own.chars().count().min(fold.chars().count())
    };
    let capitals = |text: &str| {
        text.chars().any(char::is_uppercase)
            && !text.trim_end_matches('s').chars().any(char::is_lowercase)
    };
    names().find(is_near).filter(|name| capitals(&name.value) == capitals(form))
}
