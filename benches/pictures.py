#!/usr/bin/env python3
"""How long pictures take and how much memory, with an empty cache and with a full one.

    pip install pillow
    python3 benches/pictures.py --binary target/release/spunweb --photographs 1000 --logos 1000

Photographs of 1200 x 800 px with the noise of a microscope, logos of 600 x 400 px on a
transparent ground, each on an entry of its own; all are made from a seed.
"""

import argparse
import pathlib
import random
import resource
import shutil
import subprocess
import tempfile
import time

from PIL import Image, ImageDraw, ImageFilter

SITE = """title: Pictures
organisation: {name: Pictures}
base_url: https://pictures.example/
languages: [en]
time_zone: Europe/Prague
theme: cluster
editions: {web: {data: none}}
"""


def photograph(seed, path):
    """Fibres under a microscope."""
    chance = random.Random(seed)
    picture = Image.new("L", (1200, 800), 40)
    draw = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y = chance.randrange(-300, 1200), chance.randrange(-200, 1000)
        end = (x + chance.randrange(300, 1200), y + chance.randrange(-400, 400))
        draw.line((x, y, *end), fill=chance.randrange(70, 230), width=chance.randrange(2, 12))
    noise = Image.frombytes("L", (1200, 800), chance.randbytes(1200 * 800))
    picture = Image.blend(picture.filter(ImageFilter.GaussianBlur(1)), noise, 0.1)
    picture.convert("RGB").save(path, quality=92)


def logo(seed, path):
    """Discs and bars."""
    chance = random.Random(seed)
    picture = Image.new("RGBA", (600, 400), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    for _ in range(5):
        x, y, side = chance.randrange(400), chance.randrange(250), chance.randrange(40, 200)
        draw.ellipse((x, y, x + side, y + side), fill=(*chance.randbytes(3), 255))
    picture.save(path)


def project(folder, photographs, logos):
    for below in ("pages", "assets"):
        (folder / "content" / below).mkdir(parents=True)
    content = folder / "content"
    (content / "site.yaml").write_text(SITE)
    (content / "pages/index.md").write_text("---\ntitle: {en: Pictures}\n---\n")
    for number in range(photographs + logos):
        name = f"p{number}.jpg" if number < photographs else f"l{number}.png"
        (photograph if number < photographs else logo)(number, content / "assets" / name)
        text = f"---\ntitle: {{en: Page {number}}}\n---\n![A picture](../assets/{name})\n"
        (content / f"pages/p{number}.md").write_text(text)


def build(binary, folder):
    """Seconds, and the most memory so far of any build in MB."""
    started = time.monotonic()
    subprocess.run([binary, "build", "--quiet", "--no-sync", "--project", folder], check=True)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return time.monotonic() - started, memory


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--binary", type=pathlib.Path, default="target/release/spunweb")
    options.add_argument("--photographs", type=int, default=1000)
    options.add_argument("--logos", type=int, default=1000)
    chosen = options.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp())
    try:
        project(folder, chosen.photographs, chosen.logos)
        cold, memory = build(chosen.binary.resolve(), folder)
        cached, _ = build(chosen.binary.resolve(), folder)
    finally:
        shutil.rmtree(folder)
    print(f"cold {cold:.1f} s, cached {cached:.1f} s ({100 * cached / cold:.1f} %), at most {memory} MB")


if __name__ == "__main__":
    main()
