//! `site.yaml` to a [`Config`]: every key typed, every fault at its own place.

use std::collections::BTreeSet;

use super::keys::{self, KEYS};
use super::other_names::OTHER_NAMES;
use super::{
    Audience, Brand, BrandLink, BrandPicture, Config, Language, MarkdownConfig, Marking,
    Profile, RawHtml, RuleSetting, ThemeSetting,
};
use super::{base_url, feedback_address, files, format, language};
use crate::base::{Span, Spanned, Telephone, TiVec, host_of, is_this_machine};
use crate::diagnostic::{
    Diagnostic, MISSING_BASE_URL, MISSING_SITE_TITLE, Outcome, meant, nearest,
};
use crate::source::SourceFile;
use crate::yaml::{
    self, CONFIGURATION, Fields, Key, Mapping, MappingEntry, Value, ValueKind, shown,
};

/// Reads the configuration. A missing or empty file gives the defaults.
pub fn parse(file: Option<&SourceFile>) -> Outcome<Config> {
    let mut found = Vec::new();
    let mut config = Config::default();
    if let Some((file, text)) = file.and_then(|file| Some((file, file.text()?))) {
        let root =
            yaml::parse(file.id, text, 0..text.len(), &CONFIGURATION).collect(&mut found);
        config.theme.span = Span::file(file.id);
        let Some(root) = root else {
            // What is missing cannot be told of a file that cannot be read.
            config.is_unread = true;
            return Outcome::new(config, found);
        };
        let mut fields = Fields::new(&root, KEYS, &CONFIGURATION, &mut found);
        read(&mut fields, &mut config);
        fields.finish(OTHER_NAMES);
        let is_titled = |name: &&str| root.get(name).is_some();
        if !["title", "site_name", "site_title", "name"].iter().any(is_titled) {
            let message = "`site.yaml` does not say what the site is called";
            let help = "add a line with its name: `title: Riverside Transplant Service`";
            found.push(
                Diagnostic::new(&MISSING_SITE_TITLE, Span::file(file.id), message)
                    .with_help(help),
            );
        }
        if root.get("base_url").is_none_or(|entry| entry.value.is_null()) {
            let message = "`site.yaml` does not say where the site will be published";
            let help =
                "add a line with your own address: `base_url: https://www.example.org/`";
            found.push(
                Diagnostic::new(&MISSING_BASE_URL, Span::file(file.id), message)
                    .with_help(help),
            );
        }
    } else if file.is_none() {
        let help = "write it, with the lines `title: Riverside Transplant Service` and \
                    `base_url: https://www.example.org/`";
        found.push(
            Diagnostic::about_site(
                &MISSING_BASE_URL,
                "there is no file `site-content/site.yaml` that says where the site will be \
                 published",
            )
            .with_help(help),
        );
    }
    Outcome::new(config, found)
}

