//! A running preview, asked as raw HTTP: a browser would mend what the tests mean to send.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::TestSite;

/// After this long, what did not happen does not happen.
const PATIENCE: Duration = Duration::from_secs(30);

/// What must never be seen.
pub(crate) const SECRET: &str = "PLANTED-SECRET-7f3a";

/// A site at the root of its host, with secrets beside, in and below its folders.
pub(crate) fn ward() -> TestSite {
    let site = TestSite::new();
    site.configure("title: Ward\nbase_url: https://www.example/\n");
    site.page("after/gvhd.md", "Graft", "Words.\n\n[Leaflet](leaflet.pdf)\n");
    site.write("site-content/after/leaflet.pdf", "0123456789");
    site.write("site-content/.private", SECRET);
    site.write("secret.txt", SECRET);
    site.write("site-content-private/secret.txt", SECRET);
    site
}

/// The program, serving.
pub(crate) struct Preview {
    child: Child,
    /// Host and port.
    pub(crate) host: String,
    /// The path of the home page.
    pub(crate) home: String,
    said: Arc<Mutex<String>>,
}

impl Preview {
    /// Starts `engraft serve` on a free port, and waits until it is ready.
    pub(crate) fn of(site: &TestSite, arguments: &[&str]) -> Preview {
        let mut command = site.command(&["serve"]);
        if !arguments.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().expect("the preview says where it is").unwrap();
            if let Some(address) = line.strip_prefix("http://") {
                break address.split(' ').next().unwrap().to_owned();
            }
        };
        let (host, home) = address.split_once('/').unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let keep = Arc::clone(&said);
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                *keep.lock().unwrap() += &(line + "\n");
            }
        });
        Preview { child, host: host.to_owned(), home: format!("/{home}"), said }
    }

    /// What it has said since it was ready.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// The memory that it holds, in MiB; 0 where the system does not say.
    pub(crate) fn memory(&self) -> u64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let digits = line.and_then(|rest| rest.split_whitespace().next());
        digits.map_or(0, |digits| digits.parse::<u64>().unwrap() / 1024)
    }

    pub(crate) fn port(&self) -> u16 {
        self.host.rsplit_once(':').unwrap().1.parse().unwrap()
    }

    /// Sends bytes and reads the answer to its end.
    pub(crate) fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // It may answer before it has heard all.
        let _refused_early = stream.write_all(request);
        Answer::read(&mut stream)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port())).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Asks for an address with further header lines.
    pub(crate) fn ask(&self, method: &str, target: &str, fields: &[&str]) -> Answer {
        let host = format!("Host: {}", self.host);
        let mut lines = vec![format!("{method} {target} HTTP/1.1")];
        if !fields.iter().any(|field| field.starts_with("Host:")) {
            lines.push(host);
        }
        lines.extend(fields.iter().map(|&field| field.to_owned()));
        let request = lines.join("\r\n") + "\r\n";
        self.raw(format!("{request}\r\n").as_bytes())
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[])
    }

    /// Waits until an address answers with what is wanted.
    pub(crate) fn until(
        &self,
        target: &str,
        what: &str,
        is_so: impl Fn(&Answer) -> bool,
    ) {
        let since = Instant::now();
        loop {
            let answer = self.get(target);
            if is_so(&answer) {
                return;
            }
            assert!(
                since.elapsed() < PATIENCE,
                "{target}: not {what}, but\n{}\n{}\nsaid: {}",
                answer.head,
                answer.text(),
                self.said()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until it has said some words, after as many bytes as it had said before.
    pub(crate) fn says(&self, before: usize, words: &str) {
        let since = Instant::now();
        while !self.said()[before..].contains(words) {
            assert!(since.elapsed() < PATIENCE, "not said: {words}\n{}", self.said());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until a page shows some words.
    pub(crate) fn shows(&self, target: &str, words: &str) {
        self.until(target, words, |answer| answer.text().contains(words));
    }

    /// Waits until nothing stands at an address.
    pub(crate) fn loses(&self, target: &str) {
        self.until(target, "gone", |answer| answer.status == 404);
    }

    /// Sends it a signal, such as the `-INT` of Ctrl-C, and waits for its end.
    #[cfg(unix)]
    pub(crate) fn stop(mut self, signal: &str) -> Option<i32> {
        let id = self.child.id().to_string();
        let sent = std::process::Command::new("kill").args([signal, &id]).status();
        assert!(sent.unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended already.
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// An answer, or as much of it as came: status 0 if nothing did.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Status line and header lines, the names in small letters.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    fn read(stream: &mut TcpStream) -> Answer {
        let mut bytes = Vec::new();
        // A connection that is cut off has said what it had to say.
        let _cut_off = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let body = end.map_or(Vec::new(), |end| bytes.split_off(end + 4));
        let head = String::from_utf8(bytes).unwrap();
        let status = head.split(' ').nth(1).map_or(0, |status| status.parse().unwrap());
        Answer { status, head, body }
    }

    /// The value of a header line; its name in small letters.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
