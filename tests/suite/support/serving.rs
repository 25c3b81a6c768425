//! A preview that runs: the real program, asked over sockets. What it does is
//! waited for by asking again, with a bound, and never by sleeping for a while.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::{AS_OF, SiteTest};

/// How long anything may take on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running `spunweb serve`, which ends with the test.
pub(crate) struct Serving {
    child: Child,
    pub(crate) port: u16,
    said: Arc<Mutex<String>>,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// What a waiting page has been told so far.
pub(crate) struct Events(Arc<Mutex<Vec<serde_json::Value>>>);

impl SiteTest {
    /// Starts `spunweb serve` on any free port as of [`AS_OF`].
    pub(crate) fn serve(&self) -> Serving {
        self.serve_with(&[])
    }

    /// As [`SiteTest::serve`], with further arguments.
    pub(crate) fn serve_with(&self, further: &[&str]) -> Serving {
        let mut arguments = vec!["serve", "--port", "0", "--as-of", AS_OF];
        arguments.extend(further);
        let mut command = self.command(&arguments);
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let said = Arc::new(Mutex::new(String::new()));
        listen(child.stdout.take().expect("its output"), said.clone());
        listen(child.stderr.take().expect("its errors"), said.clone());
        let mut serving = Serving {
            child,
            port: 0,
            said,
        };
        serving.port = wait_for("the address", || {
            let said = serving.said();
            let after = said.split("http://127.0.0.1:").nth(1)?;
            let port = after.split('/').next()?.parse().ok()?;
            said.contains("Ctrl-C").then_some(port)
        });
        serving
    }
}

/// Keeps what comes, line by line.
fn listen(from: impl std::io::Read + Send + 'static, said: Arc<Mutex<String>>) {
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let mut said = said.lock().expect("nobody failed with it");
            said.push_str(&line);
            said.push('\n');
        }
    });
}

/// Asks until there is an answer.
#[track_caller]
pub(crate) fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(Instant::now() < until, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

impl Serving {
    /// What it has said so far, to both streams.
    pub(crate) fn said(&self) -> String {
        self.said.lock().expect("nobody failed with it").clone()
    }

    /// Waits until it has said something.
    #[track_caller]
    pub(crate) fn says(&self, text: &str) {
        let until = Instant::now() + PATIENCE;
        while !self.said().contains(text) {
            assert!(
                Instant::now() < until,
                "`{text}` is not in:\n{}",
                self.said()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Sends bytes as they are and reads what comes back; `None` where the
    /// connection is closed without an answer.
    pub(crate) fn send(&self, request: &[u8]) -> Option<Answer> {
        self.send_within(request, PATIENCE)
    }

    /// As `send`, giving up when nothing comes for so long: where connections
    /// queue up, the system may have lost this one.
    pub(crate) fn send_within(&self, request: &[u8], patience: Duration) -> Option<Answer> {
        let mut stream = self.connect()?;
        stream.set_read_timeout(Some(patience)).ok()?;
        // A server that has had enough may close before it has read all.
        let _ = stream.write_all(request);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        Answer::parse(&bytes)
    }

    /// A connection on which nothing is sent yet.
    pub(crate) fn connect(&self) -> Option<TcpStream> {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        Some(stream)
    }

    /// Asks for a path with further header lines, as the host `localhost`.
    #[track_caller]
    pub(crate) fn ask(&self, method: &str, path: &str, further: &str) -> Answer {
        let host = format!("localhost:{}", self.port);
        let request = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n{further}\r\n");
        let answer = self.send(request.as_bytes());
        answer.unwrap_or_else(|| panic!("no answer to {method} {path}"))
    }

    /// Asks for a page.
    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Waits until a page holds a text.
    #[track_caller]
    pub(crate) fn shows(&self, path: &str, text: &str) -> Answer {
        wait_for(&format!("`{text}` on {path}"), || {
            let answer = self.get(path);
            answer.text().contains(text).then_some(answer)
        })
    }

    /// Waits for new versions as an open page does.
    pub(crate) fn events(&self) -> Events {
        let told = Arc::new(Mutex::new(Vec::new()));
        let mut stream = self.connect().expect("a connection");
        let request = format!(
            "GET /.spunweb/events HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes()).expect("a request");
        let keep = told.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if let Some(data) = line.strip_prefix("data: ") {
                    let event = serde_json::from_str(data).expect("JSON");
                    keep.lock().expect("nobody failed with it").push(event);
                }
            }
        });
        let events = Events(told);
        wait_for("the first event", || (events.count() > 0).then_some(()));
        events
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal, and returns the exit status.
    pub(crate) fn end_by(&mut self, signal: &str) -> Option<i32> {
        let id = self.id().to_string();
        let killed = std::process::Command::new("kill")
            .args([signal, &id])
            .status();
        assert!(killed.expect("kill").success());
        wait_for("the end", || self.child.try_wait().expect("a status")).code()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn parse(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        Some(Self {
            status: head.split(' ').nth(1)?.parse().ok()?,
            body: bytes[end + 4..].to_vec(),
            head,
        })
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header's value.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut found = lines.filter(|(own, _)| own.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value)
    }

    /// The body without the script of the preview.
    pub(crate) fn without_script(&self) -> String {
        let text = self.text();
        match text.split_once("<script src=\"/.spunweb/reload.js\"") {
            Some((before, after)) => {
                let after = after.split_once("</script>").expect("its end").1;
                format!("{before}{after}")
            }
            None => text,
        }
    }
}

impl Events {
    /// How many there are so far.
    pub(crate) fn count(&self) -> usize {
        self.0.lock().expect("nobody failed with it").len()
    }

    /// The last one.
    pub(crate) fn last(&self) -> serde_json::Value {
        let all = self.0.lock().expect("nobody failed with it");
        all.last().expect("one at least").clone()
    }

    /// Waits until the last one is as it should be.
    #[track_caller]
    pub(crate) fn until(
        &self,
        what: &str,
        is: impl Fn(&serde_json::Value) -> bool,
    ) -> serde_json::Value {
        wait_for(what, || Some(self.last()).filter(|event| is(event)))
    }
}
