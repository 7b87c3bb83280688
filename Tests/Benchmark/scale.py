#!/usr/bin/env python3
"""Measures the intake and the views on a small register and on a large one, in turn.

    VENV/bin/python Tests/Benchmark/scale.py PROGRAMS WORK SMALL LARGE [--packages N] [--rounds N] [--samples N]

PROGRAMS is the folder of `court-intake` and `large-register`, SMALL and LARGE are numbers of entries; `Tests/Benchmark/scale.sh`
prepares everything for it. Registers are made once and kept under WORK. Each round takes fresh packages through `run --once` on
both; what counts is the ratio within a round. Then each view is asked N times alone, and as often while runs write, one after the
other. Ends with 1 when a package is not registered; a missed goal is only printed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sqlite3
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import make_packages
from measure import fail, measured, tail

GOAL_RATIO = 1.10
GOAL_ANSWER = 20.0
GOAL_WAIT = 50.0
# Of a run beside the questions, which takes a second or two.
BESIDE = 2000
Times = dict[str, tuple[int, float, float, float]]


class Register:
    """A root with so many entries."""

    def __init__(self, programs: Path, work: Path, count: int) -> None:
        self.programs, self.count, self.folder = programs, count, work / str(count)
        mark = work / f"{count}.made"
        if not mark.exists():
            shutil.rmtree(self.folder, ignore_errors=True)
            subprocess.run([programs / "court-intake", "init", self.folder], check=True, stdout=subprocess.DEVNULL)
            subprocess.run([programs / "large-register", "make", self.database, str(count)], check=True)
            mark.touch()

    def trust(self, demo: Path) -> None:
        shutil.copytree(demo, self.folder, dirs_exist_ok=True)

    @property
    def database(self) -> Path:
        return self.folder / "state" / "register.db"

    def ask(self, question: str) -> int:
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as register:
            return register.execute(question).fetchone()[0]

    @property
    def entries(self) -> int:
        return self.ask("SELECT max(id) FROM register_entry")

    @property
    def packages(self) -> int:
        """The number of the last package that an earlier measurement registered."""
        last = "SELECT max(message_id) FROM business_key WHERE message_id GLOB 'bench-*'"
        return self.ask(f"SELECT ifnull(CAST(substr(({last}), 7) AS INTEGER), 0)")

    def drop(self, packages: list[Path]) -> None:
        for package in packages:
            shutil.copyfile(package, self.folder / "inbox" / "integrators" / package.name)
        os.sync()

    def run(self) -> float:
        """Seconds that a run took."""
        command = [self.programs / "court-intake", "run", "--once", "--root", self.folder]
        cost = measured(command, self.folder.with_suffix(".log"))
        if cost.status != 0:
            fail(f"the run ended with {cost.status}:\n{tail(cost)}")
        return cost.seconds

    def asking(self, samples: int) -> subprocess.Popen[str]:
        command = [self.programs / "large-register", "measure", self.database, str(samples)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def register(self, packages: list[Path]) -> float:
        before = self.entries
        self.drop(packages)
        seconds = self.run()
        if self.entries - before != len(packages):
            fail(f"{self.entries - before} of {len(packages)} packages were registered")
        return seconds


def times(asking: subprocess.Popen[str]) -> Times:
    output, _ = asking.communicate()
    if asking.returncode != 0:
        fail("the register did not answer")
    rows = [line.split("\t") for line in output.splitlines()]
    return {name: (int(count), float(p50), float(p99), float(most)) for name, count, p50, p99, most in rows}


def compare(registers: list[Register], nights: Iterator[list[Path]], size: int, rounds: int) -> None:
    for register in registers:
        # So that no round pays for settling in: migrations, and what the disk has not read yet.
        register.run()
    taken: list[list[float]] = []
    for _ in range(rounds):
        taken.append([register.register(next(nights)) for register in registers])
        print("  ".join(f"{r.count}: {s:.2f} s" for r, s in zip(registers, taken[-1], strict=True)), flush=True)
    for register, seconds in zip(registers, zip(*taken, strict=True), strict=True):
        print(f"{register.count:9} entries: {size / statistics.median(seconds):6.0f} packages a second")
    ratio = statistics.median(large / small for small, large in taken)
    print(f"the large one takes {ratio:.3f} times as long" + ("" if ratio <= GOAL_RATIO else f"; the goal is {GOAL_RATIO}"))


def views(register: Register, beside_it: Iterator[list[Path]], samples: int) -> None:
    """Asks without a run, and beside one: each portion is one, and the last goes on after the last answer."""
    alone = times(register.asking(samples))
    asking = register.asking(samples)
    runs = 0
    while asking.poll() is None:
        packages = next(beside_it, None)
        if packages is None:
            fail("the runs ended before the questions: more packages are needed")
        register.register(packages)
        runs += 1
    beside = times(asking)
    print(f"\n{register.count} entries, each {samples} times, milliseconds; {runs} runs beside")
    print(f"{'':16}{'alone':>27}    {'beside a run':>27}")
    print(f"{'':16}{'p50':>9}{'p99':>9}{'max':>9}    {'p50':>9}{'p99':>9}{'max':>9}")
    for name, (_, *answers) in alone.items():
        others = beside[name][1:]
        marks = ["slow"] if answers[1] > GOAL_ANSWER else []
        marks += ["waits"] if others[1] - answers[1] > GOAL_WAIT else []
        cells = "".join(f"{value:9.3f}" for value in answers) + "    " + "".join(f"{value:9.3f}" for value in others)
        print(f"{name:16}{cells}  {' '.join(marks)}".rstrip(), flush=True)


def portions(packages: list[Path], size: int) -> Iterator[list[Path]]:
    return (packages[start : start + size] for start in range(0, len(packages), size))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("small", type=int)
    parser.add_argument("large", type=int)
    parser.add_argument("--packages", type=int, default=2000, help="a run's")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--samples", type=int, default=1000, help="of each view's answer")
    given = parser.parse_args()
    os.environ["COURT_INTAKE_SETTLE_TERM"] = "10ms"
    made = given.work / "made"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    registers = [Register(given.programs, given.work, number) for number in (given.small, given.large)]
    # A thousand times all questions take a fraction of a minute.
    runs = 12 * -(-given.samples // 1000)
    compared = given.packages * len(registers) * given.rounds
    count = compared + BESIDE * len(registers) * runs
    # Elsewhere: this process stays small, because a child starts out with its size.
    first = 1 + max(register.packages for register in registers)
    maker = multiprocessing.Process(target=make_packages.main, args=(made, count), kwargs={"first": first})
    maker.start()
    maker.join()
    if maker.exitcode != 0:
        fail("packages could not be made")
    for register in registers:
        register.trust(made / "demo")
    packages = sorted((made / "packages").iterdir())
    compare(registers, portions(packages[:compared], given.packages), given.packages, given.rounds)
    beside = portions(packages[compared:], BESIDE)
    for register in registers:
        views(register, beside, given.samples)


if __name__ == "__main__":
    main()
