"""A stack on a disk that is full: python small_disk.py PROGRAM [--points N]

The root and the share lie on a tmpfs, and the work folder of the programs that look into scans on another; ballast leaves so
and so much of one of them. N fillings of each (12 without it), by octets and by inodes, between nothing and what an undisturbed
run takes. Two runs meet the full disk; then room is made,
and one run must register every document once and leave to the clerk what it would have left. Nothing that failed for want of
room may be said of a document. Needs root, for mount(8); says so and ends with 0 where it is not.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "Faults/SystemCalls"))

from filling import Filling, lighten  # noqa: E402

from scanning_court import ScanningCourt
from stack import Paper, compare, open_documents, registered, save

DISK, INODES = 48 << 20, 2000


def fill(court: ScanningCourt) -> tuple[dict[str, int], dict[str, tuple[str, str | None]]]:
    paper, folder = Paper(random.Random(1)), court.share / "monday"
    folder.mkdir(parents=True)
    wanted = {f"2(103)-{number}/2026": number for number in range(1, 5)}
    for number, (case, pages) in enumerate(wanted.items()):
        ending = "pdf" if number % 2 else "tif"
        save(paper.pages(case, pages), folder / f"{case.replace('/', '_')} letter.{ending}")
    save(paper.pages("nobody's", 2), folder / "nobody.tif")
    (folder / "done.txt").touch()
    return wanted, {"nobody.tif:1-2": ("SCAN_NOT_LISTED", None)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("--points", type=int, default=12)
    options = parser.parse_args()
    if os.geteuid() != 0:
        return print("small disks need root for mount(8): not tried")
    os.environ |= {"COURT_INTAKE_FREE_SPACE": "1KiB", "COURT_INTAKE_FREE_FILES": "0", "COURT_INTAKE_SETTLE_TERM": "10ms"}
    # A full disk is not the package's fault, however often it stops the program.
    os.environ["COURT_INTAKE_ATTEMPTS_BEFORE_QUARANTINE"] = "100"
    met = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "made"
        folder.mkdir()
        made = ScanningCourt(options.program.resolve(), folder)
        certain, left = fill(made)
        fillings = [
            (place, Filling(int(most * number / options.points), of_inodes))
            for place, most, of_inodes in (("root", 30 << 20, False), ("root", 150, True), ("work", 8 << 20, False), ("work", 60, True))
            for number in range(options.points)
        ]
        for place, filling in fillings:
            disks = Disks(Path(name))
            try:
                met += try_filling(made, disks, place, filling, certain, left)
            finally:
                disks.unmount()
    print(f"{len(fillings)} fillings, {met} met a full disk: every document registered once, nothing said of any for want of room")


class Disks:
    def __init__(self, folder: Path):
        self.root, self.work = folder / "disk", folder / "work"
        for disk in (self.root, self.work):
            disk.mkdir()
            mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK},nr_inodes={INODES}", "tmpfs", disk]
            subprocess.run(mount, check=True)

    def unmount(self) -> None:
        for disk in (self.root, self.work):
            subprocess.run(["umount", "--lazy", disk], check=True)
            disk.rmdir()


def try_filling(made: ScanningCourt, disks: Disks, place: str, filling: Filling, certain: dict, left: dict) -> bool:
    court = made.copied(disks.root / "root")
    os.environ["TMPDIR"] = str(disks.work)
    ballast = filling.apply(disks.root if place == "root" else disks.work)
    command = [court.program, "run", "--once", "--json", "--root", court.root]
    endings = [subprocess.run(command, capture_output=True).returncode for _ in range(2)]
    if not set(endings) <= {0, 74, 75}:
        raise SystemExit(f"{place}, {filling}: ended with {endings}")
    lighten(ballast)
    court.take_in()
    compare(f"{place}, {filling}", registered(court.root), certain, is_quiet=True)
    (stack,) = court.stacks()
    compare(f"{place}, {filling}", open_documents(stack), left, is_quiet=True)
    court.run("fsck", "--json", "--root", court.root)
    return endings[0] != 0


if __name__ == "__main__":
    main()
