//! `base_url`: the address that the site will be published under.

use super::BaseUrl;

/// Reads an address; an error is the rest of a sentence that begins with the address.
pub(super) fn parse(text: &str) -> Result<BaseUrl, &'static str> {
    let text = text.trim();
    let (scheme, rest) =
        text.split_once("://").ok_or("does not begin with `https://`")?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "https" && scheme != "http" {
        return Err("does not begin with `https://`");
    }
    let (host, path) = match rest.find('/') {
        Some(slash) => rest.split_at(slash),
        None => (rest, "/"),
    };
    if host.contains('@') {
        return Err("holds a user name, which would be published");
    }
    let page = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    if [".html", ".htm", ".php"].iter().any(|ending| page.ends_with(ending)) {
        return Err("is the address of a page, and that of its folder is meant");
    }
    if rest.contains(['?', '#']) {
        return Err("holds a `?` or `#`, which no address of a folder has");
    }
    if !is_host(host) {
        return Err("has no host name that can be read");
    }
    let is_plain = |c: char| c.is_alphanumeric() || "/-._~%+,=@:!$&()*;".contains(c);
    if !path.chars().all(is_plain) {
        return Err("holds a character that cannot stand in an address");
    }
    if path.split('/').any(|part| part == "." || part == "..") {
        return Err("holds `.` or `..`");
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let path =
        if parts.is_empty() { "/".to_owned() } else { format!("/{}/", parts.join("/")) };
    Ok(BaseUrl { origin: format!("{scheme}://{}", host.to_lowercase()), path })
}

/// A host name or address, with or without a port.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (host, None),
    };
    let sound_port = port.is_none_or(|port| port.parse::<u16>().is_ok());
    let sound_name = match name.strip_prefix('[') {
        Some(address) => address
            .strip_suffix(']')
            .is_some_and(|address| address.parse::<std::net::Ipv6Addr>().is_ok()),
        None => name.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        }),
    };
    sound_port && sound_name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_host_and_its_path_slashes_at_both_ends() {
        for (text, origin, path) in [
            ("https://www.example.org", "https://www.example.org", "/"),
            ("https://www.example.org/", "https://www.example.org", "/"),
            ("HTTPS://Example.org/patients", "https://example.org", "/patients/"),
            ("http://localhost:8000/a/b/", "http://localhost:8000", "/a/b/"),
            ("http://[::1]:80/", "http://[::1]:80", "/"),
            ("https://example.org//a//b", "https://example.org", "/a/b/"),
        ] {
            let base = parse(text).unwrap();
            assert_eq!(
                (base.origin.as_str(), base.path.as_str()),
                (origin, path),
                "{text}"
            );
        }
        for text in [
            "example.org",
            "javascript:alert(1)//",
            "javascript://x/%0aalert(1)",
            "https://x/\"><script>alert(1)</script>",
            "https://",
            "https:///path",
            "ftp://example.org",
            "https://user:pass@example.org/",
            "https://example.org/?x",
            "https://example.org/a/../b",
            "https://exa mple.org/",
            "https://example.org:99999/",
            "https://-x.org/",
            "",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
