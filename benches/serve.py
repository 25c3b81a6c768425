#!/usr/bin/env python3
"""Measures how long a save takes until the preview has answered with the page,
and what the preview keeps in memory over many saves.

usage: serve.py --binary target/release/spunweb [--project DIR] [--edits 500] [--what text|title]

Without a project it makes one of 10,000 entries with corpus.py. An edit changes a
word in the text of one entry, or its title, which stands on the pages of others as
well; in turns by writing over the file and by renaming
a new one over it; the clock runs from before the write until the whole page
with the new word has arrived. The waiting page hears of the new version on the
reload channel, as in a browser.
"""
import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent


def main():
    options = arguments()
    with tempfile.TemporaryDirectory() as scratch:
        project = options.project or made_up_project(Path(scratch))
        preview = Preview(options.binary, project)
        try:
            measure(preview, project, options)
        finally:
            preview.end()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--project", type=Path)
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--what", choices=["text", "title"], default="text")
    return parser.parse_args()


def made_up_project(folder):
    sizes = ["--members", "2000", "--structures", "8000"]
    command = [sys.executable, HERE / "corpus.py", *sizes, "--out", folder]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return folder / "spunweb"


class Preview:
    """A running `spunweb serve` with one page that waits."""

    def __init__(self, binary, project):
        started = time.monotonic()
        command = [binary, "serve", "--port", "0", "--project", project, "--as-of", "2026-06-01"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for line in self.process.stdout:
            found = re.match(r"http://127.0.0.1:(\d+)/", line)
            if found:
                break
        else:
            raise SystemExit("the preview did not start")
        self.port = int(found[1])
        print(f"start until it answers: {time.monotonic() - started:.2f} s")
        self.drain = subprocess.Popen(["cat"], stdin=self.process.stdout, stdout=subprocess.DEVNULL)
        self.channel = self.ask("/.spunweb/events").makefile("rb")
        self.wait()

    def ask(self, path):
        connection = socket.create_connection(("127.0.0.1", self.port))
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n\r\n".encode())
        return connection

    def wait(self):
        """Waits for the next version."""
        for line in self.channel:
            if line.startswith(b"data:"):
                return
        raise SystemExit("the reload channel ended")

    def get(self, path):
        with self.ask(path) as connection:
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        return b"".join(parts)

    def memory(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.drain.wait()


def measure(preview, project, options):
    texts = sorted((project / "content").glob("[a-z]*/*.md"))
    texts = [path for path in texts if not path.name.startswith("_") and path.parent.name != "pages"]
    times, memory = [], []
    for number in range(options.edits):
        path = texts[number * 7919 % len(texts)]
        word = f"edited{number:05}"
        text = path.read_text()
        began = time.monotonic()
        save(path, edited(text, word, options.what), number % 2 == 1)
        address = f"/{route(project, path.parent.name)}/{path.stem}/"
        while True:
            preview.wait()
            if word.encode() in preview.get(address):
                break
        times.append((time.monotonic() - began) * 1000)
        memory.append(preview.memory())
        time.sleep(0.05)
    report(times, memory)


def edited(text, word, what):
    if what == "text":
        return f"{text}\n{word}\n"
    return re.sub(r'^title: "?([^"\n]*?)"?$', rf'title: "\1 {word}"', text, count=1, flags=re.M)


def route(project, collection):
    """The part of the address that a made-up collection declares."""
    declared = project / "content/schema" / f"{collection}.yaml"
    found = re.search(r"^route: (\S+)$", declared.read_text(), re.M) if declared.exists() else None
    return found[1] if found else collection


def save(path, text, by_rename):
    if not by_rename:
        path.write_text(text)
        return
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(text)
    os.rename(beside, path)


def report(times, memory):
    ordered = sorted(times)
    at = lambda part: ordered[min(len(ordered) - 1, int(len(ordered) * part))]
    print(f"{len(times)} edits, save until the page has come: median {statistics.median(times):.1f} ms, "
          f"p95 {at(0.95):.1f} ms, longest {ordered[-1]:.1f} ms")
    tenth = max(1, len(memory) // 10)
    early, late = max(memory[tenth:2 * tenth] or memory), max(memory[-tenth:])
    print(f"memory: {early:.0f} MiB after a tenth of the edits, {late:.0f} MiB at the end ({(late / early - 1) * 100:+.1f} %)")


main()
