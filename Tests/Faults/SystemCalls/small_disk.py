#!/usr/bin/env python3
"""Lets a real disk fill at many points of a run, by octets and by inodes, and checks that nothing is lost for it.

    Tests/Faults/SystemCalls/small_disk.py COURT-INTAKE [--points N] [--work FOLDER]

Each root lies on a tmpfs of its own, which ballast fills but for so and so much; N fillings (24 without it) between nothing and
what an undisturbed run takes, for each of two states: fresh, and left half-way by a killed run. The watermarks are as good as off, so that
the register itself meets the full disk. As systemd would, the run is started again and again; then room is made, and one run
must bring everything to the end that it would have had. That a full disk stopped a package is not held against it.

Once more with the watermarks on: nothing is taken in, nothing fails, and all is taken in when there is room.

Needs root, for mount(8); says so and ends with 0 where it is not.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from filling import Filling, lighten
from office import Account, Office, breaches, contract, stopped
from shim import build, plain_environment

DISK = 16 << 20
INODES = 2000

# As often as a package may stop the program before it is put into quarantine, and once more.
STARTS = 4


@contextmanager
def disk(folder: Path):
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK},nr_inodes={INODES}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
        folder.rmdir()


@dataclass
class State:
    name: str
    office: Office
    drops: list
    expected: Account
    octets: int
    inodes: int

    def fillings(self, points: int) -> list[Filling]:
        """Spread over what an undisturbed run takes, and a little more."""
        return [
            Filling(int(room * 1.1 * number / points), of_inodes)
            for room, of_inodes in ((self.octets, False), (self.inodes, True))
            for number in range(points)
        ]


def need(office: Office, work: Path, of_inodes: bool) -> int:
    """The least room with which a run ends well, to a hundredth."""
    least, most = 0, INODES if of_inodes else DISK
    while most - least > max(1, most // 100):
        middle = (least + most) // 2
        with disk(work / "need") as folder:
            copy = office.copy(folder / "root")
            Filling(middle, of_inodes).apply(folder)
            least, most = (least, middle) if copy.run().returncode == 0 else (middle, most)
    return most


def try_filling(state: State, filling: Filling, work: Path) -> tuple[list[int], list[str]]:
    """How the runs ended, and where the contract was broken."""
    folder = Path(tempfile.mkdtemp(dir=work)) / "disk"
    with disk(folder):
        office = state.office.copy(folder / "root")
        ballast = filling.apply(folder)
        ends, found = [], []
        for _ in range(STARTS):
            result = office.run()
            ends.append(result.returncode)
            if result.returncode not in (0, 74, 75):
                found.append(f"ended with {result.returncode}: {result.stderr.strip()[-600:]}")
            found += contract.violations(office.root, state.drops, finished=False)
        before = contract.read(office.root)
        lighten(ballast)
        result = office.run()
        if result.returncode != 0:
            found.append(f"with room again it ended with {result.returncode}: {result.stderr.strip()}")
        return ends, found + breaches(office, state.drops, state.expected, before)


def try_watermarks(state: State, work: Path) -> list[str]:
    found = []
    with disk(work / "watermarks") as folder:
        office = state.office.copy(folder / "root")
        for setting in ({"free_space": "1GiB"}, {"free_files": str(INODES)}):
            careful = replace(office, environment=office.environment | plain_environment(**setting))
            result = careful.run()
            if result.returncode != 75 or careful.ask("SELECT count(*) FROM package") != [(0,)]:
                found.append(f"with {setting} it ended with {result.returncode}: {result.stdout}{result.stderr}")
        if office.run().returncode != 0:
            found.append("with room again it failed")
        return found + breaches(office, state.drops, state.expected)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--points", type=int, default=24)
    arguments.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments.add_argument("--work", type=Path, default=Path("/dev/shm"))
    options = arguments.parse_args()
    if os.geteuid() != 0:
        print("skipped: small disks are mounted, which only root may")
        return
    begin = time.monotonic()
    broken = 0
    with tempfile.TemporaryDirectory(prefix="small-disk-", dir=options.work if options.work.is_dir() else None) as folder:
        work = Path(folder)
        whole = Office.make(options.program.resolve(), work / "whole")
        whole.environment = plain_environment(free_space="1KiB", free_files="0")
        # As shipped: a world that fails must not be taken for a package that crashes the program.
        del whole.environment["COURT_INTAKE_ATTEMPTS_BEFORE_QUARANTINE"]
        whole.drop_forms()
        whole.drop_oddities()
        drops = contract.drops_in(whole.root)
        undisturbed = whole.copy(work / "undisturbed")
        undisturbed.run()
        expected = Account.of(undisturbed)
        half = stopped(whole, "decided", build(work), work / "half")
        states = [
            State(name, office, drops, expected, need(office, work, False), need(office, work, True))
            for name, office in (("fresh", whole), ("half-way", half))
        ]
        for state in states:
            fillings = state.fillings(options.points)
            with ThreadPoolExecutor(options.jobs) as pool:
                outcomes = list(pool.map(lambda filling: try_filling(state, filling, work), fillings))
            for of_inodes in (False, True):
                some = [each for each in zip(fillings, outcomes) if each[0].of_inodes == of_inodes]
                stopped_runs = sum(74 in ends for _, (ends, _) in some)
                print(
                    f"{state.name:9} {len(some)} fillings of {'inodes' if of_inodes else 'octets'}, up to"
                    f" {some[-1][0]}: {stopped_runs} stopped a run"
                )
            for filling, (ends, found) in zip(fillings, outcomes):
                broken += bool(found)
                for each in found[:8]:
                    print(f"  {state.name}, {filling}, runs ended {ends}: {each}")
        for each in try_watermarks(states[0], work):
            broken += 1
            print(f"  watermarks: {each}")
    print(f"{'something was broken' if broken else 'all came out right'}, in {time.monotonic() - begin:.0f} s")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
