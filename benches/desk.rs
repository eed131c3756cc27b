//! Types at the desk of generated sites, and prints how long a key takes to be seen.
//!
//! `cargo bench --bench desk -- --sizes 1000,10000 --keys 30`.
//!
//! A key changes one word of an article that nobody saved. Its work runs from the request that
//! the desk's own script sends until that is answered, when the page is made; then the page is
//! asked for as the frame beside the text does, and holds the word. The pause before the script
//! asks is not part of it. Figures are medians, with the longest behind them.
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark looks at the clock and the disk"
)]
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[expect(dead_code, reason = "other sites are built by the other benchmark")]
mod corpus;
mod place;
mod words;

use std::env;
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use corpus::{Corpus, Glossary};
use place::Place;
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The words of each article that change.
const WORDS: &str = "A last word";

fn main() -> Outcome<()> {
    let mut sizes = vec![1000, 10_000];
    let mut keys = 30;
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} takes a value"));
        match argument.as_str() {
            "--sizes" => {
                sizes = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?;
            }
            "--keys" => keys = value()?.parse::<usize>()?.max(1),
            // Cargo says so itself.
            "--bench" => {}
            other => return Err(format!("no such option: {other}").into()),
        }
    }
    let place = Place::new("desk")?;
    for articles in sizes {
        measure(articles, keys, &place.0.join(articles.to_string()))?;
    }
    Ok(())
}

fn measure(articles: usize, keys: usize, root: &Path) -> Outcome<()> {
    let corpus =
        Corpus { articles, highlight: false, glossary: Glossary::Small, links: false };
    corpus.write(root)?;
    let desk = OpenDesk::start(root)?;
    let (mut work, mut shown) = (Vec::new(), Vec::new());
    for key in 0..keys {
        let address = corpus::address(key * articles / keys);
        let path = format!("{address}.md");
        let file: Value =
            serde_json::from_slice(&desk.read(&format!("file?path={path}"))?)?;
        let word = format!("A mended{key} word");
        let base = file["text"].as_str().ok_or("no text")?;
        let text = base.replacen(WORDS, &word, 1);
        let typed =
            json!({ "path": path, "opened": file["opened"], "base": base, "text": text });
        let since = Instant::now();
        desk.write("unsaved", &typed)?;
        work.push(since.elapsed().as_secs_f64() * 1000.0);
        let page = desk.page(&format!("/patients/{address}/"))?;
        shown.push(since.elapsed().as_secs_f64() * 1000.0);
        if !String::from_utf8_lossy(&page).contains(&word) {
            return Err(format!("{address} does not show what was typed").into());
        }
    }
    println!("{articles} articles, {keys} keys");
    println!("  from the request to its answer {}", figure(&mut work));
    println!("  from the request to the page   {}", figure(&mut shown));
    let target = match articles {
        1000 => 60.0,
        10_000 => 250.0,
        _ => return Ok(()),
    };
    let met = if shown[shown.len() / 2] < target { "met   " } else { "missed" };
    println!("  {met} target {target:.0} ms");
    Ok(())
}

/// The median, and the longest; the values are sorted afterwards.
fn figure(values: &mut [f64]) -> String {
    values.sort_by(f64::total_cmp);
    let last = values.last().copied().unwrap_or(f64::NAN);
    format!("{:.0} ms ({last:.0})", values[values.len() / 2])
}

/// A desk that was opened; it ends with this value.
struct OpenDesk {
    child: Child,
    host: String,
    pages: String,
    cookie: String,
    token: String,
}

impl OpenDesk {
    fn start(root: &Path) -> Outcome<OpenDesk> {
        let mut command = Command::new(env!("CARGO_BIN_EXE_engraft"));
        command.arg("-C").arg(root).args(["desk", "--no-open", "--port", "0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let output = child.stdout.take().ok_or("no output to read")?;
        let mut lines = BufReader::new(output).lines();
        let address = loop {
            let line = lines.next().ok_or("the desk did not say where it is")??;
            if let Some(address) = line.strip_prefix("http://") {
                break address.split(' ').next().unwrap_or_default().to_owned();
            }
        };
        let (host, launch) = address.split_once('/').ok_or("no address")?;
        let host = host.to_owned();
        let opened =
            ask(&host, &format!("GET /{launch} HTTP/1.1\r\nHost: {host}\r\n\r\n"))?;
        let opened = String::from_utf8_lossy(&opened);
        let cookie = between(&opened, "set-cookie: ", ";")?;
        let token = between(&opened, "name=\"engraft-token\" content=\"", "\"")?;
        let mut desk = OpenDesk { child, host, pages: String::new(), cookie, token };
        let page = desk.read("")?;
        desk.pages =
            between(&String::from_utf8_lossy(&page), "data-pages=\"http://", "\"")?;
        Ok(desk)
    }

    fn read(&self, name: &str) -> Outcome<Vec<u8>> {
        self.get(
            &self.host,
            &format!("/__engraft/desk{}{name}", if name.is_empty() { "" } else { "/" }),
        )
    }

    fn page(&self, address: &str) -> Outcome<Vec<u8>> {
        self.get(&self.pages, address)
    }

    fn get(&self, host: &str, target: &str) -> Outcome<Vec<u8>> {
        let cookie = &self.cookie;
        let request =
            format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n");
        body(ask(host, &request)?)
    }

    fn write(&self, name: &str, value: &Value) -> Outcome<Vec<u8>> {
        let OpenDesk { host, cookie, token, .. } = self;
        let sent = value.to_string();
        let length = sent.len();
        let request = format!(
            "POST /__engraft/desk/{name} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             Content-Type: application/json\r\nCookie: {cookie}\r\nX-Engraft-Token: {token}\r\n\
             Content-Length: {length}\r\n\r\n{sent}"
        );
        body(ask(host, &request)?)
    }
}

impl Drop for OpenDesk {
    fn drop(&mut self) {
        // It may have ended already.
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// The whole answer to a request.
fn ask(host: &str, request: &str) -> Outcome<Vec<u8>> {
    let mut stream = TcpStream::connect(host)?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}

/// What an answer holds, if nothing was refused.
fn body(mut answer: Vec<u8>) -> Outcome<Vec<u8>> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.ok_or("no answer")?;
    let body = answer.split_off(end + 4);
    if answer.starts_with(b"HTTP/1.1 200 ") {
        return Ok(body);
    }
    Err(String::from_utf8_lossy(&body).into_owned().into())
}

fn between(text: &str, start: &str, end: &str) -> Outcome<String> {
    let (_, rest) = text.split_once(start).ok_or(format!("no {start}"))?;
    Ok(rest.split(end).next().unwrap_or_default().to_owned())
}
