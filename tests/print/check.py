#!/usr/bin/env python3
"""Reads printed catalogues back: `check.py SPUNWEB PROJECT COLLECTION…`.

Each catalogue is made twice in each language of the project, and each time
- the bytes are the same;
- the document is tagged, has a language and a title, and embeds every font;
- each page number of its contents and indexes is that of the page on which the entry
  stands, by its own destination and by the words of that page;
- each measured value of the content stands on the pages of its entry, digit by digit.
"""

import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import time

import yaml

HERE = pathlib.Path(__file__).parent
program, project, *collections = sys.argv[1:]
project = pathlib.Path(project)


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def bare(text):
    """A text without blanks of any kind, which lines and columns add and take away."""
    return re.sub(r"[\s\u00a0\u202f\u2009\u2060\u00ad]+", "", text)


def printed(collection, out):
    begun = time.monotonic()
    subprocess.run(
        [program, "print", "catalog", collection, "--as-of", "2026-11-27", "--out", out,
         "--typst", HERE / "typst", "--project", project],
        check=True, stdout=subprocess.DEVNULL,
    )
    return time.monotonic() - begun


def places(pdf):
    """The page of each entry by its destination in the document."""
    found = {}
    for line in output("pdfinfo", "-dests", pdf).splitlines():
        line = re.match(r'\s*(\d+) \[.*\] "(.+)"$', line)
        if line and "/" in line[2]:
            found[line[2]] = int(line[1])
    return found


def digits_of(value, lang):
    """A number as it is written in the content, as the language prints it."""
    whole, _, part = value.partition(".")
    return bare(whole + ("," if lang in ("cs", "de", "sk", "pl") else ".") + part) if part else bare(whole)


def check_numbers(data, pages, at):
    """The contents and indexes name true pages. Returns how many numbers were held."""
    entries = [entry for group in data["groups"] for entry in group["entries"]]
    first = min(at.values())
    count = 0
    front = bare("".join(pages[page] for page in range(3, first)))
    for entry in entries:
        page = at[entry["anchor"]]
        assert bare(entry["title"]) in bare(pages[page]), (entry["anchor"], page)
        line = re.escape(bare(entry["title"])) + r"\.*" + str(page)
        assert re.search(line, front), ("contents", entry["title"], page)
        count += 1
    back = bare("".join(pages[page] for page in range(max(at.values()), max(pages) + 1) if page in pages))
    for index in data["indexes"]:
        if index.get("grouped"):
            continue
        for letter in index["letters"]:
            for line in letter["lines"]:
                if index["kind"] == "names":
                    entry = line["entries"][0]
                    wanted = re.escape(bare(line["text"])) + r"\.*" + str(at[entry["to"]])
                    count += 1
                else:
                    named = [entry for entry in line["entries"] if entry["to"]]
                    named.sort(key=lambda entry: at[entry["to"]])
                    # Entries without a code that share a page are one number.
                    all_of = ",".join(dict.fromkeys((entry["code"] or "") + str(at[entry["to"]]) for entry in named))
                    wanted = re.escape(bare(line["text"] + all_of))
                    count += len(named)
                assert re.search(wanted, back), (index["field"], line["text"], wanted)
    return count


def check_values(collection, data, pages, at, lang):
    """Every measured value of the YAML is on the pages of its entry."""
    order = sorted(at.values())
    count = 0
    for group in data["groups"]:
        for entry in group["entries"]:
            file = project / "content" / collection / f"{entry['id']}.yaml"
            if not file.exists():
                continue
            written = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
            begin = at[entry["anchor"]]
            end = min([page for page in order if page > begin], default=begin + 1)
            text = bare("".join(pages.get(page, "") for page in range(begin, end + 1)))
            for row in written.get("properties") or []:
                if not isinstance(row, dict):
                    continue
                for key in ("value", "min", "max", "sd", "uncertainty"):
                    digits = str(row.get(key, ""))
                    # Powers of ten are printed raised.
                    if not digits or "e" in digits.lower():
                        continue
                    count += 1
                    assert digits_of(digits, lang) in text, (entry["id"], row)
    return count


def check(collection, lang, folder):
    pdf = folder / f"catalog-{collection}-{lang}.pdf"
    data = json.loads((project / f".spunweb/print/catalog-{collection}-{lang}/data.json").read_text(encoding="utf-8"))
    about = output("pdfinfo", pdf)
    assert re.search(r"Tagged:\s+yes", about), about
    assert f"/Lang({lang})".encode() in pdf.read_bytes().replace(b" ", b""), "the document says its language"
    fonts = [line.split() for line in output("pdffonts", pdf).splitlines()[2:]]
    assert fonts and all(font[-5] == "yes" for font in fonts), fonts
    foreign = [font[0] for font in fonts if "SpunSans" not in font[0]]
    count = int(re.search(r"Pages:\s+(\d+)", about)[1])
    pages = dict(enumerate(output("pdftotext", "-raw", pdf, "-").split("\f"), 1))
    assert "\ufffd" not in "".join(pages.values())
    at = places(pdf)
    numbers = check_numbers(data, pages, at)
    values = check_values(collection, data, pages, at, lang)
    print(f"{pdf.name}: {count} pages, {len(at)} entries, {numbers} page numbers and {values} values are true"
          + (f"; also with the fonts {foreign}" if foreign else ""))


def main():
    languages = yaml.safe_load((project / "content/site.yaml").read_text(encoding="utf-8"))["languages"]
    folders = [project / "print-1", project / "print-2"]
    for collection in collections:
        seconds = [printed(collection, folder) for folder in folders]
        for lang in languages:
            name = f"catalog-{collection}-{lang}.pdf"
            first, second = ((folder / name).read_bytes() for folder in folders)
            assert first == second, f"{name}: other bytes the second time"
            check(collection, lang, folders[0])
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"{collection}: {min(seconds):.1f} s for {len(languages)} documents, at most {peak} MB")


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    main()
