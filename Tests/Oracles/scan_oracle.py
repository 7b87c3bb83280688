"""Scans a page of text: python scan_oracle.py OUTPUT LINE...

Draws the lines as a printer does and writes them black and white at 300 dots an inch, as a TIFF in Group 4 or a PDF of such a
picture; a line of one hyphen begins a new page. Needs Pillow and the DejaVu fonts.
"""

from __future__ import annotations

import sys

from PIL import Image, ImageDraw, ImageFont

DOTS = 300


def page(lines: list[str]) -> Image.Image:
    image = Image.new("L", (2480, 3508), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype("DejaVuSans.ttf", 50)
    for number, line in enumerate(lines):
        draw.text((300, 400 + 90 * number), line, font=font, fill=0)
    return image.convert("1", dither=Image.Dither.NONE)


def main(output: str, *lines: str) -> None:
    pages: list[list[str]] = [[]]
    for line in lines:
        if line == "-":
            pages.append([])
        else:
            pages[-1].append(line)
    first, *rest = map(page, pages)
    kind = {"resolution": DOTS} if output.endswith(".pdf") else {"compression": "group4", "dpi": (DOTS, DOTS)}
    first.save(output, save_all=True, append_images=rest, **kind)


if __name__ == "__main__":
    main(*sys.argv[1:])
