#!/usr/bin/env python3
"""Tampers with a register and with its export in random ways, and asks whether each is found.

    tamper.py [--count N] [--seed S] [--program COURT-INTAKE --root ROOT --key PEM --certificate PEM --head HEAD…]

With a root that a run made: half of the tamperings are of its register (`register verify` must find them), half of its export
(`verify_log.py export` must). Without one, all are of the export of a made-up court. Half of each are by hand, half are a
forger's who has the court's seal, but not the heads that witnesses hold: the last column says how many of those would be
believed if no witness were asked. Ends with 1 when one is missed.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_pem_private_key

import exports
import forged_exports
import made_up
from report import Report

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
    sound: Path, witnesses: list[Path], sealing: tuple | None, count: int, tally: Tally, source: random.Random, scratch: Path
) -> None:
    tamperer = forged_exports.Tamperer(sound, scratch / "tampered", sealing, source)
    certificate = sealing and sealing[1]

    def is_found(asking: bool, folder: Path = tamperer.folder) -> bool:
        report = Report()
        exports.check(folder, certificate, witnesses if asking else [], [], report)
        return bool(report.faults)

    if is_found(True, sound):
        raise SystemExit("the export is not sound before anything is done to it")
    tally.run("export", tamperer.by_hand, count - count // 2, is_found, is_forged=False)
    tally.run("export", tamperer.forged, count // 2, is_found, is_forged=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else time.time_ns() % 1_000_000
    source, tally = random.Random(seed), Tally(seed)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        court = made_up.make(scratch / "sound", seed)
        witnesses = scratch / "witnesses"
        witnesses.mkdir()
        for name, head in court.books.heads.items():
            (witnesses / name).write_bytes(head)
        tamper_with_export(
            scratch / "sound", sorted(witnesses.iterdir()), court.sealing, options.count, tally, source, scratch)
    return tally.print()


if __name__ == "__main__":
    sys.exit(main())
