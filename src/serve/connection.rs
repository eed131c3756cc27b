//! Connections: each is read with a limit on bytes and time, judged, and answered once.
//!
//! A browser that says nothing, or does not listen, holds a place but nobody up: where there
//! are too many of a kind, the oldest gives way to the newest.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use tokio::time::{Sleep, sleep, timeout};

use super::answer::raw;
use super::head::{self, Asking};

/// How long a head may take.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long a browser may take nothing of what it is sent.
const STALL_TIME: Duration = Duration::from_secs(30);
/// How long, and how much, is read of what a refused client still sends, so that the
/// answer reaches it.
const DRAIN_TIME: Duration = Duration::from_secs(1);
const DRAIN_BYTES: u64 = 1_000_000;
/// How long to wait if the machine has no room for a connection.
const PAUSE: Duration = Duration::from_millis(50);
/// Connections that have not asked for anything yet.
const MOST_SILENT: usize = 64;
/// Connections that are being answered, open event streams among them.
const MOST_ANSWERED: usize = 256;

/// Answers everybody, for ever.
pub(super) async fn accept(listener: TcpListener, routes: Router, asking: Asking) {
    let silent = ConnectionPlaces::new(MOST_SILENT);
    let answered = Arc::new(ConnectionPlaces::new(MOST_ANSWERED));
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            sleep(PAUSE).await;
            continue;
        };
        let listening = listen(stream, routes.clone(), Arc::clone(&answered), asking);
        silent.take(tokio::spawn(listening).abort_handle());
    }
}

/// Places for connections, in the order in which they came.
struct ConnectionPlaces {
    most: usize,
    taken: Mutex<VecDeque<AbortHandle>>,
}

impl ConnectionPlaces {
    fn new(most: usize) -> ConnectionPlaces {
        ConnectionPlaces { most, taken: Mutex::default() }
    }

    /// Takes a connection in. If there is no room, the oldest is let go.
    fn take(&self, connection: AbortHandle) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.retain(|connection| !connection.is_finished());
        if taken.len() >= self.most
            && let Some(oldest) = taken.pop_front()
        {
            oldest.abort();
        }
        taken.push_back(connection);
    }
}

/// Waits for the head of a request, and has what is good answered.
async fn listen(
    mut stream: TcpStream,
    routes: Router,
    answered: Arc<ConnectionPlaces>,
    asking: Asking,
) {
    // Small answers are not held back to be joined.
    let _best_effort = stream.set_nodelay(true);
    let head = match timeout(HEAD_TIME, head::read(&mut stream, asking)).await {
        Ok(Ok(Some(head))) => head,
        Ok(Ok(None)) => return,
        Ok(Err(status)) => return refuse(stream, status).await,
        Err(_) => return refuse(stream, StatusCode::REQUEST_TIMEOUT).await,
    };
    let stream = JudgedConnection { head, told: 0, stream, stall: None };
    answered.take(tokio::spawn(answer(stream, routes)).abort_handle());
}

async fn answer(stream: JudgedConnection, routes: Router) {
    let service = TowerToHyperService::new(routes);
    let connection = http1::Builder::new()
        .keep_alive(false)
        .serve_connection(TokioIo::new(stream), service);
    // A browser that went away misses nothing.
    let _gone = connection.await;
}

async fn refuse(mut stream: TcpStream, status: StatusCode) {
    let say = async {
        stream.write_all(raw(status).as_bytes()).await?;
        stream.shutdown().await?;
        // To close with bytes unread would take the answer back.
        let mut rest = stream.take(DRAIN_BYTES);
        tokio::io::copy(&mut rest, &mut tokio::io::sink()).await
    };
    let _gone = timeout(DRAIN_TIME, say).await;
}

/// A connection whose head was read and judged already: it is read once more from here.
struct JudgedConnection {
    head: Vec<u8>,
    told: usize,
    stream: TcpStream,
    /// Runs while the other side takes nothing.
    stall: Option<Pin<Box<Sleep>>>,
}

impl JudgedConnection {
    /// Ends a connection whose other side takes nothing for too long.
    fn watch<T>(
        &mut self,
        written: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stall = None;
            return written;
        }
        let stall = self.stall.get_or_insert_with(|| Box::pin(sleep(STALL_TIME)));
        match stall.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for JudgedConnection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let left = &self.head[self.told..];
        if left.is_empty() {
            return Pin::new(&mut self.stream).poll_read(context, buffer);
        }
        let share = left.len().min(buffer.remaining());
        buffer.put_slice(&left[..share]);
        self.told += share;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for JudgedConnection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watch(written, context)
    }

    fn poll_flush(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
