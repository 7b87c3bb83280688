"""A register's database as its keeper can write it: what leaves and entries say, read from the rows, and all hashes taken anew."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import contextmanager
from pathlib import Path

import forms
from merkle import Tree

# The fields of an entry in order, from its own row and from the tables beside it.
OWN = [
    ("number", "number"),
    ("registered-at", "registered_at"),
    ("registered-day", "registered_day"),
    ("received-at", "received_at"),
    ("channel", "channel"),
    ("package", "package_sha256"),
    ("signer", "signer"),
    ("message-id", "message_id"),
    ("content", "content_sha256"),
    ("official-filing-date", "official_filing_date"),
    ("case", "case_number"),
    ("procedure", "procedure"),
    ("document-type", "document_type"),
    ("title", "title"),
    ("disposition", "disposition"),
    ("rule-set", "rule_set"),
]
BESIDE = {
    "entry_document": [
        ("document", "name"),
        ("document.title", "title"),
        ("document.media-type", "media_type"),
        ("document.size", "size"),
        ("document.pages", "pages"),
        ("document.sha256", "sha256"),
        ("document.access", "access"),
    ],
    "entry_participant": [
        ("participant", "name"),
        ("participant.role", "role"),
        ("participant.standing", "standing"),
        ("participant.kind", "kind"),
        ("participant.fin", "fin"),
        ("participant.voen", "voen"),
    ],
    "entry_signature": [
        ("signature", "signer"),
        ("signature.issuer", "issuer"),
        ("signature.serial-number", "serial_number"),
        ("signature.fingerprint", "fingerprint"),
        ("signature.indication", "indication"),
        ("signature.level", "level"),
        ("signature.signing-time", "signing_time"),
        ("signature.revocation-source", "revocation_source"),
        ("signature.revocation-at", "revocation_at"),
    ],
    "entry_fee": [
        ("fee", "act"),
        ("fee.tariff", "tariff"),
        ("fee.assessed", "assessed"),
        ("fee.declared", "declared"),
        ("fee.paid", "paid"),
        ("fee.exemption", "exemption_ground"),
        ("fee.discount", "discount_ground"),
    ],
    "payment_use": [
        ("payment", "operation_number"),
        ("payment.channel", "channel"),
        ("payment.amount", "amount"),
        ("payment.paid-on", "paid_on"),
        ("payment.card-bin", "card_bin"),
    ],
}


class Register:
    def __init__(self, path: Path):
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.row_factory = sqlite3.Row
        self.database.execute("PRAGMA foreign_keys = OFF")

    def rows(self, sql: str, *values) -> list[sqlite3.Row]:
        return self.database.execute(sql, values).fetchall()

    def value(self, sql: str, *values):
        row = self.database.execute(sql, values).fetchone()
        return row and row[0]

    def run(self, sql: str, *values) -> int:
        return self.database.execute(sql, values).rowcount

    @contextmanager
    def unguarded(self):
        """Without the triggers that keep the register from being rewritten; they are there again afterwards."""
        self.database.execute("BEGIN")
        try:
            triggers = self.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            for name, _ in triggers:
                self.run(f'DROP TRIGGER "{name}"')
            yield
            for _, sql in triggers:
                self.run(sql)
            self.database.execute("COMMIT")
        except BaseException:
            self.database.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Leaves one file."""
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")
        self.database.close()

    # What the register says

    def leaf(self, event: sqlite3.Row) -> bytes:
        package = self.rows("SELECT * FROM package WHERE id = ?", event["package"])[0]
        fields = [
            ("index", event["id"] - 1),
            ("at", event["at"]),
            ("event", event["kind"]),
            ("package", package["id"]),
            ("sha256", package["sha256"]),
        ]
        if event["kind"] == forms.ARRIVAL:
            fields += [
                ("channel", package["channel"]),
                ("name", package["original_name"]),
                ("form", package["form"]),
                ("size", package["size"]),
            ]
        elif event["kind"] in forms.BY_A_PERSON:
            action = event["kind"].lower()
            [clerk] = self.rows("SELECT * FROM clerk_action WHERE package = ? AND action = ?", package["id"], action)
            fields += [("person", clerk["person"]), ("reason", clerk["reason"])]
        elif event["item"] is not None:
            item = self.rows("SELECT * FROM item WHERE id = ?", event["item"])[0]
            fields.append(("item", item["ordinal"]))
            if event["kind"] in forms.FINAL:
                fields += self.decision(item)
            elif event["kind"] == forms.CORRECTION:
                [correction] = self.rows(CORRECTION, event["id"])
                fields += [(name, correction[name]) for name in correction.keys()]
            elif evidence := self.rows(EVIDENCE, event["id"]):
                fields += [(name, evidence[0][name]) for name in ["content", "addressee", "reason"]]
        return forms.write(forms.LEAF, shown(fields))

    def decision(self, item: sqlite3.Row) -> list[tuple[str, object]]:
        fields = [
            ("sender-item-id", item["sender_item_id"]),
            ("signer", item["signer"]),
            ("message-id", item["message_id"]),
            ("content", item["content_sha256"]),
        ]
        if item["entry"] is not None:
            entry = self.rows("SELECT * FROM register_entry WHERE id = ?", item["entry"])[0]
            return [*fields, ("number", entry["number"]), ("entry", entry["id"]), ("entry-hash", entry["hash"])]
        precedent = self.value("SELECT number FROM register_entry WHERE id = ?", item["precedent"])
        return [*fields, ("precedent", precedent), *self.findings(item["id"])]

    def findings(self, item: int) -> list[tuple[str, object]]:
        fields = []
        for row in self.rows("SELECT * FROM finding WHERE item = ? ORDER BY ordinal", item):
            fields += [
                ("finding", row["code"]),
                ("finding.severity", row["severity"]),
                ("finding.file", row["file"]),
                ("finding.line", row["line"]),
                ("finding.path", row["path"]),
            ]
            arguments = json.loads(row["arguments"] or "[]")
            fields += [("finding.argument." + name, value) for name, value in zip(arguments[::2], arguments[1::2])]
        return fields

    def entry(self, row: sqlite3.Row, previous: bytes) -> bytes:
        fields = [("previous", previous), ("id", row["id"])] + [(name, row[column]) for name, column in OWN]
        after_title = len(fields) - 2
        for kind, number in self.rows(RELATIONS, row["id"]):
            fields[after_title:after_title] = [("relation", kind), ("relation.number", number)]
            after_title += 2
        for table, columns in BESIDE.items():
            order = "" if table == "entry_fee" else "ORDER BY ordinal"
            for beside in self.rows(f"SELECT * FROM {table} WHERE entry = ? {order}", row["id"]):
                fields += [(name, beside[column]) for name, column in columns]
        return forms.write(forms.ENTRY, shown(fields + self.findings(row["item"])))

    # What its keeper can do

    def recompute(self) -> None:
        """Takes every hash anew: the chain of entries, the log's tree, the heads made of it."""
        previous = bytes(32)
        for row in self.rows("SELECT * FROM register_entry ORDER BY id"):
            digest = hashlib.sha256(self.entry(row, previous)).digest()
            self.run("UPDATE register_entry SET previous_hash = ?, hash = ? WHERE id = ?", previous, digest, row["id"])
            previous = digest
        events = self.rows("SELECT * FROM event ORDER BY id")
        tree = Tree([self.leaf(event) for event in events])
        for event in events:
            nodes = b"".join(tree.completed(event["id"] - 1))
            self.run("UPDATE event SET tree = ? WHERE id = ?", nodes, event["id"])
        for head in self.rows("SELECT day, event FROM log_head"):
            self.run("UPDATE log_head SET root = ? WHERE day = ?", tree.root(head["event"]), head["day"])

    def references(self) -> list[tuple[str, str, str]]:
        """Table and column that name rows of another table, and which."""
        tables = [row[0] for row in self.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [
            (table, row["from"], row["table"])
            for table in tables
            for row in self.rows(f"PRAGMA foreign_key_list('{table}')")
        ]

    def delete_orphans(self) -> None:
        """Rows that name what is no longer there, and the rows that name those."""
        while sum(
            self.run(f"DELETE FROM {table} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {other})")
            for table, column, other in self.references()
        ):
            pass
        self.run("DELETE FROM notice WHERE id NOT IN (SELECT notice FROM outbox WHERE notice IS NOT NULL)")

    def renumber(self, table: str, new: dict[int, int]) -> None:
        """Gives rows other ids, wherever those are named."""
        self.run("CREATE TEMP TABLE new_id (old INTEGER PRIMARY KEY, new INTEGER)")
        self.database.executemany("INSERT INTO new_id VALUES (?, ?)", new.items())
        for place, column in [
            (table, "id"),
            *[(place, column) for place, column, other in self.references() if other == table],
        ]:
            # By way of negative ones: no two rows may have the same at any moment.
            self.run(
                f"UPDATE {place} SET {column} = -(SELECT new FROM new_id WHERE old = {column}) WHERE {column} IN (SELECT old FROM new_id)"
            )
            self.run(f"UPDATE {place} SET {column} = -{column} WHERE {column} < 0")
        self.run("DROP TABLE new_id")

    def close_gaps(self) -> None:
        """After rows were taken out: as if they had never been."""
        ends = {row["day"]: row["event"] for row in self.rows("SELECT day, event FROM log_head")}
        left = [row[0] for row in self.rows("SELECT id FROM event ORDER BY id")]
        self.run("DELETE FROM log_head")
        for table in ["package", "event", "register_entry"]:
            ids = [row[0] for row in self.rows(f"SELECT id FROM {table} ORDER BY id")]
            self.renumber(table, {old: place for place, old in enumerate(ids, 1) if old != place})
        sizes = set()
        for day, end in sorted(ends.items()):
            size = sum(event <= end for event in left)
            if size and size not in sizes:
                self.run("INSERT INTO log_head (day, made_at, event, root) VALUES (?, 0, ?, zeroblob(32))", day, size)
            sizes.add(size)
        self.renumber_entries()

    def renumber_entries(self) -> None:
        """Numbers without a gap, in the order of entries, and counters to match."""
        self.run("UPDATE register_entry SET sequence = sequence + 10000000")
        self.run(
            "UPDATE register_entry SET sequence = (SELECT count(*) FROM register_entry e"
            " WHERE e.court = register_entry.court AND e.year = register_entry.year AND e.id <= register_entry.id)"
        )
        self.run("DELETE FROM counter")
        self.run(
            "INSERT INTO counter (court, year, last) SELECT court, year, max(sequence) FROM register_entry GROUP BY court, year"
        )


RELATIONS = """
SELECT r.kind, e.number FROM entry_relation r JOIN register_entry e ON e.id = r.related WHERE r.entry = ? ORDER BY r.ordinal
"""
CORRECTION = """
SELECT e.number, c.field, iif(c.field GLOB 'participant-*', c.part + 1, NULL) AS participant,
  iif(c.field = 'document-access', c.part + 1, NULL) AS document, c.was, c.value, c.person, c.reason
FROM entry_correction c JOIN register_entry e ON e.id = c.entry WHERE c.event = ?
"""
EVIDENCE = """
SELECT lower(hex(d.content_sha256)) AS content, a.owner AS addressee, v.reason FROM dispatch_evidence v
  JOIN dispatch_addressee a ON a.id = v.addressee JOIN dispatch d ON d.id = a.dispatch WHERE v.event = ?
"""


def shown(fields: list[tuple[str, object]]) -> list[tuple[str, str]]:
    return [
        (name, value.hex() if isinstance(value, bytes) else str(value)) for name, value in fields if value is not None
    ]
