#!/usr/bin/env python3
"""Measures the service and tries it at length.

    VENV/bin/python Tests/Benchmark/service.py COURT-INTAKE WORK [--packages N] [--minutes M]

Three parts, each on a fresh root under WORK:

1. Latency: packages renamed into a channel one by one, while nothing else happens; from the rename to the notice.
2. A backlog: N packages lie in the inbox at the start; how long until all are registered, and the largest resident set.
3. With --minutes: a mixed load for so long (packages renamed, written slowly, sent twice, broken; `kill -9` and SIGHUP now and
   then), and at the end everything is there once. Resident set and descriptors are printed each tenth of the time.

Ends with 1 when something is not there, or there twice.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
LATENCY_DROPS = 300


class Root:
    def __init__(self, intake: Path, folder: Path, demo: Path) -> None:
        self.intake, self.folder = intake, folder
        if folder.exists():
            shutil.rmtree(folder)
        subprocess.run([intake, "init", folder], check=True, stdout=subprocess.DEVNULL)
        for name in ("trust", "issuers"):
            shutil.rmtree(folder / name)
            shutil.copytree(demo / name, folder / name)
        shutil.copy(demo / "courts.yaml", folder)
        self.inbox = folder / "inbox" / "integrators"
        self.notices = folder / "outbox" / "integrators" / "new"
        self.inbox.mkdir(parents=True, exist_ok=True)
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        control = self.folder / "state" / "control"
        control.unlink(missing_ok=True)
        log = open(self.folder.with_suffix(".log"), "ab")
        environment = os.environ | {
            "COURT_INTAKE_SETTLE_TERM": "200ms",
            "COURT_INTAKE_ATTEMPTS_BEFORE_QUARANTINE": "100",
        }
        self.process = subprocess.Popen([self.intake, "run", "--root", self.folder], stderr=log, env=environment)
        while not control.exists():
            if self.process.poll() is not None:
                sys.exit(f"the service ended with {self.process.returncode}: see {log.name}")
            time.sleep(0.01)

    def stop(self) -> None:
        self.process.terminate()
        status = self.process.wait(timeout=120)
        if status != 0:
            sys.exit(f"the service ended with {status}")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def rename(self, package: Path, name: str) -> None:
        part = self.inbox / f"{name}.part"
        shutil.copyfile(package, part)
        part.rename(self.inbox / name)

    def ask(self, question: str) -> list[tuple]:
        with sqlite3.connect(f"file:{self.folder}/state/register.db?mode=ro", uri=True) as register:
            return register.execute(question).fetchall()

    def decided(self) -> int:
        return self.ask("SELECT count(*) FROM item")[0][0]

    def memory(self) -> float:
        """The largest resident set so far, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1000

    def resident(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1000

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


def latency(root: Root, packages: list[Path]) -> None:
    root.start()
    times = []
    root.notices.mkdir(parents=True, exist_ok=True)
    known = set(os.listdir(root.notices))
    for number, package in enumerate(packages[:LATENCY_DROPS]):
        part = root.inbox / f"{number}.part"
        shutil.copyfile(package, part)
        time.sleep(0.02)
        begin = time.perf_counter()
        part.rename(root.inbox / f"{number}.xml")
        while True:
            names = set(os.listdir(root.notices))
            if names - known:
                times.append(time.perf_counter() - begin)
                known = names
                break
            if time.perf_counter() - begin > 60:
                sys.exit("a package was not answered within a minute")
    root.stop()
    times.sort()
    registered = root.ask("SELECT count(*) FROM item WHERE state = 'REGISTERED'")[0][0]
    if registered != len(times):
        sys.exit(f"{registered} of {len(times)} were registered")
    print(f"\nFrom a rename to the notice, {len(times)} times, idle")
    for share in (50, 90, 99):
        print(f"  p{share}    {times[min(len(times) - 1, len(times) * share // 100)] * 1000:8.1f} ms")
    print(f"  mean   {statistics.mean(times) * 1000:8.1f} ms, longest {times[-1] * 1000:.1f} ms")


def backlog(root: Root, packages: list[Path]) -> None:
    for package in packages:
        shutil.copyfile(package, root.inbox / package.name)
    begin = time.perf_counter()
    root.start()
    while root.decided() < len(packages):
        time.sleep(0.2)
        if time.perf_counter() - begin > 3600:
            sys.exit("the backlog is not done within an hour")
    seconds = time.perf_counter() - begin
    memory = root.memory()
    root.stop()
    states = dict(root.ask("SELECT state, count(*) FROM item GROUP BY state"))
    if states != {"REGISTERED": len(packages)}:
        sys.exit(f"not all of the backlog is registered: {states}")
    print(f"\n{len(packages)} packages in the inbox at the start")
    print(f"  {seconds:.1f} s, {len(packages) / seconds:.0f} a second; largest resident set {memory:.0f} MB")


def soak(root: Root, packages: list[Path], minutes: float, seed: int) -> None:
    draw = random.Random(seed)
    print(f"\nMixed load for {minutes:g} minutes, seed {seed}")
    root.start()
    begin = time.monotonic()
    end, step = begin + 60 * minutes, 6 * minutes
    report = begin + step
    sent: list[Path] = []
    counts = {"registered": 0, "again": 0, "broken": 0, "kills": 0, "reloads": 0}
    waiting = iter(packages)
    while time.monotonic() < end:
        kind = draw.random()
        if kind < 0.90:
            package = next(waiting, None)
            if package is None:
                sys.exit("there are too few packages for so long a time: make more with --packages")
            sent.append(package)
            counts["registered"] += 1
            if draw.random() < 0.1:
                octets = package.read_bytes()
                with open(root.inbox / package.name, "wb") as file:
                    for start in range(0, len(octets), 2000):
                        file.write(octets[start : start + 2000])
                        file.flush()
                        time.sleep(0.01)
            else:
                root.rename(package, package.name)
        elif kind < 0.95 and sent:
            root.rename(draw.choice(sent), f"again-{counts['again']}.xml")
            counts["again"] += 1
        elif kind < 0.99:
            (root.inbox / "junk.part").write_bytes(b"no package " + str(counts["broken"]).encode())
            (root.inbox / "junk.part").rename(root.inbox / f"junk-{counts['broken']}.xml")
            counts["broken"] += 1
        elif kind < 0.995:
            root.process.send_signal(signal.SIGHUP)
            counts["reloads"] += 1
        else:
            root.kill()
            root.start()
            counts["kills"] += 1
        time.sleep(draw.expovariate(1 / 0.02))
        if time.monotonic() >= report:
            report += step
            print(
                f"  {(time.monotonic() - begin) / 60:5.1f} min  {len(sent):7} sent  {root.resident():6.0f} MB"
                f"  {root.descriptors():3} descriptors"
            )
    subprocess.run([root.intake, "run", "--once", "--quiet", "--root", root.folder], check=True)
    root.stop()
    status = json.loads(subprocess.check_output([root.intake, "status", "--json", "--root", root.folder]))
    states = dict(root.ask("SELECT state, count(*) FROM item GROUP BY state"))
    print(f"  {counts}\n  {states}")
    expected = {"REGISTERED": counts["registered"], "DUPLICATE": counts["again"], "QUARANTINED": counts["broken"]}
    if states != {state: count for state, count in expected.items() if count}:
        sys.exit(f"expected {expected}")
    gaps = root.ask("SELECT count(*) FROM register_entry WHERE sequence > (SELECT count(*) FROM register_entry)")
    if not status["addsUp"] or status["undeliveredNotices"] or status["undecidedPackages"] or gaps[0][0]:
        sys.exit(f"not in order: {status}")
    print("  everything is there once, the numbers have no gaps, and the sums are exact")


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("intake", type=Path)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--packages", type=int, default=5000)
    arguments.add_argument("--minutes", type=float, default=0)
    arguments.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = arguments.parse_args()
    work = options.work.resolve() / "service"
    made = work / "made"
    subprocess.run([sys.executable, HERE / "make_packages.py", made, str(options.packages)], check=True)
    packages = sorted((made / "packages").iterdir())
    intake = options.intake.resolve()
    latency(Root(intake, work / "latency", made / "demo"), packages)
    backlog(Root(intake, work / "backlog", made / "demo"), packages)
    if options.minutes:
        soak(Root(intake, work / "soak", made / "demo"), packages, options.minutes, options.seed)


if __name__ == "__main__":
    main()
