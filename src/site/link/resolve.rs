//! The one resolver: what a link as written leads to.
//!
//! It serves every form: cross-links, Markdown links, images, raw HTML, citations,
//! snippets and the links of front matter. A link either has a destination, or a finding
//! that says why not, with what to paste instead.

use super::anchor::place_of;
use super::destination::{Destination, LinkContext, Resolved};
use super::own::own_path;
use super::path_link::on_one_computer;
use super::path_text::split_fragment;
use super::places::Extent;
use super::resolver::{Answer, Found, Resolver};
use super::staff::for_staff;
use super::trouble::{Anchored, Findings};
use crate::article::{ArticleId, TermId};
use crate::base::{
    Address, AddressFault, Span, Spanned, Telephone, classify, decode, host_of,
    is_private,
};
use crate::diagnostic::{
    BROKEN_CROSS_LINK, BROKEN_FILE_LINK, Diagnostic, HTTP_LINK, LINK_TO_DRAFT,
    LINK_TO_EXPIRED, LINK_TO_WITHDRAWN, REMOTE_RESOURCE, UNSAFE_LINK,
};
use crate::markdown::{Link, LinkKind};
use crate::site::{AssetId, Visibility};

impl Resolver<'_> {
    /// Resolves one link of a text.
    pub fn resolve(
        &self,
        context: &LinkContext<'_>,
        link: &Link,
        found: &mut Findings,
    ) -> Resolved {
        let span =
            Span { file: context.file, start: link.span.start, end: link.span.end };
        let target = &*link.target;
        let answer = match link.kind {
            LinkKind::Wiki => self.cross_link(context, target, span),
            LinkKind::Citation => self.reference(target, span),
            LinkKind::Include => self.snippet(context, target, span),
            LinkKind::Markdown | LinkKind::HtmlLink => {
                self.address(context, target, span)
            }
            LinkKind::Image | LinkKind::HtmlSource => self.image(context, target, span),
            LinkKind::Attachment => self.attachment(context, target, span),
        };
        let Found { destination, words, foreign, term } = match answer {
            Ok(answer) => self.judge(context, answer, span, found),
            Err(trouble) => {
                found.add(*trouble);
                Found { words: Some(target.into()), ..Destination::Nowhere.into() }
            }
        };
        Resolved { at: link.at, destination, words, foreign, term }
    }

    /// Resolves a name or a path of front matter to an article.
    pub fn article(
        &self,
        context: &LinkContext<'_>,
        name: &Spanned<String>,
        found: &mut Findings,
    ) -> Option<ArticleId> {
        let context = &LinkContext { in_front_matter: true, ..*context };
        let (target, span) = (&name.value, name.span);
        let answer = self.cross_link(context, target, span);
        let destination = self.of_front_matter(context, answer, span, found)?;
        if let Destination::Article { id, .. } = destination {
            return Some(id);
        }
        let message = format!("`{target}` is not an article");
        found.push(
            Diagnostic::new(&BROKEN_CROSS_LINK, span, message)
                .with_help("name an article, or write its path"),
        );
        None
    }

    /// Resolves a path of front matter or of `site.yaml` to a file of the content folder:
    /// its number. `kind` is [`LinkKind::Image`] for a picture,
    /// [`LinkKind::Markdown`] for any other file.
    pub fn file(
        &self,
        context: &LinkContext<'_>,
        path: &Spanned<String>,
        kind: LinkKind,
        found: &mut Findings,
    ) -> Option<AssetId> {
        let target = path.value.trim();
        let span = path.span.start..path.span.end;
        let link = Link { at: 0, kind, target: target.into(), span };
        match self.resolve(context, &link, found).destination {
            Destination::File { asset, .. } => Some(asset),
            Destination::Nowhere => None,
            _ => {
                let message = format!("`{target}` is no file of the content folder");
                found.push(
                    Diagnostic::new(&BROKEN_FILE_LINK, path.span, message)
                        .with_help("save the file beside the page, and write its name"),
                );
                None
            }
        }
    }

    /// Resolves a name or a file name of front matter to a glossary entry.
    pub fn term(
        &self,
        context: &LinkContext<'_>,
        name: &Spanned<String>,
        found: &mut Findings,
    ) -> Option<TermId> {
        let context = &LinkContext { in_front_matter: true, ..*context };
        let answer = self.entry_named(context, &name.value, name.span);
        match self.of_front_matter(context, answer, name.span, found)? {
            Destination::Term { id, .. } => Some(id),
            _ => None,
        }
    }

    /// Where a link of front matter leads; `None`, and a finding, if nowhere.
    fn of_front_matter(
        &self,
        context: &LinkContext<'_>,
        answer: Answer,
        span: Span,
        found: &mut Findings,
    ) -> Option<Destination> {
        match answer {
            Ok(answer) => match self.judge(context, answer, span, found).destination {
                Destination::Nowhere => None,
                destination => Some(destination),
            },
            Err(trouble) => {
                found.add(*trouble);
                None
            }
        }
    }

    /// `[text](address)`: a path, another site, a telephone number.
    fn address(&self, context: &LinkContext<'_>, target: &str, span: Span) -> Answer {
        match classify(target) {
            Address::Fragment(fragment) => self.here(context, &fragment, span),
            Address::Relative(_) | Address::Root(_) | Address::WindowsPath(_) => {
                let found = self.path(context, target, span);
                found.or_else(|trouble| match Telephone::only(&decode(target)) {
                    Some(number) => {
                        Ok(Destination::External(number.href().into()).into())
                    }
                    None => Err(trouble),
                })
            }
            Address::Web(address) | Address::InsecureWeb(address) => {
                self.web(context, target, address, span)
            }
            Address::Mail(address) | Address::Tel(address) | Address::Sms(address) => {
                Ok(Destination::External(address.into()).into())
            }
            other => Err(unusable(context, &other, target, span).into()),
        }
    }

    /// `![alt](address)`: a file of the content folder, and nothing else.
    fn image(&self, context: &LinkContext<'_>, target: &str, span: Span) -> Answer {
        match classify(target) {
            Address::Relative(_)
            | Address::Root(_)
            | Address::WindowsPath(_)
            | Address::Fragment(_) => self.image_file(context, target, span),
            Address::Web(_) | Address::InsecureWeb(_) | Address::ProtocolRelative(_) => {
                if let Some(own) = own_path(self.known.base_url.as_ref(), target) {
                    return self.image_file(context, &own, span);
                }
                let message = format!("`{target}` comes from another host");
                let help = "save the file beside the article and use it from there";
                Err(From::from(
                    Diagnostic::new(&REMOTE_RESOURCE, span, message).with_help(help),
                ))
            }
            other => Err(unusable(context, &other, target, span).into()),
        }
    }

    /// `![[picture.png]]`: a file beside the page, or the only one of the content folder
    /// that is called so.
    fn attachment(&self, context: &LinkContext<'_>, target: &str, span: Span) -> Answer {
        let answer = self.image(context, target, span);
        match answer {
            Err(trouble) => self.by_file_name(target, span).unwrap_or(Err(trouble)),
            answer => answer,
        }
    }

    fn snippet(&self, context: &LinkContext<'_>, target: &str, span: Span) -> Answer {
        let (path, fragment) = split_fragment(target);
        let id = self.snippet_file(context, path, span)?;
        let source = &self.sources.snippets[id].source;
        let fragment = match fragment {
            None => None,
            Some(wanted) => {
                let places = self.places(source, Extent::Text);
                let asked = Anchored::Text(source.file, Extent::Text);
                let place = place_of(places, wanted, "the snippet", Some(asked), span)?;
                Some(place.anchor.clone())
            }
        };
        Ok(Destination::Snippet { id, fragment }.into())
    }

    /// What readers must know of a link that does lead somewhere.
    fn judge(
        &self,
        context: &LinkContext<'_>,
        answer: Found,
        span: Span,
        found: &mut Findings,
    ) -> Found {
        let id = match answer.destination {
            Destination::Article { id, .. } => id,
            Destination::Term { id, .. } => {
                return self.judge_term(answer, id, span, found);
            }
            Destination::External(ref address) => {
                found.extend(insecure(address, span));
                return answer;
            }
            _ => return answer,
        };
        let target = &self.sources.articles[id];
        let title = &target.front_matter.title.value;
        let (rule, message) = match self.visibility[id] {
            Visibility::Published | Visibility::ShownDraft => {
                if self.leads_patients_to_staff(context, id) {
                    found.push(for_staff(title, "this page", span));
                }
                return answer;
            }
            Visibility::Withdrawn => {
                let message = format!("`{title}` has been withdrawn");
                let successor = target.front_matter.superseded_by.as_ref();
                let help = successor.map_or_else(
                    || {
                        "link to the page that took its place, or take the link out"
                            .into()
                    },
                    |page| format!("link to `{}`, which took its place", page.value),
                );
                found.push(
                    Diagnostic::new(&LINK_TO_WITHDRAWN, span, message)
                        .with_help(help)
                        .yielding(),
                );
                return answer;
            }
            Visibility::Draft => {
                (&LINK_TO_DRAFT, format!("`{title}` is a draft and is not published"))
            }
            Visibility::Future => {
                (&LINK_TO_DRAFT, format!("`{title}` is to be published later"))
            }
            Visibility::Expired => (&LINK_TO_EXPIRED, format!("`{title}` has expired")),
        };
        let yields = self.visibility[id] == Visibility::Expired;
        let help = if yields {
            "give that page a later `expires_on`, or take the link out"
        } else {
            "publish that page first, or take the link out"
        };
        let finding = Diagnostic::new(rule, span, message).with_help(help);
        found.push(Diagnostic { yields, ..finding });
        Found { destination: Destination::Nowhere, ..answer }
    }

    /// An entry that the glossary does not list cannot be linked.
    fn judge_term(
        &self,
        answer: Found,
        term: TermId,
        span: Span,
        found: &mut Findings,
    ) -> Found {
        if self.glossary.visibility[term].is_listed() {
            return answer;
        }
        let name = &self.sources.terms[term].front_matter.term.value;
        let message = format!("the glossary entry `{name}` is not published");
        found.push(
            Diagnostic::new(&LINK_TO_DRAFT, span, message)
                .with_help("publish the entry first, or take the link out"),
        );
        Found { destination: Destination::Nowhere, ..answer }
    }

    fn leads_patients_to_staff(
        &self,
        context: &LinkContext<'_>,
        target: ArticleId,
    ) -> bool {
        let Some(from) = context.article else { return false };
        let is_for_staff =
            |id: ArticleId| self.sources.articles[id].front_matter.is_for_staff();
        is_for_staff(target) && !is_for_staff(from)
    }
}

