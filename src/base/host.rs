//! Hosts that only a machine, or a house, can reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The host of an `http:` or `https:` address in small letters, without its port.
pub fn host_of(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    let authority = rest.split(['/', '?', '#']).next().filter(|_| is_web)?;
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => authority.split(':').next().unwrap_or(authority),
    };
    Some(host.trim_end_matches('.').to_lowercase())
}

/// Whether a host is the machine on which it is looked up.
pub fn is_this_machine(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => {
            address.is_loopback() || address == Ipv4Addr::UNSPECIFIED
        }
        Ok(IpAddr::V6(address)) => {
            address.is_loopback()
                || address == Ipv6Addr::UNSPECIFIED
                || address.to_ipv4_mapped().is_some_and(|inner| inner.is_loopback())
        }
        Err(_) => {
            host == "localhost"
                || host.ends_with(".localhost")
                || host == "localhost.localdomain"
        }
    }
}

/// Whether a host can be reached within a house only, so that nobody on the way can read
/// along.
pub fn is_private(host: &str) -> bool {
    /// Names that are never looked up in the world (RFC 6761, RFC 6762, RFC 8375).
    const ENDINGS: &[&str] = &[
        ".local",
        ".internal",
        ".intranet",
        ".lan",
        ".home",
        ".corp",
        ".private",
        ".test",
        ".home.arpa",
    ];
    match host.parse::<IpAddr>() {
        _ if is_this_machine(host) => true,
        Ok(IpAddr::V4(address)) => address.is_private() || address.is_link_local(),
        Ok(IpAddr::V6(address)) => {
            address.is_unique_local() || address.is_unicast_link_local()
        }
        Err(_) => {
            let is_alone = !host.contains('.') && !host.is_empty();
            is_alone || ENDINGS.iter().any(|ending| host.ends_with(ending))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_apart_by_who_reaches_them() {
        for address in [
            "http://localhost:4000/x",
            "HTTP://LOCALHOST",
            "http://127.0.0.1/",
            "http://127.8.9.1:80/",
            "http://0.0.0.0:1313/",
            "http://[::1]:3000/x",
            "https://a.localhost/",
        ] {
            assert!(is_this_machine(&host_of(address).unwrap()), "{address}");
        }
        for address in [
            "http://192.168.1.10/",
            "http://10.0.0.1/",
            "http://172.16.3.4/x",
            "http://intranet/policies",
            "http://wiki.trust.internal/",
            "http://printer.local",
            "http://[fd00::1]/",
        ] {
            let host = host_of(address).unwrap();
            assert!(is_private(&host) && !is_this_machine(&host), "{address}");
        }
        for address in [
            "http://www.nhs.uk/",
            "http://172.32.0.1/",
            "http://localhost.example/",
            "http://8.8.8.8/",
        ] {
            assert!(!is_private(&host_of(address).unwrap()), "{address}");
        }
        assert_eq!(host_of("mailto:a@b"), None);
    }
}
