//! G006 unlisted-language.

use std::collections::BTreeSet;

use super::{Check, Context};
use crate::base::Span;
use crate::diagnostic::{Diagnostic, Rule, Severity};

static RULE: Rule = Rule {
    code: "G006",
    name: "unlisted-language",
    severity: Severity::Warning,
    meaning: "The name of a file ends like that of a translation, and `languages` in `site.yaml` does not list the language.",
    why: "The translation is published as a page in the main language: a screen reader speaks it with the wrong voice, and no reader is offered it.",
    mend: "Add the language to `languages`, or rename the file.",
    source: "WCAG 3.1.1 Language of Page",
};

pub(super) static CHECK: Check = Check { rule: &RULE, run };

fn run(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let topics: BTreeSet<&str> = context.sources().map(|source| &*source.topic).collect();
    for source in context.sources() {
        // Only beside its original is it certain that the end of a name is a language.
        let Some((original, tag)) = source.topic.rsplit_once('.') else { continue };
        if !is_tag(tag) || !topics.contains(original) {
            continue;
        }
        let message = format!("`{tag}` is none of the languages of this site");
        let help = format!(
            "add `{{tag: {tag}, name: …}}` to `languages` in `site.yaml`, or rename the file"
        );
        let first_line = source.text.find('\n').unwrap_or(source.text.len());
        let span = Span::new(source.file, 0..first_line);
        found.push(Diagnostic::new(&RULE, span, message).with_help(help));
    }
}

/// The languages of ISO 639-1, and those of ISO 639-3 that health services translate into
/// most and that have no shorter tag.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca \
    ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu \
    gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko \
    kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl \
    nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn \
    so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo \
    xh yi yo za zh zu \
    asl ase bal bfi bsl ckb cmn din fil fub gsw haw hmn ilo kea kmr krc kri luo man mnk nan nds \
    nqo pap pcm pdt pnb prs rhg rmy rom rup scn sco sdh srn ssy swc swh syl syr tet tig tpi tzm \
    wuu yue zgh";

/// A registered language, perhaps with a region: `cy`, `pt-BR`.
fn is_tag(tag: &str) -> bool {
    let (language, region) = tag.split_once('-').unwrap_or((tag, "GB"));
    LANGUAGES.split_whitespace().any(|known| known == language)
        && (2..=4).contains(&region.len())
        && region.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_short_and_small() {
        for tag in ["cy", "gsw", "pt-BR", "zh-Hans"] {
            assert!(is_tag(tag), "{tag}");
        }
        for tag in ["rs", "js", "md", "2", "CY", "final", "v2", "c", "cy-", ""] {
            assert!(!is_tag(tag), "{tag}");
        }
    }
}
