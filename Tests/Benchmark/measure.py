#!/usr/bin/env python3
"""Runs court-intake and its peers in turn and prints a table. `Tests/Benchmark/run.sh` prepares everything for it.

    VENV/bin/python Tests/Benchmark/measure.py COURT-INTAKE LOOPS WORK PACKAGES MEGABYTES THOUSANDS

LOOPS is the folder of `verify-loop`, `parse-once` and `peer`. Ends with 1 when a result is wrong: the two pipelines
registered different packages or duties, a signed file did not pass, its twin was not refused with HASH_FAILURE. A missed goal is only printed: figures depend on the machine, and the
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
SCHEMA = HERE.parents[1] / "Sources" / "CFilingSchemas" / "submission-1.xsd"
ROUNDS = 3
PIPELINE_ROUNDS = 5
LOOPS = 3000
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
            [self.intake, "run", "--once", "--json", "--settle-term", "10ms", "--root", root], self.work / f"run-{self.made}.jsonl"
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

    def peer_run(self, script: str) -> tuple[Cost, dict[str, str]]:
        work = self.fresh("peer")
        os.sync()
        cost = measured([sys.executable, HERE / script, self.bench, work], self.work / "pipeline.json")
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
        ours: list[Cost] = []
        peers: dict[str, list[Cost]] = {"pipeline_whole.py": [], "pipeline.py": []}
        for round_ in range(1, PIPELINE_ROUNDS + 1):
            own, registered = self.intake_run()
            ours.append(own)
            for script, costs in peers.items():
                peer, expected = self.peer_run(script)
                if registered != expected or len(registered) != self.count:
                    fail(f"court-intake registered {len(registered)}, {script} {len(expected)}, of {self.count}")
                costs.append(peer)
            rates = ", ".join(f"{self.rate(cost[-1]):.0f}/s" for cost in (ours, *peers.values()))
            print(f"round {round_}: {rates}", file=sys.stderr)
        own = median(ours, self.rate)
        same, less = (median(costs, self.rate) for costs in peers.values())
        print(f"\n{self.count} small packages, parsed, verified, assessed, registered and told of, durable; all equal")
        row("", "packages/s", "CPU ms/package", "memory MB")
        names = ("court-intake run --once", "Python, the same work", "Python, register alone")
        for name, cost in zip(names, (own, same, less), strict=True):
            row(name, f"{self.rate(cost):.0f}", f"{cost.cpu / self.count * 1000:.2f}", f"{cost.memory:.0f}")
        for name, peer in (("ratio, the same work", same), ("ratio, register alone", less)):
            row(name, f"{self.rate(own) / self.rate(peer):.2f}", f"{peer.cpu / own.cpu:.2f}", "")
        print("  µs of a package by stage (parse to decide beside the others): " + self.stages(own))
        goal("at least 6 times the Python pipeline that does the same work", self.rate(own) >= 6 * self.rate(same))

    def stages(self, cost: Cost) -> str:
        times = json.loads(cost.output.read_text().splitlines()[-1])["stageMicroseconds"]
        return ", ".join(f"{stage} {time / self.count:.0f}" for stage, time in times.items())

    def rate(self, cost: Cost) -> float:
        return self.count / cost.seconds


class SignedFile:
    """One large file, and its twin with another last octet, through `verify` and xmlsec1."""

    def __init__(self, intake: Path, bench: Path, name: str, goals: tuple[float, float]) -> None:
        self.intake, self.bench, self.goals = intake, bench, goals
        self.file, self.trust = bench / name, bench / "demo" / "trust"
        self.megabytes = self.file.stat().st_size / 1e6

    def verify(self, file: Path) -> tuple[Cost, dict]:
        cost = measured([self.intake, "verify", "--json", "--trust", self.trust, file], self.bench / "verify.json")
        return cost, json.loads(cost.output.read_text().splitlines()[0])

    def verified(self) -> Cost:
        cost, report = self.verify(self.file)
        if cost.status != 0 or report["verdict"] != "PASSED":
            fail(f"{self.file.name} did not pass: {tail(cost)}")
        return cost

    def peer(self) -> Cost:
        trusted, untrusted = self.trust / "demo-root.pem", self.trust / "demo-id-card-ca.pem"
        options = ["--id-attr:Id", SUBMISSION, "--trusted-pem", trusted, "--untrusted-pem", untrusted]
        cost = measured(["xmlsec1", "--verify", *options, self.file], self.bench / "xmlsec1.txt")
        if cost.status != 0:
            fail(f"xmlsec1 did not verify {self.file.name}: {tail(cost)}")
        return cost

    def refuse_twin(self) -> None:
        cost, report = self.verify(self.bench / "twin.xml")
        reasons = {signature["subIndication"] for signature in report["signatures"]}
        if cost.status != 1 or report["verdict"] != "FAILED" or reasons != {"HASH_FAILURE"}:
            fail(f"the twin with another last octet: {report['verdict']}, {reasons}")

    def compare(self, title: str) -> None:
        self.refuse_twin()
        pairs = [(self.verified(), self.peer()) for _ in range(ROUNDS)]
        own, peer = (median([pair[index] for pair in pairs], self.rate) for index in (0, 1))
        ratio = self.rate(own) / self.rate(peer)
        print(f"\n{title}, {self.megabytes:.0f} MB; its twin with another last octet fails with HASH_FAILURE")
        row("", "MB/CPU-s", "CPU s", "memory MB")
        for name, cost in (("court-intake verify", own), ("xmlsec1 --verify", peer)):
            row(name, f"{self.rate(cost):.0f}", f"{cost.cpu:.2f}", f"{cost.memory:.0f}")
        row("ratio", f"{ratio:.2f}", "", f"1/{peer.memory / own.memory:.1f}")
        times, memory = self.goals
        goal(f"at least {times} times xmlsec1 per CPU-second", ratio >= times)
        goal(f"at most {memory} MB of memory", own.memory <= memory)

    def rate(self, cost: Cost) -> float:
        return self.megabytes / cost.cpu


class SchemaCheck:
    """The parse of one large package with the schema and without."""

    def __init__(self, parse_once: Path, file: Path) -> None:
        self.parse_once, self.file = parse_once, file

    def parsed(self, *schema: Path) -> tuple[float, float]:
        cost = measured([self.parse_once, self.file, *schema], self.file.parent / "parse-once.txt")
        if cost.status != 0:
            fail(f"{self.file.name} is not as the schema says: {tail(cost)}")
        return float(cost.output.read_text()), cost.memory

    def compare(self) -> None:
        pairs = [(self.parsed(), self.parsed(SCHEMA)) for _ in range(ROUNDS)]
        (plain, memory), (checked, checked_memory) = (statistics.median_low(part) for part in zip(*pairs, strict=True))
        print("\nThe same package, parsed alone and parsed against its schema")
        row("", "", "CPU s", "memory MB")
        row("parse", "", f"{plain:.3f}", f"{memory:.0f}")
        row("parse and schema", "", f"{checked:.3f}", f"{checked_memory:.0f}")
        goal("the schema costs no more than the parse itself", checked <= 2 * plain)
        goal("at most 64 MB of memory", checked_memory <= 64)


class SmallSignature:
    """One XAdES-B-B of 4 KB, verified again and again within one process, ours with the chain from the cache."""

    def __init__(self, verify_loop: Path, peer: Path, work: Path) -> None:
        self.verify_loop, self.peer_loop = verify_loop, peer
        self.bench = work / "xades"
        subprocess.run([sys.executable, HERE / "make_xades.py", self.bench], check=True)

    def own(self, name: str) -> Cost:
        trust = self.bench / "demo" / "trust"
        return measured([self.verify_loop, self.bench / name, trust, LOOPS], self.bench / "verify-loop.txt")

    def peer(self, name: str) -> Cost:
        return measured([self.peer_loop, self.bench / name, LOOPS], self.bench / "peer.txt")

    def refuse_twin(self) -> None:
        own = self.own("twin.xml")
        if own.status != 1 or "HASH_FAILURE" not in tail(own) or self.peer("twin.xml").status != 1:
            fail(f"the twin of the small package was not refused: {tail(own)}")

    def time(self, cost: Cost) -> float:
        """Of one round, in microseconds, as the loop measured it."""
        if cost.status != 0:
            fail(f"a round of the loop did not pass: {tail(cost)}")
        return float(cost.output.read_text())

    def compare(self) -> None:
        self.refuse_twin()
        name = "xades.xml"
        pairs = [(self.time(self.own(name)), self.time(self.peer(name))) for _ in range(ROUNDS)]
        own, peer = (statistics.median_low(part) for part in zip(*pairs, strict=True))
        size = (self.bench / name).stat().st_size
        print(f"\nXAdES-B-B of {size} octets, {LOOPS} times in one process; its twin fails with HASH_FAILURE")
        row("", "", "CPU µs", "")
        row("XMLSignature with chain", "", f"{own:.0f}", "")
        row("libxmlsec without", "", f"{peer:.0f}", "")
        row("ratio", "", f"1/{peer / own:.2f}", "")
        goal("at most the time of libxmlsec", own <= peer)


def median(costs: list[Cost], rate: Callable[[Cost], float]) -> Cost:
    middle = statistics.median_low(rate(cost) for cost in costs)
    return next(cost for cost in costs if rate(cost) == middle)


def row(name: str, *cells: str) -> None:
    print(f"  {name:<26}" + "".join(f"{cell:>16}" for cell in cells))


def goal(text: str, is_met: bool) -> None:
    print(f"  goal: {text}: {'met' if is_met else 'MISSED'}")


def main(intake: Path, loops: Path, work: Path, packages: int, megabytes: int, thousands: int) -> None:
    with tempfile.TemporaryDirectory(dir=work, prefix="run-") as folder:
        large, elements = Path(folder) / "large", Path(folder) / "elements"
        make("make_large.py", large, megabytes)
        SignedFile(intake, large, "large.xml", (2.5, 64)).compare("One embedded document")
        SchemaCheck(loops / "parse-once", large / "large.xml").compare()
        make("make_elements.py", elements, thousands)
        SignedFile(intake, elements, "elements.xml", (3, 400)).compare(f"{thousands} thousand small elements")
        SmallSignature(loops / "verify-loop", loops / "peer", Path(folder)).compare()
        if packages > 0:
            SmallPackages(intake, Path(folder), packages).compare()


if __name__ == "__main__":
    if len(sys.argv) != 7:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]).resolve(), *map(int, sys.argv[4:]))
