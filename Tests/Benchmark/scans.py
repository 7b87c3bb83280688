"""How many pages a second are checked: python scans.py PROGRAM FOLDER [--pages N] [--seed N]

Makes documents of 8 pages in FOLDER, half of them TIFF and half PDF, at 300 dots an inch in Group 4, with so much text and noise
that a page has about 50 KB; those that are there already are used again. Then `court-intake batch --dry-run` checks them, all
together and each kind by itself. Needs Pillow (Tests/requirements.txt).
Ends with 1 when one was left out, or fewer than 60 pages were checked in a second.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

DOTS = 300
SIZE = (2480, 3508)
PAGES = 8
WANTED = 60
WORDS = "məhkəmə iddia ərizəsi vəsatət qətnamə işin üzrə tərəflər şahid dövlət rüsumu ödənişi əlavə səhifə".split()
SETTINGS = """
scans:
  court-103: {court: "103", operator: desk, scanner: s-1, seal: {key: none.key, certificate: none.pem}}
"""


def page(chance: random.Random) -> Image.Image:
    """A page of text as a scanner sees it: askew, and with dust in single dots, which Group 4 cannot compress."""
    image = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(48)
    for line in range(30):
        text = " ".join(chance.choice(WORDS) for _ in range(9))
        draw.text((250, 300 + 72 * line), text, font=font, fill=0)
    for _ in range(1200):
        image.putpixel((chance.randrange(SIZE[0]), chance.randrange(SIZE[1])), chance.choice([0, 255, 0]))
    return image.rotate(chance.uniform(-1, 1), fillcolor=255).convert("1", dither=Image.Dither.NONE)


def make(folder: Path, pages: int, seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, pages // PAGES + 1):
        is_tiff = number % 2 == 1
        path = folder / f"2(103)-{number}_2026 letter.{'tif' if is_tiff else 'pdf'}"
        if path.exists():
            continue
        chance = random.Random(seed * 1_000_003 + number)
        first, *rest = [page(chance) for _ in range(PAGES)]
        kind = {"compression": "group4", "dpi": (DOTS, DOTS)} if is_tiff else {"resolution": DOTS}
        first.save(path, save_all=True, append_images=rest, **kind)


def measured(program: str, root: Path, folder: Path) -> tuple[int, float, float]:
    """Pages that are good, seconds, and seconds of processors."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [program, "batch", folder, "--root", root, "--dry-run", "--json"]
    lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    taken, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    good = [item for item in map(json.loads, lines) if item.get("becomes") == "to be sent"]
    burnt = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return sum(item["pages"] for item in good), taken, burnt


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    make(options.folder, options.pages, options.seed)
    files = sorted(options.folder.iterdir())
    octets = sum(file.stat().st_size for file in files)
    print(f"{len(files)} documents, {octets / len(files) / PAGES / 1000:.0f} KB a page, {os.cpu_count()} processors")
    is_good = True
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "root"
        subprocess.run([options.program, "init", root], check=True, stdout=subprocess.DEVNULL)
        with (root / "intake.yaml").open("a") as settings:
            settings.write(SETTINGS)
        for kind in ["tif", "pdf", ""]:
            some = [file for file in files if file.name.endswith(kind)]
            folder = Path(name) / f"scans-{kind}"
            folder.mkdir()
            for file in some:
                (folder / file.name).write_bytes(file.read_bytes())
            pages, taken, burnt = measured(options.program, root, folder)
            is_good = is_good and pages == len(some) * PAGES and (kind != "" or pages >= WANTED * taken)
            print(f"{kind or 'all':4} {pages:5} pages, {pages / taken:6.1f} a second, {1000 * burnt / pages:5.1f} ms of a processor each")
    return 0 if is_good else 1


if __name__ == "__main__":
    raise SystemExit(main())
