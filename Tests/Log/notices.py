"""Notices as evidence: the seal, the head of the log, the leaves that it proves, and whether the notice says the same as they do."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import category

from cryptography import x509

import forms
import merkle
import seal
from notice_xml import Element, NotANotice, parse
from report import Report

NOTIFICATION = "urn:court-intake:notification:1"
EVIDENCE = "urn:court-intake:evidence:1"
RECEIPT = "urn:court-intake:receipt:1"
# What a notice of a kind tells of, where that is one event; the others tell of a way on which several may stand.
EVENTS = {
    "received": forms.ARRIVAL,
    "registered": "Registration",
    "rejected": "SubmissionRejection",
    "duplicate": "Duplicate",
    "conflict": "Conflict",
    "quarantined": "Quarantine",
    "recorded": "Recording",
    "corrected": forms.CORRECTION,
}
# Longer values are cut in notices.
LONGEST_VALUE = 600


@dataclass
class Head:
    size: int
    root: bytes
    # Milliseconds since 1970, UTC.
    at: int = 0

    def __str__(self) -> str:
        return f"{self.size} leaves, root {self.root.hex()}"


@dataclass
class ProvenLeaf:
    leaf: forms.Leaf
    path: list[bytes]


@dataclass
class Notice:
    """One that was read; what is wrong with it stands in the report."""

    place: str
    octets: bytes
    id: str
    kind: str
    head: Head
    signer: str | None
    leaves: list[ProvenLeaf] = field(default_factory=list)
    previous: tuple[str, str] | None = None
    # The head before, and the proof that the log goes on from there.
    earlier: tuple[Head, list[bytes]] | None = None


def read(path: Path, certificate: x509.Certificate | None, report: Report, place: str = "") -> Notice | None:
    place = place or str(path)
    octets = path.read_bytes()
    try:
        text, root = parse(octets)
        if (root.name, root.namespace) != ("Notification", NOTIFICATION):
            raise NotANotice("is no notice of this court's intake")
        signer = seal.check(text, root, certificate)
        evidence = root.only("Evidence", EVIDENCE)
        if evidence.attributes != {"version": "1.0"}:
            raise NotANotice("has evidence of another version")
        head = evidence.only("TreeHead")
        notice = Notice(place, octets, root.attribute("Id"), root.attribute("kind"), _head(head, _time(head)), signer)
        _check_order(evidence, notice.kind)
        if notice.kind == "head":
            if earlier := evidence.maybe("Consistency"):
                notice.earlier = (_head(earlier), _hashes(earlier.attribute("path")))
        else:
            notice.leaves = [_leaf(leaf) for leaf in evidence.elements("Leaf")]
            if previous := evidence.maybe("Previous"):
                notice.previous = (previous.attribute("notice"), previous.attribute("sha256"))
    except seal.Broken as error:
        return report.fault(place, f"the seal: {error}")
    except (NotANotice, forms.Malformed) as error:
        return report.fault(place, str(error))
    if notice.kind != "head":
        _check_leaves(notice, report)
        _compare(root, notice, report)
    return notice


def check_consistency(notice: Notice, report: Report) -> None:
    if notice.earlier:
        earlier, path = notice.earlier
        if not merkle.is_consistent(earlier.size, earlier.root, notice.head.size, notice.head.root, path):
            report.fault(notice.place, f"it is not proven that the log goes on from the head of {earlier.size} leaves")


def check_follows(old: Notice, new: Notice, report: Report) -> None:
    """That a head names the one before it, and is later."""
    if new.earlier is None:
        report.fault(new.place, f"it goes on from no head, but the head of {old.head.size} leaves was before it")
    elif (new.earlier[0].size, new.earlier[0].root) != (old.head.size, old.head.root):
        report.fault(new.place, f"it goes on from {new.earlier[0]}, but the head before it ({old.place}) is {old.head}")
    if new.head.at <= old.head.at:
        report.fault(new.place, "it is not later than the head before it")


def _check_order(evidence: Element, kind: str) -> None:
    names = " ".join(child.name for child in evidence.children if isinstance(child, Element))
    form = r"TreeHead( Consistency)?" if kind == "head" else r"TreeHead Leaf( Leaf)?( Previous)?"
    if not re.fullmatch(form, names) or evidence.text.strip():
        raise NotANotice(f"has evidence with other parts than a notice of its kind: {names}")


def _head(element: Element, at: int = 0) -> Head:
    size, root = element.attribute("size"), element.attribute("root")
    if not forms.DECIMAL.fullmatch(size) or not forms.HASH.fullmatch(root):
        raise NotANotice(f"has a {element.name} whose size or root cannot be")
    return Head(int(size), bytes.fromhex(root), at)


def _time(element: Element) -> int:
    utc, local = element.attribute("utc"), element.attribute("local")
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", utc):
        raise NotANotice(f"has a time that cannot be: {utc}")
    try:
        moment, other = dt.datetime.fromisoformat(utc), dt.datetime.fromisoformat(local)
        if other.tzinfo is None or moment != other:
            raise NotANotice(f"has two times that are not the same moment: {utc} and {local}")
    except ValueError:
        raise NotANotice(f"has a time that cannot be: {utc}, {local}") from None
    return (moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(milliseconds=1)


def _hashes(text: str) -> list[bytes]:
    octets = seal.octets_of(text)
    if len(octets) % 32:
        raise NotANotice("has a proof that is not made of hashes")
    return [octets[at : at + 32] for at in range(0, len(octets), 32)]


def _leaf(element: Element) -> ProvenLeaf:
    if element.children and not all(isinstance(child, str) for child in element.children):
        raise NotANotice("has elements inside a leaf")
    leaf = forms.read_leaf(seal.octets_of(element.text))
    if element.attribute("index") != str(leaf.index):
        raise NotANotice(f"has a leaf {leaf.index} under another index")
    return ProvenLeaf(leaf, _hashes(element.attribute("path")))


def _check_leaves(notice: Notice, report: Report) -> None:
    arrival, told = notice.leaves[0].leaf, notice.leaves[-1].leaf
    for proven in notice.leaves:
        leaf = proven.leaf
        if not merkle.is_included(
            merkle.leaf_hash(leaf.octets), leaf.index, notice.head.size, proven.path, notice.head.root
        ):
            report.fault(notice.place, f"leaf {leaf.index} is not proven to be in the log")
    if arrival.event != forms.ARRIVAL:
        report.fault(notice.place, f"its first leaf tells of {arrival.event}, not of an arrival")
    if len(notice.leaves) == 2 and told.event == forms.ARRIVAL:
        report.fault(notice.place, "it has two arrivals")
    if (arrival.package, arrival.sha256) != (told.package, told.sha256):
        report.fault(notice.place, "its leaves are of two packages")
    if notice.head.size != told.index + 1:
        report.fault(notice.place, "its head is not of the log as it was at the event that it tells of")
    if notice.head.at != told.at:
        report.fault(notice.place, "its head has another time than the event that it tells of")


def _compare(root: Element, notice: Notice, report: Report) -> None:
    """The words of a notice against its leaves: a seal holds them together, and here they must agree."""
    arrival, told = notice.leaves[0].leaf, notice.leaves[-1].leaf

    def same(what: str, said: str | int | None, proven: str | int | None) -> None:
        if said != proven:
            report.fault(notice.place, f"it says {said} of {what}, its leaf says {proven}")

    try:
        about = root.only("About")
        package = about.only("Package")
        same("the channel", about.only("Channel").text, _shown(arrival.facts.get("channel", "")))
        same("the package's name", package.text, _shown(arrival.facts.get("name", "")))
        same("the package's form", package.attribute("form"), arrival.facts.get("form"))
        same("the package's size", package.attribute("size"), arrival.facts.get("size"))
        same("the package's hash", package.attribute("sha256"), arrival.sha256)
        same("the arrival's time", _time(about.only("ReceivedAt")), arrival.at)
        if notice.kind in EVENTS:
            same("what happened", EVENTS[notice.kind], told.event)
        if told.event in forms.FINAL and (outcome := root.maybe("Outcome")) and notice.kind in EVENTS:
            same("the decision's time", _time(outcome.only("DecidedAt")), told.at)
            if number := outcome.maybe("RegistrationNumber"):
                same("the number", number.text, told.facts.get("number"))
            if precedent := outcome.maybe("Precedent"):
                same("the precedent", precedent.attribute("registrationNumber"), told.facts.get("precedent"))
            if told.event != "Registration":
                said = [(found.attribute("code"), found.attribute("severity")) for found in outcome.elements("Finding")]
                same("the findings", said, told.findings)
        if notice.kind == "corrected":
            correction = root.only("Outcome").only("Correction")
            same("the number", correction.attribute("registrationNumber"), told.facts.get("number"))
            same("the field", correction.attribute("field"), told.facts.get("field"))
            same("the participant", correction.attributes.get("participant"), told.facts.get("participant"))
            same("the document", correction.attributes.get("document"), told.facts.get("document"))
            same("the correction's time", _time(correction), told.at)
            for element in ["Was", "Value", "Person", "Reason"]:
                said, proven = correction.maybe(element), told.facts.get(element.lower())
                same(f"the {element.lower()}", said and said.text, proven and _shown(proven))
        if receipt := root.maybe("Receipt", RECEIPT):
            entry = receipt.only("Entry")
            same("the number", receipt.only("RegistrationNumber").text, told.facts.get("number"))
            same("the registration's time", _time(receipt.only("RegisteredAt")), told.at)
            same("the arrival's time", _time(receipt.only("ReceivedAt")), arrival.at)
            same("the entry", entry.attribute("number"), told.facts.get("entry"))
            same("the entry's hash", entry.attribute("hash"), told.facts.get("entry-hash"))
            same("the content's hash", entry.attribute("content"), told.facts.get("content"))
            same("the package's hash", entry.attribute("package"), told.sha256)
        elif notice.kind == "registered":
            report.fault(notice.place, "it tells of a registration without a receipt")
    except NotANotice as error:
        report.fault(notice.place, str(error))


def _shown(value: str) -> str:
    """A value as notices show it: what is not printed is escaped, what is long is cut."""
    shown = value[:LONGEST_VALUE] + ("…" if len(value) > LONGEST_VALUE else "")
    return "".join(
        f"\\u{{{ord(letter):X}}}"
        if category(letter) in {"Cc", "Cf", "Zl", "Zp"} or letter in "\ufffe\uffff"
        else letter
        for letter in shown
    )


def hash_of(notice: Notice) -> str:
    return hashlib.sha256(notice.octets).hexdigest()
