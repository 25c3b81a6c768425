//! A small server for one browser on this machine: it listens on 127.0.0.1, answers one
//! request per connection, and bounds every resource.
//!
//! 1. [`request`] reads a request within bounds and refuses what does not come
//!    from a page of this server.
//! 2. The handler finds the response.
//! 3. [`response`] writes it, or notifies a waiting page of every new version.

mod request;
mod response;

pub use request::asked_path;
pub(super) use request::{Method, Request};
pub(super) use response::{Body, Response};

use std::io::{ErrorKind, Read as _};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::ServeError;
use super::stage::Stage;

/// The port where none is named.
pub(super) const FIRST_PORT: u16 = 1111;
/// How many ports are tried where none is named.
const PORTS_TRIED: u16 = 100;
/// The most connections at a time; more are closed at once.
const MAX_CONNECTIONS: usize = 256;
/// The most pages that wait for the next version at a time.
const MAX_WAITING: usize = 64;
/// How long a request may take to arrive.
const READ_WITHIN: Duration = Duration::from_secs(3);
/// How long a browser may leave a response unread.
const WRITE_WITHIN: Duration = Duration::from_secs(10);
/// How much of a refused request is read, so that the refusal is not lost.
const DRAINED: usize = 128 * 1024;
/// How long this may take.
const DRAIN_WITHIN: Duration = Duration::from_millis(300);

/// Answers on a port, in threads of its own, and returns the port.
pub(super) fn listen(
    port: Option<u16>,
    stage: Arc<Stage>,
    answer: impl Fn(&Request) -> Response + Send + Sync + 'static,
) -> Result<u16, ServeError> {
    let (first, tried) = match port {
        Some(port) => (port, 1),
        None => (FIRST_PORT, PORTS_TRIED),
    };
    let listener = bind(first, tried).map_err(|why| ServeError::Port { port: first, why })?;
    let port = listener.local_addr()?.port();
    let server = Arc::new(Server {
        port,
        stage,
        answer: Box::new(answer),
        connections: AtomicUsize::new(0),
        waiting: AtomicUsize::new(0),
    });
    std::thread::Builder::new()
        .name("http".to_owned())
        .spawn(move || server.accept(&listener))?;
    Ok(port)
}

fn bind(first: u16, tried: u16) -> std::io::Result<TcpListener> {
    let mut port = first;
    loop {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Err(error)
                if error.kind() == ErrorKind::AddrInUse
                    && port - first < tried.saturating_sub(1) =>
            {
                // The last port has no successor.
                port = port.checked_add(1).ok_or(error)?;
            }
            bound => return bound,
        }
    }
}

/// A server and its counters.
struct Server {
    port: u16,
    stage: Arc<Stage>,
    answer: Box<dyn Fn(&Request) -> Response + Send + Sync>,
    connections: AtomicUsize,
    waiting: AtomicUsize,
}

/// One of a limited number of slots, released when it is dropped.
struct ConnectionSlot<'a>(&'a AtomicUsize);

impl<'a> ConnectionSlot<'a> {
    fn take(counter: &'a AtomicUsize, most: usize) -> Option<Self> {
        let taken = counter.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |taken| {
            (taken < most).then_some(taken + 1)
        });
        // Lazily: a slot that was never taken must not be released.
        taken.is_ok().then(|| Self(counter))
    }
}

impl Drop for ConnectionSlot<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Server {
    fn accept(self: &Arc<Self>, listener: &TcpListener) {
        for stream in listener.incoming() {
            let Ok(stream) = stream else {
                // Out of file handles: connections that end will free some.
                std::thread::sleep(Duration::from_millis(20));
                continue;
            };
            if self.connections.load(Ordering::SeqCst) >= MAX_CONNECTIONS {
                continue;
            }
            let server = self.clone();
            let work = move || {
                if let Some(_place) = ConnectionSlot::take(&server.connections, MAX_CONNECTIONS) {
                    server.talk(stream);
                }
            };
            // Without a thread the connection is closed, and the browser may try again.
            let _ = std::thread::Builder::new()
                .name("page".to_owned())
                .spawn(work);
        }
    }

    /// Answers one request. A browser that has gone cannot be answered.
    fn talk(&self, mut stream: TcpStream) {
        let _ = stream.set_nodelay(true);
        let _ = stream.set_write_timeout(Some(WRITE_WITHIN));
        let request = Request::read(&mut stream, Instant::now() + READ_WITHIN, self.port);
        match request {
            Ok(Some(request)) => self.respond(&mut stream, &request),
            Ok(None) => {}
            Err(refusal) => {
                let _ = refusal.response().write(&mut stream, Method::Get);
                drain(&mut stream);
            }
        }
    }

    fn respond(&self, stream: &mut TcpStream, request: &Request) {
        let response = (self.answer)(request);
        let is_events = matches!(response.body, Body::Events) && request.method == Method::Get;
        let written = if is_events {
            match ConnectionSlot::take(&self.waiting, MAX_WAITING) {
                Some(_waiting) => response::events(stream, &self.stage),
                None => {
                    Response::text(503, "too many pages are open").write(stream, request.method)
                }
            }
        } else {
            response.write(stream, request.method)
        };
        if written.is_ok() {
            let _ = stream.shutdown(Shutdown::Write);
        }
    }
}

/// Reads on for a moment: if a connection is closed with unread bytes, the response may
/// be lost.
fn drain(stream: &mut TcpStream) {
    let _ = stream.shutdown(Shutdown::Write);
    let until = Instant::now() + DRAIN_WITHIN;
    let mut buffer = [0; 4096];
    let mut read = 0;
    while read < DRAINED {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() || stream.set_read_timeout(Some(left)).is_err() {
            return;
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return,
            Ok(some) => read += some,
        }
    }
}
