#!/usr/bin/python3
"""Power loss at every step: the program lives once on a disk that records, and then the power goes.

    Tests/Faults/PowerLoss/run.py                      a bounded run (120 points), as CI does
    Tests/Faults/PowerLoss/run.py --points 3000        that many points, with --again also in runs that recover
    Tests/Faults/PowerLoss/run.py --all forget names   every step under these policies
    Tests/Faults/PowerLoss/run.py --mutants            lacks one kind of sync after the other, and tells where it is missed

A point is a step of the record, a policy (disk.py says what a disk may forget) and a seed. For each, the tree that a disk might hold
is made, the program recovers, `fsck` reads everything, contract.py checks the promises from outside, and the life goes on to its
end, which must be that of the life that nothing disturbed. Beyond the contract it is checked that before the recovery no notice or
report is half there, and that what was committed or could be seen outside before the power went is there as it was.

A finding keeps its trees and says how to repeat it. Needs /dev/fuse, python3-pyfuse3, gcc and openssl; takes /dev/shm for the trees.
"""

import argparse
import functools
import multiprocessing
import os
import pathlib
import pickle
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass

if sys.prefix != sys.base_prefix or not pathlib.Path(sys.executable).is_relative_to("/usr/bin"):
    # The binding to FUSE is a package of the system's Python.
    os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])

import packages
import play
from disk import POLICIES, Disk, Mark, Record, Rename, Resize, Sync, Touch, Write

from play import contract

HERE = pathlib.Path(__file__).resolve().parent

# Every kind of sync, by the path of what is synced. Some are missed nowhere: the register's journal is synced before the first row is
# there; reports are made anew by every run; the note of a failure is a remark beside the work; and a channel's folder in inbox/
# is made by the program only where no sender has made it, after which the sync of the next notices makes it last. Those of
# inbox/.claims/ and store/ are missed between few steps: give more --points, or a step by --repeat with --lacking.
SYNCS = {
    "pack segment": r"state/store/packs/.*\.pack",
    "packs/": r"state/store/packs",
    "large copy": r"state/store/tmp/.*",
    "store/": r"state/store",
    "store/<aa>/": r"state/store/[0-9a-f]{2}",
    "register's log": r"state/register\.db-wal",
    "register": r"state/register\.db",
    "register's journal": r"state/register\.db-journal",
    "state/": r"state",
    "inbox/.claims/<channel>/": r"inbox/\.claims/.*",
    "inbox/.claims/": r"inbox/\.claims",
    "inbox/": r"inbox",
    "quarantine/": r"quarantine",
    "notices, one by one": r"outbox/.*/tmp/.*",
    "notices, all at once": r"syncfs",
    "outbox/<recipient>/new/": r"outbox/.*/new",
    "outbox/<recipient>/": r"outbox/[^/]*",
    "outbox/": r"outbox",
    "reports": r"reports/.*",
    "reports/": r"reports",
    "failure": r"state/failure",
}


@dataclass(eq=False)
class Life:
    """What was recorded, and what is known of it."""

    record: Record
    program: pathlib.Path
    deliveries: Disk
    # What lay in the inboxes at the start.
    drops: list
    # What became of everything, undisturbed; nil where the record is of a recovery.
    end: dict
    # What had been promised before the record began.
    before: contract.Reading | None = None
    name: str = "life"

    def dropped(self, end):
        """What senders may rely on after so many steps."""
        drops = list(self.drops)
        for step in self.record.steps[:end]:
            if isinstance(step, Mark) and step.text.startswith("dropped "):
                phase, channel, name = step.text.removeprefix("dropped ").split("/", 2)
                drops.append(self.delivery(phase, channel, name))
        return drops

    @functools.lru_cache(maxsize=None)
    def delivery(self, phase, channel, name):
        with tempfile.TemporaryDirectory(dir=WORK) as folder:
            self.deliveries.write_out(folder)
            return contract.drop_at(os.path.join(folder, phase, channel, name), channel, name)

    def promised(self, end):
        """What was committed, and what recipients could see."""
        commits = (
            index for index in range(end - 1, -1, -1)
            if isinstance(self.record.steps[index], Sync)
            and re.fullmatch(r"syncfs|state/register\.db(-wal)?", self.record.steps[index].path))
        reading = self.committed(next(commits, -1) + 1)
        shown = self.record.shown(end)
        visible = {
            (recipient, os.fsdecode(name)): bytes(shown.inodes[number].octets)
            for recipient, folder in outboxes(shown) for name, number in folder.names.items()
        }
        return contract.Reading(**{**reading.__dict__, "visible": visible})

    @functools.lru_cache(maxsize=8)
    def committed(self, end):
        shown = self.record.shown(end)
        with tempfile.TemporaryDirectory(dir=WORK) as folder:
            state = pathlib.Path(folder, "state")
            state.mkdir()
            for name, number in folder_at(shown, "state").names.items():
                if name in (b"register.db", b"register.db-wal"):
                    (state / os.fsdecode(name)).write_bytes(shown.inodes[number].octets)
            return contract.read(folder)


