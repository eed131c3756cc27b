//! The port that the preview listens on, and the names under which it may be asked.
//!
//! A page of another site can make its own name lead to this machine. Its requests come
//! with that name, so that only requests with a name of ours are answered.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, ToSocketAddrs};

use crate::base::Error;

/// The port, if none is asked for.
const PORT: u16 = 4040;
/// How many ports are tried, if none is asked for.
const TRIES: u16 = 50;
/// The port that browsers leave out of an address.
const HTTP_PORT: &str = "80";

/// An open port.
#[derive(Debug)]
pub struct Door {
    pub(super) listener: TcpListener,
    pub(super) hosts: Hosts,
    /// How people reach it, such as `http://127.0.0.1:4040`.
    origin: String,
    is_local: bool,
}

impl Door {
    /// Opens a port: `port`, or else 4040 or the next free one after it; of this machine
    /// alone, or else of `host`, a name or an address of it.
    ///
    /// # Errors
    ///
    /// The port is taken, or the machine does not have the address.
    pub fn open(host: Option<&str>, port: Option<u16>) -> Result<Door, Error> {
        let addresses = addresses(host)?;
        let mut tries = match port {
            Some(port) => port..=port,
            None => PORT..=PORT + TRIES,
        };
        let listener = loop {
            let port = tries.next().ok_or_else(|| taken(port))?;
            let at: Vec<SocketAddr> =
                addresses.iter().map(|&ip| SocketAddr::new(ip, port)).collect();
            match TcpListener::bind(&*at) {
                Ok(listener) => break listener,
                Err(cause) if cause.kind() == io::ErrorKind::AddrInUse => {}
                Err(cause) => return Err(refused(host, port, &cause)),
            }
        };
        let at = listener.local_addr().map_err(|cause| refused(host, PORT, &cause))?;
        // Nobody can open the address that stands for all addresses.
        let shown =
            if at.ip().is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { at.ip() };
        Ok(Door {
            origin: format!("http://{}", SocketAddr::new(shown, at.port())),
            is_local: at.ip().is_loopback(),
            hosts: Hosts::new(host, at),
            listener,
        })
    }

    /// How people reach it, such as `http://127.0.0.1:4040`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether only this machine reaches it.
    pub fn is_local(&self) -> bool {
        self.is_local
    }
}

fn addresses(host: Option<&str>) -> Result<Vec<IpAddr>, Error> {
    let Some(host) = host else { return Ok(vec![Ipv4Addr::LOCALHOST.into()]) };
    let found = (host, 0).to_socket_addrs().map_err(|cause| {
        Error::usage(format!("`{host}` is no address of this machine: {cause}"))
            .with_help("write an address of this machine, such as 192.168.1.20")
    })?;
    Ok(found.map(|address| address.ip()).collect())
}

fn taken(port: Option<u16>) -> Error {
    match port {
        Some(port) => Error::machine(format!("another program listens on port {port}"))
            .with_help("end it, or leave `--port` out: then a free port is found"),
        None => Error::machine(format!(
            "other programs listen on all ports from {PORT} to {}",
            PORT + TRIES
        ))
        .with_help("name a free port with `--port`"),
    }
}

fn refused(host: Option<&str>, port: u16, cause: &io::Error) -> Error {
    let host = host.unwrap_or("127.0.0.1");
    Error::machine(format!("cannot listen on {host}, port {port}: {cause}"))
}

/// The names under which the preview may be asked.
#[derive(Debug, Clone)]
pub(super) struct Hosts {
    /// In small letters, without the port.
    names: Vec<String>,
    /// As it is written.
    port: String,
    /// Any address that is written in numbers counts: it cannot be another site's name.
    any_number: bool,
}

impl Hosts {
    fn new(host: Option<&str>, at: SocketAddr) -> Hosts {
        let mut names: Vec<String> =
            ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).into();
        if let Some(host) = host {
            let host = host.to_ascii_lowercase();
            names.push(if host.contains(':') { format!("[{host}]") } else { host });
        }
        Hosts { names, port: at.port().to_string(), any_number: at.ip().is_unspecified() }
    }

    /// Whether a `Host` is one of ours.
    pub(super) fn allow(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port),
            _ => (&*host, HTTP_PORT),
        };
        let is_number = || host.parse::<SocketAddr>().is_ok();
        port == self.port
            && (self.names.iter().any(|known| known == name)
                || (self.any_number && is_number()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(host: Option<&str>, at: &str) -> Hosts {
        Hosts::new(host, at.parse().unwrap())
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let own = hosts(None, "127.0.0.1:4040");
        for host in ["localhost:4040", "LOCALHOST:4040", "127.0.0.1:4040", "[::1]:4040"] {
            assert!(own.allow(host), "{host}");
        }
        for host in [
            "",
            "localhost",
            "localhost:80",
            "localhost:04040",
            "localhost:+4040",
            "localhost:4040:4040",
            "evil.example:4040",
            "127.0.0.1.evil.example:4040",
            "0.0.0.0:4040",
            "192.168.1.20:4040",
            "user@localhost:4040",
            "localhost:4040, evil.example",
            "http://127.0.0.1:4040",
        ] {
            assert!(!own.allow(host), "{host}");
        }
    }

    #[test]
    fn a_further_name_is_one_that_was_asked_for() {
        let named = hosts(Some("Ward.example"), "192.168.1.20:4040");
        assert!(named.allow("ward.example:4040"));
        assert!(!named.allow("192.168.1.20:4040"));
        let all = hosts(Some("0.0.0.0"), "0.0.0.0:4040");
        assert!(all.allow("192.168.1.20:4040") && all.allow("[fe80::1]:4040"));
        assert!(!all.allow("evil.example:4040") && !all.allow("192.168.1.20:4041"));
        assert!(hosts(Some("::1"), "[::1]:80").allow("[::1]"));
    }

    #[test]
    fn a_port_that_nobody_asked_for_is_the_next_that_is_free() {
        let doors = [(); 2].map(|()| Door::open(None, None).unwrap());
        let [first, second] = doors.map(|door| door.hosts.port.parse::<u16>().unwrap());
        assert_ne!(first, second);
        for port in [first, second] {
            assert!((PORT..=PORT + TRIES).contains(&port), "{port}");
        }
    }

    #[test]
    fn a_port_that_was_asked_for_is_the_one_or_none() {
        let first = Door::open(None, Some(0)).unwrap();
        assert!(first.is_local());
        let port = first.hosts.port.parse().unwrap();
        let error = Door::open(None, Some(port)).unwrap_err();
        assert!(error.to_string().contains(&port.to_string()), "{error}");
        assert_eq!(first.origin(), format!("http://127.0.0.1:{port}"));
    }
}
