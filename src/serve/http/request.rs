//! A request, read within bounds. What does not come from a page of this server
//! is refused: another site that a browser shows may not read what is being
//! written here (DNS rebinding, requests across sites).

use percent_encoding::percent_decode_str;
use std::io::{ErrorKind, Read};
use std::net::TcpStream;
use std::time::Instant;

use super::Response;

/// The most bytes of a request before its body.
const MAX_HEAD: usize = 16 * 1024;
/// The most header lines.
const MAX_HEADERS: usize = 64;

/// What is asked: the thing, or what would be said of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Method {
    Get,
    Head,
}

/// A request that may be answered.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::serve) struct Request {
    pub method: Method,
    /// The path, decoded, with its leading slash; without a query.
    pub path: String,
    /// Whether the request may come from a page of another site.
    pub is_foreign: bool,
}

/// Why a request is not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RequestRefusal {
    TooLong,
    TooSlow,
    Malformed,
    ForeignHost,
    Method,
    Path,
}

impl RequestRefusal {
    /// The answer.
    pub(super) fn response(self) -> Response {
        match self {
            Self::TooLong => Response::text(431, "the request is too long"),
            Self::TooSlow => Response::text(408, "the request came too slowly"),
            Self::Malformed => Response::text(400, "this is no HTTP request"),
            Self::ForeignHost => Response::text(403, "this server answers to localhost alone"),
            Self::Method => {
                Response::text(405, "only GET and HEAD are answered").header("Allow", "GET, HEAD")
            }
            Self::Path => Response::text(400, "this is no address of a page"),
        }
    }
}

impl Request {
    /// Reads a request; `None` where the other side says nothing.
    pub(super) fn read(
        stream: &mut TcpStream,
        until: Instant,
        port: u16,
    ) -> Result<Option<Self>, RequestRefusal> {
        let mut head = Vec::with_capacity(2048);
        let mut buffer = [0; 4096];
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return silence(&head);
            }
            stream
                .set_read_timeout(Some(left))
                .map_err(|_| RequestRefusal::TooSlow)?;
            let some = match stream.read(&mut buffer) {
                Ok(0) => return silence(&head),
                Ok(some) => some,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(_) => return silence(&head),
            };
            head.extend(buffer.iter().take(some));
            if let Some(request) = Self::parse(&head, port)? {
                return Ok(Some(request));
            }
            if head.len() > MAX_HEAD {
                return Err(RequestRefusal::TooLong);
            }
        }
    }

    /// The request in some bytes; `None` where there are not enough of them.
    fn parse(head: &[u8], port: u16) -> Result<Option<Self>, RequestRefusal> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(head) {
            Ok(httparse::Status::Complete(_)) => {}
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(httparse::Error::TooManyHeaders) => return Err(RequestRefusal::TooLong),
            Err(_) => return Err(RequestRefusal::Malformed),
        }
        let all = |name: &str| -> Vec<&[u8]> {
            let own = parsed.headers.iter();
            let own = own.filter(|header| header.name.eq_ignore_ascii_case(name));
            own.map(|header| header.value).collect()
        };
        match all("host").as_slice() {
            [host] if is_own_host(host, port) => {}
            _ => return Err(RequestRefusal::ForeignHost),
        }
        let method = match parsed.method {
            Some("GET") => Method::Get,
            Some("HEAD") => Method::Head,
            _ => return Err(RequestRefusal::Method),
        };
        let origins = all("origin");
        let sites = all("sec-fetch-site");
        let own_site = |site: &&&[u8]| matches!(**site, b"same-origin" | b"none");
        let is_foreign = origins.iter().any(|origin| !is_own_origin(origin, port))
            || sites.iter().any(|site| !own_site(&site));
        Ok(Some(Self {
            method,
            path: path(parsed.path.unwrap_or_default()).ok_or(RequestRefusal::Path)?,
            is_foreign,
        }))
    }
}

/// The path that some bytes ask for on a port, where they are a request that is answered;
/// for a test that makes them up.
#[must_use]
pub fn asked_path(bytes: &[u8], port: u16) -> Option<String> {
    let request = Request::parse(bytes, port).ok().flatten();
    request.map(|request| request.path)
}

fn silence(head: &[u8]) -> Result<Option<Request>, RequestRefusal> {
    if head.is_empty() {
        return Ok(None);
    }
    Err(RequestRefusal::TooSlow)
}

/// The port that browsers leave out of `Host` and `Origin` (RFC 9110, 4.2.1).
const DEFAULT_PORT: u16 = 80;

/// Whether a `Host` is this server, by one of the names of this machine.
fn is_own_host(host: &[u8], port: u16) -> bool {
    let Ok(host) = std::str::from_utf8(host) else {
        return false;
    };
    let mut names = ["localhost", "127.0.0.1", "[::1]"].iter();
    names.any(|own| {
        let Some((name, rest)) = host.split_at_checked(own.len()) else {
            return false;
        };
        let is_port = match rest.strip_prefix(':') {
            Some(given) => given == port.to_string(),
            None => rest.is_empty() && port == DEFAULT_PORT,
        };
        is_port && name.eq_ignore_ascii_case(own)
    })
}

