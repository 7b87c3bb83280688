"""A small office that the fault suite works on: packages of every form, the states in which a stopped run leaves it, and what
must have become of it in the end."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import contract
from shim import Call, Fault, Shim, plain_environment, run

SAMPLES = Path(__file__).parents[3] / "inbox-samples"

# What stopped runs may leave behind: octets that no row names.
TRACES = {"PACK_RECORDS_UNNAMED", "PACK_TAIL_TORN", "OBJECT_UNNAMED"}

# Beyond what fits into a pack segment, so that it gets a file of its own in the store.
LARGE = 300 << 10


def sample(prefix: str) -> Path:
    [folder] = SAMPLES.glob(f"{prefix}-*")
    [package] = folder.glob("package*")
    return package


@dataclass
class Office:
    """A root with demo trust, and the program that works on it."""

    program: Path
    root: Path
    environment: dict[str, str] = field(default_factory=plain_environment)
    dropped: int = 0

    @classmethod
    def make(cls, program: Path, root: Path, trusted: Path = SAMPLES / "demo") -> Office:
        office = cls(program, root)
        subprocess.run([program, "init", root], check=True, stdout=subprocess.DEVNULL)
        for name in ("trust", "issuers"):
            shutil.rmtree(root / name)
            shutil.copytree(trusted / name, root / name)
        shutil.copy(trusted / "courts.yaml", root)
        # The mark by which `demo` has its own roots trust the samples' certificates.
        (root / "state" / "demo").touch(mode=0o600)
        for channel in ("integrators", "court-103"):
            office.inbox(channel).mkdir(parents=True, exist_ok=True)
        return office

    def inbox(self, channel: str = "integrators") -> Path:
        return self.root / "inbox" / channel

    def drop(self, name: str, source: Path, channel: str = "integrators") -> None:
        """A second younger than the one before, because the older is taken first."""
        target = self.inbox(channel) / name
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
        self.age(target)

    def age(self, path: Path) -> None:
        self.dropped += 1
        os.utime(path, times=(1_790_000_000 + self.dropped,) * 2, follow_symlinks=False)

    def drop_forms(self) -> None:
        """Each form of a package, and one that comes twice."""
        self.drop("claim.xml", sample("01"))
        self.drop("folder", sample("02"))
        self.drop("batch", sample("18"), "court-103")
        self.drop("claim-again.xml", sample("01"))

    def drop_oddities(self) -> None:
        """Whatever else takes a path of its own."""
        inbox = self.inbox()
        self.drop("container.asice", sample("60"))
        self.drop("unsigned.xml", sample("23"))
        head, line, rest = sample("23").read_bytes().partition(b"\n")
        (inbox / "large.xml").write_bytes(head + line + LARGE * b"\n" + rest)
        self.drop("marked.xml", sample("35"))
        (inbox / "marked.xml.done").touch()
        (inbox / "link.xml").symlink_to("/nowhere")
        # No folder package, and kept whole because it is not copied whole.
        shutil.copytree(sample("02"), inbox / "nested")
        (inbox / "nested" / "more").mkdir()
        (inbox / "nested" / "more" / "only-copy").write_text("the only copy")
        for name in ("large.xml", "link.xml", "nested"):
            self.age(inbox / name)

    @property
    def command(self) -> list:
        return [self.program, "run", "--once", "--json", "--root", self.root]

    def run(self, shim: Shim | None = None, fault: Fault | None = None) -> subprocess.CompletedProcess:
        return run(self.command, self.environment | (shim.environment(fault) if shim else {}))

    def copy(self, target: Path) -> Office:
        """As it is, with times, links and modes."""
        shutil.rmtree(target, ignore_errors=True)
        subprocess.run(["cp", "-a", self.root, target], check=True)
        return Office(self.program, target, self.environment)

    def ask(self, question: str) -> list[tuple]:
        with closing(sqlite3.connect(f"file:{self.root}/state/register.db?mode=ro", uri=True)) as register:
            return register.execute(question).fetchall()

    def fsck(self) -> tuple[int, list[dict]]:
        """The exit code, and an object for each observation."""
        result = run([self.program, "fsck", "--json", "--root", self.root], self.environment)
        return result.returncode, [json.loads(line) for line in result.stdout.splitlines()][:-1]

    def names(self, folder: str) -> list[str]:
        path = self.root / folder
        return sorted(os.listdir(path)) if path.is_dir() else []


@dataclass(frozen=True)
class Account:
    """What became of all packages, without what may differ from run to run: times, and which of two equal filings was first."""

    outcomes: dict[tuple, list]
    kept: tuple[str, ...]

    @classmethod
    def of(cls, office: Office) -> Account:
        reading = contract.read(office.root)
        outcomes: dict[tuple, list] = {}
        for (channel, name, ordinal), states in contract.outcome(reading).items():
            outcomes.setdefault((channel, name.replace("-again", ""), ordinal), []).extend(states)
        kept = sorted(name.partition("~")[2] for name in office.names("quarantine"))
        return cls({key: sorted(states) for key, states in outcomes.items()}, tuple(kept))

    def differences(self, expected: Account) -> list[str]:
        found = [
            f"{key} came to {self.outcomes.get(key)} instead of {expected.outcomes.get(key)}"
            for key in self.outcomes | expected.outcomes
            if self.outcomes.get(key) != expected.outcomes.get(key)
        ]
        if self.kept != expected.kept:
            found.append(f"quarantine holds {self.kept} instead of {expected.kept}")
        return found


def breaches(office: Office, drops: list, expected: Account | None = None, before=None, in_order: bool = True) -> list[str]:
    """Where a finished root breaks the contract, differs from what was expected, or is not tidy."""
    found = contract.violations(office.root, drops, before)
    try:
        found += Account.of(office).differences(expected) if expected else []
        found += disorder(office) if in_order else []
        found += [f"an item that is {state} is told {count} times" for state, count in office.ask(TOLD_NOT_ONCE)]
        found += [f"an item that is {state} is told that it is {kind}" for state, kind in office.ask(TOLD_BESIDES)]
    except sqlite3.DatabaseError as error:
        found.append(f"the register cannot be read: {error}")
    folders = [f"inbox/{name}" for name in office.names("inbox") if name != ".claims"]
    folders += [f"inbox/.claims/{name}" for name in office.names("inbox/.claims")]
    folders += [f"outbox/{name}/tmp" for name in office.names("outbox")]
    found += [f"left in {folder}: {name}" for folder in folders for name in office.names(folder)]
    code, seen = office.fsck()
    found += [f"fsck: {each}" for each in seen if each["code"] not in TRACES] + ([f"fsck ended with {code}"] if code else [])
    return found


TOLD_NOT_ONCE = """
    SELECT i.state, count(o.id) FROM item i LEFT JOIN outbox o ON o.item = i.id AND o.kind = lower(i.state)
    GROUP BY i.id HAVING count(o.id) <> 1
