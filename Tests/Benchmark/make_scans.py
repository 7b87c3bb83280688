"""Makes a folder of scans to measure on: python make_scans.py FOLDER [--pages N] [--seed N]

Documents of 8 pages, half of them TIFF and half PDF, at 300 dots an inch in Group 4, with text and so much noise that a page has
about 50 KB; each file is called by its case, so that none is left out. Needs Pillow (Tests/requirements.txt).
"""

from __future__ import annotations

import argparse
import io
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

DOTS = 300
SIZE = (2480, 3508)
PAGES = 8
WORDS = "məhkəmə iddia ərizəsi vəsatət qətnamə işin üzrə tərəflər şahid dövlət rüsumu ödənişi əlavə səhifə".split()


def page(chance: random.Random) -> Image.Image:
    """A page of text as a scanner sees it: dust in single dots, which is what Group 4 cannot compress."""
    image = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(48)
    for line in range(30):
        text = " ".join(chance.choice(WORDS) for _ in range(9))
        draw.text((250, 300 + 72 * line), text, font=font, fill=0)
    for _ in range(1_200):
        image.putpixel((chance.randrange(SIZE[0]), chance.randrange(SIZE[1])), chance.choice([0, 255, 0]))
    return image.rotate(chance.uniform(-1, 1), fillcolor=255).convert("1", dither=Image.Dither.NONE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    options.folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, options.pages // PAGES + 1):
        pages = [page(chance) for _ in range(PAGES)]
        kind = {"format": "TIFF", "compression": "group4", "dpi": (DOTS, DOTS)} if number % 2 else {"format": "PDF", "resolution": DOTS}
        octets = io.BytesIO()
        pages[0].save(octets, save_all=True, append_images=pages[1:], **kind)
        ending = "tif" if number % 2 else "pdf"
        (options.folder / f"2(103)-{number}_2026 letter.{ending}").write_bytes(octets.getvalue())


if __name__ == "__main__":
    main()
