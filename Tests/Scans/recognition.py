"""How many separator sheets are read: python recognition.py PROGRAM ROOT [--sheets N] [--seed N]

Prints sheets with the program, spoils each as scanners and desks do (200 to 400 dots an inch, up to 5 degrees askew, noise, grey
paper, shadows of staples and of a clip, black margins), lays a page after each, and has `court-intake batch --dry-run` find the
documents. ROOT is one with `scans:` in its settings. Needs Pillow (Tests/requirements.txt), pdftoppm and tiffcp.
Ends with 1 when fewer than 99.5 % were read, or one was taken for another.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

KINDS = ["letter", "motion", "evidence", "objection", "special-proceedings-application"]
STACK = 25


def drawn(pdf: Path, page: int, dots: int, folder: Path) -> Image.Image:
    out = folder / "drawn"
    command = ["pdftoppm", "-r", str(dots), "-gray", "-singlefile", "-f", str(page), "-l", str(page), pdf, out]
    subprocess.run(command, check=True)
    return Image.open(out.with_suffix(".pgm")).convert("L")


def spoiled(image: Image.Image, chance: random.Random, turned: bool = True) -> Image.Image:
    """The sheet as it comes out of a scanner on a bad day; some are upside down where they may be `turned`."""
    width, height = image.size
    image = image.rotate(chance.uniform(-5, 5), resample=Image.Resampling.BICUBIC, fillcolor=255)
    if turned and chance.random() < 0.5:
        image = image.rotate(180)
    shadows = Image.new("L", image.size, 255)
    draw = ImageDraw.Draw(shadows)
    for _ in range(chance.randint(1, 4)):  # staples: short dark strokes with a soft shadow
        x, y = chance.randrange(width), chance.randrange(height)
        length = width // 18
        draw.line((x, y, x + length, y + chance.randint(-length // 2, length // 2)), fill=60, width=max(3, width // 300))
    edge = chance.randrange(width // 30)
    draw.rectangle((0, 0, edge, height), fill=20)
    shadows = shadows.filter(ImageFilter.GaussianBlur(width / 900))
    image = ImageChops.multiply(image, shadows)
    image = image.filter(ImageFilter.GaussianBlur(chance.uniform(0, width / 2500)))
    noise = Image.effect_noise(image.size, chance.uniform(10, 70))
    image = ImageChops.add(image, noise, scale=1, offset=-128 - chance.randint(0, 40))
    threshold = chance.randint(90, 150)
    return image.point(lambda value: 255 if value > threshold else 0, mode="1")


def page(dots: int) -> Image.Image:
    image = Image.new("1", (dots * 827 // 100, dots * 1169 // 100), 1)
    draw = ImageDraw.Draw(image)
    for line in range(30):
        draw.rectangle((dots, dots + line * dots // 3, dots * 7, dots + line * dots // 3 + dots // 8), fill=0)
    return image


def stack(program: str, folder: Path, count: int, chance: random.Random) -> list[str]:
    """Lays `count` sheets with a page after each into `folder/scans`, and says which documents they are."""
    wanted = [
        (f"{chance.randint(1, 9)}(103)-{chance.randint(1, 99_999_999)}/{chance.randint(2000, 2026)}", chance.choice(KINDS))
        for _ in range(count)
    ]
    pdf = folder / "sheets.pdf"
    names = [f"{case}={kind}" for case, kind in wanted]
    subprocess.run([program, "separators", *names, "-o", pdf, "--force"], check=True, stdout=subprocess.DEVNULL)
    scans = folder / "scans"
    scans.mkdir(exist_ok=True)
    pages = []
    for number in range(1, count + 1):
        dots = chance.randint(200, 400)
        pages += [(spoiled(drawn(pdf, number, dots, folder), chance), dots), (page(dots), dots)]
    parts = []
    for number, (image, dots) in enumerate(pages):
        part = folder / f"part-{number}.tif"
        image.save(part, compression="group4", dpi=(dots, dots))
        parts.append(part)
    subprocess.run(["tiffcp", *parts, scans / "stack.tif"], check=True)
    for part in parts:
        part.unlink()
    return [f"{case} {kind}" for case, kind in wanted]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("root")
    parser.add_argument("--sheets", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    read = wrong = total = certain = 0
    while total < options.sheets:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            wanted = stack(options.program, folder, min(STACK, options.sheets - total), chance)
            command = [options.program, "batch", folder / "scans", "--root", options.root, "--dry-run", "--json"]
            lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
            documents = [item for item in map(json.loads, lines) if "document" in item]
            found = [f"{item['case']} {item['kind']}" for item in documents]
            total += len(wanted)
            read += len(set(found) & set(wanted))
            wrong += len(set(found) - set(wanted))
            certain += sum(item["becomes"] == "to be sent" for item in documents)
            merged = [item for item in documents if item["becomes"] == "to be sent" and item["pages"] != 1]
            wrong += len(merged)
    print(f"{read} of {total} sheets read ({100 * read / total:.2f} %), {wrong} wrong or merged, {certain} documents certain")
    return 0 if wrong == 0 and read >= 0.995 * total else 1


if __name__ == "__main__":
    raise SystemExit(main())
