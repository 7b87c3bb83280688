"""The octets of leaves and entries: a heading, then a line a field, `name length value`, in one fixed order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LEAF = b"court-intake log leaf 1\n"
ENTRY = b"court-intake register entry 1\n"
START_OF_CHAIN = "0" * 64

ARRIVAL = "SubmissionAcceptance"
FINAL = {"Registration", "SubmissionRejection", "Duplicate", "Conflict", "Quarantine", "Recording"}
WAITING = {"Deferral", "Hold", "Retry"}
EVIDENCE = {
    kind + outcome
    for kind in ["ContentConsignment", "ConsignmentNotification", "ContentAccessTracking", "ContentHandover"]
    for outcome in ["", "Failure"]
}
BY_A_PERSON = {"Release", "Discard"}
CORRECTION = "Correction"
# What of an entry can be corrected: the field's name in a correction, and in the entry.
CORRECTED = {
    "title": "title",
    "document-type": "document-type",
    "case": "case",
    "official-filing-date": "official-filing-date",
    "participant-name": "participant",
    "participant-role": "participant.role",
    "document-access": "document.access",
}
OTHERS = WAITING | {"Reissue", "Digest", "TermEnd"}

DECIMAL = re.compile(r"0|[1-9][0-9]{0,17}")
HASH = re.compile(r"[0-9a-f]{64}")
NUMBER = re.compile(r"([0-9]{3})/([1-9][0-9]{0,3})/([0-9]{6}|[1-9][0-9]{6,})")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NAME_OF_CODE = re.compile(r"[A-Z][A-Z0-9_]*")
OWNER = re.compile(r"(FIN|VOEN):[^\s]+")
TEXT = re.compile(r".*", re.DOTALL)
FIELD = re.compile(rb"([A-Za-z0-9._-]+) (0|[1-9][0-9]{0,9}) ")
SEVERITY = re.compile(r"info|warning|error|fatal")
CORRECTED_FIELD = re.compile("|".join(CORRECTED))
PLACE = re.compile(r"[1-9][0-9]{0,8}")


class Malformed(Exception):
    """Octets that are not in their form, and why."""


def write(heading: bytes, fields: list[tuple[str, str]]) -> bytes:
    octets = bytearray(heading)
    for name, value in fields:
        encoded = value.encode()
        octets += f"{name} {len(encoded)} ".encode() + encoded + b"\n"
    return bytes(octets)


def read(heading: bytes, octets: bytes) -> list[tuple[str, str]]:
    """The fields. What is read is written again and must give the same octets."""
    if not octets.startswith(heading):
        raise Malformed(f"does not begin with the line {heading.decode().strip()!r}")
    fields, at = [], len(heading)
    while at < len(octets):
        found = FIELD.match(octets, at)
        if not found:
            raise Malformed(f"has no field at octet {at}")
        end = found.end() + int(found[2])
        if octets[end : end + 1] != b"\n":
            raise Malformed(f"has a field {found[1].decode()} of another length than it says")
        try:
            fields.append((found[1].decode(), octets[found.end() : end].decode()))
        except UnicodeDecodeError:
            raise Malformed(f"has a field {found[1].decode()} that is not UTF-8") from None
        at = end + 1
    if write(heading, fields) != octets:
        raise Malformed("is not in its canonical form")
    return fields


class Cursor:
    """Takes fields in their order."""

    def __init__(self, fields: list[tuple[str, str]]):
        self.fields, self.at = fields, 0

    def next_is(self, name: str) -> bool:
        return self.at < len(self.fields) and self.fields[self.at][0] == name

    def maybe(self, name: str, pattern: re.Pattern[str] = TEXT) -> str | None:
        if not self.next_is(name):
            return None
        value = self.fields[self.at][1]
        if not pattern.fullmatch(value):
            raise Malformed(f"has a {name} that cannot be: {value!r}")
        self.at += 1
        return value

    def take(self, name: str, pattern: re.Pattern[str] = TEXT) -> str:
        value = self.maybe(name, pattern)
        if value is None:
            found = self.fields[self.at][0] if self.at < len(self.fields) else "the end"
            raise Malformed(f"has {found} where its {name} must stand")
        return value

    def number(self, name: str) -> int:
        return int(self.take(name, DECIMAL))

    def finish(self) -> None:
        if self.at < len(self.fields):
            raise Malformed(f"has a {self.fields[self.at][0]} that does not belong there")


@dataclass
class Leaf:
    octets: bytes
    index: int
    at: int
    event: str
    package: int
    sha256: str
    item: int | None = None
    # Of an arrival: channel, name, form, size. Of a decision or a court's dispatch: what they say, by the field's name.
    facts: dict[str, str] = field(default_factory=dict)
    findings: list[tuple[str, str]] = field(default_factory=list)


def read_leaf(octets: bytes) -> Leaf:
    cursor = Cursor(read(LEAF, octets))
    leaf = Leaf(
        octets,
        cursor.number("index"),
        cursor.number("at"),
        cursor.take("event"),
        cursor.number("package"),
        cursor.take("sha256", HASH),
    )
    facts: dict[str, str | None] = {}
    if leaf.event == ARRIVAL:
        for name in ["channel", "name", "form"]:
            facts[name] = cursor.take(name)
        facts["size"] = cursor.take("size", DECIMAL)
    elif leaf.event in FINAL:
        leaf.item = cursor.number("item")
        facts = _decision(leaf, cursor)
    elif leaf.event in EVIDENCE:
        leaf.item = cursor.number("item")
        facts["content"] = cursor.take("content", HASH)
        facts["addressee"] = cursor.take("addressee", OWNER)
        facts["reason"] = cursor.maybe("reason")
    elif leaf.event in BY_A_PERSON:
        facts["person"] = cursor.take("person")
        facts["reason"] = cursor.take("reason")
    elif leaf.event == CORRECTION:
        leaf.item = cursor.number("item")
        facts = _correction(cursor)
    elif leaf.event in OTHERS:
        leaf.item = cursor.number("item") if leaf.event != "Reissue" or cursor.next_is("item") else None
    else:
        raise Malformed(f"tells of an event that there is not: {leaf.event!r}")
    cursor.finish()
    if leaf.package < 1 or leaf.item == 0:
        raise Malformed("counts packages or items from 0")
    leaf.facts = {name: value for name, value in facts.items() if value is not None}
    return leaf


def _decision(leaf: Leaf, cursor: Cursor) -> dict[str, str | None]:
    facts = {name: cursor.maybe(name) for name in ["sender-item-id", "signer", "message-id"]}
    if (facts["signer"] is None) != (facts["message-id"] is None):
        raise Malformed("has a signer without a message id, or the other way round")
    facts["content"] = cursor.maybe("content", HASH)
    if leaf.event == "Registration":
        facts["number"] = cursor.take("number", NUMBER)
        facts["entry"] = cursor.take("entry", DECIMAL)
        facts["entry-hash"] = cursor.take("entry-hash", HASH)
        return facts
    if leaf.event in {"Duplicate", "Conflict"}:
        facts["precedent"] = cursor.take("precedent", NUMBER)
    while cursor.next_is("finding"):
        leaf.findings.append((cursor.take("finding", NAME_OF_CODE), cursor.take("finding.severity", SEVERITY)))
        cursor.maybe("finding.file")
        cursor.maybe("finding.line", DECIMAL)
        cursor.maybe("finding.path")
        while cursor.at < len(cursor.fields) and cursor.fields[cursor.at][0].startswith("finding.argument."):
            cursor.at += 1
    return facts


def _correction(cursor: Cursor) -> dict[str, str | None]:
    facts: dict[str, str | None] = {"number": cursor.take("number", NUMBER)}
    field = facts["field"] = cursor.take("field", CORRECTED_FIELD)
    if field.startswith("participant-"):
        facts["participant"] = cursor.take("participant", PLACE)
    if field == "document-access":
        facts["document"] = cursor.take("document", PLACE)
    facts["was"] = cursor.maybe("was")
    for name in ["value", "person", "reason"]:
        facts[name] = cursor.take(name)
    return facts


@dataclass
class Entry:
    octets: bytes
    previous: str
    id: int
    number: str
    registered_at: int
    registered_day: str
    received_at: int
    channel: str
    package: str
    signer: str
    message_id: str
    content: str
    fields: list[tuple[str, str]]

    def value(self, field: str, part: int | None) -> str | None:
        """What stands where a correction says that it was; participants and documents are counted from 1."""
        if field == "document-access":
            return self._access(part)
        values = [value for name, value in self.fields if name == CORRECTED[field]]
        place = (part or 1) - 1
        return values[place] if place < len(values) else None

    def _access(self, document: int) -> str | None:
        """Parties may see what the entry does not keep from them."""
        starts = [at for at, (name, _) in enumerate(self.fields) if name == "document"] + [len(self.fields)]
        if document >= len(starts):
            return None
        return dict(self.fields[starts[document - 1] : starts[document]]).get("document.access", "parties")


def read_entry(octets: bytes) -> Entry:
    """What the log vouches for; the fields after these are under the entry's hash as they stand."""
    fields = read(ENTRY, octets)
    cursor = Cursor(fields)
    return Entry(
        octets,
        cursor.take("previous", HASH),
        cursor.number("id"),
        cursor.take("number", NUMBER),
        cursor.number("registered-at"),
        cursor.take("registered-day", DAY),
        cursor.number("received-at"),
        cursor.take("channel"),
        cursor.take("package", HASH),
        cursor.take("signer"),
        cursor.take("message-id"),
        cursor.take("content", HASH),
        fields,
    )
