"""The durability contract, checked from outside: by SQLite and the folders, with nothing of the program.

    drops = contract.drops_in(root)                   # before anything runs: what the senders left
    before = contract.read(root)                      # any time: what the register and the outbox have shown
    ...                                               # faults, and then one run that nothing disturbs
    contract.violations(root, drops, before)          # sentences; none when the contract holds

`violations` expects that the last run ended well (exit 0). Where it could not finish (a disk that is still full), pass
`finished=False`: then what waits is fine, and only loss, doubling, gaps and broken promises are found.

Names of drops are printable ASCII here, so that they stand in the register as they are.
"""

import hashlib
import os
import pathlib
import shutil
import sqlite3
import stat
import tempfile
from collections import Counter
from dataclasses import dataclass, field

PACK_HEADER = 48
DECIDED = {"REGISTERED", "RECORDED", "REJECTED", "DUPLICATE", "CONFLICT", "QUARANTINED"}
# Says something of a folder, or is left there by a file manager; carries nothing of the sender's, and is not kept.
LITTER = {".done", "Thumbs.db", "desktop.ini", ".DS_Store", ".directory"}
# What a claim's name has before the sender's own: a ULID and a tilde.
CLAIM_PREFIX = 27


@dataclass(frozen=True)
class Drop:
    """Something that a sender left in a channel. A folder has its files by path, a file has "" alone, and what is neither
    (a link, a pipe) has none."""

    channel: str
    name: str
    files: tuple[tuple[str, str], ...]

    @property
    def label(self):
        return f"{self.channel}/{self.name}"

    @property
    def is_file(self):
        return [path for path, _ in self.files] == [""]


@dataclass
class Reading:
    """What the register says and recipients see, at one moment."""

    packages: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)
    items: dict = field(default_factory=dict)
    findings: dict = field(default_factory=dict)
    entries: dict = field(default_factory=dict)
    keys: dict = field(default_factory=dict)
    payments: dict = field(default_factory=dict)
    events: dict = field(default_factory=dict)
    actions: dict = field(default_factory=dict)
    notices: dict = field(default_factory=dict)
    intents: dict = field(default_factory=dict)
    # By recipient and name, the octets that lie in outbox/<recipient>/new.
    visible: dict = field(default_factory=dict)
    # What SQLite itself finds wrong.
    damage: list = field(default_factory=list)


# Tables that only grow: a row once seen is there for ever, as it was. By key, and then the columns that never change.
LASTING = {
    "packages": ("package", "id", "channel, original_name, form, arrived_at, size, sha256, claim"),
    "files": ("package_file", "package, name", "size, sha256, segment, segment_offset"),
    "entries": ("register_entry", "id", "item, number, signer, message_id, content_sha256, previous_hash, hash"),
    "keys": ("business_key", "signer, message_id", "entry"),
    "payments": ("payment_use", "operation_number, channel", "entry"),
    "events": ("event", "id", "at, package, item, kind"),
    "actions": ("clerk_action", "id", "at, action, package, item, person, reason, codes, released_as"),
    "notices": ("notice", "id", "file_name, sha256, segment, segment_offset, size"),
}


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def drop_at(path, channel, name):
    """What lies at a path, as a sender left it; links are not followed and pipes not opened."""
    mode = os.lstat(path).st_mode
    if stat.S_ISREG(mode):
        return Drop(channel, name, (("", digest(path)),))
    files = []
    if stat.S_ISDIR(mode):
        for folder, _, names in os.walk(path):
            for file in names:
                inner = os.path.join(folder, file)
                if stat.S_ISREG(os.lstat(inner).st_mode) and file not in LITTER:
                    files.append((os.path.relpath(inner, path), digest(inner)))
    return Drop(channel, name, tuple(sorted(files)))


def drops_in(root):
    """Everything in the inboxes but what is hidden or on its way."""
    return [
        drop_at(entry.path, channel.name, entry.name)
        for channel in sorted(os.scandir(pathlib.Path(root, "inbox")), key=lambda entry: entry.name)
        if channel.is_dir() and not channel.name.startswith(".")
        for entry in sorted(os.scandir(channel.path), key=lambda entry: entry.name)
        if not entry.name.startswith(".") and not entry.name.endswith((".part", ".done"))
    ]


def read(root):
    """Reads a root. The register is read from a copy, because SQLite would mend the original by opening it."""
    root = pathlib.Path(root)
    reading = Reading(visible=visible_notices(root))
    if not (root / "state/register.db").exists():
        return reading
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as copy:
        for name in ("register.db", "register.db-wal"):
            if (root / "state" / name).exists():
                shutil.copyfile(root / "state" / name, pathlib.Path(copy, name))
        connection = sqlite3.connect(pathlib.Path(copy, "register.db"))
        try:
            _read_register(connection, reading)
        except sqlite3.DatabaseError as error:
            reading.damage.append(f"the register cannot be read: {error}")
        finally:
            connection.close()
    return reading


