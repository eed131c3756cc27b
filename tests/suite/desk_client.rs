//! The desk, asked as raw HTTP: a browser would mend what the tests mean to send.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::TestSite;

/// After this long, what did not happen does not happen.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often something is tried; another number by a variable of the environment.
pub(crate) fn amount(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Numbers that look random and are the same each time.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// The program, with a desk that was opened.
pub(crate) struct DeskClient {
    child: Child,
    /// Host and port.
    pub(crate) host: String,
    /// The path of the launch address, with its secret.
    pub(crate) launch: String,
    pub(crate) cookie: String,
    pub(crate) token: String,
}

/// An answer: status 0 if none came.
pub(crate) struct DeskAnswer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl DeskAnswer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{}\n{}", self.head, self.text()))
    }

    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

impl DeskClient {
    /// Starts a desk that nobody opened yet.
    pub(crate) fn closed(site: &TestSite) -> DeskClient {
        DeskClient::by(site.command(&["desk", "--no-open", "--port", "0"]))
    }

    /// The same by a command of one's own.
    pub(crate) fn by(mut command: Command) -> DeskClient {
        command.stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().expect("the desk says where it is").unwrap();
            if let Some(address) = line.strip_prefix("http://") {
                break address.split(' ').next().unwrap().to_owned();
            }
        };
        std::thread::spawn(move || lines.map_while(Result::ok).count());
        let (host, launch) = address.split_once('/').unwrap();
        let (host, launch) = (host.to_owned(), format!("/{launch}"));
        DeskClient { child, host, launch, cookie: String::new(), token: String::new() }
    }

    /// Starts a desk and opens it.
    pub(crate) fn of(site: &TestSite) -> DeskClient {
        DeskClient::closed(site).opened()
    }

    /// The same, opened.
    pub(crate) fn opened(self) -> DeskClient {
        let mut desk = self;
        let opened = desk
            .raw(&format!("GET {} HTTP/1.1\r\nHost: {}\r\n\r\n", desk.launch, desk.host));
        assert_eq!(opened.status, 200, "{}", opened.head);
        let cookie = opened.field("set-cookie").unwrap().split(';').next().unwrap();
        cookie.clone_into(&mut desk.cookie);
        let page = opened.text();
        let (_, rest) = page.split_once("name=\"engraft-token\" content=\"").unwrap();
        rest.split('"').next().unwrap().clone_into(&mut desk.token);
        desk
    }

    pub(crate) fn port(&self) -> u16 {
        self.host.rsplit_once(':').unwrap().1.parse().unwrap()
    }

    /// The origin of the pages, as the page of the desk names it.
    pub(crate) fn pages_host(&self) -> String {
        let page = self.read("").text();
        let (_, rest) = page.split_once("data-pages=\"http://").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    /// Sends bytes to a port and reads the answer to its end.
    pub(crate) fn raw_to(port: u16, request: &[u8]) -> DeskAnswer {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // It may answer before it has heard all.
        let _refused_early = stream.write_all(request);
        let mut bytes = Vec::new();
        let _cut_off = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let body = end.map_or(Vec::new(), |end| bytes.split_off(end + 4));
        let head = String::from_utf8_lossy(&bytes).into_owned();
        let status = head.split(' ').nth(1).map_or(0, |status| status.parse().unwrap());
        DeskAnswer { status, head, body }
    }

    pub(crate) fn raw(&self, request: &str) -> DeskAnswer {
        DeskClient::raw_to(self.port(), request.as_bytes())
    }

    /// The header lines of a change as the desk's own script sends it.
    pub(crate) fn own_fields(&self) -> Vec<(String, String)> {
        let fields = [
            ("Host", self.host.clone()),
            ("Origin", format!("http://{}", self.host)),
            ("Sec-Fetch-Site", "same-origin".to_owned()),
            ("Sec-Fetch-Mode", "cors".to_owned()),
            ("Sec-Fetch-Dest", "empty".to_owned()),
            ("Content-Type", "application/json".to_owned()),
            ("Cookie", self.cookie.clone()),
            ("X-Engraft-Token", self.token.clone()),
        ];
        fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// The same as lines.
    pub(crate) fn own_lines(&self) -> String {
        self.own_fields().iter().fold(String::new(), |lines, (name, value)| {
            lines + &format!("{name}: {value}\r\n")
        })
    }

    /// Sends a request with some header lines.
    pub(crate) fn send(
        &self,
        method: &str,
        name: &str,
        fields: &[(String, String)],
        body: &[u8],
    ) -> DeskAnswer {
        let slash = if name.is_empty() || name.starts_with('/') { "" } else { "/" };
        let target = if name.starts_with('/') {
            name.to_owned()
        } else {
            format!("/__engraft/desk{slash}{name}")
        };
        let lines = fields.iter().fold(String::new(), |lines, (name, value)| {
            lines + &format!("{name}: {value}\r\n")
        });
        let length = match method {
            "GET" | "HEAD" => String::new(),
            _ => format!("Content-Length: {}\r\n", body.len()),
        };
        let head = format!("{method} {target} HTTP/1.1\r\n{lines}{length}\r\n");
        DeskClient::raw_to(self.port(), &[head.as_bytes(), body].concat())
    }

    pub(crate) fn read(&self, name: &str) -> DeskAnswer {
        let mut fields = self.own_fields();
        fields.retain(|(name, _)| {
            !["Origin", "Content-Type", "X-Engraft-Token"].contains(&&**name)
        });
        self.send("GET", name, &fields, b"")
    }

    pub(crate) fn write(&self, name: &str, value: &Value) -> DeskAnswer {
        self.send("POST", name, &self.own_fields(), value.to_string().as_bytes())
    }

    /// Opens a file: what it says, and its digest.
    pub(crate) fn open(&self, path: &str) -> (String, String) {
        let value = self.read(&format!("file?path={path}")).json();
        let text = |name: &str| {
            value[name].as_str().unwrap_or_else(|| panic!("{value}")).to_owned()
        };
        (text("text"), text("opened"))
    }

    /// Saves a text over a file that was opened just now.
    pub(crate) fn save(&self, path: &str, text: &str) -> DeskAnswer {
        let (base, opened) = self.open(path);
        self.write(
            "save",
            &json!({ "path": path, "opened": opened, "base": base, "text": text }),
        )
    }

    /// A page of the site, as the desk shows it.
    pub(crate) fn page(&self, address: &str) -> String {
        let pages = self.pages_host();
        let port = pages.rsplit_once(':').unwrap().1.parse().unwrap();
        let request = format!(
            "GET {address} HTTP/1.1\r\nHost: {pages}\r\nCookie: {}\r\n\r\n",
            self.cookie
        );
        DeskClient::raw_to(port, request.as_bytes()).text()
    }

    pub(crate) fn kill(&mut self) {
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}

impl Drop for DeskClient {
    fn drop(&mut self) {
        self.kill();
    }
}
