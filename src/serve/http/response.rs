//! A response, and the channel that notifies a page of new versions (server-sent events:
//! <https://html.spec.whatwg.org/multipage/server-sent-events.html>).

use std::borrow::Cow;
use std::io::{self, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::Method;
use crate::serve::stage::Stage;

/// The policy that the pages of the themes run under, and the reload channel.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'";

/// How often a waiting page is sent a heartbeat.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// An HTTP response.
pub(in crate::serve) struct Response {
    status: u16,
    content_type: Cow<'static, str>,
    headers: Vec<(&'static str, String)>,
    pub body: Body,
}

/// The body of a response.
pub(in crate::serve) enum Body {
    Bytes(Vec<u8>),
    /// Every new version, until the page is closed.
    Events,
}

impl Response {
    /// A response with a media type.
    pub(in crate::serve) fn new(
        status: u16,
        content_type: impl Into<Cow<'static, str>>,
        body: Vec<u8>,
    ) -> Self {
        Self {
            status,
            content_type: content_type.into(),
            headers: Vec::new(),
            body: Body::Bytes(body),
        }
    }

    /// A response with a line of plain text.
    pub(in crate::serve) fn text(status: u16, text: &str) -> Self {
        let text = format!("{text}\n").into_bytes();
        Self::new(status, "text/plain; charset=utf-8", text)
    }

    /// The channel of versions.
    pub(in crate::serve) fn events() -> Self {
        Self {
            body: Body::Events,
            ..Self::new(200, "text/event-stream", Vec::new())
        }
    }

    /// Adds a header; its value is a text of the program, or an address without
    /// control characters.
    pub(in crate::serve) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn head(&self, length: Option<usize>) -> String {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        let mut line = |name: &str, value: &str| head.push_str(&format!("{name}: {value}\r\n"));
        line("Content-Type", &self.content_type);
        if let Some(length) = length {
            line("Content-Length", &length.to_string());
        }
        line("Cache-Control", "no-store");
        line("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        line("Cross-Origin-Resource-Policy", "same-origin");
        line("Referrer-Policy", "no-referrer");
        line("X-Content-Type-Options", "nosniff");
        line("Connection", "close");
        for (name, value) in &self.headers {
            line(name, value);
        }
        head.push_str("\r\n");
        head
    }

    /// Writes the response, without its body for `HEAD`.
    pub(super) fn write(&self, stream: &mut TcpStream, method: Method) -> io::Result<()> {
        let body = match &self.body {
            Body::Bytes(bytes) => bytes.as_slice(),
            Body::Events => &[],
        };
        let mut whole = self.head(Some(body.len())).into_bytes();
        if method == Method::Get {
            whole.extend(body);
        }
        stream.write_all(&whole)
    }
}

/// Sends a page every version, starting with the current one, until the page is closed.
pub(super) fn events(stream: &mut TcpStream, stage: &Stage) -> io::Result<()> {
    let head = Response::events().head(None);
    let mut shown = stage.shown();
    stream.write_all(format!("{head}retry: 500\n\n").as_bytes())?;
    loop {
        // Compact JSON has no line breaks: in strings they are escaped.
        let event = format!("data: {}\n\n", shown.event);
        stream.write_all(event.as_bytes())?;
        let sent = shown.number;
        while shown.number == sent {
            shown = stage.after(sent, HEARTBEAT);
            if shown.number == sent {
                stream.write_all(b": here\n\n")?;
            }
        }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}