fn is_own_origin(origin: &[u8], port: u16) -> bool {
    let host = origin.strip_prefix(b"http://");
    host.is_some_and(|host| is_own_host(host, port))
}

/// The path of a request, decoded; `None` for a whole address, for one that
/// climbs, and for what no address of a site can be.
fn path(target: &str) -> Option<String> {
    let written = target.split(['?', '#']).next()?;
    // The decoder would leave a `%` that begins no code as it is.
    let is_code = |rest: &str| {
        let code = rest.as_bytes().get(..2);
        code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
    };
    if !written.split('%').skip(1).all(is_code) {
        return None;
    }
    let path = percent_decode_str(written).decode_utf8().ok()?.into_owned();
    let names = path.strip_prefix('/')?;
    let is_odd = |name: &str| {
        matches!(name, "." | "..") || name.chars().any(|c| c == '\\' || c.is_control())
    };
    let mut folders = names.split('/');
    // A slash at the end leaves an empty name, which stands nowhere else.
    let last = folders.next_back()?;
    let fine = folders.all(|name| !name.is_empty() && !is_odd(name)) && !is_odd(last);
    fine.then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Option<Request>, RequestRefusal> {
        Request::parse(text.as_bytes(), 1111)
    }

    #[test]
    fn only_this_machine_is_answered() {
        for host in [
            "localhost:1111",
            "127.0.0.1:1111",
            "[::1]:1111",
            "LOCALHOST:1111",
        ] {
            let got = parse(&format!("GET /a/ HTTP/1.1\r\nHost: {host}\r\n\r\n"));
            assert!(
                matches!(got, Ok(Some(Request { ref path, .. })) if path == "/a/"),
                "{host}"
            );
        }
        for host in [
            "evil.example:1111",
            "localhost",
            "localhost:80",
            "127.0.0.1.evil.example:1111",
            "localhost:1111\r\nHost: localhost:1111",
            "",
        ] {
            let got = parse(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"));
            assert_eq!(got, Err(RequestRefusal::ForeignHost), "{host}");
        }
        assert_eq!(
            parse("GET / HTTP/1.0\r\n\r\n"),
            Err(RequestRefusal::ForeignHost)
        );
    }

    /// Browsers leave the default port out.
    #[test]
    fn the_default_port_may_be_left_out() {
        for host in [
            "localhost",
            "localhost:80",
            "127.0.0.1",
            "[::1]",
            "[::1]:80",
        ] {
            assert!(is_own_host(host.as_bytes(), 80), "{host}");
            assert!(
                is_own_origin(format!("http://{host}").as_bytes(), 80),
                "{host}"
            );
        }
        for host in [
            "localhost:",
            "localhost:8080",
            "localhost.evil.example",
            "[::1",
            "127.0.0.1:",
        ] {
            assert!(!is_own_host(host.as_bytes(), 80), "{host}");
        }
    }

    #[test]
    fn addresses_do_not_climb() {
        for target in [
            "/../x",
            "/a/%2e%2e/x",
            "/a/..%2fx",
            "/%5c..",
            "//etc/passwd",
            "/a//b",
            "/a%00",
            "/%",
            "/%zz",
            "http://localhost:1111/",
            "*",
            "/./a",
            "/%ff",
        ] {
            let got = parse(&format!(
                "GET {target} HTTP/1.1\r\nHost: localhost:1111\r\n\r\n"
            ));
            assert_eq!(got, Err(RequestRefusal::Path), "{target}");
        }
        for (target, path) in [
            ("/", "/"),
            ("/a/?q=..", "/a/"),
            ("/p%C5%99i.txt", "/při.txt"),
        ] {
            let got = parse(&format!(
                "GET {target} HTTP/1.1\r\nHost: localhost:1111\r\n\r\n"
            ));
            assert!(
                matches!(got, Ok(Some(ref request)) if request.path == path),
                "{target}"
            );
        }
    }

    #[test]
    fn other_sites_are_foreign() {
        let of = |header: &str| {
            let got = parse(&format!(
                "GET / HTTP/1.1\r\nHost: localhost:1111\r\n{header}\r\n\r\n"
            ));
            got.map(|request| request.map(|request| request.is_foreign))
        };
        assert_eq!(of("Accept: */*"), Ok(Some(false)));
        assert_eq!(of("Origin: http://localhost:1111"), Ok(Some(false)));
        assert_eq!(of("Sec-Fetch-Site: same-origin"), Ok(Some(false)));
        for header in [
            "Origin: https://localhost:1111",
            "Origin: null",
            "Origin: http://evil.example",
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
        ] {
            assert_eq!(of(header), Ok(Some(true)), "{header}");
        }
        assert_eq!(
            parse("POST / HTTP/1.1\r\nHost: localhost:1111\r\n\r\n"),
            Err(RequestRefusal::Method)
        );
        assert_eq!(parse("GET / HTTP/1.1\r\nHost:"), Ok(None));
        assert_eq!(
            parse("\u{1}\u{2} nonsense\r\n\r\n"),
            Err(RequestRefusal::Malformed)
        );
    }
}
