#!/usr/bin/env python3
"""Lets the wall clock jump, between runs and during them, and checks that nothing is early, lost or out of order for it.

    Tests/Faults/SystemCalls/clock.py COURT-INTAKE [--seed S] [--work FOLDER]

The clock is the program's alone (shim.c); the one that measures spans goes on, as it does on a real machine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from office import Account, Office, breaches, contract, sample, stopped
from shim import Shim, build, plain_environment

HOUR = 3600


def until(what: str, condition) -> None:
    """Waits for something that will happen."""
    limit = time.monotonic() + 60
    while not condition():
        if time.monotonic() > limit:
            raise TimeoutError(f"waited in vain: {what}")
        time.sleep(0.01)


def set_to(shim: Shim, moment: str) -> None:
    shim.set_clock(datetime.fromisoformat(moment).timestamp() - time.time())


def new_year(program: Path, work: Path, library: Path, draw: random.Random) -> list[str]:
    """The year of a number is Baku's, four hours before UTC; a clock that was wrong and is set back leaves no gap."""
    office = Office.make(program, work / "year")
    shim = Shim(library, office.root)
    turns = [
        ("2026-12-31T23:59:30+04:00", "01", "050/2026/000001"),
        ("2027-01-01T00:00:30+04:00", "02", "050/2027/000001"),
        ("2026-12-31T22:00:00+04:00", "52", "050/2026/000002"),
        ("2027-01-01T03:59:00+04:00", "60", "050/2027/000002"),
    ]
    drops = []
    for moment, prefix, _ in turns:
        office.drop(prefix + sample(prefix).suffix, sample(prefix))
        drops += contract.drops_in(office.root)
        set_to(shim, moment)
        office.run(shim)
    numbers = [number for (number,) in office.ask("SELECT number FROM register_entry ORDER BY id")]
    days = [day for (day,) in office.ask("SELECT registered_day FROM register_entry ORDER BY id")]
    found = [] if numbers == [number for *_, number in turns] else [f"the numbers are {numbers}"]
    found += [] if days == [moment[:10] for moment, *_ in turns] else [f"the days are {days}"]
    return found + breaches(office, drops)


def jumps_during_runs(program: Path, work: Path, library: Path, draw: random.Random) -> list[str]:
    """The clock jumps by up to a day, to and fro, while packages are taken in and while a killed run is recovered."""
    whole = Office.make(program, work / "jumps")
    whole.drop_forms()
    whole.drop_oddities()
    drops = contract.drops_in(whole.root)
    undisturbed = whole.copy(work / "undisturbed")
    undisturbed.run()
    expected = Account.of(undisturbed)
    found = []
    for name, office in [("fresh", whole)] + [(name, stopped(whole, name, library, work / name)) for name in ("claimed", "decided")]:
        for _ in range(5):
            copy = office.copy(work / "copy")
            shim = Shim(library, copy.root)
            is_over = threading.Event()

            def jump() -> None:
                while not is_over.wait(0.002):
                    shim.set_clock(draw.uniform(-24, 24) * HOUR)

            jumping = threading.Thread(target=jump)
            jumping.start()
            result = copy.run(shim)
            is_over.set()
            jumping.join()
            if result.returncode != 0:
                found.append(f"{name}: it ended with {result.returncode}: {result.stderr.strip()}")
            found += [f"{name}: {each}" for each in breaches(copy, drops, expected)]
    return found


@contextmanager
def service(office: Office, shim: Shim):
    control = office.root / "state" / "control"
    process = subprocess.Popen(
        [office.program, "run", "--root", office.root], env=office.environment | shim.environment(), stderr=subprocess.DEVNULL
    )
    try:
        until("the service is there", lambda: control.exists() or process.poll() is not None)
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)


def slow_copy(program: Path, work: Path, library: Path, draw: random.Random) -> list[str]:
    """However far the clock jumps, a file that is still written has not settled."""
    office = Office.make(program, work / "slow")
    office = replace(office, environment=office.environment | plain_environment(settle_term="1s"))
    shim = Shim(library, office.root)
    octets = sample("01").read_bytes()
    path = office.inbox() / "slow.xml"
    found = []
    with service(office, shim):
        step = len(octets) // 12
        for start in range(0, len(octets), step):
            with open(path, "ab") as file:
                file.write(octets[start : start + step])
            shim.set_clock(draw.uniform(-48, 48) * HOUR)
            # Half of the term.
            time.sleep(0.5)
            if not path.exists() and start + step < len(octets):
                found.append(f"it was taken after {start + step} of {len(octets)} octets")
                break
        until("it is registered", lambda: office.ask("SELECT count(*) FROM register_entry") == [(1,)])
    return found + breaches(office, [])


def deferral(program: Path, work: Path, library: Path, draw: random.Random) -> list[str]:
    """What waits for its time waits longer when the clock is set back, and is not lost."""
    office = Office.make(program, work / "deferral")
    policy = office.root / "validation.yaml"
    lenient = policy.read_text()
    policy.write_text(lenient.replace("signer: ", "signer: required #", 1))
    office.drop("claim.xml", sample("01"))
    drops = contract.drops_in(office.root)
    shim = Shim(library, office.root)
    found = []

    def states() -> list[str]:
        return [state for (state,) in office.ask("SELECT state FROM item")]

    office.run(shim)
    if states() != ["DEFERRED"]:
        return [f"it was to be deferred, and is {states()}"]
    policy.write_text(lenient)
    for hours, expected in ((-24, "DEFERRED"), (-1, "DEFERRED"), (24 * 8, "REGISTERED")):
        shim.set_clock(hours * HOUR)
        if (end := office.run(shim).returncode) != 0 or states() != [expected]:
            found.append(f"{hours} hours from now it is {states()} instead of {expected}, and the run ended with {end}")
    return found + breaches(office, drops)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    arguments.add_argument("--work", type=Path, default=Path("/dev/shm"))
    options = arguments.parse_args()
    print(f"the clock jumps, --seed {options.seed}")
    broken = False
    with tempfile.TemporaryDirectory(prefix="clock-", dir=options.work if options.work.is_dir() else None) as folder:
        library = build(Path(folder))
        for scenario in (new_year, jumps_during_runs, slow_copy, deferral):
            found = scenario(options.program.resolve(), Path(folder), library, random.Random(options.seed))
            print(f"  {scenario.__name__}: {'broken' if found else 'right'}")
            for each in found[:8]:
                print(f"    {each}")
            broken |= bool(found)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