def folder_at(disk, path):
    inode = disk.inodes[1]
    for part in path.split("/"):
        inode = disk.inodes[inode.names[part.encode()]]
    return inode


def outboxes(disk):
    for name, number in folder_at(disk, "outbox").names.items():
        new = disk.inodes[number].names.get(b"new")
        if new:
            yield os.fsdecode(name), disk.inodes[new]


# MARK: Recording


def record_life(work, program):
    filer = packages.deliveries(work / "deliveries", program)
    root = work / "start"
    play.fresh_root(root, work / "deliveries", filer, program)
    drops = contract.drops_in(root)

    def act(mounted, preload):
        play.live(play.Program(program, mounted, preload), work / "deliveries")
        found = contract.violations(mounted, drops)
        if found:
            raise play.Failure("undisturbed, the contract does not hold: " + "; ".join(found))
        return contract.outcome(contract.read(mounted))

    record, end = recorded(work, root, act)
    return Life(record, program, Disk.load(work / "deliveries"), drops, end)


def record_recovery(work, life, point):
    """The life of a root that lost its power and recovers."""
    root = work / "start"
    life.record.crash(point.step, point.policy, point.seed).write_out(root)
    record, _ = recorded(work, root, lambda mounted, preload: play.Program(life.program, mounted, preload).run())
    return Life(
        record, life.program, life.deliveries, life.dropped(point.step), life.end,
        before=life.promised(point.step), name=f"recovery of {point}")


def recorded(work, root, act):
    """What is done on a copy of a root, step by step."""
    mounted, record = work / "mounted", work / "record"
    preload = work / "syncfs.so"
    compiler = shutil.which("cc") or "clang"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", preload, HERE / "syncfs.c", "-ldl"], check=True)
    mounted.mkdir()
    recorder = subprocess.Popen(["/usr/bin/python3", HERE / "recorder.py", root, mounted, record])
    try:
        while not mounted.is_mount():
            if recorder.poll() is not None:
                raise play.Failure("the recording file system cannot be mounted")
            time.sleep(0.01)
        outcome = act(mounted, preload)
    finally:
        if mounted.is_mount():
            subprocess.run(["fusermount3", "-u", mounted], check=True)
        recorder.wait(play.PATIENCE)
    with open(record, "rb") as file:
        return pickle.load(file), outcome


# MARK: Points


@dataclass(frozen=True)
class Point:
    step: int
    policy: str
    seed: int = 0

    def __str__(self):
        return f"{self.step}:{self.policy}:{self.seed}"

    @classmethod
    def named(cls, text):
        step, policy, seed = text.split(":")
        return cls(int(step), policy, int(seed))


# Under these policies only such steps change what is left: of the points between two of them the last one stands for all,
# because everything that was promised at the others was promised by then.
CHANGING = {
    "forget": (Sync, Touch),
    "names": (Sync, Touch, Rename),
    "octets": (Sync, Touch, Write, Resize),
    "all": (Touch, Rename, Write, Resize),
}


def all_points(life, policies, chance):
    """Every step under each policy, and of how many points each point stands."""
    points = {}
    for policy in policies:
        stood_for = 0
        for step in range(len(life.record.steps) + 1):
            stood_for += 1
            ends = step == len(life.record.steps)
            if ends or isinstance(life.record.steps[step], CHANGING.get(policy, object)):
                points[Point(step, policy, chance.randrange(1 << 32))] = stood_for
                stood_for = 0
    return points


