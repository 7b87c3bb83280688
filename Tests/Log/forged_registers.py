"""Ways to tamper with a register: by hand, or as a forger does who makes its hashes anew so that it is consistent in itself."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import forms
from books import day
from forged_exports import Ways
from registers import BESIDE, OWN, Register

FINAL_STATES = "('REGISTERED', 'REJECTED', 'DUPLICATE', 'CONFLICT', 'QUARANTINED', 'RECORDED')"
OF_A_FINAL_ITEM = f"item IN (SELECT id FROM item WHERE state IN {FINAL_STATES})"
# What the log vouches for, by table: columns, and in which rows.
VOUCHED: dict[str, tuple[list[str], str]] = {
    "package": (["channel", "original_name", "form", "arrived_at", "size", "sha256"], "1"),
    "package_file": (["size", "sha256"], "1"),
    "item": (
        [
            "package",
            "ordinal",
            "sender_item_id",
            "state",
            "signer",
            "message_id",
            "content_sha256",
            "entry",
            "precedent",
        ],
        f"state IN {FINAL_STATES}",
    ),
    "finding": (["code", "severity", "file", "line", "path", "arguments"], OF_A_FINAL_ITEM),
    "register_entry": (
        ["item", "court", "sequence", "previous_hash", "hash"] + [column for _, column in OWN if column != "number"],
        "1",
    ),
    "entry_relation": (["kind", "related"], "1"),
    "entry_correction": (["event", "entry", "field", "part", "was", "value", "person", "reason"], "1"),
    "event": (["at", "package", "item", "kind", "tree"], "1"),
    "dispatch": (["content_sha256"], "1"),
    "dispatch_addressee": (["owner"], "1"),
    "dispatch_evidence": (["kind", "reason", "at", "event"], "1"),
} | {table: ([column for _, column in columns], "1") for table, columns in BESIDE.items()}


@dataclass
class Tamperer:
    """Works on a copy of a root. Every way gives what was done; None where there is nothing to do it to."""

    sound: Path
    root: Path
    # How many leaves witnesses know of.
    witnessed: int
    random: random.Random

    def __post_init__(self):
        shutil.copytree(self.sound, self.root, symlinks=True)
        self.recover()
        self.path = self.root / "state/register.db"
        # As it is when its keeper takes all hashes anew and changes nothing: his tools must be as good as ours.
        Register(self.path).close()
        self.octets = self.path.read_bytes()

    @property
    def by_hand(self) -> Ways:
        return {
            "changed value": lambda: self.change(self.changed_value, anew=False),
            "changed byte of a package": lambda: self.change(self.changed_byte, anew=False),
            "removed row": lambda: self.change(self.removed_row, anew=False),
            "swapped rows": lambda: self.change(self.swapped_rows, anew=False),
            "back-dated": lambda: self.change(self.back_dated_row, anew=False),
        }

    @property
    def forged(self) -> Ways:
        return {
            "back-dated arrival": lambda: self.change(self.back_dated("= 'SubmissionAcceptance'")),
            "back-dated registration": lambda: self.change(self.back_dated("= 'Registration'")),
            "back-dated event": lambda: self.change(self.back_dated("NOT IN ('SubmissionAcceptance', 'Registration')")),
            "removed arrival": lambda: self.change(self.removed_arrival),
            "removed end": lambda: self.change(self.removed_end),
            "swapped arrivals": lambda: self.change(self.swapped(lambda one, two: one == two == forms.ARRIVAL)),
            "swapped entries": lambda: self.change(self.swapped(lambda one, two: one == two == "Registration")),
            "swapped events": lambda: self.change(self.swapped(lambda one, two: one != two)),
            "changed package": lambda: self.change(self.changed_package),
            "changed entry": lambda: self.change(self.changed_entry),
            "changed finding": lambda: self.change(self.changed_finding),
            "changed correction": lambda: self.change(self.changed_correction),
            "removed correction": lambda: self.change(self.removed_correction),
        }

    def recover(self) -> None:
        """The copy as the sound root is; the last tampering may have changed the store too."""
        shutil.rmtree(self.root / "state")
        shutil.copytree(self.sound / "state", self.root / "state", symlinks=True)

    def change(self, way: Callable[[Register], str | None], anew: bool = True) -> str | None:
        """Tries until something can be changed: the schema's own rules refuse some of what chance picks."""
        for _ in range(50):
            self.recover()
            register = Register(self.path)
            try:
                with register.unguarded():
                    done = way(register)
                    if done and anew:
                        register.recompute()
                if done:
                    return done
            except sqlite3.IntegrityError:
                continue
            finally:
                register.close()
        return None

    def some(self, register: Register, sql: str, *values) -> sqlite3.Row | None:
        rows = register.rows(sql, *values)
        return self.random.choice(rows) if rows else None

    # By hand

    def changed_value(self, register: Register) -> str | None:
        table = self.random.choice(list(VOUCHED))
        columns, condition = VOUCHED[table]
        column = self.random.choice(columns)
        keys = [row["name"] for row in register.rows(f"PRAGMA table_info('{table}')") if row["pk"]]
        row = self.some(register, f"SELECT * FROM {table} WHERE {condition} AND {column} IS NOT NULL")
        if row is None:
            return None
        # A value that it could have, or one that nobody wrote.
        known = self.some(register, f"SELECT DISTINCT {column} FROM {table} WHERE {column} <> ?", row[column])
        value = known[0] if known and self.random.random() < 0.5 else self.other(row[column])
        where = " AND ".join(f"{key} = ?" for key in keys)
        changed = register.run(f"UPDATE {table} SET {column} = ? WHERE {where}", value, *[row[key] for key in keys])
        assert changed == 1
        return f"{table}.{column}: {row[column]!r} is now {value!r}"

    def other(self, value: int | str | bytes) -> int | str | bytes:
        if isinstance(value, int):
            return value + self.random.choice([-1, 1])
        place = self.random.randrange(len(value)) if value else 0
        if isinstance(value, bytes):
            return value[:place] + bytes([value[place] ^ 1 << self.random.randrange(8)]) + value[place + 1 :]
        return value[:place] + ("7" if value[place : place + 1] != "7" else "8") + value[place + 1 :]

    def changed_byte(self, register: Register) -> str | None:
        file = self.some(register, "SELECT * FROM package_file WHERE size > 0")
        if file is None:
            return None
        place = self.random.randrange(file["size"])
        self.flip(file, place)
        return f"octet {place} of {file['name']!r} of package {file['package']}"

    def flip(self, file: sqlite3.Row, place: int) -> bytes:
        """Changes a bit of a package where it is stored, and gives all its octets."""
        path, start = self.stored(file)
        with path.open("r+b") as stored:
            stored.seek(start)
            octets = bytearray(stored.read(file["size"]))
            assert hashlib.sha256(octets).digest() == file["sha256"]
            octets[place] ^= 1 << self.random.randrange(8)
            stored.seek(start)
            stored.write(octets)
        return bytes(octets)

    def stored(self, file: sqlite3.Row) -> tuple[Path, int]:
        store = self.root / "state/store"
        if file["segment"] is None:
            name = file["sha256"].hex()
            return store / name[:2] / name, 0
        return store / "packs" / f"{file['segment']:010}.pack", file["segment_offset"]

    def removed_row(self, register: Register) -> str | None:
        table = self.random.choice(list(VOUCHED))
        keys = [row["name"] for row in register.rows(f"PRAGMA table_info('{table}')") if row["pk"]]
        row = self.some(register, f"SELECT * FROM {table} WHERE {VOUCHED[table][1]}")
        if (
            row is None
            or table == "dispatch_addressee"
            and not register.rows("SELECT 1 FROM dispatch_evidence WHERE addressee = ?", row["id"])
        ):
            return None
        register.run(
            f"DELETE FROM {table} WHERE " + " AND ".join(f"{key} = ?" for key in keys), *[row[key] for key in keys]
        )
        return f"{table} {[row[key] for key in keys]}"

    def swapped_rows(self, register: Register) -> str | None:
        """Two events, or two entries, in each other's place."""
        table = self.random.choice(["event", "register_entry", "package"])
        rows = register.rows(f"SELECT id FROM {table}")
        if len(rows) < 2:
            return None
        one, two = (row["id"] for row in self.random.sample(rows, 2))
        register.run(f"UPDATE {table} SET id = -id WHERE id IN (?, ?)", one, two)
        register.run(f"UPDATE {table} SET id = CASE id WHEN ? THEN ? ELSE ? END WHERE id < 0", -one, two, one)
        return f"{table} {one} and {two}"

    def back_dated_row(self, register: Register) -> str | None:
        table, column = self.random.choice(
            [
                ("package", "arrived_at"),
                ("event", "at"),
                ("register_entry", "registered_at"),
                ("register_entry", "received_at"),
            ]
        )
        if (row := self.some(register, f"SELECT id FROM {table}")) is None:
            return None
        by = self.span()
        register.run(f"UPDATE {table} SET {column} = {column} - ? WHERE id = ?", by, row["id"])
        return f"{table} {row['id']}, by {by} ms"

    def span(self) -> int:
        return self.random.choice([1, 60_000, 86_400_000])

    # As a forger

    def back_dated(self, kind: str) -> Callable[[Register], str | None]:
        def way(register: Register) -> str | None:
            event = self.some(register, f"SELECT * FROM event WHERE kind {kind} AND id <= ?", self.witnessed)
            if event is None:
                return None
            by = self.span()
            at = event["at"] - by
            register.run("UPDATE event SET at = ? WHERE id = ?", at, event["id"])
            if event["kind"] == forms.ARRIVAL:
                register.run("UPDATE package SET arrived_at = ? WHERE id = ?", at, event["package"])
                register.run(
                    "UPDATE register_entry SET received_at = ? WHERE item IN (SELECT id FROM item WHERE package = ?)",
                    at,
                    event["package"],
                )
            if event["kind"] in forms.FINAL:
                register.run("UPDATE item SET decided_at = ? WHERE id = ?", at, event["item"])
            if event["kind"] == "Registration":
                register.run(
                    "UPDATE register_entry SET registered_at = ?, registered_day = ? WHERE item = ?",
                    at,
                    day(at),
                    event["item"],
                )
            register.run("UPDATE dispatch_evidence SET at = ? WHERE event = ?", at, event["id"])
            return f"{event['kind']}, event {event['id']}, by {by} ms"

        return way

    def removed_arrival(self, register: Register) -> str | None:
        package = self.some(
            register,
            """
            SELECT p.id FROM package p JOIN event v ON v.package = p.id AND v.kind = 'SubmissionAcceptance'
            WHERE v.id <= ? AND NOT EXISTS (
              SELECT 1 FROM item i JOIN item other ON other.precedent = i.entry WHERE i.package = p.id AND other.package <> p.id)
            """,
            self.witnessed,
        )
        if package is None:
            return None
        register.run("DELETE FROM package WHERE id = ?", package["id"])
        register.delete_orphans()
        register.close_gaps()
        return f"package {package['id']}"

    def removed_end(self, register: Register) -> str | None:
        last = self.random.randrange(max(1, self.witnessed - 12), self.witnessed)
        # A package is taken back to before it was looked at, or is left as it is.
        if register.rows(
            """
            SELECT 1 FROM event WHERE item IS NOT NULL AND package IN (SELECT package FROM event WHERE id > ? AND item IS NOT NULL)
              AND id <= ?
            """,
            last,
            last,
        ):
            return None
        undone = [
            row[0]
            for row in register.rows("SELECT DISTINCT package FROM event WHERE id > ? AND item IS NOT NULL", last)
        ]
        register.run(
            "DELETE FROM package WHERE id IN (SELECT package FROM event WHERE id > ? AND kind = ?)", last, forms.ARRIVAL
        )
        for package in undone:
            register.run("DELETE FROM item WHERE package = ?", package)
            register.run("UPDATE package SET items = NULL, kind = NULL WHERE id = ?", package)
        register.run("DELETE FROM event WHERE id > ?", last)
        register.delete_orphans()
        register.close_gaps()
        return f"after event {last}"

    def swapped(self, is_wanted: Callable[[str, str], bool]) -> Callable[[Register], str | None]:
        """Two events that follow one another, of different packages, with everything that hangs on their order."""

        def way(register: Register) -> str | None:
            events = register.rows("SELECT * FROM event WHERE id <= ? ORDER BY id", self.witnessed)
            pairs = [
                (one, two)
                for one, two in zip(events, events[1:])
                if one["package"] != two["package"] and is_wanted(one["kind"], two["kind"])
            ]
            if not pairs:
                return None
            one, two = self.random.choice(pairs)
            register.renumber("event", {one["id"]: two["id"], two["id"]: one["id"]})
            if one["kind"] == two["kind"] == forms.ARRIVAL:
                register.renumber("package", {one["package"]: two["package"], two["package"]: one["package"]})
            if one["kind"] == two["kind"] == "Registration":
                ids = [register.value("SELECT entry FROM item WHERE id = ?", event["item"]) for event in [one, two]]
                register.renumber("register_entry", {ids[0]: ids[1], ids[1]: ids[0]})
                register.renumber_entries()
            return f"events {one['id']} and {two['id']}: {one['kind']}, {two['kind']}"

        return way

    def changed_package(self, register: Register) -> str | None:
        file = self.some(
            register,
            "SELECT f.* FROM package_file f JOIN event v ON v.package = f.package AND v.kind = ? WHERE f.size > 0 AND v.id <= ?",
            forms.ARRIVAL,
            self.witnessed,
        )
        if file is None:
            return None
        octets = self.flip(file, self.random.randrange(file["size"]))
        digest = hashlib.sha256(octets).digest()
        package = file["package"]
        register.run("UPDATE package_file SET sha256 = ? WHERE package = ? AND name = ?", digest, package, file["name"])
        if file["segment"] is None:
            old, new = (self.root / "state/store" / name[:2] / name for name in [file["sha256"].hex(), digest.hex()])
            new.parent.mkdir(exist_ok=True)
            old.rename(new)
        if register.value("SELECT form FROM package WHERE id = ?", package) == "folder":
            rows = register.rows("SELECT * FROM package_file WHERE package = ? ORDER BY name", package)
            lines = "".join(f"{row['sha256'].hex()} {row['size']} {row['name']}\n" for row in rows)
            digest = hashlib.sha256(lines.encode()).digest()
        register.run("UPDATE package SET sha256 = ? WHERE id = ?", digest, package)
        register.run(
            "UPDATE register_entry SET package_sha256 = ? WHERE item IN (SELECT id FROM item WHERE package = ?)",
            digest,
            package,
        )
        return f"package {package}, {file['name']!r}"

    def changed_entry(self, register: Register) -> str | None:
        tables = {table: [column for _, column in columns] for table, columns in BESIDE.items()}
        tables["register_entry"] = ["case_number", "procedure", "document_type", "rule_set"]
        # By which people search, in a folded form too.
        del tables["entry_participant"], tables["payment_use"]
        table = self.random.choice(list(tables))
        column, key = self.random.choice(tables[table]), "id" if table == "register_entry" else "entry"
        row = self.some(
            register,
            f"""
            SELECT * FROM {table} WHERE {column} IS NOT NULL AND {key} IN (
              SELECT e.id FROM register_entry e JOIN event v ON v.item = e.item AND v.kind = 'Registration' WHERE v.id <= ?)
            """,
            self.witnessed,
        )
        if row is None:
            return None
        ordinal = "" if "ordinal" not in row.keys() else f" AND ordinal = {row['ordinal']}"
        value = self.other(row[column])
        register.run(f"UPDATE {table} SET {column} = ? WHERE {key} = ?{ordinal}", value, row[key])
        return f"{table}.{column} of entry {row[key]}: {row[column]!r} is now {value!r}"

    def changed_finding(self, register: Register) -> str | None:
        finding = self.some(
            register,
            f"""
            SELECT f.* FROM finding f JOIN item i ON i.id = f.item JOIN event v ON v.item = i.id
            WHERE i.state IN {FINAL_STATES} AND v.id <= ?
              AND v.kind IN ('Registration', 'SubmissionRejection', 'Duplicate', 'Conflict', 'Quarantine', 'Recording')
            """,
            self.witnessed,
        )
        if finding is None:
            return None
        severity = {"error": "warning", "warning": "info", "info": "warning", "fatal": "error"}[finding["severity"]]
        register.run(
            "UPDATE finding SET severity = ? WHERE item = ? AND ordinal = ?",
            severity,
            finding["item"],
            finding["ordinal"],
        )
        return f"{finding['code']} of item {finding['item']} is {severity}"

    def changed_correction(self, register: Register) -> str | None:
        correction = self.some(register, "SELECT * FROM entry_correction WHERE event <= ?", self.witnessed)
        if correction is None:
            return None
        column = self.random.choice(["value", "person", "reason"])
        value = self.other(correction[column])
        register.run(f"UPDATE entry_correction SET {column} = ? WHERE event = ?", value, correction["event"])
        return f"{column} of the correction in event {correction['event']}"

    def removed_correction(self, register: Register) -> str | None:
        """With its event and all that tells of it, as if the entry had been so from the beginning or were so still."""
        correction = self.some(register, "SELECT * FROM entry_correction WHERE event <= ?", self.witnessed)
        if correction is None:
            return None
        register.run("DELETE FROM event WHERE id = ?", correction["event"])
        register.delete_orphans()
        register.close_gaps()
        return f"event {correction['event']}, of entry {correction['entry']}"
