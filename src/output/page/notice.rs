//! That a machine translated a page and nobody checked it, told in the language of the page
//! and in the default one: whoever helps a reader may know only that.

use crate::article::Article;
use crate::config::LanguageId;
use crate::output::making::{LanguageMaking, SiteMaking};
use crate::theme::view::NoticeView;

/// What a page says of its translation; nothing where a person made or checked it.
pub(super) fn by_machine(
    making: &SiteMaking,
    local: &LanguageMaking,
    article: &Article,
) -> Vec<NoticeView> {
    if !article.front_matter.translation.is_unchecked() {
        return Vec::new();
    }
    let default = Some(LanguageId::DEFAULT).filter(|&default| default != local.language);
    let languages = [local.language].into_iter().chain(default);
    let notices = languages.map(|language| {
        let language = &making.config.languages[language];
        let mut words = local.look.theme.strings(&language.tag);
        let mut word = |key: &str| words.remove(key).unwrap_or_default();
        NoticeView {
            tag: language.tag.clone(),
            direction: language.direction.name().to_owned(),
            title: word("machine"),
            text: word("machine_text"),
        }
    });
    notices.collect()
}
