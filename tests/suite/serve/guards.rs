//! The preview is private: this machine only, this browser only.

use std::io::Write as _;
use std::process::Command;
use std::time::Duration;

use crate::support::{SiteTest, wait_for};

/// Another site that a browser shows gets nothing: the four probes of what
/// other generators answer.
#[test]
fn other_sites_are_refused() {
    let serving = SiteTest::minimal().serve();
    let port = serving.port;

    // 1. A name that was made to lead here.
    let foreign = format!("GET / HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n");
    let answer = serving.send(foreign.as_bytes()).expect("an answer");
    assert_eq!(answer.status, 403);
    assert!(!answer.text().contains("Test Cluster"));

    // 2. The channel of versions, from a page of another site.
    for header in [
        "Origin: https://evil.example\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
    ] {
        let answer = serving.ask("GET", "/.spunweb/events", header);
        assert_eq!(answer.status, 403, "{header}");
    }
    let upgrade = "Origin: https://evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    assert_eq!(serving.ask("GET", "/.spunweb/events", upgrade).status, 403);

    // 3. No page may be read or loaded by another site.
    let answer = serving.ask("GET", "/", "Origin: https://evil.example\r\n");
    assert_eq!(answer.header("Access-Control-Allow-Origin"), None);
    assert_eq!(
        answer.header("Cross-Origin-Resource-Policy"),
        Some("same-origin")
    );

    // 4. Other machines cannot reach it.
    let listening = std::fs::read_to_string(format!("/proc/{}/net/tcp", serving.id()));
    let own = format!(":{port:04X} 00000000:0000 0A");
    let listening = listening.expect("a list of sockets");
    let lines: Vec<&str> = listening
        .lines()
        .filter(|line| line.contains(&own))
        .collect();
    assert!(
        matches!(lines.as_slice(), [line] if line.contains("0100007F:")),
        "{lines:?}"
    );
}

/// Nothing but looking is answered, and nothing but addresses of the site.
#[test]
fn odd_requests_are_refused() {
    let serving = SiteTest::minimal().serve();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "PATCH"] {
        assert_eq!(serving.ask(method, "/", "").status, 405, "{method}");
    }
    for path in [
        "/../content/site.yaml",
        "/%2e%2e/content/site.yaml",
        "/..%2fcontent/site.yaml",
        "/%5c..%5ccontent/site.yaml",
        "//etc/passwd",
        "/a%00",
        "http://localhost/",
        "*",
    ] {
        let status = serving.ask("GET", path, "").status;
        assert!(matches!(status, 400 | 404), "{path}: {status}");
    }
    for path in [
        "/content/site.yaml",
        "/etc/passwd",
        "/themes/bare/theme.yaml",
        "/.git/config",
    ] {
        assert_eq!(serving.get(path).status, 404, "{path}");
    }
    let long = format!("/{}", "a".repeat(64 * 1024));
    assert_eq!(serving.ask("GET", &long, "").status, 431);
    let many = "X-A: b\r\n".repeat(200);
    assert_eq!(serving.ask("GET", "/", &many).status, 431);
    let garbage = serving.send(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n");
    assert_eq!(garbage.map(|answer| answer.status), Some(400));
    assert_eq!(serving.get("/").status, 200);
}

/// A thousand connections that say nothing, or a letter now and then, do not
/// keep the browser from its pages for long, nor make the program grow.
#[test]
fn connections_that_say_nothing_are_dropped() {
    let serving = SiteTest::minimal().serve();
    let mut silent: Vec<_> = (0..1000).filter_map(|_| serving.connect()).collect();
    for stream in &mut silent {
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: loc");
    }
    // Those above the limit are closed at once; the others when their time is up.
    wait_for("a page", || {
        for stream in &mut silent {
            let _ = stream.write_all(b"a");
        }
        let host = format!("localhost:{}", serving.port);
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let answer = serving.send_within(request.as_bytes(), Duration::from_secs(2))?;
        (answer.status == 200).then_some(())
    });
    let threads = std::fs::read_dir(format!("/proc/{}/task", serving.id()));
    assert!(threads.expect("the threads").count() < 400);
}

/// Ctrl-C ends it at once and in good order, and leaves nothing behind.
#[test]
fn it_ends_cleanly() {
    let site = SiteTest::minimal();
    for signal in ["-INT", "-TERM"] {
        let mut serving = site.serve();
        serving.get("/");
        assert_eq!(serving.end_by(signal), Some(0));
        assert!(serving.said().ends_with("ended\n"), "{}", serving.said());
    }
    let found = Command::new("ls")
        .arg("-A")
        .current_dir(site.root())
        .output();
    let found = String::from_utf8(found.expect("ls").stdout).expect("names");
    assert_eq!(found, "content\nthemes\n");
}

/// A port that is named is taken or nothing; without one the next is tried.
#[test]
fn ports() {
    let site = SiteTest::minimal();
    let first = site.serve();
    site.run(&["serve", "--port", &first.port.to_string()])
        .ended_with(3)
        .says(&format!("cannot listen on port {}", first.port));
    site.run(&["serve", "--edition", "of-line"])
        .ended_with(2)
        .says("there is no edition `of-line`; there are: web, offline");
}
