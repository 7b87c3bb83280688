#!/usr/bin/env python3
"""Makes every system call that changes something fail, one after the other, and checks that nothing is lost for it.

    Tests/Faults/SystemCalls/sweep.py COURT-INTAKE [--all | --cases N] [--seed S] [--reads] [--work FOLDER]

Runs over a fresh root with packages of all forms (accept, register, outbox), and over ones that a killed run left half-way
(recovery, which is disturbed in turn). Each call is answered once with each fault that a kernel can answer it with, and once
more from there on (+):

    EIO, ENOSPC    the call fails
    EINTR          the same; with + every second call, because whoever tries again must get through
    SHORT          half of the octets are written
    KILL           the process dies before the call; with + so does the next run, and the one after it

The disturbed run may end with 0, 74, 75 or be killed. Then one undisturbed run must bring everything to the same end as
without any fault: nothing lost, doubled, gapped or half delivered. --reads makes those calls fail that read.

Without --all, the first and last call of each state and N cases drawn by the seed are tried. Prints a table, and ends with 1
when the contract was broken.
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
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from office import STOPS, Account, Office, breaches, contract, stopped, trace
from shim import Call, Fault, Shim, build

CHANGES = [("EIO", False), ("EIO", True), ("ENOSPC", False), ("ENOSPC", True), ("EINTR", False), ("EINTR", True)]
CHANGES += [("SHORT", False), ("SHORT", True), ("KILL", False), ("KILL", True)]
READS = [("EIO", False), ("EIO", True), ("EINTR", False), ("EINTR", True), ("SHORT", False), ("SHORT", True)]

# How many runs in a row are killed.
LIVES = 3


@dataclass
class State:
    """A root to start from, and the calls that an undisturbed run over it makes."""

    name: str
    office: Office
    calls: list[Call]

    def faults(self, reads: bool) -> list[Fault]:
        return [
            Fault(number, kind, is_sticky, reads)
            for kind, is_sticky in (READS if reads else CHANGES)
            for number, call in enumerate(self.calls, 1)
            # From there on, later calls are hit too.
            if (any(later.can(kind) for later in self.calls[number - 1 :]) if is_sticky else call.can(kind))
        ]


@dataclass
class Sweep:
    work: Path
    library: Path
    drops: list
    expected: Account

    def try_fault(self, state: State, fault: Fault) -> tuple[str, list[str]]:
        """How the disturbed run ended, and where the contract was broken."""
        place = Path(tempfile.mkdtemp(dir=self.work))
        try:
            office = state.office.copy(place / "root")
            shim = Shim(self.library, office.root)
            found: list[str] = []
            for _ in range(LIVES if fault.kind == "KILL" and fault.is_sticky else 1):
                result = office.run(shim, fault)
                end = "not hit" if shim.hits == 0 else str(result.returncode)
                found += self.judge(result, fault)
                found += contract.violations(office.root, self.drops, finished=False)
                shim.restart()
            if not is_done(result):
                before = contract.read(office.root)
                again = office.run()
                if again.returncode != 0:
                    found.append(f"the run after it ended with {again.returncode}: {again.stderr.strip()}")
                found += self.breaches(office, fault, before)
            else:
                found += [f"ended with 0, and yet: {each}" for each in self.breaches(office, fault)]
            return end, [f"{each} [{shim.hit}]" for each in found]
        except subprocess.TimeoutExpired:
            return "hung", [f"a run hangs [{shim.hit}]"]
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def breaches(self, office: Office, fault: Fault, before: contract.Reading | None = None) -> list[str]:
        # A package that could not be read waits, and others go before it.
        return breaches(office, self.drops, self.expected, before, in_order=not fault.of_reads)

    def judge(self, result: subprocess.CompletedProcess, fault: Fault) -> list[str]:
        if result.returncode in ((0, -9) if fault.kind == "KILL" else (0, 74, 75)):
            return []
        return [f"ended with {result.returncode}: {result.stderr.strip()[-600:]}"]


def is_done(result: subprocess.CompletedProcess) -> bool:
    """Whether a run says that nothing is left to do."""
    if result.returncode != 0:
        return False
    summary = json.loads(result.stdout.splitlines()[-1])
    return not any(summary[name] for name in ("leftAlone", "undecided", "deferred"))


def prepare(program: Path, work: Path, library: Path, reads: bool) -> tuple[list[State], list[Sweep]]:
    """The states to start from, each with how everything ends without a fault."""
    small, whole = Office.make(program, work / "small"), Office.make(program, work / "whole")
    for office in (small, whole):
        office.drop_forms()
    whole.drop_oddities()
    # The small one is stopped: recovery takes every package by itself, with many calls.
    stops = {name: stopped(small, name, library, work / name) for name in STOPS}
    states, sweeps = [], []
    for name, office, origin in [("fresh", whole, whole)] + [(name, office, small) for name, office in stops.items()]:
        drops = contract.drops_in(origin.root)
        undisturbed = origin.copy(work / "undisturbed")
        undisturbed.run()
        if problems := breaches(undisturbed, drops):
            sys.exit(f"without any fault: {problems}")
        copy = office.copy(work / "strace")
        seen = Shim(library, copy.root).check_against_strace(copy.command, copy.environment)
        print(f"{name}: strace sees {seen} calls that change something, and so does the shim")
        states.append(State(name, office, trace(office, library, reads)))
        sweeps.append(Sweep(work, library, drops, Account.of(undisturbed)))
    return states, sweeps


def chosen(states: list[State], options: argparse.Namespace) -> list[tuple[State, Fault]]:
    every = [(state, fault) for state in states for fault in state.faults(options.reads)]
    if options.all:
        return every
    bounds = [each for each in every if each[1].at in (1, len(each[0].calls))]
    rest = [each for each in every if each not in bounds]
    return bounds + random.Random(options.seed).sample(rest, min(options.cases, len(rest)))


def table(results: list[tuple[State, Fault, str]], states: list[State], kinds: list[tuple[str, bool]]) -> None:
    """Call indexes tried, by fault; and how the disturbed runs ended."""
    tried = Counter((state.name, fault.kind, fault.is_sticky) for state, fault, _ in results)
    heads = [kind + ("+" if is_sticky else "") for kind, is_sticky in kinds]
    print(f"\n{'state':10} {'calls':>6} " + " ".join(f"{head:>8}" for head in heads) + f" {'all':>8}")
    for state in states:
        row = [tried[state.name, *kind] for kind in kinds]
        print(f"{state.name:10} {len(state.calls):6} " + " ".join(f"{n:8}" for n in row) + f" {sum(row):8}")
    ends = Counter((fault.kind, fault.is_sticky, end) for _, fault, end in results)
    for end in sorted({end for *_, end in results}):
        row = [ends[(*kind, end)] for kind in kinds]
        print(f"{'ended ' + end:17} " + " ".join(f"{n:8}" for n in row) + f" {sum(row):8}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--all", action="store_true")
    arguments.add_argument("--cases", type=int, default=400)
    arguments.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    arguments.add_argument("--reads", action="store_true")
    arguments.add_argument("--only", help="a single fault, such as EIO+@17, of all states or of STATE:EIO+@17")
    arguments.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments.add_argument("--work", type=Path, default=Path("/dev/shm"), help="a folder on a fast file system")
    options = arguments.parse_args()
    program = options.program.resolve()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="sweep-", dir=options.work if options.work.is_dir() else None) as folder:
        work = Path(folder)
        library = build(work)
        states, sweeps = prepare(program, work, library, options.reads)
        sweep_of = dict(zip((state.name for state in states), sweeps))
        cases = chosen(states, options)
        if options.only:
            cases = [
                (state, fault)
                for state in states
                for fault in state.faults(options.reads)
                if options.only in (str(fault).split(" ")[0], f"{state.name}:{fault}".split(" ")[0])
            ]
        print(f"{len(cases)} cases, " + ("every one" if options.all else f"--seed {options.seed}"), flush=True)
        results, broken = [], 0
        with ThreadPoolExecutor(options.jobs) as pool:
            outcomes = pool.map(lambda case: sweep_of[case[0].name].try_fault(*case), cases)
            for (state, fault), (end, found) in zip(cases, outcomes):
                results.append((state, fault, end))
                if len(results) % 1000 == 0:
                    print(f"{len(results)} cases, {broken} broken, {time.monotonic() - begin:.0f} s", flush=True)
                broken += bool(found)
                for each in found[:8]:
                    print(f"{state.name}:{fault}: {each}", flush=True)
    table(results, states, READS if options.reads else CHANGES)
    print(f"\n{len(cases) - broken} of {len(cases)} ended in the contract's states, in {time.monotonic() - begin:.0f} s")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
