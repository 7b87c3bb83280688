#!/usr/bin/env python3
"""Runs court-intake and its peers in turn and prints a table. `Tests/Benchmark/run.sh` prepares everything for it.

    VENV/bin/python Tests/Benchmark/measure.py COURT-INTAKE WORK PACKAGES MEGABYTES

Ends with 1 when a result is wrong: the two pipelines registered different packages or duties, the large package did not
pass, its twin was not refused with HASH_FAILURE. A missed goal is only printed: figures depend on the machine, and the
ratios within one run are what counts.

Times are those of whole processes, from start to exit. Ours wait one settling; of 10 ms here, because all packages lie
there. Memory is the largest resident set.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROUNDS = 3
SUBMISSION = "urn:court-intake:submission:1:Submission"


@dataclass
class Cost:
    """What one process took."""

    seconds: float
    cpu: float
    memory: float
    """In MB (10⁶)."""
    status: int
    output: Path


def measured(command: list[object], output: Path) -> Cost:
    """Runs a command with its output in a file. This process stays small, because a child starts out with its size."""
    with open(output, "wb") as file:
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=file, stderr=file)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    return Cost(
        seconds,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss * 1024 / 1e6,
        os.waitstatus_to_exitcode(status),
        output,
    )


def tail(cost: Cost) -> str:
    return cost.output.read_text(errors="replace")[-2000:]


def fail(message: str) -> None:
    sys.exit(f"WRONG RESULT: {message}")


def make(script: str, out: Path, size: int) -> None:
    subprocess.run([sys.executable, HERE / script, out, str(size)], check=True)


class SmallPackages:
    """Many small packages through both pipelines."""

    def __init__(self, intake: Path, work: Path, count: int) -> None:
        self.intake, self.work, self.count = intake, work, count
        self.made = 0
        self.bench = work / "small"
        make("make_packages.py", self.bench, count)

    def intake_run(self) -> tuple[Cost, dict[str, str]]:
        root = self.fresh("root")
        inbox = root / "inbox" / "integrators"
        subprocess.run([self.intake, "init", root], check=True, stdout=subprocess.DEVNULL)
        for folder in ("trust", "issuers"):
            shutil.rmtree(root / folder)
            shutil.copytree(self.bench / "demo" / folder, root / folder)
        shutil.copy(self.bench / "demo" / "courts.yaml", root)
        shutil.copytree(self.bench / "packages", inbox, dirs_exist_ok=True)
        os.sync()
        cost = measured(
            [self.intake, "run", "--once", "--json", "--settle-term", "10ms", "--root", root], self.work / "run.jsonl"
        )
        lines = [json.loads(line) for line in cost.output.read_text().splitlines() if line.startswith("{")]
        if cost.status != 0 or not lines:
            fail(f"court-intake ended with {cost.status}: {tail(cost)}")
        registered = {
            Path(line["package"]).stem: line["duty"] for line in lines if line.get("verdict") == "REGISTERED"
        }
        notices = sum(1 for _ in (root / "outbox" / "integrators" / "new").iterdir())
        if notices != self.count:
            fail(f"{notices} notices for {self.count} packages")
        return cost, registered

    def peer_run(self) -> tuple[Cost, dict[str, str]]:
        work = self.fresh("peer")
        os.sync()
        cost = measured([sys.executable, HERE / "pipeline.py", self.bench, work], self.work / "pipeline.json")
        if cost.status != 0:
            fail(f"the Python pipeline ended with {cost.status}: {tail(cost)}")
        with sqlite3.connect(work / "register.db") as database:
            return cost, dict(database.execute("SELECT message, duty FROM entry"))

    def fresh(self, name: str) -> Path:
        """A path where nothing was. Nothing is deleted until all is measured: ext4 makes files several times slower right
        after many were removed."""
        self.made += 1
        return self.work / f"{name}-{self.made}"

    def compare(self) -> None:
        ours, peers = [], []
        for round_ in range(1, ROUNDS + 1):
            own, registered = self.intake_run()
            peer, expected = self.peer_run()
            if registered != expected or len(registered) != self.count:
                fail(f"court-intake registered {len(registered)}, the Python pipeline {len(expected)}, of {self.count}")
            ours.append(own)
            peers.append(peer)
            print(f"round {round_}: {self.rate(own):.0f}/s, {self.rate(peer):.0f}/s", file=sys.stderr)
        own, peer = median(ours, self.rate), median(peers, self.rate)
        print(f"\n{self.count} small packages, parsed, verified, assessed, registered and told of, durable; both equal")
        row("", "packages/s", "CPU ms/package", "memory MB")
        for name, cost in (("court-intake run --once", own), ("Python pipeline", peer)):
            row(name, f"{self.rate(cost):.0f}", f"{cost.cpu / self.count * 1000:.2f}", f"{cost.memory:.0f}")
        row("ratio", f"{self.rate(own) / self.rate(peer):.2f}", f"{peer.cpu / own.cpu:.2f}", "")
        goal("at least 1000/s", self.rate(own) >= 1000)

    def rate(self, cost: Cost) -> float:
        return self.count / cost.seconds


class LargePackage:
    """One large package through `verify` and xmlsec1."""

    def __init__(self, intake: Path, work: Path, megabytes: int) -> None:
        self.intake, self.work = intake, work
        self.bench = work / "large"
        make("make_large.py", self.bench, megabytes)
        self.file, self.trust = self.bench / "large.xml", self.bench / "demo" / "trust"
        self.megabytes = self.file.stat().st_size / 1e6

    def verify(self, file: Path) -> tuple[Cost, dict]:
        cost = measured([self.intake, "verify", "--json", "--trust", self.trust, file], self.work / "verify.json")
        return cost, json.loads(cost.output.read_text().splitlines()[0])

    def verified(self) -> Cost:
        cost, report = self.verify(self.file)
        # The package's root element stands outside what "#Id" covers, which `verify` remarks on: the file as a whole may be
        # INDETERMINATE. What is compared is that the signature passes, as it does with xmlsec1.
        if [signature["indication"] for signature in report["signatures"]] != ["TOTAL-PASSED"]:
            fail(f"the signature of the large package did not pass: {tail(cost)}")
        return cost

    def peer(self) -> Cost:
        trusted, untrusted = self.trust / "demo-root.pem", self.trust / "demo-id-card-ca.pem"
        options = ["--id-attr:Id", SUBMISSION, "--trusted-pem", trusted, "--untrusted-pem", untrusted]
        cost = measured(["xmlsec1", "--verify", *options, self.file], self.work / "xmlsec1.txt")
        if cost.status != 0:
            fail(f"xmlsec1 did not verify the large package: {tail(cost)}")
        return cost

    def refuse_twin(self) -> None:
        cost, report = self.verify(self.bench / "twin.xml")
        reasons = {signature["subIndication"] for signature in report["signatures"]}
        if cost.status != 1 or report["verdict"] != "FAILED" or reasons != {"HASH_FAILURE"}:
            fail(f"the twin with another last octet: {report['verdict']}, {reasons}")

    def compare(self) -> None:
        self.refuse_twin()
        pairs = [(self.verified(), self.peer()) for _ in range(ROUNDS)]
        own, peer = (median([pair[index] for pair in pairs], self.rate) for index in (0, 1))
        print(f"\nOne package of {self.megabytes:.0f} MB; its twin with another last octet fails with HASH_FAILURE")
        row("", "MB/CPU-s", "seconds", "memory MB")
        for name, cost in (("court-intake verify", own), ("xmlsec1 --verify", peer)):
            row(name, f"{self.rate(cost):.0f}", f"{cost.seconds:.2f}", f"{cost.memory:.0f}")
        row("ratio", f"{self.rate(own) / self.rate(peer):.2f}", "", f"1/{peer.memory / own.memory:.0f}")
        goal("at least 1.5 times xmlsec1 per CPU-second", self.rate(own) >= 1.5 * self.rate(peer))
        goal("at most 64 MB of memory", own.memory <= 64)

    def rate(self, cost: Cost) -> float:
        return self.megabytes / cost.cpu


def median(costs: list[Cost], rate: Callable[[Cost], float]) -> Cost:
    middle = statistics.median_low(rate(cost) for cost in costs)
    return next(cost for cost in costs if rate(cost) == middle)


def row(name: str, *cells: str) -> None:
    print(f"  {name:<26}" + "".join(f"{cell:>16}" for cell in cells))


def goal(text: str, is_met: bool) -> None:
    print(f"  goal: {text}: {'met' if is_met else 'MISSED'}")


def main(intake: Path, work: Path, packages: int, megabytes: int) -> None:
    with tempfile.TemporaryDirectory(dir=work, prefix="run-") as folder:
        LargePackage(intake, Path(folder), megabytes).compare()
        SmallPackages(intake, Path(folder), packages).compare()


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]).resolve(), int(sys.argv[3]), int(sys.argv[4]))