#[expect(clippy::too_many_lines, reason = "one key after the other")]
fn read(fields: &mut Fields<'_>, config: &mut Config) {
    if let Some(title) = fields.text("title") {
        let words = title.value.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            let help =
                "write the name of the site: `title: Riverside Transplant Service`";
            fields.bad_value(
                title.span,
                "the title of the site is empty".to_owned(),
                help,
            );
        } else {
            config.title = words;
            config.title_place = Some(title.span);
        }
    }
    if let Some(address) = fields.text("base_url") {
        match base_url::parse(&address.value) {
            Ok(base) => {
                if host_of(&base.origin).is_some_and(|host| is_this_machine(&host)) {
                    let message = format!(
                        "`{}` is an address of this computer, which no reader can reach",
                        shown(&address.value)
                    );
                    let help = "write where the site will be published: `base_url: \
                                https://www.example.org/`; `engraft serve` needs no address";
                    let found = Diagnostic::new(&MISSING_BASE_URL, address.span, message);
                    fields.report(found.with_help(help));
                }
                config.base_url = Some(base);
            }
            Err(why) => fields.bad_value(
                address.span,
                format!("`{}` {why}", shown(&address.value)),
                "write the whole address: `base_url: https://www.example.org/`",
            ),
        }
    }
    languages(fields, config);
    if let Some(theme) = fields.text("theme") {
        config.theme = theme;
    }
    let options = fields.entries("theme_options").map(|mapping| &mapping.entries);
    let set = |entry: &&MappingEntry| !entry.value.is_null();
    for MappingEntry { key, value } in options.into_iter().flatten().filter(set) {
        let setting = ThemeSetting { name: key.clone(), value: value.clone() };
        config.theme_options.push(setting);
    }
    config.brand = brand(fields);
    if let Some((mapping, keys)) = fields.group("navigation") {
        let mut inner = fields.inner(mapping, keys);
        config.navigation_order = inner.texts("order");
        let menu = inner.value("menu").is_some().then(|| inner.texts("menu"));
        config.navigation_menu = menu;
        inner.finish(&[]);
    }
    config.markdown = markdown(fields, config.markdown);
    glossary(fields, config);
    config.review.read(fields);
    audiences(fields, config);
    config.emergency_number = emergency_number(fields);
    config.formats = format::formats(fields);
    config.feedback = feedback(fields);
    config.allowed_hosts = allowed_hosts(fields);
    let profile = fields.choice("profile");
    config.profile = profile.and_then(|name| Profile::of(name.value));
    rules(fields, config);
    if let Some((mapping, keys)) = fields.group("search") {
        let mut inner = fields.inner(mapping, keys);
        config.search = inner.flag("enabled").unwrap_or(config.search);
        inner.finish(&[]);
    }
    output(fields, config);
}

fn output(fields: &mut Fields<'_>, config: &mut Config) {
    let Some(value) = fields.value("output") else { return };
    if let Some(folder) = value.as_text() {
        let message =
            format!("`output` takes a group of keys, and this is `{}`", shown(folder));
        let help = "choose the folder with `--output` on the command line; what is written \
                    here is such as `output: {include: [CNAME]}`";
        fields.bad_value(value.span, message, help);
        return;
    }
    let Some((mapping, keys)) = fields.group("output") else { return };
    let mut inner = fields.inner(mapping, keys);
    config.include = inner.texts("include").into_iter().map(|path| path.value).collect();
    config.active_content = inner.texts("active_content");
    if inner.value("files").is_some() {
        config.files = files::files(&mut inner);
    }
    config.servers = inner.texts("servers");
    config.policy_in_pages = inner.choice("csp").is_some_and(|word| word.value == "meta");
    config.precompress = inner.flag("precompress").unwrap_or(config.precompress);
    inner.finish(&[("path", "choose the folder with `--output` on the command line")]);
}

fn languages(fields: &mut Fields<'_>, config: &mut Config) {
    let Some(value) = fields.value("languages") else { return };
    let ValueKind::List(values) = &value.kind else {
        fields.wrong_type(
            value,
            "languages",
            "a list of languages",
            "[{tag: en-GB, name: English}]",
        );
        return;
    };
    let mut languages = TiVec::new();
    let mut seen = BTreeSet::new();
    for value in values {
        let Some((language, span)) = one_language(fields, value) else { continue };
        if seen.insert(language.tag.to_ascii_lowercase()) {
            languages.push(language);
        } else {
            fields.bad_value(
                span,
                format!("the language `{}` stands twice", language.tag),
                "remove one of the two",
            );
        }
    }
    if !languages.is_empty() {
        config.languages = languages;
    }
}

fn one_language(fields: &mut Fields<'_>, value: &Value) -> Option<(Language, Span)> {
    let ValueKind::Mapping(mapping) = &value.kind else {
        let tag = fields.text_of(value, "languages")?;
        return checked_tag(fields, &tag).map(|tag| (language::named(&tag), value.span));
    };
    let keys = fields.inner_keys("languages");
    let mut inner = fields.inner(mapping, keys);
    let tag = inner.text("tag");
    let name = inner.plain_text("name");
    let direction = inner.choice("direction");
    let dir = inner.choice("dir");
    let collation = inner.text("collation");
    inner.finish(&[
        ("lang", "tag"),
        ("code", "tag"),
        ("label", "name"),
        ("title", "name"),
    ]);
    let Some(tag) = tag else {
        let help = "write its BCP 47 tag: `tag: en-GB`";
        fields.bad_value(value.span, "a language has no `tag`".to_owned(), help);
        return None;
    };
    let tag = checked_tag(fields, &tag)?;
    let mut language = language::named(&tag);
    if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
        language.name = name;
    }
    if let Some(direction) = direction.or(dir) {
        language.direction = language::direction_named(direction.value);
    }
    if let Some(collation) = collation {
        language.collation =
            checked_tag(fields, &collation).unwrap_or(language.collation);
    }
    Some((language, value.span))
}

