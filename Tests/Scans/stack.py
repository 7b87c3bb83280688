"""A stack as courts have it, from the scanner's share to the register: python stack.py PROGRAM [--seed N] [--keep FOLDER]

42 documents on 300 pages at 300 dots an inch, askew and noisy, Group 4 in TIFF and PDF: 24 between separator sheets, of which
two cannot be read and one went through twice; ten in an index, of which one lacks a page, one is encrypted and one has a page
that does not open; eight by their names. Every certain document must be registered under its case with its pages, every other
one named with what is wrong; then a clerk decides about each, and every page is in the register once, or set aside.
Needs Pillow, pikepdf and cryptography (Tests/requirements.txt), pdftoppm and tiffcp.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw, ImageFont

from recognition import drawn, spoiled
from scanning_court import ScanningCourt

DOTS = 300
SHEETS, UNREAD, DOUBLED = 24, (6, 15), 19
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
WORDS = "məhkəmə iddiaçı cavabdeh qərar dəlil vəsatət şahid ərizə müqavilə ödəniş tərəflər icra".split()


class Paper:
    """Pages of text; a dozen are spoiled as scanners do, and each that is laid in bears its own words on one of these."""

    def __init__(self, chance: random.Random):
        self.chance = chance
        self.font = ImageFont.truetype(FONT, 44)
        self.grounds = [spoiled(self._text(), chance, turned=False) for _ in range(12)]

    def _text(self) -> Image.Image:
        image = Image.new("L", (2480, 3508), 255)
        draw = ImageDraw.Draw(image)
        for line in range(40):
            words = " ".join(self.chance.choice(WORDS) for _ in range(9))
            draw.text((260, 420 + 70 * line), words, font=self.font, fill=0)
        return image

    def page(self, words: str) -> Image.Image:
        image = self.chance.choice(self.grounds).copy()
        draw = ImageDraw.Draw(image)
        draw.rectangle((240, 240, 2240, 330), fill=1)
        draw.text((260, 255), words, font=self.font, fill=0)
        return image

    def pages(self, name: str, count: int) -> list[Image.Image]:
        return [self.page(f"{name}, səhifə {number}") for number in range(1, count + 1)]


def save(pages: list[Image.Image], path: Path) -> None:
    """Group 4, in either format."""
    first, rest = pages[0], pages[1:]
    if path.suffix == ".pdf":
        first.save(path, save_all=True, append_images=rest, resolution=DOTS)
    else:
        first.save(path, save_all=True, append_images=rest, compression="group4", dpi=(DOTS, DOTS))


def break_strip(path: Path, page: int) -> None:
    """Spoils the picture of one page, and none of the directories."""
    with Image.open(path) as image:
        image.seek(page - 1)
        start, length = image.tag_v2[273][1], image.tag_v2[279][1]
    octets = bytearray(path.read_bytes())
    octets[start : start + length] = (bytes(range(256)) * (length // 256 + 1))[:length]
    path.write_bytes(octets)


class Stack:
    """Fills a folder, and knows what must become of it."""

    def __init__(self, program: Path, folder: Path, chance: random.Random):
        self.folder, self.chance, self.paper = folder, chance, Paper(chance)
        self.certain: dict[str, int] = {}
        self.open: dict[str, tuple[str, str | None]] = {}
        self.decisions: list[tuple[str, ...]] = []
        self.after: dict[str, int] = {}
        self.pages = 0
        folder.mkdir(parents=True)
        with tempfile.TemporaryDirectory() as work:
            self._separated(program, Path(work))
        self._listed()
        self._named()
        (folder / "done.txt").touch()

    def _separated(self, program: Path, work: Path) -> None:
        cases = [f"2(103)-{1000 + number}/2026" for number in range(1, SHEETS + 1)]
        sheets = work / "sheets.pdf"
        names = [f"{case}=evidence" for case in cases]
        subprocess.run([program, "separators", *names, "-o", sheets], check=True, stdout=subprocess.DEVNULL)
        text = subprocess.run(["pdftotext", sheets, "-"], check=True, capture_output=True, text=True).stdout
        series = next(word for word in text.split() if len(word) == 4 and word.isalnum() and not word.isdigit())
        laid: list[Image.Image] = []
        spans: dict[int, tuple[int, int]] = {}
        places: dict[int, int] = {}
        for number, case in enumerate(cases, 1):
            sheet = spoiled(drawn(sheets, number, DOTS, work), self.chance)
            if number in UNREAD:  # coffee, and a corner that is torn off
                ImageDraw.Draw(sheet).rectangle((0, 0, 2480, 3508 * 3 // 4), fill=0)
            laid.append(sheet)
            places[number] = len(laid)
            count = self.chance.randint(5, 11)
            pages = self.paper.pages(case, count)
            if number == DOUBLED:
                laid += [pages[0], sheet, *pages[1:]]
                first = places[number] + 1
                self.open[f"{series}-{number:03}"] = ("SCAN_SEPARATOR_UNCERTAIN", None)
                self.open[f"{series}-{number:03}#2"] = ("SCAN_SEPARATOR_UNCERTAIN", None)
                self.decisions.append(("join", f"{series}-{number:03}", f"{series}-{number:03}#2"))
                self.after[case] = count
                spans[number] = (first, count)
            else:
                laid += pages
                spans[number] = (places[number] + 1, count)
            self.pages += count
        for number, case in enumerate(cases, 1):
            if number in UNREAD or number == DOUBLED:
                continue
            if number + 1 in UNREAD:
                name, following = f"{series}-{number:03}", cases[number]
                self.open[name] = ("SCAN_SEPARATOR_UNCERTAIN", None)
                at = f"stack.tif:{places[number + 1]}"
                self.decisions.append(("split", name, "--at", at, "--sheet", "--case", following, "--kind", "evidence"))
                self.after[case], self.after[following] = spans[number][1], spans[number + 1][1]
            else:
                self.certain[case] = spans[number][1]
        save(laid, self.folder / "stack.tif")

    def _listed(self) -> None:
        rows = ["fayl;iş;növ;başlıq;səhifə"]
        for number in range(1, 11):
            case, count = f"2(103)-{2000 + number}/2026", self.chance.randint(4, 8)
            name = f"{number}.{'pdf' if number % 2 else 'tif'}"
            rows.append(f"{name};{case};Vəsatət;Sənəd {number};{count}")
            scanned = count - 1 if number == 3 else count
            save(self.paper.pages(case, scanned), self.folder / name)
            self.pages += scanned
            if number == 3:
                self.open[name] = ("SCAN_PAGE_COUNT_DIFFERS", None)
                self.decisions.append(("correct", name, "--pages", str(scanned)))
                self.after[case] = scanned
            elif number == 5:
                with pikepdf.open(self.folder / name, allow_overwriting_input=True) as document:
                    document.save(self.folder / name, encryption=pikepdf.Encryption(owner="sahib", user="parol"))
                self.open[name] = ("DOCUMENT_ENCRYPTED", None)
                self.decisions.append(("set-aside", name))
            elif number == 8:
                break_strip(self.folder / name, 2)
                self.open[name] = ("SCAN_PAGE_UNREADABLE", "2")
                self.decisions.append(("set-aside", name))
            else:
                self.certain[case] = count
        (self.folder / "index.csv").write_text("\n".join(rows), encoding="utf-8-sig")

    def _named(self) -> None:
        for number in range(1, 9):
            case = f"2(103)-{3000 + number}/2026"
            # What is left of the three hundred.
            count = (300 - self.pages) // (9 - number)
            ending = "pdf" if number % 2 else "tif"
            save(self.paper.pages(case, count), self.folder / f"{case.replace('/', '_')} letter.{ending}")
            self.pages += count
            self.certain[case] = count


def registered(root: Path) -> dict[str, int]:
    query = "SELECT e.case_number, SUM(d.pages) FROM register_entry e JOIN entry_document d ON d.entry = e.id GROUP BY e.id"
    with contextlib.closing(sqlite3.connect(root / "state/register.db")) as database:
        rows = database.execute(query).fetchall()
    if len(dict(rows)) != len(rows):
        raise SystemExit(f"a case has two entries: {rows}")
    return dict(rows)


def compare(what: str, found: dict, wanted: dict) -> None:
    wrong = [f"{key}: {found.get(key)} instead of {wanted.get(key)}" for key in found | wanted if found.get(key) != wanted.get(key)]
    if wrong:
        raise SystemExit(f"{what}: " + "; ".join(wrong))
    print(f"{what}: {len(wanted)} as expected")


def open_documents(stack: dict) -> dict[str, tuple[str, str | None]]:
    found = {}
    for document in stack["documents"]:
        if document["state"] != "OPEN":
            continue
        finding = next(finding for finding in document["findings"] if finding["severity"] != "warning")
        found[document["document"]] = (finding["code"], finding["arguments"].get("page"))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="an empty folder for the root")
    options = parser.parse_args()
    with contextlib.ExitStack() as leaving:
        folder = options.keep or Path(leaving.enter_context(tempfile.TemporaryDirectory()))
        court = ScanningCourt(options.program.resolve(), folder)
        stack = Stack(court.program, court.share / "monday", random.Random(options.seed))
        print(f"{SHEETS + 18} documents, {stack.pages} pages")
        court.take_in()
        compare("registered at once", registered(court.root), stack.certain)
        (taken,) = court.stacks()
        compare("left to the clerk", open_documents(taken), stack.open)
        for decision in stack.decisions:
            court.decide(taken["stack"], *decision)
        court.take_in()
        compare("registered in the end", registered(court.root), stack.certain | stack.after)
        if court.stacks():
            raise SystemExit("the stack is still open")
        court.run("fsck", "--json", "--root", court.root)


if __name__ == "__main__":
    main()
