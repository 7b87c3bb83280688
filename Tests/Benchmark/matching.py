#!/usr/bin/env python3
"""Measures what a bank's statement costs: one run that enters it in the ledger and registers the filings that waited for it.

    VENV/bin/python Tests/Benchmark/matching.py WORK COURT-INTAKE… [--entries N] [--filings N]

Every program gets the same statement twice, each time on a fresh root under WORK: once where nothing waits, and once where
the filings wait that its first entries pay. `Tests/Benchmark/statements.sh` prepares everything for it. Times are those of whole
processes, memory is the largest resident set. Ends with 1 when a filing is not registered, or an entry not in the ledger.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "SampleMaker"))

import make_packages
from containers import packed
from demo_data import write_yaml
from measure import Cost, fail, measured, tail
from statements import COURT, make_large


def make(folder: Path, entries: int, filings: int) -> None:
    """Filings, the statement that shows their payments, and the data of a root that takes both."""
    trust = make_packages.bench_trust()
    bank = trust.e_imza_legal_person("Nümunə Bank ASC", "9990000021")
    make_packages.main(folder, filings, trust=trust)
    account = {"number": COURT, "certificates": [bank.fingerprint]}
    write_yaml(folder / "demo" / "treasury.yaml", {"evidence": "statement", "term": "365d", "accounts": [account]})
    message = folder / "statement.xml"
    make_large(message, entries, [f"BN{number:08}" for number in range(1, filings + 1)])
    (folder / "statement.asice").write_bytes(packed({"statement.xml": message.read_bytes()}, bank))


class Root:
    def __init__(self, program: str, folder: Path, made: Path) -> None:
        self.program, self.folder = program, folder
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([program, "init", folder], check=True, stdout=subprocess.DEVNULL)
        shutil.copytree(made / "demo", folder, dirs_exist_ok=True)

    def run(self) -> Cost:
        os.environ["COURT_INTAKE_SETTLE_TERM"] = "10ms"
        cost = measured([self.program, "run", "--once", "--root", self.folder], self.folder.with_suffix(".log"))
        if cost.status != 0:
            fail(f"the run ended with {cost.status}:\n{tail(cost)}")
        return cost

    def drop(self, files: list[Path], channel: str) -> None:
        for file in files:
            shutil.copyfile(file, self.folder / "inbox" / channel / file.name)

    def expect(self, question: str, answer: object) -> None:
        with sqlite3.connect(f"file:{self.folder}/state/register.db?mode=ro", uri=True) as register:
            found = register.execute(question).fetchall()
        if found != answer:
            fail(f"{question}: {found}, not {answer}")


def measure(program: str, work: Path, made: Path, entries: int, filings: list[Path]) -> Cost:
    root = Root(program, work / "root", made)
    if filings:
        root.drop(filings, "integrators")
        root.run()
        root.expect("SELECT state, count(*) FROM item GROUP BY 1", [("DEFERRED", len(filings))])
    root.drop([made / "statement.asice"], "treasury")
    cost = root.run()
    registered = [("REGISTERED", len(filings))] if filings else []
    root.expect("SELECT state, count(*) FROM item GROUP BY 1 ORDER BY 1", [("RECORDED", 1), *registered])
    root.expect("SELECT count(*) FROM posting WHERE kind = 'booked'", [(entries,)])
    root.expect("SELECT count(*) FROM posting WHERE kind = 'allocated'", [(len(filings),)])
    return cost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("programs", nargs="+", metavar="COURT-INTAKE")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--filings", type=int, default=10_000)
    given = parser.parse_args()
    made = given.work / "matching"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    begin = time.perf_counter()
    # Elsewhere: this process stays small, because a child starts out with its size.
    maker = multiprocessing.Process(target=make, args=(made, given.entries, given.filings))
    maker.start()
    maker.join()
    if maker.exitcode != 0:
        fail("what to measure with could not be made")
    print(f"made in {time.perf_counter() - begin:.0f} s")
    packages = sorted((made / "packages").iterdir())
    for program in given.programs:
        print(f"\n{program}")
        for filings in ([], packages):
            cost = measure(program, given.work, made, given.entries, filings)
            print(
                f"  {given.entries} entries, {len(filings):6} filings waiting: {cost.seconds:6.2f} s,"
                f" {cost.cpu:6.2f} s of processors, {cost.memory:5.0f} MB",
                flush=True,
            )


if __name__ == "__main__":
    main()