fn checked_tag(fields: &mut Fields<'_>, tag: &Spanned<String>) -> Option<String> {
    if language::is_tag(&tag.value) {
        return Some(tag.value.clone());
    }
    fields.bad_value(
        tag.span,
        format!("`{}` is no language tag", shown(&tag.value)),
        "write a BCP 47 tag, such as `en-GB`, `cy` or `ar`",
    );
    None
}

fn brand(fields: &mut Fields<'_>) -> Brand {
    let mut brand = Brand::default();
    let Some((mapping, keys)) = fields.group("brand") else { return brand };
    let mut inner = fields.inner(mapping, keys);
    let organisation = inner.text("organisation");
    brand.organisation_place = organisation.as_ref().map(|text| text.span);
    brand.organisation = organisation.map(|text| text.value);
    brand.logo = inner.text("logo");
    brand.logo_dark = inner.text("logo_dark");
    brand.dark = inner.flag("dark").unwrap_or(brand.dark);
    if let Some(dark) = &brand.logo_dark
        && brand.logo.is_none()
    {
        let message =
            "there is a logo for dark screens and none for light ones".to_owned();
        inner.bad_value(dark.span, message, "add a line `logo:` with the other picture");
    }
    brand.icon = icon(&mut inner);
    if let Some((image, image_keys)) = inner.group("image") {
        brand.image = BrandPicture::read(&mut inner, image, image_keys);
    }
    brand.colours = super::brand::colours(&mut inner);
    brand.fonts = super::brand::fonts(&mut inner);
    let (links, link_keys) = inner.groups("links");
    for link in links {
        let mut link_fields = inner.inner(link, link_keys);
        let title = link_fields.plain_text("title");
        let target = link_fields.text("target");
        link_fields.finish(&[("url", "target"), ("href", "target"), ("text", "title")]);
        match (title, target) {
            (Some(title), Some(target)) => brand.links.push(BrandLink { title, target }),
            _ => inner.bad_value(
                link.span,
                "a link of the footer lacks its `title` or its `target`".to_owned(),
                "write both: `{title: Privacy, target: privacy.md}`",
            ),
        }
    }
    inner.finish(&[
        ("colors", "colours"),
        ("organization", "organisation"),
        ("dark_logo", "logo_dark"),
        ("dark_mode", "dark"),
    ]);
    brand
}

/// `icon`: pictures of the two kinds that every browser takes.
fn icon(fields: &mut Fields<'_>) -> Vec<Spanned<String>> {
    let mut icons = fields.texts("icon");
    icons.retain(|icon| {
        let ending = icon.value.rsplit_once('.').map(|(_, ending)| ending);
        let known = ending.is_some_and(|ending| {
            ["svg", "png"].iter().any(|known| ending.eq_ignore_ascii_case(known))
        });
        if !known {
            fields.bad_value(
                icon.span,
                format!("`{}` is no SVG and no PNG", shown(&icon.value)),
                "name a picture of one of the two kinds: `icon: icon.svg`",
            );
        }
        known
    });
    icons
}

/// The number of the ambulance.
fn emergency_number(fields: &mut Fields<'_>) -> Option<Telephone> {
    let text = fields.text("emergency_number")?;
    let is_number = text.value.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let number = Telephone::read(&text.value).filter(|_| is_number);
    if number.is_none() {
        fields.bad_value(
            text.span,
            format!("`{}` is no telephone number", shown(&text.value)),
            "write the number of the ambulance in quotation marks: `emergency_number: \"999\"`",
        );
    }
    number
}

/// Where readers answer.
fn feedback(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("feedback")?;
    let address = feedback_address(&text.value);
    if address.is_none() {
        fields.bad_value(
            text.span,
            format!("`{}` is no mail and no `https:` address", shown(&text.value)),
            "write one of the two: `feedback: patient.information@example.org`",
        );
    }
    address
}

