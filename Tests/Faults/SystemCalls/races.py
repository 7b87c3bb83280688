#!/usr/bin/env python3
"""Lets eight processes work on one root at the same time, again and again, while packages are dropped.

    Tests/Faults/SystemCalls/races.py COURT-INTAKE [--rounds N] [--seed S] [--work FOLDER]

First eight `run --once`; then six of them beside two services, of which one works and the other finds the root taken, and which
are stopped and killed now and then. Each of a few filings is dropped N times under other names: it must be registered once and
be a duplicate otherwise, whoever took it. Nobody may end in any other way than done (0), locked (75) or killed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from office import Office, breaches, contract, sample

PROCESSES = 8
SERVICES = 2

# A filing each, whose end does not depend on others: by the start of the sample's name.
FILINGS = {"01": "integrators", "02": "integrators", "06": "integrators", "18": "court-103", "23": "integrators", "60": "integrators"}


class Race:
    def __init__(self, office: Office, draw: random.Random) -> None:
        self.office, self.draw = office, draw
        self.drops: list = []
        self.is_over = threading.Event()
        self.ends: Counter = Counter()
        self.complaints: list[str] = []

    def drop(self, prefix: str, name: str) -> None:
        """As senders should: under another name first."""
        source, channel = sample(prefix), FILINGS[prefix]
        inbox = self.office.inbox(channel)
        name += source.suffix
        part = inbox / f"{name}.part"
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, part)
        self.drops.append(contract.drop_at(part, channel, name))
        part.rename(inbox / name)

    def note(self, who: str, end: int, errors: str) -> None:
        self.ends[f"{who} {end}"] += 1
        # A service that has only just begun does not hear SIGTERM yet, and dies of it.
        killed = (-signal.SIGKILL, -signal.SIGTERM) if who == "service" else ()
        if end not in (0, 75, *killed):
            self.complaints.append(f"a {who} ended with {end}: {errors.strip()[-600:]}")

    def run_again_and_again(self) -> None:
        while not self.is_over.is_set():
            result = self.office.run()
            self.note("run", result.returncode, result.stderr)

    def serve_again_and_again(self, seed: int) -> None:
        draw = random.Random(seed)
        command = [self.office.program, "run", "--root", self.office.root]
        while not self.is_over.is_set():
            service = subprocess.Popen(command, env=self.office.environment, stderr=subprocess.PIPE, text=True)
            try:
                _, errors = service.communicate(timeout=draw.uniform(0.1, 2))
            except subprocess.TimeoutExpired:
                service.send_signal(draw.choice([signal.SIGTERM, signal.SIGKILL]))
                _, errors = service.communicate(timeout=60)
            self.note("service", service.returncode, errors)

    def go(self, rounds: int, services: int) -> list[str]:
        with ThreadPoolExecutor(PROCESSES) as pool:
            others = [pool.submit(self.run_again_and_again) for _ in range(PROCESSES - services)]
            others += [pool.submit(self.serve_again_and_again, self.draw.random()) for _ in range(services)]
            try:
                for number in range(rounds):
                    for prefix in self.draw.sample(sorted(FILINGS), len(FILINGS)):
                        self.drop(prefix, f"{prefix}-{number}")
                        time.sleep(self.draw.expovariate(1 / 0.03))
            finally:
                self.is_over.set()
            for other in others:
                other.result()
        last = self.office.run()
        if last.returncode != 0:
            self.complaints.append(f"the last run ended with {last.returncode}: {last.stderr.strip()}")
        return self.complaints + breaches(self.office, self.drops)


def states(office: Office) -> dict[str, Counter]:
    """What the items of each filing came to, whatever the names under which it was dropped."""
    found: dict[str, Counter] = {}
    for name, state in office.ask("SELECT p.original_name, i.state FROM item i JOIN package p ON p.id = i.package"):
        found.setdefault(name.split("-")[0], Counter())[state] += 1
    return found


def expected_states(program: Path, work: Path, rounds: int) -> dict[str, Counter]:
    """From one run after the other: what becomes of each filing at first, and each time after that."""
    office = Office.make(program, work / "expected")
    race = Race(office, random.Random(0))
    found = []
    for number in range(2):
        for prefix in FILINGS:
            race.drop(prefix, f"{prefix}-{number}")
        office.run()
        found.append(states(office))
    first, both = found
    return {
        prefix: first[prefix] + Counter({s: (rounds - 1) * n for s, n in (both[prefix] - first[prefix]).items()})
        for prefix in FILINGS
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--rounds", type=int, default=15)
    arguments.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    arguments.add_argument("--work", type=Path, default=Path("/dev/shm"))
    options = arguments.parse_args()
    draw = random.Random(options.seed)
    print(f"{PROCESSES} processes on one root, --seed {options.seed}")
    broken = False
    with tempfile.TemporaryDirectory(prefix="races-", dir=options.work if options.work.is_dir() else None) as folder:
        work = Path(folder)
        program = options.program.resolve()
        expected = expected_states(program, work, options.rounds)
        for name, services in (("runs", 0), ("services", SERVICES)):
            office = Office.make(program, work / name)
            race = Race(office, draw)
            found = race.go(options.rounds, services)
            if (came := states(office)) != expected:
                found.append(f"the filings came to {came} instead of {expected}")
            packages = options.rounds * len(FILINGS)
            print(f"{name}: {packages} packages; processes that ended: {dict(sorted(race.ends.items()))}")
            for each in found[:12]:
                print(f"  {each}")
            broken |= bool(found)
    print("something was broken" if broken else "each was registered once")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