"""

# Who sends the same again gets the first receipt again; who waits is told of that first.
TOLD_BESIDES = """
    SELECT i.state, o.kind FROM outbox o JOIN item i ON i.id = o.item
    WHERE o.kind NOT IN (lower(i.state), 'received', 'deferred', 'held') AND (i.state, o.kind) <> ('DUPLICATE', 'registered')
"""

NUMBERS = """
    SELECT e.court, e.year, i.package FROM register_entry e JOIN item i ON i.id = e.item
    ORDER BY e.court, e.year, e.sequence
"""


def disorder(office: Office) -> list[str]:
    """Numbers that do not follow the order of arrival."""
    arrivals: dict[tuple, list[int]] = {}
    for court, year, package in office.ask(NUMBERS):
        arrivals.setdefault((court, year), []).append(package)
    return [f"numbers of {key} went to {found}" for key, found in arrivals.items() if found != sorted(found)]


def trace(office: Office, library: Path, reads: bool = False) -> list[Call]:
    copy = office.copy(office.root.parent / "trace")
    return Shim(library, copy.root).trace(copy.command, copy.environment, reads)


# Where a run that takes one package after the other is stopped, to leave the next one something of everything: each picks a
# call of an undisturbed run.
def _claimed(calls: list[Call]) -> int:
    """One package is done, one accepted, one claimed with its pack record torn, and others lie in the inbox."""
    return [n for n, call in enumerate(calls, 1) if call.name == "fdatasync" and call.place.endswith(".pack")][2]


def _decided(calls: list[Call]) -> int:
    """One package is decided and its notice on the way, one accepted with its claim half released."""
    told = [n for n, call in enumerate(calls, 1) if call.name == "renameat2" and call.place.startswith("/outbox/")]
    return told[0]


STOPS = {"claimed": _claimed, "decided": _decided}


def stopped(office: Office, name: str, library: Path, target: Path) -> Office:
    """A copy in which a run was killed."""
    slow = replace(office, environment=office.environment | plain_environment(group_size="1"))
    at = STOPS[name](trace(slow, library))
    copy = slow.copy(target)
    result = copy.run(Shim(library, copy.root), Fault(at, "KILL"))
    if result.returncode != -9:
        raise SystemExit(f"the run that was to be stopped ({name}) ended with {result.returncode}: {result.stderr}")
    return replace(copy, environment=office.environment)