fn markdown(fields: &mut Fields<'_>, mut markdown: MarkdownConfig) -> MarkdownConfig {
    let Some((mapping, keys)) = fields.group("markdown") else { return markdown };
    let mut inner = fields.inner(mapping, keys);
    markdown.html = match inner.choice("html").map(|word| word.value) {
        Some("deny") => RawHtml::Deny,
        Some("trust") => RawHtml::Trust,
        _ => RawHtml::Sanitise,
    };
    markdown.highlight = inner.flag("highlight").unwrap_or(markdown.highlight);
    inner.finish(&[]);
    markdown
}

fn glossary(fields: &mut Fields<'_>, config: &mut Config) {
    let Some((mapping, keys)) = fields.group("glossary") else { return };
    let mut inner = fields.inner(mapping, keys);
    let glossary = &mut config.glossary;
    glossary.mark = match inner.choice("mark").map(|word| word.value) {
        Some("first-in-section") => Marking::FirstInSection,
        Some("never") => Marking::Never,
        _ => Marking::FirstInArticle,
    };
    glossary.expand = inner.flag("expand").unwrap_or(glossary.expand);
    let allow = inner.texts("allow").into_iter();
    config.known_abbreviations = allow.map(|word| word.value.trim().to_owned()).collect();
    inner.finish(&[]);
}

fn audiences(fields: &mut Fields<'_>, config: &mut Config) {
    let Some(mapping) = fields.entries("audiences") else { return };
    let keys = fields.inner_keys("audiences");
    for entry in &mapping.entries {
        let name = &entry.key.value;
        let mut audience = Audience { label: name.clone(), theme: None, listed: true };
        match &entry.value.kind {
            ValueKind::Mapping(inner) => {
                read_audience(fields, inner, keys, &mut audience);
            }
            ValueKind::Null => {}
            _ => {
                let label = fields.text_of(&entry.value, name).map(|label| label.value);
                audience.label = label.unwrap_or(audience.label);
            }
        }
        config.audiences.insert(name.clone(), audience);
    }
}

fn read_audience(
    fields: &mut Fields<'_>,
    mapping: &Mapping,
    keys: &'static [Key],
    audience: &mut Audience,
) {
    let mut inner = fields.inner(mapping, keys);
    if let Some(label) = inner.plain_text("label") {
        audience.label = label;
    }
    audience.theme = inner.text("theme");
    audience.listed = inner.flag("listed").unwrap_or(true);
    inner.finish(&[("name", "label"), ("title", "label"), ("hidden", "listed")]);
}

/// Hosts alone; of a whole address, its host is told.
fn allowed_hosts(fields: &mut Fields<'_>) -> Option<Vec<Spanned<String>>> {
    fields.value("allowed_hosts")?;
    let mut hosts = fields.texts("allowed_hosts");
    hosts.retain(|host| {
        let is_part = |c: char| c.is_alphanumeric() || c == '-';
        let is_host = host
            .value
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(is_part));
        if !is_host {
            let message = format!("`{}` is no host", shown(&host.value));
            let help = match host_of(&host.value) {
                Some(own) => format!("write the host alone: `{own}`"),
                None => "write the host alone, such as `www.nhs.uk`".to_owned(),
            };
            fields.bad_value(host.span, message, help);
        }
        is_host
    });
    Some(hosts)
}

fn rules(fields: &mut Fields<'_>, config: &mut Config) {
    let Some(mapping) = fields.entries("rules") else { return };
    for entry in &mapping.entries {
        let name = &entry.key;
        if entry.value.is_null() {
            continue;
        }
        let Some(word) = fields.text_of(&entry.value, &name.value) else { continue };
        if let Ok(severity) = keys::severity(&word.value) {
            config.rules.push(RuleSetting { name: name.clone(), severity });
            continue;
        }
        let choose = "choose `off`, `note`, `warning` or `error`";
        let near = nearest(&word.value, keys::SEVERITIES.iter().copied());
        let help = near.map_or_else(
            || choose.to_owned(),
            |near| format!("{} {choose}", meant(near)),
        );
        let message = format!("`{}` is no severity", shown(&word.value));
        fields.bad_value(word.span, message, help);
    }
}
