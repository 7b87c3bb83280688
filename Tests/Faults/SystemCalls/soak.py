#!/usr/bin/env python3
"""A service under a mixed load in a world that fails now and then, at length; and then everything is there once.

    VENV/bin/python Tests/Faults/SystemCalls/soak.py COURT-INTAKE WORK [--minutes M] [--share S] [--seed S]

Packages are renamed into a channel, written slowly, sent twice, broken. Stormy times and calm ones take turns:

    stormy    the share S of the system calls that change something (a hundredth without it) fails with EIO, ENOSPC, EINTR or
              half of the octets; the service is killed now and then, and started again when it ends with 74, as systemd does
    calm      nothing fails, and one process goes on, so that growth shows; it reads its settings again now and then

Resident set, descriptors and threads are printed at the end of each. At last nothing fails any more, and the sums must be exact.

Needs what Tests/requirements.txt lists, for making packages.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from office import Office, breaches, contract
from shim import Shim, build, plain_environment, run

BENCHMARK = Path(__file__).parents[2] / "Benchmark"

# As the unit for systemd has it, but sooner.
RESTART_PAUSE = 0.05

# How often a storm and a calm follow one another.
TURNS = 5

# How likely a kill follows a package, and a reload.
KILLS = 0.002

BACKLOG = 100


class Service:
    """The running service, which is started again when the world stopped it."""

    def __init__(self, office: Office, shim: Shim, log: Path) -> None:
        self.office, self.shim, self.log = office, shim, log
        self.ends: Counter = Counter()
        self.process: subprocess.Popen | None = None
        self.start()

    def start(self) -> None:
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.office.program, "run", "--root", self.office.root],
                env=self.office.environment | self.shim.environment(),
                stderr=log,
            )

    def look_after(self) -> None:
        """Starts it again if it has ended; anything but the world's failure is a finding."""
        end = self.process.poll()
        if end is None:
            return
        self.ends[end] += 1
        if end not in (74, 75):
            sys.exit(f"the service ended with {end}: see {self.log}")
        time.sleep(RESTART_PAUSE)
        self.start()

    def kill(self) -> None:
        self.process.kill()
        end = self.process.wait()
        self.ends[end] += 1
        if end not in (-signal.SIGKILL, 74, 75):
            sys.exit(f"the service ended with {end}: see {self.log}")
        self.start()

    def reload(self) -> None:
        # Before it has said that it is ready, SIGHUP ends it like any program.
        if (self.office.root / "state" / "control").exists() and self.process.poll() is None:
            self.process.send_signal(signal.SIGHUP)

    def stop(self) -> None:
        self.process.terminate()
        end = self.process.wait(timeout=120)
        if end not in (0, 74):
            sys.exit(f"the service ended with {end}: see {self.log}")

    def sizes(self) -> tuple[float, int, int] | None:
        """Resident set in MB, descriptors, threads; None while it is away."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text()
            descriptors = len(os.listdir(f"/proc/{self.process.pid}/fd"))
            return int(status.split("VmRSS:")[1].split()[0]) / 1000, descriptors, int(status.split("Threads:")[1].split()[0])
        except (OSError, IndexError):
            return None


class Load:
    """What is sent, and what must become of it."""

    def __init__(self, office: Office, packages: list[Path], draw: random.Random) -> None:
        self.inbox, self.draw = office.inbox(), draw
        self.waiting = iter(packages)
        self.sent: list[Path] = []
        self.drops: list = []
        self.expected: Counter = Counter()

    def rename(self, source: Path, name: str, state: str) -> None:
        part = self.inbox / f"{name}.part"
        shutil.copyfile(source, part)
        self.drops.append(contract.drop_at(part, "integrators", name))
        part.rename(self.inbox / name)
        self.expected[state] += 1

    def write_slowly(self, source: Path, name: str) -> None:
        octets = source.read_bytes()
        with open(self.inbox / name, "wb") as file:
            for start in range(0, len(octets), 2000):
                file.write(octets[start : start + 2000])
                file.flush()
                time.sleep(0.01)
        self.drops.append(contract.drop_at(source, "integrators", name))
        self.expected["REGISTERED"] += 1

    def send_one(self) -> None:
        kind = self.draw.random()
        if kind < 0.92:
            package = next(self.waiting, None)
            if package is None:
                sys.exit("there are too few packages for so long a time: make more with --packages")
            self.sent.append(package)
            if self.draw.random() < 0.1:
                self.write_slowly(package, package.name)
            else:
                self.rename(package, package.name, "REGISTERED")
        elif kind < 0.96 and self.sent:
            self.rename(self.draw.choice(self.sent), f"again-{len(self.drops)}.xml", "DUPLICATE")
        else:
            junk = self.inbox.parent.parent / "junk"
            junk.write_text(f"no package {len(self.drops)}")
            self.rename(junk, f"junk-{len(self.drops)}.xml", "QUARANTINED")


def soak(office: Office, shim: Shim, load: Load, options: argparse.Namespace) -> list[str]:
    draw = load.draw
    service = Service(office, shim, office.root.with_suffix(".log"))
    did: Counter = Counter()
    largest = (0.0, 0, 0)
    print(f"  {'min':>5}          {'sent':>7}  {'MB':>5}  descriptors  threads  {'calls':>9}  {'failed':>7}  ends of the service")
    begin = time.monotonic()
    for turn in range(2 * TURNS):
        is_stormy = turn % 2 == 0
        shim.set_rate(options.share if is_stormy else 0)
        end = begin + 60 * options.minutes * (turn + 1) / (2 * TURNS)
        sizes = None
        while time.monotonic() < end:
            service.look_after()
            # In a storm the service is away half of the time: it must not end with a mountain.
            if len(os.listdir(load.inbox)) < BACKLOG:
                load.send_one()
            chance = draw.random()
            if is_stormy and chance < KILLS:
                service.kill()
                did["kills"] += 1
            elif chance < 2 * KILLS:
                service.reload()
                did["reloads"] += 1
            sizes = service.sizes() or sizes
            if sizes:
                largest = tuple(max(pair) for pair in zip(largest, sizes))
            time.sleep(draw.expovariate(options.pace))
        print(
            f"  {(time.monotonic() - begin) / 60:5.1f}  {'stormy' if is_stormy else 'calm':6}  {len(load.drops):7}"
            f"  {sizes[0]:5.0f}  {sizes[1]:11}  {sizes[2]:7}  {shim.count:9}  {shim.hits:7}  {dict(service.ends)}",
            flush=True,
        )
    shim.set_rate(0)
    print(f"  {shim.count} calls, of which {shim.hits} failed; {dict(did)}; at most {largest[0]:.0f} MB, {largest[1]} descriptors")
    service.look_after()
    service.stop()
    last = office.run()
    found = [] if last.returncode == 0 else [f"the last run ended with {last.returncode}: {last.stderr.strip()}"]
    states = Counter(dict(office.ask("SELECT state, count(*) FROM item GROUP BY state")))
    print("  " + ", ".join(f"{count} {state}" for state, count in sorted(states.items())))
    if states != load.expected:
        found.append(f"expected {dict(load.expected)}")
    status = json.loads(run([office.program, "status", "--json", "--root", office.root], office.environment).stdout)
    if not status["addsUp"] or status["received"] != sum(load.expected.values()):
        found.append(f"the sums do not add up: {status}")
    return found + breaches(office, load.drops, in_order=False)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program", type=Path)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--minutes", type=float, default=1)
    arguments.add_argument("--packages", type=int, default=5000)
    arguments.add_argument("--share", type=float, default=0.01, help="of the calls that fail")
    arguments.add_argument("--pace", type=float, default=20, help="packages a second")
    arguments.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = arguments.parse_args()
    work = options.work.resolve() / "soak"
    shutil.rmtree(work, ignore_errors=True)
    made = work / "made"
    subprocess.run([sys.executable, BENCHMARK / "make_packages.py", made, str(options.packages)], check=True)
    office = Office.make(options.program.resolve(), work / "root", made / "demo")
    office.environment = plain_environment(settle_term="200ms")
    # As shipped: it is the world that fails, and not the packages.
    del office.environment["COURT_INTAKE_ATTEMPTS_BEFORE_QUARANTINE"]
    print(f"Mixed load for {options.minutes:g} minutes, of {options.share:.2%} of the calls fail, --seed {options.seed}", flush=True)
    load = Load(office, sorted((made / "packages").iterdir()), random.Random(options.seed))
    found = soak(office, Shim(build(work), office.root), load, options)
    for each in found[:20]:
        print(f"  {each}")
    print("  something was broken" if found else "  everything is there once, and the sums are exact")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