def some_points(life, count, chance):
    """Half of them where order shows: beside a sync or a name."""
    steps = life.record.steps
    telling = [
        step for step in range(1, len(steps) + 1)
        if any(isinstance(near, (Sync, Rename)) for near in steps[step - 1 : step + 1])
    ]
    points = {}
    for number in range(count):
        step = chance.choice(telling) if number % 2 else chance.randint(0, len(steps))
        policy = list(POLICIES)[number // 2 % len(POLICIES)]
        points[Point(step, policy, chance.randrange(1 << 32))] = None
    return list(points)


# MARK: Checking one


def check(life, point, ignored=lambda sync: False, keep=None, to_the_end=True):
    """What is wrong after a power loss at a point, and, if told so, when the life goes on from there."""
    work = pathlib.Path(tempfile.mkdtemp(dir=WORK))
    try:
        root = work / "root"
        crashed = life.record.crash(point.step, point.policy, point.seed, ignored)
        crashed.write_out(root)
        found = list(half_files(crashed, life.record.shown(point.step)))
        promised = life.promised(point.step)
        program = play.Program(life.program, root)
        try:
            program.run()
            program("fsck", "--json")
            found += contract.violations(root, life.dropped(point.step), promised)
            if life.before:
                found += contract.broken_promises(life.before, contract.read(root))
            recovered = contract.read(root)
            undecided = undecided_rivals(promised)
            found += differences(life.end, contract.outcome(recovered), undecided, at_end=False)
            if to_the_end:
                with tempfile.TemporaryDirectory(dir=WORK) as deliveries:
                    life.deliveries.write_out(deliveries)
                    play.go_on(program, pathlib.Path(deliveries))
                found += contract.violations(root, life.dropped(len(life.record.steps)), recovered)
                found += differences(life.end, contract.outcome(contract.read(root)), undecided, at_end=True)
        except (play.Failure, subprocess.TimeoutExpired) as failure:
            found.append(str(failure))
        if found and keep:
            crashed.write_out(keep / "crashed")
            shutil.copytree(root, keep / "after", symlinks=True, ignore=pipes)
        return found
    finally:
        shutil.rmtree(work)


def pipes(folder, names):
    return [name for name in names if not os.path.isfile(path := os.path.join(folder, name)) and not os.path.isdir(path)]


def half_files(crashed, shown):
    """People and recipients may look before the intake is up again: what is there under its last name is whole."""
    for place, folder in [*outboxes(crashed), ("reports", folder_at(crashed, "reports"))]:
        for name, number in folder.names.items():
            # A reading of a moment that is over, made anew by the next start, need not last.
            if name == b"metrics.prom":
                continue
            if not name.startswith(b".") and crashed.inodes[number].octets != shown.inodes[number].octets:
                yield f"{place}/{os.fsdecode(name)} is half there"


# Drops of which the first that arrives decides what is said of the others: filings under one message id, and a statement that takes
# back a payment of another.
RIVALS = [
    {"52-sent-once.xml", "53-duplicate.xml", "54-conflict.xml"},
    {"00-bank-statement.asice", "65-credit-advice.xml"},
]


def undecided_rivals(promised):
    """While none of them has arrived, a power loss may bring them into another order: of moves that were not synced yet it
    keeps whichever it likes, and what was moved is taken up first."""
    arrived = {name for _, name, *_ in promised.packages.values()}
    return set().union(*(rivals for rivals in RIVALS if not rivals & arrived))


def differences(expected, found, undecided, at_end):
    """Before the end, packages may be still to come, and what is held waits for the clerk."""
    for key in sorted(expected.keys() | found.keys()):
        if key[1] in undecided:
            continue
        if not at_end and (key not in found or found[key][0][0] == "HELD"):
            continue
        if expected.get(key) != found.get(key):
            yield f"{'/'.join(map(str, key))} was to be {expected.get(key)} and is {found.get(key)}"


# MARK: Sweeping


def task(job):
    life_number, point, kind = job
    return job, check(LIVES[life_number], point, lacking(kind), to_the_end=point.seed % 3 == 0)


def lacking(kind):
    """Says of which syncs a program knows nothing that lacks one kind."""
    return lambda sync: kind is not None and bool(re.fullmatch(SYNCS[kind], sync.path))


def sweep(jobs, workers):
    """Checks points side by side; what comes is told by the caller."""
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        yield from pool.imap_unordered(task, jobs)


class Progress:
    def __init__(self, count):
        self.count, self.done, self.findings, self.began = count, 0, 0, time.monotonic()
        self.told = 0

    def add(self, found):
        self.done += 1
        self.findings += bool(found)
        if time.monotonic() - self.told > 10 or self.done == self.count:
            self.told = time.monotonic()
            spent = self.told - self.began
            print(f"{self.done} of {self.count} points, {self.findings} findings, {spent:.0f} s", flush=True)


def search(jobs, options):
    progress, kinds, found_all = Progress(len(jobs)), Counter(), []
    for (number, point, _), found in sweep(jobs, options.workers):
        progress.add(found)
        kinds[point.policy] += 1
        if not found:
            continue
        found_all.append((number, point))
        print(f"\nFOUND at {point} of the {LIVES[number].name}:")
        for sentence in found[:10]:
            print(f"  {sentence}")
        if len(found) > 10:
            print(f"  and {len(found) - 10} more")
    print(", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    return found_all


def keep_findings(findings, options):
    folder = pathlib.Path(options.keep or tempfile.mkdtemp(prefix="power-loss-"))
    for number, point in findings[:5]:
        kept = folder / f"{number}-{point}".replace(":", "-")
        kept.mkdir(parents=True, exist_ok=True)
        check(LIVES[number], point, keep=kept)
        with open(kept / "life", "wb") as file:
            pickle.dump(LIVES[number], file)
        print(f"kept in {kept}; again: {sys.argv[0]} --life {kept}/life --repeat {point}")


def mutants(options, chance):
    """For each kind of sync, points after it at which it is missed; enough is when two are found."""
    missed = []
    for kind, pattern in SYNCS.items():
        places = [
            index for index, step in enumerate(LIVES[0].record.steps)
            if isinstance(step, Sync) and re.fullmatch(pattern, step.path)]
        checked, caught, example = 0, 0, ""
        while places and caught < 2 and checked < options.points:
            jobs = [(0, point_after(LIVES[0], chance.choice(places), chance), kind) for _ in range(2 * options.workers)]
            for (_, point, _), found in sweep(jobs, options.workers):
                checked += 1
                caught += bool(found)
                example = example or (f"{point} {found[0]}" if found else "")
        print(f"{kind:26}{len(places):4} syncs, missed at {caught} of {checked:3} points  {example[:160]}", flush=True)
        missed += [kind] if not caught else []
    print(f"not missed: {', '.join(missed) or 'none'}")
    return 0


def point_after(life, place, chance):
    """A power loss soon after a sync: after one of the next syncs and before the one that follows."""
    syncs = [index for index, step in enumerate(life.record.steps) if isinstance(step, Sync) and index > place]
    near = [place, *syncs[:6], len(life.record.steps)]
    number = chance.randrange(len(near) - 1)
    return Point(
        chance.randint(near[number] + 1, max(near[number] + 1, near[number + 1])),
        chance.choice(["forget", "forget", "names", "octets", "random"]), 3 * chance.randrange(1 << 30) + 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", type=pathlib.Path, default=packages.REPOSITORY / ".build/release/court-intake")
    parser.add_argument("--points", type=int, default=120)
    parser.add_argument("--all", nargs="+", metavar="POLICY", choices=POLICIES, default=[], help="every step under these, too")
    parser.add_argument("--again", type=int, default=0, metavar="N", help="as many points in recoveries, N of them recorded")
    parser.add_argument("--mutants", action="store_true")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", help="where findings are kept")
    parser.add_argument("--life", help="what was recorded earlier")
    parser.add_argument("--save", help="keeps the record")
    parser.add_argument("--repeat", metavar="STEP:POLICY:SEED")
    parser.add_argument("--lacking", choices=SYNCS, help="what is repeated does without such a sync")
    options = parser.parse_args()
    if not os.path.exists("/dev/fuse"):
        print("skipped: there is no /dev/fuse here, and power loss needs a file system of its own")
        return 0
    print(f"power loss: --seed {options.seed}", flush=True)
    chance = random.Random(options.seed)

    if options.life:
        with open(options.life, "rb") as file:
            LIVES.append(pickle.load(file))
    else:
        LIVES.append(record_life(fresh_folder(), options.program.resolve()))
    life = LIVES[0]
    if options.save:
        with open(options.save, "wb") as file:
            pickle.dump(life, file)
    count = Counter(type(step).__name__ for step in life.record.steps)
    print(f"{len(life.drops)} drops at the start, {len(life.end)} items in the end; "
          f"{len(life.record.steps)} steps: {dict(count)}", flush=True)

    if options.repeat:
        found = check(life, Point.named(options.repeat), lacking(options.lacking))
        print("\n".join(found) or "nothing is wrong there")
        return bool(found)
    if options.mutants:
        return mutants(options, chance)
    every = all_points(life, options.all, chance)
    if every:
        print(f"{sum(every.values())} points under {', '.join(options.all)} leave {len(every)} different disks", flush=True)
    jobs = [(0, point, None) for point in [*every, *some_points(life, options.points, chance)]]
    for number in range(1, options.again + 1):
        point = some_points(life, len(POLICIES) * 2, chance)[number % (len(POLICIES) * 2)]
        LIVES.append(record_recovery(fresh_folder(), life, point))
        jobs += [(number, again, None) for again in some_points(LIVES[number], options.points // options.again, chance)]
    findings = search(jobs, options)
    if findings:
        keep_findings(findings, options)
    return bool(findings)


def fresh_folder():
    return pathlib.Path(tempfile.mkdtemp(dir=WORK))


LIVES = []
if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="power-loss-", dir="/dev/shm") as WORK:
        sys.exit(main())
