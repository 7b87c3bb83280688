#!/usr/bin/env python3
"""Tampers with a court's register and with its export in random ways, and asks whether each is found.

    tamper.py [COURT-INTAKE] [--count N] [--seed S]

With the program, half of the tamperings are of a register that it made (`register verify` must find them), half of the export
of it (`verify_log.py export` must). Without it, all are of the export of a made-up court. Half of each are by hand, half are a
forger's who makes every hash anew and has the court's seal, but not the heads that witnesses hold: the last column says how
many of those would be believed if no witness were asked. Ends with 1 when one is missed.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import books
import exports
import forged_exports
import forged_registers
import made_up
import notices
from report import Report
from working_court import WorkingCourt

# Of a tampering: whether it is found, asking witnesses or none.
Check = Callable[[bool], bool]


class Tally:
    def __init__(self, seed: int):
        self.seed = seed
        self.found: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        # Found by a witness alone.
        self.witnessed: Counter[str] = Counter()

    def run(self, where: str, ways: forged_exports.Ways, count: int, is_found: Check, is_forged: bool) -> None:
        """In equal shares, one way after the other; a way that finds nothing to tamper with gives its share to the rest."""
        done, idle, names = 0, 0, list(ways)
        while done < count and idle < 20 * len(names):
            name = names[(done + idle) % len(names)]
            kind = f"{where}: {name}{', forged' if is_forged else ''}"
            what = ways[name]()
            if what is None:
                idle += 1
                continue
            done += 1
            if not is_found(True):
                self.missed[kind] += 1
                print(f"MISSED  {kind}: {what}", flush=True)
                continue
            self.found[kind] += 1
            if is_forged and not is_found(False):
                self.witnessed[kind] += 1

    def print(self) -> int:
        kinds = list(dict.fromkeys([*self.found, *self.missed]))
        width = max(map(len, kinds), default=0)
        print(f"{'tampering':{width}}  found  missed  by witnesses alone")
        for kind in kinds:
            print(f"{kind:{width}}  {self.found[kind]:5}  {self.missed[kind]:6}  {self.witnessed[kind] or '':>18}")
        total, missed = self.found.total() + self.missed.total(), self.missed.total()
        print(f"{total} tamperings, {missed} missed; seed {self.seed}")
        return 1 if missed or not total else 0


def tamper_with_export(
    sound: Path,
    witnesses: list[Path],
    sealing: tuple | None,
    count: int,
    tally: Tally,
    source: random.Random,
    scratch: Path,
) -> None:
    tamperer = forged_exports.Tamperer(sound, scratch / "tampered", sealing, source)
    certificate = sealing and sealing[1]

    def is_found(asking: bool, folder: Path = tamperer.folder) -> bool:
        report = Report()
        exports.check(folder, certificate, witnesses if asking else [], [], report)
        return bool(report.faults)

    if is_found(True, sound):
        raise SystemExit("the export is not sound before anything is done to it")
    tamperer.forge(lambda books: "nothing")
    if is_found(False):
        raise SystemExit(
            "the export is not sound after it was written anew without a change: the forger's tools are none"
        )
    tally.run("export", tamperer.by_hand, count - count // 2, is_found, is_forged=False)
    tally.run("export", tamperer.forged, count // 2, is_found, is_forged=True)


def tamper_with_register(court: WorkingCourt, count: int, tally: Tally, source: random.Random, scratch: Path) -> None:
    witnessed = max(books.size_of(head.read_bytes()) for head in court.heads)
    tamperer = forged_registers.Tamperer(court.root, scratch / "tampered-root", witnessed, source)

    def is_found(asking: bool, root: Path = tamperer.root) -> bool:
        heads = [argument for head in court.heads for argument in ["--head", str(head)]] if asking else []
        result = subprocess.run(
            [court.office.program, "register", "verify", "--root", root, *heads], capture_output=True, text=True
        )
        if result.returncode not in {0, 1}:
            print(f"register verify ended with {result.returncode}: {result.stderr.strip()}")
        # A crash, or an error of the world, is no finding.
        return result.returncode == 1

    def must_be_sound(what: str) -> None:
        if is_found(True):
            raise SystemExit(f"the register is not sound {what}")

    must_be_sound("before anything is done to it")
    tamperer.change(lambda register: "nothing")
    must_be_sound("after all its hashes were made anew without a change: the forger's tools are none")
    tally.run("register", tamperer.by_hand, count - count // 2, is_found, is_forged=False)
    tally.run("register", tamperer.forged, count // 2, is_found, is_forged=True)


def tamper_with_both(program: Path, count: int, tally: Tally, source: random.Random, scratch: Path) -> None:
    court = WorkingCourt(program.resolve(), scratch)
    certificate = court.sealing[1]
    for path in court.notices:
        report = Report()
        notices.read(path, certificate, report)
        if report.faults:
            raise SystemExit(f"a notice of the program is not believed: {report.faults}")
    subprocess.run(
        [program, "register", "export", "--root", court.root, scratch / "export"], check=True, stdout=subprocess.DEVNULL
    )
    report = Report()
    exports.check(scratch / "export", certificate, court.heads, court.notices, report)
    if report.print():
        raise SystemExit("the program's export is not believed")
    tamper_with_export(scratch / "export", court.heads, court.sealing, count // 2, tally, source, scratch)
    tamper_with_register(court, count - count // 2, tally, source, scratch)


def tamper_with_made_up(count: int, tally: Tally, source: random.Random, scratch: Path) -> None:
    court = made_up.make(scratch / "export", tally.seed)
    witnesses = scratch / "witnesses"
    witnesses.mkdir()
    for name, head in court.books.heads.items():
        (witnesses / name).write_bytes(head)
    tamper_with_export(scratch / "export", sorted(witnesses.iterdir()), court.sealing, count, tally, source, scratch)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path, nargs="?")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    source, tally = random.Random(options.seed), Tally(options.seed)
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        if options.program:
            tamper_with_both(options.program, options.count, tally, source, Path(folder))
        else:
            tamper_with_made_up(options.count, tally, source, Path(folder))
    return tally.print()


if __name__ == "__main__":
    sys.exit(main())
