#!/usr/bin/env python3
"""Channels on file systems of their own: one that an OpenSSH server on this machine lends by sshfs, and one each on ext4, xfs
and btrfs in a loop image.

    Tests/Faults/Channels/shares.py COURT-INTAKE [KIND…] [--rounds N] [--seed S]

Senders copy packages of all forms into the channel piece by piece, with pauses longer than anything settles; the service is
killed now and then; the mount is dropped in the middle of it and comes back. Another channel must be served meanwhile. In the
end every package must have come to what its sample says, once and whole, and nothing may be left on the share.

Needs root. A kind that this machine cannot mount is named and skipped. Ends with 1 when the contract was broken.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "SystemCalls"))

from office import Office, contract, sample

CHANNEL, OTHER = "integrators", "court-103"
SETTLE = 0.3
# In seconds; what takes longer hangs.
PATIENCE = 90
IMAGE = 512 << 20

# What is sent, and what becomes of it; each round sends the same again.
SENT = {"01": "REGISTERED", "02": "REGISTERED", "03": "REGISTERED", "60": "REGISTERED", "35": "REJECTED", "59": "QUARANTINED"}


class Skipped(Exception):
    """This machine cannot do it."""


def command(*words: object) -> None:
    result = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    if result.returncode:
        raise Skipped(f"{words[0]}: {(result.stderr or result.stdout).strip().splitlines()[-1:]}")


class Loop:
    """A file system in an image."""

    def __init__(self, kind: str, work: Path, point: Path) -> None:
        self.image, self.point = work / f"{kind}.img", point
        with open(self.image, "wb") as file:
            file.truncate(IMAGE)
        force = [] if kind == "ext4" else ["-f"]
        command(f"mkfs.{kind}", "-q", *force, self.image)
        self.mount()

    def mount(self) -> None:
        command("mount", "-o", "loop", self.image, self.point)

    def drop(self) -> None:
        subprocess.run(["umount", "--lazy", self.point], check=True)

    close = drop


class Share:
    """A folder that an OpenSSH server lends, and sshfs mounts."""

    def __init__(self, _: str, work: Path, point: Path) -> None:
        if not (shutil.which("sshfs") and (server := shutil.which("sshd", path="/usr/sbin:/usr/bin"))):
            raise Skipped("sshfs and openssh-server are not installed")
        self.folder, self.point, self.work = work / "lent", point, work
        self.folder.mkdir()
        for key in ("host", "user"):
            command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", work / key)
        shutil.copy(work / "user.pub", work / "authorized")
        Path("/run/sshd").mkdir(exist_ok=True)
        self.port = random.randint(20_000, 60_000)
        (work / "sshd.conf").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {work}/host\nAuthorizedKeysFile {work}/authorized\n"
            f"PidFile {work}/sshd.pid\nStrictModes no\nUsePAM no\nPermitRootLogin yes\nSubsystem sftp internal-sftp\n"
        )
        self.server = server
        self.daemon = subprocess.Popen([server, "-D", "-f", work / "sshd.conf"], stderr=subprocess.DEVNULL)
        self.mount()

    def mount(self) -> None:
        options = (
            f"port={self.port},IdentityFile={self.work}/user,StrictHostKeyChecking=no,UserKnownHostsFile=/dev/null,"
            "ServerAliveInterval=1,ServerAliveCountMax=2,LogLevel=ERROR"
        )
        words = ["sshfs", f"root@127.0.0.1:{self.folder}", str(self.point), "-o", options]
        # The server may not listen yet.
        for attempt in range(50):
            result = subprocess.run(words, capture_output=True, text=True)
            if result.returncode == 0:
                return
            time.sleep(0.1)
        raise Skipped(result.stderr.strip())

    def drop(self) -> None:
        """The connection dies; some time later somebody unmounts what is left of it."""
        subprocess.run(["pkill", "-f", f"sshfs root@127.0.0.1:{self.folder}"])
        time.sleep(1)
        subprocess.run(["umount", "--lazy", self.point], capture_output=True)

    def close(self) -> None:
        self.drop()
        self.daemon.terminate()
        self.daemon.wait()


class Service:
    def __init__(self, office: Office, log: Path) -> None:
        self.office, self.log = office, log
        self.start()

    def start(self) -> None:
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.office.program, "run", "--root", self.office.root], env=self.office.environment, stderr=log
            )

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.start()

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(timeout=PATIENCE)

    def said(self, words: str) -> bool:
        return words in self.log.read_text(errors="replace")


class Senders:
    """One thread for each package; each writes piece by piece, and tries again while the share is away."""

    def __init__(self, inbox: Path, rounds: int, draw: random.Random, lives: Callable[[], bool]) -> None:
        self.lives, self.failures = lives, []
        self.threads = [
            threading.Thread(target=self.send, args=(inbox / f"{number}-{turn}{sample(number).suffix}", sample(number), draw.random()))
            for turn in range(rounds)
            for number in SENT
        ]
        for thread in self.threads:
            thread.start()

    def send(self, target: Path, source: Path, seed: float) -> None:
        draw = random.Random(seed)
        files = [source]
        if source.is_dir():
            files = draw.sample(sorted(source.iterdir()), len(list(source.iterdir())))
            self.insist(lambda: target.mkdir(exist_ok=True))
        for file in files:
            self.copy(file, target / file.name if source.is_dir() else target, draw)

    def copy(self, file: Path, target: Path, draw: random.Random) -> None:
        octets = file.read_bytes()
        borders = sorted(draw.sample(range(1, len(octets)), 3)) + [len(octets)]
        done = 0
        for border in borders:
            self.insist(lambda: self.write(target, octets[done:border], done))
            done = border
            time.sleep(draw.choice([0, SETTLE / 3, SETTLE * 3]))

    def write(self, target: Path, piece: bytes, offset: int) -> None:
        # A share that was away may have lost what was written last, and what is below a mount is not the channel.
        if not self.lives():
            raise OSError("away")
        with open(target, "r+b" if offset else "wb") as file:
            file.seek(offset)
            file.write(piece)
            file.flush()
            os.fsync(file.fileno())

    def insist(self, act: Callable[[], None]) -> None:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return act()
            except OSError as error:
                if time.monotonic() > end:
                    self.failures.append(str(error))
                    return
                time.sleep(0.05)

    def join(self) -> list[str]:
        for thread in self.threads:
            thread.join()
        return self.failures


def until(what: str, condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"{PATIENCE} s went by before {what}")
        time.sleep(0.05)


def lying(point: Path) -> set[str]:
    return set(os.listdir(point)) - {"lost+found"}


def states(office: Office) -> Counter:
    """How often each state was reached, by the number of the sample."""
    return Counter(
        (name.split("-")[0], state)
        for name, state in office.ask("SELECT original_name, state FROM package JOIN item ON item.package = package.id")
    )


def attempt(kind: str, program: Path, work: Path, rounds: int, draw: random.Random) -> str:
    """What was seen; raises when the contract is broken."""
    office = Office.make(program, work / "root")
    office.environment["COURT_INTAKE_SETTLE_TERM"] = f"{int(SETTLE * 1000)}ms"
    office.environment["COURT_INTAKE_POLL_INTERVAL"] = "100ms"
    office.environment["COURT_INTAKE_ATTEMPTS_BEFORE_QUARANTINE"] = "100"
    settings = office.root / "intake.yaml"
    settings.write_text(settings.read_text().replace(f"  {CHANNEL}:\n", f"  {CHANNEL}:\n    mounted: true\n"))
    point = office.inbox(CHANNEL)
    own = office.inbox(OTHER).stat().st_dev
    system = (Share if kind == "sshfs" else Loop)(kind, work, point)
    service = Service(office, work / "service.log")

    def lives() -> bool:
        return point.stat().st_dev != own

    try:
        senders = Senders(point, rounds, draw, lives)
        for _ in range(2):
            time.sleep(draw.uniform(0.5, 1.5))
            service.kill()
        until("something came from the share", lambda: sum(states(office).values()) > 0)
        system.drop()
        until("the service reported that the channel is away", lambda: service.said("a channel cannot be looked at"))
        office.drop("batch", sample("18"), OTHER)
        until("the other channel was served", lambda: states(office)[("batch", "REGISTERED")] == 3)
        before = contract.read(office.root)
        system.mount()
        time.sleep(draw.uniform(0, 1))
        service.kill()
        if failures := senders.join():
            raise AssertionError(f"senders could not write: {failures}")
        wanted = rounds * len(SENT) + 3
        until("all packages were decided", lambda: sum(states(office).values()) >= wanted and not lying(point))
        if code := service.stop():
            raise AssertionError(f"the service ended with {code}")
    finally:
        service.process.kill()
        service.process.wait()
        system.close()
    found = contract.violations(office.root, before=before)
    expected = Counter({("batch", "REGISTERED"): 3})
    for number, state in SENT.items():
        # What is registered once is a duplicate from then on.
        first = 1 if state == "REGISTERED" else rounds
        expected += Counter({(number, state): first, (number, "DUPLICATE"): rounds - first})
    if (reached := states(office)) != expected:
        found.append(f"expected {dict(expected)}, found {dict(reached)}")
    if leases := office.ask("SELECT name FROM lease"):
        found.append(f"leases that did not end: {leases}")
    if damage := office.fsck()[1]:
        found += [str(each) for each in damage if each.get("grade") == "damage"]
    if found:
        raise AssertionError("\n    ".join(found))
    return f"{rounds * len(SENT)} packages, 3 kills, 1 drop of the mount: each decided once, nothing left"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("kinds", nargs="*", default=["sshfs", "ext4", "xfs", "btrfs"])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    if os.geteuid() != 0:
        return print("shares: skipped, because only root may mount")
    print(f"shares: seed {options.seed}")
    failed = False
    for kind in options.kinds:
        work = Path(tempfile.mkdtemp(prefix=f"shares-{kind}-"))
        try:
            print(f"{kind:6} {attempt(kind, options.program.resolve(), work, options.rounds, random.Random(options.seed))}")
        except Skipped as reason:
            print(f"{kind:6} skipped: {reason}")
        except AssertionError as broken:
            failed = True
            print(f"{kind:6} BROKEN: {broken}\n    kept in {work}")
            continue
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