/// Says that another site is reached over plain `http:`.
fn insecure(address: &str, span: Span) -> Option<Diagnostic> {
    let rest = address.strip_prefix("http:")?;
    if host_of(address).is_some_and(|host| is_private(&host)) {
        return None;
    }
    let message = format!("`{address}` is not encrypted on its way");
    let help = format!("write `https:{rest}`, if that page answers");
    Some(Diagnostic::new(&HTTP_LINK, span, message).with_help(help))
}

/// A picture that was pasted into the text as letters.
fn pasted(context: &LinkContext<'_>, target: &str, span: Span) -> Diagnostic {
    let kind = target.split_once("image/").map_or("", |(_, rest)| rest);
    let kind = kind.split([';', ',', '+']).next().unwrap_or("");
    let ending = match kind {
        "jpeg" => "jpg",
        "svg" | "png" | "gif" | "webp" | "avif" => kind,
        _ => "png",
    };
    let folder = match context.folder {
        "" => String::new(),
        folder => format!("{folder}/"),
    };
    let message = "a picture stands in the text as letters (`data:`), not as a file";
    let help = format!(
        "save it as a file, such as `site-content/{folder}picture.{ending}`, and write `picture.{ending}` here"
    );
    Diagnostic::new(&UNSAFE_LINK, span, message).with_help(help)
}

