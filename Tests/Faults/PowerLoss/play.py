"""The life of a root that is recorded, and how it goes on after a power loss.

1. Senders have dropped what is in `start`; `run --once` in several groups.
2. They drop what is in `again`; `run --once`.
3. A clerk accepts what is held.
4. The service runs; what is in `service` is dropped while it does, first one by one, then all at once; SIGTERM.
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

import packages

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import contract  # noqa: E402

SETTINGS = {
    "COURT_INTAKE_SETTLE_TERM": "10ms",
    "COURT_INTAKE_POLL_INTERVAL": "20ms",
    "COURT_INTAKE_GROUP_SIZE": "16",
    # A run that loses its power takes an attempt from the package that it judged.
    "COURT_INTAKE_ATTEMPTS_BEFORE_QUARANTINE": "100",
    # Waiting is not told: how long a run takes would decide what it writes.
    "COURT_INTAKE_RECEPTION_NOTICE_AFTER": "10m",
}
PATIENCE = 60


class Failure(Exception):
    """The program did not do what it was asked."""


class Program:
    def __init__(self, path, root, preload=None):
        self.path, self.root = str(path), pathlib.Path(root)
        self.environment = {**os.environ, **SETTINGS, **({"LD_PRELOAD": str(preload)} if preload else {})}

    def __call__(self, *arguments, codes=(0,)):
        done = subprocess.run(
            [self.path, *arguments, "--root", str(self.root)], env=self.environment, capture_output=True, text=True,
            timeout=PATIENCE)
        if done.returncode not in codes:
            said = (done.stdout[-2000:] + done.stderr[-2000:]).strip()
            raise Failure(f"court-intake {' '.join(arguments)} ended with {done.returncode}: {said}")
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    def run(self):
        return self("run", "--once", "--json")

    def start_service(self):
        return subprocess.Popen(
            [self.path, "run", "--root", str(self.root)], env=self.environment, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True)

    def accept_held(self):
        for item in self("held", "list", "--json"):
            self("held", "accept", item["item"], "--person", "Clerk", "--reason", "seen in the original")


def fresh_root(folder, deliveries, filer, program):
    """A root with the samples' trust, and in its inboxes what senders have dropped before anything runs."""
    subprocess.run([program, "init", folder], check=True, capture_output=True)
    shutil.copytree(packages.SAMPLES / "demo", folder, dirs_exist_ok=True)
    # The filer's payments stand in no statement.
    treasury = folder / "treasury.yaml"
    treasury.write_text(treasury.read_text().replace("evidence: statement", "evidence: declared"))
    # The samples' issuers are trusted only where a root says that it is a demo.
    (folder / "state/demo").touch()
    filer.trust(folder)
    # A channel that is new: nothing was ever claimed from it.
    (folder / "inbox/.claims/participants").rmdir()
    for channel in (deliveries / "start").iterdir():
        for number, drop in enumerate(sorted(channel.iterdir())):
            copy(drop, folder / "inbox" / channel.name / drop.name)
            age(folder / "inbox" / channel.name / drop.name, number)


def copy(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    # cp keeps pipes and links, and names of one inode stay two only within one call: here the second becomes a link anew.
    twin = target.parent / "76-two-names.xml"
    if target.name == "77-two-names.xml" and twin.exists():
        return os.link(twin, target)
    subprocess.run(["cp", "-a", source, target], check=True)


def age(path, number):
    """Accept order follows the times of drops."""
    at = time.time() - 3600 + number
    inside = [pathlib.Path(folder, name) for folder, _, names in os.walk(path) for name in names]
    for file in [*inside, path]:
        os.utime(file, (at, at), follow_symlinks=False)


def deliver(drop, inbox):
    """As careful senders do: under another name, synced, and renamed when it is whole."""
    part = inbox / f"{drop.name}.part"
    if part.is_dir():
        shutil.rmtree(part)
    if drop.is_dir():
        shutil.copytree(drop, part)
    else:
        shutil.copyfile(drop, part)
    for path in [*part.rglob("*"), part]:
        sync(path)
    part.rename(inbox / drop.name)
    sync(inbox)


def sync(path):
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def live(program, deliveries):
    """The whole life, on a file system that records."""

    def mark(text):
        os.setxattr(program.root, "user.mark", text.encode())

    def drop(phase, name="*"):
        for path in sorted((deliveries / phase).glob(f"*/{name}")):
            deliver(path, program.root / "inbox" / path.parent.name)
            mark(f"dropped {phase}/{path.parent.name}/{path.name}")

    program.run()
    drop("again")
    program.run()
    program.accept_held()
    service = program.start_service()
    try:
        for name in ("lone-1*", "lone-2*", "lone-3*", "together-*"):
            wanted = len(notices(program.root)) + len(list((deliveries / "service").glob(f"*/{name}")))
            drop("service", name)
            wait(lambda: len(notices(program.root)) >= wanted, service)
    finally:
        service.send_signal(signal.SIGTERM)
        said = service.communicate(timeout=PATIENCE)[1]
    if service.returncode:
        raise Failure(f"the service ended with {service.returncode}: {said}")


def notices(root):
    return list(root.glob("outbox/*/new/*"))


def wait(condition, service):
    end = time.monotonic() + PATIENCE
    while not condition():
        if service.poll() is not None or time.monotonic() > end:
            raise Failure("the service did not answer what was dropped")
        time.sleep(0.01)


def go_on(program, deliveries):
    """After a recovery, the rest of the life: senders repeat what did not arrive, the clerk decides what is held."""
    for phase in ("again", "service"):
        arrived = {(channel, name) for channel, name, *_ in contract.read(program.root).packages.values()}
        missing = [
            path for path in sorted((deliveries / phase).glob("*/*")) if (path.parent.name, path.name) not in arrived]
        for path in missing:
            deliver(path, program.root / "inbox" / path.parent.name)
        if missing:
            program.run()
        if phase == "again":
            program.accept_held()
