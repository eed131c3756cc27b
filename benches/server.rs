//! A server as a process of its own, and the one reader that asks it for pages.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How often it is asked whether a page has changed.
const POLL: Duration = Duration::from_millis(3);
/// After this long, what did not happen does not happen.
const PATIENCE: Duration = Duration::from_secs(300);

/// A running server; it ends with this value.
pub(crate) struct Server {
    child: Child,
    lines: Receiver<String>,
}

impl Server {
    /// Starts a server whose standard output is read line by line.
    pub(crate) fn start(mut command: Command) -> Outcome<Server> {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let output = child.stdout.take().ok_or("no output to read")?;
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                // Nobody may listen any more.
                let _sent = sender.send(line);
            }
        });
        Ok(Server { child, lines })
    }

    /// The next line that says what is looked for.
    pub(crate) fn line<T>(&self, find: impl Fn(&str) -> Option<T>) -> Outcome<T> {
        loop {
            let line = self.lines.recv_timeout(PATIENCE)?;
            if let Some(found) = find(&line) {
                return Ok(found);
            }
        }
    }

    /// Passes over the lines so far.
    pub(crate) fn forget_lines(&self) {
        self.lines.try_iter().for_each(drop);
    }

    /// The processor time that it took so far, in all threads, in milliseconds; 0 where the
    /// system does not say.
    pub(crate) fn processor(&self) -> f64 {
        // User and system time are the 14th and 15th field; the 2nd, in brackets, may hold
        // spaces. The system counts in hundredths of a second.
        let path = format!("/proc/{}/stat", self.child.id());
        let line = std::fs::read_to_string(path).unwrap_or_default();
        let fields = line.rsplit(')').next().unwrap_or_default().split_whitespace();
        let ticks = fields.skip(11).take(2).filter_map(|field| field.parse::<u32>().ok());
        f64::from(ticks.sum::<u32>()) * 10.0
    }

    /// The memory that it holds and the most that it ever held, in MiB; 0 where the system
    /// does not say.
    pub(crate) fn memory(&self) -> [u64; 2] {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).unwrap_or_default();
        ["VmRSS:", "VmHWM:"].map(|name| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let digits = line.and_then(|rest| rest.split_whitespace().next());
            digits.and_then(|digits| digits.parse::<u64>().ok()).unwrap_or(0) / 1024
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// Asks for pages over one connection, as long as the server keeps it open.
pub(crate) struct Reader {
    address: SocketAddr,
    connection: Option<BufReader<TcpStream>>,
}

impl Reader {
    pub(crate) fn new(address: SocketAddr) -> Reader {
        Reader { address, connection: None }
    }

    /// Asks again and again until a page holds some words, and returns how long that took
    /// since `since`, in milliseconds.
    pub(crate) fn wait_for(
        &mut self,
        path: &str,
        words: &str,
        since: Instant,
    ) -> Outcome<f64> {
        let words = words.as_bytes();
        loop {
            // A server that is not ready refuses, or says that there is no such page.
            if let Ok((200, body)) = self.get(path)
                && body.windows(words.len()).any(|window| window == words)
            {
                return Ok(since.elapsed().as_secs_f64() * 1000.0);
            }
            if since.elapsed() > PATIENCE {
                return Err(format!("{path} does not show its change").into());
            }
            thread::sleep(POLL);
        }
    }

    /// The status and the body of an address.
    fn get(&mut self, path: &str) -> Outcome<(u16, Vec<u8>)> {
        let mut connection = if let Some(connection) = self.connection.take() {
            connection
        } else {
            let stream = TcpStream::connect(self.address)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            BufReader::new(stream)
        };
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        connection.get_mut().write_all(request.as_bytes())?;
        let head = Head::read(&mut connection)?;
        let body = match head.length {
            Some(length) => {
                let mut body = vec![0; length];
                connection.read_exact(&mut body)?;
                body
            }
            None if head.is_chunked => chunks(&mut connection)?,
            None => {
                let mut body = Vec::new();
                connection.read_to_end(&mut body)?;
                body
            }
        };
        let goes_on = head.length.is_some() || head.is_chunked;
        if goes_on && !head.closes {
            self.connection = Some(connection);
        }
        Ok((head.status, body))
    }
}

/// What the head of an answer says of its body.
struct Head {
    status: u16,
    length: Option<usize>,
    is_chunked: bool,
    closes: bool,
}

impl Head {
    fn read(from: &mut impl BufRead) -> Outcome<Head> {
        let first = line(from)?;
        let status = first.split(' ').nth(1).ok_or("no status")?.parse()?;
        let mut head = Head { status, length: None, is_chunked: false, closes: false };
        loop {
            let field = line(from)?.to_ascii_lowercase();
            match field.split_once(": ") {
                Some(("content-length", value)) => head.length = Some(value.parse()?),
                Some(("transfer-encoding", value)) => {
                    head.is_chunked = value == "chunked";
                }
                Some(("connection", value)) => head.closes = value == "close",
                _ if field.is_empty() => return Ok(head),
                _ => {}
            }
        }
    }
}

fn line(from: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    if from.read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end().to_owned())
}

fn chunks(from: &mut impl BufRead) -> Outcome<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let length = usize::from_str_radix(&line(from)?, 16)?;
        let start = body.len();
        body.resize(start + length, 0);
        from.read_exact(&mut body[start..])?;
        line(from)?;
        if length == 0 {
            return Ok(body);
        }
    }
}