def visible_notices(root):
    return {
        (folder.parent.name, path.name): path.read_bytes()
        for folder in pathlib.Path(root, "outbox").glob("*/new")
        for path in folder.iterdir()
    }


def _read_register(connection, reading):
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if "package" not in tables:
        return
    for check in ("integrity_check", "foreign_key_check"):
        reading.damage += [f"{check}: {row}" for row in connection.execute(f"PRAGMA {check}") if row != ("ok",)]
    for attribute, (table, key, columns) in LASTING.items():
        known = {name for _, name, *_ in connection.execute(f"PRAGMA table_xinfo({table})")}
        # A run that was stopped early may not have made all tables, or not brought them up to date. (xinfo: generated ones, too.)
        if not known.issuperset(columns.split(", ")):
            continue
        width = key.count(",") + 1
        rows = {}
        for row in connection.execute(f"SELECT {key}, {columns} FROM {table} ORDER BY {key}"):
            rows[row[0] if width == 1 else row[:width]] = row[width:]
        setattr(reading, attribute, rows)
    for id, package, ordinal, state, entry, precedent in connection.execute(
        "SELECT id, package, ordinal, state, entry, precedent FROM item"
    ):
        reading.items[id] = (package, ordinal, state, entry, precedent)
    for item, code in connection.execute("SELECT item, code FROM finding ORDER BY item, code"):
        reading.findings.setdefault(item, []).append(code)
    for id, *row in connection.execute("SELECT id, package, item, kind, recipient, event, notice, delivered_at FROM outbox"):
        reading.intents[id] = tuple(row)


def outcome(reading):
    """What became of each drop: by channel, name and item its state and the codes of its findings."""
    found = {}
    for id, (package, ordinal, state, _, _) in reading.items.items():
        channel, name = reading.packages[package][:2]
        found.setdefault((channel, name, ordinal), []).append((state, tuple(reading.findings.get(id, ()))))
    return {key: tuple(sorted(states)) for key, states in found.items()}


def violations(root, drops=(), before=None, *, finished=True):
    """Every sentence of the contract that does not hold, for a person to read."""
    root = pathlib.Path(root)
    now = read(root)
    found = list(now.damage)
    if found:
        return found
    found += _register_violations(now)
    notices = {id: _stored(root, size, sha256, *place) for id, (_, sha256, *place, size) in now.notices.items()}
    found += _store_violations(root, now, notices)
    found += _outbox_violations(now, notices, finished)
    found += _drop_violations(root, now, drops, finished)
    if before:
        found += broken_promises(before, now)
    return found


def broken_promises(before, now):
    """What was shown once, and is not there any more or reads otherwise."""
    for attribute, (table, _, _) in LASTING.items():
        rows = getattr(now, attribute)
        for key, row in getattr(before, attribute).items():
            if key not in rows:
                yield f"{table} {key} was committed and is lost"
            elif rows[key] != row:
                yield f"{table} {key} was {row} and is {rows[key]}"
    for id, (_, _, state, entry, _) in before.items.items():
        if id not in now.items:
            yield f"item {id} was {state} and is lost"
        elif state in DECIDED and now.items[id][2:4] != (state, entry):
            yield f"item {id} was {state} and is {now.items[id][2]}"
    for id, row in before.intents.items():
        if id not in now.intents:
            yield f"the notice intended as {id} is lost"
        elif row[6] is not None and now.intents[id][6] is None:
            yield f"the notice intended as {id} was delivered and is owed again"
    for place, octets in before.visible.items():
        if now.visible.get(place) != octets:
            yield f"the notice {'/'.join(place)} was seen, and now is {'another' if place in now.visible else 'gone'}"


def _register_violations(now):
    sequences = {}
    for number, *_ in ((row[1],) for row in now.entries.values()):
        court, year, sequence = number.split("/")
        sequences.setdefault((court, year), []).append(int(sequence))
    for place, found in sequences.items():
        if sorted(found) != list(range(1, len(found) + 1)):
            yield f"the numbers of {'/'.join(place)} are {sorted(found)}"
    entered = Counter(entry for _, _, _, entry, _ in now.items.values() if entry)
    for id, (item, number, signer, message, _, previous, _) in now.entries.items():
        if entered[id] != 1 or now.items.get(item, (None,) * 5)[3] != id:
            yield f"{number} and its item {item} do not name each other"
        if now.keys.get((signer, message)) != (id,):
            yield f"{number} does not hold its key {signer} {message}"
        if id > 1 and now.entries.get(id - 1, (None,) * 7)[6] != previous:
            yield f"{number} does not follow the entry before it"
    for id, (package, _, state, entry, _) in now.items.items():
        if (state == "REGISTERED") != (entry in now.entries):
            yield f"item {id} of package {package} is {state} with entry {entry}"


