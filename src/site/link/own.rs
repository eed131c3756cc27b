//! Addresses of the site itself: as readers type them, and as the preview shows them.

use super::destination::{Destination, LinkContext};
use super::path_text::relative;
use super::resolver::{Answer, Resolver};
use crate::base::{Span, decode, host_of, is_this_machine};
use crate::config::BaseUrl;
use crate::diagnostic::{Diagnostic, PREVIEW_ADDRESS};
use crate::yaml::shown;

/// The path below the content folder, with its first slash, that an address of this site
/// means; `None` for one of another site.
pub(super) fn own_path(base: Option<&BaseUrl>, address: &str) -> Option<String> {
    let base = base?;
    let (origin, path) = parts(address)?;
    let same = host(&origin) == host(&base.origin);
    if same { below(&base.path, path) } else { None }
}

/// The path behind the path that the site is published under.
pub(super) fn below(base_path: &str, path: &str) -> Option<String> {
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    if path == base_path.trim_end_matches('/') {
        return Some("/".to_owned());
    }
    let rest = path.strip_prefix(base_path)?;
    Some(format!("/{rest}"))
}

/// Scheme and host, and the rest.
fn parts(address: &str) -> Option<(String, &str)> {
    let (scheme, rest) = address.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    Some((format!("{scheme}://{}", &rest[..end]).to_lowercase(), &rest[end..]))
}

/// The host, with its port if it is not that of the web: one with `www.` is the same site.
fn host(origin: &str) -> &str {
    let host = origin.split_once("://").map_or(origin, |(_, host)| host);
    let host = host.strip_suffix(":443").or(host.strip_suffix(":80")).unwrap_or(host);
    host.strip_prefix("www.").unwrap_or(host)
}

impl Resolver<'_> {
    /// `https://…` and `http://…`: a page of this site, or another one.
    pub(super) fn web(
        &self,
        context: &LinkContext<'_>,
        target: &str,
        address: String,
        span: Span,
    ) -> Answer {
        let base = self.known.base_url.as_ref();
        if let Some(own) = own_path(base, &address) {
            return self.path_as(context, &own, target, span);
        }
        let is_preview = host_of(&address).is_some_and(|host| is_this_machine(&host));
        if let Some(page) =
            is_preview.then(|| self.previewed(context, &address, span)).flatten()
        {
            let message = format!(
                "`{}` is an address of the preview on this machine",
                shown(target)
            );
            return Err(Diagnostic::new(&PREVIEW_ADDRESS, span, message)
                .with_help(format!("write `{page}`"))
                .into());
        }
        Ok(Destination::External(address.into()).into())
    }

    /// What to write for a page that the preview shows at an address; `None` if this site
    /// has none there.
    fn previewed(
        &self,
        context: &LinkContext<'_>,
        address: &str,
        span: Span,
    ) -> Option<String> {
        let (_, whole) = parts(address)?;
        let base_path = self.known.base_url.as_ref().map_or("/", |base| &base.path);
        // A page is a page, whether or not it has the anchor.
        let path = whole.split(['?', '#']).next().unwrap_or(whole);
        let fragment = whole.split_once('#').map(|(_, fragment)| format!("#{fragment}"));
        let candidates = below(base_path, path).into_iter().chain([path.to_owned()]);
        let mut candidates = candidates.filter(|path| !path.trim_matches('/').is_empty());
        candidates.find_map(|path| {
            let found = self.path(context, &path, span).ok()?;
            let file = self.file_path(context, &found.destination);
            Some(
                file.unwrap_or_else(|| decode(&path))
                    + &fragment.clone().unwrap_or_default(),
            )
        })
    }

    /// The path of the file that a destination stands for, as a link is written.
    fn file_path(
        &self,
        context: &LinkContext<'_>,
        destination: &Destination,
    ) -> Option<String> {
        let sources = self.sources;
        let path = match destination {
            Destination::Article { id, .. } => &sources.articles[*id].source.path,
            Destination::Term { id, .. } => &sources.terms[*id].source.path,
            Destination::File { asset, .. } => &sources.assets[*asset].path,
            _ => return None,
        };
        Some(relative(context.folder, path.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_this_site_is_a_path_of_its_content() {
        let base = BaseUrl::parse("https://www.example.org/patients/").unwrap();
        for (address, path) in [
            ("https://www.example.org/patients/care/x/#a", Some("/care/x/#a")),
            ("http://www.example.org/patients/care/x", Some("/care/x")),
            ("https://example.org:443/patients", Some("/")),
            ("https://WWW.Example.org/patients/", Some("/")),
            ("https://www.example.org/staff/", None),
            ("https://www.example.org/patientsx/", None),
            ("https://www.example.com/patients/", None),
            ("https://www.example.org.evil.com/patients/", None),
        ] {
            assert_eq!(own_path(Some(&base), address).as_deref(), path, "{address}");
        }
        assert_eq!(own_path(None, "https://www.example.org/"), None);
    }
}