/// What to type for an address with a slip in it.
fn meant_address(address: &Address, target: &str) -> Option<String> {
    if let Address::Unsafe(scheme) = address
        && ["contact", "term", "article", "ref"].contains(&scheme.as_str())
    {
        return Some(format!(
            "write `[[{target}]]` in the place of the link, or `[[{target}|WORDS]]`"
        ));
    }
    let (scheme, rest) = target.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme == "mailto" && rest.contains('@') {
        return Some(format!("write `mailto:{}`", rest.trim_start_matches('/')));
    }
    let chat =
        ["callto", "facetime", "facetime-audio", "skype", "whatsapp", "viber", "phone"];
    if chat.contains(&&*scheme)
        || matches!(
            address,
            Address::Malformed(AddressFault::NoNumber | AddressFault::ReachesNobody)
        )
    {
        let number = Telephone::read(&decode(rest));
        let number = number
            .map(|number| number.without_zero_within().unwrap_or(number))
            .filter(Telephone::is_whole);
        let example = "write the number behind `tel:`, such as `tel:+441632960123`";
        return Some(number.map_or_else(
            || example.to_owned(),
            |number| format!("write `{}`, which every telephone dials", number.href()),
        ));
    }
    if !matches!(&*scheme, "http" | "https") {
        return None;
    }
    let mut rest = rest.trim_start_matches(['/', '\\', ':', ' ']);
    for twice in ["https:", "http:"] {
        rest = rest.strip_prefix(twice).unwrap_or(rest).trim_start_matches('/');
    }
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.replace([',', ';'], ".");
    let is_host = host.contains('.')
        && host.chars().all(|c| c.is_alphanumeric() || ".-:".contains(c));
    let better = format!("{scheme}://{host}{path}");
    (is_host && better != target).then(|| format!("write `{better}`"))
}

/// An address that no page can hold.
fn unusable(
    context: &LinkContext<'_>,
    address: &Address,
    target: &str,
    span: Span,
) -> Diagnostic {
    if let Some(here) = on_one_computer(context, target, span) {
        return here;
    }
    if let Address::Unsafe(scheme) = address
        && scheme == "data"
    {
        return pasted(context, target, span);
    }
    let help = meant_address(address, target).unwrap_or_else(|| {
        "use an `https:`, `mailto:` or `tel:` link, or the path of a file".to_owned()
    });
    let (rule, message) = match address {
        Address::Empty => (&BROKEN_FILE_LINK, "this link leads nowhere".to_owned()),
        Address::Unsafe(scheme) => {
            (&UNSAFE_LINK, format!("a page may not link to a `{scheme}:` address"))
        }
        Address::Malformed(fault) => {
            (&UNSAFE_LINK, format!("`{target}` cannot be an address: {fault}"))
        }
        _ => (&UNSAFE_LINK, format!("`{target}` does not say how to reach its host")),
    };
    Diagnostic::new(rule, span, message).with_help(help)
}