def _store_violations(root, now, notices):
    for (package, name), place in now.files.items():
        _, fault = _stored(root, *place)
        if fault:
            yield f"package {package}: {name}: {fault}"
    for id, (_, fault) in notices.items():
        if fault:
            yield f"the notice {now.notices[id][0]}: {fault}"


def _stored(root, size, sha256, segment, offset):
    """Stored octets, and what is wrong with them."""
    store = root / "state/store"
    if segment is None:
        path, offset = store / sha256.hex()[:2] / sha256.hex(), 0
    else:
        path = store / "packs" / f"{segment:010}.pack"
    try:
        with open(path, "rb") as file:
            if segment is not None:
                file.seek(offset - PACK_HEADER)
                header = b"CIPK" + (1).to_bytes(4, "little") + size.to_bytes(8, "little") + sha256
                if file.read(PACK_HEADER) != header:
                    return b"", "the record does not begin as it must"
            octets = file.read(size)
    except OSError as error:
        return b"", f"cannot be read: {error}"
    if hashlib.sha256(octets).digest() != sha256:
        return octets, "the stored octets are not those that were stored"
    return octets, None


def _outbox_violations(now, notices, finished):
    told = set()
    fixed = {}
    for id, (package, item, kind, recipient, _, notice, delivered) in now.intents.items():
        told.add(item)
        if notice is None or delivered is None:
            if finished:
                yield f"the notice {kind} of package {package} to {recipient} is still owed"
        if notice is None:
            continue
        name, (octets, _) = now.notices[notice][0], notices[notice]
        fixed[recipient, name] = octets
        if delivered is not None and now.visible.get((recipient, name)) != octets:
            yield f"the notice {recipient}/{name} is delivered, and does not lie there with its octets"
    for place, octets in now.visible.items():
        if fixed.get(place) != octets:
            yield f"the notice {'/'.join(place)} lies there, and the register does not know it so"
    for id, (package, _, state, _, _) in now.items.items():
        # A duplicate is told by the receipt of the first.
        if finished and state != "DUPLICATE" and id not in told:
            yield f"item {id} of package {package} is {state}, and nobody is told"


def _drop_violations(root, now, drops, finished):
    # What a clerk released from quarantine arrives anew.
    released = {action[7] for action in now.actions.values()}
    arrivals = Counter((channel, name) for id, (channel, name, *_) in now.packages.items() if id not in released)
    decided = {package for package, *_ in now.items.values()}
    lying = _lying(root)
    dropped = {}
    for drop in drops:
        dropped.setdefault((drop.channel, drop.name), []).append(drop)
        places = lying.get((drop.channel, drop.name), [])
        count = arrivals[drop.channel, drop.name]
        if count > 1:
            yield f"{drop.label} arrived {count} times"
        if not count and drop not in places:
            yield f"{drop.label} is lost: neither accepted, nor where it was, and what lies there is {places}"
    for id, (channel, name, form, _, _, sha256, _) in now.packages.items():
        if finished and id not in decided:
            yield f"{channel}/{name} is accepted and not decided"
        sent = dropped.get((channel, name), [])
        kept = {hash for place in lying.get((channel, name), []) for _, hash in place.files}
        kept |= {hash.hex() for (package, _), (_, hash, _, _) in now.files.items() if package == id}
        for drop in sent:
            for path, hash in drop.files:
                if hash not in kept:
                    yield f"{drop.label}: the octets of {path or 'it'} are neither stored nor kept"
            if drop.is_file and form != "folder" and (id, name) in now.files and sha256.hex() != drop.files[0][1]:
                yield f"{drop.label} was accepted with other octets"


def _lying(root):
    """What of the senders lies in the inboxes, among the claims and in quarantine, by channel and name."""
    places = {}
    for drop in drops_in(root):
        places.setdefault((drop.channel, drop.name), []).append(drop)
    channels = [channel.name for channel in (root / "inbox").iterdir() if not channel.name.startswith(".")]
    for folder in [*(root / "inbox/.claims").glob("*"), root / "quarantine"]:
        # The quarantine does not say from which channel something came.
        owners = channels if folder.name == "quarantine" else [folder.name]
        for entry in os.scandir(folder):
            for channel in owners:
                drop = drop_at(entry.path, channel, entry.name[CLAIM_PREFIX:])
                places.setdefault((drop.channel, drop.name), []).append(drop)
    return places
